//! The checked settings of an account.

use crate::account::{AccountSettings, AuthMethod, Read, SettingsProblem};
use crate::provider::AccountMode;

/// What an account needs to be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Config {
    /// Where signatures are asked for.
    pub(super) base_url: String,
    /// How it gets in.
    pub(super) access: Access,
    /// The time zone of dates on the signing page and in the audit trail (IANA).
    pub(super) timezone: String,
    /// Whether a signer has to go through the document first.
    pub(super) signer_must_read: bool,
    /// Whether what is signed counts.
    pub(super) mode: AccountMode,
}

/// How an account gets in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Access {
    /// By tokens handed out for e-mail address and API key.
    ApiKey {
        /// Where tokens are handed out.
        auth_url: String,
        /// The e-mail address of the account.
        user: String,
    },
    /// By a token made on the vendor's pages.
    Token,
}

/// The token server of the sandbox; the form names that of production.
const TEST_AUTH_URL: &str = "https://test.oauth.openapi.com";

impl TryFrom<&AccountSettings> for Config {
    type Error = SettingsProblem;

    fn try_from(settings: &AccountSettings) -> Result<Self, SettingsProblem> {
        let read = Read::new(settings, super::form())?;
        let base_url = read.base_url()?;
        let mode = if is_sandbox(&base_url) { AccountMode::Test } else { AccountMode::Live };
        let access = match read.auth() {
            Some(AuthMethod::ApiKey) => {
                let is_usual = settings.auth_url.is_none();
                let auth_url = match mode {
                    AccountMode::Test if is_usual => TEST_AUTH_URL.to_owned(),
                    AccountMode::Live | AccountMode::Test => read.auth_url()?,
                };
                Access::ApiKey { auth_url, user: read.user().unwrap_or_default().to_owned() }
            }
            Some(AuthMethod::Password | AuthMethod::Token) | None => Access::Token,
        };
        let timezone = read.option("timezone").trim().to_owned();
        if !is_timezone(&timezone) {
            return Err(SettingsProblem::OptionInvalid { name: "timezone".to_owned(), value: timezone });
        }
        Ok(Self { base_url, access, timezone, signer_must_read: read.option("must_read") == "yes", mode })
    }
}

fn is_sandbox(base_url: &str) -> bool {
    base_url.strip_prefix("https://").is_some_and(|host| host.starts_with("test."))
}

/// `UTC` or `Area/City`. Which cities there are is the vendor's list; a name that is not on it is refused there.
fn is_timezone(name: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    name == "UTC" || name.contains('/') && name.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::ProviderId;

    fn settings() -> AccountSettings {
        AccountSettings::new(ProviderId::Openapi)
    }

    #[test]
    fn the_usual_account_pastes_a_token() {
        let config = Config::try_from(&settings()).unwrap();
        assert_eq!(config.base_url, "https://esignature.openapi.com");
        assert_eq!((config.access, config.mode), (Access::Token, AccountMode::Live));
        assert_eq!((config.timezone.as_str(), config.signer_must_read), ("Europe/Paris", true));
    }

    #[test]
    fn the_token_server_belongs_to_the_host() {
        for (base, auth) in [
            ("https://esignature.openapi.com", "https://oauth.openapi.com"),
            ("https://test.esignature.openapi.com", "https://test.oauth.openapi.com"),
        ] {
            let mut settings = settings();
            (settings.base_url, settings.auth) = (Some(base.to_owned()), Some(AuthMethod::ApiKey));
            assert_eq!(Config::try_from(&settings), Err(SettingsProblem::UserMissing));
            settings.user = Some("moi@exemple.fr".to_owned());
            let Access::ApiKey { auth_url, user } = Config::try_from(&settings).unwrap().access else {
                panic!("an API key was chosen")
            };
            assert_eq!((auth_url.as_str(), user.as_str()), (auth, "moi@exemple.fr"));
        }
    }

    #[test]
    fn a_time_zone_is_a_place() {
        for (name, is_fine) in [
            ("UTC", true),
            ("Africa/Tunis", true),
            ("America/Argentina/Ushuaia", true),
            ("Paris", false),
            ("Europe/", false),
            ("+01:00", false),
        ] {
            let mut settings = settings();
            settings.options.insert("timezone".to_owned(), name.to_owned());
            assert_eq!(Config::try_from(&settings).is_ok(), is_fine, "{name}");
        }
    }
}

//! The settings of an account as a person gives them, and what each provider asks for. A provider's `config.rs` turns them
//! into its own checked settings.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use paraphe_envelope::EmailAddress;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provider::ProviderId;

/// The settings of an account. Never a secret.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct AccountSettings {
    /// The provider.
    pub provider: ProviderId,
    /// Where it answers; none for the provider's usual address.
    pub base_url: Option<String>,
    /// Where tokens are handed out, for a provider that does so elsewhere.
    pub auth_url: Option<String>,
    /// The e-mail address of the account.
    pub user: Option<String>,
    /// What kind of secret there is; none for the provider's first.
    pub auth: Option<AuthMethod>,
    /// Whether everything sent with it is only a trial.
    #[serde(default)]
    pub test: bool,
    /// How large a document it is given at most, in megabytes; none where nobody knows of a limit. No provider publishes one:
    /// it is what the office was told.
    #[serde(default)]
    pub max_document_megabytes: Option<NonZeroU16>,
    /// What few people need, by name; see [`AccountForm::options`].
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}

impl AccountSettings {
    /// The usual settings of a provider.
    #[must_use]
    pub fn new(provider: ProviderId) -> Self {
        Self {
            provider,
            base_url: None,
            auth_url: None,
            user: None,
            auth: None,
            test: false,
            max_document_megabytes: None,
            options: BTreeMap::new(),
        }
    }

    /// The account's e-mail address, if one is given.
    fn user(&self) -> Option<&str> {
        self.user.as_deref().map(str::trim).filter(|user| !user.is_empty())
    }

    /// What a person is told of the address when they save it, also where nothing is done with it. An account that was saved is
    /// not held to that: what it has sent must still be followed.
    ///
    /// # Errors
    /// [`SettingsProblem::UserInvalid`].
    pub fn check_user(&self) -> Result<(), SettingsProblem> {
        match self.user().filter(|user| user.parse::<EmailAddress>().is_err()) {
            Some(user) => Err(SettingsProblem::UserInvalid { user: user.to_owned() }),
            None => Ok(()),
        }
    }
}

/// What kind of secret an account has.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AuthMethod {
    /// A key the provider's own pages show.
    ApiKey,
    /// The password of the account.
    Password,
    /// A token the provider's own pages show.
    Token,
}

impl AuthMethod {
    /// The word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ApiKey => "api-key",
            Self::Password => "password",
            Self::Token => "token",
        }
    }
}

/// What a provider asks for: the form of the window and of the command line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct AccountForm {
    /// The provider.
    pub provider: ProviderId,
    /// Its usual address.
    pub base_url: &'static str,
    /// Another address for trying out, where there is one.
    pub test_url: Option<&'static str>,
    /// Where tokens are handed out, where that is elsewhere.
    pub auth_url: Option<&'static str>,
    /// The kinds of secret it takes, the advised one first; empty where there is none.
    pub auth: Vec<AuthMethod>,
    /// The kinds of secret that need the account's e-mail address beside them.
    pub user_with: Vec<AuthMethod>,
    /// Whether a sending can be marked as a trial.
    pub test: bool,
    /// What few people need.
    pub options: Vec<AccountOption>,
    /// The vendor's page that says where the secret is found.
    pub help_url: Option<&'static str>,
}

/// Something few people need to set.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct AccountOption {
    /// Its name: the key of [`AccountSettings::options`].
    pub name: &'static str,
    /// Its value when nothing is said.
    pub default: &'static str,
    /// The values there are; empty for a free text.
    pub values: Vec<&'static str>,
}

/// Why settings cannot be used.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SettingsProblem {
    /// The address is none, or would send secrets in clear: only https, and http on this computer.
    #[error("{url:?} is no address a secret may be sent to")]
    AddressUnusable {
        /// As given.
        url: String,
    },
    /// The provider does not take this kind of secret.
    #[error("the provider takes no {auth}")]
    AuthUnsupported {
        /// As given.
        auth: String,
    },
    /// There is no such option.
    #[error("there is no option {name:?}")]
    OptionUnknown {
        /// As given.
        name: String,
    },
    /// The option has no such value.
    #[error("option {name:?} cannot be {value:?}")]
    OptionInvalid {
        /// The option.
        name: String,
        /// As given.
        value: String,
    },
    /// The provider has no trials: what is sent with the account would count.
    #[error("the provider has no trials")]
    TestUnsupported,
    /// The account's e-mail address is none.
    #[error("{user:?} is no e-mail address")]
    UserInvalid {
        /// As given.
        user: String,
    },
    /// The account's e-mail address is needed.
    #[error("the e-mail address of the account is missing")]
    UserMissing,
}

/// Settings that have been looked at once against a provider's form; what a `config.rs` starts from.
#[derive(Clone, Debug)]
pub(crate) struct Read<'s> {
    settings: &'s AccountSettings,
    form: AccountForm,
}

impl<'s> Read<'s> {
    /// Checks what can be checked without knowing the provider.
    ///
    /// # Errors
    /// The first problem.
    pub(crate) fn new(settings: &'s AccountSettings, form: AccountForm) -> Result<Self, SettingsProblem> {
        for (name, value) in &settings.options {
            let known = form.options.iter().find(|option| option.name == name);
            let known = known.ok_or_else(|| SettingsProblem::OptionUnknown { name: name.clone() })?;
            if !known.values.is_empty() && !known.values.contains(&value.as_str()) {
                return Err(SettingsProblem::OptionInvalid { name: name.clone(), value: value.clone() });
            }
        }
        if settings.test && !form.test {
            return Err(SettingsProblem::TestUnsupported);
        }
        let read = Self { settings, form };
        let auth = read.auth();
        if let Some(auth) = auth.filter(|auth| !read.form.auth.contains(auth)) {
            return Err(SettingsProblem::AuthUnsupported { auth: auth.as_str().to_owned() });
        }
        if auth.is_some_and(|auth| read.form.user_with.contains(&auth)) {
            read.user().ok_or(SettingsProblem::UserMissing)?;
            settings.check_user()?;
        }
        Ok(read)
    }

    /// The kind of secret: the one chosen, or the provider's first; none where it takes none.
    pub(crate) fn auth(&self) -> Option<AuthMethod> {
        self.settings.auth.or(self.form.auth.first().copied())
    }

    /// The account's e-mail address.
    pub(crate) fn user(&self) -> Option<&'s str> {
        self.settings.user()
    }

    /// Whether everything is a trial.
    pub(crate) fn test(&self) -> bool {
        self.settings.test
    }

    /// The provider's address, without a slash at the end.
    ///
    /// # Errors
    /// [`SettingsProblem::AddressUnusable`].
    pub(crate) fn base_url(&self) -> Result<String, SettingsProblem> {
        address(self.settings.base_url.as_deref().unwrap_or(self.form.base_url))
    }

    /// Where tokens are handed out, without a slash at the end.
    ///
    /// # Errors
    /// [`SettingsProblem::AddressUnusable`].
    pub(crate) fn auth_url(&self) -> Result<String, SettingsProblem> {
        let usual = self.form.auth_url.unwrap_or(self.form.base_url);
        address(self.settings.auth_url.as_deref().unwrap_or(usual))
    }

    /// The value of an option, or its default.
    pub(crate) fn option(&self, name: &str) -> &str {
        let given = self.settings.options.get(name).map(String::as_str);
        let default = || self.form.options.iter().find(|option| option.name == name).map(|o| o.default);
        given.or_else(default).unwrap_or_default()
    }
}

/// An address requests may go to: https anywhere, http on this computer only. Repairs what people copy from pages: spaces,
/// a missing colon (`https//`), a slash at the end.
fn address(text: &str) -> Result<String, SettingsProblem> {
    let unusable = || SettingsProblem::AddressUnusable { url: text.to_owned() };
    let repaired = text.trim().trim_end_matches('/').replacen("https//", "https://", 1);
    let url = url::Url::parse(&repaired).map_err(|_| unusable())?;
    let is_here = match url.host().ok_or_else(unusable)? {
        url::Host::Domain(name) => name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    let is_safe = url.scheme() == "https" || url.scheme() == "http" && is_here;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if is_safe && is_plain { Ok(repaired) } else { Err(unusable()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_none_keeps_no_account_shut_that_needs_none() {
        let form = || crate::registry::form(ProviderId::NgSign);
        let with = |auth| AccountSettings {
            user: Some(" Marc ".to_owned()),
            auth: Some(auth),
            ..AccountSettings::new(ProviderId::NgSign)
        };
        let invalid = Err(SettingsProblem::UserInvalid { user: "Marc".to_owned() });
        let opened = |auth| Read::new(&with(auth), form()).map(drop);
        assert_eq!(opened(AuthMethod::Token), Ok(()));
        assert_eq!(opened(AuthMethod::Password), invalid);
        assert_eq!(with(AuthMethod::Token).check_user(), invalid, "it is told when it is saved");
    }

    #[test]
    fn secrets_go_over_https_or_stay_here() {
        for good in
            ["https://a.example/", " https//a.example", "http://127.0.0.1:8080/docage", "http://[::1]:1"]
        {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "ftp://a.example",
            "a.example",
            "",
            "https://u:p@a.example",
            "https://a/?k=1",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
        assert_eq!(address("https//app.example/"), Ok("https://app.example".to_owned()));
    }
}

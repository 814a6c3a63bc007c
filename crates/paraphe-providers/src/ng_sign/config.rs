//! The settings of an NGSign account, checked.

use crate::account::{AccountSettings, AuthMethod, Read, SettingsProblem};
use crate::provider::AccountMode;

/// What every route begins with; the vendor's clients take the host and add it themselves.
const PREFIX: &str = "/server";

/// What the requests need to know of the account.
#[derive(Clone, Debug)]
pub(super) struct Config {
    /// The address without `/server`: signing pages stand there.
    pub(super) host: String,
    /// The account's e-mail address, needed beside a password.
    pub(super) user: Option<String>,
    /// Whether the secret is a token or the password of the account.
    pub(super) auth: AuthMethod,
    /// Where the service counts coordinates from.
    pub(super) origin: Origin,
    /// Who places the stamp.
    pub(super) placed_by: PlacedBy,
}

/// Where coordinates count from. No page of the vendor says it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    BottomLeft,
    TopLeft,
}

/// Who places the stamp.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PlacedBy {
    Sender,
    Signer,
}

impl TryFrom<&AccountSettings> for Config {
    type Error = SettingsProblem;

    fn try_from(settings: &AccountSettings) -> Result<Self, SettingsProblem> {
        let read = Read::new(settings, super::form())?;
        let base_url = read.base_url()?;
        let host = base_url.strip_suffix(PREFIX).unwrap_or(&base_url).trim_end_matches('/').to_owned();
        let origin = if read.option("origin") == "top-left" { Origin::TopLeft } else { Origin::BottomLeft };
        let placed_by =
            if read.option("choose_position") == "yes" { PlacedBy::Signer } else { PlacedBy::Sender };
        let auth = read.auth().unwrap_or(AuthMethod::Token);
        Ok(Self { host, user: read.user().map(str::to_owned), auth, origin, placed_by })
    }
}

impl Config {
    /// Where requests go.
    pub(super) fn server(&self) -> String {
        format!("{}{PREFIX}", self.host)
    }

    /// What is signed on the vendor's sandbox does not count.
    pub(super) fn mode(&self) -> AccountMode {
        let name = url::Url::parse(&self.host).ok().and_then(|url| url.host_str().map(str::to_owned));
        let is_sandbox = name.is_some_and(|name| name.split('.').any(|part| part == "sandbox"));
        if is_sandbox { AccountMode::Test } else { AccountMode::Live }
    }

    /// Whether an address a redirect names is on the account's own host.
    pub(super) fn is_own(&self, location: &str) -> bool {
        let Ok(host) = url::Url::parse(&self.host) else { return false };
        host.join(location).is_ok_and(|url| url.host() == host.host())
    }

    /// The page where the next person signs.
    pub(super) fn signing_page(&self, next_signer: &str, transaction: &str) -> String {
        format!("{}/pds/#/transaction/sign/{next_signer}?uuid={transaction}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::ProviderId;

    fn config(base_url: Option<&str>) -> Config {
        let mut settings = AccountSettings::new(ProviderId::NgSign);
        settings.base_url = base_url.map(str::to_owned);
        Config::try_from(&settings).unwrap()
    }

    #[test]
    fn an_address_may_be_pasted_with_or_without_the_prefix() {
        for given in [
            "https://app.ng-sign.com.tn",
            "https://app.ng-sign.com.tn/",
            "https://app.ng-sign.com.tn/server",
            " https//app.ng-sign.com.tn/server/ ",
        ] {
            let config = config(Some(given));
            assert_eq!(config.host, "https://app.ng-sign.com.tn", "{given}");
            assert_eq!(config.server(), "https://app.ng-sign.com.tn/server", "{given}");
        }
        let page = config(None).signing_page("N", "U");
        assert_eq!(page, "https://www.ngsign.app/pds/#/transaction/sign/N?uuid=U");
    }

    #[test]
    fn only_the_sandbox_is_for_trying_out() {
        assert_eq!(config(Some("https://sandbox.ng-sign.com")).mode(), AccountMode::Test);
        assert_eq!(config(None).mode(), AccountMode::Live);
    }

    #[test]
    fn a_redirect_is_ours_only_on_the_same_host() {
        let config = config(None);
        assert!(config.is_own("/login") && config.is_own("https://www.ngsign.app/login"));
        assert!(!config.is_own("https://evil.example/login") && !config.is_own("//evil.example/login"));
    }

    #[test]
    fn options_have_the_values_of_the_form_and_no_others() {
        let mut settings = AccountSettings::new(ProviderId::NgSign);
        settings.options.insert("origin".to_owned(), "top-left".to_owned());
        settings.options.insert("choose_position".to_owned(), "yes".to_owned());
        let read = Config::try_from(&settings).unwrap();
        assert_eq!((read.origin, read.placed_by), (Origin::TopLeft, PlacedBy::Signer));
        settings.options.insert("origin".to_owned(), "middle".to_owned());
        assert!(matches!(Config::try_from(&settings), Err(SettingsProblem::OptionInvalid { .. })));
    }
}

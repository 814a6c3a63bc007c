//! The settings of a Docage account, looked at once.

use crate::account::{AccountSettings, Read, SettingsProblem};

use super::place::Origin;

/// What is needed to talk to Docage, besides the key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Config {
    /// Where it answers, without a slash at the end.
    pub(super) base_url: String,
    /// The e-mail address of the account: the user of HTTP Basic.
    pub(super) user: String,
    /// Whether everything is a trial (`IsTest`).
    pub(super) test: bool,
    /// Where it counts from.
    pub(super) origin: Origin,
    /// The number it has for somebody who only gets a copy.
    pub(super) observer_role: u8,
}

impl TryFrom<&AccountSettings> for Config {
    type Error = SettingsProblem;

    fn try_from(settings: &AccountSettings) -> Result<Self, SettingsProblem> {
        let read = Read::new(settings, super::form())?;
        let invalid = |name: &str| SettingsProblem::OptionInvalid {
            name: name.to_owned(),
            value: read.option(name).to_owned(),
        };
        Ok(Self {
            base_url: read.base_url()?,
            user: read.user().ok_or(SettingsProblem::UserMissing)?.to_owned(),
            test: read.test(),
            origin: Origin::named(read.option("origin")).ok_or_else(|| invalid("origin"))?,
            observer_role: read.option("observer_role").parse().map_err(|_| invalid("observer_role"))?,
        })
    }
}

impl Config {
    /// The page a member signs on. The vendor's own application stands beside its API (`api.` → `app.`, seen in public
    /// client code); whoever answers elsewhere has both at one address.
    pub(super) fn sign_link(&self, member: &str) -> String {
        let app = if self.base_url == API { APP } else { self.base_url.as_str() };
        format!("{app}/transactions/Sign?transactionMemberId={member}")
    }
}

const API: &str = "https://api.docage.com";
const APP: &str = "https://app.docage.com";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::ProviderId;

    fn settings() -> AccountSettings {
        AccountSettings { user: Some("me@ex.fr".to_owned()), ..AccountSettings::new(ProviderId::Docage) }
    }

    #[test]
    fn usual_settings_are_the_vendors() {
        let config = Config::try_from(&settings()).unwrap();
        assert_eq!(
            (config.base_url.as_str(), config.origin, config.observer_role),
            (API, Origin::BottomLeft, 2)
        );
        let link = config.sign_link("m1");
        assert_eq!(link, "https://app.docage.com/transactions/Sign?transactionMemberId=m1");
        let here = Config { base_url: "http://127.0.0.1:1/docage".to_owned(), ..config };
        assert!(here.sign_link("m1").starts_with("http://127.0.0.1:1/docage/transactions/Sign?"));
    }

    #[test]
    fn the_key_needs_its_user() {
        let nobody = AccountSettings::new(ProviderId::Docage);
        assert_eq!(Config::try_from(&nobody), Err(SettingsProblem::UserMissing));
        let somebody = AccountSettings { user: Some("moi".to_owned()), ..nobody };
        assert!(matches!(Config::try_from(&somebody), Err(SettingsProblem::UserInvalid { .. })));
        let mut odd = settings();
        odd.options.insert("observer_role".to_owned(), "7".to_owned());
        assert!(matches!(Config::try_from(&odd), Err(SettingsProblem::OptionInvalid { .. })));
    }
}

//! The settings of a SigTool account, looked at once.

use crate::account::{AccountSettings, Read, SettingsProblem};

/// What is needed to talk to SigTool, besides the key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Config {
    /// Where it answers, without a slash at the end.
    pub(super) base_url: String,
    /// The account's own name at SigTool: part of the addresses people sign at, and named in notices.
    pub(super) client: Option<String>,
}

impl TryFrom<&AccountSettings> for Config {
    type Error = SettingsProblem;

    fn try_from(settings: &AccountSettings) -> Result<Self, SettingsProblem> {
        let read = Read::new(settings, super::form())?;
        let client = read.option("client").trim();
        let is_name = client.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !is_name || client.starts_with('.') {
            let (name, value) = ("client".to_owned(), client.to_owned());
            return Err(SettingsProblem::OptionInvalid { name, value });
        }
        let client = Some(client.to_owned()).filter(|client| !client.is_empty());
        Ok(Self { base_url: read.base_url()?, client })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::ProviderId;

    #[test]
    fn the_accounts_name_is_one_word() {
        let mut settings = AccountSettings::new(ProviderId::SigTool);
        let config = Config::try_from(&settings).unwrap();
        assert_eq!(config, Config { base_url: "https://www.sigtool.com".to_owned(), client: None });
        settings.options.insert("client".to_owned(), " identifiantclient ".to_owned());
        assert_eq!(Config::try_from(&settings).unwrap().client.as_deref(), Some("identifiantclient"));
        for odd in ["a/b", "..", "a b", "a?b"] {
            settings.options.insert("client".to_owned(), odd.to_owned());
            assert!(Config::try_from(&settings).is_err(), "{odd}");
        }
    }
}

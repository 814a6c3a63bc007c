//! The settings of a GesDocs account, checked.

use jiff::tz::TimeZone;
use paraphe_envelope::Timestamp;

use crate::account::{AccountSettings, AuthMethod, Read, SettingsProblem};

const REGION: &str = "region";

/// What the requests need to know of the account.
#[derive(Clone, Debug)]
pub(super) struct Config {
    /// Where the service answers, without a slash at its end.
    pub(super) base_url: String,
    /// The account's e-mail address: needed beside a password, else who asks when the sender says nothing.
    pub(super) user: Option<String>,
    /// Whether the secret is a token or the password of the account.
    pub(super) auth: AuthMethod,
    /// The signers' time zone by its IANA name.
    pub(super) region: String,
    zone: TimeZone,
}

impl TryFrom<&AccountSettings> for Config {
    type Error = SettingsProblem;

    fn try_from(settings: &AccountSettings) -> Result<Self, SettingsProblem> {
        let read = Read::new(settings, super::form())?;
        let region = read.option(REGION).to_owned();
        let invalid = || SettingsProblem::OptionInvalid { name: REGION.to_owned(), value: region.clone() };
        let zone = TimeZone::get(&region).map_err(|_| invalid())?;
        let auth = read.auth().unwrap_or(AuthMethod::Token);
        Ok(Self { base_url: read.base_url()?, user: read.user().map(str::to_owned), auth, region, zone })
    }
}

impl Config {
    /// `YYYY-MM-DDTHH:mm:ss` in the signers' zone: the documented form has no room for an offset.
    pub(super) fn local(&self, at: Timestamp) -> String {
        self.zoned(at, "%Y-%m-%dT%H:%M:%S")
    }

    fn zoned(&self, at: Timestamp, form: &str) -> String {
        let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(jiff::Timestamp::MAX);
        at.to_zoned(self.zone.clone()).strftime(form).to_string()
    }

    /// A moment as the service writes it: in the signers' zone, with or without seconds, a fraction, an offset.
    pub(super) fn moment(&self, text: &str) -> Option<Timestamp> {
        if let Ok(at) = text.parse::<jiff::Timestamp>() {
            return Some(Timestamp::from_millis(at.as_millisecond()));
        }
        let local: jiff::civil::DateTime = text.parse().ok()?;
        let at = self.zone.to_timestamp(local).ok()?;
        Some(Timestamp::from_millis(at.as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::ProviderId;

    fn config(region: Option<&str>) -> Result<Config, SettingsProblem> {
        let mut settings = AccountSettings::new(ProviderId::GesDocs);
        settings.options.extend(region.map(|region| (REGION.to_owned(), region.to_owned())));
        Config::try_from(&settings)
    }

    #[test]
    fn moments_are_local_to_the_region_without_an_offset() {
        let at: Timestamp = "2026-01-31T22:59:00Z".parse().unwrap();
        let paris = config(None).unwrap();
        assert_eq!(paris.base_url, "https://gesdocs.fr");
        assert_eq!(paris.local(at), "2026-01-31T23:59:00");
        let tunis = config(Some("Africa/Tunis")).unwrap();
        let summer: Timestamp = "2026-07-31T21:59:00Z".parse().unwrap();
        assert_eq!(tunis.local(summer), "2026-07-31T22:59:00");
        assert_eq!(paris.local(summer), "2026-07-31T23:59:00");
        for text in [
            "2026-01-31T23:59:00",
            "2026-01-31T23:59",
            "2026-01-31T22:59:00.000Z",
            "2026-01-31T23:59:00+01:00",
        ] {
            assert_eq!(paris.moment(text), Some(at), "{text}");
        }
        assert_eq!(paris.moment("2026-01-31"), Some("2026-01-30T23:00:00Z".parse().unwrap()));
        assert_eq!(paris.moment("soon"), None);
    }

    #[test]
    fn a_region_must_be_a_zone_and_a_password_needs_its_user() {
        assert!(matches!(config(Some("Paris")), Err(SettingsProblem::OptionInvalid { .. })));
        let mut settings = AccountSettings::new(ProviderId::GesDocs);
        settings.auth = Some(AuthMethod::Password);
        assert_eq!(Config::try_from(&settings).unwrap_err(), SettingsProblem::UserMissing);
        settings.auth = Some(AuthMethod::ApiKey);
        assert!(matches!(Config::try_from(&settings), Err(SettingsProblem::AuthUnsupported { .. })));
    }
}

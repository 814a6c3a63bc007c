//! What is asked of a provider beyond documents, people and boxes. Not every provider can do all of it; what one cannot do
//! is refused before sending, never left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EmailAddress, Language, Timestamp};

/// What is asked of a provider beyond documents, people and boxes.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(default)]
pub struct EnvelopeOptions {
    /// Until when can be signed.
    pub expires_at: Option<Timestamp>,
    /// Who asks: an e-mail address as typed; empty when none.
    pub requester_email: String,
    /// Days between reminders.
    pub reminder_days: Option<u16>,
    /// The sender's own notes, handed through.
    pub metadata: BTreeMap<String, String>,
    /// What a signer has to agree to, per language.
    pub conditions: BTreeMap<Language, Vec<String>>,
    /// The message in further languages: for who reads one of them, where each can get a text of their own.
    pub messages: BTreeMap<Language, String>,
    /// Where the provider shall send its notices.
    pub notification_urls: Vec<String>,
    /// Where a signer is led after signing.
    pub redirect_url: Option<String>,
    /// The colour of the signing page: `#` and six hexadecimal digits.
    pub brand_color: Option<String>,
    /// The logo on the signing page: a `data:` URI of a PNG or JPEG, or an https address. In an envelope file: a path
    /// relative to that file, or an https address.
    pub brand_logo: Option<String>,
    /// How a signature may be made; empty when the sender does not say.
    pub signature_modes: Vec<SignatureMode>,
    /// Whether this is only a trial.
    pub test: bool,
}

impl EnvelopeOptions {
    /// The requester's address, where what is typed is one.
    #[must_use]
    pub fn requester(&self) -> Option<EmailAddress> {
        self.requester_email.parse().ok()
    }

    /// The options that are asked for, in the order of the vocabulary.
    #[must_use]
    pub fn asked(&self) -> Vec<EnvelopeOption> {
        EnvelopeOption::ALL.into_iter().filter(|option| self.asks(*option)).collect()
    }

    fn asks(&self, option: EnvelopeOption) -> bool {
        match option {
            EnvelopeOption::BrandColor => self.brand_color.is_some(),
            EnvelopeOption::BrandLogo => self.brand_logo.is_some(),
            EnvelopeOption::Conditions => !self.conditions.is_empty(),
            EnvelopeOption::ExpiresAt => self.expires_at.is_some(),
            EnvelopeOption::Metadata => !self.metadata.is_empty(),
            EnvelopeOption::NotificationUrls => !self.notification_urls.is_empty(),
            EnvelopeOption::RedirectUrl => self.redirect_url.is_some(),
            EnvelopeOption::ReminderDays => self.reminder_days.is_some_and(|days| days > 0),
            EnvelopeOption::RequesterEmail => !self.requester_email.trim().is_empty(),
            EnvelopeOption::SignatureModes => !self.signature_modes.is_empty(),
            EnvelopeOption::Test => self.test,
        }
    }
}

/// One option by name.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeOption {
    /// The colour of the signing page.
    BrandColor,
    /// The logo on the signing page.
    BrandLogo,
    /// What a signer has to agree to.
    Conditions,
    /// Until when can be signed.
    ExpiresAt,
    /// The sender's own notes.
    Metadata,
    /// Where notices go.
    NotificationUrls,
    /// Where a signer is led after signing.
    RedirectUrl,
    /// Days between reminders.
    ReminderDays,
    /// Who asks.
    RequesterEmail,
    /// How a signature may be made.
    SignatureModes,
    /// Only a trial.
    Test,
}

impl EnvelopeOption {
    /// All there are.
    pub const ALL: [Self; 11] = [
        Self::BrandColor,
        Self::BrandLogo,
        Self::Conditions,
        Self::ExpiresAt,
        Self::Metadata,
        Self::NotificationUrls,
        Self::RedirectUrl,
        Self::ReminderDays,
        Self::RequesterEmail,
        Self::SignatureModes,
        Self::Test,
    ];

    /// Where it stands in an envelope file.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::BrandColor => "options.brand.color",
            Self::BrandLogo => "options.brand.logo",
            Self::Conditions => "options.conditions",
            Self::ExpiresAt => "expires_at",
            Self::Metadata => "options.metadata",
            Self::NotificationUrls => "options.notification_urls",
            Self::RedirectUrl => "options.redirect_url",
            Self::ReminderDays => "options.reminder_days",
            Self::RequesterEmail => "requester_email",
            Self::SignatureModes => "options.signature_modes",
            Self::Test => "options.test",
        }
    }
}

/// How a signature may be made.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureMode {
    /// By hand.
    Drawn,
    /// From a picture.
    Image,
    /// By keyboard.
    Typed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_listed_and_nothing_else() {
        assert_eq!(EnvelopeOptions::default().asked(), []);
        let options = EnvelopeOptions {
            expires_at: Some(Timestamp::from_millis(1)),
            reminder_days: Some(0),
            requester_email: " ".to_owned(),
            test: true,
            ..EnvelopeOptions::default()
        };
        assert_eq!(options.asked(), [EnvelopeOption::ExpiresAt, EnvelopeOption::Test]);
    }

    #[test]
    fn options_of_an_older_version_are_read() {
        let options: EnvelopeOptions = serde_json::from_str(r#"{"test":true}"#).unwrap();
        assert_eq!(options, EnvelopeOptions { test: true, ..EnvelopeOptions::default() });
    }
}

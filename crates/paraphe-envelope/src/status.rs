//! The words for how far an envelope and its recipients have come. They are folded from events, never set.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far an envelope has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeStatus {
    /// Everybody has done their part and the result is here.
    Completed,
    /// A recipient refused.
    Declined,
    /// The time to sign has run out.
    Expired,
    /// It could not be sent, or the provider gave up.
    Failed,
    /// Sent, and somebody has begun: looked, agreed, approved or signed.
    InProgress,
    /// On its way to the provider; nobody has been asked yet.
    Sending,
    /// The provider has it; nobody has begun.
    Sent,
    /// Whether the provider has it is not known; nothing is repeated until somebody looked.
    Uncertain,
    /// The sender took it back.
    Voided,
}

impl EnvelopeStatus {
    /// Every status, in the order a person meets them.
    pub const ALL: [Self; 9] = [
        Self::Sending,
        Self::Uncertain,
        Self::Sent,
        Self::InProgress,
        Self::Completed,
        Self::Declined,
        Self::Expired,
        Self::Voided,
        Self::Failed,
    ];

    /// The word as it stands in JSON, on the command line and in the history.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::InProgress => "in_progress",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Uncertain => "uncertain",
            Self::Voided => "voided",
        }
    }

    /// Whether nobody can sign any more, whatever happens.
    #[must_use]
    pub fn is_final(self) -> bool {
        match self {
            Self::Completed | Self::Declined | Self::Expired | Self::Failed | Self::Voided => true,
            Self::InProgress | Self::Sending | Self::Sent | Self::Uncertain => false,
        }
    }
}

/// How far a recipient has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecipientStatus {
    /// Said yes, as an approver.
    Approved,
    /// Refused.
    Declined,
    /// It is their turn, or the document has been sent to them.
    Invited,
    /// Signed.
    Signed,
    /// Not known, because it is not known whether the envelope was sent.
    Unknown,
    /// Looked at the documents.
    Viewed,
    /// Not asked yet.
    Waiting,
}

impl RecipientStatus {
    /// The word as it stands in JSON, on the command line and in the history.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Invited => "invited",
            Self::Signed => "signed",
            Self::Unknown => "unknown",
            Self::Viewed => "viewed",
            Self::Waiting => "waiting",
        }
    }

    /// Whether nothing more is expected of this recipient.
    #[must_use]
    pub fn is_done(self) -> bool {
        match self {
            Self::Approved | Self::Declined | Self::Signed => true,
            Self::Invited | Self::Unknown | Self::Viewed | Self::Waiting => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_json() {
        for status in EnvelopeStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for status in [
            RecipientStatus::Approved,
            RecipientStatus::Declined,
            RecipientStatus::Invited,
            RecipientStatus::Signed,
            RecipientStatus::Unknown,
            RecipientStatus::Viewed,
            RecipientStatus::Waiting,
        ] {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}

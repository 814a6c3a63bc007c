//! The vocabulary of the audit trail: what can happen to an envelope.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentId, Language, RecipientId, Sha256Digest, Timestamp};

/// Something that happened to an envelope, and when.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
pub struct AuditEvent {
    /// When it happened (as far as is known: a provider's time is the provider's word).
    pub at: Timestamp,
    /// What happened.
    pub kind: AuditEventKind,
}

/// What can happen to an envelope.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AuditEventKind {
    /// The provider has the envelope; those whose turn it is are asked.
    Accepted,
    /// An approver said yes.
    Approved {
        /// The approver.
        recipient: RecipientId,
    },
    /// Everybody has done their part and the result is here.
    Completed,
    /// A recipient agreed to sign electronically.
    Consented {
        /// The recipient.
        recipient: RecipientId,
        /// The digest of the text they agreed to, as UTF-8.
        text_sha256: Sha256Digest,
        /// The language of that text.
        language: Language,
        /// The version of that text.
        version: u32,
    },
    /// The envelope was made from a draft. Always the first event, and only the first.
    Created,
    /// A recipient refused.
    Declined {
        /// The recipient.
        recipient: RecipientId,
        /// Why, in their own words; may be empty.
        reason: String,
    },
    /// A recipient refused, and the provider does not say who.
    DeclinedBySomeone {
        /// Why, as far as is known; may be empty.
        reason: String,
    },
    /// A result was fetched or saved.
    Downloaded {
        /// The file's name.
        name: String,
        /// The digest of its bytes.
        sha256: Sha256Digest,
        /// The document it is as signed until then, where it is one: later signatures are made over these bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional = nullable)]
        document: Option<DocumentId>,
    },
    /// The time to sign has run out.
    Expired,
    /// It could not be sent, or the provider gave up.
    Failed {
        /// Why, as far as is known.
        reason: String,
    },
    /// A recipient was told that it is their turn.
    Invited {
        /// The recipient.
        recipient: RecipientId,
    },
    /// A recipient was reminded.
    Reminded {
        /// The recipient.
        recipient: RecipientId,
    },
    /// The envelope is about to go to a provider. Written before the first byte leaves.
    SendingStarted {
        /// The provider.
        provider: String,
        /// The account at that provider.
        account: String,
    },
    /// The sending was interrupted: whether the provider has the envelope is not known.
    SendingUncertain {
        /// What was seen last.
        reason: String,
    },
    /// A signer signed.
    Signed {
        /// The signer.
        recipient: RecipientId,
        /// The documents as they are with this signature; empty when the provider does not hand them out yet.
        documents: Vec<(DocumentId, Sha256Digest)>,
    },
    /// The finished documents got a timestamp of their own: it proves that they existed then.
    Timestamped {
        /// The documents as they are with it.
        documents: Vec<(DocumentId, Sha256Digest)>,
    },
    /// A document was validated.
    ValidatedResult {
        /// The document.
        document: DocumentId,
        /// The conclusion, in the words of the validation report.
        conclusion: String,
    },
    /// A recipient looked at the documents.
    Viewed {
        /// The recipient.
        recipient: RecipientId,
    },
    /// The sender took the envelope back.
    Voided {
        /// Why, in the sender's words; may be empty.
        reason: String,
    },
}

impl AuditEventKind {
    /// The word for this event, as in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Approved { .. } => "approved",
            Self::Completed => "completed",
            Self::Consented { .. } => "consented",
            Self::Created => "created",
            Self::Declined { .. } => "declined",
            Self::DeclinedBySomeone { .. } => "declined_by_someone",
            Self::Downloaded { .. } => "downloaded",
            Self::Expired => "expired",
            Self::Failed { .. } => "failed",
            Self::Invited { .. } => "invited",
            Self::Reminded { .. } => "reminded",
            Self::SendingStarted { .. } => "sending_started",
            Self::SendingUncertain { .. } => "sending_uncertain",
            Self::Signed { .. } => "signed",
            Self::Timestamped { .. } => "timestamped",
            Self::ValidatedResult { .. } => "validated_result",
            Self::Viewed { .. } => "viewed",
            Self::Voided { .. } => "voided",
        }
    }

    /// The recipient who did it or to whom it was done, if it is about one.
    #[must_use]
    pub fn recipient(&self) -> Option<&RecipientId> {
        match self {
            Self::Approved { recipient }
            | Self::Consented { recipient, .. }
            | Self::Declined { recipient, .. }
            | Self::Invited { recipient }
            | Self::Reminded { recipient }
            | Self::Signed { recipient, .. }
            | Self::Viewed { recipient } => Some(recipient),
            Self::Accepted
            | Self::Completed
            | Self::Created
            | Self::DeclinedBySomeone { .. }
            | Self::Downloaded { .. }
            | Self::Expired
            | Self::Failed { .. }
            | Self::SendingStarted { .. }
            | Self::SendingUncertain { .. }
            | Self::Timestamped { .. }
            | Self::ValidatedResult { .. }
            | Self::Voided { .. } => None,
        }
    }
}

//! What a provider refuses of an envelope, as facts with their place. The sentences stand in `locales/`.

use paraphe_envelope::{
    Authentication, Delivery, DocumentId, Envelope, EnvelopeOption, FieldId, FieldKind, RecipientId, Role,
    SignatureMode,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something an envelope asks for and a provider cannot do.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// It cannot make sure of the recipient in this way.
    Authentication {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        authentication: Authentication,
    },
    /// Nobody said what becomes of a signature without a box, or it would stand where nobody chose.
    Boxless {
        /// The recipient.
        recipient: RecipientId,
    },
    /// The recipient cannot be told in this way.
    Delivery {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        delivery: Delivery,
    },
    /// The document is protected by a password, which only this computer is told.
    DocumentProtected {
        /// The document.
        document: DocumentId,
    },
    /// The document has signatures already, and would lose them.
    DocumentSigned {
        /// The document.
        document: DocumentId,
    },
    /// The document is larger than it takes.
    DocumentTooLarge {
        /// The document.
        document: DocumentId,
        /// Its size.
        #[ts(type = "number")]
        bytes: u64,
        /// The largest size taken, in bytes.
        limit: u32,
    },
    /// It takes one document at a time, and on this one nobody acts: it would reach nobody.
    DocumentWithoutSigner {
        /// The document.
        document: DocumentId,
    },
    /// It takes a logo as a picture, not as an address.
    LogoAddress,
    /// It takes a logo as an https address, not as a picture.
    LogoPicture,
    /// It must know the recipient's e-mail address.
    EmailMissing {
        /// The recipient.
        recipient: RecipientId,
    },
    /// It does not know this kind of field.
    FieldKind {
        /// The field.
        field: FieldId,
        /// What was asked for.
        kind: FieldKind,
    },
    /// It hands no message to the recipients.
    Message,
    /// It cannot send notices to this address.
    NoticeAddress {
        /// What was asked for.
        address: String,
    },
    /// It sends notices to one address.
    NoticeAddresses {
        /// How many were asked for.
        count: usize,
    },
    /// It must know first and last name.
    NameIncomplete {
        /// The recipient.
        recipient: RecipientId,
    },
    /// It asks everybody at once; and doing it in turns is no way out, because the tags of the next turn would break the
    /// signatures of the one before.
    Order,
    /// It cannot do this.
    Option {
        /// What was asked for.
        option: EnvelopeOption,
    },
    /// It leads signers to web addresses only.
    RedirectAddress {
        /// What was asked for.
        address: String,
    },
    /// It does not remind at this pace.
    ReminderDays {
        /// What was asked for, in days.
        days: u16,
    },
    /// It must know who asks, and neither the envelope nor the account says.
    RequesterMissing,
    /// It does not know this part.
    Role {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        role: Role,
    },
    /// Its signatures cannot be made so.
    SignatureMode {
        /// What was asked for.
        mode: SignatureMode,
    },
}

impl Refusal {
    /// Where in the envelope the cause stands, as in an envelope file: `recipients[0].delivery`.
    #[must_use]
    pub fn path(&self, envelope: &Envelope) -> String {
        let recipient = |id: &RecipientId, key: &str| {
            let index = envelope.recipients().iter().position(|recipient| recipient.id == *id);
            path("recipients", index, id.as_str(), key)
        };
        match self {
            Self::Authentication { recipient: id, .. } => recipient(id, "authentication"),
            Self::Boxless { recipient: id } => recipient(id, "fields"),
            Self::Delivery { recipient: id, .. } => recipient(id, "delivery"),
            Self::DocumentProtected { document: id }
            | Self::DocumentSigned { document: id }
            | Self::DocumentTooLarge { document: id, .. }
            | Self::DocumentWithoutSigner { document: id } => {
                let index = envelope.documents().iter().position(|document| document.id == *id);
                path("documents", index, id.as_str(), "path")
            }
            Self::FieldKind { field: id, .. } => {
                let index = envelope.fields().iter().position(|field| field.id == *id);
                path("fields", index, id.as_str(), "kind")
            }
            Self::EmailMissing { recipient: id } => recipient(id, "email"),
            Self::LogoAddress | Self::LogoPicture => EnvelopeOption::BrandLogo.path().to_owned(),
            Self::Message => "message".to_owned(),
            Self::NoticeAddress { .. } | Self::NoticeAddresses { .. } => {
                EnvelopeOption::NotificationUrls.path().to_owned()
            }
            Self::NameIncomplete { recipient: id } => {
                let person = envelope.recipient(id);
                let lacks_first =
                    person.is_some_and(|one| one.first_name.is_empty() && !one.last_name.is_empty());
                recipient(id, if lacks_first { "first_name" } else { "last_name" })
            }
            Self::Order => "recipients".to_owned(),
            Self::Option { option } => option.path().to_owned(),
            Self::RedirectAddress { .. } => EnvelopeOption::RedirectUrl.path().to_owned(),
            Self::ReminderDays { .. } => EnvelopeOption::ReminderDays.path().to_owned(),
            Self::RequesterMissing => EnvelopeOption::RequesterEmail.path().to_owned(),
            Self::Role { recipient: id, .. } => recipient(id, "role"),
            Self::SignatureMode { .. } => EnvelopeOption::SignatureModes.path().to_owned(),
        }
    }
}

fn path(list: &str, index: Option<usize>, id: &str, key: &str) -> String {
    index.map_or_else(|| format!("{list}.{id}.{key}"), |index| format!("{list}[{index}].{key}"))
}

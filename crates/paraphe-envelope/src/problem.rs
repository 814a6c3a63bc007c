//! What keeps a draft from being an envelope: every problem at once, as facts. The sentences stand in `locales/`.

mod check;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentId, Draft, EmailRefusal, FieldId, PhoneRefusal, RecipientId};

pub(crate) use check::check;

/// One thing a person has to put right before a draft can be sent.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DraftProblem {
    /// The last moment to sign lies in the past.
    DeadlinePassed,
    /// A document has no name.
    DocumentNameMissing {
        /// The document.
        document: DocumentId,
    },
    /// Two recipients would get their mails at one address, so nobody could tell who signed.
    DuplicateEmail {
        /// The later of the two.
        recipient: RecipientId,
        /// The earlier of the two.
        other: RecipientId,
    },
    /// Two documents, recipients or fields have the same identifier.
    DuplicateId {
        /// The identifier.
        id: String,
    },
    /// What is typed is not an e-mail address.
    EmailInvalid {
        /// The recipient.
        recipient: RecipientId,
        /// What is wrong with it.
        reason: EmailRefusal,
    },
    /// The way of delivery or of authentication needs an e-mail address, and there is none.
    EmailMissing {
        /// The recipient.
        recipient: RecipientId,
    },
    /// A field's rectangle has no area or is not made of numbers.
    FieldEmpty {
        /// The field.
        field: FieldId,
    },
    /// A text or a check box does not say what the signer is asked.
    FieldLabelMissing {
        /// The field.
        field: FieldId,
    },
    /// A field is for a document that is not part of the draft.
    FieldOfUnknownDocument {
        /// The field.
        field: FieldId,
    },
    /// A field is for a recipient who is not part of the draft.
    FieldOfUnknownRecipient {
        /// The field.
        field: FieldId,
    },
    /// A field has to be looked at again: what it stands on has changed.
    FieldDoubtful {
        /// The field.
        field: FieldId,
    },
    /// A field sticks out of its page by more than half a point.
    FieldOutsidePage {
        /// The field.
        field: FieldId,
    },
    /// A field is to be filled in a document its recipient does not sign, so nothing would ever fill it.
    FieldUnsigned {
        /// The field.
        field: FieldId,
    },
    /// A signer shall sign without a box, and has one all the same.
    InvisibleSignerWithField {
        /// The recipient.
        recipient: RecipientId,
    },
    /// A recipient has neither first nor last name.
    NameMissing {
        /// The recipient.
        recipient: RecipientId,
    },
    /// There is no document.
    NoDocument,
    /// There is nobody to send it to.
    NoRecipient,
    /// There are recipients, but nobody signs.
    NoSigner,
    /// There is no title.
    NoTitle,
    /// A field is on a page its document does not have.
    PageMissing {
        /// The field.
        field: FieldId,
        /// The page it names, counted from 1.
        page: u32,
        /// How many pages the document has.
        page_count: u32,
    },
    /// What is typed is not a phone number in international form.
    PhoneInvalid {
        /// The recipient.
        recipient: RecipientId,
        /// What is wrong with it.
        reason: PhoneRefusal,
    },
    /// The way of authentication needs a mobile phone, and there is none.
    PhoneMissing {
        /// The recipient.
        recipient: RecipientId,
    },
    /// What is typed as the sender's address is not an e-mail address.
    RequesterInvalid {
        /// What is wrong with it.
        reason: EmailRefusal,
    },
    /// A routing order is zero; orders count from 1.
    RoutingOrderZero {
        /// The recipient.
        recipient: RecipientId,
    },
    /// A signer has no signature field, and nobody chose that they sign without one.
    SignerWithoutField {
        /// The recipient.
        recipient: RecipientId,
    },
}

/// What a problem is about: a part of the draft and, within it, a key of the envelope file.
enum Place<'p> {
    Whole(&'static str),
    Document(&'p DocumentId, &'static str),
    Recipient(&'p RecipientId, &'static str),
    Field(&'p FieldId, &'static str),
}

impl DraftProblem {
    /// The problem's code, as in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DeadlinePassed => "deadline_passed",
            Self::DocumentNameMissing { .. } => "document_name_missing",
            Self::DuplicateEmail { .. } => "duplicate_email",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::EmailInvalid { .. } => "email_invalid",
            Self::EmailMissing { .. } => "email_missing",
            Self::FieldDoubtful { .. } => "field_doubtful",
            Self::FieldEmpty { .. } => "field_empty",
            Self::FieldLabelMissing { .. } => "field_label_missing",
            Self::FieldOfUnknownDocument { .. } => "field_of_unknown_document",
            Self::FieldOfUnknownRecipient { .. } => "field_of_unknown_recipient",
            Self::FieldOutsidePage { .. } => "field_outside_page",
            Self::FieldUnsigned { .. } => "field_unsigned",
            Self::InvisibleSignerWithField { .. } => "invisible_signer_with_field",
            Self::NameMissing { .. } => "name_missing",
            Self::NoDocument => "no_document",
            Self::NoRecipient => "no_recipient",
            Self::NoSigner => "no_signer",
            Self::NoTitle => "no_title",
            Self::PageMissing { .. } => "page_missing",
            Self::PhoneInvalid { .. } => "phone_invalid",
            Self::PhoneMissing { .. } => "phone_missing",
            Self::RequesterInvalid { .. } => "requester_invalid",
            Self::RoutingOrderZero { .. } => "routing_order_zero",
            Self::SignerWithoutField { .. } => "signer_without_field",
        }
    }

    /// Where the problem is, by identifier: `recipients.r1.email`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.place() {
            Place::Whole(key) => key.to_owned(),
            Place::Document(id, key) => format!("documents.{id}.{key}"),
            Place::Recipient(id, key) => format!("recipients.{id}.{key}"),
            Place::Field(id, key) => format!("fields.{id}.{key}"),
        }
    }

    /// Where the problem is, by position as in an envelope file: `recipients[0].email`; by identifier when the draft
    /// does not have the part in question.
    #[must_use]
    pub fn path_in(&self, draft: &Draft) -> String {
        let found = match self.place() {
            Place::Whole(key) => return key.to_owned(),
            Place::Document(id, key) => draft
                .documents
                .iter()
                .position(|document| document.id == *id)
                .map(|at| ("documents", at, key)),
            Place::Recipient(id, key) => draft
                .recipients
                .iter()
                .position(|recipient| recipient.id == *id)
                .map(|at| ("recipients", at, key)),
            Place::Field(id, key) => {
                draft.fields.iter().position(|field| field.id == *id).map(|at| ("fields", at, key))
            }
        };
        found.map_or_else(|| self.path(), |(list, index, key)| format!("{list}[{index}].{key}"))
    }

    /// The recipient the problem is about, if it is about one.
    #[must_use]
    pub fn recipient(&self) -> Option<&RecipientId> {
        match self.place() {
            Place::Recipient(id, _) => Some(id),
            Place::Whole(_) | Place::Document(..) | Place::Field(..) => None,
        }
    }

    /// The field the problem is about, if it is about one.
    #[must_use]
    pub fn field(&self) -> Option<&FieldId> {
        match self.place() {
            Place::Field(id, _) => Some(id),
            Place::Whole(_) | Place::Document(..) | Place::Recipient(..) => None,
        }
    }

    fn place(&self) -> Place<'_> {
        match self {
            Self::DeadlinePassed => Place::Whole("expires_at"),
            Self::DocumentNameMissing { document } => Place::Document(document, "name"),
            Self::DuplicateEmail { recipient, .. }
            | Self::EmailInvalid { recipient, .. }
            | Self::EmailMissing { recipient } => Place::Recipient(recipient, "email"),
            Self::DuplicateId { .. } => Place::Whole("id"),
            Self::FieldDoubtful { field } | Self::FieldEmpty { field } | Self::FieldOutsidePage { field } => {
                Place::Field(field, "rect")
            }
            Self::FieldLabelMissing { field } => Place::Field(field, "label"),
            Self::FieldOfUnknownDocument { field } | Self::FieldUnsigned { field } => {
                Place::Field(field, "document")
            }
            Self::FieldOfUnknownRecipient { field } => Place::Field(field, "recipient"),
            Self::InvisibleSignerWithField { recipient } => Place::Recipient(recipient, "signature"),
            Self::NameMissing { recipient } => Place::Recipient(recipient, "last_name"),
            Self::NoDocument => Place::Whole("documents"),
            Self::NoRecipient | Self::NoSigner => Place::Whole("recipients"),
            Self::NoTitle => Place::Whole("title"),
            Self::PageMissing { field, .. } => Place::Field(field, "page"),
            Self::PhoneInvalid { recipient, .. } | Self::PhoneMissing { recipient } => {
                Place::Recipient(recipient, "mobile")
            }
            Self::RequesterInvalid { .. } => Place::Whole("requester_email"),
            Self::RoutingOrderZero { recipient } => Place::Recipient(recipient, "routing_order"),
            Self::SignerWithoutField { recipient } => Place::Recipient(recipient, "fields"),
        }
    }
}

#[cfg(test)]
mod tests;

//! What keeps a draft from being an envelope: every problem at once, as facts. The sentences stand in `locales/`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Delivery, DocumentId, Draft, DraftRecipient, EmailAddress, EmailRefusal, Field, FieldId, FieldKind,
    PhoneNumber, PhoneRefusal, Recipient, RecipientId, Role, RoutingOrder, Timestamp,
};

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

/// The recipients as an envelope needs them, and every problem the draft has at this moment. The recipients are all there exactly when
/// there is no problem.
pub(crate) fn check(draft: &Draft, now: Timestamp) -> (Vec<Recipient>, Vec<DraftProblem>) {
    let mut problems = Vec::new();
    if draft.title.trim().is_empty() {
        problems.push(DraftProblem::NoTitle);
    }
    if draft.options.expires_at.is_some_and(|deadline| deadline <= now) {
        problems.push(DraftProblem::DeadlinePassed);
    }
    if let Err(reason) = parse_if_typed::<EmailAddress>(&draft.options.requester_email) {
        problems.push(DraftProblem::RequesterInvalid { reason });
    }
    check_ids(draft, &mut problems);
    check_documents(draft, &mut problems);
    if draft.recipients.is_empty() {
        problems.push(DraftProblem::NoRecipient);
    } else if !draft.recipients.iter().any(|recipient| recipient.role == Role::Signer) {
        problems.push(DraftProblem::NoSigner);
    }
    let recipients: Vec<Recipient> =
        draft.recipients.iter().filter_map(|recipient| parse_recipient(recipient, &mut problems)).collect();
    check_shared_addresses(draft, &mut problems);
    check_signers(draft, &mut problems);
    for field in &draft.fields {
        check_field(draft, field, &mut problems);
    }
    (recipients, problems)
}

fn check_ids(draft: &Draft, problems: &mut Vec<DraftProblem>) {
    let documents = draft.documents.iter().map(|document| document.id.as_str());
    let recipients = draft.recipients.iter().map(|recipient| recipient.id.as_str());
    let fields = draft.fields.iter().map(|field| field.id.as_str());
    let mut seen = BTreeSet::new();
    for id in documents.chain(recipients).chain(fields) {
        if !seen.insert(id) {
            problems.push(DraftProblem::DuplicateId { id: id.to_owned() });
        }
    }
}

fn check_documents(draft: &Draft, problems: &mut Vec<DraftProblem>) {
    if draft.documents.is_empty() {
        problems.push(DraftProblem::NoDocument);
    }
    for document in &draft.documents {
        if document.name.trim().is_empty() {
            problems.push(DraftProblem::DocumentNameMissing { document: document.id.clone() });
        }
    }
}

/// Reads what was typed about a recipient; `None` when something in it is a problem.
fn parse_recipient(typed: &DraftRecipient, problems: &mut Vec<DraftProblem>) -> Option<Recipient> {
    let before = problems.len();
    let recipient = || typed.id.clone();
    if typed.full_name().is_empty() {
        problems.push(DraftProblem::NameMissing { recipient: recipient() });
    }
    let email = match parse_if_typed::<EmailAddress>(&typed.email) {
        Ok(email) => email,
        Err(reason) => {
            problems.push(DraftProblem::EmailInvalid { recipient: recipient(), reason });
            None
        }
    };
    if typed.needs_email() && typed.email.trim().is_empty() {
        problems.push(DraftProblem::EmailMissing { recipient: recipient() });
    }
    let mobile = match parse_if_typed::<PhoneNumber>(&typed.mobile) {
        Ok(mobile) => mobile,
        Err(reason) => {
            problems.push(DraftProblem::PhoneInvalid { recipient: recipient(), reason });
            None
        }
    };
    if typed.needs_mobile() && typed.mobile.trim().is_empty() {
        problems.push(DraftProblem::PhoneMissing { recipient: recipient() });
    }
    if typed.routing_order == Some(0) {
        problems.push(DraftProblem::RoutingOrderZero { recipient: recipient() });
    }
    (problems.len() == before).then(|| Recipient {
        id: typed.id.clone(),
        role: typed.role,
        first_name: typed.first_name.trim().to_owned(),
        last_name: typed.last_name.trim().to_owned(),
        email,
        mobile,
        language: typed.language,
        authentication: typed.authentication,
        routing_order: typed.routing_order.and_then(RoutingOrder::new),
        delivery: typed.delivery,
    })
}

/// Nothing typed is no value; anything else must parse.
fn parse_if_typed<T: std::str::FromStr>(text: &str) -> Result<Option<T>, T::Err> {
    if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// Two recipients may share an address where it is only contact data (a couple signing in person); not where a link or
/// a code sent there is what tells them apart.
fn check_shared_addresses(draft: &Draft, problems: &mut Vec<DraftProblem>) {
    let mut seen: Vec<(EmailAddress, &RecipientId)> = Vec::new();
    let identified = |recipient: &&DraftRecipient| {
        recipient.role.acts() && (recipient.needs_email() || recipient.delivery == Delivery::Links)
    };
    for recipient in draft.recipients.iter().filter(identified) {
        let Ok(email) = recipient.email.parse::<EmailAddress>() else { continue };
        if let Some((_, other)) = seen.iter().find(|(address, _)| address.is_same_mailbox(&email)) {
            problems.push(DraftProblem::DuplicateEmail {
                recipient: recipient.id.clone(),
                other: (*other).clone(),
            });
        } else {
            seen.push((email, &recipient.id));
        }
    }
}

fn check_signers(draft: &Draft, problems: &mut Vec<DraftProblem>) {
    for signer in draft.recipients.iter().filter(|recipient| recipient.role == Role::Signer) {
        let signs = |field: &Field| field.recipient == signer.id && field.kind == FieldKind::Signature;
        let recipient = || signer.id.clone();
        match (signer.signs_invisibly(), draft.fields.iter().any(signs)) {
            (false, false) => problems.push(DraftProblem::SignerWithoutField { recipient: recipient() }),
            (true, true) => problems.push(DraftProblem::InvisibleSignerWithField { recipient: recipient() }),
            (false, true) | (true, false) => {}
        }
    }
}

/// Whether the recipient of a field signs the document it stands on: it is filled with their signature. Who signs without a
/// box signs every document. Nothing is said of somebody who signs nowhere, because that is a problem of its own.
fn is_signed(draft: &Draft, field: &Field) -> bool {
    let signed = |other: &&Field| other.recipient == field.recipient && !other.kind.is_filled();
    let mut of_person = draft.fields.iter().filter(signed).peekable();
    if draft.recipient(&field.recipient).is_some_and(DraftRecipient::signs_invisibly) {
        return true;
    }
    let signer = draft.recipient(&field.recipient).is_none_or(|person| person.role == Role::Signer);
    (signer && of_person.peek().is_none()) || of_person.any(|other| other.document == field.document)
}

fn check_field(draft: &Draft, field: &Field, problems: &mut Vec<DraftProblem>) {
    let id = || field.id.clone();
    if draft.recipient(&field.recipient).is_none() {
        problems.push(DraftProblem::FieldOfUnknownRecipient { field: id() });
    }
    if !field.placement.rect.is_box() {
        problems.push(DraftProblem::FieldEmpty { field: id() });
    }
    if matches!(field.kind, FieldKind::Checkbox | FieldKind::Text) && field.label.trim().is_empty() {
        problems.push(DraftProblem::FieldLabelMissing { field: id() });
    }
    let Some(document) = draft.document(&field.document) else {
        problems.push(DraftProblem::FieldOfUnknownDocument { field: id() });
        return;
    };
    if field.kind.is_filled() && !is_signed(draft, field) {
        problems.push(DraftProblem::FieldUnsigned { field: id() });
    }
    let page = field.placement.page;
    match document.page(page) {
        None => {
            problems.push(DraftProblem::PageMissing { field: id(), page, page_count: document.page_count() });
        }
        Some(geometry) if field.placement.rect.is_box() && !geometry.contains(field.placement.rect) => {
            problems.push(DraftProblem::FieldOutsidePage { field: id() });
        }
        Some(_) if draft.doubtful.contains(&field.id) => {
            problems.push(DraftProblem::FieldDoubtful { field: id() });
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests;

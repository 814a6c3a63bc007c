//! What a draft lacks to be an envelope: it is read through once, and everything is told that is found.

use std::collections::BTreeSet;

use super::DraftProblem;
use crate::{
    Delivery, Draft, DraftRecipient, EmailAddress, Field, FieldKind, PhoneNumber, Recipient, RecipientId,
    Role, RoutingOrder, Timestamp,
};

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

//! Drafts and envelopes to store.

use std::path::Path;

use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Draft, DraftId,
    DraftRecipient, Envelope, EnvelopeContent, EnvelopeId, Field, FieldId, FieldKind, Language, PageGeometry,
    Placement, Recipient, RecipientId, Role, Rotation, RoutingOrder, Sha256Digest, SignatureVisibility,
    Timestamp, ViewRect,
};
use paraphe_history::{ChainBreak, History};
use rusqlite::Connection;

/// The time at which everything here begins: 2026-11-22T08:50:17Z.
pub(crate) const START: i64 = 1_795_337_417_000;

pub(crate) fn at(offset_millis: i64) -> Timestamp {
    Timestamp::from_millis(START + offset_millis)
}

pub(crate) fn number(n: u32) -> [u8; 16] {
    u128::from(n).to_be_bytes()
}

pub(crate) fn event(offset_millis: i64, kind: AuditEventKind) -> AuditEvent {
    AuditEvent { at: at(offset_millis), kind }
}

pub(crate) fn recipient_id(text: &str) -> RecipientId {
    text.parse().unwrap()
}

pub(crate) fn document(n: u32) -> Document {
    let turned = PageGeometry::new(
        [0.0, 0.0, 841.889_763_779_528, 595.275_590_551_181],
        None,
        Rotation::Clockwise90,
        1.0,
    );
    let plain =
        PageGeometry::new([0.0, 0.0, 595.275_590_551_181, 841.889_763_779_528], None, Rotation::None, 1.0);
    Document {
        id: DocumentId::new(number(n)),
        name: format!("Pièce nº {n}.pdf"),
        sha256: Sha256Digest::of(&n.to_be_bytes()),
        byte_size: 123_456,
        pages: vec![plain.unwrap(), turned.unwrap()],
    }
}

pub(crate) fn field(n: u32, recipient: &str, document: u32) -> Field {
    Field {
        id: FieldId::new(number(n)),
        recipient: recipient_id(recipient),
        document: DocumentId::new(number(document)),
        kind: FieldKind::Signature,
        // A third is not exact in binary: it must come back to the last bit.
        placement: Placement {
            page: 1,
            rect: ViewRect { x: 100.0 / 3.0, y: 0.1 + 0.2, width: 150.0, height: 60.0 },
        },
        label: String::new(),
        required: true,
        group: None,
    }
}

pub(crate) fn draft_recipient(id: &str, first: &str, last: &str, email: &str) -> DraftRecipient {
    DraftRecipient {
        id: recipient_id(id),
        role: Role::Signer,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        mobile: String::new(),
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
        signature: SignatureVisibility::Visible,
    }
}

pub(crate) fn draft(n: u32) -> Draft {
    Draft {
        title: format!("Brouillon {n}"),
        documents: vec![document(n)],
        recipients: vec![draft_recipient("r1", "Amélie", "Bérard", "amelie@example.fr")],
        fields: vec![field(1, "r1", n)],
        ..Draft::new(DraftId::new(number(n)), Language::Fr, at(i64::from(n)))
    }
}

pub(crate) fn person(id: &str, first: &str, last: &str, email: &str, order: u16) -> Recipient {
    Recipient {
        id: recipient_id(id),
        role: Role::Signer,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: Some(email.parse().unwrap()),
        mobile: Some("+33612345678".parse().unwrap()),
        language: Language::Ar,
        authentication: Authentication::EmailCode,
        routing_order: RoutingOrder::new(order),
        delivery: Delivery::InPerson,
    }
}

pub(crate) fn content(n: u32, title: &str, people: Vec<Recipient>) -> EnvelopeContent {
    let fields = people.iter().zip(1..).map(|(person, index)| field(index, person.id.as_str(), n)).collect();
    EnvelopeContent {
        id: EnvelopeId::new(number(n)),
        title: title.to_owned(),
        message: "Merci de signer avant vendredi.".to_owned(),
        language: Language::Fr,
        documents: vec![document(n)],
        recipients: people,
        fields,
        options: paraphe_envelope::EnvelopeOptions::default(),
        created_at: at(i64::from(n)),
    }
}

/// Two people, one after the other, nothing done yet but the sending.
pub(crate) fn envelope(n: u32) -> Envelope {
    let people = vec![
        person("r1", "Amélie", "Bérard", "amelie@example.fr", 1),
        person("r2", "Karim", "Ben Salah", "karim@example.tn", 2),
    ];
    sent(Envelope::new(content(n, &format!("Contrat {n}"), people)))
}

pub(crate) fn sent(mut envelope: Envelope) -> Envelope {
    let begun = envelope.created_at().as_millis() - START;
    for kind in [
        AuditEventKind::Created,
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() },
        AuditEventKind::Accepted,
    ] {
        envelope.apply(event(begun, kind)).unwrap();
    }
    envelope
}

pub(crate) fn signed(recipient: &str, n: u32) -> AuditEventKind {
    AuditEventKind::Signed {
        recipient: recipient_id(recipient),
        documents: vec![(DocumentId::new(number(n)), Sha256Digest::of(recipient.as_bytes()))],
    }
}

/// The file itself, past all rules of the history.
pub(crate) fn raw(dir: &Path) -> Connection {
    Connection::open(dir.join("paraphe.sqlite")).unwrap()
}

/// The first break of each envelope that has one, the oldest envelope first.
pub(crate) fn breaks(history: &History) -> Vec<ChainBreak> {
    let ids = history.envelope_ids().unwrap();
    ids.iter().filter_map(|id| history.verify(id).unwrap()).collect()
}

//! Values for tests: a small draft with two signers, a viewer and two documents.

use std::collections::BTreeSet;

use crate::{
    Authentication, Delivery, Document, DocumentId, Draft, DraftId, DraftRecipient, EnvelopeId,
    EnvelopeOptions, Field, FieldId, FieldKind, Language, PageGeometry, Placement, Recipient, RecipientId,
    Role, Rotation, Sha256Digest, SignatureVisibility, Timestamp, ViewRect,
};

/// The moment tests judge at: before the deadline of the documented example.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_millis(1_795_337_417_000)
}

pub(crate) fn recipient_id(id: &str) -> RecipientId {
    id.parse().unwrap()
}

pub(crate) fn recipient(id: &str) -> Recipient {
    Recipient {
        id: recipient_id(id),
        role: Role::Signer,
        first_name: "Zoë".to_owned(),
        last_name: "الطرابلسي".to_owned(),
        email: None,
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
    }
}

pub(crate) fn draft_recipient(id: &str, role: Role) -> DraftRecipient {
    DraftRecipient {
        id: recipient_id(id),
        role,
        first_name: "Łucja".to_owned(),
        last_name: "Đặng-Œuvray".to_owned(),
        email: String::new(),
        mobile: String::new(),
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
        signature: SignatureVisibility::Visible,
    }
}

pub(crate) fn document_id(number: u8) -> DocumentId {
    DocumentId::new([number; 16])
}

pub(crate) fn field_id(number: u8) -> FieldId {
    FieldId::new([number; 16])
}

/// A document of two A4 pages, the second one turned.
pub(crate) fn document(number: u8) -> Document {
    let page = |rotation| PageGeometry::new([0.0, 0.0, 595.0, 842.0], None, rotation, 1.0).unwrap();
    Document {
        id: document_id(number),
        name: format!("Contrat n° {number} — عقد"),
        sha256: Sha256Digest::of(&[number]),
        byte_size: 12_345,
        pages: vec![page(Rotation::None), page(Rotation::Clockwise90)],
    }
}

pub(crate) fn placement(page: u32, x: f64, y: f64) -> Placement {
    Placement { page, rect: ViewRect { x, y, width: 150.0, height: 60.0 } }
}

pub(crate) fn field(number: u8, recipient: &str, document: u8) -> Field {
    Field::new(
        field_id(number),
        recipient_id(recipient),
        document_id(document),
        FieldKind::Signature,
        placement(1, 100.0, 600.0),
    )
}

/// A draft without problems: Alice and Bob sign, Chloé looks.
pub(crate) fn draft() -> Draft {
    Draft {
        id: DraftId::new([1; 16]),
        title: "Contrat de prestation".to_owned(),
        message: "Merci de signer avant vendredi.".to_owned(),
        language: Language::Fr,
        documents: vec![document(1), document(2)],
        recipients: vec![
            draft_recipient("alice", Role::Signer),
            draft_recipient("bob", Role::Signer),
            draft_recipient("chloe", Role::Viewer),
        ],
        fields: vec![field(1, "alice", 1), field(2, "bob", 1), field(3, "alice", 2)],
        options: EnvelopeOptions::default(),
        doubtful: BTreeSet::new(),
        refused_places: BTreeSet::new(),
        created_at: Timestamp::from_millis(1_795_337_417_000),
    }
}

pub(crate) fn envelope_id() -> EnvelopeId {
    EnvelopeId::new([9; 16])
}

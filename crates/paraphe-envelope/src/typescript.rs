//! What the window sees of these types. The declarations are written elsewhere; here stands that they say what JSON says.

use ts_rs::{Config, TS};

use crate::*;

/// The declaration on one line, without comments.
fn declaration<T: TS>() -> String {
    let mut text = T::decl(&Config::default());
    while let Some(start) = text.find("/**") {
        let end = text[start..].find("*/").expect("a comment ends") + start + 2;
        text.replace_range(start..end, "");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check<T: TS>(expect: &str) {
    assert_eq!(declaration::<T>(), expect);
}

#[test]
fn identifiers_are_branded() {
    check::<EnvelopeId>("type EnvelopeId = Brand<string, 'EnvelopeId'>;");
    check::<DraftId>("type DraftId = Brand<string, 'DraftId'>;");
    check::<DocumentId>("type DocumentId = Brand<string, 'DocumentId'>;");
    check::<RecipientId>("type RecipientId = Brand<string, 'RecipientId'>;");
    check::<FieldId>("type FieldId = Brand<string, 'FieldId'>;");
    check::<Sha256Digest>("type Sha256Digest = Brand<string, 'Sha256Digest'>;");
}

#[test]
fn numbers_are_numbers_and_words_are_words() {
    check::<Timestamp>("type Timestamp = number;");
    check::<Rotation>("type Rotation = 0 | 90 | 180 | 270;");
    check::<EmailAddress>("type EmailAddress = string;");
    check::<PhoneNumber>("type PhoneNumber = string;");
    check::<Role>(r#"type Role = "approver" | "carbon_copy" | "signer" | "viewer";"#);
    check::<Delivery>(r#"type Delivery = "in_person" | "links" | "provider_mails";"#);
    check::<ViewRect>("type ViewRect = { x: number, y: number, width: number, height: number, };");
    check::<Document>(
        "type Document = { id: DocumentId, name: string, sha256: Sha256Digest, byte_size: number, \
         pages: Array<PageGeometry>, };",
    );
    check::<PageGeometry>(
        "type PageGeometry = { crop_box: [number, number, number, number], rotation: Rotation, user_unit: number, };",
    );
}

#[test]
fn no_number_is_a_bigint() {
    for declaration in [
        declaration::<AuditEvent>(),
        declaration::<AuditEventKind>(),
        declaration::<DraftOperation>(),
        declaration::<DraftProblem>(),
        declaration::<DraftRecipient>(),
        declaration::<EmailRefusal>(),
        declaration::<EnvelopeStatus>(),
        declaration::<Field>(),
        declaration::<PhoneRefusal>(),
        declaration::<RecipientStatus>(),
    ] {
        assert!(!declaration.contains("bigint"), "{declaration}");
    }
}

#[test]
fn enums_are_told_apart_by_the_key_json_has() {
    let operations = declaration::<DraftOperation>();
    assert!(
        operations.contains(r#"{ "type": "place_field", field: FieldId, placement: Placement, }"#),
        "{operations}"
    );
    assert!(
        operations.contains(r#"{ "type": "batch", operations: Array<DraftOperation>, }"#),
        "{operations}"
    );
    let problems = declaration::<DraftProblem>();
    assert!(problems.contains(r#"{ "code": "no_title" }"#), "{problems}");
    let events = declaration::<AuditEventKind>();
    let signed =
        r#"{ "type": "signed", recipient: RecipientId, documents: Array<[DocumentId, Sha256Digest]>, }"#;
    assert!(events.contains(signed), "{events}");
}

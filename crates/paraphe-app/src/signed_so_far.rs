//! How many of its signers have signed a version of a document: a copy that some have signed is not the result.

use paraphe_envelope::{
    AuditEventKind, Document, DocumentId, Envelope, Field, FieldKind, Recipient, RecipientId, Role,
    Sha256Digest,
};

use crate::schema::{DocumentSoFar, SignedSoFar};

/// How many have signed the version of this digest, where that is not everybody who signs the document; none where it is, or
/// where nobody knows.
pub(crate) fn of(envelope: &Envelope, document: &DocumentId, version: &Sha256Digest) -> Option<SignedSoFar> {
    among(envelope, document, version, |_| true)
}

/// The same of some of its signers: of one dispatch, which brings no more than their signatures.
pub(crate) fn among(
    envelope: &Envelope,
    document: &DocumentId,
    version: &Sha256Digest,
    is_one: impl Fn(&RecipientId) -> bool,
) -> Option<SignedSoFar> {
    let (signed, signers) = counted(envelope, document, version, is_one)?;
    let is_partly = signed > 0 && signed < signers;
    is_partly.then(|| SignedSoFar { signed: count(signed), signers: count(signers) })
}

/// Whether everybody who signs the document has signed this version of it, whatever becomes of the request's others.
pub(crate) fn is_whole(envelope: &Envelope, document: &DocumentId, version: &Sha256Digest) -> bool {
    let counted = counted(envelope, document, version, |_| true);
    counted.is_some_and(|(signed, signers)| signed > 0 && signed == signers)
}

/// How many have signed a version, of how many who are to; none where nobody knows where it comes from.
fn counted(
    envelope: &Envelope,
    document: &DocumentId,
    version: &Sha256Digest,
    is_one: impl Fn(&RecipientId) -> bool,
) -> Option<(usize, usize)> {
    let holds = |kind: &AuditEventKind| {
        if let AuditEventKind::Downloaded { sha256, document: Some(of), .. } = kind {
            return of == document && sha256 == version;
        }
        if let AuditEventKind::Signed { documents, .. } = kind {
            return documents.iter().any(|(of, sha256)| of == document && sha256 == version);
        }
        false
    };
    let at = envelope.events().iter().position(|event| holds(&event.kind))?;
    let before = &envelope.events()[..=at];
    let has_signed = |person: &&Recipient| {
        let by_person = |kind: &AuditEventKind| matches!(kind, AuditEventKind::Signed { recipient, .. } if *recipient == person.id);
        before.iter().any(|event| by_person(&event.kind))
    };
    let is_signer = |person: &&Recipient| is_one(&person.id) && signs(envelope, document, person);
    let signers: Vec<_> = envelope.recipients().iter().filter(is_signer).collect();
    Some((signers.iter().copied().filter(has_signed).count(), signers.len()))
}

/// The documents as they stand now of which some have signed and others not.
pub(crate) fn documents(envelope: &Envelope) -> Vec<DocumentSoFar> {
    let so_far = |document: &Document| {
        let so_far = of(envelope, &document.id, &envelope.current_digest(document))?;
        Some(DocumentSoFar { document: document.id.clone(), so_far })
    };
    envelope.documents().iter().filter_map(so_far).collect()
}

fn signs(envelope: &Envelope, document: &DocumentId, person: &Recipient) -> bool {
    let is_box = |field: &Field| field.kind == FieldKind::Signature && field.document == *document;
    let has_box = envelope.fields_of(&person.id).any(is_box);
    person.role == Role::Signer && (has_box || envelope.content().signs_invisibly(person))
}

fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{
        AuditEvent, Authentication, Delivery, EnvelopeContent, EnvelopeId, FieldId, Language,
    };
    use paraphe_envelope::{EnvelopeOptions, Placement, RoutingOrder, Timestamp, ViewRect};

    use super::*;

    fn id(person: &str) -> RecipientId {
        person.parse().unwrap()
    }

    fn person(name: &str, order: u16) -> Recipient {
        Recipient {
            id: id(name),
            role: Role::Signer,
            first_name: name.to_owned(),
            last_name: "Dupont".to_owned(),
            email: None,
            mobile: None,
            language: Language::Fr,
            authentication: Authentication::None,
            routing_order: RoutingOrder::new(order),
            delivery: Delivery::InPerson,
        }
    }

    fn document(n: u8) -> Document {
        Document {
            id: DocumentId::new([n; 16]),
            name: format!("Pièce {n}"),
            sha256: Sha256Digest::of(&[n]),
            byte_size: 1,
            pages: Vec::new(),
        }
    }

    fn box_of(n: u8, person: &str, document: u8) -> Field {
        Field {
            id: FieldId::new([n; 16]),
            recipient: id(person),
            document: DocumentId::new([document; 16]),
            kind: FieldKind::Signature,
            placement: Placement { page: 1, rect: ViewRect { x: 0.0, y: 0.0, width: 100.0, height: 50.0 } },
            label: String::new(),
            required: true,
            group: None,
        }
    }

    /// Both sign the first document, Basile alone the second.
    fn envelope() -> Envelope {
        let mut envelope = Envelope::new(EnvelopeContent {
            id: EnvelopeId::new([1; 16]),
            title: "Bail".to_owned(),
            message: String::new(),
            language: Language::Fr,
            documents: vec![document(1), document(2)],
            recipients: vec![person("Alice", 1), person("Basile", 2)],
            fields: vec![box_of(1, "Alice", 1), box_of(2, "Basile", 1), box_of(3, "Basile", 2)],
            options: EnvelopeOptions::default(),
            created_at: Timestamp::from_millis(0),
        });
        let (provider, account) = ("local".to_owned(), "local".to_owned());
        for kind in [
            AuditEventKind::Created,
            AuditEventKind::SendingStarted { provider, account },
            AuditEventKind::Accepted,
        ] {
            happens(&mut envelope, kind);
        }
        envelope
    }

    fn happens(envelope: &mut Envelope, kind: AuditEventKind) {
        envelope.apply(AuditEvent { at: Timestamp::from_millis(1), kind }).unwrap();
    }

    fn sign(envelope: &mut Envelope, person: &str, documents: &[u8]) {
        let version =
            |n: &u8| (DocumentId::new([*n; 16]), Sha256Digest::of(format!("{person}{n}").as_bytes()));
        let documents = documents.iter().map(version).collect();
        happens(envelope, AuditEventKind::Signed { recipient: id(person), documents });
    }

    #[test]
    fn a_copy_counts_the_signatures_it_holds_and_the_last_one_counts_none() {
        let mut envelope = envelope();
        assert_eq!(documents(&envelope).len(), 0, "nobody has signed");
        sign(&mut envelope, "Alice", &[1]);
        let so_far = Some(SignedSoFar { signed: 1, signers: 2 });
        let first = envelope.current_digest(&document(1));
        assert_eq!(of(&envelope, &document(1).id, &first), so_far);
        let told: Vec<_> = documents(&envelope).into_iter().map(|one| one.document).collect();
        assert_eq!(told, [document(1).id], "she does not sign the second one");
        let is_alice = |person: &RecipientId| *person == id("Alice");
        assert_eq!(among(&envelope, &document(1).id, &first, is_alice), None, "all of hers is in it");

        sign(&mut envelope, "Basile", &[1, 2]);
        assert_eq!(documents(&envelope).len(), 0);
        assert_eq!(of(&envelope, &document(1).id, &first), so_far, "a copy stays what it was");
    }

    #[test]
    fn what_a_service_hands_out_counts_whoever_had_signed_by_then() {
        let mut envelope = envelope();
        sign(&mut envelope, "Alice", &[]);
        let fetched = |of: u8, text: &str| AuditEventKind::Downloaded {
            name: "bail.pdf".to_owned(),
            sha256: Sha256Digest::of(text.as_bytes()),
            document: Some(document(of).id),
        };
        happens(&mut envelope, fetched(1, "half"));
        sign(&mut envelope, "Basile", &[]);
        happens(&mut envelope, fetched(1, "whole"));
        let of_text = |text: &str| of(&envelope, &document(1).id, &Sha256Digest::of(text.as_bytes()));
        assert_eq!(of_text("half"), Some(SignedSoFar { signed: 1, signers: 2 }));
        assert_eq!(of_text("whole"), None);
        assert_eq!(of_text("foreign"), None, "nobody knows");
    }
}

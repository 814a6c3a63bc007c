//! The local provider as the application meets it: through the registry, checked.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeContent,
    EnvelopeId, Field, FieldId, FieldKind, Language, PageGeometry, Placement, Recipient, Role, Rotation,
    RoutingOrder, Sha256Digest, Timestamp, ViewRect,
};
use paraphe_providers::local::{LocalConfig, LocalJournal, SignedDocument};
use paraphe_providers::{
    AccountMode, Artifact, Dispatch, Documents, Download, Error, ErrorKind, IdempotencyKey, Notice, Provider,
    ProviderConfig, ProviderId, ProviderPorts, RemoteId, Result, capability, open, plan,
};

/// An application that has recorded one envelope.
#[derive(Debug)]
struct Journal(Mutex<Envelope>);

#[async_trait]
impl LocalJournal for Journal {
    async fn events(&self, envelope: &EnvelopeId) -> Result<Option<Vec<AuditEvent>>> {
        let known = self.0.lock().unwrap();
        Ok((known.id() == envelope).then(|| known.events().to_vec()))
    }

    async fn signed_documents(&self, _envelope: &EnvelopeId) -> Result<Vec<SignedDocument>> {
        let known = self.0.lock().unwrap();
        let is_signed = |document: &&Document| known.current_digest(document) != document.sha256;
        let signed = known.documents().iter().filter(is_signed).map(|document| SignedDocument {
            document: document.id.clone(),
            name: document.name.clone(),
            bytes: b"%PDF-1.7 signed".to_vec(),
        });
        Ok(signed.collect())
    }
}

/// The local provider reads no document: what it asks to sign lies in the application's own vault.
struct NoDocuments;

#[async_trait]
impl Documents for NoDocuments {
    async fn bytes(&self, document: &DocumentId) -> Result<Vec<u8>> {
        Err(Error::new(ErrorKind::Journal, "nobody should ask").with_context("document", document))
    }
}

fn person(id: &str, order: u16) -> Recipient {
    Recipient {
        id: id.parse().unwrap(),
        role: Role::Signer,
        first_name: "Karim".to_owned(),
        last_name: "Ben Salah".to_owned(),
        email: None,
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: RoutingOrder::new(order),
        delivery: Delivery::InPerson,
    }
}

fn content() -> EnvelopeContent {
    let document = |n: u8| Document {
        id: DocumentId::new([n; 16]),
        name: format!("Contrat {n}.pdf"),
        sha256: Sha256Digest::of(&[n]),
        byte_size: 3_000_000_000,
        pages: PageGeometry::new([0.0, 0.0, 595.0, 842.0], None, Rotation::None, 1.0).into_iter().collect(),
    };
    let field = |n: u8, recipient: &str| Field {
        id: FieldId::new([n; 16]),
        recipient: recipient.parse().unwrap(),
        document: DocumentId::new([1; 16]),
        kind: FieldKind::Signature,
        placement: Placement { page: 1, rect: ViewRect { x: 1.0, y: 1.0, width: 150.0, height: 60.0 } },
    };
    EnvelopeContent {
        id: EnvelopeId::new([9; 16]),
        title: "Contrat".to_owned(),
        message: String::new(),
        language: Language::Fr,
        documents: vec![document(1), document(2)],
        recipients: vec![person("r1", 1), person("r2", 2), person("r3", 2)],
        fields: vec![field(1, "r1"), field(2, "r2"), field(3, "r3")],
        created_at: Timestamp::from_millis(0),
    }
}

fn sent() -> Envelope {
    let mut envelope = Envelope::new(content());
    for kind in [
        AuditEventKind::Created,
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() },
        AuditEventKind::Accepted,
    ] {
        envelope.apply(AuditEvent { at: Timestamp::from_millis(1), kind }).unwrap();
    }
    envelope
}

fn signed_by(recipient: &str) -> AuditEvent {
    let documents = vec![(DocumentId::new([1; 16]), Sha256Digest::of(recipient.as_bytes()))];
    let kind = AuditEventKind::Signed { recipient: recipient.parse().unwrap(), documents };
    AuditEvent { at: Timestamp::from_millis(2), kind }
}

fn local() -> (Arc<dyn Provider>, Arc<Journal>) {
    let journal = Arc::new(Journal(Mutex::new(sent())));
    let ports = ProviderPorts { journal: Arc::clone(&journal) as Arc<dyn LocalJournal> };
    (open(&ProviderConfig::Local(LocalConfig {}), &ports), journal)
}

fn key(dispatch: u32) -> IdempotencyKey {
    IdempotencyKey { envelope: EnvelopeId::new([9; 16]), dispatch }
}

async fn send(provider: &dyn Provider, dispatch: &Dispatch<'_>, key: &IdempotencyKey) -> Result<RemoteId> {
    provider.send(dispatch, &NoDocuments, key).await.map(|sent| sent.remote)
}

#[tokio::test]
async fn the_whole_envelope_is_one_dispatch_and_is_accepted_twice_as_once() {
    let (provider, _) = local();
    let envelope = sent();
    let dispatches = plan(&envelope, provider.capability()).unwrap();
    assert_eq!(dispatches.len(), 1);
    let groups: Vec<usize> = dispatches[0].groups.iter().map(Vec::len).collect();
    assert_eq!(groups, [1, 2], "the order must be kept within the dispatch");
    let first = send(&*provider, &dispatches[0], &key(1)).await.unwrap();
    let again = send(&*provider, &dispatches[0], &key(1)).await.unwrap();
    assert_eq!(first, again, "after a crash the same key must give the same dispatch");
}

#[tokio::test]
async fn progress_and_results_are_what_was_recorded() {
    let (provider, journal) = local();
    let remote = RemoteId(format!("local:{}", key(1)));
    assert_eq!(provider.progress(&remote).await.unwrap().events, sent().events());
    assert_eq!(provider.download(&remote, Artifact::SignedDocuments).await.unwrap(), []);

    journal.0.lock().unwrap().apply(signed_by("r1")).unwrap();
    assert_eq!(provider.progress(&remote).await.unwrap().events.last(), Some(&signed_by("r1")));
    let expect = Download {
        name: "Contrat 1.pdf".to_owned(),
        document: Some(DocumentId::new([1; 16])),
        bytes: b"%PDF-1.7 signed".to_vec(),
    };
    assert_eq!(provider.download(&remote, Artifact::SignedDocuments).await.unwrap(), [expect]);
}

#[tokio::test]
async fn it_can_be_taken_back_until_it_has_ended() {
    let (provider, journal) = local();
    let remote = RemoteId(format!("local:{}", key(1)));
    provider.void(&remote, "erreur de montant").await.unwrap();
    let declined = AuditEventKind::Declined { recipient: "r1".parse().unwrap(), reason: String::new() };
    journal.0.lock().unwrap().apply(AuditEvent { at: Timestamp::from_millis(3), kind: declined }).unwrap();
    assert_eq!(provider.void(&remote, "trop tard").await.unwrap_err().kind(), ErrorKind::Ended);
}

#[tokio::test]
async fn what_nobody_sent_is_not_found() {
    let (provider, _) = local();
    let other = IdempotencyKey { envelope: EnvelopeId::new([1; 16]), dispatch: 1 };
    for remote in [String::new(), "local:".to_owned(), format!("fax:{}", key(1)), format!("local:{other}")] {
        let error = provider.progress(&RemoteId(remote.clone())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{remote:?}");
    }
}

#[tokio::test]
async fn what_it_cannot_do_is_refused_with_provider_and_operation() {
    let (provider, _) = local();
    let remote = RemoteId(format!("local:{}", key(1)));
    let notice = Notice { headers: Vec::new(), body: Vec::new() };
    let refused = [
        ("remind", provider.remind(&remote).await.unwrap_err()),
        ("read_notice", provider.read_notice(&notice).await.unwrap_err()),
        ("download", provider.download(&remote, Artifact::Certificate).await.unwrap_err()),
    ];
    for (operation, error) in refused {
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        let context = error.context();
        assert!(context.contains(&("provider", "local".to_owned())), "{error}");
        assert!(context.contains(&("operation", operation.to_owned())), "{error}");
    }
}

#[tokio::test]
async fn an_account_needs_nothing() {
    let (provider, _) = local();
    let account = provider.check_account().await.unwrap();
    assert_eq!((account.credits, account.mode), (None, AccountMode::Live));
}

/// A dispatch somebody made by hand, or a planner with a fault.
async fn check(spoil: impl FnOnce(&mut Dispatch<'_>), why: &str) {
    let (provider, _) = local();
    let envelope = sent();
    let mut dispatch = plan(&envelope, provider.capability()).unwrap().remove(0);
    spoil(&mut dispatch);
    let error = send(&*provider, &dispatch, &key(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{why}");
    assert!(error.to_string().contains(why), "{error} does not say {why:?}");
}

#[tokio::test]
async fn a_dispatch_that_does_not_fit_never_gets_through() {
    check(|dispatch| dispatch.groups.reverse(), "not those of the envelope").await;
    check(|dispatch| dispatch.groups = vec![dispatch.groups.concat()], "not those of the envelope").await;
    check(|dispatch| dispatch.groups.clear(), "nobody to ask").await;
    check(|dispatch| dispatch.groups.push(Vec::new()), "nobody to ask").await;
    check(|dispatch| dispatch.documents.clear(), "no document").await;
    check(|dispatch| dispatch.number = 2, "key is that of another dispatch").await;
}

#[tokio::test]
async fn what_an_envelope_asks_for_beyond_the_capability_never_gets_through() {
    for (why, spoil) in [
        (
            "cannot ask this recipient",
            (|content| content.recipients[2].delivery = Delivery::Links) as fn(&mut EnvelopeContent),
        ),
        ("cannot ask this recipient", |content| {
            content.recipients[0].authentication = Authentication::SmsCode
        }),
        ("does not act", |content| content.recipients[1].role = Role::CarbonCopy),
        ("kind of field", |content| content.fields[1].kind = FieldKind::Checkbox),
    ] {
        let (provider, _) = local();
        let mut spoiled = content();
        spoil(&mut spoiled);
        let (spoiled, good) = (Envelope::new(spoiled), sent());
        assert!(plan(&spoiled, provider.capability()).is_err());
        // As the planner would have made it, had it not refused.
        let mut dispatch = plan(&good, provider.capability()).unwrap().remove(0);
        dispatch.envelope = &spoiled;
        let people = |id: &Recipient| spoiled.recipient(&id.id).unwrap();
        dispatch.groups =
            dispatch.groups.iter().map(|group| group.iter().map(|id| people(id)).collect()).collect();
        let error = send(&*provider, &dispatch, &key(1)).await.unwrap_err();
        assert!(error.to_string().contains(why), "{error} does not say {why:?}");
    }
}

#[test]
fn the_capability_is_json_for_the_command_line() {
    let json = serde_json::to_value(capability(ProviderId::Local)).unwrap();
    let expect = serde_json::json!({
        "documents": "many", "signers": "many", "routing": "groups", "placement": "coordinates", "roles": ["signer"],
        "field_kinds": ["signature"], "authentication": ["none"], "delivery": ["in_person"], "progress": "immediate",
        "artifacts": ["signed_documents"], "remind": false, "void": true, "max_document_bytes": null
    });
    assert_eq!(json, expect);
}

#[test]
fn settings_that_do_not_exist_are_refused() {
    let parse = |text: &str| serde_json::from_str::<ProviderConfig>(text);
    assert_eq!(parse(r#"{"provider":"local"}"#).unwrap().provider(), ProviderId::Local);
    parse(r#"{"provider":"fax"}"#).unwrap_err();
    parse(r#"{"provider":"local","secret":"x"}"#).unwrap_err();
}

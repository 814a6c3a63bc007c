//! The local provider as the application meets it: through the registry, checked.

use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeContent,
    Recipient, Role, Sha256Digest, Timestamp,
};
use paraphe_providers::local::SignedDocument;
use paraphe_providers::{
    AccountMode, AccountSettings, Artifact, Dispatch, Download, ErrorKind, Found, IdempotencyKey,
    MemorySteps, Notice, PersonAct, ProviderId, RemoteId, RemoteState, SentDispatch, Steps as _, capability,
    plan,
};

use crate::support::{Paper, Request, Stage, document_id, find, first_dispatch, key_of, recipient_id, send};

/// Two documents; Karim signs first, then Nadia and Omar.
fn request(stage: &Stage) -> Request {
    let request = stage.request().document(&[Paper::A4]);
    request.signer_in_turn("Karim", 1).signer_in_turn("Nadia", 2).signer_in_turn("Omar", 2)
}

/// An application that has recorded the envelope as sent.
async fn stage() -> (Stage, Request) {
    let stage = Stage::new(ProviderId::Local).await;
    let request = request(&stage);
    let mut envelope = request.envelope();
    envelope.apply(event(AuditEventKind::Accepted)).unwrap();
    *stage.journal.0.lock().unwrap() = Some((envelope, Vec::new()));
    (stage, request)
}

fn event(kind: AuditEventKind) -> AuditEvent {
    AuditEvent { at: Timestamp::from_millis(2), kind }
}

/// Somebody signs the first document.
fn sign(stage: &Stage, first_name: &str) {
    let sha256 = Sha256Digest::of(first_name.as_bytes());
    let documents = vec![(document_id(1), sha256)];
    let kind = AuditEventKind::Signed { recipient: recipient_id(first_name), documents };
    let mut journal = stage.journal.0.lock().unwrap();
    let (envelope, signed) = journal.as_mut().unwrap();
    envelope.apply(event(kind)).unwrap();
    let is_signed = |document: &&Document| envelope.current_digest(document) != document.sha256;
    *signed = envelope.documents().iter().filter(is_signed).map(signed_document).collect();
}

fn signed_document(document: &Document) -> SignedDocument {
    let (document, name) = (document.id.clone(), document.name.clone());
    SignedDocument { document, name, bytes: b"%PDF-1.7 signed".to_vec() }
}

fn sent(envelope: &Envelope) -> SentDispatch<'_> {
    let dispatch = plan(envelope, &capability(ProviderId::Local)).unwrap().remove(0);
    let key = key_of(&dispatch);
    SentDispatch { dispatch, remote: RemoteId(format!("local:{key}")), steps: Vec::new(), key }
}

#[tokio::test]
async fn the_whole_envelope_is_one_dispatch_and_is_accepted_twice_as_once() {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let dispatches = plan(&envelope, stage.provider.capability()).unwrap();
    assert_eq!(dispatches.len(), 1);
    let groups: Vec<usize> = dispatches[0].groups.iter().map(Vec::len).collect();
    assert_eq!(groups, [1, 2], "the order must be kept within the dispatch");
    let steps = MemorySteps::default();
    let first = send(&*stage.provider, &dispatches[0], request.files(), &steps).await.unwrap();
    let again = send(&*stage.provider, &dispatches[0], request.files(), &steps).await.unwrap();
    assert_eq!(first, again, "after a crash the same key must give the same dispatch");
    let found = find(&*stage.provider, &dispatches[0], &steps).await.unwrap();
    assert_eq!(found, Found::Accepted(first));
    assert_eq!(steps.known(), [], "nothing has to be written down");
}

#[tokio::test]
async fn progress_and_results_are_what_was_recorded() {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let sent = sent(&envelope);
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((progress.state, progress.people), (Some(RemoteState::Sent), Vec::new()));
    assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap(), []);

    sign(&stage, "Karim");
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::InProgress));
    let people: Vec<_> = progress.people.iter().map(|person| (&person.recipient, &person.act)).collect();
    assert_eq!(people, [(&recipient_id("Karim"), &PersonAct::Signed)]);
    let expect = Download {
        name: "Contrat 1.pdf".to_owned(),
        document: Some(DocumentId::new([1; 16])),
        bytes: b"%PDF-1.7 signed".to_vec(),
    };
    assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap(), [expect]);
}

#[tokio::test]
async fn it_can_be_taken_back_until_it_has_ended() {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let sent = sent(&envelope);
    stage.provider.void(&sent, "erreur de montant").await.unwrap();
    let declined = AuditEventKind::Declined { recipient: recipient_id("Karim"), reason: String::new() };
    stage.journal.0.lock().unwrap().as_mut().unwrap().0.apply(event(declined)).unwrap();
    assert_eq!(stage.provider.void(&sent, "trop tard").await.unwrap_err().kind(), ErrorKind::Ended);
    assert_eq!(stage.provider.progress(&sent).await.unwrap().state, Some(RemoteState::Declined));
}

#[tokio::test]
async fn what_nobody_sent_is_not_found() {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let known = sent(&envelope);
    let other = IdempotencyKey { envelope: paraphe_envelope::EnvelopeId::new([1; 16]), dispatch: 1 };
    let remotes =
        [String::new(), "local:".to_owned(), format!("fax:{}", known.key), format!("local:{other}")];
    for remote in remotes {
        let unknown = SentDispatch { remote: RemoteId(remote.clone()), ..known.clone() };
        let error = stage.provider.progress(&unknown).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{remote:?}");
    }
}

#[tokio::test]
async fn what_it_cannot_do_is_refused_with_provider_and_operation() {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let sent = sent(&envelope);
    let notice = Notice { headers: Vec::new(), body: Vec::new() };
    let provider = &stage.provider;
    let refused = [
        ("remind", provider.remind(&sent).await.unwrap_err()),
        ("read_notice", provider.read_notice(&notice, &sent).await.unwrap_err()),
        ("notice_subject", provider.notice_subject(&notice).unwrap_err()),
        ("download", provider.download(&sent, Artifact::Certificate).await.unwrap_err()),
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
    let (stage, _) = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.credits, account.mode), (None, AccountMode::Live));
}

/// A dispatch somebody made by hand, or a planner with a fault.
async fn check(spoil: impl FnOnce(&mut Dispatch<'_>), why: &str) {
    let (stage, request) = stage().await;
    let envelope = request.envelope();
    let mut dispatch = first_dispatch(&envelope, &*stage.provider);
    let key = key_of(&dispatch);
    spoil(&mut dispatch);
    let steps = MemorySteps::default();
    let error = stage.provider.send(&dispatch, request.files(), &key, &steps).await.unwrap_err();
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
        ("all that is asked", |content| content.options.test = true),
    ] {
        let (stage, request) = stage().await;
        let good = request.envelope();
        let mut spoiled = request.content.clone();
        spoil(&mut spoiled);
        let spoiled = Envelope::new(spoiled);
        assert!(plan(&spoiled, stage.provider.capability()).is_err());
        // As the planner would have made it, had it not refused.
        let mut dispatch = first_dispatch(&good, &*stage.provider);
        dispatch.envelope = &spoiled;
        let people = |id: &Recipient| spoiled.recipient(&id.id).unwrap();
        dispatch.groups =
            dispatch.groups.iter().map(|group| group.iter().map(|id| people(id)).collect()).collect();
        let error = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        let error = error.unwrap_err();
        assert!(error.to_string().contains(why), "{error} does not say {why:?}");
    }
}

#[test]
fn the_capability_is_json_for_the_command_line() {
    let json = serde_json::to_value(capability(ProviderId::Local)).unwrap();
    let expect = serde_json::json!({
        "documents": "many", "signers": "many", "routing": "groups", "placement": "coordinates", "roles": ["signer"],
        "field_kinds": ["signature", "initials", "date", "name", "place", "text", "checkbox"], "authentication": ["none"], "boxless": "invisible", "own_size": false, "delivery": ["in_person"], "progress": "immediate",
        "names_signers": true, "artifacts": ["signed_documents"], "remind": false, "void": true, "max_document_bytes": null,
        "options": ["brand_logo"], "signature_modes": [], "message": true, "message_texts": "many", "expiry": "kept_here", "tier": "simple",
        "price_cents": null, "counts_credits": false, "poll_seconds": null, "idempotent": true, "email": false, "full_names": false, "requester": false,
        "reminder_days": [], "judging": "never", "logo_form": "picture", "notice_addresses": "any"
    });
    assert_eq!(json, expect);
}

#[test]
fn settings_that_do_not_exist_are_refused() {
    let parse = |text: &str| serde_json::from_str::<AccountSettings>(text);
    assert_eq!(parse(r#"{"provider":"local"}"#).unwrap().provider, ProviderId::Local);
    parse(r#"{"provider":"fax"}"#).unwrap_err();
}

//! Openapi EU-SES against its stand-in.

mod lost;
mod tokens;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{Authentication, ViewRect};
use paraphe_providers::{
    AccountMode, AccountSettings, Artifact, AuthMethod, ErrorKind, Found, Judged, MemorySteps, Notice,
    NoticeSubject, ProviderId, Refusal, RemoteState, Retry, SentDispatch, Step, Steps as _, plan,
};
use paraphe_sandbox::{Fault, FaultKind, Habits, RequestRecord, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{
    Request, Stage, email_of, fault_at, find, first_dispatch, header, recipient_id, send, sent_dispatch,
};

/// An account that lets the application get its tokens.
async fn stage() -> Stage {
    Stage::new(ProviderId::Openapi).await
}

fn paste_token(settings: &mut AccountSettings) {
    (settings.auth, settings.user, settings.auth_url) = (Some(AuthMethod::Token), None, None);
}

/// An account whose owner pasted a token.
async fn stage_with_token() -> Stage {
    let stage =
        Stage::with(ProviderId::Openapi, SandboxOptions::default(), |settings, _| paste_token(settings));
    let stage = stage.await;
    stage.keys.change_secret("sandbox-openapi-token");
    stage
}

fn fault(path: &str, kind: FaultKind) -> Fault {
    fault_at(StandIn::Openapi, path, kind)
}

fn json_of(request: &RequestRecord) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn of_route<'r>(requests: &'r [RequestRecord], route: &str) -> Vec<&'r RequestRecord> {
    let (method, path) = route.split_once(' ').unwrap();
    requests.iter().filter(|request| request.method == method && request.path == path).collect()
}

fn golden(stage: &Stage) -> Request {
    let rect = ViewRect { x: 331.0, y: 45.0, width: 150.0, height: 60.0 };
    let request = stage.request().person("Mario", paraphe_envelope::Role::Signer).field("Mario", 1, 1, rect);
    request.changed(|content| content.message = "Code {OTP}".to_owned())
}

#[tokio::test]
async fn the_request_for_signatures_is_the_documented_one() {
    let stage = stage_with_token().await;
    let request = golden(&stage);
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let requests = stage.requests();
    let [sent] = of_route(&requests, "POST /openapi/EU-SES")[..] else { panic!("one request: {requests:?}") };
    assert_eq!(header(sent, "authorization"), Some("Bearer sandbox-openapi-token"));
    assert_eq!(header(sent, "content-type"), Some("application/json"));
    assert_eq!(header(sent, "content-length"), Some(sent.body.len().to_string().as_str()));
    let expect = json!({
        "signers": [{
            "name": "Mario", "surname": "Dupont", "email": "mario@exemple.fr", "authentication": ["email"],
            "message": "Code {OTP}", "signatures": [{ "page": 1, "x": "331", "y": "45" }]
        }],
        "inputDocuments": [{ "sourceType": "base64", "payload": STANDARD.encode(request.bytes(1)) }],
        "options": {
            "signatureMode": ["typed", "drawn"],
            "userEditableData": { "name": false, "mobile": false, "email": false },
            "timezone": "Europe/Paris",
            "signerMustRead": true,
            "ui": { "iframeAncestors": ["https://1.env-09090909090909090909090909090909.paraphe.invalid"] }
        }
    });
    assert_eq!(json_of(sent), expect);
}

#[tokio::test]
async fn each_signer_gets_a_link_of_their_own() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").signer("Bruno");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let sent = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    let snapshot = stage.newest();
    let link = |at: usize| snapshot.people[at].link.clone().unwrap();
    assert_eq!(sent.links, [(recipient_id("Alice"), link(0)), (recipient_id("Bruno"), link(1))]);
    assert_eq!(sent.remote.0, snapshot.id);
}

#[tokio::test]
async fn several_documents_are_several_signatures() {
    let stage = stage().await;
    let rect = ViewRect { x: 10.0, y: 10.0, width: 150.0, height: 60.0 };
    let request = stage.request().signer("Alice").document(&[crate::support::Paper::A4]);
    let request = request.field("Alice", 2, 1, rect);
    let envelope = request.envelope();
    let dispatches = plan(&envelope, stage.provider.capability()).unwrap();
    assert_eq!(
        dispatches.iter().map(|dispatch| (dispatch.turn, dispatch.documents.len())).collect::<Vec<_>>(),
        [(1, 1), (1, 1)]
    );
    for dispatch in &dispatches {
        send(&*stage.provider, dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    }
    assert_eq!(stage.control.creations(StandIn::Openapi), 2);
}

#[tokio::test]
async fn an_empty_wallet_is_said_to_be_the_reason() {
    for (status, body) in [
        (402, r#"{"success":false,"message":"Insufficient credit","error":60,"data":null}"#),
        (422, r#"{"success":false,"message":"Not enough credit in the wallet","error":777}"#),
    ] {
        let stage = stage_with_token().await;
        let kind = FaultKind::Status { status, retry_after_seconds: None, body: body.to_owned() };
        stage.control.fault(fault("/EU-SES", kind));
        let request = stage.request().signer("Alice");
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        let error = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Credits, "{status}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_in_the_vendors_words_and_number() {
    let stage = stage_with_token().await;
    let body = r#"{"success":false,"message":"malformed 'url' parameter","error":704}"#.to_owned();
    stage.control.fault(fault("/EU-SES", FaultKind::Status { status: 422, retry_after_seconds: None, body }));
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let error = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Refused, Retry::No));
    assert_eq!((error.fact("said"), error.fact("code")), (Some("malformed 'url' parameter"), Some("704")));
    assert!(steps.known().iter().all(|step| step.name != "signature"), "it has not happened");
}

#[tokio::test]
async fn nothing_leaves_before_what_it_cannot_take_is_refused() {
    let stage = stage().await;
    let logo = "data:image/png;base64,AAAA".to_owned();
    let request = stage.request().signer("Alice").options(|options| options.brand_logo = Some(logo));
    let refusals = plan(&request.envelope(), stage.provider.capability()).unwrap_err();
    assert_eq!(refusals, [Refusal::LogoPicture]);
}

#[tokio::test]
async fn the_plural_word_of_real_servers_is_known() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").signer("Bruno");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((progress.word.as_deref(), progress.state), (Some("WAIT_SIGNERS"), Some(RemoteState::Sent)));
    assert!(stage.control.sign(StandIn::Openapi, &sent.remote.0, &email_of("Alice")));
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!(
        (progress.word.as_deref(), progress.state),
        (Some("WAIT_SIGNER"), Some(RemoteState::InProgress))
    );
    assert_eq!(progress.people.len(), 1);
    assert_eq!(progress.people[0].recipient, recipient_id("Alice"));
}

#[tokio::test]
async fn what_everybody_signed_is_not_deleted() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert_eq!(
        stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err().kind(),
        ErrorKind::NotReady
    );
    assert!(stage.control.sign_next(StandIn::Openapi));
    assert_eq!(stage.provider.void(&sent, "trop tard").await.unwrap_err().kind(), ErrorKind::Ended);
    assert!(stage.routes().iter().all(|route| !route.starts_with("DELETE ")));
    for artifact in [Artifact::SignedDocuments, Artifact::AuditTrail] {
        let files = stage.provider.download(&sent, artifact).await.unwrap();
        assert!(files[0].bytes.starts_with(b"%PDF-"), "{artifact:?}");
    }
}

#[tokio::test]
async fn a_word_nobody_knows_deletes_nothing() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    stage.control.fault(fault("/detail", FaultKind::UnknownState));
    assert_eq!(stage.provider.void(&sent, "erreur").await.unwrap_err().kind(), ErrorKind::Malformed);
    assert_eq!(stage.newest().state, "out");
}

#[tokio::test]
async fn a_notice_only_makes_us_ask() {
    let stage = stage().await;
    let urls = vec!["https://exemple.fr/avis".to_owned()];
    let request = stage.request().signer("Alice").options(|options| options.notification_urls = urls);
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.sign_next(StandIn::Openapi));
    let sample = stage.control.notice(StandIn::Openapi, &sent.remote.0).unwrap();
    let custom = serde_json::from_slice::<Value>(&sample.body).unwrap()["custom"].take();
    assert_eq!(custom, json!({ "paraphe": sent.key.to_string() }));
    let notice = Notice { headers: sample.headers, body: sample.body };
    assert_eq!(stage.provider.notice_subject(&notice).unwrap(), NoticeSubject::Key(sent.key.clone()));
    let progress = stage.provider.read_notice(&notice, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed));

    // A forged one says what it likes; we say what the service says.
    let body = json!({ "data": { "id": sent.remote.0, "state": "ERROR", "signers": [] } }).to_string();
    let forged = Notice { headers: Vec::new(), body: body.into_bytes() };
    let progress = stage.provider.read_notice(&forged, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed));
    let other = Notice { headers: Vec::new(), body: br#"{"data":{"id":"another"}}"#.to_vec() };
    assert_eq!(stage.provider.read_notice(&other, &sent).await.unwrap_err().kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn text_messages_go_to_the_mobile() {
    let stage = stage_with_token().await;
    let mut request = stage.request().signer("Alice");
    request.last_person().authentication = Authentication::SmsCode;
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let requests = stage.requests();
    let body = json_of(of_route(&requests, "POST /openapi/EU-SES")[0]);
    assert_eq!(body["signers"][0]["authentication"], json!(["sms"]));
    assert_eq!(body["signers"][0]["mobile"], json!("+33612345678"));
}

#[tokio::test]
async fn the_service_is_asked_what_a_signed_document_is_worth() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.sign_next(StandIn::Openapi));
    let signed = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap().remove(0);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signed.pdf");
    std::fs::write(&path, &signed.bytes).unwrap();

    let judge = async |document: &Path, on: Option<&str>| {
        let on = on.map(|on| on.parse().unwrap());
        stage.provider.judge(&Judged { document, certificate: None, on }).await
    };
    let opinion = judge(&path, None).await.unwrap();
    assert_eq!((opinion.holds, opinion.format.as_deref()), (Some(true), Some("PAdES")));
    assert_eq!(opinion.signatures.len(), 1);
    assert_eq!(opinion.signatures[0].integrity, Some(true));

    judge(&path, Some("2031-05-01T10:00:00Z")).await.unwrap();
    let requests = stage.requests();
    let planned = json_of(of_route(&requests, "POST /openapi/verify")[1]);
    assert_eq!(planned["verifyOnDate"], json!("2031-05-01"));
    assert_eq!(planned["inputDocument"], json!(STANDARD.encode(&signed.bytes)));
    let missing = folder.path().join("none.pdf");
    assert_eq!(judge(&missing, None).await.unwrap_err().kind(), ErrorKind::Journal);
}

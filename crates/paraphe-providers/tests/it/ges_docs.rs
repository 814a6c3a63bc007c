//! GesDocs against its stand-in: what is sent, who is told, and what a notice is believed.

mod afterwards;
mod form;
mod interrupted;

use std::collections::BTreeMap;
use std::path::PathBuf;

use paraphe_envelope::{Language, ViewRect};
use paraphe_pdf::PdfFile;
use paraphe_providers::{
    Artifact, AuthMethod, Download, ErrorKind, Found, Judged, MemorySteps, Notice, NoticeSubject, PersonAct,
    ProviderId, RemoteState, Retry, SentDispatch, Steps, value_of,
};
use paraphe_sandbox::{Fault, FaultKind, RequestRecord, SandboxOptions, StandIn};
use serde_json::{Value, json};

use self::form::{file, metadata, tags, text, texts};
use crate::support::{
    Paper, Request, Stage, fault_at, find, first_dispatch, header, key_of, recipient_id, send, status,
};

/// 2099-01-31, 23:59 in Paris.
const END: &str = "2099-01-31T22:59:00Z";

async fn stage() -> Stage {
    Stage::new(ProviderId::GesDocs).await
}

fn request(stage: &Stage) -> Request {
    stage.request().options(|options| {
        options.requester_email = "me@ex.fr".to_owned();
        options.expires_at = END.parse().ok();
    })
}

fn two_signers(stage: &Stage) -> Request {
    request(stage).signer("Alice").signer("Bob")
}

fn fault(path: &str, kind: FaultKind) -> Fault {
    fault_at(StandIn::GesDocs, path, kind)
}

/// The newest request for the path.
fn last(stage: &Stage, path: &str) -> RequestRecord {
    let requests = stage.requests().into_iter().rev();
    requests.into_iter().find(|request| request.path.contains(path)).expect("the request was made")
}

fn notice(stage: &Stage) -> Notice {
    let sample = stage.control.notice(StandIn::GesDocs, &stage.newest().id).expect("somebody has acted");
    Notice { headers: sample.headers, body: sample.body }
}

fn sign(stage: &Stage, email: &str) {
    assert!(stage.control.sign(StandIn::GesDocs, &stage.newest().id, email), "{email} can sign");
}

/// What the application does with what a notice tells it.
fn remember(sent: &mut SentDispatch<'_>, told: &[(String, String)]) {
    for (name, value) in told {
        paraphe_providers::finish(&mut sent.steps, name, value);
    }
}

#[tokio::test]
async fn a_request_is_the_documented_form() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice").options(|options| {
        options.brand_color = Some("#4f46e5".to_owned());
        options.brand_logo = Some("data:image/png;base64,iVBORw0KGgo=".to_owned());
        options.metadata = BTreeMap::from([("custom_id".to_owned(), "ABC123".to_owned())]);
    });
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let golden = last(&stage, "/api/signature-requests");
    assert_eq!((golden.method.as_str(), golden.path.as_str()), ("POST", "/gesdocs/api/signature-requests"));
    assert_eq!(header(&golden, "authorization"), Some("Bearer sandbox-gesdocs"));
    let expected = [
        ("signers[0][email]", "alice@exemple.fr"),
        ("signers[0][first_name]", "Alice"),
        ("signers[0][last_name]", "Dupont"),
        ("signers[0][language]", "fr"),
        ("signers[0][region]", "Europe/Paris"),
        ("signers[0][mobile]", "+33612345678"),
        ("expires_at", "2099-01-31T23:59:00"),
        ("demandeur_email", "me@ex.fr"),
        ("color", "#4f46e5"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(texts(&golden), expected);
    assert_eq!(file(&golden, "logo"), b"\x89PNG\r\n\x1a\n");
    assert!(file(&golden, "pdf").starts_with(&request.bytes(1)), "the document as it is, and tags after it");
    let metadata = metadata(&golden);
    assert_eq!(metadata["custom_id"], "ABC123");
    assert_eq!(metadata["app_request_id"], sent.key.to_string());
    let nonce = metadata["nonce"].as_str().unwrap();
    assert_eq!(value_of(&sent.steps, "nonce").as_deref(), Some(nonce));
    assert_eq!(nonce.len(), 32, "16 random bytes");
    assert_eq!(stage.routes(), ["POST /api/signature-requests"], "one request and no other");
}

#[tokio::test]
async fn boxes_are_tags_that_a_program_finds_at_their_place() {
    let pages = [Paper::A4, Paper::LETTER_LANDSCAPE, Paper::A4_TURNED, Paper::A4_CROPPED];
    let stage = stage().await;
    let rect = ViewRect { x: 100.0, y: 400.0, width: 150.0, height: 60.0 };
    let mut request = request(&stage).no_document().document(&pages);
    request =
        request.person("Alice", paraphe_envelope::Role::Signer).person("Bob", paraphe_envelope::Role::Signer);
    for page in 1..=4 {
        request = request.field("Bob", 1, page, rect);
    }
    request = request.field("Alice", 1, 1, ViewRect { x: 300.0, ..rect });
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let pdf = PdfFile::parse(file(&last(&stage, "/api/signature-requests"), "pdf"), None).unwrap();
    let found = tags(&pdf);
    assert_eq!(found.len(), 5);
    for (tag, page, x, y) in found {
        let left = if tag == "<@signature1@>" { 300.0 } else { 100.0 };
        assert!((x - left).abs() < 0.01 && y < 460.0 && y > 456.0, "{tag} on page {page} at {x}, {y}");
    }
}

#[tokio::test]
async fn without_boxes_the_document_is_sent_as_it_is() {
    let stage = stage().await;
    let request = request(&stage).person("Alice", paraphe_envelope::Role::Signer);
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    assert_eq!(file(&last(&stage, "/api/signature-requests"), "pdf"), request.bytes(1));
}

#[tokio::test]
async fn a_signed_document_keeps_its_signatures_and_is_not_sent() {
    let stage = stage().await;
    let first = request(&stage).signer("Alice");
    let envelope = first.envelope();
    let sent = signed(&stage, &first, &envelope).await;
    let bytes = fetched(&stage, &sent, Artifact::SignedDocuments).await.bytes;

    let second = request(&stage).id(2).no_document().document_of(&[Paper::A4], bytes).signer("Bob");
    let envelope = second.envelope();
    let steps = MemorySteps::default();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let error = send(&*stage.provider, &dispatch, second.files(), &steps).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    assert_eq!(find(&*stage.provider, &dispatch, &steps).await.unwrap(), Found::Absent);
    assert_eq!(stage.control.creations(StandIn::GesDocs), 1);
}

#[tokio::test]
async fn without_somebody_who_asks_nothing_is_sent() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").options(|options| {
        options.requester_email = String::new();
        options.expires_at = None;
    });
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let error =
        send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.fact("missing")), (ErrorKind::Configuration, Some("requester_email")));
    assert_eq!(stage.routes(), [] as [&str; 0]);

    let stage = Stage::with(ProviderId::GesDocs, SandboxOptions::default(), |settings, _| {
        settings.user = Some("office@ex.fr".to_owned());
    });
    let stage = stage.await;
    stage.send(&request, &envelope).await;
    let golden = last(&stage, "/api/signature-requests");
    assert_eq!(text(&texts(&golden), "demandeur_email"), Some("office@ex.fr"));
    // Nobody said until when: 30 days from now, which the service says, because the draft is from 1970.
    let end = text(&texts(&golden), "expires_at").unwrap().to_owned();
    assert!(end.as_str() > "2026-01-01T00:00:00" && end.len() == 19, "{end}");
}

#[tokio::test]
async fn a_language_the_service_does_not_have_becomes_one_it_has() {
    let stage = stage().await;
    let mut request = two_signers(&stage);
    request.content.recipients[0].language = Language::Ar;
    request.content.recipients[1].language = Language::En;
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let texts = texts(&last(&stage, "/api/signature-requests"));
    assert_eq!(text(&texts, "signers[0][language]"), Some("fr"), "the envelope's");
    assert_eq!(text(&texts, "signers[1][language]"), Some("en"));
    assert_eq!(stage.routes(), ["GET /api/meta", "POST /api/signature-requests"]);
}

#[tokio::test]
async fn an_account_is_checked_without_changing_anything() {
    let stage = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.credits, account.server_time.is_some()), (None, true));
    assert_eq!(stage.routes(), ["GET /api/meta", "POST /api/verify-document"]);
    stage.keys.change_secret("another");
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::Credentials);
    assert_eq!(stage.control.envelopes(StandIn::GesDocs), []);

    let elsewhere = Stage::with(ProviderId::GesDocs, SandboxOptions::default(), |settings, _| {
        settings.options.insert("region".to_owned(), "Pacific/Tahiti".to_owned());
    });
    let error = elsewhere.await.provider.check_account().await.unwrap_err();
    assert_eq!((error.kind(), error.fact("region")), (ErrorKind::Configuration, Some("Pacific/Tahiti")));
}

/// A stage whose account has a password, made the way the vendor documents.
async fn stage_with_password() -> Stage {
    let stage = Stage::with(ProviderId::GesDocs, SandboxOptions::default(), |settings, _| {
        settings.auth = Some(AuthMethod::Password);
        settings.user = Some("john.doe@example.com".to_owned());
    });
    let stage = stage.await;
    let url = format!("{}/api/register", stage.settings.base_url.as_ref().unwrap());
    let user = json!({
        "name": "John Doe", "email": "john.doe@example.com",
        "password": "password123", "password_confirmation": "password123"
    });
    let request =
        reqwest::Client::new().post(url).header("content-type", "application/json").body(user.to_string());
    assert!(request.send().await.unwrap().status().is_success());
    stage.keys.change_secret("password123");
    stage
}

#[tokio::test]
async fn a_password_is_exchanged_once_and_again_when_the_session_is_over() {
    let stage = stage_with_password().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!(account.holder.as_deref(), Some("john.doe@example.com"));
    let session = stage.keys.kept().expect("the session is kept");
    let logins = |stage: &Stage| stage.routes().iter().filter(|route| *route == "POST /api/login").count();
    assert_eq!(logins(&stage), 1);
    let login: Value = serde_json::from_slice(&last(&stage, "/api/login").body).unwrap();
    assert_eq!(login, json!({"email": "john.doe@example.com", "password": "password123"}));

    stage.keys.change_session("over");
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    assert_eq!(logins(&stage), 2);
    assert_ne!(stage.keys.kept().unwrap(), "over");
    assert_ne!(stage.keys.kept().unwrap(), session);
    assert_eq!(
        stage.control.creations(StandIn::GesDocs),
        1,
        "the first try was refused before it did anything"
    );

    stage.keys.change_secret("wrong");
    stage.keys.change_session("over");
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::Credentials);
    assert_eq!(stage.keys.kept(), None);
}

#[tokio::test]
async fn links_are_handed_out_to_whom_they_name() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    let sent = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
    let link = stage.newest().people[0].link.clone().unwrap();
    assert_eq!(sent.links, [(recipient_id("Alice"), link)]);
    // After a crash the answer is the same, links and all, and nothing is asked.
    let before = stage.requests().len();
    assert_eq!(send(&*stage.reopened(), &dispatch, request.files(), &steps).await.unwrap(), sent);
    assert_eq!(find(&*stage.reopened(), &dispatch, &steps).await.unwrap(), Found::Accepted(sent));
    assert_eq!(stage.requests().len(), before);
}

/// Sent to and signed by Alice, with what the notice told.
async fn signed<'e>(
    stage: &Stage,
    request: &Request,
    envelope: &'e paraphe_envelope::Envelope,
) -> SentDispatch<'e> {
    let mut sent = stage.send(request, envelope).await;
    sign(stage, "alice@exemple.fr");
    let progress = stage.provider.read_notice(&notice(stage), &sent).await.unwrap();
    remember(&mut sent, &progress.remember);
    sent
}

async fn fetched(stage: &Stage, sent: &SentDispatch<'_>, artifact: Artifact) -> Download {
    let mut downloads = stage.provider.download(sent, artifact).await.unwrap();
    assert_eq!(downloads.len(), 1);
    downloads.remove(0)
}

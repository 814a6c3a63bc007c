//! NGSign against its stand-in: upload, launch, whose turn it is, and what an interruption leaves behind.

mod interrupted;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{Authentication, Delivery, Language, Role, ViewRect};
use paraphe_pdf::PdfFile;
use paraphe_providers::{
    AccountMode, AccountSettings, Artifact, AuthMethod, ErrorKind, Found, MemorySteps, Notice, PersonAct,
    ProviderId, RemoteState, Retry, Sent, Steps, value_of,
};
use paraphe_sandbox::{Fault, FaultKind, Habits, RequestRecord, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::support::{
    Paper, Request, Stage, fault_at, find, first_dispatch, header, recipient_id, send, status,
};

const UPLOAD: &str = "POST /server/protected/transaction/pdfs";

async fn stage() -> Stage {
    Stage::new(ProviderId::NgSign).await
}

async fn stage_with(change: impl FnOnce(&mut AccountSettings)) -> Stage {
    Stage::with(ProviderId::NgSign, SandboxOptions::default(), |settings, _| change(settings)).await
}

fn fault(path: &str, kind: FaultKind) -> Fault {
    fault_at(StandIn::NgSign, path, kind)
}

/// The newest request for the path.
fn last(stage: &Stage, path: &str) -> RequestRecord {
    let requests = stage.requests().into_iter().rev();
    requests.into_iter().find(|request| request.path.ends_with(path)).expect("the request was made")
}

fn body(stage: &Stage, path: &str) -> Value {
    serde_json::from_slice(&last(stage, path).body).unwrap()
}

fn uploads(stage: &Stage) -> usize {
    stage.routes().iter().filter(|route| *route == UPLOAD).count()
}

fn creations(stage: &Stage) -> usize {
    stage.control.creations(StandIn::NgSign)
}

fn sign(stage: &Stage, email: &str) {
    assert!(stage.control.sign(StandIn::NgSign, &stage.newest().id, email), "{email} can sign");
}

/// Two signers in order, told by links.
fn in_order(stage: &Stage) -> Request {
    by_links(stage.request().signer_in_turn("Alice", 1).signer_in_turn("Bob", 2))
}

fn by_links(request: Request) -> Request {
    request.changed(|content| {
        content.recipients.iter_mut().for_each(|person| person.delivery = Delivery::Links);
    })
}

#[tokio::test]
async fn what_is_sent_is_what_the_vendors_own_clients_send() {
    let stage = stage().await;
    let rect = ViewRect { x: 147.5, y: 606.89, width: 150.0, height: 60.0 };
    let mut request = stage.request().person("Alice", Role::Signer).field("Alice", 1, 1, rect);
    request.last_person().mobile = None;
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let launch = format!("POST /server/protected/transaction/{}/launch", sent.remote.0);
    assert_eq!(stage.routes(), [UPLOAD, launch.as_str()]);

    let upload = last(&stage, "/pdfs");
    assert_eq!(header(&upload, "authorization").map(|value| value.starts_with("Bearer ")), Some(true));
    assert_eq!(header(&upload, "accept"), Some("application/json"));
    let base64 = STANDARD.encode(request.bytes(1));
    let golden = json!([{ "fileName": "Contrat 1", "fileExtension": "pdf", "fileBase64": base64 }]);
    assert_eq!(serde_json::from_slice::<Value>(&upload.body).unwrap(), golden);

    let created: Value = serde_json::from_str(&value_of(&sent.steps, "transaction").unwrap()).unwrap();
    let golden = json!({
        "sigConf": [{
            "signer": {
                "firstName": "Alice", "lastName": "Dupont", "email": "alice@exemple.fr", "phoneNumber": ""
            },
            "sigType": "CERTIFIED_TIMESTAMP", "mode": "BY_MAIL", "otp": "NONE", "choosePosition": false,
            "docsConfigs": [{
                "identifier": created["pdfs"][0], "documentName": "Contrat 1", "documentExtension": "pdf",
                "page": 1, "xAxis": 147.5, "yAxis": 175.0
            }]
        }],
        "observers": [], "lang": "fr"
    });
    assert_eq!(body(&stage, "/launch"), golden);
}

#[tokio::test]
async fn everything_that_was_asked_for_goes_out() {
    let stage = stage_with(|settings| {
        settings.options.insert("origin".to_owned(), "top-left".to_owned());
    });
    let stage = stage.await;
    let mut request = stage.request().document(&[Paper::A4_TURNED]).signer("Alice");
    request.last_person().authentication = Authentication::SmsCode;
    request.last_person().delivery = Delivery::InPerson;
    request = request.field("Alice", 2, 1, ViewRect { x: 700.0, y: 500.0, width: 100.0, height: 50.0 });
    request = request.person("Bob", Role::Signer);
    request.last_person().authentication = Authentication::EmailCode;
    request.last_person().delivery = Delivery::Links;
    request = request.person("Carol", Role::CarbonCopy).changed(|content| {
        content.message = "Merci de signer".to_owned();
        content.language = Language::En;
        content.options.expires_at = "2099-01-31T22:59:00Z".parse().ok();
        content.options.redirect_url = Some("https://ex.fr/merci".to_owned());
    });
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let body = body(&stage, "/launch");
    assert_eq!(body["lang"], "en");
    assert_eq!(body["message"], "Merci de signer");
    assert_eq!(body["expirationDate"], "2099-01-31T22:59:00+00:00");
    assert_eq!(body["observers"][0]["email"], "carol@exemple.fr");
    let [alice, bob] = &body["sigConf"].as_array().unwrap()[..] else { panic!("{body}") };
    assert_eq!((&alice["mode"], &alice["otp"]), (&json!("FACE_TO_FACE"), &json!("OTP")));
    assert_eq!((&bob["mode"], &bob["otp"]), (&json!("BY_LINK"), &json!("EMAIL")));
    assert_eq!(alice["signer"]["phoneNumber"], "+33612345678");
    assert_eq!(alice["redirectionUrl"], json!({ "sucessUrl": "https://ex.fr/merci" }));
    let places = alice["docsConfigs"].as_array().unwrap();
    assert_eq!((&places[0]["xAxis"], &places[0]["yAxis"]), (&json!(100.0), &json!(400.0)));
    assert_eq!((&places[1]["xAxis"], &places[1]["yAxis"]), (&json!(700.0), &json!(500.0)));
    assert_eq!(places[1]["documentName"], "Contrat 2");
    // Bob has no box: he chooses, on every document.
    assert_eq!(bob["choosePosition"], true);
    let places = bob["docsConfigs"].as_array().unwrap();
    assert_eq!(places.len(), 2);
    assert!(places.iter().all(|place| place.get("page").is_none() && place.get("xAxis").is_none()));
}

#[tokio::test]
async fn the_signer_may_place_the_stamp() {
    let stage = stage_with(|settings| {
        settings.options.insert("choose_position".to_owned(), "yes".to_owned());
    });
    let stage = stage.await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    let signer = body(&stage, "/launch")["sigConf"][0].clone();
    assert_eq!(signer["choosePosition"], true);
    assert_eq!(signer["docsConfigs"].as_array().unwrap().len(), 1);
    assert_eq!(signer["docsConfigs"][0].get("page"), None);
}

#[tokio::test]
async fn each_person_in_turn_gets_a_link_and_the_end_is_signed_documents() {
    for bare in [false, true] {
        let habits = Habits { ngsign_bare_answers: bare, ..Habits::default() };
        let options = SandboxOptions { habits, ..SandboxOptions::default() };
        let stage = Stage::with(ProviderId::NgSign, options, |_, _| {}).await;
        let request = in_order(&stage).document(&[Paper::A4_CROPPED]);
        let rect = ViewRect { x: 10.0, y: 10.0, width: 150.0, height: 60.0 };
        let request = request.field("Alice", 2, 1, rect).field("Bob", 2, 1, ViewRect { y: 100.0, ..rect });
        let envelope = request.envelope();
        let dispatch = first_dispatch(&envelope, &*stage.provider);
        assert_eq!(dispatch.groups.len(), 2, "both in one sending, in order");
        let steps = MemorySteps::default();
        let answer = send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap();
        let link_of = |at: usize| stage.newest().people[at].link.clone().unwrap();
        assert_eq!(answer.links, [(recipient_id("Alice"), link_of(0))]);
        let sent = crate::support::sent_dispatch(dispatch, &answer, &steps);

        let progress = stage.provider.progress(&sent).await.unwrap();
        assert_eq!(
            (progress.state, progress.word.as_deref()),
            (Some(RemoteState::Sent), Some("SIGNATURE_LAUNCHED"))
        );
        assert_eq!(progress.links, answer.links);
        assert_eq!(progress.people.len(), 1);
        assert_eq!(progress.people[0].act, PersonAct::Invited);
        let early = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
        assert_eq!(early.kind(), ErrorKind::NotReady, "the same address would answer the unsigned file");

        sign(&stage, "alice@exemple.fr");
        let progress = stage.provider.progress(&sent).await.unwrap();
        assert_eq!(progress.state, Some(RemoteState::InProgress));
        assert_eq!(progress.links, [(recipient_id("Bob"), link_of(1))]);
        let acts: Vec<_> = progress.people.iter().map(|person| (&person.act, person.at.is_some())).collect();
        assert_eq!(acts, [(&PersonAct::Signed, true), (&PersonAct::Invited, false)]);

        sign(&stage, "bob@exemple.fr");
        let progress = stage.provider.progress(&sent).await.unwrap();
        assert_eq!((progress.state, progress.at.is_some()), (Some(RemoteState::Completed), true));
        assert_eq!(progress.links, []);
        assert_eq!(progress.credits, Some(4_998));
        let documents = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
        assert_eq!(documents.len(), 2);
        for (download, number) in documents.iter().zip(1..) {
            assert_eq!(download.document, Some(crate::support::document_id(number)));
            assert!(download.bytes.starts_with(&request.bytes(number)), "document {number} and no other");
            let pdf = PdfFile::parse(download.bytes.clone(), None).unwrap();
            assert_eq!(pdf.signature_fields().len(), 2);
        }
        assert_eq!(header(&last(&stage, &path_of_pdf(&sent.steps)), "accept"), Some("*/*"));
        // After a crash the steps alone give the same answer.
        let steps = MemorySteps::new(sent.steps.clone());
        assert_eq!(send(&*stage.reopened(), &sent.dispatch, request.files(), &steps).await.unwrap(), answer);
        assert_eq!((uploads(&stage), creations(&stage)), (1, 1));
    }
}

fn path_of_pdf(steps: &[paraphe_providers::Step]) -> String {
    let created: Value = serde_json::from_str(&value_of(steps, "transaction").unwrap()).unwrap();
    format!("/pdfs/{}", created["pdfs"][1].as_str().unwrap())
}

#[tokio::test]
async fn people_told_by_mail_are_asked_together_where_the_sender_says_so() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").signer("Bob");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert_eq!(body(&stage, "/launch")["parallelSignatures"], true);
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((progress.people.len(), progress.links.len()), (2, 0));
    sign(&stage, "bob@exemple.fr");
    let progress = stage.provider.progress(&sent).await.unwrap();
    let acts: Vec<_> = progress.people.iter().map(|person| &person.act).collect();
    assert_eq!(acts, [&PersonAct::Invited, &PersonAct::Signed]);

    // With links it names one person at a time: nobody is told to be asked who could not be.
    let request = by_links(stage.request().id(2).signer("Alice").signer("Bob"));
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert_eq!(body(&stage, "/launch").get("parallelSignatures"), None);
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((progress.people.len(), progress.links.len()), (1, 1));
}

#[tokio::test]
async fn who_is_told_by_mail_gets_no_link_from_us() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let answer = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    assert_eq!(answer.links, []);
}

#[tokio::test]
async fn words_of_the_service_are_states_and_unknown_ones_change_nothing() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    stage.control.fault(fault("/any/transaction/", FaultKind::UnknownState));
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!(progress.state, None);
    assert!(progress.word.is_some());
    assert!(stage.control.decline(StandIn::NgSign, &stage.newest().id, "alice@exemple.fr", "non"));
    assert_eq!(stage.provider.progress(&sent).await.unwrap().state, Some(RemoteState::Declined));
    let gone = stage.provider.void(&sent, "trop tard").await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::Refused);
    let unknown =
        paraphe_providers::SentDispatch { remote: paraphe_providers::RemoteId("unknown".to_owned()), ..sent };
    assert_eq!(stage.provider.progress(&unknown).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn it_is_taken_back_where_the_server_can() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    for kind in [status(404, ""), status(405, "")] {
        stage.control.fault(fault("/cancel", kind));
        let error = stage.provider.void(&sent, "erreur").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
    stage.provider.void(&sent, "erreur").await.unwrap();
    assert_eq!(stage.newest().state, "cancelled");
    assert_eq!(last(&stage, "/cancel").body, b"");
    assert_eq!(stage.provider.progress(&sent).await.unwrap().state, Some(RemoteState::Voided));
}

#[tokio::test]
async fn a_signed_transaction_is_not_taken_back() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    sign(&stage, "alice@exemple.fr");
    let error = stage.provider.void(&sent, "trop tard").await.unwrap_err();
    assert_eq!((error.kind(), error.fact("code")), (ErrorKind::Ended, Some("105")));
}

#[tokio::test]
async fn somebody_without_an_address_is_refused_by_the_plan() {
    let stage = stage().await;
    let mut request = in_order(&stage);
    request.last_person().email = None;
    let envelope = request.envelope();
    let refusals = paraphe_providers::plan(&envelope, stage.provider.capability()).unwrap_err();
    assert!(matches!(refusals.as_slice(), [paraphe_providers::Refusal::EmailMissing { .. }]), "{refusals:?}");
}

#[tokio::test]
async fn a_file_that_is_none_is_not_kept() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    sign(&stage, "alice@exemple.fr");
    let said = r#"{"object":null,"message":"DOCUMENT_NOT_FOUND","errorCode":262}"#;
    for (kind, expected) in [
        (FaultKind::NotPdf, ErrorKind::Malformed),
        (FaultKind::Html, ErrorKind::Malformed),
        (status(200, said), ErrorKind::NotFound),
    ] {
        stage.control.fault(Fault { times: 3, ..fault("/pdfs/", kind) });
        let error = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
        assert_eq!(error.kind(), expected);
        stage.control.clear_faults();
        let text = format!("{error} {error:?}");
        assert!(!text.contains(&sent.remote.0), "whoever knows the transaction can read it: {text}");
    }
    assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_published_is_refused() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let notice = Notice { headers: Vec::new(), body: b"{}".to_vec() };
    for error in [
        stage.provider.remind(&sent).await.unwrap_err(),
        stage.provider.notice_subject(&notice).unwrap_err(),
        stage.provider.read_notice(&notice, &sent).await.unwrap_err(),
        stage.provider.download(&sent, Artifact::Certificate).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
}

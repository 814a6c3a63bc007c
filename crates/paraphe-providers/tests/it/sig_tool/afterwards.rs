//! Once it was sent: progress, notices, downloads, what cannot be done; and the account.

use paraphe_envelope::Envelope;
use paraphe_providers::{
    AccountMode, AccountSettings, Artifact, ErrorKind, MemorySteps, Notice, NoticeSubject, PersonAct,
    PersonProgress, Progress, ProviderId, RemoteId, RemoteState, Retry, Sent, SentDispatch, Step,
};
use paraphe_sandbox::{Fault, FaultKind, SandboxOptions, StandIn};
use serde_json::{Value, json};

use super::{answers, fault, header, stage};
use crate::support::{Paper, Request, Stage, first_dispatch, key_of, recipient_id, send, sent_dispatch};

async fn progress(stage: &Stage, sent: &SentDispatch<'_>) -> Progress {
    stage.provider.progress(sent).await.unwrap()
}

#[tokio::test]
async fn progress_is_what_can_be_seen() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    let open = progress(&stage, &sent).await;
    assert_eq!((open.state, open.word), (Some(RemoteState::Sent), None));
    assert_eq!(open.remember, [("readable".to_owned(), "yes".to_owned())]);
    sent.steps.push(Step { name: "readable".to_owned(), value: Some("yes".to_owned()) });
    assert_eq!(progress(&stage, &sent).await.remember, []);
    let signature = |extra: Value| {
        let mut signature = json!({ "token": sent.remote.0, "cancelled": false });
        signature.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        answers(200, &signature)
    };
    stage.control.fault(fault("GET", signature(json!({ "status": "teleported" }))));
    let odd = progress(&stage, &sent).await;
    assert_eq!((odd.state, odd.word.as_deref()), (None, Some("teleported")));
    stage.control.fault(fault("GET", signature(json!({ "cancelled": true }))));
    assert_eq!(progress(&stage, &sent).await.state, Some(RemoteState::Voided));
    assert!(stage.control.sign_next(StandIn::SigTool));
    let done = progress(&stage, &sent).await;
    assert_eq!(done.state, Some(RemoteState::Completed));
    let (recipient, at) = (recipient_id("alice"), done.at);
    assert!(at.is_some());
    assert_eq!(done.people, [PersonProgress { recipient, act: PersonAct::Signed, at }]);
}

fn expiring(stage: &Stage) -> (Request, Envelope) {
    let request = stage.request().signer("Alice");
    let request = request.options(|options| options.expires_at = "2090-01-01T00:00:00Z".parse().ok());
    let envelope = request.envelope();
    (request, envelope)
}

#[tokio::test]
async fn after_its_end_by_sigtools_clock_it_has_expired() {
    let stage = stage().await;
    let (request, envelope) = expiring(&stage);
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.expire(StandIn::SigTool, &sent.remote.0));
    let early = progress(&stage, &sent).await;
    assert_eq!(
        (early.state, early.word.as_deref()),
        (None, Some("404")),
        "its end is far away, and this route is not published"
    );
    stage.control.fault(fault("GET", FaultKind::ClockOff { seconds: 70 * 366 * 24 * 3600 }));
    let late = progress(&stage, &sent).await;
    assert_eq!(late.state, Some(RemoteState::Expired));
    assert_eq!(late.at, "2090-01-08T00:00:00Z".parse().ok(), "a week after the last moment to sign");
}

#[tokio::test]
async fn what_was_readable_and_is_gone_before_its_end_is_an_error() {
    let stage = stage().await;
    let (request, envelope) = expiring(&stage);
    let mut sent = stage.send(&request, &envelope).await;
    sent.steps.push(Step { name: "readable".to_owned(), value: Some("yes".to_owned()) });
    assert!(stage.control.expire(StandIn::SigTool, &sent.remote.0));
    assert_eq!(stage.provider.progress(&sent).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn signed_documents_are_in_the_answer_or_come_by_mail() {
    let stage = stage().await;
    let request = stage.request().document(&[Paper::A4]).signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let download = || stage.provider.download(&sent, Artifact::SignedDocuments);
    assert_eq!(download().await.unwrap_err().kind(), ErrorKind::NotReady);
    assert!(stage.control.sign_next(StandIn::SigTool));
    let files = download().await.unwrap();
    assert_eq!(files.len(), 2);
    for ((file, document), number) in files.iter().zip(envelope.documents()).zip(1..) {
        assert_eq!((file.document.as_ref(), &file.name), (Some(&document.id), &document.name));
        assert!(file.bytes.starts_with(&request.bytes(number)));
    }
    let bare = json!({ "signDate": "2026-01-01T00:00:00+01:00" });
    stage.control.fault(fault("GET", answers(200, &bare)));
    assert_eq!(download().await.unwrap_err().kind(), ErrorKind::Unsupported);
    let broken = json!({ "signed": true, "documents": [{ "data": "bm8=" }, { "data": "bm8=" }] });
    stage.control.fault(Fault { times: 3, ..fault("GET", answers(200, &broken)) });
    assert_eq!(download().await.unwrap_err().kind(), ErrorKind::Malformed);
}

fn notice_of(stage: &Stage, id: &str) -> Notice {
    let sample = stage.control.notice(StandIn::SigTool, id).unwrap();
    Notice { headers: sample.headers, body: sample.body }
}

#[tokio::test]
async fn a_notice_is_believed_because_of_its_checksum() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").options(|options| {
        options.metadata = [("note".to_owned(), "a&b=ç +".to_owned())].into();
    });
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.sign_next(StandIn::SigTool));
    let notice = notice_of(&stage, &sent.remote.0);
    assert_eq!(stage.provider.notice_subject(&notice).unwrap(), NoticeSubject::Key(sent.key.clone()));
    let before = stage.requests().len();
    let told = stage.provider.read_notice(&notice, &sent).await.unwrap();
    assert_eq!(stage.requests().len(), before, "nothing has to be asked");
    assert_eq!(told.state, Some(RemoteState::Completed));
    assert!(told.at.is_some() && told.people[0].at == told.at);
    assert_eq!(told.remember, [("sign_method".to_owned(), "touch".to_owned())]);

    let forged = String::from_utf8(notice.body.clone()).unwrap().replace("=touch", "=email");
    let forged = Notice { headers: Vec::new(), body: forged.into_bytes() };
    assert_eq!(stage.provider.read_notice(&forged, &sent).await.unwrap_err().kind(), ErrorKind::Malformed);
    let mut other = sent.clone();
    other.key.dispatch = 2;
    assert_eq!(stage.provider.read_notice(&notice, &other).await.unwrap_err().kind(), ErrorKind::Malformed);
    stage.keys.change_secret("another key");
    assert_eq!(stage.provider.read_notice(&notice, &sent).await.unwrap_err().kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn a_notice_settles_a_sending_whose_answer_was_lost() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let steps = MemorySteps::default();
    stage.control.fault(fault("POST", FaultKind::DropAfter));
    send(&*stage.provider, &dispatch, request.files(), &steps).await.unwrap_err();
    assert!(stage.control.sign_next(StandIn::SigTool));
    let token = stage.newest().id;
    let nameless = Sent { remote: RemoteId(key_of(&dispatch).to_string()), links: Vec::new() };
    let mut sent = sent_dispatch(dispatch, &nameless, &steps);
    let told = stage.provider.read_notice(&notice_of(&stage, &token), &sent).await.unwrap();
    assert_eq!(told.state, Some(RemoteState::Completed));
    for (name, value) in told.remember {
        sent.steps.retain(|step| step.name != name);
        sent.steps.push(Step { name, value: Some(value) });
    }
    assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_notice_of_another_account_is_not_taken() {
    let named = |settings: &mut AccountSettings, _: &mut _| {
        settings.options.insert("client".to_owned(), "somebodyelse".to_owned());
    };
    let stage = Stage::with(ProviderId::SigTool, SandboxOptions::default(), named).await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.sign_next(StandIn::SigTool));
    let error = stage.provider.read_notice(&notice_of(&stage, &sent.remote.0), &sent).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn an_account_is_tried_by_a_request_that_is_documented_to_fail() {
    let stage = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.holder, account.credits, account.mode), (None, None, AccountMode::Live));
    assert!(account.server_time.is_some());
    let request = stage.requests().remove(0);
    assert_eq!((request.method.as_str(), header(&request, "content-type")), ("POST", Some("text/plain")));
    assert!(request.body.is_empty());
    assert_eq!(stage.control.envelopes(StandIn::SigTool).len(), 0);
    stage.keys.change_secret("wrong");
    let error = stage.provider.check_account().await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Credentials, Retry::No));
    assert!(!format!("{error:?}").contains("wrong"));
    stage.control.fault(fault("POST", answers(404, &json!({}))));
    assert_eq!(stage.provider.check_account().await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn nothing_can_be_reminded_of_or_taken_back() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let before = stage.requests().len();
    assert_eq!(stage.provider.remind(&sent).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(stage.provider.void(&sent, "").await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(stage.requests().len(), before);
}

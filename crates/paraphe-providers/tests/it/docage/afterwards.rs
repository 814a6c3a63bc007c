//! Once it was sent: progress, notices, downloads, reminders, taking back; and the account.

use std::io::{Cursor, Write as _};

use paraphe_providers::{
    AccountMode, AccountSettings, Artifact, Download, ErrorKind, MemorySteps, Notice, NoticeSubject,
    PersonAct, ProviderId, RemoteId, RemoteState, Retry, Sent,
};
use paraphe_sandbox::{Fault, FaultKind, Habits, SandboxOptions, StandIn};
use serde_json::json;

use super::{fault, stage, times};
use crate::support::{Paper, Stage, first_dispatch, recipient_id, sent_dispatch};

#[tokio::test]
async fn progress_follows_the_transaction() {
    let stage = stage().await;
    let request = stage.request().signer("Alice").signer("Bob");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((progress.state, progress.word.as_deref()), (Some(RemoteState::InProgress), Some("Active")));
    stage.control.fault(fault("GET", "/Transactions/Status/", FaultKind::UnknownState));
    let odd = stage.provider.progress(&sent).await.unwrap();
    assert_eq!((odd.state, odd.word.as_deref()), (None, Some("Teleported")));
    assert!(stage.control.sign_next(StandIn::Docage) && stage.control.sign_next(StandIn::Docage));
    let done = stage.provider.progress(&sent).await.unwrap();
    assert_eq!(done.state, Some(RemoteState::Completed));
    let signed: Vec<_> =
        done.people.iter().map(|person| (person.recipient.clone(), person.act.clone())).collect();
    assert_eq!(signed, ["alice", "bob"].map(|id| (recipient_id(id), PersonAct::Signed)));
}

#[tokio::test]
async fn whoever_was_alone_is_the_one_who_refused() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.decline(StandIn::Docage, &sent.remote.0, "alice@exemple.fr", "non"));
    let progress = stage.provider.progress(&sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Declined));
    assert_eq!(progress.people[0].act, PersonAct::Declined { reason: String::new() });
    let error = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Ended);
}

fn names(downloads: &[Download]) -> Vec<(&str, bool)> {
    downloads.iter().map(|file| (file.name.as_str(), file.document.is_some())).collect()
}

#[tokio::test]
async fn signed_documents_come_as_base64_or_raw_one_or_several() {
    for raw in [false, true] {
        let habits = Habits { docage_raw_downloads: raw, ..Habits::default() };
        let options = SandboxOptions { habits, ..SandboxOptions::default() };
        let stage = Stage::with(ProviderId::Docage, options, |_, _| {}).await;
        let request = stage.request().signer("Alice");
        let request = if raw { request } else { request.document(&[Paper::A4]) };
        let envelope = request.envelope();
        let sent = stage.send(&request, &envelope).await;
        for artifact in [Artifact::SignedDocuments, Artifact::AuditTrail] {
            let error = stage.provider.download(&sent, artifact).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotReady);
        }
        assert!(stage.control.sign_next(StandIn::Docage));
        let signed = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
        let expect = [("Contrat 1.pdf", true), ("Contrat 2.pdf", true)];
        assert_eq!(names(&signed), expect[..if raw { 1 } else { 2 }]);
        for (file, number) in signed.iter().zip(1..) {
            assert!(file.bytes.starts_with(&request.bytes(number)), "signed by an update, and not mixed up");
        }
        let proof = stage.provider.download(&sent, Artifact::AuditTrail).await.unwrap();
        assert_eq!(names(&proof), [("docage-proof.pdf", false)]);
        assert!(proof[0].bytes.starts_with(b"%PDF-"));
    }
}

#[tokio::test]
async fn a_zip_is_opened_and_its_files_are_known_by_name() {
    let stage = stage().await;
    let request = stage.request().document(&[Paper::LETTER_LANDSCAPE]).signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.sign_next(StandIn::Docage));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in [2, 1] {
        zip.start_file(format!("Contrat {number}.pdf"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&request.bytes(number)).unwrap();
    }
    let body = base64(&zip.finish().unwrap().into_inner());
    let kind = FaultKind::Status { status: 200, retry_after_seconds: None, body };
    stage.control.fault(fault("GET", "DownloadDocument", kind));
    let files = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap();
    assert_eq!(names(&files), [("Contrat 2.pdf", true), ("Contrat 1.pdf", true)]);
    assert_eq!(files[0].document.as_ref(), Some(&envelope.documents()[1].id));
    assert_eq!(files[0].bytes, request.bytes(2));
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[tokio::test]
async fn a_download_that_is_no_pdf_or_half_of_one_is_not_taken() {
    for kind in [FaultKind::NotPdf, FaultKind::Html, FaultKind::TruncatedJson] {
        let stage = stage().await;
        let request = stage.request().signer("Alice");
        let envelope = request.envelope();
        let sent = stage.send(&request, &envelope).await;
        assert!(stage.control.sign_next(StandIn::Docage));
        stage.control.fault(Fault { times: 3, ..fault("GET", "DownloadDocument", kind.clone()) });
        let error = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{kind:?}");
        assert_eq!(times(&stage, "GET /Transactions/DownloadDocument/"), 3, "a download may be repeated");
        assert_eq!(stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn taking_back_and_reminding_are_asked_for_once_though_they_are_gets() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    stage.control.fault(fault("GET", "/Transactions/SendReminders/", FaultKind::DropAfter));
    let error = stage.provider.remind(&sent).await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Interrupted, Retry::AfterCheck));
    assert_eq!((times(&stage, "GET /Transactions/SendReminders/"), stage.newest().reminders), (1, 1));
    stage.control.fault(fault("GET", "/Transactions/Abort/", FaultKind::DropAfter));
    let error = stage.provider.void(&sent, "").await.unwrap_err();
    assert_eq!(error.retry(), Retry::AfterCheck);
    assert_eq!(times(&stage, "GET /Transactions/Abort/"), 1);
    assert_eq!(stage.provider.progress(&sent).await.unwrap().state, Some(RemoteState::Voided));
    for error in [stage.provider.void(&sent, "").await, stage.provider.remind(&sent).await] {
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Ended);
    }
    assert_eq!(times(&stage, "GET /Transactions/Abort/"), 1, "what has ended is not taken back");
}

#[tokio::test]
async fn a_notice_is_a_reason_to_ask_and_nothing_more() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    let forged = json!({ "Id": sent.remote.0, "Status": 5, "Name": "Contrat" }).to_string().into_bytes();
    let forged = Notice { headers: Vec::new(), body: forged };
    assert_eq!(stage.provider.notice_subject(&forged).unwrap(), NoticeSubject::Remote(sent.remote.clone()));
    let progress = stage.provider.read_notice(&forged, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::InProgress), "Docage was asked");
    assert!(stage.control.sign_next(StandIn::Docage));
    let sample = stage.control.notice(StandIn::Docage, &sent.remote.0).unwrap();
    let real = Notice { headers: sample.headers, body: sample.body };
    let progress = stage.provider.read_notice(&real, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed));
    for body in ["", "[]", "{}", "{\"Id\":\"a/b\",\"Status\":5}", "{\"Id\":\"abc\"}", "sgt_token=x"] {
        let notice = Notice { headers: Vec::new(), body: body.as_bytes().to_vec() };
        assert_eq!(
            stage.provider.notice_subject(&notice).unwrap_err().kind(),
            ErrorKind::Malformed,
            "{body}"
        );
    }
    let other = Notice { headers: Vec::new(), body: b"{\"Id\":\"other\",\"Status\":5}".to_vec() };
    assert_eq!(stage.provider.read_notice(&other, &sent).await.unwrap_err().kind(), ErrorKind::Malformed);
}

#[tokio::test]
async fn the_account_says_whose_it_is_and_that_it_is_a_demonstration() {
    let stage = stage().await;
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.holder.as_deref(), account.mode), (Some("Bac à sable"), AccountMode::Test));
    assert!(account.server_time.is_some() && account.credits.is_none());
    assert_eq!(stage.routes(), ["GET /Organizations"]);
    let body = json!([{ "name": "Étude", "isDemo": false }]).to_string();
    stage.control.fault(fault(
        "GET",
        "/Organizations",
        FaultKind::Status { status: 200, retry_after_seconds: None, body },
    ));
    let account = stage.provider.check_account().await.unwrap();
    assert_eq!((account.holder.as_deref(), account.mode), (Some("Étude"), AccountMode::Live));
    stage.keys.change_secret("wrong");
    let error = stage.provider.check_account().await.unwrap_err();
    assert_eq!((error.kind(), error.retry()), (ErrorKind::Credentials, Retry::No));
    assert!(!format!("{error:?}").contains("wrong"));
}

#[tokio::test]
async fn a_trial_account_sends_trials() {
    let trial = |settings: &mut AccountSettings, _: &mut _| settings.test = true;
    let stage = Stage::with(ProviderId::Docage, SandboxOptions::default(), trial).await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    stage.send(&request, &envelope).await;
    assert!(stage.newest().test);
}

#[tokio::test]
async fn a_name_that_is_no_identifier_reaches_no_address() {
    let stage = stage().await;
    let request = stage.request().signer("Alice");
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    let sent = Sent { remote: RemoteId("../Abort/x".to_owned()), links: Vec::new() };
    let sent = sent_dispatch(dispatch, &sent, &MemorySteps::default());
    assert_eq!(stage.provider.progress(&sent).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(stage.routes(), Vec::<String>::new());
}

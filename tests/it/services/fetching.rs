//! Results that could not be fetched, or were brought, before the program ended: nothing of them is lost.

use paraphe_app::Code;
use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeId, Timestamp};
use paraphe_history::{AlreadyThere, ArtifactRow, History};
use paraphe_sandbox::{FaultKind, StandIn};
use serde_json::{Value, json};

use super::Office;
use crate::support::{sample, sign_file};

fn count(envelope: &Value, kind: &str) -> usize {
    let events = envelope["events"].as_array().expect("events");
    events.iter().filter(|event| event["kind"] == kind).count()
}

fn out_of_order() -> FaultKind {
    FaultKind::Status { status: 503, retry_after_seconds: None, body: String::new() }
}

#[tokio::test]
async fn what_a_message_announced_is_fetched_when_the_service_answers_again() {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "gesdocs-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::GesDocs));
    let newest = office.control().envelopes(StandIn::GesDocs).last().expect("an envelope").id.clone();
    let notice = office.control().notice(StandIn::GesDocs, &newest).expect("a notice");
    let source = json!({ "type": "text", "text": String::from_utf8(notice.body).expect("a text") });
    let request = json!({ "account": "gesdocs-1", "source": source, "headers": notice.headers });
    office.fault(StandIn::GesDocs, "", out_of_order());
    let refused = office.test.call("import_notice", request).await.expect_err("out of order");
    assert_eq!(refused.code, Code::Provider);
    office.later(60).await;
    assert_eq!(office.envelope(&sent["id"]).await["status"], "in_progress");
    office.control().clear_faults();
    office.later(60).await;
    let done = office.envelope(&sent["id"]).await;
    assert_eq!(done["status"], "completed", "{done:#}");
    assert_eq!(count(&done, "signed"), 1);
}

#[tokio::test]
async fn what_never_becomes_ready_is_asked_for_less_and_less_often() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Docage));
    let gone = FaultKind::Status { status: 404, retry_after_seconds: None, body: String::new() };
    office.fault(StandIn::Docage, "DownloadDocument", gone);
    for _ in 0..240 {
        office.later(1).await;
    }
    let requests = office.control().requests(StandIn::Docage);
    let asked = requests.iter().filter(|request| request.path.contains("DownloadDocument")).count();
    // At 0.5, 1, 2, 4, 8, 16 minutes, then every half hour.
    assert!((8..=16).contains(&asked), "in four hours: {asked}");
    let waits = office.envelope(&sent["id"]).await;
    let trouble = waits["dispatches"][0]["trouble"].as_str().expect("a trouble");
    assert!(trouble.starts_with("Docage hands out no such file"), "{trouble}");
    office.control().clear_faults();
    office.later(60).await;
    assert_eq!(office.envelope(&sent["id"]).await["status"], "completed");
}

/// What a program left that was stopped while it took a file: everybody has signed, the file is here, and the request is out.
/// Gives the request, and how to give the file once more.
async fn half_taken() -> (Office, Value, Value) {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "gesdocs-1").await.expect("sent");
    let path = office.test.path("signed.pdf");
    sign_file(&sample("contrat.pdf"), &path);
    let mut history = History::open(&office.test.path("data")).expect("the history");
    let id: EnvelopeId = serde_json::from_value(sent["id"].clone()).expect("an id");
    let at = Timestamp::from_millis(office.test.clock.millis());
    let recipient = "r1".parse().expect("an id");
    let signs = AuditEventKind::Signed { recipient, documents: Vec::new() };
    history.append_event(&id, &AuditEvent { at, kind: signs }).expect("written");
    let sha256 = history.vault().put_file(&path).expect("kept");
    let document = history.envelope(&id).expect("there").documents()[0].id.clone();
    let row = ArtifactRow {
        dispatch: 1,
        kind: "signed_documents".to_owned(),
        sha256,
        name: "signed.pdf".to_owned(),
        document: Some(document.clone()),
        fetched_at: at,
    };
    let (name, document) = (row.name.clone(), Some(document));
    let came = AuditEvent { at, kind: AuditEventKind::Downloaded { name, sha256, document } };
    history.record_results(&id, &[(came, row)], &AlreadyThere::File).expect("written");
    let again = json!({ "envelope": sent["id"], "document": sent["documents"][0]["id"], "path": path });
    (office, sent["id"].clone(), again)
}

#[tokio::test]
async fn a_file_that_was_half_taken_is_taken_again() {
    let (office, id, again) = half_taken().await;
    assert_eq!(office.envelope(&id).await["status"], "in_progress");
    let taken = office.test.ok("import_signed", again).await;
    let done = &taken["envelope"];
    assert_eq!(done["status"], "completed", "{taken:#}");
    assert_eq!((count(done, "signed"), count(done, "downloaded")), (1, 1), "nothing is recorded twice");
    assert_eq!(done["chain_intact"], true);
}

#[tokio::test]
async fn a_request_whose_result_is_here_ends_when_it_is_looked_at() {
    let (office, id, _) = half_taken().await;
    office.fault(StandIn::GesDocs, "", out_of_order());
    office.refresh(&id).await.expect("nothing that is missing has to be waited for");
    assert_eq!(office.envelope(&id).await["status"], "completed");
}

#[tokio::test]
async fn what_accompanies_a_result_tells_of_everybody_who_signed() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None), ("Basile", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert_eq!(office.control().creations(StandIn::Openapi), 1, "one signature for both");
    assert!(office.control().sign_next(StandIn::Openapi), "Alice signs");
    let request = json!({ "envelope": sent["id"] });
    let early = office.test.call("download_artifacts", request.clone()).await.expect_err("not ready");
    assert_eq!(early.message, "error-provider-not-ready");
    let between = office.envelope(&sent["id"]).await;
    assert_eq!((&between["status"], &between["artifacts"]), (&json!("in_progress"), &json!([])));

    // What an earlier version fetched then.
    let mut history = History::open(&office.test.path("data")).expect("the history");
    let id: EnvelopeId = serde_json::from_value(sent["id"].clone()).expect("an id");
    let at = Timestamp::from_millis(office.test.clock.millis());
    let sha256 = history.vault().put_bytes(b"WAIT_SIGNER").expect("kept");
    let (kind, name) = ("audit_trail".to_owned(), "audit.pdf".to_owned());
    let row = ArtifactRow { dispatch: 1, kind, sha256, name: name.clone(), document: None, fetched_at: at };
    let came = AuditEvent { at, kind: AuditEventKind::Downloaded { name, sha256, document: None } };
    history.record_results(&id, &[(came, row)], &AlreadyThere::File).expect("written");

    assert!(office.control().sign_next(StandIn::Openapi), "Basile signs");
    office.later(60).await;
    let done = office.envelope(&sent["id"]).await;
    assert_eq!(done["status"], "completed", "{done:#}");
    let results = done["artifacts"].as_array().expect("results");
    let trails: Vec<_> = results.iter().filter(|one| one["kind"] == "audit_trail").collect();
    assert_eq!(trails.len(), 1, "{done:#}");
    assert_ne!(trails[0]["sha256"], json!(sha256), "one that was made after the last had signed");
}

#[tokio::test]
async fn what_accompanies_a_result_is_fetched_when_the_service_has_it_again() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.fault(StandIn::Openapi, "/audit", out_of_order());
    let done = office.refresh(&sent["id"]).await.expect("the signed document is here");
    let kinds = |envelope: &Value| {
        let all = envelope["artifacts"].as_array().expect("results");
        all.iter().map(|one| one["kind"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((&done["status"], kinds(&done)), (&json!("completed"), vec![json!("signed_documents")]));
    assert!(done["dispatches"][0]["trouble"].is_string(), "it is said that something is missing");
    office.later(60).await;
    assert_eq!(kinds(&office.envelope(&sent["id"]).await).len(), 1);
    office.control().clear_faults();
    office.later(60).await;
    let whole = office.envelope(&sent["id"]).await;
    assert!(kinds(&whole).contains(&json!("audit_trail")), "{whole:#}");
    let dispatch = &whole["dispatches"][0];
    assert_eq!((&dispatch["trouble"], &dispatch["next_check_at"]), (&Value::Null, &Value::Null));
}

//! What a sending that was cut has half made at its service.

use paraphe_app::Code;
use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use super::Office;

fn lost(method: &str, path: &str, kind: FaultKind) -> Fault {
    let (method, path_contains) = (Some(method.to_owned()), path.to_owned());
    Fault { provider: StandIn::Docage, path_contains, method, skip: 0, times: 1, kind }
}

/// `/Transactions` alone would be the beginning of every route of a transaction.
const CREATION: &str = "/docage/Transactions";

/// How everything that is not deleted stands there: state, documents, people.
fn there(office: &Office) -> Vec<(String, usize, usize)> {
    let all = office.control().envelopes(StandIn::Docage).into_iter();
    let kept = all.filter(|one| one.state != "deleted");
    kept.map(|one| (one.state, one.documents, one.people.len())).collect()
}

async fn newest(office: &Office) -> Value {
    let request = json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 });
    let rows = office.test.ok("list_history", request).await;
    let found = rows["rows"].as_array().expect("rows").iter().find(|row| row["envelope"].is_string());
    office.envelope(&found.expect("a request")["envelope"]).await
}

#[tokio::test]
async fn whichever_answer_is_lost_one_draft_with_each_thing_once_leaves() {
    for path in [
        "/Contacts",
        CREATION,
        "/TransactionFiles",
        "/TransactionMembers",
        "/SignatureLocations",
        "/LaunchTransaction",
    ] {
        let office = Office::open().await;
        let draft = office.draft("docage-1", &[("Alice", None)]).await;
        office.control().fault(lost("POST", path, FaultKind::DropAfter));
        // Where asking settles it at once the sending goes on later; both are right.
        let _ = office.send(&draft, "docage-1").await;
        for _ in 0..4 {
            office.later(60).await;
        }
        assert_eq!(there(&office), [("out".to_owned(), 1, 1)], "{path}");
        let envelope = newest(&office).await;
        assert_eq!(envelope["status"], "sent", "{path}");
        assert_eq!(envelope["dispatches"][0]["left_behind"], json!(null), "{path}");
    }
}

#[tokio::test]
async fn a_draft_that_cannot_be_found_again_is_told_of() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.control().fault(lost("POST", CREATION, FaultKind::DropAfter));
    let kind = FaultKind::Status { status: 404, retry_after_seconds: None, body: String::new() };
    office.control().fault(lost("GET", CREATION, kind));
    let _ = office.send(&draft, "docage-1").await;
    office.later(60).await;
    assert_eq!(there(&office), [("draft".to_owned(), 0, 0), ("out".to_owned(), 1, 1)]);
    let envelope = newest(&office).await;
    assert_eq!(envelope["status"], "sent");
    assert!(envelope["dispatches"][0]["left_behind"].is_i64(), "{envelope}");
}

#[tokio::test]
async fn what_is_taken_back_before_anybody_was_asked_leaves_no_draft() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let kind = FaultKind::Status { status: 429, retry_after_seconds: Some(600), body: String::new() };
    office.control().fault(lost("POST", "/TransactionMembers", kind));
    let waits = office.send(&draft, "docage-1").await.expect_err("too many requests");
    assert_eq!(waits.code, Code::Provider);
    assert_eq!(there(&office), [("draft".to_owned(), 1, 0)]);
    let request = json!({ "envelope": waits.params["envelope"], "reason": "", "way": "at_provider" });
    assert_eq!(office.test.ok("void_envelope", request).await["status"], "voided");
    assert_eq!(there(&office), []);
}

#[tokio::test]
async fn what_is_stopped_while_nothing_answers_names_the_draft_that_stays() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let kind = FaultKind::Status { status: 429, retry_after_seconds: Some(600), body: String::new() };
    office.control().fault(lost("POST", "/TransactionMembers", kind));
    let waits = office.send(&draft, "docage-1").await.expect_err("too many requests");
    let id = json!(waits.params["envelope"]);
    let kind = FaultKind::Status { status: 503, retry_after_seconds: Some(0), body: String::new() };
    office.fault(StandIn::Docage, "", kind);
    let again = office.test.ok("stop_sending", json!({ "envelope": id })).await;
    assert_eq!(again["recipients"][0]["first_name"], "Alice");
    let stopped = newest(&office).await;
    assert_eq!((&stopped["id"], &stopped["status"]), (&id, &json!("voided")), "it stays to say so");
    assert!(stopped["dispatches"][0]["left_behind"].is_i64(), "{stopped}");
    assert_eq!(there(&office), [("draft".to_owned(), 1, 0)]);
}

#[tokio::test]
async fn what_is_too_late_to_leave_leaves_no_draft() {
    let office = Office::open().await;
    let draft = office.draft_until("docage-1", &[("Alice", None)], 1).await;
    let kind = FaultKind::Status { status: 429, retry_after_seconds: Some(7200), body: String::new() };
    office.control().fault(lost("POST", "/TransactionMembers", kind));
    let waits = office.send(&draft, "docage-1").await.expect_err("too many requests");
    let id = json!(waits.params["envelope"]);
    office.test.clock.forward(std::time::Duration::from_secs(3 * 3600));
    office.agree(StandIn::Docage).await;
    office.test.app.look_after_due().await;
    assert_eq!(office.envelope(&id).await["status"], "expired");
    assert_eq!(there(&office), []);
}

//! A copy that one of two has signed is no result: it says so wherever it is shown, and makes way for the last one.

use serde_json::{Value, json};

use super::{prepared, sign};
use crate::support::TestApp;

fn so_far(view: &Value) -> Vec<Value> {
    let parts = view["partly_signed"].as_array().expect("a list");
    parts.iter().map(|part| part["so_far"].clone()).collect()
}

#[tokio::test]
async fn what_is_signed_here_is_sent_to_nobody_and_what_is_opened_is_not_partly_signed() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!((&sent["status"], &sent["status_word"]), (&json!("sent"), &json!("status-sent-here")));
    let request = json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 });
    let listed = test.ok("list_history", request.clone()).await["rows"][0].clone();
    assert_eq!((&listed["status"], &listed["status_word"]), (&json!("sent"), &json!("status-sent-here")));

    // Whoever opens it has signed nothing.
    test.ok("begin_signing", json!({ "envelope": sent["id"], "recipient": "r1" })).await;
    let opened = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!((&opened["status"], &opened["status_word"]), (&json!("in_progress"), &json!("status-viewed")));
    let listed = test.ok("list_history", request.clone()).await["rows"][0].clone();
    assert_eq!(listed["status_word"], "status-viewed");

    let signed = sign(&test, &sent, "r1").await;
    assert_eq!((&signed["status"], &signed["status_word"]), (&json!("in_progress"), &Value::Null));
    let listed = test.ok("list_history", request).await["rows"][0].clone();
    assert_eq!((&listed["status"], &listed["status_word"]), (&json!("in_progress"), &Value::Null));
}

#[tokio::test]
async fn a_copy_on_the_way_is_called_one_and_is_not_kept_for_the_result() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(so_far(&sent), Vec::<Value>::new(), "nobody has signed");
    let half = json!({ "signed": 1, "signers": 2 });
    let first = sign(&test, &sent, "r1").await;
    assert_eq!(so_far(&first), [half.clone(), half.clone()], "two documents");

    let request = json!({ "envelope": sent["id"] });
    let documents = |view: &Value| -> Vec<Value> {
        let all = view["artifacts"].as_array().expect("results").iter();
        all.filter(|one| one["kind"] == "signed_documents").map(|one| one["so_far"].clone()).collect()
    };
    for _ in 0..2 {
        let fetched = test.ok("download_artifacts", request.clone()).await;
        assert_eq!(documents(&fetched), [half.clone(), half.clone()]);
    }
    let noted = |view: &Value| {
        let events = view["events"].as_array().expect("events");
        events.iter().filter(|event| event["kind"] == "downloaded").count()
    };
    assert_eq!(noted(&test.ok("open_envelope", request.clone()).await), 2, "each once");

    sign(&test, &sent, "r2").await;
    let done = test.ok("download_artifacts", request.clone()).await;
    assert_eq!(documents(&done), [Value::Null, Value::Null], "{done:#}");
    let results = done["artifacts"].as_array().expect("results");
    for document in done["documents"].as_array().expect("documents") {
        assert!(results.iter().any(|one| one["sha256"] == document["sha256"]), "what all have signed");
    }
    assert_eq!(so_far(&done), Vec::<Value>::new());
}

//! One request for each row of a table, through a service: paused, gone on with, refused, cut off.

use std::collections::BTreeSet;

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use super::Office;

const ACCOUNT: &str = "ngsign-1";

/// A draft for one person who is another in each of `count` rows.
async fn batch(office: &Office, count: usize) -> Value {
    let draft = office.draft(ACCOUNT, &[("Ada", None)]).await;
    let operation = json!({ "type": "set_title", "title": "Bail {{lot}}" });
    office.apply(&draft, operation).await;
    let row = |n: usize| json!([format!("Ana{n}"), "Roy", format!("ana{n}@example.fr"), format!("L{n}")]);
    json!({
        "draft": draft["id"], "account": ACCOUNT, "recipient": draft["recipients"][0]["id"],
        "headers": ["prénom", "nom", "mail", "lot"],
        "columns": ["first_name", "last_name", "email", "other"],
        "rows": (1..=count).map(row).collect::<Vec<_>>(),
    })
}

async fn over(office: &Office, id: &Value) -> Value {
    loop {
        let view = office.test.ok("open_batch", json!({ "batch": id })).await;
        if view["progress"] != "running" {
            return view;
        }
        tokio::task::yield_now().await;
    }
}

fn creations(office: &Office) -> usize {
    office.control().creations(StandIn::NgSign)
}

fn fault(times: usize, kind: FaultKind) -> Fault {
    let (provider, path_contains, method) = (StandIn::NgSign, String::new(), Some("POST".to_owned()));
    Fault { provider, path_contains, method, skip: 0, times, kind }
}

fn statuses(view: &Value) -> Vec<&str> {
    let lines = view["lines"].as_array().expect("lines");
    lines.iter().map(|line| line["status"].as_str().unwrap_or("none")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_is_paused_goes_on_and_asks_everybody_once() {
    let office = Office::open().await;
    let request = batch(&office, 4).await;
    office.control().fault(fault(1, FaultKind::Held));
    let sent = office.test.ok("send_batch", request.clone()).await;
    let id = sent["id"].clone();
    while office.control().silences(StandIn::NgSign) == 0 {
        tokio::task::yield_now().await;
    }
    let paused = office.test.ok("pause_batch", json!({ "batch": id })).await;
    assert_eq!(paused["progress"], "paused");
    office.control().release();
    // The one under way comes to its end, and no other begins.
    loop {
        let view = office.test.ok("open_batch", json!({ "batch": id })).await;
        if statuses(&view)[0] == "sent" {
            assert_eq!(
                (view["counts"]["waiting"].clone(), statuses(&view)[1]),
                (json!(3), "none"),
                "{view:#}"
            );
            break;
        }
        tokio::task::yield_now().await;
    }
    office.test.ok("resume_batch", json!({ "batch": id })).await;
    let view = over(&office, &id).await;
    assert_eq!((view["progress"].clone(), statuses(&view)), (json!("done"), vec!["sent"; 4]), "{view:#}");
    assert_eq!(creations(&office), 4);
    let people: BTreeSet<String> = office
        .control()
        .envelopes(StandIn::NgSign)
        .into_iter()
        .map(|one| one.people[0].email.clone())
        .collect();
    assert_eq!(people.len(), 4, "each to another: {people:?}");
    assert_eq!(view["lines"][2]["title"], "Bail L3");

    // The draft is gone: a second press sends nothing.
    let again = office.test.call("send_batch", request).await.expect_err("sent already");
    assert_eq!(again.code, paraphe_app::Code::NotFound, "{again}");
    office.test.ok("resume_batch", json!({ "batch": id })).await;
    over(&office, &id).await;
    assert_eq!(creations(&office), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_key_stops_the_batch_and_only_a_person_tries_again() {
    let office = Office::open().await;
    let request = batch(&office, 3).await;
    let refused = FaultKind::Status { status: 401, retry_after_seconds: None, body: String::new() };
    office.control().fault(fault(1, refused));
    let id = office.test.ok("send_batch", request).await["id"].clone();
    let view = over(&office, &id).await;
    assert_eq!(
        (&view["progress"], &view["trouble"]["id"]),
        (&json!("paused"), &json!("error-provider-credentials"))
    );
    assert_eq!(
        (statuses(&view), &view["can_go_again"]),
        (vec!["failed", "none", "none"], &json!(1)),
        "{view:#}"
    );

    office.test.ok("resume_batch", json!({ "batch": id })).await;
    let view = over(&office, &id).await;
    assert_eq!(
        statuses(&view),
        ["failed", "sent", "sent"],
        "what was refused is not tried by itself: {view:#}"
    );
    assert_eq!((&view["progress"], creations(&office)), (&json!("done"), 2));

    office.test.ok("retry_batch", json!({ "batch": id })).await;
    let view = over(&office, &id).await;
    assert_eq!((statuses(&view), creations(&office)), (vec!["sent"; 3], 3), "{view:#}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_is_one_row_that_is_told_of_once() {
    let office = Office::open().await;
    let request = batch(&office, 3).await;
    let id = office.test.ok("send_batch", request).await["id"].clone();
    over(&office, &id).await;
    let list = async |query: &str| {
        let request =
            json!({ "query": query, "filter": "all", "folding": "batches", "cursor": null, "limit": 50 });
        office.test.ok("list_history", request).await
    };
    let rows = list("").await;
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(1), "{rows:#}");
    assert_eq!((&rows["rows"][0]["batch"], &rows["rows"][0]["standing"]["counts"]["open"]), (&id, &json!(3)));
    let found = list("ana2").await;
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{found:#}");
    assert_eq!((&found["rows"][0]["batch"], &found["rows"][0]["title"]), (&id, &json!("Bail L2")));

    for envelope in office.control().envelopes(StandIn::NgSign) {
        assert!(office.control().sign(StandIn::NgSign, &envelope.id, &envelope.people[0].email));
    }
    for _ in 0..4 {
        office.later(90).await;
    }
    let view = office.test.ok("open_batch", json!({ "batch": id })).await;
    assert_eq!(view["counts"]["completed"], 3, "{view:#}");
    let told = office.test.heard.titles();
    assert_eq!(told, ["Envoi groupé terminé"]);
}

//! Requests that are gone at their service, or cannot be asked about: each can be brought to an end, and none is by itself.

use paraphe_app::Code;
use paraphe_envelope::EnvelopeId;
use paraphe_history::{DispatchChange, History};
use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use super::Office;

fn status(status: u16) -> FaultKind {
    FaultKind::Status { status, retry_after_seconds: None, body: String::new() }
}

async fn void(office: &Office, id: &Value, way: &str) -> Result<Value, paraphe_app::Error> {
    let request = json!({ "envelope": id, "reason": "erreur", "way": way });
    office.test.call("void_envelope", request).await
}

fn is_allowed(view: &Value, action: &str) -> bool {
    let all = view["actions"].as_array().expect("actions");
    all.iter().find(|one| one["action"] == action).expect("an action")["allowed"] == true
}

#[tokio::test]
async fn what_was_deleted_on_the_services_pages_is_closed_by_the_word_of_who_has_looked() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    assert!(!is_allowed(&sent, "say_gone"), "it can be taken back");
    let there = void(&office, &sent["id"], "gone_there").await.expect_err("it is still there");
    assert_eq!(there.message, "error-gone-is-there");

    office.fault(StandIn::Docage, "Transactions", status(404));
    assert_eq!(office.refresh(&sent["id"]).await.expect_err("gone").message, "error-provider-not-found");
    for _ in 0..2 {
        // It may as well be another office's key: nobody has seen it end.
        let refused = void(&office, &sent["id"], "at_provider").await.expect_err("not known there");
        assert_eq!(refused.message, "error-provider-not-found");
    }
    assert!(is_allowed(&office.envelope(&sent["id"]).await, "say_gone"));
    let closed = void(&office, &sent["id"], "gone_there").await.expect("closed");
    assert_eq!((&closed["status"], &closed["dispatches"][0]["state"]), (&json!("voided"), &json!("done")));
    office.test.ok("remove_account", json!({ "name": "docage-1" })).await;
}

#[tokio::test]
async fn where_nobody_can_be_asked_and_nothing_taken_back_a_word_ends_it() {
    for (stand_in, account) in [(StandIn::GesDocs, "gesdocs-1"), (StandIn::SigTool, "sigtool-1")] {
        let office = Office::open().await;
        let draft = office.draft(account, &[("Alice", None)]).await;
        let sent = office.send(&draft, account).await.expect("sent");
        office.fault(stand_in, "", status(405));
        let refused = void(&office, &sent["id"], "at_provider").await.expect_err("it cannot");
        assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "action-reason-no-void"));
        assert!(is_allowed(&office.envelope(&sent["id"]).await, "say_gone"), "{account}");
        let closed = void(&office, &sent["id"], "gone_there").await.expect("closed");
        assert_eq!(closed["status"], "voided", "{account}");
        assert_eq!(closed["recipients"][0]["status"], "unknown", "{account}: nobody said who had signed");
        office.test.ok("remove_account", json!({ "name": account })).await;
    }
}

#[tokio::test]
async fn who_says_that_it_is_gone_hears_how_it_ended() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Docage));
    let known = void(&office, &sent["id"], "gone_there").await.expect("it has ended");
    assert_eq!(known["status"], "completed", "everybody has signed: {known:#}");
}

#[tokio::test]
async fn a_name_the_service_does_not_know_ends_no_doubt() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.fault(StandIn::Docage, "LaunchTransaction", FaultKind::DropAfter);
    office.fault(StandIn::Docage, "Transactions/Status", status(503));
    let doubt = office.send(&draft, "docage-1").await.expect_err("nobody knows");
    assert_eq!(doubt.code, Code::Uncertain);
    office.control().clear_faults();
    let id = json!(doubt.params["envelope"]);
    let sent = |remote: &str| {
        let answer = json!({ "type": "sent", "remote": remote });
        json!({ "envelope": id, "dispatch": 1, "answer": answer })
    };
    let there = office.control().envelopes(StandIn::Docage)[0].id.clone();
    // The same letters the other way round: a name it could have, and has not.
    let other: String = there
        .chars()
        .map(|c| {
            if c == 'a' {
                'b'
            } else if c == '1' {
                '2'
            } else {
                c
            }
        })
        .rev()
        .collect();
    for wrong in ["99999", &other] {
        let refused = office.test.call("settle_dispatch", sent(wrong)).await.expect_err("a typing error");
        assert_eq!(refused.message, "error-settle-unknown", "{wrong}");
        assert_eq!(office.envelope(&id).await["status"], "uncertain");
    }
    assert_eq!(office.test.ok("settle_dispatch", sent(&there)).await["status"], "sent");
    assert_eq!(office.control().creations(StandIn::Docage), 1);
}

/// The deletion of a signature at Openapi is done, and nobody hears of it.
fn deletion_cut() -> Fault {
    Fault {
        provider: StandIn::Openapi,
        path_contains: "/signatures/".to_owned(),
        method: Some("DELETE".to_owned()),
        skip: 0,
        times: 1,
        kind: FaultKind::DropAfter,
    }
}

/// An account as it is saved with another address.
async fn elsewhere(office: &Office, name: &str) -> Value {
    let known = office.test.ok("list_accounts", json!({})).await;
    let mut known = known["accounts"].as_array().expect("accounts").iter();
    let mut settings = known.find(|one| one["name"] == name).expect("the account")["settings"].clone();
    settings["base_url"] = json!("http://127.0.0.1:9");
    json!({ "name": name, "settings": settings, "secret": null, "replaces": name })
}

#[tokio::test]
async fn what_is_gone_after_it_was_taken_back_is_taken_back_though_no_answer_came() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    office.control().fault(deletion_cut());
    let voided = void(&office, &sent["id"], "at_provider").await.expect("the service says at once");
    assert_eq!(voided["status"], "voided");

    for heals in ["refresh", "void"] {
        let draft = office.draft("openapi-1", &[("Basile", None)]).await;
        let sent = office.send(&draft, "openapi-1").await.expect("sent");
        // It is asked how it stands before it is deleted; then the service answers nothing for a while.
        office.control().fault(Fault {
            path_contains: "/detail".to_owned(),
            method: Some("GET".to_owned()),
            skip: 1,
            times: 10_000,
            kind: status(503),
            ..deletion_cut()
        });
        office.control().fault(deletion_cut());
        let doubt = void(&office, &sent["id"], "at_provider").await.expect_err("nobody knows");
        let moved = office.test.call("save_account", elsewhere(&office, "openapi-1").await).await;
        assert_eq!(moved.expect_err("nobody there knows it").message, "error-account-doubt");
        assert_eq!((doubt.code, doubt.message.as_str()), (Code::Uncertain, "error-void-uncertain"));
        assert_eq!(doubt.params["envelope"], sent["id"].as_str().expect("an id"));
        office.control().clear_faults();
        let voided = match heals {
            "void" => void(&office, &sent["id"], "at_provider").await,
            _ => office.refresh(&sent["id"]).await,
        };
        let voided = voided.expect("it is gone because of us");
        assert_eq!(voided["status"], "voided", "{heals}");
        let last = voided["events"].as_array().expect("events").last().expect("an event").clone();
        assert_eq!(last["facts"]["reason"], "erreur", "{heals}: for the reason that was given");
    }
}

/// The service has confirmed, and the program was killed before it wrote that down with the request.
#[tokio::test]
async fn what_the_service_said_to_have_taken_back_is_recorded_at_the_next_look_without_asking_it() {
    for account in ["docage-1", "openapi-1"] {
        let office = Office::open().await;
        let draft = office.draft(account, &[("Alice", None)]).await;
        let sent = office.send(&draft, account).await.expect("sent");
        let mut history = History::open(&office.test.path("data")).expect("the history");
        let id: EnvelopeId = sent["id"].as_str().expect("an id").parse().expect("an id");
        let mut row = history.dispatches(&id).expect("read").remove(0);
        for (step, answer) in [("taken.back.asked", "erreur"), ("taken.back", "2026-11-23T10:00:00Z")] {
            row.steps.push((step.to_owned(), Some(answer.to_owned())));
        }
        let change = DispatchChange { rows: vec![row], events: Vec::new() };
        history.change_dispatches(&id, |_, _| Ok::<_, ()>(change)).expect("written").expect("changed");
        for stand_in in [StandIn::Docage, StandIn::Openapi] {
            office.fault(stand_in, "", status(503));
        }
        let voided = office.refresh(&sent["id"]).await.expect("known already");
        assert_eq!(voided["status"], "voided", "{account}");
        let last = voided["events"].as_array().expect("events").last().expect("an event").clone();
        assert_eq!(
            (&last["kind"], &last["facts"]["reason"]),
            (&json!("voided"), &json!("erreur")),
            "{account}"
        );
    }
}

#[tokio::test]
async fn a_reminder_that_was_cut_is_told_as_one() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    office.fault(StandIn::Docage, "SendReminders", FaultKind::DropAfter);
    let request = json!({ "envelope": sent["id"] });
    let doubt = office.test.call("remind_envelope", request).await.expect_err("nobody knows");
    assert_eq!((doubt.code, doubt.message.as_str()), (Code::Uncertain, "error-remind-uncertain"));
    assert_eq!(doubt.params["envelope"], sent["id"].as_str().expect("an id"));
}

#[tokio::test]
async fn a_service_that_is_out_of_order_for_a_while_is_not_gone() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    office.fault(StandIn::Openapi, "", status(503));
    office.refresh(&sent["id"]).await.expect_err("out of order");
    assert!(!is_allowed(&office.envelope(&sent["id"]).await, "say_gone"), "it may be there");
    let refused = void(&office, &sent["id"], "gone_there").await.expect_err("nobody can know");
    assert_eq!((refused.code, refused.message.as_str()), (Code::Provider, "error-provider-server"));
    assert_eq!(office.envelope(&sent["id"]).await["status"], "sent");
    // One that has said nothing for longer than a day may never say anything again.
    office.later(25 * 60).await;
    assert!(is_allowed(&office.envelope(&sent["id"]).await, "say_gone"));
    assert_eq!(void(&office, &sent["id"], "gone_there").await.expect("closed")["status"], "voided");
}

#[tokio::test]
async fn what_has_left_since_somebody_wanted_to_stop_it_is_not_taken_back() {
    let office = Office::open().await;
    let send = async |name: &str| {
        let draft = office.draft("docage-1", &[(name, None)]).await;
        let busy = FaultKind::Status { status: 503, retry_after_seconds: Some(1), body: String::new() };
        office.fault(StandIn::Docage, "", busy);
        let waits = office.send(&draft, "docage-1").await.expect_err("it waits");
        office.control().clear_faults();
        json!(waits.params["envelope"])
    };
    let waits = send("Alice").await;
    let word = void(&office, &waits, "gone_there").await.expect_err("it never was anywhere");
    assert_eq!(word.message, "action-reason-void-instead");
    let stop = async |id: &Value| office.test.call("stop_sending", json!({ "envelope": id })).await;
    let again = stop(&waits).await.expect("stopped");
    assert_eq!(again["recipients"][0]["first_name"], "Alice");
    assert_eq!(office.envelope(&waits).await["status"], "voided");
    let request = json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 });
    let rows = office.test.ok("list_history", request).await["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "one row: {rows}");
    assert_eq!(rows[0]["draft"], again["id"]);
    assert!(
        office.test.ok("verify_history", json!({})).await["breaks"].as_array().expect("a list").is_empty()
    );
    office.later(60).await;
    assert_eq!(office.control().creations(StandIn::Docage), 0);

    let left = send("Basile").await;
    office.later(60).await;
    let refused = stop(&left).await.expect_err("it has left");
    assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "action-reason-sent"));
    let still = office.envelope(&left).await;
    assert_eq!((&still["status"], &still["dispatches"][0]["state"]), (&json!("sent"), &json!("accepted")));
}

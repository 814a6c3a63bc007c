//! Requests that are gone at their service, or cannot be asked about: each can be brought to an end, and none is by itself.

use paraphe_app::Code;
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

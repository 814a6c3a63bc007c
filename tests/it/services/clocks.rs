//! The last moment to sign, and by whose clock it has come.

use std::time::Duration;

use paraphe_app::Code;
use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::json;

use super::Office;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn busy() -> FaultKind {
    FaultKind::Status { status: 503, retry_after_seconds: Some(60), body: String::new() }
}

#[tokio::test]
async fn what_waited_longer_than_people_have_time_to_sign_does_not_leave() {
    let office = Office::open().await;
    let draft = office.draft_until("docage-1", &[("Alice", None)], 2).await;
    office.fault(StandIn::Docage, "", busy());
    let waits = office.send(&draft, "docage-1").await.expect_err("not now");
    let id = json!(waits.params["envelope"]);
    office.test.clock.forward(DAY);
    // The service can be asked nothing, not even what its clock shows.
    office.test.app.look_after_due().await;
    assert_eq!(office.envelope(&id).await["status"], "sending");
    office.agree(StandIn::Docage).await;
    office.later(60).await;
    let over = office.envelope(&id).await;
    assert_eq!(over["status"], "expired", "{over:#}");
    assert_eq!(over["dispatches"][0]["state"], "done");
    assert_eq!(over["recipients"][0]["status"], "waiting", "she was never asked");
    let last = over["events"].as_array().expect("events").last().expect("an event");
    assert_eq!((&last["kind"], &last["facts"]["reason"]), (&json!("expired"), &json!("not_sent")));
    assert_eq!(office.control().creations(StandIn::Docage), 0, "nobody is asked to sign what is over");
    office.later(600).await;
    assert_eq!(office.control().creations(StandIn::Docage), 0);
}

#[tokio::test]
async fn what_was_cut_is_asked_about_after_its_time_and_not_sent_on() {
    let office = Office::open().await;
    let draft = office.draft_until("docage-1", &[("Alice", None)], 2).await;
    office.fault(StandIn::Docage, "LaunchTransaction", FaultKind::DropAfter);
    office.fault(StandIn::Docage, "Transactions/Status", busy());
    let doubt = office.send(&draft, "docage-1").await.expect_err("nobody knows");
    assert_eq!(doubt.code, Code::Uncertain);
    office.test.clock.forward(DAY);
    office.agree(StandIn::Docage).await;
    office.later(60).await;
    let known = office.envelope(&json!(doubt.params["envelope"])).await;
    assert_eq!(known["dispatches"][0]["state"], "accepted", "it had arrived: {known:#}");
    assert_eq!(office.control().creations(StandIn::Docage), 1);
}

#[tokio::test]
async fn a_clock_that_is_ahead_takes_nothing_back() {
    let office = Office::open().await;
    let draft = office.draft_until("openapi-1", &[("Alice", None)], 48).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    let state = || office.control().envelopes(StandIn::Openapi)[0].state.clone();
    office.agree(StandIn::Openapi).await;
    office.test.clock.forward(400 * DAY);
    let told = office.refresh(&sent["id"]).await.expect_err("two clocks, two answers");
    assert_eq!(told.message, "error-clock-ahead");
    office.later(60).await;
    let still = office.envelope(&sent["id"]).await;
    assert_eq!((&still["status"], &still["dispatches"][0]["state"]), (&json!("sent"), &json!("accepted")));
    assert_eq!(state(), "out", "Openapi destroys what is taken back");

    office.test.clock.back(400 * DAY);
    assert_eq!(office.refresh(&sent["id"]).await.expect("asked")["status"], "sent");
    office.test.clock.forward(3 * DAY);
    office.agree(StandIn::Openapi).await;
    assert_eq!(office.refresh(&sent["id"]).await.expect("asked")["status"], "expired");
    assert_eq!(state(), "deleted");
}

#[tokio::test]
async fn after_a_clock_that_was_ahead_requests_are_looked_at_in_their_usual_time() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "docage-1").await.expect("sent");
    office.test.clock.forward(400 * DAY);
    office.test.app.look_after_due().await;
    office.test.clock.back(400 * DAY);
    assert!(office.control().sign_next(StandIn::Docage));
    office.later(60).await;
    assert_eq!(office.envelope(&sent["id"]).await["status"], "completed");
}

#[tokio::test]
async fn whose_turn_came_cannot_sign_any_more_when_the_time_of_all_is_over() {
    let office = Office::open().await;
    let people = [("Alice", Some(1)), ("Basile", Some(2))];
    let draft = office.draft_until("openapi-1", &people, 48).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.later(60).await;
    assert_eq!(office.control().creations(StandIn::Openapi), 2, "Basile is asked");
    office.test.clock.forward(3 * DAY);
    office.agree(StandIn::Openapi).await;
    assert_eq!(office.refresh(&sent["id"]).await.expect("asked")["status"], "expired");
    let there = office.control().envelopes(StandIn::Openapi);
    assert_ne!(there[0].state, "deleted", "what Alice signed is left to her");
    assert_eq!(there[1].state, "deleted", "Basile's link opens nothing any more");
}

fn deletion_refused() -> Fault {
    Fault {
        provider: StandIn::Openapi,
        path_contains: "signatures".to_owned(),
        method: Some("DELETE".to_owned()),
        skip: 0,
        times: 10_000,
        kind: busy(),
    }
}

/// The last moment passes while the service is out of order: nobody shall sign for ever what is over here.
#[tokio::test]
async fn what_could_not_be_taken_back_at_its_end_is_taken_back_later() {
    let office = Office::open().await;
    let draft = office.draft_until("openapi-1", &[("Alice", None)], 48).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    let there = || office.control().envelopes(StandIn::Openapi)[0].state.clone();
    office.test.clock.forward(3 * DAY);
    office.agree_but(StandIn::Openapi, Some(deletion_refused())).await;
    let over = office.refresh(&sent["id"]).await.expect("over here");
    assert_eq!((&over["status"], &over["dispatches"][0]["state"]), (&json!("expired"), &json!("accepted")));
    assert_eq!(there(), "out");
    let kept = office.test.call("remove_account", json!({ "name": "openapi-1" })).await.expect_err("out");
    assert_eq!(kept.message, "error-account-open");
    let still = office.refresh(&sent["id"]).await.expect_err("out of order still");
    assert_eq!(still.code, Code::Provider);
    let word = json!({ "envelope": sent["id"], "reason": "", "way": "gone_there" });
    let refused = office.test.call("void_envelope", word).await.expect_err("it is there");
    assert_eq!(refused.message, "error-gone-is-there");

    office.control().clear_faults();
    office.later(60).await;
    assert_eq!(there(), "deleted");
    let over = office.envelope(&sent["id"]).await;
    assert_eq!((&over["status"], &over["dispatches"][0]["state"]), (&json!("expired"), &json!("done")));
    office.test.ok("remove_account", json!({ "name": "openapi-1" })).await;
}

#[tokio::test]
async fn a_word_ends_what_a_service_that_is_no_more_will_never_take_back() {
    let office = Office::open().await;
    let draft = office.draft_until("openapi-1", &[("Alice", None)], 48).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    office.test.clock.forward(3 * DAY);
    office.agree_but(StandIn::Openapi, Some(deletion_refused())).await;
    assert_eq!(office.refresh(&sent["id"]).await.expect("over here")["status"], "expired");
    office.control().clear_faults();
    let kind = FaultKind::Status { status: 401, retry_after_seconds: None, body: String::new() };
    office.fault(StandIn::Openapi, "", kind);
    let word = json!({ "envelope": sent["id"], "reason": "", "way": "gone_there" });
    let over = office.test.ok("void_envelope", word.clone()).await;
    assert_eq!((&over["status"], &over["dispatches"][0]["state"]), (&json!("expired"), &json!("done")));
    let again = office.test.call("void_envelope", word).await.expect_err("nothing is out any more");
    assert_eq!(again.message, "action-reason-final");
}

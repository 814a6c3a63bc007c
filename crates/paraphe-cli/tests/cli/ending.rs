//! Requests that are taken back or closed, and what is told when an answer does not come.

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use crate::stage::Stage;

#[test]
fn what_nobody_can_take_back_is_closed_by_who_has_looked() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let id = stage.send(StandIn::GesDocs)["envelope"].as_str().expect("an id").to_owned();
    let refused = stage.scene.refused(&["void", &id, "--reason", "trop tard"], "", 1);
    assert_eq!(refused["id"], "action-reason-no-void");
    assert!(refused["next"].as_str().is_some_and(|next| next.contains("--gone")), "{refused:#}");
    let closed = stage.scene.ok(&["void", &id, "--reason", "trop tard", "--gone"]);
    assert_eq!((&closed["status"], &closed["dispatches"][0]["state"]), (&json!("voided"), &json!("done")));
    let reason = &closed["events"].as_array().expect("events").last().expect("an event")["facts"]["reason"];
    assert_eq!(reason, "trop tard");
    stage.scene.ok(&["accounts", "remove", "gesdocs"]);
}

#[test]
fn a_cut_while_taking_back_is_4_and_speaks_of_that() {
    let stage = Stage::with(StandIn::Openapi, 1);
    let id = stage.send(StandIn::Openapi)["envelope"].as_str().expect("an id").to_owned();
    let fault = |method: &str, skip, times, kind| Fault {
        provider: StandIn::Openapi,
        path_contains: "/signatures/".to_owned(),
        method: Some(method.to_owned()),
        skip,
        times,
        kind,
    };
    let busy = FaultKind::Status { status: 503, retry_after_seconds: None, body: String::new() };
    stage.control.fault(fault("GET", 1, 99, busy));
    stage.control.fault(fault("DELETE", 0, 1, FaultKind::DropAfter));
    let doubt = stage.scene.refused(&["void", &id, "--reason", "erreur"], "", 4);
    assert_eq!((&doubt["id"], &doubt["params"]["envelope"]), (&json!("error-void-uncertain"), &json!(id)));
    assert!(doubt["next"].as_str().is_some_and(|next| next.contains(&id)), "{doubt:#}");
    stage.control.clear_faults();
    assert_eq!(stage.scene.ok(&["status", &id, "--refresh"])["status"], "voided", "it was taken back");
}

#[test]
fn a_sending_is_told_though_nobody_says_what_the_account_can_still_pay_for() {
    let stage = Stage::with(StandIn::NgSign, 1);
    stage.control.fault(Fault {
        provider: StandIn::NgSign,
        path_contains: "user/verify".to_owned(),
        method: None,
        skip: 0,
        times: 9,
        kind: FaultKind::Silence { works: true },
    });
    let sent = stage.send(StandIn::NgSign);
    assert_eq!((&sent["status"], &sent["credits"]), (&json!("sent"), &Value::Null));
    assert_eq!(stage.control.silences(StandIn::NgSign), 1, "it is asked once, and not waited for");
}

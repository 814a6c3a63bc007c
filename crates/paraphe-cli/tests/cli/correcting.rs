//! `correct`: taken back and sent again as one command, and what is said where it was cut short.

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::json;

use crate::stage::Stage;

const RIGHT: &str = "zoe@exemple.org";

fn creations(stage: &Stage) -> usize {
    stage.control.creations(StandIn::NgSign)
}

/// A request that is out; gives its id as well.
fn sent() -> (Stage, String) {
    let stage = Stage::with(StandIn::NgSign, 1);
    let sent = stage.scene.ok(&["send", "demande.json", "--account", "ngsign"]);
    let id = sent["envelope"].as_str().expect("an id").to_owned();
    (stage, id)
}

#[test]
fn a_person_is_put_right_by_one_command() {
    let (stage, id) = sent();
    let person = stage.scene.ok(&["status", &id])["recipients"][0]["id"].clone();
    let person = person.as_str().expect("an id");
    let correct = |email: &str| {
        stage.scene.json(&["correct", &id, "--recipient", person, "--email", email, "--reason", "adresse"])
    };
    let (code, kept) = correct("zoe");
    assert_eq!((code, &kept["problems"][0]["code"]), (1, &json!("email_invalid")), "{kept:#}");
    assert!(kept["problems"][0]["message"].as_str().is_some_and(|said| said.contains("Dupont")), "{kept:#}");
    assert_eq!(creations(&stage), 1, "nothing was taken back");
    let nobody = ["correct", &id, "--recipient", "r9", "--email", RIGHT, "--reason", "adresse"];
    let error = stage.scene.refused(&nobody, "", 2);
    assert_eq!((&error["id"], &error["params"]["known"]), (&json!("error-correct-nobody"), &json!(person)));

    let (code, new) = correct(RIGHT);
    assert_eq!((code, &new["status"]), (0, &json!("sent")), "{new:#}");
    let former = stage.scene.ok(&["status", &id]);
    assert_eq!((&former["status"], &former["replaced_by"]), (&json!("voided"), &new["envelope"]));
    let told = stage.scene.run(&["status", &id]).out;
    assert!(told.contains(new["envelope"].as_str().expect("an id")), "where it goes on: {told}");
    let out: Vec<_> =
        stage.control.envelopes(StandIn::NgSign).into_iter().filter(|one| one.state == "out").collect();
    assert_eq!((out.len(), out[0].people[0].email.as_str()), (1, RIGHT));
    let (code, _) = stage.scene.json(&["correct", &id, "--go-on"]);
    assert_eq!((code, creations(&stage)), (1, 2), "nothing is left to go on with");
}

#[test]
fn one_that_nobody_knows_of_is_told_and_settled() {
    let (stage, id) = sent();
    let fault = |path: &str, times: usize, kind: FaultKind| Fault {
        provider: StandIn::NgSign,
        path_contains: path.to_owned(),
        method: None,
        skip: 0,
        times,
        kind,
    };
    stage.control.fault(fault("cancel", 1, FaultKind::DropAfter));
    stage.control.fault(fault("", 9, FaultKind::DropBefore));
    let status = stage.scene.ok(&["status", &id]);
    let person = status["recipients"][0]["id"].as_str().expect("an id").to_owned();
    let correct = ["correct", &id, "--recipient", &person, "--email", RIGHT, "--reason", "adresse"];
    let (code, doubt) = stage.scene.json(&correct);
    assert_eq!((code, &doubt["error"]["code"]), (4, &json!("uncertain")), "{doubt:#}");
    stage.control.clear_faults();
    let told = stage.scene.run(&["status", &id]).out;
    assert!(told.contains("--go-on") && told.contains(&id), "{told}");
    assert_eq!(creations(&stage), 1, "nothing is sent while nobody knows");
    let new = stage.scene.ok(&["correct", &id, "--go-on"]);
    assert_eq!((&new["status"], creations(&stage)), (&json!("sent"), 2), "{new:#}");
}

#[test]
fn a_refresh_that_hears_that_it_is_taken_back_sends_the_corrected_one() {
    let (stage, id) = sent();
    let status = stage.scene.ok(&["status", &id]);
    let person = status["recipients"][0]["id"].as_str().expect("an id").to_owned();
    let fault = |path: &str, times: usize, kind: FaultKind| Fault {
        provider: StandIn::NgSign,
        path_contains: path.to_owned(),
        method: None,
        skip: 0,
        times,
        kind,
    };
    stage.control.fault(fault("cancel", 1, FaultKind::DropAfter));
    stage.control.fault(fault("", 9, FaultKind::DropBefore));
    stage.scene.json(&["correct", &id, "--recipient", &person, "--email", RIGHT, "--reason", "adresse"]);
    stage.control.clear_faults();
    let former = stage.scene.ok(&["status", &id, "--refresh"]);
    assert_eq!((&former["status"], creations(&stage)), (&json!("voided"), 2), "{former:#}");
    let new = former["replaced_by"].as_str().expect("an id");
    assert_eq!(stage.scene.ok(&["status", new])["status"], "sent");
}

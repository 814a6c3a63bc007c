//! What is said before anything is sent, and what comes next: every problem once, with its place and its measure.

use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::newcomer::{block, codes, scene_with_contract};
use crate::stage::Stage;

#[test]
fn a_first_name_that_a_service_wants_is_asked_before_it_is_sent() {
    let stage = Stage::with(StandIn::NgSign, 1);
    let mut file: Value = serde_json::from_slice(&stage.scene.read("demande.json")).expect("JSON");
    file["recipients"][0]["first_name"] = json!("");
    stage.scene.write("demande.json", file.to_string());
    let (code, found) = stage.scene.json(&["check", "demande.json", "--account", "ngsign"]);
    let expected = vec![("name_incomplete".to_owned(), "recipients[0].first_name".to_owned())];
    assert_eq!((code, codes(&found["refusals"])), (1, expected), "{found:#}");
    let said = found["refusals"][0]["message"].as_str().expect("a sentence");
    assert!(said.contains("Dupont") && said.contains("le prénom"), "{said}");
}

#[test]
fn one_bad_address_is_one_problem_and_no_line_begins_with_a_dash() {
    let stage = Stage::with(StandIn::NgSign, 1);
    let mut file: Value = serde_json::from_slice(&stage.scene.read("demande.json")).expect("JSON");
    file["recipients"][0]["email"] = json!("pas-une-adresse");
    stage.scene.write("demande.json", file.to_string());
    let check = ["check", "demande.json", "--account", "ngsign"];
    let (_, found) = stage.scene.json(&check);
    assert_eq!((codes(&found["problems"]).len(), codes(&found["refusals"]).len()), (1, 0), "{found:#}");
    file["recipients"][0]["email"] = json!("{{courriel}}");
    file["documents"][0]["path"] = json!("absent.pdf");
    stage.scene.write("demande.json", file.to_string());
    let (_, found) = stage.scene.json(&check);
    let pair = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    let expected =
        [pair("document_unreadable", "documents[0].path"), pair("no_table", "recipients[0].email")];
    assert_eq!(codes(&found["problems"]), expected, "{found:#}");
    let told = stage.scene.run(&check).out;
    assert!(!told.contains("n’est plus") && told.contains("absent.pdf"), "nobody has seen that file: {told}");
    assert!(told.lines().all(|line| !line.trim_start().starts_with('—')), "{told}");
}

#[test]
fn a_box_nobody_could_read_is_a_problem_with_the_smallest_size() {
    let scene = scene_with_contract();
    let mut file: Value = serde_json::from_str(&block("json", "\"recipients\"")).expect("JSON");
    file["fields"][1]["rect"] = json!({ "x": 10, "y": 10, "width": 2, "height": 2 });
    scene.write("demande.json", file.to_string());
    let (code, found) = scene.json(&["check", "demande.json"]);
    let expected = vec![("field_too_small".to_owned(), "fields[1].rect".to_owned())];
    assert_eq!((code, codes(&found["problems"])), (1, expected), "{found:#}");
    let said = found["problems"][0]["message"].as_str().expect("a sentence");
    assert!(said.contains("35 × 12 mm") && said.contains("100 × 35 points"), "{said}");
}

#[test]
fn what_comes_next_is_said_and_usage_asks_for_nothing_that_was_typed() {
    let scene = scene_with_contract();
    scene.write("demande.json", block("json", "\"recipients\""));
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    assert!(sent["next"].as_str().is_some_and(|next| next.contains("fenêtre")), "{sent:#}");
    let told = scene.run(&["--data", "ici", "send", "demande.json"]).err;
    assert!(told.contains("paraphe send [OPTIONS] --account") && !told.contains("--data <"), "{told}");
    let id = sent["envelope"].as_str().expect("an id");
    for command in [&["list"][..], &["status", id]] {
        let told = scene.run(command).out;
        assert!(told.contains("À signer ici") && !told.contains("Envoyée"), "sent to nobody: {told}");
    }
    for status in ["Envoyée", "envoyé", "sent", "SENT", "à signer ici"] {
        assert_eq!(scene.ok(&["list", "--status", status])["envelopes"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(scene.ok(&["list", "--status", "terminée"]), json!({ "envelopes": [] }));
}

#[test]
fn sizes_and_places_are_told_in_millimetres_and_points() {
    let scene = scene_with_contract();
    let page = scene.ok(&["pages", "contrat.pdf"])["pages"][0].clone();
    assert_eq!((&page["width_mm"], &page["height_mm"]), (&json!(210.0), &json!(297.0)), "{page}");
    assert!(page["width"].as_f64().is_some_and(|width| width > 595.0 && width < 595.5), "{page}");
    assert!(scene.run(&["pages", "contrat.pdf"]).out.contains("points"));
    let place = scene.ok(&["tags", "contrat.pdf"])["proposals"][0].clone();
    let (points, millimetres) = (place["rect"]["width"].as_f64(), place["rect_mm"]["width"].as_f64());
    let (points, millimetres) = (points.expect("points"), millimetres.expect("millimetres"));
    assert!((points * 25.4 / 72.0 - millimetres).abs() < 0.06, "{place}");
    assert!(scene.run(&["tags", "contrat.pdf"]).out.contains("--rect "));
}

#[test]
fn only_an_identity_of_this_computer_is_said_to_be_exported() {
    let scene = scene_with_contract();
    scene.ok(&["identity", "create", "moi", "--common-name", "Marc Petit"]);
    scene.ok(&["sign", "contrat.pdf", "--out", "s.pdf", "--identity", "moi"]);
    let told = scene.run(&["verify", "s.pdf"]).out;
    assert!(told.contains("paraphe identity export moi"), "{told}");
    let told = scene.run(&["--data", "ailleurs", "verify", "s.pdf"]).out;
    assert!(!told.contains("identity export") && told.contains("--trust"), "{told}");
}

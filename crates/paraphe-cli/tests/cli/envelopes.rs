//! `check`, `send`, `status`, `list` and `history verify` with the local account.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Scene, sample};

/// An envelope for two people, one after the other, with a box each.
fn envelope() -> Value {
    let person = |id: &str, first: &str, order: u16| {
        json!({
            "id": id, "role": "signer", "first_name": first, "last_name": "Dupont", "email": format!("{id}@example.fr"),
            "language": "fr", "authentication": "none", "routing_order": order, "delivery": "in_person",
        })
    };
    let field = |id: &str, document: usize, page: u32| {
        let rect = json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
        json!({ "recipient": id, "document": document, "page": page, "kind": "signature", "rect": rect })
    };
    json!({
        "title": "Contrat de prestation – n° 7", "message": "Merci.", "language": "fr",
        "documents": [{ "path": "contrat.pdf" }, { "path": "devis.pdf", "name": "Devis" }],
        "recipients": [person("r1", "Zoë", 1), person("r2", "Björn", 2)],
        "fields": [field("r1", 0, 6), field("r2", 0, 5), field("r1", 1, 1)],
    })
}

fn scene_with_documents() -> Scene {
    let scene = Scene::new();
    for (from, to) in [("contrat.pdf", "contrat.pdf"), ("devis-tourne.pdf", "devis.pdf")] {
        scene.write(to, fs::read(sample(from)).expect("readable"));
    }
    scene
}

fn findings(list: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    for one in list.as_array().expect("a list") {
        let message = one["message"].as_str().expect("a sentence");
        assert!(message.ends_with(['.', '!', '?']) && !message.contains(['{', '\u{2068}']), "{message:?}");
    }
    list.as_array().expect("a list").iter().map(|one| (text(&one["code"]), text(&one["path"]))).collect()
}

fn pair(code: &str, path: &str) -> (String, String) {
    (code.to_owned(), path.to_owned())
}

#[test]
fn a_good_file_is_checked_without_a_trace() {
    let scene = scene_with_documents();
    scene.write("demande.json", envelope().to_string());
    let checked = scene.ok(&["check", "demande.json"]);
    assert_eq!(checked, json!({ "problems": [], "refusals": [], "dispatches": 1 }));
    assert_eq!(scene.ok(&["check", "demande.json", "--account", "local"]), checked);
    assert_eq!(scene.ok(&["list"]), json!({ "envelopes": [] }), "a check stores nothing");
    assert_eq!(scene.files(), ["contrat.pdf", "demande.json", "devis.pdf"]);
}

#[test]
fn a_box_over_another_is_told_and_keeps_nothing_from_leaving() {
    let scene = scene_with_documents();
    let mut file = envelope();
    // Half a point of the first box is under the second: they touch. Then they do not only touch.
    for (x, codes) in [(249.5, vec![]), (200.0, vec![pair("box_covers_box", "fields[1].rect")])] {
        file["fields"][1]["page"] = json!(6);
        file["fields"][1]["rect"]["x"] = json!(x);
        scene.write("demande.json", file.to_string());
        let found = scene.ok(&["check", "demande.json"]);
        let notes = found.get("notes").map(findings).unwrap_or_default();
        assert_eq!((notes, &found["dispatches"]), (codes, &json!(1)), "{found:#}");
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let scene = scene_with_documents();
    let mut bad = envelope();
    bad["title"] = json!("  ");
    bad["recipients"][0]["email"] = json!("pas-une-adresse");
    bad["recipients"][1]["authentication"] = json!("sms_code");
    bad["recipients"][1]["delivery"] = json!("links");
    bad["fields"][0]["page"] = json!(60);
    bad["fields"][1]["rect"]["x"] = json!(900);
    bad["documents"][1]["path"] = json!("disparu.pdf");
    scene.write("demande.json", bad.to_string());
    let (code, checked) = scene.json(&["check", "demande.json"]);
    assert_eq!(code, 1);
    let problems = findings(&checked["problems"]);
    for expected in [
        pair("no_title", "title"),
        pair("email_invalid", "recipients[0].email"),
        pair("phone_missing", "recipients[1].mobile"),
        pair("page_missing", "fields[0].page"),
        pair("field_outside_page", "fields[1].rect"),
        pair("document_unreadable", "documents[1].path"),
    ] {
        assert!(problems.contains(&expected), "{expected:?} in {problems:?}");
    }
    assert_eq!(problems.len(), 6, "and nothing that only follows from another: {problems:?}");
    let refusals = findings(&checked["refusals"]);
    assert!(refusals.contains(&pair("delivery", "recipients[1].delivery")), "{refusals:?}");
    assert!(refusals.contains(&pair("authentication", "recipients[1].authentication")), "{refusals:?}");
    assert_eq!(checked["dispatches"], 0);
    let told = scene.run(&["check", "demande.json"]);
    assert_eq!(told.out.lines().count(), 1 + 6 + 2, "{}", told.out);
}

#[test]
fn what_is_misspelt_does_not_hide_the_rest() {
    let scene = scene_with_documents();
    let mut bad = envelope();
    bad["recipients"][0]["role"] = json!("chef");
    bad["recipients"][0]["email"] = json!("@");
    bad["recipients"][1]["rooting_order"] = json!(1);
    bad["fields"][2]["document"] = json!(7);
    scene.write("demande.json", bad.to_string());
    let (code, checked) = scene.json(&["check", "demande.json"]);
    let expected = [
        pair("unknown_word", "recipients[0].role"),
        pair("unknown_key", "recipients[1].rooting_order"),
        pair("document_index_missing", "fields[2].document"),
        pair("email_invalid", "recipients[0].email"),
    ];
    assert_eq!((code, findings(&checked["problems"])), (1, expected.to_vec()));
}

#[test]
fn an_unusable_file_or_account_is_2() {
    let scene = scene_with_documents();
    scene.write("demande.json", envelope().to_string());
    scene.write("casse.json", "{ \"title\": ");
    scene.write("liste.json", "[]");
    assert_eq!(scene.refused(&["check", "casse.json"], "", 2)["id"], "error-not-json");
    scene.refused(&["check", "liste.json"], "", 2);
    assert_eq!(scene.refused(&["check", "absent.json"], "", 2)["id"], "error-file-missing");
    assert_eq!(scene.refused(&["check", "."], "", 2)["id"], "error-is-a-folder");
    for command in ["check", "send"] {
        let error = scene.refused(&[command, "demande.json", "--account", "nulle-part"], "", 2);
        assert_eq!((&error["code"], &error["params"]["account"]), (&json!("notFound"), &json!("nulle-part")));
    }
}

#[test]
fn an_envelope_is_sent_found_and_told() {
    let scene = scene_with_documents();
    scene.write("demande.json", envelope().to_string());
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    let id = sent["envelope"].as_str().expect("an id");
    assert_eq!(sent["status"], "sent");
    assert_eq!(sent["dispatches"].as_array().map(Vec::len), Some(1));
    for key in ["remote", "links"] {
        assert!(!sent["dispatches"][0][key].is_null(), "{key}");
    }
    assert!(sent.get("credits").is_some());

    let status = scene.ok(&["status", id]);
    assert_eq!((&status["envelope"], &status["status"]), (&json!(id), &json!("sent")));
    assert_eq!(status["title"], "Contrat de prestation – n° 7");
    let people: Vec<_> =
        status["recipients"].as_array().expect("people").iter().map(|p| &p["status"]).collect();
    assert_eq!(people, ["invited", "waiting"], "one after the other");
    let events: Vec<_> = status["events"].as_array().expect("events").iter().map(|e| &e["type"]).collect();
    assert_eq!(events, ["created", "sending_started", "accepted"]);
    assert!(status["events"][0]["at"].as_str().is_some_and(|at| at.ends_with('Z')));

    for (arguments, found) in [
        (&["list"][..], true),
        (&["status"], true),
        (&["list", "--query", "bjorn"], true),
        (&["list", "--query", "prestation"], true),
        (&["list", "--query", "introuvable"], false),
        (&["list", "--status", "sent"], true),
        (&["list", "--status", "completed"], false),
    ] {
        let rows = scene.ok(arguments)["envelopes"].as_array().expect("rows").clone();
        let ids: Vec<_> = rows.iter().map(|row| &row["envelope"]).collect();
        assert_eq!(ids, if found { vec![&sent["envelope"]] } else { vec![] }, "{arguments:?}");
    }
    scene.refused(&["list", "--limit", "0"], "", 2);
    let none = scene.run(&["list", "--query", "introuvable"]).out;
    assert!(!none.contains("vide"), "nothing found is not an empty history: {none}");
    scene.refused(&["status", "env_00000000000000000000000000000000"], "", 2);
    scene.refused(&["status", "n’importe quoi"], "", 2);
}

#[test]
fn what_has_problems_is_not_sent() {
    let scene = scene_with_documents();
    let mut bad = envelope();
    bad["recipients"][0]["email"] = json!("pas-une-adresse");
    scene.write("demande.json", bad.to_string());
    let (code, told) = scene.json(&["send", "demande.json", "--account", "local"]);
    assert_eq!((code, findings(&told["problems"])), (1, vec![pair("email_invalid", "recipients[0].email")]));
    bad = envelope();
    bad["recipients"][0]["delivery"] = json!("provider_mails");
    scene.write("demande.json", bad.to_string());
    let (code, told) = scene.json(&["send", "demande.json", "--account", "local"]);
    assert_eq!((code, findings(&told["refusals"])), (1, vec![pair("delivery", "recipients[0].delivery")]));
    assert_eq!(scene.ok(&["list"]), json!({ "envelopes": [] }), "no draft is left either");
}

#[test]
fn the_history_notices_a_document_changed_behind_its_back() {
    let scene = scene_with_documents();
    scene.write("demande.json", envelope().to_string());
    scene.ok(&["send", "demande.json", "--account", "local"]);
    let checked = scene.ok(&["history", "verify"]);
    assert_eq!(checked, json!({ "breaks": [], "envelopes": 1, "events": 3 }));
    assert_eq!(
        fs::read(scene.path("contrat.pdf")).expect("there"),
        fs::read(sample("contrat.pdf")).expect("there")
    );

    let mut folders = vec![scene.path("data/vault")];
    let mut changed = false;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !changed && path.file_name().is_some_and(|name| name.len() == 64) {
                // Documents are called by their digest.
                let mut permissions = fs::metadata(&path).expect("there").permissions();
                #[allow(clippy::permissions_set_readonly_false)]
                permissions.set_readonly(false);
                fs::set_permissions(&path, permissions).expect("set");
                fs::write(&path, b"%PDF-1.7 something else").expect("written");
                changed = true;
            }
        }
    }
    assert!(changed, "the vault holds the documents");
    let (code, checked) = scene.json(&["history", "verify"]);
    assert_eq!((code, checked["breaks"].as_array().map(Vec::len)), (1, Some(1)), "{checked:#}");
}

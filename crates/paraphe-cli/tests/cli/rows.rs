//! `send --rows`: one envelope per row, a report per row, and going on after a stop.

mod checked;
mod stopped;
mod texts;

use std::process::Stdio;

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::{Value, json};

use crate::stage::{Stage, envelope, until};

const SEND: [&str; 6] = ["send", "demande.json", "--account", "ngsign", "--rows", "gens.csv"];

const PEOPLE: &str = "first_name;last_name;email;language;lot\n\
    Zoë;Dupont;zoe@exemple.fr;fr;\"A;1\"\n\
    Björn;Åberg;bjorn@exemple.fr;en;B2\n\
    Łucja;Żak;lucja@exemple.fr;;C3\n";

/// An account at NGSign, an envelope with a name to fill in, and a table.
fn stage(people: &str) -> Stage {
    let stage = Stage::with(StandIn::NgSign, 1);
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}} – {{ last_name }}");
    stage.scene.write("demande.json", file.to_string());
    stage.scene.write("gens.csv", people);
    stage
}

/// Three other people: neither their addresses nor their names are those of the first.
fn others() -> String {
    let mut text = PEOPLE.replace("exemple.fr", "exemple.org");
    for (before, after) in [("Dupont", "Morel"), ("Åberg", "Öst"), ("Żak", "Nowak")] {
        assert!(text.contains(before));
        text = text.replace(before, after);
    }
    text
}

fn words(report: &Value) -> Vec<(u64, &str)> {
    let rows = report["rows"].as_array().expect("rows");
    rows.iter()
        .map(|row| (row["row"].as_u64().expect("a number"), row["status"].as_str().expect("a word")))
        .collect()
}

fn titles(stage: &Stage) -> Vec<String> {
    let list = stage.scene.ok(&["list"]);
    let rows = list["envelopes"].as_array().expect("a list");
    let mut titles: Vec<_> =
        rows.iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect();
    titles.sort();
    titles
}

fn creations(stage: &Stage) -> usize {
    stage.control.creations(StandIn::NgSign)
}

#[test]
fn each_row_is_an_envelope_and_a_second_run_repeats_none() {
    let stage = stage(&format!("\u{feff}{PEOPLE}"));
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")]);
    for row in report["rows"].as_array().expect("rows") {
        let keys: Vec<_> = row.as_object().expect("an object").keys().collect();
        assert_eq!(
            keys,
            ["envelope", "links", "person", "row", "status"],
            "exactly the report of the manual"
        );
        assert!(
            row["links"][0]["url"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:")),
            "{row}"
        );
    }
    assert_eq!(report["rows"][0]["person"], "Zoë Dupont");
    assert_eq!(titles(&stage), ["Bail A;1 – Dupont", "Bail B2 – Åberg", "Bail C3 – Żak"]);
    let people: Vec<_> =
        stage.control.envelopes(StandIn::NgSign).into_iter().map(|one| one.people[0].email.clone()).collect();
    assert_eq!(people, ["zoe@exemple.fr", "bjorn@exemple.fr", "lucja@exemple.fr"]);
    let first = report["rows"][0]["envelope"].as_str().expect("an id");
    let status = stage.scene.ok(&["status", first]);
    assert_eq!(
        (&status["title"], &status["recipients"][0]["name"]),
        (&json!("Bail A;1 – Dupont"), &json!("Zoë Dupont"))
    );

    let requests = stage.control.requests(StandIn::NgSign).len();
    let again = stage.scene.ok(&SEND);
    assert_eq!(words(&again), words(&report), "the same two files: nothing is repeated");
    for (row, before) in
        again["rows"].as_array().expect("rows").iter().zip(report["rows"].as_array().expect("rows"))
    {
        assert_eq!((&row["envelope"], &row["earlier_run"]), (&before["envelope"], &json!(true)));
    }
    assert_eq!((creations(&stage), stage.control.requests(StandIn::NgSign).len()), (3, requests));
    assert_eq!(
        stage.scene.ok(&["list"])["envelopes"].as_array().map(Vec::len),
        Some(3),
        "no draft is left over"
    );

    stage.scene.write("gens.csv", others());
    assert_eq!(words(&stage.scene.ok(&SEND)).len(), 3);
    assert_eq!(creations(&stage), 6, "other people are other rows");
}

#[test]
fn a_table_that_was_put_right_is_sent_to_nobody_twice() {
    let wrong = PEOPLE.replace("bjorn@exemple.fr", "bjorn");
    let stage = stage(&wrong);
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, words(&report)), (1, vec![(2, "sent"), (3, "not_sent"), (4, "sent")]), "{report:#}");
    // The address is put right, the rows are sorted another way, a column for the office is added.
    let lines: Vec<String> = PEOPLE.lines().map(|line| format!("{line};note")).collect();
    stage
        .scene
        .write("gens.csv", [&lines[0], &lines[3], &lines[2], &lines[1]].map(String::as_str).join("\n"));
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")]);
    let earlier: Vec<_> =
        report["rows"].as_array().expect("rows").iter().map(|row| row["earlier_run"] == true).collect();
    assert_eq!((earlier, creations(&stage)), (vec![true, false, true], 3), "only the row that was put right");
    let told = stage.scene.run(&SEND);
    assert!(told.out.contains("envoi précédent"), "{}", told.out);
    assert!(told.err.contains("note"), "a column nobody uses is named: {}", told.err);

    // What somebody was sent in other words is asked about.
    stage.scene.write("gens.csv", PEOPLE.replace("B2", "B22"));
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, words(&report)[1], creations(&stage)), (1, (3, "not_sent"), 3), "{report:#}");
    assert_eq!(report["rows"][1]["problems"][0]["code"], "sent_before", "{report:#}");
    stage.scene.ok(&[&SEND[..], &["--send-changed"]].concat());
    assert_eq!(creations(&stage), 4);
}

#[test]
fn nobody_is_asked_twice_because_a_word_of_the_request_changed_or_a_row_was_pasted_twice() {
    let stage = stage(PEOPLE);
    stage.scene.ok(&SEND);
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail du {{lot}} – {{ last_name }}");
    stage.scene.write("demande.json", file.to_string());
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, creations(&stage)), (1, 3), "{report:#}");
    for row in report["rows"].as_array().expect("rows") {
        assert_eq!(
            (&row["status"], &row["problems"][0]["code"]),
            (&json!("not_sent"), &json!("sent_before"))
        );
    }
    stage.scene.ok(&[&SEND[..], &["--send-changed"]].concat());
    assert_eq!(creations(&stage), 6, "the person said so");
    assert_eq!(words(&stage.scene.ok(&SEND)).len(), 3, "and what has left is known");
    assert_eq!(creations(&stage), 6);

    let new = "Ana;Ruiz;ana@exemple.org;;D4\n";
    stage.scene.write("gens.csv", format!("{PEOPLE}{new}{new}"));
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, words(&report)[3], words(&report)[4]), (1, (5, "sent"), (6, "not_sent")), "{report:#}");
    assert_eq!(report["rows"][4]["problems"][0]["code"], "repeats", "{report:#}");
    assert!(
        report["rows"][4]["problems"][0]["message"].as_str().is_some_and(|told| told.contains("ligne 5"))
    );
    assert_eq!(creations(&stage), 7);
    let told = stage.scene.run(&SEND).out;
    assert!(told.contains("4 sur 5 lignes envoyées, dont 4 par un envoi précédent"), "{told}");
}

#[test]
fn a_bad_row_is_told_and_the_others_go_on() {
    let people = "email;first_name;last_name;language;lot\n\
        zoe@exemple.fr;Zoë;Dupont;fr;A1\n\
        pas-une-adresse;Björn;Åberg;fr;B2\n\
        lucja@exemple.fr;Łucja;Żak;xx;C3\n\
        trop;court\n\
        ;;;;\n\
        ana@exemple.fr;Ana;Ruiz;it;D4\n";
    let stage = stage(people);
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!(code, 1, "{report:#}");
    let expected = [(2, "sent"), (3, "not_sent"), (4, "not_sent"), (5, "not_sent"), (7, "sent")];
    assert_eq!(words(&report), expected);
    let told = |row: usize| {
        let problem = &report["rows"][row]["problems"][0];
        let message = problem["message"].as_str().expect("a sentence");
        assert!(message.ends_with('.') && !message.contains(['{', '\u{2068}']), "{message:?}");
        (problem["code"].clone(), problem["path"].clone())
    };
    assert_eq!(told(1), (json!("email_invalid"), json!("recipients[0].email")));
    assert_eq!(told(2), (json!("language"), json!("recipients[0].language")));
    assert_eq!(told(3), (json!("length"), json!("")));
    assert_eq!(creations(&stage), 2);
    let plain = stage.scene.run(&SEND);
    assert!(
        plain.out.contains("2 sur 5") && plain.out.contains("recipients[0].email"),
        "{} {}",
        plain.out,
        plain.err
    );
}

#[test]
fn what_is_wrong_with_the_files_is_told_before_anything_leaves() {
    let stage = stage("email,last_name\nzoe@exemple.fr,Dupont\n");
    let (code, told) = stage.scene.json(&SEND);
    let problem = &told["problems"][0];
    assert_eq!(
        (code, &problem["code"], &problem["path"]),
        (1, &json!("no_column"), &json!("title")),
        "{told:#}"
    );
    stage.scene.write("gens.csv", b"email;lot;last_name\nzo\xe9@exemple.fr;1;x\n");
    assert_eq!(stage.scene.refused(&SEND, "", 2)["id"], "error-rows-text");
    stage.scene.write("gens.csv", "lot;lot\n1;2\n");
    assert_eq!(stage.scene.refused(&SEND, "", 2)["id"], "error-rows-table");
    stage.scene.write("gens.csv", "email;lot;last_name\n");
    assert_eq!(stage.scene.refused(&SEND, "", 2)["id"], "error-rows-nobody");
    std::fs::remove_file(stage.scene.path("gens.csv")).expect("removed");
    assert_eq!(stage.scene.refused(&SEND, "", 2)["id"], "error-file-missing");
    stage.scene.write("gens.csv", PEOPLE);
    std::fs::remove_file(stage.scene.path("contrat.pdf")).expect("removed");
    let (code, told) = stage.scene.json(&SEND);
    assert_eq!((code, &told["problems"][0]["path"]), (1, &json!("documents[0].path")), "{told:#}");
    let both = [&SEND[..], &["--wait"]].concat();
    assert_eq!(stage.scene.refused(&both, "", 2)["code"], "usage");
    assert_eq!(creations(&stage), 0);
}

#[test]
fn a_run_is_one_row_of_the_history_and_another_account_is_named() {
    let stage = stage(&PEOPLE.replace("bjorn@exemple.fr", "bjorn"));
    stage.scene.json(&SEND);
    let listed = stage.scene.ok(&["list"]);
    let batch = &listed["batches"][0];
    assert_eq!(
        (&batch["counts"]["lines"], &batch["counts"]["to_correct"]),
        (&json!(3), &json!(1)),
        "{listed:#}"
    );
    let envelopes = listed["envelopes"].as_array().expect("a list");
    assert!(envelopes.iter().all(|one| one["batch"] == batch["batch"]), "{listed:#}");
    let told = stage.scene.run(&["list"]).out;
    assert!(told.starts_with("Envoi groupé") && told.lines().count() == 3, "{told}");
    assert!(told.contains("1 non envoyée"), "{told}");

    stage.scene.write("personne.csv", "email;lot;last_name\nbjorn;1;x\n");
    let none_leaves = SEND.map(|word| if word == "gens.csv" { "personne.csv" } else { word });
    stage.scene.json(&none_leaves);
    let count = |limit: &str| {
        let listed = stage.scene.ok(&["list", "--limit", limit]);
        ["envelopes", "batches"].map(|kind| listed[kind].as_array().map_or(0, Vec::len))
    };
    assert_eq!((count("1"), count("10")), ([1, 1], [2, 2]), "as many rows as were asked for");

    stage.add_account(StandIn::SigTool);
    let other = ["send", "demande.json", "--account", "sigtool", "--rows", "gens.csv"];
    let (_, report) = stage.scene.json(&other);
    assert_eq!(
        (&report["rows"][0]["account"], &report["rows"][0]["earlier_run"]),
        (&json!("ngsign"), &json!(true))
    );
    let warning = &report["warnings"][0];
    assert_eq!(warning["code"], "other_account", "{report:#}");
    assert!(warning["message"].as_str().is_some_and(|said| said.contains("2, 4") && said.contains("ngsign")));
    assert_eq!(creations(&stage), 2, "nothing is repeated");
}

#[test]
fn who_was_put_right_in_a_running_request_is_asked_by_no_table_again() {
    let stage = stage(PEOPLE);
    let report = stage.scene.ok(&SEND);
    let first = report["rows"][0]["envelope"].as_str().expect("an id");
    let person = stage.scene.ok(&["status", first])["recipients"][0]["id"].clone();
    let person = person.as_str().expect("an id");
    let right = "zoe@exemple.org";
    stage.scene.ok(&["correct", first, "--recipient", person, "--email", right, "--reason", "adresse"]);
    assert_eq!(creations(&stage), 4);
    let same = stage.scene.ok(&SEND);
    assert_eq!(words(&same), [(2, "sent"), (3, "sent"), (4, "sent")], "the new request is the row's");
    stage.scene.write("gens.csv", PEOPLE.replace("zoe@exemple.fr", right));
    let (_, report) = stage.scene.json(&SEND);
    assert_eq!(report["rows"][0]["problems"][0]["code"], "sent_before", "{report:#}");
    assert_eq!(creations(&stage), 4, "nobody is asked twice");
}

//! `send --rows`: one envelope per row, a report per row, and going on after a stop.

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
fn a_killed_run_goes_on_where_it_stopped() {
    // At each request of the second row, its work done or not.
    let whole = stage(PEOPLE);
    whole.scene.ok(&SEND);
    let requests = whole.control.requests(StandIn::NgSign).len();
    for at in 0..requests {
        for works in [false, true] {
            let stage = stage(PEOPLE);
            let moment = format!("request {} of {requests}, work done: {works}", at + 1);
            stage.fault(StandIn::NgSign, at, FaultKind::Silence { works });
            let mut command = stage.scene.command();
            command.args(SEND).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("the program starts");
            until("the stand-in holds the request", || stage.control.silences(StandIn::NgSign) == 1);
            child.kill().expect("killed");
            child.wait().expect("gone");
            stage.control.clear_faults();
            let report = stage.scene.ok(&SEND);
            assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")], "{moment}: {report:#}");
            assert_eq!(creations(&stage), 3, "{moment}");
            assert_eq!(stage.scene.ok(&["list"])["envelopes"].as_array().map(Vec::len), Some(3), "{moment}");
        }
    }
}

#[test]
fn a_provider_that_asks_to_wait_is_waited_for_and_one_that_cannot_be_reached_stops_the_run() {
    let stage = stage(PEOPLE);
    let fault = |times: usize, kind: FaultKind| Fault {
        provider: StandIn::NgSign,
        path_contains: String::new(),
        method: Some("POST".to_owned()),
        skip: 2,
        times,
        kind,
    };
    let busy = FaultKind::Status { status: 429, retry_after_seconds: Some(1), body: String::new() };
    // More often than a single request is repeated.
    stage.control.fault(fault(4, busy));
    let answer = stage.scene.run(&[&SEND[..], &["--json"]].concat());
    assert_eq!((answer.code, words(&answer.json()).len()), (0, 3), "{}", answer.err);
    assert!(answer.err.contains("attendre 1 seconde"), "{}", answer.err);
    assert_eq!(creations(&stage), 3);

    stage.scene.write("gens.csv", others());
    stage
        .control
        .fault(fault(1, FaultKind::Status { status: 401, retry_after_seconds: None, body: String::new() }));
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!(code, 3, "{report:#}");
    assert_eq!(words(&report)[0], (2, "sent"));
    assert_eq!(words(&report)[2], (4, "not_sent"), "the key is refused for every row: {report:#}");
    assert_eq!(report["rows"][1]["error"]["id"], "error-provider-credentials", "{report:#}");
    stage.control.clear_faults();
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")]);
    assert_eq!(creations(&stage), 6, "each once");
}

#[test]
fn a_row_in_doubt_is_told_and_never_repeated() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    stage.scene.write("gens.csv", "email,last_name\na@exemple.fr,A\nb@exemple.fr,B\nc@exemple.fr,C\n");
    let send = ["send", "demande.json", "--account", "gesdocs", "--rows", "gens.csv"];
    let method = Some("POST".to_owned());
    let (path_contains, kind) = (String::new(), FaultKind::DropAfter);
    stage.control.fault(Fault { provider: StandIn::GesDocs, path_contains, method, skip: 1, times: 1, kind });
    for _ in 0..2 {
        let (code, report) = stage.scene.json(&send);
        assert_eq!(
            (code, words(&report)),
            (4, vec![(2, "sent"), (3, "uncertain"), (4, "sent")]),
            "{report:#}"
        );
        assert_eq!(stage.control.creations(StandIn::GesDocs), 3, "each once");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_lets_the_row_under_way_come_to_its_end() {
    let stage = stage(PEOPLE);
    stage.fault(StandIn::NgSign, 0, FaultKind::Held);
    let mut command = stage.scene.command();
    command.args(SEND).arg("--json").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child = command.spawn().expect("the program starts");
    until("the stand-in holds the request", || stage.control.silences(StandIn::NgSign) == 1);
    crate::running::interrupt(&child);
    stage.control.release();
    let output = child.wait_with_output().expect("ends");
    let report: Value = serde_json::from_slice(&output.stdout).expect("one value");
    let words = words(&report);
    assert_eq!((words[0], words[2]), ((2, "sent"), (4, "not_sent")), "{report:#}");
    let next = report["next"].as_str().expect("what comes next");
    assert!(next.starts_with("Ce qui n’est pas parti attend"), "nothing is to be put right: {next}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(creations(&stage), words.iter().filter(|(_, word)| *word == "sent").count());
    assert_eq!(stage.scene.ok(&SEND)["rows"].as_array().map(Vec::len), Some(3));
    assert_eq!(creations(&stage), 3);
}

#[test]
fn a_heading_a_text_names_leaves_the_person_of_the_envelope_file() {
    let stage = stage("email;nom;lot\nzoe@exemple.fr;Résidence des Lilas;A1\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}}, {{nom}}");
    stage.scene.write("demande.json", file.to_string());
    let report = stage.scene.ok(&SEND);
    assert_eq!(report["rows"][0]["person"], "Zoë1 Dupont", "{report:#}");
    assert_eq!(titles(&stage), ["Bail A1, Résidence des Lilas"]);
    let warning = &report["warnings"][0];
    assert_eq!(warning["code"], "left_columns", "{report:#}");
    assert!(warning["message"].as_str().is_some_and(|said| said.contains("nom")), "{report:#}");
}

#[test]
fn headings_in_french_address_the_people_of_the_table() {
    let stage = stage("Prénom;NOM;Courriel;lot;remarque\nZoë;Dupont;zoe@exemple.fr;A1;x\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}} de {{first_name}} {{nom}}");
    stage.scene.write("demande.json", file.to_string());
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent")]);
    let asked = &stage.control.envelopes(StandIn::NgSign)[0].people[0];
    assert_eq!(asked.email, "zoe@exemple.fr");
    assert_eq!(titles(&stage), ["Bail A1 de Zoë Dupont"]);
    let warning = &report["warnings"][0];
    assert_eq!(warning["code"], "unused_columns", "{report:#}");
    let said = warning["message"].as_str().expect("a sentence");
    assert!(said.contains("remarque") && !said.contains("lot"), "{said}");
    let read = &report["warnings"][1];
    assert_eq!(read["code"], "read_columns", "{report:#}");
    assert!(read["message"].as_str().is_some_and(|said| said.contains("NOM → last_name")), "{report:#}");
}

#[test]
fn nobody_is_addressed_by_braces_and_no_text_has_a_hole() {
    let stage = stage("email;lot;directeur\na@exemple.fr;A1;Roux\nb@exemple.fr;;Roux\n");
    let mut file = envelope(StandIn::NgSign, 1);
    file["title"] = json!("Bail {{lot}}");
    file["recipients"][0]["last_name"] = json!("{{patron}}");
    stage.scene.write("demande.json", file.to_string());
    let (code, told) = stage.scene.json(&SEND);
    let problem = &told["problems"][0];
    assert_eq!(
        (code, &problem["code"], &problem["path"]),
        (1, &json!("no_column"), &json!("recipients[0].last_name"))
    );
    file["recipients"][0]["last_name"] = json!("{{directeur}}");
    stage.scene.write("demande.json", file.to_string());
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!((code, words(&report)), (1, vec![(2, "sent"), (3, "not_sent")]), "{report:#}");
    assert_eq!(report["rows"][0]["person"], "Zoë1 Roux");
    let problem = &report["rows"][1]["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["path"]),
        (&json!("empty_cell"), &json!("rows[3].lot")),
        "{report:#}"
    );
    assert!(report["next"].as_str().is_some_and(|next| next.contains("relancez")), "{report:#}");
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

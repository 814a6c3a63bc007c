//! `check --rows`: what sending the table would come to, row by row.

use super::*;

const CHECK: [&str; 6] = ["check", "demande.json", "--account", "ngsign", "--rows", "gens.csv"];

#[test]
fn each_row_is_checked_as_if_it_were_sent_and_nothing_is() {
    let stage = stage(PEOPLE);
    let report = stage.scene.ok(&CHECK);
    assert_eq!(words(&report), [(2, "ready"), (3, "ready"), (4, "ready")]);
    assert_eq!(report["rows"][0]["person"], "Zoë Dupont", "{report:#}");
    let told = stage.scene.run(&CHECK).out;
    assert!(told.contains("3 lignes prêtes sur 3") && told.contains("Rien n’a été envoyé"), "{told}");
    assert_eq!((creations(&stage), titles(&stage).len()), (0, 0));

    assert_eq!(words(&stage.scene.ok(&SEND)), [(2, "sent"), (3, "sent"), (4, "sent")]);
    let again = stage.scene.ok(&CHECK);
    assert_eq!(words(&again), [(2, "sent"), (3, "sent"), (4, "sent")], "what left is told as it stands");
    assert_eq!((&again["rows"][0]["earlier_run"], creations(&stage)), (&json!(true), 3));
}

#[test]
fn what_is_wrong_with_a_row_is_told_with_it_and_the_answer_is_no() {
    let stage = stage(&PEOPLE.replace("bjorn@exemple.fr", "bjorn").replace("C3", ""));
    let (code, report) = stage.scene.json(&CHECK);
    assert_eq!((code, words(&report)), (1, vec![(2, "ready"), (3, "not_sent"), (4, "not_sent")]));
    let code_of = |row: usize| report["rows"][row]["problems"][0]["code"].clone();
    assert_eq!((code_of(1), code_of(2)), (json!("email_invalid"), json!("empty_cell")), "{report:#}");
    let (sent, same) = stage.scene.json(&SEND);
    assert_eq!((sent, &same["rows"][1]["problems"]), (1, &report["rows"][1]["problems"]));
    assert_eq!(creations(&stage), 1);
}

#[test]
fn files_that_do_not_go_together_are_told_as_a_whole() {
    let stage = stage("email\nzoe@exemple.fr\n");
    let (code, told) = stage.scene.json(&CHECK);
    assert_eq!((code, &told["problems"][0]["code"]), (1, &json!("no_column")), "{told:#}");
    let (code, told) = stage.scene.json(&["check", "demande.json", "--rows", "absent.csv"]);
    assert_eq!(
        (code, told["error"]["params"]["path"].as_str().map(|path| path.contains("absent.csv"))),
        (2, Some(true))
    );
}

#[test]
fn a_row_in_doubt_is_no_row_that_was_sent() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    stage.scene.write("gens.csv", "email,last_name\na@exemple.fr,A\nb@exemple.fr,B\n");
    let files = ["demande.json", "--account", "gesdocs", "--rows", "gens.csv"];
    let (method, path_contains) = (Some("POST".to_owned()), String::new());
    let (provider, kind) = (StandIn::GesDocs, FaultKind::DropAfter);
    stage.control.fault(Fault { provider, path_contains, method, skip: 1, times: 1, kind });
    stage.scene.json(&[&["send"], &files[..]].concat());
    let check = [&["check"], &files[..]].concat();
    let (code, report) = stage.scene.json(&check);
    assert_eq!((code, words(&report)), (4, vec![(2, "sent"), (3, "uncertain")]), "{report:#}");
    let told = stage.scene.run(&check).out;
    assert!(told.contains("0 ligne") && told.contains("sur 2") && told.contains("1 déjà"), "{told}");
}

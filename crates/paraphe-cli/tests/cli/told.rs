//! What a person is told beside the answer: what comes next, what stands in the way, what is there already.

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::json;

use crate::stage::{Stage, add_account, envelope};
use crate::support::{Scene, sample};

/// A port that was free a moment ago answers nobody.
fn nobody() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port()
}

/// An account at a stand-in that cannot be reached.
fn unreachable(provider: StandIn) -> Stage {
    let stage = Stage::new();
    let account = stage.account(provider);
    let base = account.base_url.replace(&format!(":{}/", stage.port()), &format!(":{}/", nobody()));
    add_account(&stage.scene, &account, &base, &account.secret);
    stage.scene.write("demande.json", envelope(provider, 1).to_string());
    stage
}

#[test]
fn who_cannot_be_asked_is_followed_by_messages_and_that_is_said() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let sent = stage.send(StandIn::GesDocs);
    let id = sent["envelope"].as_str().expect("an id");
    let next = sent["next"].as_str().expect("what comes next");
    assert!(next.contains("paraphe notice") && next.contains(&format!("paraphe import {id}")), "{next}");
    assert!(!next.contains("--refresh"), "{next}");
    assert_eq!(stage.scene.ok(&["status", id, "--refresh"])["next"], sent["next"]);
    assert!(stage.scene.ok(&["status", id])["next"].is_null(), "nobody wanted it asked");
    stage.sign_and_learn(StandIn::GesDocs, id);
    let over = stage.scene.ok(&["status", id, "--refresh"]);
    assert_eq!((&over["status"], &over["next"]), (&json!("completed"), &json!(null)));
    let stage = Stage::with(StandIn::Docage, 1);
    let sent = stage.send(StandIn::Docage);
    assert!(sent["next"].as_str().is_some_and(|next| next.contains("--refresh")), "{sent:#}");
}

#[test]
fn whoever_has_no_link_is_named() {
    for (provider, words) in [(StandIn::GesDocs, "Aucun lien reçu"), (StandIn::NgSign, "Pas encore de lien")]
    {
        let stage = Stage::with(provider, 2);
        let told = stage.scene.run(&["send", "demande.json", "--account", provider.as_str()]);
        let line = told.out.lines().find(|line| line.contains(words));
        assert!(line.is_some_and(|line| line.contains("Zoë2 Dupont")), "{provider:?}: {}", told.out);
        let status = stage.scene.run(&["status", &only(&stage)]).out;
        assert!(status.contains(words), "{provider:?}: {status}");
    }
    let stage = Stage::with(StandIn::Openapi, 2);
    let told = stage.scene.run(&["send", "demande.json", "--account", "openapi"]).out;
    assert!(!told.contains("Aucun lien") && !told.contains("Pas encore de lien"), "{told}");
}

/// The one envelope there is.
fn only(stage: &Stage) -> String {
    stage.scene.ok(&["list"])["envelopes"][0]["envelope"].as_str().expect("an id").to_owned()
}

#[test]
fn whoever_was_reminded_is_named() {
    let stage = Stage::with(StandIn::Docage, 2);
    let id = stage.send(StandIn::Docage)["envelope"].as_str().expect("an id").to_owned();
    assert_eq!(stage.scene.ok(&["remind", &id])["reminded"], json!(["r1", "r2"]));
    let told = stage.scene.run(&["remind", &id]).out;
    assert!(told.contains("Zoë1 Dupont, Zoë2 Dupont"), "{told}");
}

#[test]
fn a_request_that_waits_or_is_in_doubt_is_told_beside_a_second_one() {
    let stage = unreachable(StandIn::Docage);
    let send = ["send", "demande.json", "--account", "docage"];
    let first = stage.scene.run(&send);
    assert!(first.code == 3 && !first.err.contains("attend déjà"), "{}", first.err);
    let waiting = only(&stage);
    let second = stage.scene.run(&send).err;
    assert!(second.contains("attend déjà") && second.contains(&waiting), "{second}");

    let stage = Stage::with(StandIn::GesDocs, 1);
    let (path_contains, method) = (String::new(), Some("POST".to_owned()));
    let kind = FaultKind::DropAfter;
    stage.control.fault(Fault { provider: StandIn::GesDocs, path_contains, method, skip: 0, times: 1, kind });
    let send = ["send", "demande.json", "--account", "gesdocs"];
    let first = stage.scene.run(&send);
    assert!(first.code == 4 && !first.err.contains("en doute chez"), "{}", first.err);
    let doubtful = only(&stage);
    let second = stage.scene.run(&send);
    assert!(second.err.contains("en doute chez") && second.err.contains(&doubtful), "{}", second.err);
    let mut other = envelope(StandIn::GesDocs, 1);
    other["title"] = json!("Autre contrat");
    stage.scene.write("demande.json", other.to_string());
    let third = stage.scene.run(&send).err;
    assert!(!third.contains("en doute chez"), "another request is no second one: {third}");
}

#[cfg(unix)]
#[test]
fn whoever_waits_for_a_service_that_is_down_hears_why() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let stage = unreachable(StandIn::Docage);
    let mut command = stage.scene.command();
    command.args(["send", "demande.json", "--account", "docage", "--wait"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut told = BufReader::new(child.stderr.take().expect("piped"));
    let mut all = String::new();
    while !all.contains("réessaie tant que") {
        assert!(told.read_line(&mut all).expect("readable") > 0, "it ended without a word: {all}");
    }
    assert!(all.contains("injoignable") && all.contains("Détail technique"), "{all}");
    crate::running::interrupt(&child);
    std::io::Read::read_to_string(&mut told, &mut all).expect("readable");
    assert_eq!(child.wait().expect("ends").code(), Some(1), "{all}");
}

#[test]
fn what_was_taken_back_has_no_result_whatever_the_service_says() {
    for provider in [StandIn::Docage, StandIn::NgSign, StandIn::Openapi] {
        let stage = Stage::with(provider, 1);
        let id = stage.send(provider)["envelope"].as_str().expect("an id").to_owned();
        stage.scene.refused(&["void", &id, "--reason", "  "], "", 2);
        assert_eq!(stage.scene.ok(&["void", &id, "--reason", "Erreur"])["status"], "voided");
        let refused = stage.scene.refused(&["download", &id, "--to", "r"], "", 1);
        assert_eq!(refused["id"], "action-reason-no-result", "{provider:?}: {refused:#}");
    }
    let scene = Scene::new();
    scene.write("contrat.pdf", std::fs::read(sample("contrat.pdf")).expect("the sample"));
    let mut file = envelope(StandIn::SigTool, 1);
    file["recipients"][0]["delivery"] = json!("in_person");
    scene.write("demande.json", file.to_string());
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    let id = sent["envelope"].as_str().expect("an id");
    scene.ok(&["void", id, "--reason", "Erreur"]);
    assert_eq!(scene.refused(&["download", id, "--to", "r"], "", 1)["id"], "action-reason-no-result");
}

#[test]
fn a_run_that_finds_everything_sent_says_so_and_a_row_that_does_not_fit_names_its_person() {
    let stage = Stage::with(StandIn::NgSign, 1);
    let send = ["send", "demande.json", "--account", "ngsign", "--rows", "gens.csv"];
    stage.scene.write("gens.csv", "first_name,last_name,email\nAna,Ruiz,ana@exemple.fr\n");
    assert!(stage.scene.run(&send).out.contains("1 sur 1 ligne envoyée"));
    let again = stage.scene.run(&send).out;
    assert!(again.contains("Rien de nouveau") && !again.contains("sur 1"), "{again}");

    let people = "first_name,last_name,email,language\nLéa,Roux,lea@exemple.fr,xx\nJo,Petit,jo@exemple.fr\n";
    stage.scene.write("gens.csv", people);
    let (_, report) = stage.scene.json(&send);
    let named: Vec<_> = report["rows"].as_array().expect("rows").iter().map(|row| &row["person"]).collect();
    assert_eq!(named, ["Léa Roux", "Jo Petit"]);
}

#[test]
fn the_account_that_is_always_there_is_neither_added_nor_removed() {
    let scene = Scene::new();
    assert_eq!(scene.refused(&["accounts", "remove", "local"], "", 2)["id"], "error-account-local");
    let add = ["accounts", "add", "local", "--name", "Bureau", "--secret-stdin"];
    assert_eq!(scene.refused(&add, "s\n", 2)["id"], "error-account-local");
    let told = scene.run(&["accounts", "add", "local", "--name", "local"]).out;
    assert!(told.contains("aucune clé") && !told.contains("fichier chiffré"), "{told}");
    let add = ["accounts", "add", "docage", "--name", "D", "--user", "moi", "--secret-stdin"];
    let refused = scene.refused(&add, "s\n", 2);
    assert_eq!(
        (&refused["id"], &refused["params"]["problem"]),
        (&json!("error-account-settings"), &json!("user_invalid"))
    );
    let unknown = scene.refused(&["capabilities", "nulle-part"], "", 2);
    assert_eq!(unknown["id"], "error-provider-unknown");
    assert!(unknown["next"].as_str().is_some_and(|next| next.contains("gesdocs")), "{unknown:#}");
}

#[test]
fn a_folder_is_no_document_to_ask_a_service_about_and_a_protected_one_goes_to_no_service() {
    let stage = Stage::with(StandIn::Openapi, 1);
    let asked = ["verify", ".", "--account", "openapi"];
    assert_eq!(stage.scene.refused(&asked, "", 2)["id"], "error-opinion-folder");
    let locked = crate::support::fixture("encrypted").join("locked.pdf");
    stage.scene.write("contrat.pdf", std::fs::read(locked).expect("the fixture"));
    let (code, report) = stage.scene.json(&["check", "demande.json", "--account", "openapi"]);
    let told = &report["problems"][0];
    assert_eq!((code, &told["code"]), (1, &json!("document_unreadable")), "{report:#}");
    assert!(told["message"].as_str().is_some_and(|said| said.contains("--password-stdin")), "{told}");
    let check = ["check", "demande.json", "--account", "openapi", "--password-stdin"];
    let (code, report) = stage.scene.json_with(&check, "sésame\n");
    assert_eq!((code, &report["refusals"][0]["code"]), (1, &json!("document_protected")), "{report:#}");
}

//! What somebody meets who knows the program from its own pages only: files that are named, words in their language, every
//! problem at once, and examples that work.

use std::fs;
use std::path::Path;

use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::stage::Stage;
use crate::support::{Scene, sample};

/// A block of the manual, by the word behind its fence and a word in it.
pub(crate) fn block(language: &str, holding: &str) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command-line.md");
    let page = fs::read_to_string(page).expect("the manual");
    let blocks = page.split("```").skip(1).step_by(2);
    let mut bodies = blocks.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    bodies.find(|body| body.contains(holding)).expect("the block").to_owned()
}

pub(crate) fn scene_with_contract() -> Scene {
    let scene = Scene::new();
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("readable"));
    scene
}

pub(crate) fn codes(list: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    list.as_array().expect("a list").iter().map(|one| (text(&one["code"]), text(&one["path"]))).collect()
}

#[test]
fn the_envelope_file_of_the_manual_is_one() {
    let scene = scene_with_contract();
    scene.write("demande.json", block("json", "\"recipients\""));
    let found = scene.ok(&["check", "demande.json"]);
    assert_eq!(found, json!({ "problems": [], "refusals": [], "dispatches": 1 }));
    // Every key the reader knows stands in the table beside it.
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command-line.md"));
    let page = page.expect("the manual");
    for key in [
        "title",
        "message",
        "language",
        "expires_at",
        "requester_email",
        "documents",
        "path",
        "name",
        "recipients",
        "id",
        "role",
        "first_name",
        "last_name",
        "email",
        "mobile",
        "authentication",
        "routing_order",
        "delivery",
        "signature",
        "fields",
        "recipient",
        "document",
        "page",
        "kind",
        "rect",
        "rotation",
        "options",
        "reminder_days",
        "metadata",
        "conditions",
        "notification_urls",
        "redirect_url",
        "brand.color",
        "brand.logo",
        "signature_modes",
        "test",
    ] {
        assert!(page.contains(&format!("`{key}`")), "{key} is not explained");
    }
}

#[test]
fn the_table_of_the_manual_is_sent() {
    let scene = scene_with_contract();
    scene.write("modele.json", block("json", "{{chantier}}"));
    scene.write("gens.csv", block("csv", "first_name"));
    let told = scene.ok(&["send", "modele.json", "--account", "local", "--rows", "gens.csv"]);
    let rows = told["rows"].as_array().expect("rows");
    assert!(rows.len() > 1 && rows.iter().all(|row| row["status"] == "sent"), "{told:#}");
}

#[test]
fn a_deadline_in_the_past_is_a_problem() {
    let scene = scene_with_contract();
    let mut file: Value = serde_json::from_str(&block("json", "\"recipients\"")).expect("JSON");
    file["expires_at"] = json!("2020-01-01T00:00:00Z");
    scene.write("demande.json", file.to_string());
    for command in [&["check", "demande.json"][..], &["send", "demande.json", "--account", "local"]] {
        let (code, found) = scene.json(command);
        let expected = vec![("deadline_passed".to_owned(), "expires_at".to_owned())];
        assert_eq!((code, codes(&found["problems"])), (1, expected), "{found:#}");
    }
}

#[test]
fn one_mistake_hides_no_other() {
    let scene = scene_with_contract();
    let mut file: Value = serde_json::from_str(&block("json", "\"recipients\"")).expect("JSON");
    let twin = file["recipients"][0].clone();
    file["recipients"].as_array_mut().expect("a list").push(twin);
    file["recipients"][2]["email"] = json!("pas-une-adresse");
    file["fields"][0]["recipient"] = json!("personne");
    file["fields"][1]["page"] = json!(99);
    file["documents"].as_array_mut().expect("a list").push(json!({ "path": "absent.pdf" }));
    file["title"] = json!("");
    scene.write("demande.json", file.to_string());
    let (_, found) = scene.json(&["check", "demande.json"]);
    let mut problems = codes(&found["problems"]);
    problems.sort();
    let pair = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    let expected = [
        pair("document_unreadable", "documents[1].path"),
        pair("duplicate_recipient", "recipients[2].id"),
        pair("email_invalid", "recipients[2].email"),
        pair("no_title", "title"),
        pair("page_missing", "fields[1].page"),
        pair("signer_without_field", "recipients[0].fields"),
        pair("unknown_recipient", "fields[0].recipient"),
    ];
    assert_eq!(problems, expected, "{found:#}");
    assert!(found.to_string().contains("absent.pdf"), "the missing file is named: {found:#}");
}

#[test]
fn what_is_missing_is_named() {
    let scene = scene_with_contract();
    scene.ok(&["identity", "create", "moi", "--common-name", "Moi"]);
    let image =
        ["sign", "contrat.pdf", "--out", "s.pdf", "--identity", "moi", "--page", "1", "--rect", "1,1,99,60"];
    for arguments in [
        &["verify", "nulle-part.pdf"][..],
        &["pages", "nulle-part.pdf"],
        &["check", "nulle-part.json"],
        &["send", "nulle-part.json", "--account", "local"],
        &["verify", "contrat.pdf", "--trust", "nulle-part.pem"],
        &["sign", "contrat.pdf", "--out", "s.pdf", "--p12", "nulle-part.p12"],
        &[&image[..], &["--image", "nulle-part.png"]].concat(),
        &["trust", "import", "nulle-part"],
    ] {
        let error = scene.refused(arguments, "", 2);
        let message = error["message"].as_str().expect("a sentence");
        assert!(message.contains("nulle-part"), "{arguments:?}: {message}");
        assert!(error["next"].as_str().is_some_and(|next| !next.contains("choisissez")), "{error:#}");
    }
}

#[test]
fn advice_is_for_the_command_line() {
    let scene = scene_with_contract();
    for (arguments, wanted) in [
        (&["sign", "contrat.pdf", "--out", "s.pdf", "--identity", "absente"][..], "paraphe identity create"),
        (&["check", "x.json", "--account", "absent"], "paraphe accounts"),
        (&["status", "env_00000000000000000000000000000000"], "paraphe list"),
    ] {
        let plain = scene.run(arguments).err;
        assert!(plain.contains(wanted) && !plain.contains("réglages"), "{plain}");
    }
}

#[test]
fn verify_says_who_when_and_what_to_do() {
    let scene = scene_with_contract();
    scene.ok(&["identity", "create", "moi", "--common-name", "Marc Petit"]);
    let sign = ["sign", "contrat.pdf", "--out", "s.pdf", "--identity", "moi", "--certify", "form-filling"];
    scene.ok(&sign);
    let told = scene.run(&["verify", "s.pdf"]).out;
    let mut lines = told.lines();
    assert_eq!(lines.next(), Some("Document intact, identité à confirmer"), "{told}");
    for wanted in [
        "Marc Petit",
        "qui certifie le document",
        "Qui\u{202f}:",
        "Quand\u{202f}:",
        "d’après l’ordinateur",
        "Empreinte",
        "--trust",
        "À faire",
    ] {
        assert!(told.contains(wanted), "{wanted} in\n{told}");
    }
}

#[test]
fn help_and_wrong_usage_speak_the_language_of_the_computer() {
    let scene = Scene::new();
    let help = scene.run(&["sign", "--help"]).out;
    assert!(
        help.contains("Utilisation") && help.contains("par défaut") && !help.contains("Print help"),
        "{help}"
    );
    for (arguments, wanted) in [
        (&["frobnicate"][..], "n’existe pas"),
        (&["verify"], "Il manque"),
        (&["sign", "a.pdf", "--out", "b.pdf", "--identity", "m", "--level", "b-x"], "Valeurs possibles"),
        (
            &["sign", "a.pdf", "--out", "b.pdf", "--identity", "m", "--page", "1", "--rect", "1,2,3"],
            "quatre nombres",
        ),
        (&["verify", "a.pdf", "--trusted", "x"], "n’existe pas"),
        (&["verify", "a.pdf", "b.pdf"], "un fichier ou un dossier à la fois"),
        (&["pages", "a.pdf", "b.pdf"], "n’existe pas"),
        (&["sign", "a.pdf", "--out", "b.pdf", "--identity", "m", "--p12", "k"], "ne vont pas ensemble"),
    ] {
        let answer = scene.run(arguments);
        assert_eq!((answer.code, answer.err.contains(wanted)), (2, true), "{arguments:?}: {}", answer.err);
        assert!(!answer.err.contains("error:"), "{}", answer.err);
    }
    let english = Scene::english().run(&["verify", "--help"]).out;
    assert!(english.contains("Usage:") && english.contains("Show this help"), "{english}");
}

#[test]
fn what_waits_for_a_table_is_not_sent_without_one() {
    let scene = scene_with_contract();
    scene.write("modele.json", block("json", "{{chantier}}"));
    for command in [&["check", "modele.json"][..], &["send", "modele.json", "--account", "local"]] {
        let (code, found) = scene.json(command);
        let unfilled = |place: &str| ("no_table".to_owned(), place.to_owned());
        assert_eq!(
            (code, codes(&found["problems"])),
            (1, vec![unfilled("title"), unfilled("message")]),
            "{found:#}"
        );
        assert!(found.to_string().contains("--rows"), "{found:#}");
    }
    assert_eq!(scene.ok(&["list"]), json!({ "envelopes": [] }), "nothing was kept");
}

#[test]
fn the_cause_that_is_told_is_the_one_it_is() {
    let scene = scene_with_contract();
    scene.write("liste.json", "[]");
    scene.write("latin.json", b"{\"title\": \"\xe9\"}");
    for (file, id) in [
        ("liste.json", "error-not-an-envelope"),
        ("contrat.pdf", "error-envelope-is-pdf"),
        ("latin.json", "error-envelope-text"),
    ] {
        let error = scene.refused(&["check", file], "", 2);
        assert_eq!(error["id"], id);
        assert!(error["message"].as_str().is_some_and(|said| said.contains(file)), "{error:#}");
    }
    let key = crate::support::fixture("keys/rsa.p12").display().to_string();
    for arguments in [
        &["sign", "contrat.pdf", "--out", "s.pdf", "--p12", &key][..],
        &["identity", "inspect", "--p12", &key],
    ] {
        assert_eq!(scene.refused(arguments, "", 2)["id"], "error-key-file-asks", "no wrong password: none");
    }
    for arguments in [
        &["demo", "--out", "contrat.pdf"][..],
        &["render", "contrat.pdf", "--page", "1", "--out", "contrat.pdf/p.png"],
    ] {
        let error = scene.refused(arguments, "", 2);
        assert_eq!(
            (&error["id"], &error["params"]["path"]),
            (&json!("error-not-a-folder"), &json!("contrat.pdf"))
        );
    }
}

#[test]
fn no_sentence_ends_in_words_of_the_machine() {
    let scene = scene_with_contract();
    for arguments in [
        &["verify", "absent.pdf"][..],
        &["render", "contrat.pdf", "--page", "99", "--out", "p.png"],
        &["check", "."],
        &["verify", "contrat.pdf", "--trust", "contrat.pdf"],
    ] {
        let answer = scene.run(arguments);
        assert!(
            !answer.err.contains("  (") && !answer.err.contains("os error"),
            "{arguments:?}: {}",
            answer.err
        );
    }
    scene.write("liste.json", "{ \"title\": ");
    scene.write("vide.pdf", "");
    for arguments in [
        &["check", "liste.json"][..],
        &["pages", "vide.pdf"],
        &["render", "contrat.pdf", "--page", "99", "--out", "p.png"],
        &["status", "env_00000000000000000000000000000000"],
    ] {
        let told = scene.run(arguments).err;
        assert!(!told.contains("Détail"), "said once, and in one language: {told}");
    }
    scene.write("bruit.pdf", "%PDF-1.7 and nothing more");
    let told = scene.run(&["verify", "bruit.pdf"]).err;
    assert!(!told.contains("  ("), "{told}");
}

#[test]
fn the_list_says_when_and_with_whom_and_a_local_request_is_not_reminded() {
    let scene = scene_with_contract();
    scene.write("demande.json", block("json", "\"recipients\""));
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    let listed = scene.run(&["list"]).out;
    assert!(listed.contains(" · local · ") && listed.contains('/'), "a day and an account: {listed}");
    let id = sent["envelope"].as_str().expect("an id");
    assert_eq!(scene.refused(&["remind", id], "", 1)["id"], "action-reason-in-person");
}

#[test]
fn who_signs_with_an_identity_of_their_own_collected_no_signature() {
    let scene = scene_with_contract();
    scene.ok(&["identity", "create", "moi", "--common-name", "Marc Petit"]);
    scene.ok(&["sign", "contrat.pdf", "--out", "s.pdf", "--identity", "moi"]);
    let told = scene.run(&["verify", "s.pdf"]).out;
    assert!(!told.contains("recueilli") && told.contains("fait à ce nom"), "{told}");
}

#[test]
fn a_document_of_several_requests_is_not_told_as_of_one() {
    let scene = scene_with_contract();
    scene.write("demande.json", block("json", "\"recipients\""));
    let verify = ["verify", "contrat.pdf", "--report", "r.html", "--overwrite"];
    let report = || {
        scene.json(&verify);
        String::from_utf8(scene.read("r.html")).expect("UTF-8")
    };
    scene.ok(&["send", "demande.json", "--account", "local"]);
    assert!(!report().contains("D’autres demandes"));
    scene.ok(&["send", "demande.json", "--account", "local"]);
    assert!(report().contains("D’autres demandes"));
}

#[test]
fn links_are_shown_as_long_as_they_are_needed() {
    let stage = Stage::with(StandIn::Openapi, 1);
    let sent = stage.send(StandIn::Openapi);
    let (id, url) =
        (sent["envelope"].as_str().expect("an id"), sent["dispatches"][0]["links"][0]["url"].as_str());
    let told = stage.scene.run(&["status", id]).out;
    assert!(told.contains(url.expect("a link")) && told.contains("Envoyée"), "{told}");
}

#[test]
fn nothing_to_fetch_leaves_no_folder() {
    let scene = scene_with_contract();
    scene.write("demande.json", block("json", "\"recipients\""));
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    let id = sent["envelope"].as_str().expect("an id");
    scene.refused(&["download", id, "--to", "resultats"], "", 1);
    assert!(!scene.path("resultats").exists());
    scene.refused(&["remind", id], "", 1);
}

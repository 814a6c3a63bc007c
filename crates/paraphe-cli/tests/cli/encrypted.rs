//! Documents with a password: asked for on standard input, never kept.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::{KEY_PASSWORD, Scene, fixture, root_certificate};

fn encrypted(name: &str) -> String {
    fixture("encrypted").join(name).display().to_string()
}

#[test]
fn without_the_password_nothing_is_said_about_the_document() {
    let scene = Scene::with_identity();
    let file = encrypted("locked-signed.pdf");
    let all: [&[&str]; 4] = [
        &["pages", &file],
        &["verify", &file],
        &["render", &file, "--page", "1", "--out", "page.png"],
        &["sign", &file, "--out", "signe.pdf", "--identity", "moi"],
    ];
    for arguments in all {
        let error = scene.refused(arguments, "", 2);
        assert_eq!(
            (&error["code"], &error["id"]),
            (&json!("passwordNeeded"), &json!("error-password-needed"))
        );
        let mut with_wrong = arguments.to_vec();
        with_wrong.push("--password-stdin");
        let error = scene.refused(&with_wrong, "faux\n", 2);
        assert_eq!(error["id"], "error-password-wrong", "{arguments:?}");
    }
    assert_eq!(scene.files(), [""; 0]);
}

#[test]
fn with_the_password_everything_works() {
    let scene = Scene::new();
    let file = encrypted("locked-signed.pdf");
    for ending in ["\n", "\r\n", ""] {
        let password = format!("sésame{ending}");
        let pages = scene.ok_with(&["pages", &file, "--password-stdin"], &password);
        assert_eq!((&pages["page_count"], &pages["pages"][0]["rotation"]), (&json!(1), &json!(90)));
    }
    let root = root_certificate().display().to_string();
    let verified = scene.ok_with(&["verify", &file, "--password-stdin", "--trust", &root], "sésame\n");
    assert_eq!(verified["conclusion"], "TOTAL_PASSED");
}

#[test]
fn a_locked_document_is_signed_and_stays_locked() {
    let scene = Scene::with_identity();
    let (file, root) = (encrypted("locked.pdf"), root_certificate().display().to_string());
    let sign = ["sign", &file, "--out", "moi.pdf", "--identity", "moi", "--password-stdin"];
    scene.ok_with(&sign, "sésame\n");
    assert_eq!(scene.json(&["verify", "moi.pdf"]).0, 2, "it still needs its password");
    let (code, report) = scene.json_with(&["verify", "moi.pdf", "--password-stdin"], "sésame\n");
    assert_eq!((code, &report["conclusion"]), (1, &json!("INDETERMINATE")));
    assert_eq!(report["signatures"][0]["coverage"], "whole_file");

    let key = fixture("keys/ecdsa.p12").display().to_string();
    let more = ["--page", "1", "--rect", "50,50,200,60", "--text", "Élodie"];
    let mut sign = vec!["sign", &file, "--out", "cle.pdf", "--p12", &key, "--password-stdin"];
    sign.extend(more);
    scene.ok_with(&sign, &format!("{KEY_PASSWORD}sésame\n"));
    let verified = scene.ok_with(&["verify", "cle.pdf", "--password-stdin", "--trust", &root], "sésame\n");
    assert_eq!(verified["signatures"][0]["page"], 1);
}

#[test]
fn a_password_is_written_nowhere() {
    let scene = Scene::with_identity();
    let file = encrypted("locked.pdf");
    scene.ok_with(&["sign", &file, "--out", "moi.pdf", "--identity", "moi", "--password-stdin"], "sésame\n");
    scene.ok_with(&["pages", &file, "--password-stdin"], "sésame\n");
    let mut folders = vec![scene.folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("readable");
                let found = bytes.windows(7).any(|window| window == "sésame".as_bytes());
                assert!(!found, "{}", path.display());
            }
        }
    }
}

#[test]
fn a_request_with_a_locked_document_is_checked_and_sent_with_its_password_which_stays_nowhere() {
    let scene = Scene::new();
    let request = json!({
        "title": "Bail", "documents": [{ "path": encrypted("locked.pdf") }],
        "recipients": [{ "id": "r1", "first_name": "Zoë", "last_name": "Dupont", "delivery": "in_person" }],
        "fields": [{ "recipient": "r1", "document": 0, "page": 1, "kind": "signature",
            "rect": { "x": 60, "y": 60, "width": 150, "height": 60 } }],
    });
    scene.write("demande.json", request.to_string());
    let check = ["check", "demande.json", "--password-stdin"];
    let send = ["send", "demande.json", "--account", "local", "--password-stdin"];
    for all in [&check[..], &send] {
        let without = &all[..all.len() - 1];
        for (arguments, input, said) in
            [(without, "", "--password-stdin"), (all, "faux\n", "bon mot de passe")]
        {
            let (code, report) = scene.json_with(arguments, input);
            let told = &report["problems"][0];
            assert_eq!((code, &told["path"]), (1, &json!("documents[0].path")), "{report:#}");
            assert!(told["message"].as_str().is_some_and(|words| words.contains(said)), "{told:#}");
        }
    }
    assert_eq!(scene.ok(&["list"])["envelopes"], json!([]), "nothing was stored");
    assert_eq!(scene.ok_with(&check, "sésame\n")["dispatches"], 1);
    assert_eq!(scene.ok_with(&send, "sésame\n")["status"], "sent");
    let rows = ["send", "demande.json", "--account", "local", "--rows", "gens.csv", "--password-stdin"];
    assert_eq!(scene.json_with(&rows, "sésame\n").0, 2, "a table has no password");
    let (kept, password) = (files_under(&scene.path("data")), "sésame".as_bytes());
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).expect("readable");
        bytes.windows(password.len()).any(|window| window == password)
    };
    assert!(kept.len() > 1, "{kept:?}");
    assert_eq!(kept.iter().find(|path| holds(path)), None);
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

//! `verify --report`, and `verify` of a folder.

use std::fs;

use serde_json::json;

use crate::support::{Scene, fixture, root_certificate, sample};

/// A folder with a signed PDF, one that was changed, one nobody signed, and something that is no PDF.
fn folder(scene: &Scene) {
    fs::create_dir_all(scene.path("lot/sous")).expect("a folder");
    scene.sign_with_key_file(&sample("contrat.pdf"), "lot/a.pdf", "rsa.p12", &[]);
    let mut changed = scene.read("lot/a.pdf");
    let place = changed.windows(6).position(|bytes| bytes == b"stream").expect("a stream") + 20;
    changed[place] ^= 1;
    scene.write("lot/sous/b.pdf", changed);
    fs::copy(sample("contrat.pdf"), scene.path("lot/c.pdf")).expect("copied");
    scene.write("lot/=d.pdf", "no PDF at all");
    scene.write("lot/notes.txt", "not looked at");
}

fn verify(scene: &Scene, rest: &[&str]) -> (i32, serde_json::Value) {
    let root = root_certificate();
    let root = root.to_str().expect("UTF-8");
    let answer = scene.run(&[&["verify", "--json", "--trust", root], rest].concat());
    (answer.code, answer.json())
}

#[test]
fn a_report_says_the_verdict_in_a_page_and_in_a_sheet() {
    let scene = Scene::new();
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let (code, report) = verify(&scene, &["signe.pdf", "--report", "rapport.html"]);
    assert_eq!(code, 0);
    let page = String::from_utf8(scene.read("rapport.html")).expect("UTF-8");
    let digest = report["sha256"].as_str().expect("a digest");
    for part in ["Signature valide", digest, "signe.pdf", env!("CARGO_PKG_VERSION"), "Peut-on s’y fier"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        !page.contains("<script") && !page.contains("http://") && !page.contains("https:"),
        "nothing runs, nothing is fetched"
    );
    assert_eq!(verify(&scene, &["signe.pdf", "--report", "rapport.pdf"]).0, 0);
    assert_eq!(scene.ok(&["pages", "rapport.pdf"])["pages"][0]["page"], 1);
}

#[test]
fn a_report_about_an_unsigned_file_warns_of_pictures_in_the_computers_language() {
    let scene = Scene::english();
    fs::copy(sample("contrat.pdf"), scene.path("c.pdf")).expect("copied");
    assert_eq!(verify(&scene, &["c.pdf", "--report", "r.html"]).0, 1, "the answer stays no");
    let page = String::from_utf8(scene.read("r.html")).expect("UTF-8");
    assert!(page.contains("lang=\"en\"") && page.contains("picture of a signature"), "{page}");
}

#[test]
fn a_report_is_written_in_the_language_of_whoever_it_is_for() {
    let scene = Scene::new();
    folder(&scene);
    for (language, file, parts) in [
        (
            "it",
            "lot/a.pdf",
            ["lang=\"it\"", "Rapporto di verifica", "Firma valida", "Ci si può fare affidamento?"],
        ),
        (
            "en",
            "lot/sous/b.pdf",
            ["lang=\"en\"", "Verification report", "Document changed", "Do not rely on it."],
        ),
        (
            "it",
            "lot",
            ["lang=\"it\"", "Verifica di più PDF", "Nessuna firma elettronica", "Questo file non è un PDF."],
        ),
    ] {
        verify(&scene, &[file, "--report", "r.html", "--overwrite", "--language", language]);
        let page = String::from_utf8(scene.read("r.html")).expect("UTF-8");
        for part in parts {
            assert!(page.contains(part), "{language}, {file}: {part}\n{page}");
        }
    }
    assert_eq!(verify(&scene, &["lot/a.pdf", "--report", "r.pdf", "--language", "it"]).0, 0);
    assert_eq!(scene.ok(&["pages", "r.pdf"])["pages"][0]["page"], 1);
    let answer = scene.run(&["--json", "verify", "lot/a.pdf", "--language", "it"]);
    assert_eq!((answer.code, &answer.json()["error"]["code"]), (2, &json!("usage")), "a language of nothing");
}

#[test]
fn a_report_replaces_nothing_unless_it_is_told_to_and_never_the_document() {
    let scene = Scene::new();
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let document = scene.read("signe.pdf");
    scene.write("r.html", "mine");
    for (rest, message) in [
        (&["signe.pdf", "--report", "r.html"][..], "error-target-exists"),
        (&["signe.pdf", "--report", "signe.pdf", "--overwrite"], "error-same-file"),
        (&["signe.pdf", "--report", "r.txt"], "error-report-format"),
        (&["signe.pdf", "--report", "absent/r.html"], "error-folder-missing"),
    ] {
        let (code, answer) = verify(&scene, rest);
        assert_ne!(code, 0, "{rest:?}");
        assert_eq!(answer["error"]["id"], message, "{rest:?}");
    }
    assert_eq!(scene.read("r.html"), b"mine");
    assert_eq!(scene.read("signe.pdf"), document);
    assert_eq!(verify(&scene, &["signe.pdf", "--report", "r.html", "--overwrite"]).0, 0);
    assert_ne!(scene.read("r.html"), b"mine");
}

#[test]
fn a_folder_is_a_table_and_one_bad_file_hides_no_other() {
    let scene = Scene::new();
    folder(&scene);
    let (code, answer) = verify(&scene, &["lot", "--report", "lot.csv"]);
    assert_eq!(code, 1);
    let counts = json!({
        "all": 4, "passed": 1, "indeterminate": 0, "failed": 1, "no_signature": 1, "unreadable": 1,
    });
    assert_eq!(answer["counts"], counts, "{answer:#}");
    let conclusions: Vec<_> =
        answer["files"].as_array().expect("files").iter().map(|file| &file["conclusion"]).collect();
    let expected = [json!(null), json!("TOTAL_PASSED"), json!("NO_SIGNATURE"), json!("TOTAL_FAILED")];
    assert_eq!(conclusions, expected.iter().collect::<Vec<_>>(), "{answer:#}");
    let csv = String::from_utf8(scene.read("lot.csv")).expect("UTF-8");
    assert!(csv.starts_with('\u{FEFF}') && csv.contains("\"'=d.pdf\";"), "{csv}");
    assert_eq!(csv.lines().count(), 5);
    let answer = scene.run(&["verify", "lot"]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("Illisible") && answer.out.contains("4 PDF"), "{}", answer.out);
}

#[test]
fn what_was_written_is_said_and_a_password_is_for_the_files_that_have_one() {
    let scene = Scene::new();
    fs::create_dir(scene.path("lot")).expect("a folder");
    scene.sign_with_key_file(&sample("contrat.pdf"), "lot/a.pdf", "rsa.p12", &[]);
    fs::copy(fixture("encrypted/locked-signed.pdf"), scene.path("lot/b.pdf")).expect("copied");
    let (code, without) = verify(&scene, &["lot"]);
    assert_eq!((code, &without["counts"]["unreadable"]), (1, &json!(1)), "{without:#}");
    let root = root_certificate().display().to_string();
    let with = ["verify", "lot", "--trust", &root, "--password-stdin", "--report", "lot.csv"];
    let answer = scene.ok_with(&with, "sésame\n");
    assert_eq!(
        (&answer["counts"]["passed"], &answer["report"]),
        (&json!(2), &json!("lot.csv")),
        "{answer:#}"
    );
    let plain = scene.run(&["verify", "lot/a.pdf", "--trust", &root, "--report", "rapport.pdf"]);
    assert!(plain.out.contains("Rapport enregistré") && plain.out.contains("rapport.pdf"), "{}", plain.out);
    let wrong = scene.json_with(&["verify", "lot", "--password-stdin"], "faux\n");
    assert_eq!((wrong.0, &wrong.1["counts"]["unreadable"]), (1, &json!(1)));
}

#[test]
fn a_folder_passes_only_whole() {
    let scene = Scene::new();
    fs::create_dir(scene.path("lot")).expect("a folder");
    let (code, answer) = verify(&scene, &["lot"]);
    assert_eq!((code, &answer["error"]["id"]), (2, &json!("error-no-pdf")), "nothing verified is no pass");
    scene.sign_with_key_file(&sample("contrat.pdf"), "lot/a.pdf", "rsa.p12", &[]);
    assert_eq!(verify(&scene, &["lot", "--report", "lot.html"]).0, 0);
    assert!(String::from_utf8(scene.read("lot.html")).expect("UTF-8").contains("Signature valide"));
    assert_eq!(verify(&scene, &["lot", "--report", "lot.pdf"]).1["error"]["id"], "error-table-format");
}

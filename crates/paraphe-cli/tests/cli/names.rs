//! Names that are no text, and answers that nobody could read.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Stdio;

use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::stage::Stage;
use crate::support::{Scene, sample};

/// « contraté » as an old archive unpacks it: Latin-1.
fn latin(ending: &str) -> OsString {
    let mut name = b"contrat\xe9".to_vec();
    name.extend(ending.as_bytes());
    OsStr::from_bytes(&name).to_owned()
}

fn arguments<'a>(plain: &[&'a str], named: &'a OsStr, more: &[&'a str]) -> Vec<&'a OsStr> {
    let plain = plain.iter().map(|one| OsStr::new(*one));
    plain.chain([named]).chain(more.iter().map(|one| OsStr::new(*one))).collect()
}

#[test]
fn a_file_whose_name_is_no_text_is_a_file_like_any_other() {
    let scene = Scene::with_identity();
    let (pdf, signed, page) = (latin(".pdf"), latin("-signe.pdf"), latin(".png"));
    fs::copy(sample("contrat.pdf"), scene.folder().join(&pdf)).expect("a file system of bytes");
    for command in ["pages", "tags"] {
        let told = scene.ok(&arguments(&[command], &pdf, &[]));
        assert_eq!(told["file"], "contrat\u{fffd}.pdf", "{command}");
    }
    let mut render = arguments(&["render"], &pdf, &["--page", "1", "--out"]);
    render.push(&page);
    assert_eq!(scene.ok(&render)["file"], "contrat\u{fffd}.png");
    let mut sign = arguments(&["sign"], &pdf, &["--identity", "moi", "--out"]);
    sign.push(&signed);
    assert_eq!(scene.ok(&sign)["file"], "contrat\u{fffd}-signe.pdf");
    let report = latin(".html");
    let mut verify = arguments(&["verify"], &signed, &["--report"]);
    verify.push(&report);
    let (code, told) = scene.json(&verify);
    assert_eq!((code, &told["report"]), (1, &json!("contrat\u{fffd}.html")), "{told:#}");
    for written in [&signed, &page, &report] {
        assert!(scene.folder().join(written).is_file(), "{written:?}: the name that was given");
    }

    fs::create_dir(scene.path("dossier")).expect("made");
    fs::copy(scene.folder().join(&signed), scene.path("dossier").join(&signed)).expect("copied");
    let (_, told) = scene.json(&["verify", "dossier"]);
    assert_eq!(told["files"][0]["verdict"], "intact_identity_unknown", "it is read: {told:#}");
    assert_eq!(told["counts"]["unreadable"], 0);
}

#[test]
fn arguments_that_are_no_text_are_wrong_usage() {
    let scene = Scene::new();
    let query = latin("");
    let error = scene.refused(&arguments(&["list", "--query"], &query, &[]), "", 2);
    assert_eq!((&error["code"], &error["id"]), (&json!("usage"), &json!("command-usage-utf8")));
    let plain = scene.run(&arguments(&["list", "--query"], &query, &[]));
    assert_eq!((plain.code, plain.out.as_str()), (2, ""));
}

#[test]
fn a_request_in_such_a_folder_is_sent_brought_back_and_fetched() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let folder = latin("s");
    let inside = |name: &str| std::path::Path::new(&folder).join(name).into_os_string();
    fs::create_dir(stage.scene.folder().join(&folder)).expect("made");
    for name in ["contrat.pdf", "demande.json"] {
        fs::copy(stage.scene.path(name), stage.scene.folder().join(inside(name))).expect("copied");
    }
    let request = inside("demande.json");
    let name = StandIn::GesDocs.as_str();
    stage.scene.ok(&arguments(&["check"], &request, &["--account", name]));
    let sent = stage.scene.ok(&arguments(&["send"], &request, &["--account", name]));
    let id = sent["envelope"].as_str().expect("an id");
    let contract = stage.scene.path("contrat.pdf");
    stage.scene.sign_with_key_file(&contract, "signe.pdf", "rsa.p12", &[]);
    let signed = latin(".pdf");
    fs::rename(stage.scene.path("signe.pdf"), stage.scene.folder().join(&signed)).expect("renamed");
    stage.scene.ok(&arguments(&["import", id], &signed, &["--document", "1"]));
    let into = inside("resultats");
    let files = stage.scene.ok(&arguments(&["download", id, "--to"], &into, &[]));
    let path = files["files"][0]["path"].as_str().expect("text");
    assert!(path.starts_with("contrat\u{fffd}s/resultats/"), "{path}");

    // What is here stays here when the account goes.
    stage.scene.ok(&["accounts", "remove", name]);
    let again = stage.scene.ok(&["download", id, "--to", "encore"]);
    let digests = |told: &Value| -> Vec<Value> {
        told["files"].as_array().expect("files").iter().map(|file| file["sha256"].clone()).collect()
    };
    assert_eq!(digests(&again), digests(&files));
}

#[test]
fn an_answer_that_could_not_be_written_is_no_success() {
    let scene = Scene::new();
    let contract = sample("contrat.pdf");
    let runs: [&[&OsStr]; 3] = [
        &["pages".as_ref(), contract.as_os_str(), "--json".as_ref()],
        &["list".as_ref()],
        &["--help".as_ref()],
    ];
    for arguments in runs {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let mut command = scene.command();
        command.args(arguments).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped());
        let ended = command.spawn().expect("the program starts").wait_with_output().expect("it ends");
        let told = String::from_utf8(ended.stderr).expect("UTF-8");
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains("sortie standard"), "{arguments:?}: {told}");
    }
    // The answer "no" stays that.
    scene.write("vide.json", "{}");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let mut command = scene.command();
    command.args(["check", "vide.json"]).stdin(Stdio::null()).stdout(full).stderr(Stdio::null());
    assert_eq!(command.status().expect("it ends").code(), Some(1));
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let scene = Scene::new();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = scene.command();
    command
        .arg("pages")
        .arg(sample("contrat.pdf"))
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(Stdio::piped());
    let ended = command.spawn().expect("the program starts").wait_with_output().expect("it ends");
    assert_eq!(
        (ended.status.code(), String::from_utf8(ended.stderr).expect("UTF-8").as_str()),
        (Some(0), "")
    );
}

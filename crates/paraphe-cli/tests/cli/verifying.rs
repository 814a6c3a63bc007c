//! `verify`: trust, time, and what it says of files nobody signed.

use std::fs;

use serde_json::{Value, json};

use crate::needs;
use crate::support::{Scene, fixture, root_certificate, sample};

fn signed(scene: &Scene) {
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
}

fn only_signature(report: &Value) -> &Value {
    &report["signatures"].as_array().expect("signatures")[0]
}

#[test]
fn every_key_of_the_report_is_there() {
    let scene = Scene::new();
    signed(&scene);
    let (code, report) = scene.verify_trusting("signe.pdf");
    assert_eq!(code, 0);
    assert_eq!(report["file"], "signe.pdf");
    assert_eq!(report["sha256"].as_str().map(str::len), Some(64));
    assert!(report["checked_at"].as_str().is_some_and(|time| time.ends_with('Z')));
    let signature = only_signature(&report);
    for key in [
        "field",
        "kind",
        "indication",
        "sub_indication",
        "integrity",
        "coverage",
        "modifications",
        "modifications_allowed",
        "signer",
        "certificate_status",
        "claimed_time",
        "proven_time",
        "timestamp",
        "level",
        "digest_algorithm",
        "signature_algorithm",
        "findings",
    ] {
        assert!(signature.get(key).is_some(), "{key} in {signature:#}");
    }
    for key in ["common_name", "organization", "issuer", "serial", "not_before", "not_after", "qualified"] {
        assert!(signature["signer"].get(key).is_some(), "signer.{key}");
    }
    assert_eq!(signature["timestamp"]["present"], false);
    assert_eq!(signature["proven_time"], Value::Null);
    assert_eq!(signature["signer"]["issuer"], "Autorité de test");
    for finding in signature["findings"].as_array().expect("findings") {
        assert!(["error", "warning", "info"].contains(&finding["severity"].as_str().expect("a word")));
        let message = finding["message"].as_str().expect("a sentence");
        assert!(message.ends_with('.') && !message.contains(['{', '\u{2068}']), "{message:?}");
    }
}

#[test]
fn trust_comes_from_files_and_folders_and_from_nowhere_else() {
    let scene = Scene::new();
    signed(&scene);
    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!((code, &report["conclusion"]), (1, &json!("INDETERMINATE")));
    assert_eq!(only_signature(&report)["sub_indication"], "NO_CERTIFICATE_CHAIN_FOUND");
    assert_eq!(only_signature(&report)["certificate_status"], "untrusted");

    let stranger = fixture("keys/stranger.pem").display().to_string();
    assert_eq!(scene.run(&["verify", "signe.pdf", "--trust", &stranger]).code, 1);
    let root = root_certificate().display().to_string();
    assert_eq!(scene.run(&["verify", "signe.pdf", "--trust", &stranger, "--trust", &root]).code, 0);
    let folder = fixture("keys").display().to_string();
    assert_eq!(
        scene.run(&["verify", "signe.pdf", "--trust", &folder]).code,
        0,
        "every certificate of a folder"
    );
    assert_eq!(scene.run(&["verify", "signe.pdf"]).code, 1, "--trust is for one run only");

    fs::create_dir(scene.path("vide")).expect("made");
    assert_eq!(
        scene.run(&["verify", "signe.pdf", "--trust", "vide"]).code,
        1,
        "an empty folder trusts nobody"
    );
    scene.refused(&["verify", "signe.pdf", "--trust", "absent.pem"], "", 2);
    let error = scene.refused(&["verify", "signe.pdf", "--trust", "signe.pdf"], "", 2);
    assert_eq!(error["id"], "error-not-a-certificate");
}

#[test]
fn the_moment_decides_about_the_certificate() {
    let scene = Scene::new();
    signed(&scene);
    let root = root_certificate().display().to_string();
    let at = |time: &str| scene.json(&["verify", "signe.pdf", "--trust", &root, "--at", time]);
    // The certificates of the fixtures hold from 2020 to 2060.
    for (time, status) in
        [("2019-06-01T00:00:00Z", "not_yet_valid"), ("2061-01-01T00:00:00+01:00", "expired")]
    {
        let (code, report) = at(time);
        assert_eq!((code, &report["conclusion"]), (1, &json!("INDETERMINATE")), "{time}");
        assert_eq!(only_signature(&report)["certificate_status"], status);
    }
    let late = ["verify", "signe.pdf", "--trust", &root, "--at", "2061-01-01T00:00:00Z"];
    let told = scene.run(&late).out;
    assert!(told.contains("reconnu, mais expiré") && !told.contains("pas choisi"), "{told}");
    assert!(told.contains("a expiré depuis, le"), "it was valid when it signed: {told}");
    let (code, report) = at("2059-12-31T12:00:00+01:00");
    assert_eq!((code, &report["checked_at"]), (0, &json!("2059-12-31T11:00:00Z")), "{report:#}");
    for wrong in ["hier", "2026-13-01T00:00:00Z", "2026-11-22", ""] {
        let error = scene.refused(&["verify", "signe.pdf", "--at", wrong], "", 2);
        assert_eq!(error["id"], "error-time");
    }
}

#[test]
fn a_file_nobody_signed_is_no_yes() {
    let scene = Scene::new();
    for name in ["contrat.pdf", "devis-tourne.pdf", "recu-ar-fr.pdf"] {
        let file = sample(name).display().to_string();
        let (code, report) = scene.verify_trusting(&file);
        assert_eq!((code, &report["conclusion"]), (1, &json!("NO_SIGNATURE")));
        assert_eq!(report["signatures"], json!([]));
    }
}

#[test]
fn one_flipped_bit_is_a_changed_document() {
    let scene = Scene::new();
    signed(&scene);
    let mut bytes = scene.read("signe.pdf");
    let at = bytes.windows(7).position(|window| window == b"stream\n").expect("a stream") + 30;
    bytes[at] ^= 0x40;
    scene.write("altere.pdf", bytes);
    let (code, report) = scene.verify_trusting("altere.pdf");
    assert_eq!((code, &report["conclusion"]), (1, &json!("TOTAL_FAILED")));
    let signature = only_signature(&report);
    assert_eq!(
        (&signature["indication"], &signature["sub_indication"]),
        (&json!("TOTAL_FAILED"), &json!("HASH_FAILURE"))
    );
    assert_eq!(signature["integrity"]["digest_ok"], false);
    assert!(scene.run(&["verify", "altere.pdf"]).out.contains("HASH_FAILURE"));
}

#[test]
fn nothing_is_put_on_top_of_a_signature_that_does_not_hold() {
    let scene = Scene::with_identity();
    signed(&scene);
    let whole = scene.read("signe.pdf");
    let mut bytes = whole.clone();
    let at = bytes.windows(7).position(|window| window == b"stream\n").expect("a stream") + 30;
    bytes[at] ^= 0x40;
    scene.write("altere.pdf", bytes);
    let rect = json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
    let request = json!({
        "title": "Bail", "documents": [{ "path": "altere.pdf" }],
        "recipients": [{ "id": "r1", "first_name": "Zoë", "last_name": "Dupont", "delivery": "in_person" }],
        "fields": [{ "recipient": "r1", "document": 0, "page": 6, "kind": "signature", "rect": rect }],
    });
    scene.write("demande.json", request.to_string());
    let before = scene.files();
    let all: [&[&str]; 2] = [
        &["sign", "altere.pdf", "--out", "non.pdf", "--identity", "moi"],
        &["sign", "altere.pdf", "--out", "non.pdf", "--timestamp", "--tsa", "http://127.0.0.1:9/"],
    ];
    for arguments in all {
        let error = scene.refused(arguments, "", 1);
        assert_eq!(error["id"], "error-signs-over-broken", "{arguments:?}");
        assert!(error["next"].is_string(), "what to do is said: {error:#}");
    }
    let asked: [&[&str]; 2] = [&["check", "demande.json"], &["send", "demande.json", "--account", "local"]];
    for arguments in asked {
        let (code, told) = scene.json(arguments);
        assert_eq!((code, &told["problems"][0]["path"]), (1, &json!("documents[0].path")), "{told:#}");
    }
    assert_eq!((scene.files(), &scene.ok(&["list"])["envelopes"]), (before, &json!([])));
    // Nobody here knows who signed the whole one: that is no reason.
    scene.write("altere.pdf", whole);
    scene.ok(&["check", "demande.json"]);
    scene.ok(&["sign", "altere.pdf", "--out", "deux.pdf", "--identity", "moi"]);
}

#[test]
fn the_file_s_conclusion_is_the_worst_of_its_signatures() {
    let scene = Scene::with_identity();
    signed(&scene);
    scene.ok(&["sign", "signe.pdf", "--out", "deux.pdf", "--identity", "moi"]);
    let (code, report) = scene.verify_trusting("deux.pdf");
    let indications: Vec<_> =
        report["signatures"].as_array().expect("two").iter().map(|s| s["indication"].clone()).collect();
    assert_eq!(indications, ["TOTAL_PASSED", "INDETERMINATE"]);
    assert_eq!((code, &report["conclusion"]), (1, &json!("INDETERMINATE")));
}

/// The corpus of real files: an answer for each, never a panic (checked for every run), never a yes without trust.
#[test]
fn real_attacks_do_not_pass() {
    let Some(corpus) = std::env::var_os("PARAPHE_CORPUS") else {
        needs::circumstance("PARAPHE_CORPUS names no corpus");
        return;
    };
    let scene = Scene::new();
    let mut folders = vec![std::path::PathBuf::from(corpus).join("signed")];
    let mut judged = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if ["manipulated", "attack", "spoofing", "added-page"]
                .iter()
                .any(|word| name.contains(word))
            {
                let (code, report) = scene.json(&["verify", &path.display().to_string()]);
                assert_eq!(code, 1, "{name}: {report:#}");
                assert_eq!(report["conclusion"], "TOTAL_FAILED", "{name}");
                judged += 1;
            }
        }
    }
    assert!(judged >= 5, "the corpus holds attacks");
}

#[test]
fn a_signature_field_left_empty_is_told_beside_a_valid_verdict() {
    let scene = Scene::new();
    let objects = [
        "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [4 0 R]>>>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>> /Annots [4 0 R]>>",
        "<</Type /Annot /Subtype /Widget /FT /Sig /T (Preneur) /Rect [80 182 260 242] /P 3 0 R /F 4>>",
    ];
    let bytes = objects.iter().zip(1..).fold(String::from("%PDF-1.7\n"), |file, (body, number)| {
        format!("{file}{number} 0 obj\n{body}\nendobj\n")
    });
    // Without a table: the reader finds the objects by themselves.
    let plain = scene.write("bail.pdf", format!("{bytes}trailer\n<</Size 5 /Root 1 0 R>>\n%%EOF\n"));
    fs::create_dir(scene.path("lot")).expect("a folder");
    scene.sign_with_key_file(&plain, "lot/un.pdf", "rsa.p12", &[]);
    let root = root_certificate().display().to_string();
    let told = scene.run(&["verify", "lot/un.pdf", "--trust", &root]);
    assert_eq!(told.code, 0, "the verdict stays: {}", told.out);
    let second = told.out.lines().nth(2).expect("a third line");
    assert!(second.starts_with("Un champ de signature est encore vide"), "{}", told.out);
    let (_, report) = scene.verify_trusting("lot/un.pdf");
    assert_eq!(report["unsigned_fields"], 1);
    assert!(report["unfinished"].as_str().is_some_and(|note| note.contains("encore vide")), "{report:#}");
    let row = scene.json(&["verify", "lot", "--trust", &root]).1["files"][0].clone();
    assert_eq!(row["unfinished"], report["unfinished"]);

    scene.sign_with_key_file(&plain, "lot/un.pdf", "rsa.p12", &["--field", "Preneur", "--overwrite"]);
    let told = scene.run(&["verify", "lot/un.pdf", "--trust", &root]).out;
    assert!(!told.contains("encore vide"), "{told}");
}

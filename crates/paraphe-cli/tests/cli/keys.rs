//! Identities and key files: every kind of key signs, and what is unfit is refused with its own sentence before anything
//! is written.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use crate::made_keys::{MadeKey, PASSWORD, key_file, qualified_on_device};
use crate::needs;
use crate::support::{KEY_PASSWORD, Scene, fixture, sample};

fn contract() -> String {
    sample("contrat.pdf").display().to_string()
}

fn sign<'a>(contract: &'a str, out: &'a str, key: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["sign", contract, "--out", out, "--p12", key, "--password-stdin"], more].concat()
}

#[test]
fn an_rsa_identity_is_made_for_old_readers() {
    let scene = Scene::new();
    let made =
        scene.ok(&["identity", "create", "ancien", "--common-name", "Zoé Âgée", "--algorithm", "rsa3072"]);
    let certificate = &made["certificate"];
    assert_eq!((&certificate["key"], &certificate["fitness"]), (&json!("RSA 3072"), &json!("fit")));
    assert_eq!((&certificate["qualification"], &certificate["self_made"]), (&json!("none"), &json!(true)));
    let listed = scene.run(&["identity", "list"]).out;
    assert!(listed.contains("RSA 3072") && listed.contains("Zoé Âgée"), "{listed}");
    scene.ok(&["sign", &contract(), "--out", "signe.pdf", "--identity", "ancien"]);
    scene.write("ancien.pem", scene.run(&["identity", "export", "ancien"]).out);
    let (code, report) = scene.json(&["verify", "signe.pdf", "--trust", "ancien.pem"]);
    assert_eq!((code, &report["signatures"][0]["signature_algorithm"]), (0, &json!("rsa")), "{report:#}");
    let too_long = "N".repeat(65);
    let refused = scene.refused(&["identity", "create", "long", "--common-name", &too_long], "", 2);
    assert_eq!(
        (&refused["id"], &refused["params"]["limit"]),
        (&json!("error-identity-name-long"), &json!("64"))
    );
}

#[test]
fn curves_ed25519_and_pss_sign_what_validates() {
    let scene = Scene::new();
    let made = |algorithm| MadeKey { algorithm, ..MadeKey::new("Courbe") };
    scene.write("p384.p12", key_file(&[made(&rcgen::PKCS_ECDSA_P384_SHA384)]));
    scene.write("ed25519.p12", key_file(&[made(&rcgen::PKCS_ED25519)]));
    let rsa = fixture("keys/rsa.p12").display().to_string();
    for (key, more, algorithm, digest) in [
        ("p384.p12", &[][..], "ecdsa", "sha384"),
        ("ed25519.p12", &[], "ed25519", "sha512"),
        (&rsa, &["--rsa-padding", "pss"], "rsa-pss", "sha256"),
    ] {
        let out = format!("{algorithm}.pdf");
        scene.ok_with(&sign(&contract(), &out, key, more), KEY_PASSWORD);
        let (_, report) = scene.json(&["verify", &out]);
        let signature = &report["signatures"][0];
        assert_eq!(
            (&signature["signature_algorithm"], &signature["digest_algorithm"]),
            (&json!(algorithm), &json!(digest))
        );
        let integrity = json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true });
        assert_eq!(signature["integrity"], integrity, "{report:#}");
    }
}

#[test]
fn of_several_keys_the_named_one_signs() {
    let scene = Scene::new();
    scene.write("plusieurs.p12", key_file(&[MadeKey::new("Bureau"), MadeKey::new("Maison")]));
    let refused = |more: &[&str]| {
        let error = scene.refused(&sign(&contract(), "non.pdf", "plusieurs.p12", more), KEY_PASSWORD, 2);
        assert_eq!(scene.files(), ["plusieurs.p12"]);
        assert_eq!(error["params"]["keys"], "Bureau, Maison");
        error["id"].clone()
    };
    assert_eq!(refused(&[]), "error-key-file-several");
    assert_eq!(refused(&["--key", "Chalet"]), "error-key-file-name");
    let inspect = ["identity", "inspect", "--p12", "plusieurs.p12", "--password-stdin"];
    let listed = scene.ok_with(&inspect, KEY_PASSWORD);
    assert_eq!(listed["certificates"].as_array().map(Vec::len), Some(2));
    let signed =
        scene.ok_with(&sign(&contract(), "signe.pdf", "plusieurs.p12", &["--key", "Maison"]), KEY_PASSWORD);
    assert_eq!(signed["signer"], "Maison");
}

#[test]
fn a_certificate_says_whether_it_calls_itself_qualified() {
    let scene = Scene::new();
    let qualified = MadeKey { extensions: vec![qualified_on_device()], ..MadeKey::new("Notaire") };
    scene.write("notaire.p12", key_file(&[qualified]));
    let inspect = ["identity", "inspect", "--p12", "notaire.p12", "--password-stdin"];
    let told = scene.ok_with(&inspect, KEY_PASSWORD);
    let certificate = &told["certificates"][0];
    assert_eq!(certificate["qualification"], "claimed_on_device");
    assert_eq!(certificate["not_after"], "2060-01-01T00:00:00Z", "{told:#}");
    let line = scene.run_with(&inspect, KEY_PASSWORD).out;
    assert!(line.contains("Notaire") && line.contains("se dit qualifié"), "{line}");
    assert_eq!(scene.refused(&inspect, "faux\n", 2)["id"], "error-key-file-password");
}

#[test]
fn key_files_in_trouble_are_told_apart() {
    let scene = Scene::new();
    let good = fs::read(fixture("keys/rsa.p12")).expect("a key file");
    scene.write("coupe.p12", &good[..good.len() / 2]);
    scene.write("certificats.p12", key_file(&[]));
    for (file, password, sentence) in [
        ("coupe.p12", KEY_PASSWORD, "error-key-file"),
        ("certificats.p12", KEY_PASSWORD, "error-key-file-empty"),
        ("certificats.p12", "faux\n", "error-key-file-password"),
    ] {
        let error = scene.refused(&sign(&contract(), "non.pdf", file, &[]), password, 2);
        assert_eq!(error["id"], sentence, "{file}");
    }
    assert_eq!(scene.files(), ["certificats.p12", "coupe.p12"]);
    assert_eq!(PASSWORD, KEY_PASSWORD.trim());
}

#[test]
fn documents_that_take_no_signature_stay_as_they_are() {
    let scene = Scene::with_identity();
    let contract = contract();
    let certify = ["--certify", "no-changes"];
    scene.ok(&[&["sign", &contract, "--out", "certifie.pdf", "--identity", "moi"], &certify[..]].concat());
    let small = ["--page", "1", "--rect", "60,60,12,5", "--text", "Émile Zürn-Łuczak"];
    for (file, more, code, sentence) in [
        ("certifie.pdf", &[][..], 1, "error-certified-locked"),
        (&contract, &small, 2, "error-box-too-small"),
        (&contract, &["--field", "Absent"], 2, "error-field-missing"),
        (&contract, &["--page", "1", "--rect", "590,10,200,50"], 2, "error-box-outside-page"),
    ] {
        let before = fs::read(scene.path(file)).expect("the document");
        let arguments = [&["sign", file, "--out", "non.pdf", "--identity", "moi"], more].concat();
        assert_eq!(scene.refused(&arguments, "", code)["id"], sentence);
        assert_eq!(fs::read(scene.path(file)).expect("the document"), before);
        assert_eq!(scene.files(), ["certifie.pdf"]);
    }
}

/// A PDF of one page with an empty signature field called `Client`, 200 by 60 points.
fn with_empty_field() -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 1 >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Client) /F 4 /P 3 0 R /Rect [60 100 260 160] >>",
    ];
    let (mut bytes, mut table) = (b"%PDF-1.7\n".to_vec(), String::from("0000000000 65535 f \n"));
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let (count, start) = (objects.len() + 1, bytes.len());
    let end = format!(
        "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend(end.into_bytes());
    bytes
}

#[test]
fn an_empty_field_of_the_document_is_filled_once() {
    let scene = Scene::with_identity();
    scene.write("formulaire.pdf", with_empty_field());
    let fill = |file: &'static str, out: &'static str, field: &'static str| {
        ["sign", file, "--out", out, "--identity", "moi", "--field", field, "--text", "Émile", "--approved"]
    };
    let signed = scene.ok(&fill("formulaire.pdf", "signe.pdf", "Client"));
    assert_eq!((&signed["field"], &signed["visible"]), (&json!("Client"), &json!(true)), "{signed:#}");
    let (_, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!(
        (&report["signatures"][0]["field"], &report["signatures"][0]["page"]),
        (&json!("Client"), &json!(1))
    );
    let taken = scene.refused(&fill("signe.pdf", "non.pdf", "Client"), "", 1);
    assert_eq!(taken["id"], "error-field-taken");
    let missing = scene.refused(&fill("formulaire.pdf", "non.pdf", "Clerc"), "", 2);
    assert_eq!(
        (&missing["id"], &missing["params"]["fields"]),
        (&json!("error-field-missing"), &json!("Client"))
    );
    assert_eq!(scene.files(), ["formulaire.pdf", "signe.pdf"]);
}

#[test]
fn a_photo_of_a_signature_is_taken_and_anything_else_refused() {
    let scene = Scene::with_identity();
    let page = ["--page", "6", "--rect", "60,500,180,60"];
    let contract = contract();
    scene.ok(&["render", &contract, "--page", "6", "--dpi", "60", "--out", "photo.png"]);
    scene.write("texte.png", "Ceci n’est pas une image.");
    let sign = |image: &'static str, out: &'static str| {
        let fixed = vec!["sign", contract.as_str(), "--out", out, "--identity", "moi", "--image", image];
        [fixed, page.to_vec()].concat()
    };
    let signed = scene.ok(&sign("photo.png", "signe.pdf"));
    assert_eq!(signed["visible"], true);
    assert!(scene.read("signe.pdf").windows(8).any(|eight| eight == b"/XObject"), "the picture is in it");
    assert_eq!(scene.refused(&sign("texte.png", "non.pdf"), "", 2)["id"], "error-not-a-picture");
    assert_eq!(scene.refused(&sign("absente.png", "non.pdf"), "", 2)["id"], "error-file-missing");
    assert_eq!(scene.files(), ["photo.png", "signe.pdf", "texte.png"]);
}

#[test]
fn what_the_owner_forbids_is_not_signed() {
    let scene = Scene::with_identity();
    let arguments = ["--encrypt", "", "proprietaire", "256", "--modify=none", "--"];
    let made = Command::new("qpdf").args(arguments).arg(contract()).arg(scene.path("interdit.pdf")).status();
    if !made.is_ok_and(|status| status.success()) {
        needs::tool("qpdf is not installed");
        return;
    }
    let before = scene.read("interdit.pdf");
    let sign = ["sign", "interdit.pdf", "--out", "non.pdf", "--identity", "moi"];
    assert_eq!(scene.refused(&sign, "", 1)["id"], "error-owner-forbids");
    assert_eq!(scene.read("interdit.pdf"), before);
    let rect = serde_json::json!({ "x": 100, "y": 600, "width": 150, "height": 60 });
    let request = serde_json::json!({
        "title": "Bail", "documents": [{ "path": "interdit.pdf" }],
        "recipients": [{ "id": "r1", "first_name": "Zoë", "last_name": "Dupont", "delivery": "in_person" }],
        "fields": [{ "recipient": "r1", "document": 0, "page": 6, "kind": "signature", "rect": rect }],
    });
    scene.write("demande.json", request.to_string());
    let all: [&[&str]; 2] = [&["check", "demande.json"], &["send", "demande.json", "--account", "local"]];
    for arguments in all {
        let (code, told) = scene.json(arguments);
        assert_eq!(
            (code, &told["problems"][0]["path"]),
            (1, &serde_json::json!("documents[0].path")),
            "{told:#}"
        );
        assert!(
            told["problems"][0]["message"].as_str().is_some_and(|said| said.contains("interdit")),
            "{told:#}"
        );
    }
    assert_eq!(scene.ok(&["list"])["envelopes"], serde_json::json!([]), "nothing was made");
    assert_eq!(scene.files(), ["demande.json", "interdit.pdf"]);
}

/// A file system of 16 KiB; without the right to make one there is nothing to see.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_sentence_and_leaves_every_file_as_it_was() {
    for (scene, says) in [(Scene::new(), "Le disque est plein"), (Scene::english(), "The disk is full")] {
        scene.ok(&["identity", "create", "moi", "--common-name", "Émile Zürn-Łuczak"]);
        let small = scene.path("petit");
        fs::create_dir(&small).expect("made");
        let mount = ["-t", "tmpfs", "-o", "size=16k", "paraphe-test"];
        let mounted = Command::new("mount").args(mount).arg(&small).output();
        if !mounted.is_ok_and(|output| output.status.success()) {
            needs::circumstance("no right to mount a small file system");
            return;
        }
        scene.write("petit/ancien.pdf", "l’ancien");
        let (contract, before) = (contract(), fs::read(contract()).expect("the sample"));
        let sign =
            |out: &str| scene.json(&["sign", &contract, "--out", out, "--overwrite", "--identity", "moi"]);
        let outcomes = ["petit/signe.pdf", "petit/ancien.pdf"].map(|out| (out, sign(out)));
        let left: Vec<_> =
            fs::read_dir(&small).expect("readable").map(|one| one.expect("an entry").file_name()).collect();
        let former = scene.read("petit/ancien.pdf");
        let unmounted = Command::new("umount").arg(&small).status().expect("umount is there");
        assert!(unmounted.success());
        for (out, (code, told)) in outcomes {
            assert_eq!((code, &told["error"]["id"]), (2, &json!("error-disk-full")), "{told:#}");
            let path = told["error"]["params"]["path"].as_str().expect("where");
            assert!(path.ends_with(out), "the file asked for, not its neighbour: {path}");
            let message = told["error"]["message"].as_str().expect("a sentence");
            assert!(message.contains(says), "{message}");
        }
        assert_eq!(left, ["ancien.pdf"], "nothing half-written");
        assert_eq!(former, "l’ancien".as_bytes(), "the former file is what it was");
        assert_eq!(fs::read(contract).expect("the sample"), before);
    }
}

/// Of many that sign into one file at once, no two are told "signed" for the same place: whoever is slower hears it, or has
/// seen the file that it replaced.
#[test]
fn many_paraphes_writing_one_file_lose_no_signature() {
    let scene = Scene::with_identity();
    let (contract, before) = (contract(), fs::read(contract()).expect("the sample"));
    let answers: Vec<(i32, Value)> = std::thread::scope(|scope| {
        let sign =
            || scene.json(&["sign", &contract, "--out", "signe.pdf", "--overwrite", "--identity", "moi"]);
        let started: Vec<_> = (0..6).map(|_| scope.spawn(sign)).collect();
        started.into_iter().map(|one| one.join().expect("done")).collect()
    });
    let (signed, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(code, _)| *code == 0);
    assert!(!signed.is_empty());
    for (code, told) in &refused {
        assert_eq!((code, &told["error"]["id"]), (&1, &json!("error-target-changed")), "{told:#}");
        let message = told["error"]["message"].as_str().expect("a sentence");
        assert!(message.contains("rien n’a été remplacé"), "{message}");
    }
    let (_, report) = scene.json(&["verify", "signe.pdf"]);
    let told: Vec<_> = signed.iter().map(|(_, told)| &told["sha256"]).collect();
    assert!(told.contains(&&report["sha256"]), "the file is one that was told");
    assert_eq!(scene.files(), ["signe.pdf"], "nothing half-written beside it");
    assert_eq!(fs::read(contract).expect("the sample"), before);
}

//! `sign` and `identity`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{KEY_PASSWORD, Scene, fixture, sample};

/// Every former byte stays: the signed file begins with the original.
fn assert_appended(before: &[u8], after: &[u8]) {
    assert!(after.len() > before.len() && after.starts_with(before), "only an update may be appended");
}

fn contract() -> String {
    sample("contrat.pdf").display().to_string()
}

fn signatures(report: &Value) -> &Vec<Value> {
    report["signatures"].as_array().expect("signatures")
}

#[test]
fn an_identity_is_made_listed_exported_and_made_once() {
    let scene = Scene::new();
    assert!(
        scene.run(&["identity", "list"]).out.contains("paraphe identity create"),
        "what to do comes first"
    );
    let made = scene.ok(&[
        "identity",
        "create",
        "bureau",
        "--common-name",
        "Zoë 王 محمد",
        "--organization",
        "Œuvre SARL",
    ]);
    assert_eq!((&made["name"], &made["store"]), (&json!("bureau"), &json!("sealed_file")));
    assert_eq!(made["common_name"], "Zoë 王 محمد");
    assert_eq!(made["sha256"].as_str().map(str::len), Some(64));
    assert!(
        made["not_after"].as_str().is_some_and(|time| time.ends_with('Z')),
        "RFC 3339: {}",
        made["not_after"]
    );
    assert_eq!(scene.ok(&["identity", "list"])["identities"], json!([made]));
    assert_eq!(scene.ok(&["identity", "export", "bureau"]), made);
    let pem = scene.run(&["identity", "export", "bureau"]);
    assert!(
        pem.out.starts_with("-----BEGIN CERTIFICATE-----") && !pem.out.contains("PRIVATE"),
        "{}",
        pem.out
    );
    let again = scene.refused(&["identity", "create", "bureau", "--common-name", "Autre"], "", 2);
    assert_eq!(again["params"]["name"], "bureau");
    assert_eq!(scene.ok(&["identity", "export", "bureau"]), made, "the first one stays");
    for name in ["a/b", "..", ""] {
        scene.refused(&["identity", "create", name, "--common-name", "X"], "", 2);
    }
    assert_eq!(scene.refused(&["identity", "export", "absente"], "", 2)["code"], "notFound");
}

#[test]
fn programs_that_run_at_the_same_time_do_not_undo_each_other() {
    let scene = Scene::new();
    let (contract, names) = (contract(), ["a", "b", "c", "d", "e", "f"]);
    let together = |run: &(dyn Fn(&str) -> Value + Sync)| {
        std::thread::scope(|scope| {
            let started: Vec<_> = names.iter().map(|name| scope.spawn(move || run(name))).collect();
            started.into_iter().for_each(|one| drop(one.join().expect("done")));
        });
    };
    together(&|name| scene.ok(&["identity", "create", name, "--common-name", name]));
    assert_eq!(scene.ok(&["identity", "list"])["identities"].as_array().map(Vec::len), Some(names.len()));
    together(&|name| scene.ok(&["sign", &contract, "--out", &format!("{name}.pdf"), "--identity", name]));
    let same = Scene::new();
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let create = || same.run(&["identity", "create", "moi", "--common-name", "Moi"]).code;
        let started: Vec<_> = (0..4).map(|_| scope.spawn(create)).collect();
        started.into_iter().map(|one| one.join().expect("done")).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "one name is given once: {codes:?}");
}

#[cfg(unix)]
#[test]
fn keys_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::with_identity();
    let mut folders = vec![scene.path("data")];
    let mut secrets = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("readable");
            assert!(!bytes.windows(11).any(|window| window == b"PRIVATE KEY"), "{}", path.display());
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.contains("secret") || name.contains("key") {
                secrets += 1;
                let mode = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
                assert_eq!(mode, 0o600, "{}", path.display());
            }
        }
    }
    assert!(secrets > 0, "the sealed file and its key are somewhere");
}

#[test]
fn a_self_made_identity_signs_and_passes_once_it_is_trusted() {
    let scene = Scene::with_identity();
    let signed = scene.ok(&["sign", &contract(), "--out", "signe.pdf", "--identity", "moi"]);
    assert_eq!(signed["file"], "signe.pdf");
    assert_eq!((&signed["level"], &signed["field"]), (&json!("B-B"), &json!("Signature1")));
    assert_eq!(signed["signer"], "Émile Zürn-Łuczak");
    assert_appended(&fs::read(contract()).expect("readable"), &scene.read("signe.pdf"));
    assert_eq!(scene.files(), ["signe.pdf"], "nothing half-written beside it");

    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!((code, &report["conclusion"]), (1, &json!("INDETERMINATE")), "nobody vouches for it");
    assert_eq!(report["sha256"], signed["sha256"]);
    scene.write("moi.pem", scene.run(&["identity", "export", "moi"]).out);
    let (code, report) = scene.json(&["verify", "signe.pdf", "--trust", "moi.pem"]);
    assert_eq!((code, &report["conclusion"]), (0, &json!("TOTAL_PASSED")), "{report:#}");
}

#[test]
fn key_files_sign_with_rsa_and_ecdsa() {
    let scene = Scene::new();
    for (key, algorithm, name) in [("rsa.p12", "rsa", "Raoul Essai"), ("ecdsa.p12", "ecdsa", "Élodie Courbe")]
    {
        let out = format!("{key}.pdf");
        let more = ["--reason", "Bon pour accord", "--location", "Évry"];
        let signed = scene.sign_with_key_file(&sample("contrat.pdf"), &out, key, &more);
        assert_eq!(signed["signer"], name);
        let (code, report) = scene.verify_trusting(&out);
        assert_eq!((code, &report["conclusion"]), (0, &json!("TOTAL_PASSED")), "{report:#}");
        let signature = &signatures(&report)[0];
        assert_eq!(signature["signature_algorithm"], algorithm);
        assert_eq!((&signature["digest_algorithm"], &signature["level"]), (&json!("sha256"), &json!("B-B")));
        assert_eq!((&signature["coverage"], &signature["kind"]), (&json!("whole_file"), &json!("approval")));
        assert_eq!(
            (&signature["reason"], &signature["location"]),
            (&json!("Bon pour accord"), &json!("Évry"))
        );
        assert_eq!(signature["signer"]["common_name"], name);
        assert_eq!(signature["signer"]["organization"], "Paraphe Test");
        assert_eq!(signature["certificate_status"], "good");
        assert_eq!(signature["modifications"], "none");
    }
}

#[test]
fn typed_and_drawn_signatures_are_seen_on_their_page() {
    let scene = Scene::with_identity();
    scene.write("trait.json", r#"{"strokes": [[[0, 0], [10, 20, 0.4], [40, 5, 0.9]], [[3, 3], [20, 22]]]}"#);
    let marks: [&[&str]; 4] =
        [&["--text", "Łucja Đặng-Œuvray"], &["--text", "محمد الطرابلسي"], &["--ink", "trait.json"], &[]];
    for (sample_name, page) in [("contrat.pdf", 6), ("devis-tourne.pdf", 1), ("recu-ar-fr.pdf", 1)] {
        for (mark, number) in marks.iter().zip(1..) {
            let (file, out) = (sample(sample_name).display().to_string(), format!("{number}-{sample_name}"));
            let page = page.to_string();
            let mut arguments = vec!["sign", &file, "--out", &out, "--identity", "moi", "--page", &page];
            arguments.extend(["--rect", "80,600,200,70"]);
            arguments.extend(*mark);
            scene.ok(&arguments);
            let (_, report) = scene.json(&["verify", &out]);
            let signature = &signatures(&report)[0];
            assert_eq!(signature["page"].to_string(), page, "{out}");
            assert_eq!(
                signature["integrity"],
                json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true })
            );
            assert_eq!(signature["coverage"], "whole_file");
        }
    }
}

#[test]
fn texts_and_ticks_are_written_with_the_signature_that_covers_them() {
    let scene = Scene::with_identity();
    let key = ["--identity", "moi", "--page", "6", "--rect", "79,530,190,70"];
    let sign = |file: &str, out: &str, more: &[&str]| {
        scene.run(&[&["--json", "sign", file, "--out", out][..], &key, more].concat())
    };
    let first =
        sign(&contract(), "1.pdf", &["--write", "6,79,480,190,20=Fait a Tunis", "--tick", "6,79,505,14,14"]);
    assert_eq!(first.code, 0, "{}", first.out);
    let signed = String::from_utf8_lossy(&scene.read("1.pdf")).into_owned();
    assert!(signed.contains("(Fait a Tunis)") && signed.contains("/AS /Yes"), "as fields of the form");
    let (_, report) = scene.verify_trusting("1.pdf");
    let alone = &signatures(&report)[0];
    assert_eq!(
        (&alone["coverage"], &alone["modifications"]),
        (&json!("whole_file"), &json!("none")),
        "{report:#}"
    );

    // Behind a signature no field can be made: what is written is a place of the next one, and the first stands.
    let file = scene.path("1.pdf").display().to_string();
    let second = sign(&file, "2.pdf", &["--write", "5,79,480,190,20=Lu a Sfax"]);
    assert_eq!(second.code, 0, "{}", second.out);
    let (_, report) = scene.verify_trusting("2.pdf");
    assert!(signatures(&report).iter().all(|one| one["integrity"]["signature_ok"] == true));
    assert_eq!(signatures(&report)[0]["modifications_allowed"], true, "{report:#}");

    for (more, id) in [
        (["--write", "6,79,480,190,20= "], "error-write-empty"),
        (["--write", "6,79,480,20,8=bien trop long pour ce petit cadre"], "error-answer-does-not-fit"),
        (["--write", "7,79,480,190,20=a"], "error-page-missing"),
        (["--write", "6,79,900,190,20=a"], "error-box-outside-page"),
    ] {
        let answer = sign(&contract(), "3.pdf", &more);
        assert_eq!(answer.json()["error"]["id"], id, "{more:?}");
        assert!(!scene.path("3.pdf").exists());
    }
}

#[test]
fn signatures_follow_one_another_and_leave_the_former_valid() {
    let scene = Scene::new();
    let boxed = |y: &'static str| ["--page", "6", "--text", "Signé", "--rect", y];
    scene.sign_with_key_file(&sample("contrat.pdf"), "1.pdf", "rsa.p12", &boxed("60,560,180,50"));
    scene.sign_with_key_file(&scene.path("1.pdf"), "2.pdf", "ecdsa.p12", &boxed("300,560,180,50"));
    scene.sign_with_key_file(&scene.path("2.pdf"), "3.pdf", "rsa.p12", &[]);
    assert_appended(&scene.read("1.pdf"), &scene.read("2.pdf"));
    assert_appended(&scene.read("2.pdf"), &scene.read("3.pdf"));
    let (code, report) = scene.verify_trusting("3.pdf");
    assert_eq!((code, &report["conclusion"]), (0, &json!("TOTAL_PASSED")), "{report:#}");
    let found: Vec<_> =
        signatures(&report).iter().map(|s| (s["field"].clone(), s["coverage"].clone())).collect();
    let expected =
        [("Signature1", "whole_revision"), ("Signature2", "whole_revision"), ("Signature3", "whole_file")];
    assert_eq!(found, expected.map(|(field, coverage)| (json!(field), json!(coverage))));
    for signature in signatures(&report) {
        assert_eq!(
            (&signature["indication"], &signature["modifications_allowed"]),
            (&json!("TOTAL_PASSED"), &json!(true))
        );
    }
}

#[test]
fn certifying_says_what_may_follow_and_is_obeyed() {
    let scene = Scene::new();
    for (word, follows) in [("no-changes", false), ("form-filling", true), ("annotations", true)] {
        let out = format!("{word}.pdf");
        scene.sign_with_key_file(&sample("contrat.pdf"), &out, "rsa.p12", &["--certify", word]);
        let (code, report) = scene.verify_trusting(&out);
        assert_eq!((code, &signatures(&report)[0]["kind"]), (0, &json!("certification")));
        assert_eq!(signatures(&report)[0]["permits"], word.replace('-', "_"));
        let key = fixture("keys/ecdsa.p12").display().to_string();
        let next = ["sign", &out, "--out", "suivant.pdf", "--p12", &key, "--password-stdin"];
        if follows {
            scene.ok_with(&next, KEY_PASSWORD);
            let (code, report) = scene.verify_trusting("suivant.pdf");
            assert_eq!((code, signatures(&report).len()), (0, 2), "{report:#}");
            fs::remove_file(scene.path("suivant.pdf")).expect("removed");
        } else {
            let error = scene.refused(&next, KEY_PASSWORD, 1);
            assert_eq!(error["code"], "refused");
            assert!(!scene.path("suivant.pdf").exists());
        }
    }
    let after = ["sign", "annotations.pdf", "--out", "apres.pdf", "--p12"];
    let key = fixture("keys/rsa.p12").display().to_string();
    let mut after: Vec<&str> = after.into();
    after.extend([key.as_str(), "--password-stdin", "--certify", "form-filling"]);
    assert_eq!(
        scene.refused(&after, KEY_PASSWORD, 1)["code"],
        "refused",
        "only the first signature can certify"
    );
}

#[test]
fn an_existing_target_is_replaced_on_request_and_whole_and_the_original_never() {
    let scene = Scene::with_identity();
    let own = scene.write("contrat.pdf", fs::read(contract()).expect("readable"));
    scene.write("signe.pdf", vec![b'x'; 500_000]);
    let sign = ["sign", "contrat.pdf", "--out", "signe.pdf", "--identity", "moi"];
    let error = scene.refused(&sign, "", 2);
    assert_eq!(
        (&error["id"], &error["params"]["path"]),
        (&json!("error-target-exists"), &json!("signe.pdf"))
    );
    assert!(error["next"].as_str().is_some_and(|next| next.contains("--overwrite")), "{error:#}");
    assert_eq!(scene.read("signe.pdf").len(), 500_000);
    scene.ok(&[&sign[..], &["--overwrite"]].concat());
    scene.write("reserve.pdf", b"");
    scene.ok(&["sign", "contrat.pdf", "--out", "reserve.pdf", "--identity", "moi"]);
    fs::remove_file(scene.path("reserve.pdf")).expect("a name that was reserved is taken");
    assert_appended(&fs::read(&own).expect("readable"), &scene.read("signe.pdf"));
    for same in ["contrat.pdf", "./contrat.pdf", "data/../contrat.pdf"] {
        let error =
            scene.refused(&["sign", "contrat.pdf", "--out", same, "--overwrite", "--identity", "moi"], "", 2);
        assert_eq!(error["id"], "error-same-file");
        scene.refused(&["render", "contrat.pdf", "--page", "1", "--out", same], "", 2);
    }
    assert_eq!(scene.read("contrat.pdf"), fs::read(contract()).expect("readable"));
    assert_eq!(scene.files(), ["contrat.pdf", "signe.pdf"]);
}

#[test]
fn key_files_that_do_not_fit_are_told_apart() {
    let scene = Scene::new();
    let contract = contract();
    let refused = |key: &Path, password: &str| {
        let key = key.display().to_string();
        let sign = ["sign", &contract, "--out", "non.pdf", "--p12", &key, "--password-stdin"];
        let error = scene.refused(&sign, password, 2);
        assert_eq!(scene.files(), [""; 0], "{key}");
        error["id"].as_str().expect("an id").to_owned()
    };
    assert_eq!(refused(&fixture("keys/rsa.p12"), "faux\n"), "error-key-file-password");
    assert_eq!(refused(&fixture("keys/rsa.p12"), ""), "error-key-file-password");
    assert_eq!(refused(&fixture("keys/root.pem"), KEY_PASSWORD), "error-key-file");
    assert_eq!(refused(&fixture("keys"), KEY_PASSWORD), "error-is-a-folder");
    assert_eq!(refused(&fixture("keys/absent.p12"), KEY_PASSWORD), "error-file-missing");
    assert_eq!(refused(&fixture("keys/expired.p12"), KEY_PASSWORD), "error-certificate-expired");
}

//! One's own document, come back: that a file begins with it is not enough, and no other file is taken for it unasked.

use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::stage::Stage;
use crate::support::{Scene, root_certificate};

/// The contract with an update behind it that writes the contents of its page anew, and has something else on it.
fn rewritten(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let number = |key: &str| -> u32 {
        let behind = &text[text.rfind(key).expect("it is there") + key.len()..];
        behind.split_whitespace().next().expect("a number").parse().expect("a number")
    };
    let (contents, size, previous) = (number("/Contents "), number("/Size "), number("startxref"));
    let drawn = "0 0 1 rg 100 100 300 300 re f";
    let mut out = bytes.to_vec();
    let at = out.len();
    let length = drawn.len();
    let object = format!("{contents} 0 obj\n<< /Length {length} >>\nstream\n{drawn}\nendstream\nendobj\n");
    out.extend_from_slice(object.as_bytes());
    let table = out.len();
    let end = format!(
        "xref\n{contents} 1\n{at:010} 00000 n \ntrailer\n<< /Size {size} /Root 1 0 R /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n"
    );
    out.extend_from_slice(end.as_bytes());
    out
}

/// The same in a file that begins otherwise: in a comment no viewer looks at.
fn begun_otherwise(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes[10] ^= 1;
    bytes
}

/// A request that is out, and the files that may come back, signed: the document itself (`honnete.pdf`), with an update before the
/// signature (`retour.pdf`), and both in other bytes (`semblable.pdf`, `autre.pdf`).
fn stage() -> (Stage, String) {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let sent = stage.send(StandIn::GesDocs);
    let contract = stage.scene.read("contrat.pdf");
    for (out, bytes) in [
        ("honnete.pdf", contract.clone()),
        ("retour.pdf", rewritten(&contract)),
        ("semblable.pdf", begun_otherwise(contract.clone())),
        ("autre.pdf", begun_otherwise(rewritten(&contract))),
    ] {
        let file = stage.scene.write("unsigned.pdf", bytes);
        stage.scene.sign_with_key_file(&file, out, "rsa.p12", &[]);
    }
    let id = sent["envelope"].as_str().expect("an id").to_owned();
    (stage, id)
}

/// What a verification says of one's own document.
fn told(scene: &Scene, file: &str) -> String {
    let root = root_certificate().display().to_string();
    let report = format!("{file}.html");
    scene.run(&["verify", file, "--trust", &root, "--report", &report]);
    String::from_utf8(scene.read(&report)).expect("text")
}

#[test]
fn a_valid_signature_over_something_else_than_was_sent_is_no_comfort() {
    let (stage, _) = stage();
    let honest = told(&stage.scene, "honnete.pdf");
    assert!(honest.contains("sans un octet changé") && honest.contains("verdict good"), "{honest}");
    assert_eq!(stage.scene.verify_trusting("honnete.pdf").1["unfinished"], Value::Null);

    let changed = told(&stage.scene, "retour.pdf");
    assert!(!changed.contains("sans un octet changé"), "{changed}");
    assert!(
        changed.contains("ne s’explique pas entièrement") && !changed.contains("verdict good"),
        "{changed}"
    );
    let (_, report) = stage.scene.verify_trusting("retour.pdf");
    assert!(report["unfinished"].as_str().is_some_and(|note| note.contains("omparez-le")), "{report:#}");
}

#[test]
fn what_shows_something_else_is_only_imported_by_whoever_has_compared_it() {
    let (stage, id) = stage();
    for file in ["retour.pdf", "autre.pdf"] {
        let refused = stage.scene.refused(&["import", &id, file, "--document", "1"], "", 1);
        assert_eq!(
            (&refused["id"], &refused["params"]["how"], &refused["params"]["pages"]),
            (&json!("error-signed-unlike"), &json!("pages"), &json!("6")),
            "{file}: {refused:#}"
        );
    }
    assert_ne!(stage.scene.ok(&["status", &id])["recipients"][0]["status"], "signed");
    stage.scene.ok(&["import", &id, "retour.pdf", "--document", "1", "--differing"]);
    assert_eq!(stage.scene.ok(&["status", &id])["status"], "completed");
    let kept = told(&stage.scene, "retour.pdf");
    assert!(kept.contains("sans que rien l’explique"), "the history does not vouch for it: {kept}");
}

#[test]
fn a_service_may_write_the_document_anew() {
    let (stage, id) = stage();
    stage.scene.ok(&["import", &id, "semblable.pdf", "--document", "1"]);
    let kept = told(&stage.scene, "semblable.pdf");
    assert!(kept.contains("ne commence pas par les octets"), "{kept}");
    let honest = told(&stage.scene, "honnete.pdf");
    assert!(honest.contains("sans un octet changé"), "{honest}");
}

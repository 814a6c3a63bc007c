//! What the host decides for face to face, through the command list: how identities are checked, which evidence is kept, when
//! a key is closed, what is printed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, Serializable as _};
use paraphe_app::headless::export_evidence;
use serde_json::{Value, json};

use crate::kiosk::{PIN, at, beginning, id_of, refusal, sent, sign};
use crate::lifecycle::mark;
use crate::support::{TestApp, root};

async fn settings(test: &TestApp, name: &str, value: Value) -> Value {
    let mut settings = test.ok("app_state", json!({})).await["settings"].clone();
    settings[name] = value;
    test.ok("save_settings", settings).await
}

async fn evidence_of(test: &TestApp, envelope: &Value) -> Value {
    let out = test.path("preuves");
    export_evidence(&test.app, id_of(envelope), out.clone()).await.expect("written");
    serde_json::from_slice(&std::fs::read(out.join("preuve.json")).expect("readable")).expect("JSON")
}

#[tokio::test]
async fn the_organisation_lists_how_identities_are_checked_and_nothing_else_can_be_chosen() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let empty = test.call("save_settings", {
        let mut settings = test.ok("app_state", json!({})).await["settings"].clone();
        settings["identity_checks"] = json!([{ "kind": "other", "label": " " }]);
        settings
    });
    assert_eq!(empty.await.expect_err("a line without words").message, "error-identity-checks");
    let listed =
        json!([{ "kind": "document_seen" }, { "kind": "other", "label": " Carte   professionnelle vue " }]);
    let stored = settings(&test, "identity_checks", listed).await;
    assert_eq!(stored["identity_checks"][1]["label"], "Carte professionnelle vue");

    // The standard request leaves the second person out: not checked, which is not in the list.
    assert_eq!(refusal(&test, "begin_kiosk", beginning(&envelope, "standard")).await, "error-kiosk-check");
    let with = |label: &str| {
        let mut request = beginning(&envelope, "standard");
        request["checks"] = json!([
            { "recipient": "r1", "kind": "other", "label": label, "last4": "7X" },
            { "recipient": "r2", "kind": "document_seen", "last4": null },
        ]);
        request
    };
    assert_eq!(refusal(&test, "begin_kiosk", with("Permis vu")).await, "error-kiosk-check");
    test.ok("begin_kiosk", with("Carte professionnelle vue")).await;
    let shown = test.ok("app_state", json!({})).await;
    assert_eq!(shown["settings"]["identity_checks"], Value::Null, "a signer does not read the office's list");
    sign(&test, &envelope, "r1", "fr").await;
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    let host = evidence_of(&test, &envelope).await["host"].clone();
    assert_eq!(
        (&host["identity_check"], &host["identity_check_label"], &host["identity_document_last4"]),
        (&json!("other"), &json!("Carte professionnelle vue"), &json!("7X"))
    );
}

#[tokio::test]
async fn reinforced_evidence_is_sealed_to_a_key_that_is_not_here() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let (private, public) = X25519HkdfSha256::gen_keypair();
    let hex: String = public.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    settings(&test, "evidence_key", json!(hex)).await;
    test.ok("begin_kiosk", beginning(&envelope, "reinforced")).await;
    test.ok("kiosk_start", json!({ "language": "fr" })).await;
    let session = test.ok("begin_signing", at(&envelope, "r1")).await;
    assert!(session["biometric_consent"]["text"].is_string(), "asked a second time");
    let points = [[0.1257, 0.2, 0.0, 0.5, 0.0], [0.7391, 0.25, 16.0, 0.625, 0.0]];
    let signing = |biometrics: Value| {
        json!({
            "envelope": envelope["id"], "recipient": "r1", "consent": session["consent"], "mark": mark(),
            "biometrics": biometrics,
            "capture": {
                "strokes": 1, "undos": 0, "clears": 0, "duration_ms": 900, "input": "pen", "pressure": true,
                "screen": null, "points": points,
            },
        })
    };
    let mut other = session["biometric_consent"].clone();
    other["text"] = json!("Un autre texte");
    assert_eq!(refusal(&test, "sign_locally", signing(other)).await, "error-consent-changed");
    test.ok("sign_locally", signing(session["biometric_consent"].clone())).await;
    test.ok("end_kiosk", json!({ "pin": PIN })).await;

    let file = evidence_of(&test, &envelope).await;
    assert_eq!((&file["level"], &file["biometrics"]["public_key"]), (&json!("reinforced"), &json!(hex)));
    assert_eq!(file["biometric_consent"]["sha256"], session["biometric_consent"]["sha256"]);
    let decoded =
        |name: &str| STANDARD.decode(file["biometrics"][name].as_str().expect("Base64")).expect("Base64");
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &<X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&decoded("encapsulated_key")).expect("a key"),
        b"paraphe-evidence/1",
        &decoded("ciphertext"),
        format!("{} r1", envelope["id"].as_str().expect("an id")).as_bytes(),
    );
    let opened: Value = serde_json::from_slice(&opened.expect("the private key opens it")).expect("JSON");
    assert_eq!(opened["points"].as_array().map(Vec::len), Some(2));
    assert_eq!((&opened["points"][1][0], &opened["points"][1][3]), (&json!(0.7391), &json!(0.625)));
    let readable = holding(&test.path("data"), b"0.7391");
    assert_eq!(readable, Vec::<String>::new(), "the movement stands nowhere in readable form");
}

/// The files below a folder that hold these bytes.
fn holding(folder: &std::path::Path, needle: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holding(&path, needle));
        } else if std::fs::read(&path).expect("readable").windows(needle.len()).any(|bytes| bytes == needle) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn whoever_refuses_leaves_no_key_open() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let path = root().join("tests/fixtures/keys/ecdsa.p12");
    let choice = json!({ "type": "key_file", "path": path, "certificate": null });
    settings(&test, "signing_key", choice.clone()).await;
    let opening = json!({ "choice": choice, "secret": "paraphe", "last_try": false });
    assert_eq!(test.ok("open_signing_key", opening.clone()).await["ready"], true);
    test.ok("begin_signing", at(&envelope, "r1")).await;
    let mut refusing = at(&envelope, "r1");
    refusing["reason"] = json!("Erreur page 2");
    test.ok("decline_signing", refusing).await;
    assert_eq!(test.ok("signing_key", json!({})).await["ready"], false, "closed with the refusal");
    assert_eq!(test.ok("open_signing_key", opening).await["ready"], true);
    test.app.close_signing_key();
    assert_eq!(test.ok("signing_key", json!({})).await["ready"], false, "closed with the window");
}

#[tokio::test]
async fn only_the_host_prints_and_only_what_is_of_this_request() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let printing = |document: &Value| json!({ "envelope": envelope["id"], "file": { "type": "document", "document": document } });
    let document = &envelope["documents"][0]["id"];
    assert_eq!(refusal(&test, "print_document", printing(&json!("doc_x"))).await, "error-internal");
    let unknown = json!(format!("doc_{:032x}", 7));
    assert_eq!(refusal(&test, "print_document", printing(&unknown)).await, "error-document-missing");
    test.ok("begin_kiosk", beginning(&envelope, "standard")).await;
    test.ok("kiosk_start", json!({ "language": "fr" })).await;
    assert_eq!(refusal(&test, "print_document", printing(document)).await, "error-kiosk-locked");
}

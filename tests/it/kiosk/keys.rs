//! The host's own key, opened once for all who sign.

use serde_json::{Value, json};

use super::{PIN, beginning, refusal, sent, sign};
use crate::support::{TestApp, root};

fn key_file(name: &str) -> Value {
    let path = root().join("tests/fixtures/keys").join(name);
    json!({ "type": "key_file", "path": path, "certificate": null })
}

/// The common names of those whose keys signed a document, in order.
pub(super) async fn signers_of(test: &TestApp, document: &Value) -> Vec<String> {
    let target = json!({ "type": "stored", "sha256": document["sha256"], "name": "" });
    let view = test.ok("verify_document", json!({ "target": target })).await;
    let signatures = view["report"]["signatures"].as_array().expect("signatures").clone();
    signatures
        .iter()
        .map(|one| one["signer"]["common_name"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn the_host_opens_a_key_file_once_for_all_who_sign_and_nothing_keeps_its_password() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let asked =
        |name: &str, secret: &str| json!({ "choice": key_file(name), "secret": secret, "last_try": false });
    let listed = test.ok("list_signing_keys", asked("ecdsa.p12", "paraphe")).await;
    assert_eq!(listed["rings"][0]["certificates"][0]["common_name"], "Élodie Courbe");
    assert_eq!(
        refusal(&test, "open_signing_key", asked("ecdsa.p12", "faux")).await,
        "error-key-file-password"
    );
    assert_eq!(
        refusal(&test, "open_signing_key", asked("expired.p12", "paraphe")).await,
        "error-certificate-expired"
    );
    let opened = test.ok("open_signing_key", asked("ecdsa.p12", "paraphe")).await;
    assert_eq!(
        (&opened["ready"], &opened["certificate"]["common_name"]),
        (&json!(true), &json!("Élodie Courbe"))
    );
    test.ok("begin_kiosk", beginning(&envelope, "standard")).await;
    assert_eq!(refusal(&test, "close_signing_key", json!({})).await, "error-kiosk-on");
    sign(&test, &envelope, "r1", "fr").await;
    test.ok("kiosk_next", json!({ "pin": PIN })).await;
    let done = sign(&test, &envelope, "r2", "fr").await;
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    for document in done["documents"].as_array().expect("documents") {
        assert_eq!(signers_of(&test, document).await, ["Élodie Courbe", "Élodie Courbe"]);
    }
    let after = test.ok("signing_key", json!({})).await;
    assert_eq!((&after["choice"]["type"], &after["ready"]), (&json!("identity"), &json!(true)));
}

#[tokio::test]
async fn a_key_the_settings_name_has_to_be_opened_before_the_window_is_handed_over() {
    let test = TestApp::new();
    let envelope = sent(&test).await;
    let mut settings = test.ok("app_state", json!({})).await["settings"].clone();
    settings["signing_key"] = key_file("rsa.p12");
    test.ok("save_settings", settings).await;
    assert_eq!(test.ok("signing_key", json!({})).await["ready"], false);
    let begin = || beginning(&envelope, "standard");
    assert_eq!(refusal(&test, "begin_kiosk", begin()).await, "error-signing-key-closed");
    let opening = json!({ "choice": key_file("rsa.p12"), "secret": "paraphe", "last_try": false });
    test.ok("open_signing_key", opening).await;
    test.ok("begin_kiosk", begin()).await;
    // A level nobody can reach is told to the host, not to the signer.
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    assert_eq!(test.ok("signing_key", json!({})).await["ready"], false, "closed with the mode");
    let own = json!({ "choice": { "type": "identity", "name": null }, "secret": null, "last_try": false });
    test.ok("open_signing_key", own).await;
    let mut higher = begin();
    higher["level"] = json!("b-t");
    assert_eq!(refusal(&test, "begin_kiosk", higher).await, "error-timestamp-no-authority");
}

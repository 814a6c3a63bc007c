//! `demo`: the whole journey, in a folder of its own.

use serde_json::json;

use crate::support::Scene;

#[test]
fn the_demonstration_ends_with_a_signed_pdf_and_an_honest_verdict() {
    let scene = Scene::new();
    let answer = scene.run(&["demo", "--out", "demo", "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(answer.err.lines().count(), 5, "each step is told: {}", answer.err);
    let told = answer.json();
    let signed = told["signed"].as_str().expect("a path");
    assert!(scene.path(signed).is_file(), "{signed}");
    assert_eq!(told["conclusion"], "INDETERMINATE", "a demonstration's identity is vouched for by nobody");
    let signatures = told["signatures"].as_array().expect("signatures");
    assert_eq!(signatures.len(), 2);
    for signature in signatures {
        assert_eq!(
            signature["integrity"],
            json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true })
        );
        assert_eq!(signature["modifications_allowed"], true);
    }
    assert_eq!(scene.files(), ["demo"]);
    assert_eq!(scene.ok(&["list"]), json!({ "envelopes": [] }), "the person's own history stays untouched");

    let history = scene.ok(&["--data", "demo/data", "list", "--status", "completed"]);
    assert_eq!(history["envelopes"][0]["envelope"], told["envelope"]);
    let again = scene.run(&["demo", "--out", "demo"]);
    assert_eq!(again.code, 0, "a second run in the same place: {}", again.err);
    assert!(again.out.contains("contrat-signe"), "{}", again.out);
}

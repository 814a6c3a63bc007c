//! The evidence of a signing face to face: where it is, what it says, and that no change of it goes unseen.

use paraphe_app::headless::{Voucher, export_evidence, verify_evidence};
use paraphe_envelope::Sha256Digest;
use paraphe_history::History;
use serde_json::{Value, json};

use super::{PIN, begun, id_of, sign};
use crate::support::TestApp;

/// Every leaf of a JSON value made something else, one at a time.
fn tampered(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![json!("x")],
        Value::Bool(flag) => vec![json!(!flag)],
        Value::Number(number) => vec![json!(number.as_f64().unwrap_or_default() + 1.0)],
        Value::String(text) => vec![json!(format!("{text}x"))],
        Value::Array(items) => {
            let with = |at: usize, other: Value| {
                let mut items = items.clone();
                items[at] = other;
                Value::Array(items)
            };
            let each = items.iter().enumerate();
            each.flat_map(|(at, item)| tampered(item).into_iter().map(move |other| with(at, other))).collect()
        }
        Value::Object(entries) => {
            let with = |name: &String, other: Value| {
                let mut entries = entries.clone();
                entries.insert(name.clone(), other);
                Value::Object(entries)
            };
            let each = entries.iter();
            each.flat_map(|(name, item)| tampered(item).into_iter().map(move |other| with(name, other)))
                .collect()
        }
    }
}

#[tokio::test]
async fn evidence_is_checked_again_and_any_field_that_was_changed_is_found() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    sign(&test, &envelope, "r1", "fr").await;
    test.ok("kiosk_next", json!({ "pin": PIN })).await;
    let done = sign(&test, &envelope, "r2", "en").await;
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    let out = test.path("out");
    let written = export_evidence(&test.app, id_of(&envelope), out.clone()).await.expect("written");
    assert_eq!(written.len(), 6, "two files, two sheets, events, digests: {written:?}");
    for name in ["preuve.json", "preuve-2.json"] {
        let checked = verify_evidence(&test.app, out.join(name), None, Vec::new()).await.expect("checked");
        assert!(checked[0].recorded && checked[0].faults.is_empty(), "{checked:?}");
    }
    for document in done["documents"].as_array().expect("documents") {
        let digest: Sha256Digest = serde_json::from_value(document["sha256"].clone()).expect("a digest");
        let path = History::open(&test.path("data")).expect("the history").vault().path(&digest);
        let checked = verify_evidence(&test.app, path.clone(), None, Vec::new()).await.expect("checked");
        assert_eq!(checked.len(), 2);
        assert!(
            checked.iter().all(|evidence| evidence.recorded && evidence.faults.is_empty()),
            "{checked:?}"
        );
        // Another computer knows nothing of it: it is intact, and anybody could have made that key.
        let elsewhere = TestApp::new();
        let checked = verify_evidence(&elsewhere.app, path.clone(), None, Vec::new()).await.expect("checked");
        for evidence in &checked {
            assert!(!evidence.recorded && evidence.faults.is_empty() && !evidence.is_good(), "{evidence:?}");
            assert_eq!(evidence.vouched_by, Voucher::Nobody);
        }
        let own = test.ok("list_identities", json!({})).await["identities"][0]["certificate_pem"].clone();
        let pem = elsewhere.path("office.pem");
        std::fs::write(&pem, own.as_str().expect("PEM")).expect("written");
        elsewhere.ok("add_trust", json!({ "type": "file", "path": pem })).await;
        let checked = verify_evidence(&elsewhere.app, path, None, Vec::new()).await.expect("checked");
        assert!(
            checked.iter().all(|one| one.is_good() && one.vouched_by == Voucher::TrustedKey),
            "{checked:?}"
        );
    }
    let text = std::fs::read_to_string(out.join("preuve.json")).expect("readable");
    let mut whole: Value = serde_json::from_str(&text).expect("JSON");
    // One polygon says as much as fifty.
    whole["signature"]["outlines"]["polygons"] = json!([whole["signature"]["outlines"]["polygons"][0]]);
    let changed = tampered(&serde_json::from_str(&text).expect("JSON"));
    assert!(changed.len() > 60, "{} leaves", changed.len());
    let path = test.path("tampered.json");
    for other in changed.iter().chain([&whole]) {
        std::fs::write(&path, serde_json::to_vec(other).expect("JSON")).expect("written");
        let checked = verify_evidence(&test.app, path.clone(), None, Vec::new()).await.expect("checked");
        assert!(!checked[0].faults.is_empty(), "{other}");
    }
}

#[tokio::test]
async fn the_evidence_is_in_the_signed_documents_and_in_the_history() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    sign(&test, &envelope, "r1", "ar").await;
    test.ok("kiosk_next", json!({ "pin": PIN })).await;
    let done = sign(&test, &envelope, "r2", "fr").await;
    let history = History::open(&test.path("data")).expect("the history");
    let rows = history.evidence(&id_of(&envelope)).expect("the evidence");
    assert_eq!(rows.iter().map(|row| row.recipient.to_string()).collect::<Vec<_>>(), ["r1", "r2"]);
    for document in done["documents"].as_array().expect("documents") {
        let digest: Sha256Digest = serde_json::from_value(document["sha256"].clone()).expect("a digest");
        let file = paraphe_pdf::PdfFile::open(&history.vault().path(&digest), None).expect("a document");
        let found = file.signature_attachments();
        let names: Vec<_> = found.iter().map(|attached| attached.name.as_str()).collect();
        assert_eq!(names, ["preuve.json", "preuve-2.json"]);
        for (attached, row) in found.iter().zip(&rows) {
            assert_eq!(String::from_utf8_lossy(&attached.content), row.file);
            assert_eq!(Sha256Digest::of(&attached.content), row.sha256);
        }
    }
    let first: Value = serde_json::from_str(&rows[0].file).expect("JSON");
    assert_eq!(first["host"]["identity_check"], "document_seen");
    assert_eq!(first["host"]["identity_document_last4"], "12AB");
    assert_eq!(first["consent"]["language"], "ar");
    assert_eq!(first["documents"][0]["sha256_before"], envelope["documents"][0]["sha256"]);
    assert_eq!(first["biometrics"], Value::Null, "points are dropped without the reinforced level");
    assert!(!rows[0].file.contains("0.1,0.2,0,0.5"), "no raw point stands anywhere");
    assert_eq!(first["times"]["pages_shown"].as_array().map(Vec::len), Some(1));
    let second: Value = serde_json::from_str(&rows[1].file).expect("JSON");
    assert_ne!(second["times"]["opened"], first["times"]["opened"], "nothing of the first signer's session");
    assert_eq!(second["host"]["identity_check"], "not_checked");
}

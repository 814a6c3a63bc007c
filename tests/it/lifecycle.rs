//! The main path through the command list: import, place, send, sign twice, keep, verify, and what goes wrong on the way.

mod partly_signed;
mod preparing;

use std::fs;

use paraphe_app::Code;
use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeId};
use paraphe_history::{DispatchKey, History, OutboxRow};
use serde_json::{Value, json};

use crate::support::{TestApp, sample};

/// A square and a triangle: a mark is any closed outlines.
pub(crate) fn mark() -> Value {
    let outlines =
        json!([[[0.1, 0.4], [0.5, 0.2], [0.9, 0.6], [0.5, 0.8]], [[0.2, 0.9], [0.8, 0.9], [0.5, 0.95]]]);
    json!({ "type": "drawn", "outlines": outlines, "aspect": 3.0, "input": "mouse" })
}

fn person(id: &str, first: &str, last: &str, order: Option<u16>) -> Value {
    json!({
        "id": id, "role": "signer", "first_name": first, "last_name": last, "email": "", "mobile": "",
        "language": "fr", "authentication": "none", "routing_order": order, "delivery": "in_person",
    })
}

fn field(id: &str, recipient: &str, document: &Value, page: u32, y: f64) -> Value {
    json!({
        "id": id, "recipient": recipient, "document": document["id"], "kind": "signature",
        "placement": { "page": page, "rect": { "x": 80.0, "y": y, "width": 180.0, "height": 60.0 } },
    })
}

async fn apply(test: &TestApp, draft: &Value, operation: Value) -> Value {
    test.ok("apply_operation", json!({ "draft": draft["id"], "operation": operation, "merge_key": null }))
        .await
}

/// Two documents, two signers, a box for each in each document.
pub(crate) async fn prepared(test: &TestApp, order: [Option<u16>; 2]) -> Value {
    let files: Vec<_> = ["contrat.pdf", "devis-tourne.pdf"]
        .map(|name| json!({ "path": sample(name), "password": null }))
        .into();
    let made = test.ok("create_draft", json!({ "files": files })).await;
    assert_eq!(made["rejected"], json!([]));
    let draft = made["draft"].clone();
    for (index, (id, first, last)) in
        [("r1", "Łucja", "Đặng-Œuvray"), ("r2", "محمد", "الطرابلسي")].into_iter().enumerate()
    {
        let recipient = person(id, first, last, order[index]);
        apply(test, &draft, json!({ "type": "add_recipient", "recipient": recipient, "index": index })).await;
    }
    let documents = draft["documents"].as_array().expect("documents").clone();
    let mut last = draft.clone();
    for (number, document) in documents.iter().enumerate() {
        for (row, recipient) in ["r1", "r2"].iter().enumerate() {
            let id = format!("fld_{:032x}", number * 2 + row + 1);
            // Beside the text: a later box over it would turn the earlier signature's verdict to amber.
            let y = if row == 0 { 100.0 } else { 705.0 };
            let operation = json!({ "type": "add_field", "field": field(&id, recipient, document, 1, y) });
            last = apply(test, &draft, operation).await;
        }
    }
    assert_eq!(last["problems"], json!([]), "nothing must be missing");
    last
}

async fn sign(test: &TestApp, envelope: &Value, recipient: &str) -> Value {
    let session =
        test.ok("begin_signing", json!({ "envelope": envelope["id"], "recipient": recipient })).await;
    let request = json!({
        "envelope": envelope["id"], "recipient": recipient, "consent": session["consent"], "mark": mark(),
    });
    test.ok("sign_locally", request).await
}

#[tokio::test]
async fn a_contract_goes_from_the_drop_to_the_verified_history() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(sent["status"], "sent");
    let first = sign(&test, &sent, "r1").await;
    assert_eq!(first["status"], "in_progress");
    assert_eq!(test.heard.titles(), ["Signature recueillie"]);
    let done = sign(&test, &sent, "r2").await;
    assert_eq!(done["status"], "completed");
    assert_eq!(test.heard.titles(), ["Signature recueillie", "Tout le monde a signé"]);
    assert_eq!(done["chain_intact"], true);
    for document in done["documents"].as_array().expect("documents") {
        let target = json!({ "type": "stored", "sha256": document["sha256"], "name": document["name"] });
        let verified = test.ok("verify_document", json!({ "target": target })).await;
        assert_eq!(verified["verdict"], "identity_to_confirm", "our own seal is vouched for by nobody");
        let signatures = verified["report"]["signatures"].as_array().expect("signatures").clone();
        assert_eq!(signatures.len(), 2);
        for signature in &signatures {
            assert_eq!(
                signature["integrity"],
                json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true })
            );
            assert_eq!(
                signature["modifications_allowed"], true,
                "the second signature must leave the first valid"
            );
        }
        assert_eq!(verified["envelope"], sent["id"], "the history knows its own file");
    }
    let check = test.ok("verify_history", json!({})).await;
    assert_eq!(check["breaks"], json!([]));
}

#[tokio::test]
async fn trusting_the_identity_turns_the_verdict_to_valid() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    sign(&test, &sent, "r1").await;
    let done = sign(&test, &sent, "r2").await;
    let target = json!({ "type": "stored", "sha256": done["documents"][0]["sha256"], "name": "c" });
    let before = test.ok("verify_document", json!({ "target": target })).await;
    let der = before["signatures"][0]["certificate"].clone();
    let trusted = test.ok("add_trust", json!({ "type": "certificate", "der": der })).await;
    assert_eq!(trusted["anchors"].as_array().map(Vec::len), Some(1));
    let after = test.ok("verify_document", json!({ "target": target })).await;
    assert_eq!(after["verdict"], "valid", "{}", after["report"]["signatures"]);
    let sha256 = trusted["anchors"][0]["sha256"].clone();
    test.ok("remove_trust", json!({ "sha256": sha256 })).await;
    let again = test.ok("verify_document", json!({ "target": target })).await;
    assert_eq!(again["verdict"], "identity_to_confirm");
}

#[tokio::test]
async fn nobody_signs_out_of_turn_twice_or_after_the_end() {
    let test = TestApp::new();
    let draft = prepared(&test, [Some(1), Some(2)]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let early = test.call("begin_signing", json!({ "envelope": sent["id"], "recipient": "r2" })).await;
    assert_eq!(early.expect_err("not their turn").message, "error-not-their-turn");
    sign(&test, &sent, "r1").await;
    let twice = test.call("begin_signing", json!({ "envelope": sent["id"], "recipient": "r1" })).await;
    assert_eq!(twice.expect_err("already signed").code, Code::Refused);
    test.ok("void_envelope", json!({ "envelope": sent["id"], "reason": "erreur de prix" })).await;
    let late = test.call("begin_signing", json!({ "envelope": sent["id"], "recipient": "r2" })).await;
    assert_eq!(late.expect_err("voided").code, Code::Refused);
}

#[tokio::test]
async fn a_refusal_is_recorded_with_its_reason() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let request = json!({ "envelope": sent["id"], "recipient": "r2", "reason": "Je veux relire" });
    let declined = test.ok("decline_signing", request).await;
    assert_eq!(declined["status"], "declined");
    let last = declined["events"].as_array().and_then(|events| events.last()).cloned().expect("an event");
    assert_eq!(last["facts"]["reason"], "Je veux relire");
}

#[tokio::test]
async fn what_was_declined_is_put_right_in_a_copy() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    sign(&test, &sent, "r1").await;
    let request = json!({ "envelope": sent["id"], "recipient": "r2", "reason": "Le prix est faux" });
    let declined = test.ok("decline_signing", request).await;
    let copy = test.ok("copy_envelope", json!({ "envelope": sent["id"] })).await;
    assert_ne!(copy["id"], draft["id"]);
    for part in ["title", "message", "documents", "recipients", "fields", "options", "problems"] {
        assert_eq!(copy[part], draft[part], "{part}: as it was before anybody signed");
    }
    let unchanged = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!(unchanged["events"], declined["events"]);
    let again = test.ok("send_envelope", json!({ "draft": copy["id"], "account": "local" })).await;
    assert_eq!((&again["status"], &again["recipients"][0]["status"]), (&json!("sent"), &json!("invited")));
}

#[tokio::test]
async fn a_changed_consent_text_is_not_accepted() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let session = test.ok("begin_signing", json!({ "envelope": sent["id"], "recipient": "r1" })).await;
    let mut consent = session["consent"].clone();
    consent["sha256"] = json!("0".repeat(64));
    let request = json!({ "envelope": sent["id"], "recipient": "r1", "consent": consent, "mark": mark() });
    let refused = test.call("sign_locally", request).await;
    assert_eq!(refused.expect_err("another text").message, "error-consent-changed");
}

#[tokio::test]
async fn a_missing_glyph_is_refused_in_words_and_nothing_is_signed() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let session = test.ok("begin_signing", json!({ "envelope": sent["id"], "recipient": "r1" })).await;
    let mark = json!({ "type": "typed", "name": "Anne 签名" });
    let request =
        json!({ "envelope": sent["id"], "recipient": "r1", "consent": session["consent"], "mark": mark });
    let refused = test.call("sign_locally", request).await.expect_err("no font has it");
    assert_eq!(refused.message, "error-missing-glyph");
    assert_eq!(refused.params["character"], "签");
    let after = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert!(
        after["recipients"].as_array().expect("people").iter().all(|person| person["status"] != "signed")
    );
}

#[tokio::test]
async fn saving_to_an_impossible_place_leaves_the_document_and_says_why() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let document = sent["documents"][0]["id"].clone();
    let place = test.path("absent/contrat.pdf");
    let request = json!({ "envelope": sent["id"], "document": document, "path": place });
    let refused = test.call("save_document", request).await.expect_err("no such folder");
    assert_eq!(refused.message, "error-folder-missing");
    let good = json!({ "envelope": sent["id"], "document": document, "path": test.path("contrat.pdf") });
    let saved = test.ok("save_document", good).await;
    assert_eq!(saved["sha256"], sent["documents"][0]["sha256"]);
}

#[tokio::test]
async fn two_who_sign_at_the_same_time_both_leave_their_signature() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    tokio::join!(sign(&test, &sent, "r1"), sign(&test, &sent, "r2"));
    let done = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!(done["status"], "completed");
    for document in done["documents"].as_array().expect("documents") {
        let target = json!({ "type": "stored", "sha256": document["sha256"], "name": document["name"] });
        let verified = test.ok("verify_document", json!({ "target": target })).await;
        assert_eq!(verified["report"]["signatures"].as_array().map(Vec::len), Some(2));
    }
}

#[tokio::test]
async fn a_lost_document_is_told_for_drafts_originals_and_signed_versions() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    sign(&test, &sent, "r1").await;
    let half = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    sign(&test, &sent, "r2").await;
    let files = json!([{ "path": sample("recu-ar-fr.pdf"), "password": null }]);
    let other = test.ok("create_draft", json!({ "files": files })).await;
    assert_eq!(test.ok("verify_history", json!({})).await["breaks"], json!([]));
    let history = History::open(&test.path("data")).expect("opened");
    let lost = [
        (&sent["documents"][0]["sha256"], &sent["id"]),
        (&half["documents"][0]["sha256"], &sent["id"]),
        (&other["draft"]["documents"][0]["sha256"], &other["draft"]["id"]),
    ];
    for (sha256, _) in lost {
        let digest = sha256.as_str().expect("a digest").parse().expect("a digest");
        fs::remove_file(history.vault().path(&digest)).expect("removed");
    }
    let check = test.ok("verify_history", json!({})).await;
    let mut owners: Vec<_> = check["breaks"]
        .as_array()
        .expect("breaks")
        .iter()
        .map(|found| found["envelope"].to_string())
        .collect();
    let mut expected: Vec<_> = lost.iter().map(|(_, owner)| owner.to_string()).collect();
    owners.sort();
    expected.sort();
    assert_eq!(owners, expected);
}

/// Written down as a sending leaves it when the program ends before the provider answers.
fn interrupted(test: &TestApp, draft: &Value, number: u8, dispatch: u32) -> EnvelopeId {
    let mut history = History::open(&test.path("data")).expect("opened");
    let id = draft["id"].as_str().expect("an id").parse().expect("a draft's id");
    let complete = history.draft(&id).expect("there");
    let begun = complete.created_at;
    let mut envelope = complete.into_envelope(EnvelopeId::new([number; 16]), begun).expect("complete");
    let at = envelope.created_at();
    let started =
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() };
    for kind in [AuditEventKind::Created, started] {
        envelope.apply(AuditEvent { at, kind }).expect("in order");
    }
    let key = DispatchKey { envelope: envelope.id().clone(), dispatch };
    let row = OutboxRow { next_check_at: Some(at), ..OutboxRow::pending(key, 1, "local", "local", at) };
    history.send_draft(&id, &envelope, &[row]).expect("written down");
    envelope.id().clone()
}

#[tokio::test]
async fn an_interrupted_sending_goes_on_though_another_cannot() {
    let test = TestApp::new();
    let first = prepared(&test, [None, None]).await;
    let second = prepared(&test, [None, None]).await;
    // No plan has a dispatch of this number: this one fails each time.
    interrupted(&test, &first, 1, 99);
    let good = interrupted(&test, &second, 2, 1);
    let next =
        paraphe_app::App::open(paraphe_app::AppOptions::headless(test.path("data"))).expect("reopened");
    let opened = paraphe_app::call(&next, "open_envelope", json!({ "envelope": good })).await.expect("there");
    assert_eq!(opened["status"], "sent");
    let open = History::open(&test.path("data")).expect("opened").unsettled_dispatches().expect("read");
    assert_eq!(open.iter().map(|row| row.dispatch).collect::<Vec<_>>(), [99]);
}

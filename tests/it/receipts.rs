//! What signers at this computer wish to be handed: asked of whoever has signed, kept until it is done, part of no evidence.

use paraphe_app::call;
use paraphe_history::History;
use serde_json::{Value, json};

use crate::kiosk::{PIN, at, begun, id_of, refusal, sign};
use crate::support::TestApp;

fn wish(envelope: &Value, recipient: &str, way: &str) -> Value {
    json!({ "envelope": envelope["id"], "recipient": recipient, "way": way })
}

/// Whose wish, in which way, to which address.
fn told(wishes: &Value) -> Vec<(&str, &str, Option<&str>)> {
    let wishes = wishes.as_array().expect("wishes").iter();
    wishes
        .map(|wish| {
            assert_eq!(wish["prepared_at"], Value::Null);
            (
                wish["recipient"].as_str().expect("a recipient"),
                wish["way"].as_str().expect("a way"),
                wish["address"].as_str(),
            )
        })
        .collect()
}

#[tokio::test]
async fn whoever_has_signed_is_asked_once_and_the_host_reads_it_at_the_end_and_after_a_restart() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    let ask = |ways: &[&str], address: Value| json!({ "ways": ways, "address": address });
    let nothing = ask(&[], Value::Null);
    assert_eq!(
        refusal(&test, "kiosk_receipt", nothing.clone()).await,
        "error-kiosk-locked",
        "nobody has signed"
    );
    sign(&test, &envelope, "r1", "ar").await;
    let view = test.ok("kiosk_state", json!({})).await;
    let known = view["receipt_question"]["address"].clone();
    assert!(view["receipt_question"].is_object() && view["receipt"].is_null(), "{view:#}");
    for wrong in [Value::Null, json!(""), json!("zoë@"), json!("a@b.fr, c@d.fr")] {
        let refused = refusal(&test, "kiosk_receipt", ask(&["email"], wrong)).await;
        assert_eq!(refused, "error-receipt-address");
    }
    let wishes = ask(&["file", "email", "email"], json!(" Zoe@Exemple.FR "));
    let view = test.ok("kiosk_receipt", wishes.clone()).await;
    assert_eq!((&view["phase"], &view["receipt_question"]), (&json!("return"), &Value::Null));
    assert_eq!(refusal(&test, "kiosk_receipt", wishes).await, "error-kiosk-locked", "answered");
    // Nobody reads what somebody else wishes, and no mail program is opened from a signer's window.
    let view = test.ok("kiosk_next", json!({ "pin": PIN })).await;
    assert!(!view.to_string().contains("Zoe@exemple.fr"), "{view:#}");
    assert_eq!(refusal(&test, "prepare_receipt", wish(&envelope, "r1", "email")).await, "error-kiosk-on");
    assert_eq!(refusal(&test, "settle_receipt", wish(&envelope, "r1", "email")).await, "error-kiosk-locked");
    sign(&test, &envelope, "r2", "fr").await;
    test.ok("kiosk_receipt", ask(&["paper"], known)).await;
    let view = test.ok("kiosk_next", json!({ "pin": PIN })).await;
    let all = [("r1", "email", Some("Zoe@exemple.fr")), ("r1", "file", None), ("r2", "paper", None)];
    assert_eq!(told(&view["receipt"]["wishes"]), all);
    test.ok("settle_receipt", wish(&envelope, "r2", "paper")).await;
    test.ok("end_kiosk", json!({ "pin": PIN })).await;
    let again = test.restarted();
    let open = || call(&again, "open_envelope", json!({ "envelope": envelope["id"] }));
    assert_eq!(told(&open().await.expect("opened")["receipts"]), all[..2]);
    let to_do = || async {
        let page =
            json!({ "query": "", "filter": "to_do", "folding": "batches", "cursor": null, "limit": 9 });
        let page = call(&again, "list_history", page).await.expect("listed");
        page["rows"].as_array().expect("rows").iter().map(|row| row["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        to_do().await,
        [envelope["title"].clone()],
        "everybody has signed, and copies are to be handed over"
    );
    call(&again, "settle_receipt", wish(&envelope, "r1", "email")).await.expect("done");
    call(&again, "settle_receipt", wish(&envelope, "r1", "email")).await.expect("done already");
    assert_eq!(told(&open().await.expect("opened")["receipts"]), all[1..2]);
    assert_eq!(to_do().await.len(), 1, "one is left");
    call(&again, "settle_receipt", wish(&envelope, "r1", "file")).await.expect("done");
    assert_eq!(to_do().await.len(), 0);
    let gone = call(&again, "prepare_receipt", wish(&envelope, "r1", "email")).await.expect_err("done");
    assert_eq!(gone.message, "error-receipt-gone");
}

#[tokio::test]
async fn no_wish_changes_the_evidence_the_document_or_the_events() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    sign(&test, &envelope, "r1", "fr").await;
    let facts = || {
        let history = History::open(&test.path("data")).expect("the history");
        let known = history.envelope(&id_of(&envelope)).expect("the envelope");
        let evidence = history.evidence(&id_of(&envelope)).expect("the evidence");
        let files: Vec<_> = evidence.into_iter().map(|row| row.file).collect();
        let digests: Vec<_> = known.documents().iter().map(|one| known.current_digest(one)).collect();
        (files, digests, known.events().len())
    };
    let before = facts();
    test.ok("kiosk_receipt", json!({ "ways": ["email", "paper", "file"], "address": "zoe@exemple.fr" }))
        .await;
    assert_eq!(facts(), before);
}

#[tokio::test]
async fn whoever_refused_or_left_is_not_asked() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    test.ok("kiosk_start", json!({ "language": "it" })).await;
    test.ok("begin_signing", at(&envelope, "r1")).await;
    test.ok("kiosk_lock", json!({})).await;
    let asked = json!({ "ways": ["paper"], "address": null });
    assert_eq!(refusal(&test, "kiosk_receipt", asked.clone()).await, "error-kiosk-locked");
    test.ok("kiosk_unlock", json!({ "pin": PIN })).await;
    test.ok("kiosk_start", json!({ "language": "it" })).await;
    let reason = json!({ "envelope": envelope["id"], "recipient": "r1", "reason": "Trop cher" });
    test.ok("decline_signing", reason).await;
    let view = test.ok("kiosk_state", json!({})).await;
    assert_eq!((&view["phase"], &view["receipt_question"]), (&json!("return"), &Value::Null));
    assert_eq!(refusal(&test, "kiosk_receipt", asked).await, "error-kiosk-locked");
}

#[tokio::test]
async fn the_demonstration_prepares_no_message() {
    let test = TestApp::with_demo();
    test.ok("enter_demo", json!({})).await;
    let any =
        json!({ "envelope": "env_00000000000000000000000000000001", "recipient": "r1", "way": "email" });
    assert_eq!(refusal(&test, "prepare_receipt", any).await, "error-receipt-demo");
}

//! A copy that some have signed and others have not verifies like the last: that it is one on the way is told in the window and
//! in reports, and whom to ask about a result of one's own request is decided in one place.

use serde_json::{Value, json};

use crate::lifecycle::{mark, prepared};
use crate::support::TestApp;

async fn sign(test: &TestApp, envelope: &Value, recipient: &str) -> Value {
    let session =
        test.ok("begin_signing", json!({ "envelope": envelope["id"], "recipient": recipient })).await;
    let request = json!({
        "envelope": envelope["id"], "recipient": recipient, "consent": session["consent"], "mark": mark(),
    });
    test.ok("sign_locally", request).await
}

fn stored(document: &Value) -> Value {
    json!({ "type": "stored", "sha256": document["sha256"], "name": document["name"] })
}

/// The report about it as a page.
async fn page(test: &TestApp, target: &Value) -> String {
    let path = test.path("rapport.html");
    let request = json!({ "target": target, "path": path, "language": "fr" });
    test.ok("save_verification_report", request).await;
    std::fs::read_to_string(path).expect("a page")
}

#[tokio::test]
async fn a_copy_on_the_way_is_called_one_until_everybody_has_signed() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let first = sign(&test, &sent, "r1").await;
    let partly = stored(&first["documents"][0]);
    let view = test.ok("verify_document", json!({ "target": partly })).await;
    assert_eq!(view["unfinished"]["id"], "verdict-unfinished-running", "{view:#}");
    let facts = &view["unfinished"]["params"];
    assert_eq!((&facts["signed"], &facts["people"]), (&json!("1"), &json!("2")));
    assert!(page(&test, &partly).await.contains("1 signataire sur 2 a signé"));

    let done = sign(&test, &sent, "r2").await;
    let last = stored(&done["documents"][0]);
    let view = test.ok("verify_document", json!({ "target": last })).await;
    assert_eq!(view["unfinished"], Value::Null, "everybody has signed");
    assert!(!page(&test, &last).await.contains("Copie intermédiaire"));
    let view = test.ok("verify_document", json!({ "target": partly })).await;
    assert_eq!(view["unfinished"]["id"], "verdict-unfinished-earlier", "a later one is there");
}

#[tokio::test]
async fn a_request_that_ended_early_leaves_a_copy_on_the_way() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let first = sign(&test, &sent, "r1").await;
    test.ok("void_envelope", json!({ "envelope": sent["id"], "reason": "erreur" })).await;
    let view = test.ok("verify_document", json!({ "target": stored(&first["documents"][0]) })).await;
    assert_eq!(view["unfinished"]["id"], "verdict-unfinished-ended", "{view:#}");
}

#[tokio::test]
async fn nobody_is_sent_to_the_sender_about_the_result_of_their_own_request() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    sign(&test, &sent, "r1").await;
    let done = sign(&test, &sent, "r2").await;
    let own = stored(&done["documents"][0]);
    let view = test.ok("verify_document", json!({ "target": own })).await;
    assert_eq!(view["advice"][0]["id"], "advice-own-identity", "nothing to compare with oneself: {view:#}");
    assert_eq!(view["signatures"][0]["own_identity"], "paraphe", "{view:#}");
    let report = page(&test, &own).await;
    assert!(report.contains("celle de votre identité") && !report.contains("expéditeur"), "{report}");

    // The same bytes elsewhere are somebody's who was sent them.
    let elsewhere = TestApp::new();
    let copy = elsewhere.path("bail.pdf");
    let save = json!({ "envelope": done["id"], "document": done["documents"][0]["id"], "path": copy });
    test.ok("save_document", save).await;
    let target = json!({ "type": "file", "path": copy, "password": null });
    let view = elsewhere.ok("verify_document", json!({ "target": target })).await;
    assert_eq!(view["advice"][0]["id"], "advice-confirm-identity", "{view:#}");
    assert!(view["signatures"][0]["own_identity"].is_null(), "{view:#}");
}

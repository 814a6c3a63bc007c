//! The signed version beside the present one: both are known by the digests of their bytes, with or without a verification before.

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

#[tokio::test]
async fn both_versions_are_known_by_the_digests_of_their_bytes() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let sent = test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    let digest = |envelope: &Value| envelope["documents"][0]["sha256"].clone();
    let first = digest(&sign(&test, &sent, "r1").await);
    let last = digest(&sign(&test, &sent, "r2").await);
    let target = |sha256: &Value| json!({ "type": "stored", "sha256": sha256, "name": "contrat.pdf" });
    let before = test.ok("verify_document", json!({ "target": target(&first) })).await;
    let end = before["report"]["signatures"][0]["signed_bytes"].clone();

    let request = json!({ "target": target(&last), "signed_bytes": end });
    let hashed = test.ok("open_signed_version", request.clone()).await;
    test.ok("verify_document", json!({ "target": target(&last) })).await;
    let remembered = test.ok("open_signed_version", request.clone()).await;
    let again = test.ok("open_signed_version", request).await;
    for (view, when) in [(hashed, "not verified"), (remembered, "verified before"), (again, "once more")] {
        assert_eq!([&view["signed"]["sha256"], &view["present"]["sha256"]], [&first, &last], "{when}");
    }
}

//! What is marked to be looked at stays marked, and what is damaged is written anew, through the command list.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::lifecycle::prepared;
use crate::support::{TestApp, root, sample};

/// A draft of this file with one person and a box at y = 600.
async fn boxed(test: &TestApp, path: &Path) -> Value {
    let files = json!([{ "path": path, "password": null }]);
    let draft = test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
    let person = json!({
        "id": "r1", "role": "signer", "first_name": "Ada", "last_name": "Roy", "email": "", "mobile": "",
        "language": "fr", "authentication": "none", "routing_order": null, "delivery": "in_person",
    });
    let field = json!({
        "id": format!("fld_{:032x}", 1), "recipient": "r1", "document": draft["documents"][0]["id"],
        "kind": "signature",
        "placement": { "page": 1, "rect": { "x": 80.0, "y": 600.0, "width": 180.0, "height": 60.0 } },
    });
    let both = json!({ "type": "batch", "operations": [
        { "type": "add_recipient", "recipient": person, "index": 0 }, { "type": "add_field", "field": field },
    ] });
    test.ok("apply_operation", json!({ "draft": draft["id"], "operation": both, "merge_key": null })).await
}

#[tokio::test]
async fn a_template_keeps_what_is_to_be_looked_at() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let field = &draft["fields"][1]["id"];
    let doubt = json!({ "type": "doubt_field", "field": field });
    test.ok("apply_operation", json!({ "draft": draft["id"], "operation": doubt, "merge_key": null })).await;
    let save = json!({
        "source": { "from": "draft", "draft": draft["id"] }, "name": "Bail", "asked_people": {},
        "asked_documents": [],
    });
    let saved = test.ok("save_template", save).await;
    let path = test.path("bail.paraphe-template");
    test.ok("export_template", json!({ "template": saved["id"], "path": path })).await;
    let there = test.ok("import_template", json!({ "path": path })).await;
    for template in [&saved, &there] {
        let request = json!({ "template": template["id"], "title": "", "people": {}, "documents": {} });
        let made = test.ok("use_template", request).await;
        assert_eq!(made["doubtful"], json!([field]));
    }
}

#[tokio::test]
async fn a_template_nobody_could_open_is_not_written() {
    let test = TestApp::new();
    let files = json!([{ "path": root().join("tests/fixtures/encrypted/locked.pdf"), "password": "sésame" }]);
    let draft = test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
    let save = json!({
        "source": { "from": "draft", "draft": draft["id"] }, "name": "Bail", "asked_people": {},
        "asked_documents": [],
    });
    let saved = test.ok("save_template", save).await;
    let path = test.path("bail.paraphe-template");
    let refused = test.call("export_template", json!({ "template": saved["id"], "path": path })).await;
    let error = refused.expect_err("its password travels with nobody");
    assert_eq!(
        (error.message.as_str(), error.params["name"].as_str()),
        ("error-template-protected", "locked")
    );
    assert!(!path.exists());
}

#[tokio::test]
async fn a_damaged_document_is_written_anew_under_its_boxes_and_comes_back_in_one_step() {
    let test = TestApp::new();
    let whole = fs::read(sample("contrat.pdf")).expect("readable");
    let path = test.path("contrat.pdf");
    // Cut before the cross-reference: the objects are all there, and nothing says where.
    let start = whole.windows(9).rposition(|bytes| bytes == b"startxref").expect("a cross-reference");
    fs::write(&path, &whole[..start]).expect("written");
    let draft = boxed(&test, &path).await;
    let has = |view: &Value| {
        let findings = view["documents"][0]["findings"].as_array().expect("findings").clone();
        findings.iter().any(|finding| finding["code"] == "repaired")
    };
    assert!(has(&draft), "{draft}");
    let document = &draft["documents"][0];
    let request = json!({ "draft": draft["id"], "document": document["id"] });
    let clean = test.ok("clean_document", request.clone()).await;
    assert!(!has(&clean), "{clean}");
    let copy = &clean["documents"][0];
    assert_eq!(
        (&copy["id"], &copy["name"], &copy["pages"]),
        (&document["id"], &document["name"], &document["pages"])
    );
    assert_eq!((&clean["fields"], &clean["doubtful"]), (&draft["fields"], &json!([])));
    let back = test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    assert_eq!(back["documents"][0]["sha256"], document["sha256"]);

    let files = json!([{ "path": root().join("tests/fixtures/encrypted/locked.pdf"), "password": "sésame" }]);
    let locked = test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
    let request = json!({ "draft": locked["id"], "document": locked["documents"][0]["id"] });
    let refused = test.call("clean_document", request).await.expect_err("it would lose its password");
    assert_eq!(refused.message, "error-clean-protected");
}

//! Several documents as one, for a service that takes one.

use paraphe_app::Code;
use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use super::{Office, offer};
use crate::support::sample;

/// A second document for a draft, and a box of the first person on it.
async fn second_document(office: &Office, draft: &Value) -> Value {
    let files = json!([{ "path": sample("devis-tourne.pdf"), "password": null }]);
    let both = office.test.ok("import_documents", json!({ "draft": draft["id"], "files": files })).await;
    let second = both["draft"]["documents"][1]["id"].clone();
    let field = json!({
        "id": format!("fld_{:032x}", 9), "recipient": "r1", "document": second, "kind": "signature",
        "placement": { "page": 1, "rect": { "x": 40.0, "y": 50.0, "width": 180.0, "height": 60.0 } },
    });
    office.apply(draft, json!({ "type": "add_field", "field": field })).await
}

#[tokio::test]
async fn documents_become_one_for_a_service_that_takes_one_and_undo_brings_them_back() {
    let office = Office::open().await;
    let draft = office.draft("local", &[("Alice", None)]).await;
    let before = second_document(&office, &draft).await;
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    assert_eq!(offer(&offers, "docage-1")["merge"], json!(null), "it takes several");
    let merge = offer(&offers, "gesdocs-1")["merge"].clone();
    let count = |document: &Value| document["pages"].as_array().expect("pages").len();
    let pages: Vec<usize> = before["documents"].as_array().expect("documents").iter().map(count).collect();
    assert_eq!((&merge["documents"], &merge["pages"]), (&json!(2), &json!(pages.iter().sum::<usize>())));
    assert_eq!(merge["obstacles"], json!([]));

    let asked = json!({ "draft": draft["id"], "account": "gesdocs-1" });
    let merged = office.test.ok("merge_documents", asked.clone()).await;
    assert_eq!(merged["documents"].as_array().expect("documents").len(), 1);
    let one = merged["documents"][0]["id"].clone();
    let places = |view: &Value| -> Vec<Value> {
        let fields = view["fields"].as_array().expect("fields");
        fields.iter().map(|field| json!([field["id"], field["document"], field["placement"]])).collect()
    };
    let moved: Vec<Value> = places(&before)
        .into_iter()
        .map(|mut field| {
            if field[1] == before["documents"][1]["id"] {
                field[2]["page"] = json!(pages[0] + 1);
            }
            field[1] = one.clone();
            field
        })
        .collect();
    assert_eq!(places(&merged), moved, "each box where it stood");
    let sizes = |view: &Value| -> Vec<Value> {
        let documents = view["documents"].as_array().expect("documents").iter();
        documents.flat_map(|document| document["pages"].as_array().expect("pages").clone()).collect()
    };
    assert_eq!(sizes(&merged), sizes(&before));

    let back = office.test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    for key in ["documents", "fields", "recipients", "options"] {
        assert_eq!(back[key], before[key], "{key}");
    }
    let field = &before["fields"][0]["id"];
    office.apply(&draft, json!({ "type": "doubt_field", "field": field })).await;
    let marked = office.test.ok("merge_documents", asked.clone()).await;
    assert_eq!(marked["doubtful"], json!([field]), "nobody has looked at it by merging");
    for _ in 0..2 {
        office.test.ok("undo_operation", json!({ "draft": draft["id"] })).await;
    }
    office.test.ok("merge_documents", asked).await;
    let sent = office.send(&draft, "gesdocs-1").await.expect("one request takes all");
    assert_eq!(
        (sent["dispatches"].as_array().expect("dispatches").len(), &sent["status"]),
        (1, &json!("sent"))
    );
    assert_eq!(office.control().creations(StandIn::GesDocs), 1);
    assert!(office.control().sign_next(StandIn::GesDocs));
    office.hear(StandIn::GesDocs, "gesdocs-1").await;
    assert_eq!(office.envelope(&sent["id"]).await["status"], "completed");
}

#[tokio::test]
async fn signed_documents_are_not_merged_and_the_card_says_which() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.hear(StandIn::Openapi, "openapi-1").await;
    let signed = office.test.path("signed.pdf");
    let document = office.envelope(&sent["id"]).await["documents"][0]["id"].clone();
    let save = json!({ "envelope": sent["id"], "document": document, "path": signed });
    office.test.ok("save_document", save).await;
    let files = json!([
        { "path": sample("contrat.pdf"), "password": null }, { "path": signed, "password": null },
    ]);
    let draft = office.test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    let obstacles = offer(&offers, "gesdocs-1")["merge"]["obstacles"].clone();
    assert_eq!(
        (&obstacles[0]["code"], &obstacles[0]["params"]["name"]),
        (&json!("merge_signed"), &json!("signed"))
    );
    let asked = json!({ "draft": draft["id"], "account": "gesdocs-1" });
    let refused = office.test.call("merge_documents", asked).await.expect_err("a signature would break");
    assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "error-merge-signed"));
}

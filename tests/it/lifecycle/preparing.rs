//! Before sending: a draft is filled, kept, deleted, and told what is missing.

use std::fs;

use paraphe_app::Code;
use paraphe_history::{History, HistoryError};
use serde_json::json;

use super::{apply, prepared};
use crate::support::{TestApp, sample};

#[tokio::test]
async fn a_draft_survives_the_end_of_the_program_with_its_undo() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let other =
        paraphe_app::App::open(paraphe_app::AppOptions::headless(test.path("data"))).expect("reopened");
    let reopened =
        paraphe_app::call(&other, "open_draft", json!({ "draft": draft["id"] })).await.expect("there");
    assert_eq!(reopened["fields"], draft["fields"]);
    let undone =
        paraphe_app::call(&other, "undo_operation", json!({ "draft": draft["id"] })).await.expect("undone");
    assert_eq!(undone["fields"].as_array().map(Vec::len), Some(3));
    let redone =
        paraphe_app::call(&other, "redo_operation", json!({ "draft": draft["id"] })).await.expect("redone");
    assert_eq!(redone["fields"], draft["fields"]);
}

#[tokio::test]
async fn bad_files_are_each_told_with_a_reason_and_the_good_one_is_taken() {
    let test = TestApp::new();
    fs::write(test.path("vide.pdf"), b"").expect("written");
    fs::write(test.path("texte.pdf"), b"Ceci n'est pas un PDF.").expect("written");
    let bytes = fs::read(sample("contrat.pdf")).expect("the sample");
    fs::write(test.path("tronque.pdf"), &bytes[..60]).expect("written");
    fs::create_dir(test.path("dossier.pdf")).expect("made");
    let names = ["vide.pdf", "texte.pdf", "tronque.pdf", "dossier.pdf", "disparu.pdf"];
    let mut paths: Vec<_> = names.iter().map(|name| test.path(name)).collect();
    paths.push(sample("contrat.pdf"));
    let files: Vec<_> = paths.iter().map(|path| json!({ "path": path, "password": null })).collect();
    let made = test.ok("create_draft", json!({ "files": files })).await;
    let reasons: Vec<_> =
        made["rejected"].as_array().expect("a list").iter().map(|r| r["error"]["message"].clone()).collect();
    assert_eq!(reasons[0], "error-empty-file");
    assert_eq!(reasons[1], "error-not-a-pdf");
    assert_eq!(reasons[3], "error-is-a-folder");
    assert_eq!(reasons[4], "error-file-missing");
    assert_eq!(reasons.len(), names.len());
    assert_eq!(made["draft"]["documents"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn an_incomplete_draft_is_not_sent_and_says_everything_that_is_missing() {
    let test = TestApp::new();
    let made = test.ok("create_draft", json!({ "files": [] })).await;
    let draft = made["draft"].clone();
    let refused = test.call("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(refused.expect_err("incomplete").code, Code::DraftIncomplete);
    let codes: Vec<_> = draft["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .map(|p| p["problem"]["code"].clone())
        .collect();
    for code in ["no_title", "no_document", "no_recipient"] {
        assert!(codes.contains(&json!(code)), "{code} must be among {codes:?}");
    }
}

#[tokio::test]
async fn a_box_outside_the_page_is_a_problem_before_sending() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    let id = draft["fields"][0]["id"].clone();
    let placement = json!({ "page": 99, "rect": { "x": 9000.0, "y": 0.0, "width": 100.0, "height": 50.0 } });
    let after =
        apply(&test, &draft, json!({ "type": "place_field", "field": id, "placement": placement })).await;
    let codes: Vec<_> = after["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .map(|p| p["problem"]["code"].clone())
        .collect();
    assert!(codes.contains(&json!("page_missing")), "{codes:?}");
}

#[tokio::test]
async fn pressing_new_twice_leaves_one_empty_draft_and_its_first_document_names_it() {
    let test = TestApp::new();
    let first = test.ok("create_draft", json!({ "files": [] })).await;
    let second = test.ok("create_draft", json!({ "files": [] })).await;
    assert_eq!(first["draft"]["id"], second["draft"]["id"]);
    let files = json!([{ "path": sample("recu-ar-fr.pdf"), "password": null }]);
    let filled = test.ok("import_documents", json!({ "draft": first["draft"]["id"], "files": files })).await;
    assert_eq!(filled["draft"]["title"], "recu-ar-fr");
    let third = test.ok("create_draft", json!({ "files": [] })).await;
    assert_ne!(third["draft"]["id"], first["draft"]["id"], "a draft with a document is no longer empty");
}

#[tokio::test]
async fn a_deleted_draft_is_gone_for_good() {
    let test = TestApp::new();
    let draft = prepared(&test, [None, None]).await;
    test.ok("delete_draft", json!({ "draft": draft["id"] })).await;
    let opened = test.call("open_draft", json!({ "draft": draft["id"] })).await;
    assert_eq!(opened.expect_err("deleted").code, Code::NotFound);
    let id = draft["id"].as_str().expect("an id").parse().expect("a draft's id");
    let mut history = History::open(&test.path("data")).expect("opened");
    let purged = history.purge_draft(&id);
    assert!(matches!(purged, Err(HistoryError::DraftMissing(_))), "nothing of it is left: {purged:?}");
}

#[tokio::test]
async fn a_document_that_takes_no_signature_is_refused_before_anybody_is_asked() {
    let test = TestApp::new();
    let certified = test.path("certifie.pdf");
    test.ok("create_identity", json!({ "name": "cabinet", "common_name": "Cabinet", "organization": null }))
        .await;
    let request = paraphe_app::headless::SignFile {
        file: sample("recu-ar-fr.pdf"),
        out: certified.clone(),
        existing: paraphe_app::headless::Existing::Kept,
        password: None,
        key: paraphe_app::headless::KeySource::Identity("cabinet".to_owned()),
        place: paraphe_app::headless::Place::Invisible,
        mark: paraphe_app::headless::FileMark::None,
        reason: None,
        location: None,
        on_behalf_of: None,
        approved: false,
        certify: Some(1),
        level: paraphe_app::headless::LevelWish::default(),
        boxes: Vec::new(),
    };
    paraphe_app::headless::sign_file(&test.app, request).await.expect("certified");
    let draft = prepared(&test, [None, None]).await;
    let files = json!([{ "path": certified, "password": null }]);
    test.ok("import_documents", json!({ "draft": draft["id"], "files": files })).await;
    let check = test.ok("check_draft", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(check["refusals"][0]["code"], "document_locked");
    let refused = test.call("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await;
    assert_eq!(refused.expect_err("locked").message, "error-document-unsignable");
}

#[tokio::test]
async fn what_an_account_does_not_know_is_refused_and_never_left_out_in_silence() {
    let test = TestApp::new();
    let file = test.path("demande.json");
    let envelope = json!({
        "title": "Contrat", "expires_at": "2026-12-31T23:59:00+01:00",
        "documents": [{ "path": sample("recu-ar-fr.pdf") }],
        "recipients": [{ "id": "r1", "role": "signer", "first_name": "Alice", "last_name": "Dupont", "delivery": "in_person",
            "authentication": "none" }],
        "fields": [{ "recipient": "r1", "document": 0, "page": 1, "kind": "signature",
            "rect": { "x": 100, "y": 600, "width": 150, "height": 60 } }],
        "options": { "reminder_days": 7, "test": false },
    });
    fs::write(&file, envelope.to_string()).expect("written");
    let check = paraphe_app::envelope_files::check_file(&test.app, file, "local".to_owned(), None)
        .await
        .expect("readable");
    let refused: Vec<_> = check.refusals.iter().map(|refusal| refusal.path.as_str()).collect();
    // A deadline is kept here; reminders nobody sends.
    assert_eq!(refused, ["options.reminder_days"]);
    assert_eq!(check.dispatches, 0);
}

//! A file a person is asked about: what was read of it is used when it is taken, and never for other bytes.

use std::fs;

use paraphe_envelope::Sha256Digest;
use serde_json::{Value, json};

use crate::support::{TestApp, sample};

async fn looked_at(test: &TestApp, path: &std::path::Path) -> Value {
    test.ok("inspect_files", json!({ "paths": [path] })).await["files"][0].clone()
}

async fn taken(test: &TestApp, path: &std::path::Path) -> Value {
    let files = json!([{ "path": path, "password": null }]);
    test.ok("create_draft", json!({ "files": files })).await["draft"]["documents"][0].clone()
}

fn digest(path: &std::path::Path) -> Value {
    json!(Sha256Digest::of(&fs::read(path).expect("the document is there")))
}

#[tokio::test]
async fn a_file_is_taken_as_it_is_whatever_it_was_when_it_was_looked_at() {
    let test = TestApp::new();
    let path = test.path("bail.pdf");
    fs::copy(sample("contrat.pdf"), &path).unwrap();
    let found = looked_at(&test, &path).await;
    assert_eq!(found["first_page"]["sha256"], digest(&path));
    let document = taken(&test, &path).await;
    assert_eq!((&document["sha256"], document["pages"].as_array().unwrap().len()), (&digest(&path), 6));
    assert_eq!(document["pages"][0], found["first_page"]["size"]);
    assert_eq!(document["byte_size"], json!(fs::metadata(&path).unwrap().len()));

    // Another file in its place since then.
    looked_at(&test, &path).await;
    fs::copy(sample("devis-tourne.pdf"), &path).unwrap();
    let document = taken(&test, &path).await;
    assert_eq!((&document["sha256"], document["pages"].as_array().unwrap().len()), (&digest(&path), 1));
}

#[tokio::test]
async fn nothing_is_kept_of_what_is_no_pdf() {
    let test = TestApp::new();
    let path = test.path("note.pdf");
    fs::write(&path, "no PDF at all").unwrap();
    let found = looked_at(&test, &path).await;
    assert_eq!(found["first_page"], Value::Null);
    assert_eq!(found["problem"]["code"], "documentUnreadable");
}

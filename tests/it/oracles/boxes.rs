//! Two people who fill in boxes beside their signatures: the second one's answers are form filling for all judges, and every
//! reader finds the words where they stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::tools::{JudgedFile, pdfsig, program, pyhanko, python, qpdf_findings};
use crate::lifecycle::{mark, prepared};
use crate::support::TestApp;

/// Every kind for one person, on the last page of the contract, from `left` on; the identifiers end with `digit`.
fn boxes(document: &Value, recipient: &str, digit: u8, left: f64) -> Vec<Value> {
    let one = |(row, kind, label, width): (u8, &str, &str, f64)| {
        let rect = json!({ "x": left, "y": 545.0 + 28.0 * f64::from(row), "width": width, "height": 22.0 });
        json!({
            "id": format!("fld_{:030x}{row}{digit}", 0), "recipient": recipient, "document": document["id"],
            "kind": kind, "label": label, "required": true, "group": null,
            "placement": { "page": 6, "rect": rect },
        })
    };
    [
        (1, "name", "Nom", 190.0),
        (2, "place", "Fait à", 190.0),
        (3, "date", "le", 190.0),
        (4, "text", "Votre téléphone", 190.0),
        (5, "checkbox", "Règlement reçu", 22.0),
        (6, "initials", "", 60.0),
    ]
    .map(one)
    .into()
}

/// A request to two people with every kind of box.
async fn sent(test: &TestApp) -> Value {
    let draft = prepared(test, [Some(1), Some(2)]).await;
    let document = &draft["documents"][0];
    let all = [boxes(document, "r1", 1, 79.0), boxes(document, "r2", 2, 311.0)].concat();
    let operations: Vec<_> = all.iter().map(|field| json!({ "type": "add_field", "field": field })).collect();
    let operation = json!({ "type": "batch", "operations": operations });
    let request = json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
    assert_eq!(test.ok("apply_operation", request).await["problems"], json!([]));
    test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await
}

/// What one person answers; `place` and `telephone` are what is asked of them.
fn answers(digit: u8, place: &str, telephone: &str) -> Value {
    let id = |row: u8| format!("fld_{:030x}{row}{digit}", 0);
    json!([
        { "field": id(2), "text": place, "ticked": false },
        { "field": id(4), "text": telephone, "ticked": false },
        { "field": id(5), "text": "", "ticked": true },
    ])
}

async fn request(test: &TestApp, sent: &Value, recipient: &str, answers: &Value) -> Value {
    let session = test.ok("begin_signing", json!({ "envelope": sent["id"], "recipient": recipient })).await;
    let asked = |entry: &Value| entry["asked"] == json!(true);
    let entries = session["entries"].as_array().expect("entries");
    assert_eq!((entries.len(), entries.iter().filter(|entry| asked(entry)).count()), (5, 3));
    json!({
        "envelope": sent["id"], "recipient": recipient, "consent": session["consent"], "mark": mark(),
        "answers": answers,
    })
}

/// The contract as it stands, in a file.
async fn kept(test: &TestApp, envelope: &Value, name: &str) -> PathBuf {
    let target = test.path(name);
    let request = json!({
        "envelope": envelope["id"], "document": envelope["documents"][0]["id"], "path": target,
    });
    test.ok("save_document", request).await;
    target
}

/// The words of the last page with their left and upper edges, in points.
fn words(file: &Path) -> Vec<(String, f64, f64)> {
    let output = Command::new("pdftotext")
        .args(["-f", "6", "-l", "6", "-bbox"])
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = |line: &str, key: &str| -> f64 {
        let from = line.find(key).expect("an edge") + key.len();
        line[from..].split('"').next().expect("a number").parse().expect("a number")
    };
    text.lines()
        .filter(|line| line.contains("<word "))
        .map(|line| {
            let word = line.split('>').nth(1).expect("a word").split('<').next().expect("a word");
            (word.to_owned(), number(line, "xMin=\""), number(line, "yMin=\""))
        })
        .collect()
}

#[tokio::test]
async fn two_signers_with_all_kinds_of_boxes_are_good_for_all_judges() {
    let test = TestApp::new();
    let sent = sent(&test).await;
    let first = request(&test, &sent, "r1", &answers(1, "Saint-Étienne", "+33 6 12 34 56 78")).await;
    let once = test.ok("sign_locally", first).await;
    let before = kept(&test, &once, "once.pdf").await;
    let second = request(&test, &sent, "r2", &answers(2, "تونس", "+216 20 123 456")).await;
    let done = test.ok("sign_locally", second).await;
    assert_eq!(done["status"], "completed");
    let file = kept(&test, &done, "done.pdf").await;
    let (early, late) = (fs::read(&before).expect("readable"), fs::read(&file).expect("readable"));
    assert!(late.starts_with(&early), "what the first signed is unchanged");

    let target = json!({ "type": "stored", "sha256": done["documents"][0]["sha256"], "name": "contrat" });
    let judged = test.ok("verify_document", json!({ "target": target })).await;
    let der = judged["signatures"][0]["certificate"].clone();
    test.ok("add_trust", json!({ "type": "certificate", "der": der })).await;
    let judged = test.ok("verify_document", json!({ "target": target })).await;
    assert_eq!(judged["verdict"], "valid", "{}", judged["report"]["signatures"]);
    assert_eq!(judged["report"]["signatures"][0]["modifications"], "form_filling");

    if let Some(qpdf) = program("qpdf") {
        assert_eq!(qpdf_findings(qpdf, &file, None), None);
    }
    if let Some(program) = program("pdfsig") {
        // Poppler lists a signature once for each of its places; initials are such places.
        assert!(pdfsig(program, &file).iter().all(|(valid, _)| *valid));
        let words = words(&file);
        for (word, left, top) in
            [("Saint-Étienne", 79.0, 601.0), ("22/11/2026", 311.0, 629.0), ("+33", 79.0, 657.0)]
        {
            let at_place = |found: &(String, f64, f64)| {
                found.0 == word
                    && (left..left + 190.0).contains(&found.1)
                    && (top - 6.0..top + 22.0).contains(&found.2)
            };
            assert!(words.iter().any(at_place), "{word}: {words:?}");
        }
    }
    let Some(python) = python() else { return };
    let root = test.path("root.cer");
    let der = STANDARD.decode(judged["signatures"][0]["certificate"].as_str().expect("base64"));
    fs::write(&root, der.expect("base64")).expect("written");
    let answer = pyhanko(&python, &[root], None, std::slice::from_ref(&file));
    let JudgedFile::Signatures(found) = &answer[&file] else { panic!("unreadable") };
    assert_eq!(found.len(), 2);
    for signature in found {
        let good = signature.intact && signature.valid && signature.trusted && signature.changes_allowed;
        assert!(good && signature.error.is_none(), "{signature:?}");
    }
}

#[tokio::test]
async fn whoever_has_not_answered_has_not_signed() {
    let test = TestApp::new();
    let sent = sent(&test).await;
    let empty = request(&test, &sent, "r1", &json!([])).await;
    let refused = test.call("sign_locally", empty).await.expect_err("nothing was answered");
    assert_eq!(
        (refused.message.as_str(), refused.params["entry"].as_str()),
        ("error-answer-missing", "Fait à")
    );
    let long = answers(1, "Lyon", &"0123456789 ".repeat(30));
    let preview = json!({ "envelope": sent["id"], "recipient": "r1", "answers": long });
    let view = test.ok("preview_entries", preview).await;
    assert_eq!(view["boxes"].as_array().map(Vec::len), Some(4), "the others can be looked at");
    let faults = view["faults"].as_array().expect("faults");
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0]["error"]["message"], "error-answer-does-not-fit");
    let open = test.ok("open_envelope", json!({ "envelope": sent["id"] })).await;
    assert_eq!(open["documents"][0]["sha256"], sent["documents"][0]["sha256"], "nothing was signed");
}

#[tokio::test]
async fn letters_the_signed_document_lacks_are_refused_before_anybody_signs() {
    let test = TestApp::new();
    let sent = sent(&test).await;
    let greek = |digit: u8| answers(digit, "Ἀθῆναι", "+30 21 0123 4567");
    let preview = async |recipient: &str, digit: u8| {
        let asked = json!({ "envelope": sent["id"], "recipient": recipient, "answers": greek(digit) });
        test.ok("preview_entries", asked).await["faults"].clone()
    };
    assert_eq!(preview("r1", 1).await, json!([]), "the first brings whatever letters it needs");
    let first = request(&test, &sent, "r1", &answers(1, "Lyon", "+33 6 12 34 56 78")).await;
    test.ok("sign_locally", first).await;
    let faults = preview("r2", 2).await;
    assert_eq!(faults.as_array().map(Vec::len), Some(1), "{faults}");
    assert_eq!(faults[0]["error"]["message"], "error-answer-letters");
    assert_eq!(faults[0]["error"]["params"]["letters"], "Ἀῆ");
    let second = request(&test, &sent, "r2", &greek(2)).await;
    let refused = test.call("sign_locally", second).await.expect_err("it would cast doubt on the first");
    assert_eq!(refused.message, "error-answer-letters");
    let second = request(&test, &sent, "r2", &answers(2, "Αθήνα", "+30 21 0123 4567")).await;
    assert_eq!(test.ok("sign_locally", second).await["status"], "completed", "as it is written today");
}

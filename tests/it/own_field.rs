//! A document that others have signed and in which its author left an empty field for the next: that field is filled, with its
//! lock, whatever else the signer has to write.

use std::path::{Path, PathBuf};

use paraphe_pdf::{FieldLock, PdfFile};
use serde_json::{Value, json};

use crate::lifecycle::mark;
use crate::support::{TestApp, sign_file};

/// A page with an empty signature field, which locks everything once it is signed.
fn with_own_field() -> Vec<u8> {
    let objects = [
        "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [4 0 R]>>>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>> /Annots [4 0 R]>>",
        "<</Type /Annot /Subtype /Widget /FT /Sig /T (Bailleur) /Rect [80 182 260 242] /P 3 0 R /F 4 \
         /Lock <</Type /SigFieldLock /Action /All>>>>",
    ];
    let (mut file, mut places) = (b"%PDF-1.7\n".to_vec(), Vec::new());
    for (number, body) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(b"xref\n0 5\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<</Size 5 /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    file
}

/// The document, signed by somebody else, with a box on the author's field and two to fill in.
async fn sent(test: &TestApp, is_required: bool) -> Value {
    let (plain, signed) = (test.path("plain.pdf"), test.path("bail.pdf"));
    std::fs::write(&plain, with_own_field()).expect("written");
    sign_file(&plain, &signed);
    let files = json!([{ "path": signed, "password": null }]);
    let draft = test.ok("create_draft", json!({ "files": files })).await["draft"].clone();
    let person = json!({
        "id": "r1", "role": "signer", "first_name": "Ada", "last_name": "Roy", "email": "", "mobile": "",
        "language": "fr", "authentication": "none", "routing_order": null, "delivery": "in_person",
    });
    let field = |digit: u8, kind: &str, y: f64, width: f64, height: f64| {
        let label = if kind == "checkbox" { "Lu" } else { "" };
        json!({ "type": "add_field", "field": {
            "id": format!("fld_{digit:032x}"), "recipient": "r1", "document": draft["documents"][0]["id"],
            "kind": kind, "label": label, "required": is_required, "group": null,
            "placement": { "page": 1, "rect": { "x": 80.0, "y": y, "width": width, "height": height } },
        } })
    };
    let mut all = vec![json!({ "type": "add_recipient", "recipient": person, "index": 0 })];
    all.push(field(1, "signature", 600.0, 180.0, 60.0));
    all.push(field(2, "checkbox", 400.0, 20.0, 20.0));
    if is_required {
        all.push(field(3, "date", 440.0, 120.0, 20.0));
    }
    let operation = json!({ "type": "batch", "operations": all });
    test.ok("apply_operation", json!({ "draft": draft["id"], "operation": operation, "merge_key": null }))
        .await;
    test.ok("send_envelope", json!({ "draft": draft["id"], "account": "local" })).await
}

/// Signed by Ada, who ticks the box or not.
async fn signed(test: &TestApp, sent: &Value, ticked: bool) -> (PathBuf, Value) {
    let session = test.ok("begin_signing", json!({ "envelope": sent["id"], "recipient": "r1" })).await;
    let request = json!({
        "envelope": sent["id"], "recipient": "r1", "consent": session["consent"], "mark": mark(),
        "answers": [{ "field": format!("fld_{:032x}", 2), "text": "", "ticked": ticked }],
    });
    let done = test.ok("sign_locally", request).await;
    assert_eq!(done["status"], "completed");
    let target = test.path("done.pdf");
    let save = json!({ "envelope": done["id"], "document": done["documents"][0]["id"], "path": target });
    test.ok("save_document", save).await;
    let stored = json!({ "type": "stored", "sha256": done["documents"][0]["sha256"], "name": "bail" });
    (target, test.ok("verify_document", json!({ "target": stored })).await)
}

/// The author's field holds the last signature, with its lock; says how many signatures there are.
fn assert_kept(path: &Path, judged: &Value) -> usize {
    let pdf = PdfFile::open(path, None).expect("readable");
    assert_eq!(pdf.empty_signature_fields(), [], "nothing is left to be signed");
    let signatures = pdf.signature_fields();
    let own = signatures.iter().find(|signature| signature.name == "Bailleur").expect("the author's field");
    assert_eq!(own.field_lock, Some(FieldLock::All));
    assert!(signatures.iter().all(|signature| signature.revision <= own.revision), "signed last");
    for signature in judged["report"]["signatures"].as_array().expect("signatures") {
        let kept = ["none", "form_filling"].map(|level| json!(level));
        assert!(kept.contains(&signature["modifications"]), "{signature}");
    }
    signatures.len()
}

#[tokio::test]
async fn the_authors_field_is_signed_after_what_is_written_beside_it() {
    let test = TestApp::new();
    let sent = sent(&test, true).await;
    let (path, judged) = signed(&test, &sent, true).await;
    assert_eq!(assert_kept(&path, &judged), 3, "somebody else's, what is written, and the author's field");
}

#[tokio::test]
async fn a_box_that_is_not_ticked_needs_no_signature_of_its_own() {
    let test = TestApp::new();
    let sent = sent(&test, false).await;
    let (path, judged) = signed(&test, &sent, false).await;
    assert_eq!(assert_kept(&path, &judged), 2);
}

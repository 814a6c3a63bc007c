//! The whole journey through the command list: prepare, send, sign twice, save, verify.

use std::path::{Path, PathBuf};

use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::FieldId;
use serde::Serialize;
use serde_json::{Value, json};

use crate::pen::flourish;

/// One thing the demonstration did, for a person who watches.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum DemoStep {
    /// The contract is ready, with a box for each signer.
    Prepared,
    /// The envelope is recorded.
    Sent,
    /// A signer has read, accepted and signed.
    Signed {
        /// Who.
        name: String,
    },
    /// The signed file was verified.
    Verified,
}

/// What came out.
#[derive(Clone, Debug, Serialize)]
pub struct DemoOutcome {
    /// The envelope's id.
    pub envelope: String,
    /// The signed PDF.
    pub signed: PathBuf,
    /// The answer of `verify_document`.
    pub verification: Value,
}

/// Number of steps reported.
pub const STEPS: usize = 5;

/// Runs the journey in `app` and writes the signed contract into `out`.
///
/// # Errors
/// Whatever a command refuses, and `internal` when an answer lacks what the journey needs.
pub async fn run_demo(app: &App, out: &Path, mut watch: impl FnMut(DemoStep)) -> Result<DemoOutcome, Error> {
    let draft = call(app, "create_sample_draft", json!({})).await?;
    let draft = place_boxes(app, draft).await?;
    watch(DemoStep::Prepared);
    let sent = call(app, "send_envelope", json!({ "draft": draft["id"], "account": "local" })).await?;
    watch(DemoStep::Sent);
    let envelope = text(&sent, "id")?;
    for recipient in list(&sent, "recipients")? {
        watch(DemoStep::Signed { name: sign(app, &envelope, &recipient).await? });
    }
    let document = list(&sent, "documents")?.into_iter().next().ok_or_else(|| missing("documents[0]"))?;
    let signed = out.join("contrat-signe.pdf");
    let saving = json!({ "envelope": envelope, "document": document["id"], "path": signed });
    call(app, "save_document", saving).await?;
    let target = json!({ "target": { "type": "file", "path": signed, "password": null } });
    let verification = call(app, "verify_document", target).await?;
    watch(DemoStep::Verified);
    Ok(DemoOutcome { envelope, signed, verification })
}

/// One box per signer, side by side on the contract's last page, above its signature lines.
async fn place_boxes(app: &App, draft: Value) -> Result<Value, Error> {
    let document = list(&draft, "documents")?.into_iter().next().ok_or_else(|| missing("documents[0]"))?;
    let page = list(&document, "pages")?.len();
    let mut after = draft.clone();
    for (number, recipient) in list(&draft, "recipients")?.iter().enumerate() {
        let column = if number == 0 { 79.0 } else { 312.0 };
        let field = json!({
            "id": FieldId::new(random()?), "recipient": recipient["id"], "document": document["id"], "kind": "signature",
            "placement": { "page": page, "rect": { "x": column, "y": 530.0, "width": 190.0, "height": 70.0 } },
        });
        let operation = json!({ "type": "add_field", "field": field });
        let request = json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
        after = call(app, "apply_operation", request).await?;
    }
    Ok(after)
}

/// One signer: read, accept, draw. Answers the signer's name.
async fn sign(app: &App, envelope: &str, recipient: &Value) -> Result<String, Error> {
    let name = format!("{} {}", text(recipient, "first_name")?, text(recipient, "last_name")?);
    let session =
        call(app, "begin_signing", json!({ "envelope": envelope, "recipient": recipient["id"] })).await?;
    let mark = json!({ "type": "drawn", "outlines": flourish(&name), "aspect": 3.0, "input": "unknown" });
    let request = json!({
        "envelope": envelope, "recipient": recipient["id"], "consent": session["consent"], "mark": mark,
    });
    call(app, "sign_locally", request).await?;
    Ok(name)
}

fn random() -> Result<[u8; 16], Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

fn text(value: &Value, key: &str) -> Result<String, Error> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| missing(key))
}

fn list(value: &Value, key: &str) -> Result<Vec<Value>, Error> {
    value[key].as_array().cloned().ok_or_else(|| missing(key))
}

fn missing(key: &str) -> Error {
    Error::new(Code::Internal, "error-internal").detail(format!("an answer lacks {key}"))
}

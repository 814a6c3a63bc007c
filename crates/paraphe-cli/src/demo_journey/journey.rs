//! One journey through the command list: prepare, adapt, send, sign, follow up, fetch, verify.

use std::path::{Path, PathBuf};

use paraphe_app::headless::{Existing, envelope_id, save_results};
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::{EnvelopeStatus, FieldId};
use serde_json::{Value, json};

use super::signers::Signers;
use crate::run::TextPath;

/// One thing the demonstration did, for a person who watches.
#[derive(Clone, Debug)]
pub(crate) enum DemoStep {
    /// The contract is ready, with a box for each signer.
    Prepared,
    /// The request was changed into one the provider can do.
    Adapted,
    /// The envelope is sent.
    Sent,
    /// A signer has read, accepted and signed.
    Signed {
        /// Who.
        name: String,
    },
    /// The results are here.
    Fetched {
        /// How many.
        count: usize,
    },
    /// The signed file was verified.
    Verified,
}

/// What came out.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The envelope's id.
    pub(crate) envelope: String,
    /// Its status at the end.
    pub(crate) status: String,
    /// The results, with kind, path and digest.
    pub(crate) files: Vec<Value>,
    /// The signed PDF.
    pub(crate) signed: PathBuf,
    /// The answer of `verify_document`.
    pub(crate) verification: Value,
}

/// One journey with one account.
pub(crate) struct Journey<'a> {
    /// The program.
    pub(crate) app: &'a App,
    /// The account to send with.
    pub(crate) account: &'a str,
    /// Who signs.
    pub(crate) signers: Signers,
    /// Where results go.
    pub(crate) out: &'a Path,
    /// What becomes of those of an earlier run.
    pub(crate) existing: Existing,
}

/// More rounds than any provider has turns for two people: where it is not over then, it never will be.
const ROUNDS: usize = 6;

impl Journey<'_> {
    /// Runs the journey.
    ///
    /// # Errors
    /// Whatever a command refuses, and `internal` when an answer lacks what the journey needs.
    pub(crate) async fn run(&self, mut watch: impl FnMut(DemoStep)) -> Result<Outcome, Error> {
        let draft = call(self.app, "create_sample_draft", json!({})).await?;
        let draft = place_boxes(self.app, write_addresses(self.app, draft).await?).await?;
        let draft = name_requester(self.app, draft).await?;
        watch(DemoStep::Prepared);
        if self.adapt(&draft).await? {
            watch(DemoStep::Adapted);
        }
        let sending = json!({ "draft": draft["id"], "account": self.account });
        let mut envelope = call(self.app, "send_envelope", sending).await?;
        watch(DemoStep::Sent);
        for _ in 0..ROUNDS {
            if is_over(&envelope) {
                break;
            }
            for name in self.signers.sign(self.app, &envelope).await? {
                watch(DemoStep::Signed { name });
            }
            envelope = self.follow_up(&envelope).await?;
        }
        let (files, signed) = self.fetch(&envelope).await?;
        watch(DemoStep::Fetched { count: files.len() });
        let written = TextPath::of(&signed).await?;
        let target = json!({ "target": { "type": "file", "path": written.text(), "password": null } });
        let verification = call(self.app, "verify_document", target).await?;
        watch(DemoStep::Verified);
        let (envelope, status) = (text(&envelope, "id")?, text(&envelope, "status")?);
        Ok(Outcome { envelope, status, files, signed, verification })
    }

    /// Whether the request had to be changed for this provider; the change is the one the window offers.
    async fn adapt(&self, draft: &Value) -> Result<bool, Error> {
        let offers = call(self.app, "compare_accounts", json!({ "draft": draft["id"] })).await?;
        let offers = list(&offers, "offers")?;
        let offer = offers.iter().find(|offer| offer["account"] == self.account);
        let Some(repair) = offer.and_then(|offer| offer.get("repair")).filter(|repair| !repair.is_null())
        else {
            return Ok(false);
        };
        let request = json!({ "draft": draft["id"], "operation": repair, "merge_key": null });
        call(self.app, "apply_operation", request).await?;
        Ok(true)
    }

    /// Learns what has happened: by asking, or, where a provider cannot be asked, from the message it sends.
    async fn follow_up(&self, envelope: &Value) -> Result<Value, Error> {
        let refreshed = call(self.app, "refresh_envelope", json!({ "envelope": envelope["id"] })).await?;
        if is_over(&refreshed) {
            return Ok(refreshed);
        }
        for dispatch in list(&refreshed, "dispatches")? {
            let remote = dispatch["remote"].as_str();
            if let Some((headers, body)) = remote.and_then(|remote| self.signers.notice(remote)) {
                let source = json!({ "type": "text", "text": body });
                let notice = json!({ "account": self.account, "source": source, "headers": headers });
                return call(self.app, "import_notice", notice).await;
            }
        }
        Ok(refreshed)
    }

    /// The results in their folder, and the signed contract among them.
    async fn fetch(&self, envelope: &Value) -> Result<(Vec<Value>, PathBuf), Error> {
        let id = envelope_id(&text(envelope, "id")?)?;
        call(self.app, "download_artifacts", json!({ "envelope": id })).await?;
        let files = save_results(self.app, id, self.out.to_path_buf(), self.existing).await?;
        // Of several versions of a document, one per turn, the last holds all signatures.
        let told: Vec<Value> = files.iter().map(|file| json!(file)).collect();
        let signed = told.iter().rposition(|file| file["kind"] == "signed_documents");
        let signed = signed.and_then(|at| files.get(at)).ok_or_else(|| missing("signed_documents"))?;
        Ok((told, signed.path.clone()))
    }
}

fn is_over(envelope: &Value) -> bool {
    let status: Option<EnvelopeStatus> = serde_json::from_value(envelope["status"].clone()).ok();
    status.is_some_and(EnvelopeStatus::is_final)
}

/// Addresses for the people of the sample: services that write to signers want one. Nobody lives there (RFC 2606).
async fn write_addresses(app: &App, draft: Value) -> Result<Value, Error> {
    let mut after = draft.clone();
    for (mut person, number) in list(&draft, "recipients")?.into_iter().zip(1..) {
        person["email"] = json!(format!("signataire{number}@example.com"));
        let operation = json!({ "type": "update_recipient", "recipient": person });
        let request = json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
        after = call(app, "apply_operation", request).await?;
    }
    Ok(after)
}

/// Some services want to know who asks; for the others it is taken out again.
async fn name_requester(app: &App, draft: Value) -> Result<Value, Error> {
    let mut options = draft["options"].clone();
    options["requester_email"] = json!("bureau@example.com");
    let operation = json!({ "type": "set_options", "options": options });
    let request = json!({ "draft": draft["id"], "operation": operation, "merge_key": null });
    call(app, "apply_operation", request).await
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

fn random() -> Result<[u8; 16], Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

pub(super) fn text(value: &Value, key: &str) -> Result<String, Error> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| missing(key))
}

pub(super) fn list(value: &Value, key: &str) -> Result<Vec<Value>, Error> {
    value[key].as_array().cloned().ok_or_else(|| missing(key))
}

pub(super) fn missing(key: &str) -> Error {
    Error::new(Code::Internal, "error-internal").detail(format!("an answer lacks {key}"))
}

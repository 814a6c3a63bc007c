//! Everything that proves an envelope's signatures, written into a folder.

use std::fs;
use std::path::{Path, PathBuf};

use paraphe_envelope::{Envelope, EnvelopeId, Sha256Digest};
use serde_json::{Value, json};

use super::{SHEET, sheet};
use crate::{App, Code, Error, blocking, files, translate, view};

/// Writes `preuve.json` (one for each signer), the readable sheets, the trail of events and the digests of all versions
/// of the documents. Nothing that is there is replaced by something else. Answers the paths.
///
/// # Errors
/// `error-no-evidence` for an envelope without a signature made here; the folder cannot be written.
pub async fn export_evidence(app: &App, id: EnvelopeId, folder: PathBuf) -> Result<Vec<PathBuf>, Error> {
    let app = app.clone();
    blocking::run(move || {
        let envelope = app.history().envelope(&id).map_err(translate::history)?;
        let rows = app.history().evidence(&id).map_err(translate::history)?;
        if rows.is_empty() {
            return Err(Error::new(Code::Refused, "error-no-evidence"));
        }
        // Where it cannot be made, the file it would show is there all the same.
        if let Err(error) = sheet::keep_missing(&app, &id) {
            tracing::warn!(%error, "an evidence sheet could not be written");
        }
        fs::create_dir_all(&folder).map_err(|error| files::storage(&folder, &error))?;
        let mut written = Vec::new();
        for (row, number) in rows.iter().zip(1..) {
            let name = if number == 1 { "preuve.json".to_owned() } else { format!("preuve-{number}.json") };
            written.push(put(&folder, &name, row.file.as_bytes())?);
        }
        let (artifacts, vault) = {
            let history = app.history();
            (history.artifacts(&id).map_err(translate::history)?, history.vault().clone())
        };
        for sheet in artifacts.iter().filter(|artifact| artifact.kind == SHEET) {
            let source = vault.open_verified(&sheet.sha256).map_err(translate::vault)?;
            written.push(files::copy_beside_others(&source, &folder, &sheet.name, &sheet.sha256)?);
        }
        let events = view::envelope(&app, &id)?.events;
        let head = app.history().chain_head(&id).map_err(translate::history)?;
        let trail = json!({ "envelope": id, "chain_head": head, "events": events });
        written.push(put(&folder, "events.json", &pretty(&trail)?)?);
        written.push(put(&folder, "digests.json", &pretty(&digests(&envelope))?)?);
        Ok(written)
    })
    .await
}

/// Each document with the digest it began with and the one it has now.
fn digests(envelope: &Envelope) -> Value {
    let one = |document: &paraphe_envelope::Document| {
        let now: Sha256Digest = envelope.current_digest(document);
        json!({ "id": document.id, "name": document.name, "sha256_sent": document.sha256, "sha256_now": now })
    };
    json!({ "envelope": envelope.id(), "documents": envelope.documents().iter().map(one).collect::<Vec<_>>() })
}

fn pretty(value: &Value) -> Result<Vec<u8>, Error> {
    serde_json::to_vec_pretty(value).map_err(Error::internal)
}

/// Writes a file; the same bytes may lie there already, others are not replaced.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let path = folder.join(name);
    if fs::read(&path).is_ok_and(|present| present == bytes) {
        return Ok(path);
    }
    if path.exists() {
        return Err(Error::new(Code::Refused, "error-evidence-exists").with("path", path.display()));
    }
    let placed = files::written(&path, bytes).and_then(|mut file| file.place_new(&path));
    placed.map_err(|error| files::storage(&path, &error))?;
    Ok(path)
}

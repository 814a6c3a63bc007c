//! The timestamp that could not be had when people signed at this computer: whether it is missing, and adding it.

use paraphe_envelope::{
    AuditEvent, AuditEventKind, Document, DocumentId, Envelope, EnvelopeId, EnvelopeStatus, Sha256Digest,
};
use paraphe_pades::timestamp_pdf;
use paraphe_pdf::PdfFile;

use super::file::{EvidenceFile, TimestampState};
use crate::levels::{LevelWish, Network};
use crate::schema::TimestampStanding;
use crate::scratch::Scratch;
use crate::unfinished::Unfinished;
use crate::{App, Code, Error, commands, files, signing, translate};

/// How it stands with the timestamp of documents signed here; none where nobody wished for one.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn standing(app: &App, envelope: &Envelope) -> Result<Option<TimestampStanding>, Error> {
    let rows = app.history().evidence(envelope.id()).map_err(translate::history)?;
    // Evidence that cannot be read says nothing; checking it is another matter.
    let states: Vec<TimestampState> = rows
        .iter()
        .filter_map(|row| serde_json::from_str::<EvidenceFile>(&row.file).ok())
        .map(|file| file.timestamp)
        .collect();
    let is_timestamp = |event: &AuditEvent| matches!(event.kind, AuditEventKind::Timestamped { .. });
    let was_added = envelope.events().iter().any(is_timestamp);
    if states.contains(&TimestampState::AddedLater) && !was_added {
        let status = envelope.status();
        return Ok(if status == EnvelopeStatus::Completed {
            Some(TimestampStanding::Missing)
        } else {
            (!status.is_final()).then_some(TimestampStanding::AfterLastSignature)
        });
    }
    let is_there = states.iter().any(|state| *state != TimestampState::None);
    Ok(is_there.then_some(TimestampStanding::Present))
}

/// Puts a document timestamp over each document that was signed here, all of them or none, and records it.
///
/// # Errors
/// `error-timestamp-not-missing`, `error-timestamp-too-early`, or why the authority gave none; then nothing has changed.
pub(crate) fn add(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let mut envelope = app.history().envelope(id).map_err(translate::history)?;
    let refused = |message: &str| Err(Error::new(Code::Refused, message));
    match standing(app, &envelope)? {
        Some(TimestampStanding::Missing) => {}
        Some(TimestampStanding::AfterLastSignature) => return refused("error-timestamp-too-early"),
        Some(TimestampStanding::Present) | None => return refused("error-timestamp-not-missing"),
    }
    let network = Network::for_extending(app, &LevelWish::default())?;
    let mut documents: Vec<(DocumentId, Sha256Digest)> = Vec::new();
    for document in envelope.documents() {
        if envelope.current_digest(document) != document.sha256 {
            documents.push((document.id.clone(), timestamped(app, &envelope, document, &network)?));
        }
    }
    commands::record(app, &mut envelope, AuditEventKind::Timestamped { documents })
}

/// The digest of the document with a timestamp, now in the vault.
fn timestamped(
    app: &App,
    envelope: &Envelope,
    document: &Document,
    network: &Network,
) -> Result<Sha256Digest, Error> {
    let current = envelope.current_digest(document);
    let password = app.passwords().get(&current).cloned();
    let vault = app.history().vault().clone();
    let source = vault.open_verified(&current).map_err(translate::vault)?;
    let pdf = PdfFile::open(&source, password.as_deref())
        .map_err(|error| translate::pdf(error).with("name", &document.name))?;
    let folder = Scratch::new(app)?;
    let target = folder.file("timestamped.pdf");
    let level = network.request(app.now());
    let file = Unfinished::at(&target).map_err(|error| files::storage(&target, &error))?;
    signing::copying(&file, &pdf, |copying| {
        signing::extend_into(copying, password.as_deref(), &level, timestamp_pdf)
    })?;
    file.keep();
    let digest = vault.put_file(&target).map_err(translate::vault)?;
    if let Some(password) = password {
        app.passwords().insert(digest, password);
    }
    Ok(digest)
}

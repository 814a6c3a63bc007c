//! Results: fetched from the provider as soon as they are there (some services destroy them), checked, kept in the vault.

use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, Envelope, RecipientId, Sha256Digest};
use paraphe_history::{AlreadyThere, ArtifactRow, DispatchState, OutboxRow};
use paraphe_providers::{Artifact, Download, ErrorKind};

use crate::outbox::Known;
use crate::{App, Error, blocking, signed_so_far, translate};

/// Fetches every result of a dispatch that is not here yet. Afterwards the signed documents are, if the provider hands
/// them out at all.
///
/// # Errors
/// Why the signed documents could not be fetched, with the provider's kind of refusal where it was the provider. What only
/// accompanies them (a trail, a certificate) is tried again the next time and is no reason to wait.
pub(crate) async fn fetch(app: &App, known: &Known) -> Result<(), (Error, Option<ErrorKind>)> {
    let Some(sent) = known.sent().map_err(|error| (error, None))? else { return Ok(()) };
    let here = kinds_here(app, known).await.map_err(|error| (error, None))?;
    for artifact in known.provider.capability().artifacts.iter().copied() {
        if here.contains(&artifact) {
            continue;
        }
        match known.provider.download(&sent, artifact).await {
            Ok(downloads) => keep(app, known, artifact, downloads).await.map_err(|error| (error, None))?,
            Err(error) if artifact == Artifact::SignedDocuments => {
                return Err((translate::provider(&known.account.name, &error), Some(error.kind())));
            }
            Err(error) => {
                let kind = error.kind();
                tracing::warn!(?artifact, ?kind, "a result could not be fetched");
            }
        }
    }
    Ok(())
}

/// Whether the signed documents of a dispatch are in the vault, as far as that is known without its account: it is over, and
/// there are some.
pub(crate) async fn are_here(app: &App, row: &OutboxRow) -> Result<bool, Error> {
    if row.state != DispatchState::Done {
        return Ok(false);
    }
    let (app, id, dispatch) = (app.clone(), row.envelope.clone(), row.dispatch);
    blocking::run(move || {
        let rows = app.history().artifacts(&id).map_err(translate::history)?;
        let signed = word(Artifact::SignedDocuments);
        Ok(rows.iter().any(|row| row.dispatch == dispatch && row.kind == signed))
    })
    .await
}

async fn kinds_here(app: &App, known: &Known) -> Result<Vec<Artifact>, Error> {
    let dispatch = known.dispatch()?;
    let documents: Vec<DocumentId> = dispatch.documents.iter().map(|document| document.id.clone()).collect();
    let people: Vec<RecipientId> = dispatch.recipients().map(|person| person.id.clone()).collect();
    let (app, envelope, number) = (app.clone(), known.envelope.clone(), known.row.dispatch);
    blocking::run(move || {
        let rows = app.history().artifacts(envelope.id()).map_err(translate::history)?;
        let own: Vec<_> = rows.iter().filter(|row| row.dispatch == number).collect();
        // A copy that was fetched while others had still to sign is not the result.
        let is_last = |document: &DocumentId, row: &ArtifactRow| {
            let is_asked = |id: &RecipientId| people.contains(id);
            signed_so_far::among(&envelope, document, &row.sha256, is_asked).is_none()
        };
        let has = |document: &DocumentId| {
            own.iter().any(|row| {
                row.kind == word(Artifact::SignedDocuments)
                    && row.document.as_ref() == Some(document)
                    && is_last(document, row)
            })
        };
        // One file brought by hand is not yet the whole.
        let is_whole =
            |artifact: &Artifact| *artifact != Artifact::SignedDocuments || documents.iter().all(has);
        Ok(own.iter().filter_map(|row| kind(&row.kind)).filter(is_whole).collect())
    })
    .await
}

/// The vocabulary's word.
pub(crate) fn word(artifact: Artifact) -> &'static str {
    match artifact {
        Artifact::AuditTrail => "audit_trail",
        Artifact::Certificate => "certificate",
        Artifact::SignedDocuments => "signed_documents",
    }
}

/// The result of this word.
pub(crate) fn kind(word_of_it: &str) -> Option<Artifact> {
    [Artifact::AuditTrail, Artifact::Certificate, Artifact::SignedDocuments]
        .into_iter()
        .find(|artifact| word(*artifact) == word_of_it)
}

async fn keep(app: &App, known: &Known, artifact: Artifact, downloads: Vec<Download>) -> Result<(), Error> {
    let documents: Vec<DocumentId> =
        known.dispatch()?.documents.iter().map(|document| document.id.clone()).collect();
    let (app, id, dispatch) = (app.clone(), known.envelope.id().clone(), known.row.dispatch);
    blocking::run(move || {
        let only = if documents.len() == 1 { documents.first().cloned() } else { None };
        let at = app.now();
        let mut kept = Vec::new();
        for download in downloads {
            let is_document = artifact == Artifact::SignedDocuments;
            let document = download.document.or_else(|| only.clone().filter(|_| is_document));
            let sha256 = store(&app, &download.bytes)?;
            let (kind, name) = (word(artifact).to_owned(), download.name);
            let row = ArtifactRow { dispatch, kind, sha256, name, document, fetched_at: at };
            kept.push((came(&row), row));
        }
        // Of a file that accompanies them one is enough: another program may have fetched it meanwhile.
        let there = match artifact {
            Artifact::AuditTrail | Artifact::Certificate => AlreadyThere::Kind,
            Artifact::SignedDocuments => AlreadyThere::File,
        };
        app.history().record_results(&id, &kept, there).map_err(translate::history)
    })
    .await
}

/// That a result came, as the audit trail has it.
pub(crate) fn came(row: &ArtifactRow) -> AuditEvent {
    let ArtifactRow { name, sha256, document, fetched_at, .. } = row.clone();
    AuditEvent { at: fetched_at, kind: AuditEventKind::Downloaded { name, sha256, document } }
}

/// Whether there is a version of the same document with more signatures: of a later turn, or noted later.
pub(crate) fn is_superseded(envelope: &Envelope, row: &ArtifactRow, all: &[ArtifactRow]) -> bool {
    let age = |row: &ArtifactRow| {
        let is_it = |kind: &AuditEventKind| matches!(kind, AuditEventKind::Downloaded { sha256, .. } if *sha256 == row.sha256);
        (row.dispatch, envelope.events().iter().position(|event| is_it(&event.kind)))
    };
    let is_later = |other: &ArtifactRow| {
        other.kind == row.kind && other.document == row.document && age(other) > age(row)
    };
    row.document.is_some() && all.iter().any(is_later)
}

/// Puts bytes into the vault.
pub(crate) fn store(app: &App, bytes: &[u8]) -> Result<Sha256Digest, Error> {
    let vault = app.history().vault().clone();
    vault.put_bytes(bytes).map_err(translate::vault)
}

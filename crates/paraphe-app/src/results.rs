//! Results: fetched from the provider as soon as they are there (some services destroy them), checked, kept in the vault.

use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, Envelope, RecipientId, Sha256Digest};
use paraphe_history::{ArtifactRow, DispatchState, OutboxRow};
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
        let here = app.history().artifacts(&id).map_err(translate::history)?;
        let mut kept = Vec::new();
        for download in downloads {
            let is_document = artifact == Artifact::SignedDocuments;
            let document = download.document.or_else(|| only.clone().filter(|_| is_document));
            let sha256 = store(&app, &download.bytes)?;
            let is_here = |row: &ArtifactRow| {
                (row.dispatch, row.kind.as_str(), row.sha256) == (dispatch, word(artifact), sha256)
            };
            if !here.iter().any(is_here) {
                kept.push((document, download.name, sha256));
            }
        }
        note(&app, &id, dispatch, artifact, kept)
    })
    .await
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

/// Notes results that are in the vault, in the list and in the audit trail: in both or in neither.
pub(crate) fn note(
    app: &App,
    envelope: &paraphe_envelope::EnvelopeId,
    dispatch: u32,
    artifact: Artifact,
    kept: Vec<(Option<DocumentId>, String, Sha256Digest)>,
) -> Result<(), Error> {
    if kept.is_empty() {
        return Ok(());
    }
    let at = app.now();
    let row = |(document, name, sha256): &(Option<DocumentId>, String, Sha256Digest)| ArtifactRow {
        dispatch,
        kind: word(artifact).to_owned(),
        sha256: *sha256,
        name: name.clone(),
        document: document.clone(),
        fetched_at: at,
    };
    let event = |(document, name, sha256): &(Option<DocumentId>, String, Sha256Digest)| AuditEvent {
        at,
        kind: AuditEventKind::Downloaded { name: name.clone(), sha256: *sha256, document: document.clone() },
    };
    let rows: Vec<ArtifactRow> = kept.iter().map(row).collect();
    let events: Vec<AuditEvent> = kept.iter().map(event).collect();
    app.history().record_results(envelope, &events, &rows).map_err(translate::history)
}

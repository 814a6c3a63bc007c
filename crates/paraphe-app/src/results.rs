//! Results: fetched from the provider as soon as they are there (some services destroy them), checked, kept in the vault.

use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, Envelope, RecipientId, Sha256Digest};
use paraphe_history::{AlreadyThere, ArtifactRow, DispatchState, OutboxRow};
use paraphe_providers::{Artifact, Download, Error as ProviderError, ErrorKind, Retry};

use crate::outbox::Known;
use crate::{App, Error, blocking, follow, signed_so_far, translate};

/// Fetches every result of a dispatch that is not here yet. Afterwards the signed documents are, if the provider hands
/// them out at all. What accompanies them is not fetched before the end: it would tell of less than was signed.
///
/// Gives why something that accompanies them (a trail, a certificate) is missing, where it may come later: that is no reason to
/// wait with the rest.
///
/// # Errors
/// Why the signed documents could not be fetched, with the provider's kind of refusal where it was the provider.
pub(crate) async fn fetch(
    app: &App,
    known: &Known,
) -> Result<Option<ProviderError>, (Error, Option<ErrorKind>)> {
    let Some(sent) = known.sent().map_err(|error| (error, None))? else { return Ok(None) };
    let mut missing = None;
    let here = here(app, known).await.map_err(|error| (error, None))?;
    let is_over = is_over(known).map_err(|error| (error, None))?;
    for artifact in known.provider.capability().artifacts.iter().copied() {
        if here.kinds.contains(&artifact) || !is_over && artifact != Artifact::SignedDocuments {
            continue;
        }
        match known.provider.download(&sent, artifact).await {
            Ok(downloads) => {
                let there = there(artifact, &here);
                keep(app, known, (artifact, there), downloads).await.map_err(|error| (error, None))?;
            }
            Err(error) if artifact == Artifact::SignedDocuments => {
                return Err((translate::provider(&known.account.name, &error), Some(error.kind())));
            }
            Err(error) => {
                let kind = error.kind();
                tracing::warn!(?artifact, ?kind, "a result could not be fetched");
                if error.retry() == Retry::Later || kind == ErrorKind::NotReady {
                    missing = Some(error);
                }
            }
        }
    }
    Ok(missing)
}

/// A step of a dispatch that is done: why something that accompanies its documents is not here yet.
const MISSING: &str = "result.missing";

/// Notes that something is missing, or nothing any more.
pub(crate) fn note_missing(row: &mut OutboxRow, why: Option<&str>) {
    row.steps.retain(|(name, _)| name != MISSING);
    row.steps.extend(why.map(|why| (MISSING.to_owned(), Some(why.to_owned()))));
}

/// Why something is missing that accompanies the documents of a dispatch, which is done.
pub(crate) fn missing(row: &OutboxRow) -> Option<&str> {
    row.steps.iter().find(|(name, _)| name == MISSING).and_then(|(_, why)| why.as_deref())
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

/// Whether nobody signs a dispatch any more.
fn is_over(known: &Known) -> Result<bool, Error> {
    let is_closed = known.row.state == DispatchState::Done || known.envelope.status().is_final();
    Ok(is_closed || follow::has_everybody_signed(known)?)
}

/// What makes a result one that was fetched already. Of a file that accompanies the documents one is enough: another program
/// may have fetched it meanwhile.
fn there(artifact: Artifact, here: &Here) -> AlreadyThere {
    match artifact {
        Artifact::AuditTrail | Artifact::Certificate => AlreadyThere::KindBut(here.outdated.clone()),
        Artifact::SignedDocuments => AlreadyThere::File,
    }
}

/// The results of a dispatch that are here.
struct Here {
    kinds: Vec<Artifact>,
    /// Files that were fetched before the last of its people had signed, and do not tell of them.
    outdated: Vec<Sha256Digest>,
}

async fn here(app: &App, known: &Known) -> Result<Here, Error> {
    let dispatch = known.dispatch()?;
    let documents: Vec<DocumentId> = dispatch.documents.iter().map(|document| document.id.clone()).collect();
    let people: Vec<RecipientId> = dispatch.recipients().map(|person| person.id.clone()).collect();
    let (app, envelope, number) = (app.clone(), known.envelope.clone(), known.row.dispatch);
    blocking::run(move || {
        let rows = app.history().artifacts(envelope.id()).map_err(translate::history)?;
        let is_own = |row: &&ArtifactRow| row.dispatch == number;
        let is_outdated =
            |row: &&ArtifactRow| row.document.is_none() && is_before_a_signature(&envelope, &people, row);
        let (outdated, own): (Vec<_>, Vec<_>) = rows.iter().filter(is_own).partition(is_outdated);
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
        Ok(Here {
            kinds: own.iter().filter_map(|row| kind(&row.kind)).filter(is_whole).collect(),
            outdated: outdated.iter().map(|row| row.sha256).collect(),
        })
    })
    .await
}

/// Whether one of these people signed after a file had come.
fn is_before_a_signature(envelope: &Envelope, people: &[RecipientId], row: &ArtifactRow) -> bool {
    let has_signed = |kind: &AuditEventKind| {
        matches!(kind, AuditEventKind::Approved { recipient } | AuditEventKind::Signed { recipient, .. }
            if people.contains(recipient))
    };
    let came = position(envelope, row);
    let signed = envelope.events().iter().rposition(|event| has_signed(&event.kind));
    came.is_some() && came < signed
}

/// Where in the audit trail a file came.
fn position(envelope: &Envelope, row: &ArtifactRow) -> Option<usize> {
    let is_it = |kind: &AuditEventKind| matches!(kind, AuditEventKind::Downloaded { sha256, .. } if *sha256 == row.sha256);
    envelope.events().iter().position(|event| is_it(&event.kind))
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

async fn keep(
    app: &App,
    known: &Known,
    (artifact, there): (Artifact, AlreadyThere),
    downloads: Vec<Download>,
) -> Result<(), Error> {
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
        app.history().record_results(&id, &kept, &there).map_err(translate::history)
    })
    .await
}

/// That a result came, as the audit trail has it.
pub(crate) fn came(row: &ArtifactRow) -> AuditEvent {
    let ArtifactRow { name, sha256, document, fetched_at, .. } = row.clone();
    AuditEvent { at: fetched_at, kind: AuditEventKind::Downloaded { name, sha256, document } }
}

/// Whether there is a version of the same document with more signatures: of a later turn, or noted later. Or of what accompanies
/// a dispatch's documents one that came later, and tells of more.
pub(crate) fn is_superseded(envelope: &Envelope, row: &ArtifactRow, all: &[ArtifactRow]) -> bool {
    let age = |row: &ArtifactRow| (row.dispatch, position(envelope, row));
    let is_version = |other: &ArtifactRow| match &row.document {
        Some(document) => other.document.as_ref() == Some(document),
        None => other.document.is_none() && (other.dispatch, &other.name) == (row.dispatch, &row.name),
    };
    all.iter().any(|other| other.kind == row.kind && is_version(other) && age(other) > age(row))
}

/// Puts bytes into the vault.
pub(crate) fn store(app: &App, bytes: &[u8]) -> Result<Sha256Digest, Error> {
    let vault = app.history().vault().clone();
    vault.put_bytes(bytes).map_err(translate::vault)
}

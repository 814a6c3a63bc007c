//! Envelopes: stored once, changed only by events.

use paraphe_envelope::{
    AuditEvent, AuditEventKind, BatchId, DocumentId, DraftId, Envelope, EnvelopeId, Sha256Digest, Timestamp,
};
use rusqlite::Connection;
use serde::Serialize;

use crate::batches;
use crate::chain;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection;
use crate::query::{HistoryPage, HistoryQuery};
use crate::search_text;
use crate::table::artifact::{AlreadyThere, ArtifactRow};
use crate::table::audit_event::StoredEvent;
use crate::table::envelope::Head;
use crate::table::evidence::EvidenceRow;
use crate::table::outbox::{DispatchChange, Keeping, OutboxRow};
use crate::table::{
    artifact, audit_event, batch, contact, document_version, draft, envelope, evidence, json, listing,
    outbox, setting,
};
use crate::to_do;

impl History {
    /// Stores a new envelope with the events it has.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when its id is known.
    pub fn insert_envelope(&mut self, new: &Envelope) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| insert(transaction, new, None))
    }

    /// In one transaction: an envelope that never was a draft, its dispatches, and a setting by which whoever made it finds
    /// it again. This is what must be done before the first byte leaves the computer. It outlives the program; the first
    /// write that outlives a power cut, which is to come before anything is created anywhere, takes it along.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`]; then nothing is changed.
    pub fn send_new<T: Serialize>(
        &mut self,
        new: &Envelope,
        dispatches: &[OutboxRow],
        notes: &[(String, T)],
    ) -> Result<(), HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            for (key, value) in notes {
                setting::set(transaction, key, &json(value))?;
            }
            insert(transaction, new, None)?;
            outbox::insert_all(transaction, dispatches)
        })
    }

    /// In one transaction: the draft goes, the envelope made from it comes, and its dispatches are written down. This is
    /// what must be done before the first byte leaves the computer; it is kept as surely as by [`Self::send_new`].
    ///
    /// # Errors
    /// [`HistoryError::DraftMissing`] (it has been sent already, perhaps by another window) or
    /// [`HistoryError::Duplicate`]; then nothing is changed.
    pub fn send_draft(
        &mut self,
        from: &DraftId,
        new: &Envelope,
        dispatches: &[OutboxRow],
    ) -> Result<(), HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            let stored = draft::read(transaction, from)?;
            draft::remove(transaction, stored.row)?;
            listing::delete(transaction, from.as_ref())?;
            insert(transaction, new, None)?;
            outbox::insert_all(transaction, dispatches)
        })
    }

    /// An envelope, rebuilt from its content and its events.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], or what is stored does not make an envelope.
    pub fn envelope(&self, id: &EnvelopeId) -> Result<Envelope, HistoryError> {
        read(self.connection(), id)
    }

    /// Every envelope's id, the oldest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn envelope_ids(&self) -> Result<Vec<EnvelopeId>, HistoryError> {
        envelope::ids(self.connection())
    }

    /// Records that something happened to an envelope and gives the event's digest in the chain.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`], or [`HistoryError::Transition`] when it cannot happen to the envelope as it
    /// stands; then nothing is recorded.
    pub fn append_event(
        &mut self,
        id: &EnvelopeId,
        event: &AuditEvent,
    ) -> Result<Sha256Digest, HistoryError> {
        self.append_events(id, std::slice::from_ref(event))
    }

    /// Records several events at once, all or none, and gives the digest of the last.
    ///
    /// # Errors
    /// As [`History::append_event`].
    pub fn append_events(
        &mut self,
        id: &EnvelopeId,
        events: &[AuditEvent],
    ) -> Result<Sha256Digest, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let stored = read(transaction, id)?;
            append(transaction, stored, events).map(|(_, head)| head.digest)
        })
    }

    /// Records that results came, each with its event, in the list of results and in the audit trail: in one transaction, so that
    /// neither says what the other does not know. What is there already is left out of both: two programs may have fetched
    /// the same.
    ///
    /// # Errors
    /// As [`History::append_event`].
    pub fn record_results(
        &mut self,
        id: &EnvelopeId,
        results: &[(AuditEvent, ArtifactRow)],
        there: &AlreadyThere,
    ) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let known = artifact::of(transaction, id)?;
            let is_new = |row: &ArtifactRow| !known.iter().any(|known| there.is(known, row));
            let new: Vec<_> = results.iter().filter(|(_, row)| is_new(row)).cloned().collect();
            if new.is_empty() {
                return Ok(());
            }
            let (events, rows): (Vec<_>, Vec<_>) = new.into_iter().unzip();
            append(transaction, read(transaction, id)?, &events)?;
            artifact::insert_all(transaction, id, &rows)
        })
    }

    /// Lets `decide` say what changes of an envelope and its dispatches, over these and the results there are, and writes that
    /// and a result that came: all or nothing.
    ///
    /// # Errors
    /// As [`History::change_dispatches`].
    pub fn change_with_result<E>(
        &mut self,
        id: &EnvelopeId,
        result: &ArtifactRow,
        decide: impl FnOnce(&Envelope, &[OutboxRow], &[ArtifactRow]) -> Result<DispatchChange, E>,
    ) -> Result<Result<Envelope, E>, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let known = artifact::of(transaction, id)?;
            let answer = change(transaction, id, |envelope, rows| decide(envelope, rows, &known))?;
            if answer.is_ok() {
                artifact::insert_all(transaction, id, std::slice::from_ref(result))?;
            }
            Ok(answer)
        })
    }

    /// Records a signature and, when nobody is left to act after it, the completion: in one transaction, so that of two
    /// who sign at the same time exactly one is the last. Gives the envelope as it then stands.
    ///
    /// `built_on` names the digest each signed document had when the signature was made. The signed bytes hold only the
    /// signatures that were in those: were they recorded over newer ones, a signature would be lost. `evidence` is what
    /// the signature's evidence file holds, where it has one.
    ///
    /// # Errors
    /// [`HistoryError::DocumentMoved`] when a document is no longer what was signed; otherwise as
    /// [`History::append_event`]. Nothing is recorded then.
    pub fn record_signed(
        &mut self,
        id: &EnvelopeId,
        events: &[AuditEvent],
        built_on: &[(DocumentId, Sha256Digest)],
        evidence: Option<&EvidenceRow>,
        at: Timestamp,
    ) -> Result<Envelope, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let stored = read(transaction, id)?;
            if let Some(evidence) = evidence {
                evidence::insert(transaction, envelope::head(transaction, id)?.row, evidence)?;
            }
            for (document, digest) in built_on {
                let current = stored.document(document).map(|known| stored.current_digest(known));
                if current != Some(*digest) {
                    return Err(HistoryError::DocumentMoved(document.clone()));
                }
            }
            let (stored, _) = append(transaction, stored, events)?;
            if !stored.whose_turn().is_empty() {
                return Ok(stored);
            }
            let completed = AuditEvent { at, kind: AuditEventKind::Completed };
            append(transaction, stored, &[completed]).map(|(stored, _)| stored)
        })
    }

    /// Lets `decide` say, over an envelope and its dispatches as they stand, what changes of them, and writes that: what
    /// was read is still so when it is written, whatever other programs do. Gives the envelope as it then stands, or what
    /// `decide` says instead; then nothing is changed.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`] when there is no such envelope or dispatch, or [`HistoryError::Transition`].
    pub fn change_dispatches<E>(
        &mut self,
        id: &EnvelopeId,
        decide: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<DispatchChange, E>,
    ) -> Result<Result<Envelope, E>, HistoryError> {
        self.change_dispatches_keeping(id, Keeping::Step, decide)
    }

    /// The same where what is written need perhaps not outlive a power cut.
    ///
    /// # Errors
    /// As [`Self::change_dispatches`].
    pub fn change_dispatches_keeping<E>(
        &mut self,
        id: &EnvelopeId,
        how: Keeping,
        decide: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<DispatchChange, E>,
    ) -> Result<Result<Envelope, E>, HistoryError> {
        self.write(how.durability(), |transaction| change(transaction, id, decide))
    }

    /// Every version of every document the history has recorded, with its envelope: the originals and each as signed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn document_versions(&self) -> Result<Vec<(EnvelopeId, Sha256Digest)>, HistoryError> {
        document_version::all(self.connection())
    }

    /// The digest of an envelope's last event: what evidence carries to a place of its own.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`].
    pub fn chain_head(&self, id: &EnvelopeId) -> Result<Sha256Digest, HistoryError> {
        Ok(envelope::head(self.connection(), id)?.digest)
    }

    /// A page of drafts and envelopes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list(&self, query: &HistoryQuery) -> Result<HistoryPage, HistoryError> {
        let counts = listing::counts(self.connection(), query.now)?;
        let expression = search_text::expression(&query.text);
        // Nothing but punctuation was typed: that is no word any row could have.
        if expression.is_none() && !query.text.trim().is_empty() {
            return Ok(HistoryPage { rows: Vec::new(), next_cursor: None, counts });
        }
        let (rows, next_cursor) = listing::page(self.connection(), query, expression.as_deref())?;
        Ok(HistoryPage { rows, next_cursor, counts })
    }
}

pub(crate) fn insert(
    connection: &Connection,
    new: &Envelope,
    batch: Option<&BatchId>,
) -> Result<(), HistoryError> {
    let content = new.content();
    let row = envelope::insert(connection, content)?;
    let digest = chain::content_digest(connection, &content.id, row)?;
    let start = Head { row, event_count: 0, digest };
    envelope::set_head(connection, &start)?;
    document_version::insert_originals(connection, row, content)?;
    extend(connection, &content.id, start, new.events())?;
    contact::note_all(connection, &content.recipients, content.created_at)?;
    listing::insert(connection, &projection::of_envelope(new), batch)
}

/// What `decide` says of an envelope and its dispatches as they stand.
pub(crate) fn change<E>(
    connection: &Connection,
    id: &EnvelopeId,
    decide: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<DispatchChange, E>,
) -> Result<Result<Envelope, E>, HistoryError> {
    let stored = read(connection, id)?;
    let change = match decide(&stored, &outbox::of(connection, id)?) {
        Ok(change) => change,
        Err(reason) => return Ok(Err(reason)),
    };
    change.rows.iter().try_for_each(|row| outbox::update(connection, row))?;
    if change.events.is_empty() {
        return Ok(Ok(stored));
    }
    append(connection, stored, &change.events).map(|(stored, _)| Ok(stored))
}

pub(crate) fn read(connection: &Connection, id: &EnvelopeId) -> Result<Envelope, HistoryError> {
    let (row, content) = envelope::content(connection, id)?;
    Ok(Envelope::from_events(content, audit_event::of(connection, row)?)?)
}

/// Applies events to an envelope as it is stored, and writes them down with its line on the home screen.
fn append(
    connection: &Connection,
    mut stored: Envelope,
    events: &[AuditEvent],
) -> Result<(Envelope, Head), HistoryError> {
    let before = stored.status();
    for event in events {
        stored.apply(event.clone())?;
    }
    let head = extend(connection, stored.id(), envelope::head(connection, stored.id())?, events)?;
    let row = listing::update(connection, &to_do::projection(connection, &stored)?)?;
    if let Some(row) = row
        && let Some(batch) = batch::of_row(connection, row)?
    {
        batches::follow(connection, &batch, before, &stored)?;
    }
    Ok((stored, head))
}

fn extend(
    connection: &Connection,
    id: &EnvelopeId,
    mut head: Head,
    events: &[AuditEvent],
) -> Result<Head, HistoryError> {
    for event in events {
        let (seq, at, text) = (head.event_count + 1, event.at.as_millis(), json(event));
        let digest = chain::event_digest(id, seq, at, &text, &head.digest.0);
        let stored =
            StoredEvent { seq, at, event: text, previous: head.digest.0.to_vec(), digest: digest.0.to_vec() };
        audit_event::insert(connection, head.row, &stored)?;
        document_version::insert_signed(connection, head.row, event)?;
        head = Head { event_count: seq, digest, ..head };
        envelope::set_head(connection, &head)?;
    }
    Ok(head)
}

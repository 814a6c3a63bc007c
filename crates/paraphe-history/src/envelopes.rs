//! Envelopes: stored once, changed only by events.

use paraphe_envelope::{AuditEvent, DraftId, Envelope, EnvelopeId, Sha256Digest};
use rusqlite::Connection;

use crate::chain;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::projection;
use crate::query::{HistoryPage, HistoryQuery};
use crate::search_text;
use crate::table::audit_event::StoredEvent;
use crate::table::envelope::Head;
use crate::table::outbox::OutboxRow;
use crate::table::{audit_event, document_version, draft, envelope, json, listing, outbox};

impl History {
    /// Stores a new envelope with the events it has.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when its id is known.
    pub fn insert_envelope(&mut self, new: &Envelope) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| insert(transaction, new))
    }

    /// In one transaction: the draft goes, the envelope made from it comes, and its dispatches are written down. This is
    /// what must be done before the first byte leaves the computer.
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
        self.write(Durability::PowerCut, |transaction| {
            let stored = draft::read(transaction, from, draft::Which::Present)?;
            draft::remove(transaction, stored.row)?;
            listing::delete(transaction, from.as_ref())?;
            insert(transaction, new)?;
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
            let mut stored = read(transaction, id)?;
            for event in events {
                stored.apply(event.clone())?;
            }
            let head = extend(transaction, id, envelope::head(transaction, id)?, events)?;
            listing::update(transaction, &projection::of_envelope(&stored))?;
            Ok(head.digest)
        })
    }

    /// The digest of an envelope's last event: what evidence carries to a place of its own.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`].
    pub fn chain_head(&self, id: &EnvelopeId) -> Result<Sha256Digest, HistoryError> {
        Ok(envelope::head(self.connection(), id)?.digest)
    }

    /// Takes an envelope off what is to do, until something happens to it again.
    ///
    /// # Errors
    /// [`HistoryError::EnvelopeMissing`].
    pub fn acknowledge(&mut self, id: &EnvelopeId) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| match listing::clear_todo(transaction, id.as_ref())? {
            true => Ok(()),
            false => Err(HistoryError::EnvelopeMissing(id.clone())),
        })
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

fn insert(connection: &Connection, new: &Envelope) -> Result<(), HistoryError> {
    let content = new.content();
    let row = envelope::insert(connection, content)?;
    let digest = chain::content_digest(connection, &content.id, row)?;
    let start = Head { row, event_count: 0, digest };
    envelope::set_head(connection, &start)?;
    document_version::insert_originals(connection, row, content)?;
    extend(connection, &content.id, start, new.events())?;
    listing::insert(connection, &projection::of_envelope(new))
}

fn read(connection: &Connection, id: &EnvelopeId) -> Result<Envelope, HistoryError> {
    let content = envelope::content(connection, id)?;
    let row = envelope::head(connection, id)?.row;
    Ok(Envelope::from_events(content, audit_event::of(connection, row)?)?)
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

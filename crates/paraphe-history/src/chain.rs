//! The chain that makes an audit trail tell when it was edited.
//!
//! The first link is the digest of the envelope's content; each event's digest is made over the envelope's id, the
//! event's number, its time, its JSON text and the digest of the one before. The head of the chain stands in the
//! envelope's own row, so that cutting off the end is noticed as well. What the chain cannot show: somebody who
//! recomputes all of it. Evidence that must convince others carries the head's digest to a place of its own.

use paraphe_envelope::{EnvelopeId, Sha256Digest};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use crate::error::HistoryError;
use crate::history::History;
use crate::table::audit_event::{self, StoredEvent};
use crate::table::envelope::{self, Head};
use crate::table::field;

/// The first place at which an envelope's stored content and events contradict the digests beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainBreak {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// What does not fit.
    pub kind: ChainBreakKind,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainBreakKind {
    /// Title, people, documents or fields are not those the first event was chained to.
    ContentChanged,
    /// The recorded end of the trail is not the digest of the last event.
    EndChanged,
    /// The event with this number is not the one that was recorded.
    EventChanged {
        /// From 1.
        seq: u32,
    },
    /// The event with this number is not there, though it was recorded.
    EventMissing {
        /// From 1.
        seq: u32,
    },
    /// The event with this number stands beyond the recorded end of the trail.
    EventUnknown {
        /// From 1.
        seq: u32,
    },
}

impl History {
    /// Recomputes the chain of one envelope; none when all of it fits.
    ///
    /// # Errors
    /// There is no such envelope, or the file cannot be read.
    pub fn verify(&self, id: &EnvelopeId) -> Result<Option<ChainBreak>, HistoryError> {
        let kind = first_break(self.connection(), id)?;
        Ok(kind.map(|kind| ChainBreak { envelope: id.clone(), kind }))
    }
}

fn first_break(connection: &Connection, id: &EnvelopeId) -> Result<Option<ChainBreakKind>, HistoryError> {
    let head = match envelope::head(connection, id) {
        Err(HistoryError::RowUnreadable { .. }) => return Ok(Some(ChainBreakKind::EndChanged)),
        other => other?,
    };
    let mut previous = content_digest(connection, id, head.row)?;
    if head.event_count == 0 && head.digest != previous {
        return Ok(Some(ChainBreakKind::ContentChanged));
    }
    let mut seq = 0;
    for event in audit_event::stored(connection, head.row)? {
        seq += 1;
        match event_break(id, seq, &previous, &event) {
            Ok(digest) => previous = digest,
            Err(kind) => return Ok(Some(kind)),
        }
    }
    Ok(end_break(&head, seq, previous))
}

/// The event's digest, if all of the event fits.
fn event_break(
    id: &EnvelopeId,
    seq: u32,
    previous: &Sha256Digest,
    event: &StoredEvent,
) -> Result<Sha256Digest, ChainBreakKind> {
    if event.seq != seq {
        return Err(ChainBreakKind::EventMissing { seq });
    }
    let digest = event_digest(id, event.seq, event.at, &event.event, &event.previous);
    if event.digest != digest.0 {
        return Err(ChainBreakKind::EventChanged { seq });
    }
    match (event.previous == previous.0, seq) {
        (true, _) => Ok(digest),
        (false, 1) => Err(ChainBreakKind::ContentChanged),
        // This event is whole in itself: the one it was chained to has been replaced.
        (false, _) => Err(ChainBreakKind::EventChanged { seq: seq - 1 }),
    }
}

fn end_break(head: &Head, last: u32, digest: Sha256Digest) -> Option<ChainBreakKind> {
    if last < head.event_count {
        return Some(ChainBreakKind::EventMissing { seq: last + 1 });
    }
    if last > head.event_count {
        return Some(ChainBreakKind::EventUnknown { seq: head.event_count + 1 });
    }
    (digest != head.digest).then_some(ChainBreakKind::EndChanged)
}

/// The digest an event carries.
pub(crate) fn event_digest(
    envelope: &EnvelopeId,
    seq: u32,
    at: i64,
    event: &str,
    previous: &[u8],
) -> Sha256Digest {
    let mut digest = Canonical::new(b"paraphe audit event, form 1");
    digest.part(envelope.to_string().as_bytes());
    digest.part(&seq.to_be_bytes());
    digest.part(&at.to_be_bytes());
    digest.part(event.as_bytes());
    digest.part(previous);
    digest.finish()
}

/// The digest the first event is chained to: the content as its rows hold it, columns named one by one so that a
/// column added later does not break old chains.
pub(crate) fn content_digest(
    connection: &Connection,
    id: &EnvelopeId,
    row: i64,
) -> Result<Sha256Digest, HistoryError> {
    let mut digest = Canonical::new(b"paraphe envelope content, form 1");
    digest.part(id.to_string().as_bytes());
    for sql in CONTENT_FORM_1 {
        feed_rows(connection, sql, row, &mut digest)?;
    }
    if envelope::has_options(connection, row)? {
        feed_rows(connection, OPTIONS_FORM_1, row, &mut digest)?;
    }
    if field::has_words(connection, row)? {
        feed_rows(connection, FIELD_WORDS_FORM_1, row, &mut digest)?;
    }
    Ok(digest.finish())
}

fn feed_rows(
    connection: &Connection,
    sql: &str,
    row: i64,
    digest: &mut Canonical,
) -> Result<(), HistoryError> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(named_params! { ":row": row })?;
    while let Some(row) = rows.next()? {
        digest.part(b"row");
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => digest.part(b"null"),
                ValueRef::Integer(number) => digest.part(&number.to_be_bytes()),
                ValueRef::Real(number) => digest.part(&number.to_bits().to_be_bytes()),
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => digest.part(bytes),
            }
        }
    }
    digest.part(b"end");
    Ok(())
}

/// SHA-256 over parts that each carry their length, so that no two lists of parts give the same bytes.
struct Canonical(Sha256);

impl Canonical {
    fn new(form: &[u8]) -> Self {
        let mut canonical = Self(Sha256::new());
        canonical.part(form);
        canonical
    }

    fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    fn finish(self) -> Sha256Digest {
        Sha256Digest(self.0.finalize().into())
    }
}

/// Fed only where there are any: older envelopes keep the digest they had.
const OPTIONS_FORM_1: &str = "SELECT options FROM envelope WHERE row = :row";

/// What is asked and printed in fields; fed only where a field says anything, for the same reason.
const FIELD_WORDS_FORM_1: &str =
    "SELECT label, required, in_group FROM field WHERE envelope = :row ORDER BY position";

const CONTENT_FORM_1: [&str; 4] = [
    "SELECT title, message, language, created_at FROM envelope WHERE row = :row",
    "SELECT id, role, first_name, last_name, email, mobile, language, authentication, routing_order, delivery
     FROM recipient WHERE envelope = :row ORDER BY position",
    "SELECT id, name, sha256, byte_size, pages FROM document WHERE envelope = :row ORDER BY position",
    "SELECT id, recipient, document, kind, page, x, y, width, height
     FROM field WHERE envelope = :row ORDER BY position",
];

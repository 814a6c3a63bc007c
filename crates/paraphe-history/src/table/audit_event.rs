//! `audit_event`: what happened to an envelope. Rows are only ever added; each carries the digest of the one before.

use paraphe_envelope::AuditEvent;
use rusqlite::{Connection, Row, named_params};

use super::Cell;
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE audit_event (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (envelope, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_event_is_never_changed BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_event_has_one_successor BEFORE INSERT ON audit_event
WHEN NEW.seq <> (SELECT event_count + 1 FROM envelope WHERE row = NEW.envelope)
BEGIN SELECT RAISE(ABORT, 'audit events are added in order'); END;
",
}];

/// An event as it lies in the table, nothing about it checked; `event` is the JSON text its digest was made over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEvent {
    /// From 1, without gaps.
    pub(crate) seq: u32,
    /// Milliseconds since 1970, UTC.
    pub(crate) at: i64,
    pub(crate) event: String,
    pub(crate) previous: Vec<u8>,
    pub(crate) digest: Vec<u8>,
}

pub(crate) fn insert(
    connection: &Connection,
    envelope: i64,
    event: &StoredEvent,
) -> Result<(), HistoryError> {
    let sql = "INSERT INTO audit_event VALUES (:envelope, :seq, :at, :event, :previous, :digest)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":envelope": envelope,
        ":seq": event.seq,
        ":at": event.at,
        ":event": event.event,
        ":previous": event.previous,
        ":digest": event.digest,
    })?;
    Ok(())
}

/// The events as stored, by number.
pub(crate) fn stored(connection: &Connection, envelope: i64) -> Result<Vec<StoredEvent>, HistoryError> {
    each(connection, envelope, |row| {
        let cell = |column| Cell::new(row, "audit_event", column);
        Ok(StoredEvent {
            seq: cell("seq").value()?,
            at: cell("at").value()?,
            event: cell("event").value()?,
            previous: cell("previous").value()?,
            digest: cell("digest").value()?,
        })
    })
}

/// The events in the domain's terms, oldest first.
pub(crate) fn of(connection: &Connection, envelope: i64) -> Result<Vec<AuditEvent>, HistoryError> {
    each(connection, envelope, |row| Cell::new(row, "audit_event", "event").json())
}

fn each<T>(
    connection: &Connection,
    envelope: i64,
    read: impl Fn(&Row<'_>) -> Result<T, HistoryError>,
) -> Result<Vec<T>, HistoryError> {
    let sql = "SELECT * FROM audit_event WHERE envelope = :envelope ORDER BY seq";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":envelope": envelope })?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(read(row)?);
    }
    Ok(events)
}

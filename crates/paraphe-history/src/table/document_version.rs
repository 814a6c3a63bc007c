//! `document_version`: which envelope a document's bytes belong to, original or as signed, so that a file somebody brings
//! back is recognised by its digest.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeContent, EnvelopeId, Sha256Digest};
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::Cell;
use crate::error::HistoryError;
use crate::history::History;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE document_version (
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    PRIMARY KEY (sha256, envelope)
) STRICT, WITHOUT ROWID;
",
}];

impl History {
    /// The newest envelope that holds a document with these bytes, as sent or as signed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn envelope_with_document(&self, sha256: &Sha256Digest) -> Result<Option<EnvelopeId>, HistoryError> {
        let sql = "SELECT envelope.id FROM document_version JOIN envelope ON envelope.row = document_version.envelope
                   WHERE sha256 = :sha256 ORDER BY envelope.row DESC LIMIT 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let found = statement.query_row(named_params! { ":sha256": sha256.0 }, |row| {
            Ok(Cell::new(row, "envelope", "id").parse())
        });
        found.optional()?.transpose()
    }

    /// How many envelopes hold a document with these bytes.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn count_with_document(&self, sha256: &Sha256Digest) -> Result<u32, HistoryError> {
        let sql = "SELECT count(DISTINCT envelope) FROM document_version WHERE sha256 = :sha256";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(named_params! { ":sha256": sha256.0 }, |row| row.get(0))?)
    }
}

/// Every recorded version with its envelope, the oldest envelope first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(EnvelopeId, Sha256Digest)>, HistoryError> {
    let sql = "SELECT envelope.id, document_version.sha256 FROM document_version
               JOIN envelope ON envelope.row = document_version.envelope ORDER BY envelope.row, sha256";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        let sha256 = Cell::new(row, "document_version", "sha256").value()?;
        versions.push((Cell::new(row, "envelope", "id").parse()?, Sha256Digest(sha256)));
    }
    Ok(versions)
}

pub(crate) fn insert_originals(
    connection: &Connection,
    row: i64,
    content: &EnvelopeContent,
) -> Result<(), HistoryError> {
    content.documents.iter().try_for_each(|document| insert(connection, row, &document.sha256))
}

pub(crate) fn insert_signed(
    connection: &Connection,
    row: i64,
    event: &AuditEvent,
) -> Result<(), HistoryError> {
    if let AuditEventKind::Signed { documents, .. } | AuditEventKind::Timestamped { documents } = &event.kind
    {
        return documents.iter().try_for_each(|(_, sha256)| insert(connection, row, sha256));
    }
    if let AuditEventKind::Downloaded { document: Some(_), sha256, .. } = &event.kind {
        return insert(connection, row, sha256);
    }
    Ok(())
}

fn insert(connection: &Connection, row: i64, sha256: &Sha256Digest) -> Result<(), HistoryError> {
    let sql = "INSERT OR IGNORE INTO document_version VALUES (:sha256, :envelope)";
    let values = named_params! { ":sha256": sha256.0, ":envelope": row };
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

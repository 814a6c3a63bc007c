//! `evidence`: the evidence file of each signature made at this computer, as it was embedded in the documents. Never
//! changed, never deleted.

use paraphe_envelope::{EnvelopeId, RecipientId, Sha256Digest, Timestamp};
use rusqlite::{Connection, named_params};

use super::Cell;
use crate::error::HistoryError;
use crate::history::History;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 3,
    sql: "
CREATE TABLE evidence (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    recipient TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    file TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (envelope, recipient)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_is_never_changed BEFORE UPDATE ON evidence
BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;
CREATE TRIGGER evidence_is_never_deleted BEFORE DELETE ON evidence
BEGIN SELECT raise(ABORT, 'evidence is never deleted'); END;
",
}];

/// The evidence file of one signer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Who signed.
    pub recipient: RecipientId,
    /// The digest of the file's bytes.
    pub sha256: Sha256Digest,
    /// The file: canonical JSON.
    pub file: String,
    /// When it was made.
    pub made_at: Timestamp,
}

impl History {
    /// The evidence files of an envelope, in the order of signing.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn evidence(&self, envelope: &EnvelopeId) -> Result<Vec<EvidenceRow>, HistoryError> {
        let sql = "SELECT evidence.* FROM evidence JOIN envelope ON envelope.row = evidence.envelope
                   WHERE envelope.id = :id ORDER BY made_at, recipient";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":id": envelope.to_string() })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let cell = |column| Cell::new(row, "evidence", column);
            found.push(EvidenceRow {
                recipient: cell("recipient").parse()?,
                sha256: Sha256Digest(cell("sha256").value()?),
                file: cell("file").value()?,
                made_at: Timestamp::from_millis(cell("made_at").value()?),
            });
        }
        Ok(found)
    }
}

/// Notes the evidence of a signature, in the transaction that records the signature.
pub(crate) fn insert(connection: &Connection, envelope: i64, row: &EvidenceRow) -> Result<(), HistoryError> {
    let sql = "INSERT INTO evidence VALUES (:envelope, :recipient, :sha256, :file, :made_at)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":envelope": envelope,
        ":recipient": row.recipient.to_string(),
        ":sha256": row.sha256.0,
        ":file": row.file,
        ":made_at": row.made_at.as_millis(),
    })?;
    Ok(())
}

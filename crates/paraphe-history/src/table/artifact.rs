//! `artifact`: results fetched from providers; their bytes lie in the vault.

use paraphe_envelope::{DocumentId, EnvelopeId, Sha256Digest, Timestamp};
use rusqlite::{Connection, named_params};

use super::Cell;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 2,
    sql: "
CREATE TABLE artifact (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    dispatch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    name TEXT NOT NULL,
    document TEXT,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (envelope, dispatch, kind, sha256)
) STRICT, WITHOUT ROWID;
",
}];

/// A result fetched from a provider, or given by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtifactRow {
    /// The dispatch it came of.
    pub dispatch: u32,
    /// What it is, in the providers' vocabulary.
    pub kind: String,
    /// The digest of its bytes in the vault.
    pub sha256: Sha256Digest,
    /// Its file name.
    pub name: String,
    /// The document it is, where it is one.
    pub document: Option<DocumentId>,
    /// When it was fetched.
    pub fetched_at: Timestamp,
}

/// What makes a result one that is there already.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AlreadyThere {
    /// The same file of the same dispatch.
    File,
    /// Any file of this kind of the same dispatch but these, which are out of date: some services make it anew each time it is
    /// fetched.
    KindBut(Vec<Sha256Digest>),
}

impl AlreadyThere {
    pub(crate) fn is(&self, known: &ArtifactRow, row: &ArtifactRow) -> bool {
        let is_of_kind = (known.dispatch, &known.kind) == (row.dispatch, &row.kind);
        is_of_kind
            && match self {
                Self::File => known.sha256 == row.sha256,
                Self::KindBut(outdated) => !outdated.contains(&known.sha256),
            }
    }
}

impl History {
    /// Notes fetched results; one that is there already stays as it is.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_artifacts(&mut self, envelope: &EnvelopeId, rows: &[ArtifactRow]) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| insert_all(transaction, envelope, rows))
    }

    /// The results of an envelope, the first fetched first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn artifacts(&self, envelope: &EnvelopeId) -> Result<Vec<ArtifactRow>, HistoryError> {
        of(self.connection(), envelope)
    }
}

/// The results of an envelope, the first fetched first.
pub(crate) fn of(connection: &Connection, envelope: &EnvelopeId) -> Result<Vec<ArtifactRow>, HistoryError> {
    let sql = "SELECT artifact.* FROM artifact JOIN envelope ON envelope.row = artifact.envelope
               WHERE envelope.id = :id ORDER BY fetched_at, dispatch, kind, name";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":id": envelope.to_string() })?;
    let mut artifacts = Vec::new();
    while let Some(row) = rows.next()? {
        let cell = |column| Cell::new(row, "artifact", column);
        artifacts.push(ArtifactRow {
            dispatch: cell("dispatch").value()?,
            kind: cell("kind").value()?,
            sha256: Sha256Digest(cell("sha256").value()?),
            name: cell("name").value()?,
            document: cell("document").parse_some()?,
            fetched_at: Timestamp::from_millis(cell("fetched_at").value()?),
        });
    }
    Ok(artifacts)
}

/// One that is there already stays as it is.
pub(crate) fn insert_all(
    connection: &Connection,
    envelope: &EnvelopeId,
    rows: &[ArtifactRow],
) -> Result<(), HistoryError> {
    let sql = "INSERT OR IGNORE INTO artifact VALUES ((SELECT row FROM envelope WHERE id = :id), :dispatch,
                   :kind, :sha256, :name, :document, :fetched_at)";
    let mut statement = connection.prepare_cached(sql)?;
    for row in rows {
        statement.execute(named_params! {
            ":id": envelope.to_string(),
            ":dispatch": row.dispatch,
            ":kind": row.kind,
            ":sha256": row.sha256.0,
            ":name": row.name,
            ":document": row.document.as_ref().map(ToString::to_string),
            ":fetched_at": row.fetched_at.as_millis(),
        })?;
    }
    Ok(())
}

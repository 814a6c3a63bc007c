//! `document`: the PDFs of an envelope; their bytes lie in the vault.

use paraphe_envelope::{Document, Sha256Digest};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, json};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE document (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    byte_size INTEGER NOT NULL,
    pages TEXT NOT NULL,
    PRIMARY KEY (envelope, position),
    UNIQUE (envelope, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER document_is_fixed BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'the content of an envelope is fixed'); END;
",
}];

pub(crate) fn insert_all(
    connection: &Connection,
    envelope: i64,
    documents: &[Document],
) -> Result<(), HistoryError> {
    let sql = "INSERT INTO document VALUES (:envelope, :position, :id, :name, :sha256, :byte_size, :pages)";
    let mut statement = connection.prepare_cached(sql)?;
    for (position, document) in documents.iter().enumerate() {
        statement.execute(named_params! {
            ":envelope": envelope,
            ":position": position,
            ":id": document.id.to_string(),
            ":name": document.name,
            ":sha256": document.sha256.0,
            ":byte_size": document.byte_size,
            ":pages": json(&document.pages),
        })?;
    }
    Ok(())
}

pub(crate) fn of(connection: &Connection, envelope: i64) -> Result<Vec<Document>, HistoryError> {
    let sql = "SELECT * FROM document WHERE envelope = :envelope ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":envelope": envelope })?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(read(row)?);
    }
    Ok(documents)
}

fn read(row: &Row<'_>) -> Result<Document, HistoryError> {
    let cell = |column| Cell::new(row, "document", column);
    Ok(Document {
        id: cell("id").parse()?,
        name: cell("name").value()?,
        sha256: Sha256Digest(cell("sha256").value()?),
        byte_size: cell("byte_size").value()?,
        pages: cell("pages").json()?,
    })
}

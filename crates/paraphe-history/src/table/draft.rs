//! `draft` and `draft_document`: drafts as they stand after their last operation.
//!
//! The documents are rows of their own because the geometry of a thousand pages is a hundred kilobytes that must not be
//! written again each time a box moves by a point.

use paraphe_envelope::{Document, Draft, DraftId, Timestamp};
use rusqlite::{Connection, named_params};

use super::{Cell, duplicate, json};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE draft (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;
CREATE TABLE draft_document (
    draft INTEGER NOT NULL REFERENCES draft (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT, WITHOUT ROWID;
",
}];

/// A draft, where it is stored and when it was last changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredDraft {
    pub(crate) row: i64,
    pub(crate) draft: Draft,
    pub(crate) changed_at: Timestamp,
}

pub(crate) fn insert(connection: &Connection, draft: &Draft) -> Result<(), HistoryError> {
    let sql = "INSERT INTO draft (id, content, created_at, changed_at)
               VALUES (:id, :content, :created_at, :created_at)";
    connection
        .prepare_cached(sql)?
        .execute(named_params! {
            ":id": draft.id.to_string(),
            ":content": content(draft),
            ":created_at": draft.created_at.as_millis(),
        })
        .map_err(|error| duplicate(error, &draft.id))?;
    insert_documents(connection, connection.last_insert_rowid(), &draft.documents)
}

pub(crate) fn update(
    connection: &Connection,
    before: &StoredDraft,
    draft: &Draft,
    at: Timestamp,
) -> Result<(), HistoryError> {
    let sql = "UPDATE draft SET content = :content, changed_at = :at WHERE row = :row";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":content": content(draft),
        ":at": at.as_millis(),
        ":row": before.row,
    })?;
    if before.draft.documents == draft.documents {
        return Ok(());
    }
    let mut statement = connection.prepare_cached("DELETE FROM draft_document WHERE draft = :row")?;
    statement.execute(named_params! { ":row": before.row })?;
    insert_documents(connection, before.row, &draft.documents)
}

/// A draft. An earlier version marked deleted ones instead of removing them: those are gone as well.
pub(crate) fn read(connection: &Connection, id: &DraftId) -> Result<StoredDraft, HistoryError> {
    let sql = "SELECT * FROM draft WHERE id = :id AND deleted_at IS NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":id": id.as_str() })?;
    let row = rows.next()?.ok_or_else(|| HistoryError::DraftMissing(id.clone()))?;
    let cell = |column| Cell::new(row, "draft", column);
    let number: i64 = cell("row").value()?;
    let mut draft: Draft = cell("content").json()?;
    draft.documents = documents(connection, number)?;
    Ok(StoredDraft { row: number, draft, changed_at: Timestamp::from_millis(cell("changed_at").value()?) })
}

/// The ids of the drafts that were not deleted, the last changed first.
pub(crate) fn ids(connection: &Connection) -> Result<Vec<DraftId>, HistoryError> {
    let sql = "SELECT id FROM draft WHERE deleted_at IS NULL ORDER BY changed_at DESC, row DESC";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(Cell::new(row, "draft", "id").parse()?);
    }
    Ok(ids)
}

/// Removes a draft with all its operations, for good.
pub(crate) fn remove(connection: &Connection, row: i64) -> Result<(), HistoryError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE row = :row")?
        .execute(named_params! { ":row": row })?;
    Ok(())
}

fn content(draft: &Draft) -> String {
    json(&Draft { documents: Vec::new(), ..draft.clone() })
}

fn insert_documents(connection: &Connection, draft: i64, documents: &[Document]) -> Result<(), HistoryError> {
    let mut statement =
        connection.prepare_cached("INSERT INTO draft_document VALUES (:draft, :position, :document)")?;
    for (position, document) in documents.iter().enumerate() {
        let document = json(document);
        statement.execute(named_params! { ":draft": draft, ":position": position, ":document": document })?;
    }
    Ok(())
}

fn documents(connection: &Connection, draft: i64) -> Result<Vec<Document>, HistoryError> {
    let sql = "SELECT document FROM draft_document WHERE draft = :draft ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":draft": draft })?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(Cell::new(row, "draft_document", "document").json()?);
    }
    Ok(documents)
}

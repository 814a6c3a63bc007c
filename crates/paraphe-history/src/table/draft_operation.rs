//! `draft_operation`: what was done to each draft, one row per operation, so that undo survives a restart.

use paraphe_envelope::{DraftOperation, Timestamp};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, json};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE draft_operation (
    draft INTEGER NOT NULL REFERENCES draft (row) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    operation TEXT NOT NULL,
    inverse TEXT NOT NULL,
    merge_key TEXT,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    PRIMARY KEY (draft, seq)
) STRICT, WITHOUT ROWID;
",
}];

/// An operation that was done, and possibly undone again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StoredOperation {
    pub(crate) seq: i64,
    pub(crate) operation: DraftOperation,
    pub(crate) inverse: DraftOperation,
    pub(crate) merge_key: Option<String>,
    pub(crate) at: Timestamp,
}

/// How many operations can be undone and redone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoDepth {
    /// Operations that can be undone.
    pub undo: u32,
    /// Operations that were undone and can be done again.
    pub redo: u32,
}

/// The operation that undo would take back.
pub(crate) fn last_done(
    connection: &Connection,
    draft: i64,
) -> Result<Option<StoredOperation>, HistoryError> {
    let sql = "SELECT * FROM draft_operation WHERE draft = :draft AND undone = 0 ORDER BY seq DESC LIMIT 1";
    one(connection, sql, draft)
}

/// When the last operation was done that is not dated later than this.
pub(crate) fn last_until(
    connection: &Connection,
    draft: i64,
    at: Timestamp,
) -> Result<Option<Timestamp>, HistoryError> {
    let sql = "SELECT max(at) FROM draft_operation WHERE draft = :draft AND at <= :at";
    let mut statement = connection.prepare_cached(sql)?;
    let found: Option<i64> =
        statement.query_row(named_params! { ":draft": draft, ":at": at.as_millis() }, |row| row.get(0))?;
    Ok(found.map(Timestamp::from_millis))
}

/// The operation that redo would do again.
pub(crate) fn first_undone(
    connection: &Connection,
    draft: i64,
) -> Result<Option<StoredOperation>, HistoryError> {
    let sql = "SELECT * FROM draft_operation WHERE draft = :draft AND undone = 1 ORDER BY seq LIMIT 1";
    one(connection, sql, draft)
}

/// Adds an operation, or replaces the one with the same number.
pub(crate) fn put(connection: &Connection, draft: i64, stored: &StoredOperation) -> Result<(), HistoryError> {
    let sql = "INSERT OR REPLACE INTO draft_operation
               VALUES (:draft, :seq, :operation, :inverse, :merge_key, :at, 0)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":draft": draft,
        ":seq": stored.seq,
        ":operation": json(&stored.operation),
        ":inverse": json(&stored.inverse),
        ":merge_key": stored.merge_key,
        ":at": stored.at.as_millis(),
    })?;
    Ok(())
}

pub(crate) fn mark(
    connection: &Connection,
    draft: i64,
    seq: i64,
    undone: Undone,
) -> Result<(), HistoryError> {
    let sql = "UPDATE draft_operation SET undone = :undone WHERE draft = :draft AND seq = :seq";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":undone": undone == Undone::Yes,
        ":draft": draft,
        ":seq": seq,
    })?;
    Ok(())
}

/// Whether an operation was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undone {
    No,
    Yes,
}

/// What was undone can no longer be redone once something else was done.
pub(crate) fn forget_undone(connection: &Connection, draft: i64) -> Result<(), HistoryError> {
    let mut statement =
        connection.prepare_cached("DELETE FROM draft_operation WHERE draft = :draft AND undone = 1")?;
    statement.execute(named_params! { ":draft": draft })?;
    Ok(())
}

/// Forgets the operations too old to be undone.
pub(crate) fn forget_up_to(connection: &Connection, draft: i64, seq: i64) -> Result<(), HistoryError> {
    let mut statement =
        connection.prepare_cached("DELETE FROM draft_operation WHERE draft = :draft AND seq <= :seq")?;
    statement.execute(named_params! { ":draft": draft, ":seq": seq })?;
    Ok(())
}

pub(crate) fn depth(connection: &Connection, draft: i64) -> Result<UndoDepth, HistoryError> {
    let sql = "SELECT count(*) FILTER (WHERE undone = 0), count(*) FILTER (WHERE undone = 1)
               FROM draft_operation WHERE draft = :draft";
    let depth = connection.prepare_cached(sql)?.query_row(named_params! { ":draft": draft }, |row| {
        Ok(UndoDepth { undo: row.get(0)?, redo: row.get(1)? })
    });
    Ok(depth?)
}

fn one(connection: &Connection, sql: &str, draft: i64) -> Result<Option<StoredOperation>, HistoryError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":draft": draft })?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<StoredOperation, HistoryError> {
    let cell = |column| Cell::new(row, "draft_operation", column);
    Ok(StoredOperation {
        seq: cell("seq").value()?,
        operation: cell("operation").json()?,
        inverse: cell("inverse").json()?,
        merge_key: cell("merge_key").value()?,
        at: Timestamp::from_millis(cell("at").value()?),
    })
}

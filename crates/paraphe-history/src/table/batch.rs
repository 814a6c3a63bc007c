//! `batch` and `batch_line`: requests made from the rows of one table. A line without an envelope has not been sent.

use paraphe_envelope::{BatchId, EnvelopeId, EnvelopeStatus, RecipientStatus, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::{Cell, duplicate, word};
use crate::error::HistoryError;
use crate::migration::Migration;
use crate::people_text;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "
CREATE TABLE batch (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    account TEXT NOT NULL,
    pattern TEXT NOT NULL,
    document_count INTEGER NOT NULL,
    state TEXT NOT NULL,
    trouble TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE batch_line (
    batch TEXT NOT NULL REFERENCES batch (id),
    number INTEGER NOT NULL,
    cells TEXT NOT NULL,
    trouble TEXT,
    envelope TEXT UNIQUE,
    PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_line_unsent ON batch_line (batch) WHERE envelope IS NULL;
CREATE TRIGGER batch_line_is_sent_once BEFORE UPDATE OF envelope ON batch_line WHEN OLD.envelope IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a line is sent once'); END;
",
}];

/// How far the sending of a batch has come, as it was last written down.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Nothing more will be sent by itself: every line has been tried.
    Done,
    /// A person, or something that concerns every line, keeps the next line from leaving.
    Paused,
    /// Line after line leaves, or did until the program ended.
    Running,
    /// A person has said that the lines that have not left never will.
    Stopped,
}

/// A batch without its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchRow {
    /// Its identifier.
    pub id: BatchId,
    /// Its title in the list.
    pub title: String,
    /// The account it is sent with.
    pub account: String,
    /// What its requests have in common; written and read by whoever made the batch.
    pub pattern: String,
    /// How many documents each of its requests has.
    pub document_count: u32,
    /// How far its sending has come.
    pub state: BatchState,
    /// What concerns every line and keeps them from leaving, where something does; as its maker wrote it.
    pub trouble: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its sending last changed.
    pub changed_at: Timestamp,
}

/// A line of a batch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BatchLine {
    /// Its number within the batch, from 1.
    pub number: u32,
    /// What stands in it.
    pub cells: Vec<String>,
    /// What keeps it from leaving, where something does; as the maker of the batch wrote it.
    pub trouble: Option<String>,
    /// The envelope it became.
    pub envelope: Option<EnvelopeId>,
}

/// An envelope of a batch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BatchEnvelope {
    /// Which.
    pub id: EnvelopeId,
    /// How far it has come.
    pub status: EnvelopeStatus,
    /// How far each of its people has come.
    pub people: Vec<RecipientStatus>,
}

/// How the lines of a batch stand.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct BatchCounts {
    /// All lines.
    pub lines: u32,
    /// Lines that have not left and can.
    pub waiting: u32,
    /// Lines that have not left because something has to be put right.
    pub to_correct: u32,
    /// Envelopes that are with their people, or wait for the network.
    pub open: u32,
    /// Envelopes everybody has signed.
    pub completed: u32,
    /// Envelopes that failed, or of which nobody knows whether they left.
    pub failed: u32,
    /// Envelopes that were refused, taken back, or have expired.
    pub closed: u32,
}

pub(crate) fn insert(connection: &Connection, batch: &BatchRow) -> Result<(), HistoryError> {
    let sql = "INSERT INTO batch VALUES (:id, :title, :account, :pattern, :document_count, :state, :trouble,
               :created_at, :changed_at)";
    connection
        .prepare_cached(sql)?
        .execute(named_params! {
            ":id": batch.id.as_str(),
            ":title": batch.title,
            ":account": batch.account,
            ":pattern": batch.pattern,
            ":document_count": batch.document_count,
            ":state": word(&batch.state),
            ":trouble": batch.trouble,
            ":created_at": batch.created_at.as_millis(),
            ":changed_at": batch.changed_at.as_millis(),
        })
        .map_err(|error| duplicate(error, &batch.id))?;
    Ok(())
}

pub(crate) fn insert_line(
    connection: &Connection,
    batch: &BatchId,
    line: &BatchLine,
) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO batch_line (batch, number, cells, trouble) VALUES (:batch, :number, :cells, :trouble)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":batch": batch.as_str(),
        ":number": line.number,
        ":cells": super::json(&line.cells),
        ":trouble": line.trouble,
    })?;
    Ok(())
}

pub(crate) fn read(connection: &Connection, id: &BatchId) -> Result<BatchRow, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT * FROM batch WHERE id = :id")?;
    let mut rows = statement.query(named_params! { ":id": id.as_str() })?;
    let row = rows.next()?.ok_or_else(|| HistoryError::BatchMissing(id.clone()))?;
    let cell = |column| Cell::new(row, "batch", column);
    Ok(BatchRow {
        id: cell("id").parse()?,
        title: cell("title").value()?,
        account: cell("account").value()?,
        pattern: cell("pattern").value()?,
        document_count: cell("document_count").value()?,
        state: cell("state").word()?,
        trouble: cell("trouble").value()?,
        created_at: Timestamp::from_millis(cell("created_at").value()?),
        changed_at: Timestamp::from_millis(cell("changed_at").value()?),
    })
}

/// All lines, in order.
pub(crate) fn lines(connection: &Connection, id: &BatchId) -> Result<Vec<BatchLine>, HistoryError> {
    let sql = "SELECT * FROM batch_line WHERE batch = :batch ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":batch": id.as_str() })?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(line(row)?);
    }
    Ok(lines)
}

pub(crate) fn one_line(
    connection: &Connection,
    id: &BatchId,
    number: u32,
) -> Result<Option<BatchLine>, HistoryError> {
    let sql = "SELECT * FROM batch_line WHERE batch = :batch AND number = :number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":batch": id.as_str(), ":number": number })?;
    rows.next()?.map(line).transpose()
}

fn line(row: &Row<'_>) -> Result<BatchLine, HistoryError> {
    let cell = |column| Cell::new(row, "batch_line", column);
    Ok(BatchLine {
        number: cell("number").value()?,
        cells: cell("cells").json()?,
        trouble: cell("trouble").value()?,
        envelope: cell("envelope").parse_some()?,
    })
}

/// Notes the envelope a line has become.
pub(crate) fn link(
    connection: &Connection,
    batch: &BatchId,
    number: u32,
    envelope: &EnvelopeId,
) -> Result<(), HistoryError> {
    let sql = "UPDATE batch_line SET envelope = :envelope, trouble = NULL
               WHERE batch = :batch AND number = :number AND envelope IS NULL";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":batch": batch.as_str(),
        ":number": number,
        ":envelope": envelope.as_str(),
    })?;
    // It has been sent already, perhaps by another window.
    if changed == 1 { Ok(()) } else { Err(HistoryError::Duplicate(format!("{batch}.{number}"))) }
}

/// Writes what stands in a line that has not left; gives whether there was one.
pub(crate) fn rewrite(
    connection: &Connection,
    batch: &BatchId,
    line: &BatchLine,
) -> Result<bool, HistoryError> {
    let sql = "UPDATE batch_line SET cells = :cells, trouble = :trouble
               WHERE batch = :batch AND number = :number AND envelope IS NULL";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":batch": batch.as_str(),
        ":number": line.number,
        ":cells": super::json(&line.cells),
        ":trouble": line.trouble,
    })?;
    Ok(changed == 1)
}

pub(crate) fn set_state(
    connection: &Connection,
    id: &BatchId,
    (state, trouble): (BatchState, Option<&str>),
    at: Timestamp,
) -> Result<(), HistoryError> {
    // What a person has stopped stays so, whoever writes later.
    let sql =
        "UPDATE batch SET state = iif(state = 'stopped', state, :state), trouble = :trouble, changed_at = :at
        WHERE id = :id";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":id": id.as_str(),
        ":state": word(&state),
        ":trouble": trouble,
        ":at": at.as_millis(),
    })?;
    if changed == 1 { Ok(()) } else { Err(HistoryError::BatchMissing(id.clone())) }
}

/// The batch an envelope belongs to, and the number of its line.
pub(crate) fn of_envelope(
    connection: &Connection,
    id: &EnvelopeId,
) -> Result<Option<(BatchId, u32)>, HistoryError> {
    let sql = "SELECT batch, number FROM batch_line WHERE envelope = :id";
    let mut statement = connection.prepare_cached(sql)?;
    let found: Option<(String, u32)> = statement
        .query_row(named_params! { ":id": id.as_str() }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(id, number)| Ok((id.parse().map_err(|_| unreadable(&id))?, number))).transpose()
}

/// Whether a line has become an envelope, whatever became of that.
pub(crate) fn has_left(connection: &Connection, id: &BatchId) -> Result<bool, HistoryError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM batch_line WHERE batch = :batch AND envelope IS NOT NULL)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(named_params! { ":batch": id.as_str() }, |row| row.get(0))?)
}

/// Removes the lines that have not left.
pub(crate) fn remove_unsent(connection: &Connection, id: &BatchId) -> Result<(), HistoryError> {
    let sql = "DELETE FROM batch_line WHERE batch = :batch AND envelope IS NULL";
    connection.prepare_cached(sql)?.execute(named_params! { ":batch": id.as_str() })?;
    Ok(())
}

/// Removes a batch with its lines, for good.
pub(crate) fn remove(connection: &Connection, id: &BatchId) -> Result<(), HistoryError> {
    for sql in ["DELETE FROM batch_line WHERE batch = :id", "DELETE FROM batch WHERE id = :id"] {
        connection.prepare_cached(sql)?.execute(named_params! { ":id": id.as_str() })?;
    }
    Ok(())
}

fn unreadable(found: &str) -> HistoryError {
    HistoryError::RowUnreadable { table: "batch_line", column: "batch", detail: found.to_owned() }
}

/// How the lines stand: those that have left by the status of their envelopes.
pub(crate) fn counts(connection: &Connection, id: &BatchId) -> Result<BatchCounts, HistoryError> {
    let unsent = "SELECT count(*), count(trouble) FROM batch_line WHERE batch = :batch AND envelope IS NULL";
    let mut statement = connection.prepare_cached(unsent)?;
    let (unsent, to_correct): (u32, u32) =
        statement.query_row(named_params! { ":batch": id.as_str() }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut counts =
        BatchCounts { lines: unsent, waiting: unsent - to_correct, to_correct, ..Default::default() };
    for (status, count) in statuses_of(connection, id)? {
        counts.lines += count;
        let place = match Counted::of(status) {
            Counted::Closed => &mut counts.closed,
            Counted::Completed => &mut counts.completed,
            Counted::Failed => &mut counts.failed,
            Counted::Open => &mut counts.open,
        };
        *place += count;
    }
    Ok(counts)
}

/// As what an envelope of a batch is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Counted {
    Closed,
    Completed,
    Failed,
    Open,
}

impl Counted {
    /// Of this status.
    pub(crate) fn of(status: EnvelopeStatus) -> Self {
        match status {
            EnvelopeStatus::Completed => Self::Completed,
            EnvelopeStatus::Failed | EnvelopeStatus::Uncertain => Self::Failed,
            EnvelopeStatus::Declined | EnvelopeStatus::Expired | EnvelopeStatus::Voided => Self::Closed,
            EnvelopeStatus::InProgress | EnvelopeStatus::Sending | EnvelopeStatus::Sent => Self::Open,
        }
    }
}

/// The batch a row of the listing belongs to.
pub(crate) fn of_row(connection: &Connection, row: i64) -> Result<Option<BatchId>, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT batch FROM listing WHERE row = :row")?;
    let mut rows = statement.query(named_params! { ":row": row })?;
    match rows.next()? {
        Some(row) => Cell::new(row, "listing", "batch").parse_some(),
        None => Ok(None),
    }
}

/// How many envelopes of a batch have which status.
fn statuses_of(connection: &Connection, batch: &BatchId) -> Result<Vec<(EnvelopeStatus, u32)>, HistoryError> {
    let sql = "SELECT status, count(*) AS count FROM listing WHERE batch = :batch GROUP BY status";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":batch": batch.as_str() })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cell = |column| Cell::new(row, "listing", column);
        found.push((cell("status").word()?, cell("count").value()?));
    }
    Ok(found)
}

/// The envelopes of a batch, each with its status and those of its people.
pub(crate) fn envelopes_of(
    connection: &Connection,
    batch: &BatchId,
) -> Result<Vec<BatchEnvelope>, HistoryError> {
    let mut statement =
        connection.prepare_cached("SELECT subject, status, people FROM listing WHERE batch = :batch")?;
    let mut rows = statement.query(named_params! { ":batch": batch.as_str() })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cell = |column| Cell::new(row, "listing", column);
        let people = cell("people");
        let listed =
            people_text::read(people.text()?).ok_or_else(|| people.unreadable(&"not a list of people"))?;
        found.push(BatchEnvelope {
            id: cell("subject").parse()?,
            status: cell("status").word()?,
            people: listed.into_iter().map(|person| person.status).collect(),
        });
    }
    Ok(found)
}

/// When something last happened to an envelope of a batch that is not dated later than this.
pub(crate) fn last_until(
    connection: &Connection,
    batch: &BatchId,
    at: Timestamp,
) -> Result<Option<Timestamp>, HistoryError> {
    let sql = "SELECT max(changed_at) FROM listing WHERE batch = :batch AND changed_at <= :at";
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! { ":batch": batch.as_str(), ":at": at.as_millis() };
    let found: Option<i64> = statement.query_row(parameters, |row| row.get(0))?;
    Ok(found.map(Timestamp::from_millis))
}

/// When something last happened to an envelope of a batch (ms since 1970).
pub(crate) fn newest_of(connection: &Connection, batch: &BatchId) -> Result<Option<i64>, HistoryError> {
    let mut statement =
        connection.prepare_cached("SELECT max(changed_at) FROM listing WHERE batch = :batch")?;
    Ok(statement.query_row(named_params! { ":batch": batch.as_str() }, |row| row.get(0))?)
}

//! `envelope`: what was fixed when a draft became an envelope, and the head of its audit trail.

use paraphe_envelope::{EnvelopeContent, EnvelopeId, EnvelopeOptions, Sha256Digest, Timestamp};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, document, duplicate, field, json, recipient, word};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
    version: 1,
    sql: "
CREATE TABLE envelope (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    event_count INTEGER NOT NULL,
    chain_head BLOB NOT NULL
) STRICT;
CREATE TRIGGER envelope_content_is_fixed BEFORE UPDATE OF row, id, title, message, language, created_at ON envelope
BEGIN SELECT RAISE(ABORT, 'the content of an envelope is fixed'); END;
",
    },
    Migration {
        version: 2,
        // None for envelopes that ask nothing of their provider: their digests stay those of the first form.
        sql: "
ALTER TABLE envelope ADD COLUMN options TEXT;
CREATE TRIGGER envelope_options_are_fixed BEFORE UPDATE OF options ON envelope
BEGIN SELECT RAISE(ABORT, 'the content of an envelope is fixed'); END;
",
    },
];

/// Where an envelope's audit trail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) row: i64,
    pub(crate) event_count: u32,
    /// The digest of the last event; of the content while there is none.
    pub(crate) digest: Sha256Digest,
}

pub(crate) fn insert(connection: &Connection, content: &EnvelopeContent) -> Result<i64, HistoryError> {
    let sql =
        "INSERT INTO envelope (id, title, message, language, created_at, options, event_count, chain_head)
               VALUES (:id, :title, :message, :language, :created_at, :options, 0, zeroblob(32))";
    let asked = content.options != EnvelopeOptions::default();
    let options = asked.then(|| json(&content.options));
    connection
        .prepare_cached(sql)?
        .execute(named_params! {
            ":id": content.id.to_string(),
            ":title": content.title,
            ":message": content.message,
            ":language": word(&content.language),
            ":created_at": content.created_at.as_millis(),
            ":options": options,
        })
        .map_err(|error| duplicate(error, &content.id))?;
    let row = connection.last_insert_rowid();
    recipient::insert_all(connection, row, &content.recipients)?;
    document::insert_all(connection, row, &content.documents)?;
    field::insert_all(connection, row, &content.fields)?;
    Ok(row)
}

pub(crate) fn set_head(connection: &Connection, head: &Head) -> Result<(), HistoryError> {
    let sql = "UPDATE envelope SET event_count = :event_count, chain_head = :digest WHERE row = :row";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":event_count": head.event_count,
        ":digest": head.digest.0,
        ":row": head.row,
    })?;
    Ok(())
}

pub(crate) fn head(connection: &Connection, id: &EnvelopeId) -> Result<Head, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT * FROM envelope WHERE id = :id")?;
    let mut rows = statement.query(named_params! { ":id": id.to_string() })?;
    let row = rows.next()?.ok_or_else(|| HistoryError::EnvelopeMissing(id.clone()))?;
    Ok(Head {
        row: cell(row, "row").value()?,
        event_count: cell(row, "event_count").value()?,
        digest: Sha256Digest(cell(row, "chain_head").value()?),
    })
}

/// What was fixed of an envelope, with its row.
pub(crate) fn content(
    connection: &Connection,
    id: &EnvelopeId,
) -> Result<(i64, EnvelopeContent), HistoryError> {
    let mut statement = connection.prepare_cached("SELECT * FROM envelope WHERE id = :id")?;
    let mut rows = statement.query(named_params! { ":id": id.to_string() })?;
    let row = rows.next()?.ok_or_else(|| HistoryError::EnvelopeMissing(id.clone()))?;
    let number: i64 = cell(row, "row").value()?;
    let content = EnvelopeContent {
        id: cell(row, "id").parse()?,
        title: cell(row, "title").value()?,
        message: cell(row, "message").value()?,
        language: cell(row, "language").word()?,
        documents: document::of(connection, number)?,
        recipients: recipient::of(connection, number)?,
        fields: field::of(connection, number)?,
        options: cell(row, "options").json_or_default()?,
        created_at: Timestamp::from_millis(cell(row, "created_at").value()?),
    };
    Ok((number, content))
}

/// Whether an envelope asks anything of its provider beyond documents, people and boxes.
pub(crate) fn has_options(connection: &Connection, row: i64) -> Result<bool, HistoryError> {
    let sql = "SELECT options IS NOT NULL FROM envelope WHERE row = :row";
    Ok(connection.prepare_cached(sql)?.query_row(named_params! { ":row": row }, |row| row.get(0))?)
}

/// Every envelope's id, oldest first.
pub(crate) fn ids(connection: &Connection) -> Result<Vec<EnvelopeId>, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT id FROM envelope ORDER BY row")?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(cell(row, "id").parse()?);
    }
    Ok(ids)
}

fn cell<'r, 's>(row: &'r Row<'s>, column: &'static str) -> Cell<'r, 's> {
    Cell::new(row, "envelope", column)
}

//! `field`: the boxes of an envelope; lengths in points, from the top left of the page as seen.

use paraphe_envelope::{Field, Placement, ViewRect};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, word};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "
CREATE TABLE field (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    page INTEGER NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    PRIMARY KEY (envelope, position),
    UNIQUE (envelope, id),
    FOREIGN KEY (envelope, recipient) REFERENCES recipient (envelope, id),
    FOREIGN KEY (envelope, document) REFERENCES document (envelope, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER field_is_fixed BEFORE UPDATE ON field
BEGIN SELECT RAISE(ABORT, 'the content of an envelope is fixed'); END;
",
    },
    Migration {
        version: 5,
        sql: "
ALTER TABLE field ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE field ADD COLUMN required INTEGER NOT NULL DEFAULT 1;
ALTER TABLE field ADD COLUMN in_group TEXT;
",
    },
];

pub(crate) fn insert_all(
    connection: &Connection,
    envelope: i64,
    fields: &[Field],
) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO field VALUES (:envelope, :position, :id, :recipient, :document, :kind, :page, :x, :y,
               :width, :height, :label, :required, :in_group)";
    let mut statement = connection.prepare_cached(sql)?;
    for (position, field) in fields.iter().enumerate() {
        let rect = &field.placement.rect;
        statement.execute(named_params! {
            ":envelope": envelope,
            ":position": position,
            ":id": field.id.to_string(),
            ":recipient": field.recipient.to_string(),
            ":document": field.document.to_string(),
            ":kind": word(&field.kind),
            ":page": field.placement.page,
            ":x": rect.x,
            ":y": rect.y,
            ":width": rect.width,
            ":height": rect.height,
            ":label": field.label,
            ":required": field.required,
            ":in_group": field.group.as_ref().map(ToString::to_string),
        })?;
    }
    Ok(())
}

pub(crate) fn of(connection: &Connection, envelope: i64) -> Result<Vec<Field>, HistoryError> {
    let sql = "SELECT * FROM field WHERE envelope = :envelope ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":envelope": envelope })?;
    let mut fields = Vec::new();
    while let Some(row) = rows.next()? {
        fields.push(read(row)?);
    }
    Ok(fields)
}

/// Whether any field says more than where it stands: envelopes of before have none that does.
pub(crate) fn has_words(connection: &Connection, envelope: i64) -> Result<bool, HistoryError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM field WHERE envelope = :envelope
               AND (label <> '' OR required = 0 OR in_group IS NOT NULL))";
    let answer = connection
        .prepare_cached(sql)?
        .query_row(named_params! { ":envelope": envelope }, |row| row.get(0))?;
    Ok(answer)
}

fn read(row: &Row<'_>) -> Result<Field, HistoryError> {
    let cell = |column| Cell::new(row, "field", column);
    let rect = ViewRect {
        x: cell("x").value()?,
        y: cell("y").value()?,
        width: cell("width").value()?,
        height: cell("height").value()?,
    };
    Ok(Field {
        id: cell("id").parse()?,
        recipient: cell("recipient").parse()?,
        document: cell("document").parse()?,
        kind: cell("kind").word()?,
        placement: Placement { page: cell("page").value()?, rect },
        label: cell("label").value()?,
        required: cell("required").value()?,
        group: cell("in_group").parse_some()?,
    })
}

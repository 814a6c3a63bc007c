//! `field`: the boxes of an envelope; lengths in points, from the top left of the page as seen.

use paraphe_envelope::{Field, Placement, ViewRect};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, word};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
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
}];

pub(crate) fn insert_all(
    connection: &Connection,
    envelope: i64,
    fields: &[Field],
) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO field VALUES (:envelope, :position, :id, :recipient, :document, :kind, :page, :x, :y,
               :width, :height)";
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
    })
}

//! `recipient`: the people of an envelope, in the order in which they were entered.

use std::num::NonZeroU16;

use paraphe_envelope::{Recipient, RoutingOrder};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, word};
use crate::error::HistoryError;
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE recipient (
    envelope INTEGER NOT NULL REFERENCES envelope (row),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    role TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT,
    mobile TEXT,
    language TEXT NOT NULL,
    authentication TEXT NOT NULL,
    routing_order INTEGER,
    delivery TEXT NOT NULL,
    PRIMARY KEY (envelope, position),
    UNIQUE (envelope, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recipient_is_fixed BEFORE UPDATE ON recipient
BEGIN SELECT RAISE(ABORT, 'the content of an envelope is fixed'); END;
",
}];

pub(crate) fn insert_all(
    connection: &Connection,
    envelope: i64,
    recipients: &[Recipient],
) -> Result<(), HistoryError> {
    let sql =
        "INSERT INTO recipient VALUES (:envelope, :position, :id, :role, :first_name, :last_name, :email,
               :mobile, :language, :authentication, :routing_order, :delivery)";
    let mut statement = connection.prepare_cached(sql)?;
    for (position, recipient) in recipients.iter().enumerate() {
        statement.execute(named_params! {
            ":envelope": envelope,
            ":position": position,
            ":id": recipient.id.to_string(),
            ":role": word(&recipient.role),
            ":first_name": recipient.first_name,
            ":last_name": recipient.last_name,
            ":email": recipient.email.as_ref().map(ToString::to_string),
            ":mobile": recipient.mobile.as_ref().map(ToString::to_string),
            ":language": word(&recipient.language),
            ":authentication": word(&recipient.authentication),
            ":routing_order": recipient.routing_order.map(|order| order.0.get()),
            ":delivery": word(&recipient.delivery),
        })?;
    }
    Ok(())
}

pub(crate) fn of(connection: &Connection, envelope: i64) -> Result<Vec<Recipient>, HistoryError> {
    let sql = "SELECT * FROM recipient WHERE envelope = :envelope ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":envelope": envelope })?;
    let mut recipients = Vec::new();
    while let Some(row) = rows.next()? {
        recipients.push(read(row)?);
    }
    Ok(recipients)
}

fn read(row: &Row<'_>) -> Result<Recipient, HistoryError> {
    let cell = |column| Cell::new(row, "recipient", column);
    let order = cell("routing_order");
    let routing_order = order.value::<Option<u16>>()?.map(|number| {
        NonZeroU16::new(number)
            .map(RoutingOrder)
            .ok_or_else(|| order.unreadable(&"a routing order counts from 1"))
    });
    Ok(Recipient {
        id: cell("id").parse()?,
        role: cell("role").word()?,
        first_name: cell("first_name").value()?,
        last_name: cell("last_name").value()?,
        email: cell("email").parse_some()?,
        mobile: cell("mobile").parse_some()?,
        language: cell("language").word()?,
        authentication: cell("authentication").word()?,
        routing_order: routing_order.transpose()?,
        delivery: cell("delivery").word()?,
    })
}

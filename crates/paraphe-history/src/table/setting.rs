//! `setting`: what the person chose, by key, as JSON. Never a secret.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json;
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
",
}];

impl History {
    /// The value of a setting; none if it was never set.
    ///
    /// # Errors
    /// The stored value does not fit `T`, or the file cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, HistoryError> {
        let Some(text) = read(self.connection(), key)? else { return Ok(None) };
        serde_json::from_str(&text).map(Some).map_err(|error| unreadable(key, &error))
    }

    /// The settings whose keys begin so, each with the rest of its key.
    ///
    /// # Errors
    /// As [`Self::setting`].
    pub fn settings_below<T: DeserializeOwned>(
        &self,
        prefix: &str,
    ) -> Result<Vec<(String, T)>, HistoryError> {
        let sql = "SELECT key, value FROM setting WHERE key >= :prefix AND key < :end";
        let mut statement = self.connection().prepare_cached(sql)?;
        let end = format!("{prefix}{}", char::MAX);
        let mut rows = statement.query(named_params! { ":prefix": prefix, ":end": end })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, text): (String, String) = (row.get(0)?, row.get(1)?);
            let value = serde_json::from_str(&text).map_err(|error| unreadable(&key, &error))?;
            found.push((key[prefix.len()..].to_owned(), value));
        }
        Ok(found)
    }

    /// Sets a setting, replacing what it was.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<(), HistoryError> {
        let value = json(value);
        self.write(Durability::PowerCut, |transaction| set(transaction, key, &value))
    }

    /// Adds an entry to a setting that is a list, in one transaction: what another program adds meanwhile stays.
    ///
    /// # Errors
    /// The setting is no list, or the file cannot be written.
    pub fn append_to_setting<T: Serialize>(&mut self, key: &str, entry: &T) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| append(transaction, key, entry))
    }
}

/// Adds an entry to a list; one that was never set is empty.
pub(crate) fn append<T: Serialize>(
    connection: &Connection,
    key: &str,
    entry: &T,
) -> Result<(), HistoryError> {
    let stored = read(connection, key)?.map(|text| serde_json::from_str::<Vec<Value>>(&text));
    let mut list = stored.transpose().map_err(|error| unreadable(key, &error))?.unwrap_or_default();
    list.push(serde_json::to_value(entry).map_err(|error| unreadable(key, &error))?);
    set(connection, key, &json(&list))
}

fn unreadable(key: &str, error: &serde_json::Error) -> HistoryError {
    HistoryError::RowUnreadable { table: "setting", column: "value", detail: format!("{key}: {error}") }
}

pub(crate) fn set(connection: &Connection, key: &str, value: &str) -> Result<(), HistoryError> {
    let sql = "INSERT INTO setting VALUES (:key, :value) ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute(named_params! { ":key": key, ":value": value })?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, key: &str) -> Result<(), HistoryError> {
    connection
        .prepare_cached("DELETE FROM setting WHERE key = :key")?
        .execute(named_params! { ":key": key })?;
    Ok(())
}

pub(crate) fn read(connection: &Connection, key: &str) -> Result<Option<String>, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE key = :key")?;
    Ok(statement.query_row(named_params! { ":key": key }, |row| row.get(0)).optional()?)
}

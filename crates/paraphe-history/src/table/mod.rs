//! One file per table: its migrations, its row, its reads and its writes.

pub(crate) mod account;
pub(crate) mod artifact;
pub(crate) mod audit_event;
pub(crate) mod batch;
pub(crate) mod contact;
pub(crate) mod document;
pub(crate) mod document_version;
pub(crate) mod draft;
pub(crate) mod draft_operation;
pub(crate) mod envelope;
pub(crate) mod evidence;
pub(crate) mod field;
pub(crate) mod listing;
pub(crate) mod outbox;
pub(crate) mod recipient;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod template;
pub(crate) mod trust_anchor;

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::FromSql;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};

use crate::error::HistoryError;
use crate::migration::Migration;

/// Every table's migrations; a table stands after those its foreign keys name.
pub(crate) const MIGRATIONS: &[&[Migration]] = &[
    envelope::MIGRATIONS,
    recipient::MIGRATIONS,
    document::MIGRATIONS,
    field::MIGRATIONS,
    audit_event::MIGRATIONS,
    document_version::MIGRATIONS,
    draft::MIGRATIONS,
    draft_operation::MIGRATIONS,
    listing::MIGRATIONS,
    search::MIGRATIONS,
    outbox::MIGRATIONS,
    artifact::MIGRATIONS,
    evidence::MIGRATIONS,
    account::MIGRATIONS,
    setting::MIGRATIONS,
    trust_anchor::MIGRATIONS,
    contact::MIGRATIONS,
    template::MIGRATIONS,
    batch::MIGRATIONS,
];

/// One value of a row, with the table's and the column's name at hand for the error.
pub(crate) struct Cell<'r, 's> {
    row: &'r Row<'s>,
    table: &'static str,
    column: &'static str,
    /// None where the row has no such column.
    index: Option<usize>,
}

impl<'r, 's> Cell<'r, 's> {
    /// The column of this name.
    pub(crate) fn new(row: &'r Row<'s>, table: &'static str, column: &'static str) -> Self {
        let index = row.as_ref().column_index(column).ok();
        Self { row, table, column, index }
    }

    /// The column at this place, for rows that are read by the hundred: looking a name up costs more than the value.
    #[inline]
    pub(crate) fn at(row: &'r Row<'s>, table: &'static str, columns: &[&'static str], index: usize) -> Self {
        Self { row, table, column: columns[index], index: Some(index) }
    }

    /// The value as SQLite has it.
    #[inline]
    pub(crate) fn value<T: FromSql>(&self) -> Result<T, HistoryError> {
        let index = self.index.ok_or_else(|| self.unreadable(&"there is no such column"))?;
        self.row.get(index).map_err(|error| self.unreadable(&error))
    }

    /// A text parsed by `FromStr`: ids, e-mail addresses.
    #[inline]
    pub(crate) fn parse<T: FromStr<Err: std::fmt::Display>>(&self) -> Result<T, HistoryError> {
        let text = self.text()?;
        text.parse().map_err(|error| self.unreadable(&error))
    }

    /// As [`Cell::parse`], NULL being none.
    pub(crate) fn parse_some<T: FromStr<Err: std::fmt::Display>>(&self) -> Result<Option<T>, HistoryError> {
        let text: Option<String> = self.value()?;
        text.map(|text| text.parse().map_err(|error| self.unreadable(&error))).transpose()
    }

    /// A word of one of the domain's closed lists, as serde spells it.
    pub(crate) fn word<T: DeserializeOwned>(&self) -> Result<T, HistoryError> {
        let text = self.text()?;
        T::deserialize(StrDeserializer::<WordError>::new(text)).map_err(|error| self.unreadable(&error))
    }

    /// A JSON value.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, HistoryError> {
        let text = self.text()?;
        serde_json::from_str(text).map_err(|error| self.unreadable(&error))
    }

    /// A JSON value; NULL is the type's default.
    pub(crate) fn json_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, HistoryError> {
        let text: Option<String> = self.value()?;
        text.map_or_else(|| Ok(T::default()), |_| self.json())
    }

    /// A text, not copied.
    #[inline]
    pub(crate) fn text(&self) -> Result<&'r str, HistoryError> {
        let index = self.index.ok_or_else(|| self.unreadable(&"there is no such column"))?;
        let value = self.row.get_ref(index).map_err(|error| self.unreadable(&error))?;
        value.as_str().map_err(|error| self.unreadable(&error))
    }

    pub(crate) fn unreadable(&self, detail: &dyn std::fmt::Display) -> HistoryError {
        HistoryError::RowUnreadable { table: self.table, column: self.column, detail: detail.to_string() }
    }
}

/// How serde spells a word of one of the domain's closed lists.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("the domain's closed lists serialize as one word, not {other:?}"),
    }
}

/// The JSON text of a value of the domain.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the domain's types have string keys and cannot fail to serialize")
}

/// Turns "this UNIQUE value is already there" into the fact.
pub(crate) fn duplicate(error: rusqlite::Error, what: impl std::fmt::Display) -> HistoryError {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
        && error.to_string().contains("UNIQUE constraint failed")
    {
        return HistoryError::Duplicate(what.to_string());
    }
    error.into()
}

//! `search`: the words of each row of the listing, for full-text search. Holds no text of its own, only the index.

use rusqlite::{Connection, named_params};

use crate::error::HistoryError;
use crate::migration::Migration;
use crate::search_text::fold;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    // The prefix indexes are for the first letters a person types, whose words would be tens of thousands.
    sql: "
CREATE VIRTUAL TABLE search USING fts5 (
    title, people, emails, files,
    content = '', contentless_delete = 1,
    prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
",
}];

/// What a row can be found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchWords {
    pub(crate) title: String,
    pub(crate) people: String,
    pub(crate) emails: String,
    pub(crate) files: String,
}

impl SearchWords {
    pub(crate) fn new<'a>(
        title: &str,
        people: impl Iterator<Item = String>,
        emails: impl Iterator<Item = &'a str>,
        files: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self {
            title: fold(title),
            people: fold(&people.collect::<Vec<_>>().join("\n")),
            emails: fold(&emails.collect::<Vec<_>>().join("\n")),
            files: fold(&files.collect::<Vec<_>>().join("\n")),
        }
    }
}

pub(crate) fn insert(connection: &Connection, row: i64, words: &SearchWords) -> Result<(), HistoryError> {
    let sql = "INSERT INTO search (rowid, title, people, emails, files)
               VALUES (:row, :title, :people, :emails, :files)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":row": row,
        ":title": words.title,
        ":people": words.people,
        ":emails": words.emails,
        ":files": words.files,
    })?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, row: i64) -> Result<(), HistoryError> {
    connection
        .prepare_cached("DELETE FROM search WHERE rowid = :row")?
        .execute(named_params! { ":row": row })?;
    Ok(())
}

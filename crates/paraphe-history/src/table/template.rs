//! `template`: requests that are made again and again.

use paraphe_envelope::{Template, TemplateId, Timestamp};
use rusqlite::{Row, named_params};

use super::{Cell, duplicate, json};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    sql: "
CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    uses INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
}];

/// A template and how it was used.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateRow {
    /// What it says.
    pub template: Template,
    /// How many requests were made from it.
    pub uses: u32,
    /// When the last one was made; when it was made itself where there is none.
    pub used_at: Timestamp,
}

impl History {
    /// All templates, the last used first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn templates(&self) -> Result<Vec<TemplateRow>, HistoryError> {
        let sql = "SELECT * FROM template ORDER BY used_at DESC, id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut templates = Vec::new();
        while let Some(row) = rows.next()? {
            templates.push(read(row)?);
        }
        Ok(templates)
    }

    /// The template of this identifier; none when there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn template(&self, id: &TemplateId) -> Result<Option<TemplateRow>, HistoryError> {
        let mut statement = self.connection().prepare_cached("SELECT * FROM template WHERE id = :id")?;
        let mut rows = statement.query(named_params! { ":id": id.as_str() })?;
        rows.next()?.map(read).transpose()
    }

    /// Stores a new template.
    ///
    /// # Errors
    /// [`HistoryError::Duplicate`] when its identifier is known.
    pub fn insert_template(&mut self, template: &Template) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let sql = "INSERT INTO template VALUES (:id, :content, 0, :at)";
            transaction
                .prepare_cached(sql)?
                .execute(named_params! {
                    ":id": template.id.as_str(),
                    ":content": json(template),
                    ":at": template.created_at.as_millis(),
                })
                .map_err(|error| duplicate(error, &template.id))?;
            Ok(())
        })
    }

    /// Notes that a request was made from a template.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn note_template_use(&mut self, id: &TemplateId, at: Timestamp) -> Result<(), HistoryError> {
        self.write(Durability::ProcessEnd, |transaction| {
            let sql = "UPDATE template SET uses = uses + 1, used_at = :at WHERE id = :id";
            transaction
                .prepare_cached(sql)?
                .execute(named_params! { ":id": id.as_str(), ":at": at.as_millis() })?;
            Ok(())
        })
    }

    /// Removes a template; gives whether it was there. Requests made from it stay.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove_template(&mut self, id: &TemplateId) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let mut statement = transaction.prepare_cached("DELETE FROM template WHERE id = :id")?;
            Ok(statement.execute(named_params! { ":id": id.as_str() })? > 0)
        })
    }
}

fn read(row: &Row<'_>) -> Result<TemplateRow, HistoryError> {
    let cell = |column| Cell::new(row, "template", column);
    Ok(TemplateRow {
        template: cell("content").json()?,
        uses: cell("uses").value()?,
        used_at: Timestamp::from_millis(cell("used_at").value()?),
    })
}

//! What a table says wrongly, or not at all.

use std::collections::BTreeMap;

use paraphe_envelope::{BatchPattern, EnvelopeStatus};

use super::table::Row;
use super::{Batch, ChangedRows, RowReport};
use crate::envelope_files::{self, FileFinding};
use crate::{App, Error};

impl Batch {
    /// Names in `{{…}}` for which there is no column.
    pub(super) fn unknown_names(&self, app: &App) -> Vec<FileFinding> {
        let unknown = self.pattern.as_ref().map(BatchPattern::unknown_names).unwrap_or_default();
        let told = |(place, name): (String, String)| rows_finding(app, "no_column", place, ("name", name));
        unknown.into_iter().map(told).collect()
    }

    /// Columns that reach nobody: most often a heading that was meant for something.
    pub(super) fn unused_columns(&self, app: &App) -> Vec<FileFinding> {
        let Some(pattern) = &self.pattern else { return Vec::new() };
        let names = pattern.unused_columns().into_iter().map(|at| self.table.headers[at].as_str());
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let told = BTreeMap::from([
            ("n".to_owned(), names.len().to_string()),
            ("names".to_owned(), names.join(", ")),
        ]);
        let code = "unused_columns".to_owned();
        vec![envelope_files::finding(app, "problem-rows", code, String::new(), &told)]
    }

    /// Columns that were taken for the person's, or were not, by their headings alone.
    pub(super) fn read_columns(&self, app: &App) -> Vec<FileFinding> {
        let (read, left) = self.table.guessed();
        let read: Vec<String> = read.into_iter().map(|(header, name)| format!("{header} → {name}")).collect();
        let told = |code: &str, names: String| rows_finding(app, code, String::new(), ("names", names));
        let read = (!read.is_empty()).then(|| told("read_columns", read.join(", ")));
        let left = (!left.is_empty()).then(|| told("left_columns", left.join(", ")));
        read.into_iter().chain(left).collect()
    }

    /// What earlier runs sent with other accounts, and stays with them.
    pub(super) fn other_accounts(&self, app: &App, reports: &[RowReport]) -> Vec<FileFinding> {
        let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for report in reports {
            if let Some(account) = &report.account {
                rows.entry(account).or_default().push(report.row.to_string());
            }
        }
        let told = |(account, rows): (&str, Vec<String>)| {
            let facts = BTreeMap::from([
                ("account".to_owned(), account.to_owned()),
                ("n".to_owned(), rows.len().to_string()),
                ("rows".to_owned(), rows.join(", ")),
            ]);
            envelope_files::finding(app, "problem-rows", "other_account".to_owned(), String::new(), &facts)
        };
        rows.into_iter().map(told).collect()
    }

    /// What keeps a row from being sent though nothing is wrong with it: the table says it twice, or its person was asked
    /// before.
    ///
    /// # Errors
    /// The history cannot be read.
    pub(super) fn asked_before(&self, app: &App, row: &Row) -> Result<Option<FileFinding>, Error> {
        let told = |code: &str, fact| Ok(Some(rows_finding(app, code, String::new(), fact)));
        // Nothing in such a row has changed: that changed ones are sent says nothing of it.
        if let Some(first) = self.identities.get(row).and_then(|identity| identity.repeats) {
            return told("repeats", ("row", first.to_string()));
        }
        if self.changed == ChangedRows::Sent {
            return Ok(None);
        }
        let Some(before) = self.sent_before(app, row)? else { return Ok(None) };
        // What has been signed cannot be taken back.
        let is_signed = before.status() == EnvelopeStatus::Completed;
        let code = if is_signed { "signed_before" } else { "sent_before" };
        told(code, ("found", before.id().to_string()))
    }

    /// Cells in which nothing stands, and which a text names: people would read the hole.
    pub(super) fn holes(&self, app: &App, row: &Row) -> Vec<FileFinding> {
        let Some(pattern) = &self.pattern else { return Vec::new() };
        let told = |at: usize| {
            let name = self.table.headers[at].clone();
            rows_finding(app, "empty_cell", format!("rows[{}].{name}", row.number), ("name", name))
        };
        pattern.empty_columns(&row.cells).into_iter().map(told).collect()
    }
}

/// Something to say about a table or a row of it.
pub(super) fn rows_finding(
    app: &App,
    code: &str,
    place: String,
    (name, value): (&str, String),
) -> FileFinding {
    let facts = BTreeMap::from([(name.to_owned(), value)]);
    envelope_files::finding(app, "problem-rows", code.to_owned(), place, &facts)
}

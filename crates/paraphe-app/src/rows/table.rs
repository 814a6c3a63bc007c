//! The table of people: UTF-8 with or without a byte order mark, a header line, commas or semicolons, quotes.

use std::path::Path;

use paraphe_envelope::{Draft, DraftRecipient, Language};

use crate::{Code, Error};

/// The columns that stand for the first recipient; every column can be written into the texts.
const OF_THE_RECIPIENT: [&str; 5] = ["first_name", "last_name", "email", "mobile", "language"];

/// A table, with its cells trimmed.
#[derive(Debug)]
pub(super) struct Table {
    headers: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number as a spreadsheet counts: the header is row 1.
    pub(super) number: u64,
    cells: Vec<String>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// `documentUnreadable`: not UTF-8, no header, the same column twice.
    pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let unreadable =
            |message: &str| Error::new(Code::DocumentUnreadable, message).with("path", path.display());
        let text = std::str::from_utf8(bytes).map_err(|error| unreadable("error-rows-text").detail(error))?;
        // Spreadsheets put a byte order mark in front.
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| unreadable("error-rows-table").detail(error);
        let headers: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
        let is_twice = |(at, name): (usize, &String)| !name.is_empty() && headers[..at].contains(name);
        if headers.iter().all(String::is_empty) || headers.iter().enumerate().any(is_twice) {
            return Err(unreadable("error-rows-table").detail(headers.join(", ")));
        }
        let mut rows = Vec::new();
        for (record, number) in reader.records().zip(2..) {
            let cells: Vec<String> = record.map_err(broken)?.iter().map(str::to_owned).collect();
            // What a spreadsheet leaves behind the last person.
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { number, cells });
            }
        }
        Ok(Self { headers, rows })
    }

    /// Whether there is a column of this name.
    fn has(&self, name: &str) -> bool {
        !name.is_empty() && self.headers.iter().any(|header| header == name)
    }

    /// What stands in a row under a name; none where there is no such column.
    fn cell<'t>(&self, row: &'t Row, name: &str) -> Option<&'t str> {
        let at = self.headers.iter().position(|header| header == name && !name.is_empty())?;
        row.cells.get(at).map(String::as_str)
    }

    /// Whether a row has as many cells as there are columns.
    pub(super) fn fits(&self, row: &Row) -> bool {
        row.cells.len() == self.headers.len()
    }

    /// The names in `{{…}}` for which there is no column, each with the place it stands at.
    pub(super) fn unknown_names(&self, draft: &Draft) -> Vec<(String, String)> {
        let mut unknown = Vec::new();
        for (place, text) in texts(draft) {
            let mut note = |name: &str| {
                if !self.has(name) {
                    unknown.push((place.clone(), name.to_owned()));
                }
                None
            };
            fill(text, &mut note);
        }
        unknown
    }

    /// Writes a row into a draft: its first recipient, and whatever stands in `{{…}}`.
    ///
    /// # Errors
    /// The word that is no language.
    pub(super) fn write_into(&self, row: &Row, draft: &mut Draft) -> Result<(), String> {
        let mut cell = |name: &str| self.cell(row, name).map(str::to_owned);
        draft.title = fill(&draft.title, &mut cell);
        draft.message = fill(&draft.message, &mut cell);
        for text in draft.options.metadata.values_mut() {
            *text = fill(text, &mut cell);
        }
        let Some(person) = draft.recipients.first_mut() else { return Ok(()) };
        self.write_person(row, person)
    }

    fn write_person(&self, row: &Row, person: &mut DraftRecipient) -> Result<(), String> {
        let [first_name, last_name, email, mobile, language] = OF_THE_RECIPIENT;
        for (name, value) in [
            (first_name, &mut person.first_name),
            (last_name, &mut person.last_name),
            (email, &mut person.email),
            (mobile, &mut person.mobile),
        ] {
            if let Some(cell) = self.cell(row, name) {
                cell.clone_into(value);
            }
        }
        // A language nobody wrote down is that of the envelope file.
        let Some(word) = self.cell(row, language).filter(|word| !word.is_empty()) else { return Ok(()) };
        let known: Option<Language> = serde_json::from_value(word.to_lowercase().into()).ok();
        person.language = known.ok_or_else(|| word.to_owned())?;
        Ok(())
    }
}

/// The texts a row can be written into, with their places in an envelope file.
fn texts(draft: &Draft) -> impl Iterator<Item = (String, &str)> {
    let notes = draft.options.metadata.iter();
    [("title".to_owned(), draft.title.as_str()), ("message".to_owned(), draft.message.as_str())]
        .into_iter()
        .chain(notes.map(|(key, text)| (format!("options.metadata.{key}"), text.as_str())))
}

/// The text with each `{{name}}` replaced by its value, in one pass: a value is never read as a name. Without a value it
/// stays as it is.
fn fill(text: &str, value: &mut impl FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((name, after)) = behind.split_once("}}") else { break };
        filled.push_str(before);
        match value(name.trim()) {
            Some(value) => filled.push_str(&value),
            None => filled.extend(["{{", name, "}}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What separates the columns of the header, which has no quotes around separators in practice: the more frequent one.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| {
        let mut quoted = false;
        header
            .chars()
            .filter(|character| {
                quoted ^= *character == '"';
                *character == separator && !quoted
            })
            .count()
    };
    if count(';') > count(',') { b';' } else { b',' }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paraphe_envelope::{Authentication, Delivery, DraftId, Role, Timestamp};

    fn table(text: &str) -> Table {
        Table::read(Path::new("gens.csv"), text.as_bytes()).unwrap()
    }

    fn draft() -> Draft {
        let mut draft = Draft::new(DraftId::new([1; 16]), Language::Fr, Timestamp::from_millis(0));
        draft.title = "Bail {{ lot }} – {{last_name}}".to_owned();
        draft.message = "{{lot}}{{lot}} et {{rien".to_owned();
        draft.options.metadata.insert("dossier".to_owned(), "n° {{dossier}}".to_owned());
        draft.recipients.push(DraftRecipient {
            id: "r1".parse().unwrap(),
            role: Role::Signer,
            first_name: String::new(),
            last_name: String::new(),
            email: "a@ex.fr".to_owned(),
            mobile: String::new(),
            language: Language::Fr,
            authentication: Authentication::None,
            routing_order: None,
            delivery: Delivery::Links,
        });
        draft
    }

    #[test]
    fn commas_semicolons_quotes_and_marks_are_read_alike() {
        for text in [
            "last_name,lot,dossier\nDurand,\"B, 12\",7\n",
            "\u{feff}last_name;lot;dossier\r\nDurand;B, 12;7\r\n;;\r\n",
            "\"last_name\";\"lot\";\"dossier\"\n\"Durand\";\" B, 12 \"; 7",
        ] {
            let table = table(text);
            assert_eq!(table.rows.len(), 1, "{text:?}");
            let mut draft = draft();
            table.write_into(&table.rows[0], &mut draft).unwrap();
            assert_eq!(draft.title, "Bail B, 12 – Durand", "{text:?}");
            assert_eq!(draft.message, "B, 12B, 12 et {{rien");
            assert_eq!(draft.options.metadata["dossier"], "n° 7");
            assert_eq!(
                (draft.recipients[0].last_name.as_str(), draft.recipients[0].email.as_str()),
                ("Durand", "a@ex.fr")
            );
        }
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        let table = table("email\na@ex.fr\n\"\"\nb@ex.fr\n");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn a_value_is_never_read_as_a_name() {
        let table = table("lot,last_name\n{{last_name}},Durand\n");
        let mut draft = draft();
        table.write_into(&table.rows[0], &mut draft).unwrap();
        assert_eq!(draft.title, "Bail {{last_name}} – Durand");
    }

    #[test]
    fn names_without_a_column_are_told_with_their_place() {
        let unknown = table("last_name,lot\nA,B\n").unknown_names(&draft());
        assert_eq!(unknown, [("options.metadata.dossier".to_owned(), "dossier".to_owned())]);
    }

    #[test]
    fn a_language_is_one_of_four_and_a_short_row_does_not_fit() {
        let table = table("language,email\nIT,\nxx,b@ex.fr\nfr\n,c@ex.fr\n");
        let mut draft = draft();
        table.write_into(&table.rows[0], &mut draft).unwrap();
        assert_eq!((draft.recipients[0].language, draft.recipients[0].email.as_str()), (Language::It, ""));
        assert_eq!(table.write_into(&table.rows[1], &mut draft), Err("xx".to_owned()));
        assert!(!table.fits(&table.rows[2]) && table.fits(&table.rows[3]));
        table.write_into(&table.rows[3], &mut draft).unwrap();
        assert_eq!(draft.recipients[0].language, Language::It, "nothing written is nothing said");
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let refused = |bytes: &[u8]| Table::read(Path::new("gens.csv"), bytes).unwrap_err().message;
        assert_eq!(refused(b"nom,pr\xe9nom\n"), "error-rows-text", "Windows-1252 is not guessed");
        assert_eq!(refused(b""), "error-rows-table");
        assert_eq!(refused(b"email,email\na,b\n"), "error-rows-table");
    }
}

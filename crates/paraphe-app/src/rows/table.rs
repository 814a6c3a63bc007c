//! The table of people: UTF-8 with or without a byte order mark, a header line, commas or semicolons, quotes.

use std::collections::BTreeSet;
use std::path::Path;

use paraphe_envelope::{
    BatchPattern, ColumnUse, Draft, Each, RowRefusal, column_named, header_columns, header_columns_for,
    is_of_the_manual, placeholders,
};

use crate::{Code, Error};

/// The names under which what a row says of its person is remembered, whatever its columns are headed.
const OF_THE_RECIPIENT: [(&str, ColumnUse); 6] = [
    ("first_name", ColumnUse::FirstName),
    ("full_name", ColumnUse::FullName),
    ("last_name", ColumnUse::LastName),
    ("email", ColumnUse::Email),
    ("mobile", ColumnUse::Mobile),
    ("language", ColumnUse::Language),
];

/// A table, with its cells trimmed.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    /// What each column says of the first recipient; every column can be written into the texts.
    pub(super) columns: Vec<ColumnUse>,
    pub(super) rows: Vec<Row>,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number as a spreadsheet counts: the header is row 1.
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// `documentUnreadable`: not UTF-8, no header, the same column twice, nobody below the header.
    pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let unreadable =
            |message: &str| Error::new(Code::DocumentUnreadable, message).with("path", path.display());
        // A PDF, or a workbook: no choice of letters makes a table of it.
        if bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK\x03\x04") {
            return Err(unreadable("error-rows-table"));
        }
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
        if rows.is_empty() {
            return Err(unreadable("error-rows-nobody"));
        }
        Ok(Self::new(headers, rows))
    }

    /// A table with these columns.
    pub(super) fn new(headers: Vec<String>, rows: Vec<Row>) -> Self {
        let columns = header_columns(&headers);
        Self { headers, columns, rows }
    }

    /// Reads the headings once more, as they are meant with this draft.
    pub(super) fn mean(&mut self, draft: &Draft) {
        self.columns = header_columns_for(&self.headers, draft);
    }

    /// The columns that were read as the person's by headings in the words of people, each with what it says; and those that
    /// were not because a text names them and the envelope file has a person.
    pub(super) fn guessed(&self) -> (Vec<(&str, &'static str)>, Vec<&str>) {
        let (mut read, mut left) = (Vec::new(), Vec::new());
        let meant = header_columns(&self.headers);
        for ((header, column), meant) in self.headers.iter().zip(&self.columns).zip(meant) {
            let of = OF_THE_RECIPIENT.iter().find(|(_, of)| of == column);
            match of.filter(|_| !is_of_the_manual(header)) {
                Some((name, _)) => read.push((header.as_str(), *name)),
                None if *column != meant => left.push(header.as_str()),
                None => {}
            }
        }
        (read, left)
    }

    /// What stands in a row under a name: one of the person's, or one in `{{…}}`. None where there is no such column.
    pub(super) fn cell<'t>(&self, row: &'t Row, name: &str) -> Option<&'t str> {
        let of = OF_THE_RECIPIENT.iter().find(|(known, _)| *known == name);
        let persons = of.and_then(|(_, of)| self.columns.iter().position(|column| column == of));
        let at = persons.or_else(|| column_named(&self.headers, &self.columns, name))?;
        row.cells.get(at).map(String::as_str)
    }

    /// Whom a row is about by its cells alone: of one that does not fit nothing else is known.
    pub(super) fn person(&self, row: &Row) -> Option<String> {
        let cell = |name: &str| self.cell(row, name).map(str::trim).filter(|cell| !cell.is_empty());
        let parts = [cell("first_name"), cell("last_name")].into_iter().flatten().collect::<Vec<_>>();
        let named = (!parts.is_empty()).then(|| parts.join(" "));
        named.or_else(|| ["full_name", "email", "mobile"].into_iter().find_map(cell).map(str::to_owned))
    }

    /// What reaches an envelope, by name: what is said of its first recipient, and the names in `{{…}}`.
    pub(super) fn used(draft: &Draft) -> BTreeSet<String> {
        let mut used: BTreeSet<String> =
            OF_THE_RECIPIENT.iter().map(|(name, _)| (*name).to_owned()).collect();
        used.extend(placeholders(draft).into_iter().map(|(_, name)| name));
        used
    }

    /// What the requests made of the rows have in common; none of a draft without people, which cannot be sent.
    pub(super) fn pattern(&self, draft: Draft) -> Option<BatchPattern> {
        let recipient = draft.recipients.first()?.id.clone();
        let (headers, columns) = (self.headers.clone(), self.columns.clone());
        Some(BatchPattern { draft, recipient, headers, columns, each: Each::Person })
    }

    /// A draft with a row written into it: its first recipient, and whatever stands in `{{…}}`.
    ///
    /// # Errors
    /// The row does not fit, or names no language.
    pub(super) fn written_into(&self, row: &Row, draft: Draft) -> Result<Draft, RowRefusal> {
        match self.pattern(draft.clone()) {
            Some(pattern) => pattern.fill(&row.cells),
            None => Ok(draft),
        }
    }
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
    use paraphe_envelope::{
        Authentication, Delivery, DraftId, DraftRecipient, Language, Role, SignatureVisibility, Timestamp,
    };

    fn table(text: &str) -> Table {
        Table::read(Path::new("gens.csv"), text.as_bytes()).unwrap()
    }

    fn draft() -> Draft {
        let mut draft = Draft::new(DraftId::new([1; 16]), Language::Fr, Timestamp::from_millis(0));
        draft.title = "Bail {{ lot }} – {{last_name}}".to_owned();
        draft.options.metadata.insert("dossier".to_owned(), "n° {{dossier}}".to_owned());
        draft.recipients.push(DraftRecipient {
            id: "r1".parse().unwrap(),
            role: Role::Signer,
            first_name: String::new(),
            last_name: String::new(),
            email: "a@ex.fr".to_owned(),
            mobile: String::new(),
            language: Language::It,
            authentication: Authentication::None,
            routing_order: None,
            delivery: Delivery::Links,
            signature: SignatureVisibility::Visible,
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
            let draft = table.written_into(&table.rows[0], draft()).unwrap();
            assert_eq!(draft.title, "Bail B, 12 – Durand", "{text:?}");
            assert_eq!(draft.options.metadata["dossier"], "n° 7");
            let person = &draft.recipients[0];
            let read = (person.last_name.as_str(), person.email.as_str(), person.language);
            assert_eq!(read, ("Durand", "a@ex.fr", Language::It), "no column, nothing changed");
        }
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet_and_a_short_one_does_not_fit() {
        let table = table("email,language\na@ex.fr,EN\n\"\",\nb@ex.fr\n");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
        let read = |at: usize| table.written_into(&table.rows[at], draft());
        assert_eq!(read(0).unwrap().recipients[0].language, Language::En);
        assert_eq!(read(1), Err(RowRefusal::Length));
        assert_eq!(table.person(&table.rows[1]).as_deref(), Some("b@ex.fr"), "somebody has to find the row");
    }

    #[test]
    fn names_without_a_column_are_told_with_their_place() {
        let unknown = table("last_name,lot\nA,B\n").pattern(draft()).unwrap().unknown_names();
        assert_eq!(unknown, [("options.metadata.dossier".to_owned(), "dossier".to_owned())]);
    }

    #[test]
    fn headings_in_the_words_of_people_mean_the_person() {
        let table = table("Nom;Prénom;Courriel;lot;dossier\nDurand;Zoé;z@ex.fr;B;7\n");
        let draft = table.written_into(&table.rows[0], draft()).unwrap();
        let person = &draft.recipients[0];
        assert_eq!(
            (draft.title.as_str(), person.first_name.as_str(), person.email.as_str()),
            ("Bail B – Durand", "Zoé", "z@ex.fr")
        );
        assert_eq!(table.cell(&table.rows[0], "last_name"), Some("Durand"));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let refused = |bytes: &[u8]| Table::read(Path::new("gens.csv"), bytes).unwrap_err().message;
        assert_eq!(refused(b"nom,pr\xe9nom\n"), "error-rows-text", "Windows-1252 is not guessed");
        assert_eq!(refused(b""), "error-rows-table");
        assert_eq!(refused(b"PK\x03\x04\xff"), "error-rows-table", "a workbook");
        assert_eq!(refused(b"email,email\na,b\n"), "error-rows-table");
        assert_eq!(refused(b"email,nom\n,\n,,\n"), "error-rows-nobody", "a header is nobody");
    }
}

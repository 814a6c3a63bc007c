//! Rows of a spreadsheet (tabs between the cells) or of a CSV file (semicolons or commas), with or without a header.

use super::{Contact, Found, language, name, plain};
use crate::hint::phone_suggestion;
use crate::{ColumnUse, PhoneNumber};

/// What a column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Column {
    Email,
    FirstName,
    FullName,
    Language,
    LastName,
    Mobile,
    Other,
}

/// The people in the rows; none when the text is no table.
pub(super) fn read(text: &str) -> Option<Vec<Found>> {
    let separator = separator(text)?;
    let mut rows = rows(text, separator).into_iter().peekable();
    let header = rows.peek().and_then(|(_, cells)| header(cells));
    if header.is_some() {
        rows.next();
    }
    let found = rows.map(|(line, cells)| {
        let mut found = match &header {
            Some(columns) => by_header(columns, &cells),
            None => by_look(&cells),
        };
        found.line = line;
        found.text = cells.join(" · ");
        found
    });
    Some(found.collect())
}

/// Tabs make a table wherever they are. Semicolons and commas make one where the first line is a header, or where several
/// lines have as many cells and addresses stand alone in theirs; otherwise they separate addresses.
fn separator(text: &str) -> Option<char> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.contains('\t') {
        return Some('\t');
    }
    [';', ','].into_iter().find(|separator| {
        let rows = rows(text, *separator);
        let width = rows.first().map_or(0, |(_, cells)| cells.len());
        let is_even = rows.len() > 1 && rows.iter().all(|(_, cells)| cells.len() == width);
        let alone = |cell: &&String| cell.contains('@') && !cell.trim().contains(['<', ' ']);
        let addresses = |cells: &[String]| cells.iter().filter(alone).count();
        let is_header = rows.first().is_some_and(|(_, cells)| header(cells).is_some());
        width > 1 && (is_header || is_even && rows.iter().all(|(_, cells)| addresses(cells) == 1))
    })
}

/// The columns a header names; none when it names no address and no name.
fn header(cells: &[String]) -> Option<Vec<Column>> {
    let columns: Vec<Column> = cells.iter().map(|cell| column(cell)).collect();
    let named = columns.iter().filter(|column| **column != Column::Other).count();
    let is_header = named > 0 && !cells.iter().any(|cell| cell.contains('@'));
    (is_header && (named > 1 || columns.contains(&Column::Email))).then_some(columns)
}

/// A table as it stands in a text: its cells trimmed, each row as long as the longest.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TextTable {
    /// The rows from the top, a header among them if there is one; without those in which nothing stands.
    pub rows: Vec<Vec<String>>,
}

/// Reads a table out of what was copied from a spreadsheet (tabs) or stands in a CSV file (semicolons or commas). A text with
/// none of them in its first line is a table of one column.
#[must_use]
pub fn read_table(text: &str) -> TextTable {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: char| {
        let rows = rows(first, separator);
        rows.first().map_or(0, |(_, cells)| cells.len())
    };
    let separator = if first.contains('\t') {
        '\t'
    } else if count(';') >= count(',') {
        ';'
    } else {
        ','
    };
    let rows = rows(text, separator).into_iter().map(|(_, cells)| trimmed(cells)).collect();
    TextTable { rows: even(rows) }
}

fn trimmed(cells: Vec<String>) -> Vec<String> {
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Rows of one length: what a spreadsheet leaves empty at the end of a row is an empty cell.
fn even(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_blank = |row: &Vec<String>| row.iter().all(String::is_empty);
    rows.retain(|row| !is_blank(row));
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
    let width = rows.iter().map(filled).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    rows
}

impl TextTable {
    /// A table of cells from elsewhere.
    #[must_use]
    pub fn new(rows: Vec<Vec<String>>) -> Self {
        Self { rows: even(rows.into_iter().map(trimmed).collect()) }
    }
}

/// What the columns of a table seem to be: by the words of its first row, or else by what stands in them. Gives also whether
/// the first row is a header.
#[must_use]
pub fn table_columns(table: &TextTable) -> (bool, Vec<ColumnUse>) {
    let Some(first) = table.rows.first() else { return (false, Vec::new()) };
    let named: Vec<ColumnUse> = first.iter().map(|cell| column(cell).into()).collect();
    let is_named = named.iter().any(|column| *column != ColumnUse::Other);
    let is_person = |cell: &String| cell.contains('@') || looks_like_phone(cell);
    // Words above and addresses below make a header of words nobody foresaw.
    let differs = |at: usize| table.rows.iter().skip(1).any(|row| row.get(at).is_some_and(is_person));
    let has_header = !first.iter().any(is_person) && (is_named || (0..first.len()).any(differs));
    let rows = || table.rows.iter().skip(usize::from(has_header));
    let mut columns: Vec<ColumnUse> = Vec::new();
    for (at, name) in named.into_iter().enumerate() {
        let seen = by_cells(rows().filter_map(|row| row.get(at)));
        let guess = if has_header && name != ColumnUse::Other { name } else { seen };
        // One column each: the first that seems to be it.
        columns.push(if columns.contains(&guess) { ColumnUse::Other } else { guess });
    }
    (has_header, columns)
}

/// What a column is by what stands in it. Names look like any other word, so they are not guessed.
fn by_cells<'c>(cells: impl Iterator<Item = &'c String>) -> ColumnUse {
    let cells: Vec<&String> = cells.filter(|cell| !cell.is_empty()).collect();
    let most = |is: &dyn Fn(&&&String) -> bool| cells.iter().filter(is).count() * 2 > cells.len();
    if most(&|cell| cell.contains('@')) {
        ColumnUse::Email
    } else if most(&|cell| cell.parse::<PhoneNumber>().is_ok() || phone_suggestion(cell).is_some()) {
        ColumnUse::Mobile
    } else if most(&|cell| language(cell).is_some()) {
        ColumnUse::Language
    } else {
        ColumnUse::Other
    }
}

impl From<Column> for ColumnUse {
    fn from(column: Column) -> Self {
        match column {
            Column::Email => Self::Email,
            Column::FirstName => Self::FirstName,
            Column::FullName => Self::FullName,
            Column::Language => Self::Language,
            Column::LastName => Self::LastName,
            Column::Mobile => Self::Mobile,
            Column::Other => Self::Other,
        }
    }
}

/// What a column with this heading says of the person, in the words people use for it.
#[must_use]
pub(crate) fn column_use(header: &str) -> ColumnUse {
    column(header).into()
}

/// A heading as it is compared with others: without case, accents, dashes and points.
pub(crate) fn header_word(header: &str) -> String {
    plain(header).replace(['_', '-', '.', '\''], " ").trim().to_owned()
}

fn column(cell: &str) -> Column {
    match header_word(cell).as_str() {
        "e mail"
        | "email"
        | "mail"
        | "courriel"
        | "adresse e mail"
        | "adresse email"
        | "adresse mail"
        | "e mail address"
        | "email address"
        | "adresse de messagerie"
        | "indirizzo e mail" => Column::Email,
        "prenom" | "prenoms" | "first name" | "firstname" | "given name" => Column::FirstName,
        "nom complet" | "nom et prenom" | "nom prenom" | "prenom nom" | "prenom et nom" | "full name"
        | "name" | "nom affiche" | "display name" | "signataire" => Column::FullName,
        "langue" | "language" | "lingua" => Column::Language,
        "nom" | "nom de famille" | "last name" | "lastname" | "surname" | "family name" | "cognome" => {
            Column::LastName
        }
        "mobile" | "portable" | "telephone" | "tel" | "telephone portable" | "telephone mobile" | "phone"
        | "mobile phone" | "numero de mobile" | "gsm" | "cellulare" => Column::Mobile,
        _ => Column::Other,
    }
}

fn by_header(columns: &[Column], cells: &[String]) -> Found {
    let mut found = Found::default();
    let contact = &mut found.contact;
    for (column, cell) in columns.iter().zip(cells) {
        let place = match column {
            Column::Email => &mut contact.email,
            Column::FirstName => &mut contact.first_name,
            Column::LastName => &mut contact.last_name,
            Column::Mobile => &mut contact.mobile,
            Column::Language => &mut found.language,
            Column::FullName => {
                if contact.first_name.is_empty() && contact.last_name.is_empty() {
                    (contact.first_name, contact.last_name) = name::split(cell);
                }
                continue;
            }
            Column::Other => continue,
        };
        // Two columns for phones: the first that is filled in.
        if place.is_empty() {
            cell.trim().clone_into(place);
        }
    }
    found
}

/// Without a header the cells say themselves what they are.
fn by_look(cells: &[String]) -> Found {
    let mut found = Found::default();
    let mut names: Vec<&str> = Vec::new();
    for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
        let contact = &mut found.contact;
        if cell.contains('@') && contact.email.is_empty() {
            cell.clone_into(&mut contact.email);
        } else if looks_like_phone(cell) {
            if contact.mobile.is_empty() {
                cell.clone_into(&mut contact.mobile);
            }
        } else if !name::is_title(cell) {
            names.push(cell);
        }
    }
    let contact = &mut found.contact;
    (contact.first_name, contact.last_name) = match names.as_slice() {
        [] => Default::default(),
        [only] => name::split(only),
        [one, other, ..] => in_order(one, other, contact),
    };
    found
}

/// First and last name of two cells: capitals say which is the last name, else the address does, else the first comes
/// first.
fn in_order(one: &str, other: &str, contact: &Contact) -> (String, String) {
    let turned = match (name::is_capitals(one), name::is_capitals(other)) {
        (true, false) => true,
        (false, true) => false,
        (true, true) | (false, false) => {
            let address = plain(&contact.email);
            address.starts_with(&plain(other)) && !address.starts_with(&plain(one))
        }
    };
    let (first, last) = if turned { (other, one) } else { (one, other) };
    (first.to_owned(), last.to_owned())
}

fn looks_like_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.parse::<PhoneNumber>().is_ok()
        || phone_suggestion(cell).is_some()
        || digits > 6 && !cell.chars().any(char::is_alphabetic)
}

/// The rows with the line each begins at. In quotes a separator and a line end are text, and two quotes are one.
fn rows(text: &str, separator: char) -> Vec<(u32, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut line, mut begun) = (false, 1, 1);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '"' if quoted && rest.peek() == Some(&'"') => {
                cell.push('"');
                rest.next();
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut cells)));
                line += 1;
                begun = line;
            }
            '\r' if !quoted => {}
            _ if character == separator && !quoted => cells.push(std::mem::take(&mut cell)),
            _ => {
                line += u32::from(character == '\n');
                cell.push(character);
            }
        }
    }
    cells.push(cell);
    rows.push((begun, cells));
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

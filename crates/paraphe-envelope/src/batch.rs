//! One request for each row of a table: what varies is one person and the texts in `{{…}}`, the rest is a draft.

mod separate;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

pub use self::separate::Separated;
use crate::hint::phone_suggestion;
use crate::people::{column_use, header_word, language, split_name};
use crate::{Draft, DraftRecipient, RecipientId, Role, Sha256Digest};

/// What a column of a table says of the person; every column can also stand in the texts, by its header.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ColumnUse {
    /// The e-mail address.
    Email,
    /// The first name.
    FirstName,
    /// First and last name in one cell.
    FullName,
    /// The language they are addressed in.
    Language,
    /// The last name.
    LastName,
    /// The mobile phone.
    Mobile,
    /// Nothing of the person.
    Other,
}

/// What is another in each request of a batch.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// The document; the one cell of a row is its label, see [`Draft::separated`].
    Document,
    /// A person, and whatever the columns say.
    #[default]
    Person,
}

/// What all requests of a batch have in common, and what of a row goes where.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct BatchPattern {
    /// The request, with `{{column}}` in its texts.
    pub draft: Draft,
    /// The recipient who is another in each row.
    pub recipient: RecipientId,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// What each column is; as many as there are headers.
    pub columns: Vec<ColumnUse>,
    /// What is another in each request.
    #[serde(default)]
    pub each: Each,
}

/// Why a row makes no draft.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum RowRefusal {
    /// It has more or fewer cells than there are columns.
    #[error("the row has another number of cells than there are columns")]
    Length,
    /// A word that names no language we address people in.
    #[error("{0:?} is no language")]
    Language(String),
}

impl BatchPattern {
    /// The names in `{{…}}` for which there is no column, each with the place it stands at.
    #[must_use]
    pub fn unknown_names(&self) -> Vec<(String, String)> {
        self.placeholders().filter(|(_, name)| self.column_named(name).is_none()).collect()
    }

    /// The columns that `{{…}}` names and in which nothing stands in a row: the text would have a hole there.
    #[must_use]
    pub fn empty_columns(&self, cells: &[String]) -> Vec<usize> {
        let named = self.placeholders().filter_map(|(_, name)| self.column_named(&name));
        let is_empty = |at: &usize| cells.get(*at).is_none_or(|cell| cell.trim().is_empty());
        named.filter(is_empty).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The columns that reach nothing: they say nothing of the person, and no `{{…}}` names them.
    #[must_use]
    pub fn unused_columns(&self) -> Vec<usize> {
        let named: BTreeSet<usize> =
            self.placeholders().filter_map(|(_, name)| self.column_named(&name)).collect();
        let is_other = |at: &usize| self.columns.get(*at) == Some(&ColumnUse::Other);
        (0..self.headers.len()).filter(|at| is_other(at) && !named.contains(at)).collect()
    }

    /// The names in `{{…}}` that reach somebody: what a column writes over is not read.
    fn placeholders(&self) -> impl Iterator<Item = (String, String)> {
        let at = self.draft.recipients.iter().position(|person| person.id == self.recipient);
        let place = |key: &str| at.map(|at| format!("recipients[{at}].{key}")).unwrap_or_default();
        let is_there = |of: ColumnUse| self.columns.contains(&of);
        let full = is_there(ColumnUse::FullName);
        let mut replaced = Vec::new();
        for (key, is_replaced) in [
            ("first_name", full || is_there(ColumnUse::FirstName)),
            ("last_name", full || is_there(ColumnUse::LastName)),
            ("email", is_there(ColumnUse::Email)),
            ("mobile", is_there(ColumnUse::Mobile)),
        ] {
            replaced.extend(is_replaced.then(|| place(key)));
        }
        // A request for each document is sent as it was written: braces in it mean themselves.
        let texts = if self.each == Each::Person { placeholders(&self.draft) } else { Vec::new() };
        texts.into_iter().filter(move |(place, _)| !replaced.contains(place))
    }

    /// The column a name in `{{…}}` means, see [`column_named`].
    #[must_use]
    pub fn column_named(&self, name: &str) -> Option<usize> {
        column_named(&self.headers, &self.columns, name)
    }

    /// The place of the first column of this use.
    #[must_use]
    pub fn column(&self, of: ColumnUse) -> Option<usize> {
        self.columns.iter().position(|column| *column == of)
    }

    /// The draft a row makes: the person, and whatever stands in `{{…}}`.
    ///
    /// # Errors
    /// The row does not fit the columns, or its language is none.
    pub fn fill(&self, cells: &[String]) -> Result<Draft, RowRefusal> {
        if cells.len() != self.headers.len() {
            return Err(RowRefusal::Length);
        }
        if self.each == Each::Document {
            let mut requests = self.draft.separated().into_iter();
            let found = requests.find(|request| cells.first() == Some(&request.label));
            return found.map(|request| request.draft).ok_or(RowRefusal::Length);
        }
        let mut draft = self.draft.clone();
        let mut cell = |name: &str| {
            let cell = cells.get(self.column_named(name)?)?;
            Some(cell.trim().to_owned())
        };
        draft.title = fill(&draft.title, &mut cell);
        draft.message = fill(&draft.message, &mut cell);
        for text in draft.options.messages.values_mut() {
            *text = fill(text, &mut cell);
        }
        for text in draft.options.metadata.values_mut() {
            *text = fill(text, &mut cell);
        }
        for person in &mut draft.recipients {
            for text in [&mut person.first_name, &mut person.last_name, &mut person.email, &mut person.mobile]
            {
                *text = fill(text, &mut cell);
            }
        }
        if let Some(person) = draft.recipients.iter_mut().find(|person| person.id == self.recipient) {
            self.write_person(cells, person)?;
        }
        Ok(draft)
    }

    /// Whom a filled draft is about: the person of the row, or those who sign the document.
    #[must_use]
    pub fn subject(&self, filled: &Draft) -> String {
        let is_meant = |person: &&DraftRecipient| match self.each {
            Each::Document => person.role == Role::Signer,
            Each::Person => person.id == self.recipient,
        };
        let names: Vec<String> =
            filled.recipients.iter().filter(is_meant).map(DraftRecipient::full_name).collect();
        names.join(", ")
    }

    fn write_person(&self, cells: &[String], person: &mut DraftRecipient) -> Result<(), RowRefusal> {
        for (column, cell) in self.columns.iter().zip(cells) {
            let cell = cell.trim();
            match column {
                ColumnUse::Email => cell.clone_into(&mut person.email),
                ColumnUse::FirstName => cell.clone_into(&mut person.first_name),
                ColumnUse::LastName => cell.clone_into(&mut person.last_name),
                ColumnUse::Mobile => person.mobile = international(cell),
                ColumnUse::FullName => (person.first_name, person.last_name) = split_name(cell),
                // A language nobody wrote down is that of the draft.
                ColumnUse::Language if cell.is_empty() => {}
                ColumnUse::Language => {
                    person.language = language(cell).ok_or_else(|| RowRefusal::Language(cell.to_owned()))?;
                }
                ColumnUse::Other => {}
            }
        }
        Ok(())
    }

    /// What a filled draft is known by within its batch: two rows that say the same have the same.
    #[must_use]
    pub fn row_digest(&self, filled: &Draft) -> Sha256Digest {
        let person = filled.recipient(&self.recipient);
        let said = (&filled.title, &filled.message, &filled.options.metadata, person);
        let mut text =
            serde_json::to_vec(&said).expect("texts and a person have string keys and cannot fail");
        // Rows of requests in one language keep the digest they had before there were several.
        if !filled.options.messages.is_empty() {
            let further = serde_json::to_vec(&filled.options.messages);
            text.extend(further.expect("languages are written as texts and cannot fail"));
        }
        Sha256Digest::of(&text)
    }
}

/// The column a name in `{{…}}` means: the one that is headed so; else the one whose heading differs in case, accents and
/// dashes only; else the one that says the same of the person, as « prénom » and `first_name` do.
#[must_use]
pub fn column_named(headers: &[String], columns: &[ColumnUse], name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let word = header_word(name);
    let of = column_use(name);
    let said_otherwise = || headers.iter().position(|header| !word.is_empty() && header_word(header) == word);
    let meant = || columns.iter().position(|column| of != ColumnUse::Other && *column == of);
    headers.iter().position(|header| header == name).or_else(said_otherwise).or_else(meant)
}

/// What the columns of a table with a header are: first those that are headed as the manual names them, then the words
/// people use for them in French, English and Italian; one column each.
#[must_use]
pub fn header_columns(headers: &[String]) -> Vec<ColumnUse> {
    let mut columns = vec![ColumnUse::Other; headers.len()];
    let mut take = |is_it: &dyn Fn(&str, ColumnUse) -> bool| {
        for (at, header) in headers.iter().enumerate() {
            let of = column_use(header);
            let is_named = columns.contains(&ColumnUse::FirstName) || columns.contains(&ColumnUse::LastName);
            let is_taken = columns.contains(&of) || (of == ColumnUse::FullName && is_named);
            if columns[at] == ColumnUse::Other && !is_taken && is_it(header, of) {
                columns[at] = of;
            }
        }
    };
    take(&|header, _| is_of_the_manual(header));
    take(&|_, of| of != ColumnUse::FullName);
    take(&|_, _| true);
    columns
}

/// Whether a heading is one of those the manual has for the person, and means nothing else.
#[must_use]
pub fn is_of_the_manual(header: &str) -> bool {
    ["first_name", "last_name", "email", "mobile", "language"].contains(&header)
}

/// The same for a draft of which each row replaces the first recipient. A heading in the words of people says nothing of the
/// person where a text names the column and the draft says who the person is: « nom » may be that of a house. First and last
/// name side by side are always the person's.
#[must_use]
pub fn header_columns_for(headers: &[String], draft: &Draft) -> Vec<ColumnUse> {
    let mut columns = header_columns(headers);
    let Some(person) = draft.recipients.first() else { return columns };
    let named: BTreeSet<String> = placeholders(draft).iter().map(|(_, name)| header_word(name)).collect();
    let are_parts = columns.contains(&ColumnUse::FirstName) && columns.contains(&ColumnUse::LastName);
    let is_fixed = |text: &str| !text.trim().is_empty() && !text.contains("{{");
    for (header, column) in headers.iter().zip(&mut columns) {
        let is_said = match column {
            ColumnUse::Email => is_fixed(&person.email),
            ColumnUse::FirstName => is_fixed(&person.first_name) && !are_parts,
            ColumnUse::FullName => is_fixed(&person.full_name()),
            // A draft always has one.
            ColumnUse::Language => true,
            ColumnUse::LastName => is_fixed(&person.last_name) && !are_parts,
            ColumnUse::Mobile => is_fixed(&person.mobile),
            ColumnUse::Other => false,
        };
        if is_said && !is_of_the_manual(header) && named.contains(&header_word(header)) {
            *column = ColumnUse::Other;
        }
    }
    columns
}

/// The names in `{{…}}` of a draft, each with the place it stands at in an envelope file.
#[must_use]
pub fn placeholders(draft: &Draft) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (place, text) in texts(draft) {
        let mut note = |name: &str| {
            found.push((place.clone(), name.to_owned()));
            None
        };
        fill(text, &mut note);
    }
    found
}

/// The texts a row can be written into, with their places in an envelope file.
fn texts(draft: &Draft) -> impl Iterator<Item = (String, &str)> {
    let notes = draft.options.metadata.iter();
    let people = draft.recipients.iter().enumerate().flat_map(|(at, person)| {
        let keys = [
            ("first_name", &person.first_name),
            ("last_name", &person.last_name),
            ("email", &person.email),
            ("mobile", &person.mobile),
        ];
        keys.map(|(key, text)| (format!("recipients[{at}].{key}"), text.as_str()))
    });
    let further = draft.options.messages.iter().map(|(language, text)| {
        let word = language.as_str();
        (format!("message.{word}"), text.as_str())
    });
    [("title".to_owned(), draft.title.as_str()), ("message".to_owned(), draft.message.as_str())]
        .into_iter()
        .chain(further)
        .chain(notes.map(|(key, text)| (format!("options.metadata.{key}"), text.as_str())))
        .chain(people)
}

/// A number written as at home, as it is dialled from anywhere; as it stands where nobody could tell.
fn international(cell: &str) -> String {
    phone_suggestion(cell).map_or_else(|| cell.to_owned(), String::from)
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

#[cfg(test)]
mod tests;

//! People as they come from elsewhere: a line copied from a mail program, rows of a spreadsheet, a visiting card. What was
//! understood is said line by line, with what is wrong, and nothing is thrown away silently.

mod address_list;
mod name;
mod plain;
mod table;
mod vcard;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::hint::phone_suggestion;
use crate::{EmailAddress, EmailRefusal, Language, PhoneNumber, PhoneRefusal};

pub(crate) use name::split as split_name;
pub use plain::plain;
pub use table::{TextTable, read_table, table_columns};
pub(crate) use table::{column_use, header_word};
pub use vcard::vcards;

/// Lines read at most: what a person prepares by hand is far less.
pub const PEOPLE_LIMIT: usize = 1_000;

/// A person one may write to: what an address book knows.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
pub struct Contact {
    /// First name; may be empty.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// E-mail address as written; empty when none.
    pub email: String,
    /// Mobile phone as written, in international form where it could be brought there; empty when none.
    pub mobile: String,
    /// The language they are addressed in, where it is known.
    pub language: Option<Language>,
}

/// What was understood of one line, row or card.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct PersonLine {
    /// Its line in the text, from 1.
    pub line: u32,
    /// The text it was read from, shortened.
    pub text: String,
    /// Who it seems to be.
    pub contact: Contact,
    /// What is wrong with it.
    pub problems: Vec<PersonProblem>,
}

/// What is wrong with a line.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PersonProblem {
    /// What stands where an e-mail address is expected is none.
    EmailInvalid {
        /// What is wrong with it.
        reason: EmailRefusal,
    },
    /// There is no e-mail address.
    EmailMissing,
    /// A word that names no language we address people in.
    LanguageUnknown {
        /// The word.
        word: String,
    },
    /// There is no name.
    NameMissing,
    /// Neither a name, nor an address, nor a phone number.
    NothingFound,
    /// What stands where a phone number is expected is none.
    PhoneInvalid {
        /// What is wrong with it.
        reason: PhoneRefusal,
    },
}

/// Reads people from a text: an address line (`Alice Dupont <a@ex.fr>; …`), rows of a spreadsheet or of a CSV file with or
/// without a header, or visiting cards (vCard 2.1 to 4.0). Reads [`PEOPLE_LIMIT`] at most.
#[must_use]
pub fn read_people(text: &str) -> Vec<PersonLine> {
    let text = text.trim_start_matches('\u{feff}');
    let begins_card = text.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD"));
    let found = if begins_card {
        vcard::read(text)
    } else {
        table::read(text).unwrap_or_else(|| address_list::read(text))
    };
    found.into_iter().take(PEOPLE_LIMIT).map(Found::judged).collect()
}

impl Contact {
    /// What was typed, in the forms used here, with everything that keeps it out of an address book: it wants a name or an
    /// address, and what is given has to be one.
    #[must_use]
    pub fn tidied(self) -> (Self, Vec<PersonProblem>) {
        let Self { first_name, last_name, email, mobile, language } = self;
        let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let contact = Self {
            first_name: one_line(first_name),
            last_name: one_line(last_name),
            email: email.trim().to_owned(),
            mobile: mobile.trim().to_owned(),
            language,
        };
        let is_obstacle = |problem: &PersonProblem| match problem {
            PersonProblem::EmailInvalid { .. }
            | PersonProblem::NothingFound
            | PersonProblem::PhoneInvalid { .. } => true,
            PersonProblem::EmailMissing
            | PersonProblem::LanguageUnknown { .. }
            | PersonProblem::NameMissing => false,
        };
        let (first_name, last_name) = (contact.first_name.clone(), contact.last_name.clone());
        let judged = Found { contact, ..Found::default() }.judged();
        // What a name might be is for a list; here the person said what it is.
        let contact = Self { first_name, last_name, language, ..judged.contact };
        // A number alone is somebody to ask, and nobody to find again in a book.
        if judged.problems.contains(&PersonProblem::NameMissing) && contact.email.is_empty() {
            return (contact, vec![PersonProblem::NothingFound]);
        }
        (contact, judged.problems.into_iter().filter(is_obstacle).collect())
    }
}

/// What a reader found, before anything is judged.
#[derive(Debug, Default)]
struct Found {
    line: u32,
    text: String,
    contact: Contact,
    /// The word in the place of a language.
    language: String,
}

impl Found {
    /// Brings what was found to the forms used here, and says what does not fit.
    fn judged(mut self) -> PersonLine {
        let mut problems = Vec::new();
        let contact = &mut self.contact;
        contact.language = language(&self.language);
        if contact.language.is_none() && !self.language.is_empty() {
            problems.push(PersonProblem::LanguageUnknown { word: self.language });
        }
        match contact.email.parse::<EmailAddress>() {
            Ok(email) => contact.email = email.to_string(),
            Err(_) if contact.email.is_empty() => {}
            Err(reason) => problems.push(PersonProblem::EmailInvalid { reason }),
        }
        match contact.mobile.parse::<PhoneNumber>() {
            Ok(mobile) => contact.mobile = mobile.to_string(),
            Err(_) if contact.mobile.is_empty() => {}
            Err(reason) => match phone_suggestion(&contact.mobile) {
                Some(mobile) => contact.mobile = mobile.to_string(),
                None => problems.push(PersonProblem::PhoneInvalid { reason }),
            },
        }
        let is_nameless = contact.first_name.is_empty() && contact.last_name.is_empty();
        if is_nameless && !contact.email.is_empty() {
            (contact.first_name, contact.last_name) = name::of_address(&contact.email).unwrap_or_default();
        }
        let is_nameless = contact.first_name.is_empty() && contact.last_name.is_empty();
        match (is_nameless, contact.email.is_empty()) {
            (true, true) if contact.mobile.parse::<PhoneNumber>().is_ok() => {
                problems.extend([PersonProblem::NameMissing, PersonProblem::EmailMissing]);
            }
            (true, true) => problems = vec![PersonProblem::NothingFound],
            (true, false) => problems.push(PersonProblem::NameMissing),
            (false, true) => problems.push(PersonProblem::EmailMissing),
            (false, false) => {}
        }
        PersonLine { line: self.line, text: shortened(&self.text), contact: self.contact, problems }
    }
}

/// The language a word names, in French, English, Italian or by its code.
pub(crate) fn language(word: &str) -> Option<Language> {
    match plain(word).as_str() {
        "ar" | "arabe" | "arabic" | "arabo" => Some(Language::Ar),
        "en" | "anglais" | "english" | "inglese" | "en-gb" | "en-us" => Some(Language::En),
        "fr" | "francais" | "french" | "francese" | "fr-fr" | "fr-be" | "fr-ch" => Some(Language::Fr),
        "it" | "italien" | "italian" | "italiano" | "it-it" => Some(Language::It),
        _ => None,
    }
}

/// Enough of a line to recognise it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;

//! The address book: listed, and written into files other programs read.

use std::path::Path;

use paraphe_envelope::{Contact, Language, plain, vcards};
use paraphe_history::ContactRow;

use crate::schema::{AddressBookView, KnownContact};
use crate::verification::text::{cell, clean};
use crate::{App, Code, Error, translate, words};

/// As many as a list holds before somebody types to narrow it down.
const LISTED: usize = 500;

const COLUMNS: [&str; 5] =
    ["contacts-first-name", "contacts-last-name", "contacts-email", "contacts-mobile", "contacts-language"];

/// Everybody who is found, by last name.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn list(app: &App, text: &str) -> Result<AddressBookView, Error> {
    let mut rows = app.history().contacts(text, usize::MAX).map_err(translate::history)?;
    let total = match text.trim() {
        "" => rows.len(),
        _ => app.history().contacts("", usize::MAX).map_err(translate::history)?.len(),
    };
    let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let found = count(rows.len());
    rows.sort_by_cached_key(|row| order(&row.contact));
    rows.truncate(LISTED);
    Ok(AddressBookView { contacts: rows.into_iter().map(shown).collect(), found, total: count(total) })
}

/// By last name, as a paper book is; whoever has none by what they have.
fn order(contact: &Contact) -> (String, String) {
    let Contact { first_name, last_name, email, .. } = contact;
    let named = [last_name, first_name, email].into_iter().find(|part| !part.is_empty());
    (plain(named.unwrap_or(email)), plain(&format!("{first_name} {email}")))
}

fn shown(row: ContactRow) -> KnownContact {
    let ContactRow { contact, uses, used_at } = row;
    KnownContact { contact, uses, used_at: (uses > 0).then_some(used_at) }
}

/// One person, or all of them, as the file the ending of its name asks for.
///
/// # Errors
/// `error-contacts-format` for another ending; the history cannot be read.
pub(crate) fn written(app: &App, target: &Path, only: Option<Contact>) -> Result<Vec<u8>, Error> {
    let format = Format::of(target)?;
    let mut people: Vec<Contact> = match only {
        Some(contact) => vec![contact],
        None => {
            let rows = app.history().contacts("", usize::MAX).map_err(translate::history)?;
            rows.into_iter().map(|row| row.contact).collect()
        }
    };
    people.sort_by_cached_key(order);
    Ok(match format {
        Format::Csv => csv(app.language(), &people),
        Format::VCard => vcards(&people),
    }
    .into_bytes())
}

#[derive(Clone, Copy)]
enum Format {
    Csv,
    VCard,
}

impl Format {
    fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("vcf") => Ok(Self::VCard),
            Some(_) | None => {
                Err(Error::new(Code::Refused, "error-contacts-format").with("path", path.display()))
            }
        }
    }
}

/// `;` and a byte order mark: what Excel in French reads without being asked.
fn csv(language: Language, people: &[Contact]) -> String {
    let mut text = String::from("\u{FEFF}");
    let mut line = |cells: [String; 5]| {
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    };
    line(COLUMNS.map(|id| cell(&words::plain(language, id))));
    for Contact { first_name, last_name, email, mobile, language } in people {
        let spoken = language.map(Language::as_str).unwrap_or_default();
        line([cell(first_name), cell(last_name), cell(email), number(mobile), cell(spoken)]);
    }
    text
}

/// A number begins with a plus sign and is no formula; whatever else stands in its place may be one.
fn number(mobile: &str) -> String {
    let is_number = mobile.strip_prefix('+').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    if is_number { format!("\"{}\"", clean(mobile)) } else { cell(mobile) }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::read_people;

    use super::*;

    fn person(first: &str, last: &str, email: &str, mobile: &str) -> Contact {
        Contact {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            email: email.to_owned(),
            mobile: mobile.to_owned(),
            language: Some(Language::Fr),
        }
    }

    #[test]
    fn what_is_written_for_spreadsheets_is_read_again_and_runs_nothing() {
        let people = [
            person("Amélie", "Bérard; \"Petit\"", "amelie@ex.fr", "+33612345678"),
            person("كريم", "بن صالح", "karim@ex.tn", ""),
        ];
        for language in [Language::Fr, Language::En] {
            let text = csv(language, &people);
            let read: Vec<Contact> = read_people(&text).into_iter().map(|line| line.contact).collect();
            assert_eq!(read, people, "{text}");
        }
        let text = csv(Language::Fr, &[person("=1+1", "@x", "a@ex.fr", "+1;=2")]);
        assert!(text.contains("\"'=1+1\";\"'@x\"") && text.contains("\"'+1;=2\""), "{text}");
    }

    #[test]
    fn the_ending_says_which_file_it_is() {
        assert!(matches!(Format::of(Path::new("/a/Carnet.VCF")), Ok(Format::VCard)));
        let refused = Format::of(Path::new("/a/carnet.xlsx")).err().unwrap();
        assert_eq!(refused.message, "error-contacts-format");
    }
}

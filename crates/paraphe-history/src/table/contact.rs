//! `contact`: the address book. Nobody has to type it: it is fed by the people requests are made to.

use std::collections::HashSet;

use paraphe_envelope::{Contact, Language, Recipient, Timestamp, plain};
use rusqlite::{Connection, Row, named_params};

use super::{Cell, word};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

/// What was sent before there was a book feeds it as well. The address is lower-cased as SQLite does it, letters of ASCII
/// only, here and in [`note_all`].
pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 4,
    sql: "
CREATE TABLE contact (
    address TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    mobile TEXT NOT NULL,
    language TEXT NOT NULL,
    uses INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (address, first_name, last_name)
) STRICT, WITHOUT ROWID;
INSERT INTO contact
SELECT lower(coalesce(recipient.email, '')), first_name, last_name, coalesce(recipient.email, ''),
    coalesce(mobile, ''), recipient.language, count(*), max(envelope.created_at)
FROM recipient JOIN envelope ON envelope.row = recipient.envelope
GROUP BY 1, 2, 3;
",
}];

/// Somebody of the address book.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContactRow {
    /// Who they are.
    pub contact: Contact,
    /// In how many requests they were.
    pub uses: u32,
    /// When they last were in one; the epoch where they never were.
    pub used_at: Timestamp,
}

impl History {
    /// People of the address book whose name or address has a word that begins with each word typed, or whose number holds
    /// the digits typed, the last used first; nothing typed finds everybody. The same person written in two ways is one: as
    /// written last.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn contacts(&self, text: &str, limit: usize) -> Result<Vec<ContactRow>, HistoryError> {
        let typed = Typed::of(text);
        let mut seen = HashSet::new();
        let mut found: Vec<ContactRow> = Vec::new();
        let mut statement =
            self.connection().prepare_cached("SELECT * FROM contact ORDER BY used_at DESC, uses DESC")?;
        let mut rows = statement.query([])?;
        while found.len() < limit
            && let Some(row) = rows.next()?
        {
            let row = read(row)?;
            if seen.insert(key(&row.contact)) && typed.finds(&row.contact) {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Corrects a person of the address book, or adds one where there is no former. Whoever the book knows by the new name
    /// and address already becomes one with them. The requests they are part of stay as they are.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save_contact(&mut self, former: Option<&Contact>, contact: &Contact) -> Result<(), HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let mut same = written_as(transaction, contact)?;
            if let Some(former) = former.filter(|former| key(former) != key(contact)) {
                same.extend(written_as(transaction, former)?);
            }
            remove(transaction, &same)?;
            let uses = same.iter().map(|row| row.uses).sum();
            let used_at = same.iter().map(|row| row.used_at).max().unwrap_or_else(never);
            insert(transaction, &ContactRow { contact: contact.clone(), uses, used_at })
        })
    }

    /// Puts people into the address book. Of those it knows, the number and the language are taken over where they are given.
    /// Gives how many were not known.
    ///
    /// # Errors
    /// The file cannot be written; nobody is added then.
    pub fn add_contacts(&mut self, contacts: &[Contact]) -> Result<usize, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let mut added = 0;
            for contact in contacts {
                let same = written_as(transaction, contact)?;
                added += usize::from(same.is_empty());
                let last = same.iter().max_by_key(|row| row.used_at);
                let merged = last.map_or_else(
                    || ContactRow { contact: contact.clone(), uses: 0, used_at: never() },
                    |last| ContactRow {
                        contact: completed(&last.contact, contact),
                        uses: same.iter().map(|row| row.uses).sum(),
                        used_at: last.used_at,
                    },
                );
                remove(transaction, &same)?;
                insert(transaction, &merged)?;
            }
            Ok(added)
        })
    }

    /// Takes a person out of the address book, in whatever way their name was written. The requests they are part of stay.
    /// Gives whether they were there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget_contact(&mut self, contact: &Contact) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let doomed = written_as(transaction, contact)?;
            remove(transaction, &doomed)?;
            Ok(!doomed.is_empty())
        })
    }
}

/// When somebody was last used who never was.
fn never() -> Timestamp {
    Timestamp::from_millis(0)
}

/// The rows of one person, in whatever way their name was written.
fn written_as(connection: &Connection, contact: &Contact) -> Result<Vec<ContactRow>, HistoryError> {
    let mut statement = connection.prepare_cached("SELECT * FROM contact WHERE address = :address")?;
    let mut rows = statement.query(named_params! { ":address": contact.email.to_ascii_lowercase() })?;
    let wanted = key(contact);
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let row = read(row)?;
        if key(&row.contact) == wanted {
            found.push(row);
        }
    }
    Ok(found)
}

fn remove(connection: &Connection, doomed: &[ContactRow]) -> Result<(), HistoryError> {
    let sql = "DELETE FROM contact
               WHERE address = :address AND first_name = :first_name AND last_name = :last_name";
    let mut statement = connection.prepare_cached(sql)?;
    for ContactRow { contact, .. } in doomed {
        statement.execute(named_params! {
            ":address": contact.email.to_ascii_lowercase(),
            ":first_name": contact.first_name,
            ":last_name": contact.last_name,
        })?;
    }
    Ok(())
}

fn insert(connection: &Connection, row: &ContactRow) -> Result<(), HistoryError> {
    let ContactRow { contact, uses, used_at } = row;
    let sql = "INSERT INTO contact
               VALUES (:address, :first_name, :last_name, :email, :mobile, :language, :uses, :at)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":address": contact.email.to_ascii_lowercase(),
        ":first_name": contact.first_name,
        ":last_name": contact.last_name,
        ":email": contact.email,
        ":mobile": contact.mobile,
        ":language": contact.language.as_ref().map(word).unwrap_or_default(),
        ":uses": uses,
        ":at": used_at.as_millis(),
    })?;
    Ok(())
}

/// What is known, with what is new: a name is kept as it was written.
fn completed(known: &Contact, new: &Contact) -> Contact {
    let mobile = if new.mobile.is_empty() { &known.mobile } else { &new.mobile };
    Contact { mobile: mobile.clone(), language: new.language.or(known.language), ..known.clone() }
}

/// Puts the people of a request into the address book. A phone number that is not given this time is still known.
pub(crate) fn note_all(
    connection: &Connection,
    people: &[Recipient],
    at: Timestamp,
) -> Result<(), HistoryError> {
    let sql = "INSERT INTO contact
               VALUES (:address, :first_name, :last_name, :email, :mobile, :language, 1, :at)
               ON CONFLICT DO UPDATE SET
                   email = excluded.email,
                   mobile = CASE excluded.mobile WHEN '' THEN mobile ELSE excluded.mobile END,
                   language = excluded.language,
                   uses = uses + 1,
                   used_at = max(used_at, excluded.used_at)";
    let mut statement = connection.prepare_cached(sql)?;
    for person in people {
        let email = person.email.as_ref().map(ToString::to_string).unwrap_or_default();
        statement.execute(named_params! {
            ":address": email.to_ascii_lowercase(),
            ":first_name": person.first_name,
            ":last_name": person.last_name,
            ":email": email,
            ":mobile": person.mobile.as_ref().map(ToString::to_string).unwrap_or_default(),
            ":language": word(&person.language),
            ":at": at.as_millis(),
        })?;
    }
    Ok(())
}

/// What tells people apart: case and accents make nobody else.
fn key(contact: &Contact) -> (String, String) {
    (contact.email.to_lowercase(), plain(&format!("{} {}", contact.first_name, contact.last_name)))
}

/// What somebody typed to find a person.
struct Typed {
    words: Vec<String>,
    /// The digits of a number, without what stands before it at home; none where something else was typed.
    digits: Option<String>,
}

impl Typed {
    fn of(text: &str) -> Self {
        let words = plain(text).split_whitespace().map(str::to_owned).collect();
        let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/".contains(c);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_start_matches('0').to_owned();
        let is_some = digits.len() >= FEWEST_DIGITS && text.chars().all(is_number);
        Self { words, digits: is_some.then_some(digits) }
    }

    fn finds(&self, contact: &Contact) -> bool {
        if self.digits.as_ref().is_some_and(|digits| contact.mobile.contains(digits)) {
            return true;
        }
        let Contact { first_name, last_name, email, .. } = contact;
        let known = plain(&format!("{first_name} {last_name} {email}"));
        let known: Vec<&str> = known.split(BETWEEN).collect();
        let address = plain(email);
        let begins = |part: &str| known.iter().any(|known| known.starts_with(part));
        // « Jean-Pierre » is two words, here and there.
        self.words.iter().all(|word| address.starts_with(word) || word.split(BETWEEN).all(begins))
    }
}

/// Fewer digits than these are found in nearly every number.
const FEWEST_DIGITS: usize = 3;
/// What stands between the words of names and addresses.
const BETWEEN: [char; 6] = [' ', '-', '\'', '.', '@', '_'];

fn read(row: &Row<'_>) -> Result<ContactRow, HistoryError> {
    let cell = |column| Cell::new(row, "contact", column);
    Ok(ContactRow {
        contact: Contact {
            first_name: cell("first_name").value()?,
            last_name: cell("last_name").value()?,
            email: cell("email").value()?,
            mobile: cell("mobile").value()?,
            language: language(&cell("language"))?,
        },
        uses: cell("uses").value()?,
        used_at: Timestamp::from_millis(cell("used_at").value()?),
    })
}

/// Nobody said which language somebody imported is addressed in.
fn language(cell: &Cell<'_, '_>) -> Result<Option<Language>, HistoryError> {
    if cell.value::<String>()?.is_empty() {
        return Ok(None);
    }
    cell.word().map(Some)
}

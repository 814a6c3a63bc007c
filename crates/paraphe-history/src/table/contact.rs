//! `contact`: the address book. Nobody types it: it is fed by the people requests are made to.

use paraphe_envelope::{Contact, Recipient, Timestamp, plain};
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
    /// When they last were in one.
    pub used_at: Timestamp,
}

impl History {
    /// People of the address book whose name or address has a word that begins with each word typed, the last used first;
    /// nothing typed finds everybody. The same person written in two ways is one: as written last.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn contacts(&self, text: &str, limit: usize) -> Result<Vec<ContactRow>, HistoryError> {
        let typed = plain(text);
        let typed: Vec<&str> = typed.split_whitespace().collect();
        let mut found: Vec<ContactRow> = Vec::new();
        let mut statement =
            self.connection().prepare_cached("SELECT * FROM contact ORDER BY used_at DESC, uses DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let row = read(row)?;
            let is_known = found.iter().any(|known| is_same(&known.contact, &row.contact));
            if !is_known && matches(&row.contact, &typed) {
                found.push(row);
            }
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }

    /// Takes a person out of the address book, in whatever way their name was written. The requests they are part of stay.
    /// Gives whether they were there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget_contact(&mut self, contact: &Contact) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let address = contact.email.to_ascii_lowercase();
            let mut statement =
                transaction.prepare_cached("SELECT * FROM contact WHERE address = :address")?;
            let mut rows = statement.query(named_params! { ":address": address })?;
            let mut doomed = Vec::new();
            while let Some(row) = rows.next()? {
                let known = read(row)?.contact;
                if is_same(&known, contact) {
                    doomed.push(known);
                }
            }
            let sql = "DELETE FROM contact
                       WHERE address = :address AND first_name = :first_name AND last_name = :last_name";
            let mut statement = transaction.prepare_cached(sql)?;
            for known in &doomed {
                statement.execute(named_params! {
                    ":address": address,
                    ":first_name": known.first_name,
                    ":last_name": known.last_name,
                })?;
            }
            Ok(!doomed.is_empty())
        })
    }
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

/// Case and accents make nobody else.
fn is_same(one: &Contact, other: &Contact) -> bool {
    let key = |contact: &Contact| {
        (contact.email.to_lowercase(), plain(&format!("{} {}", contact.first_name, contact.last_name)))
    };
    key(one) == key(other)
}

fn matches(contact: &Contact, typed: &[&str]) -> bool {
    let Contact { first_name, last_name, email, .. } = contact;
    let known = plain(&format!("{first_name} {last_name} {email}"));
    let address = plain(email);
    let begins = |word: &str| known.split([' ', '-', '\'', '.', '@', '_']).any(|part| part.starts_with(word));
    typed.iter().all(|word| begins(word) || address.starts_with(word))
}

fn read(row: &Row<'_>) -> Result<ContactRow, HistoryError> {
    let cell = |column| Cell::new(row, "contact", column);
    Ok(ContactRow {
        contact: Contact {
            first_name: cell("first_name").value()?,
            last_name: cell("last_name").value()?,
            email: cell("email").value()?,
            mobile: cell("mobile").value()?,
            language: Some(cell("language").word()?),
        },
        uses: cell("uses").value()?,
        used_at: Timestamp::from_millis(cell("used_at").value()?),
    })
}

//! Documents nothing names any more: what a deleted draft, or a file dropped by mistake, left in the vault.
//!
//! A document is put into the vault before the row that names it is written, and two processes may share the vault: a
//! document without a row may be about to get one. So none goes at first sight. It is marked, and goes when it is still
//! marked and still without a row after [`GRACE_MILLIS`]. Putting a document again takes its mark away, under a lock that
//! removing needs for itself alone.
//!
//! A document older than the database is never removed: whoever began a new history may have nothing of those documents
//! but what lies here. And once a database was found that knows less than the one before it, as one out of a backup does,
//! nothing is removed from this vault any more: the documents in between are named by no row, and yet somebody's.
//!
//! What names a document is not a list of columns, which the next table would not be in: every value of every table is
//! looked at.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use paraphe_envelope::{Sha256Digest, Timestamp};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::error::HistoryError;
use crate::history::{BUSY_TIMEOUT, FILE_NAME, VAULT_NAME};
use crate::private;
use crate::vault::{Vault, VaultError, make_writable};

/// How long a document stays after it was first found that nothing names it (ms): a day.
pub const GRACE_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Removes from the vault of the history in `dir` what nothing has named for a day; gives how many documents went. The
/// history may be open meanwhile, here and elsewhere: this reads it through a connection of its own.
///
/// # Errors
/// The history or the vault cannot be read, or the vault cannot be written. Nothing that is named is touched.
pub fn collect_unneeded(dir: &Path, now: Timestamp) -> Result<u32, HistoryError> {
    let vault = Vault::at(&dir.join(VAULT_NAME));
    // Listed before the history is read: what arrives later is not among them.
    let mut unnamed = vault.stored()?;
    let marked = vault.marked()?;
    if unnamed.is_empty() && marked.is_empty() {
        return Ok(0);
    }
    let file = dir.join(FILE_NAME);
    if !vault.keeps_up(&file)? {
        return Ok(0);
    }
    leave_unnamed(&file, &mut unnamed)?;
    leave_older(&file, &vault, &mut unnamed)?;
    for digest in marked.difference(&unnamed) {
        vault.unmark(digest)?;
    }
    for digest in unnamed.difference(&marked) {
        vault.mark(digest, now)?;
    }
    vault.remove_marked(unnamed.intersection(&marked), now)
}

/// Takes out of `digests` whatever a row names.
fn leave_unnamed(file: &Path, digests: &mut BTreeSet<Sha256Digest>) -> Result<(), HistoryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // One transaction: a row must not move from a table not yet read to one that has been.
    let transaction = connection.transaction()?;
    let mut tables = tables(&transaction)?;
    // Nearly every document is in this one, which is small: mostly nothing is left to look for after it.
    tables.sort_by_key(|name| name != "document_version");
    for table in tables {
        if digests.is_empty() {
            break;
        }
        leave_unnamed_by(&transaction, &table, digests)?;
    }
    Ok(())
}

/// Takes out of `digests` whatever was there before the database, and everything where the disk does not know.
fn leave_older(file: &Path, vault: &Vault, digests: &mut BTreeSet<Sha256Digest>) -> Result<(), VaultError> {
    let metadata = fs::metadata(file).map_err(|error| VaultError::from_io(file, error))?;
    let Ok(begun) = metadata.created() else {
        digests.clear();
        return Ok(());
    };
    let arrived = |digest: &Sha256Digest| fs::metadata(vault.path(digest)).and_then(|found| found.modified());
    digests.retain(|digest| arrived(digest).is_ok_and(|at| at >= begun));
    Ok(())
}

/// The tables of ours that hold rows: neither views nor what SQLite keeps for itself and for the search.
fn tables(connection: &Connection) -> Result<Vec<String>, HistoryError> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn leave_unnamed_by(
    connection: &Connection,
    table: &str,
    digests: &mut BTreeSet<Sha256Digest>,
) -> Result<(), HistoryError> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Blob(bytes) => {
                    if let Ok(digest) = <[u8; 32]>::try_from(bytes) {
                        digests.remove(&Sha256Digest(digest));
                    }
                }
                ValueRef::Text(text) => digests_in(text, |digest| {
                    digests.remove(&digest);
                }),
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {}
            }
        }
    }
    Ok(())
}

/// Every digest written in a text, as 64 hexadecimal digits that stand alone.
fn digests_in(text: &[u8], found: impl FnMut(Sha256Digest)) {
    text.split(|byte| !byte.is_ascii_hexdigit())
        .filter(|run| run.len() == 64)
        .filter_map(|run| std::str::from_utf8(run).ok()?.parse().ok())
        .for_each(found);
}

impl Vault {
    /// The digests of all documents, their bytes not checked.
    fn stored(&self) -> Result<BTreeSet<Sha256Digest>, VaultError> {
        let mut digests = BTreeSet::new();
        for first in folders(self.root())? {
            for second in folders(&first)? {
                digests.extend(named_by_digests(&second)?);
            }
        }
        Ok(digests)
    }

    /// Whether the database still knows every event it knew when documents were last looked through; notes how many it
    /// knows. Events are never deleted, so one that knows fewer is an older copy: then, and ever after, `false`.
    fn keeps_up(&self, file: &Path) -> Result<bool, HistoryError> {
        const BEHIND: &str = "behind";
        let path = self.root().join("events");
        let fail = |error| VaultError::from_io(&path, error);
        let known = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::from("0"),
            read => read.map_err(fail)?,
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        let events: i64 = connection.query_row("SELECT count(*) FROM audit_event", [], |row| row.get(0))?;
        // What cannot be read as a number is kept as it is: `behind`, or a note somebody spoiled.
        let keeps_up = known.trim().parse::<i64>().is_ok_and(|known| known <= events);
        let note = if keeps_up { events.to_string() } else { BEHIND.to_owned() };
        if note != known {
            fs::write(&path, note).map_err(fail)?;
        }
        Ok(keeps_up)
    }

    fn marks(&self) -> PathBuf {
        self.root().join("unneeded")
    }

    fn mark_of(&self, digest: &Sha256Digest) -> PathBuf {
        self.marks().join(digest.to_string())
    }

    fn marked(&self) -> Result<BTreeSet<Sha256Digest>, VaultError> {
        named_by_digests(&self.marks())
    }

    /// Notes that nothing names a document now. The note is an empty file, its time when it was written.
    fn mark(&self, digest: &Sha256Digest, now: Timestamp) -> Result<(), VaultError> {
        let (folder, path) = (self.marks(), self.mark_of(digest));
        let write = || {
            private::make_folder(&folder)?;
            private::file_options().create(true).truncate(true).open(&path)?.set_modified(system_time(now))
        };
        write().map_err(|error| VaultError::from_io(&path, error))
    }

    /// Somebody needs the document.
    pub(crate) fn unmark(&self, digest: &Sha256Digest) -> Result<(), VaultError> {
        let path = self.mark_of(digest);
        removed(fs::remove_file(&path)).map_err(|error| VaultError::from_io(&path, error))
    }

    /// Keeps documents from being removed until the answer is dropped.
    pub(crate) fn keep_all(&self) -> Result<File, VaultError> {
        let path = self.lock_path();
        let lock = || {
            let file = private::file_options().create(true).truncate(false).open(&path)?;
            match file.lock_shared() {
                // Some network disks know no locks; nothing is ever removed there.
                Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
                locked => locked.map(|()| file),
            }
        };
        lock().map_err(|error| VaultError::from_io(&path, error))
    }

    fn lock_path(&self) -> PathBuf {
        self.root().join("lock")
    }

    /// Removes those whose mark is old enough. Whoever puts a document at this moment is not kept waiting for long, and
    /// is not waited for at all: there is a next time.
    fn remove_marked<'d>(
        &self,
        digests: impl Iterator<Item = &'d Sha256Digest>,
        now: Timestamp,
    ) -> Result<u32, HistoryError> {
        let path = self.lock_path();
        let fail = |error| VaultError::from_io(&path, error);
        let file = private::file_options().create(true).truncate(false).open(&path).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(0),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(0),
            Err(TryLockError::Error(error)) => return Err(fail(error).into()),
        }
        let since = system_time(Timestamp::from_millis(now.as_millis().saturating_sub(GRACE_MILLIS)));
        let mut gone = 0;
        for digest in digests {
            let marked_at = fs::metadata(self.mark_of(digest)).and_then(|mark| mark.modified());
            // Under the lock: a mark that is not there any more was taken away by somebody who needs the document.
            if marked_at.is_ok_and(|at| at <= since) {
                self.remove(digest)?;
                self.unmark(digest)?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    fn remove(&self, digest: &Sha256Digest) -> Result<(), VaultError> {
        let path = self.path(digest);
        make_writable(&path);
        removed(fs::remove_file(&path)).map_err(|error| VaultError::from_io(&path, error))?;
        for folder in path.ancestors().skip(1).take(2) {
            // One that holds something else stays.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// The folders of documents below a folder: their names are two hexadecimal digits.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, VaultError> {
    Ok(entries(folder)?.into_iter().filter(|(name, _)| name.len() == 2).map(|(_, path)| path).collect())
}

fn named_by_digests(folder: &Path) -> Result<BTreeSet<Sha256Digest>, VaultError> {
    Ok(entries(folder)?.iter().filter_map(|(name, _)| name.parse().ok()).collect())
}

/// What lies in a folder, by name; nothing where there is no such folder.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>, VaultError> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(|error| VaultError::from_io(folder, error))?,
    };
    let entries = listing.map(|entry| {
        let entry = entry?;
        Ok((entry.file_name().to_string_lossy().into_owned(), entry.path()))
    });
    entries.collect::<io::Result<_>>().map_err(|error| VaultError::from_io(folder, error))
}

/// Another process may have been faster.
fn removed(outcome: io::Result<()>) -> io::Result<()> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_found_in_any_text() {
        let (one, two) = (Sha256Digest::of(b"1"), Sha256Digest::of(b"2"));
        let text = format!(r#"{{"sha256":"{one}","note":"abc {two}","longer":"{one}0"}}"#);
        let mut found = Vec::new();
        digests_in(text.as_bytes(), |digest| found.push(digest));
        assert_eq!(found, [one, two]);
    }
}

//! The file: opening it, and the one way in which it is written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Transaction, TransactionBehavior};

use crate::error::HistoryError;
use crate::migration;
use crate::private;
use crate::vault::Vault;

/// The history: drafts, envelopes, their audit trails, settings, and the vault of documents.
///
/// Reading borrows it, writing borrows it mutably; each writing method is one transaction.
#[derive(Debug)]
pub struct History {
    connection: Connection,
    vault: Vault,
    scratch: Option<PathBuf>,
    /// What the connection is set to: asking for it costs as much as a small write.
    durability: Durability,
}

/// What a commit must survive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// A power cut: events and outbox rows, because somebody else may act upon them.
    PowerCut,
    /// The end of the program, however sudden: operations on a draft, many a second while a box is dragged.
    ProcessEnd,
}

impl History {
    /// Opens `dir/paraphe.sqlite` and `dir/vault/`, making them if they are not there.
    ///
    /// # Errors
    /// [`HistoryError::NewerVersion`] and [`HistoryError::NotAHistory`] leave the file as it is; otherwise the folder or
    /// the file cannot be used.
    pub fn open(dir: &Path) -> Result<Self, HistoryError> {
        private::make_folder(dir).map_err(|source| HistoryError::Folder { path: dir.to_owned(), source })?;
        let path = dir.join(FILE_NAME);
        make_private(&path);
        let connection = open_file(&path).map_err(|error| error.while_opening(&path))?;
        let vault = Vault::open(&dir.join(VAULT_NAME))?;
        Ok(Self { connection, vault, scratch: None, durability: Durability::PowerCut })
    }

    /// A history that is gone when dropped; its vault is a folder of its own among the system's temporary ones.
    ///
    /// # Errors
    /// The temporary folder cannot be made.
    pub fn in_memory() -> Result<Self, HistoryError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let scratch = std::env::temp_dir().join(format!("paraphe-history-{}-{number}", std::process::id()));
        let vault = Vault::open(&scratch)?;
        let mut connection = Connection::open_in_memory()?;
        configure(&connection)?;
        migration::migrate(&mut connection)?;
        Ok(Self { connection, vault, scratch: Some(scratch), durability: Durability::PowerCut })
    }

    /// The vault of documents; clone it to read and write documents beside the database.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// A number that changes whenever *another* connection (the command line beside the window) has written.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn foreign_changes(&self) -> Result<i64, HistoryError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Takes to the disk whatever was written so far, also what need only outlive the program.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn flush(&mut self) -> Result<(), HistoryError> {
        let whole =
            |row: &Row<'_>| Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?);
        if self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], whole)? {
            return Ok(());
        }
        // Somebody reads what was there before, or does the same: then the log is not moved, and perhaps not on the disk. One
        // more page of it takes all before it along.
        self.write(Durability::PowerCut, |transaction| {
            Ok(transaction.pragma_update(None, "application_id", APPLICATION_ID)?)
        })
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Runs `work` in one transaction that takes the write lock at once, so that what it reads is still true when it
    /// writes. An error undoes all of it.
    pub(crate) fn write<T>(
        &mut self,
        durability: Durability,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, HistoryError>,
    ) -> Result<T, HistoryError> {
        let level = match durability {
            Durability::PowerCut => "FULL",
            Durability::ProcessEnd => "NORMAL",
        };
        if self.durability != durability {
            self.connection.pragma_update(None, "synchronous", level)?;
            self.durability = durability;
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

impl Drop for History {
    fn drop(&mut self) {
        if let Some(scratch) = &self.scratch {
            let _ = fs::remove_dir_all(scratch);
        }
    }
}

/// SQLite makes its file as readable as any, and those beside it as readable as that one: so it is made here. An empty file is
/// a new database to it. Where none can be made, opening it says why.
fn make_private(path: &Path) {
    let with = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    if fs::symlink_metadata(path).is_err() {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let new = with(&format!(".{}-{number}.new", std::process::id()));
        // Closed before it has its name: closing a database gives up every lock the process has on it.
        if private::file_options().create_new(true).open(&new).map(drop).is_ok() {
            let _ = fs::hard_link(&new, path);
            let _ = fs::remove_file(&new);
        }
    }
    // What an older version made.
    ["", "-wal", "-shm"].iter().for_each(|ending| private::close(&with(ending)));
}

fn open_file(path: &Path) -> Result<Connection, HistoryError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    private::close(path);
    connection.busy_timeout(BUSY_TIMEOUT)?;
    claim(&connection, path)?;
    migration::check_version(&connection)?;
    use_write_ahead_log(&connection)?;
    configure(&connection)?;
    migration::migrate(&mut connection)?;
    // Two programs of different age may have opened the file at once.
    migration::check_version(&connection)?;
    Ok(connection)
}

/// Refuses a database that another program made: ours carries a mark in its header, a new one is empty.
fn claim(connection: &Connection, path: &Path) -> Result<(), HistoryError> {
    let mark: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if mark == APPLICATION_ID {
        return Ok(());
    }
    let objects: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if mark != 0 || objects != 0 {
        return Err(HistoryError::NotAHistory { path: path.to_owned() });
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(())
}

/// SQLite does not wait for a lock while it changes the journal mode; two processes that open a new file at the same
/// time would see "locked" without these few tries.
fn use_write_ahead_log(connection: &Connection) -> Result<(), HistoryError> {
    for _ in 0..WAL_TRIES {
        let answer = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0));
        match answer {
            Ok(_) => return Ok(()),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                thread::sleep(WAL_PAUSE)
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(HistoryError::Busy)
}

fn configure(connection: &Connection) -> Result<(), HistoryError> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A file somebody sends us may hold SQL functions and views of its own; ours needs none of them.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -8_000)?;
    // What is written over or deleted in a page that is written anyway is not left to be read in the file.
    connection.query_row("PRAGMA secure_delete = FAST", [], |_| Ok(()))?;
    // Without this SQLite plans a cached statement anew at each call, in case a bound time fits a partial index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// The database's name in the data folder.
pub const FILE_NAME: &str = "paraphe.sqlite";
pub(crate) const VAULT_NAME: &str = "vault";
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const WAL_TRIES: u32 = 100;
const WAL_PAUSE: Duration = Duration::from_millis(50);
/// "Prph" in the file's header (bytes 68 to 71).
const APPLICATION_ID: i32 = 0x5072_7068;

#[cfg(test)]
mod tests {
    use paraphe_envelope::{Draft, DraftId, Language, Timestamp};

    use super::*;

    #[test]
    fn a_full_disk_is_told_and_nothing_is_half_written() {
        let dir = tempfile::tempdir().unwrap();
        let mut history = History::open(dir.path()).unwrap();
        let mut draft = Draft::new(DraftId::new([1; 16]), Language::Fr, Timestamp::from_millis(0));
        draft.message = "x".repeat(1_000_000);
        let pages: u32 = history.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        history.connection.pragma_update(None, "max_page_count", pages).unwrap();
        let result = history.insert_draft(&draft);
        assert!(matches!(result, Err(HistoryError::DiskFull)), "{result:?}");
        assert_eq!(history.drafts().unwrap(), []);

        history.connection.pragma_update(None, "max_page_count", 100_000).unwrap();
        history.insert_draft(&draft).unwrap();
        assert_eq!(history.drafts().unwrap(), [draft]);
    }

    #[test]
    fn a_locked_file_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let mut history = History::open(dir.path()).unwrap();
        history.connection.busy_timeout(Duration::from_millis(1)).unwrap();
        let other = Connection::open(dir.path().join(FILE_NAME)).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let result = history.set_setting("theme", &"dark");
        assert!(matches!(result, Err(HistoryError::Busy)), "{result:?}");
        other.execute_batch("COMMIT").unwrap();
        history.set_setting("theme", &"dark").unwrap();
    }
}

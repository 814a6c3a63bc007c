//! What can go wrong with the history, as facts; the sentences stand in `locales/`.

use std::path::{Path, PathBuf};

use paraphe_envelope::{BatchId, DocumentId, DraftId, EnvelopeId, InvalidTransition, OperationError};
use rusqlite::ErrorCode;

use crate::table::outbox::DispatchKey;
use crate::vault::VaultError;

/// Why the history could not do what was asked. Nothing is written when one of these is returned.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// A person has said that no further line of the batch leaves.
    #[error("batch {0} is not being sent")]
    BatchHeld(BatchId),
    /// No batch has this id.
    #[error("there is no batch {0}")]
    BatchMissing(BatchId),
    /// Another process kept the file locked for longer than the busy timeout (5 s).
    #[error("the history is locked by another process")]
    Busy,
    /// The bytes of the database file are not those SQLite wrote.
    #[error("the history file is damaged: {detail}")]
    Damaged {
        /// What SQLite found.
        detail: String,
    },
    /// The dispatch is no longer what it was when it was read: somebody else has written it since.
    #[error("dispatch {} of {} has moved on", .0.dispatch, .0.envelope)]
    DispatchMoved(DispatchKey),
    /// No space is left on the disk that holds the history.
    #[error("no space left on the disk that holds the history")]
    DiskFull,
    /// The disk that holds the history does not read or write: it is full, or was taken away. The history is as it was.
    #[error("the disk that holds the history refused: {detail}")]
    DiskRefused {
        /// SQLite's words.
        detail: String,
    },
    /// No draft has this id (or it has been deleted).
    #[error("there is no draft {0}")]
    DraftMissing(DraftId),
    /// A document was signed over bytes that are no longer its newest: somebody else signed in between.
    #[error("document {0} has been signed by somebody else in the meantime")]
    DocumentMoved(DocumentId),
    /// A draft, an envelope or a dispatch with this id or key is already there.
    #[error("{0} is already in the history")]
    Duplicate(String),
    /// No envelope has this id.
    #[error("there is no envelope {0}")]
    EnvelopeMissing(EnvelopeId),
    /// The folder of the history could not be made or read.
    #[error("the folder {path} cannot be used: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file was written by a newer version of the program, and is left untouched.
    #[error("the history was written by a newer version (schema {found}, this program knows {known})")]
    NewerVersion {
        /// The schema number in the file.
        found: u32,
        /// The highest schema number this program knows.
        known: u32,
    },
    /// The file is an SQLite database of another program, or no database at all; it is left untouched.
    #[error("{path} is not a history of Paraphe")]
    NotAHistory {
        /// The file.
        path: PathBuf,
    },
    /// The operation does not fit the draft as it is stored.
    #[error(transparent)]
    Operation(#[from] OperationError),
    /// The system does not let this account read or write the history.
    #[error("the history may not be read or written")]
    PermissionDenied,
    /// A stored value is not one of the words this program knows.
    #[error("unreadable value in {table}.{column}: {detail}")]
    RowUnreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What was found.
        detail: String,
    },
    /// SQLite refused for a reason of its own.
    #[error("sqlite: {0}")]
    Sqlite(rusqlite::Error),
    /// The event cannot happen to the envelope as it stands.
    #[error(transparent)]
    Transition(#[from] Box<InvalidTransition>),
    /// The documents' vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { detail: error.to_string() }
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            // Also a disk that is full: the file beside it that is shared in memory cannot grow.
            Some(ErrorCode::SystemIoFailure) => Self::DiskRefused { detail: error.to_string() },
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::PermissionDenied
            }
            Some(_) | None => Self::Sqlite(error),
        }
    }
}

impl HistoryError {
    /// For opening: a file that is no database is somebody else's file, not a damaged history.
    pub(crate) fn while_opening(self, path: &Path) -> Self {
        let Self::Damaged { detail } = self else { return self };
        if detail.contains("not a database") {
            return Self::NotAHistory { path: path.to_owned() };
        }
        Self::Damaged { detail }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn told(code: i32) -> HistoryError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn a_disk_that_fails_is_no_damaged_history() {
        for code in
            [ffi::SQLITE_IOERR, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_READ]
        {
            assert!(matches!(told(code), HistoryError::DiskRefused { .. }), "{code}");
        }
        assert!(matches!(told(ffi::SQLITE_FULL), HistoryError::DiskFull));
        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB] {
            assert!(matches!(told(code), HistoryError::Damaged { .. }), "{code}");
        }
    }
}

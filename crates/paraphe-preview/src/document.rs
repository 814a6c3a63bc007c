//! Which document is meant, and how it is told from an older one at the same place.

use crate::error::{PreviewError, UnreadableReason};
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::UNIX_EPOCH;
use zeroize::Zeroizing;

/// A document to look at. It is opened by path in the worker; its bytes never go through a pipe.
#[derive(Clone, Debug)]
pub struct PreviewDocument {
    /// Where the file is.
    pub path: PathBuf,
    /// Opens an encrypted document; ignored by one that is not encrypted.
    pub password: Option<Password>,
}

impl PreviewDocument {
    /// A document that needs no password.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), password: None }
    }
}

/// A password: not shown by `Debug`, overwritten when dropped, sent to a worker through its pipe and never as an argument.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The password itself.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Password {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// One state of one file: a changed file is another document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DocumentKey {
    path: Arc<Path>,
    version: FileVersion,
    /// So that an image made with the password is not shown to who asks without. Keyed by chance per process.
    password: u64,
}

/// What changes when a file's content does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FileVersion {
    /// Length in bytes.
    pub(crate) length: u64,
    /// Nanoseconds since 1970; only compared.
    pub(crate) modified: u64,
}

impl DocumentKey {
    /// Looks at the file. Fails when it is missing, empty or not a file.
    pub(crate) fn of(document: &PreviewDocument) -> Result<Self, PreviewError> {
        let unreadable = |reason| PreviewError::Unreadable { reason };
        let found =
            std::fs::metadata(&document.path).map_err(|e| unreadable(UnreadableReason::Io(e.kind())))?;
        if !found.is_file() {
            return Err(unreadable(UnreadableReason::NotAFile));
        }
        if found.len() == 0 {
            return Err(unreadable(UnreadableReason::Empty));
        }
        let modified = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = modified.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        Ok(Self {
            path: document.path.as_path().into(),
            version: FileVersion { length: found.len(), modified },
            password: PASSWORD_HASH.hash_one(document.password.as_ref().map(Password::expose)),
        })
    }

    /// The state of the file.
    pub(crate) fn version(&self) -> FileVersion {
        self.version
    }
}

static PASSWORD_HASH: LazyLock<RandomState> = LazyLock::new(RandomState::new);

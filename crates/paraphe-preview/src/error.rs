//! Why there is no image, text or size: facts only, the words are in `locales`.

use std::io;
use std::path::PathBuf;

/// Why a preview could not be made. Pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PreviewError {
    /// The ticket was cancelled, or the last [`crate::PreviewHandle`] was dropped.
    #[error("cancelled")]
    Cancelled,
    /// pdfium was found in none of the places that were looked at.
    #[error("the pdfium library was not found in {looked_in:?}")]
    LibraryMissing {
        /// Every path that was tried, in the order of trying.
        looked_in: Vec<PathBuf>,
    },
    /// A pdfium library was found but the system would not load it, or it is too old.
    #[error("the pdfium library {path} cannot be used: {detail}")]
    LibraryUnusable {
        /// The library that was found.
        path: PathBuf,
        /// What the system's loader said.
        detail: String,
    },
    /// The document has no such page.
    #[error("page {page} of {page_count} does not exist")]
    PageMissing {
        /// The page that was asked for.
        page: u32,
        /// How many pages there are.
        page_count: u32,
    },
    /// The document is encrypted and no password was given.
    #[error("a password is needed")]
    PasswordNeeded,
    /// The document is encrypted and the password given does not open it.
    #[error("the password is wrong")]
    PasswordWrong,
    /// The worker did not answer within the time limit and was stopped.
    #[error("page {page} took longer than the time limit")]
    TimedOut {
        /// The page being worked on; 0 when the question was about the whole document.
        page: u32,
    },
    /// The document or the page cannot be read.
    #[error("unreadable: {reason}")]
    Unreadable {
        /// What is wrong with it.
        reason: UnreadableReason,
    },
    /// The worker ended in the middle of the work: the page crashed pdfium or needed more memory than allowed.
    #[error("the worker crashed on page {page}")]
    WorkerCrashed {
        /// The page being worked on; 0 when the question was about the whole document.
        page: u32,
    },
    /// No worker could be started, or what was started does not speak the protocol.
    #[error("no preview worker: {detail}")]
    WorkerUnavailable {
        /// What happened, for a log.
        detail: String,
    },
}

/// What is wrong with a document that cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableReason {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// A folder or a device, not a file.
    #[error("not a file")]
    NotAFile,
    /// Not a PDF, or damaged beyond what pdfium repairs.
    #[error("not a PDF, or too damaged")]
    NotAPdf,
    /// The system would not give the bytes.
    #[error("{0}")]
    Io(io::ErrorKind),
    /// The page's own description cannot be read.
    #[error("the page is damaged")]
    Page,
    /// Encrypted in a way pdfium does not know.
    #[error("unknown encryption")]
    UnknownEncryption,
}

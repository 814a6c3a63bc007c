//! What can be wrong with an envelope file, as facts. The sentences stand in `locales/`.

use serde::Serialize;
use thiserror::Error;

use crate::RecipientId;

/// What is wrong with an envelope file. Paths read like `recipients[0].role`.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum EnvelopeFileProblem {
    /// A field names a document by a number the list does not have.
    #[error("{path}: there is no document {index} among {count}")]
    DocumentIndexMissing {
        /// Where.
        path: String,
        /// The number, from 0.
        index: usize,
        /// How many documents there are.
        count: usize,
    },
    /// Two recipients have the same identifier.
    #[error("{path}: {recipient} is recipients[{first}] already")]
    DuplicateRecipient {
        /// Where, the second time.
        path: String,
        /// The identifier.
        recipient: RecipientId,
        /// The position, from 0, of the recipient who has it first.
        first: usize,
    },
    /// A text that should have a certain form has not.
    #[error("{path}: {reason}")]
    InvalidValue {
        /// Where.
        path: String,
        /// The text.
        found: String,
        /// What the parser objected to.
        reason: String,
    },
    /// A key that is needed is missing.
    #[error("{path} is missing")]
    Missing {
        /// Where it should be.
        path: String,
    },
    /// The text is not JSON.
    #[error("not JSON at line {line}, column {column}: {reason}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser objected to.
        reason: String,
    },
    /// A key nobody knows.
    #[error("{path} is not a known key")]
    UnknownKey {
        /// Where.
        path: String,
    },
    /// A field is for a recipient the file does not have.
    #[error("{path}: there is no recipient {recipient}")]
    UnknownRecipient {
        /// Where.
        path: String,
        /// The identifier.
        recipient: RecipientId,
    },
    /// A word that is not in the list.
    #[error("{path}: {found:?} is not one of {allowed:?}")]
    UnknownWord {
        /// Where.
        path: String,
        /// The word.
        found: String,
        /// The words that are.
        allowed: Vec<&'static str>,
    },
    /// A value that is understood but cannot be done.
    #[error("{path}: {found} is not supported")]
    UnsupportedValue {
        /// Where.
        path: String,
        /// The value, as JSON.
        found: String,
    },
    /// A value of another kind than it should be.
    #[error("{path} is not {expected}")]
    WrongType {
        /// Where; empty for the whole file.
        path: String,
        /// What it should be: `text`, `number`, `whole_number`, `true_or_false`, `list` or `object`.
        expected: &'static str,
    },
}

impl EnvelopeFileProblem {
    /// Where the problem is: `recipients[0].role`; empty when it is the whole file.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::NotJson { .. } => "",
            Self::DocumentIndexMissing { path, .. }
            | Self::DuplicateRecipient { path, .. }
            | Self::InvalidValue { path, .. }
            | Self::Missing { path }
            | Self::UnknownKey { path }
            | Self::UnknownRecipient { path, .. }
            | Self::UnknownWord { path, .. }
            | Self::UnsupportedValue { path, .. }
            | Self::WrongType { path, .. } => path,
        }
    }

    /// Whether an objection to what stands at `path` of the draft may only be there because of this problem: it is about
    /// the same value, a part of it, or what it is a part of. A signer whose identifier or part is not understood has no box
    /// yet; that an identifier is there twice is told with the place.
    #[must_use]
    pub fn explains(&self, path: &str) -> bool {
        let own = self.path();
        let is_below = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.') || rest.is_empty())
        };
        let is_of_signer = path.strip_suffix(".fields").is_some_and(|signer| {
            own.strip_prefix(signer).is_some_and(|rest| matches!(rest, ".id" | ".role"))
        });
        let is_identity = path == "id" && matches!(self, Self::DuplicateRecipient { .. });
        is_below(path, own) || is_below(own, path) || is_of_signer || is_identity
    }

    /// The problem's code, as in JSON.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DocumentIndexMissing { .. } => "document_index_missing",
            Self::DuplicateRecipient { .. } => "duplicate_recipient",
            Self::InvalidValue { .. } => "invalid_value",
            Self::Missing { .. } => "missing",
            Self::NotJson { .. } => "not_json",
            Self::UnknownKey { .. } => "unknown_key",
            Self::UnknownRecipient { .. } => "unknown_recipient",
            Self::UnknownWord { .. } => "unknown_word",
            Self::UnsupportedValue { .. } => "unsupported_value",
            Self::WrongType { .. } => "wrong_type",
        }
    }
}

//! The error every host receives: a closed code, the id of a sentence, and facts.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// What the window does differently. A code exists only if a host treats it differently.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The person closed a dialog or a newer request took over: nothing to show.
    Cancelled,
    /// The document cannot be read.
    DocumentUnreadable,
    /// The draft lacks something; the problems are in the draft's own list.
    DraftIncomplete,
    /// A defect of the program.
    Internal,
    /// The thing asked for is not there (any more).
    NotFound,
    /// The document needs a password.
    PasswordNeeded,
    /// The provider or the network refused; nothing is in doubt.
    Provider,
    /// The use case refuses, with its reason; nothing was changed.
    Refused,
    /// The disk or a folder refused.
    Storage,
    /// Whether it was sent is not known; nothing is repeated.
    Uncertain,
}

/// A refusal or failure. `message` is the id of a Fluent sentence; sentences live in `locales/` only.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Error {
    /// Closed code.
    pub code: Code,
    /// Fluent id.
    pub message: String,
    /// Facts for the sentence.
    pub params: BTreeMap<String, String>,
    /// Technical detail, shown folded; never holds a secret.
    pub detail: String,
}

impl Error {
    /// An error with a sentence and no facts yet.
    pub fn new(code: Code, message: &str) -> Self {
        Self { code, message: message.to_owned(), params: BTreeMap::new(), detail: String::new() }
    }

    /// Adds a fact for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the technical detail.
    #[must_use]
    pub fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = detail.to_string();
        self
    }

    /// A defect of the program.
    pub fn internal(detail: impl ToString) -> Self {
        Self::new(Code::Internal, "error-internal").detail(detail)
    }

    /// A request whose shape is wrong: a defect of the host, not of the person.
    pub fn bad_request(command: &str, error: &serde_json::Error) -> Self {
        Self::internal(format!("{command}: {error}"))
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}: {}", self.code, self.message)?;
        for (name, value) in &self.params {
            write!(f, " {name}={value}")?;
        }
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

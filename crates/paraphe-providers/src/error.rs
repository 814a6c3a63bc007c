//! What a provider answers when it does not do what was asked.
//!
//! Whether trying again makes sense is decided where it is known, by the provider, and carried along; nobody else
//! guesses it from a message.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The result of asking a provider.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a provider did not do what was asked.
pub struct Error(Box<Facts>);

struct Facts {
    kind: ErrorKind,
    retry: Retry,
    message: String,
    context: Vec<(&'static str, String)>,
    retry_after: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What kind of failure it is. A kind exists only where the application does something different for it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ErrorKind {
    /// The settings of the account are not usable.
    Configuration,
    /// The key, token or password is not (or no longer) accepted.
    Credentials,
    /// The account cannot pay for it.
    Credits,
    /// It is over: the envelope is completed, declined, expired or voided.
    Ended,
    /// The connection was cut after the request had begun to leave: what became of it is not known.
    Interrupted,
    /// What this computer itself keeps could not be read.
    Journal,
    /// The provider answered something that cannot be understood.
    Malformed,
    /// The provider knows no such dispatch.
    NotFound,
    /// It is not there yet: nothing to fetch before somebody has signed.
    NotReady,
    /// Too many requests for now.
    RateLimited,
    /// The provider pointed to another address; nothing was sent there.
    Redirected,
    /// The provider said no, with its reason.
    Refused,
    /// The provider itself failed.
    Server,
    /// The provider's certificate cannot be trusted (a clock that is off does that too).
    Tls,
    /// The provider cannot be reached; nothing has left.
    Unreachable,
    /// The provider's capability denies it; nothing was asked of anybody.
    Unsupported,
}

/// Whether the same request may be made again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Retry {
    /// Only after asking what became of the first one: it may have arrived.
    AfterCheck,
    /// Yes, after a while: it did not arrive.
    Later,
    /// No: the answer will be the same.
    No,
}

impl Error {
    /// An error that is not worth trying again.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            kind,
            retry: Retry::No,
            message: message.into(),
            context: Vec::new(),
            retry_after: None,
            source: None,
        }))
    }

    /// The same error with another answer to "try again?".
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.0.retry = retry;
        self
    }

    /// The same error with how long the provider asks to wait.
    #[must_use]
    pub(crate) fn with_retry_after(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    /// How long the provider asks to wait before the next try, where it says.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// A fact of the error by its name.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&str> {
        self.0.context.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str())
    }

    /// The same error with one more fact; never a secret.
    #[must_use]
    pub fn with_context(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.0.context.push((key, value.to_string()));
        self
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the same request may be made again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.0.retry
    }

    /// Facts about the request, in the order in which they became known.
    #[must_use]
    pub fn context(&self) -> &[(&'static str, String)] {
        &self.0.context
    }
}

/// For the details a person may unfold and for the log; never the title of a message.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)?;
        for (key, value) in &self.0.context {
            write!(formatter, "; {key}: {value}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("retry", &self.0.retry)
            .field("message", &self.0.message)
            .field("context", &self.0.context)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_told_in_order_and_the_cause_is_kept() {
        let error = Error::new(ErrorKind::NotFound, "no such dispatch")
            .with_context("provider", "local")
            .with_context("remote", "x")
            .with_retry(Retry::Later)
            .with_source("the disk is gone");
        assert_eq!(error.to_string(), "no such dispatch; provider: local; remote: x");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("the disk is gone"));
        assert_eq!((error.kind(), error.retry()), (ErrorKind::NotFound, Retry::Later));
    }
}

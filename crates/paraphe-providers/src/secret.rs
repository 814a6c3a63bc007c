//! Keys, tokens and passwords on their way from the key chain to a request, and nowhere else.

use std::fmt;

use async_trait::async_trait;
use zeroize::Zeroizing;

use crate::error::Result;

/// A key, a token or a password. Its text form is `***`; it cannot be serialized, and its bytes are wiped when it goes.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text, for the one place that puts it into a request or a key chain.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// Where a provider finds the account's secret, and keeps what it was handed in exchange. The application implements it
/// over its key chain.
#[async_trait]
pub trait Keys: fmt::Debug + Send + Sync {
    /// What the person gave: an API key, a token or a password.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Credentials`] when there is none, [`crate::ErrorKind::Journal`] when it cannot be read.
    async fn secret(&self) -> Result<Secret>;

    /// What the provider handed out in exchange the last time: a token, a pair of tokens, a cookie. It may be what was kept
    /// a few seconds ago, when another program has been handed a new one since: the provider refuses the old one then.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Journal`] when it cannot be read.
    async fn session(&self) -> Result<Option<Secret>>;

    /// The same as it is kept now, for when the other was refused.
    ///
    /// # Errors
    /// As [`Self::session`].
    async fn session_anew(&self) -> Result<Option<Secret>>;

    /// Keeps what the provider handed out, replacing what was there; kept when this returns.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Journal`] when it cannot be kept.
    async fn keep_session(&self, session: Option<&Secret>) -> Result<()>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        assert_eq!(format!("{:?}", Secret::new("password")), "***");
    }
}

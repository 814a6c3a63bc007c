//! What the use cases need from their host, and nothing more.

use std::path::PathBuf;

use paraphe_envelope::{BatchId, EnvelopeId, Timestamp};
use zeroize::Zeroizing;

use crate::schema::{AppEvent, SecretStoreKind};
use crate::verification::text;

/// The time. The only way the program learns it.
pub trait Clock: Send + Sync {
    /// Now, UTC.
    fn now(&self) -> Timestamp;
}

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(jiff::Timestamp::now().as_millisecond())
    }
}

/// A sentence for the desktop, in the person's language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notification {
    /// One line.
    pub title: String,
    /// One sentence.
    pub body: String,
    /// What a click opens.
    pub opens: NotificationTarget,
}

impl Notification {
    /// The sentence where a service reads markup in it (freedesktop.org, Desktop Notifications Specification: "body-markup"):
    /// the words somebody gave as a reason stay words, no link, no bold.
    #[must_use]
    pub fn body_in_markup(&self) -> String {
        text::in_markup(&self.body)
    }
}

/// What the click on a notification opens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotificationTarget {
    /// A batch, all of whose requests have come to their end.
    Batch(BatchId),
    /// An envelope.
    Envelope(EnvelopeId),
}

/// Shows notifications. Best effort: it never fails a use case.
pub trait Notifier: Send + Sync {
    /// Shows one.
    fn notify(&self, notification: Notification);
}

/// A notifier for hosts without a desktop.
pub struct NoNotifier;

impl Notifier for NoNotifier {
    fn notify(&self, _notification: Notification) {}
}

/// Carries events to the window.
pub trait EventSink: Send + Sync {
    /// Sends one; never blocks.
    fn emit(&self, event: AppEvent);
}

/// An event sink for hosts without a window.
pub struct NoEvents;

impl EventSink for NoEvents {
    fn emit(&self, _event: AppEvent) {}
}

/// A secret. Its text form is `***`; it cannot be serialized, and is wiped from memory when dropped.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Wraps bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the one place that needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// What is wrong with a key file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFileFault {
    /// It is not there.
    Missing,
    /// What it holds is no key.
    NoKey,
    /// It holds another key.
    OtherKey,
    /// The system does not let it be read, or made.
    Unusable,
}

impl KeyFileFault {
    /// The word by which the sentence chooses what it says.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NoKey => "no_key",
            Self::OtherKey => "other_key",
            Self::Unusable => "unusable",
        }
    }
}

/// Why a secret could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The key file somebody named cannot be used.
    #[error("the key file {path} cannot be used ({fault:?})")]
    KeyFile {
        /// As it was named.
        path: PathBuf,
        /// What is wrong with it.
        fault: KeyFileFault,
    },
    /// The key chain or the sealed file refused.
    #[error("the secret store refused: {0}")]
    Unavailable(String),
    /// The sealed file does not open with the key at hand.
    #[error("the sealed file does not open with this key")]
    WrongKey,
}

/// Keeps secrets: the operating system's key chain, or a sealed file where there is none.
pub trait SecretStore: Send + Sync {
    /// Where a secret stored now would go.
    fn kind(&self) -> SecretStoreKind;

    /// Reads a secret.
    ///
    /// # Errors
    /// The store could not be asked; "not there" is `Ok(None)`.
    fn secret(&self, name: &str) -> Result<Option<Secret>, SecretError>;

    /// Keeps a secret under a name, replacing a former one.
    ///
    /// # Errors
    /// The store refused; nothing was changed.
    fn keep(&self, name: &str, secret: &Secret) -> Result<(), SecretError>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// The store refused; nothing was changed.
    fn forget(&self, name: &str) -> Result<(), SecretError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_stay_words() {
        let body = |text: &str| {
            let opens = NotificationTarget::Envelope(EnvelopeId::new([7; 16]));
            Notification { title: String::new(), body: text.to_owned(), opens }.body_in_markup()
        };
        assert_eq!(
            body("Zoé a refusé : « <b>faux</b> & <a href=\"https://x.example\">ici</a> »"),
            "Zoé a refusé : « &lt;b&gt;faux&lt;/b&gt; &amp; &lt;a href=&quot;https://x.example&quot;&gt;ici&lt;/a&gt; »"
        );
        assert_eq!(body("Tout le monde a signé."), "Tout le monde a signé.");
    }
}

//! The one interface behind which every provider stands.

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, DocumentId, EnvelopeId, IdError, RecipientId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capability::{Artifact, Capability};
use crate::error::Result;
use crate::plan::Dispatch;

/// Something that collects signatures.
///
/// There are no default bodies: a new duty breaks every provider until each one has answered. What the capability denies
/// is refused by [`crate::Checked`] before it gets here; a provider asked all the same answers
/// [`crate::ErrorKind::Unsupported`] and does nothing.
#[async_trait]
pub trait Provider: fmt::Debug + Send + Sync {
    /// Which provider it is.
    fn id(&self) -> ProviderId;

    /// What it can do; the same answer for as long as the value lives.
    fn capability(&self) -> &Capability;

    /// Asks, without changing anything, whether the account can be used.
    async fn check_account(&self) -> Result<Account>;

    /// Makes the dispatch known to the provider, which then asks its people.
    ///
    /// Called again with the same key after a crash it must not ask anybody twice; where the provider cannot promise that,
    /// the error says [`crate::Retry::AfterCheck`].
    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
    ) -> Result<Sent>;

    /// Everything that is known to have happened to a dispatch, the oldest first. Keeps no state of its own: the
    /// application takes what is new to it.
    async fn progress(&self, remote: &RemoteId) -> Result<Progress>;

    /// Reads a message the provider sent. Believes only what is signed, or what it has asked the provider again.
    async fn read_notice(&self, notice: &Notice) -> Result<(RemoteId, Progress)>;

    /// Fetches a result.
    async fn download(&self, remote: &RemoteId, artifact: Artifact) -> Result<Vec<Download>>;

    /// Reminds those whose turn it is.
    async fn remind(&self, remote: &RemoteId) -> Result<()>;

    /// Takes a dispatch back.
    async fn void(&self, remote: &RemoteId, reason: &str) -> Result<()>;
}

/// Where a provider finds the bytes of the documents it sends. The application implements it over its vault.
#[async_trait]
pub trait Documents: Send + Sync {
    /// The bytes of a document as its recipients shall see it: the original, or in a later turn as signed in the turns
    /// before. Checked against their digest by whoever implements this.
    async fn bytes(&self, document: &DocumentId) -> Result<Vec<u8>>;
}

/// Which provider it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderId {
    /// This computer, face to face.
    Local,
}

impl ProviderId {
    /// All there are.
    pub const ALL: [Self; 1] = [Self::Local];

    /// The word for it in settings, in the history and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
        }
    }
}

impl fmt::Display for ProviderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The word names no provider.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0:?} is no provider")]
pub struct UnknownProvider(pub String);

impl FromStr for ProviderId {
    type Err = UnknownProvider;

    fn from_str(text: &str) -> std::result::Result<Self, UnknownProvider> {
        let found = Self::ALL.into_iter().find(|provider| provider.as_str() == text);
        found.ok_or_else(|| UnknownProvider(text.to_owned()))
    }
}

/// What an account says about itself.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct Account {
    /// Whose account it is, in the provider's words; none where there is nobody to name.
    pub holder: Option<String>,
    /// How many dispatches it can still pay for; none where nothing is counted.
    pub credits: Option<u32>,
    /// Whether what is signed with it counts.
    pub mode: AccountMode,
}

/// Whether what is signed with an account counts.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountMode {
    /// It counts.
    Live,
    /// It is for trying out.
    Test,
}

/// A dispatch the provider has accepted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sent {
    /// What the provider calls it.
    pub remote: RemoteId,
    /// The links that have to be handed to recipients, where the provider does not tell them itself.
    pub links: Vec<(RecipientId, String)>,
}

/// What is known to have happened to a dispatch, the oldest first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// In the words of the audit trail.
    pub events: Vec<AuditEvent>,
}

/// A message from a provider as it came in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// The headers, as sent.
    pub headers: Vec<(String, String)>,
    /// The body, as sent: a signature is over these bytes.
    pub body: Vec<u8>,
}

/// A file fetched from a provider.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Download {
    /// A name for it.
    pub name: String,
    /// The document it is, where it is one.
    pub document: Option<DocumentId>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a provider calls a dispatch.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct RemoteId(pub String);

impl fmt::Display for RemoteId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What makes sending a dispatch twice the same as sending it once: the envelope and the number of the dispatch, so that
/// it is the same before and after a crash. Written as `<envelope>.<number>`.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct IdempotencyKey {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The number of the dispatch within the envelope, from 1.
    pub dispatch: u32,
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.envelope, self.dispatch)
    }
}

/// The text is not an idempotency key.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IdempotencyKeyError {
    /// The part before the dot is not an envelope's id.
    #[error(transparent)]
    Envelope(#[from] IdError),
    /// There is no number after the dot, or no dot.
    #[error("{0:?} does not end in the number of a dispatch")]
    Number(String),
}

impl FromStr for IdempotencyKey {
    type Err = IdempotencyKeyError;

    fn from_str(text: &str) -> std::result::Result<Self, IdempotencyKeyError> {
        let no_number = || IdempotencyKeyError::Number(text.to_owned());
        let (envelope, number) = text.split_once('.').ok_or_else(no_number)?;
        let dispatch = number.parse().ok().filter(|&number| number > 0).ok_or_else(no_number)?;
        Ok(Self { envelope: envelope.parse()?, dispatch })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_was_written() {
        let key = IdempotencyKey { envelope: EnvelopeId::new([7; 16]), dispatch: 12 };
        assert_eq!(key.to_string().parse(), Ok(key));
        for text in ["", "env_x", "env_x.1", "env_07070707070707070707070707070707.0", "a.b.c"] {
            assert!(text.parse::<IdempotencyKey>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_provider_has_one_word_everywhere() {
        for provider in ProviderId::ALL {
            assert_eq!(serde_json::to_value(provider).unwrap(), provider.as_str());
            assert_eq!(provider.as_str().parse(), Ok(provider));
        }
        assert_eq!("fax".parse::<ProviderId>(), Err(UnknownProvider("fax".to_owned())));
    }
}

//! The one interface behind which every provider stands.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use async_trait::async_trait;
use paraphe_envelope::{DocumentId, EnvelopeId, IdError, RecipientId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capability::{Artifact, Capability};
use crate::error::Result;
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::steps::{Step, Steps};

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
    /// What it creates on the way is written down in `steps`. Called again with the same key and the same steps it goes on
    /// where it stopped and asks nobody twice; where a step's answer never came and the provider cannot be asked about it,
    /// the error says [`crate::Retry::AfterCheck`].
    async fn send(
        &self,
        dispatch: &Dispatch<'_>,
        documents: &dyn Documents,
        key: &IdempotencyKey,
        steps: &dyn Steps,
    ) -> Result<Sent>;

    /// Looks for a dispatch whose sending was cut, without creating anything. With [`Found::Absent`] every step that was cut is
    /// forgotten: what would make another beside what is there is settled before.
    async fn find(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<Found>;

    /// Throws away what a sending that is given up has half made.
    ///
    /// # Errors
    /// [`crate::Retry::AfterCheck`]: people may have been asked. Any other: it stays there, and nobody was.
    async fn discard(&self, dispatch: &Dispatch<'_>, key: &IdempotencyKey, steps: &dyn Steps) -> Result<()>;

    /// What the provider knows of a dispatch now. Keeps no state of its own: the application takes what is new to it.
    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress>;

    /// Which dispatch a notice is about; believes nothing else of it.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Malformed`] when it is no notice of this provider.
    fn notice_subject(&self, notice: &Notice) -> Result<NoticeSubject>;

    /// Reads a message the provider sent. Believes only what is signed, carries what only the provider was told, or what it
    /// has asked the provider again.
    async fn read_notice(&self, notice: &Notice, sent: &SentDispatch<'_>) -> Result<Progress>;

    /// Fetches a result; [`crate::ErrorKind::NotReady`] while there is none yet.
    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>>;

    /// Reminds those whose turn it is.
    async fn remind(&self, sent: &SentDispatch<'_>) -> Result<()>;

    /// Takes a dispatch back.
    async fn void(&self, sent: &SentDispatch<'_>, reason: &str) -> Result<()>;

    /// Asks what the provider thinks of a signed PDF, whoever sent it. Changes nothing there.
    async fn judge(&self, judged: &Judged<'_>) -> Result<Opinion>;
}

/// Where a provider finds the documents it sends. The application implements it over its vault.
#[async_trait]
pub trait Documents: Send + Sync {
    /// A document as its recipients shall see it: the original, or in a later turn as signed in the turns before. Checked
    /// against its digest by whoever implements this; the file is not changed while it is being sent.
    async fn file(&self, document: &DocumentId) -> Result<PathBuf>;
}

/// A dispatch the provider has, with all that is remembered of it.
#[derive(Clone, Debug)]
pub struct SentDispatch<'e> {
    /// What was sent.
    pub dispatch: Dispatch<'e>,
    /// What the provider calls it.
    pub remote: RemoteId,
    /// What was written down on the way, and since ([`Progress::remember`]).
    pub steps: Vec<Step>,
    /// The key it was sent under.
    pub key: IdempotencyKey,
}

/// Which provider it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ProviderId {
    /// Docage.
    Docage,
    /// GesDocs.
    GesDocs,
    /// This computer, face to face.
    Local,
    /// NGSign.
    NgSign,
    /// Openapi, simple electronic signature (EU-SES).
    Openapi,
    /// SigTool.
    SigTool,
}

impl ProviderId {
    /// All there are.
    pub const ALL: [Self; 6] =
        [Self::Docage, Self::GesDocs, Self::NgSign, Self::Openapi, Self::SigTool, Self::Local];

    /// The word for it in settings, in the history and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Docage => "docage",
            Self::GesDocs => "gesdocs",
            Self::Local => "local",
            Self::NgSign => "ngsign",
            Self::Openapi => "openapi",
            Self::SigTool => "sigtool",
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
    /// What the provider's clock showed when it answered, where it says.
    pub server_time: Option<Timestamp>,
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

/// What looking for a dispatch whose sending was cut has shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
    /// The provider certainly does not have it, and has asked nobody: it can be sent.
    Absent,
    /// The provider has it, and its people have been asked.
    Accepted(Sent),
    /// Neither is certain: a person has to look at the provider's own pages.
    Unknown,
}

/// What a provider knows of a dispatch.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// How far the dispatch has come; none when the provider's word is not known: nothing changes then.
    pub state: Option<RemoteState>,
    /// When it came there, where the provider says.
    pub at: Option<Timestamp>,
    /// How far its people have come, those of whom the provider says something.
    pub people: Vec<PersonProgress>,
    /// What the provider calls the dispatch, where the answer that would have told was lost.
    pub remote: Option<RemoteId>,
    /// Why it ended, in the provider's or the recipient's words.
    pub reason: Option<String>,
    /// Links that have come to be known since.
    pub links: Vec<(RecipientId, String)>,
    /// What has to be remembered to go on, by name.
    pub remember: Vec<(String, String)>,
    /// How many dispatches the account can still pay for, where the provider says so in passing.
    pub credits: Option<u32>,
    /// What the provider's clock showed when it answered, where the end of the time to sign is kept here: this computer's own may
    /// be off, and taking back destroys.
    pub server_time: Option<Timestamp>,
    /// The provider's own word for the state, for the details.
    pub word: Option<String>,
}

/// How far a dispatch has come at its provider.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RemoteState {
    /// Everybody has done their part.
    Completed,
    /// Somebody refused.
    Declined,
    /// The time has run out.
    Expired,
    /// The provider gave up.
    Failed,
    /// Somebody has begun.
    InProgress,
    /// Created, but nobody has been asked.
    NotLaunched,
    /// People have been asked.
    Sent,
    /// It was taken back.
    Voided,
}

/// How far one recipient has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonProgress {
    /// The recipient.
    pub recipient: RecipientId,
    /// What they did.
    pub act: PersonAct,
    /// When, where the provider says.
    pub at: Option<Timestamp>,
}

/// What a recipient did, or what was done to them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PersonAct {
    /// Refused.
    Declined {
        /// Why, in their words; may be empty.
        reason: String,
    },
    /// Was asked.
    Invited,
    /// Signed, or approved where that is their part.
    Signed,
    /// Looked.
    Viewed,
}

/// Which dispatch a notice is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NoticeSubject {
    /// The one sent under this key.
    Key(IdempotencyKey),
    /// The one the provider calls so.
    Remote(RemoteId),
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

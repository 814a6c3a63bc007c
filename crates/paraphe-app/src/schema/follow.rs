//! Following an envelope up: links, progress, results, notices, and what to do when its sending is in doubt.

use paraphe_envelope::{DocumentId, EnvelopeId, RecipientId, Sha256Digest, Timestamp};
use paraphe_providers::ProviderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EnvelopeView, RecipientLinkView, SentenceView, Verdict};

/// How far a request to the provider has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DispatchStateView {
    /// The provider has it.
    Accepted,
    /// It has come to its end at the provider.
    Done,
    /// Written down, waiting for the network or for its turn to leave.
    Pending,
    /// The provider refused it; nobody was asked.
    Refused,
    /// It left and no answer came.
    Uncertain,
}

/// One request to the provider.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DispatchView {
    /// Its number within the envelope, from 1.
    pub number: u32,
    /// Requests of one turn are out together, from 1.
    pub turn: u32,
    /// How far it has come.
    pub state: DispatchStateView,
    /// The provider's identifier, once known.
    pub remote: Option<String>,
    /// Whom it asks.
    pub recipients: Vec<RecipientId>,
    /// Links to hand to the recipients who have not signed yet; none where the provider tells them or they sign here.
    pub links: Vec<RecipientLinkView>,
    /// When the provider was last asked.
    pub checked_at: Option<Timestamp>,
    /// When it will be asked again.
    pub next_check_at: Option<Timestamp>,
    /// What went wrong the last time, for the details.
    pub trouble: Option<String>,
    /// About when an empty draft of it was made that may have stayed at the provider; none where there is none.
    pub left_behind: Option<Timestamp>,
}

/// Something that can be done with an envelope now, or why not.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ActionView {
    /// What.
    pub action: EnvelopeAction,
    /// Whether it can be done now.
    pub allowed: bool,
    /// The id of the sentence that says why not; none when it can be done.
    pub reason: Option<String>,
}

/// What can be done with an envelope.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeAction {
    /// Fetch the results.
    Download,
    /// Read a message of the provider.
    ImportNotice,
    /// Give the signed file that came another way.
    ImportSigned,
    /// Ask the provider how far it is.
    Refresh,
    /// Remind those whose turn it is.
    Remind,
    /// Say that it is over at the provider, where it cannot be taken back from here.
    SayGone,
    /// Say what became of a sending that is in doubt.
    Settle,
    /// Try again to send what was refused.
    SendAgain,
    /// Take it back.
    Void,
}

/// What a result is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResultKind {
    /// The provider's audit trail.
    AuditTrail,
    /// The provider's certificate of completion.
    Certificate,
    /// Our own sheet on a signature made at this computer.
    EvidenceSheet,
    /// The documents with their signatures.
    SignedDocuments,
}

/// A result that is here: fetched, or made here.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ArtifactView {
    /// What it is.
    pub kind: ResultKind,
    /// Its file name.
    pub name: String,
    /// Its digest.
    pub sha256: Sha256Digest,
    /// The document it is, where it is one.
    pub document: Option<DocumentId>,
    /// When it was fetched.
    pub at: Timestamp,
    /// How many have signed it, where that is not everybody who signs this document.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub so_far: Option<SignedSoFar>,
}

/// How many of its signers have signed a copy of a document that is not the last one.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
pub struct SignedSoFar {
    /// How many have signed.
    pub signed: u32,
    /// How many sign it in all.
    pub signers: u32,
}

/// A document as it stands now, which some have signed and others not.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentSoFar {
    /// The document.
    pub document: DocumentId,
    /// How many have signed it.
    pub so_far: SignedSoFar,
}

/// Request of `save_artifact`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveArtifactRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Which result.
    pub sha256: Sha256Digest,
    /// Where to.
    pub path: String,
}

/// Request of `settle_dispatch`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SettleDispatchRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The number of the dispatch in doubt.
    pub dispatch: u32,
    /// What the person says.
    pub answer: SettleAnswer,
}

/// What became of a sending that is in doubt.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SettleAnswer {
    /// Ask the provider once more.
    Ask,
    /// The person has looked: it did not arrive. It can be sent again then.
    NotSent,
    /// The person has looked: it arrived, and the provider calls it so.
    Sent {
        /// The provider's identifier.
        remote: String,
    },
}

/// Request of `import_notice`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportNoticeRequest {
    /// The account it was sent to.
    pub account: String,
    /// The message.
    pub source: NoticeSource,
    /// Its headers, where they are known.
    pub headers: Vec<(String, String)>,
}

/// Where a notice is.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum NoticeSource {
    /// In a file.
    File {
        /// Its path.
        path: String,
    },
    /// In this text.
    Text {
        /// The message, as it came.
        text: String,
    },
}

/// Request of `import_signed`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportSignedRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The document it is.
    pub document: DocumentId,
    /// The signed file.
    pub path: String,
    /// The person says that everybody signed, though the file holds fewer signatures than people were asked: some services
    /// put one of their own for all.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub everybody: bool,
    /// The person has compared it with what was sent and says that it is this document, though its pages show something else.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub differing: bool,
}

/// Answer of `import_signed`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportedSignedView {
    /// The envelope as it stands now.
    pub envelope: EnvelopeView,
    /// What was found about the file's signatures; never a broken one.
    pub verdict: Verdict,
    /// The same in one sentence.
    pub sentence: SentenceView,
    /// Who signed, each once.
    pub signers: Vec<String>,
}

/// The demonstration.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct DemoView {
    /// Whether the window shows the demonstration: separate data, stand-ins, nothing leaves this computer.
    pub active: bool,
    /// Whether this host can show it.
    pub available: bool,
}

/// A provider and the account of it an envelope was sent with.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SentWithView {
    /// The provider.
    pub provider: ProviderId,
    /// The account.
    pub account: String,
    /// Whether the account is still there.
    pub known: bool,
}

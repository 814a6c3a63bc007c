//! Envelopes: what was sent.

use paraphe_envelope::{
    Authentication, BatchId, Delivery, EnvelopeId, EnvelopeOptions, EnvelopeStatus, Field, Language,
    RecipientId, RecipientStatus, Role, Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{
    ActionView, ArtifactView, CorrectionView, DispatchView, DocumentSoFar, DocumentView, ReceiptWishView,
    SentWithView,
};

/// A command about one envelope.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EnvelopeRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
}

/// An envelope as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvelopeView {
    /// Its id.
    pub id: EnvelopeId,
    /// Title.
    pub title: String,
    /// Message.
    pub message: String,
    /// Status.
    pub status: EnvelopeStatus,
    /// The sentence for the status, where it is another one than that of its word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub status_word: Option<String>,
    /// Whom it was sent with; none before it was.
    pub sent_with: Option<SentWithView>,
    /// The batch it belongs to; none for one that was sent alone.
    pub batch: Option<EnvelopeBatchView>,
    /// What was asked of the provider beyond documents, people and boxes.
    pub options: EnvelopeOptions,
    /// Whether somebody has to wait for somebody else.
    pub sequential: bool,
    /// People in order.
    pub recipients: Vec<RecipientView>,
    /// Documents, each as it stands now.
    pub documents: Vec<DocumentView>,
    /// Boxes.
    pub fields: Vec<Field>,
    /// Audit trail, oldest first.
    pub events: Vec<EventView>,
    /// What was asked of the provider.
    pub dispatches: Vec<DispatchView>,
    /// What can be done with it now, and why not.
    pub actions: Vec<ActionView>,
    /// The results that were fetched.
    pub artifacts: Vec<ArtifactView>,
    /// The documents that some have signed and others not.
    pub partly_signed: Vec<DocumentSoFar>,
    /// How it stands with a timestamp of documents signed here; none where none is wished.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub timestamp: Option<TimestampStanding>,
    /// How those who signed at this computer wish to be handed their copy, as far as nobody said that it is done.
    pub receipts: Vec<ReceiptWishView>,
    /// A correction that was begun and is not through; none where nothing is intended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub correction: Option<CorrectionView>,
    /// The envelope that took its place, where it was taken back for a correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub replaced_by: Option<EnvelopeId>,
    /// Whether the audit trail's chain of digests is unbroken.
    pub chain_intact: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The batch a request belongs to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvelopeBatchView {
    /// The batch.
    pub id: BatchId,
    /// Its title.
    pub title: String,
    /// The number of the request's line, from 1.
    pub number: u32,
}

/// How it stands with a timestamp of documents signed at this computer.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimestampStanding {
    /// It is missing, and not everybody has signed.
    AfterLastSignature,
    /// It is missing; `add_timestamp` adds it.
    Missing,
    /// It is there.
    Present,
}

/// A signing link for one recipient.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecipientLinkView {
    /// The recipient.
    pub recipient: RecipientId,
    /// The link.
    pub url: String,
}

/// A recipient as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecipientView {
    /// Id.
    pub id: RecipientId,
    /// Part in the envelope.
    pub role: Role,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number, E.164.
    pub mobile: Option<String>,
    /// Language.
    pub language: Language,
    /// Identity check.
    pub authentication: Authentication,
    /// Who tells the person.
    pub delivery: Delivery,
    /// Rank; equal ranks act together.
    pub routing_order: Option<u16>,
    /// State.
    pub status: RecipientStatus,
    /// Time of that state, when known.
    pub at: Option<Timestamp>,
    /// Whether it is this person's turn now.
    pub is_turn: bool,
    /// What is known of the link this person would sign by and that has not come; none where nothing is missing.
    pub missing_link: Option<MissingLink>,
}

/// What is known of a link that has not come.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissingLink {
    /// The provider cannot be asked: it does not come by itself.
    Never,
    /// Asking the provider may bring it.
    Yet,
}

/// One line of the audit trail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EventView {
    /// When.
    pub at: Timestamp,
    /// Time as people of this computer read it, with its offset.
    pub local_time: String,
    /// Kind: the `type` of the event.
    pub kind: String,
    /// The person concerned.
    pub recipient: Option<RecipientId>,
    /// Facts, for the details.
    #[ts(type = "Record<string, unknown>")]
    pub facts: Value,
}

/// Request of `void_envelope`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VoidEnvelopeRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Why, for the audit trail.
    pub reason: String,
    /// By whose word it is over.
    #[serde(default)]
    #[ts(optional, as = "Option<VoidWay>")]
    pub way: VoidWay,
}

/// By whose word a request is taken back.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, TS)]
#[serde(rename_all = "snake_case")]
pub enum VoidWay {
    /// The provider takes it back.
    #[default]
    AtProvider,
    /// The person has looked: it is gone at the provider, or nobody can sign it there any more. Nothing is asked to change.
    GoneThere,
}

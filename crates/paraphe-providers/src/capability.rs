//! What a provider can do, as data.
//!
//! The window hides what would be refused, [`crate::plan`] works around what can be worked around, and
//! [`crate::Checked`] refuses the rest before any request: all three read this record and nothing else.
//!
//! How the keys are named: what is counted is an [`Arity`]; what has more than two honest answers is a word of a closed
//! list; what can be several of such words is a list of them, in the order of the vocabulary; `remind` and `void` are
//! operations and simply there or not; a limit says its unit in its name and is absent where there is none.

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role, SignatureMode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a provider can do. Any combination is possible, so everything is public.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct Capability {
    /// How many documents one dispatch can hold.
    pub documents: Arity,
    /// How many people one dispatch can ask.
    pub signers: Arity,
    /// In which order it asks the people of one dispatch.
    pub routing: Routing,
    /// How it learns where a box is.
    pub placement: Placing,
    /// Whether its signatures have a size of their own, whatever that of their box.
    pub own_size: bool,
    /// What becomes of the signature of somebody without a box.
    pub boxless: Boxless,
    /// The parts a recipient can have.
    pub roles: Vec<Role>,
    /// The kinds of fields it knows.
    pub field_kinds: Vec<FieldKind>,
    /// How it can make sure of a recipient.
    pub authentication: Vec<Authentication>,
    /// Who can tell the recipients.
    pub delivery: Vec<Delivery>,
    /// How progress comes to be known.
    pub progress: ProgressSource,
    /// Whether its progress tells who has signed, and not only how far the whole has come.
    pub names_signers: bool,
    /// What can be fetched at the end.
    pub artifacts: Vec<Artifact>,
    /// Whether recipients can be reminded on request.
    pub remind: bool,
    /// Whether a dispatch can be taken back.
    pub void: bool,
    /// The size of the largest document it takes, in bytes.
    pub max_document_bytes: Option<u32>,
    /// What it can do beyond documents, people and boxes.
    pub options: Vec<EnvelopeOption>,
    /// How a signature may be made, where it can be told; empty where it cannot.
    pub signature_modes: Vec<SignatureMode>,
    /// Whether it writes down a message for the recipients.
    pub message: bool,
    /// How many texts of its message one dispatch can hold: one for everybody, or one per person.
    pub message_texts: Arity,
    /// What the end of the time to sign means.
    pub expiry: Expiry,
    /// The tier of its signatures (eIDAS), as far as its own pages say.
    pub tier: Tier,
    /// The lowest published price per signer, in euro cents without tax; none where none is published.
    pub price_cents: Option<u32>,
    /// Whether it says how many sendings an account can still pay for.
    pub counts_credits: bool,
    /// How often to ask for progress, in seconds; none where it cannot be asked.
    pub poll_seconds: Option<u32>,
    /// Whether the same key means the same dispatch: sending again after a cut asks nobody twice.
    pub idempotent: bool,
    /// The pauses between reminders it knows, in days; empty where it takes any, or does not remind at all.
    pub reminder_days: Vec<u16>,
    /// Whether it must know the e-mail address of everybody it asks, however they are told.
    pub email: bool,
    /// Whether it must know first and last name of everybody it asks.
    pub full_names: bool,
    /// Whether it must know the e-mail address of who asks.
    pub requester: bool,
    /// Where its notices can go, where that can be told at all.
    pub notice_addresses: NoticeAddresses,
    /// In which form it takes a logo, where it takes one at all.
    pub logo_form: LogoForm,
    /// What it must be given to say what it thinks of a signed PDF.
    pub judging: Judging,
}

/// How many of something one dispatch can hold.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Arity {
    /// One or more.
    Many,
    /// Exactly one.
    One,
}

/// In which order the people of one dispatch are asked.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// Group after group, those of a group together.
    Groups,
    /// All together.
    Parallel,
    /// All together or strictly one after the other, but not groups in order.
    Sequential,
}

/// Where notices of a provider can go.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeAddresses {
    /// Any number of web, e-mail and SMS addresses (`https:`, `mailto:`, `sms:`).
    Any,
    /// A single web address.
    OneWeb,
}

/// In which form a provider takes a logo.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogoForm {
    /// As an https address only.
    Address,
    /// As a picture only.
    Picture,
    /// As a picture, or as an https address.
    PictureOrAddress,
}

/// What a provider must be given to say what it thinks of a signed PDF.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Judging {
    /// The signed PDF.
    Document,
    /// The signed PDF, and the PDF certificate it made for it.
    DocumentAndCertificate,
    /// It is not asked such things.
    Never,
}

/// What the end of the time to sign means.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Expiry {
    /// Nobody can sign any more.
    Deadline,
    /// Nobody can sign any more, and the provider destroys the documents, signed or not.
    Destroys,
    /// The provider has none; the application keeps it.
    KeptHere,
}

/// The tier of a signature under the eIDAS regulation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Advanced.
    Advanced,
    /// Qualified.
    Qualified,
    /// Simple.
    Simple,
}

/// How a provider learns where a box is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// By page and coordinates.
    Coordinates,
    /// By tags in the text of the document.
    TextTags,
}

/// What becomes of the signature of somebody without a box.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Boxless {
    /// It is shown on a page that the provider adds.
    AddedPage,
    /// It is shown on a page that the provider adds where nobody has a box; beside boxes of others it cannot be told.
    AddedPageForAll,
    /// It is in the file and shown nowhere.
    Invisible,
    /// It cannot be told, or would stand where nobody chose.
    Refused,
    /// The signer chooses its place when they sign.
    SignerPlaces,
}

/// How progress comes to be known.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProgressSource {
    /// What happens happens here: it is known at once.
    Immediate,
    /// The provider sends notices, and cannot be asked.
    Notified,
    /// The provider is asked from time to time.
    Polled,
}

/// What can be fetched at the end.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Artifact {
    /// The provider's own list of what happened.
    AuditTrail,
    /// The provider's certificate of the whole.
    Certificate,
    /// The documents with the signatures there are.
    SignedDocuments,
}

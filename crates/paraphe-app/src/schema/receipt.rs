//! How signers at this computer wish to be handed their copy.

use paraphe_envelope::{EnvelopeId, RecipientId, Timestamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A way to be handed a copy.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptWay {
    /// A message, which the host sends from their own mail program.
    Email,
    /// On paper.
    Paper,
    /// A file on a medium of the signer's.
    File,
}

/// Request of `kiosk_receipt`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct KioskReceiptRequest {
    /// In which ways; none where the signer wants no copy.
    pub ways: Vec<ReceiptWay>,
    /// Where the message goes, with `email`.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub address: Option<String>,
}

/// Request of `prepare_receipt` and `settle_receipt`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReceiptWishRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Whose wish.
    pub recipient: RecipientId,
    /// Which one.
    pub way: ReceiptWay,
}

/// What a signer is asked at the end.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct ReceiptQuestionView {
    /// The address they are known by, for them to confirm; none where there is none.
    pub address: Option<String>,
}

/// A wish nobody has said to be done.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct ReceiptWishView {
    /// Whose.
    pub recipient: RecipientId,
    /// First and last name.
    pub name: String,
    /// In which way.
    pub way: ReceiptWay,
    /// Where the message goes, with `email`.
    pub address: Option<String>,
    /// When a message was last prepared; whether it was sent nobody here knows.
    pub prepared_at: Option<Timestamp>,
}

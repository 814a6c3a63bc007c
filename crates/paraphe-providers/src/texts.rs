//! The words of the sender that a service hands on, as they go over the wire: for looking at them before they leave.

use paraphe_envelope::{Authentication, Delivery, Envelope, Recipient, RecipientId, Role};
use serde::Serialize;
use ts_rs::TS;

/// What brings the words.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextCarrier {
    /// The message with the code by which a person shows who they are.
    Code,
    /// The invitation to sign.
    Invitation,
}

/// A piece of a text.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TextPiece {
    /// The place where the service writes the person's code.
    Code,
    /// The place where the service writes the person's link.
    Link,
    /// Words as the sender wrote them.
    Words {
        /// The words.
        text: String,
    },
}

impl TextPiece {
    pub(crate) fn words(text: &str) -> Self {
        Self::Words { text: text.to_owned() }
    }
}

/// The sender's words in what a service writes to one person. Everything around them is the service's own.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
pub struct PassedText {
    /// To whom.
    pub recipient: RecipientId,
    /// What brings them.
    pub carrier: TextCarrier,
    /// The text, piece by piece.
    pub pieces: Vec<TextPiece>,
}

/// The same pieces in the invitation of everybody who signs and whom the service writes to.
pub(crate) fn invitations(envelope: &Envelope, pieces: Option<Vec<TextPiece>>) -> Vec<PassedText> {
    let Some(pieces) = pieces else { return Vec::new() };
    let mailed = signers(envelope).filter(|person| person.delivery == Delivery::ProviderMails);
    let text = |person: &Recipient| PassedText {
        recipient: person.id.clone(),
        carrier: TextCarrier::Invitation,
        pieces: pieces.clone(),
    };
    mailed.map(text).collect()
}

/// What stands in the message with the code of everybody who signs; `pieces` says it for one way of showing who one is.
pub(crate) fn with_codes(
    envelope: &Envelope,
    pieces: impl Fn(Authentication) -> Option<Vec<TextPiece>>,
) -> Vec<PassedText> {
    let text = |person: &Recipient| {
        let pieces = pieces(person.authentication)?;
        Some(PassedText { recipient: person.id.clone(), carrier: TextCarrier::Code, pieces })
    };
    signers(envelope).filter_map(text).collect()
}

fn signers(envelope: &Envelope) -> impl Iterator<Item = &Recipient> {
    envelope.recipients().iter().filter(|person| person.role == Role::Signer)
}

//! The words of the sender that a service hands on, as they go over the wire: for looking at them before they leave.

use paraphe_envelope::{Delivery, Envelope, Language, Message, Recipient, RecipientId, Role};
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
    /// The language they are written in; not the person's where there are none in it, or one text goes to everybody.
    pub language: Language,
    /// The text, piece by piece.
    pub pieces: Vec<TextPiece>,
}

/// The message where one text goes to everybody the service writes to: in the language they all read, else as it stands.
pub(crate) fn for_everybody(envelope: &Envelope) -> Message<'_> {
    let mut languages = mailed(envelope).map(|person| person.language);
    let first = languages.next().filter(|first| languages.all(|language| language == *first));
    envelope.message_in(first.unwrap_or(envelope.language()))
}

/// The same pieces in the invitation of everybody who signs and whom the service writes to; `pieces` makes them of the
/// message.
pub(crate) fn invitations(
    envelope: &Envelope,
    pieces: impl Fn(&str) -> Option<Vec<TextPiece>>,
) -> Vec<PassedText> {
    let Message { language, text } = for_everybody(envelope);
    let Some(pieces) = pieces(text) else { return Vec::new() };
    let carrier = TextCarrier::Invitation;
    let told = |person: &Recipient| PassedText {
        recipient: person.id.clone(),
        carrier,
        language,
        pieces: pieces.clone(),
    };
    mailed(envelope).map(told).collect()
}

/// What stands in the message with the code of everybody who signs; `pieces` makes it of the message in their language.
pub(crate) fn with_codes(
    envelope: &Envelope,
    pieces: impl Fn(&Recipient, &str) -> Option<Vec<TextPiece>>,
) -> Vec<PassedText> {
    let told = |person: &Recipient| {
        let Message { language, text } = envelope.message_in(person.language);
        let pieces = pieces(person, text)?;
        Some(PassedText { recipient: person.id.clone(), carrier: TextCarrier::Code, language, pieces })
    };
    signers(envelope).filter_map(told).collect()
}

fn mailed(envelope: &Envelope) -> impl Iterator<Item = &Recipient> {
    signers(envelope).filter(|person| person.delivery == Delivery::ProviderMails)
}

fn signers(envelope: &Envelope) -> impl Iterator<Item = &Recipient> {
    envelope.recipients().iter().filter(|person| person.role == Role::Signer)
}

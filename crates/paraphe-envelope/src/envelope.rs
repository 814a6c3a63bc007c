//! Envelopes: fixed content, and events that only ever grow in number.

use serde::{Deserialize, Serialize};

use crate::state::State;
use crate::{
    AuditEvent, Document, DocumentId, EnvelopeId, EnvelopeOptions, EnvelopeStatus, Field, FieldKind,
    InvalidTransition, Language, Recipient, RecipientId, RecipientStatus, Role, Sha256Digest, Timestamp,
    routing,
};

/// What an envelope consists of; never changes once it is one.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct EnvelopeContent {
    /// Its identifier.
    pub id: EnvelopeId,
    /// What the recipients read first.
    pub title: String,
    /// A message to the recipients; may be empty.
    pub message: String,
    /// The language of title and message.
    pub language: Language,
    /// The documents, in order.
    pub documents: Vec<Document>,
    /// The recipients, in order.
    pub recipients: Vec<Recipient>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// What is asked of the provider beyond that.
    #[serde(default)]
    pub options: EnvelopeOptions,
    /// When its draft was begun.
    pub created_at: Timestamp,
}

impl EnvelopeContent {
    /// The recipient of this identifier.
    #[must_use]
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.id == *id)
    }

    /// Whether this signer signs every document without a box of their own. An envelope does not keep the choice: a draft
    /// in which a signer has no box becomes one only where somebody chose so.
    #[must_use]
    pub fn signs_invisibly(&self, signer: &Recipient) -> bool {
        let is_box = |field: &Field| field.recipient == signer.id && field.kind == FieldKind::Signature;
        signer.role == Role::Signer && !self.fields.iter().any(is_box)
    }
}

/// A message as one reader gets it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Message<'e> {
    /// The language it is written in.
    pub language: Language,
    /// The text; may be empty.
    pub text: &'e str,
}

/// One sending: documents, recipients, fields, routing — and everything that has happened to it since.
///
/// Invariant: the state is what the events add up to.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    content: EnvelopeContent,
    events: Vec<AuditEvent>,
    state: State,
}

impl Envelope {
    /// An envelope to which nothing has happened yet. The content is taken as it is: [`crate::Draft::into_envelope`]
    /// is the way that checks it.
    #[must_use]
    pub fn new(content: EnvelopeContent) -> Self {
        Self { content, events: Vec::new(), state: State::default() }
    }

    /// An envelope as it was stored: its content and all its events, oldest first.
    ///
    /// # Errors
    /// The first event that cannot have happened.
    pub fn from_events(
        content: EnvelopeContent,
        events: impl IntoIterator<Item = AuditEvent>,
    ) -> Result<Self, Box<InvalidTransition>> {
        let mut envelope = Self::new(content);
        for event in events {
            envelope.apply(event)?;
        }
        Ok(envelope)
    }

    /// Lets something happen to the envelope: the only way it changes.
    ///
    /// # Errors
    /// Why it cannot happen; the envelope is then as it was.
    pub fn apply(&mut self, event: AuditEvent) -> Result<(), Box<InvalidTransition>> {
        self.state.check(&self.content, &event.kind).map_err(|refusal| {
            Box::new(InvalidTransition {
                envelope: self.content.id.clone(),
                status: self.status(),
                event: event.kind.name(),
                refusal,
            })
        })?;
        self.state.record(&event.kind);
        self.events.push(event);
        Ok(())
    }

    /// How far the envelope has come.
    #[must_use]
    pub fn status(&self) -> EnvelopeStatus {
        self.state.status()
    }

    /// How far a recipient has come; [`RecipientStatus::Unknown`] also for somebody the envelope does not know.
    #[must_use]
    pub fn recipient_status(&self, id: &RecipientId) -> RecipientStatus {
        self.state.recipient_status(&self.content, id)
    }

    /// The last event that is about this recipient.
    #[must_use]
    pub fn last_event_of(&self, id: &RecipientId) -> Option<&AuditEvent> {
        self.events.iter().rev().find(|event| event.kind.recipient() == Some(id))
    }

    /// Those who can act now, in the envelope's order; nobody unless the envelope is sent and still open.
    #[must_use]
    pub fn whose_turn(&self) -> Vec<&Recipient> {
        self.state.whose_turn(&self.content)
    }

    /// Whether anybody has to wait for somebody else.
    #[must_use]
    pub fn is_sequential(&self) -> bool {
        routing::is_sequential(&self.content.recipients)
    }

    /// The digest of one of this envelope's documents as last signed, or of the original when nobody has signed it.
    #[must_use]
    pub fn current_digest(&self, document: &Document) -> Sha256Digest {
        self.state.signed_digest(&document.id).unwrap_or(document.sha256)
    }

    /// Everything that has happened, oldest first.
    #[must_use]
    pub fn events(&self) -> &[AuditEvent] {
        &self.events
    }

    /// What the envelope consists of.
    #[must_use]
    pub fn content(&self) -> &EnvelopeContent {
        &self.content
    }

    /// Its identifier.
    #[must_use]
    pub fn id(&self) -> &EnvelopeId {
        &self.content.id
    }

    /// What the recipients read first.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.content.title
    }

    /// A message to the recipients; may be empty.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.content.message
    }

    /// The message for readers of a language: in theirs where it was written in it, else as it stands.
    #[must_use]
    pub fn message_in(&self, language: Language) -> Message<'_> {
        let written = self.content.options.messages.get(&language).filter(|text| !text.trim().is_empty());
        match written {
            Some(text) => Message { language, text },
            None => Message { language: self.content.language, text: &self.content.message },
        }
    }

    /// Whether there is a message, in whatever language.
    #[must_use]
    pub fn has_message(&self) -> bool {
        let further = self.content.options.messages.values();
        std::iter::once(&self.content.message).chain(further).any(|text| !text.trim().is_empty())
    }

    /// The language of title and message.
    #[must_use]
    pub fn language(&self) -> Language {
        self.content.language
    }

    /// When its draft was begun.
    #[must_use]
    pub fn created_at(&self) -> Timestamp {
        self.content.created_at
    }

    /// What is asked of the provider beyond documents, people and boxes.
    #[must_use]
    pub fn options(&self) -> &EnvelopeOptions {
        &self.content.options
    }

    /// The recipients, in order.
    #[must_use]
    pub fn recipients(&self) -> &[Recipient] {
        &self.content.recipients
    }

    /// The recipient of this identifier.
    #[must_use]
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.content.recipient(id)
    }

    /// The fields, in order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.content.fields
    }

    /// The fields of one recipient, in order.
    pub fn fields_of<'e>(&'e self, id: &'e RecipientId) -> impl Iterator<Item = &'e Field> {
        self.content.fields.iter().filter(move |field| field.recipient == *id)
    }

    /// The documents, in order.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.content.documents
    }

    /// The document of this identifier.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.content.documents.iter().find(|document| document.id == *id)
    }
}

#[cfg(test)]
mod tests;

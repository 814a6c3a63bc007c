//! Drafts: envelopes that may still be incomplete. A draft changes by operations ([`crate::DraftOperation`]) and becomes
//! an envelope when nothing is missing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::problem::check;
use crate::{
    Document, DocumentId, DraftId, DraftProblem, DraftRecipient, Envelope, EnvelopeContent, EnvelopeId,
    EnvelopeOptions, Field, FieldId, Language, PlaceId, RecipientId, Timestamp,
};

/// An envelope in preparation. Any combination of values is allowed; [`Draft::problems`] says what is wrong with them.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Draft {
    /// Its identifier.
    pub id: DraftId,
    /// What the recipients read first.
    pub title: String,
    /// A message to the recipients; may be empty.
    pub message: String,
    /// The language of title and message.
    pub language: Language,
    /// The documents, in order.
    pub documents: Vec<Document>,
    /// The recipients, in order.
    pub recipients: Vec<DraftRecipient>,
    /// The fields, in the order in which they are drawn and visited by the keyboard.
    pub fields: Vec<Field>,
    /// What is asked of the provider beyond that.
    #[serde(default)]
    pub options: EnvelopeOptions,
    /// Fields to be looked at again, because what they stand on has changed; in the order of their identifiers.
    #[serde(default)]
    pub doubtful: BTreeSet<FieldId>,
    /// Places found in the documents that the person does not want to be shown again.
    #[serde(default)]
    pub refused_places: BTreeSet<PlaceId>,
    /// When the draft was begun.
    pub created_at: Timestamp,
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn new(id: DraftId, language: Language, created_at: Timestamp) -> Self {
        Self {
            id,
            title: String::new(),
            message: String::new(),
            language,
            documents: Vec::new(),
            recipients: Vec::new(),
            fields: Vec::new(),
            options: EnvelopeOptions::default(),
            doubtful: BTreeSet::new(),
            refused_places: BTreeSet::new(),
            created_at,
        }
    }

    /// Everything that keeps this draft from being an envelope now, at once; empty when nothing does.
    #[must_use]
    pub fn problems(&self, now: Timestamp) -> Vec<DraftProblem> {
        check(self, now).1
    }

    /// The envelope this draft has become, without events yet.
    ///
    /// # Errors
    /// Every problem at once, as [`Draft::problems`].
    pub fn into_envelope(self, id: EnvelopeId, now: Timestamp) -> Result<Envelope, Vec<DraftProblem>> {
        let (recipients, problems) = check(&self, now);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Envelope::new(EnvelopeContent {
            id,
            title: self.title.trim().to_owned(),
            message: self.message,
            language: self.language,
            documents: self.documents,
            recipients,
            fields: self.fields,
            options: self.options,
            created_at: self.created_at,
        }))
    }

    /// The document of this identifier.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == *id)
    }

    /// The recipient of this identifier.
    #[must_use]
    pub fn recipient(&self, id: &RecipientId) -> Option<&DraftRecipient> {
        self.recipients.iter().find(|recipient| recipient.id == *id)
    }

    /// The field of this identifier.
    #[must_use]
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == *id)
    }
}

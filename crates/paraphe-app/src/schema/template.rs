//! Templates: requests to be made again.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{
    BatchId, Contact, DocumentId, DraftId, EnvelopeId, RecipientId, Role, Sha256Digest, TemplateId, Timestamp,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FileToImport;

/// A template as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateView {
    /// Its id.
    pub id: TemplateId,
    /// What the person calls it.
    pub name: String,
    /// The title of the requests made from it.
    pub title: String,
    /// Its people, in order.
    pub people: Vec<TemplatePersonView>,
    /// Its documents, in order.
    pub documents: Vec<TemplateDocumentView>,
    /// How many boxes it places.
    pub boxes: u32,
    /// How many requests were made from it.
    pub uses: u32,
    /// When the last one was made, or the template itself.
    pub used_at: Timestamp,
}

/// A person of a template.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplatePersonView {
    /// Their id within the template.
    pub recipient: RecipientId,
    /// Their part.
    pub role: Role,
    /// Their name; empty when another person is asked for each time.
    pub name: String,
    /// The word for who is asked for each time, such as "the tenant"; absent when it is always the same person.
    pub asked: Option<String>,
}

/// A document of a template.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplateDocumentView {
    /// Its id within the template.
    pub document: DocumentId,
    /// Its name.
    pub name: String,
    /// Its digest.
    pub sha256: Sha256Digest,
    /// How many pages it has.
    pub page_count: u32,
    /// Whether another file is asked for each time.
    pub asked: bool,
}

/// Answer of `list_templates`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TemplatesView {
    /// The last used first.
    pub templates: Vec<TemplateView>,
}

/// What a template is made of.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum TemplateSource {
    /// What the requests of a batch have in common.
    Batch {
        /// The batch.
        batch: BatchId,
    },
    /// A draft as it stands.
    Draft {
        /// The draft.
        draft: DraftId,
    },
    /// What was sent, with its documents as they were before anybody signed.
    Envelope {
        /// The envelope.
        envelope: EnvelopeId,
    },
}

/// Request of `save_template`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveTemplateRequest {
    /// What it is made of.
    pub source: TemplateSource,
    /// What the person calls it.
    pub name: String,
    /// People who are others each time, with the word for each; what is known of them is left out.
    pub asked_people: BTreeMap<RecipientId, String>,
    /// Documents that are others each time.
    pub asked_documents: BTreeSet<DocumentId>,
}

/// A command about one template.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct TemplateRequest {
    /// The template.
    pub template: TemplateId,
}

/// Request of `use_template`.
#[derive(Clone, Deserialize, TS)]
pub struct UseTemplateRequest {
    /// The template.
    pub template: TemplateId,
    /// The title; the template's where it is empty.
    pub title: String,
    /// Who it is this time; who is left out stays to be filled in.
    pub people: BTreeMap<RecipientId, Contact>,
    /// The files of this time; where none is given the template's own stands.
    pub documents: BTreeMap<DocumentId, FileToImport>,
}

/// Request of `export_template`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportTemplateRequest {
    /// The template.
    pub template: TemplateId,
    /// Where to, absolute path of the new file.
    pub path: String,
}

/// Request of `import_template`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportTemplateRequest {
    /// The file, absolute path.
    pub path: String,
}

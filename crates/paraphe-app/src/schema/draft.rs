//! Drafts: what is being prepared.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{
    DraftHint, DraftId, DraftOperation, DraftProblem, DraftRecipient, EnvelopeId, EnvelopeOptions, Field,
    FieldId, Language, PlaceId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DocumentView;

/// A command about one draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DraftRequest {
    /// The draft.
    pub draft: DraftId,
}

/// Request of `apply_operation`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ApplyOperationRequest {
    /// The draft.
    pub draft: DraftId,
    /// What to do.
    pub operation: DraftOperation,
    /// Operations with the same key within 600 ms are undone together (held arrow keys, typing).
    pub merge_key: Option<String>,
}

/// Request of `preview_box`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PreviewBoxRequest {
    /// The draft.
    pub draft: DraftId,
    /// The box.
    pub field: FieldId,
}

/// A draft as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftView {
    /// Its id.
    pub id: DraftId,
    /// Title; may be empty.
    pub title: String,
    /// Message to the recipients.
    pub message: String,
    /// Language of the sending.
    pub language: Language,
    /// Documents in order.
    pub documents: Vec<DocumentView>,
    /// People in order, as typed.
    pub recipients: Vec<DraftRecipient>,
    /// Boxes.
    pub fields: Vec<Field>,
    /// What is asked of the provider beyond that.
    pub options: EnvelopeOptions,
    /// Boxes to be looked at again, because the file under them was replaced.
    pub doubtful: BTreeSet<FieldId>,
    /// Places found in the documents that the person does not want to be shown again.
    pub refused_places: BTreeSet<PlaceId>,
    /// What may be wrong although nothing forbids it.
    pub hints: Vec<DraftHint>,
    /// Everything that is missing or wrong, all at once.
    pub problems: Vec<ProblemView>,
    /// How many steps can be undone.
    pub undo: u32,
    /// How many undone steps can be applied again.
    pub redo: u32,
    /// After undo and redo: the operation that was applied to come here, to announce it and restore the focus.
    pub applied: Option<DraftOperation>,
}

/// Answer of `sent_documents`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SentDocumentsView {
    /// One per document and request it is out with.
    pub documents: Vec<SentDocumentView>,
}

/// A document that is out already.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SentDocumentView {
    /// Its name in the draft.
    pub name: String,
    /// The request that is still open.
    pub envelope: EnvelopeId,
    /// That request's title.
    pub title: String,
}

/// One thing that keeps a draft from being sent.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProblemView {
    /// What.
    pub problem: DraftProblem,
    /// Where, as in cli.md: `recipients[1].email`.
    pub path: String,
}

/// Request of `check_draft`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CheckDraftRequest {
    /// The draft.
    pub draft: DraftId,
    /// Account name; `local` is always there.
    pub account: String,
}

/// Answer of `check_draft` and of `paraphe check`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CheckView {
    /// What is missing or wrong in the draft itself.
    pub problems: Vec<ProblemView>,
    /// What the provider cannot express.
    pub refusals: Vec<RefusalView>,
    /// Number of requests the sending would make.
    pub dispatches: u32,
}

/// One thing a provider cannot do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RefusalView {
    /// Closed word, e.g. `authentication`.
    pub code: String,
    /// Facts for the sentence.
    pub params: BTreeMap<String, String>,
}

/// Request of `send_envelope`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SendEnvelopeRequest {
    /// The draft.
    pub draft: DraftId,
    /// Account name.
    pub account: String,
}

//! The changes a person can make to a draft. Each one, applied, returns its exact inverse: undo needs no snapshots, and
//! a draft can be rebuilt from its operations.

mod document;
mod doubt;
mod field;
mod group;
mod places;
mod recipient;
mod visibility;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::{
    Document, DocumentId, Draft, DraftRecipient, EnvelopeOptions, Field, FieldId, GroupId, Language, PlaceId,
    Placement, RecipientId,
};

/// One change of a draft. An `index` is a position from 0; for a move, the position after the move.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DraftOperation {
    /// Adds a document.
    AddDocument {
        /// The document.
        document: Document,
        /// Its position among the documents.
        index: usize,
    },
    /// Adds a field after all others.
    AddField {
        /// The field.
        field: Field,
    },
    /// Adds a recipient.
    AddRecipient {
        /// The recipient.
        recipient: DraftRecipient,
        /// Its position among the recipients.
        index: usize,
    },
    /// Gives a field to another recipient.
    AssignField {
        /// The field.
        field: FieldId,
        /// Whose it shall be.
        recipient: RecipientId,
    },
    /// Several changes as one: all of them or none.
    Batch {
        /// The changes, in order.
        operations: Vec<DraftOperation>,
    },
    /// Says that a marked field stands where it should.
    ConfirmField {
        /// The field.
        field: FieldId,
    },
    /// Says what is printed before a field or asked of its signer, and whether it has to be filled.
    DescribeField {
        /// The field.
        field: FieldId,
        /// What is printed or asked; see [`Field::label`].
        label: String,
        /// Whether the signer cannot go on without it.
        required: bool,
    },
    /// Marks a field to be looked at again, because what it stands on has changed.
    DoubtField {
        /// The field.
        field: FieldId,
    },
    /// Puts fields into a group, out of whatever group they were in.
    GroupFields {
        /// The fields.
        fields: Vec<FieldId>,
        /// Their group; none takes them out of theirs.
        group: Option<GroupId>,
    },
    /// Adds a field at its place among the others: how a removed field comes back.
    InsertField {
        /// The field.
        field: Field,
        /// Its position among the fields.
        index: usize,
    },
    /// Moves a document to another position.
    MoveDocument {
        /// The document.
        document: DocumentId,
        /// Its new position.
        index: usize,
    },
    /// Moves a recipient to another position.
    MoveRecipient {
        /// The recipient.
        recipient: RecipientId,
        /// Its new position.
        index: usize,
    },
    /// Puts a field somewhere else, or gives it another size.
    PlaceField {
        /// The field.
        field: FieldId,
        /// Where it shall stand.
        placement: Placement,
    },
    /// Shows places again that were refused.
    ProposePlaces {
        /// The places.
        places: Vec<PlaceId>,
    },
    /// Says that places found in the documents are not wanted: they are shown no more.
    RefusePlaces {
        /// The places.
        places: Vec<PlaceId>,
    },
    /// Removes a document and the fields on it.
    RemoveDocument {
        /// The document.
        document: DocumentId,
    },
    /// Removes a field.
    RemoveField {
        /// The field.
        field: FieldId,
    },
    /// Removes a recipient and their fields.
    RemoveRecipient {
        /// The recipient.
        recipient: RecipientId,
    },
    /// Gives a document another name.
    RenameDocument {
        /// The document.
        document: DocumentId,
        /// Its new name.
        name: String,
    },
    /// Puts another file in the place of a document; which one is said by its identifier. Its fields stay.
    ReplaceDocument {
        /// The document as it shall be.
        document: Document,
    },
    /// Sets the language of title and message.
    SetLanguage {
        /// The language.
        language: Language,
    },
    /// Sets the message.
    SetMessage {
        /// The message.
        message: String,
    },
    /// Sets what is asked of the provider beyond documents, people and boxes.
    SetOptions {
        /// The options, all of them.
        options: EnvelopeOptions,
    },
    /// Sets the title.
    SetTitle {
        /// The title.
        title: String,
    },
    /// Replaces all that is said about a recipient; which one is said by its identifier. Who has a box signs in it, whatever
    /// is said.
    UpdateRecipient {
        /// The recipient as it shall be.
        recipient: DraftRecipient,
    },
}

/// Why an operation cannot be applied to a draft. The draft is as it was.
#[derive(Clone, Debug, Error, Eq, PartialEq)]
pub enum OperationError {
    /// The draft already has a document of this identifier.
    #[error("the draft already has document {document}")]
    DuplicateDocument {
        /// The document.
        document: DocumentId,
    },
    /// The draft already has a field of this identifier.
    #[error("the draft already has field {field}")]
    DuplicateField {
        /// The field.
        field: FieldId,
    },
    /// The draft already has a recipient of this identifier.
    #[error("the draft already has recipient {recipient}")]
    DuplicateRecipient {
        /// The recipient.
        recipient: RecipientId,
    },
    /// There is no such position.
    #[error("position {index} is beyond a list of {length}")]
    IndexOutOfRange {
        /// The position, from 0.
        index: usize,
        /// How long the list is.
        length: usize,
    },
    /// The draft has no document of this identifier.
    #[error("the draft has no document {document}")]
    UnknownDocument {
        /// The document.
        document: DocumentId,
    },
    /// The draft has no field of this identifier.
    #[error("the draft has no field {field}")]
    UnknownField {
        /// The field.
        field: FieldId,
    },
    /// The draft has no recipient of this identifier.
    #[error("the draft has no recipient {recipient}")]
    UnknownRecipient {
        /// The recipient.
        recipient: RecipientId,
    },
}

type Inverse = Result<DraftOperation, OperationError>;

impl Draft {
    /// Applies a change and returns the change that takes it back exactly.
    ///
    /// # Errors
    /// The first reason why it cannot be applied; the draft is then as it was, also when a batch stops half-way.
    pub fn apply(&mut self, operation: DraftOperation) -> Result<DraftOperation, OperationError> {
        match operation {
            DraftOperation::AddDocument { document, index } => self.add_document(document, index),
            DraftOperation::AddField { field } => self.insert_field(field, self.fields.len()),
            DraftOperation::AddRecipient { recipient, index } => self.add_recipient(recipient, index),
            DraftOperation::AssignField { field, recipient } => self.assign_field(field, recipient),
            DraftOperation::Batch { operations } => self.apply_all(operations),
            DraftOperation::ConfirmField { field } => self.confirm_field(field),
            DraftOperation::DescribeField { field, label, required } => {
                self.describe_field(field, label, required)
            }
            DraftOperation::DoubtField { field } => self.doubt_field(field),
            DraftOperation::GroupFields { fields, group } => self.group_fields(fields, group),
            DraftOperation::InsertField { field, index } => self.insert_field(field, index),
            DraftOperation::MoveDocument { document, index } => self.move_document(document, index),
            DraftOperation::MoveRecipient { recipient, index } => self.move_recipient(recipient, index),
            DraftOperation::PlaceField { field, placement } => self.place_field(field, placement),
            DraftOperation::ProposePlaces { places } => Ok(self.propose_places(places)),
            DraftOperation::RefusePlaces { places } => Ok(self.refuse_places(places)),
            DraftOperation::RemoveDocument { document } => self.remove_document(&document),
            DraftOperation::RemoveField { field } => self.remove_field(&field),
            DraftOperation::RemoveRecipient { recipient } => self.remove_recipient(&recipient),
            DraftOperation::RenameDocument { document, name } => self.rename_document(document, name),
            DraftOperation::ReplaceDocument { document } => self.replace_document(document),
            DraftOperation::SetLanguage { language } => {
                let language = std::mem::replace(&mut self.language, language);
                Ok(DraftOperation::SetLanguage { language })
            }
            DraftOperation::SetMessage { message } => {
                let message = std::mem::replace(&mut self.message, message);
                Ok(DraftOperation::SetMessage { message })
            }
            DraftOperation::SetOptions { options } => {
                let options = std::mem::replace(&mut self.options, options);
                Ok(DraftOperation::SetOptions { options })
            }
            DraftOperation::SetTitle { title } => {
                let title = std::mem::replace(&mut self.title, title);
                Ok(DraftOperation::SetTitle { title })
            }
            DraftOperation::UpdateRecipient { recipient } => self.update_recipient(recipient),
        }
    }

    fn apply_all(&mut self, operations: Vec<DraftOperation>) -> Inverse {
        // A copy is dearer than taking back step by step, but it is exact whatever the draft held before.
        let before = self.clone();
        let mut inverses = Vec::with_capacity(operations.len());
        for operation in operations {
            match self.apply(operation) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    *self = before;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(DraftOperation::Batch { operations: inverses })
    }

    fn document_index(&self, id: &DocumentId) -> Result<usize, OperationError> {
        let found = self.documents.iter().position(|document| document.id == *id);
        found.ok_or_else(|| OperationError::UnknownDocument { document: id.clone() })
    }

    fn recipient_index(&self, id: &RecipientId) -> Result<usize, OperationError> {
        let found = self.recipients.iter().position(|recipient| recipient.id == *id);
        found.ok_or_else(|| OperationError::UnknownRecipient { recipient: id.clone() })
    }

    fn field_index(&self, id: &FieldId) -> Result<usize, OperationError> {
        let found = self.fields.iter().position(|field| field.id == *id);
        found.ok_or_else(|| OperationError::UnknownField { field: id.clone() })
    }
}

/// One operation alone, or with those that must follow it.
fn together(first: DraftOperation, rest: Vec<DraftOperation>) -> DraftOperation {
    if rest.is_empty() {
        return first;
    }
    DraftOperation::Batch { operations: std::iter::once(first).chain(rest).collect() }
}

fn insert<T>(list: &mut Vec<T>, index: usize, item: T) -> Result<(), OperationError> {
    if index > list.len() {
        return Err(OperationError::IndexOutOfRange { index, length: list.len() });
    }
    list.insert(index, item);
    Ok(())
}

fn relocate<T>(list: &mut Vec<T>, from: usize, to: usize) -> Result<(), OperationError> {
    if to >= list.len() {
        return Err(OperationError::IndexOutOfRange { index: to, length: list.len() });
    }
    let item = list.remove(from);
    list.insert(to, item);
    Ok(())
}

#[cfg(test)]
mod tests;

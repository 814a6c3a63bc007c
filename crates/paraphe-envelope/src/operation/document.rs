//! Documents of a draft: added, moved, renamed, replaced, and removed with the fields on them.

use super::{DraftOperation, Inverse, OperationError, insert, relocate, together};
use crate::{Document, DocumentId, Draft};

impl Draft {
    pub(super) fn add_document(&mut self, document: Document, index: usize) -> Inverse {
        let id = document.id.clone();
        if self.document(&id).is_some() {
            return Err(OperationError::DuplicateDocument { document: id });
        }
        insert(&mut self.documents, index, document)?;
        Ok(DraftOperation::RemoveDocument { document: id })
    }

    pub(super) fn move_document(&mut self, document: DocumentId, index: usize) -> Inverse {
        let from = self.document_index(&document)?;
        relocate(&mut self.documents, from, index)?;
        Ok(DraftOperation::MoveDocument { document, index: from })
    }

    pub(super) fn rename_document(&mut self, document: DocumentId, name: String) -> Inverse {
        let at = self.document_index(&document)?;
        let name = std::mem::replace(&mut self.documents[at].name, name);
        Ok(DraftOperation::RenameDocument { document, name })
    }

    pub(super) fn replace_document(&mut self, document: Document) -> Inverse {
        let at = self.document_index(&document.id)?;
        let document = std::mem::replace(&mut self.documents[at], document);
        Ok(DraftOperation::ReplaceDocument { document })
    }

    pub(super) fn remove_document(&mut self, id: &DocumentId) -> Inverse {
        let index = self.document_index(id)?;
        let restored = self.take_fields(|field| field.document == *id);
        let document = self.documents.remove(index);
        Ok(together(DraftOperation::AddDocument { document, index }, restored))
    }
}

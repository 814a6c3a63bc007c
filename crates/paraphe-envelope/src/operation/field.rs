//! Fields of a draft: added, given to somebody else, described, removed. Where they stand and whether that is right is in
//! `doubt`.

use super::{DraftOperation, Inverse, OperationError, insert, together};
use crate::{Draft, Field, FieldId, RecipientId};

impl Draft {
    pub(super) fn insert_field(&mut self, field: Field, index: usize) -> Inverse {
        let id = field.id.clone();
        if self.field(&id).is_some() {
            return Err(OperationError::DuplicateField { field: id });
        }
        self.document_index(&field.document)?;
        self.recipient_index(&field.recipient)?;
        let owner = field.recipient.clone();
        insert(&mut self.fields, index, field)?;
        Ok(together(DraftOperation::RemoveField { field: id }, self.show_signature(&owner)))
    }

    pub(super) fn assign_field(&mut self, field: FieldId, recipient: RecipientId) -> Inverse {
        let at = self.field_index(&field)?;
        self.recipient_index(&recipient)?;
        let owner = recipient.clone();
        let recipient = std::mem::replace(&mut self.fields[at].recipient, recipient);
        Ok(together(DraftOperation::AssignField { field, recipient }, self.show_signature(&owner)))
    }

    pub(super) fn describe_field(&mut self, field: FieldId, label: String, required: bool) -> Inverse {
        let at = self.field_index(&field)?;
        let label = std::mem::replace(&mut self.fields[at].label, label);
        let required = std::mem::replace(&mut self.fields[at].required, required);
        Ok(DraftOperation::DescribeField { field, label, required })
    }

    pub(super) fn remove_field(&mut self, id: &FieldId) -> Inverse {
        let index = self.field_index(id)?;
        let field = self.fields.remove(index);
        let restored = if index == self.fields.len() {
            DraftOperation::AddField { field }
        } else {
            DraftOperation::InsertField { field, index }
        };
        Ok(together(restored, self.forget_doubts()))
    }

    /// Takes out all fields of a kind; returns the operations that put them back, in an order in which each index is
    /// right at its moment.
    pub(super) fn take_fields(&mut self, is_taken: impl Fn(&Field) -> bool) -> Vec<DraftOperation> {
        let fields = std::mem::take(&mut self.fields);
        let (taken, kept): (Vec<_>, Vec<_>) =
            fields.into_iter().enumerate().partition(|(_, field)| is_taken(field));
        self.fields = kept.into_iter().map(|(_, field)| field).collect();
        let inserted =
            taken.into_iter().map(|(index, field)| DraftOperation::InsertField { field, index }).collect();
        [inserted, self.forget_doubts()].concat()
    }
}

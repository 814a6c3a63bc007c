//! Fields to be looked at again: the mark comes when a document is replaced, and goes when the field is placed anew or a
//! person says that it stands right.

use std::collections::BTreeSet;

use super::{DraftOperation, Inverse, together};
use crate::{Draft, FieldId, Placement};

impl Draft {
    /// Marks a field; marking it twice is one mark.
    pub(super) fn doubt_field(&mut self, field: FieldId) -> Inverse {
        self.field_index(&field)?;
        let is_new = self.doubtful.insert(field.clone());
        Ok(if is_new { DraftOperation::ConfirmField { field } } else { nothing() })
    }

    pub(super) fn confirm_field(&mut self, field: FieldId) -> Inverse {
        self.field_index(&field)?;
        let was_marked = self.doubtful.remove(&field);
        Ok(if was_marked { DraftOperation::DoubtField { field } } else { nothing() })
    }

    /// Whoever puts a field somewhere has looked at it.
    pub(super) fn place_field(&mut self, field: FieldId, placement: Placement) -> Inverse {
        let at = self.field_index(&field)?;
        let placement = std::mem::replace(&mut self.fields[at].placement, placement);
        let was_marked = self.doubtful.remove(&field);
        let mark = was_marked.then(|| DraftOperation::DoubtField { field: field.clone() });
        Ok(together(DraftOperation::PlaceField { field, placement }, mark.into_iter().collect()))
    }

    /// Takes the marks off fields that are no longer there; gives what puts them back.
    pub(super) fn forget_doubts(&mut self) -> Vec<DraftOperation> {
        let is_there = |id: &FieldId| self.fields.iter().any(|field| field.id == *id);
        let (kept, gone): (BTreeSet<_>, BTreeSet<_>) = self.doubtful.iter().cloned().partition(is_there);
        self.doubtful = kept;
        gone.into_iter().map(|field| DraftOperation::DoubtField { field }).collect()
    }
}

/// An operation that changes nothing.
fn nothing() -> DraftOperation {
    DraftOperation::Batch { operations: Vec::new() }
}

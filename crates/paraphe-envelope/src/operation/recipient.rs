//! Recipients of a draft: added, moved, and removed with their fields. How they are changed stands in `visibility`.

use super::{DraftOperation, Inverse, OperationError, insert, relocate, together};
use crate::{Draft, DraftRecipient, RecipientId};

impl Draft {
    pub(super) fn add_recipient(&mut self, recipient: DraftRecipient, index: usize) -> Inverse {
        let id = recipient.id.clone();
        if self.recipient(&id).is_some() {
            return Err(OperationError::DuplicateRecipient { recipient: id });
        }
        insert(&mut self.recipients, index, recipient)?;
        Ok(DraftOperation::RemoveRecipient { recipient: id })
    }

    pub(super) fn move_recipient(&mut self, recipient: RecipientId, index: usize) -> Inverse {
        let from = self.recipient_index(&recipient)?;
        relocate(&mut self.recipients, from, index)?;
        Ok(DraftOperation::MoveRecipient { recipient, index: from })
    }

    pub(super) fn remove_recipient(&mut self, id: &RecipientId) -> Inverse {
        let index = self.recipient_index(id)?;
        let restored = self.take_fields(|field| field.recipient == *id);
        let recipient = self.recipients.remove(index);
        Ok(together(DraftOperation::AddRecipient { recipient, index }, restored))
    }
}

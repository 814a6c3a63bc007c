//! Who signs without a box: a choice that a box takes back, so that it never outlives the box it was made without.
//!
//! Invariant: no change leaves a recipient with this choice and a signature box.

use super::{DraftOperation, Inverse};
use crate::{Draft, DraftRecipient, FieldKind, RecipientId, SignatureVisibility};

impl Draft {
    pub(super) fn update_recipient(&mut self, recipient: DraftRecipient) -> Inverse {
        let at = self.recipient_index(&recipient.id)?;
        let id = recipient.id.clone();
        let before = std::mem::replace(&mut self.recipients[at], recipient);
        // What takes it back is the recipient as before: nothing more is needed.
        let _ = self.show_signature(&id);
        Ok(DraftOperation::UpdateRecipient { recipient: before })
    }

    /// Whoever has a box signs in it; gives what makes them sign without one again.
    pub(super) fn show_signature(&mut self, id: &RecipientId) -> Vec<DraftOperation> {
        let has_box =
            self.fields.iter().any(|field| field.recipient == *id && field.kind == FieldKind::Signature);
        let person = self.recipients.iter_mut().find(|person| person.id == *id);
        let Some(person) = person.filter(|person| person.signature == SignatureVisibility::Invisible) else {
            return Vec::new();
        };
        if !has_box {
            return Vec::new();
        }
        let before = person.clone();
        person.signature = SignatureVisibility::Visible;
        vec![DraftOperation::UpdateRecipient { recipient: before }]
    }
}

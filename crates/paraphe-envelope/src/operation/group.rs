//! Groups: fields that are moved together, such as a signature with its name, date and place.

use super::{DraftOperation, Inverse};
use crate::{Draft, FieldId, GroupId};

impl Draft {
    /// Puts fields into a group, or out of theirs; a field named twice is put there once.
    pub(super) fn group_fields(&mut self, fields: Vec<FieldId>, group: Option<GroupId>) -> Inverse {
        let mut places = Vec::with_capacity(fields.len());
        for field in &fields {
            let at = self.field_index(field)?;
            if !places.contains(&at) {
                places.push(at);
            }
        }
        let mut before: Vec<(Option<GroupId>, Vec<FieldId>)> = Vec::new();
        for at in places {
            let field = &mut self.fields[at];
            let former = std::mem::replace(&mut field.group, group.clone());
            match before.iter_mut().find(|(known, _)| *known == former) {
                Some((_, members)) => members.push(field.id.clone()),
                None => before.push((former, vec![field.id.clone()])),
            }
        }
        let mut operations: Vec<DraftOperation> =
            before.into_iter().map(|(group, fields)| DraftOperation::GroupFields { fields, group }).collect();
        Ok(match operations.len() {
            1 => operations.swap_remove(0),
            _ => DraftOperation::Batch { operations },
        })
    }
}

//! Which objects a viewer can come to at all.

use std::collections::HashSet;

use crate::error::PdfError;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// More values than this are not looked at; no file made for people has as many.
const MAX_VALUES: usize = 50_000_000;

impl RevisionView<'_> {
    /// The numbers of all objects the trailer leads to, over however many references. Complete: an object that is not in it is
    /// unreachable.
    ///
    /// # Errors
    /// [`PdfError::Damaged`] if there are more than any document needs; then nothing is said.
    pub fn reachable(&self) -> Result<HashSet<u32>, PdfError> {
        Ok(self.reachable_from(self.trailer())?.into_iter().map(|(number, _)| number).collect())
    }

    /// What one dictionary refers to, directly or over others, even where nothing stands there.
    pub(crate) fn reachable_from(&self, start: &Dictionary) -> Result<HashSet<ObjectId>, PdfError> {
        let mut reached = HashSet::new();
        let mut waiting: Vec<Object> = start.iter().map(|entry| entry.value.clone()).collect();
        let mut values = 0usize;
        while let Some(object) = waiting.pop() {
            values += 1;
            if values > MAX_VALUES {
                return Err(PdfError::Damaged { what: "references" });
            }
            match object {
                Object::Array(items) => waiting.extend(items),
                Object::Dictionary(dictionary) => {
                    waiting.extend(dictionary.iter().map(|entry| entry.value.clone()));
                }
                Object::Reference(id) => {
                    if reached.insert(id) {
                        waiting.push(self.object(id));
                    }
                }
                Object::Stream(stream) => {
                    waiting.extend(stream.dictionary.iter().map(|entry| entry.value.clone()));
                }
                Object::Boolean(_)
                | Object::Integer(_)
                | Object::Name(_)
                | Object::Null
                | Object::Real(_)
                | Object::String(_) => {}
            }
        }
        Ok(reached)
    }
}

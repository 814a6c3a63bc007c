//! Which objects a viewer can come to at all.

use std::collections::HashSet;

use crate::error::PdfError;
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::revision::RevisionView;
use crate::xref::Location;

/// More values than this are not looked at; no file made for people has as many.
const MAX_VALUES: usize = 50_000_000;

impl RevisionView<'_> {
    /// The numbers of all objects the trailer leads to, over however many references, whatever generation they name. Complete:
    /// an object that is not in it is unreachable to every viewer.
    ///
    /// # Errors
    /// [`PdfError::Damaged`] if there are more than any document needs, or if one of them cannot be read where it is listed, so
    /// that other viewers may come to more; then nothing is said.
    pub fn reachable(&self) -> Result<HashSet<u32>, PdfError> {
        let mut reached = HashSet::new();
        self.walk(self.trailer(), |(number, _)| {
            if !reached.insert(number) {
                return Ok(Object::Null);
            }
            self.object_of_number(number).ok_or(PdfError::Damaged { what: "reference" })
        })?;
        Ok(reached)
    }

    /// What one dictionary refers to, directly or over others, even where nothing stands there.
    pub(crate) fn reachable_from(&self, start: &Dictionary) -> Result<HashSet<ObjectId>, PdfError> {
        let mut reached = HashSet::new();
        self.walk(start, |id| Ok(if reached.insert(id) { self.object(id) } else { Object::Null }))?;
        Ok(reached)
    }

    fn walk(
        &self,
        start: &Dictionary,
        mut follow: impl FnMut(ObjectId) -> Result<Object, PdfError>,
    ) -> Result<(), PdfError> {
        let mut waiting: Vec<Object> = start.iter().map(|entry| entry.value.clone()).collect();
        let mut values = 0usize;
        while let Some(object) = waiting.pop() {
            values += 1;
            if values > MAX_VALUES {
                return Err(PdfError::Damaged { what: "references" });
            }
            match object {
                Object::Array(items) => waiting.extend(items),
                Object::Dictionary(dictionary) | Object::Stream(Stream { dictionary, .. }) => {
                    waiting.extend(dictionary.iter().map(|entry| entry.value.clone()));
                }
                Object::Reference(id) => waiting.push(follow(id)?),
                Object::Boolean(_)
                | Object::Integer(_)
                | Object::Name(_)
                | Object::Null
                | Object::Real(_)
                | Object::String(_) => {}
            }
        }
        Ok(())
    }

    /// What stands under this number, whatever its generation: many viewers do not look at that. `None` if it is listed and
    /// cannot be read.
    pub(crate) fn object_of_number(&self, number: u32) -> Option<Object> {
        let row = self.store().xref.locate(number, self.section());
        let generation = match row.map(|row| row.location) {
            None | Some(Location::Free) => return Some(Object::Null),
            Some(Location::At(_, generation)) => generation,
            Some(Location::InStream(..)) => 0,
        };
        self.store().read((number, generation), self.section())
    }
}

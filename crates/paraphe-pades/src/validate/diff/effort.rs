//! How much may be read and compared for one file. Beyond, nothing is said to be harmless.

use super::font::Font;
use super::picture::Decoded;
use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView, Stream};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// About two seconds of work, in steps of about a comparison each.
const LIMIT: u64 = 200_000_000;
/// How often an object that changed is weighed, once for each of its roles: one may stand on as many pages as a file has.
const WEIGHINGS: usize = 40_000;
/// How many octets are decoded in a step.
const DECODED: usize = 4;
/// What a compressed octet may become.
const EXPANSION: usize = 1_032;
/// What it takes to copy an object, in each of its parts.
const COPY: usize = 4;
/// What was decoded is kept up to this many octets in all: many marks may share one look.
const KEPT: usize = 16 << 20;
/// Fonts beyond this many are read anew each time.
const FONTS: usize = 64;

#[derive(Debug)]
pub(super) struct Effort {
    left: Cell<u64>,
    weighings: Cell<usize>,
    /// Images it was spent on already.
    pub(super) decoded: Decoded,
    contents: RefCell<Contents>,
    fonts: RefCell<HashMap<(u32, ObjectId), Rc<Font>>>,
}

/// Content that was decoded.
#[derive(Debug, Default)]
struct Contents {
    kept: HashMap<Place, Rc<[u8]>>,
    octets: usize,
}

/// A stream in a state of the document: one number may have had several.
type Place = (u32, ObjectId, usize);

impl Effort {
    pub(super) fn new() -> Self {
        Self::of(LIMIT)
    }

    fn of(steps: u64) -> Self {
        let (decoded, contents, fonts) = (Decoded::default(), RefCell::default(), RefCell::default());
        let (left, weighings) = (Cell::new(steps), Cell::new(0));
        Self { left, weighings, decoded, contents, fonts }
    }

    /// Takes so many steps. `false`: there are not as many left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        let left = self.left.get().checked_sub(steps as u64);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether one more change can be weighed, in one role.
    pub(super) fn can_weigh(&self) -> bool {
        self.weighings.set(self.weighings.get() + 1);
        self.weighings.get() <= WEIGHINGS
    }

    /// The octets of a stream, decoded; `None` beyond `limit`, for unknown filters, or where it cannot be afforded.
    pub(super) fn decode(&self, view: RevisionView<'_>, stream: &Stream, limit: usize) -> Option<Rc<[u8]>> {
        let place = (view.section(), stream.id, stream.data.start);
        if let Some(known) = self.contents.borrow().kept.get(&place) {
            return Some(Rc::clone(known)).filter(|known| known.len() <= limit);
        }
        if !self.spend(1) {
            return None;
        }
        let decoded = view.decode(stream, limit);
        let in_vain = || limit.min(view.raw(stream).len().saturating_mul(EXPANSION));
        let octets = decoded.as_ref().map_or_else(in_vain, Vec::len);
        let decoded: Rc<[u8]> = decoded.filter(|_| self.spend(octets / DECODED))?.into();
        let mut contents = self.contents.borrow_mut();
        if contents.octets + octets <= KEPT {
            contents.octets += octets;
            contents.kept.insert(place, Rc::clone(&decoded));
        }
        Some(decoded)
    }

    /// Takes what it took to copy an object.
    pub(super) fn spend_on(&self, object: &Object) -> bool {
        self.spend(weight(object).saturating_mul(COPY))
    }

    /// A font of this state of the document, read once, if there is one.
    pub(super) fn font(
        &self,
        view: RevisionView<'_>,
        id: Option<ObjectId>,
        read: impl FnOnce() -> Option<Font>,
    ) -> Option<Rc<Font>> {
        let place = id.map(|id| (view.section(), id));
        if let Some(known) = place.and_then(|place| self.fonts.borrow().get(&place).cloned()) {
            return Some(known);
        }
        let font = Rc::new(read()?);
        if let Some(place) = place.filter(|_| self.fonts.borrow().len() < FONTS) {
            self.fonts.borrow_mut().insert(place, Rc::clone(&font));
        }
        Some(font)
    }
}

/// Of how many objects one is made.
fn weight(object: &Object) -> usize {
    let items = object.as_array().unwrap_or_default().iter();
    let entries = object.as_dictionary().into_iter().flat_map(Dictionary::iter);
    1 + items.chain(entries.map(|entry| &entry.value)).map(weight).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_weighs_what_is_in_it() {
        let list = Object::Array(vec![Object::Integer(1), Object::Array(vec![Object::Null])]);
        assert_eq!([weight(&Object::Null), weight(&list)], [1, 4]);
    }

    #[test]
    fn what_is_spent_is_gone() {
        let effort = Effort::of(10);
        assert!(effort.spend(4) && effort.spend(6) && !effort.spend(1));
        let effort = Effort::of(10);
        assert!(!effort.spend(11) && !effort.spend(1), "what could not be afforded took all");
    }
}

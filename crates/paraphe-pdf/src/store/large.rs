//! Objects that take long to read, kept once read: a look that hundreds of notes share is asked for by each of them.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::object::{Dictionary, Object, ObjectId};

/// Together they take no more octets of memory than this.
const KEPT: usize = 24 << 20;

/// An object as a state of the document has it.
pub(super) type Place = (ObjectId, Where, u32);

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Where {
    At(usize),
    InStream(u32, u32),
}

#[derive(Debug, Default)]
pub(super) struct Large {
    kept: HashMap<Place, (Arc<Object>, usize)>,
    /// The oldest first.
    order: VecDeque<Place>,
    octets: usize,
}

impl Large {
    /// The object that was read there, and what it weighs.
    pub(super) fn get(&self, place: Place) -> Option<(Arc<Object>, usize)> {
        self.kept.get(&place).cloned()
    }

    pub(super) fn put(&mut self, place: Place, object: &Object, weight: usize) {
        if weight > KEPT / 2 || self.kept.contains_key(&place) {
            return;
        }
        while self.octets + weight > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            let dropped = self.kept.remove(&oldest);
            self.octets -= dropped.map_or(0, |(_, weight)| weight);
        }
        self.octets += weight;
        self.order.push_back(place);
        self.kept.insert(place, (Arc::new(object.clone()), weight));
    }
}

/// How many octets of memory an object takes, about.
pub(super) fn weight(object: &Object) -> usize {
    let text = object.as_string().or_else(|| object.as_name()).map_or(0, <[u8]>::len);
    let items = object.as_array().unwrap_or_default().iter();
    let entries = object.as_dictionary().into_iter().flat_map(Dictionary::iter).map(|entry| &entry.value);
    size_of::<Object>() + text + items.chain(entries).map(weight).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_make_room() {
        let place = |number| ((number, 0), Where::At(1), 0);
        let mut large = Large::default();
        for number in 0..4 {
            large.put(place(number), &Object::Integer(i64::from(number)), KEPT / 3);
        }
        let kept: Vec<bool> = (0..4).map(|number| large.get(place(number)).is_some()).collect();
        assert_eq!(kept, [false, true, true, true]);
        large.put(place(9), &Object::Null, KEPT);
        assert!(
            large.get(place(9)).is_none() && large.get(place(3)).is_some(),
            "what fills it alone is not kept"
        );
    }

    #[test]
    fn all_that_is_in_it_weighs() {
        let one = weight(&Object::Null);
        let list = Object::Array(vec![Object::String(vec![0; 100]), Object::Array(vec![Object::Integer(1)])]);
        assert_eq!(weight(&list), 4 * one + 100);
    }
}

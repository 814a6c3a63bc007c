//! Which objects a viewer can come to at all. Some programs leave objects behind that nothing refers to; they show
//! nothing, and nothing can be waiting for them, because then something would refer to them.

use paraphe_pdf::{Object, RevisionView};
use std::collections::HashSet;

/// The numbers of all objects that the trailer leads to, over however many references. Complete: an object that is not
/// in it is unreachable.
pub(super) fn reachable(view: RevisionView<'_>) -> HashSet<u32> {
    let mut reached = HashSet::new();
    let mut waiting: Vec<Object> = view.trailer().iter().map(|entry| entry.value.clone()).collect();
    while let Some(object) = waiting.pop() {
        match object {
            Object::Array(items) => waiting.extend(items),
            Object::Dictionary(dictionary) => {
                waiting.extend(dictionary.iter().map(|entry| entry.value.clone()))
            }
            Object::Reference(id) => {
                if reached.insert(id.0) {
                    waiting.push(view.object(id));
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
    reached
}

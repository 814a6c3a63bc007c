//! Comparing dictionaries and lists.

use super::step::Step;
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::BTreeSet;

/// The keys whose values differ (as written: a reference to another object differs).
pub(super) fn changed_keys<'d>(before: &'d Dictionary, after: &'d Dictionary) -> BTreeSet<&'d [u8]> {
    let keys = before.iter().chain(after.iter()).map(|entry| entry.key.as_slice());
    keys.filter(|key| before.get(key) != after.get(key)).collect()
}

/// Whether only these keys differ, and no key is written twice.
pub(super) fn differs_only_in(before: &Dictionary, after: &Dictionary, allowed: &[&[u8]]) -> bool {
    after.repeated_key().is_none() && changed_keys(before, after).iter().all(|key| allowed.contains(key))
}

/// Whether the list under `key` only gained references to objects that this step added, at its end or between: nothing
/// that was in it is gone, moved or joined by an object that was there before for another purpose.
pub(super) fn only_gained_new(step: &Step<'_>, key: &[u8], before: &Dictionary, after: &Dictionary) -> bool {
    let former = list(step.before, before, key);
    let present = list(step.after, after, key);
    former.zip(present).is_some_and(|(former, present)| gained_new(step, &former, &present))
}

/// The same for two arrays.
pub(super) fn gained_new(step: &Step<'_>, former: &[Object], present: &[Object]) -> bool {
    let mut expected = former.iter().peekable();
    for item in present {
        if expected.peek() == Some(&item) {
            expected.next();
        } else if !step.is_added(item) {
            return false;
        }
    }
    expected.next().is_none()
}

/// The array under `key`; empty when there is none, `None` when it is something else.
fn list(view: RevisionView<'_>, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<Object>> {
    match view.get(dictionary, key) {
        Object::Array(items) => Some(items),
        Object::Null => Some(Vec::new()),
        Object::Boolean(_)
        | Object::Dictionary(_)
        | Object::Integer(_)
        | Object::Name(_)
        | Object::Real(_)
        | Object::Reference(_)
        | Object::Stream(_)
        | Object::String(_) => None,
    }
}

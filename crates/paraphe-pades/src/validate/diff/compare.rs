//! Comparing dictionaries and lists.

use super::step::Step;
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::BTreeSet;

/// Entries that are measures, whole or not: programs that write an object anew spell `612.0` as `612`.
const MEASURES: [&[u8]; 6] = [b"ArtBox", b"BleedBox", b"CropBox", b"MediaBox", b"Rect", b"TrimBox"];
/// Points: places this close are the same, rounded.
const ROUNDED: f64 = 0.000_5;

/// The keys whose values differ (as written: a reference to another object differs).
pub(super) fn changed_keys<'d>(before: &'d Dictionary, after: &'d Dictionary) -> BTreeSet<&'d [u8]> {
    let keys = before.iter().chain(after.iter()).map(|entry| entry.key.as_slice());
    keys.filter(|key| {
        let (before, after) = (before.get(key), after.get(key));
        before != after && !(MEASURES.contains(key) && are_same_measures(before, after))
    })
    .collect()
}

fn are_same_measures(before: Option<&Object>, after: Option<&Object>) -> bool {
    let measures = |object: Option<&Object>| -> Option<Vec<f64>> {
        object?.as_array()?.iter().map(Object::as_number).collect()
    };
    let (Some(before), Some(after)) = (measures(before), measures(after)) else { return false };
    let is_close = |(one, other): (&f64, &f64)| (one - other).abs() <= ROUNDED;
    before.len() == after.len() && before.iter().zip(&after).all(is_close)
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
    gained(step, former, present).is_some_and(|own| own.is_empty())
}

/// What stands in the array itself of what it gained; `None` if it did not only gain, or something that was there before.
pub(super) fn gained<'o>(
    step: &Step<'_>,
    former: &[Object],
    present: &'o [Object],
) -> Option<Vec<&'o Dictionary>> {
    let mut expected = former.iter().peekable();
    let mut own = Vec::new();
    for item in present {
        if expected.peek() == Some(&item) {
            expected.next();
        } else if let Object::Dictionary(dictionary) = item {
            own.push(dictionary);
        } else if !step.is_added(item) {
            return None;
        }
    }
    expected.next().is_none().then_some(own)
}

/// The array under `key`; empty when there is none, `None` when it is something else.
pub(super) fn list(view: RevisionView<'_>, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<Object>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_the_same_however_they_are_spelled() {
        let array = |numbers: &[Object]| Some(Object::Array(numbers.to_vec()));
        let whole = array(&[Object::Integer(0), Object::Integer(612)]);
        let is_same = |other: Option<Object>| are_same_measures(whole.as_ref(), other.as_ref());
        assert!(is_same(array(&[Object::Real(b"0.0".to_vec()), Object::Real(b"612.0001".to_vec())])));
        assert!(
            !is_same(array(&[Object::Real(b"0.0".to_vec()), Object::Real(b"612.001".to_vec())])),
            "elsewhere"
        );
        assert!(!is_same(array(&[Object::Integer(0)])) && !is_same(None), "fewer");
        assert!(!is_same(array(&[Object::Integer(0), Object::Null])), "no number");
    }
}

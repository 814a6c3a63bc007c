//! What fields said in the version that was signed, and say now. Filling in may be permitted; that a field which said
//! something when it was signed says something else now is told all the same: whoever reads the page takes it for signed.

use super::effort::Effort;
use super::fields::{self, Next};
use paraphe_pdf::{Object, ObjectId, RevisionView};
use std::collections::{BTreeMap, BTreeSet};

/// What it takes to look at a field.
const STEPS: usize = 100;

/// Those of these fields that said something in the version that was signed and say something else now. A form whose fields
/// cannot all be looked at leaves all of them in doubt.
pub(super) fn replaced(
    signed: RevisionView<'_>,
    now: RevisionView<'_>,
    names: &BTreeSet<&str>,
    effort: &Effort,
) -> BTreeSet<String> {
    let all = || names.iter().map(|name| (*name).to_owned()).collect();
    let (Some(signed), Some(now)) = (values(signed, names, effort), values(now, names, effort)) else {
        return all();
    };
    let is_other = |(field, was): &(&Named, &Vec<Object>)| {
        let now = now.get(*field).map_or(&[][..], Vec::as_slice);
        let is_kept = |(place, was)| now.get(place).is_some_and(|value| is_same(was, value));
        was.iter().enumerate().any(|(place, was)| says_something(was) && !is_kept((place, was)))
    };
    signed.iter().filter(is_other).map(|((name, _), _)| name.clone()).collect()
}

/// A field by its full name and its object: several may have one name, and each shows its own value.
type Named = (String, Option<ObjectId>);

fn is_same(one: &Object, other: &Object) -> bool {
    match (one.as_text(), other.as_text()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// An empty text, a box that is not ticked and a list without a choice say nothing yet.
fn says_something(value: &Object) -> bool {
    if let Some(text) = value.as_text() {
        return !text.trim().is_empty();
    }
    match value {
        Object::Null => false,
        Object::Name(state) => state != b"Off",
        Object::Array(chosen) => !chosen.is_empty(),
        Object::Boolean(_)
        | Object::Dictionary(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Reference(_)
        | Object::Stream(_)
        | Object::String(_) => true,
    }
}

/// The values of these fields, those that are no objects of their own in the order in which they stand; none when there are more fields than can be looked at.
fn values(
    view: RevisionView<'_>,
    names: &BTreeSet<&str>,
    effort: &Effort,
) -> Option<BTreeMap<Named, Vec<Object>>> {
    let (mut found, mut is_affordable) = (BTreeMap::<Named, Vec<Object>>::new(), true);
    let is_whole = fields::each(view, |field| {
        is_affordable &= effort.spend(STEPS);
        if names.contains(&*field.name) {
            let values = found.entry((field.name.to_string(), field.id)).or_default();
            // A box may lose its tick though its value stays.
            values.extend([field.value.clone(), view.get(&field.dictionary, b"AS")]);
        }
        if is_affordable { Next::Below } else { Next::Nowhere }
    });
    (is_whole && is_affordable).then_some(found)
}

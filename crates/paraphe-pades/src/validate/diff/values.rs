//! What fields said in the version that was signed, and say now. Filling in may be permitted; that a field which said
//! something when it was signed says something else now is told all the same: whoever reads the page takes it for signed.

use super::effort::Effort;
use super::fields::{self, Next};
use paraphe_pdf::{Object, RevisionView};
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
    let is_other = |(name, was): &(&String, &Object)| {
        says_something(was) && now.get(*name).is_none_or(|value| !is_same(was, value))
    };
    signed.iter().filter(is_other).map(|(name, _)| name.clone()).collect()
}

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

/// The values of these fields; none when there are more fields than can be looked at.
fn values(
    view: RevisionView<'_>,
    names: &BTreeSet<&str>,
    effort: &Effort,
) -> Option<BTreeMap<String, Object>> {
    let (mut found, mut is_affordable) = (BTreeMap::new(), true);
    let is_whole = fields::each(view, |field| {
        is_affordable &= effort.spend(STEPS);
        if names.contains(&*field.name) {
            // A widget without a name of its own is its field's: whichever of them says something counts.
            let known = found.entry(field.name.to_string()).or_insert(Object::Null);
            if !says_something(known) {
                known.clone_from(&field.value);
            }
        }
        if is_affordable { Next::Below } else { Next::Nowhere }
    });
    (is_whole && is_affordable).then_some(found)
}

//! What fields said in the version that was signed, and say now. Filling in may be permitted; that a field which said
//! something when it was signed says something else now is told all the same: whoever reads the page takes it for signed.

use super::rules::FIELDS_LIMIT;
use paraphe_pdf::{Object, ObjectId, RevisionView};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

/// How deep fields stand in fields.
const TREE_DEPTH: usize = 32;

/// Those of these fields that said something in the version that was signed and say something else now. A form whose fields
/// cannot all be looked at leaves all of them in doubt.
pub(super) fn replaced(
    signed: RevisionView<'_>,
    now: RevisionView<'_>,
    names: &BTreeSet<&str>,
) -> BTreeSet<String> {
    let all = || names.iter().map(|name| (*name).to_owned()).collect();
    let (Some(signed), Some(now)) = (values(signed, names), values(now, names)) else { return all() };
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

/// A field on the way down: itself, the name above it, and the value it inherits.
struct Node {
    field: Object,
    above: Rc<str>,
    value: Object,
    depth: usize,
}

/// The values of these fields; none when there are more fields than are looked at.
fn values(view: RevisionView<'_>, names: &BTreeSet<&str>) -> Option<BTreeMap<String, Object>> {
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    let roots = view.get(&form, b"Fields");
    let top: Rc<str> = Rc::from("");
    let node = |field: &Object, above: &Rc<str>, value: &Object, depth| Node {
        field: field.clone(),
        above: Rc::clone(above),
        value: value.clone(),
        depth,
    };
    let roots = roots.as_array().unwrap_or_default();
    let mut left = FIELDS_LIMIT.checked_sub(roots.len())?;
    let mut waiting: Vec<Node> = roots.iter().map(|field| node(field, &top, &Object::Null, 0)).collect();
    let (mut found, mut seen) = (BTreeMap::new(), HashSet::<ObjectId>::new());
    while let Some(Node { field, above, value, depth }) = waiting.pop() {
        if field.as_reference().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let Object::Dictionary(field) = view.resolve(&field) else { continue };
        let full: Rc<str> = match view.get(&field, b"T").as_text() {
            Some(own) if above.is_empty() => own.into(),
            Some(own) => format!("{above}.{own}").into(),
            None => above,
        };
        let own = view.get(&field, b"V");
        let value = if own == Object::Null { value } else { own };
        if names.contains(&*full) {
            // A widget without a name of its own is its field's: whichever of them says something counts.
            let known = found.entry(full.to_string()).or_insert(Object::Null);
            if !says_something(known) {
                *known = value.clone();
            }
        }
        let kids = view.get(&field, b"Kids");
        let kids = kids.as_array().filter(|_| depth < TREE_DEPTH).unwrap_or_default();
        left = left.checked_sub(kids.len())?;
        waiting.extend(kids.iter().map(|kid| node(kid, &full, &value, depth + 1)));
    }
    Some(found)
}

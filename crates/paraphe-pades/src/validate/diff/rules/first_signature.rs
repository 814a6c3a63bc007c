//! Excuses what the first signature of a tagged document may do besides: its widgets become elements of the structure tree, and the
//! page is gone through in the order of that tree (ISO 32000-2, 14.7; PDF/UA-1, 7.18.4). Nothing that was in the tree is
//! taken out or says something else. After a signature nobody excuses it.

use super::super::compare::differs_only_in;
use super::super::rule::Excuse;
use super::super::step::Step;
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectId, ObjectRole, RevisionView,
};

/// What a new element says: of its widget, and nothing to be read out.
const ELEMENT: [&[u8]; 5] = [b"K", b"P", b"Pg", b"S", b"Type"];
/// A new leaf of the tree that leads from widgets to elements.
const LEAF: [&[u8]; 2] = [b"Limits", b"Nums"];
/// Where nodes of the trees list what is below them.
const LISTS: [&[u8]; 3] = [b"K", b"Kids", b"Nums"];
/// What else changes when they gain something. Another parent tree is judged as an object of its own.
const COUNTED: [&[u8]; 2] = [b"ParentTree", b"ParentTreeNextKey"];

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let is_of_tree = matches!(role, ObjectRole::CatalogEntry(key) if key == "StructTreeRoot");
    let holds = match (&change.before, &change.after) {
        (_, Object::Dictionary(after)) if change.kind == ObjectChangeKind::Added => {
            is_element(step, after) || is_leaf(step, after) || is_moved_out(step, change.id)
        }
        (Object::Dictionary(before), Object::Dictionary(after)) => gained_below(step, before, after),
        (Object::Array(before), Object::Array(after)) => gained(step, before, after),
        _ => false,
    };
    (is_of_tree && step.is_unsigned() && holds).then(Excuse::container)
}

/// Whether a page only gained annotations and the order of the structure tree.
pub(super) fn is_ordered(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    step.is_unsigned()
        && differs_only_in(before, after, &[b"Annots", b"Tabs"])
        && before.get(b"Tabs").is_none()
        && after.get(b"Tabs").and_then(Object::as_name) == Some(b"S")
}

/// An element for a new widget.
fn is_element(step: &Step<'_>, element: &Dictionary) -> bool {
    let refers_to_new = |kid: &Dictionary| {
        kid.is_type(b"OBJR") && kid.get(b"Obj").is_some_and(|widget| step.is_added(widget))
    };
    says_only(element, &ELEMENT)
        && element.get(b"S").and_then(Object::as_name) == Some(b"Form")
        && matches!(element.get(b"K"), Some(Object::Dictionary(kid)) if refers_to_new(kid))
}

fn is_leaf(step: &Step<'_>, leaf: &Dictionary) -> bool {
    let is_new = |items: &[Object]| items.iter().all(|item| is_key(item) || step.is_added(item));
    says_only(leaf, &LEAF) && leaf.get(b"Nums").and_then(Object::as_array).is_some_and(is_new)
}

/// Whether this is the parent tree that stood in the root itself: judged with the root.
fn is_moved_out(step: &Step<'_>, id: ObjectId) -> bool {
    let root =
        |view: RevisionView<'_>| view.dictionary(&view.catalog(), b"StructTreeRoot").unwrap_or_default();
    let (before, after) = (root(step.before), root(step.after));
    matches!(before.get(b"ParentTree"), Some(Object::Dictionary(_)))
        && after.get(b"ParentTree").and_then(Object::as_reference) == Some(id)
}

fn says_only(dictionary: &Dictionary, keys: &[&[u8]]) -> bool {
    dictionary.repeated_key().is_none() && dictionary.iter().all(|entry| keys.contains(&entry.key.as_slice()))
}

fn is_key(item: &Object) -> bool {
    matches!(item, Object::Integer(_))
}

/// Whether a node lists what it listed, and behind that something new.
fn gained_below(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    let is_kept = |key: &&[u8]| {
        let (former, present) = (before.get(key), after.get(key));
        former == present
            || present.is_some_and(|present| gained(step, &listed(former), &listed(Some(present))))
    };
    let leads_on = match (before.get(b"ParentTree"), after.get(b"ParentTree")) {
        (Some(Object::Dictionary(former)), Some(Object::Reference(id))) => {
            let present = step.after.object(*id);
            present.as_dictionary().is_some_and(|present| gained_below(step, former, present))
        }
        (None, Some(present)) => step.is_added(present),
        (former, present) => former == present,
    };
    let keys: Vec<&[u8]> = LISTS.into_iter().chain(COUNTED).collect();
    differs_only_in(before, after, &keys) && LISTS.iter().all(is_kept) && leads_on
}

/// `/K` may be one kid, or a list.
fn listed(kids: Option<&Object>) -> Vec<Object> {
    match kids {
        None => Vec::new(),
        Some(Object::Array(kids)) => kids.clone(),
        Some(kid) => vec![kid.clone()],
    }
}

fn gained(step: &Step<'_>, before: &[Object], after: &[Object]) -> bool {
    after.starts_with(before) && after[before.len()..].iter().all(|item| is_key(item) || step.is_added(item))
}

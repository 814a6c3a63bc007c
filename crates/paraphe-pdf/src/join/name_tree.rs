//! Names of a document: the places links jump to and the files attached to it (ISO 32000-2, 7.7.4, 7.9.6, 12.3.2.4).

use std::collections::{HashMap, HashSet};

use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Entries beyond this are not read: no document names so much.
const MAX_ENTRIES: usize = 100_000;

/// The pairs of a name tree, as far as it can be read.
pub(super) fn pairs(view: RevisionView<'_>, root: &Object) -> Vec<(Vec<u8>, Object)> {
    let mut found = Vec::new();
    let mut visited = HashSet::new();
    let mut waiting = vec![root.clone()];
    while let Some(node) = waiting.pop() {
        if node.as_reference().is_some_and(|id| !visited.insert(id)) || found.len() > MAX_ENTRIES {
            continue;
        }
        let Object::Dictionary(node) = view.resolve(&node) else { continue };
        if let Object::Array(kids) = view.get(&node, b"Kids") {
            // A kid that is no reference could not be recognised in a circle.
            waiting.extend(kids.into_iter().rev().filter(|kid| kid.as_reference().is_some()));
        }
        if let Object::Array(names) = view.get(&node, b"Names") {
            let named = names
                .chunks_exact(2)
                .filter_map(|pair| Some((view.resolve(&pair[0]).as_string()?.to_vec(), pair[1].clone())));
            found.extend(named);
        }
    }
    found
}

/// Every named place of a document, as the array that says where it is.
pub(super) fn destinations(view: RevisionView<'_>) -> HashMap<Vec<u8>, Object> {
    let catalog = view.catalog();
    let names = view.dictionary(&catalog, b"Names").unwrap_or_default();
    let tree = names.get(b"Dests").map(|root| pairs(view, root)).unwrap_or_default();
    let old = view.dictionary(&catalog, b"Dests").unwrap_or_default();
    let old = old.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect::<Vec<_>>();
    old.into_iter().chain(tree).filter_map(|(name, value)| Some((name, place(view, &value)?))).collect()
}

/// The array of a destination, which may stand in a dictionary.
fn place(view: RevisionView<'_>, value: &Object) -> Option<Object> {
    let value = view.resolve(value);
    let value = match value.as_dictionary() {
        Some(dictionary) => view.get(dictionary, b"D"),
        None => value,
    };
    value.as_array().is_some().then_some(value)
}

/// A name tree of one node.
pub(super) fn flat(pairs: impl IntoIterator<Item = (Vec<u8>, Object)>) -> Dictionary {
    let names = pairs.into_iter().flat_map(|(name, value)| [Object::String(name), value]).collect();
    Dictionary::from([(&b"Names"[..], Object::Array(names))])
}

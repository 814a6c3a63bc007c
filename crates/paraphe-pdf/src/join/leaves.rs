//! The pages of a document with everything they inherit written into them.

use std::collections::HashSet;

use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// What a page takes from its ancestors (ISO 32000-2, table 31).
const INHERITABLE: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What only makes sense inside the document the page comes from: its parent, its article beads, its place in the
/// structure tree.
const LEFT_BEHIND: [&[u8]; 3] = [b"Parent", b"B", b"StructParents"];

/// A page that stands alone.
pub(super) struct Leaf {
    pub(super) id: Option<ObjectId>,
    pub(super) dictionary: Dictionary,
}

/// All pages in order, nodes that lead in circles left out as in [`crate::page`].
pub(super) fn leaves(view: RevisionView<'_>) -> Vec<Leaf> {
    let mut found = Vec::new();
    let mut visited = HashSet::new();
    let root = view.catalog().get(b"Pages").cloned();
    let mut waiting: Vec<(Object, Dictionary)> =
        root.map(|root| (root, Dictionary::new())).into_iter().collect();
    while let Some((node, inherited)) = waiting.pop() {
        let Object::Dictionary(mut dictionary) = view.resolve(&node) else { continue };
        let id = node.as_reference();
        let inherited = extended(inherited, view, &dictionary);
        let kids = view.get(&dictionary, b"Kids");
        if let (Object::Array(kids), false) = (kids, dictionary.is_type(b"Page")) {
            let seen_by = id.or_else(|| dictionary.get(b"Kids").and_then(Object::as_reference));
            if seen_by.is_none_or(|number| visited.insert(number)) {
                waiting.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone())));
            }
        } else if !dictionary.is_type(b"Pages") {
            for key in LEFT_BEHIND {
                dictionary.remove(key);
            }
            for entry in inherited.iter() {
                dictionary.replace(&entry.key, entry.value.clone());
            }
            dictionary.replace(b"Type", Object::name("Page"));
            found.push(Leaf { id, dictionary });
        }
    }
    found
}

fn extended(mut inherited: Dictionary, view: RevisionView<'_>, node: &Dictionary) -> Dictionary {
    for key in INHERITABLE {
        let own = node.get(key).filter(|value| view.resolve(value) != Object::Null);
        if let Some(own) = own {
            inherited.replace(key, own.clone());
        }
    }
    inherited
}

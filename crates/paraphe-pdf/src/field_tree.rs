//! The interactive form of one revision, flattened: every field with its full name and what it inherits
//! (ISO 32000-2, 12.7.4).

use std::collections::HashSet;

use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// More fields than this are not listed.
const MAX_FIELDS: usize = 200_000;

/// A field that is or could be a signature, or any other one: `kind` tells.
#[derive(Debug, Clone)]
pub(crate) struct FieldNode {
    /// The partial names joined by dots.
    pub(crate) name: String,
    pub(crate) id: Option<ObjectId>,
    pub(crate) dictionary: Dictionary,
    /// `/FT`, own or inherited.
    pub(crate) kind: Option<Vec<u8>>,
    /// `/V`, own or inherited, not resolved.
    pub(crate) value: Option<Object>,
    /// The object that holds `/V`.
    pub(crate) value_holder: Option<ObjectId>,
    /// The widgets: the field itself if it is one, and its nameless kids.
    pub(crate) widgets: Vec<(Option<ObjectId>, Dictionary)>,
}

#[derive(Clone)]
struct Waiting {
    node: Object,
    parent_name: String,
    kind: Option<Vec<u8>>,
    value: Option<Object>,
    value_holder: Option<ObjectId>,
}

/// All terminal and value-bearing fields of the form.
pub(crate) fn fields(view: RevisionView<'_>) -> Vec<FieldNode> {
    let catalog = view.catalog();
    let Some(form) = view.dictionary(&catalog, b"AcroForm") else { return Vec::new() };
    let roots = view.get(&form, b"Fields");
    let mut found = Vec::new();
    let mut visited = HashSet::new();
    let mut waiting: Vec<Waiting> = roots
        .as_array()
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|node| Waiting {
            node: node.clone(),
            parent_name: String::new(),
            kind: None,
            value: None,
            value_holder: None,
        })
        .collect();
    while let Some(next) = waiting.pop() {
        if found.len() >= MAX_FIELDS {
            break;
        }
        let id = next.node.as_reference();
        if id.is_some_and(|id| !visited.insert(id)) {
            continue;
        }
        if let Object::Dictionary(dictionary) = view.resolve(&next.node) {
            visit(view, next, id, dictionary, &mut waiting, &mut found);
        }
    }
    found
}

fn visit(
    view: RevisionView<'_>,
    from: Waiting,
    id: Option<ObjectId>,
    dictionary: Dictionary,
    waiting: &mut Vec<Waiting>,
    found: &mut Vec<FieldNode>,
) {
    let name = full_name(view, &from.parent_name, &dictionary);
    let kind = view.get(&dictionary, b"FT").as_name().map(<[u8]>::to_vec).or(from.kind);
    let own_value = dictionary.get(b"V").cloned();
    let value_holder = if own_value.is_some() { id } else { from.value_holder };
    let value = own_value.or(from.value);
    let kids = view.get(&dictionary, b"Kids");
    let mut widgets = Vec::new();
    let mut has_field_kids = false;
    for kid in kids.as_array().unwrap_or_default().iter().rev() {
        let Object::Dictionary(kid_dictionary) = view.resolve(kid) else { continue };
        if kid_dictionary.get(b"T").is_some() || kid_dictionary.get(b"Kids").is_some() {
            has_field_kids = true;
            waiting.push(Waiting {
                node: kid.clone(),
                parent_name: name.clone(),
                kind: kind.clone(),
                value: value.clone(),
                value_holder,
            });
        } else {
            widgets.push((kid.as_reference(), kid_dictionary));
        }
    }
    widgets.reverse();
    if view.get(&dictionary, b"Subtype").as_name() == Some(b"Widget") {
        widgets.insert(0, (id, dictionary.clone()));
    }
    // A node that only groups others is no field; with a value of its own it is one all the same.
    if !has_field_kids || dictionary.get(b"V").is_some() {
        found.push(FieldNode { name, id, dictionary, kind, value, value_holder, widgets });
    }
}

fn full_name(view: RevisionView<'_>, parent: &str, dictionary: &Dictionary) -> String {
    let Some(partial) = view.get(dictionary, b"T").as_text() else { return parent.to_owned() };
    if parent.is_empty() { partial } else { format!("{parent}.{partial}") }
}

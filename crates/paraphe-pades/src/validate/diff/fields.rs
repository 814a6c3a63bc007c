//! The fields of a form, by their full names (ISO 32000-2 §12.7.4.2).

use paraphe_pdf::{Dictionary, Object, ObjectId, RevisionView};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Fields beyond this many are not looked at.
const LIMIT: usize = 20_000;
/// How deep fields stand in fields.
const TREE_DEPTH: usize = 32;

/// Where to go on after a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// With those below it as well.
    Below,
    /// Without them.
    Beside,
    Nowhere,
}

/// A field on the way down.
pub(super) struct Field {
    /// Its own name and those of the fields above it, joined by points.
    pub(super) name: Rc<str>,
    /// Its object, where it has one of its own.
    pub(super) id: Option<ObjectId>,
    pub(super) dictionary: Dictionary,
    /// Its value, its own or that of a field above it.
    pub(super) value: Object,
}

/// What is still to be looked at: a field, what is above it, and how deep it stands.
type Waiting = (Object, Rc<str>, Object, usize);

/// The objects that are the value of several fields, by their full names; `None`: not all fields are looked at.
pub(super) fn shared_values(view: RevisionView<'_>) -> Option<HashSet<ObjectId>> {
    let (mut names, mut shared) = (HashMap::<ObjectId, Rc<str>>::new(), HashSet::new());
    let is_whole = each(view, |field| {
        if let Some(value) = field.dictionary.get(b"V").and_then(Object::as_reference) {
            let name = names.entry(value).or_insert_with(|| Rc::clone(&field.name));
            if *name != field.name {
                shared.insert(value);
            }
        }
        Next::Below
    });
    is_whole.then_some(shared)
}

/// Shows all fields of a form, each object once: many may name the same kids, and kids their own parents. `false`: there are more than
/// are looked at, or they stand deeper.
pub(super) fn each(view: RevisionView<'_>, mut show: impl FnMut(&Field) -> Next) -> bool {
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    let roots = view.get(&form, b"Fields");
    let roots = roots.as_array().unwrap_or_default();
    let Some(mut left) = LIMIT.checked_sub(roots.len()) else { return false };
    let top: Rc<str> = Rc::from("");
    let mut waiting: Vec<Waiting> =
        roots.iter().map(|item| (item.clone(), Rc::clone(&top), Object::Null, 0)).collect();
    let mut seen: HashSet<ObjectId> = HashSet::new();
    while let Some((item, above, inherited, depth)) = waiting.pop() {
        let id = item.as_reference();
        if id.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let Object::Dictionary(dictionary) = view.resolve(&item) else { continue };
        let name: Rc<str> = match view.get(&dictionary, b"T").as_text() {
            Some(own) if above.is_empty() => own.into(),
            Some(own) => format!("{above}.{own}").into(),
            None => above,
        };
        let own = view.get(&dictionary, b"V");
        let field = Field { name, id, dictionary, value: if own == Object::Null { inherited } else { own } };
        match show(&field) {
            Next::Below => {}
            Next::Beside => continue,
            Next::Nowhere => return true,
        }
        let kids = view.get(&field.dictionary, b"Kids");
        let kids = kids.as_array().unwrap_or_default();
        let is_too_deep = depth >= TREE_DEPTH && !kids.is_empty();
        let Some(rest) = left.checked_sub(kids.len()).filter(|_| !is_too_deep) else { return false };
        left = rest;
        let below = |kid: &Object| (kid.clone(), Rc::clone(&field.name), field.value.clone(), depth + 1);
        waiting.extend(kids.iter().map(below));
    }
    true
}

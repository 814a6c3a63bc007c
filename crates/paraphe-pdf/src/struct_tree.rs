//! The structure tree of a tagged document (ISO 32000-2, 14.7): a new widget becomes a `Form` element in it, so that who
//! hears the document hears of the signature where it is (PDF/UA-1, 7.18.4).
//!
//! This is done for the first signature only. A change of the tree after a signature is no permitted change for any
//! validator we know (pyHanko's rules, ours), and an older signature weighs more than a tag.

use crate::file::PdfFile;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// Nodes of the parent tree that are looked at.
const MOST_NODES: usize = 200_000;

/// The tree being added to.
pub(crate) struct StructTree {
    root_id: ObjectId,
    root: Dictionary,
    /// The element that takes the new ones: the document's own if there is one, else the root.
    parent_id: ObjectId,
    next_key: i64,
    added: Vec<(i64, ObjectId)>,
}

impl StructTree {
    /// The tree of `file`; `None` if it has none that can be added to.
    pub(crate) fn open(file: &PdfFile) -> Option<Self> {
        let view = file.current();
        let root_id = view.catalog().get(b"StructTreeRoot").and_then(Object::as_reference)?;
        let root = view.object(root_id).as_dictionary()?.clone();
        let kids = view.get(&root, b"K");
        let first = kids.as_array().and_then(<[Object]>::first).or_else(|| root.get(b"K"));
        let document = first.and_then(Object::as_reference).filter(|id| {
            let element = view.object(*id);
            let kind = element.as_dictionary().map(|element| view.get(element, b"S"));
            kind.is_some_and(|kind| kind.as_name() == Some(b"Document"))
        });
        let noted = view.get(&root, b"ParentTreeNextKey").as_integer().unwrap_or_default();
        let tree = view.get(&root, b"ParentTree");
        let next_key = noted.max(largest_key(view, tree).map_or(0, |key| key.saturating_add(1)));
        Some(Self { root_id, root, parent_id: document.unwrap_or(root_id), next_key, added: Vec::new() })
    }

    /// An element for the widget on the page; answers the widget's `/StructParent`.
    pub(crate) fn add(&mut self, update: &mut Update<'_>, widget: ObjectId, page: ObjectId) -> i64 {
        let reference = Dictionary::from([
            (&b"Type"[..], Object::name("OBJR")),
            (b"Obj", Object::Reference(widget)),
            (b"Pg", Object::Reference(page)),
        ]);
        let element = update.add(Object::Dictionary(Dictionary::from([
            (&b"Type"[..], Object::name("StructElem")),
            (b"S", Object::name("Form")),
            (b"P", Object::Reference(self.parent_id)),
            (b"Pg", Object::Reference(page)),
            (b"K", Object::Dictionary(reference)),
        ])));
        let key = self.next_key;
        self.next_key += 1;
        self.added.push((key, element));
        key
    }

    /// Writes the root, the element that took the new ones, and the tree that leads from widgets to them.
    pub(crate) fn finish(mut self, update: &mut Update<'_>) {
        if self.added.is_empty() {
            return;
        }
        let elements: Vec<Object> = self.added.iter().map(|(_, id)| Object::Reference(*id)).collect();
        if self.parent_id == self.root_id {
            append_kids(update, &mut self.root, &elements);
        } else if let Object::Dictionary(mut parent) = update.object(self.parent_id) {
            append_kids(update, &mut parent, &elements);
            update.put(self.parent_id, Object::Dictionary(parent));
        }
        let pairs: Vec<Object> =
            self.added.iter().flat_map(|(key, id)| [Object::Integer(*key), Object::Reference(*id)]).collect();
        self.extend_parent_tree(update, pairs);
        self.root.replace(b"ParentTreeNextKey", Object::Integer(self.next_key));
        update.put(self.root_id, Object::Dictionary(self.root));
    }

    /// The new keys are larger than all that are there: they go to the end.
    fn extend_parent_tree(&mut self, update: &mut Update<'_>, pairs: Vec<Object>) {
        let former = self.root.get(b"ParentTree").cloned();
        let id = former.as_ref().and_then(Object::as_reference);
        let mut tree = match (&former, id) {
            (_, Some(id)) => update.object(id).as_dictionary().cloned().unwrap_or_default(),
            (Some(Object::Dictionary(tree)), None) => tree.clone(),
            (_, None) => Dictionary::new(),
        };
        if tree.get(b"Kids").is_some() {
            let limits = [self.added.first(), self.added.last()];
            let limits = limits.into_iter().flatten().map(|(key, _)| Object::Integer(*key)).collect();
            let leaf = update.add(Object::Dictionary(Dictionary::from([
                (&b"Limits"[..], Object::Array(limits)),
                (b"Nums", Object::Array(pairs)),
            ])));
            append(update, &mut tree, b"Kids", &[Object::Reference(leaf)]);
        } else {
            append(update, &mut tree, b"Nums", &pairs);
        }
        let id = id.unwrap_or_else(|| update.reserve());
        update.put(id, Object::Dictionary(tree));
        self.root.replace(b"ParentTree", Object::Reference(id));
    }
}

/// Appends to `/K`, which may be one kid or an array, written directly or elsewhere.
fn append_kids(update: &mut Update<'_>, element: &mut Dictionary, kids: &[Object]) {
    if let Some(former) = element.get(b"K").cloned() {
        let elsewhere = former.as_reference().map(|id| update.object(id));
        let is_list = elsewhere.as_ref().unwrap_or(&former).as_array().is_some();
        if !is_list {
            element.replace(b"K", Object::Array(vec![former]));
        }
    }
    append(update, element, b"K", kids);
}

/// Appends to the array under `key`, where it stands.
fn append(update: &mut Update<'_>, dictionary: &mut Dictionary, key: &[u8], added: &[Object]) {
    let former = dictionary.get(key).cloned();
    if let Some(Object::Reference(id)) = former
        && let Object::Array(mut items) = update.object(id)
    {
        items.extend_from_slice(added);
        update.put(id, Object::Array(items));
        return;
    }
    let mut items = former.as_ref().and_then(Object::as_array).unwrap_or_default().to_vec();
    items.extend_from_slice(added);
    dictionary.replace(key, Object::Array(items));
}

/// The largest key of a number tree.
fn largest_key(view: RevisionView<'_>, tree: Object) -> Option<i64> {
    let mut largest = None;
    let mut waiting = vec![tree];
    for _ in 0..MOST_NODES {
        let Some(node) = waiting.pop() else { break };
        let Object::Dictionary(node) = view.resolve(&node) else { continue };
        let pairs = view.get(&node, b"Nums");
        let keys = pairs.as_array().unwrap_or_default().iter().step_by(2);
        largest = keys.filter_map(|key| view.resolve(key).as_integer()).max().max(largest);
        let kids = view.get(&node, b"Kids");
        waiting.extend(kids.as_array().unwrap_or_default().iter().cloned());
    }
    largest
}

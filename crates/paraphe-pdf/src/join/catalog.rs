//! What a document says as a whole, for all parts together: bookmarks, form, layers, attached files.

use std::collections::HashSet;
use std::io;

use super::copy::{Copier, Output};
use super::form::{self, FormPlan};
use super::{JoinError, JoinPart, name_tree};
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Bookmarks on one level that are counted.
const MAX_BOOKMARKS: i64 = 10_000;
/// The lists of a layer configuration that simply continue each other (ISO 32000-2, table 99).
const LAYER_LISTS: [&[u8]; 6] = [b"ON", b"OFF", b"AS", b"Order", b"RBGroups", b"Locked"];

/// The catalog; what it refers to is written.
pub(super) fn write(
    parts: &[JoinPart<'_>],
    form: &FormPlan,
    copiers: &mut [Copier<'_>],
    output: &mut Output,
    page_tree: u32,
) -> io::Result<Dictionary> {
    let mut catalog = Dictionary::from([
        (&b"Type"[..], Object::name("Catalog")),
        (b"Pages", Object::Reference((page_tree, 0))),
    ]);
    let outlines = write_outlines(parts, copiers, output)?;
    catalog.set(b"Outlines", Object::Reference((outlines, 0)));
    if let Some(form) = form::write(form, copiers, output)? {
        catalog.set(b"AcroForm", form);
    }
    if let Some(layers) = write_layers(copiers, output)? {
        catalog.set(b"OCProperties", layers);
    }
    let (files, associated) = attached_files(copiers, output)?;
    if !files.is_empty() {
        let tree = Object::Dictionary(name_tree::flat(files));
        catalog.set(b"Names", Object::Dictionary(Dictionary::from([(&b"EmbeddedFiles"[..], tree)])));
    }
    if !associated.is_empty() {
        catalog.set(b"AF", Object::Array(associated));
    }
    Ok(catalog)
}

/// One bookmark per document, with its own ones below.
fn write_outlines(
    parts: &[JoinPart<'_>],
    copiers: &mut [Copier<'_>],
    output: &mut Output,
) -> io::Result<u32> {
    let root = output.number();
    let items: Vec<u32> = parts.iter().map(|_| output.number()).collect();
    let reference = |number: u32| Object::Reference((number, 0));
    for (at, (part, copier)) in parts.iter().zip(copiers.iter_mut()).enumerate() {
        let mut item =
            Dictionary::from([(&b"Title"[..], Object::text(part.title)), (b"Parent", reference(root))]);
        if let Some(page) = copier.first_page() {
            item.set(b"Dest", Object::Array(vec![reference(page), Object::name("Fit")]));
        }
        if at > 0 {
            item.set(b"Prev", reference(items[at - 1]));
        }
        if let Some(next) = items.get(at + 1) {
            item.set(b"Next", reference(*next));
        }
        add_own_bookmarks(&mut item, items[at], copier, output);
        output.put(items[at], &Object::Dictionary(item))?;
        copier.settle(output)?;
    }
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let mut outlines =
        Dictionary::from([(&b"Type"[..], Object::name("Outlines")), (b"Count", Object::Integer(count))]);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        outlines.set(b"First", reference(*first));
        outlines.set(b"Last", reference(*last));
    }
    output.put(root, &Object::Dictionary(outlines))?;
    Ok(root)
}

fn add_own_bookmarks(item: &mut Dictionary, number: u32, copier: &mut Copier<'_>, output: &mut Output) {
    let view = copier.view;
    let catalog = view.catalog();
    let Some(own) = view.dictionary(&catalog, b"Outlines") else { return };
    let (Some(first), Some(last)) = (own.get(b"First"), own.get(b"Last")) else { return };
    let count = siblings(view, first);
    if count == 0 {
        return;
    }
    // Their parent was the list of all bookmarks; now it is this one.
    if let Some(root) = catalog.get(b"Outlines").and_then(Object::as_reference) {
        copier.replace(root, number);
    }
    let (first, last) = (copier.value(first, output), copier.value(last, output));
    item.set(b"First", first);
    item.set(b"Last", last);
    // Negative: folded (12.3.3).
    item.set(b"Count", Object::Integer(-count));
}

fn siblings(view: RevisionView<'_>, first: &Object) -> i64 {
    let mut visited = HashSet::new();
    let mut at = first.as_reference();
    let mut count = 0;
    while let Some(id) = at.filter(|id| count < MAX_BOOKMARKS && visited.insert(*id)) {
        let Object::Dictionary(item) = view.object(id) else { break };
        count += 1;
        at = item.get(b"Next").and_then(Object::as_reference);
    }
    count
}

fn layers_of(view: RevisionView<'_>) -> Option<Dictionary> {
    view.dictionary(&view.catalog(), b"OCProperties")
}

/// Layers of several parts go together only where all begin as the rest of a page does: shown.
pub(super) fn check_layers(parts: &[JoinPart<'_>]) -> Result<(), JoinError> {
    let with_layers: Vec<(usize, RevisionView<'_>, Dictionary)> = parts
        .iter()
        .enumerate()
        .filter_map(|(part, joined)| {
            let view = joined.file.current();
            Some((part, view, layers_of(view)?))
        })
        .collect();
    if with_layers.len() < 2 {
        return Ok(());
    }
    let begins_hidden = |view: RevisionView<'_>, layers: &Dictionary| {
        let default = view.dictionary(layers, b"D").unwrap_or_default();
        view.get(&default, b"BaseState").as_name().is_some_and(|state| state != b"ON")
    };
    match with_layers.iter().find(|(_, view, layers)| begins_hidden(*view, layers)) {
        Some((part, _, _)) => Err(JoinError::Layers { part: *part }),
        None => Ok(()),
    }
}

fn write_layers(copiers: &mut [Copier<'_>], output: &mut Output) -> io::Result<Option<Object>> {
    let mut with_layers: Vec<_> = copiers
        .iter_mut()
        .filter_map(|copier| layers_of(copier.view).map(|layers| (copier, layers)))
        .collect();
    if let [(copier, layers)] = &mut with_layers[..] {
        let copied = copier.dictionary(layers, output);
        copier.settle(output)?;
        return Ok(Some(Object::Dictionary(copied)));
    }
    let mut groups = Vec::new();
    let mut default = Dictionary::new();
    for (copier, layers) in with_layers {
        let view = copier.view;
        let mut continued = |list: &mut Vec<Object>, value: Object| {
            list.extend(value.as_array().unwrap_or_default().iter().map(|item| copier.value(item, output)));
        };
        continued(&mut groups, view.get(&layers, b"OCGs"));
        let own = view.dictionary(&layers, b"D").unwrap_or_default();
        for key in LAYER_LISTS {
            let mut list = default.get(key).and_then(Object::as_array).unwrap_or_default().to_vec();
            continued(&mut list, view.get(&own, key));
            if !list.is_empty() {
                default.set(key, Object::Array(list));
            }
        }
        copier.settle(output)?;
    }
    let layers =
        Dictionary::from([(&b"OCGs"[..], Object::Array(groups)), (b"D", Object::Dictionary(default))]);
    let has_groups = layers.get(b"OCGs").and_then(Object::as_array).is_some_and(|groups| !groups.is_empty());
    Ok(has_groups.then_some(Object::Dictionary(layers)))
}

type Named = Vec<(Vec<u8>, Object)>;

/// The attached files by name, in the order a name tree wants, and those associated with the whole document.
fn attached_files(copiers: &mut [Copier<'_>], output: &mut Output) -> io::Result<(Named, Vec<Object>)> {
    let mut files: Named = Vec::new();
    let mut associated = Vec::new();
    let mut taken = HashSet::new();
    for copier in copiers {
        let view = copier.view;
        let catalog = view.catalog();
        let names = view.dictionary(&catalog, b"Names").unwrap_or_default();
        let own = names.get(b"EmbeddedFiles").map(|root| name_tree::pairs(view, root)).unwrap_or_default();
        for (name, value) in own {
            let value = copier.value(&value, output);
            let mut free = name.clone();
            let mut number = 2;
            while !taken.insert(free.clone()) {
                free = [&name[..], format!(" ({number})").as_bytes()].concat();
                number += 1;
            }
            files.push((free, value));
        }
        let own = view.get(&catalog, b"AF");
        associated.extend(own.as_array().unwrap_or_default().iter().map(|file| copier.value(file, output)));
        copier.settle(output)?;
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok((files, associated))
}

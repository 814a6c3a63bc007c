//! Whose appearance a stream is. Filling in may rewrite the appearance of the field in place; nobody may rewrite what a
//! signature, a stamp or a page shows.

use paraphe_pdf::{Dictionary, Object, ObjectId, PdfFile, RevisionView};
use std::collections::{HashMap, HashSet};

/// Beyond this many pages annotations are not searched, and nothing is excused.
const PAGES_LIMIT: u32 = 5_000;

/// A widget that shows a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner {
    /// Its object, where it is no part of a page's own list.
    pub(super) id: Option<ObjectId>,
    /// Its page, from 1.
    pub(super) page: u32,
}

/// Appearance streams, and the widgets that show each.
pub(super) type Owners = HashMap<ObjectId, Vec<Owner>>;

/// The appearance streams that belong to widgets `is_fillable` accepts and to no other annotation of any page.
pub(super) fn of_fillable_only(
    pdf: &PdfFile,
    view: RevisionView<'_>,
    is_fillable: impl Fn(RevisionView<'_>, &Dictionary) -> bool,
) -> Owners {
    let mut fillable = Owners::new();
    let mut others = HashSet::new();
    if pdf.page_count() > PAGES_LIMIT {
        return fillable;
    }
    for (number, page) in (1..=pdf.page_count()).filter_map(|page| Some((page, pdf.page_id(page)?))) {
        let Object::Dictionary(page) = view.object(page) else { continue };
        let annotations = view.get(&page, b"Annots");
        for item in annotations.as_array().unwrap_or_default() {
            let Object::Dictionary(annotation) = view.resolve(item) else { continue };
            if is_fillable(view, &annotation) {
                for stream in streams(view, &annotation) {
                    let owner = Owner { id: item.as_reference(), page: number };
                    fillable.entry(stream).or_default().push(owner);
                }
            } else {
                others.extend(streams(view, &annotation));
            }
        }
    }
    fillable.retain(|id, _| !others.contains(id));
    fillable
}

/// The streams under /AP, directly or by state.
fn streams(view: RevisionView<'_>, annotation: &Dictionary) -> Vec<ObjectId> {
    let Some(appearance) = view.dictionary(annotation, b"AP") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in appearance.iter() {
        found.extend(entry.value.as_reference());
        if let Object::Dictionary(states) = view.resolve(&entry.value) {
            found.extend(states.iter().filter_map(|state| state.value.as_reference()));
        }
    }
    found
}

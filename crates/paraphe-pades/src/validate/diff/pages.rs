//! Which pages a change touches, for telling a person where to look.

use paraphe_pdf::{Object, ObjectChange, ObjectRole, PdfFile, RevisionView};
use std::collections::BTreeSet;

/// Beyond this many pages, contents are not searched.
const SEARCHED_LIMIT: u32 = 5_000;

pub(super) fn touched(pdf: &PdfFile, view: RevisionView<'_>, change: &ObjectChange) -> BTreeSet<u32> {
    let mut pages = BTreeSet::new();
    let mut is_contents = false;
    for role in change.roles_before.iter().chain(&change.roles_after) {
        if let ObjectRole::Annotation(page) | ObjectRole::AnnotationList(page) | ObjectRole::Page(page) = role
        {
            pages.insert(*page);
        }
        is_contents |= *role == ObjectRole::PageContents;
    }
    if is_contents {
        let shows = |page: &u32| pdf.page_id(*page).is_some_and(|id| contents(view, id).contains(&change.id));
        pages.extend((1..=pdf.page_count().min(SEARCHED_LIMIT)).filter(shows));
    }
    pages
}

/// The content streams of a page.
fn contents(view: RevisionView<'_>, page: paraphe_pdf::ObjectId) -> Vec<paraphe_pdf::ObjectId> {
    let page = view.object(page);
    let Some(entry) = page.as_dictionary().and_then(|page| page.get(b"Contents")) else { return Vec::new() };
    let mut streams: Vec<_> = entry.as_reference().into_iter().collect();
    if let Object::Array(items) = view.resolve(entry) {
        streams.extend(items.iter().filter_map(Object::as_reference));
    }
    streams
}

//! Which pages a change touches, for telling a person where to look, and what pages inherit.

use paraphe_pdf::{Dictionary, Object, ObjectChange, ObjectId, ObjectRole, PdfFile, RevisionView};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Beyond this many pages, contents are not searched.
const SEARCHED_LIMIT: u32 = 5_000;

/// The pages a change touches; `shown_on` knows where each content stream is shown.
pub(super) fn touched(change: &ObjectChange, shown_on: impl FnOnce() -> ShownOn) -> BTreeSet<u32> {
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
        pages.extend(shown_on().get(&change.id).into_iter().flatten());
    }
    pages
}

/// The pages that show each content stream.
pub(super) type ShownOn = Rc<HashMap<ObjectId, Vec<u32>>>;

/// The pages that show each content stream in this state of the document.
pub(super) fn shown_on(pdf: &PdfFile, view: RevisionView<'_>) -> ShownOn {
    let mut shown_on = HashMap::<ObjectId, Vec<u32>>::new();
    for page in 1..=pdf.page_count().min(SEARCHED_LIMIT) {
        for stream in pdf.page_id(page).map(|id| contents(view, id)).unwrap_or_default() {
            shown_on.entry(stream).or_default().push(page);
        }
    }
    Rc::new(shown_on)
}

/// The content streams of a page.
fn contents(view: RevisionView<'_>, page: ObjectId) -> Vec<ObjectId> {
    let page = view.object(page);
    let Some(entry) = page.as_dictionary().and_then(|page| page.get(b"Contents")) else { return Vec::new() };
    let mut streams: Vec<_> = entry.as_reference().into_iter().collect();
    if let Object::Array(items) = view.resolve(entry) {
        streams.extend(items.iter().filter_map(Object::as_reference));
    }
    streams
}

/// A page, and what it draws with.
#[derive(Debug)]
pub(super) struct PageToRead {
    pub(super) dictionary: Dictionary,
    /// `None`: nobody can tell.
    pub(super) resources: Option<Dictionary>,
}

/// A page as this revision has it.
pub(super) fn read(pdf: &PdfFile, view: RevisionView<'_>, page: u32) -> Option<PageToRead> {
    let id = pdf.page_id(page)?;
    let dictionary = view.object(id).as_dictionary()?.clone();
    let resources = resources(pdf, view, id, &dictionary);
    Some(PageToRead { dictionary, resources })
}

/// The resources of a page, its own or inherited; `None`: some viewers, which come down the tree, inherit from another node than
/// those that go up from the page.
fn resources(pdf: &PdfFile, view: RevisionView<'_>, id: ObjectId, page: &Dictionary) -> Option<Dictionary> {
    let said = |node: &Dictionary| {
        let said = node.get(b"Resources")?;
        let resources = view.resolve(said);
        let is_unsure = view.is_unsure(said);
        let is_said = is_unsure || resources != Object::Null;
        is_said.then(|| (!is_unsure).then(|| resources.as_dictionary().cloned().unwrap_or_default()))
    };
    if let Some(own) = said(page) {
        return own;
    }
    let above = ancestors(view, id, page).filter(|_| !pdf.is_listed_twice(id))?;
    above.iter().find_map(said).unwrap_or_else(|| Some(Dictionary::new()))
}

/// The nodes above a page up to the root, each of which names the next; `None`: they do not.
fn ancestors(view: RevisionView<'_>, page: ObjectId, dictionary: &Dictionary) -> Option<Vec<Dictionary>> {
    const DEPTH_LIMIT: usize = 32;
    let root = view.catalog().get(b"Pages").and_then(Object::as_reference)?;
    let (mut id, mut parent) = (page, dictionary.get(b"Parent").and_then(Object::as_reference));
    let mut nodes = Vec::new();
    while id != root {
        let above = parent.filter(|_| nodes.len() < DEPTH_LIMIT)?;
        let node = view.object(above).as_dictionary()?.clone();
        let kids = view.get(&node, b"Kids");
        if !kids.as_array()?.contains(&Object::Reference(id)) {
            return None;
        }
        (id, parent) = (above, node.get(b"Parent").and_then(Object::as_reference));
        nodes.push(node);
    }
    Some(nodes)
}

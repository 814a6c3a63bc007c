//! What a document does by itself, without anybody clicking in it: on being opened, printed or closed, and when a page is shown.

use crate::file::PdfFile;
use crate::object::{Dictionary, Object, Stream};
use crate::revision::RevisionView;

/// Actions looked at, with those chained to them.
pub(crate) const MAX_ACTIONS: usize = 2_000;
/// Annotations looked at.
const MAX_ANNOTATIONS: usize = 100_000;
/// Events of an annotation that no person brings about: its page is opened, closed, seen or no longer seen (ISO 32000-2, table 197).
const PAGE_EVENTS: [&[u8]; 4] = [b"PO", b"PC", b"PV", b"PI"];
/// When what an annotation plays begins without a click: its page is opened, or seen (ISO 32000-2, tables 311 and 345).
const SHOWN: [&[u8]; 2] = [b"PO", b"PV"];
/// What only moves about in the document, or makes a sound (ISO 32000-2, table 201).
const HARMLESS: [&[u8]; 7] = [b"GoTo", b"GoTo3DView", b"GoToDp", b"Named", b"Sound", b"Thread", b"Trans"];

/// What a document does without being asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unasked {
    /// A script runs, or there are more actions than are looked at.
    pub runs_script: bool,
    /// Something else acts: fields are reset, hidden or filled from a file, layers switched, another document or an address opened.
    pub acts: bool,
}

impl PdfFile {
    /// What runs or acts when a viewer opens, prints, saves or closes the document or shows one of its pages (ISO 32000-2 §12.6.3,
    /// §12.6.4): actions of the document, of pages and of annotations, and scripts in the name tree.
    #[must_use]
    pub fn does_unasked(&self) -> Unasked {
        let view = self.current();
        let catalog = view.catalog();
        let mut waiting: Vec<Object> = said(&catalog, b"OpenAction").cloned().collect();
        waiting.extend(events(view, &catalog, |_| true));
        let (mut annotations, mut plays) = (0, false);
        for page in self.page_list().iter().filter_map(|page| page.id).map(|id| view.object(id)) {
            let Some(page) = page.as_dictionary() else { continue };
            waiting.extend(events(view, page, |_| true));
            let listed = view.get(page, b"Annots");
            for annotation in listed.as_array().unwrap_or_default() {
                annotations += 1;
                if annotations > MAX_ANNOTATIONS {
                    return Unasked { runs_script: true, ..among(view, waiting) };
                }
                if let Some(annotation) = view.resolve(annotation).as_dictionary() {
                    waiting.extend(events(view, annotation, |key| PAGE_EVENTS.contains(&key)));
                    plays |= plays_when_shown(view, annotation);
                }
            }
        }
        let found = among(view, waiting);
        Unasked {
            runs_script: found.runs_script || has_named_script(view, &catalog),
            acts: found.acts || plays,
        }
    }

    /// Whether some viewers show something else than the pages: files in a portfolio, or a form that is laid out anew.
    #[must_use]
    pub fn is_shown_otherwise(&self) -> bool {
        let view = self.current();
        let catalog = view.catalog();
        let needs = view.get(&catalog, b"NeedsRendering");
        let form = view.dictionary(&catalog, b"AcroForm").unwrap_or_default();
        let is_laid_out_anew = view.get(&form, b"XFA") != Object::Null
            && !matches!(needs, Object::Null | Object::Boolean(false));
        view.get(&catalog, b"Collection") != Object::Null || is_laid_out_anew
    }
}

/// What a dictionary says under a key. Of one said twice, some readers take the first and others the last.
fn said<'d>(dictionary: &'d Dictionary, key: &'static [u8]) -> impl Iterator<Item = &'d Object> {
    dictionary.iter().filter(move |entry| entry.key == key).map(|entry| &entry.value)
}

/// A dictionary, or that of a stream: some readers take the one for the other.
fn held(object: Object) -> Option<Dictionary> {
    match object {
        Object::Dictionary(dictionary) | Object::Stream(Stream { dictionary, .. }) => Some(dictionary),
        Object::Array(_)
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Name(_)
        | Object::Null
        | Object::Real(_)
        | Object::Reference(_)
        | Object::String(_) => None,
    }
}

/// The actions an additional-actions dictionary (`/AA`) has for these events.
fn events(view: RevisionView<'_>, owner: &Dictionary, counts: impl Fn(&[u8]) -> bool) -> Vec<Object> {
    let listed = said(owner, b"AA").filter_map(|events| held(view.resolve(events)));
    let entries = listed.flat_map(|events| events.iter().cloned().collect::<Vec<_>>());
    entries.filter(|entry| counts(&entry.key)).map(|entry| entry.value).collect()
}

/// Whether a model or a film takes the place of its picture when the page is shown.
fn plays_when_shown(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
    let begins = |settings: Option<Dictionary>, key: &[u8]| {
        let when = settings.map(|settings| view.get(&settings, key));
        when.is_some_and(|when| when.as_name().is_some_and(|when| SHOWN.contains(&when)))
    };
    let settings = held(view.get(annotation, b"RichMediaSettings"));
    let activation = settings.and_then(|settings| held(view.get(&settings, b"Activation")));
    begins(held(view.get(annotation, b"3DA")), b"A") || begins(activation, b"Condition")
}

/// Whether the name tree of the document names scripts: viewers run them at opening.
pub(crate) fn has_named_script(view: RevisionView<'_>, catalog: &Dictionary) -> bool {
    let names = view.dictionary(catalog, b"Names").unwrap_or_default();
    view.dictionary(&names, b"JavaScript").is_some()
}

/// What these actions do, and those chained to them. Of more than are looked at it is told that there are scripts among them.
pub(crate) fn among(view: RevisionView<'_>, mut waiting: Vec<Object>) -> Unasked {
    let mut found = Unasked::default();
    let mut looked_at = 0;
    while let Some(action) = waiting.pop() {
        looked_at += 1;
        if looked_at > MAX_ACTIONS {
            return Unasked { runs_script: true, ..found };
        }
        let action = view.resolve(&action);
        // Chrome runs an action that stands in a stream. What is neither is a place in the document.
        found.acts |= action.as_stream().is_some();
        let Some(action) = held(action) else { continue };
        for kind in said(&action, b"S").map(|kind| view.resolve(kind)) {
            match kind.as_name() {
                Some(b"JavaScript") => found.runs_script = true,
                Some(kind) => found.acts |= !is_harmless(kind, &action),
                None => found.acts |= kind != Object::Null,
            }
        }
        for next in said(&action, b"Next").map(|next| view.resolve(next)) {
            if let Object::Array(actions) = next {
                waiting.extend(actions);
            } else if next != Object::Null {
                waiting.push(next);
            }
        }
    }
    found
}

/// A thread may be one of another document.
fn is_harmless(kind: &[u8], action: &Dictionary) -> bool {
    HARMLESS.contains(&kind) && !(kind == b"Thread" && action.get(b"F").is_some())
}

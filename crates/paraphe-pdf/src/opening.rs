//! What a document does by itself when it is opened, and what of it may stay unshown.

use crate::file::PdfFile;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Actions looked at, with those chained to them.
pub(crate) const MAX_ACTIONS: usize = 2_000;

impl PdfFile {
    /// Whether a script runs as soon as a viewer opens the document or shows its first page (ISO 32000-2 §12.6.3, §12.6.4.17):
    /// named in the name tree, or as an action of the document or of that page.
    #[must_use]
    pub fn opens_with_script(&self) -> bool {
        let view = self.current();
        let catalog = view.catalog();
        let first = self.page_list().first().and_then(|page| page.id).map(|id| view.object(id));
        let first = first.as_ref().and_then(Object::as_dictionary);
        let opened = first.and_then(|page| view.dictionary(page, b"AA")?.get(b"O").cloned());
        has_named_script(view, &catalog)
            || is_script_among(view, catalog.get(b"OpenAction").cloned().into_iter().chain(opened).collect())
    }

    /// Whether a layer (ISO 32000-2 §8.11.4) begins unshown, or is shown on the screen and not on paper or the other way round.
    #[must_use]
    pub fn hides_layers(&self) -> bool {
        let view = self.current();
        let layers = view.dictionary(&view.catalog(), b"OCProperties");
        let Some(shown) = layers.and_then(|layers| view.dictionary(&layers, b"D")) else { return false };
        let names_some = |key: &[u8]| view.get(&shown, key).as_array().is_some_and(|some| !some.is_empty());
        let begins_off = matches!(view.get(&shown, b"BaseState").as_name(), Some(state) if state != b"ON");
        begins_off || names_some(b"OFF") || names_some(b"AS")
    }
}

/// Whether the name tree of the document names scripts: viewers run them at opening.
pub(crate) fn has_named_script(view: RevisionView<'_>, catalog: &Dictionary) -> bool {
    let names = view.dictionary(catalog, b"Names").unwrap_or_default();
    view.dictionary(&names, b"JavaScript").is_some()
}

/// Whether one of these actions, or one chained to them, is a script.
pub(crate) fn is_script_among(view: RevisionView<'_>, mut waiting: Vec<Object>) -> bool {
    let mut looked_at = 0;
    while let Some(action) = waiting.pop() {
        looked_at += 1;
        if looked_at > MAX_ACTIONS {
            return false;
        }
        let Object::Dictionary(action) = view.resolve(&action) else { continue };
        if view.get(&action, b"S").as_name() == Some(b"JavaScript") {
            return true;
        }
        match action.get(b"Next") {
            Some(Object::Array(actions)) => waiting.extend(actions.iter().cloned()),
            Some(next) => waiting.push(next.clone()),
            None => {}
        }
    }
    false
}

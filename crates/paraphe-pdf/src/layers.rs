//! Layers (optional content, ISO 32000-2 §8.11): what of a document may stay unshown.

use crate::file::PdfFile;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;
use crate::xref::Location;

/// Objects of a document with layers that are looked at.
const MAX_OBJECTS: usize = 200_000;

/// How certain it is what a document with layers shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layers {
    /// None, or all are shown.
    Shown,
    /// Something begins unshown, or is shown on one occasion and not on another.
    Hidden,
    /// Viewers differ in what they show.
    Disputed,
}

impl PdfFile {
    /// What is certain about the layers of the document.
    #[must_use]
    pub fn layers(&self) -> Layers {
        let view = self.current();
        let catalog = view.catalog();
        if view.get(&catalog, b"OCProperties") == Object::Null {
            return Layers::Shown;
        }
        let layers = view.dictionary(&catalog, b"OCProperties").unwrap_or_default();
        // Without a state to begin with some show all, others nothing.
        let Some(shown) = view.dictionary(&layers, b"D") else { return Layers::Disputed };
        let begins = if begins_unshown(view, &shown) || depends_on_occasion(view, &layers) {
            Layers::Hidden
        } else {
            Layers::Shown
        };
        begins.max(self.memberships(view))
    }

    /// What depends on several layers, or on one that is off, wherever it is said.
    fn memberships(&self, view: RevisionView<'_>) -> Layers {
        let rows = self.store().xref.rows();
        if rows.len() > MAX_OBJECTS {
            return Layers::Hidden;
        }
        let mut last = None;
        let mut found = Layers::Shown;
        for row in rows.iter().rev() {
            // Of the rows of one number, the last one counts.
            if last.replace(row.number) == Some(row.number) {
                continue;
            }
            let generation = match row.location {
                Location::At(_, generation) => generation,
                Location::InStream(..) => 0,
                Location::Free => continue,
            };
            found = found.max(membership(view, view.object((row.number, generation))));
        }
        found
    }
}

fn begins_unshown(view: RevisionView<'_>, shown: &Dictionary) -> bool {
    let names_some = |key: &[u8]| view.get(shown, key).as_array().is_some_and(|some| !some.is_empty());
    let begins_off = matches!(view.get(shown, b"BaseState").as_name(), Some(state) if state != b"ON");
    begins_off || names_some(b"OFF") || names_some(b"AS")
}

/// Whether a layer says that it is off for some use, or for some people, or there is another state to choose.
fn depends_on_occasion(view: RevisionView<'_>, layers: &Dictionary) -> bool {
    const STATES: [(&[u8], &[u8]); 3] =
        [(b"View", b"ViewState"), (b"Print", b"PrintState"), (b"Export", b"ExportState")];
    let is_off = |layer: &Object| {
        let layer = view.resolve(layer);
        let usage = layer.as_dictionary().and_then(|layer| view.dictionary(layer, b"Usage"));
        usage.is_some_and(|usage| {
            let is_for_some =
                [&b"Zoom"[..], b"Language", b"User"].iter().any(|key| view.get(&usage, key) != Object::Null);
            let is_off = |(key, state): (&[u8], &[u8])| {
                let use_of = view.dictionary(&usage, key).unwrap_or_default();
                matches!(view.get(&use_of, state).as_name(), Some(state) if state != b"ON")
            };
            is_for_some || STATES.into_iter().any(is_off)
        })
    };
    let all = view.get(layers, b"OCGs");
    let others = view.get(layers, b"Configs");
    all.as_array().unwrap_or_default().iter().any(is_off)
        || others.as_array().is_some_and(|others| !others.is_empty())
}

/// Whether somewhere in an object content is shown by more than "one of these layers is on".
fn membership(view: RevisionView<'_>, object: Object) -> Layers {
    let (mut waiting, mut found) = (vec![object], Layers::Shown);
    while let Some(object) = waiting.pop() {
        if let Object::Array(items) = object {
            waiting.extend(items);
            continue;
        }
        let Some(dictionary) = object.as_dictionary() else { continue };
        if dictionary.is_type(b"OCMD") {
            let policy = view.get(dictionary, b"P");
            let is_plain = policy == Object::Null || matches!(policy.as_name(), Some(b"AnyOn" | b"AllOn"));
            if view.get(dictionary, b"VE") != Object::Null {
                return Layers::Disputed;
            }
            if !is_plain {
                found = Layers::Hidden;
            }
        }
        waiting.extend(dictionary.iter().map(|entry| entry.value.clone()));
    }
    found
}

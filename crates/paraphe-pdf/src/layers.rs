//! Layers (optional content, ISO 32000-2 §8.11): what of a document may stay unshown, and of what viewers make different things.

use std::collections::HashSet;

use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;
use crate::xref::Location;

/// Occasions on which a layer may be shown or not, and where its usage says so (ISO 32000-2, table 100).
const OCCASIONS: [(&[u8], &[u8]); 3] =
    [(b"View", b"ViewState"), (b"Print", b"PrintState"), (b"Export", b"ExportState")];

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
        let said = view.get(&view.catalog(), b"OCProperties");
        let layers = match plain(&said) {
            Some(layers) => layers.clone(),
            None if said == Object::Null => Dictionary::new(),
            None => return Layers::Disputed,
        };
        let known = Known::of(view, &layers);
        let begins = if said == Object::Null { Layers::Shown } else { known.beginning(&layers) };
        begins.max(self.uses(&known))
    }

    /// What is said wherever content or an annotation belongs to a layer.
    fn uses(&self, known: &Known<'_>) -> Layers {
        let (mut last, mut found) = (None, Layers::Shown);
        for row in self.store().xref.rows().iter().rev() {
            // Of the rows of one number, the last one counts.
            if last.replace(row.number) == Some(row.number) {
                continue;
            }
            let generation = match row.location {
                Location::At(_, generation) => generation,
                Location::InStream(..) => 0,
                Location::Free => continue,
            };
            found = found.max(known.uses_in(known.view.object((row.number, generation))));
            if found == Layers::Disputed {
                break;
            }
        }
        found
    }
}

/// The layers a document lists.
struct Known<'a> {
    view: RevisionView<'a>,
    /// The state in which they begin (`/D`).
    shown: Object,
    listed: HashSet<ObjectId>,
    /// Occasions and layers for which viewers are to go by the layer's usage.
    asked: HashSet<(Vec<u8>, ObjectId)>,
}

impl<'a> Known<'a> {
    fn of(view: RevisionView<'a>, layers: &Dictionary) -> Self {
        let shown = view.get(layers, b"D");
        let listed = references(&view.get(layers, b"OCGs")).collect();
        Self { view, listed, asked: Self::asked_for(view, &shown), shown }
    }

    /// Whether all layers are shown to begin with, on every occasion.
    fn beginning(&self, layers: &Dictionary) -> Layers {
        let view = self.view;
        // Without a state to begin with some show all, others nothing.
        let Some(shown) = plain(&self.shown) else { return Layers::Disputed };
        let said = view.get(shown, b"BaseState");
        let state = match said.as_name() {
            Some(b"ON") => Layers::Shown,
            Some(_) => Layers::Hidden,
            None if said == Object::Null => Layers::Shown,
            None => return Layers::Disputed,
        };
        // Some viewers do not look behind a reference here.
        let is_told_directly =
            [&b"ON"[..], b"OFF"].iter().all(|key| matches!(shown.get(key), None | Some(Object::Array(_))));
        let list = |key: &[u8]| view.get(shown, key).as_array().unwrap_or_default().to_vec();
        let off = list(b"OFF");
        let are_off: HashSet<ObjectId> = off.iter().filter_map(Object::as_reference).collect();
        let on = view.get(shown, b"ON");
        if !is_told_directly || references(&on).any(|layer| are_off.contains(&layer)) {
            return Layers::Disputed;
        }
        let others = view.get(layers, b"Configs");
        let has_others = others.as_array().is_some_and(|others| !others.is_empty());
        let is_hidden = !off.is_empty() || has_others || !list(b"AS").is_empty();
        let all = view.get(layers, b"OCGs");
        let usages = all.as_array().unwrap_or_default().iter().map(|layer| self.usage(layer));
        let state = if is_hidden { Layers::Hidden } else { state };
        usages.max().unwrap_or(Layers::Shown).max(state)
    }

    /// What a layer says of the occasions on which it is shown. Some viewers go by it always, others only where the state to begin with
    /// asks for it.
    fn usage(&self, layer: &Object) -> Layers {
        let view = self.view;
        let resolved = view.resolve(layer);
        let Some(dictionary) = plain(&resolved) else { return Layers::Disputed };
        let usage = view.get(dictionary, b"Usage");
        if usage == Object::Null {
            return Layers::Shown;
        }
        let Some(usage) = plain(&usage) else { return Layers::Disputed };
        let is_asked_for = |occasion: &[u8]| {
            layer.as_reference().is_some_and(|layer| self.asked.contains(&(occasion.to_vec(), layer)))
        };
        let is_for_some =
            [&b"Zoom"[..], b"Language", b"User"].iter().any(|key| view.get(usage, key) != Object::Null);
        let states = OCCASIONS.iter().map(|(occasion, key)| {
            let said = view.get(usage, occasion);
            if said == Object::Null {
                return Layers::Shown;
            }
            match plain(&said).map(|use_of| view.get(use_of, key)) {
                Some(Object::Null) => Layers::Shown,
                Some(Object::Name(state)) if state == b"ON" => Layers::Shown,
                Some(Object::Name(state)) if state == b"OFF" && is_asked_for(occasion) => Layers::Hidden,
                Some(_) | None => Layers::Disputed,
            }
        });
        let found = states.max().unwrap_or(Layers::Shown);
        if is_for_some { found.max(Layers::Hidden) } else { found }
    }

    /// For which layers the state to begin with has viewers go by what they say of an occasion (`/AS`).
    fn asked_for(view: RevisionView<'_>, shown: &Object) -> HashSet<(Vec<u8>, ObjectId)> {
        let Some(shown) = plain(shown) else { return HashSet::new() };
        let (asked, mut found) = (view.get(shown, b"AS"), HashSet::new());
        for asked in asked.as_array().unwrap_or_default() {
            let asked = view.resolve(asked);
            let Some(asked) = plain(&asked) else { continue };
            let event = view.get(asked, b"Event");
            let Some(occasion) = event.as_name() else { continue };
            let categories = view.get(asked, b"Category");
            let is_it = |category: &Object| category.as_name() == Some(occasion);
            if categories.as_array().unwrap_or_default().iter().any(is_it) {
                let layers = view.get(asked, b"OCGs");
                found.extend(references(&layers).map(|layer| (occasion.to_vec(), layer)));
            }
        }
        found
    }

    /// What an object says of layers, in all its parts.
    fn uses_in(&self, object: Object) -> Layers {
        let (mut waiting, mut found) = (vec![object], Layers::Shown);
        while let Some(object) = waiting.pop() {
            if let Object::Array(items) = object {
                waiting.extend(items);
                continue;
            }
            let Some(dictionary) = object.as_dictionary() else { continue };
            // Elsewhere the name may be anybody's.
            let is_shown = object.as_stream().is_some() || dictionary.get(b"Subtype").is_some();
            if let Some(layer) = dictionary.get(b"OC").filter(|_| is_shown) {
                found = found.max(self.belonging(layer));
            }
            let properties = dictionary.get(b"Properties").map(|said| self.view.resolve(said));
            for entry in properties.iter().filter_map(Object::as_dictionary).flat_map(Dictionary::iter) {
                if self.is_about_layers(&entry.value) {
                    found = found.max(self.belonging(&entry.value));
                }
            }
            waiting.extend(dictionary.iter().map(|entry| entry.value.clone()));
        }
        found
    }

    /// Whether some viewers take a list of properties for a layer or for what depends on layers. Most such lists are neither.
    fn is_about_layers(&self, list: &Object) -> bool {
        let is_listed = list.as_reference().is_some_and(|id| self.listed.contains(&id));
        let list = self.view.resolve(list);
        let Some(list) = list.as_dictionary() else { return false };
        let kind = self.view.get(list, b"Type");
        let kind = kind.as_name().or_else(|| kind.as_string());
        is_listed
            || matches!(kind, Some(b"OCG" | b"OCMD"))
            || [&b"OCGs"[..], b"Usage", b"VE"].iter().any(|key| list.get(key).is_some())
    }

    /// What belongs to this is shown as the layer is, or as several are: in all viewers, or not.
    fn belonging(&self, layer: &Object) -> Layers {
        if self.is_layer(layer) {
            return Layers::Shown;
        }
        let said = self.view.resolve(layer);
        let Some(several) = plain(&said).filter(|several| several.is_type(b"OCMD")) else {
            return Layers::Disputed;
        };
        let among = several.get(b"OCGs");
        let all = among.map(|among| self.view.resolve(among));
        let is_plain = match &all {
            Some(Object::Array(all)) => !all.is_empty() && all.iter().all(|layer| self.is_layer(layer)),
            Some(_) => among.is_some_and(|layer| self.is_layer(layer)),
            None => false,
        };
        if !is_plain || several.get(b"VE").is_some() {
            return Layers::Disputed;
        }
        let policy = self.view.get(several, b"P");
        match policy.as_name() {
            Some(b"AllOn" | b"AnyOn") => Layers::Shown,
            Some(b"AllOff" | b"AnyOff") => Layers::Hidden,
            None if policy == Object::Null => Layers::Shown,
            Some(_) | None => Layers::Disputed,
        }
    }

    /// Whether this is a layer that the document lists, and calls one.
    fn is_layer(&self, layer: &Object) -> bool {
        let is_listed = layer.as_reference().is_some_and(|id| self.listed.contains(&id));
        is_listed && plain(&self.view.resolve(layer)).is_some_and(|layer| layer.is_type(b"OCG"))
    }
}

/// A dictionary of which all viewers make the same: no stream, and nothing is said twice in it.
fn plain(object: &Object) -> Option<&Dictionary> {
    let Object::Dictionary(dictionary) = object else { return None };
    Some(dictionary).filter(|dictionary| dictionary.repeated_key().is_none())
}

fn references(list: &Object) -> impl Iterator<Item = ObjectId> {
    list.as_array().unwrap_or_default().iter().filter_map(Object::as_reference)
}

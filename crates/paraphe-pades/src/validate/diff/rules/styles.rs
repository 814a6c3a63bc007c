//! What a field says of how viewers are to draw it: letters, colours, a border. Where it has a look and the form does not have it drawn
//! anew, the look is what is shown, and programs that fill in forms write these in their own words. Some viewers write the value with them all
//! the same, into a box for typing; so it has to stay legible.

use super::super::colour::{Colour, LEGIBLE};
use super::super::compare::changed_keys;
use super::super::content::{Operand, operators};
use super::super::grammar::is_well_formed;
use super::super::ink::Ink;
use super::super::step::Step;
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::BTreeSet;

/// The entries for it.
pub(super) const STYLES: [&[u8]; 3] = [b"BS", b"DA", b"MK"];

/// Sizes of letters that everybody reads, in points; nought: as large as they fit.
const READABLE: std::ops::RangeInclusive<f64> = 4.0..=36.0;
/// Points: a wider border leaves no place for letters.
const BORDER: f64 = 3.0;
/// Colours that differ by less are the same, rounded.
const ROUNDED: f64 = 0.005;

/// The letters that a field's default appearance asks for, if it asks for a font and a colour and nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letters {
    pub(super) size: f64,
    colour: Option<Colour>,
}

impl Letters {
    pub(super) fn of(appearance: &Object) -> Option<Self> {
        let Object::String(text) = appearance else { return None };
        let (mut sizes, mut colours, mut is_plain) = (Vec::new(), Vec::new(), true);
        operators(text, |operator, operands| {
            is_plain &= is_well_formed(operator, operands);
            match (operator, operands) {
                (b"Tf", [_, Operand::Number(size)]) => sizes.push(*size),
                (b"g" | b"k" | b"rg", _) => colours.push(Colour::from_components(&numbers(operands))),
                _ => is_plain = false,
            }
            is_plain
        });
        match (&sizes[..], &colours[..]) {
            ([size], []) if is_plain => Some(Self { size: *size, colour: Some(Colour::BLACK) }),
            ([size], [.., colour]) if is_plain => Some(Self { size: *size, colour: *colour }),
            _ => None,
        }
    }

    fn are_legible_on(self, ground: Colour) -> bool {
        let is_readable = self.size == 0.0 || READABLE.contains(&self.size);
        is_readable && self.colour.is_some_and(|colour| colour.contrast(ground) >= LEGIBLE)
    }
}

fn numbers(operands: &[Operand]) -> Vec<f64> {
    let number = |operand: &Operand| if let Operand::Number(number) = operand { Some(*number) } else { None };
    operands.iter().filter_map(number).collect()
}

/// Whether other styles show nothing else.
pub(super) fn show_nothing_else(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    let changed: BTreeSet<&[u8]> =
        changed_keys(before, after).into_iter().filter(|key| STYLES.contains(key)).collect();
    if changed.is_empty() {
        return true;
    }
    let view = step.after;
    let widgets = widgets(view, after);
    let has_look =
        |widget: &Dictionary| Ink::has_normal_look(view, widget) && !Ink::has_unclear_look(view, widget);
    let is_unchanged_but_for_words = |key: &&[u8]| match *key {
        b"DA" => Letters::of(&view.get(after, b"DA")).is_some_and(|letters| {
            widgets.iter().all(|widget| letters.are_legible_on(ground(view, widget).unwrap_or(Colour::WHITE)))
        }),
        b"MK" => says_the_same(view, &step.before.get(before, b"MK"), &view.get(after, b"MK")),
        _ => is_thin(view, &view.get(after, b"BS")),
    };
    !step.draws_fields_anew()
        && !widgets.is_empty()
        && widgets.iter().all(has_look)
        && changed.iter().all(is_unchanged_but_for_words)
}

/// The places of a field: itself, or those that it names.
fn widgets(view: RevisionView<'_>, field: &Dictionary) -> Vec<Dictionary> {
    let kids = view.get(field, b"Kids");
    let kids = kids.as_array().unwrap_or_default().iter();
    let kids = kids.filter_map(|kid| view.resolve(kid).as_dictionary().cloned());
    let itself = field.get(b"Rect").is_some().then(|| field.clone());
    itself.into_iter().chain(kids).collect()
}

/// What viewers that draw a field themselves lay behind it.
fn ground(view: RevisionView<'_>, widget: &Dictionary) -> Option<Colour> {
    let style = view.dictionary(widget, b"MK")?;
    colour(view, &view.get(&style, b"BG"))
}

fn colour(view: RevisionView<'_>, components: &Object) -> Option<Colour> {
    let components = components.as_array()?.iter().map(|component| view.resolve(component).as_number());
    Colour::from_components(&components.collect::<Option<Vec<f64>>>()?)
}

/// Whether two styles differ in nothing but how a colour is written, in saying that nothing is turned, and in leaving out the sign of a
/// button, of which a look shows its own.
fn says_the_same(view: RevisionView<'_>, before: &Object, after: &Object) -> bool {
    let nothing = Dictionary::new();
    let styles = [before, after]
        .map(|style| if *style == Object::Null { Some(&nothing) } else { style.as_dictionary() });
    let [Some(before), Some(after)] = styles else { return false };
    after.repeated_key().is_none()
        && changed_keys(before, after).iter().all(|key| match *key {
            b"BC" | b"BG" => {
                let colours = [before, after].map(|style| colour(view, &view.get(style, key)));
                matches!(colours, [Some(before), Some(after)] if before.is_like(after, ROUNDED))
            }
            b"R" => [before, after]
                .iter()
                .all(|style| matches!(view.get(style, key), Object::Null | Object::Integer(0))),
            b"CA" => after.get(key).is_none(),
            _ => false,
        })
}

/// Whether a border is one that leaves its place to the letters.
fn is_thin(view: RevisionView<'_>, style: &Object) -> bool {
    let Object::Dictionary(style) = style else { return false };
    style.repeated_key().is_none()
        && style.iter().all(|entry| match (entry.key.as_slice(), view.resolve(&entry.value)) {
            (b"W", width) => width.as_number().is_some_and(|width| (0.0..=BORDER).contains(&width)),
            (b"S", kind) => kind.as_name().is_some(),
            (b"Type", kind) => kind.as_name() == Some(b"Border"),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_legible_in_a_dark_colour_and_an_ordinary_size() {
        let legible = |text: &str| {
            let letters = Letters::of(&Object::String(text.as_bytes().to_vec()));
            letters.is_some_and(|letters| letters.are_legible_on(Colour::WHITE))
        };
        for text in ["0 g /Helv 12 Tf", "/Helv 0 Tf", "0 0 0.5 rg\n/F1 9 Tf", "/F1 12 Tf 0 0 0 1 k"] {
            assert!(legible(text), "{text}");
        }
        for text in [
            "1 g /Helv 12 Tf",
            "/Helv 1 Tf 0 g",
            "/Helv 500 Tf",
            "0 g",
            "3 Tr /Helv 12 Tf",
            "/Helv 12 Tf 0 g 1 g",
            "/Helv 12 Tf (1) Tj",
            "/Helv 12 Tf /Helv 1 Tf",
        ] {
            assert!(!legible(text), "{text}");
        }
    }
}

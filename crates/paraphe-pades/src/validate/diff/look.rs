//! Whether a form field shows what it says: its appearance against its value.

use super::ink::Ink;
use paraphe_pdf::{Dictionary, Object, RevisionView};

/// How far /Parent is followed.
const DEPTH_LIMIT: usize = 32;
/// Ff bit 14: the value is not to be seen.
const PASSWORD: i64 = 1 << 13;

/// Ff bit 18: a choice that shows what is chosen and no list.
const COMBO: i64 = 1 << 17;

/// What a field shows, compared with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Same,
    /// It cannot be told: no text field, a font without letters, a picture, a format of its own.
    Unknown,
    Different,
}

/// Compares every appearance of this field or widget with the field's value.
pub(super) fn of(view: RevisionView<'_>, field: &Dictionary) -> Look {
    let kind = inherited(view, field, b"FT");
    let flags = inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    let formats =
        inherited(view, field, b"AA").as_dictionary().is_some_and(|actions| actions.get(b"F").is_some());
    let is_text = kind.as_name() == Some(b"Tx") || (kind.as_name() == Some(b"Ch") && flags & COMBO != 0);
    if !is_text || flags & PASSWORD != 0 || formats {
        return Look::Unknown;
    }
    let value = inherited(view, field, b"V").as_text().unwrap_or_default();
    let value = displayed(view, field, &value).unwrap_or(value);
    let kids = view.get(field, b"Kids");
    let kids = kids
        .as_array()
        .unwrap_or_default()
        .iter()
        .filter_map(|kid| view.resolve(kid).as_dictionary().cloned());
    let widgets = [field.clone()].into_iter().chain(kids);
    widgets.filter_map(|widget| shown(view, &widget, &value)).max().unwrap_or(Look::Same)
}

/// `None`: the widget has no appearance; viewers draw the value.
fn shown(view: RevisionView<'_>, widget: &Dictionary, value: &str) -> Option<Look> {
    let appearance = view.dictionary(widget, b"AP")?;
    let normal = view.get(&appearance, b"N");
    let ink = Ink::of_form(view, &normal)?;
    if ink.has_pictures() {
        return Some(Look::Different);
    }
    let Some(text) = ink.text() else { return Some(Look::Unknown) };
    // Line ends and punctuation come and go with the drawing; letters and digits do not.
    let is_same = letters(&text).eq(letters(value));
    Some(if is_same { Look::Same } else { Look::Different })
}

/// What a choice shows for the value that is kept.
fn displayed(view: RevisionView<'_>, field: &Dictionary, value: &str) -> Option<String> {
    let options = inherited(view, field, b"Opt");
    options.as_array()?.iter().find_map(|option| {
        let option = view.resolve(option);
        let [kept, shown] = option.as_array()? else { return None };
        (view.resolve(kept).as_text()? == value).then(|| view.resolve(shown).as_text())?
    })
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// A value of a field, its own or inherited.
pub(super) fn inherited(view: RevisionView<'_>, field: &Dictionary, key: &[u8]) -> Object {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        let value = view.get(&field, key);
        if value != Object::Null {
            return value;
        }
        match view.dictionary(&field, b"Parent") {
            Some(parent) => field = parent,
            None => return Object::Null,
        }
    }
    Object::Null
}

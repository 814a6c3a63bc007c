//! What a comment says of how it is drawn (ISO 32000-2 §12.5). Of an opacity above 1, four sides of which two are missing or a width that is a
//! name each viewer makes something of its own, also where the comment has a look.

use super::super::colour::is_share;
use super::super::form::plain;
use paraphe_pdf::{Dictionary, Object, RevisionView};

/// Whether each entry that matters for what is seen is what the standard has there.
pub(super) fn are_as_defined(view: RevisionView<'_>, comment: &Dictionary) -> bool {
    comment.iter().all(|entry| is_entry(view, &entry.key, &view.resolve(&entry.value)))
}

fn is_entry(view: RevisionView<'_>, key: &[u8], value: &Object) -> bool {
    let numbers = || numbers(view, value);
    let is_whole = || matches!(value, Object::Integer(number) if i32::try_from(*number).is_ok());
    match key {
        b"CA" => value.as_number().is_some_and(is_share),
        b"IC" => numbers().is_some_and(|numbers| {
            matches!(numbers.len(), 0 | 1 | 3 | 4) && numbers.into_iter().all(is_share)
        }),
        b"AS" | b"Name" => value.as_name().is_some(),
        b"BE" | b"BS" => plain(value).is_some_and(|style| is_style(view, style)),
        b"Border" => is_border(view, value),
        b"CL" | b"L" | b"QuadPoints" | b"Vertices" => numbers().is_some(),
        b"DA" => matches!(value, Object::String(_)),
        b"F" | b"Flags" | b"Q" | b"Rotate" => is_whole(),
        b"InkList" => value
            .as_array()
            .is_some_and(|lines| lines.iter().all(|line| self::numbers(view, &view.resolve(line)).is_some())),
        b"RD" => numbers().is_some_and(|sides| sides.len() == 4 && sides.into_iter().all(|side| side >= 0.0)),
        _ => true,
    }
}

/// The width, the strength and the dashes of a border.
fn is_style(view: RevisionView<'_>, style: &Dictionary) -> bool {
    style.iter().all(|entry| {
        let value = view.resolve(&entry.value);
        match entry.key.as_slice() {
            b"I" | b"W" => value.as_number().is_some_and(|number| number >= 0.0),
            b"D" => numbers(view, &value).is_some(),
            b"S" => value.as_name().is_some(),
            _ => true,
        }
    })
}

/// Two radii, a width, and perhaps dashes.
fn is_border(view: RevisionView<'_>, border: &Object) -> bool {
    let is_number = |item: &Object| view.resolve(item).as_number().is_some_and(|number| number >= 0.0);
    match border.as_array() {
        Some([measures @ .., dashes]) if measures.len() == 3 => {
            measures.iter().all(is_number) && numbers(view, &view.resolve(dashes)).is_some()
        }
        Some(measures) => measures.len() == 3 && measures.iter().all(is_number),
        None => false,
    }
}

fn numbers(view: RevisionView<'_>, list: &Object) -> Option<Vec<f64>> {
    list.as_array()?.iter().map(|item| view.resolve(item).as_number()).collect()
}

//! Named graphics states (ISO 32000-2 table 57). What is there and of another kind than the standard has, one viewer passes over and
//! another takes for nought, for nothing or for the value to begin with.

use super::colour::is_share;
use paraphe_pdf::{Dictionary, Object, RevisionView};

/// Whether everything in a named state that matters for what is seen is what the standard has there.
pub(super) fn is_as_defined(view: RevisionView<'_>, named: &Dictionary) -> bool {
    named.iter().all(|entry| is_entry(view, &entry.key, &view.resolve(&entry.value)))
}

fn is_entry(view: RevisionView<'_>, key: &[u8], value: &Object) -> bool {
    let is_number = |value: &Object| value.as_number().is_some();
    match key {
        b"CA" | b"ca" => value.as_number().is_some_and(is_share),
        b"LC" | b"LJ" | b"LW" | b"ML" | b"FL" | b"SM" => is_number(value),
        b"AIS" | b"OP" | b"SA" | b"TK" | b"op" => value.as_boolean().is_some(),
        b"BM" => match value.as_array() {
            Some(modes) => {
                !modes.is_empty() && modes.iter().all(|mode| view.resolve(mode).as_name().is_some())
            }
            None => value.as_name().is_some(),
        },
        b"D" => value.as_array().is_some_and(|dash| {
            matches!(dash, [pattern, phase] if is_number(&view.resolve(phase))
            && view.resolve(pattern).as_array().is_some_and(|pattern| {
                pattern.iter().all(|length| is_number(&view.resolve(length)))
            }))
        }),
        b"SMask" => value.as_name() == Some(b"None") || value.as_dictionary().is_some(),
        // Some viewers look for a font of this name elsewhere.
        b"Font" => false,
        _ => true,
    }
}

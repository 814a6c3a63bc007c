//! Named graphics states (ISO 32000-2 table 57). What is there and of another kind than the standard has, one viewer passes over and
//! another takes for nought, for nothing or for the value to begin with.

use super::colour::is_share;
use super::form::plain;
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
        b"SMask" => value.as_name() == Some(b"None") || plain(value).is_some(),
        // A function of the file's own shows black for white, and what cannot be seen as well (§10.5).
        b"TR" => is_identity(value),
        b"TR2" | b"BG2" | b"UCR2" => is_identity(value) || value.as_name() == Some(b"Default"),
        b"BG" | b"UCR" => false,
        b"HT" => {
            value.as_name() == Some(b"Default") || plain(value).is_some_and(|dots| is_simple(view, dots))
        }
        // Some viewers look for a font of this name elsewhere.
        b"Font" => false,
        _ => true,
    }
}

fn is_identity(function: &Object) -> bool {
    *function == Object::Null || function.as_name() == Some(b"Identity")
}

/// Whether these are dots of one kind that leave colours as they are (ISO 32000-2 §10.6.5.2).
fn is_simple(view: RevisionView<'_>, dots: &Dictionary) -> bool {
    view.get(dots, b"HalftoneType").as_integer() == Some(1)
        && is_identity(&view.get(dots, b"TransferFunction"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use paraphe_pdf::PdfFile;

    const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]\
        /Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\ntrailer\n<</Root 1 0 R\
        /Size 4>>\nstartxref\n0\n%%EOF\n";

    #[test]
    fn colours_stay_as_they_are_unless_a_function_says_otherwise() {
        let file = PdfFile::parse(PLAIN.to_vec(), None).unwrap();
        let name = |name: &[u8]| Object::Name(name.to_vec());
        let is_entry = |key: &[u8], value: Object| is_entry(file.current(), key, &value);
        for key in [&b"TR"[..], b"TR2", b"BG2", b"UCR2"] {
            assert!(
                is_entry(key, name(b"Identity")) && !is_entry(key, Object::Dictionary(Dictionary::new()))
            );
        }
        assert!(is_entry(b"TR2", name(b"Default")) && is_entry(b"HT", name(b"Default")));
        assert!(!is_entry(b"BG", Object::Null) && !is_entry(b"HT", Object::Dictionary(Dictionary::new())));
    }
}

//! Undoing stream filters within a limit (ISO 32000-2, 7.4). The decoders are lopdf's.

use crate::object::{Dictionary, Object};

/// What all viewers know.
const KNOWN: [&[u8]; 5] =
    [b"ASCII85Decode", b"ASCIIHexDecode", b"FlateDecode", b"LZWDecode", b"RunLengthDecode"];
/// A number that is told, and which it may be.
type Told = (&'static [u8], fn(i64) -> bool);

/// What these are told: whole numbers, each of a few.
const NUMBERS: [Told; 5] = [
    (b"BitsPerComponent", |bits| matches!(bits, 1 | 2 | 4 | 8 | 16)),
    (b"Colors", |colours| matches!(colours, 1..=32)),
    (b"Columns", |columns| matches!(columns, 1..=1_000_000)),
    (b"EarlyChange", |early| matches!(early, 0 | 1)),
    (b"Predictor", |predictor| matches!(predictor, 1 | 2 | 10..=15)),
];

/// Decodes `raw` by the `/Filter` and `/DecodeParms` of `dictionary`.
///
/// Returns `None` for unknown filters, broken data, or more than `limit` bytes of output, and for what viewers undo in different
/// ways. Filter entries must be direct objects; the caller resolves references.
pub(crate) fn decode(dictionary: &Dictionary, raw: &[u8], limit: usize) -> Option<Vec<u8>> {
    // The short forms of content, where another file and nothing are meant: some viewers take them here, too.
    if [&b"DP"[..], b"F"].iter().any(|key| is_said(dictionary.get(key))) {
        return None;
    }
    let filter = dictionary.get(b"Filter").filter(|filter| is_said(Some(*filter)));
    let Some(filter) = filter else { return (raw.len() <= limit).then(|| raw.to_vec()) };
    let filters = filter.as_array().unwrap_or(std::slice::from_ref(filter));
    let is_known = |filter: &Object| filter.as_name().is_some_and(|name| KNOWN.contains(&name));
    if !filters.iter().all(is_known) {
        return None;
    }
    let mut parameters = lopdf::Dictionary::new();
    parameters.set("Filter", to_lopdf(filter)?);
    if let Some(told) = dictionary.get(b"DecodeParms").filter(|told| says_something(told)) {
        if !is_told_plainly(filter, told) {
            return None;
        }
        parameters.set("DecodeParms", to_lopdf(told)?);
    }
    let stream = lopdf::Stream::new(parameters, raw.to_vec());
    stream.decompressed_content_with_limit(limit).ok()
}

/// Whether each filter is told its own: a name by a dictionary, a list by a list as long. In other ways some viewers tell all of them
/// and some none.
pub(crate) fn is_told_plainly(filter: &Object, told: &Object) -> bool {
    match (filter.as_array(), told.as_array()) {
        (Some(filters), Some(all)) => filters.len() == all.len() && all.iter().all(is_plain),
        (None, None) => is_plain(told),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn is_plain(told: &Object) -> bool {
    let Some(own) = told.as_dictionary() else { return *told == Object::Null };
    // Some viewers take `12.0` for one and some do not; of others each makes something else, or nothing.
    let is_usual = |(key, is_usual): &Told| {
        own.get(key).is_none_or(|number| matches!(number, Object::Integer(number) if is_usual(*number)))
    };
    own.repeated_key().is_none() && NUMBERS.iter().all(is_usual)
}

fn is_said(value: Option<&Object>) -> bool {
    value.is_some_and(|value| *value != Object::Null)
}

/// Whether there is anything in it that a filter could go by.
pub(crate) fn says_something(told: &Object) -> bool {
    match (told.as_array(), told.as_dictionary()) {
        (Some(all), _) => all.iter().any(says_something),
        (None, Some(own)) => own.iter().next().is_some(),
        (None, None) => *told != Object::Null,
    }
}

/// The same object in lopdf's model. Streams have no counterpart here.
pub(crate) fn to_lopdf(object: &Object) -> Option<lopdf::Object> {
    Some(match object {
        Object::Array(items) => lopdf::Object::Array(items.iter().map(to_lopdf).collect::<Option<_>>()?),
        Object::Boolean(value) => lopdf::Object::Boolean(*value),
        Object::Dictionary(dictionary) => lopdf::Object::Dictionary(dictionary_to_lopdf(dictionary)?),
        Object::Integer(value) => lopdf::Object::Integer(*value),
        Object::Name(name) => lopdf::Object::Name(name.clone()),
        Object::Null => lopdf::Object::Null,
        Object::Real(_) => lopdf::Object::Real(object.as_number()? as f32),
        Object::Reference(id) => lopdf::Object::Reference(*id),
        Object::Stream(_) => return None,
        Object::String(bytes) => lopdf::Object::String(bytes.clone(), lopdf::StringFormat::Literal),
    })
}

/// The same dictionary in lopdf's model.
pub(crate) fn dictionary_to_lopdf(dictionary: &Dictionary) -> Option<lopdf::Dictionary> {
    let mut result = lopdf::Dictionary::new();
    for entry in dictionary.iter() {
        result.set(entry.key.clone(), to_lopdf(&entry.value)?);
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::Lexer;

    /// "sum" by a hex filter, or what becomes of it.
    fn undone(dictionary: &str) -> Option<Vec<u8>> {
        let dictionary = Lexer::at(dictionary.as_bytes(), 0).object().unwrap();
        decode(dictionary.as_dictionary().unwrap(), b"73756d>", 100)
    }

    #[test]
    fn each_filter_is_told_its_own() {
        for told in [
            "/Filter /ASCIIHexDecode",
            "/Filter [/ASCIIHexDecode]",
            "/Filter [/ASCIIHexDecode] /DecodeParms null",
            "/Filter [/ASCIIHexDecode] /DecodeParms << >>",
            "/Filter /ASCIIHexDecode /DecodeParms [null]",
            "/Filter [/ASCIIHexDecode] /DecodeParms [<< /Predictor 1 >>]",
            "/Filter /ASCIIHexDecode /DecodeParms << /Predictor 1 >>",
        ] {
            assert_eq!(undone(&format!("<< {told} >>")).as_deref(), Some(&b"sum"[..]), "{told}");
        }
    }

    #[test]
    fn what_viewers_undo_in_different_ways_is_not_undone() {
        for told in [
            "/Filter [/ASCIIHexDecode] /DecodeParms << /Predictor 2 >>",
            "/Filter /ASCIIHexDecode /DecodeParms [<< /Predictor 2 >>]",
            "/Filter [/ASCIIHexDecode] /DecodeParms [null << /Predictor 2 >>]",
            "/Filter /ASCIIHexDecode /DecodeParms << /Predictor (2) >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /Predictor 1.0 >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /Predictor 16 >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /Columns 0 >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /Colors 33 >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /BitsPerComponent 3 >>",
            "/Filter /ASCIIHexDecode /DecodeParms << /EarlyChange 2 >>",
            "/Filter /ASCIIHexDecode /DecodeParms 2",
            "/Filter /ASCIIHexDecode /DP << /Predictor 2 >>",
            "/F /ASCIIHexDecode",
            "/F (other.txt)",
            "/Filter /BrotliDecode",
            "/Filter /AHx",
            "/Filter [/ASCIIHexDecode 2]",
            "/Filter (ASCIIHexDecode)",
        ] {
            assert_eq!(undone(&format!("<< {told} >>")), None, "{told}");
        }
    }
}

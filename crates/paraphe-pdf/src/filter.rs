//! Undoing stream filters within a limit (ISO 32000-2, 7.4). The decoders are lopdf's.

use crate::object::{Dictionary, Object};

/// Decodes `raw` by the `/Filter` and `/DecodeParms` of `dictionary`.
///
/// Returns `None` for unknown filters, broken data, or more than `limit` bytes of output. Filter entries must be
/// direct objects; the caller resolves references.
pub(crate) fn decode(dictionary: &Dictionary, raw: &[u8], limit: usize) -> Option<Vec<u8>> {
    let Some(filter) =
        dictionary.get(b"Filter").or_else(|| dictionary.get(b"F").filter(|f| f.as_name().is_some()))
    else {
        return (raw.len() <= limit).then(|| raw.to_vec());
    };
    let mut parameters = lopdf::Dictionary::new();
    parameters.set("Filter", to_lopdf(filter)?);
    if let Some(decode) = dictionary.get(b"DecodeParms").or_else(|| dictionary.get(b"DP")) {
        parameters.set("DecodeParms", to_lopdf(decode)?);
    }
    let stream = lopdf::Stream::new(parameters, raw.to_vec());
    stream.decompressed_content_with_limit(limit).ok()
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

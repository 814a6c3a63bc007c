//! Names in certificates (RFC 5280 §4.1.2.4): compared, and read for people.

use crate::asn1::{Element, ReadError, Reader, tag};
use const_oid::ObjectIdentifier;

/// A name in a form that two encodings of it share (RFC 5280 §7.1: string type, case and spacing do not matter).
pub(super) fn comparable_name(name: Element<'_>) -> Result<String, ReadError> {
    let mut key = String::new();
    for relative_name in name.reader().all()? {
        for attribute in relative_name.reader().all()? {
            let mut parts = attribute.reader();
            let kind = parts.object_identifier()?;
            let text = directory_string(parts.next()?.ok_or(ReadError::Missing)?).to_lowercase();
            let words: Vec<&str> = text.split_whitespace().collect();
            key.push_str(&format!("{kind}={}\u{0}", words.join(" ")));
        }
        key.push('\u{1}');
    }
    Ok(key)
}

/// The last attribute of this kind in an encoded name (the last is the most specific).
pub(super) fn name_part(name: &[u8], kind: ObjectIdentifier) -> Option<String> {
    let relative_names = Reader::new(name).expect(tag::SEQUENCE).ok()?.reader().all().ok()?;
    let mut found = None;
    for attribute in relative_names.iter().filter_map(|set| set.reader().all().ok()).flatten() {
        let mut parts = attribute.reader();
        if parts.object_identifier() == Ok(kind)
            && let Ok(Some(value)) = parts.next()
        {
            found = Some(directory_string(value));
        }
    }
    found
}

/// Text of a DirectoryString. TeletexString is read as Latin-1, which is what issuers meant by it.
fn directory_string(value: Element<'_>) -> String {
    const TELETEX: u8 = 0x14;
    const UNIVERSAL: u8 = 0x1C;
    const BMP: u8 = 0x1E;
    match value.tag {
        TELETEX => value.value.iter().map(|octet| char::from(*octet)).collect(),
        BMP => {
            let units: Vec<u16> =
                value.value.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        UNIVERSAL => value
            .value
            .chunks_exact(4)
            .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        _ => String::from_utf8_lossy(value.value).into_owned(),
    }
}

//! Writing DER.

use super::tag;
use const_oid::ObjectIdentifier;

/// An element with this identifier octet and content.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() + 6);
    out.push(tag);
    let length = content.len();
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let octets = length.to_be_bytes();
        let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len() - 1);
        out.push(0x80 | (octets.len() - first) as u8);
        out.extend_from_slice(&octets[first..]);
    }
    out.extend_from_slice(content);
    out
}

/// SEQUENCE of already encoded parts.
pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(tag::SEQUENCE, &parts.concat())
}

/// SET OF already encoded parts, in DER's order, under this tag (SET, or an implicit one).
pub(crate) fn set_of(tag: u8, mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    element(tag, &parts.concat())
}

/// OCTET STRING.
pub(crate) fn octet_string(content: &[u8]) -> Vec<u8> {
    element(tag::OCTET_STRING, content)
}

/// OBJECT IDENTIFIER.
pub(crate) fn object_identifier(oid: ObjectIdentifier) -> Vec<u8> {
    element(tag::OBJECT_IDENTIFIER, oid.as_bytes())
}

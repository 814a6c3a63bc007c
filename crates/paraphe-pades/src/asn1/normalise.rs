//! BER to DER. One signature in twelve found in the field uses indefinite lengths or strings cut in pieces; the
//! libraries read DER only. An element that needs no change keeps its bytes, so that digests over certificates and
//! attributes stay what they were. The order of SET members is never changed.

use super::read::{ReadError, header};
use std::borrow::Cow;

/// Deeper nesting than any CMS or certificate has; a bomb stops here.
const DEPTH_LIMIT: usize = 48;

const CONSTRUCTED: u8 = 0x20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NormaliseError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("nested deeper than {DEPTH_LIMIT} levels")]
    TooDeep,
}

/// The first element of an input in definite-length form.
pub(crate) struct Normalised<'a> {
    pub(crate) der: Cow<'a, [u8]>,
    /// How many bytes of the input it took.
    pub(crate) consumed: usize,
}

/// Brings the element at the start of `input` to definite lengths and whole strings.
pub(crate) fn to_der(input: &[u8]) -> Result<Normalised<'_>, NormaliseError> {
    let (der, consumed) = normalise(input, 0)?;
    Ok(Normalised { der, consumed })
}

fn normalise(input: &[u8], depth: usize) -> Result<(Cow<'_, [u8]>, usize), NormaliseError> {
    if depth > DEPTH_LIMIT {
        return Err(NormaliseError::TooDeep);
    }
    let (identifier, start, length) = header(input)?;
    let constructed = identifier & CONSTRUCTED != 0;
    let available = match length {
        Some(length) => {
            let end = start.checked_add(length).ok_or(ReadError::Truncated)?;
            input.get(start..end).ok_or(ReadError::Truncated)?
        }
        None if constructed => &input[start..],
        None => return Err(ReadError::Unsupported.into()),
    };
    if !constructed {
        let end = start + available.len();
        return Ok((Cow::Borrowed(&input[..end]), end));
    }
    let (children, used) = children(available, length.is_none(), depth)?;
    let end = start + used;
    let whole_string = is_string(identifier);
    let changed =
        length.is_none() || whole_string || children.iter().any(|child| matches!(child, Cow::Owned(_)));
    if !changed {
        return Ok((Cow::Borrowed(&input[..end]), end));
    }
    let element = if whole_string {
        super::element(identifier & !CONSTRUCTED, &joined_string(&children)?)
    } else {
        super::element(identifier, &children.concat())
    };
    Ok((Cow::Owned(element), end))
}

/// Elements in definite-length form, unchanged ones borrowed.
type Elements<'a> = Vec<Cow<'a, [u8]>>;

/// The normalised children of a constructed element and how many bytes they (and an end marker) took.
fn children(content: &[u8], indefinite: bool, depth: usize) -> Result<(Elements<'_>, usize), NormaliseError> {
    let mut children = Vec::new();
    let mut at = 0;
    loop {
        let rest = &content[at..];
        if indefinite && rest.starts_with(&[0, 0]) {
            return Ok((children, at + 2));
        }
        if rest.is_empty() {
            return if indefinite { Err(ReadError::Truncated.into()) } else { Ok((children, at)) };
        }
        let (child, used) = normalise(rest, depth + 1)?;
        children.push(child);
        at += used;
    }
}

/// Whether a constructed element with this identifier is a string in pieces: OCTET STRING or a character string.
/// (BIT STRING in pieces occurs nowhere and would need its count of unused bits moved.)
fn is_string(identifier: u8) -> bool {
    matches!(identifier & !CONSTRUCTED, 0x04 | 0x0C | 0x12..=0x16 | 0x1A..=0x1C | 0x1E)
}

fn joined_string(pieces: &[Cow<'_, [u8]>]) -> Result<Vec<u8>, ReadError> {
    let mut joined = Vec::new();
    for piece in pieces {
        let (_, start, _) = header(piece)?;
        joined.extend_from_slice(&piece[start..]);
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &[u8], expected: &[u8]) {
        let normalised = to_der(input).unwrap();
        assert_eq!(normalised.der.as_ref(), expected, "der of {input:02x?}");
        assert_eq!(normalised.consumed, input.len(), "consumed of {input:02x?}");
    }

    #[test]
    fn definite_der_is_untouched() {
        check(&[0x30, 0x03, 0x02, 0x01, 0x05], &[0x30, 0x03, 0x02, 0x01, 0x05]);
        // A long-form length that is not minimal stays: a certificate's digest is over these bytes.
        check(&[0x30, 0x81, 0x03, 0x02, 0x01, 0x05], &[0x30, 0x81, 0x03, 0x02, 0x01, 0x05]);
    }

    #[test]
    fn indefinite_lengths_become_definite() {
        check(
            &[0x30, 0x80, 0x31, 0x80, 0x02, 0x01, 0x05, 0, 0, 0, 0],
            &[0x30, 0x05, 0x31, 0x03, 0x02, 0x01, 0x05],
        );
    }

    #[test]
    fn strings_in_pieces_are_joined() {
        check(&[0x24, 0x80, 0x04, 0x01, 0xAA, 0x24, 0x03, 0x04, 0x01, 0xBB, 0, 0], &[0x04, 0x02, 0xAA, 0xBB]);
    }

    #[test]
    fn a_bomb_of_nested_sequences_is_refused() {
        let bomb: Vec<u8> = [0x30, 0x80].repeat(100_000);
        assert_eq!(to_der(&bomb).err(), Some(NormaliseError::TooDeep));
    }

    #[test]
    fn lengths_beyond_the_input_are_refused() {
        assert!(to_der(&[0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x00]).is_err());
        assert!(to_der(&[0x30, 0x80, 0x02, 0x01, 0x05]).is_err(), "an end marker is missing");
        assert!(to_der(&[]).is_err());
    }
}

//! A reader of definite-length elements that keeps the original bytes of each.

use super::tag;

/// Why bytes are not the element that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReadError {
    #[error("an element ends before its content")]
    Truncated,
    #[error("expected tag {expected:#04x}, found {found:#04x}")]
    UnexpectedTag { expected: u8, found: u8 },
    #[error("an element is missing")]
    Missing,
    #[error("bytes are left over")]
    Trailing,
    #[error("a length or a tag is not of a form in use")]
    Unsupported,
}

/// One element: identifier octet, content, and the whole as it was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) value: &'a [u8],
    pub(crate) raw: &'a [u8],
}

impl<'a> Element<'a> {
    /// A reader over the content.
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader { rest: self.value }
    }
}

/// Reads the elements of a content one after another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next element, whatever its tag; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Element<'a>>, ReadError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (tag, header, length) = header(self.rest)?;
        let length = length.ok_or(ReadError::Unsupported)?;
        let end = header.checked_add(length).ok_or(ReadError::Truncated)?;
        let raw = self.rest.get(..end).ok_or(ReadError::Truncated)?;
        self.rest = &self.rest[end..];
        Ok(Some(Element { tag, value: &raw[header..], raw }))
    }

    /// The next element, which must have this tag.
    pub(crate) fn expect(&mut self, expected: u8) -> Result<Element<'a>, ReadError> {
        let found = self.next()?.ok_or(ReadError::Missing)?;
        if found.tag == expected {
            Ok(found)
        } else {
            Err(ReadError::UnexpectedTag { expected, found: found.tag })
        }
    }

    /// The next element if it has this tag; otherwise nothing is consumed.
    pub(crate) fn optional(&mut self, wanted: u8) -> Result<Option<Element<'a>>, ReadError> {
        if self.rest.first() == Some(&wanted) { self.next() } else { Ok(None) }
    }

    /// All remaining elements.
    pub(crate) fn all(mut self) -> Result<Vec<Element<'a>>, ReadError> {
        let mut elements = Vec::new();
        while let Some(element) = self.next()? {
            elements.push(element);
        }
        Ok(elements)
    }

    pub(crate) fn finish(self) -> Result<(), ReadError> {
        if self.is_empty() { Ok(()) } else { Err(ReadError::Trailing) }
    }

    /// Reads an OBJECT IDENTIFIER.
    pub(crate) fn object_identifier(&mut self) -> Result<const_oid::ObjectIdentifier, ReadError> {
        let element = self.expect(tag::OBJECT_IDENTIFIER)?;
        const_oid::ObjectIdentifier::from_bytes(element.value).map_err(|_| ReadError::Unsupported)
    }
}

/// Identifier octet, header size and content length (`None`: indefinite) of the element at the start of `bytes`.
pub(super) fn header(bytes: &[u8]) -> Result<(u8, usize, Option<usize>), ReadError> {
    let (&identifier, rest) = bytes.split_first().ok_or(ReadError::Truncated)?;
    if identifier & 0x1F == 0x1F {
        // Tags above 30 occur nowhere in CMS or X.509.
        return Err(ReadError::Unsupported);
    }
    let (&first, rest) = rest.split_first().ok_or(ReadError::Truncated)?;
    match first {
        0..=0x7F => Ok((identifier, 2, Some(usize::from(first)))),
        0x80 => Ok((identifier, 2, None)),
        0x81..=0x84 => {
            let count = usize::from(first & 0x7F);
            let octets = rest.get(..count).ok_or(ReadError::Truncated)?;
            let length = octets.iter().fold(0usize, |length, octet| (length << 8) | usize::from(*octet));
            Ok((identifier, 2 + count, Some(length)))
        }
        0x85..=0xFF => Err(ReadError::Unsupported),
    }
}

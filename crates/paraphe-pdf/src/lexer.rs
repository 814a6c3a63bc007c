//! From bytes to objects, one object at a time (ISO 32000-2, 7.2 and 7.3).
//!
//! Tolerant where viewers are (odd numbers, missing `endobj`, stray bytes in hexadecimal strings), strict about
//! resources: nesting is limited and nothing is allocated that the file does not pay for with bytes.

mod glued;
mod string;

use std::ops::Range;

use self::string::hexadecimal;
use crate::object::{Dictionary, Entry, Object, ObjectId};

/// Arrays and dictionaries may be nested this deep; real files stay below 30.
const MAX_DEPTH: usize = 96;
/// Deeper than this some viewers do not follow.
const PLAIN_DEPTH: usize = 48;
/// Of longer numbers some viewers keep the beginning.
pub(crate) const PLAIN_NUMBER: usize = 32;
/// Of longer names, decoded (ISO 32000-1, annex C) or as they stand there, some viewers keep the beginning.
const PLAIN_NAME: usize = 120;
const PLAIN_NAME_WRITTEN: usize = 240;

/// A position in bytes that are read from the left.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
    lapses: u32,
}

/// The head of an indirect object: its id, its value, and where stream data would begin.
#[derive(Debug)]
pub(crate) struct IndirectObject {
    pub(crate) id: ObjectId,
    pub(crate) value: Object,
    /// The first byte after the end-of-line that follows the keyword `stream`.
    pub(crate) stream_start: Option<usize>,
    /// The first byte after the object's value (before `endobj` or `stream`).
    pub(crate) end: usize,
}

pub(crate) fn is_whitespace(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

pub(crate) fn is_regular(byte: u8) -> bool {
    !is_whitespace(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(crate) fn at(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position: position.min(bytes.len()), lapses: 0 }
    }

    /// Whether all that was read so far was written as the standard says: what was not, other readers may take otherwise.
    pub(crate) fn is_plain(&self) -> bool {
        self.lapses == 0
    }

    fn lapse(&mut self) {
        self.lapses = self.lapses.saturating_add(1);
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.position..]
    }

    fn advance(&mut self, count: usize) {
        self.position = (self.position + count).min(self.bytes.len());
    }

    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_whitespace(byte) {
                self.position += 1;
            } else if byte == b'%' {
                let length = self.rest().iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.advance(length.unwrap_or(usize::MAX - self.position));
            } else {
                break;
            }
        }
    }

    /// Steps over `keyword` if it stands here as a word of its own.
    pub(crate) fn keyword(&mut self, keyword: &[u8]) -> bool {
        self.skip_space();
        let rest = self.rest();
        let found =
            rest.starts_with(keyword) && rest.get(keyword.len()).is_none_or(|&byte| !is_regular(byte));
        if found {
            self.advance(keyword.len());
        }
        found
    }

    /// Steps over `keyword` even if something is glued to it.
    pub(crate) fn prefix(&mut self, keyword: &[u8]) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(keyword);
        if found {
            self.advance(keyword.len());
        }
        found
    }

    /// A non-negative whole number without sign.
    pub(crate) fn unsigned(&mut self) -> Option<u64> {
        self.skip_space();
        let rest = self.rest();
        let length = rest.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        let value = rest[..length]
            .iter()
            .try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit - b'0')))?;
        self.advance(length);
        Some(value)
    }

    /// The object that begins here.
    pub(crate) fn object(&mut self) -> Option<Object> {
        self.object_at_depth(0)
    }

    /// `12 0 obj …` with the value and, for a stream, the place of its data.
    pub(crate) fn indirect_object(&mut self) -> Option<IndirectObject> {
        let id = self.object_header()?;
        let value = self.object().unwrap_or(Object::Null);
        let end = self.position;
        let stream_start = if matches!(value, Object::Dictionary(_)) && self.prefix(b"stream") {
            Some(self.line_end())
        } else {
            None
        };
        Some(IndirectObject { id, value, stream_start, end })
    }

    /// `12 0 obj`
    pub(crate) fn object_header(&mut self) -> Option<ObjectId> {
        let number = u32::try_from(self.unsigned()?).ok()?;
        let generation = u16::try_from(self.unsigned()?).ok()?;
        self.prefix(b"obj").then_some((number, generation))
    }

    /// Steps over the end-of-line after `stream`: CR LF, LF, or (wrongly but often) CR alone or spaces before it.
    fn line_end(&mut self) -> usize {
        let spaces = self.rest().iter().take_while(|&&byte| byte == b' ').count();
        if matches!(self.rest().get(spaces), Some(b'\r' | b'\n')) {
            self.advance(spaces);
        }
        match self.rest() {
            [b'\r', b'\n', ..] => self.advance(2),
            [b'\r' | b'\n', ..] => self.advance(1),
            _ => {}
        }
        self.position
    }

    fn object_at_depth(&mut self, depth: usize) -> Option<Object> {
        if depth > MAX_DEPTH {
            return None;
        }
        if depth > PLAIN_DEPTH {
            self.lapse();
        }
        self.skip_space();
        match (self.peek()?, self.bytes.get(self.position + 1)) {
            (b'<', Some(b'<')) => self.dictionary(depth).map(Object::Dictionary),
            (b'<', _) => Some(Object::String(self.hexadecimal_string())),
            (b'(', _) => Some(Object::String(self.literal_string())),
            (b'[', _) => self.array(depth).map(Object::Array),
            (b'/', _) => Some(Object::Name(self.name())),
            (b'0'..=b'9' | b'+' | b'-' | b'.', _) => Some(self.number_or_reference()),
            (_, _) => self.word(),
        }
    }

    fn word(&mut self) -> Option<Object> {
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        let object = match &rest[..length] {
            b"true" => Object::Boolean(true),
            b"false" => Object::Boolean(false),
            b"null" => Object::Null,
            _ => return None,
        };
        self.advance(length);
        Some(object)
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Object>> {
        self.advance(1);
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => {
                    self.lapse();
                    return Some(items);
                }
                Some(b']') => {
                    self.advance(1);
                    return Some(items);
                }
                Some(_) => match self.object_at_depth(depth + 1) {
                    Some(item @ Object::Name(_)) => {
                        items.push(item);
                        items.extend(self.glued());
                    }
                    Some(item) => items.push(item),
                    None => {
                        if depth >= MAX_DEPTH || !self.skip_junk() {
                            return Some(items);
                        }
                    }
                },
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        self.advance(2);
        let mut dictionary = Dictionary::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => {
                    self.lapse();
                    return Some(dictionary);
                }
                Some(b'>') => {
                    self.advance(1);
                    if self.peek() == Some(b'>') {
                        self.advance(1);
                    } else {
                        self.lapse();
                    }
                    return Some(dictionary);
                }
                Some(b'/') => {
                    let key = self.name();
                    for value in self.glued() {
                        let span = self.position..self.position;
                        dictionary.push(Entry { key: key.clone(), value, span });
                    }
                    self.skip_space();
                    let start = self.position;
                    if self.peek() == Some(b'>') {
                        self.lapse();
                        continue;
                    }
                    match self.object_at_depth(depth + 1) {
                        Some(value) => dictionary.push(Entry { key, value, span: start..self.position }),
                        None => {
                            if depth >= MAX_DEPTH || !self.skip_junk() {
                                return Some(dictionary);
                            }
                        }
                    }
                }
                Some(_) => {
                    if !self.skip_junk() {
                        return Some(dictionary);
                    }
                }
            }
        }
    }

    /// Steps over one unreadable token inside an array or dictionary; stops before the end of the object.
    fn skip_junk(&mut self) -> bool {
        self.lapse();
        let rest = self.rest();
        if rest.starts_with(b"endobj") || rest.starts_with(b"stream") || rest.starts_with(b"endstream") {
            return false;
        }
        // Behind what only some viewers take for a blank they may find something.
        let length =
            rest.iter().take_while(|&&byte| is_regular(byte) && !glued::is_blank_to_some(byte)).count();
        self.advance(length.max(1));
        true
    }

    fn name(&mut self) -> Vec<u8> {
        self.advance(1);
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        self.advance(length);
        let raw = &rest[..length];
        let is_odd = |byte: &u8| byte.is_ascii_control() || glued::is_blank_to_some(*byte);
        if length > PLAIN_NAME_WRITTEN || raw.iter().any(is_odd) {
            self.lapse();
        }
        if !raw.contains(&b'#') {
            if length > PLAIN_NAME {
                self.lapse();
            }
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(length);
        let mut index = 0;
        while index < length {
            let escaped = (raw[index] == b'#')
                .then(|| Some(hexadecimal(*raw.get(index + 1)?)? << 4 | hexadecimal(*raw.get(index + 2)?)?))
                .flatten();
            // To some readers a name ends at a zero.
            if raw[index] == b'#' && escaped.is_none_or(|byte| byte == 0) {
                self.lapse();
            }
            name.push(escaped.unwrap_or(raw[index]));
            index += if escaped.is_some() { 3 } else { 1 };
        }
        if name.len() > PLAIN_NAME {
            self.lapse();
        }
        name
    }

    /// A number, or a reference if two whole numbers and an `R` follow each other.
    fn number_or_reference(&mut self) -> Object {
        if let Some(id) = self.reference() {
            return Object::Reference(id);
        }
        let rest = self.rest();
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'))
            .count()
            .max(1);
        let text = &rest[..length];
        self.advance(length);
        let whole = std::str::from_utf8(text).ok().and_then(|text| text.parse::<i64>().ok());
        let is_held = |whole: i64| whole.unsigned_abs() <= self.largest();
        if !is_plain_number(text) || !whole.map_or_else(|| text.contains(&b'.'), is_held) {
            self.lapse();
        }
        whole.map_or_else(|| Object::Real(text.to_vec()), Object::Integer)
    }

    /// Whole numbers up to this are the same to every reader; only places in a file may be larger.
    fn largest(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX).max(i32::MAX.unsigned_abs().into())
    }
}

/// A sign, digits, a point among them (7.3.3).
fn is_plain_number(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let points = digits.iter().filter(|byte| **byte == b'.').count();
    let is_number = digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    is_number && points <= 1 && digits.len() > points && text.len() <= PLAIN_NUMBER
}

/// The range of `bytes` in which `needle` first stands at or after `from`.
pub(crate) fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<Range<usize>> {
    let start = from + memchr::memmem::find(bytes.get(from..)?, needle)?;
    Some(start..start + needle.len())
}

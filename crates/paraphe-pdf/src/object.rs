//! The nine kinds of PDF object (ISO 32000-2, 7.3), kept exactly as the file wrote them.
//!
//! lopdf keeps real numbers as `f32` and merges revisions; both would change what an update repeats from the signed
//! file, so the model is our own. Numbers keep their spelling, dictionaries keep their order, and every dictionary
//! entry remembers where in the file its value stands.

mod same;

use std::collections::HashSet;
use std::ops::Range;

/// An object number and its generation.
pub type ObjectId = (u32, u16);

/// One PDF object.
///
/// Two numbers are equal if their values are and both are whole or both are not: some viewers take no `2.0` where a whole number
/// belongs.
#[derive(Debug, Clone)]
pub enum Object {
    /// `[ … ]`
    Array(Vec<Object>),
    /// `true` or `false`
    Boolean(bool),
    /// `<< … >>`
    Dictionary(Dictionary),
    /// A whole number.
    Integer(i64),
    /// `/Name`, decoded and without the slash.
    Name(Vec<u8>),
    /// `null`, and every reference to an object that does not exist.
    Null,
    /// A number with a fraction, in the file's own spelling.
    Real(Vec<u8>),
    /// `12 0 R`
    Reference(ObjectId),
    /// A dictionary followed by bytes.
    Stream(Stream),
    /// `( … )` or `< … >`, decoded and, in an encrypted file, decrypted.
    String(Vec<u8>),
}

/// A stream: its dictionary and where its raw bytes stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// The object the stream is; its encryption key depends on it.
    pub id: ObjectId,
    /// The dictionary before `stream`.
    pub dictionary: Dictionary,
    /// The raw (encoded, perhaps encrypted) bytes, as a range of the file.
    pub data: Range<usize>,
}

/// A dictionary in the order of the file. If a key is given twice, the last one counts, as in the common viewers.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    entries: Vec<Entry>,
}

/// One key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, decoded and without the slash.
    pub key: Vec<u8>,
    /// The value.
    pub value: Object,
    /// Where the value stands in the file; empty for objects inside object streams and for new ones.
    pub span: Range<usize>,
}

impl Dictionary {
    /// An empty dictionary.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of `key`, if it is there and not `null`.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<&Object> {
        self.entry(key).map(|entry| &entry.value).filter(|value| !matches!(value, Object::Null))
    }

    /// The entry of `key` with its position in the file.
    #[must_use]
    pub fn entry(&self, key: &[u8]) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.key == key)
    }

    /// Puts `value` under `key`, replacing what was there.
    pub fn set(&mut self, key: &[u8], value: Object) {
        self.remove(key);
        self.entries.push(Entry { key: key.to_vec(), value, span: 0..0 });
    }

    /// Replaces the value of `key` where it stands, or adds it at the end.
    pub fn replace(&mut self, key: &[u8], value: Object) {
        match self.entries.iter_mut().rev().find(|entry| entry.key == key) {
            Some(entry) => entry.value = value,
            None => self.set(key, value),
        }
    }

    /// Takes every entry of `key` away.
    pub fn remove(&mut self, key: &[u8]) {
        self.entries.retain(|entry| entry.key != key);
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The entries in the order of the file, to be changed in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The first key that is given twice, if any: two readers may then see two different documents.
    #[must_use]
    pub fn repeated_key(&self) -> Option<&[u8]> {
        let mut known = HashSet::new();
        self.entries.iter().map(|entry| entry.key.as_slice()).find(|key| !known.insert(*key))
    }

    /// Whether `/Type` is `name`.
    #[must_use]
    pub fn is_type(&self, name: &[u8]) -> bool {
        self.get(b"Type").and_then(Object::as_name) == Some(name)
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}

impl<const N: usize> From<[(&[u8], Object); N]> for Dictionary {
    fn from(entries: [(&[u8], Object); N]) -> Self {
        let entries =
            entries.into_iter().map(|(key, value)| Entry { key: key.to_vec(), value, span: 0..0 }).collect();
        Self { entries }
    }
}

impl Object {
    /// Whether a dictionary in it has two entries of one name. What it refers to is not looked at.
    #[must_use]
    pub fn says_twice(&self) -> bool {
        let says_twice = |dictionary: &Dictionary| {
            dictionary.repeated_key().is_some() || dictionary.iter().any(|entry| entry.value.says_twice())
        };
        match self {
            Self::Array(items) => items.iter().any(Self::says_twice),
            Self::Dictionary(dictionary) => says_twice(dictionary),
            Self::Stream(stream) => says_twice(&stream.dictionary),
            Self::Boolean(_)
            | Self::Integer(_)
            | Self::Name(_)
            | Self::Null
            | Self::Real(_)
            | Self::Reference(_)
            | Self::String(_) => false,
        }
    }

    /// A name object.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// A real number, spelled with at most five decimals.
    #[must_use]
    pub fn real(value: f64) -> Self {
        let mut text = format!("{value:.5}");
        while text.ends_with('0') {
            text.pop();
        }
        if text.ends_with('.') {
            text.pop();
        }
        if text == "-0" || text.is_empty() {
            text = "0".to_owned();
        }
        match text.parse::<i64>() {
            Ok(whole) => Self::Integer(whole),
            Err(_) => Self::Real(text.into_bytes()),
        }
    }

    /// A text string: PDFDocEncoding where ASCII is enough, UTF-16BE with mark otherwise (ISO 32000-2, 7.9.2.2).
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            return Self::String(text.as_bytes().to_vec());
        }
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        Self::String(bytes)
    }

    /// The array, if it is one.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The truth value, if it is one.
    #[must_use]
    pub fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The dictionary, also that of a stream.
    #[must_use]
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) | Self::Stream(Stream { dictionary, .. }) = self {
            Some(dictionary)
        } else {
            None
        }
    }

    /// The whole number, also one written as `12.0`.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self {
            return Some(*value);
        }
        let value = self.as_number()?;
        // Beyond 2^53 an f64 no longer names one integer.
        (value.fract() == 0.0 && value.abs() < 9.0e15).then_some(value as i64)
    }

    /// The name without its slash, if it is one.
    #[must_use]
    pub fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The number, whole or not; never infinite.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Integer(value) = self {
            return Some(*value as f64);
        }
        let Self::Real(text) = self else { return None };
        parse_real(text)
    }

    /// The reference, if it is one.
    #[must_use]
    pub fn as_reference(&self) -> Option<ObjectId> {
        if let Self::Reference(id) = self { Some(*id) } else { None }
    }

    /// The stream, if it is one.
    #[must_use]
    pub fn as_stream(&self) -> Option<&Stream> {
        if let Self::Stream(stream) = self { Some(stream) } else { None }
    }

    /// The bytes of a string, if it is one.
    #[must_use]
    pub fn as_string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self { Some(bytes) } else { None }
    }

    /// The text of a text string: UTF-16BE, UTF-8 with mark, or PDFDocEncoding.
    #[must_use]
    pub fn as_text(&self) -> Option<String> {
        self.as_string().map(decode_text)
    }
}

/// Reads a number the way viewers do: `--5`, `5-3` and `1.2.3` occur in real files.
fn parse_real(text: &[u8]) -> Option<f64> {
    let negative = text.first() == Some(&b'-');
    let digits = text.iter().skip_while(|byte| matches!(byte, b'-' | b'+'));
    let mut seen_point = false;
    let mut kept = String::new();
    for &byte in digits {
        match byte {
            b'0'..=b'9' => kept.push(char::from(byte)),
            b'.' if !seen_point => {
                seen_point = true;
                kept.push('.');
            }
            _ => break,
        }
    }
    if kept.is_empty() || kept == "." {
        return Some(0.0);
    }
    let value: f64 = kept.parse().ok()?;
    value.is_finite().then_some(if negative { -value } else { value })
}

/// Decodes a text string (ISO 32000-2, 7.9.2.2).
pub(crate) fn decode_text(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
        without_languages(&text.collect::<String>())
    };
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return wide(rest, u16::from_be_bytes);
    }
    // Not in the standard; viewers read it.
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return without_languages(&String::from_utf8_lossy(rest));
    }
    bytes.iter().map(|&byte| pdf_doc_character(byte)).collect()
}

/// Text without what says its language, which stands between two escape characters (7.9.2.2).
fn without_languages(text: &str) -> String {
    text.split('\u{1B}').step_by(2).collect()
}

/// One byte of PDFDocEncoding (ISO 32000-2, annex D.3).
fn pdf_doc_character(byte: u8) -> char {
    const SPACING: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => SPACING[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

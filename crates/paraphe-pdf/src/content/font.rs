//! Fonts of a page, as far as they say what a code means and how wide it is (ISO 32000-2, 9.6 to 9.10).

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::to_unicode;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Decoded bytes of a character map.
const MAP_LIMIT: usize = 4 << 20;
/// Widths of more codes are not kept.
const MAX_WIDTHS: usize = 0x1_0000;
/// What stands for a glyph whose meaning the file does not tell.
const UNKNOWN: &str = "\u{FFFD}";

/// A font.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// Codes have two bytes.
    is_composite: bool,
    texts: HashMap<u32, String>,
    /// In parts of the font size.
    widths: HashMap<u32, f64>,
    default_width: Option<f64>,
    is_monospaced: bool,
}

impl Font {
    pub(super) fn read(view: RevisionView<'_>, dictionary: &Dictionary) -> Self {
        let is_composite = view.get(dictionary, b"Subtype").as_name() == Some(b"Type0");
        let mut font = Self { is_composite, ..Self::default() };
        let name = view.get(dictionary, b"BaseFont");
        font.is_monospaced =
            name.as_name().is_some_and(|name| contains(name, b"Cour") || contains(name, b"Mono"));
        if is_composite {
            font.read_composite(view, dictionary);
        } else {
            font.texts = simple_texts(view, dictionary);
            font.read_simple_widths(view, dictionary);
        }
        let map = view.get(dictionary, b"ToUnicode");
        if let Some(map) = map.as_stream().and_then(|stream| view.decode(stream, MAP_LIMIT)) {
            font.texts.extend(as_meant(to_unicode::parse(&map)));
        }
        font
    }

    /// The codes of a shown string.
    pub(super) fn codes<'s>(&self, shown: &'s [u8]) -> impl Iterator<Item = &'s [u8]> + use<'s> {
        shown.chunks(if self.is_composite { 2 } else { 1 })
    }

    pub(super) fn text(&self, code: &[u8]) -> &str {
        self.texts.get(&to_unicode::number(code)).map_or(UNKNOWN, String::as_str)
    }

    /// How far the pen goes, in parts of the font size.
    pub(super) fn width(&self, code: &[u8]) -> f64 {
        let known = self.widths.get(&to_unicode::number(code)).copied().or(self.default_width);
        known.unwrap_or_else(|| self.guessed(self.text(code).chars().next().unwrap_or(' ')))
    }

    /// The fonts every viewer has come without widths. Near enough to know where a word ends.
    fn guessed(&self, character: char) -> f64 {
        match character {
            _ if self.is_monospaced => 0.6,
            ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | 'i' | 'j' | 'l' | 'I' | 'f' | 't' | '/' | '|' => 0.278,
            '(' | ')' | '[' | ']' | '-' | 'r' => 0.333,
            'm' | 'M' | 'W' | '…' | '—' => 0.85,
            character if character.is_uppercase() => 0.68,
            _ => 0.54,
        }
    }

    fn read_composite(&mut self, view: RevisionView<'_>, dictionary: &Dictionary) {
        let descendants = view.get(dictionary, b"DescendantFonts");
        let first = descendants.as_array().and_then(<[Object]>::first).map(|font| view.resolve(font));
        let Some(Object::Dictionary(descendant)) = first else { return };
        self.default_width = Some(view.get(&descendant, b"DW").as_number().unwrap_or(1000.0) / 1000.0);
        let widths = view.get(&descendant, b"W");
        let mut rest = widths.as_array().unwrap_or_default();
        // `c [w1 w2 …]` or `first last w` (9.7.4.3).
        while let [first, second, tail @ ..] = rest {
            let Some(code) = code_of(&view.resolve(first)) else { return };
            let second = view.resolve(second);
            if let Some(list) = second.as_array() {
                for (code, width) in (code..).zip(list) {
                    self.keep_width(code, view.resolve(width).as_number());
                }
                rest = tail;
            } else {
                let [width, tail @ ..] = tail else { return };
                let last = code_of(&second).unwrap_or(code).min(code.saturating_add(0xFFFF));
                let width = view.resolve(width).as_number();
                (code..=last).for_each(|code| self.keep_width(code, width));
                rest = tail;
            }
        }
    }

    fn read_simple_widths(&mut self, view: RevisionView<'_>, dictionary: &Dictionary) {
        // A Type 3 font counts in a space of its own (9.6.4).
        let matrix = view.get(dictionary, b"FontMatrix");
        let unit = matrix.as_array().and_then(|matrix| view.resolve(matrix.first()?).as_number());
        let unit = unit.unwrap_or(0.001).abs();
        let first = code_of(&view.get(dictionary, b"FirstChar")).unwrap_or(0);
        let widths = view.get(dictionary, b"Widths");
        for (code, width) in (first..256).zip(widths.as_array().unwrap_or_default()) {
            self.keep_width(code, view.resolve(width).as_number().map(|width| width * unit * 1000.0));
        }
        let descriptor = view.dictionary(dictionary, b"FontDescriptor").unwrap_or_default();
        let missing = view.get(&descriptor, b"MissingWidth").as_number();
        self.default_width = missing.filter(|width| *width > 0.0).map(|width| width / 1000.0);
    }

    fn keep_width(&mut self, code: u32, width: Option<f64>) {
        let sane = width.map(|width| width / 1000.0).filter(|width| (0.0..=20.0).contains(width));
        if let (Some(width), true) = (sane, self.widths.len() < MAX_WIDTHS) {
            self.widths.insert(code, width);
        }
    }
}

/// A map as it is meant. Some write the letters of Arabic ligatures as they are seen, from left to right: there is no
/// ligature of alef and lam, but every font has one of lam and alef, and it gives them away.
fn as_meant(mut texts: HashMap<u32, String>) -> HashMap<u32, String> {
    texts.retain(|_, text| !text.is_empty());
    let is_seen = |text: &String| {
        let mut letters = text.chars();
        matches!(letters.next(), Some('ا' | 'أ' | 'إ' | 'آ')) && letters.next() == Some('ل')
    };
    if texts.values().any(is_seen) {
        for text in
            texts.values_mut().filter(|text| text.chars().all(|c| ('\u{600}'..='\u{6FF}').contains(&c)))
        {
            *text = text.chars().rev().collect();
        }
    }
    texts
}

fn code_of(object: &Object) -> Option<u32> {
    object.as_integer().and_then(|number| u32::try_from(number).ok())
}

fn contains(name: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(name, part).is_some()
}

/// What the encoding of a simple font says (9.6.5); the tables of names are lopdf's.
fn simple_texts(view: RevisionView<'_>, dictionary: &Dictionary) -> HashMap<u32, String> {
    let encoding = view.get(dictionary, b"Encoding");
    let own = encoding.as_dictionary();
    let base = own.map_or_else(|| encoding.clone(), |own| view.get(own, b"BaseEncoding"));
    let base = lopdf::Object::Name(base.as_name().unwrap_or(b"StandardEncoding").to_vec());
    let mut texts = HashMap::new();
    for (code, text) in listed(base, 0..=u8::MAX) {
        texts.insert(u32::from(code), text);
    }
    if let Some(own) = own {
        let differences = view.get(own, b"Differences");
        let mut code = 0u32;
        for item in differences.as_array().unwrap_or_default() {
            if let Object::Name(name) = view.resolve(item) {
                if let Some(text) = text_of(&name).filter(|_| code < 256) {
                    texts.insert(code, text);
                }
                code = code.saturating_add(1);
            } else {
                code = code_of(&view.resolve(item)).unwrap_or(code);
            }
        }
    }
    texts
}

/// The text of these codes under an encoding.
fn listed(encoding: lopdf::Object, codes: RangeInclusive<u8>) -> Vec<(u8, String)> {
    let mut font = lopdf::Dictionary::new();
    font.set("Type", lopdf::Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let nothing = lopdf::Document::new();
    let Ok(encoding) = font.get_font_encoding(&nothing) else { return Vec::new() };
    let text = |code: u8| encoding.bytes_to_string(&[code]).ok().filter(|text| !text.is_empty());
    codes.filter_map(|code| Some((code, text(code)?))).collect()
}

/// The text of a glyph by its name: a known one, `uni20AC`, or either with a suffix (Adobe Glyph List, section 2).
fn text_of(name: &[u8]) -> Option<String> {
    let name = name.split(|byte| *byte == b'.').next().filter(|name| !name.is_empty())?;
    let hexadecimal = name.strip_prefix(b"uni").or_else(|| name.strip_prefix(b"u"));
    let code = hexadecimal.filter(|digits| digits.len() >= 4).and_then(|digits| str::from_utf8(digits).ok());
    let named = code.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
    if let Some(character) = named {
        return Some(character.to_string());
    }
    let mut encoding = lopdf::Dictionary::new();
    // One name at a time: an unknown one would make lopdf drop all others.
    let difference = vec![lopdf::Object::Integer(0), lopdf::Object::Name(name.to_vec())];
    encoding.set("Differences", lopdf::Object::Array(difference));
    listed(lopdf::Object::Dictionary(encoding), 0..=0).pop().map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_written_as_they_are_seen_are_turned_round() {
        let map =
            |entries: [(u32, &str); 2]| HashMap::from(entries.map(|(code, text)| (code, text.to_owned())));
        let meant = as_meant(map([(1, "أل"), (2, "يف")]));
        assert_eq!((meant[&1].as_str(), meant[&2].as_str()), ("لأ", "في"));
        let meant = as_meant(map([(1, "لا"), (2, "في")]));
        assert_eq!((meant[&1].as_str(), meant[&2].as_str()), ("لا", "في"));
    }

    #[test]
    fn glyphs_are_known_by_their_names() {
        for (name, text) in [("eacute", "é"), ("uni20AC", "€"), ("u0041", "A"), ("a.alt", "a")] {
            assert_eq!(text_of(name.as_bytes()).as_deref(), Some(text), "{name}");
        }
        assert_eq!(text_of(b"g123"), None);
        assert_eq!(text_of(b".notdef"), None);
    }
}

//! Letters of codes: by the names of glyphs, by maps to Unicode, and how wide they are in the fonts every viewer has.

use super::content::{Operand, operators};
use paraphe_pdf::{Object, RevisionView};
use std::collections::HashMap;
use std::rc::Rc;

/// A map to Unicode with more entries is not read further.
const ENTRIES_LIMIT: usize = 70_000;

/// The letter of a code in WinAnsiEncoding (ISO 32000-2 annex D), as far as it is one.
pub(super) fn latin(code: u32) -> Option<char> {
    match code {
        0x80 => Some('€'),
        0x83 => Some('ƒ'),
        0x85 => Some('…'),
        0x8A => Some('Š'),
        0x8C => Some('Œ'),
        0x8E => Some('Ž'),
        0x91 => Some('‘'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x95 => Some('•'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x9A => Some('š'),
        0x9C => Some('œ'),
        0x9E => Some('ž'),
        0x9F => Some('Ÿ'),
        other => char::from_u32(other),
    }
}

/// Names of the glyphs of U+00C0 to U+00FF.
const ACCENTED: [&str; 64] = [
    "Agrave",
    "Aacute",
    "Acircumflex",
    "Atilde",
    "Adieresis",
    "Aring",
    "AE",
    "Ccedilla",
    "Egrave",
    "Eacute",
    "Ecircumflex",
    "Edieresis",
    "Igrave",
    "Iacute",
    "Icircumflex",
    "Idieresis",
    "Eth",
    "Ntilde",
    "Ograve",
    "Oacute",
    "Ocircumflex",
    "Otilde",
    "Odieresis",
    "multiply",
    "Oslash",
    "Ugrave",
    "Uacute",
    "Ucircumflex",
    "Udieresis",
    "Yacute",
    "Thorn",
    "germandbls",
    "agrave",
    "aacute",
    "acircumflex",
    "atilde",
    "adieresis",
    "aring",
    "ae",
    "ccedilla",
    "egrave",
    "eacute",
    "ecircumflex",
    "edieresis",
    "igrave",
    "iacute",
    "icircumflex",
    "idieresis",
    "eth",
    "ntilde",
    "ograve",
    "oacute",
    "ocircumflex",
    "otilde",
    "odieresis",
    "divide",
    "oslash",
    "ugrave",
    "uacute",
    "ucircumflex",
    "udieresis",
    "yacute",
    "thorn",
    "ydieresis",
];

/// The letter of a glyph's name (Adobe Glyph List), for what Latin text needs.
pub(super) fn named(name: &[u8]) -> Option<char> {
    let name = str::from_utf8(name).ok()?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some(place) = ACCENTED.iter().position(|accented| *accented == name) {
        return char::from_u32(0xC0 + u32::try_from(place).ok()?);
    }
    let digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    if let Some(digit) = digits.iter().position(|digit| *digit == name) {
        return char::from_digit(u32::try_from(digit).ok()?, 10);
    }
    Some(match name {
        "space" | "nbspace" | "nonbreakingspace" | "uni00A0" => ' ',
        "period" | "onedotenleader" => '.',
        "periodcentered" | "middot" => '·',
        "ellipsis" => '…',
        "underscore" => '_',
        "hyphen" | "sfthyphen" => '-',
        "endash" => '–',
        "emdash" => '—',
        "comma" => ',',
        "colon" => ':',
        "semicolon" => ';',
        "slash" => '/',
        "bar" => '|',
        "parenleft" => '(',
        "parenright" => ')',
        "quotesingle" => '\'',
        "quoteright" => '’',
        "quotedbl" => '"',
        "at" => '@',
        "plus" => '+',
        "minus" => '−',
        "percent" => '%',
        "ampersand" => '&',
        "Euro" => '€',
        "degree" => '°',
        "bullet" => '•',
        "OE" => 'Œ',
        "oe" => 'œ',
        "fi" => 'ﬁ',
        "fl" => 'ﬂ',
        "Scaron" => 'Š',
        "scaron" => 'š',
        "Zcaron" => 'Ž',
        "zcaron" => 'ž',
        "Ydieresis" => 'Ÿ',
        _ => return None,
    })
}

/// The names an encoding's /Differences give to codes, the last of each; `None`: it cannot be told, for it is no list of octets and
/// names, or longer than any.
pub(super) fn differences(view: RevisionView<'_>, differences: &Object) -> Option<HashMap<u32, Vec<u8>>> {
    const CODES: u32 = 256;
    const LONGEST: usize = 1024;
    let (mut names, mut code) = (HashMap::new(), 0);
    let items = differences.as_array().filter(|items| items.len() <= LONGEST)?;
    for item in items {
        let item = view.resolve(item);
        if let Some(name) = item.as_name().filter(|_| code < CODES) {
            names.insert(code, name.to_vec());
            code += 1;
        } else {
            code = u32::try_from(item.as_integer()?).ok().filter(|code| *code < CODES)?;
        }
    }
    Some(names)
}

/// What a map to Unicode makes of codes.
#[derive(Debug, Default)]
pub(super) struct LetterMap {
    /// One letter, or a ligature that is one.
    pub(super) single: HashMap<u32, char>,
    /// Several letters that one glyph shows, in the order in which they are seen.
    pub(super) several: HashMap<u32, Rc<str>>,
}

impl LetterMap {
    fn len(&self) -> usize {
        self.single.len() + self.several.len()
    }

    fn insert(&mut self, code: u32, letters: &[char]) {
        const MANY: usize = 5;
        match letters {
            [] => {}
            [letter] => drop(self.single.insert(code, *letter)),
            ['f', 'i'] => drop(self.single.insert(code, 'ﬁ')),
            ['f', 'l'] => drop(self.single.insert(code, 'ﬂ')),
            ['f', 'f'] => drop(self.single.insert(code, 'ﬀ')),
            ['f', 'f', 'i'] => drop(self.single.insert(code, 'ﬃ')),
            ['f', 'f', 'l'] => drop(self.single.insert(code, 'ﬄ')),
            several if several.len() < MANY => {
                self.several.insert(code, several.iter().collect::<String>().into());
            }
            _ => {}
        }
    }
}

/// What a map to Unicode (ISO 32000-2 §9.10.3) makes of codes.
pub(super) fn from_map(map: &[u8]) -> LetterMap {
    let mut letters = LetterMap::default();
    operators(map, |operator, operands| {
        match operator {
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Operand::Text(code), Operand::Text(text)] = pair
                        && let Some(code) = number(code)
                    {
                        letters.insert(code, &utf_16(text));
                    }
                }
            }
            b"endbfrange" => {
                for three in operands.chunks_exact(3) {
                    range(three, &mut letters);
                }
            }
            _ => {}
        }
        letters.len() < ENTRIES_LIMIT
    });
    letters
}

fn range(three: &[Operand], letters: &mut LetterMap) {
    let [Operand::Text(first), Operand::Text(last), target] = three else { return };
    let (Some(first), Some(last)) = (number(first), number(last)) else { return };
    let codes = (first..=last).take(ENTRIES_LIMIT.saturating_sub(letters.len()));
    match target {
        Operand::Text(start) => {
            let [start] = utf_16(start)[..] else { return };
            for (code, letter) in codes.zip(u32::from(start)..) {
                letters.insert(code, char::from_u32(letter).as_slice());
            }
        }
        Operand::Texts(each) => {
            for (code, letter) in codes.zip(each) {
                if let Operand::Text(text) = letter {
                    letters.insert(code, &utf_16(text));
                }
            }
        }
        Operand::Name(_) | Operand::Number(_) | Operand::Stray | Operand::Told => {}
    }
}

fn number(code: &[u8]) -> Option<u32> {
    (1..=4).contains(&code.len()).then(|| code.iter().fold(0, |code, octet| code << 8 | u32::from(*octet)))
}

/// Nothing if it is no text.
fn utf_16(text: &[u8]) -> Vec<char> {
    let units = text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).take(8).collect::<Result<_, _>>().unwrap_or_default()
}

/// Whether a font of this name has signs in the places of letters.
pub(super) fn is_symbolic(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_lowercase();
    ["symbol", "dingbats", "wingdings", "webdings"].iter().any(|symbolic| name.contains(symbolic))
}

/// How wide the glyphs of a standard font are (ISO 32000-2 §9.6.2.2), or of one that looks like it.
pub(super) fn standard_widths(name: &[u8]) -> Option<fn(u32) -> f64> {
    let name = String::from_utf8_lossy(name).to_lowercase();
    if name.contains("courier") {
        Some(|_| 0.6)
    } else if name.contains("times") {
        Some(|code| ascii(&TIMES, code))
    } else if name.contains("helv") || name.contains("arial") {
        Some(|code| ascii(&HELVETICA, code))
    } else {
        None
    }
}

fn ascii(widths: &[u16; 95], code: u32) -> f64 {
    let place = code.checked_sub(32).and_then(|place| usize::try_from(place).ok());
    let width = place.and_then(|place| widths.get(place)).copied().unwrap_or(556);
    f64::from(width) / 1000.0
}

/// From the space to the tilde, in thousandths of an em.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_to_unicode_are_read() {
        let map = b"1 beginbfchar <0003> <0020> endbfchar 3 beginbfrange <0010> <0019> <0030>\n\
            <0020> <0021> [<0041> <006600660069>] <0030> <0031> <D83DDE00> endbfrange";
        let letters = from_map(map);
        let letter = |code| letters.single.get(&code).copied();
        assert_eq!([letter(3), letter(0x10), letter(0x19)], [Some(' '), Some('0'), Some('9')]);
        assert_eq!([letter(0x20), letter(0x21), letter(0x30)], [Some('A'), Some('ﬃ'), Some('😀')]);
        assert_eq!(letter(0x40), None);
        let pair = from_map(b"1 beginbfchar <0006> <06310628> endbfchar");
        assert_eq!((pair.single.len(), pair.several.get(&6).map(|text| &**text)), (0, Some("رب")));
    }

    #[test]
    fn names_of_glyphs_are_letters() {
        for (name, letter) in [("eacute", 'é'), ("Agrave", 'À'), ("nine", '9'), ("q", 'q'), ("Euro", '€')]
        {
            assert_eq!(named(name.as_bytes()), Some(letter));
        }
        assert_eq!(named(b"g17"), None);
    }

    #[test]
    fn widths_of_the_standard_fonts() {
        let width = |name: &[u8], letter: char| standard_widths(name).map(|widths| widths(letter.into()));
        assert_eq!(width(b"Helvetica-Bold", 'W'), Some(0.944));
        assert_eq!(width(b"Times-Roman", '~'), Some(0.541));
        assert_eq!(width(b"ABCDEF+Calibri", 'W'), None);
    }
}

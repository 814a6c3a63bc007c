//! Letters of codes, also by the names of glyphs.

use paraphe_pdf::{Object, RevisionView};
use std::collections::HashMap;

/// The letter of a code in WinAnsiEncoding (ISO 32000-2 annex D); `None`: viewers show a bullet, or nothing.
pub(super) fn latin(code: u32) -> Option<char> {
    match code {
        0x80 => Some('€'),
        0x82 => Some('‚'),
        0x83 => Some('ƒ'),
        0x84 => Some('„'),
        0x85 => Some('…'),
        0x86 => Some('†'),
        0x87 => Some('‡'),
        0x88 => Some('ˆ'),
        0x89 => Some('‰'),
        0x8A => Some('Š'),
        0x8B => Some('‹'),
        0x8C => Some('Œ'),
        0x8E => Some('Ž'),
        0x91 => Some('‘'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x95 => Some('•'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x98 => Some('˜'),
        0x99 => Some('™'),
        0x9A => Some('š'),
        0x9B => Some('›'),
        0x9C => Some('œ'),
        0x9E => Some('ž'),
        0x9F => Some('Ÿ'),
        0xA0 => Some(' '),
        0xAD => Some('-'),
        0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D => None,
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
        _ => return sign(name),
    })
}

/// The same for signs of WinAnsiEncoding and of StandardEncoding.
fn sign(name: &str) -> Option<char> {
    const FIRST: [&str; 32] = [
        "nbspace",
        "exclamdown",
        "cent",
        "sterling",
        "currency",
        "yen",
        "brokenbar",
        "section",
        "dieresis",
        "copyright",
        "ordfeminine",
        "guillemotleft",
        "logicalnot",
        "sfthyphen",
        "registered",
        "macron",
        "degree",
        "plusminus",
        "twosuperior",
        "threesuperior",
        "acute",
        "mu",
        "paragraph",
        "periodcentered",
        "cedilla",
        "onesuperior",
        "ordmasculine",
        "guillemotright",
        "onequarter",
        "onehalf",
        "threequarters",
        "questiondown",
    ];
    if let Some(place) = FIRST.iter().position(|sign| *sign == name) {
        return char::from_u32(0xA0 + u32::try_from(place).ok()?);
    }
    Some(match name {
        "quotesinglbase" => '‚',
        "florin" => 'ƒ',
        "quotedblbase" => '„',
        "dagger" => '†',
        "daggerdbl" => '‡',
        "circumflex" => 'ˆ',
        "perthousand" => '‰',
        "guilsinglleft" => '‹',
        "guilsinglright" => '›',
        "quoteleft" => '‘',
        "quotedblleft" => '“',
        "quotedblright" => '”',
        "tilde" => '˜',
        "trademark" => '™',
        "exclam" => '!',
        "numbersign" => '#',
        "dollar" => '$',
        "asterisk" => '*',
        "less" => '<',
        "equal" => '=',
        "greater" => '>',
        "question" => '?',
        "bracketleft" => '[',
        "backslash" => '\\',
        "bracketright" => ']',
        "asciicircum" => '^',
        "grave" => '`',
        "braceleft" => '{',
        "braceright" => '}',
        "asciitilde" => '~',
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

/// Whether a font of this name has signs in the places of letters.
pub(super) fn is_symbolic(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_lowercase();
    ["symbol", "dingbats", "wingdings", "webdings"].iter().any(|symbolic| name.contains(symbolic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_letters() {
        for (name, letter) in [("eacute", 'é'), ("Agrave", 'À'), ("nine", '9'), ("q", 'q'), ("Euro", '€')]
        {
            assert_eq!(named(name.as_bytes()), Some(letter));
        }
        assert_eq!(
            [&b"ordmasculine"[..], b"perthousand", b"sterling"].map(named),
            [Some('º'), Some('‰'), Some('£')]
        );
        assert_eq!(named(b"g17"), None);
    }
}

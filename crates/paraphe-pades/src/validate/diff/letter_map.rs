//! Maps to Unicode (ISO 32000-2 §9.10.3): which letters the codes of a font stand for.

use super::content::{Operand, operators};
use super::effort::Effort;
use std::collections::HashMap;
use std::rc::Rc;

/// A map to Unicode with more entries is not read further.
const ENTRIES_LIMIT: usize = 70_000;
/// What it takes to keep an entry.
const ENTRY: usize = 8;

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

/// What a map to Unicode (ISO 32000-2 §9.10.3) makes of codes; `None`: it names more than can be afforded.
pub(super) fn from_map(map: &[u8], effort: &Effort) -> Option<LetterMap> {
    let mut letters = LetterMap::default();
    let mut is_affordable = true;
    operators(map, |operator, operands| {
        is_affordable &= effort.spend(operands.len() * ENTRY);
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
                    is_affordable = is_affordable && range(three, &mut letters, effort);
                }
            }
            _ => {}
        }
        is_affordable && letters.len() < ENTRIES_LIMIT
    });
    is_affordable.then_some(letters)
}

/// `false`: it cannot be afforded. Many ranges may name the same codes.
fn range(three: &[Operand], letters: &mut LetterMap, effort: &Effort) -> bool {
    let [Operand::Text(first), Operand::Text(last), target] = three else { return true };
    let (Some(first), Some(last)) = (number(first), number(last)) else { return true };
    let codes = (first..=last).take(ENTRIES_LIMIT.saturating_sub(letters.len()));
    if !effort.spend(codes.size_hint().0.saturating_mul(ENTRY)) {
        return false;
    }
    match target {
        Operand::Text(start) => {
            let [start] = utf_16(start)[..] else { return true };
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
    true
}

fn number(code: &[u8]) -> Option<u32> {
    (1..=4).contains(&code.len()).then(|| code.iter().fold(0, |code, octet| code << 8 | u32::from(*octet)))
}

/// Nothing if it is no text.
fn utf_16(text: &[u8]) -> Vec<char> {
    let units = text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).take(8).collect::<Result<_, _>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_to_unicode_are_read() {
        let map = b"1 beginbfchar <0003> <0020> endbfchar 3 beginbfrange <0010> <0019> <0030>\n\
            <0020> <0021> [<0041> <006600660069>] <0030> <0031> <D83DDE00> endbfrange";
        let letters = from_map(map, &Effort::new()).unwrap();
        let letter = |code| letters.single.get(&code).copied();
        assert_eq!([letter(3), letter(0x10), letter(0x19)], [Some(' '), Some('0'), Some('9')]);
        assert_eq!([letter(0x20), letter(0x21), letter(0x30)], [Some('A'), Some('ﬃ'), Some('😀')]);
        assert_eq!(letter(0x40), None);
        let pair = from_map(b"1 beginbfchar <0006> <06310628> endbfchar", &Effort::new()).unwrap();
        assert_eq!((pair.single.len(), pair.several.get(&6).map(|text| &**text)), (0, Some("رب")));
    }

    #[test]
    fn a_map_that_names_the_same_codes_again_and_again_is_not_read() {
        let map = [&b"1 beginbfrange "[..], &b"<0000> <FFFF> <0041> ".repeat(1_000), b"endbfrange "].concat();
        assert!(
            from_map(&map, &Effort::new()).is_some() && from_map(&map.repeat(6), &Effort::new()).is_none()
        );
    }
}

//! A font's `/ToUnicode` map (ISO 32000-2, 9.10.3): which text a character code stands for.

use std::collections::HashMap;

use super::operators::operators;
use crate::object::Object;

/// A range that names more codes than this is damage, not text.
const MAX_RANGE: u32 = 0x1_0000;
/// No font has more glyphs.
const MAX_CODES: usize = 0x1_0000;
const MAX_OPERATORS: usize = 10_000;

/// Reads `bfchar` and `bfrange`; the rest of the map says nothing about text.
pub(super) fn parse(map: &[u8]) -> HashMap<u32, String> {
    let mut codes = HashMap::new();
    let mut left = MAX_OPERATORS;
    operators(map, |operator, operands| {
        match operator {
            b"endbfchar" => operands.chunks_exact(2).for_each(|pair| character(&mut codes, pair)),
            b"endbfrange" => operands.chunks_exact(3).for_each(|triple| range(&mut codes, triple)),
            _ => {}
        }
        left -= 1;
        left > 0
    });
    codes
}

fn character(codes: &mut HashMap<u32, String>, pair: &[Object]) {
    if let [Object::String(code), Object::String(text)] = pair {
        keep(codes, number(code), utf16(text));
    }
}

fn range(codes: &mut HashMap<u32, String>, triple: &[Object]) {
    let [Object::String(first), Object::String(last), target] = triple else { return };
    let first = number(first);
    let named = first..=number(last).min(first.saturating_add(MAX_RANGE));
    if let Some(texts) = target.as_array() {
        for (code, text) in named.zip(texts) {
            if let Object::String(text) = text {
                keep(codes, code, utf16(text));
            }
        }
    } else if let Object::String(text) = target {
        for (step, code) in (0..).zip(named) {
            keep(codes, code, stepped(text, step));
        }
    }
}

fn keep(codes: &mut HashMap<u32, String>, code: u32, text: String) {
    if codes.len() < MAX_CODES {
        codes.insert(code, text);
    }
}

/// A code as a number, most significant byte first.
pub(super) fn number(code: &[u8]) -> u32 {
    code.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn units(text: &[u8]) -> Vec<u16> {
    match text {
        [byte] => vec![u16::from(*byte)],
        _ => text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

fn utf16(text: &[u8]) -> String {
    String::from_utf16_lossy(&units(text))
}

/// The text so many codes after the first of a range: its last unit counts on.
fn stepped(text: &[u8], step: u32) -> String {
    let mut units = units(text);
    if let (Some(last), Ok(step)) = (units.last_mut(), u16::try_from(step)) {
        *last = last.wrapping_add(step);
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_are_read() {
        let map = b"1 beginbfchar <0003> <0020> endbfchar
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00660069> <00E9>] endbfrange";
        let codes = parse(map);
        let text = |code: u32| codes.get(&code).map(String::as_str);
        assert_eq!(text(3), Some(" "));
        assert_eq!((text(0x10), text(0x12)), (Some("A"), Some("C")));
        assert_eq!((text(0x20), text(0x21)), (Some("fi"), Some("é")));
        assert_eq!(text(0x13), None);
    }

    #[test]
    fn a_range_without_end_is_cut() {
        assert!(parse(b"<00000000> <FFFFFFFF> <0041> endbfrange").len() <= MAX_CODES);
    }
}

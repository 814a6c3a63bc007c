//! A font's `/ToUnicode` map (ISO 32000-2, 9.10.3): which text a character code stands for.

use std::collections::BTreeMap;

use super::content::{Operand, operations};

/// A range that names more codes than this is damage, not text.
const MAX_RANGE: u32 = 0x1_0000;

/// Codes and the text they stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct ToUnicode(BTreeMap<u32, String>);

impl ToUnicode {
    /// Reads `bfchar` and `bfrange`; the rest of the map (names, code spaces) says nothing about text.
    pub(super) fn parse(map: &[u8]) -> Self {
        let mut result = Self::default();
        for operation in operations(map) {
            match operation.operator.as_slice() {
                b"endbfchar" => operation.operands.chunks(2).for_each(|pair| result.character(pair)),
                b"endbfrange" => operation.operands.chunks(3).for_each(|triple| result.range(triple)),
                _ => {}
            }
        }
        result
    }

    /// The text of one code; empty if the map does not know it.
    pub(super) fn text(&self, code: &[u8]) -> &str {
        self.0.get(&number(code)).map_or("", String::as_str)
    }

    fn character(&mut self, pair: &[Operand]) {
        if let [Operand::Text(code), Operand::Text(text)] = pair {
            self.0.insert(number(code), utf16(text));
        }
    }

    fn range(&mut self, triple: &[Operand]) {
        let [Operand::Text(first), Operand::Text(last), target] = triple else { return };
        let codes = number(first)..=number(last).min(number(first).saturating_add(MAX_RANGE));
        match target {
            Operand::Array(texts) => {
                for (code, text) in codes.zip(texts) {
                    if let Operand::Text(text) = text {
                        self.0.insert(code, utf16(text));
                    }
                }
            }
            Operand::Text(text) => {
                for (step, code) in (0..).zip(codes) {
                    self.0.insert(code, stepped(text, step));
                }
            }
            Operand::Name(_) | Operand::Number(_) | Operand::Other => {}
        }
    }
}

/// A code as a number, most significant byte first.
fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// `text` with its last character moved on by `step`, as a range does.
fn stepped(text: &[u8], step: u32) -> String {
    let mut text = utf16(text);
    if let Some(last) = text.pop() {
        text.extend(char::from_u32(u32::from(last).saturating_add(step)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges_are_read() {
        let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <003C> <0002> \
            <00660069> endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0058> <0059>] endbfrange";
        let map = ToUnicode::parse(map);
        assert_eq!(
            [[0, 1], [0, 2], [0, 0x12], [0, 0x21]].map(|code| map.text(&code).to_owned()),
            ["<", "fi", "c", "Y"]
        );
        assert_eq!(map.text(&[0, 9]), "");
    }
}

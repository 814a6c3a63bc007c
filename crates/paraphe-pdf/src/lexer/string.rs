//! Strings in brackets and in hexadecimal digits (ISO 32000-2, 7.3.4).

use super::{Lexer, is_whitespace};

impl Lexer<'_> {
    pub(super) fn hexadecimal_string(&mut self) -> Vec<u8> {
        self.advance(1);
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest);
        let length = end.unwrap_or(rest.len());
        self.advance(length + 1);
        let (bytes, is_plain) = decode_hexadecimal(&rest[..length]);
        if end.is_none() || !is_plain {
            self.lapse();
        }
        bytes
    }

    pub(super) fn literal_string(&mut self) -> Vec<u8> {
        self.advance(1);
        let mut string = Vec::new();
        let mut open = 1usize;
        while let Some(byte) = self.peek() {
            self.advance(1);
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return string;
                    }
                }
                b'\\' => {
                    self.escape(&mut string);
                    continue;
                }
                b'\r' => {
                    // Any end-of-line inside a string counts as one LF (7.3.4.2).
                    if self.peek() == Some(b'\n') {
                        self.advance(1);
                    }
                    string.push(b'\n');
                    continue;
                }
                _ => {}
            }
            string.push(byte);
        }
        self.lapse();
        string
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.advance(1);
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.advance(1);
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.advance(1);
                    code = code * 8 + u32::from(digit - b'0');
                }
                // High-order overflow is ignored (7.3.4.2).
                string.push((code & 0xFF) as u8);
            }
            other => string.push(other),
        }
    }
}

/// What is no hexadecimal digit.
const NO_DIGIT: u8 = 0xFF;

/// The value of each octet as a hexadecimal digit: signatures are written in them, and are read again for each revision.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        digits[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};

pub(super) fn hexadecimal(byte: u8) -> Option<u8> {
    Some(DIGITS[usize::from(byte)]).filter(|digit| *digit != NO_DIGIT)
}

/// Decodes the inside of `< … >`; an odd last digit counts as if followed by 0 (7.3.4.3). Says as well whether nothing but
/// digits and blanks stands there.
fn decode_hexadecimal(text: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(text.len() / 2 + 1);
    // Two digits each, up to the first place where something else stands between them.
    for [high, low] in text.as_chunks::<2>().0 {
        let (high, low) = (DIGITS[usize::from(*high)], DIGITS[usize::from(*low)]);
        if high == NO_DIGIT || low == NO_DIGIT {
            break;
        }
        bytes.push(high << 4 | low);
    }
    let mut high = None;
    let rest = &text[bytes.len() * 2..];
    let is_plain = rest.iter().all(|byte| DIGITS[usize::from(*byte)] != NO_DIGIT || is_whitespace(*byte));
    for digit in rest.iter().copied().filter_map(hexadecimal) {
        match high.take() {
            None => high = Some(digit),
            Some(first) => bytes.push(first << 4 | digit),
        }
    }
    bytes.extend(high.map(|digit| digit << 4));
    (bytes, is_plain)
}

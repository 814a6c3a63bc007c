//! Content streams (ISO 32000-2, 7.8.2) as operators with their operands. Character maps are written the same way.

use crate::lexer::{Lexer, is_whitespace};
use crate::object::Object;

/// Operands that pile up without an operator are not kept beyond this many.
const OPERANDS_LIMIT: usize = 4096;

/// Calls `each` with every operator and its operands. `false` from it ends the reading.
pub(super) fn operators(content: &[u8], mut each: impl FnMut(&[u8], &[Object]) -> bool) {
    let mut operands = Vec::new();
    let mut lexer = Lexer::at(content, 0);
    loop {
        lexer.skip_space();
        let Some(first) = lexer.peek() else { return };
        if is_operand(first) {
            match lexer.object() {
                Some(operand) if operands.len() < OPERANDS_LIMIT => operands.push(operand),
                Some(_) => {}
                None => lexer = Lexer::at(content, lexer.position() + 1),
            }
            continue;
        }
        let start = lexer.position();
        let rest = &content[start..];
        let length = rest.iter().take_while(|&&byte| is_letter(byte)).count();
        lexer = Lexer::at(content, start + length.max(1));
        if length == 0 {
            continue;
        }
        let operator = &rest[..length];
        if !each(operator, &operands) {
            return;
        }
        operands.clear();
        if operator == b"ID" {
            lexer = Lexer::at(content, after_inline_image(content, start + length));
        }
    }
}

fn is_operand(first: u8) -> bool {
    first.is_ascii_digit() || matches!(first, b'/' | b'(' | b'<' | b'[' | b'+' | b'-' | b'.')
}

/// What operators are made of: all that is neither white space nor a delimiter.
fn is_letter(byte: u8) -> bool {
    !is_whitespace(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Behind the `EI` between white space that ends the picture's bytes.
fn after_inline_image(content: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(hit) = content.get(at..).and_then(|rest| memchr::memmem::find(rest, b"EI")) {
        let (start, end) = (at + hit, at + hit + 2);
        let alone = start > from
            && is_whitespace(content[start - 1])
            && content.get(end).is_none_or(|&byte| is_whitespace(byte));
        if alone {
            return end;
        }
        at = end;
    }
    content.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str, limit: usize) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        operators(content.as_bytes(), |operator, operands| {
            found.push((String::from_utf8_lossy(operator).into_owned(), operands.len()));
            found.len() < limit
        });
        found
    }

    #[test]
    fn operators_come_with_their_operands() {
        let found = read("q 1 0 0 1 5 5 cm /F1 12 Tf [(a) -20 (b)] TJ T* Q", 100);
        let found: Vec<_> = found.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        assert_eq!(found, [("q", 0), ("cm", 6), ("Tf", 2), ("TJ", 1), ("T*", 0), ("Q", 0)]);
    }

    #[test]
    fn what_is_inside_a_picture_is_not_read() {
        let found = read("BI /W 1 /H 1 ID xxEIxx (Q q EI Q", 100);
        assert_eq!(found.last(), Some(&("Q".to_owned(), 0)));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn reading_ends_when_told_and_at_rubbish() {
        assert_eq!(read("q q q q", 2), [("q".to_owned(), 0), ("q".to_owned(), 0)]);
        assert_eq!(read(")>]}{ ]] >>", 9), []);
    }
}

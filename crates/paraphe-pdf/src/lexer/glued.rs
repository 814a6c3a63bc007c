//! References, as any viewer finds them: nothing may hang on one that is overlooked. Some viewers take the octets 0x80 and 0xFF
//! for blanks, so that a reference may begin in the midst of what is a name to others.

use super::{Lexer, PLAIN_NUMBER, is_regular, is_whitespace};
use crate::object::{Object, ObjectId};

/// Whether only some viewers take this octet for a blank.
pub(super) fn is_blank_to_some(byte: u8) -> bool {
    matches!(byte, 0x80 | 0xFF)
}

impl Lexer<'_> {
    /// Steps over blanks, comments, and what only some viewers take for a blank.
    fn skip_any_space(&mut self) {
        self.skip_space();
        while self.peek().is_some_and(is_blank_to_some) {
            self.advance(1);
            self.skip_space();
        }
    }

    /// Two whole numbers and an `R`, if they stand here.
    pub(super) fn reference(&mut self) -> Option<ObjectId> {
        let mut ahead = self.clone();
        if ahead.peek() == Some(b'+') {
            ahead.advance(1);
        }
        if !ahead.peek()?.is_ascii_digit() {
            return None;
        }
        let number = u32::try_from(ahead.unsigned()?).ok()?;
        if !matches!(ahead.peek()?, byte if is_whitespace(byte) || byte == b'%' || is_blank_to_some(byte)) {
            return None;
        }
        ahead.skip_any_space();
        let generation = ahead.unsigned()?;
        ahead.skip_any_space();
        if ahead.peek() != Some(b'R') {
            return None;
        }
        ahead.advance(1);
        let behind = ahead.peek();
        if behind.is_some_and(|byte| is_regular(byte) && !is_blank_to_some(byte)) {
            return None;
        }
        let written = &self.bytes[self.position..ahead.position];
        let is_odd = |byte: &u8| matches!(byte, b'+' | b'%') || is_blank_to_some(*byte);
        let is_plain = !written.iter().chain(&behind).any(is_odd) && written.len() <= PLAIN_NUMBER;
        self.position = ahead.position;
        if !is_plain || generation > u64::from(u16::MAX) {
            self.lapse();
        }
        Some((number, u16::try_from(generation).unwrap_or(u16::MAX)))
    }

    /// The references that some viewers find where the name that was just read ends to them.
    pub(super) fn glued(&self) -> Vec<Object> {
        let read = &self.bytes[..self.position];
        let length = read.iter().rev().take_while(|byte| is_regular(**byte)).count();
        let begin = read.len() - length;
        let blanks = read[begin..].iter().enumerate().filter(|(_, byte)| is_blank_to_some(**byte));
        blanks
            .filter_map(|(at, _)| Lexer::at(self.bytes, begin + at + 1).reference().map(Object::Reference))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(object: &Object) -> Vec<u32> {
        let items = object.as_array().unwrap_or_default().iter();
        let entries = object.as_dictionary().into_iter().flat_map(|one| one.iter().map(|entry| &entry.value));
        items.chain(entries).filter_map(|value| Some(value.as_reference()?.0)).collect()
    }

    #[test]
    fn what_some_viewers_refer_to_is_referred_to() {
        for (written, expected) in [
            (&b"<</X\x8041 0 R /Y 7 0 R>>"[..], &[41, 7][..]),
            (b"<</X\xFF41 0 R>>", &[41]),
            (b"<</X\x80\x8041\x800\x80R>>", &[41]),
            (b"<</X 41 0 R\x80/Y 7 0 R>>", &[41, 7]),
            (b"[/X\x8041 0 R]", &[41]),
            (b"[\x8041 0 R]", &[41]),
            (b"[true\x8041 0 R]", &[41]),
            (b"<</X\x80y 41 0 R>>", &[41]),
            (b"<</X\x8041 0>>", &[]),
            (b"<</X41 0 /R 1>>", &[]),
        ] {
            let mut lexer = Lexer::at(written, 0);
            let object = lexer.object().unwrap();
            assert_eq!(numbers(&object), expected, "{:?}", String::from_utf8_lossy(written));
            assert_eq!(lexer.is_plain(), expected.is_empty() && !written.contains(&0x80), "{written:?}");
        }
    }
}

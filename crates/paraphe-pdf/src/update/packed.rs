//! Objects that stand in an object stream (7.5.7): where its rows say, in their order, each behind the one before.

use std::collections::HashMap;

use super::Scan;
use crate::lexer::{Lexer, is_whitespace};
use crate::object::Object;
use crate::store::ObjectStream;
use crate::xref::Location;

impl Scan<'_> {
    /// Whether the object streams hold what is listed in the places that are listed, and nothing else.
    pub(super) fn packed_objects_are_plain(&self) -> bool {
        self.packed.iter().all(|(number, listed)| self.holds_plainly(*number, listed).unwrap_or_default())
    }

    fn holds_plainly(&self, number: u32, listed: &HashMap<u32, u32>) -> Option<bool> {
        let Location::At(offset, 0) = self.store.xref.locate(number, self.last)?.location else {
            return None;
        };
        let is_of_update =
            self.listed.get(&super::behind_blanks(self.store.bytes(), offset)) == Some(&(number, 0));
        let stream = self.store.object((number, 0), self.last);
        let dictionary = stream.as_stream().map(|stream| &stream.dictionary)?;
        let whole = |key: &[u8]| {
            let Object::Integer(number) = dictionary.get(key)? else { return None };
            usize::try_from(*number).ok()
        };
        let stream = self.store.object_stream(number, self.last, 0)?;
        let held = objects(&stream, whole(b"N")?, whole(b"First")?)?;
        let is_listed = |(index, (number, object)): (usize, &(u32, Object))| {
            listed.get(number).is_some_and(|listed| usize::try_from(*listed) == Ok(index))
                && self.refers_plainly(object)
        };
        Some(is_of_update && held.len() == listed.len() && held.iter().enumerate().all(is_listed))
    }
}

/// The numbers and objects of a stream that is written as the standard says; `None` for another.
fn objects(stream: &ObjectStream, count: usize, first: usize) -> Option<Vec<(u32, Object)>> {
    let (head, body) = stream.bytes.split_at_checked(first)?;
    let pairs = pairs(head).filter(|pairs| pairs.len() == count)?;
    let (mut at, mut objects) = (0, Vec::new());
    for (number, offset) in pairs {
        let is_parted = body.get(at..offset)?.iter().all(|byte| is_whitespace(*byte));
        let mut lexer = Lexer::at(body, offset);
        let object = lexer.object().filter(|_| is_parted && lexer.is_plain())?;
        objects.push((number, object));
        at = lexer.position();
    }
    body.get(at..)?.iter().all(|byte| is_whitespace(*byte)).then_some(objects)
}

/// Numbers and where their objects begin: digits and blanks, nothing else.
fn pairs(head: &[u8]) -> Option<Vec<(u32, usize)>> {
    let words: Vec<usize> =
        std::str::from_utf8(head).ok()?.split_ascii_whitespace().map(whole).collect::<Option<_>>()?;
    let (pairs, rest) = words.as_chunks::<2>();
    let pairs = pairs.iter().map(|[number, offset]| Some((u32::try_from(*number).ok()?, *offset)));
    rest.is_empty().then(|| pairs.collect())?
}

fn whole(word: &str) -> Option<usize> {
    const DIGITS: usize = 10;
    (word.len() <= DIGITS && word.bytes().all(|byte| byte.is_ascii_digit())).then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(head: &str, body: &str, count: usize) -> Option<Vec<u32>> {
        let bytes = format!("{head}{body}").into_bytes();
        let stream = ObjectStream { bytes, index: Vec::new() };
        objects(&stream, count, head.len())
            .map(|objects| objects.into_iter().map(|(number, _)| number).collect())
    }

    #[test]
    fn objects_stand_one_behind_the_other() {
        assert_eq!(held("7 0 8 6 ", "<< >> [1 2]", 2), Some(vec![7, 8]));
        assert_eq!(held("7 1\n8 8\n", "\n<< >>\n\n2\n", 2), Some(vec![7, 8]), "blanks between them");
        for (head, body, count) in [
            ("7 0 8 6 ", "<< >> [1 2]", 3),
            ("7 0 8 6 ", "<< >> [1 2]", 1),
            ("7 6 8 0 ", "<< >> [1 2]", 2),
            ("7 0 8 0 ", "<< >> [1 2]", 2),
            ("7 0 8 3 ", "<< >> [1 2]", 2),
            ("7 5 ", "noise<< >>", 1),
            ("7 0 ", "<< >> noise", 1),
            ("7 0 % 8", "<< >>", 1),
            ("7 +0 ", "<< >>", 1),
            ("7 0 8", "<< >>", 1),
            ("7 00000000000 ", "<< >>", 1),
            ("7 9 ", "<< >>", 1),
        ] {
            assert_eq!(held(head, body, count), None, "{head}{body}");
        }
    }
}

//! The last words of an update: where its section stands, and that it ends.

use crate::lexer::is_whitespace;

pub(super) const WORD: &[u8] = b"startxref";
const MARKER: &[u8] = b"%%EOF";
/// A place in a file has no more digits.
const DIGITS: usize = 10;
/// Between the words stands the end of a line, and perhaps a blank before it.
const BLANKS: usize = 3;

/// What follows `startxref`, `place` and `%%EOF`, if they stand here and nothing but the ends of lines between them. Viewers read
/// this from behind, each in its own way.
pub(super) fn behind(bytes: &[u8], begin: usize, place: usize) -> Option<usize> {
    let rest = behind_line(bytes.get(begin..)?.strip_prefix(WORD)?)?;
    let length = rest.iter().take(DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at_checked(length).filter(|_| (1..=DIGITS).contains(&length))?;
    let named: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let rest = behind_line(rest)?.strip_prefix(MARKER)?;
    (named == place).then(|| bytes.len() - rest.len())
}

fn behind_line(bytes: &[u8]) -> Option<&[u8]> {
    let blanks = bytes.iter().take(BLANKS + 1).take_while(|byte| is_whitespace(**byte)).count();
    let (line, rest) = bytes.split_at_checked(blanks).filter(|_| blanks <= BLANKS)?;
    let is_ended = line.iter().any(|byte| matches!(byte, b'\n' | b'\r')) && !line.contains(&0);
    is_ended.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_written_in_one_way() {
        let ends = |text: &str| behind(text.as_bytes(), 0, 17) == Some(text.len());
        for plain in [
            "startxref\n17\n%%EOF",
            "startxref\r\n17\r\n%%EOF",
            "startxref \r17\r%%EOF",
            "startxref\n0000000017\n%%EOF",
        ] {
            assert!(ends(plain), "{plain}");
        }
        for odd in [
            "startxref\n18\n%%EOF",
            "startxref 17\n%%EOF",
            "startxref17\n%%EOF",
            "startxref\n17%%EOF",
            "startxref\n17\n",
            "startxref\n%c\n17\n%%EOF",
            "startxref\n\0\n17\n%%EOF",
            "startxref\n\n\n\n17\n%%EOF",
            "startxref\n00000000017\n%%EOF",
        ] {
            assert!(!ends(odd), "{odd}");
        }
    }
}

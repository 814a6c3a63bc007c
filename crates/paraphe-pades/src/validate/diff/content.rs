//! Reading content streams (ISO 32000-2 §7.8.2) as operators with their operands; enough to know where text stands.

use super::inline_image;

/// An operand, as far as it matters here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Name(Vec<u8>),
    Number(f64),
    Text(Vec<u8>),
    /// Texts and numbers between them.
    Texts(Vec<Operand>),
    /// `<< … >>`, or `true`, `false` and `null`: what marks and pictures within the content are told.
    Told,
    /// What is none of these: a delimiter without its other half, a word in an array. Viewers pass it over or stop reading.
    Stray,
}

impl Operand {
    /// Whether there is something in it that is nothing.
    pub(super) fn is_stray(&self) -> bool {
        match self {
            Self::Stray => true,
            Self::Texts(parts) => parts.iter().any(Self::is_stray),
            Self::Name(_) | Self::Number(_) | Self::Text(_) | Self::Told => false,
        }
    }
}

/// Operands that pile up without an operator are not kept beyond this many.
const OPERANDS_LIMIT: usize = 4096;

/// Numbers beyond this some viewers cannot hold (ISO 32000-2 annex C): they begin again from the other end, or stop there.
const LARGEST: f64 = 1e9;

/// Of longer numbers some viewers keep the beginning.
const LONGEST_NUMBER: usize = 32;

/// What stands for an inline image of which nobody can say where it begins or ends; no viewer knows such an operator.
const UNCLEAR: &[u8] = b"ID ";

/// Calls `each` with every operator and its operands. `false` from it ends the reading.
pub(super) fn operators(content: &[u8], mut each: impl FnMut(&[u8], &[Operand]) -> bool) {
    let mut reader = Reader { content, at: 0 };
    let mut operands = Vec::new();
    // Between BI and ID stands what is told of the picture, and no operator; without BI, viewers draw what would be its data.
    let mut is_begun = false;
    while let Some(token) = reader.token() {
        match token {
            Token::Operand(operand) => {
                if operands.len() < OPERANDS_LIMIT {
                    operands.push(operand);
                }
            }
            Token::Operator(operator) => {
                let is_clear = match operator {
                    b"ID" => is_begun && reader.skip_inline_image(),
                    _ => !is_begun,
                };
                is_begun = operator == b"BI";
                if !each(if is_clear { operator } else { UNCLEAR }, &operands) {
                    return;
                }
                operands.clear();
            }
        }
    }
}

enum Token<'a> {
    Operand(Operand),
    Operator(&'a [u8]),
}

struct Reader<'a> {
    content: &'a [u8],
    at: usize,
}

pub(super) fn is_space(octet: u8) -> bool {
    matches!(octet, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(octet: u8) -> bool {
    matches!(octet, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.content.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(octet) = self.peek() {
            if octet == b'%' {
                while self.peek().is_some_and(|octet| octet != b'\n' && octet != b'\r') {
                    self.at += 1;
                }
            } else if is_space(octet) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(|octet| !is_space(octet) && !is_delimiter(octet)) {
            self.at += 1;
        }
        &self.content[start..self.at]
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Token::Operand(unescaped(self.word()).map_or(Operand::Stray, Operand::Name)))
            }
            b'(' => Some(Token::Operand(text(self.literal()))),
            b'<' if self.content.get(self.at + 1) == Some(&b'<') => Some(Token::Operand(self.dictionary())),
            b'<' => Some(Token::Operand(self.hexadecimal().map_or(Operand::Stray, text))),
            b'[' => {
                self.at += 1;
                Some(Token::Operand(Operand::Texts(self.array())))
            }
            octet if is_delimiter(octet) => {
                self.at += 1;
                Some(Token::Operand(Operand::Stray))
            }
            _ => Some(match self.word() {
                b"true" | b"false" | b"null" => Token::Operand(Operand::Told),
                word => number(word)
                    .map_or(Token::Operator(word), |number| Token::Operand(Operand::Number(number))),
            }),
        }
    }

    /// Up to the end of this dictionary and of those in it. What stands in them shows nothing.
    fn dictionary(&mut self) -> Operand {
        let mut depth = 0_usize;
        loop {
            self.skip_space();
            match (self.peek(), self.content.get(self.at + 1)) {
                (Some(b'<'), Some(b'<')) => {
                    self.at += 2;
                    depth += 1;
                }
                (Some(b'>'), Some(b'>')) => {
                    self.at += 2;
                    depth -= 1;
                    if depth == 0 {
                        return Operand::Told;
                    }
                }
                // Nor here are those in others followed: nothing of it is kept.
                (Some(b'[' | b']'), _) => self.at += 1,
                _ => match self.token() {
                    Some(Token::Operand(operand)) if !operand.is_stray() => {}
                    Some(_) | None => return Operand::Stray,
                },
            }
        }
    }

    /// Texts, names and numbers up to the closing bracket. Arrays of arrays occur in no operator: an empty one tells of each.
    fn array(&mut self) -> Vec<Operand> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => return items,
                Some(b']') => {
                    self.at += 1;
                    return items;
                }
                Some(b'[') => {
                    self.at += 1;
                    items.push(Operand::Texts(Vec::new()));
                }
                Some(_) => match self.token() {
                    Some(Token::Operand(operand)) => items.push(operand),
                    Some(Token::Operator(_)) => items.push(Operand::Stray),
                    None => return items,
                },
            }
        }
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0usize;
        while let Some(octet) = self.peek() {
            self.at += 1;
            match octet {
                b'(' => {
                    depth += 1;
                    if depth > 1 {
                        text.push(octet);
                    }
                }
                b')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                    text.push(octet);
                }
                b'\\' => text.extend(self.escaped()),
                _ => text.push(octet),
            }
        }
        text
    }

    fn escaped(&mut self) -> Option<u8> {
        let octet = self.peek()?;
        self.at += 1;
        match octet {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(octet - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                Some((value & 0xFF) as u8)
            }
            other => Some(other),
        }
    }

    /// Whether it can be told where the picture ends.
    fn skip_inline_image(&mut self) -> bool {
        let end = inline_image::end(self.content, self.at);
        self.at = end.unwrap_or(self.content.len());
        end.is_some()
    }

    /// `None`: something else than digits stands in it, which viewers leave out or take for nought.
    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut digits = Vec::new();
        let mut is_plain = true;
        while let Some(octet) = self.peek() {
            self.at += 1;
            match char::from(octet).to_digit(16) {
                Some(digit) => digits.push(digit),
                None if octet == b'>' => break,
                None => is_plain &= is_space(octet),
            }
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        is_plain.then(|| digits.chunks_exact(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect())
    }
}

/// A number as the standard has it (ISO 32000-2 §7.3.3). What has two signs or an exponent each viewer reads in its own way.
fn number(word: &[u8]) -> Option<f64> {
    let digits = word.strip_prefix(b"-").or_else(|| word.strip_prefix(b"+")).unwrap_or(word);
    let is_plain = digits.iter().all(|octet| octet.is_ascii_digit() || *octet == b'.');
    let points = digits.iter().filter(|octet| **octet == b'.').count();
    let is_plain = is_plain && points <= 1 && digits.len() > points && word.len() <= LONGEST_NUMBER;
    let number = str::from_utf8(word).ok().filter(|_| is_plain);
    number.and_then(|word| word.parse::<f64>().ok()).filter(|number| number.abs() <= LARGEST)
}

/// A text; of one that is longer some viewers show only the beginning.
fn text(octets: Vec<u8>) -> Operand {
    const LONGEST: usize = 32_000;
    if octets.len() > LONGEST { Operand::Stray } else { Operand::Text(octets) }
}

/// `None`: where the name ends some viewers see otherwise: at an octet that is a blank to them, at a nought, or where they have no more
/// room. Some take no number for a letter where two digits are missing.
fn unescaped(name: &[u8]) -> Option<Vec<u8>> {
    const LONGEST: usize = 120;
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((&octet, tail)) = rest.split_first() {
        rest = tail;
        let digits = (octet == b'#').then(|| tail.get(..2)).flatten();
        let digit = |octet: u8| char::from(octet).to_digit(16);
        let digits = digits.and_then(|digits| Some((digit(digits[0])? << 4 | digit(digits[1])?) as u8));
        let is_odd = octet.is_ascii_control() || matches!(octet, 0x80 | 0xFF);
        if is_odd || (octet == b'#' && digits.is_none_or(|octet| octet == 0)) {
            return None;
        }
        plain.push(digits.unwrap_or(octet));
        if digits.is_some() {
            rest = &tail[2..];
        }
    }
    (plain.len() <= LONGEST).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Vec<(String, Vec<Operand>)> {
        let mut all = Vec::new();
        operators(content.as_bytes(), |operator, operands| {
            all.push((String::from_utf8_lossy(operator).into_owned(), operands.to_vec()));
            true
        });
        all
    }

    #[test]
    fn operators_come_with_their_operands() {
        let text = |text: &str| Operand::Text(text.as_bytes().to_vec());
        assert_eq!(
            read("q /F#31 12 Tf (a\\(b\\)\\101) Tj [(x) -5.5 <4142>] TJ % comment\n Q"),
            [
                ("q".to_owned(), vec![]),
                ("Tf".to_owned(), vec![Operand::Name(b"F1".to_vec()), Operand::Number(12.0)]),
                ("Tj".to_owned(), vec![text("a(b)A")]),
                ("TJ".to_owned(), vec![Operand::Texts(vec![text("x"), Operand::Number(-5.5), text("AB")])]),
                ("Q".to_owned(), vec![]),
            ]
        );
    }

    #[test]
    fn what_is_no_operand_is_not_passed_over() {
        for stray in ["}", "{", ")", "]", ">", ">>", "<4G>"] {
            let all = read(&format!("500 50 {stray} Td"));
            let (operator, operands) = &all[0];
            assert!(operator == "Td" && operands[2..].iter().any(Operand::is_stray), "{stray}");
        }
        assert!(read("[(a) b] TJ")[0].1[0].is_stray() && read("[(a) }] TJ")[0].1[0].is_stray());
        assert_eq!(read("/A << /B << /C (a>b) >> /D [1 <41>] /E true >> BDC")[0].1[1], Operand::Told);
        assert_eq!(read("/A << /B 1 } >> BDC")[0].1[1], Operand::Stray);
    }

    #[test]
    fn inline_images_are_passed_over() {
        let names =
            |content: &str| read(content).into_iter().map(|(operator, _)| operator).collect::<Vec<_>>();
        assert_eq!(names("BI /W 1 ID \u{1}EIx(\u{2} EI Q"), ["BI", "ID", "Q"]);
        assert_eq!(names("BI ID x EI q BI ID y EI Q"), ["BI", "ID", "q", "BI", "ID", "Q"], "two");
        for content in [
            "BI /W 1 ID xEI f Q",
            "BI /W 1 ID x EI f EI Q",
            "BI ID x",
            "f ID x EI f",
            "BI cm ID x EI",
            "BI EI ID x EI",
        ] {
            assert_eq!(names(content)[1], "ID ", "{content}");
        }
    }

    #[test]
    fn only_what_the_standard_calls_a_number_is_one() {
        assert_eq!(
            [&b"-.5"[..], b"+7", b"4.", b"0012"].map(number),
            [Some(-0.5), Some(7.0), Some(4.0), Some(12.0)]
        );
        assert_eq!(
            [&b"--5"[..], b"1e2", b"1.2.3", b".", b"-", b"inf", b"5-3", b"4294967296"].map(number),
            [None; 8]
        );
    }

    #[test]
    fn what_never_ends_ends_the_reading() {
        for content in ["(((", "[(a", "<41", "/", "ID", "<<<<", "[[[[["] {
            read(content);
        }
        read(&"[<<".repeat(1_000_000));
    }
}

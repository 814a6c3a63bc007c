//! Reading content streams (ISO 32000-2 §7.8.2) as operators with their operands; enough to know where text stands.

/// An operand, as far as it matters here.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Name(Vec<u8>),
    Number(f64),
    Text(Vec<u8>),
    /// Texts and numbers between them.
    Texts(Vec<Operand>),
}

/// Operands that pile up without an operator are not kept beyond this many.
const OPERANDS_LIMIT: usize = 4096;

/// Calls `each` with every operator and its operands. `false` from it ends the reading.
pub(super) fn operators(content: &[u8], mut each: impl FnMut(&[u8], &[Operand]) -> bool) {
    let mut reader = Reader { content, at: 0 };
    let mut operands = Vec::new();
    while let Some(token) = reader.token() {
        match token {
            Token::Operand(operand) => {
                if operands.len() < OPERANDS_LIMIT {
                    operands.push(operand);
                }
            }
            Token::Operator(operator) => {
                if operator == b"ID" {
                    reader.skip_inline_image();
                }
                if !each(operator, &operands) {
                    return;
                }
                operands.clear();
            }
            Token::Other => {}
        }
    }
}

enum Token<'a> {
    Operand(Operand),
    Operator(&'a [u8]),
    /// A dictionary's delimiter or a stray one.
    Other,
}

struct Reader<'a> {
    content: &'a [u8],
    at: usize,
}

fn is_space(octet: u8) -> bool {
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
                Some(Token::Operand(Operand::Name(unescaped(self.word()))))
            }
            b'(' => Some(Token::Operand(Operand::Text(self.literal()))),
            b'<' if self.content.get(self.at + 1) != Some(&b'<') => {
                Some(Token::Operand(Operand::Text(self.hexadecimal())))
            }
            b'[' => {
                self.at += 1;
                Some(Token::Operand(Operand::Texts(self.array())))
            }
            octet if is_delimiter(octet) => {
                self.at += 1;
                Some(Token::Other)
            }
            _ => {
                let word = self.word();
                let number = str::from_utf8(word).ok().and_then(|word| word.parse::<f64>().ok());
                Some(
                    number
                        .filter(|number| number.is_finite())
                        .map_or(Token::Operator(word), |number| Token::Operand(Operand::Number(number))),
                )
            }
        }
    }

    /// Texts, names and numbers up to the closing bracket. Arrays of arrays occur in no operator that matters.
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
                Some(b'[') => self.at += 1,
                Some(_) => match self.token() {
                    Some(Token::Operand(operand)) => items.push(operand),
                    Some(Token::Operator(_) | Token::Other) => {}
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

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(octet) = self.peek() {
            self.at += 1;
            match octet {
                b'>' => break,
                _ => digits.extend(char::from(octet).to_digit(16)),
            }
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        digits.chunks_exact(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
    }

    /// Behind `ID`: up to an `EI` between white space.
    fn skip_inline_image(&mut self) {
        while self.at < self.content.len() {
            let rest = &self.content[self.at..];
            let Some(hit) = rest.windows(2).position(|pair| pair == b"EI") else {
                self.at = self.content.len();
                return;
            };
            let alone =
                hit > 0 && is_space(rest[hit - 1]) && rest.get(hit + 2).is_none_or(|octet| is_space(*octet));
            self.at += hit + 2;
            if alone {
                return;
            }
        }
    }
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((&octet, tail)) = rest.split_first() {
        rest = tail;
        let digits = (octet == b'#').then(|| tail.get(..2)).flatten();
        let digits = digits.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        plain.push(digits.unwrap_or(octet));
        if digits.is_some() {
            rest = &tail[2..];
        }
    }
    plain
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
    fn inline_images_are_passed_over() {
        let read = read("BI /W 1 ID \u{1}EIx(\u{2} EI Q");
        assert_eq!(read.last().map(|(operator, _)| operator.as_str()), Some("Q"));
    }

    #[test]
    fn what_never_ends_ends_the_reading() {
        for content in ["(((", "[(a", "<41", "/", "ID", "<<<<", "[[[[["] {
            read(content);
        }
    }
}

//! The operators of a content stream, one by one (ISO 32000-2, 7.8.2): as much of the syntax as showing text needs.

/// An operand. Dictionaries and names inside arrays play no part in showing text and are dropped.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Array(Vec<Operand>),
    Name(Vec<u8>),
    Number(f64),
    Other,
    Text(Vec<u8>),
}

/// One operator and what stands before it.
#[derive(Debug, PartialEq)]
pub(super) struct Operation {
    pub(super) operator: Vec<u8>,
    pub(super) operands: Vec<Operand>,
}

impl Operation {
    /// The operands as numbers; `None` unless all the last `N` are.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let from = self.operands.len().checked_sub(N)?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(&self.operands[from..]) {
            let Operand::Number(value) = operand else { return None };
            *number = *value;
        }
        Some(numbers)
    }

    /// The first operand that is a name.
    pub(super) fn name(&self) -> Option<&[u8]> {
        self.operands.iter().find_map(|operand| match operand {
            Operand::Name(name) => Some(name.as_slice()),
            Operand::Array(_) | Operand::Number(_) | Operand::Other | Operand::Text(_) => None,
        })
    }

    /// All strings among the operands, in order, also those inside an array: the codes a `Tj` or `TJ` shows.
    pub(super) fn codes(&self) -> Vec<u8> {
        let mut codes = Vec::new();
        collect(&self.operands, &mut codes);
        codes
    }
}

fn collect(operands: &[Operand], codes: &mut Vec<u8>) {
    for operand in operands {
        match operand {
            Operand::Array(items) => collect(items, codes),
            Operand::Text(text) => codes.extend_from_slice(text),
            Operand::Name(_) | Operand::Number(_) | Operand::Other => {}
        }
    }
}

/// The operations of `stream`, until its end or the first bytes that are no content.
pub(super) fn operations(stream: &[u8]) -> Vec<Operation> {
    let mut reader = Reader { bytes: stream, at: 0 };
    let mut operations = Vec::new();
    let mut operands = Vec::new();
    while let Some(token) = reader.token() {
        match token {
            Token::Operand(operand) => operands.push(operand),
            Token::Operator(operator) if operator == b"ID" => {
                reader.skip_inline_image();
                operands.clear();
            }
            Token::Operator(operator) => {
                operations.push(Operation { operator, operands: std::mem::take(&mut operands) });
            }
        }
    }
    operations
}

/// Arrays nested deeper than this are no content stream.
const MAX_DEPTH: usize = 8;

enum Token {
    Operand(Operand),
    Operator(Vec<u8>),
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += line.unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn token(&mut self) -> Option<Token> {
        self.skip_space();
        match self.peek()? {
            b'(' | b'<' | b'[' | b'/' | b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.operand(0).map(Token::Operand)
            }
            _ => {
                let word = self.word();
                (!word.is_empty()).then_some(Token::Operator(word))
            }
        }
    }

    fn operand(&mut self, depth: usize) -> Option<Operand> {
        self.skip_space();
        match self.peek()? {
            b'(' => self.literal().map(Operand::Text),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dictionary(depth),
            b'<' => self.hexadecimal().map(Operand::Text),
            b'[' => self.array(depth),
            b'/' => {
                self.at += 1;
                Some(Operand::Name(self.word()))
            }
            _ => {
                let word = self.word();
                let number = std::str::from_utf8(&word).ok().and_then(|word| word.parse().ok());
                (!word.is_empty()).then(|| number.map_or(Operand::Other, Operand::Number))
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Operand> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Operand::Array(items));
            }
            items.push(self.operand(depth + 1).filter(|_| depth < MAX_DEPTH)?);
        }
    }

    /// Steps over `<< … >>`.
    fn dictionary(&mut self, depth: usize) -> Option<Operand> {
        self.at += 2;
        loop {
            self.skip_space();
            if self.bytes.get(self.at..)?.starts_with(b">>") {
                self.at += 2;
                return Some(Operand::Other);
            }
            self.operand(depth + 1).filter(|_| depth < MAX_DEPTH)?;
        }
    }

    fn word(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|&byte| is_space(byte) || is_delimiter(byte));
        let word = &rest[..length.unwrap_or(rest.len())];
        self.at += word.len();
        word.to_vec()
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| byte == b'>')?;
        self.at += end + 1;
        let digits: Vec<u8> = rest[..end]
            .iter()
            .filter_map(|&byte| char::from(byte).to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok())
            .collect();
        // A missing last digit is 0 (7.3.4.3).
        Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect())
    }

    /// `( … )` with its escapes (7.3.4.2).
    fn literal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Some(text),
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape()?);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self) -> Option<Option<u8>> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                Some((code % 256) as u8)
            }
            other => Some(other),
        })
    }

    /// Steps over the data of an inline image: to the first `EI` that stands alone (8.9.7).
    fn skip_inline_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let end = rest.windows(4).position(|window| {
            is_space(window[0]) && &window[1..3] == b"EI" && (is_space(window[3]) || is_delimiter(window[3]))
        });
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stream: &[u8]) -> Vec<String> {
        operations(stream)
            .iter()
            .filter(|operation| matches!(operation.operator.as_slice(), b"Tj" | b"TJ"))
            .map(|operation| String::from_utf8_lossy(&operation.codes()).into_owned())
            .collect()
    }

    #[test]
    fn strings_are_read_with_their_escapes() {
        assert_eq!(shown(b"BT (a\\(b\\051 \\101(c)) Tj ET"), ["a(b) A(c)"]);
        assert_eq!(shown(b"[<41 4> -20 (B)] TJ"), ["A@B"]);
    }

    #[test]
    fn what_is_no_text_does_not_stop_the_reading() {
        let stream =
            b"/Span <</ActualText <FEFF0041> /E [1 (x)]>> BDC % (no) Tj\nBI /W 1 ID \x01(( EI Q (yes) Tj";
        assert_eq!(shown(stream), ["yes"]);
    }

    #[test]
    fn a_string_without_end_ends_the_stream() {
        assert_eq!(shown(b"(a) Tj (b Tj"), ["a"]);
    }
}

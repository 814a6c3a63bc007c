//! From objects to bytes. What was read is written back with the same values: numbers in their spelling, entries in
//! their order.

use std::io::Write as _;

use crate::object::{Dictionary, Object};

/// Writes `object` in PDF syntax.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Integer(value) => write_text(out, value),
        Object::Name(name) => write_name(out, name),
        // A stream can only stand in an object of its own, which the update writes with its bytes.
        Object::Null | Object::Stream(_) => out.extend_from_slice(b"null"),
        Object::Real(text) => write_real(out, text),
        Object::Reference((number, generation)) => write_text(out, format_args!("{number} {generation} R")),
        Object::String(bytes) => write_string(out, bytes),
    }
}

/// Writes `<< … >>`.
pub(crate) fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for entry in dictionary.iter() {
        write_name(out, &entry.key);
        out.push(b' ');
        write_object(out, &entry.value);
    }
    out.extend_from_slice(b">>");
}

/// Appends anything that displays as text.
pub(crate) fn write_text(out: &mut Vec<u8>, text: impl std::fmt::Display) {
    write!(out, "{text}").expect("writing to a Vec cannot fail");
}

/// A real number in the file's spelling, unless that spelling is one only a lenient reader understands.
fn write_real(out: &mut Vec<u8>, text: &[u8]) {
    let digits = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let points = digits.iter().filter(|&&byte| byte == b'.').count();
    let figures = digits.iter().filter(|byte| byte.is_ascii_digit()).count();
    if points <= 1 && figures > 0 && points + figures == digits.len() {
        out.extend_from_slice(text);
    } else {
        let value = Object::Real(text.to_vec()).as_number().unwrap_or_default();
        let clean = Object::real(value);
        if let Object::Real(spelling) = &clean {
            out.extend_from_slice(spelling);
        } else {
            write_text(out, clean.as_integer().unwrap_or_default());
        }
    }
}

/// Names escape everything but regular printable characters (ISO 32000-2, 7.3.5).
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            write_text(out, format_args!("#{byte:02X}"));
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8]) {
    let is_printable = bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    if !is_printable {
        return write_hexadecimal(out, bytes);
    }
    out.push(b'(');
    for &byte in bytes {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.push(b')');
}

/// Writes `<…>`.
pub(crate) fn write_hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    out.extend(
        bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]),
    );
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::Lexer;

    fn check(source: &str, expect: &str) {
        let object = Lexer::at(source.as_bytes(), 0).object().expect("the source is an object");
        let mut out = Vec::new();
        write_object(&mut out, &object);
        assert_eq!(String::from_utf8_lossy(&out), expect, "from {source}");
        let again = Lexer::at(&out, 0).object().expect("what we write can be read");
        let number = |object: &Object| object.as_number();
        assert!(
            again == object || (number(&again).is_some() && number(&again) == number(&object)),
            "{source}"
        );
    }

    #[test]
    fn values_survive_being_written() {
        check("<</A 1/B[1.50 -0.250 .5 +3]/C null>>", "<</A 1/B [1.50 -0.250 .5 3]/C null>>");
        check("(a\\(b\\)c (nested) \\\\)", "(a\\(b\\)c \\(nested\\) \\\\)");
        check("(line\\nfeed)", "<6C696E650A66656564>");
        check("<4>", "(@)");
        check("/A#20B#2FC", "/A#20B#2FC");
        check("[12 0 R 12 0]", "[12 0 R 12 0]");
        check("[true false]", "[true false]");
        check("1.2.3", "1.2");
        // Viewers ignore the second sign, not both.
        check("--5", "-5");
    }
}

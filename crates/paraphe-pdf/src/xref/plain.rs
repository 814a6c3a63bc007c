//! Whether a cross-reference section is written as the standard says. Where one is not, some viewers give it up and look for
//! objects in the file themselves: then they show what others do not.

use super::Location;
use crate::object::{Dictionary, Object};

/// An entry has so many bytes (7.5.4).
const ENTRY: usize = 20;
/// No number of an object is larger: some viewers leave out those that are, and some give up a section that names one.
pub(crate) const LARGEST_NUMBER: u32 = (4 << 20) - 1;
/// So many digits hold every number of an object and every place in a file.
const DIGITS: usize = 10;
/// More blanks than the end of a line are none that a program writes between two parts of a section.
const LINE_END: usize = 2;

/// Whether the table at `offset` consists of whole entries and nothing else.
pub(super) fn is_plain_table(bytes: &[u8], offset: usize) -> bool {
    let Some(rest) = behind_table(bytes.get(offset..).unwrap_or_default()) else { return false };
    let dictionary = rest.strip_prefix(b"trailer").unwrap_or_default();
    let blanks = dictionary.len() - dictionary.trim_ascii_start().len();
    blanks <= LINE_END && dictionary[blanks..].starts_with(b"<<")
}

fn behind_table(bytes: &[u8]) -> Option<&[u8]> {
    // Some writers name the end of the line before; every reader steps over blanks.
    let table = bytes.trim_ascii_start();
    if bytes.len() - table.len() > LINE_END {
        return None;
    }
    let mut rest = behind_line(table.strip_prefix(b"xref")?)?;
    while !rest.starts_with(b"trailer") {
        let (first, behind) = number(rest)?;
        let (count, behind) = number(behind.strip_prefix(b" ")?)?;
        let entries = behind_line(behind)?;
        if !is_plain_range(first, count) {
            return None;
        }
        let (entries, behind) = entries.split_at_checked(count.checked_mul(ENTRY)?)?;
        // The head of the free list is object 0: a table that says another, some readers shift and some do not.
        let is_shifted = first == 1 && entries.starts_with(b"0000000000 65535 f");
        if is_shifted || !entries.as_chunks::<ENTRY>().0.iter().all(is_entry) {
            return None;
        }
        rest = behind;
        // MuPDF leaves a line free before the trailer.
        if let Some(trailer) = behind_line(rest).filter(|rest| rest.starts_with(b"trailer")) {
            rest = trailer;
        }
    }
    Some(rest)
}

/// What follows the end of this line, if only blanks stand before it.
fn behind_line(bytes: &[u8]) -> Option<&[u8]> {
    let blanks = bytes.iter().take_while(|byte| **byte == b' ').count();
    let end = &bytes[blanks..];
    end.strip_prefix(b"\r\n").or_else(|| end.strip_prefix(b"\n")).or_else(|| end.strip_prefix(b"\r"))
}

/// Whether there may be so many objects from this number on. A section that lists none says so with `0 0`.
fn is_plain_range(first: usize, count: usize) -> bool {
    let last = first.checked_add(count.max(1) - 1).and_then(|last| u32::try_from(last).ok());
    (count > 0 || first == 0) && last.is_some_and(|last| last <= LARGEST_NUMBER)
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().take(DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = bytes.split_at(length);
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

/// `nnnnnnnnnn ggggg n` and two bytes that end the line.
fn is_entry(entry: &[u8; ENTRY]) -> bool {
    let is_of_digits = |range: std::ops::Range<usize>| entry[range].iter().all(u8::is_ascii_digit);
    let is_ended = matches!(entry[18..], [b' ', b'\n' | b'\r'] | [b'\r', b'\n']);
    let is_generation = entry[11..16] <= b"65535"[..];
    let is_parted = entry[10] == b' ' && entry[16] == b' ' && matches!(entry[17], b'n' | b'f');
    is_of_digits(0..10) && is_of_digits(11..16) && is_generation && is_parted && is_ended
}

/// Whether a trailer says each thing once, whole numbers where the standard wants them, and no fewer objects than it lists.
pub(super) fn is_plain_trailer(trailer: &Dictionary, rows: &[(u32, Location)]) -> bool {
    let whole = |key: &[u8]| match trailer.get(key) {
        None => Some(None),
        Some(Object::Integer(value)) => u64::try_from(*value).ok().map(Some),
        Some(_) => None,
    };
    let numbers = [&b"Size"[..], b"Prev", b"XRefStm"].map(whole);
    let [Some(Some(size)), Some(_), Some(_)] = numbers else { return false };
    if size > u64::from(LARGEST_NUMBER) + 1 {
        return false;
    }
    let in_use = rows.iter().filter(|(_, location)| *location != Location::Free);
    trailer.repeated_key().is_none() && in_use.into_iter().all(|(number, _)| u64::from(*number) < size)
}

/// Whether a stream of so many bytes holds the rows it says, `read` of which are of a known type, and nothing else.
pub(super) fn is_plain_stream(trailer: &Dictionary, bytes: usize, read: usize) -> bool {
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let whole = |item: &Object| {
            let Object::Integer(number) = item else { return None };
            usize::try_from(*number).ok()
        };
        trailer.get(key)?.as_array()?.iter().map(whole).collect()
    };
    // A table alone names a stream beside it.
    let Some(widths) = numbers(b"W").filter(|widths| are_plain_widths(widths)) else { return false };
    if trailer.get(b"XRefStm").is_some() {
        return false;
    }
    let counted = match (trailer.get(b"Index"), trailer.get(b"Size").and_then(Object::as_integer)) {
        (Some(_), _) => numbers(b"Index")
            .filter(|index| is_plain_index(index))
            .map(|index| index.iter().skip(1).step_by(2).sum()),
        (None, Some(size)) => usize::try_from(size).ok(),
        (None, None) => None,
    };
    counted.is_some_and(|rows: usize| {
        rows == read && rows.checked_mul(widths.iter().sum()).is_some_and(|whole| whole == bytes)
    })
}

/// A kind in one byte or none, a place no reader has to cut, and a generation or an index.
fn are_plain_widths(widths: &[usize]) -> bool {
    matches!(widths, [0..=1, 1..=8, 0..=4])
}

fn is_plain_index(index: &[usize]) -> bool {
    let (pairs, rest) = index.as_chunks::<2>();
    rest.is_empty() && !pairs.is_empty() && pairs.iter().all(|[first, count]| is_plain_range(*first, *count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_whole_entries_is_plain_and_nothing_else_is() {
        let plain = |text: &str| is_plain_table(text.as_bytes(), 0);
        for end in [" \n", " \r", "\r\n"] {
            let table = format!("xref\n0 1\n0000000000 65535 f{end}8 1\n0000000017 00000 n{end}trailer <<");
            assert!(plain(&table));
        }
        assert!(plain("xref\r\n0 0\r\ntrailer\r\n<<>>"), "an update that lists nothing");
        assert!(plain("xref\n8 1\n0000000017 00000 n \n\ntrailer\n<<"), "a line left free");
        for (broken, why) in [
            ("xref\n8 1\n0000000017 00000 n\ntrailer<<", "a byte too few"),
            ("xref\n8 1\n17 0 n\ntrailer<<", "no fixed width"),
            ("xref\n8 1\n0000000017 70000 n \ntrailer<<", "no such generation"),
            ("xref\n8 5\n0000000017 00000 n \ntrailer<<", "more is promised than there is"),
            ("xref\n1 1\n0000000000 65535 f \ntrailer<<", "the head of the free list elsewhere"),
            ("xref\n8 1 %x\n0000000017 00000 n \ntrailer<<", "a comment"),
            ("xref\n4194304 1\n0000000017 00000 n \ntrailer<<", "a number no viewer has"),
            ("xref\n8 0\n0 0\ntrailer<<", "none of some"),
            ("\n\n\nxref\n0 0\ntrailer<<", "blanks before"),
            ("xref\n0 0\ntrailer %\n<<", "a comment behind"),
            ("xref\n8 1\n0000000017 00000 n \n\n\ntrailer<<", "two lines left free"),
            ("xref\n8 1\n0000000017 00000 n \n\n9 0\ntrailer<<", "a line left free between"),
            ("xref\n8 1\n0000000017 00000 n \nnoise trailer<<", "something else"),
        ] {
            assert!(!plain(broken), "{why}");
        }
    }

    #[test]
    fn a_stream_of_numbers_every_viewer_holds_is_plain() {
        let plain = |entries: &str, width: usize| {
            let text = format!("<< {entries} >>");
            let trailer = crate::lexer::Lexer::at(text.as_bytes(), 0).object().unwrap();
            is_plain_stream(trailer.as_dictionary().unwrap(), width, 1)
        };
        assert!(plain("/W [1 4 2] /Index [8 1] /Size 9", 7) && plain("/W [0 8 0] /Size 1", 8));
        for (entries, width) in [
            ("/W [8 8 8] /Index [8 1] /Size 9", 24),
            ("/W [1 0 2] /Index [8 1] /Size 9", 3),
            ("/W [1 4 2] /Index [8 1 9 0] /Size 9", 7),
            ("/W [1 4 2] /Index [4194304 1] /Size 9", 7),
            ("/W [1 4 2] /Index [] /Size 9", 7),
            ("/W [1 4 2] /Index [8 1] /Size 9 /XRefStm 7", 7),
        ] {
            assert!(!plain(entries, width), "{entries}");
        }
    }
}

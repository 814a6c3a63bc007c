//! Images kept as fax machines send them (ISO 32000-2, 7.4.6; ITU-T T.4 and T.6), in bits.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

use super::Size;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Columns where nothing says how many (ISO 32000-2, table 11).
const COLUMNS: i64 = 1_728;

/// The bits, rows padded to octets; `None` unless each of them is read without a fault, which viewers mend in their own ways.
pub(super) fn decode(
    view: RevisionView<'_>,
    parameters: &Dictionary,
    encoded: &[u8],
    size: Size,
) -> Option<Vec<u8>> {
    let said = |key: &[u8], otherwise: i64| {
        let number = view.get(parameters, key);
        if number == Object::Null { Some(otherwise) } else { number.as_integer() }
    };
    let flag = |key: &[u8], otherwise: bool| {
        let flag = view.get(parameters, key);
        if flag == Object::Null { Some(otherwise) } else { flag.as_boolean() }
    };
    let height = i64::try_from(size.height).ok()?;
    let rows = said(b"Rows", 0)?;
    let is_as_wide = usize::try_from(said(b"Columns", COLUMNS)?).ok()? == size.width;
    // Rows that are damaged each viewer mends in its own way.
    let is_whole = said(b"DamagedRowsBeforeError", 0)? == 0;
    if !is_as_wide || !is_whole || !(rows == 0 || rows == height) {
        return None;
    }
    let encoding = match said(b"K", 0)? {
        ..0 => EncodingMode::Group4,
        0 => EncodingMode::Group3_1D,
        1.. => EncodingMode::Group3_2D,
    };
    let settings = DecodeSettings {
        columns: u32::try_from(size.width).ok()?,
        rows: u32::try_from(size.height).ok()?,
        end_of_block: flag(b"EndOfBlock", true)?,
        end_of_line: flag(b"EndOfLine", false)?,
        rows_are_byte_aligned: flag(b"EncodedByteAlign", false)?,
        encoding,
        strict: true,
    };
    let paper = if flag(b"BlackIs1", false)? { 0 } else { u8::MAX };
    let mut rows = Rows { size, paper, bytes: Vec::new(), count: 0 };
    hayro_ccitt::decode(encoded, &mut rows, &mut DecoderContext::new(settings)).ok()?;
    (rows.count == size.height).then_some(rows.bytes)
}

/// The rows that are read.
struct Rows {
    size: Size,
    /// An octet of white.
    paper: u8,
    bytes: Vec<u8>,
    count: usize,
}

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        self.count += 1;
        if self.count > self.size.height {
            return;
        }
        let start = self.bytes.len();
        self.bytes.resize(start + self.size.width.div_ceil(8), self.paper);
        let row = &mut self.bytes[start..];
        for ends in changes.chunks(2) {
            let end = |at: usize| ends.get(at).and_then(|end| usize::try_from(*end).ok());
            let (from, to) = (end(0).unwrap_or(self.size.width), end(1).unwrap_or(self.size.width));
            for x in from..to.min(self.size.width) {
                row[x / 8] ^= 0x80 >> (x % 8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_colour_is_black_up_to_the_next_change() {
        let rows = |paper: u8| {
            let size = Size { width: 12, height: 1 };
            let mut rows = Rows { size, paper, bytes: Vec::new(), count: 0 };
            rows.push_row(&[1, 3, 10]);
            rows.push_row(&[0]);
            (rows.bytes, rows.count)
        };
        assert_eq!(rows(0), (vec![0b0110_0000, 0b0011_0000], 2), "no more rows are kept than there are");
        assert_eq!(rows(u8::MAX).0, [0b1001_1111, 0b1100_1111]);
    }
}

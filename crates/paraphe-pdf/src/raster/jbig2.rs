//! Images kept as JBIG2 (ISO 32000-2, 7.4.7; ITU-T T.88): those made of plain regions only, coded by arithmetic. With dictionaries of symbols a few
//! bytes may ask for any amount of work.

use hayro_jbig2::{DecodeSettings, Decoder, Page};

use super::Size;
use crate::object::Dictionary;

/// More segments are not looked at.
const MOST_SEGMENTS: usize = 10_000;

/// Types of segments (ITU-T T.88, 7.3).
const IMMEDIATE_GENERIC_REGION: u8 = 38;
const IMMEDIATE_LOSSLESS_GENERIC_REGION: u8 = 39;
const PAGE_INFORMATION: u8 = 48;
const END_OF_PAGE: u8 = 49;
const END_OF_STRIPE: u8 = 50;
const END_OF_FILE: u8 = 51;

/// The bits, rows padded to octets, 0 for black.
pub(super) fn decode(parameters: &Dictionary, encoded: &[u8], size: Size) -> Option<Vec<u8>> {
    if parameters.get(b"JBIG2Globals").is_some() || !is_plain(encoded, size) {
        return None;
    }
    let page = Page::new_embedded(encoded, None, &DecodeSettings { strict: true }).ok()?;
    let sides = (usize::try_from(page.width()).ok()?, usize::try_from(page.height()).ok()?);
    if sides != (size.width, size.height) {
        return None;
    }
    let mut bits = Bits { stride: size.width.div_ceil(8), bytes: Vec::new(), column: 0 };
    page.decode(&mut bits).ok()?;
    (bits.bytes.len() == bits.stride * size.height).then_some(bits.bytes)
}

/// Whether there is one page of this size and, in order, regions of bits within it, together no larger than the page. Viewers draw
/// what lies outside, stands behind the end or comes before the page each in its own way.
fn is_plain(encoded: &[u8], size: Size) -> bool {
    let Some((page, mut rest)) = segment(encoded) else { return false };
    let is_as_high =
        number(page.data, 4).is_some_and(|high| high == size.height || high == u32::MAX as usize);
    if page.kind != PAGE_INFORMATION || number(page.data, 0) != Some(size.width) || !is_as_high {
        return false;
    }
    let most = size.width * size.height;
    let (mut before, mut left, mut is_ended) = (page.number, most, false);
    for _ in 0..MOST_SEGMENTS {
        if rest.is_empty() {
            // Without any region it was cut.
            return left < most;
        }
        let Some((next, behind)) = segment(rest) else { return false };
        let is_of_page = next.page == page.page || next.kind == END_OF_FILE;
        if next.number <= before || !is_of_page || (is_ended && next.kind != END_OF_FILE) {
            return false;
        }
        match next.kind {
            IMMEDIATE_GENERIC_REGION | IMMEDIATE_LOSSLESS_GENERIC_REGION => {
                match region(next.data, size).and_then(|pixels| left.checked_sub(pixels)) {
                    Some(fewer) => left = fewer,
                    None => return false,
                }
            }
            END_OF_FILE | END_OF_PAGE => is_ended = true,
            END_OF_STRIPE => {}
            _ => return false,
        }
        (before, rest) = (next.number, behind);
    }
    false
}

/// How many pixels a region has that lies within the page and is coded by arithmetic (ITU-T T.88, 7.4.1, 7.4.6). What is coded as a
/// fax, viewers draw differently.
fn region(data: &[u8], size: Size) -> Option<usize> {
    /// The template, and whether rows like those above are coded as such.
    const USUAL: u8 = 0b1110;
    const LAST_COMBINATION: u8 = 4;
    let [width, height, left, top] = [0, 4, 8, 12].map(|at| number(data, at));
    let (width, height) = (width?, height?);
    let is_within = left?.checked_add(width)? <= size.width && top?.checked_add(height)? <= size.height;
    let is_usual = *data.get(16)? <= LAST_COMBINATION && *data.get(17)? & !USUAL == 0;
    (is_within && is_usual).then_some(width * height)
}

struct Segment<'a> {
    number: usize,
    kind: u8,
    page: &'a [u8],
    data: &'a [u8],
}

/// The first segment, and what stands behind it (ITU-T T.88, 7.2).
fn segment(bytes: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    const TYPE: u8 = 0x3F;
    const LONG_PAGE: u8 = 0x40;
    let flags = *bytes.get(4)?;
    // Plain regions refer to no other segment.
    if *bytes.get(5)? >> 5 != 0 {
        return None;
    }
    let page: usize = if flags & LONG_PAGE == 0 { 1 } else { 4 };
    let start = 6 + page + 4;
    let end = start.checked_add(number(bytes, 6 + page)?)?;
    let (page, data) = (bytes.get(6..6 + page)?, bytes.get(start..end)?);
    Some((Segment { number: number(bytes, 0)?, kind: flags & TYPE, page, data }, &bytes[end..]))
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let octets = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(octets.try_into().ok()?)).ok()
}

/// The bits that are read.
struct Bits {
    stride: usize,
    bytes: Vec<u8>,
    /// How many of this row there are.
    column: usize,
}

impl Bits {
    fn row(&mut self) {
        if self.column == 0 {
            self.bytes.resize(self.bytes.len() + self.stride, u8::MAX);
        }
    }
}

impl Decoder for Bits {
    fn push_pixel(&mut self, black: bool) {
        self.row();
        let start = self.bytes.len() - self.stride;
        if let Some(octet) = self.bytes[start..].get_mut(self.column / 8).filter(|_| black) {
            *octet &= !(0x80 >> (self.column % 8));
        }
        self.column += 1;
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        for _ in 0..u64::from(chunk_count) * 8 {
            self.push_pixel(black);
        }
    }

    fn next_line(&mut self) {
        self.column = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 8, height: 2 };
    /// Two rows, four pixels white and four black, coded by arithmetic.
    const HALVES: &[u8] = &[0x4C, 0xF3, 0xFF, 0xAC];

    /// A segment of page 1.
    fn made(number: u8, kind: u8, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&[0, 0, 0, number, kind, 0, 1][..], &length, data].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    fn page() -> Vec<u8> {
        made(0, PAGE_INFORMATION, &[&words(&[8, 2, 0, 0])[..], &[0, 0, 0]].concat())
    }

    /// A region of bits, guessed from the usual ones around each (template 0).
    fn region_at(number: u8, place: [u32; 4]) -> Vec<u8> {
        let usual = [0, 0, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE];
        made(number, IMMEDIATE_GENERIC_REGION, &[&words(&place)[..], &usual, HALVES].concat())
    }

    fn read(segments: &[Vec<u8>]) -> Option<Vec<u8>> {
        decode(&Dictionary::new(), &segments.concat(), SIZE)
    }

    #[test]
    fn a_page_of_plain_regions_is_read() {
        let whole =
            [page(), region_at(1, [8, 2, 0, 0]), made(2, END_OF_PAGE, &[]), made(3, END_OF_FILE, &[])];
        assert_eq!(read(&whole).unwrap(), [0xF0, 0xF0]);
    }

    #[test]
    fn what_viewers_show_in_different_ways_or_costs_too_much_is_not_read() {
        let region = || region_at(1, [8, 2, 0, 0]);
        let (mut like_a_fax, mut of_other_page, mut referring) = (region(), region(), region());
        (like_a_fax[11 + 17], of_other_page[6], referring[5]) = (1, 2, 0x20);
        let first_page = made(1, PAGE_INFORMATION, &page()[11..]);
        for (why, segments) in [
            ("nothing on the page", vec![page()]),
            ("before the page", vec![region_at(0, [8, 2, 0, 0]), first_page.clone()]),
            ("two pages", vec![page(), first_page, region_at(2, [8, 2, 0, 0])]),
            ("of another page", vec![page(), of_other_page]),
            ("behind the end", vec![page(), region(), made(2, END_OF_PAGE, &[]), region_at(3, [1, 1, 0, 0])]),
            ("out of order", vec![page(), region_at(0, [8, 2, 0, 0])]),
            ("beyond the page", vec![page(), region_at(1, [8, 2, 0, 1])]),
            ("huge", vec![page(), region_at(1, [u32::MAX, u32::MAX, 0, 0])]),
            ("more than the page", vec![page(), region(), region_at(2, [1, 1, 0, 0])]),
            ("coded as a fax", vec![page(), like_a_fax]),
            ("a dictionary of symbols", vec![page(), made(1, 0, &[0; 40])]),
            ("it refers to another", vec![page(), referring]),
            ("a half", vec![page(), region(), vec![0; 5]]),
        ] {
            assert!(read(&segments).is_none(), "{why}");
        }
        let whole = [page(), region()].concat();
        assert!((0..whole.len()).all(|cut| decode(&Dictionary::new(), &whole[..cut], SIZE).is_none()));
    }

    #[test]
    fn black_is_nought() {
        let mut bits = Bits { stride: 2, bytes: Vec::new(), column: 0 };
        bits.push_pixel_chunk(true, 1);
        bits.push_pixel(false);
        bits.push_pixel(true);
        bits.next_line();
        bits.push_pixel_chunk(false, 1);
        assert_eq!(bits.bytes, [0, 0b1011_1111, 0xFF, 0xFF]);
    }
}

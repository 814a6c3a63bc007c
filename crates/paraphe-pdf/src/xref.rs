//! Where each object stands, in every revision (ISO 32000-2, 7.5.4 to 7.5.8).
//!
//! All sections of the chain are kept apart. One sorted list of rows answers "where is object 12 in revision 3" by
//! binary search, so that a file with twenty revisions costs no more memory than one.

pub(crate) mod plain;

use crate::lexer::Lexer;
use crate::object::{Dictionary, Object, ObjectId};
use crate::{error::PdfError, filter};

/// More sections than this are a loop or an attack.
const MAX_SECTIONS: usize = 4096;
/// More rows than this do not fit in the memory we allow ourselves.
const MAX_ROWS: usize = 4_000_000;
/// A decoded cross-reference stream is never larger.
const MAX_STREAM: usize = 96 << 20;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    /// At this byte of the file, with this generation.
    At(usize, u16),
    /// Not in use.
    Free,
    /// In the object stream with this number, at this index.
    InStream(u32, u32),
}

/// What one section says about one object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) section: u32,
    pub(crate) location: Location,
}

/// How a cross-reference section is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XrefKind {
    /// A table whose trailer also names a stream (`/XRefStm`).
    Hybrid,
    /// Found by scanning the file; the file's own cross-reference is unusable.
    Repaired,
    /// A cross-reference stream.
    Stream,
    /// A classic table.
    Table,
}

/// One cross-reference section and its trailer.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    /// Where it begins in the file.
    pub(crate) offset: usize,
    /// The first byte behind its trailer dictionary or stream.
    pub(crate) end: usize,
    pub(crate) kind: XrefKind,
    pub(crate) trailer: Dictionary,
    /// Of a hybrid section: where its stream is named to be.
    pub(crate) stream: Option<usize>,
    /// Of a section that is a stream or has one: where the data of it begin.
    pub(crate) stream_data: Option<usize>,
    /// Numbers of objects that only this stream lists: some readers know of none of them.
    pub(crate) hidden: Vec<u32>,
    /// Written as the standard says, so that every reader takes the same from it.
    pub(crate) is_plain: bool,
}

/// All sections, oldest first, and all their rows.
#[derive(Debug, Default)]
pub(crate) struct Xref {
    pub(crate) sections: Vec<Section>,
    /// Sorted by number, then by section.
    rows: Vec<Row>,
    /// The `/Prev` chain came back to a section it had passed, or named bytes that are no section.
    pub(crate) chain_broken: bool,
}

impl Xref {
    /// Follows the chain that begins at `start`. Offsets in the file count from `base`.
    pub(crate) fn load(bytes: &[u8], start: usize, base: usize) -> Result<Self, PdfError> {
        let mut newest_first: Vec<(Section, Vec<(u32, Location)>)> = Vec::new();
        let mut next = Some(start);
        let mut chain_broken = false;
        let mut total = 0usize;
        while let Some(offset) = next.take() {
            let seen = newest_first.iter().any(|(section, _)| section.offset == offset);
            if seen || newest_first.len() >= MAX_SECTIONS {
                chain_broken = true;
                break;
            }
            match read_section(bytes, offset, base) {
                Ok((section, rows)) => {
                    total += rows.len();
                    if total > MAX_ROWS {
                        return Err(PdfError::Damaged { what: "cross-reference size" });
                    }
                    next = previous(&section.trailer, base);
                    newest_first.push((section, rows));
                }
                Err(error) if newest_first.is_empty() => return Err(error),
                Err(_) => {
                    chain_broken = true;
                    break;
                }
            }
        }
        newest_first.reverse();
        let mut xref = Self { chain_broken, ..Self::default() };
        for (index, (section, rows)) in newest_first.into_iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            xref.rows.extend(rows.into_iter().map(|(number, location)| Row {
                number,
                section: index,
                location,
            }));
            xref.sections.push(section);
        }
        // Stable: of two rows for the same object in one section the later one counts.
        xref.rows.sort_by_key(|row| (row.number, row.section));
        Ok(xref)
    }

    /// A single section made by scanning.
    pub(crate) fn repaired(section: Section, found: Vec<(u32, Location)>) -> Self {
        let mut rows: Vec<Row> =
            found.into_iter().map(|(number, location)| Row { number, section: 0, location }).collect();
        rows.sort_by_key(|row| row.number);
        Self { sections: vec![section], rows, chain_broken: false }
    }

    /// What is said about `number` by the sections up to and including `section`.
    pub(crate) fn locate(&self, number: u32, section: u32) -> Option<Row> {
        let end = self.rows.partition_point(|row| (row.number, row.section) <= (number, section));
        self.rows[..end].last().filter(|row| row.number == number).copied()
    }

    /// Whether the data of a stream begin at `place` that is one of the sections up to `section`, or beside one.
    pub(crate) fn holds_section(&self, place: usize, section: u32) -> bool {
        self.sections.iter().zip(0..=section).any(|(one, _)| one.stream_data == Some(place))
    }

    /// Whether the sections up to `section` have objects stand in this object stream.
    pub(crate) fn holds_objects(&self, number: u32, section: u32) -> bool {
        let mut rows = self.rows.iter().filter(|row| row.section <= section);
        rows.any(|row| matches!(row.location, Location::InStream(stream, _) if stream == number))
    }

    /// All rows, sorted by number, then by section.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The largest object number any section names.
    pub(crate) fn largest_number(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.number)
    }
}

fn previous(trailer: &Dictionary, base: usize) -> Option<usize> {
    let offset = trailer.get(b"Prev").and_then(Object::as_integer)?;
    usize::try_from(offset).ok().filter(|&offset| offset > 0).and_then(|offset| offset.checked_add(base))
}

type SectionRows = (Section, Vec<(u32, Location)>);

/// Reads the section at `offset`, of whichever kind it is.
fn read_section(bytes: &[u8], offset: usize, base: usize) -> Result<SectionRows, PdfError> {
    let broken = PdfError::Damaged { what: "cross-reference" };
    if offset >= bytes.len() {
        return Err(broken);
    }
    let mut lexer = Lexer::at(bytes, offset);
    if lexer.keyword(b"xref") {
        read_table(bytes, offset, lexer, base)
    } else {
        read_stream(bytes, offset, base)
    }
    .ok_or(broken)
}

fn read_table(bytes: &[u8], offset: usize, mut lexer: Lexer<'_>, base: usize) -> Option<SectionRows> {
    let mut rows = Vec::new();
    let is_plain_table = plain::is_plain_table(bytes, offset);
    while !lexer.keyword(b"trailer") {
        let first = u32::try_from(lexer.unsigned()?).ok()?;
        let count = lexer.unsigned()?;
        read_subsection(&mut lexer, first, count, base, &mut rows)?;
    }
    let Object::Dictionary(trailer) = lexer.object()? else { return None };
    let is_plain = is_plain_table && lexer.is_plain() && plain::is_plain_trailer(&trailer, &rows);
    let (kind, end, hidden) = (XrefKind::Table, lexer.position(), Vec::new());
    let (stream, stream_data) = (None, None);
    let mut section = Section { offset, end, kind, trailer, stream, stream_data, hidden, is_plain };
    if let Some(stream) = section.trailer.get(b"XRefStm").and_then(Object::as_integer) {
        section.kind = XrefKind::Hybrid;
        section.stream = usize::try_from(stream).ok().and_then(|stream| stream.checked_add(base));
        match section.stream.and_then(|stream| read_stream(bytes, stream, base)) {
            Some((hybrid, hidden)) => {
                section.is_plain &= hybrid.is_plain;
                section.stream_data = hybrid.stream_data;
                section.hidden = add_hidden(&mut rows, hidden);
            }
            None => section.is_plain = false,
        }
    }
    Some((section, rows))
}

/// Adds the objects that only the stream of a hybrid section names; the table marks them free or omits them (7.5.8.4). Those
/// rows of the table fall away, so that whatever else a section says twice is a contradiction.
fn add_hidden(rows: &mut Vec<(u32, Location)>, hidden: Vec<(u32, Location)>) -> Vec<u32> {
    let mut used: Vec<u32> =
        rows.iter().filter(|(_, location)| *location != Location::Free).map(|(number, _)| *number).collect();
    used.sort_unstable();
    let is_in = |numbers: &[u32], number: u32| numbers.binary_search(&number).is_ok();
    let hidden: Vec<(u32, Location)> =
        hidden.into_iter().filter(|(number, _)| !is_in(&used, *number)).collect();
    let mut found: Vec<u32> = hidden.iter().map(|(number, _)| *number).collect();
    found.sort_unstable();
    // What the table has in use is not among these.
    rows.retain(|(number, _)| !is_in(&found, *number));
    rows.extend(hidden);
    found
}

fn read_subsection(
    lexer: &mut Lexer<'_>,
    first: u32,
    count: u64,
    base: usize,
    rows: &mut Vec<(u32, Location)>,
) -> Option<()> {
    let mut number = first;
    for index in 0..count {
        let mut ahead = lexer.clone();
        if ahead.keyword(b"trailer") {
            // The count promised more entries than there are; frequent, and harmless.
            break;
        }
        let offset = ahead.unsigned()?;
        let generation = ahead.unsigned()?;
        let in_use = ahead.prefix(b"n");
        if !in_use && !ahead.prefix(b"f") {
            return None;
        }
        *lexer = ahead;
        if index == 0 && first == 1 && !in_use && generation == 65535 {
            // "1 n" where "0 n" is meant: the free list's head is object 0.
            number = 0;
        }
        if rows.len() >= MAX_ROWS {
            return None;
        }
        let at = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(base));
        let location = match (in_use && offset > 0, at, u16::try_from(generation)) {
            (true, Some(at), Ok(generation)) => Location::At(at, generation),
            (_, _, _) => Location::Free,
        };
        rows.push((number, location));
        number = number.checked_add(1)?;
    }
    Some(())
}

fn read_stream(bytes: &[u8], offset: usize, base: usize) -> Option<SectionRows> {
    let mut header = Lexer::at(bytes, offset);
    let object = header.indirect_object()?;
    let Object::Dictionary(trailer) = object.value else { return None };
    if !trailer.is_type(b"XRef") {
        return None;
    }
    let start = object.stream_start?;
    let length =
        trailer.get(b"Length").and_then(Object::as_integer).and_then(|length| usize::try_from(length).ok());
    let data_end = stream_end(bytes, start, length)?;
    let decoded = filter::decode(&trailer, &bytes[start..data_end], MAX_STREAM)?;
    let rows = stream_rows(&trailer, &decoded, base)?;
    let mut lexer = Lexer::at(bytes, data_end);
    lexer.prefix(b"endstream");
    lexer.keyword(b"endobj");
    let is_plain = header.is_plain()
        && length == Some(data_end - start)
        && plain::is_plain_stream(&trailer, decoded.len(), rows.len())
        && plain::is_plain_trailer(&trailer, &rows);
    let (end, kind, hidden) = (lexer.position(), XrefKind::Stream, Vec::new());
    let (stream, stream_data) = (None, Some(start));
    Some((Section { offset, end, kind, trailer, stream, stream_data, hidden, is_plain }, rows))
}

/// The end of stream data: by `/Length` if `endstream` follows there, else where `endstream` is found.
pub(crate) fn stream_end(bytes: &[u8], start: usize, length: Option<usize>) -> Option<usize> {
    if let Some(end) = length.and_then(|length| start.checked_add(length)).filter(|&end| end <= bytes.len())
        && Lexer::at(bytes, end).prefix(b"endstream")
    {
        return Some(end);
    }
    let found = crate::lexer::find(bytes, b"endstream", start)?.start;
    // The end-of-line before `endstream` does not belong to the data.
    Some(match &bytes[start..found] {
        [.., b'\r', b'\n'] => found - 2,
        [.., b'\n' | b'\r'] => found - 1,
        _ => found,
    })
}

fn stream_rows(trailer: &Dictionary, data: &[u8], base: usize) -> Option<Vec<(u32, Location)>> {
    let whole = |object: &Object| object.as_integer().and_then(|value| usize::try_from(value).ok());
    let widths: Vec<usize> = trailer.get(b"W")?.as_array()?.iter().map(whole).collect::<Option<_>>()?;
    let [kind_width, second_width, third_width] = widths[..] else { return None };
    if widths.iter().any(|&width| width > 8) {
        return None;
    }
    let width = kind_width + second_width + third_width;
    if width == 0 {
        return None;
    }
    let index: Vec<usize> = match trailer.get(b"Index").and_then(Object::as_array) {
        Some(index) => index.iter().map(whole).collect::<Option<_>>()?,
        None => vec![0, trailer.get(b"Size").and_then(whole)?],
    };
    let mut rows = Vec::new();
    let mut entries = data.chunks_exact(width);
    for pair in index.chunks_exact(2) {
        let first = u32::try_from(pair[0]).ok()?;
        for (step, entry) in entries.by_ref().take(pair[1]).enumerate() {
            let number = first.checked_add(u32::try_from(step).ok()?)?;
            let (kind, rest) = entry.split_at(kind_width);
            let (second, third) = rest.split_at(second_width);
            let kind = if kind_width == 0 { 1 } else { big_endian(kind) };
            if rows.len() >= MAX_ROWS {
                return None;
            }
            if let Some(location) = stream_location(kind, big_endian(second), big_endian(third), base) {
                rows.push((number, location));
            }
        }
    }
    Some(rows)
}

/// Table 18; an unknown type is a null object, which we treat as not mentioned.
fn stream_location(kind: u64, second: u64, third: u64, base: usize) -> Option<Location> {
    match kind {
        0 => Some(Location::Free),
        1 => {
            let at = usize::try_from(second).ok()?.checked_add(base)?;
            Some(Location::At(at, u16::try_from(third).ok()?))
        }
        2 => Some(Location::InStream(u32::try_from(second).ok()?, u32::try_from(third).ok()?)),
        _ => None,
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u64::from(byte))
}

/// Whether the object header at `offset` is that of `id`.
pub(crate) fn stands_at(bytes: &[u8], offset: usize, id: ObjectId) -> bool {
    offset < bytes.len() && Lexer::at(bytes, offset).object_header() == Some(id)
}

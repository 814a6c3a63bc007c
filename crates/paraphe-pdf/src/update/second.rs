//! Objects that only a viewer finds that looks through the file: the last `5 0 obj` in it counts for such a viewer, wherever it
//! stands, in the midst of a stream, too.

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memmem;

use crate::lexer::{Lexer, is_regular, is_whitespace};
use crate::object::{Object, ObjectId};
use crate::revision::{Revision, RevisionView};
use crate::store::Store;
use crate::xref::{Location, Row, Section, XrefKind, stands_at};

use super::{behind_blanks, end};

/// How far back the two numbers before `obj` are looked for.
const BACK: usize = 256;
/// More than these are not looked at; then there may be anything.
const MANY: usize = 1 << 16;
/// Dictionaries nobody lists are read so far.
const WINDOW: usize = 4096;

/// What looks like the beginning of an object.
#[derive(Debug, Clone, Copy)]
struct Header {
    begin: usize,
    /// Behind `obj`.
    body: usize,
    id: ObjectId,
    starts_line: bool,
    /// The word only begins like that (« 12 000 objets »): some viewers note its place, none reads an object there.
    is_other_word: bool,
}

/// The next place from `at` on that looks like the beginning of an object, and where to go on.
fn next_header(bytes: &[u8], mut at: usize, end: usize) -> Option<Header> {
    const WORD: &[u8] = b"obj";
    loop {
        let place = at + memmem::find(bytes.get(at..end)?, WORD)?;
        at = place + WORD.len();
        // Most of them end an object.
        if place > 0 && bytes[place - 1].is_ascii_alphabetic() {
            continue;
        }
        if let Some((begin, id)) = numbers_before(bytes, place) {
            let starts_line = begin == 0 || matches!(bytes[begin - 1], b'\n' | b'\r');
            if starts_line || bytes.get(at).is_none_or(|byte| !is_regular(*byte)) {
                let is_other_word = bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
                return Some(Header { begin, body: at, id, starts_line, is_other_word });
            }
        }
    }
}

/// The two numbers that stand before `place`, and where they begin.
fn numbers_before(bytes: &[u8], place: usize) -> Option<(usize, ObjectId)> {
    let window = &bytes[place.saturating_sub(BACK)..place];
    let (rest, generation) = number_at_end(before_blanks(window))?;
    let parted = before_blanks(rest);
    let (before, number) = (parted.len() < rest.len()).then(|| number_at_end(parted))??;
    let id = (u32::try_from(number).ok()?, u16::try_from(generation).unwrap_or(u16::MAX));
    Some((place - window.len() + before.len(), id))
}

/// Without the blanks and comments at the end.
fn before_blanks(mut bytes: &[u8]) -> &[u8] {
    loop {
        let blanks = bytes.iter().rev().take_while(|byte| is_whitespace(**byte)).count();
        let (rest, line_end) = bytes.split_at(bytes.len() - blanks);
        let line = rest.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let is_ended = line_end.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        match memchr::memchr(b'%', line).filter(|_| is_ended) {
            Some(comment) => bytes = &rest[..rest.len() - line.len() + comment],
            None => return rest,
        }
    }
}

fn number_at_end(bytes: &[u8]) -> Option<(&[u8], u64)> {
    let length = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, digits) = bytes.split_at(bytes.len() - length);
    Some((rest, std::str::from_utf8(digits).ok()?.parse().ok()?))
}

/// Whether what looks like an object, a trailer or the end of a file within an update is one of its own; `objects`: where those
/// begin, rising.
pub(super) fn are_all(bytes: &[u8], update: Range<usize>, objects: &[usize], section: &Section) -> bool {
    let mut at = update.start;
    while let Some(header) = next_header(bytes, at, update.end) {
        // Outside of what is listed there is nothing at all: what is another word stands in a text.
        if !header.is_other_word && objects.binary_search(&header.begin).is_err() {
            return false;
        }
        at = header.body;
    }
    let whole = &bytes[update.clone()];
    let is_own = |place: usize| (section.offset..section.end).contains(&(update.start + place));
    let stands = |place: usize, word: &[u8], next: fn(&u8) -> bool| {
        whole[place + word.len()..].iter().find(|byte| !is_whitespace(**byte)).is_some_and(next)
    };
    let mut ends = memmem::find_iter(whole, end::WORD);
    let is_alone = |place: &usize| stands(*place, end::WORD, u8::is_ascii_digit);
    ends.by_ref().filter(is_alone).count() == 1
        && memmem::find_iter(whole, TRAILER)
            .all(|place| is_own(place) || !stands(place, TRAILER, |byte| *byte == b'<'))
}

const TRAILER: &[u8] = b"trailer";

/// What a viewer that looks through the file may find beside what the sections list.
#[derive(Debug, Default)]
pub(crate) struct Seconds {
    found: Vec<(usize, Second)>,
    /// Rows of each object of which a later section lists a former place in the file.
    fallen: Vec<Range<usize>>,
    are_too_many: bool,
}

#[derive(Debug, Clone, Copy)]
enum Second {
    /// Under a number that may be another's.
    Object(ObjectId),
    /// Which may hold any.
    ObjectStream,
    /// With its catalog.
    Trailer(ObjectId),
}

impl Seconds {
    pub(crate) fn of(store: &Store) -> Self {
        let listed = listed(store);
        let bytes = store.bytes();
        let mut seconds = Self { fallen: fallen(store), ..Self::default() };
        let mut known = Within { store, listed: &listed, last: None, left: bytes.len().saturating_mul(2) };
        let mut at = 0;
        while let Some(header) = next_header(bytes, at, bytes.len()) {
            at = header.body;
            if listed.binary_search(&(header.begin, header.id.0)).is_ok() {
                continue;
            }
            match known.place(header.begin) {
                Place::Attached(end) => at = end.max(at),
                Place::Inside if !header.starts_line || header.is_other_word => {}
                Place::Inside | Place::Outside => seconds.push(header.begin, Self::kind(bytes, header)),
            }
            if seconds.are_too_many || known.left == 0 {
                break;
            }
        }
        seconds.add_trailers(store, &mut known);
        seconds.are_too_many |= known.left == 0;
        seconds
    }

    fn push(&mut self, place: usize, second: Second) {
        self.are_too_many |= self.found.len() >= MANY;
        if !self.are_too_many {
            self.found.push((place, second));
        }
    }

    fn kind(bytes: &[u8], header: Header) -> Second {
        let window = &bytes[..bytes.len().min(header.body.saturating_add(WINDOW))];
        let body = &window[header.body.min(window.len())..];
        let may_be_named = memmem::find(body, b"ObjStm").is_some() || body.contains(&b'#');
        if !may_be_named && window.len() == bytes.len() {
            return Second::Object(header.id);
        }
        let mut lexer = Lexer::at(window, header.body);
        let value = lexer.object();
        let dictionary = value.as_ref().and_then(Object::as_dictionary);
        let is_cut = lexer.position() >= window.len() && window.len() < bytes.len();
        if dictionary.is_some_and(|dictionary| is_cut || dictionary.is_type(b"ObjStm")) {
            Second::ObjectStream
        } else {
            Second::Object(header.id)
        }
    }

    fn add_trailers(&mut self, store: &Store, known: &mut Within<'_>) {
        let bytes = store.bytes();
        known.last = None;
        let is_of_section = |place: usize| {
            let mut sections = store.xref.sections.iter().filter(|section| section.kind != XrefKind::Stream);
            sections.any(|section| (section.offset..section.end).contains(&place))
        };
        for place in memmem::find_iter(bytes, TRAILER) {
            if self.are_too_many || known.left == 0 {
                return;
            }
            let body = behind_blanks(bytes, place + TRAILER.len());
            if !bytes[body..].starts_with(b"<<") || is_of_section(place) {
                continue;
            }
            if matches!(known.place(place), Place::Attached(_)) {
                continue;
            }
            let window = &bytes[..bytes.len().min(body.saturating_add(WINDOW))];
            let trailer = Lexer::at(window, body).object();
            let root =
                trailer.as_ref().and_then(Object::as_dictionary).and_then(|trailer| trailer.get(b"Root"));
            if let Some(root) = root.and_then(Object::as_reference) {
                self.push(place, Second::Trailer(root));
            }
        }
    }

    /// Whether a viewer that looks through the file finds another document than the sections up to this revision describe.
    pub(crate) fn are_found_before(&self, store: &Store, revision: &Revision) -> bool {
        let section = revision.section;
        let root = || {
            let section = store.xref.sections.get(usize::try_from(section).ok()?)?;
            section.trailer.get(b"Root").and_then(Object::as_reference)
        };
        let wanted = OnceCell::new();
        let is_wanted = |number: u32| {
            let reached = wanted.get_or_init(|| RevisionView::new(store, section).reachable().ok());
            reached.as_ref().is_none_or(|reached| reached.contains(&number))
        };
        let counts = |(place, second): &(usize, Second)| match second {
            Second::Object((number, generation)) => {
                match store.xref.locate(*number, section).map(|row| row.location) {
                    Some(Location::At(offset, listed)) => {
                        let is_there = || stands_at(store.bytes(), offset, (*number, listed));
                        behind_blanks(store.bytes(), offset) < *place || listed < *generation || !is_there()
                    }
                    Some(Location::InStream(..)) => true,
                    // Some viewers look for what is missing and is referred to.
                    Some(Location::Free) | None => is_wanted(*number),
                }
            }
            Second::ObjectStream => true,
            Second::Trailer(catalog) => root() != Some(*catalog),
        };
        self.are_too_many
            || self.found.iter().filter(|(place, _)| *place < revision.end_of_marker).any(counts)
            || self.fallen.iter().any(|rows| is_out_of_order(&store.xref.rows()[rows.clone()], section))
    }
}

/// Whether the last of an object's places in the file is one that only an older section lists.
fn is_out_of_order(rows: &[Row], section: u32) -> bool {
    let rows = &rows[..rows.partition_point(|row| row.section <= section)];
    let Some((present, former)) = rows.split_last() else { return false };
    let Location::At(present, _) = present.location else { return false };
    former.iter().any(|row| matches!(row.location, Location::At(place, _) if place > present))
}

fn fallen(store: &Store) -> Vec<Range<usize>> {
    let (mut fallen, mut start) = (Vec::new(), 0);
    for rows in store.xref.rows().chunk_by(|one, other| one.number == other.number) {
        let end = start + rows.len();
        let places = rows.iter().filter_map(|row| match row.location {
            Location::At(place, _) => Some(place),
            Location::Free | Location::InStream(..) => None,
        });
        if !places.is_sorted() {
            fallen.push(start..end);
        }
        start = end;
    }
    fallen
}

/// Where objects and sections are said to stand, with their numbers; rising.
fn listed(store: &Store) -> Vec<(usize, u32)> {
    let bytes = store.bytes();
    let place = |offset| behind_blanks(bytes, offset);
    let rows = store.xref.rows().iter().filter_map(|row| match row.location {
        Location::At(offset, _) => Some((place(offset), row.number)),
        Location::Free | Location::InStream(..) => None,
    });
    let sections = store.xref.sections.iter().flat_map(|section| {
        let own = (section.kind == XrefKind::Stream).then_some(section.offset);
        own.into_iter().chain(section.stream)
    });
    // Of a section that is a stream any number is its own.
    let sections = sections.map(place).filter_map(|place| {
        let (number, _) = Lexer::at(bytes, place).object_header()?;
        Some((place, number))
    });
    let mut listed: Vec<(usize, u32)> = rows.chain(sections).collect();
    listed.sort_unstable();
    listed
}

enum Place {
    /// In a file that is attached, which ends there.
    Attached(usize),
    /// In an object.
    Inside,
    Outside,
}

/// Which listed object holds a place. Asked for rising places.
struct Within<'a> {
    store: &'a Store,
    listed: &'a [(usize, u32)],
    /// Where the last one that was looked at begins and ends, and whether it is an attached file.
    last: Option<(usize, usize, bool)>,
    /// How many bytes may still be read: objects that stand side by side have no more than the file.
    left: usize,
}

impl Within<'_> {
    fn place(&mut self, place: usize) -> Place {
        let Some(before) = self.listed.partition_point(|(begin, _)| *begin <= place).checked_sub(1) else {
            return Place::Outside;
        };
        let (begin, _) = self.listed[before];
        let (end, is_attached) = match self.last {
            Some((last, end, is_attached)) if last == begin => (end, is_attached),
            _ => self.extent(begin).unwrap_or((begin, false)),
        };
        self.last = Some((begin, end, is_attached));
        match (place < end, is_attached) {
            (true, true) => Place::Attached(end),
            (true, false) => Place::Inside,
            (false, _) => Place::Outside,
        }
    }

    /// Where the object ends that begins here, and whether it is an attached file.
    fn extent(&mut self, begin: usize) -> Option<(usize, bool)> {
        let found = Lexer::at(self.store.bytes(), begin).indirect_object()?;
        self.left = self.left.saturating_sub(found.end.saturating_sub(begin));
        if found.stream_start.is_none() {
            return Some((found.end, false));
        }
        let object = self.store.object_at(begin, found.id, u32::MAX, 0)?;
        let stream = object.as_stream()?;
        Some((stream.data.end, stream.dictionary.is_type(b"EmbeddedFile")))
    }
}

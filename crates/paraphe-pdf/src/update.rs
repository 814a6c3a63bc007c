//! Whether an update is written so that every reader takes the same from it: objects its section lists, the section itself,
//! and nothing between them. A viewer that stumbles looks through the file for objects and takes the last of each number, be
//! it listed or not; so whatever is unlisted, and whatever a viewer could stumble over, makes two documents of one file.

mod end;
mod packed;
mod second;

use std::collections::HashMap;

pub(crate) use self::second::Seconds;
use crate::file::PdfFile;
use crate::lexer::{Lexer, is_regular, is_whitespace};
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::revision::Revision;
use crate::store::Store;
use crate::xref::plain::LARGEST_NUMBER;
use crate::xref::{Location, Row, Section, XrefKind};

/// More blanks and comments in a row are none that a program leaves between two things.
const GAP: usize = 512;

impl PdfFile {
    /// Whether the bytes between revision `newer` and the one before it say one thing to every reader. `false` for the first
    /// revision, which is no update, and for one there is not.
    #[must_use]
    pub fn is_plain_update(&self, newer: usize) -> bool {
        let Some(older) = newer.checked_sub(1).and_then(|older| self.revisions().get(older)) else {
            return false;
        };
        let Some(present) = self.revisions().get(newer) else { return false };
        // Viewers count from the header, and find nothing where offsets count from before it.
        if self.header_offset() > self.base() {
            return false;
        }
        let Some(scan) = Scan::new(self.store(), older, present) else { return false };
        let place = present.xref_offset - self.base().min(present.xref_offset);
        scan.reads(place)
            && scan.packed_objects_are_plain()
            && !self.seconds().are_found_before(self.store(), older)
    }
}

struct Scan<'a> {
    store: &'a Store,
    /// Where it begins and ends.
    start: usize,
    end: usize,
    section: &'a Section,
    /// Where objects stand that this section lists.
    listed: HashMap<usize, ObjectId>,
    /// Object streams of this section, and in which places which objects are said to stand in them.
    packed: HashMap<u32, HashMap<u32, u32>>,
    /// The last section before it, and its own.
    older: u32,
    last: u32,
}

impl<'a> Scan<'a> {
    /// `None` if the section of this update alone says that it is not plain.
    fn new(store: &'a Store, before: &Revision, present: &Revision) -> Option<Self> {
        let (older, last) = (before.section, present.section);
        let (start, end) = (before.end_of_marker, present.end);
        // Nobody appends what is prepared for the web.
        if older.checked_add(1)? != last || !present.is_complete {
            return None;
        }
        let section = store.xref.sections.get(usize::try_from(last).ok()?)?;
        let (listed, packed) = (HashMap::new(), HashMap::new());
        let mut scan = Self { store, start, end, section, listed, packed, older, last };
        let rows = store.xref.rows().iter().filter(|row| row.section == last);
        for row in rows {
            scan.list(*row)?;
        }
        (!section.hidden.iter().any(|number| scan.is_lost(*number))).then_some(scan)
    }

    /// Notes where this row says that its object stands; `None`: where no update has one.
    fn list(&mut self, row: Row) -> Option<()> {
        let location = |number, section| self.store.xref.locate(number, section).map(|row| row.location);
        // Some programs list everything anew, where it was.
        let is_as_before = location(row.number, self.older) == Some(row.location);
        match row.location {
            Location::At(offset, generation) => {
                let place = behind_blanks(self.store.bytes(), offset);
                if !(self.start..self.end).contains(&place) {
                    return is_as_before.then_some(());
                }
                let id = (row.number, generation);
                let other = self.listed.insert(place, id);
                other.is_none_or(|other| other == id).then_some(())
            }
            Location::InStream(stream, index) => {
                if !is_as_before || location(stream, self.older) != location(stream, self.last) {
                    self.packed.entry(stream).or_default().insert(row.number, index);
                }
                Some(())
            }
            Location::Free => Some(()),
        }
    }

    /// What was there before and is said in a stream alone is freed for readers that do not know such streams: a field may be filled in
    /// like that, and nothing else.
    fn is_lost(&self, number: u32) -> bool {
        let row = self.store.xref.locate(number, self.older);
        let value = |section| self.store.object((number, 0), section);
        row.is_some_and(|row| row.location != Location::Free)
            && !is_filled_field(&value(self.older), &value(self.last))
    }

    /// Whether it consists of the things an update is made of, of all that is listed, and of its end; `place` is what this end has
    /// to name.
    fn reads(&self, place: usize) -> bool {
        let bytes = self.store.bytes();
        let (mut at, mut objects, mut has_section) = (self.start, Vec::new(), false);
        while let Some(begin) = next_token(bytes, at, self.end) {
            // Viewers look for the end of a file in its last thousand bytes.
            if begin.saturating_sub(at) > GAP || begin >= self.end {
                return false;
            }
            if bytes[begin..].starts_with(end::WORD) {
                return has_section
                    && end::behind(bytes, begin, place).is_some_and(|behind| self.is_its_end(behind))
                    && objects.iter().filter(|begin| self.listed.contains_key(begin)).count()
                        == self.listed.len()
                    && second::are_all(bytes, self.start..self.end, &objects, self.section);
            }
            has_section |= begin == self.place_of_section();
            let Some(behind) = self.piece(begin) else { return false };
            objects.push(begin);
            at = behind;
        }
        false
    }

    fn is_its_end(&self, behind: usize) -> bool {
        let rest = self.store.bytes().get(behind..self.end);
        rest.is_some_and(|rest| rest.iter().all(|byte| is_whitespace(*byte)))
    }

    fn place_of_section(&self) -> usize {
        behind_blanks(self.store.bytes(), self.section.offset)
    }

    /// The end of what begins here; `None` if it is nothing an update is made of.
    fn piece(&self, begin: usize) -> Option<usize> {
        if begin == self.place_of_section() {
            if !self.section.is_plain {
                return None;
            }
            if self.section.kind != XrefKind::Stream {
                return Some(self.section.end);
            }
        }
        self.object(begin)
    }

    fn object(&self, begin: usize) -> Option<usize> {
        let bytes = self.store.bytes();
        let (id, body) = header(bytes, begin)?;
        let is_stream_of_hybrid = self.section.stream == Some(begin);
        let is_listed = self.listed.get(&begin) == Some(&id);
        if !is_listed && !is_stream_of_hybrid && begin != self.place_of_section() {
            return None;
        }
        let mut lexer = Lexer::at(bytes, body);
        let value = lexer.object().filter(|value| lexer.is_plain() && self.refers_plainly(value))?;
        if let Object::Dictionary(dictionary) = &value
            && lexer.keyword(b"stream")
        {
            let behind = self.stream(dictionary, lexer.position())?;
            lexer = Lexer::at(bytes, behind);
        }
        lexer.keyword(b"endobj").then(|| lexer.position())
    }

    /// The end of a stream of which `position` is right behind the word: as long as it says.
    fn stream(&self, dictionary: &Dictionary, position: usize) -> Option<usize> {
        let bytes = self.store.bytes();
        let start = match bytes.get(position..)? {
            [b'\r', b'\n', ..] => position + 2,
            [b'\n', ..] => position + 1,
            _ => return None,
        };
        if dictionary.repeated_key().is_some() {
            return None;
        }
        let length = self.store.resolve(dictionary.get(b"Length")?, self.last);
        let Object::Integer(length) = length else { return None };
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        let mut behind = Lexer::at(bytes, bytes.get(..end)?.len());
        behind.keyword(b"endstream").then(|| behind.position())
    }

    /// Whether every reference leads to the same for readers that look at generations and for those that do not.
    fn refers_plainly(&self, value: &Object) -> bool {
        match value {
            Object::Array(items) => items.iter().all(|item| self.refers_plainly(item)),
            Object::Dictionary(dictionary) | Object::Stream(Stream { dictionary, .. }) => {
                dictionary.iter().all(|entry| self.refers_plainly(&entry.value))
            }
            Object::Reference((number, _)) if *number > LARGEST_NUMBER => false,
            Object::Reference((number, generation)) => {
                match self.store.xref.locate(*number, self.last).map(|row| row.location) {
                    Some(Location::At(_, listed)) => listed == *generation,
                    Some(Location::InStream(..)) => *generation == 0,
                    Some(Location::Free) | None => true,
                }
            }
            Object::Boolean(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Null
            | Object::Real(_)
            | Object::String(_) => true,
        }
    }
}

fn is_filled_field(before: &Object, after: &Object) -> bool {
    let is_field = |object: &Object| {
        let Object::Dictionary(field) = object else { return false };
        field.get(b"FT").is_some() || field.get(b"Subtype").and_then(Object::as_name) == Some(b"Widget")
    };
    before != after && is_field(before) && is_field(after)
}

/// Some writers name the end of the line before a thing; every reader steps over blanks.
fn behind_blanks(bytes: &[u8], offset: usize) -> usize {
    let rest = bytes.get(offset..).unwrap_or_default();
    offset + rest.iter().take_while(|byte| is_whitespace(**byte)).count()
}

/// Where the next thing begins that is neither blank nor a harmless comment; `end` or more where there is none. `None` if a
/// comment holds what a viewer that looks for objects might take for some.
fn next_token(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    while at < end {
        if is_whitespace(bytes[at]) {
            at += 1;
        } else if bytes[at] == b'%' {
            let rest = &bytes[at..];
            let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            let is_harmless = |word: &&[u8]| memchr::memmem::find(&rest[..length], word).is_none();
            if ![&b"obj"[..], b"xref", b"trailer"].iter().all(is_harmless) {
                return None;
            }
            at += length;
        } else {
            break;
        }
    }
    Some(at)
}

/// `12 0 obj` and where its value begins: digits and blanks, nothing glued to them.
fn header(bytes: &[u8], begin: usize) -> Option<(ObjectId, usize)> {
    let mut lexer = Lexer::at(bytes, begin);
    let id = lexer.object_header()?;
    let written = &bytes[begin..lexer.position()];
    let is_plain = written.iter().all(|byte| byte.is_ascii_digit() || b" \r\n\tobj".contains(byte));
    let is_parted = bytes.get(lexer.position()).is_some_and(|byte| !is_regular(*byte));
    (is_plain && is_parted && id.0 <= LARGEST_NUMBER && written.len() <= GAP / 8)
        .then(|| (id, lexer.position()))
}

//! Whether an update is written so that every reader takes the same from it: objects its section lists, the section itself,
//! and nothing between them. A viewer that stumbles looks through the file for objects and takes the last of each number, be
//! it listed or not; so whatever is unlisted, and whatever a viewer could stumble over, makes two documents of one file.

use std::collections::{HashMap, HashSet};

use crate::file::PdfFile;
use crate::lexer::{Lexer, is_regular, is_whitespace};
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::store::Store;
use crate::xref::{Location, Section, XrefKind};

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
        let sections = older.section + 1..=present.section;
        let Some(scan) = Scan::new(self.store(), *sections.start()..*sections.end() + 1) else {
            return false;
        };
        scan.reads(older.end_of_marker, present.end) && scan.packed_objects_are_plain()
    }
}

struct Scan<'a> {
    store: &'a Store,
    sections: HashMap<usize, &'a Section>,
    /// Where objects stand that these sections list.
    listed: HashMap<usize, ObjectId>,
    /// Object streams of these sections, and which objects are said to stand in them.
    packed: HashMap<u32, HashSet<u32>>,
    last: u32,
}

impl<'a> Scan<'a> {
    fn new(store: &'a Store, range: std::ops::Range<u32>) -> Option<Self> {
        let (mut listed, mut packed) = (HashMap::new(), HashMap::<u32, HashSet<u32>>::new());
        for row in store.xref.rows().iter().filter(|row| range.contains(&row.section)) {
            match row.location {
                Location::At(offset, generation) => {
                    listed.insert(behind_blanks(store.bytes(), offset), (row.number, generation));
                }
                Location::InStream(stream, _) => {
                    packed.entry(stream).or_default().insert(row.number);
                }
                Location::Free => {}
            }
        }
        let indices = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
        let sections = store.xref.sections.get(indices)?;
        let last = range.end.checked_sub(1)?;
        let older = range.start.checked_sub(1)?;
        // What was there before and is said in a stream alone is freed for readers that do not know such streams: a field may
        // be filled in like that, and nothing else.
        let is_lost = |number: &u32| {
            let row = store.xref.locate(*number, older);
            let is_known = row.is_some_and(|row| row.location != Location::Free);
            is_known
                && !is_filled_field(&store.object((*number, 0), older), &store.object((*number, 0), last))
        };
        if sections.iter().any(|section| section.hidden.iter().any(is_lost)) {
            return None;
        }
        let sections = sections.iter().map(|section| (behind_blanks(store.bytes(), section.offset), section));
        let sections = sections.collect();
        Some(Self { store, sections, listed, packed, last })
    }

    /// Whether everything from `start` to `end` is one of the things an update is made of.
    fn reads(&self, start: usize, end: usize) -> bool {
        let bytes = self.store.bytes();
        let mut at = start;
        while let Some(begin) = next_token(bytes, at, end) {
            // Viewers look for the end of a file in its last thousand bytes.
            if begin.saturating_sub(at) > GAP {
                return false;
            }
            if begin >= end {
                return true;
            }
            let Some(behind) = self.piece(begin) else { return false };
            at = behind;
        }
        false
    }

    /// The end of what begins here; `None` if it is nothing an update is made of.
    fn piece(&self, begin: usize) -> Option<usize> {
        let bytes = self.store.bytes();
        if let Some(section) = self.sections.get(&begin) {
            if !section.is_plain {
                return None;
            }
            if section.kind != XrefKind::Stream {
                return Some(section.end);
            }
        }
        let mut lexer = Lexer::at(bytes, begin);
        if lexer.keyword(b"startxref") {
            lexer.unsigned()?;
            return Some(lexer.position()).filter(|end| end - begin < GAP);
        }
        self.object(begin)
    }

    fn object(&self, begin: usize) -> Option<usize> {
        let bytes = self.store.bytes();
        let (id, body) = header(bytes, begin)?;
        let is_stream_of_hybrid = self.sections.values().any(|section| section.stream == Some(begin));
        let is_listed = self.listed.get(&begin) == Some(&id);
        if !is_listed && !is_stream_of_hybrid && !self.sections.contains_key(&begin) {
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

    /// Whether the object streams hold what is listed, and nothing else.
    fn packed_objects_are_plain(&self) -> bool {
        self.packed.iter().all(|(number, listed)| {
            let stream = self.store.object_stream(*number, self.last, 0);
            stream.is_some_and(|stream| {
                let held: HashSet<u32> = stream.index.iter().map(|(number, _)| *number).collect();
                held.len() == stream.index.len()
                    && held == *listed
                    && stream
                        .objects()
                        .all(|object| object.is_some_and(|object| self.refers_plainly(&object)))
            })
        })
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
    (is_plain && is_parted).then(|| (id, lexer.position()))
}

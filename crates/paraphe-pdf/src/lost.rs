//! Signatures of which only words are left: what held them was damaged, or nothing lists it any more.
//!
//! To be asked of a file in which no signature could be read, so that what was signed is never taken for unsigned. The data of
//! streams is stepped over: a PDF that is attached as it is has signatures of its own.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use crate::field_tree;
use crate::file::PdfFile;
use crate::lexer::Lexer;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;
use crate::signature_field::SignatureField;
use crate::xref::Location;

/// More places than this are not looked at.
const MAX_PLACES: usize = 10_000;
/// What is read round these places comes to so many times the file, for each may go on over all others.
const MAX_PASSES: usize = 4;
/// What begins the names of formats (ISO 32000-2, table 260; EN 319 142-1, 6.3).
const FORMATS: [&[u8]; 2] = [b"ETSI.", b"adbe."];
/// Formats of encryption, not of signatures (ISO 32000-2, 7.6.5.2).
const ENCRYPTION: &[u8] = b"adbe.pkcs7.s";

/// How many signatures of `file` nobody read.
pub(crate) fn count(file: &PdfFile) -> usize {
    let [ranges, formats] = [ranges(file.bytes()), formats(file.bytes())];
    // Both words stand in the same dictionary: whichever is left tells of it.
    let words = if ranges.is_empty() && formats.is_empty() {
        0
    } else {
        let search = Search::new(file);
        search.unread(b"ByteRange", &ranges).max(search.unread(b"SubFilter", &formats))
    };
    words.max(values_not_found(file))
}

/// Where arrays stand behind `/ByteRange`.
fn ranges(bytes: &[u8]) -> Vec<usize> {
    values(bytes, b"/ByteRange", |lexer| lexer.peek() == Some(b'['))
}

/// Where names of formats stand behind `/SubFilter`.
fn formats(bytes: &[u8]) -> Vec<usize> {
    values(bytes, b"/SubFilter", |lexer| {
        let is_name = lexer.peek() == Some(b'/');
        let named = lexer.object().filter(|_| is_name);
        let name = named.as_ref().and_then(Object::as_name).unwrap_or_default();
        let is_encryption = name.strip_prefix(ENCRYPTION).is_some_and(|rest| rest.len() == 1);
        !is_encryption && FORMATS.iter().any(|format| name.starts_with(format))
    })
}

fn values(bytes: &[u8], word: &[u8], is_one: impl Fn(&mut Lexer<'_>) -> bool) -> Vec<usize> {
    let behind = memmem::find_iter(bytes, word).take(MAX_PLACES).filter_map(|hit| {
        let mut lexer = Lexer::at(bytes, hit + word.len());
        lexer.skip_space();
        let place = lexer.position();
        is_one(&mut lexer).then_some(place)
    });
    behind.collect()
}

/// Fields whose signature is nowhere to be found, in a file whose objects had to be looked for.
fn values_not_found(file: &PdfFile) -> usize {
    if !file.is_repaired() {
        return 0;
    }
    let view = file.current();
    let is_lost = |value: &Object| value.as_reference().is_some() && view.resolve(value) == Object::Null;
    let fields = field_tree::fields(view).into_iter();
    let fields = fields.filter(|field| field.kind.as_deref() == Some(b"Sig"));
    fields.filter(|field| field.value.as_ref().is_some_and(is_lost)).count()
}

/// What could be read of a file: its objects in the open, in the order of the file, and its signatures.
struct Search<'a> {
    file: &'a PdfFile,
    /// Position, number, generation and section.
    open: Vec<(usize, u32, u16, u32)>,
    known: Vec<SignatureField>,
}

impl<'a> Search<'a> {
    fn new(file: &'a PdfFile) -> Self {
        let rows = file.store().xref.rows().iter();
        let mut open: Vec<_> = rows
            .filter_map(|row| match row.location {
                Location::At(offset, generation) => Some((offset, row.number, generation, row.section)),
                Location::Free | Location::InStream(..) => None,
            })
            .collect();
        open.sort_unstable();
        Self { file, open, known: file.signature_fields() }
    }

    /// At how many of these places `key` belongs to a signature that nobody read.
    fn unread(&self, key: &[u8], places: &[usize]) -> usize {
        let places: Vec<usize> = places.iter().copied().filter(|place| !self.is_in_trailer(*place)).collect();
        let mut left = self.file.bytes().len().saturating_mul(MAX_PASSES);
        let near = places.chunk_by(|one, next| self.before(*one) == self.before(*next));
        let counts = near.map(|near| match self.before(near[0]) {
            Some(object) if left > 0 => self.unread_behind(object, key, near, &mut left),
            Some(_) | None => near.len(),
        });
        counts.sum()
    }

    /// The last object that begins before `place`.
    fn before(&self, place: usize) -> Option<usize> {
        self.open.partition_point(|(offset, ..)| *offset <= place).checked_sub(1)
    }

    fn is_in_trailer(&self, place: usize) -> bool {
        let mut entries = self.file.store().xref.sections.iter().flat_map(|section| section.trailer.iter());
        entries.any(|entry| entry.span.contains(&place))
    }

    fn unread_behind(&self, object: usize, key: &[u8], places: &[usize], left: &mut usize) -> usize {
        let (offset, number, generation, section) = self.open[object];
        let mut lexer = Lexer::at(self.file.bytes(), offset);
        let found = lexer.indirect_object().filter(|found| found.id == (number, generation));
        *left = left.saturating_sub(lexer.position() - offset);
        let Some(found) = found.filter(|found| !matches!(found.value, Object::Null)) else {
            return places.len();
        };
        // An object that is damaged itself may have swallowed others.
        let end = if lexer.is_plain() { found.end } else { offset };
        let mut read = offset..end;
        if found.stream_start.is_some() {
            let view = RevisionView::new(self.file.store(), section);
            let object = view.object((number, generation));
            let whole = object.as_stream().filter(|stream| {
                let length = view.get(&stream.dictionary, b"Length").as_integer();
                length == i64::try_from(stream.data.len()).ok()
            });
            read.end = whole.map_or(end, |stream| stream.data.end);
        }
        let owners = owners(&found.value, key);
        let is_unread = |place: &&usize| self.is_unread(**place, &read, &owners);
        places.iter().filter(is_unread).count()
    }

    /// What was read and says the word elsewhere says it in a text or in the data of a stream.
    fn is_unread(&self, place: usize, read: &Range<usize>, owners: &HashMap<usize, &Dictionary>) -> bool {
        let Some(owner) = owners.get(&place) else { return !read.contains(&place) };
        // A PDF MAC (ISO/TS 32004) has a byte range, too.
        if owner.get(b"MACLocation").is_some() {
            return false;
        }
        let contents = owner.entry(b"Contents").map(|entry| entry.span.start);
        !self.known.iter().any(|signature| Some(signature.contents_span.start) == contents)
    }
}

/// The dictionaries where a signature may stand that have `key`, by where its value stands: an object, or the value of a field.
/// Elsewhere it is none of the document's: usage rights (`/UR3`, ISO 32000-1, 12.8.2.3) are within the catalog.
fn owners<'o>(object: &'o Object, key: &[u8]) -> HashMap<usize, &'o Dictionary> {
    let (mut waiting, mut found) = (vec![object], HashMap::new());
    while let Some(object) = waiting.pop() {
        let Some(dictionary) = object.as_dictionary() else { continue };
        found.extend(dictionary.entry(key).map(|entry| (entry.span.start, dictionary)));
        waiting.extend(dictionary.entry(b"V").map(|entry| &entry.value));
    }
    found
}

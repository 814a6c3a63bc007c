//! The file as it was at each `%%EOF`: every revision is a prefix of the bytes (ISO 32000-2, 7.5.6).

use crate::lexer::Lexer;
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::store::Store;
use crate::xref::{Location, Xref, XrefKind};

/// `startxref` follows the trailer within this many bytes, or the revision has no end of its own.
const STARTXREF_WITHIN: usize = 2048;

/// One state of the document, from the first one written to the present one.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Length of the prefix that is this revision, in bytes: right behind its `%%EOF` and end-of-line.
    pub end: usize,
    /// Length of the prefix up to and including `%%EOF`, without the end-of-line.
    pub end_of_marker: usize,
    /// Where its cross-reference section begins.
    pub xref_offset: usize,
    /// How its cross-reference section is written.
    pub xref_kind: XrefKind,
    /// Whether it has two sections because the file is linearized.
    pub is_linearized: bool,
    /// Whether its own `startxref` and `%%EOF` were found where they belong.
    pub is_complete: bool,
    /// The last of its sections: what it sees.
    pub(crate) section: u32,
}

/// The document as one revision shows it. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct RevisionView<'a> {
    store: &'a Store,
    section: u32,
}

impl<'a> RevisionView<'a> {
    pub(crate) fn new(store: &'a Store, section: u32) -> Self {
        Self { store, section }
    }

    /// The object `id`; `Null` if this revision has none.
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Object {
        self.store.object(id, self.section)
    }

    /// `object`, or what it refers to.
    #[must_use]
    pub fn resolve(&self, object: &Object) -> Object {
        self.store.resolve(object, self.section)
    }

    /// Whether this refers to something that other viewers may find though it reads as null here: an object of another
    /// generation, or one that does not stand where it is listed.
    #[must_use]
    pub fn is_unsure(&self, object: &Object) -> bool {
        let row = object.as_reference().and_then(|id| self.store.xref.locate(id.0, self.section));
        let is_listed = row.is_some_and(|row| row.location != Location::Free);
        is_listed && self.resolve(object) == Object::Null
    }

    /// The value of `key` with references followed; `Null` if there is none.
    #[must_use]
    pub fn get(&self, dictionary: &Dictionary, key: &[u8]) -> Object {
        dictionary.get(key).map_or(Object::Null, |value| self.resolve(value))
    }

    /// The dictionary under `key` with references followed.
    #[must_use]
    pub fn dictionary(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Dictionary> {
        self.get(dictionary, key).as_dictionary().cloned()
    }

    /// Whether `other` has the very object that stands here under this number, or one that says the same.
    #[must_use]
    pub fn has_same(&self, other: Self, id: ObjectId) -> bool {
        let place = |view: Self| match view.store.xref.locate(id.0, view.section)?.location {
            Location::At(place, generation) => Some((place, generation)),
            Location::Free | Location::InStream(..) => None,
        };
        if place(*self).is_some() && place(*self) == place(other) {
            return true;
        }
        let object = self.object(id);
        object != Object::Null && object.as_stream().is_none() && object == other.object(id)
    }

    /// The trailer dictionary of this revision.
    #[must_use]
    pub fn trailer(&self) -> &'a Dictionary {
        &self.store.xref.sections[self.section as usize].trailer
    }

    /// The id of the catalog, if the trailer names one.
    #[must_use]
    pub fn catalog_id(&self) -> Option<ObjectId> {
        self.trailer().get(b"Root").and_then(Object::as_reference)
    }

    /// The catalog, empty if it cannot be read.
    #[must_use]
    pub fn catalog(&self) -> Dictionary {
        self.dictionary(self.trailer(), b"Root").unwrap_or_default()
    }

    /// The decrypted and decoded bytes of a stream; `None` beyond `limit` bytes or for unknown filters.
    #[must_use]
    pub fn decode(&self, stream: &Stream, limit: usize) -> Option<Vec<u8>> {
        self.store.decode(stream, self.section, limit)
    }

    /// The bytes of a stream as they stand in the file.
    #[must_use]
    pub fn raw<'s>(&'s self, stream: &Stream) -> &'s [u8] {
        self.store.bytes().get(stream.data.clone()).unwrap_or_default()
    }

    pub(crate) fn store(&self) -> &'a Store {
        self.store
    }

    /// Which state of the document this is: the same number, the same objects.
    #[must_use]
    pub fn section(&self) -> u32 {
        self.section
    }
}

/// Groups the sections of the chain into revisions and finds where each ends.
pub(crate) fn revisions(bytes: &[u8], xref: &Xref, base: usize) -> Vec<Revision> {
    let mut revisions: Vec<Revision> = Vec::new();
    let mut first = 0usize;
    for (index, section) in xref.sections.iter().enumerate() {
        // A linearized file's newest section stands *before* the one it continues, in the same revision (annex F).
        if xref.sections.get(index + 1).is_some_and(|next| next.offset < section.offset) {
            continue;
        }
        let group = &xref.sections[first..=index];
        let group_end = group.iter().map(|section| section.end).max().unwrap_or(section.end);
        let limit = xref.sections.get(index + 1).map_or(bytes.len(), |next| next.offset).max(group_end);
        let marker = if section.kind == XrefKind::Repaired {
            None
        } else {
            end_of_marker(bytes, group_end, limit, section.offset - base.min(section.offset))
        };
        let end_of_marker = marker.unwrap_or(limit);
        revisions.push(Revision {
            end: after_line_end(bytes, end_of_marker),
            end_of_marker,
            xref_offset: section.offset,
            xref_kind: section.kind,
            is_linearized: group.len() > 1,
            is_complete: marker.is_some(),
            section: u32::try_from(index).unwrap_or(u32::MAX),
        });
        first = index + 1;
    }
    revisions
}

/// The end of the `%%EOF` that follows the `startxref` naming `offset`.
fn end_of_marker(bytes: &[u8], from: usize, limit: usize, offset: usize) -> Option<usize> {
    let window_end = limit.min(from.saturating_add(STARTXREF_WITHIN)).max(from);
    let window = bytes.get(from..window_end)?;
    for hit in memchr::memmem::find_iter(window, b"startxref") {
        let mut lexer = Lexer::at(bytes, from + hit + b"startxref".len());
        if lexer.unsigned() != Some(offset as u64) {
            continue;
        }
        // Not a token: `%%EOF` is a comment to the lexer.
        let tail = bytes.get(lexer.position()..)?;
        let space = tail.iter().take_while(|&&byte| crate::lexer::is_whitespace(byte)).count();
        if tail[space..].starts_with(b"%%EOF") {
            return Some(lexer.position() + space + b"%%EOF".len());
        }
    }
    None
}

/// The position behind one end-of-line at `position`.
pub(crate) fn after_line_end(bytes: &[u8], position: usize) -> usize {
    match bytes.get(position..) {
        Some([b'\r', b'\n', ..]) => position + 2,
        Some([b'\r' | b'\n', ..]) => position + 1,
        _ => position,
    }
}

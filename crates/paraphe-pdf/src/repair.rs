//! When the cross-reference is unusable: find the objects by their headers, as viewers do.
//!
//! The result is always marked [`XrefKind::Repaired`]; it has one revision and no history, and no verdict about a
//! signature may lean on it without saying so.

use std::collections::BTreeMap;

use crate::lexer::Lexer;
use crate::object::{Dictionary, Object, ObjectId};
use crate::security::Security;
use crate::source::Source;
use crate::store::Store;
use crate::xref::{Location, Section, Xref, XrefKind, stream_end};

/// More objects than this are not looked for.
const MAX_OBJECTS: usize = 2_000_000;

/// The scan parses at most this many times the size of the file.
const MAX_PASSES: usize = 64;

/// What the scan has found so far.
#[derive(Default)]
struct Scan {
    /// Later definitions replace earlier ones, as in an incremental update.
    objects: BTreeMap<u32, (usize, u16)>,
    object_streams: Vec<ObjectId>,
    trailer: Dictionary,
    catalog: Option<ObjectId>,
    /// Bytes parsed so far: headers inside one endless string would otherwise cost the square of the file.
    parsed: usize,
}

/// The cross-reference as a scan of the whole file gives it; `None` if there is nothing like a catalog.
pub(crate) fn scan(bytes: &[u8]) -> Option<(Xref, Vec<ObjectId>)> {
    let mut scan = Scan::default();
    let mut position = 0;
    for hit in memchr::memmem::find_iter(bytes, b"obj") {
        // Hits inside a stream that was stepped over are data.
        if hit < position || scan.objects.len() >= MAX_OBJECTS {
            continue;
        }
        if let Some(start) = header_start(bytes, hit) {
            position = scan.take_object(bytes, start).unwrap_or(position);
        }
    }
    scan.take_trailers(bytes);
    if scan.trailer.get(b"Root").is_none() {
        scan.trailer.set(b"Root", Object::Reference(scan.catalog?));
    }
    let rows = scan
        .objects
        .iter()
        .map(|(&number, &(at, generation))| (number, Location::At(at, generation)))
        .collect();
    let kind = XrefKind::Repaired;
    let (trailer, hidden, is_plain) = (scan.trailer, Vec::new(), false);
    let (stream, stream_data, end) = (None, None, bytes.len());
    let section = Section { offset: 0, end, kind, trailer, stream, stream_data, hidden, is_plain };
    Some((Xref::repaired(section, rows), scan.object_streams))
}

/// Adds the objects inside the object streams that were found, now that they can be decrypted.
pub(crate) fn with_compressed(
    source: Source,
    xref: Xref,
    security: Option<Security>,
    streams: &[ObjectId],
) -> Store {
    let mut store = Store::new(source, xref);
    store.security = security;
    let mut inside: BTreeMap<u32, Location> = BTreeMap::new();
    for id in streams {
        let Some(stream) = store.object_stream(id.0, 0, 0) else { continue };
        for (index, (number, _)) in stream.index.iter().enumerate().take(MAX_OBJECTS) {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            inside.insert(*number, Location::InStream(id.0, index));
        }
    }
    let plain = store.xref.rows().iter().map(|row| (row.number, row.location));
    // An object that stands in the open wins: it was either there first or replaces the compressed one.
    let mut all = inside;
    all.extend(plain);
    let section = store.xref.sections[0].clone();
    store.xref = Xref::repaired(section, all.into_iter().collect());
    store
}

/// The position of the number in `12 0 obj`, given that of the keyword.
fn header_start(bytes: &[u8], keyword: usize) -> Option<usize> {
    let back = |end: usize, wanted: fn(&u8) -> bool| {
        let length = bytes[..end].iter().rev().take(24).take_while(|byte| wanted(byte)).count();
        (end - length, length)
    };
    let (generation_end, _) = back(keyword, u8::is_ascii_whitespace);
    let (generation, digits) = back(generation_end, u8::is_ascii_digit);
    let (number_end, space) = back(generation, u8::is_ascii_whitespace);
    let (number, more_digits) = back(number_end, u8::is_ascii_digit);
    (digits > 0 && space > 0 && more_digits > 0).then_some(number)
}

impl Scan {
    /// Notes the object at `start`; returns where the scan may go on.
    fn take_object(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        if self.parsed > bytes.len().saturating_mul(MAX_PASSES) {
            return None;
        }
        let object = Lexer::at(bytes, start).indirect_object()?;
        self.parsed = self.parsed.saturating_add(object.end - start);
        self.objects.insert(object.id.0, (start, object.id.1));
        let Object::Dictionary(dictionary) = object.value else { return None };
        if dictionary.is_type(b"Catalog") {
            self.catalog = Some(object.id);
        }
        let stream_start = object.stream_start?;
        if dictionary.is_type(b"ObjStm") {
            self.object_streams.push(object.id);
        }
        if dictionary.is_type(b"XRef") {
            self.take_trailer(&dictionary);
        }
        let length = dictionary.get(b"Length").and_then(Object::as_integer)?;
        let length = usize::try_from(length).ok()?;
        // Only a length that is true may be used to step over data.
        stream_end(bytes, stream_start, Some(length)).filter(|&end| end == stream_start + length)
    }

    fn take_trailers(&mut self, bytes: &[u8]) {
        for hit in memchr::memmem::find_iter(bytes, b"trailer") {
            if let Some(Object::Dictionary(trailer)) = Lexer::at(bytes, hit + b"trailer".len()).object() {
                self.take_trailer(&trailer);
            }
        }
    }

    fn take_trailer(&mut self, trailer: &Dictionary) {
        for key in [&b"Root"[..], b"Info", b"ID", b"Encrypt"] {
            let Some(value) = trailer.get(key) else { continue };
            let known = match value {
                Object::Reference(id) => self.objects.contains_key(&id.0) || key != b"Info",
                Object::Array(_) | Object::Dictionary(_) => true,
                Object::Boolean(_)
                | Object::Integer(_)
                | Object::Name(_)
                | Object::Null
                | Object::Real(_)
                | Object::Stream(_)
                | Object::String(_) => false,
            };
            if known {
                self.trailer.replace(key, value.clone());
            }
        }
    }
}

//! Append-only writing (ISO 32000-2, 7.5.6): new objects, one cross-reference section, one trailer. No byte that is
//! there is ever written again.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::error::PdfError;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId};
use crate::writer::{write_dictionary, write_object, write_text};
use crate::xref::{Location, XrefKind};

/// Offsets beyond this do not fit the four bytes we write and what many readers hold them in.
const MAX_OFFSET: u64 = u32::MAX as u64;
/// Trailer entries that belong to one section or stream only and must not be repeated. `/AuthCode` (ISO/TS 32004)
/// authenticates the file as it was.
const NOT_REPEATED: [&[u8]; 12] = [
    b"Prev",
    b"XRefStm",
    b"Length",
    b"Filter",
    b"DecodeParms",
    b"Type",
    b"W",
    b"Index",
    b"Size",
    b"F",
    b"AuthCode",
    b"DL",
];

/// What a new object is made of.
#[derive(Debug, Clone)]
enum Payload {
    /// Written as it is, not encrypted: the caller has seen to that, and to the marks inside.
    Finished(Vec<u8>),
    Object(Object),
    Stream(Dictionary, Vec<u8>),
}

/// An update being put together.
#[derive(Debug)]
pub(crate) struct Update<'a> {
    file: &'a PdfFile,
    objects: BTreeMap<ObjectId, Payload>,
    next_number: u32,
}

/// The bytes to append, and where each new object's body stands in them.
#[derive(Debug)]
pub(crate) struct Tail {
    pub(crate) bytes: Vec<u8>,
    bodies: BTreeMap<ObjectId, Range<usize>>,
}

impl Tail {
    /// Where the body of `id` (between `obj` and `endobj`) stands in the tail.
    pub(crate) fn body(&self, id: ObjectId) -> Option<Range<usize>> {
        self.bodies.get(&id).cloned()
    }
}

impl<'a> Update<'a> {
    pub(crate) fn new(file: &'a PdfFile) -> Self {
        let size = file.current().trailer().get(b"Size").and_then(Object::as_integer);
        let by_size = size.and_then(|size| u32::try_from(size).ok()).unwrap_or_default();
        let by_rows = file.store().xref.largest_number().saturating_add(1);
        // A /Size far beyond the rows is nonsense; object numbers above 8 388 607 are refused by common viewers.
        let next_number =
            if by_size > by_rows.saturating_add(1_000_000) { by_rows } else { by_size.max(by_rows) };
        Self { file, objects: BTreeMap::new(), next_number }
    }

    /// The file that is added to.
    pub(crate) fn file(&self) -> &'a PdfFile {
        self.file
    }

    /// A number for a new object.
    pub(crate) fn reserve(&mut self) -> ObjectId {
        let id = (self.next_number, 0);
        self.next_number = self.next_number.saturating_add(1);
        id
    }

    /// The object as this update leaves it.
    pub(crate) fn object(&self, id: ObjectId) -> Object {
        match self.objects.get(&id) {
            Some(Payload::Object(object)) => object.clone(),
            Some(Payload::Stream(..) | Payload::Finished(_)) | None => self.file.current().object(id),
        }
    }

    /// Writes `object` as `id`, new or in place of the former one.
    pub(crate) fn put(&mut self, id: ObjectId, object: Object) {
        self.objects.insert(id, Payload::Object(object));
    }

    /// Writes a stream as `id`; `content` is unencoded and will be compressed.
    pub(crate) fn put_stream(&mut self, id: ObjectId, dictionary: Dictionary, content: &[u8]) {
        let mut dictionary = dictionary;
        dictionary.set(b"Filter", Object::name("FlateDecode"));
        self.objects.insert(id, Payload::Stream(dictionary, compress(content)));
    }

    /// Writes bytes that are already in PDF syntax as `id`.
    pub(crate) fn put_finished(&mut self, id: ObjectId, body: Vec<u8>) {
        self.objects.insert(id, Payload::Finished(body));
    }

    /// A new object with the next number.
    pub(crate) fn add(&mut self, object: Object) -> ObjectId {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// A new stream with the next number.
    pub(crate) fn add_stream(&mut self, dictionary: Dictionary, content: &[u8]) -> ObjectId {
        let id = self.reserve();
        self.put_stream(id, dictionary, content);
        id
    }

    /// Encrypts what `object` will hold once it is written as `id`, where the file wants that.
    pub(crate) fn encrypted(&self, id: ObjectId, mut object: Object) -> Object {
        if let Some(security) = &self.file.store().security {
            security.encrypt_strings(id, &mut object);
        }
        object
    }

    /// The bytes to append. `seed` makes the second element of `/ID` differ from every other update's.
    ///
    /// # Errors
    /// [`PdfError::TooLarge`] when an offset would not fit, [`PdfError::EncryptedNotSignable`] when the cipher fails.
    pub(crate) fn finish(mut self, seed: &[u8]) -> Result<Tail, PdfError> {
        let length = self.file.bytes().len();
        let mut tail = Tail { bytes: Vec::new(), bodies: BTreeMap::new() };
        if !matches!(self.file.bytes().last(), Some(b'\n' | b'\r')) {
            tail.bytes.push(b'\n');
        }
        let mut rows: BTreeMap<u32, Location> = BTreeMap::new();
        for (id, payload) in std::mem::take(&mut self.objects) {
            rows.insert(id.0, Location::At(length + tail.bytes.len(), id.1));
            self.write_payload(&mut tail, id, payload)?;
        }
        let trailer = self.trailer(seed);
        self.write_section(&mut tail.bytes, rows, trailer)?;
        let total = length as u64 + tail.bytes.len() as u64;
        if total > MAX_OFFSET {
            return Err(PdfError::TooLarge { bytes: total, limit: MAX_OFFSET });
        }
        Ok(tail)
    }

    fn write_payload(&self, tail: &mut Tail, id: ObjectId, payload: Payload) -> Result<(), PdfError> {
        let out = &mut tail.bytes;
        write_text(out, format_args!("{} {} obj\n", id.0, id.1));
        let start = out.len();
        match payload {
            Payload::Finished(body) => out.extend_from_slice(&body),
            Payload::Object(object) => write_object(out, &self.encrypted(id, object)),
            Payload::Stream(mut dictionary, mut content) => {
                if let Some(security) = &self.file.store().security {
                    content = security
                        .encrypt_stream(id, &dictionary, &content)
                        .ok_or(PdfError::EncryptedNotSignable)?;
                }
                dictionary.set(b"Length", Object::Integer(i64::try_from(content.len()).unwrap_or(i64::MAX)));
                write_object(out, &self.encrypted(id, Object::Dictionary(dictionary)));
                out.extend_from_slice(b"\nstream\n");
                out.extend_from_slice(&content);
                out.extend_from_slice(b"\nendstream");
            }
        }
        let body = start..out.len();
        out.extend_from_slice(b"\nendobj\n");
        tail.bodies.insert(id, body);
        Ok(())
    }

    /// The former trailer without what belongs to its own section, with a renewed second `/ID` element.
    fn trailer(&self, seed: &[u8]) -> Dictionary {
        let former = self.file.current().trailer();
        let mut trailer = Dictionary::new();
        for entry in former.iter().filter(|entry| !NOT_REPEATED.contains(&entry.key.as_slice())) {
            trailer.set(&entry.key, entry.value.clone());
        }
        let ids = self.file.current().get(former, b"ID");
        let ids = ids.as_array().unwrap_or_default();
        let part = |index: usize| ids.get(index).and_then(Object::as_string).map(<[u8]>::to_vec);
        let mut hasher = Sha256::new();
        hasher.update(part(1).unwrap_or_default());
        hasher.update((self.file.bytes().len() as u64).to_be_bytes());
        hasher.update(seed);
        let renewed = hasher.finalize()[..16].to_vec();
        // The first element names the document for life, and old encryption keys are derived from it.
        let permanent = part(0).unwrap_or_else(|| renewed.clone());
        trailer.set(b"ID", Object::Array(vec![Object::String(permanent), Object::String(renewed)]));
        trailer
    }

    /// Writes the section in the kind of the file's last one; a repaired file gets a complete one that replaces all.
    fn write_section(
        &mut self,
        out: &mut Vec<u8>,
        mut rows: BTreeMap<u32, Location>,
        mut trailer: Dictionary,
    ) -> Result<(), PdfError> {
        let length = self.file.bytes().len();
        let base = self.file.base();
        let kind = self.file.xref_kind();
        if kind == XrefKind::Repaired {
            for row in self.file.store().xref.rows() {
                rows.entry(row.number).or_insert(row.location);
            }
            // A section without predecessor names every number from 0 (7.5.4), unless the numbers are absurd.
            if self.next_number as usize <= rows.len() * 4 + 1000 {
                (0..self.next_number).for_each(|number| {
                    rows.entry(number).or_insert(Location::Free);
                });
            }
        } else if let Some(last) = self.file.revisions().last() {
            let previous = i64::try_from(last.xref_offset - base).unwrap_or(i64::MAX);
            trailer.set(b"Prev", Object::Integer(previous));
        }
        let compressed = rows.values().any(|location| matches!(location, Location::InStream(..)));
        let as_stream = kind == XrefKind::Stream || compressed;
        let stream_id = as_stream.then(|| self.reserve());
        trailer.set(b"Size", Object::Integer(i64::from(self.next_number)));
        let section_at = length + out.len();
        if u32::try_from(section_at).is_err() {
            return Err(PdfError::TooLarge { bytes: section_at as u64, limit: MAX_OFFSET });
        }
        match stream_id {
            Some(id) => {
                rows.insert(id.0, Location::At(section_at, id.1));
                write_stream_section(out, id, &rows, trailer, base);
            }
            None => write_table_section(out, &rows, &trailer, base),
        }
        write_text(out, format_args!("startxref\n{}\n%%EOF\n", section_at - base));
        Ok(())
    }
}

/// Groups consecutive numbers: subsections of a table, pairs of `/Index`.
fn subsections(rows: &BTreeMap<u32, Location>) -> Vec<Vec<(u32, Location)>> {
    let mut groups: Vec<Vec<(u32, Location)>> = Vec::new();
    for (&number, &location) in rows {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|(last, _)| last + 1 == number) => {
                group.push((number, location))
            }
            _ => groups.push(vec![(number, location)]),
        }
    }
    groups
}

fn write_table_section(out: &mut Vec<u8>, rows: &BTreeMap<u32, Location>, trailer: &Dictionary, base: usize) {
    let mut rows = rows.clone();
    // The head of the free list; some readers insist on it in every section.
    rows.insert(0, Location::Free);
    out.extend_from_slice(b"xref\n");
    for group in subsections(&rows) {
        write_text(out, format_args!("{} {}\n", group[0].0, group.len()));
        for (_, location) in group {
            match location {
                Location::At(offset, generation) => {
                    write_text(out, format_args!("{:010} {generation:05} n \n", offset - base));
                }
                Location::Free | Location::InStream(..) => out.extend_from_slice(b"0000000000 65535 f \n"),
            }
        }
    }
    out.extend_from_slice(b"trailer\n");
    write_dictionary(out, trailer);
    out.push(b'\n');
}

fn write_stream_section(
    out: &mut Vec<u8>,
    id: ObjectId,
    rows: &BTreeMap<u32, Location>,
    trailer: Dictionary,
    base: usize,
) {
    let mut data = Vec::new();
    let mut index = Vec::new();
    for group in subsections(rows) {
        index.push(Object::Integer(i64::from(group[0].0)));
        index.push(Object::Integer(i64::try_from(group.len()).unwrap_or(i64::MAX)));
        for (_, location) in group {
            // Offsets were checked to fit in four bytes.
            let (kind, second, third) = match location {
                Location::At(offset, generation) => {
                    (1u8, u32::try_from(offset - base).unwrap_or(u32::MAX), u32::from(generation))
                }
                Location::Free => (0, 0, 65535),
                Location::InStream(stream, position) => (2, stream, position),
            };
            data.push(kind);
            data.extend_from_slice(&second.to_be_bytes());
            data.extend_from_slice(&third.to_be_bytes());
        }
    }
    let mut dictionary = Dictionary::from([(&b"Type"[..], Object::name("XRef"))]);
    for entry in trailer.iter() {
        dictionary.set(&entry.key, entry.value.clone());
    }
    dictionary.set(b"W", Object::Array([1, 4, 4].map(Object::Integer).to_vec()));
    dictionary.set(b"Index", Object::Array(index));
    let data = compress(&data);
    dictionary.set(b"Filter", Object::name("FlateDecode"));
    dictionary.set(b"Length", Object::Integer(i64::try_from(data.len()).unwrap_or(i64::MAX)));
    write_text(out, format_args!("{} {} obj\n", id.0, id.1));
    write_dictionary(out, &dictionary);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(&data);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

/// Deflates with zlib framing, as `/FlateDecode` wants it.
fn compress(content: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .expect("compressing from memory to memory cannot fail")
}

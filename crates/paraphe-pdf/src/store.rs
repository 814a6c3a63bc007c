//! Objects on demand: nothing is parsed before somebody asks for it.

mod large;
mod reading;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use self::large::{Large, Place, Where, weight};
use self::reading::Reading;
use crate::filter;
use crate::lexer::Lexer;
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::security::Security;
use crate::source::Source;
use crate::xref::{Location, Section, Xref, XrefKind, stream_end};

/// A decoded object stream is never larger.
const MAX_OBJECT_STREAM: usize = 64 << 20;
/// Decoded object streams kept for the next question, in bytes.
const CACHE_BYTES: usize = 24 << 20;
/// Suspicious bytes (see [`Store::spend`]) over the life of one file; beyond it, objects read as null. A bomb reaches
/// it, no honest file does.
const WORK_LIMIT: u64 = 2 << 30;
/// Work up to this size per object, in bytes, is not suspicious.
const HONEST_WORK: usize = 16 << 10;
/// Copying an object is so much less work than reading it.
const COPY: usize = 8;
/// Decoded data is not suspicious up to this many times its encoded size.
const HONEST_EXPANSION: usize = 64;
/// Lengths may be references into object streams whose own lengths are references; real files stop at 2.
const MAX_INDIRECTION: u8 = 4;
/// References may point to references (7.3.10 forbids it, files do it).
const MAX_REFERENCE_CHAIN: u8 = 16;
/// An object stream whose dictionary refers to more than this is none that anybody writes.
const MAX_PACKED_WITH: usize = 64;

/// The bytes of a file with their cross-reference, key and caches.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) source: Source,
    pub(crate) xref: Xref,
    pub(crate) security: Option<Security>,
    cache: Mutex<Cache>,
    large: Mutex<Large>,
    work: AtomicU64,
    pub(crate) reading: Reading,
    /// What stands where another object is listed: any number of them may be.
    misplaced: Mutex<HashMap<usize, ObjectId>>,
    /// What stands where an object stream should, and by what it is read ([`Store::packed_with`]).
    packed: Mutex<HashMap<usize, Option<PackedAt>>>,
}

/// The objects by which an object stream is read.
type PackedWith = Arc<[ObjectId]>;
/// Which object stands in a place, if one does, and by what it is read.
type PackedAt = (Option<ObjectId>, PackedWith);

#[derive(Debug, Default)]
struct Cache {
    streams: HashMap<usize, Arc<ObjectStream>>,
    /// Positions of `streams`, oldest first.
    order: Vec<usize>,
    bytes: usize,
}

/// A decoded object stream and where in it each object begins.
#[derive(Debug)]
pub(crate) struct ObjectStream {
    pub(crate) bytes: Vec<u8>,
    pub(crate) index: Vec<(u32, usize)>,
}

impl Store {
    pub(crate) fn new(source: Source, xref: Xref) -> Self {
        let (cache, large) = (Mutex::default(), Mutex::default());
        let (misplaced, packed) = (Mutex::default(), Mutex::default());
        let (work, reading) = (AtomicU64::new(0), Reading::of(source.bytes().len()));
        Self { source, xref, security: None, cache, large, work, reading, misplaced, packed }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.source.bytes()
    }

    /// The object `id` as the sections up to `section` have it; `null` if there is none.
    pub(crate) fn object(&self, id: ObjectId, section: u32) -> Object {
        self.read(id, section).unwrap_or(Object::Null)
    }

    /// The object `id`; `None` if there is none, or none that can be read.
    pub(crate) fn read(&self, id: ObjectId, section: u32) -> Option<Object> {
        self.object_at_level(id, section, 0)
    }

    fn object_at_level(&self, id: ObjectId, section: u32, level: u8) -> Option<Object> {
        match self.xref.locate(id.0, section)?.location {
            Location::At(offset, generation) if generation == id.1 => {
                self.object_at(offset, id, section, level)
            }
            Location::InStream(stream, index) if id.1 == 0 => {
                self.compressed_object(id.0, stream, index, section, level)
            }
            Location::At(..) | Location::Free | Location::InStream(..) => None,
        }
    }

    /// The indirect object that stands at `offset`, if it is `id`.
    pub(crate) fn object_at(&self, offset: usize, id: ObjectId, section: u32, level: u8) -> Option<Object> {
        let place = (id, Where::At(offset), section);
        if let Some(known) = self.known(place) {
            return known;
        }
        let other = self.misplaced.lock().unwrap_or_else(PoisonError::into_inner).get(&offset).copied();
        if other.is_some_and(|other| other != id) {
            return None;
        }
        let bytes = self.bytes();
        let found = Lexer::at(bytes, offset).indirect_object()?;
        let length = found.end.saturating_sub(offset);
        let cost = length.max(weight(&found.value) / COPY);
        if !self.reading.take(cost) || !self.spend(length) {
            return None;
        }
        if found.id != id {
            self.misplaced.lock().unwrap_or_else(PoisonError::into_inner).insert(offset, found.id);
            return None;
        }
        let mut object = match (found.value, found.stream_start) {
            (Object::Dictionary(dictionary), Some(start)) => {
                let end = self.stream_end(&dictionary, start, section, level)?;
                Object::Stream(Stream { id, dictionary, data: start..end })
            }
            (value, _) => value,
        };
        if let Some(security) = &self.security {
            security.decrypt_strings(id, &mut object);
        }
        self.keep(place, &object, length)?;
        Some(object)
    }

    fn stream_end(&self, dictionary: &Dictionary, start: usize, section: u32, level: u8) -> Option<usize> {
        let length = match dictionary.get(b"Length") {
            Some(Object::Reference(id)) if level < MAX_INDIRECTION => {
                self.object_at_level(*id, section, level + 1).and_then(|length| length.as_integer())
            }
            Some(length) => length.as_integer(),
            None => None,
        };
        let end = stream_end(self.bytes(), start, length.and_then(|length| usize::try_from(length).ok()))?;
        // A wrong length costs a search; many of them are an attack.
        let honest = length == i64::try_from(end - start).ok();
        (honest || self.spend(end - start)).then_some(end)
    }

    /// Whether `amount` more bytes of work are allowed. Only large amounts are counted, so that a file that stays open
    /// for days never runs out.
    pub(crate) fn spend(&self, amount: usize) -> bool {
        if amount <= HONEST_WORK {
            return true;
        }
        let amount = amount as u64;
        let is_left = self.work.fetch_add(amount, Ordering::Relaxed).saturating_add(amount) <= WORK_LIMIT;
        if !is_left {
            self.reading.run_out();
        }
        is_left
    }

    fn compressed_object(
        &self,
        number: u32,
        stream: u32,
        index: u32,
        section: u32,
        level: u8,
    ) -> Option<Object> {
        let place = ((number, 0), Where::InStream(stream, index), section);
        if let Some(known) = self.known(place) {
            return known;
        }
        let stream = self.object_stream(stream, section, level)?;
        let index = usize::try_from(index).ok()?;
        let listed = stream.index.get(index).filter(|(listed, _)| *listed == number);
        // Where a number stands elsewhere than it is said, it is sought among all.
        if listed.is_none() && !self.reading.take(stream.index.len()) {
            return None;
        }
        let (_, offset) = listed.or_else(|| stream.index.iter().find(|(listed, _)| *listed == number))?;
        let mut lexer = Lexer::at(&stream.bytes, *offset);
        let object = lexer.object();
        // Any number of objects may be said to stand in one place.
        let length = lexer.position().saturating_sub(*offset);
        let cost = length.max(object.as_ref().map_or(0, weight) / COPY);
        if !self.reading.take(cost) || !self.spend(length) {
            return None;
        }
        let mut object = object?;
        forget_positions(&mut object);
        self.keep(place, &object, length)?;
        Some(object)
    }

    /// A large object that was read before, if it was; `None` in it: it takes more work than is allowed.
    fn known(&self, place: Place) -> Option<Option<Object>> {
        let known = self.large.lock().unwrap_or_else(PoisonError::into_inner).get(place);
        let (object, weight) = known?;
        let is_left = self.reading.take(weight / COPY) && self.spend(weight / COPY);
        Some(is_left.then(|| Object::clone(&object)))
    }

    /// Keeps an object that took `length` octets, if they are many; `None` if it takes more work than is allowed.
    fn keep(&self, place: Place, object: &Object, length: usize) -> Option<()> {
        if length > HONEST_WORK {
            let weight = weight(object);
            self.large.lock().unwrap_or_else(PoisonError::into_inner).put(place, object, weight);
            return self.spend(weight).then_some(());
        }
        Some(())
    }

    /// The object stream `number`, decoded, from the cache or anew.
    pub(crate) fn object_stream(&self, number: u32, section: u32, level: u8) -> Option<Arc<ObjectStream>> {
        let Location::At(offset, generation) = self.xref.locate(number, section)?.location else {
            return None;
        };
        if level >= MAX_INDIRECTION {
            return None;
        }
        if let Some(stream) = self.cache.lock().unwrap_or_else(PoisonError::into_inner).streams.get(&offset) {
            return Some(Arc::clone(stream));
        }
        let object = self.object_at(offset, (number, generation), section, level + 1)?;
        let stream = object.as_stream()?;
        let decoded = self.decode(stream, section, MAX_OBJECT_STREAM)?;
        let stream = Arc::new(ObjectStream::parse(&stream.dictionary, decoded)?);
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).put(offset, Arc::clone(&stream));
        Some(stream)
    }

    /// The objects by which the object stream `number` is read: its length, its filters. `None` if that takes more work than is
    /// allowed. What is no object stream of this number is read by nothing.
    pub(crate) fn packed_with(&self, number: u32, section: u32) -> Option<PackedWith> {
        let Some(Location::At(offset, generation)) =
            self.xref.locate(number, section).map(|row| row.location)
        else {
            return Some(Arc::default());
        };
        // The same places are asked for again at every revision.
        let mut packed = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        let (id, ids) = packed.entry(offset).or_insert_with(|| self.packed_at(offset)).as_ref()?;
        Some(if *id == Some((number, generation)) { Arc::clone(ids) } else { Arc::default() })
    }

    fn packed_at(&self, offset: usize) -> Option<PackedAt> {
        let mut lexer = Lexer::at(self.bytes(), offset);
        if self.work.load(Ordering::Relaxed) > WORK_LIMIT {
            return None;
        }
        let found = lexer.indirect_object();
        if !self.spend(lexer.position().saturating_sub(offset)) {
            return None;
        }
        let Some(found) = found else { return Some((None, Arc::default())) };
        let (mut waiting, mut ids) = (vec![&found.value], Vec::new());
        while let Some(object) = waiting.pop() {
            ids.extend(object.as_reference());
            waiting.extend(object.as_array().unwrap_or_default());
            waiting.extend(
                object.as_dictionary().into_iter().flat_map(Dictionary::iter).map(|entry| &entry.value),
            );
            if ids.len() > MAX_PACKED_WITH {
                return None;
            }
        }
        Some((Some(found.id), ids.into()))
    }

    /// The decrypted, decoded bytes of a stream; `None` beyond `limit` or for filters we do not know.
    pub(crate) fn decode(&self, stream: &Stream, section: u32, limit: usize) -> Option<Vec<u8>> {
        let raw = self.bytes().get(stream.data.clone())?;
        let mut filters = Dictionary::new();
        for key in [&b"Filter"[..], b"DecodeParms", b"DP", b"F"] {
            if let Some(value) = stream.dictionary.get(key) {
                filters.set(key, self.resolve_shallow(value, section));
            }
        }
        let decoded = match &self.security {
            Some(security) if !self.is_section(stream) => {
                let plain = security.decrypt_stream(stream.id, &stream.dictionary, raw)?;
                filter::decode(&filters, &plain, limit)
            }
            Some(_) | None => filter::decode(&filters, raw, limit),
        }?;
        let honest = decoded.len() / HONEST_EXPANSION <= raw.len();
        let is_left = self.reading.take_decoded(decoded.len()) && (honest || self.spend(decoded.len()));
        is_left.then_some(decoded)
    }

    /// Whether this is a cross-reference section, which alone is never encrypted: it has to stand where one is named, for
    /// anything may call itself one.
    fn is_section(&self, stream: &Stream) -> bool {
        let holds = |section: &Section| (section.offset..section.end).contains(&stream.data.start);
        stream.dictionary.is_type(b"XRef")
            && self.xref.sections.iter().any(|section| section.kind == XrefKind::Stream && holds(section))
    }

    /// `object` and, if it is an array, its items with references followed; so are those to the numbers of dictionaries.
    fn resolve_shallow(&self, object: &Object, section: u32) -> Object {
        let told = |object: &Object| {
            let mut resolved = self.resolve(object, section);
            if let Object::Dictionary(dictionary) = &mut resolved {
                for entry in dictionary.iter_mut() {
                    let value = self.resolve(&entry.value, section);
                    if value.as_integer().is_some() {
                        entry.value = value;
                    }
                }
            }
            resolved
        };
        let resolved = told(object);
        match resolved.as_array() {
            Some(items) => Object::Array(items.iter().map(told).collect()),
            None => resolved,
        }
    }

    /// Follows references until something else stands there.
    pub(crate) fn resolve(&self, object: &Object, section: u32) -> Object {
        let Object::Reference(id) = object else { return object.clone() };
        let mut found = self.object(*id, section);
        for _ in 0..MAX_REFERENCE_CHAIN {
            let Object::Reference(next) = found else { return found };
            found = self.object(next, section);
        }
        Object::Null
    }
}

impl Cache {
    fn put(&mut self, offset: usize, stream: Arc<ObjectStream>) {
        if stream.bytes.len() > CACHE_BYTES / 2 {
            return;
        }
        while self.bytes + stream.bytes.len() > CACHE_BYTES && !self.order.is_empty() {
            let oldest = self.order.remove(0);
            if let Some(dropped) = self.streams.remove(&oldest) {
                self.bytes -= dropped.bytes.len();
            }
        }
        let size = stream.bytes.len();
        if self.streams.insert(offset, stream).is_none() {
            self.bytes += size;
            self.order.push(offset);
        }
    }
}

impl ObjectStream {
    /// Reads the pairs "number offset" at the front (7.5.7).
    fn parse(dictionary: &Dictionary, bytes: Vec<u8>) -> Option<Self> {
        let whole = |key: &[u8]| usize::try_from(dictionary.get(key)?.as_integer()?).ok();
        let count = whole(b"N")?;
        let first = whole(b"First")?;
        let mut lexer = Lexer::at(&bytes, 0);
        let mut index = Vec::new();
        for _ in 0..count {
            let (Some(number), Some(offset)) = (lexer.unsigned(), lexer.unsigned()) else { break };
            let offset = usize::try_from(offset).ok().and_then(|offset| offset.checked_add(first));
            if let (Ok(number), Some(offset)) = (u32::try_from(number), offset) {
                index.push((number, offset));
            }
        }
        Some(Self { bytes, index })
    }
}

/// Positions inside a decoded object stream are no positions in the file.
fn forget_positions(object: &mut Object) {
    match object {
        Object::Array(items) => items.iter_mut().for_each(forget_positions),
        Object::Dictionary(dictionary) | Object::Stream(Stream { dictionary, .. }) => {
            for entry in dictionary.iter_mut() {
                entry.span = 0..0;
                forget_positions(&mut entry.value);
            }
        }
        Object::Boolean(_)
        | Object::Integer(_)
        | Object::Name(_)
        | Object::Null
        | Object::Real(_)
        | Object::Reference(_)
        | Object::String(_) => {}
    }
}

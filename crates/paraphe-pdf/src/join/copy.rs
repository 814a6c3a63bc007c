//! Objects of one document on their way into another: under new numbers, each once.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::leaves::{Leaf, leaves};
use super::name_tree;
use crate::clean_copy::Counted;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;
use crate::writer::{write_dictionary, write_object};

/// Keys that point into the structure tree, which stays behind.
const OF_THE_STRUCTURE: [&[u8]; 4] = [b"StructParent", b"StructParents", b"SE", b"SD"];

/// Where each object begins, and its generation, as a table of contents wants them.
type Offsets = BTreeMap<u32, (u64, u16)>;

/// The file being written.
pub(super) struct Output {
    out: Counted<BufWriter<File>>,
    offsets: Offsets,
    next: u32,
}

impl Output {
    pub(super) fn new(out: Counted<BufWriter<File>>, next: u32) -> Self {
        Self { out, offsets: BTreeMap::new(), next }
    }

    /// A number nobody has yet.
    pub(super) fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Writes an object that is no stream.
    pub(super) fn put(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut text = Vec::new();
        write_object(&mut text, object);
        self.surrounded(number, &[&text])
    }

    fn put_stream(&mut self, number: u32, dictionary: &Dictionary, data: &[u8]) -> io::Result<()> {
        let mut text = Vec::new();
        write_dictionary(&mut text, dictionary);
        self.surrounded(number, &[&text, b"\nstream\n", data, b"\nendstream"])
    }

    fn surrounded(&mut self, number: u32, body: &[&[u8]]) -> io::Result<()> {
        self.offsets.insert(number, (self.out.at, 0));
        writeln!(self.out, "{number} 0 obj")?;
        for bytes in body {
            self.out.write_all(bytes)?;
        }
        self.out.write_all(b"\nendobj\n")
    }

    pub(super) fn into_parts(self) -> (Counted<BufWriter<File>>, Offsets) {
        (self.out, self.offsets)
    }
}

/// One document being copied.
pub(super) struct Copier<'a> {
    pub(super) view: RevisionView<'a>,
    /// The new number of each object met so far; none for one that stays behind.
    numbers: HashMap<ObjectId, Option<u32>>,
    waiting: Vec<(ObjectId, u32)>,
    /// The new parents of root fields.
    parents: HashMap<ObjectId, u32>,
    leaves: Vec<(Leaf, u32)>,
    destinations: HashMap<Vec<u8>, Object>,
}

impl<'a> Copier<'a> {
    pub(super) fn new(file: &'a PdfFile, output: &mut Output) -> Self {
        let view = file.current();
        let mut numbers = HashMap::new();
        let mut numbered = Vec::new();
        for leaf in leaves(view) {
            let number = output.number();
            if let Some(id) = leaf.id {
                // A page listed twice is two pages; what refers to it means the first.
                numbers.entry(id).or_insert(Some(number));
            }
            numbered.push((leaf, number));
        }
        let destinations = name_tree::destinations(view);
        Self { view, numbers, waiting: Vec::new(), parents: HashMap::new(), leaves: numbered, destinations }
    }

    /// The new number of the first page.
    pub(super) fn first_page(&self) -> Option<u32> {
        self.leaves.first().map(|(_, number)| *number)
    }

    /// Writes the pages and all they need; answers references to them, in order.
    pub(super) fn copy_pages(&mut self, output: &mut Output, parent: u32) -> io::Result<Vec<Object>> {
        let mut kids = Vec::new();
        for at in 0..self.leaves.len() {
            let (dictionary, number) = (self.leaves[at].0.dictionary.clone(), self.leaves[at].1);
            let mut page = self.dictionary(&dictionary, output);
            page.set(b"Parent", Object::Reference((parent, 0)));
            output.put(number, &Object::Dictionary(page))?;
            self.settle(output)?;
            kids.push(Object::Reference((number, 0)));
        }
        Ok(kids)
    }

    /// Says what stands in the place of an object from now on.
    pub(super) fn replace(&mut self, id: ObjectId, number: u32) {
        self.numbers.insert(id, Some(number));
    }

    /// Says that a field gets a parent.
    pub(super) fn adopt(&mut self, field: ObjectId, parent: u32) {
        self.parents.insert(field, parent);
    }

    /// The same value with new numbers. What it refers to is written by the next [`Copier::settle`].
    pub(super) fn value(&mut self, object: &Object, output: &mut Output) -> Object {
        match object {
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.value(item, output)).collect())
            }
            Object::Dictionary(dictionary) => Object::Dictionary(self.dictionary(dictionary, output)),
            Object::Reference(id) => self.reference(*id, output),
            // Streams are always objects of their own.
            Object::Stream(stream) => self.reference(stream.id, output),
            Object::Boolean(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Null
            | Object::Real(_)
            | Object::String(_) => object.clone(),
        }
    }

    fn reference(&mut self, id: ObjectId, output: &mut Output) -> Object {
        let number = match self.numbers.get(&id) {
            Some(known) => *known,
            None => {
                let number = (!self.stays_behind(id)).then(|| output.number());
                self.numbers.insert(id, number);
                self.waiting.extend(number.map(|number| (id, number)));
                number
            }
        };
        number.map_or(Object::Null, |number| Object::Reference((number, 0)))
    }

    /// Parts of the document's skeleton: one reference to them would bring all of it along.
    fn stays_behind(&self, id: ObjectId) -> bool {
        const SKELETON: [&[u8]; 5] = [b"Catalog", b"Page", b"Pages", b"StructElem", b"StructTreeRoot"];
        match self.view.object(id) {
            Object::Null => true,
            Object::Dictionary(dictionary) => SKELETON.iter().any(|name| dictionary.is_type(name)),
            Object::Array(_)
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Real(_)
            | Object::Reference(_)
            | Object::Stream(_)
            | Object::String(_) => false,
        }
    }

    pub(super) fn dictionary(&mut self, dictionary: &Dictionary, output: &mut Output) -> Dictionary {
        let is_jump = self.view.get(dictionary, b"S").as_name() == Some(b"GoTo");
        let mut copied = Dictionary::new();
        for entry in dictionary.iter() {
            let is_target = entry.key == b"Dest" || (is_jump && entry.key == b"D");
            let named = is_target.then(|| self.destination(&entry.value)).flatten();
            let value = self.value(named.as_ref().unwrap_or(&entry.value), output);
            if value != Object::Null && !OF_THE_STRUCTURE.contains(&entry.key.as_slice()) {
                copied.set(&entry.key, value);
            }
        }
        copied
    }

    /// The place a name stands for: names of different documents could clash, places cannot.
    fn destination(&self, target: &Object) -> Option<Object> {
        let target = self.view.resolve(target);
        let name = target.as_string().or_else(|| target.as_name())?;
        self.destinations.get(name).cloned()
    }

    /// Writes everything that was referred to and is not written yet.
    pub(super) fn settle(&mut self, output: &mut Output) -> io::Result<()> {
        while let Some((id, number)) = self.waiting.pop() {
            let object = self.view.object(id);
            if let Object::Stream(stream) = object {
                let mut dictionary = self.dictionary(&stream.dictionary, output);
                let view = self.view;
                let data = view.raw(&stream);
                let length = i64::try_from(data.len()).unwrap_or(i64::MAX);
                dictionary.replace(b"Length", Object::Integer(length));
                output.put_stream(number, &dictionary, data)?;
                continue;
            }
            let mut copied = self.value(&object, output);
            if let (Object::Dictionary(field), Some(parent)) = (&mut copied, self.parents.get(&id)) {
                field.set(b"Parent", Object::Reference((*parent, 0)));
            }
            output.put(number, &copied)?;
        }
        Ok(())
    }
}

//! A broken file written anew: the same objects in one revision with a cross-reference that is true.
//!
//! Everything else here appends. This is for a file whose own cross-reference is unusable and that nobody has signed yet:
//! readers repair such files each in its own way, and a signature should not depend on which way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::error::PdfError;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId};
use crate::writer::{write_dictionary, write_object};

/// `%PDF-1.7` and its like.
const HEADER_LENGTH: usize = 8;

impl PdfFile {
    /// Writes the document as it is shown now into a new file at `path`, which must not exist. Memory does not grow with
    /// the file.
    ///
    /// # Errors
    /// [`PdfError::RepairedAndSigned`] when the file holds a signature, which a copy would break;
    /// [`PdfError::EncryptedNotSignable`] when it is encrypted; [`PdfError::NotReadable`] when `path` cannot be written.
    pub fn clean_copy(&self, path: &Path) -> Result<(), PdfError> {
        if !self.signature_fields().is_empty() {
            return Err(PdfError::RepairedAndSigned);
        }
        if self.is_encrypted() {
            return Err(PdfError::EncryptedNotSignable);
        }
        let written = File::create_new(path).and_then(|file| {
            let mut out = Counted { out: BufWriter::new(file), at: 0 };
            self.write_anew(&mut out)?;
            out.out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
        });
        written.map_err(|error| PdfError::from_io(path, &error))
    }

    fn write_anew(&self, out: &mut Counted<impl Write>) -> io::Result<()> {
        let header = self.bytes().get(self.header_offset()..).and_then(|bytes| bytes.get(..HEADER_LENGTH));
        out.write_all(header.unwrap_or(b"%PDF-1.7"))?;
        out.write_all(b"\n%\xE2\xE3\xCF\xD3\n")?;
        let former = self.current().trailer();
        let mut trailer = Dictionary::new();
        for key in [&b"Root"[..], b"Info", b"ID"] {
            if let Some(value) = former.get(key) {
                trailer.set(key, value.clone());
            }
        }
        let mut offsets = BTreeMap::new();
        for id in self.reachable(&trailer) {
            offsets.insert(id.0, (out.at, id.1));
            self.write_one(out, id)?;
        }
        write_end(out, &offsets, trailer)
    }

    /// Every object that can be come by, in the order of numbers.
    fn reachable(&self, trailer: &Dictionary) -> BTreeSet<ObjectId> {
        let view = self.current();
        let mut found = BTreeSet::new();
        let mut waiting: Vec<Object> = trailer.iter().map(|entry| entry.value.clone()).collect();
        while let Some(object) = waiting.pop() {
            match object {
                Object::Reference(id) => {
                    let target = view.object(id);
                    if target != Object::Null && found.insert(id) {
                        waiting.push(target);
                    }
                }
                Object::Array(items) => waiting.extend(items),
                Object::Dictionary(dictionary) => {
                    waiting.extend(dictionary.iter().map(|entry| entry.value.clone()))
                }
                Object::Stream(stream) => {
                    waiting.extend(stream.dictionary.iter().map(|entry| entry.value.clone()));
                }
                Object::Boolean(_)
                | Object::Integer(_)
                | Object::Name(_)
                | Object::Null
                | Object::Real(_)
                | Object::String(_) => {}
            }
        }
        found
    }

    fn write_one(&self, out: &mut Counted<impl Write>, id: ObjectId) -> io::Result<()> {
        writeln!(out, "{} {} obj", id.0, id.1)?;
        let view = self.current();
        let mut text = Vec::new();
        let object = view.object(id);
        if let Object::Stream(mut stream) = object {
            let data = view.raw(&stream);
            // The length that is there may be what was wrong.
            let length = i64::try_from(data.len()).unwrap_or(i64::MAX);
            stream.dictionary.replace(b"Length", Object::Integer(length));
            write_dictionary(&mut text, &stream.dictionary);
            out.write_all(&text)?;
            out.write_all(b"\nstream\n")?;
            out.write_all(data)?;
            out.write_all(b"\nendstream")?;
        } else {
            write_object(&mut text, &object);
            out.write_all(&text)?;
        }
        out.write_all(b"\nendobj\n")
    }
}

fn write_end(
    out: &mut Counted<impl Write>,
    offsets: &BTreeMap<u32, (u64, u16)>,
    mut trailer: Dictionary,
) -> io::Result<()> {
    let size = offsets.last_key_value().map_or(1, |(number, _)| number + 1);
    let start = out.at;
    writeln!(out, "xref\n0 {size}")?;
    for number in 0..size {
        match offsets.get(&number) {
            Some((offset, generation)) => writeln!(out, "{offset:010} {generation:05} n ")?,
            None => writeln!(out, "0000000000 65535 f ")?,
        }
    }
    trailer.set(b"Size", Object::Integer(i64::from(size)));
    let mut text = Vec::new();
    write_dictionary(&mut text, &trailer);
    out.write_all(b"trailer\n")?;
    out.write_all(&text)?;
    writeln!(out, "\nstartxref\n{start}\n%%EOF")
}

/// Counts what is written: offsets are places in the file.
struct Counted<W> {
    out: W,
    at: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

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
    /// [`PdfError::EncryptedNotSignable`] when it is encrypted; [`PdfError::Damaged`] when more hangs together in it than any
    /// document needs; [`PdfError::NotReadable`] when `path` cannot be written.
    pub fn clean_copy(&self, path: &Path) -> Result<(), PdfError> {
        if !self.signature_fields().is_empty() {
            return Err(PdfError::RepairedAndSigned);
        }
        if self.is_encrypted() {
            return Err(PdfError::EncryptedNotSignable);
        }
        let trailer = self.kept_trailer();
        // In the order of numbers; a reference may lead nowhere.
        let mut kept: BTreeSet<ObjectId> = self.current().reachable_from(&trailer)?.into_iter().collect();
        kept.retain(|id| self.current().object(*id) != Object::Null);
        let written = File::create_new(path).and_then(|file| {
            let mut out = Counted { out: BufWriter::new(file), at: 0 };
            self.write_anew(&mut out, &kept, trailer)?;
            out.out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
        });
        written.map_err(|error| PdfError::from_io(path, &error))
    }

    /// What of the trailer belongs to the document and not to the file.
    fn kept_trailer(&self) -> Dictionary {
        let former = self.current().trailer();
        let mut trailer = Dictionary::new();
        for key in [&b"Root"[..], b"Info", b"ID"] {
            if let Some(value) = former.get(key) {
                trailer.set(key, value.clone());
            }
        }
        trailer
    }

    fn write_anew(
        &self,
        out: &mut Counted<impl Write>,
        kept: &BTreeSet<ObjectId>,
        trailer: Dictionary,
    ) -> io::Result<()> {
        let header = self.bytes().get(self.header_offset()..).and_then(|bytes| bytes.get(..HEADER_LENGTH));
        out.write_all(header.unwrap_or(b"%PDF-1.7"))?;
        out.write_all(b"\n%\xE2\xE3\xCF\xD3\n")?;
        let mut offsets = BTreeMap::new();
        for id in kept {
            offsets.insert(id.0, (out.at, id.1));
            self.write_one(out, *id)?;
        }
        write_end(out, &offsets, trailer)
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

/// The cross-reference of a file written anew, and what stands behind it.
pub(crate) fn write_end(
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
pub(crate) struct Counted<W> {
    pub(crate) out: W,
    pub(crate) at: u64,
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

//! Several documents written as one: for services that take a single PDF.
//!
//! Pages keep their boxes, rotation, content, links and form fields, bookmarks become those of their document, attached
//! files and layers come along. What cannot come along unchanged (a signature, an XFA form) is refused; what only speaks
//! about a whole document (tags for screen readers, scripts run at opening, an archiving claim) is left behind.

mod catalog;
mod copy;
mod form;
mod leaves;
mod name_tree;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use crate::clean_copy::{Counted, write_end};
use crate::error::PdfError;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object};
use copy::{Copier, Output};

/// Numbers given to the two objects every other one hangs on.
const CATALOG: u32 = 1;
const PAGE_TREE: u32 = 2;

/// One of the documents to be joined.
#[derive(Debug, Clone, Copy)]
pub struct JoinPart<'a> {
    /// The document.
    pub file: &'a PdfFile,
    /// What its bookmark says.
    pub title: &'a str,
}

/// Why documents cannot be joined. A `part` is a position among them, from 0.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The pages of the result would not be those of the parts.
    #[error("the joined pages differ from those of the parts")]
    Changed,
    /// It is encrypted.
    #[error("part {part} is encrypted")]
    Encrypted {
        /// Which one.
        part: usize,
    },
    /// Its form gives another meaning to a name that an earlier part's form uses.
    #[error("the form of part {part} clashes with an earlier one")]
    FormsDiffer {
        /// Which one.
        part: usize,
    },
    /// Its layers begin hidden, and those of another part do not.
    #[error("the layers of part {part} begin hidden")]
    Layers {
        /// Which one.
        part: usize,
    },
    /// It holds a signature, which would break.
    #[error("part {part} is signed")]
    Signed {
        /// Which one.
        part: usize,
    },
    /// Reading again what was written, or writing it.
    #[error(transparent)]
    File(#[from] PdfError),
    /// It has an XFA form, whose pages exist in a viewer only.
    #[error("part {part} is an XFA form")]
    Xfa {
        /// Which one.
        part: usize,
    },
}

/// Writes the documents, in this order, as one into a new file at `path`, which must not exist. Memory does not grow with
/// the files. Nothing is left at `path` when it fails.
///
/// # Errors
/// The first reason why it cannot be done.
pub fn join(parts: &[JoinPart<'_>], path: &Path) -> Result<(), JoinError> {
    for (part, joined) in parts.iter().enumerate() {
        check(part, joined.file)?;
    }
    catalog::check_layers(parts)?;
    let mut form = form::plan(parts)?;
    let file = File::create_new(path).map_err(|error| PdfError::from_io(path, &error))?;
    let done = write(parts, &mut form, file)
        .map_err(|error| PdfError::from_io(path, &error).into())
        .and_then(|()| confirm(parts, path));
    if done.is_err() {
        // What failed is told; a leftover is only in the way.
        let _ = fs::remove_file(path);
    }
    done
}

fn check(part: usize, file: &PdfFile) -> Result<(), JoinError> {
    if file.is_encrypted() {
        return Err(JoinError::Encrypted { part });
    }
    if !file.signature_fields().is_empty() {
        return Err(JoinError::Signed { part });
    }
    let view = file.current();
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    if form.get(b"XFA").is_some() {
        return Err(JoinError::Xfa { part });
    }
    Ok(())
}

fn write(parts: &[JoinPart<'_>], form: &mut form::FormPlan, file: File) -> io::Result<()> {
    let mut output = Output::new(Counted { out: BufWriter::new(file), at: 0 }, PAGE_TREE + 1);
    output.write_all(version(parts))?;
    output.write_all(b"\n%\xE2\xE3\xCF\xD3\n")?;
    let mut copiers: Vec<Copier<'_>> = parts.iter().map(|part| Copier::new(part.file, &mut output)).collect();
    form.adopt(&mut copiers, &mut output);
    let mut kids = Vec::new();
    for copier in &mut copiers {
        kids.extend(copier.copy_pages(&mut output, PAGE_TREE)?);
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let tree = Dictionary::from([
        (&b"Type"[..], Object::name("Pages")),
        (b"Kids", Object::Array(kids)),
        (b"Count", Object::Integer(count)),
    ]);
    output.put(PAGE_TREE, &Object::Dictionary(tree))?;
    let root = catalog::write(parts, form, &mut copiers, &mut output, PAGE_TREE)?;
    output.put(CATALOG, &Object::Dictionary(root))?;
    let id = Object::String(identifier(parts));
    let trailer = Dictionary::from([
        (&b"Root"[..], Object::Reference((CATALOG, 0))),
        (b"ID", Object::Array(vec![id.clone(), id])),
    ]);
    let (mut out, offsets) = output.into_parts();
    write_end(&mut out, &offsets, trailer)?;
    out.flush()?;
    out.out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// The newest version among the parts: 2.0 or 1.7, which holds all before it.
fn version(parts: &[JoinPart<'_>]) -> &'static [u8] {
    let is_new = |part: &JoinPart<'_>| {
        let file = part.file;
        let header = file.bytes().get(file.header_offset()..).unwrap_or_default();
        let stated = file.current().get(&file.current().catalog(), b"Version");
        header.starts_with(b"%PDF-2") || stated.as_name().is_some_and(|version| version.starts_with(b"2"))
    };
    if parts.iter().any(is_new) { b"%PDF-2.0" } else { b"%PDF-1.7" }
}

/// An identifier that other documents do not have: those of the parts, one behind the other.
fn identifier(parts: &[JoinPart<'_>]) -> Vec<u8> {
    const LONGEST_OF_ONE: usize = 16;
    let own = |part: &JoinPart<'_>| {
        let view = part.file.current();
        let pair = view.get(view.trailer(), b"ID");
        let last = pair.as_array().and_then(<[Object]>::last).map(|last| view.resolve(last));
        let bytes = last.as_ref().and_then(Object::as_string).unwrap_or_default().to_vec();
        bytes.into_iter().take(LONGEST_OF_ONE)
    };
    parts.iter().flat_map(own).collect()
}

/// Reads what was written: every page is there with its geometry, in order.
fn confirm(parts: &[JoinPart<'_>], path: &Path) -> Result<(), JoinError> {
    let joined = PdfFile::open(path, None)?;
    let mut expected = Vec::new();
    for part in parts {
        expected.extend(part.file.pages()?);
    }
    let is_same = !joined.is_repaired() && joined.pages()? == expected;
    if is_same { Ok(()) } else { Err(JoinError::Changed) }
}

//! Signature dictionaries that no form field leads to: removed with care, hidden, or never attached.
//!
//! A signature must stand in the open for its byte range to name its `/Contents`, so only objects that stand in the
//! open are candidates.

use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;
use crate::signature_field::SignatureField;
use crate::xref::{Location, Row};

/// More candidates than this are not traced.
const MAX_HITS: usize = 10_000;
/// Where objects are larger than this on average, in bytes, parsing each is cheaper than searching the file.
const SPARSE: usize = 4096;

/// The objects that are signature dictionaries and not among `known`, each with a revision that shows it.
pub(crate) fn dictionaries<'a>(
    file: &'a PdfFile,
    known: &[SignatureField],
) -> Vec<(RevisionView<'a>, ObjectId)> {
    let mut found: Vec<(RevisionView<'a>, ObjectId)> = Vec::new();
    for (row, generation) in candidates(file) {
        let id = (row.number, generation);
        let view = RevisionView::new(file.store(), row.section);
        let Object::Dictionary(dictionary) = view.object(id) else { continue };
        if !is_signature(&dictionary) {
            continue;
        }
        let start = dictionary.entry(b"Contents").map_or(0, |entry| entry.span.start);
        let is_known = known.iter().any(|signature| signature.contents_span.start == start);
        if !is_known && !found.iter().any(|(_, other)| *other == id) {
            found.push((view, id));
        }
    }
    found
}

/// The rows whose objects might be signatures: all that stand in the open, or those around a `/ByteRange`.
fn candidates(file: &PdfFile) -> Vec<(Row, u16)> {
    let rows = file.store().xref.rows().iter();
    let mut open: Vec<(usize, Row, u16)> = rows
        .filter_map(|row| match row.location {
            Location::At(offset, generation) => Some((offset, *row, generation)),
            Location::Free | Location::InStream(..) => None,
        })
        .collect();
    if open.len().saturating_mul(SPARSE) < file.bytes().len() {
        return open.into_iter().map(|(_, row, generation)| (row, generation)).collect();
    }
    open.sort_by_key(|(offset, ..)| *offset);
    let hits = memchr::memmem::find_iter(file.bytes(), b"/ByteRange").take(MAX_HITS);
    let around = |hit: usize| open.partition_point(|(offset, ..)| *offset <= hit).checked_sub(1);
    hits.filter_map(around).map(|index| (open[index].1, open[index].2)).collect()
}

/// A PDF MAC (ISO/TS 32004) has a byte range, too, but no `/Contents`.
fn is_signature(dictionary: &Dictionary) -> bool {
    dictionary.get(b"ByteRange").is_some() && dictionary.get(b"Contents").is_some()
}

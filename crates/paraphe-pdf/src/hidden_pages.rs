//! Pages that stand in the file and in no page tree: left over by editors, or kept ready to be put in the place of others
//! (the "replace" kind of shadow attack, Mainka et al., 2021).

use std::collections::HashSet;

use crate::file::PdfFile;
use crate::object::ObjectId;
use crate::xref::Location;

/// More places that look like a page are not traced.
const MAX_HITS: usize = 20_000;
/// Where objects are larger than this on average, in bytes, parsing each is cheaper than searching the file.
const SPARSE: usize = 4096;

impl PdfFile {
    /// Where objects of type `/Page` stand that are in use and no page of the document. Pages in object streams are not
    /// searched.
    #[must_use]
    pub fn hidden_pages(&self) -> Vec<usize> {
        let shown: HashSet<ObjectId> = self.page_list().iter().filter_map(|page| page.id).collect();
        let mut open: Vec<(usize, ObjectId)> = Vec::new();
        for row in self.store().xref.rows() {
            if let Location::At(offset, generation) = row.location {
                open.push((offset, (row.number, generation)));
            }
        }
        open.sort_unstable();
        let mut candidates = if open.len().saturating_mul(SPARSE) < self.bytes().len() {
            open
        } else {
            self.pages_by_type(&open)
        };
        candidates.dedup();
        let is_page = |id: ObjectId| {
            self.current().object(id).as_dictionary().is_some_and(|page| page.is_type(b"Page"))
        };
        candidates.retain(|(_, id)| !shown.contains(id) && is_page(*id));
        candidates.into_iter().map(|(offset, _)| offset).collect()
    }

    /// The objects around each `/Type /Page`.
    fn pages_by_type(&self, open: &[(usize, ObjectId)]) -> Vec<(usize, ObjectId)> {
        let bytes = self.bytes();
        let is_page = |hit: &usize| {
            let goes_on = bytes.get(hit + b"/Page".len()).is_some_and(u8::is_ascii_alphanumeric);
            !goes_on && bytes[..*hit].trim_ascii_end().ends_with(b"/Type")
        };
        let hits = memchr::memmem::find_iter(bytes, b"/Page").filter(is_page).take(MAX_HITS);
        let around = |hit: usize| open.partition_point(|(offset, _)| *offset <= hit).checked_sub(1);
        hits.filter_map(around).map(|index| open[index]).collect()
    }
}

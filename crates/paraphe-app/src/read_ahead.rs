//! Files a person is being asked about: what was read of them is known when the answer comes, so that nothing is read
//! twice, and the first page can be drawn meanwhile.

use std::path::Path;
use std::sync::Arc;

use paraphe_envelope::Sha256Digest;
use paraphe_pdf::PdfFile;

use crate::App;
use crate::documents::{self, DocumentFacts, FileStamp, Visited, sizes};
use crate::schema::InspectedPageView;

/// How many bytes may still be hashed while somebody waits for the question, of all the files they brought together.
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(32 << 20)
    }
}

impl Budget {
    /// Whether so many are left; then they are used up.
    fn take(&mut self, bytes: usize) -> bool {
        let left = self.0.checked_sub(bytes);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Keeps what was read of a file, by the digest of its bytes. `stamp` is from before it was read. Answers the first page;
/// none, and nothing is kept, for files that are protected, cut off, without a page, or too large for what is left to hash.
pub(crate) fn keep(
    app: &App,
    path: &Path,
    stamp: FileStamp,
    (pdf, facts): (&PdfFile, DocumentFacts),
    budget: &mut Budget,
) -> Option<InspectedPageView> {
    if facts.encrypted || facts.cut {
        return None;
    }
    let size = sizes(&facts).into_iter().next()?;
    if !budget.take(pdf.bytes().len()) {
        return None;
    }
    let sha256 = Sha256Digest::of(pdf.bytes());
    app.visiting().insert(sha256, Visited { path: path.to_owned(), stamp, earlier: Vec::new() });
    app.facts_cache().insert(sha256, Arc::new(facts));
    Some(InspectedPageView { sha256, size })
}

/// What is known of a file nobody has touched since it was looked at. Whoever takes it in compares the digest with that
/// of the bytes that were taken.
pub(crate) fn of(app: &App, path: &Path) -> Option<(Sha256Digest, Arc<DocumentFacts>)> {
    let (sha256, _) = documents::visited(app, path, FileStamp::of(path)?)?;
    let facts = app.facts_cache().get(&sha256).map(Arc::clone)?;
    // Those are asked about before they are taken.
    (!facts.encrypted && !facts.cut).then_some((sha256, facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hashed_is_bounded_for_all_files_together() {
        let mut budget = Budget::default();
        let taken: Vec<bool> = [20, 20, 10, 2, 1].map(|size| budget.take(size << 20)).to_vec();
        assert_eq!(taken, [true, false, true, true, false]);
    }
}

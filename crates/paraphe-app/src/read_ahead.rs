//! Files a person is being asked about: what was read of them is known when the answer comes, so that nothing is read
//! twice, and the first page can be drawn meanwhile.

use std::path::Path;
use std::sync::Arc;

use paraphe_envelope::Sha256Digest;
use paraphe_pdf::PdfFile;

use crate::App;
use crate::documents::{DocumentFacts, FileStamp, Visited, sizes};
use crate::schema::InspectedPageView;

/// Hashing more would make the person wait for the question.
const MOST_BYTES: usize = 32 << 20;

/// Keeps what was read of a file, by the digest of its bytes. `stamp` is from before it was read. Answers the first page;
/// none, and nothing is kept, for files that are protected, cut off, without a page or very large.
pub(crate) fn keep(
    app: &App,
    path: &Path,
    stamp: FileStamp,
    (pdf, facts): (&PdfFile, DocumentFacts),
) -> Option<InspectedPageView> {
    if facts.encrypted || facts.cut || pdf.bytes().len() > MOST_BYTES {
        return None;
    }
    let size = sizes(&facts).into_iter().next()?;
    let sha256 = Sha256Digest::of(pdf.bytes());
    app.visiting().insert(sha256, Visited { path: path.to_owned(), stamp });
    app.facts_cache().insert(sha256, Arc::new(facts));
    Some(InspectedPageView { sha256, size })
}

/// What is known of a file nobody has touched since it was looked at. Whoever takes it in compares the digest with that
/// of the bytes that were taken.
pub(crate) fn of(app: &App, path: &Path) -> Option<(Sha256Digest, Arc<DocumentFacts>)> {
    let stamp = FileStamp::of(path)?;
    let sha256 = app
        .visiting()
        .iter()
        .find(|(_, visited)| visited.path == path && visited.stamp == stamp)
        .map(|(sha256, _)| *sha256)?;
    let facts = app.facts_cache().get(&sha256).map(Arc::clone)?;
    // Those are asked about before they are taken.
    (!facts.encrypted && !facts.cut).then_some((sha256, facts))
}

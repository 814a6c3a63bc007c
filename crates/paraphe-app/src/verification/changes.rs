//! The signed version of a document beside the present one. The signed version is a prefix of the file: it is copied to a
//! folder of its own, because the workers that draw pages take files, and goes with the next one, with the viewer, or with
//! the program.

use std::path::Path;
use std::sync::Arc;

use paraphe_envelope::{DocumentId, Sha256Digest};
use paraphe_pdf::PdfFile;
use paraphe_preview::{BitmapFormat, RenderRequest, RenderedBitmap, Urgency};

use super::{open, place, regions};
use crate::documents::{self, DocumentFacts, FileStamp, Visited};
use crate::schema::{
    ComparePagesRequest, DocumentView, PageComparison, SignedVersionRequest, SignedVersionView,
};
use crate::scratch::Scratch;
use crate::{App, Code, Error, files, translate};

/// Resolution pages are compared at: letters differ clearly, and a page takes a moment.
const DPI: f64 = 100.0;
/// Widest picture compared, in pixels: plans are large.
const WIDEST: f64 = 2400.0;

/// The copy of a signed version, as long as somebody looks at it.
pub(crate) struct SignedVersion {
    sha256: Sha256Digest,
    /// Removes the copy when this goes.
    #[expect(dead_code, reason = "held for its end")]
    scratch: Scratch,
}

/// Makes both versions ready to be shown.
///
/// # Errors
/// The file changed or cannot be read, or has no such version.
pub(crate) fn open_signed(app: &App, request: SignedVersionRequest) -> Result<SignedVersionView, Error> {
    let (path, name, password) = place(app, request.target)?;
    let stamp = stamp_of(&path)?;
    let pdf = open(&path, &name, password.as_deref())?;
    let missing = || Error::new(Code::NotFound, "error-signed-version").with("name", &name);
    let end = usize::try_from(request.signed_bytes).map_err(|_| missing())?;
    let prefix = pdf.bytes().get(..end).filter(|prefix| !prefix.is_empty()).ok_or_else(missing)?;
    let scratch = Scratch::new(app)?;
    let copy = scratch.file("signed.pdf");
    files::write_private(&copy, prefix).map_err(|error| files::storage(&copy, &error))?;
    let signed = open(&copy, &name, password.as_deref()).map_err(|error| missing().detail(error))?;
    forget(app);
    // Who asks for this has verified the document, which computed both digests.
    let new = |path: &Path, stamp| Visited { path: path.to_owned(), stamp, earlier: Vec::new() };
    let (digest, visited) = documents::visited(app, &path, stamp)
        .unwrap_or_else(|| (Sha256Digest::of(pdf.bytes()), new(&path, stamp)));
    let known = visited.earlier.iter().find(|(length, _)| *length == end).map(|(_, digest)| *digest);
    let signed_digest = known.unwrap_or_else(|| Sha256Digest::of(prefix));
    app.visiting().insert(signed_digest, new(&copy, stamp_of(&copy)?));
    app.visiting().insert(digest, visited);
    let view = SignedVersionView {
        signed: shown(app, &signed, signed_digest, &name, password.as_deref())?,
        present: shown(app, &pdf, digest, &name, password.as_deref())?,
    };
    *app.signed_version() = Some(SignedVersion { sha256: view.signed.sha256, scratch });
    Ok(view)
}

/// Lets the copy go.
pub(crate) fn forget(app: &App) {
    let Some(former) = app.signed_version().take() else { return };
    app.visiting().remove(&former.sha256);
    app.facts_cache().remove(&former.sha256);
    app.passwords().remove(&former.sha256);
}

fn stamp_of(path: &Path) -> Result<FileStamp, Error> {
    FileStamp::of(path).ok_or_else(|| Error::new(Code::Refused, "error-changed-meanwhile"))
}

/// A document whose pages `page://` serves without its being in the vault.
fn shown(
    app: &App,
    pdf: &PdfFile,
    sha256: Sha256Digest,
    name: &str,
    password: Option<&str>,
) -> Result<DocumentView, Error> {
    let facts = DocumentFacts::of(pdf)?;
    if let Some(password) = password {
        app.passwords().insert(sha256, password.to_owned());
    }
    let view = DocumentView {
        id: DocumentId::new(documents::random()?),
        name: name.to_owned(),
        sha256,
        byte_size: pdf.bytes().len() as u64,
        pages: documents::sizes(&facts),
        findings: Vec::new(),
        signed_places: Vec::new(),
        locked: false,
    };
    app.facts_cache().insert(sha256, Arc::new(facts));
    Ok(view)
}

/// Whether a page looks as it did.
///
/// # Errors
/// A version is not open any more, or a page cannot be drawn: nothing is said about it then.
pub(crate) fn compare(app: &App, request: &ComparePagesRequest) -> Result<PageComparison, Error> {
    let [signed, present] = [request.signed, request.present].map(|sha256| documents::facts(app, &sha256));
    let (signed, present) = (signed?, present?);
    let index = (request.page as usize).saturating_sub(1);
    let width = match (signed.pages.get(index), present.pages.get(index)) {
        (None, None) => {
            return Err(Error::new(Code::NotFound, "error-page-missing").with("page", request.page));
        }
        (None, Some(_)) => return Ok(PageComparison::Added),
        (Some(_), None) => return Ok(PageComparison::Removed),
        (Some(before), Some(now)) => {
            let ((before, before_height), (now, now_height)) =
                (before.displayed_size(), now.displayed_size());
            if (before - now).abs() > 0.01 || (before_height - now_height).abs() > 0.01 {
                let region = crate::schema::RegionView { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };
                return Ok(PageComparison::Changed { regions: vec![region] });
            }
            now
        }
    };
    let before = draw(app, &request.signed, request.page, width)?;
    let now = draw(app, &request.present, request.page, width)?;
    let regions = regions::differing(&before, &now);
    Ok(if regions.is_empty() { PageComparison::Identical } else { PageComparison::Changed { regions } })
}

fn draw(app: &App, sha256: &Sha256Digest, page: u32, width: f64) -> Result<RenderedBitmap, Error> {
    let (path, password) = documents::locate(app, sha256)?;
    // In range: clamped.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let width_px = (width * DPI / 72.0).round().clamp(1.0, WIDEST) as u32;
    let document = documents::preview(path, password);
    let request = RenderRequest { document, page, width_px, urgency: Urgency::Nearby };
    app.preview().render_bitmap(request, BitmapFormat::Rgb).wait().map_err(translate::preview)
}

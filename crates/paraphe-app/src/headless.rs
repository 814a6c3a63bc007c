//! Use cases on plain files, for the command line: pages, pictures, signatures, validation.
//!
//! They live here and not in the command so that both hosts share one data folder, one way of signing and one judgement.

mod boxes;
mod forewarning;
pub(crate) mod keys;
mod reports;
mod saving;
mod signing;
pub(crate) mod target;

pub use crate::commands::judge_document::ask as ask_provider;
pub use crate::evidence::export::export_evidence;
pub use crate::evidence::verify::{CheckedEvidence, EvidenceFault, Voucher, verify_evidence};
pub use crate::levels::{LevelWish, LowerLevel};
pub use crate::schema::SignatureLevel;
pub use crate::signing::Doubted;
pub use crate::trust_lists::{
    AskedList, ImportedTrustLists, ListFacts, ListOutcome, MissingList, RefreshTrustLists,
    RefreshedTrustLists, RejectedList, TrustListsFacts, import_trust_lists, list_trust_lists,
    refresh_trust_lists, remove_trust_lists,
};
pub use boxes::{FileBox, FileEntry};
pub use forewarning::Forewarning;
pub use keys::{
    IdentityAlgorithm, KeySource, LastTry, RsaPadding, TokenFacts, TokenSource, list_key_file, list_tokens,
};
pub use reports::{
    FolderRow, ReportFile, VerifyFolder, check_report_path, check_table_path, keep_present, save_report,
    save_table, verify_folder,
};
pub use saving::{SavedResult, save_results};
pub use signing::{
    Addition, Existing, ExtendFile, FileMark, Place, SignFile, SignedFile, extend_file, sign_file,
    sign_file_telling,
};

use std::fs;
use std::path::{Path, PathBuf};

use paraphe_envelope::{EnvelopeId, Timestamp};
pub use paraphe_pades::PadesLevel;
use paraphe_pades::{TrustAnchors, ValidationReport, ValidationTime};
use paraphe_pdf::PdfFile;
pub use paraphe_pdf::{Clue, Detection, Place as FoundPlace};
use paraphe_preview::{RenderRequest, Urgency};
use serde::{Serialize, Serializer};

use crate::commands::{list_trust, verify_document};
use crate::documents::{self, name_of};
use crate::schema::{OriginView, SentenceView, SignatureView, Verdict};
use crate::verification::{origin, own, unfinished};
use crate::{App, Code, Error, blocking, files, kiosk, translate, verdict, view};

/// A page as `paraphe pages` tells it.
#[derive(Clone, Debug, Serialize)]
pub struct PageFacts {
    /// From 1.
    pub page: u32,
    /// Displayed width in points.
    pub width: f64,
    /// Displayed height in points.
    pub height: f64,
    /// `/Rotate`, clockwise, in degrees.
    pub rotation: i64,
    /// Crop box `[left, bottom, right, top]` in user space.
    pub crop_box: [f64; 4],
    /// Size of a user space unit, in 1/72 inch.
    pub user_unit: f64,
}

/// The pages of a file.
///
/// # Errors
/// Why the file cannot be read.
pub async fn list_pages(path: PathBuf, password: Option<String>) -> Result<Vec<PageFacts>, Error> {
    blocking::run(move || {
        let pdf = open(&path, password.as_deref())?;
        let pages = pdf.pages().map_err(translate::pdf)?;
        let facts = pages.iter().zip(1..).map(|(page, number)| {
            let (width, height) = page.displayed_size();
            let (rotation, crop_box, user_unit) =
                (page.rotation().degrees(), page.crop_box(), page.user_unit());
            PageFacts { page: number, width, height, rotation, crop_box, user_unit }
        });
        Ok(facts.collect())
    })
    .await
}

/// The places to sign in a file, as boxes a person may accept.
///
/// # Errors
/// Why the file cannot be read.
pub async fn detect_places(path: PathBuf, password: Option<String>) -> Result<Detection, Error> {
    blocking::run(move || Ok(open(&path, password.as_deref())?.detect_places())).await
}

/// How wide a picture of a page may be.
const LARGEST_PIXELS: f64 = 16_000.0;

/// Writes a page as PNG at a resolution in dots per inch. Answers its size in pixels.
///
/// # Errors
/// Why the page cannot be drawn or the picture not written; `error-target-exists` where a file is to be kept.
pub async fn render_page(
    app: &App,
    path: PathBuf,
    password: Option<String>,
    page: u32,
    dpi: f64,
    (out, existing): (PathBuf, Existing),
) -> Result<(u32, u32), Error> {
    let app = app.clone();
    blocking::run(move || {
        if files::is_same(&path, &out) {
            return Err(Error::new(Code::Refused, "error-same-file").with("path", out.display()));
        }
        keep_present(&out, existing)?;
        let pdf = open(&path, password.as_deref())?;
        let (width, _) = pdf.page_geometry(page).map_err(translate::pdf)?.displayed_size();
        let pixels = (width * dpi / 72.0).round();
        if !(1.0..=LARGEST_PIXELS).contains(&pixels) {
            return Err(Error::new(Code::Refused, "error-resolution")
                .with("dpi", dpi)
                .with("from", (72.0 / width).ceil())
                .with("to", (LARGEST_PIXELS * 72.0 / width).floor()));
        }
        // In range, checked above.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let width_px = pixels as u32;
        let document = documents::preview(path, password);
        let request = RenderRequest { document, page, width_px, urgency: Urgency::Visible };
        let picture = app.preview().render(request).wait().map_err(translate::preview)?;
        files::write_new(&out, &picture.png)?;
        Ok((picture.width, picture.height))
    })
    .await
}

/// The bytes of a file that somebody wrote by hand, or a small program did: no more of them than such files have.
///
/// # Errors
/// `documentUnreadable`: it cannot be read, or is larger.
pub fn read_small(path: &Path) -> Result<Vec<u8>, Error> {
    files::read_at_most(path, files::LARGEST)
}

/// The sentence for a file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    files::unreadable(path, error)
}

/// A path as text in answers: a name that is no text (Latin-1, from an old archive) is told with `\u{fffd}` for what
/// cannot be said. For people and scripts to read; the file is never looked for under it.
pub fn path_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The same where an answer is written as data: serde refuses a path that is no text.
fn as_text<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

fn open(path: &Path, password: Option<&str>) -> Result<PdfFile, Error> {
    PdfFile::open(path, password)
        .map_err(|error| translate::pdf(error).with("name", name_of(path)).with("path", path.display()))
}

/// How a file is validated.
#[derive(Debug, Default)]
pub struct VerifyFile {
    /// The PDF.
    pub file: PathBuf,
    /// Certificates to trust besides the person's own: files or folders.
    pub trust: Vec<PathBuf>,
    /// The moment to judge for; now when absent.
    pub at: Option<Timestamp>,
    /// The PDF's password.
    pub password: Option<String>,
}

/// Validates a file, and says the report in words.
///
/// # Errors
/// The file or a certificate cannot be read. A bad signature is an answer, not an error.
pub async fn verify_file(app: &App, request: VerifyFile) -> Result<(ValidationReport, VerdictWords), Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut anchors = list_trust::anchors(&app)?;
        for path in &request.trust {
            add_anchors(&mut anchors, path)?;
        }
        let pdf = open(&request.file, request.password.as_deref())?;
        let at = ValidationTime(request.at.unwrap_or_else(|| app.now()));
        let name = name_of(&request.file);
        let report = verify_document::report(&app, &pdf, &name, &anchors, at)?;
        // What the history knows beside it must not keep back what the file says itself.
        let origin = origin::find(&app, &pdf, &report, &name).unwrap_or_else(|error| {
            tracing::warn!(code = ?error.code, "the history could not be asked about a verified file");
            None
        });
        let mut words = VerdictWords::of(&report, origin.as_ref());
        own::note(&app, &mut words.signatures, &mut words.advice);
        words.origin = origin;
        Ok((report, words))
    })
    .await
}

/// The id of the title over a verdict and its sentence.
pub fn verdict_title(verdict: Verdict, sentence: &SentenceView) -> &'static str {
    verdict::title(verdict, sentence)
}

/// A report in words: the sentence of the verdict, what to do next, and the answers for each signature.
#[derive(Clone, Debug)]
pub struct VerdictWords {
    /// The one sentence.
    pub sentence: SentenceView,
    /// Why this is not the last state of the document, where it may be taken for it.
    pub unfinished: Option<SentenceView>,
    /// What a person can do next, in order.
    pub advice: Vec<SentenceView>,
    /// One per signature, in the order of the report.
    pub signatures: Vec<SignatureView>,
    /// What the history knows of the file.
    pub origin: Option<OriginView>,
}

impl VerdictWords {
    fn of(report: &ValidationReport, origin: Option<&OriginView>) -> Self {
        Self {
            sentence: verdict::sentence(report),
            unfinished: unfinished::note(report, origin),
            advice: verdict::advice(verdict::verdict(report.verdict), report, origin),
            signatures: report.signatures.iter().map(verdict::signature).collect(),
            origin: None,
        }
    }
}

/// A time as people of this computer read it, with its offset.
pub fn local_time(at: Timestamp) -> String {
    view::local_time(at)
}

/// Trusts what is in a file, or in the files of a folder.
///
/// # Errors
/// A path that cannot be read, a file that holds no certificate.
pub(crate) fn add_anchors(anchors: &mut TrustAnchors, path: &Path) -> Result<(), Error> {
    if !path.is_dir() {
        let bytes = files::read_at_most(path, files::LARGEST)?;
        return anchors.add(&bytes).map(drop).map_err(|e| translate::trust(e).with("path", path.display()));
    }
    for entry in fs::read_dir(path).map_err(|e| files::unreadable(path, &e))? {
        let file = entry.map_err(|e| files::unreadable(path, &e))?.path();
        let known = file
            .extension()
            .is_some_and(|e| ["pem", "crt", "cer", "der"].iter().any(|k| e.eq_ignore_ascii_case(k)));
        if known {
            add_anchors(anchors, &file)?;
        }
    }
    Ok(())
}

/// Forgets the host's PIN and ends face to face: for a host who does not know it any more. Answers whether there was a
/// PIN, and whether a window was handed over.
///
/// # Errors
/// The history cannot be read or written.
pub async fn reset_host_pin(app: &App) -> Result<(bool, bool), Error> {
    let app = app.clone();
    blocking::run(move || kiosk::reset_pin(&app)).await
}

/// The envelope a status is asked for, from what was typed.
///
/// # Errors
/// `notFound` when it is not the shape of an id.
pub fn envelope_id(text: &str) -> Result<EnvelopeId, Error> {
    text.parse().map_err(|_| Error::new(Code::NotFound, "error-envelope-missing").with("id", text))
}

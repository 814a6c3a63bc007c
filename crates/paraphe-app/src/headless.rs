//! Use cases on plain files, for the command line: pages, pictures, signatures, validation.
//!
//! They live here and not in the command so that both hosts share one data folder, one way of signing and one judgement.

mod saving;

pub use saving::{SavedResult, save_results};

use std::fs;
use std::path::{Path, PathBuf};

use paraphe_envelope::{EnvelopeId, Sha256Digest, Timestamp, ViewRect};
use paraphe_pades::{
    Pkcs12Key, SelfMadeIdentity, SigningKey, TrustAnchors, ValidationReport, ValidationTime,
};
use paraphe_pdf::appearance::{InkPoint, LineKind, Mark, TextLine};
use paraphe_pdf::{DocMdp, PdfFile};
use paraphe_preview::{RenderRequest, Urgency};
use serde::Serialize;

use crate::commands::{list_trust, verify_document};
use crate::documents::{self, name_of};
use crate::signing::{self, Signature};
use crate::{App, Code, Error, blocking, files, identities, translate, view};

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

/// Writes a page as PNG at a resolution in dots per inch. Answers its size in pixels.
///
/// # Errors
/// Why the page cannot be drawn or the picture not written.
pub async fn render_page(
    app: &App,
    path: PathBuf,
    password: Option<String>,
    page: u32,
    dpi: f64,
    out: PathBuf,
) -> Result<(u32, u32), Error> {
    let app = app.clone();
    blocking::run(move || {
        let pdf = open(&path, password.as_deref())?;
        let (width, _) = pdf.page_geometry(page).map_err(translate::pdf)?.displayed_size();
        let pixels = (width * dpi / 72.0).round();
        if !(1.0..=16_000.0).contains(&pixels) {
            return Err(Error::new(Code::Refused, "error-resolution").with("dpi", dpi));
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

/// Which key signs.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// A self-made identity of this computer.
    Identity(String),
    /// A PKCS#12 file and its password.
    KeyFile {
        /// The file.
        path: PathBuf,
        /// Its password.
        password: crate::Secret,
    },
}

/// What is drawn in the box.
#[derive(Clone, Debug)]
pub enum FileMark {
    /// Strokes: `[x, y]` or `[x, y, pressure]` each.
    Ink(Vec<Vec<Vec<f64>>>),
    /// Nothing but the lines of text.
    None,
    /// A typed name.
    Text(String),
}

/// One signature on one file.
#[derive(Clone, Debug)]
pub struct SignFile {
    /// The PDF.
    pub file: PathBuf,
    /// The signed PDF to write.
    pub out: PathBuf,
    /// Which key.
    pub key: KeySource,
    /// Page (from 1) and box `x, y, width, height` in points from the top left, or invisible.
    pub placement: Option<(u32, [f64; 4])>,
    /// What is drawn.
    pub mark: FileMark,
    /// Why.
    pub reason: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// DocMDP permission of a certification: 1, 2 or 3.
    pub certify: Option<u8>,
    /// The PDF's password.
    pub password: Option<String>,
}

/// What was signed.
#[derive(Clone, Debug, Serialize)]
pub struct SignedFile {
    /// The signed PDF.
    pub file: PathBuf,
    /// Its digest.
    pub sha256: Sha256Digest,
    /// The signature's field.
    pub field: String,
    /// PAdES level.
    pub level: &'static str,
    /// Common name of the signing certificate.
    pub signer: String,
}

/// Appends a signature, checks the result, and only then writes it where it was asked for.
///
/// # Errors
/// Why nothing was signed; the target is untouched then.
pub async fn sign_file(app: &App, request: SignFile) -> Result<SignedFile, Error> {
    let app = app.clone();
    blocking::run(move || sign(&app, &request)).await
}

/// An opened key.
enum OpenKey {
    KeyFile(Box<Pkcs12Key>),
    SelfMade(Box<SelfMadeIdentity>),
}

impl OpenKey {
    fn open(app: &App, source: &KeySource) -> Result<Self, Error> {
        match source {
            KeySource::Identity(name) => {
                identities::open(app, name).map(|identity| Self::SelfMade(Box::new(identity)))
            }
            KeySource::KeyFile { path, password } => {
                let bytes = fs::read(path).map_err(|e| files::unreadable(path, &e))?;
                let password = String::from_utf8_lossy(password.expose());
                let key = Pkcs12Key::open(&bytes, &password).map_err(translate::key_file)?;
                Ok(Self::KeyFile(Box::new(key)))
            }
        }
    }

    fn key(&self) -> &dyn SigningKey {
        match self {
            Self::KeyFile(key) => key.as_ref(),
            Self::SelfMade(identity) => identity.as_ref(),
        }
    }

    fn common_name(&self) -> String {
        match self {
            Self::KeyFile(key) => key.common_name().unwrap_or_default(),
            Self::SelfMade(identity) => identity.common_name().to_owned(),
        }
    }
}

fn sign(app: &App, request: &SignFile) -> Result<SignedFile, Error> {
    if same_file(&request.file, &request.out) {
        return Err(Error::new(Code::Refused, "error-same-file"));
    }
    files::replaceable(&request.out)?;
    if matches!(&request.mark, FileMark::Text(name) if name.trim().is_empty()) {
        return Err(Error::new(Code::Refused, "error-signature-empty"));
    }
    let password = request.password.as_deref();
    let pdf = open(&request.file, password)?;
    let key = OpenKey::open(app, &request.key)?;
    let (time, name) = (app.now(), key.common_name());
    let mark = file_mark(&request.mark);
    let lines = file_lines(app, request, &name, time);
    let rect = |[x, y, width, height]: [f64; 4]| ViewRect { x, y, width, height };
    let signature = Signature {
        placement: request.placement.map(|(page, numbers)| (page, rect(numbers))),
        mark: &mark,
        lines: &lines,
        signer_name: name.clone(),
        tooltip: view::said(app, "signature-tooltip", "name", &name),
        reason: request.reason.clone(),
        location: request.location.clone(),
        certify: request.certify.map(doc_mdp).transpose()?,
        time,
    };
    let beside = files::beside(&request.out);
    let report = signing::sign_into(&beside, &pdf, password, &signature, key.key()).map_err(|error| {
        // A person asked for the target, not for its unfinished neighbour.
        if error.params.contains_key("path") { error.with("path", request.out.display()) } else { error }
    })?;
    files::put_in_place(&beside, &request.out)?;
    let field = report.signatures.last().map(|signature| signature.field.clone()).unwrap_or_default();
    Ok(SignedFile { file: request.out.clone(), sha256: report.sha256, field, level: "B-B", signer: name })
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn file_mark(mark: &FileMark) -> Mark {
    match mark {
        FileMark::Ink(strokes) => {
            let point = |numbers: &Vec<f64>| {
                let at = |index: usize| numbers.get(index).copied();
                Some(InkPoint { x: at(0)?, y: at(1)?, pressure: at(2).unwrap_or(0.5) })
            };
            let strokes: Vec<Vec<InkPoint>> =
                strokes.iter().map(|stroke| stroke.iter().filter_map(point).collect()).collect();
            Mark::from_strokes(&strokes, None)
        }
        FileMark::None => Mark::None,
        FileMark::Text(name) => Mark::Typed { name: name.clone() },
    }
}

fn file_lines(app: &App, request: &SignFile, name: &str, time: Timestamp) -> Vec<TextLine> {
    let mut lines = vec![
        TextLine { kind: LineKind::Name, text: name.to_owned() },
        TextLine {
            kind: LineKind::Date,
            text: view::said(app, "appearance-date", "date", &view::local_time(time)),
        },
    ];
    if let Some(reason) = &request.reason {
        lines.push(TextLine {
            kind: LineKind::Reason,
            text: view::said(app, "appearance-reason", "reason", reason),
        });
    }
    if let Some(place) = &request.location {
        lines.push(TextLine {
            kind: LineKind::Place,
            text: view::said(app, "appearance-location", "location", place),
        });
    }
    lines
}

fn doc_mdp(permission: u8) -> Result<DocMdp, Error> {
    match permission {
        1 => Ok(DocMdp::NoChanges),
        2 => Ok(DocMdp::FillAndSign),
        3 => Ok(DocMdp::Annotate),
        other => Err(Error::internal(format!("no DocMDP permission {other}"))),
    }
}

fn open(path: &Path, password: Option<&str>) -> Result<PdfFile, Error> {
    PdfFile::open(path, password).map_err(|error| translate::pdf(error).with("name", name_of(path)))
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

/// Validates a file.
///
/// # Errors
/// The file or a certificate cannot be read. A bad signature is an answer, not an error.
pub async fn verify_file(app: &App, request: VerifyFile) -> Result<ValidationReport, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut anchors = list_trust::anchors(&app)?;
        for path in &request.trust {
            add_anchors(&mut anchors, path)?;
        }
        let pdf = open(&request.file, request.password.as_deref())?;
        let at = ValidationTime(request.at.unwrap_or_else(|| app.now()));
        verify_document::report(&app, &pdf, &name_of(&request.file), &anchors, at)
    })
    .await
}

fn add_anchors(anchors: &mut TrustAnchors, path: &Path) -> Result<(), Error> {
    if !path.is_dir() {
        let bytes = fs::read(path).map_err(|e| files::unreadable(path, &e))?;
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

/// The envelope a status is asked for, from what was typed.
///
/// # Errors
/// `notFound` when it is not the shape of an id.
pub fn envelope_id(text: &str) -> Result<EnvelopeId, Error> {
    text.parse().map_err(|_| Error::new(Code::NotFound, "error-envelope-missing").with("id", text))
}

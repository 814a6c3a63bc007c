//! One signature on one file, and what is added to signatures that are there.

use std::path::{Path, PathBuf};

use paraphe_envelope::{Sha256Digest, Timestamp, ViewRect};
use paraphe_pades::{PadesLevel, SignatureReport, extend_pdf, timestamp_pdf};
use paraphe_pdf::appearance::{InkPoint, LineKind, Mark};
use paraphe_pdf::picture::LARGEST_BYTES;
use paraphe_pdf::{DocMdp, PdfFile};
use serde::Serialize;

use super::boxes::{Boxes, FileBox};
use super::forewarning::Forewarning;
use super::keys::{KeySource, OpenKey};
use super::open;
use super::target::Target;
use crate::levels::{LevelWish, Network};
use crate::look::{Approval, TextBlock};
use crate::signing::{self, Copying, Doubted, Made, Signature, Wish};
use crate::unfinished::Unfinished;
use crate::{App, Code, Error, blocking, files, look, translate, view};

/// What becomes of a file that lies where the signed one is to go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Existing {
    /// It stays, and that is said. A file without a byte is only a name that was reserved.
    Kept,
    /// It is replaced.
    Replaced,
}

/// What is drawn in the box.
#[derive(Clone, Debug)]
pub enum FileMark {
    /// A photo or scan of a signature, PNG or JPEG.
    Image(PathBuf),
    /// Strokes: `[x, y]` or `[x, y, pressure]` each.
    Ink(Vec<Vec<Vec<f64>>>),
    /// Nothing but the lines of text.
    None,
    /// A typed name.
    Text(String),
}

/// Where the signature is seen.
#[derive(Clone, Debug)]
pub enum Place {
    /// Page (from 1) and box `x, y, width, height` in points from the top left.
    Box(u32, [f64; 4]),
    /// An empty signature field of the document, by its full name.
    Field(String),
    /// Nowhere.
    Invisible,
}

/// One signature on one file.
#[derive(Clone, Debug)]
pub struct SignFile {
    /// The PDF.
    pub file: PathBuf,
    /// The signed PDF to write.
    pub out: PathBuf,
    /// What becomes of a file that is there.
    pub existing: Existing,
    /// Which key.
    pub key: KeySource,
    /// Where it is seen.
    pub place: Place,
    /// What is drawn.
    pub mark: FileMark,
    /// What is written or ticked beside it.
    pub boxes: Vec<FileBox>,
    /// Why; the settings' own where there is none.
    pub reason: Option<String>,
    /// Where; the settings' own where there is none.
    pub location: Option<String>,
    /// For whom, where somebody signs for another.
    pub on_behalf_of: Option<String>,
    /// Whether « Lu et approuvé » stands in the box.
    pub approved: bool,
    /// DocMDP permission of a certification: 1, 2 or 3.
    pub certify: Option<u8>,
    /// The PDF's password.
    pub password: Option<String>,
    /// The level, and whom to ask for it.
    pub level: LevelWish,
}

/// What is added to a file that is signed already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Addition {
    /// Certificates, what is known of their revocation, and a timestamp over all of it: for the next years.
    Renewal,
    /// A document timestamp.
    Timestamp,
}

/// An addition to one file.
#[derive(Clone, Debug)]
pub struct ExtendFile {
    /// The signed PDF.
    pub file: PathBuf,
    /// The PDF to write.
    pub out: PathBuf,
    /// What becomes of a file that is there.
    pub existing: Existing,
    /// What is added.
    pub addition: Addition,
    /// The PDF's password.
    pub password: Option<String>,
    /// Whom to ask.
    pub level: LevelWish,
}

/// What was signed.
#[derive(Clone, Debug, Serialize)]
pub struct SignedFile {
    /// The signed PDF.
    #[serde(serialize_with = "super::as_text")]
    pub file: PathBuf,
    /// Its digest.
    pub sha256: Sha256Digest,
    /// The signature's field.
    pub field: String,
    /// PAdES level reached.
    pub level: PadesLevel,
    /// What kept it from the wished level; empty when it was reached.
    pub lower_because: Vec<Error>,
    /// The time a timestamp proves, where there is one.
    pub proven_time: Option<Timestamp>,
    /// Common name of the signing certificate.
    pub signer: String,
    /// Whether the signature is seen on a page.
    pub visible: bool,
    /// What was told before.
    #[serde(flatten)]
    pub forewarning: Forewarning,
    /// Signatures that were there and that whoever verifies them will doubt now, as the result was judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubted>,
    /// What its box had no room for, as words: `approval`, `date`, `on_behalf`, `reason`, `place`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<&'static str>,
}

/// Appends a signature, checks the result, and only then writes it where it was asked for.
///
/// # Errors
/// Why nothing was signed; the target is untouched then.
pub async fn sign_file(app: &App, request: SignFile) -> Result<SignedFile, Error> {
    sign_file_telling(app, request, |_| {}).await
}

/// The same, and tells what is to be known of the file and the box, where there is anything, before a key is opened and anything
/// is written.
///
/// # Errors
/// As [`sign_file`].
pub async fn sign_file_telling(
    app: &App,
    request: SignFile,
    tell: impl FnOnce(&Forewarning) + Send + 'static,
) -> Result<SignedFile, Error> {
    let app = app.clone();
    blocking::run(move || sign(&app, &request, tell)).await
}

/// Adds timestamps and validation data to a signed file.
///
/// # Errors
/// Why nothing was added; the target is untouched then.
pub async fn extend_file(app: &App, request: ExtendFile) -> Result<SignedFile, Error> {
    let app = app.clone();
    blocking::run(move || extend(&app, &request)).await
}

fn sign(app: &App, request: &SignFile, tell: impl FnOnce(&Forewarning)) -> Result<SignedFile, Error> {
    let target = target(&request.file, &request.out, request.existing)?;
    if let FileMark::Text(name) = &request.mark {
        look::refuse_unfit_name(name)?;
    }
    let pdf = open(&request.file, request.password.as_deref())?;
    let place = placement(&pdf, &request.place)?;
    let forewarning = Forewarning::of(&pdf, &request.place, place.0);
    if forewarning != Forewarning::default() {
        tell(&forewarning);
    }
    let unfinished = target.begin()?;
    let signed = signing::copying(&unfinished, &pdf, |copying| seal(app, request, copying, place))?;
    target.put(app, unfinished)?;
    Ok(SignedFile { forewarning, ..signed })
}

/// Opens the key and signs with it, while the file is copied.
fn seal(
    app: &App,
    request: &SignFile,
    copying: Copying<'_, '_>,
    (placement, field): Placement<'_>,
) -> Result<SignedFile, Error> {
    let mark = file_mark(&request.mark)?;
    let network = Network::for_signing(app, &request.level)?;
    let key = OpenKey::open(app, &request.key)?;
    let (time, name, (reason, location)) = (app.now(), key.common_name(), why_and_where(app, request)?);
    let block = text_block(request, &name, time, (reason.as_deref(), location.as_deref()));
    let lines = block.lines(app.language());
    let boxes = Boxes::of(app, &request.boxes, &name, time)?;
    let signature = Signature {
        placement,
        mark: &mark,
        lines: &lines,
        initials: (&[], &Mark::None),
        boxes: &boxes.filled(),
        logo: None,
        signer_name: name.clone(),
        tooltip: view::said(app, "signature-tooltip", "name", &name),
        reason,
        location,
        certify: request.certify.map(doc_mdp).transpose()?,
        time,
        attachment: None,
    };
    let level = network.as_ref().map(|network| network.request(time));
    let wish = Wish { field, level: level.as_ref() };
    let made = signing::sign_into(copying, request.password.as_deref(), &signature, key.key(), wish)
        .map_err(|error| at_target(key.explain(error), &request.out))?;
    Ok(SignedFile { visible: placement.is_some(), ..signed_file(&request.out, made, name) })
}

/// What stands beside the mark.
fn text_block<'a>(
    request: &'a SignFile,
    name: &'a str,
    time: Timestamp,
    (reason, place): (Option<&'a str>, Option<&'a str>),
) -> TextBlock<'a> {
    TextBlock {
        name,
        on_behalf_of: request.on_behalf_of.as_deref(),
        approval: if request.approved { Approval::Said } else { Approval::Unsaid },
        time: Some(time),
        reason,
        place,
    }
}

/// As asked for, else as the settings have it.
fn why_and_where(app: &App, request: &SignFile) -> Result<(Option<String>, Option<String>), Error> {
    let settings = app.settings()?;
    let reason = request.reason.clone().or(settings.signing_reason);
    Ok((reason, request.location.clone().or(settings.signing_place)))
}

fn line_word(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Approval => "approval",
        LineKind::Date => "date",
        LineKind::Name => "name",
        LineKind::Note => "note",
        LineKind::OnBehalf => "on_behalf",
        LineKind::Place => "place",
        LineKind::Reason => "reason",
    }
}

fn extend(app: &App, request: &ExtendFile) -> Result<SignedFile, Error> {
    let target = target(&request.file, &request.out, request.existing)?;
    let password = request.password.as_deref();
    let pdf = open(&request.file, password)?;
    let network = Network::for_extending(app, &request.level)?;
    let (unfinished, level) = (target.begin()?, network.request(app.now()));
    let made = signing::copying(&unfinished, &pdf, |copying| match request.addition {
        Addition::Renewal => signing::extend_into(copying, password, &level, extend_pdf),
        Addition::Timestamp => signing::extend_into(copying, password, &level, timestamp_pdf),
    });
    let made = made.map_err(|error| at_target(error, &request.out))?;
    refuse_unchanged(&pdf, &unfinished, &made)?;
    target.put(app, unfinished)?;
    let signer = made.report.signatures.first().and_then(signer_name).unwrap_or_default();
    Ok(signed_file(&request.out, made, signer))
}

/// Less may have been agreed to, and nothing at all is not less: a copy would be taken for more than it is.
fn refuse_unchanged(pdf: &PdfFile, written: &Unfinished, made: &Made) -> Result<(), Error> {
    let length = written.file().metadata().map_err(|error| files::storage(written.path(), &error))?.len();
    let reason = made.shortfalls.first().filter(|_| length == pdf.bytes().len() as u64);
    reason.map_or(Ok(()), |reason| Err(translate::shortfall(reason.clone())))
}

fn signer_name(signature: &SignatureReport) -> Option<String> {
    signature.signer.as_ref()?.common_name.clone()
}

fn signed_file(out: &Path, made: Made, signer: String) -> SignedFile {
    SignedFile {
        file: out.to_owned(),
        sha256: made.report.sha256,
        field: made.field,
        level: made.reached,
        lower_because: made.shortfalls.into_iter().map(translate::shortfall).collect(),
        proven_time: made.proven_time,
        signer,
        visible: false,
        forewarning: Forewarning::default(),
        doubts: made.doubted,
        left_out: made.dropped.into_iter().map(line_word).collect(),
    }
}

/// The original is never replaced, whatever its name is given as; another file only when that was asked for.
fn target<'a>(file: &Path, out: &'a Path, existing: Existing) -> Result<Target<'a>, Error> {
    if files::is_same(file, out) {
        return Err(Error::new(Code::Refused, "error-same-file").with("path", out.display()));
    }
    let target = Target::look(out)?;
    let is_there = out.metadata().is_ok_and(|found| found.len() > 0);
    if is_there && existing == Existing::Kept {
        return Err(Error::new(Code::Refused, "error-target-exists").with("path", out.display()));
    }
    Ok(target)
}

/// A person asked for the target, not for its unfinished neighbour.
fn at_target(error: Error, out: &Path) -> Error {
    let is_about_it = error.code == Code::Storage
        && error.params.contains_key("path")
        && !["error-folder-missing", "error-not-a-folder"].contains(&error.message.as_str());
    if is_about_it { error.with("path", out.display()) } else { error }
}

/// Where the signature is drawn, and the name of the field it fills.
type Placement<'a> = (Option<(u32, ViewRect)>, Option<&'a str>);

fn placement<'a>(pdf: &PdfFile, place: &'a Place) -> Result<Placement<'a>, Error> {
    match place {
        Place::Invisible => Ok((None, None)),
        Place::Box(page, [x, y, width, height]) => {
            let rect = ViewRect { x: *x, y: *y, width: *width, height: *height };
            Ok((Some((*page, rect)), None))
        }
        Place::Field(name) => {
            let fields = pdf.empty_signature_fields();
            let Some(field) = fields.iter().find(|field| field.name == *name) else {
                return Err(field_missing(pdf, name));
            };
            let seen = match (field.page, field.rect) {
                (Some(page), Some(rect)) => {
                    Some((page, pdf.page_geometry(page).map_err(translate::pdf)?.to_view(rect)))
                }
                (_, None) | (None, _) => None,
            };
            Ok((seen, Some(name)))
        }
    }
}

/// A field that is taken is told from one that is not there.
fn field_missing(pdf: &PdfFile, name: &str) -> Error {
    if pdf.signature_fields().iter().any(|field| field.name == name) {
        return Error::new(Code::Refused, "error-field-taken").with("field", name);
    }
    let names: Vec<String> = pdf.empty_signature_fields().into_iter().map(|field| field.name).collect();
    Error::new(Code::Refused, "error-field-missing")
        .with("field", name)
        .with("fields", names.join(", "))
        .with("n", names.len())
}

fn file_mark(mark: &FileMark) -> Result<Mark, Error> {
    Ok(match mark {
        FileMark::Image(path) => {
            let bytes = files::beginning(path, LARGEST_BYTES as u64 + 1)?;
            Mark::Picture { picture: look::signature_picture(&bytes)? }
        }
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
    })
}

fn doc_mdp(permission: u8) -> Result<DocMdp, Error> {
    match permission {
        1 => Ok(DocMdp::NoChanges),
        2 => Ok(DocMdp::FillAndSign),
        3 => Ok(DocMdp::Annotate),
        other => Err(Error::internal(format!("no DocMDP permission {other}"))),
    }
}

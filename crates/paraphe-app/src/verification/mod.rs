//! What is made of a validation report: sentences about Acrobat and the history, files for people, tables over many
//! PDFs, and the signed version beside the present one. Nothing here judges; the report has done that.

pub(crate) mod acrobat;
pub(crate) mod changes;
pub(crate) mod many;
pub(crate) mod origin;
pub(crate) mod own;
pub(crate) mod regions;
pub(crate) mod report;
mod save;
pub(crate) mod sent;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod unfinished;

use std::path::{Path, PathBuf};

use paraphe_pades::{TrustAnchors, ValidationReport, ValidationTime};
use paraphe_pdf::PdfFile;

pub(crate) use self::save::save;
use crate::commands::verify_document;
use crate::documents::{self, name_of};
use crate::schema::{OriginView, VerifyTarget};
use crate::{App, Error, translate};

/// A file that was judged.
pub(crate) struct Judged {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) password: Option<String>,
    pub(crate) pdf: PdfFile,
    pub(crate) report: ValidationReport,
    pub(crate) origin: Option<OriginView>,
}

/// Opens what is to be verified and judges it.
///
/// # Errors
/// The file cannot be read. A bad signature is an answer.
pub(crate) fn judge(
    app: &App,
    target: VerifyTarget,
    anchors: &TrustAnchors,
    at: ValidationTime,
) -> Result<Judged, Error> {
    let (path, name, password) = place(app, target)?;
    let pdf = open(&path, &name, password.as_deref())?;
    let report = verify_document::report(app, &pdf, &name, anchors, at)?;
    let origin = origin::find(app, &pdf, &report, &name)?;
    Ok(Judged { path, name, password, pdf, report, origin })
}

/// Where a target's bytes are, its name, and its password.
pub(crate) fn place(app: &App, target: VerifyTarget) -> Result<(PathBuf, String, Option<String>), Error> {
    match target {
        VerifyTarget::File { path, password } => {
            let path = PathBuf::from(path);
            let name = name_of(&path);
            Ok((path, name, password))
        }
        VerifyTarget::Stored { sha256, name } => {
            documents::locate(app, &sha256).map(|(path, password)| (path, name, password))
        }
    }
}

pub(crate) fn open(path: &Path, name: &str, password: Option<&str>) -> Result<PdfFile, Error> {
    PdfFile::open(path, password).map_err(|error| translate::pdf(error).with("name", name))
}

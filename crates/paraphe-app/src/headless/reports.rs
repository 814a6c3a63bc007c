//! Verifications as files, and folders of PDFs, for the command line.

use std::path::{Path, PathBuf};

use paraphe_envelope::{Language, Timestamp};
use paraphe_pades::{Conclusion, ValidationReport, ValidationTime, Verdict};
use serde::Serialize;

use super::{Existing, add_anchors};
use crate::commands::list_trust;
use crate::schema::{OriginView, ReportLanguage, VerifiedRow};
use crate::verification::report::{self, Facts, ReportFormat};
use crate::verification::table::{self, TableFormat};
use crate::verification::{many, save};
use crate::{App, Code, Error, blocking, trust_lists};

/// Whether a report can be written to this path: asked before anything is verified.
///
/// # Errors
/// `error-report-format`; `error-target-exists` where a file is to be kept.
pub fn check_report_path(path: &Path, existing: Existing) -> Result<(), Error> {
    ReportFormat::of(path)?;
    keep_present(path, existing)
}

/// The same for a table.
///
/// # Errors
/// `error-table-format`; `error-target-exists` where a file is to be kept.
pub fn check_table_path(path: &Path, existing: Existing) -> Result<(), Error> {
    TableFormat::of(path)?;
    keep_present(path, existing)
}

/// Refuses a target that is there and is to be kept. A file without a byte is a name that a script has reserved.
///
/// # Errors
/// `error-target-exists`.
pub fn keep_present(path: &Path, existing: Existing) -> Result<(), Error> {
    let is_there = path.metadata().is_ok_and(|found| found.is_file() && found.len() > 0);
    if is_there && existing == Existing::Kept {
        return Err(Error::new(Code::Refused, "error-target-exists").with("path", path.display()));
    }
    Ok(())
}

/// A file for people: where it goes, what becomes of one that lies there, and in which language it is; the program's
/// where none is given.
#[derive(Clone, Debug)]
pub struct ReportFile {
    /// Its path; the ending decides what it is.
    pub path: PathBuf,
    /// What becomes of a file that is there.
    pub existing: Existing,
    /// Its language.
    pub language: Option<ReportLanguage>,
}

impl ReportFile {
    fn language(&self, app: &App) -> Language {
        self.language.map_or_else(|| app.language(), Into::into)
    }
}

/// Writes a verification as a PDF or a page (HTML) for people.
///
/// # Errors
/// The target is the file itself, is there already, or cannot be written.
pub async fn save_report(
    app: &App,
    file: PathBuf,
    (report, origin): (ValidationReport, Option<OriginView>),
    out: ReportFile,
) -> Result<(), Error> {
    let app = app.clone();
    blocking::run(move || {
        let format = ReportFormat::of(&out.path)?;
        let facts = Facts {
            report: &report,
            origin: origin.as_ref(),
            language: out.language(&app),
            now: app.now(),
            lists_issued: trust_lists::load(&app).and_then(|lists| lists.issued_at()),
        };
        let bytes = report::write(format, &facts)?;
        save(&app, &bytes, &out.path, &[&file], out.existing).map(drop)
    })
    .await
}

/// How the PDFs of a folder are validated.
#[derive(Debug)]
pub struct VerifyFolder {
    /// The folder, with all in it.
    pub folder: PathBuf,
    /// Certificates to trust besides the person's own: files or folders.
    pub trust: Vec<PathBuf>,
    /// The moment to judge for; now when absent.
    pub at: Option<Timestamp>,
    /// The password of those PDFs that have one.
    pub password: Option<String>,
}

/// One PDF of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct FolderRow {
    /// The row as a table shows it.
    #[serde(flatten)]
    pub row: VerifiedRow,
    /// The conclusion; none when the file cannot be read.
    pub conclusion: Option<Conclusion>,
    /// The verdict as the report of one file has it: amber for whichever reason; none when the file cannot be read.
    #[serde(skip)]
    pub judged: Option<Verdict>,
    /// When it was last signed: proven, or else claimed (RFC 3339).
    pub signed_at: Option<String>,
}

/// Validates the PDFs of a folder one after the other; `each` hears of them as they are done, with how many there are.
///
/// # Errors
/// The folder or a certificate cannot be read, or there is no PDF in it. A file that cannot be read is a row.
pub async fn verify_folder(
    app: &App,
    request: VerifyFolder,
    mut each: impl FnMut(&FolderRow, usize) + Send + 'static,
) -> Result<Vec<FolderRow>, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut anchors = list_trust::anchors(&app)?;
        for path in &request.trust {
            add_anchors(&mut anchors, path)?;
        }
        let at = ValidationTime(request.at.unwrap_or_else(|| app.now()));
        let refused = |id| Error::new(Code::NotFound, id).with("path", request.folder.display());
        let many::Found { files, cut, too_deep } = many::find(std::slice::from_ref(&request.folder))?;
        if cut {
            return Err(refused("error-too-many-pdfs"));
        }
        if let Some(folder) = too_deep.first() {
            return Err(Error::new(Code::Refused, "error-folder-too-deep").with("path", folder.display()));
        }
        if files.is_empty() {
            return Err(refused("error-no-pdf"));
        }
        let count = files.len();
        let rows = files.into_iter().map(|place| {
            let (row, report) = many::row(&app, place, request.password.as_deref(), &anchors, at);
            let signed_at = report.as_ref().and_then(many::last_signed).map(|at| at.to_rfc3339());
            let (conclusion, judged) = report.map(|report| (report.conclusion, report.verdict)).unzip();
            let row = FolderRow { row, conclusion, judged, signed_at };
            each(&row, count);
            row
        });
        Ok(rows.collect())
    })
    .await
}

/// Writes rows as a table: CSV or a page (HTML).
///
/// # Errors
/// The target is one of the files, is there already, or cannot be written.
pub async fn save_table(app: &App, rows: Vec<FolderRow>, out: ReportFile) -> Result<(), Error> {
    let app = app.clone();
    blocking::run(move || {
        let format = TableFormat::of(&out.path)?;
        let rows: Vec<VerifiedRow> = rows.into_iter().map(|one| one.row).collect();
        let bytes = table::write(format, out.language(&app), &rows, app.now());
        let inputs: Vec<&Path> = rows.iter().map(|row| Path::new(&row.path)).collect();
        save(&app, &bytes, &out.path, &inputs, out.existing).map(drop)
    })
    .await
}

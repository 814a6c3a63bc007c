//! Many PDFs at once: which there are, and each in one row.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use paraphe_envelope::Timestamp;
use paraphe_pades::{SignatureKind, SignatureReport, TrustAnchors, ValidationReport, ValidationTime};

use super::{open, unfinished};
use crate::commands::verify_document;
use crate::documents::name_of;
use crate::schema::{SentenceView, VerifiedRow};
use crate::view::local_time;
use crate::{App, Code, Error, files, verdict};

/// More PDFs than this are no table a person reads.
const MOST: usize = 20_000;
/// Folders within folders.
const DEEPEST: u32 = 16;

/// A PDF among others.
#[derive(Clone, Debug)]
pub(crate) struct PdfPlace {
    /// As the file system has it: names of other systems are not always text.
    pub(crate) path: PathBuf,
    /// What it is called in the table.
    pub(crate) name: String,
}

/// PDFs that were found.
pub(crate) struct Found {
    pub(crate) files: Vec<PdfPlace>,
    /// There are more than [`MOST`].
    pub(crate) cut: bool,
    /// Folders that lie too deep to be looked into.
    pub(crate) too_deep: Vec<PathBuf>,
}

/// The PDFs among these paths: files as they are given, folders with what is in them. Links to folders are not followed:
/// they may lead anywhere, and round in circles.
///
/// A folder within that cannot be read stands among them: a table that silently lacked it would say too much.
///
/// # Errors
/// A path that was given cannot be read.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Found, Error> {
    let mut files = Vec::new();
    let mut too_deep = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|error| files::unreadable(path, &error))?;
        if metadata.is_dir() {
            collect(path, (path, DEEPEST), &mut files, &mut too_deep)
                .map_err(|error| files::unreadable(path, &error))?;
        } else {
            files.push(PdfPlace { path: path.clone(), name: name_of(path) });
        }
    }
    // By path: the same file may be given by itself and within its folder, under two names.
    files.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| b.name.len().cmp(&a.name.len())));
    files.dedup_by(|a, b| a.path == b.path);
    files.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    let cut = files.len() > MOST;
    files.truncate(MOST);
    Ok(Found { files, cut, too_deep })
}

fn collect(
    root: &Path,
    (folder, deeper): (&Path, u32),
    found: &mut Vec<PdfPlace>,
    too_deep: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let place = |path: &Path| {
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        PdfPlace { path: path.to_owned(), name }
    };
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_folder = entry.file_type()?.is_dir();
        if is_folder && deeper == 0 {
            too_deep.push(path.clone());
        } else if is_folder
            && found.len() <= MOST
            && collect(root, (&path, deeper - 1), found, too_deep).is_err()
        {
            found.push(place(&path));
        }
        let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        if is_pdf && path.is_file() {
            found.push(place(&path));
        }
    }
    Ok(())
}

/// A file in one row. What cannot be read is a row, too: one bad file must not hide the others.
pub(crate) fn row(
    app: &App,
    place: PdfPlace,
    password: Option<&str>,
    anchors: &TrustAnchors,
    at: ValidationTime,
) -> (VerifiedRow, Option<ValidationReport>) {
    if place.path.is_dir() {
        let error = fs::read_dir(&place.path).err().unwrap_or_else(|| io::ErrorKind::Other.into());
        let error = files::unreadable(&place.path, &error);
        return (of_error(place, error), None);
    }
    // A password is for those that have one; the others do not mind.
    let opened = match open(&place.path, &place.name, None) {
        Err(error) if error.code == Code::PasswordNeeded && password.is_some() => {
            open(&place.path, &place.name, password)
        }
        opened => opened,
    };
    let judged = opened.and_then(|pdf| verify_document::report(app, &pdf, &place.name, anchors, at));
    match judged {
        Ok(report) => (of_report(place, &report), Some(report)),
        Err(error) => (of_error(place, error), None),
    }
}

/// Who signed, each once; clocks are nobody.
pub(crate) fn signers(report: &ValidationReport) -> Vec<String> {
    let mut signers: Vec<String> = Vec::new();
    for name in report.signatures.iter().filter(is_a_persons).map(verdict::declared_name) {
        if !signers.contains(&name) {
            signers.push(name);
        }
    }
    signers
}

/// How many signatures of people a report is about.
pub(crate) fn signature_count(report: &ValidationReport) -> usize {
    report.signatures.iter().filter(is_a_persons).count()
}

fn of_report(place: PdfPlace, report: &ValidationReport) -> VerifiedRow {
    VerifiedRow {
        path: place.path.display().to_string(),
        name: place.name,
        sha256: Some(report.sha256),
        verdict: Some(verdict::verdict(report.verdict)),
        signers: signers(report),
        local_time: last_signed(report).map(local_time),
        sentence: verdict::sentence(report),
        unfinished: unfinished::note(report, None),
    }
}

fn is_a_persons(signature: &&SignatureReport) -> bool {
    signature.kind != SignatureKind::DocumentTimestamp
}

/// When somebody last signed: proven, or else claimed.
pub(crate) fn last_signed(report: &ValidationReport) -> Option<Timestamp> {
    let signatures = report.signatures.iter().filter(is_a_persons);
    signatures.filter_map(|one| one.proven_time.or(one.claimed_time)).max()
}

fn of_error(place: PdfPlace, error: Error) -> VerifiedRow {
    let mut params = error.params;
    params.entry("name".to_owned()).or_insert_with(|| place.name.clone());
    VerifiedRow {
        path: place.path.display().to_string(),
        name: place.name,
        sha256: None,
        verdict: None,
        signers: Vec::new(),
        local_time: None,
        sentence: SentenceView { id: error.message, params },
        unfinished: None,
    }
}

#[cfg(test)]
mod tests;

//! Many PDFs at once: which there are, and each in one row.

use std::fs;
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
/// # Errors
/// A path or a folder cannot be read: a table that silently lacked it would say too much.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Found, Error> {
    let mut files = Vec::new();
    let mut too_deep = Vec::new();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|error| files::unreadable(path, &error))?;
        if metadata.is_dir() {
            collect(path, (path, DEEPEST), &mut files, &mut too_deep)?;
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
) -> Result<(), Error> {
    let unreadable = |error: &std::io::Error| files::unreadable(folder, error);
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| unreadable(&error))?;
        if kind.is_dir() && deeper == 0 {
            too_deep.push(path.clone());
        } else if kind.is_dir() && found.len() <= MOST {
            collect(root, (&path, deeper - 1), found, too_deep)?;
        }
        let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        if is_pdf && path.is_file() {
            let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            found.push(PdfPlace { path, name });
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
mod tests {
    use super::*;

    #[test]
    fn the_pdfs_of_a_folder_are_found_at_any_depth_and_no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("2026/bail");
        fs::create_dir_all(&inner).unwrap();
        for name in ["b.PDF", "notes.txt", "2026/a.pdf", "2026/bail/c.pdf"] {
            fs::write(folder.path().join(name), b"%PDF-").unwrap();
        }
        fs::create_dir(folder.path().join("folder.pdf")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), inner.join("round")).unwrap();
        let found = find(&[folder.path().to_owned(), folder.path().join("b.PDF")]).unwrap();
        let names: Vec<_> = found.files.iter().map(|file| file.name.replace('\\', "/")).collect();
        assert_eq!(names, ["2026/a.pdf", "2026/bail/c.pdf", "b.PDF"], "each once");
        assert!(!found.cut && found.too_deep.is_empty());
        assert!(find(&[folder.path().join("absent")]).is_err());
    }

    #[test]
    fn a_file_given_twice_is_one_row_and_what_lies_too_deep_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("r");
        let deepest: PathBuf = (0..DEEPEST).fold(root.clone(), |path, at| path.join(format!("d{at}")));
        fs::create_dir_all(deepest.join("beyond")).unwrap();
        for path in [root.join("d0/a.pdf"), deepest.join("b.pdf"), deepest.join("beyond/c.pdf")] {
            fs::write(path, b"%PDF-").unwrap();
        }
        let found = find(&[root.clone(), root.join("d0/a.pdf")]).unwrap();
        let paths: Vec<_> = found.files.iter().map(|file| file.path.clone()).collect();
        assert_eq!(paths, [root.join("d0/a.pdf"), deepest.join("b.pdf")]);
        assert_eq!(found.too_deep, [deepest.join("beyond")]);
    }
}

//! Real files: none may panic; manipulated shadow documents fail, the untouched ones are intact. Needs the collection
//! `PARAPHE_CORPUS` names; without it they count as skipped.

use crate::made::now;
use paraphe_pades::{
    Conclusion, FindingCode, SignatureReport, TrustAnchors, ValidationReport, ValidationTime, validate,
};
use paraphe_pdf::PdfFile;
use std::path::{Path, PathBuf};

fn collection(folder: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("PARAPHE_CORPUS") else {
        crate::needs::circumstance(&format!(
            "PARAPHE_CORPUS names no corpus, no file of {folder} was judged"
        ));
        return None;
    };
    Some(Path::new(&root).join(folder))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn report(path: &Path) -> Option<ValidationReport> {
    let pdf = PdfFile::open(path, None).ok()?;
    Some(validate(&pdf, &TrustAnchors::empty(), ValidationTime(now())))
}

#[test]
fn every_file_that_opens_gets_a_report_and_nobody_is_trusted() {
    let Some(folder) = collection("signed") else { return };
    let mut reports = 0;
    for path in files(&folder) {
        let Some(report) = report(&path) else { continue };
        reports += 1;
        assert_ne!(report.conclusion, Conclusion::TotalPassed, "{}: trusted by nobody", path.display());
    }
    assert!(reports > 300, "{reports} reports");
}

#[test]
fn shadow_documents_are_told_apart() {
    let Some(folder) = collection("signed/rub-pdf-attacker") else { return };
    for path in files(&folder) {
        let manipulated = path.to_string_lossy().contains("manipulated");
        let report = report(&path).unwrap();
        let signature = &report.signatures[0];
        assert_eq!(report.conclusion == Conclusion::TotalFailed, manipulated, "{}", path.display());
        assert_eq!(signature.modifications_allowed, !manipulated, "{}", path.display());
        assert_eq!(
            signature.integrity.digest_ok,
            Some(true),
            "{}: what was signed is untouched",
            path.display()
        );
    }
}

#[test]
fn algorithms_that_cannot_be_computed_are_said_and_never_passed_over() {
    let Some(folder) = collection("signed/itext") else { return };
    let unknown =
        ["cmp_padesSignatureEd448Test.pdf", "sample-rsa-sha3_256.pdf", "sample-nistp256-sha3_256.pdf"];
    let is_one = |path: &PathBuf| unknown.iter().any(|name| path.to_string_lossy().ends_with(name));
    let files: Vec<PathBuf> = files(&folder).into_iter().filter(is_one).collect();
    assert_eq!(files.len(), unknown.len(), "{files:?}");
    for path in files {
        let report = report(&path).unwrap();
        assert_eq!(report.conclusion, Conclusion::Indeterminate, "{}: {report:#?}", path.display());
        assert!(report.unchecked_signatures > 0, "{}", path.display());
        let names_it = |signature: &SignatureReport| {
            signature.findings.iter().any(|finding| finding.code == FindingCode::AlgorithmUnsupported)
        };
        assert!(report.signatures.iter().any(names_it), "{}: {report:#?}", path.display());
    }
}

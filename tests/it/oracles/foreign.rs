//! PDFs signed by pyHanko get the right verdict from us.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use paraphe_envelope::Timestamp;
use paraphe_pades::{
    Conclusion, Coverage, Indication, TrustAnchors, ValidationReport, ValidationTime, Verdict, validate,
};
use paraphe_pdf::PdfFile;

use super::tools::{python, signed_by_pyhanko};
use crate::support::root;

/// Judged for the machine's present: that is the clock pyHanko signs with.
fn report(bytes: Vec<u8>, trust: &TrustAnchors) -> ValidationReport {
    let pdf = PdfFile::parse(bytes, None).expect("readable");
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
    let now = Timestamp::from_millis(i64::try_from(elapsed).expect("before the year 292 million"));
    validate(&pdf, trust, ValidationTime(now))
}

fn test_root() -> TrustAnchors {
    TrustAnchors::from_pem_or_der_files(&[root().join("tests/fixtures/keys/root.pem")])
        .expect("the test root")
}

/// Everything pyHanko signed, or nothing where pyHanko is absent.
fn signed(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Some(python) = python() else { return Vec::new() };
    let files = signed_by_pyhanko(&python, folder);
    assert!(files.len() >= 10, "one file per case");
    files.into_iter().map(|file| (file.clone(), fs::read(file).expect("readable"))).collect()
}

#[test]
fn a_signature_by_pyhanko_is_intact_and_its_identity_is_to_be_confirmed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, bytes) in signed(folder.path()) {
        let report = report(bytes, &TrustAnchors::empty());
        assert_eq!(report.verdict, Verdict::IntactIdentityUnknown, "{}", file.display());
        assert_eq!(report.conclusion, Conclusion::Indeterminate, "{}", file.display());
        for signature in &report.signatures {
            let integrity = signature.integrity;
            assert!(integrity.byte_range_ok, "{}", file.display());
            assert_eq!(
                (integrity.digest_ok, integrity.signature_ok),
                (Some(true), Some(true)),
                "{}",
                file.display()
            );
            assert!(signature.modifications_allowed, "{}", file.display());
            assert_ne!(signature.coverage, Coverage::Partial, "{}", file.display());
        }
    }
}

#[test]
fn with_its_root_trusted_it_passes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, bytes) in signed(folder.path()) {
        let report = report(bytes, &test_root());
        assert_eq!(report.conclusion, Conclusion::TotalPassed, "{}: {report:?}", file.display());
        assert_eq!(
            report.signatures.last().map(|last| last.covers_whole_file),
            Some(true),
            "{}",
            file.display()
        );
    }
}

#[test]
fn after_one_bit_is_flipped_it_fails() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, mut bytes) in signed(folder.path()) {
        // Inside the first stream of the file: what is shown, and no part of its structure.
        let at = bytes.windows(7).position(|window| window == b"stream\n").expect("a stream") + 20;
        bytes[at] ^= 1;
        let report = report(bytes, &test_root());
        assert_eq!(report.conclusion, Conclusion::TotalFailed, "{}", file.display());
        let all = report.signatures.iter().all(|signature| signature.indication == Indication::TotalFailed);
        assert!(all, "every signature covers the first stream: {}", file.display());
    }
}

#[test]
fn bytes_behind_the_end_are_not_passed_over() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, mut bytes) in signed(folder.path()) {
        bytes.extend_from_slice(b"4 0 obj\n<< /Length 0 >>\nendobj\n");
        let report = report(bytes, &test_root());
        assert_ne!(report.conclusion, Conclusion::TotalPassed, "{}", file.display());
    }
}

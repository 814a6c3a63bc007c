//! The signing matrix: twelve kinds of file, six keys, four levels, and keys on a token for some of them; every output
//! judged by pyHanko, pdfsig, qpdf and our own validator, and drawn by three renderers.
//!
//! Timestamps, OCSP answers and revocation lists come over HTTP from `tests/pki/matrix.py` on this computer.

mod judging;
mod signing;
mod token;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use paraphe_envelope::Timestamp;
use paraphe_pades::{Conclusion, PadesLevel, TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;

use super::tools;
use judging::{Judged, judged};
use signing::{Signed, sign_all};

/// Everything signed, and what others say of it.
struct Matrix {
    roots: Vec<PathBuf>,
    moment: Timestamp,
    signed: Vec<Signed>,
    judged: BTreeMap<PathBuf, Judged>,
}

/// Signed and judged once for all tests; nothing where the oracles are absent.
fn matrix() -> Option<&'static Matrix> {
    static MATRIX: OnceLock<Option<Matrix>> = OnceLock::new();
    let made = MATRIX.get_or_init(|| {
        let python = tools::python()?;
        for program in ["pdfsig", "qpdf", "pdftoppm", "mutool"] {
            tools::program(program)?;
        }
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("matrix");
        // What an earlier run left; there may be nothing.
        let _ = fs::remove_dir_all(&folder);
        let (signed, roots, moment) = sign_all(&python, &folder);
        let judged = judged(&python, &roots, moment, &signed);
        Some(Matrix { roots, moment, signed, judged })
    });
    made.as_ref()
}

/// Fails with a line for each file of which `fault` says something.
fn assert_all(what: &str, fault: impl Fn(&Matrix, &Signed, &Judged) -> Option<String>) {
    let Some(matrix) = matrix() else { return };
    let in_files = matrix.signed.iter().filter(|signed| !signed.key.starts_with("token"));
    assert_eq!(in_files.count(), 12 * 6 * 4, "every kind with every key at every level");
    let (mut told, mut count) = (String::new(), 0);
    for signed in &matrix.signed {
        if let Some(fault) = fault(matrix, signed, &matrix.judged[&signed.file]) {
            count += 1;
            let _ = writeln!(told, "{signed}: {fault}");
        }
    }
    assert!(count == 0, "{what}, {count} of {}:\n{told}", matrix.signed.len());
}

#[test]
fn everything_begins_with_the_bytes_of_its_source() {
    assert_all("bytes changed", |_, signed, _| {
        let source = fs::read(&signed.source).expect("the source is there");
        let file = fs::read(&signed.file).expect("the signed file is there");
        (!file.starts_with(&source) || file.len() == source.len())
            .then(|| "the source was rewritten".to_owned())
    });
}

#[test]
fn our_validator_says_of_everything_what_its_level_proves() {
    assert_all("our validator", |matrix, signed, _| {
        let pdf = PdfFile::open(&signed.file, signed.password.as_deref()).expect("readable");
        let trust = TrustAnchors::from_pem_or_der_files(&matrix.roots).expect("roots");
        let report = validate(&pdf, &trust, ValidationTime(matrix.moment));
        let found = report.signatures.iter().find(|one| one.field == signed.field);
        let Some(found) = found else { return Some(format!("no signature in {:?}", signed.field)) };
        // Without the proofs of B-LT nothing is known of revocation, where somebody could be asked.
        let is_open = signed.names_sources && signed.level < PadesLevel::BLT;
        let expected = if is_open { Conclusion::Indeterminate } else { Conclusion::TotalPassed };
        let said = (report.conclusion, found.level);
        (said != (expected, Some(signed.level)))
            .then(|| format!("{said:?} {:?} {:?}", found.sub_indication, found.findings))
    });
}

#[test]
fn keys_on_a_token_sign_like_those_in_files() {
    if let Some(folder) = std::env::var_os(token::ASKED) {
        return token::sign_here(Path::new(&folder));
    }
    let Some(matrix) = matrix() else { return };
    let on_token = matrix.signed.iter().filter(|signed| signed.key.starts_with("token")).count();
    assert_eq!(on_token, token::module().map_or(0, |_| token::COUNT), "each is judged by the tests around");
}

#[test]
fn pyhanko_passes_everything() {
    assert_all("pyHanko", |_, signed, judged| judging::pyhanko_fault(signed, &judged.pyhanko));
}

#[test]
fn pdfsig_calls_every_signature_valid() {
    assert_all("pdfsig", |_, signed, judged| judging::pdfsig_fault(signed, &judged.pdfsig));
}

#[test]
fn qpdf_finds_nothing() {
    assert_all("qpdf", |_, _, judged| judged.qpdf.clone());
}

#[test]
fn three_renderers_show_the_mark_at_the_same_place() {
    assert_all("the mark", |_, signed, judged| judging::mark_fault(signed, &judged.marks));
}

#[test]
fn another_name_is_another_picture() {
    let Some(matrix) = matrix() else { return };
    let shown = |key: &str| {
        let is_asked = |one: &&Signed| one.kind == "plain" && one.key == key && one.level == PadesLevel::BB;
        let signed = matrix.signed.iter().find(is_asked).expect("it is in the matrix");
        judging::shown(&matrix.judged[&signed.file].marks)
    };
    let (latin, arabic) = (shown("rsa"), shown("p384"));
    for (renderer, one) in &latin {
        assert!(!judging::looks_the_same(one, &arabic[renderer]), "{renderer} sees no difference");
    }
}

//! Everything we sign, judged by pyHanko, pdfsig and qpdf: intact, covering, and sound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use paraphe_app::Secret;
use paraphe_app::headless::{
    Existing, FileMark, KeySource, LevelWish, Place, RsaPadding, SignFile, sign_file,
};
use paraphe_pdf::{PdfError, PdfFile};
use serde_json::json;

use super::tools::{JudgedFile, pdfsig, program, pyhanko, python, qpdf_findings};
use crate::support::{TestApp, root, sample};

/// A signed file and how many signatures it must have.
struct Signed {
    file: PathBuf,
    signatures: usize,
}

/// One signature: which key, where, what is drawn, what it certifies.
struct Stroke {
    key: &'static str,
    placement: Option<(u32, [f64; 4])>,
    mark: fn() -> FileMark,
    reason: Option<&'static str>,
    certify: Option<u8>,
}

/// The self-made identity of the tests, with a name in Arabic.
const IDENTITY: &str = "identity";

const INVISIBLE: Stroke =
    Stroke { key: IDENTITY, placement: None, mark: || FileMark::None, reason: None, certify: None };
const FIRST_BOX: [f64; 4] = [80.0, 120.0, 180.0, 60.0];
const SECOND_BOX: [f64; 4] = [300.0, 420.0, 200.0, 70.0];

fn drawn() -> FileMark {
    let stroke = |y: f64| {
        (0..20).map(|step| vec![f64::from(step) * 8.0, y + f64::from(step % 5) * 6.0, 0.6]).collect()
    };
    FileMark::Ink(vec![stroke(10.0), stroke(40.0)])
}

fn accents() -> FileMark {
    FileMark::Text("Łucja Đặng-Œuvray".to_owned())
}

fn arabic() -> FileMark {
    FileMark::Text("محمد الطرابلسي".to_owned())
}

fn visible(key: &'static str, rect: [f64; 4], mark: fn() -> FileMark) -> Stroke {
    Stroke {
        key, placement: Some((1, rect)), mark, reason: Some("Bon pour accord – موافق"), certify: None
    }
}

fn certified(permission: u8) -> Stroke {
    Stroke { certify: Some(permission), ..INVISIBLE }
}

/// Name, sample, and the signatures one after another.
fn cases() -> Vec<(&'static str, &'static str, Vec<Stroke>)> {
    let (contract, quote, receipt) = ("contrat.pdf", "devis-tourne.pdf", "recu-ar-fr.pdf");
    vec![
        ("invisible", contract, vec![INVISIBLE]),
        ("rsa", contract, vec![Stroke { key: "rsa", ..INVISIBLE }]),
        ("ecdsa", contract, vec![Stroke { key: "ecdsa", ..INVISIBLE }]),
        ("typed", contract, vec![visible(IDENTITY, FIRST_BOX, accents)]),
        ("drawn", contract, vec![visible("rsa", FIRST_BOX, drawn)]),
        ("rotated-xref-stream", quote, vec![visible(IDENTITY, FIRST_BOX, drawn)]),
        ("arabic", receipt, vec![visible(IDENTITY, FIRST_BOX, arabic)]),
        ("twice", contract, vec![visible("rsa", FIRST_BOX, drawn), visible("ecdsa", SECOND_BOX, accents)]),
        (
            "three-times",
            contract,
            vec![
                visible(IDENTITY, FIRST_BOX, arabic),
                visible("rsa", SECOND_BOX, drawn),
                Stroke { key: "ecdsa", ..INVISIBLE },
            ],
        ),
        (
            "three-times-xref-stream",
            quote,
            vec![visible("ecdsa", FIRST_BOX, drawn), INVISIBLE, visible("rsa", SECOND_BOX, accents)],
        ),
        ("certified-no-changes", contract, vec![certified(1)]),
        ("certified-form-filling", quote, vec![certified(2)]),
        ("certified-annotations", contract, vec![certified(3)]),
        // Invisible: pyHanko is stricter than Acrobat and permits no new visible field after a certification.
        ("certified-and-signed", contract, vec![certified(2), Stroke { key: "rsa", ..INVISIBLE }]),
    ]
}

fn key(name: &str) -> KeySource {
    if name == IDENTITY {
        return KeySource::Identity(name.to_owned());
    }
    let path = root().join("tests/fixtures/keys").join(name).with_extension("p12");
    let password = Secret::new(b"paraphe".to_vec());
    KeySource::KeyFile { path, password, name: None, padding: RsaPadding::Pkcs1 }
}

/// The file after that many signatures.
fn step(test: &TestApp, name: &str, number: usize) -> PathBuf {
    test.path(&format!("{name}-{number}.pdf"))
}

async fn sign(
    test: &TestApp,
    name: &str,
    mut file: PathBuf,
    password: Option<&str>,
    strokes: &[Stroke],
) -> Signed {
    for (stroke, number) in strokes.iter().zip(1..) {
        let out = step(test, name, number);
        let request = SignFile {
            file: file.clone(),
            out: out.clone(),
            existing: Existing::Replaced,
            key: key(stroke.key),
            place: stroke.placement.map_or(Place::Invisible, |(page, rect)| Place::Box(page, rect)),
            mark: (stroke.mark)(),
            reason: stroke.reason.map(str::to_owned),
            location: None,
            on_behalf_of: None,
            approved: false,
            certify: stroke.certify,
            password: password.map(str::to_owned),
            level: LevelWish::default(),
            boxes: Vec::new(),
        };
        sign_file(&test.app, request)
            .await
            .unwrap_or_else(|error| panic!("{name}, signature {number}: {error}"));
        file = out;
    }
    Signed { file, signatures: strokes.len() }
}

/// All cases signed, and the certificates their chains end in.
async fn all(test: &TestApp) -> (Vec<Signed>, Vec<PathBuf>) {
    let request =
        json!({ "name": IDENTITY, "common_name": "محمد الطرابلسي", "organization": "Société Œuvre" });
    let identity = test.ok("create_identity", request).await;
    let own = test.path("identity.pem");
    std::fs::write(&own, identity["certificate_pem"].as_str().expect("a certificate")).expect("written");
    let mut signed = Vec::new();
    for (name, sample_name, strokes) in cases() {
        signed.push(sign(test, name, sample(sample_name), None, &strokes).await);
    }
    (signed, vec![root().join("tests/fixtures/keys/root.pem"), own])
}

/// Every signature of these files must be intact, trusted, permitted and cover its revision, the last one the file.
fn assert_good(judged: &BTreeMap<PathBuf, JudgedFile>, signed: &[Signed]) {
    for Signed { file, signatures } in signed {
        let found = match &judged[file] {
            JudgedFile::Signatures(found) => found,
            JudgedFile::Refused { error } => panic!("{}: {error}", file.display()),
        };
        assert_eq!(found.len(), *signatures, "{}", file.display());
        for (signature, number) in found.iter().zip(1..) {
            let whole = number == *signatures;
            let good = signature.error.is_none()
                && signature.intact
                && signature.valid
                && signature.trusted
                && signature.changes_allowed
                && signature.coverage == if whole { "ENTIRE_FILE" } else { "ENTIRE_REVISION" };
            assert!(good, "{}: {signature:?}", file.display());
        }
        let names: BTreeSet<_> = found.iter().map(|signature| &signature.field).collect();
        assert_eq!(names.len(), *signatures, "every signature has a field of its own");
    }
}

#[tokio::test]
async fn pyhanko_calls_everything_we_sign_intact_covering_and_trusted() {
    let Some(python) = python() else { return };
    let test = TestApp::new();
    let (signed, roots) = all(&test).await;
    let files: Vec<_> = signed.iter().map(|signed| signed.file.clone()).collect();
    assert_good(&pyhanko(&python, &roots, None, &files), &signed);
}

#[tokio::test]
async fn a_locked_document_we_sign_is_intact_and_sound_and_still_locked() {
    let test = TestApp::new();
    let locked = root().join("tests/fixtures/encrypted/locked.pdf");
    let strokes = [visible("rsa", FIRST_BOX, drawn), Stroke { key: "ecdsa", ..INVISIBLE }];
    let signed = sign(&test, "locked", locked, Some("sésame"), &strokes).await;
    let refused = PdfFile::open(&signed.file, None).err();
    assert!(matches!(refused, Some(PdfError::PasswordNeeded)), "{refused:?}");
    if let Some(program) = program("qpdf") {
        assert_eq!(qpdf_findings(program, &signed.file, Some("sésame")), None);
    }
    let Some(python) = python() else { return };
    let roots = [root().join("tests/fixtures/keys/root.pem")];
    let files = [signed.file.clone()];
    assert_good(&pyhanko(&python, &roots, Some("sésame"), &files), &[signed]);
}

#[tokio::test]
async fn pdfsig_calls_everything_we_sign_valid() {
    let Some(program) = program("pdfsig") else { return };
    let test = TestApp::new();
    for Signed { file, signatures } in all(&test).await.0 {
        let expected: Vec<_> = (1..=signatures).map(|number| (true, number == signatures)).collect();
        assert_eq!(pdfsig(program, &file), expected, "{}", file.display());
    }
}

#[tokio::test]
async fn qpdf_finds_nothing_in_what_we_sign() {
    let Some(program) = program("qpdf") else { return };
    let test = TestApp::new();
    for Signed { file, .. } in all(&test).await.0 {
        assert_eq!(qpdf_findings(program, &file, None), None, "{}", file.display());
    }
}

/// No byte that was there before is changed: each file begins with the one it was made from.
#[tokio::test]
async fn signing_only_appends() {
    let test = TestApp::new();
    all(&test).await;
    for (name, sample_name, strokes) in cases() {
        let mut before = std::fs::read(sample(sample_name)).expect("readable");
        for number in 1..=strokes.len() {
            let after = std::fs::read(step(&test, name, number)).expect("readable");
            assert!(after.len() > before.len() && after.starts_with(&before), "signature {number} of {name}");
            before = after;
        }
    }
}

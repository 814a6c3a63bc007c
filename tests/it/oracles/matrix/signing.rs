//! Everything of the matrix signed, with the authorities of `tests/pki/matrix.py` on this computer.

use std::fmt;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use paraphe_envelope::{PageRect, Timestamp, ViewRect};
use paraphe_pades::{
    Fallback, LevelRequest, PadesLevel, Pkcs12Key, RsaPadding, SelfMadeIdentity, SignatureRequest,
    SigningKey, TrustAnchors, sign_with_level,
};
use paraphe_pdf::PdfFile;
use paraphe_pdf::appearance::{Appearance, InkPoint, LineKind, Mark, SignatureLook, TextLine};
use paraphe_providers::{HttpEvidenceSource, HttpTimestampAuthority, Network};
use serde::Deserialize;

use super::token;
use crate::support::root;

pub(super) const LEVELS: [PadesLevel; 4] =
    [PadesLevel::BB, PadesLevel::BT, PadesLevel::BLT, PadesLevel::BLTA];

/// Where the mark is put, as the page is displayed.
const BOX: ViewRect = ViewRect { x: 320.0, y: 300.0, width: 180.0, height: 60.0 };
/// Where the field that stands ready has its place, in the page's own coordinates (`tests/pki/document.py`).
const PREPARED: [f64; 4] = [300.0, 100.0, 500.0, 160.0];

/// A signed file of the matrix.
pub(super) struct Signed {
    pub(super) kind: String,
    pub(super) key: &'static str,
    pub(super) level: PadesLevel,
    pub(super) source: PathBuf,
    /// What the first page looks like without the mark.
    pub(super) before: PathBuf,
    pub(super) file: PathBuf,
    pub(super) password: Option<String>,
    /// The field of the signature.
    pub(super) field: String,
    /// Where the mark is to be seen, as the page is displayed.
    pub(super) place: ViewRect,
    /// Whether the certificate names somebody to be asked about revocation.
    pub(super) names_sources: bool,
}

impl fmt::Display for Signed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {:?}", self.kind, self.key, self.level)
    }
}

/// The first line `matrix.py` prints.
#[derive(Deserialize)]
pub(super) struct Announced {
    tsa: String,
    now: i64,
    pub(super) kinds: Vec<Kind>,
}

impl Announced {
    /// What was announced into this folder.
    pub(super) fn read(folder: &Path) -> Self {
        let line = fs::read(folder.join(ANNOUNCED)).expect("announced");
        serde_json::from_slice(&line).expect("the line is JSON")
    }
}

const ANNOUNCED: &str = "announced.json";

/// A kind of file.
#[derive(Deserialize)]
pub(super) struct Kind {
    pub(super) name: String,
    password: Option<String>,
    /// An empty field to sign in, where a new one is not wanted.
    field: Option<String>,
}

/// The authorities; they end with their standard input.
struct Authorities {
    process: Child,
    announced: Announced,
}

impl Authorities {
    fn start(python: &Path, folder: &Path) -> Self {
        let mut process = Command::new(python)
            .arg(root().join("tests/pki/matrix.py"))
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python starts");
        let mut line = String::new();
        let output = process.stdout.take().expect("piped");
        BufReader::new(output).read_line(&mut line).expect("matrix.py prints a line");
        fs::write(folder.join(ANNOUNCED), line).expect("written");
        Self { process, announced: Announced::read(folder) }
    }

    fn end(mut self) {
        drop(self.process.stdin.take());
        self.process.wait().expect("matrix.py ends");
    }
}

/// A key with the name it has in the matrix.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) key: Box<dyn SigningKey>,
    pub(super) names_sources: bool,
}

fn keys(folder: &Path, own: SelfMadeIdentity) -> Vec<Key> {
    let open = |name: &str| {
        let bytes = fs::read(folder.join("keys").join(name).with_extension("p12")).expect("a key file");
        Pkcs12Key::open(&bytes, "paraphe").unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let file = |name: &'static str, key: Pkcs12Key| Key { name, key: Box::new(key), names_sources: true };
    vec![
        Key { name: "self-made", key: Box::new(own), names_sources: false },
        file("rsa", open("rsa")),
        file("rsa-pss", open("rsa").with_padding(RsaPadding::Pss)),
        file("p384", open("p384")),
        file("p521", open("p521")),
        file("ed25519", open("ed25519")),
    ]
}

/// Two waves from edge to edge: what is seen of it says where the box is.
fn drawn() -> Mark {
    let wave = |y: f64| {
        (0..40)
            .map(|step| InkPoint {
                x: f64::from(step) * 4.0,
                y: y + f64::from(step % 8) * 3.0,
                pressure: 0.6,
            })
            .collect::<Vec<_>>()
    };
    Mark::from_strokes(&[wave(2.0), wave(30.0)], None)
}

/// What is written beside the mark; those who sign with P-384, on a token or not, have an Arabic name.
fn written(key: &str) -> Vec<TextLine> {
    let name = if key.ends_with("p384") { "محمد الطرابلسي" } else { "Électre Đặng-Œuvray" };
    let line = |kind, text: &str| TextLine { kind, text: text.to_owned() };
    vec![
        line(LineKind::Name, name),
        line(LineKind::Date, "Le 24/11/2026 à 10:15 (UTC+1)"),
        line(LineKind::Place, "À Tunis"),
        line(LineKind::Reason, "Motif : bail du 3 mai"),
    ]
}

/// Signs everything into `folder`; says what was signed, whom to trust, and for when to judge.
pub(super) fn sign_all(python: &Path, folder: &Path) -> (Vec<Signed>, Vec<PathBuf>, Timestamp) {
    let authorities = Authorities::start(python, folder);
    let announced = &authorities.announced;
    let now = Timestamp::from_millis(announced.now);
    let own = SelfMadeIdentity::create("Mona Matrix", None, now).expect("an identity");
    fs::write(folder.join("own.pem"), own.certificate_pem()).expect("written");
    let kinds: Vec<&Kind> = announced.kinds.iter().collect();
    let mut signed = sign_with(&keys(folder, own), &kinds, folder, announced);
    signed.extend(token::sign_all(folder, announced));
    authorities.end();
    (signed, roots(folder), Timestamp::from_millis(now.as_millis() + 3_600_000))
}

fn roots(folder: &Path) -> Vec<PathBuf> {
    ["root.pem", "own.pem"].map(|name| folder.join(name)).into()
}

/// Signs these kinds of file with each key at every level.
pub(super) fn sign_with(keys: &[Key], kinds: &[&Kind], folder: &Path, announced: &Announced) -> Vec<Signed> {
    let anchors = TrustAnchors::from_pem_or_der_files(&roots(folder)).expect("roots");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let (network, handle) = (Network::default(), runtime.handle().clone());
    let tsa = HttpTimestampAuthority::new(&announced.tsa, None, &network, handle.clone());
    let (tsa, revocation) = (tsa.expect("an address"), HttpEvidenceSource::new(&network, handle));
    let request = LevelRequest {
        wished: PadesLevel::BB,
        authority: Some(&tsa),
        policy: None,
        revocation: Some(&revocation),
        anchors: &anchors,
        now: Timestamp::from_millis(announced.now),
        fallback: Fallback::Refuse,
        scratch: folder,
    };
    let mut signed = Vec::new();
    for key in keys {
        for kind in kinds {
            for wished in LEVELS {
                signed.push(sign(folder, kind, key, &LevelRequest { wished, ..request }));
            }
        }
    }
    signed
}

/// What signing this kind of file with this key makes, in the folder of the matrix.
pub(super) fn planned(
    folder: &Path,
    kind: &Kind,
    (key, names_sources): (&'static str, bool),
    level: PadesLevel,
) -> Signed {
    let source = folder.join("kinds").join(&kind.name).with_extension("pdf");
    let pdf = PdfFile::open(&source, kind.password.as_deref()).expect("readable");
    let geometry = pdf.page_geometry(1).expect("a page");
    let place = match kind.field {
        Some(_) => geometry.to_view(PageRect::from_corners(PREPARED).expect("a box")),
        None => BOX,
    };
    Signed {
        kind: kind.name.clone(),
        key,
        level,
        password: kind.password.clone(),
        names_sources,
        before: if kind.field.is_some() { folder.join("bare.pdf") } else { source.clone() },
        source,
        field: kind.field.clone().unwrap_or_else(|| "Matrix".to_owned()),
        place,
        file: folder.join(format!("{}-{key}-{level:?}.pdf", kind.name)),
    }
}

fn sign(folder: &Path, kind: &Kind, key: &Key, level: &LevelRequest<'_>) -> Signed {
    let planned = planned(folder, kind, (key.name, key.names_sources), level.wished);
    let pdf = PdfFile::open(&planned.source, kind.password.as_deref()).expect("readable");
    let geometry = pdf.page_geometry(1).expect("a page");
    let (mark, lines, place) = (drawn(), written(key.name), planned.place);
    let look =
        SignatureLook { mark: &mark, lines: &lines, logo: None, width: place.width, height: place.height };
    let appearance = Appearance::for_signature(&look).expect("drawn");
    assert!(appearance.dropped().is_empty(), "{planned}: {:?}", appearance.dropped());
    let request = SignatureRequest {
        placement: kind.field.is_none().then(|| (1, geometry.to_page(BOX).expect("a box"))),
        appearance: Some(&appearance),
        field_name: Some(planned.field.clone()),
        tooltip: Some("Signature".to_owned()),
        ..SignatureRequest::invisible(level.now)
    };
    let outcome = sign_with_level(&pdf, &request, key.key.as_ref(), level)
        .unwrap_or_else(|error| panic!("{planned}: {error} {error:?}"));
    outcome.signed.write_to(&planned.file).expect("written");
    Signed { level: outcome.reached, ..planned }
}

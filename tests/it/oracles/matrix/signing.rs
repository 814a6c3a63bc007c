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
use paraphe_pdf::appearance::{Appearance, InkPoint, Mark, SignatureLook};
use paraphe_providers::{HttpEvidenceSource, HttpTimestampAuthority, Network};
use serde::Deserialize;

use crate::support::root;

const LEVELS: [PadesLevel; 4] = [PadesLevel::BB, PadesLevel::BT, PadesLevel::BLT, PadesLevel::BLTA];

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
struct Announced {
    tsa: String,
    now: i64,
    kinds: Vec<Kind>,
}

/// A kind of file.
#[derive(Deserialize)]
struct Kind {
    name: String,
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
        let announced = serde_json::from_str(&line).expect("the line is JSON");
        Self { process, announced }
    }

    fn end(mut self) {
        drop(self.process.stdin.take());
        self.process.wait().expect("matrix.py ends");
    }
}

/// A key with the name it has in the matrix.
struct Key {
    name: &'static str,
    key: Box<dyn SigningKey>,
    names_sources: bool,
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

/// Signs everything into `folder`; says what was signed, whom to trust, and for when to judge.
pub(super) fn sign_all(python: &Path, folder: &Path) -> (Vec<Signed>, Vec<PathBuf>, Timestamp) {
    let authorities = Authorities::start(python, folder);
    let now = Timestamp::from_millis(authorities.announced.now);
    let own = SelfMadeIdentity::create("Mona Matrix", None, now).expect("an identity");
    let roots = vec![folder.join("root.pem"), folder.join("own.pem")];
    fs::write(&roots[1], own.certificate_pem()).expect("written");
    let anchors = TrustAnchors::from_pem_or_der_files(&roots).expect("roots");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let (network, handle) = (Network::default(), runtime.handle().clone());
    let tsa = HttpTimestampAuthority::new(&authorities.announced.tsa, None, &network, handle.clone());
    let (tsa, revocation) = (tsa.expect("an address"), HttpEvidenceSource::new(&network, handle));
    let request = LevelRequest {
        wished: PadesLevel::BB,
        authority: Some(&tsa),
        policy: None,
        revocation: Some(&revocation),
        anchors: &anchors,
        now,
        fallback: Fallback::Refuse,
        scratch: folder,
    };
    let mut signed = Vec::new();
    for key in keys(folder, own) {
        for kind in &authorities.announced.kinds {
            for wished in LEVELS {
                signed.push(sign(folder, kind, &key, &LevelRequest { wished, ..request }));
            }
        }
    }
    authorities.end();
    (signed, roots, Timestamp::from_millis(now.as_millis() + 3_600_000))
}

fn sign(folder: &Path, kind: &Kind, key: &Key, level: &LevelRequest<'_>) -> Signed {
    let source = folder.join("kinds").join(&kind.name).with_extension("pdf");
    let file = folder.join(format!("{}-{}-{:?}.pdf", kind.name, key.name, level.wished));
    let pdf = PdfFile::open(&source, kind.password.as_deref()).expect("readable");
    let geometry = pdf.page_geometry(1).expect("a page");
    let place = match kind.field {
        Some(_) => geometry.to_view(PageRect::from_corners(PREPARED).expect("a box")),
        None => BOX,
    };
    let mark = drawn();
    let look =
        SignatureLook { mark: &mark, lines: &[], logo: None, width: place.width, height: place.height };
    let appearance = Appearance::for_signature(&look).expect("drawn");
    let field = kind.field.clone().unwrap_or_else(|| "Matrix".to_owned());
    let request = SignatureRequest {
        placement: kind.field.is_none().then(|| (1, geometry.to_page(BOX).expect("a box"))),
        appearance: Some(&appearance),
        field_name: Some(field.clone()),
        tooltip: Some("Signature".to_owned()),
        ..SignatureRequest::invisible(level.now)
    };
    let what = file.display();
    let outcome = sign_with_level(&pdf, &request, key.key.as_ref(), level)
        .unwrap_or_else(|error| panic!("{what}: {error} {error:?}"));
    outcome.signed.write_to(&file).expect("written");
    Signed {
        kind: kind.name.clone(),
        key: key.name,
        level: outcome.reached,
        password: kind.password.clone(),
        names_sources: key.names_sources,
        before: if kind.field.is_some() { folder.join("bare.pdf") } else { source.clone() },
        source,
        field,
        place,
        file,
    }
}

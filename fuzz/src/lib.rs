//! What is done with any bytes at all, one function per target: it may answer what it likes, as long as it answers soon
//! and in little memory. `tests/it/fuzz_seeds.rs` does the same with the seeds, without a nightly compiler.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{Sha256Digest, Timestamp};
use paraphe_pades::{SelfMadeIdentity, SignatureRequest, TrustAnchors, ValidationTime, sign_pdf, validate};
use paraphe_pdf::{PdfFile, SecurityStore};
use paraphe_trust::{UncheckedList, read_snapshot};

/// As a PDF, read revision by revision.
pub fn revisions(bytes: &[u8]) {
    let Ok(pdf) = PdfFile::parse(bytes.to_vec(), None) else { return };
    let _findings = pdf.findings();
    let _pages = pdf.pages();
    for index in 0..pdf.revisions().len() {
        let Some(view) = pdf.revision(index) else { continue };
        let _catalog = view.catalog();
    }
}

/// As the table of where the objects of a sound document are, or whatever else `startxref` may point at.
pub fn xref(bytes: &[u8]) {
    let mut file = begin().bytes;
    let start = file.len();
    file.extend(bytes);
    file.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
    revisions(&file);
}

/// As a PDF, judged.
pub fn validation(bytes: &[u8]) {
    judge(bytes.to_vec());
}

/// As the CMS structure in a sound document, judged.
pub fn cms(bytes: &[u8]) {
    judge(signed_with(bytes));
}

/// As certificate, OCSP answer and revocation list beside a signature whose certificates they are to judge.
pub fn security_store(bytes: &[u8]) {
    let Some(signed) = signed() else { return };
    let Ok(pdf) = PdfFile::parse(signed.to_vec(), None) else { return };
    let entry = || vec![bytes.to_vec()];
    let store = SecurityStore { certificates: entry(), ocsps: entry(), crls: entry(), ..Default::default() };
    let Ok(tail) = store.prepare(&pdf) else { return };
    let mut file = signed.to_vec();
    file.extend(tail);
    judge(file);
}

/// As a trusted list that anybody may have signed, and as a stored snapshot of lists.
pub fn trusted_list(bytes: &[u8]) {
    let _snapshot = read_snapshot(bytes);
    if let Ok(list) = UncheckedList::read(bytes) {
        let _checked = list.check(&certificates(bytes));
        let _claimed = list.claimed().summary();
    }
}

/// The certificates that stand in a list, as its signers are named.
fn certificates(list: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(list);
    let encoded = text.split("X509Certificate>").skip(1).step_by(2).filter_map(|part| part.split('<').next());
    let decoded =
        encoded.filter_map(|part| STANDARD.decode(part.split_whitespace().collect::<String>()).ok());
    decoded.map(|certificate| Sha256Digest::of(&certificate).to_hex()).collect()
}

/// As what comes through the pipes between the program and the workers that draw pages, at either end.
pub fn preview_protocol(bytes: &[u8]) {
    paraphe_preview::fuzzing::read(bytes);
}

/// 22 November 2026, noon: a verdict must not depend on the day of the run.
fn now() -> Timestamp {
    Timestamp::from_millis(1_795_348_800_000)
}

fn judge(bytes: Vec<u8>) {
    if let Ok(pdf) = PdfFile::parse(bytes, None) {
        let _report = validate(&pdf, &TrustAnchors::empty(), ValidationTime(now()));
    }
}

/// A small document, signed once for the whole run.
fn signed() -> Option<&'static [u8]> {
    static SIGNED: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    let made = || {
        let mut document = begin();
        document.object(b"null");
        let pdf = PdfFile::parse(document.finish(), None).ok()?;
        let key = SelfMadeIdentity::create("Fuzz", None, now()).ok()?;
        Some(sign_pdf(&pdf, SignatureRequest::invisible(now()), &key).ok()?.to_bytes())
    };
    SIGNED.get_or_init(made).as_deref()
}

/// Objects one after another and where they are.
struct Document {
    bytes: Vec<u8>,
    places: Vec<usize>,
}

impl Document {
    /// The next object; the first has the number 1 and is the catalogue.
    fn object(&mut self, body: &[u8]) {
        self.places.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.places.len()).bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
    }

    /// The whole file.
    fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        let size = self.places.len() + 1;
        self.bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for place in &self.places {
            self.bytes.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend(trailer.bytes());
        self.bytes
    }
}

/// Catalogue, page tree, one page and a form with the field that object 5 is to be the value of.
fn begin() -> Document {
    let mut document = Document { bytes: b"%PDF-1.7\n".to_vec(), places: Vec::new() };
    let form = "/AcroForm << /Fields [4 0 R] /SigFlags 3 >>";
    document.object(format!("<< /Type /Catalog /Pages 2 0 R {form} >>").as_bytes());
    document.object(b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 200] >>");
    document.object(b"<< /Type /Page /Parent 2 0 R /Annots [4 0 R] >>");
    document.object(
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /V 5 0 R /Rect [0 0 0 0] /F 132 /P 3 0 R >>",
    );
    document
}

/// The document with `contents` as its signature; the byte range covers everything else.
fn signed_with(contents: &[u8]) -> Vec<u8> {
    let hex: String = contents.iter().map(|byte| format!("{byte:02X}")).collect();
    let head = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Contents ";
    let written = |range: [usize; 3]| {
        let [first, second, length] = range;
        format!("{head}<{hex}> /ByteRange [0 {first:010} {second:010} {length:010}] >>")
    };
    // `5 0 obj` and its end of line stand before the dictionary.
    let first = begin().bytes.len() + "5 0 obj\n".len() + head.len();
    let second = first + hex.len() + 2;
    let file = |range| {
        let mut document = begin();
        document.object(written(range).as_bytes());
        document.finish()
    };
    let total = file([0; 3]).len();
    file([first, second, total - second])
}

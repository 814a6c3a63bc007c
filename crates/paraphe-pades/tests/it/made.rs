//! What the tests work on: a PDF of two pages, incremental updates written by hand, and an identity.

use paraphe_envelope::Timestamp;
use paraphe_pades::{
    SelfMadeIdentity, SignatureRequest, TrustAnchors, ValidationReport, ValidationTime, sign_pdf, validate,
};
use paraphe_pdf::PdfFile;

pub(crate) fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

pub(crate) fn identity(name: &str) -> SelfMadeIdentity {
    SelfMadeIdentity::create(name, None, now()).unwrap()
}

pub(crate) fn trusting(identities: &[&SelfMadeIdentity]) -> TrustAnchors {
    let mut trust = TrustAnchors::empty();
    for identity in identities {
        trust.add(identity.certificate_der()).unwrap();
    }
    trust
}

pub(crate) fn parse(bytes: &[u8]) -> PdfFile {
    PdfFile::parse(bytes.to_vec(), None).unwrap()
}

/// The bytes of the document signed by `identity`, with the request changed by `with`.
pub(crate) fn signed_with(
    bytes: &[u8],
    identity: &SelfMadeIdentity,
    with: impl FnOnce(&mut SignatureRequest<'_>),
) -> Vec<u8> {
    let pdf = parse(bytes);
    let mut request = SignatureRequest::invisible(now());
    with(&mut request);
    sign_pdf(&pdf, request, identity).unwrap().to_bytes()
}

pub(crate) fn signed(bytes: &[u8], identity: &SelfMadeIdentity) -> Vec<u8> {
    signed_with(bytes, identity, |_| {})
}

/// The report on these bytes; `None` when no PDF can be read out of them any more.
pub(crate) fn report(bytes: &[u8], trust: &TrustAnchors) -> Option<ValidationReport> {
    let pdf = PdfFile::parse(bytes.to_vec(), None).ok()?;
    Some(validate(&pdf, trust, ValidationTime(now())))
}

/// A two-page document. Objects: 1 catalog, 2 pages, 3 and 4 the pages, 5 and 6 their contents, 7 a font.
pub(crate) fn document() -> Vec<u8> {
    let page = |contents: u32| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R/Resources<</Font<</F1 7 0 R>>>>>>"
        )
    };
    let text = |text: &str| stream(&format!("BT /F1 24 Tf 72 700 Td ({text}) Tj ET"));
    file(&[
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned()),
        (3, page(5)),
        (4, page(6)),
        (5, text("Rent: 1000 EUR")),
        (6, text("Signed in Lyon")),
        (7, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned()),
    ])
}

pub(crate) fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

/// A whole file of these objects; the catalog is object 1.
pub(crate) fn file(objects: &[(u32, String)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap();
    write_section(&mut bytes, objects, &format!("<</Size {size}/Root 1 0 R>>"));
    bytes
}

/// An incremental update with these objects (numbers may be new), as an attacker writes it.
pub(crate) fn updated(bytes: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    let previous = last_startxref(bytes);
    let highest = objects.iter().map(|(number, _)| number + 1).max().unwrap().max(100);
    let mut bytes = bytes.to_vec();
    write_section(&mut bytes, objects, &format!("<</Size {highest}/Root 1 0 R/Prev {previous}>>"));
    bytes
}

fn write_section(bytes: &mut Vec<u8>, objects: &[(u32, String)], trailer: &str) {
    let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, body) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", bytes.len()));
        bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let at = bytes.len();
    bytes.extend_from_slice(format!("{table}trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n").as_bytes());
}

fn last_startxref(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&bytes[bytes.len() - 64..]).into_owned();
    text.rsplit("startxref").next().unwrap().split_whitespace().next().unwrap().parse().unwrap()
}

/// The position of the last occurrence.
pub(crate) fn last_position(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).rposition(|window| window == needle).unwrap()
}

/// The bytes with the last occurrence of one text replaced by another.
pub(crate) fn replaced_last(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = last_position(bytes, from);
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// The present body of an object, as `PdfFile` writes references to it: found by its last definition in the file.
pub(crate) fn body(bytes: &[u8], number: u32) -> String {
    let head = format!("\n{number} 0 obj\n");
    let at = last_position(bytes, head.as_bytes()) + head.len();
    let end = at + bytes[at..].windows(6).position(|window| window == b"endobj").unwrap();
    String::from_utf8_lossy(&bytes[at..end]).trim().to_owned()
}

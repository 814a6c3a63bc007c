//! A signature as found in the file, its container read as far as its kind is known.

use super::cms::SignedData;
use super::digests::Range;
use super::timestamp::Token;
use crate::algorithm::DigestAlgorithm;
use crate::asn1::{Reader, tag, to_der};
use crate::certificate::Certificate;
use paraphe_pdf::{Extent, PdfFile, SignatureField};

/// The /SubFilter of a timestamp over the document.
pub(super) const TIMESTAMP: &str = "ETSI.RFC3161";

/// A signature to be judged.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) field: SignatureField,
    /// The covered bytes; `None` when /ByteRange does not name everything but the signature itself.
    pub(super) range: Option<Range>,
    pub(super) container: Container,
}

/// What /Contents holds, by /SubFilter (ISO 32000-2 table 260, EN 319 142-1).
#[derive(Debug, Clone)]
pub(super) enum Container {
    /// `adbe.pkcs7.detached`, `ETSI.CAdES.detached`: CMS over the bytes.
    Detached(Box<SignedData>),
    /// `ETSI.RFC3161`: a timestamp over the bytes.
    DocumentTimestamp(Box<Token>),
    /// `adbe.pkcs7.sha1`: CMS over the SHA-1 digest of the bytes.
    Sha1InCms(Box<SignedData>),
    /// `adbe.x509.rsa_sha1`: a bare RSA signature; the certificates are in /Cert, the signer's first.
    BareRsa { signature: Vec<u8>, certificates: Vec<Certificate> },
    /// A kind that is not known.
    Unknown,
    /// A known kind that cannot be read; why.
    Unreadable(String),
}

impl Subject {
    pub(super) fn read(pdf: &PdfFile, field: SignatureField) -> Self {
        Self { range: range(pdf, &field), container: Container::read(&field), field }
    }

    /// The digest over the document that this signature needs.
    pub(super) fn wanted_digest(&self) -> Option<(DigestAlgorithm, Range)> {
        Some((self.document_digest()?, self.range?))
    }

    /// The algorithm of the digest over the document.
    pub(super) fn document_digest(&self) -> Option<DigestAlgorithm> {
        match &self.container {
            Container::Detached(signed) => signed.signer.digest_algorithm.as_ref().ok().copied(),
            Container::DocumentTimestamp(token) => token.imprint_algorithm.as_ref().ok().copied(),
            Container::BareRsa { .. } | Container::Sha1InCms(_) => Some(DigestAlgorithm::Sha1),
            Container::Unknown | Container::Unreadable(_) => None,
        }
    }

    /// The certificates that came with the signature.
    pub(super) fn certificates(&self) -> &[Certificate] {
        match &self.container {
            Container::Detached(signed) | Container::Sha1InCms(signed) => &signed.certificates,
            Container::DocumentTimestamp(token) => &token.signed.certificates,
            Container::BareRsa { certificates, .. } => certificates,
            Container::Unknown | Container::Unreadable(_) => &[],
        }
    }
}

impl Container {
    fn read(field: &SignatureField) -> Self {
        // A signature of a person that calls itself a timestamp is neither.
        if field.is_document_timestamp && field.sub_filter != TIMESTAMP {
            return Self::Unknown;
        }
        let container = match field.sub_filter.as_str() {
            "adbe.pkcs7.detached" | "ETSI.CAdES.detached" => {
                SignedData::parse(&field.contents).map(|signed| Self::Detached(Box::new(signed)))
            }
            "adbe.pkcs7.sha1" => {
                SignedData::parse(&field.contents).map(|signed| Self::Sha1InCms(Box::new(signed)))
            }
            TIMESTAMP => {
                return Token::parse(&field.contents).map_or_else(
                    |error| Self::Unreadable(error.to_string()),
                    |token| Self::DocumentTimestamp(Box::new(token)),
                );
            }
            "adbe.x509.rsa_sha1" => return bare_rsa(field),
            _ => return Self::Unknown,
        };
        container.unwrap_or_else(|error| Self::Unreadable(error.to_string()))
    }
}

/// `/Contents` is the DER OCTET STRING of the signature (PKCS #1), `/Cert` the chain.
fn bare_rsa(field: &SignatureField) -> Container {
    let read = || {
        let normalised = to_der(&field.contents).ok()?;
        Some(Reader::new(&normalised.der).expect(tag::OCTET_STRING).ok()?.value.to_vec())
    };
    let certificates = field.certificates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    match read() {
        Some(signature) => Container::BareRsa { signature, certificates },
        None => Container::Unreadable("no OCTET STRING".to_owned()),
    }
}

/// The covered bytes, if they are everything up to some end but the /Contents token of this very dictionary.
fn range(pdf: &PdfFile, field: &SignatureField) -> Option<Range> {
    let coverage = &field.coverage;
    let well_formed = coverage.starts_at_zero
        && coverage.is_ordered
        && coverage.gap_is_contents
        && coverage.extent != Extent::Malformed
        && !field.repeats_a_key;
    let hole = field.contents_span.clone();
    let in_order = hole.start <= hole.end && hole.end <= coverage.end && coverage.end <= pdf.bytes().len();
    if !well_formed || !in_order || hides_something(&pdf.bytes()[hole.clone()]) {
        return None;
    }
    Some(Range { hole_start: hole.start, hole_end: hole.end, end: coverage.end })
}

/// Whether a hexadecimal /Contents holds anything but digits and white space: the hole is not signed, and viewers that
/// repair files would find objects there.
fn hides_something(token: &[u8]) -> bool {
    match token {
        [b'<', inner @ .., b'>'] => {
            !inner.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace() || *byte == 0)
        }
        [b'(', .., b')'] => false,
        _ => true,
    }
}

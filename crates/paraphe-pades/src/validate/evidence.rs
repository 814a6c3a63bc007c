//! What a file brings along to be judged by: certificates, lists of revoked certificates and OCSP responses, from the
//! document security store (EN 319 142-1 §5.4), from the containers of signatures and timestamps. Found, not believed.

use super::cms::SignedData;
use super::revocation::{Crl, Evidence, OcspResponse};
use super::subject::{Container, Subject};
use super::timestamp::Token;
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use crate::certificate::Certificate;
use paraphe_pdf::{Dictionary, PdfFile, RevisionView};
use std::collections::HashSet;

/// A certificate is not larger; what is, is not read.
const CERTIFICATE_SIZE_LIMIT: usize = 64 * 1024;
/// A list of revoked certificates, or an OCSP response, that is larger is not read.
const LIST_SIZE_LIMIT: usize = 32 * 1024 * 1024;
/// All lists and responses of a file together.
const TOTAL_SIZE_LIMIT: usize = 128 * 1024 * 1024;
/// More certificates, lists or responses, each, are not read.
const COUNT_LIMIT: usize = 512;
/// More revisions are not searched for stores that later ones left out.
const REVISIONS_LIMIT: usize = 64;

/// Certificates, lists and responses, in the store and in what relates to one signature.
const STORE_KEYS: [&[u8]; 3] = [b"Certs", b"CRLs", b"OCSPs"];
const RELATED_KEYS: [&[u8]; 3] = [b"Cert", b"CRL", b"OCSP"];

/// Everything found in one file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// All certificates, each once.
    pub(super) certificates: Vec<Certificate>,
    pub(super) evidence: Evidence,
    /// The first revision with a document security store.
    pub(super) store_since: Option<usize>,
    known: HashSet<[u8; 32]>,
    read: HashSet<(usize, usize)>,
    total: usize,
}

impl Found {
    pub(super) fn collect(pdf: &PdfFile, subjects: &[Subject]) -> Self {
        let mut found = Self::default();
        if subjects.is_empty() {
            return found;
        }
        for subject in subjects {
            subject.certificates().iter().for_each(|certificate| found.add_certificate(certificate));
            match &subject.container {
                Container::Detached(signed) | Container::Sha1InCms(signed) => found.take_cms(signed),
                Container::DocumentTimestamp(token) => found.take_cms(&token.signed),
                Container::BareRsa { .. } | Container::Unknown | Container::Unreadable(_) => {}
            }
        }
        for index in (0..pdf.revisions().len()).rev().take(REVISIONS_LIMIT) {
            let Some(view) = pdf.revision(index) else { continue };
            if let Some(store) = view.dictionary(&view.catalog(), b"DSS") {
                found.store_since = Some(index);
                found.take_store(view, &store);
            }
        }
        found
    }

    #[cfg(test)]
    pub(super) fn made(certificates: Vec<Certificate>, responses: Vec<OcspResponse>) -> Self {
        Self { certificates, evidence: Evidence { responses, crls: Vec::new() }, ..Self::default() }
    }

    fn add_certificate(&mut self, certificate: &Certificate) {
        if self.certificates.len() < COUNT_LIMIT && self.known.insert(certificate.digest()) {
            self.certificates.push(certificate.clone());
        }
    }

    fn take_store(&mut self, view: RevisionView<'_>, store: &Dictionary) {
        self.take_lists(view, store, STORE_KEYS);
        let related = view.dictionary(store, b"VRI").unwrap_or_default();
        for entry in related.iter().take(COUNT_LIMIT) {
            if let Some(related) = view.resolve(&entry.value).as_dictionary() {
                self.take_lists(view, related, RELATED_KEYS);
            }
        }
    }

    fn take_lists(&mut self, view: RevisionView<'_>, dictionary: &Dictionary, keys: [&[u8]; 3]) {
        let [certificates, crls, responses] = keys;
        for der in self.streams(view, dictionary, certificates, CERTIFICATE_SIZE_LIMIT) {
            if let Ok(certificate) = Certificate::from_der(&der) {
                self.add_certificate(&certificate);
            }
        }
        for der in self.streams(view, dictionary, crls, LIST_SIZE_LIMIT) {
            self.add_crl(&der);
        }
        for der in self.streams(view, dictionary, responses, LIST_SIZE_LIMIT) {
            self.add_response(OcspResponse::parse(&der));
        }
    }

    /// The decoded streams of the array under `key` that were not read yet.
    fn streams(
        &mut self,
        view: RevisionView<'_>,
        dictionary: &Dictionary,
        key: &[u8],
        limit: usize,
    ) -> Vec<Vec<u8>> {
        let listed = view.get(dictionary, key);
        let mut streams = Vec::new();
        for item in listed.as_array().unwrap_or_default().iter().take(COUNT_LIMIT) {
            let item = view.resolve(item);
            let Some(stream) = item.as_stream() else { continue };
            if !self.read.insert((stream.data.start, stream.data.end)) {
                continue;
            }
            let left = TOTAL_SIZE_LIMIT.saturating_sub(self.total).min(limit);
            let Some(bytes) = view.decode(stream, left) else { continue };
            self.total += bytes.len();
            streams.push(bytes);
        }
        streams
    }

    fn add_crl(&mut self, der: &[u8]) {
        if self.evidence.crls.len() < COUNT_LIMIT
            && let Ok(crl) = Crl::parse(der)
        {
            self.evidence.crls.push(crl);
        }
    }

    fn add_response(&mut self, response: Result<OcspResponse, ReadError>) {
        if self.evidence.responses.len() < COUNT_LIMIT
            && let Ok(response) = response
        {
            response.certificates.iter().for_each(|certificate| self.add_certificate(certificate));
            self.evidence.responses.push(response);
        }
    }

    /// What the container of a signature or timestamp carries, and its own timestamps'.
    fn take_cms(&mut self, signed: &SignedData) {
        for member in signed.revocation.iter().take(COUNT_LIMIT) {
            match member.first() {
                Some(&tag::CONTEXT_1) => {
                    if let Ok(Some(response)) = ocsp_of_other(member) {
                        self.add_response(OcspResponse::parse(response));
                    }
                }
                _ => self.add_crl(member),
            }
        }
        let signer = &signed.signer;
        for attribute in signer.attributes.iter().chain(&signer.unsigned_attributes) {
            let Some(value) = attribute.values.first() else { continue };
            // A value that cannot be read proves nothing; that is all there is to say.
            let _: Result<(), ReadError> = match attribute.kind {
                oid::ADOBE_REVOCATION_ARCHIVAL => self.take_values(value, OcspResponse::parse),
                oid::REVOCATION_VALUES => self.take_values(value, OcspResponse::parse_basic),
                oid::CERTIFICATE_VALUES => self.take_certificates(value),
                _ => Ok(()),
            };
        }
        for token in tokens(signed) {
            token.signed.certificates.iter().for_each(|certificate| self.add_certificate(certificate));
            self.take_cms(&token.signed);
        }
    }

    /// RevocationInfoArchival and RevocationValues: lists in `[0]`, responses in `[1]`.
    fn take_values(
        &mut self,
        value: &[u8],
        parse: fn(&[u8]) -> Result<OcspResponse, ReadError>,
    ) -> Result<(), ReadError> {
        for part in Reader::new(value).expect(tag::SEQUENCE)?.reader().all()? {
            let members = part.reader().expect(tag::SEQUENCE)?.reader().all()?;
            for member in members.iter().take(COUNT_LIMIT) {
                match part.tag {
                    tag::CONTEXT_0 => self.add_crl(member.raw),
                    tag::CONTEXT_1 => self.add_response(parse(member.raw)),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn take_certificates(&mut self, value: &[u8]) -> Result<(), ReadError> {
        for member in Reader::new(value).expect(tag::SEQUENCE)?.reader().all()?.iter().take(COUNT_LIMIT) {
            if let Ok(certificate) = Certificate::from_der(member.raw) {
                self.add_certificate(&certificate);
            }
        }
        Ok(())
    }
}

/// The timestamps on a signature, those that can be read.
pub(super) fn tokens(signed: &SignedData) -> Vec<Token> {
    let attributes =
        signed.signer.unsigned_attributes.iter().filter(|one| one.kind == oid::SIGNATURE_TIMESTAMP);
    // A token within a token is not one of this kind; the depth ends with the container's.
    attributes.flat_map(|one| &one.values).take(8).filter_map(|value| Token::parse(value).ok()).collect()
}

/// OtherRevocationInfoFormat with an OCSP response in it.
fn ocsp_of_other(member: &[u8]) -> Result<Option<&[u8]>, ReadError> {
    let mut fields = Reader::new(member).expect(tag::CONTEXT_1)?.reader();
    let kind = fields.object_identifier()?;
    let info: Option<Element<'_>> = fields.next()?;
    Ok(info.filter(|_| kind == oid::OCSP_IN_CMS).map(|info| info.raw))
}

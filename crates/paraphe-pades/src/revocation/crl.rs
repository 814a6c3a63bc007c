//! Certificate revocation lists (RFC 5280 §5): complete ones, from the certificate's own issuer. Delta lists, indirect
//! lists and lists for some reasons only say too little to call a certificate good, and are not taken.

use super::{Period, RevocationFault, Status};
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use crate::certificate::{self, Certificate, Usage};
use const_oid::ObjectIdentifier;
use paraphe_envelope::Timestamp;

/// Fields of IssuingDistributionPoint.
const ONLY_USERS: u8 = 0x81;
const ONLY_AUTHORITIES: u8 = 0x82;

/// A list. Who signed it is not established yet.
#[derive(Debug, Clone)]
pub(crate) struct List<'a> {
    /// The signed part, as it stands.
    signed: &'a [u8],
    algorithm: Element<'a>,
    signature: &'a [u8],
    issuer: Element<'a>,
    period: Period,
    entries: Option<Element<'a>>,
    extensions: Vec<Extension<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Extension<'a> {
    kind: ObjectIdentifier,
    is_critical: bool,
    value: &'a [u8],
}

/// What a checked list says about a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: Status,
    pub(crate) period: Period,
}

impl<'a> List<'a> {
    /// Reads a CertificateList.
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self, RevocationFault> {
        let mut whole = Reader::new(der);
        let mut list = whole.expect(tag::SEQUENCE)?.reader();
        let signed = list.expect(tag::SEQUENCE)?;
        let algorithm = list.expect(tag::SEQUENCE)?;
        let signature = list.expect(tag::BIT_STRING)?.value.split_first().ok_or(ReadError::Truncated)?.1;
        let mut fields = signed.reader();
        fields.optional(tag::INTEGER)?; // version
        fields.expect(tag::SEQUENCE)?;
        let issuer = fields.expect(tag::SEQUENCE)?;
        let this_update = certificate::time(fields.next()?)?;
        let next = match fields.optional(tag::UTC_TIME)? {
            Some(next) => Some(next),
            None => fields.optional(tag::GENERALIZED_TIME)?,
        };
        let next_update = next.map(|next| certificate::time(Some(next))).transpose()?;
        let period = Period { this_update, next_update };
        let entries = fields.optional(tag::SEQUENCE)?;
        let extensions = match fields.optional(tag::CONTEXT_0)? {
            Some(list) => extensions(list.reader().expect(tag::SEQUENCE)?)?,
            None => Vec::new(),
        };
        Ok(Self { signed: signed.raw, algorithm, signature, issuer, period, entries, extensions })
    }

    /// What it says about `certificate`, which `issuer` issued, at `at`: signed by the issuer, meant for such
    /// certificates, and current.
    pub(crate) fn answer(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        at: Timestamp,
    ) -> Result<Answer, RevocationFault> {
        if !certificate.issuer_is(self.issuer.raw) {
            return Err(RevocationFault::OtherCertificate);
        }
        if issuer.crl_usage() != Usage::Allowed {
            return Err(RevocationFault::ForeignSigner);
        }
        if !issuer.has_signed(self.signed, self.algorithm, self.signature) {
            return Err(RevocationFault::BadSignature);
        }
        self.check_scope(certificate)?;
        self.period.check(at)?;
        let status = self.entry(certificate)?.unwrap_or(Status::Good);
        Ok(Answer { status, period: self.period })
    }

    /// When it was made.
    pub(crate) fn this_update(&self) -> Timestamp {
        self.period.this_update
    }

    fn check_scope(&self, certificate: &Certificate) -> Result<(), RevocationFault> {
        for extension in &self.extensions {
            match extension.kind {
                oid::ISSUING_DISTRIBUTION_POINT => check_point(extension.value, certificate)?,
                _ if extension.is_critical => return Err(RevocationFault::Unsupported),
                _ => {}
            }
        }
        Ok(())
    }

    fn entry(&self, certificate: &Certificate) -> Result<Option<Status>, RevocationFault> {
        let Some(entries) = self.entries else { return Ok(None) };
        let mut entries = entries.reader();
        while let Some(entry) = entries.next()? {
            let mut fields = entry.reader();
            if fields.expect(tag::INTEGER)?.value != certificate.serial() {
                continue;
            }
            let since = certificate::time(fields.next()?)?;
            let mut reason = None;
            if let Some(list) = fields.optional(tag::SEQUENCE)? {
                for extension in extensions(list)? {
                    match extension.kind {
                        oid::CRL_REASON => {
                            let code = Reader::new(extension.value).expect(tag::ENUMERATED)?.value;
                            reason = code.first().copied();
                        }
                        // certificateIssuer: the entry is another authority's.
                        _ if extension.is_critical => return Err(RevocationFault::Unsupported),
                        _ => {}
                    }
                }
            }
            return Ok(Some(Status::Revoked { since, reason }));
        }
        Ok(None)
    }
}

/// IssuingDistributionPoint (RFC 5280 §5.2.5): the list must be meant for this kind of certificate, and, where it names its
/// place and the certificate does too, be the one from there.
fn check_point(value: &[u8], certificate: &Certificate) -> Result<(), RevocationFault> {
    let point = Reader::new(value).expect(tag::SEQUENCE)?;
    for field in point.reader().all()? {
        match field.tag {
            tag::CONTEXT_0 => {}
            ONLY_USERS if field.value == [0] || !certificate.is_authority() => {}
            ONLY_AUTHORITIES if field.value == [0] || certificate.is_authority() => {}
            ONLY_USERS | ONLY_AUTHORITIES => return Err(RevocationFault::OtherCertificate),
            _ if field.value == [0] => {}
            _ => return Err(RevocationFault::Unsupported),
        }
    }
    let (own, wanted) = (certificate::point_addresses(point.reader()), certificate.list_addresses());
    if !own.is_empty() && !wanted.is_empty() && !own.iter().any(|address| wanted.contains(address)) {
        return Err(RevocationFault::OtherCertificate);
    }
    Ok(())
}

fn extensions(list: Element<'_>) -> Result<Vec<Extension<'_>>, ReadError> {
    let mut extensions = Vec::new();
    for extension in list.reader().all()? {
        let mut parts = extension.reader();
        let kind = parts.object_identifier()?;
        let is_critical = parts.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.value != [0]);
        extensions.push(Extension { kind, is_critical, value: parts.expect(tag::OCTET_STRING)?.value });
    }
    Ok(extensions)
}

//! OCSP: the question about one certificate, and its answer (RFC 6960).

use super::{Period, RevocationFault, Status};
use crate::algorithm::{DigestAlgorithm, digest_algorithm};
use crate::asn1::{Element, ReadError, Reader, element, object_identifier, octet_string, oid, sequence, tag};
use crate::certificate::{self, Certificate, Usage};
use paraphe_envelope::Timestamp;
use sha1::Digest as _;

const NULL: [u8; 2] = [0x05, 0x00];
const CONTEXT_2: u8 = 0xA2;
/// certStatus: good `[0]`, revoked `[1]`, unknown `[2]`.
const GOOD: u8 = 0x80;
const REVOKED: u8 = 0xA1;
/// No responder sends more certificates or answers than this.
const MEMBERS_LIMIT: usize = 64;

/// The DER OCSPRequest about `certificate`. SHA-1 names the issuer: the one algorithm every responder knows (RFC 5019
/// §2.1.1), and nothing rests on it. No nonce: most responders answer from a cache, and the times tell the answer's age.
pub(crate) fn request(certificate: &Certificate, issuer: &Certificate) -> Vec<u8> {
    let certificate_id = sequence(&[
        &sequence(&[&object_identifier(oid::SHA_1), &NULL]),
        &octet_string(&sha1::Sha1::digest(certificate.issuer())),
        &octet_string(&sha1::Sha1::digest(issuer.public_key_bits())),
        &element(tag::INTEGER, certificate.serial()),
    ]);
    sequence(&[&sequence(&[&sequence(&[&sequence(&[&certificate_id])])])])
}

/// A response with an answer in it. Who signed it is not established yet.
#[derive(Debug, Clone)]
pub(crate) struct Response<'a> {
    /// The signed part, as it stands.
    signed: &'a [u8],
    responder: Responder<'a>,
    produced: Timestamp,
    answers: Vec<Element<'a>>,
    algorithm: Element<'a>,
    signature: &'a [u8],
    /// The certificates sent along.
    pub(crate) certificates: Vec<Certificate>,
}

#[derive(Debug, Clone, Copy)]
enum Responder<'a> {
    /// An encoded name.
    Name(&'a [u8]),
    /// SHA-1 of the key.
    Key(&'a [u8]),
}

/// What a checked response says about a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: Status,
    pub(crate) period: Period,
    /// The certificate the issuer gave a responder of its own; `None`: the issuer signed itself.
    pub(crate) delegate: Option<Certificate>,
}

impl<'a> Response<'a> {
    /// Reads an OCSPResponse.
    pub(crate) fn parse(der: &'a [u8]) -> Result<Self, RevocationFault> {
        let mut whole = Reader::new(der);
        let mut response = whole.expect(tag::SEQUENCE)?.reader();
        match response.expect(tag::ENUMERATED)?.value {
            [0] => {}
            [status] => return Err(RevocationFault::Refused { status: *status }),
            _ => return Err(RevocationFault::Malformed),
        }
        let mut bytes = response.expect(tag::CONTEXT_0)?.reader().expect(tag::SEQUENCE)?.reader();
        if bytes.object_identifier()? != oid::OCSP_BASIC {
            return Err(RevocationFault::Malformed);
        }
        let basic = bytes.expect(tag::OCTET_STRING)?.value;
        let mut basic = Reader::new(basic).expect(tag::SEQUENCE)?.reader();
        let signed = basic.expect(tag::SEQUENCE)?;
        let algorithm = basic.expect(tag::SEQUENCE)?;
        let signature = basic.expect(tag::BIT_STRING)?.value.split_first().ok_or(ReadError::Truncated)?.1;
        let certificates = match basic.optional(tag::CONTEXT_0)? {
            Some(list) => list.reader().expect(tag::SEQUENCE)?.reader().all()?,
            None => Vec::new(),
        };
        let (responder, produced, answers) = response_data(signed)?;
        if certificates.len() > MEMBERS_LIMIT || answers.len() > MEMBERS_LIMIT {
            return Err(RevocationFault::Malformed);
        }
        let certificates =
            certificates.iter().filter_map(|der| Certificate::from_der(der.raw).ok()).collect();
        Ok(Self { signed: signed.raw, responder, produced, answers, algorithm, signature, certificates })
    }

    /// What it says about `certificate`, which `issuer` issued, at `at`: signed by the issuer or by a responder the issuer
    /// itself certified for that (RFC 6960 §4.2.2.2), for this certificate, and current.
    pub(crate) fn answer(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        at: Timestamp,
    ) -> Result<Answer, RevocationFault> {
        let delegate = self.signer(issuer, at)?;
        let mut fault = RevocationFault::OtherCertificate;
        for answer in &self.answers {
            let mut fields = answer.reader();
            if !is_about(fields.expect(tag::SEQUENCE)?, certificate, issuer)? {
                continue;
            }
            match single(fields, at) {
                Ok((status, period)) => return Ok(Answer { status, period, delegate }),
                Err(found) => fault = found,
            }
        }
        Err(fault)
    }

    /// The same for the moment the response was made.
    pub(crate) fn answer_for_its_time(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
    ) -> Result<Answer, RevocationFault> {
        self.answer(certificate, issuer, self.produced)
    }

    /// Whose signature it is: `None` the issuer's own, or a delegated responder's.
    fn signer(&self, issuer: &Certificate, at: Timestamp) -> Result<Option<Certificate>, RevocationFault> {
        let has_signed =
            |certificate: &Certificate| certificate.has_signed(self.signed, self.algorithm, self.signature);
        if self.responder.is(issuer) {
            return if has_signed(issuer) { Ok(None) } else { Err(RevocationFault::BadSignature) };
        }
        let named: Vec<&Certificate> =
            self.certificates.iter().filter(|candidate| self.responder.is(candidate)).collect();
        let may_sign = |candidate: &&&Certificate| {
            candidate.ocsp_usage() == Usage::Allowed
                && (candidate.not_before()..=candidate.not_after()).contains(&at)
                && candidate.is_named_issuer(issuer)
                && candidate.is_signed_by(issuer)
        };
        match named.iter().find(may_sign) {
            Some(delegate) if has_signed(delegate) => Ok(Some((**delegate).clone())),
            Some(_) => Err(RevocationFault::BadSignature),
            None => Err(RevocationFault::ForeignSigner),
        }
    }
}

impl Responder<'_> {
    fn is(&self, certificate: &Certificate) -> bool {
        match self {
            Self::Name(name) => certificate.subject_der() == *name,
            Self::Key(hash) => sha1::Sha1::digest(certificate.public_key_bits()).as_slice() == *hash,
        }
    }
}

type ResponseData<'a> = (Responder<'a>, Timestamp, Vec<Element<'a>>);

fn response_data(data: Element<'_>) -> Result<ResponseData<'_>, RevocationFault> {
    let mut fields = data.reader();
    fields.optional(tag::CONTEXT_0)?; // version
    let identifier = fields.next()?.ok_or(ReadError::Missing)?;
    let responder = match identifier.tag {
        tag::CONTEXT_1 => Responder::Name(identifier.value),
        CONTEXT_2 => Responder::Key(identifier.reader().expect(tag::OCTET_STRING)?.value),
        _ => return Err(RevocationFault::Malformed),
    };
    let produced = certificate::time(fields.next()?)?;
    Ok((responder, produced, fields.expect(tag::SEQUENCE)?.reader().all()?))
}

/// Whether a CertID is that of `certificate` under `issuer`.
fn is_about(
    certificate_id: Element<'_>,
    certificate: &Certificate,
    issuer: &Certificate,
) -> Result<bool, RevocationFault> {
    let mut fields = certificate_id.reader();
    let algorithm: DigestAlgorithm = match digest_algorithm(fields.expect(tag::SEQUENCE)?) {
        Ok(algorithm) => algorithm,
        Err(_) => return Ok(false),
    };
    let name = fields.expect(tag::OCTET_STRING)?.value;
    let key = fields.expect(tag::OCTET_STRING)?.value;
    let serial = fields.expect(tag::INTEGER)?.value;
    Ok(name == algorithm.digest(certificate.issuer())
        && key == algorithm.digest(issuer.public_key_bits())
        && serial == certificate.serial())
}

/// Status and times of a SingleResponse, behind its CertID.
fn single(mut fields: Reader<'_>, at: Timestamp) -> Result<(Status, Period), RevocationFault> {
    let status = fields.next()?.ok_or(ReadError::Missing)?;
    let this_update = certificate::time(fields.next()?)?;
    let next_update = match fields.optional(tag::CONTEXT_0)? {
        Some(next) => Some(certificate::time(next.reader().next()?)?),
        None => None,
    };
    let period = Period { this_update, next_update };
    period.check(at)?;
    let status = match status.tag {
        GOOD => Status::Good,
        REVOKED => {
            let mut info = status.reader();
            let since = certificate::time(info.next()?)?;
            let reason = match info.optional(tag::CONTEXT_0)? {
                Some(reason) => reason.reader().expect(tag::ENUMERATED)?.value.first().copied(),
                None => None,
            };
            Status::Revoked { since, reason }
        }
        _ => return Err(RevocationFault::UnknownCertificate),
    };
    Ok((status, period))
}

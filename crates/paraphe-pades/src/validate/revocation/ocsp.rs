//! OCSP responses (RFC 6960): who answered, for which certificate, and what.

use super::crl::Extension;
use super::{Answer, Known, Source, State};
use crate::algorithm::{DigestAlgorithm, SignatureScheme, digest_algorithm, verify_message};
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use crate::certificate::{self, Certificate, Usage};
use paraphe_envelope::Timestamp;

/// More certificates in a response, or more answers, are not read.
const PARTS_LIMIT: usize = 64;
const REVOKED: u8 = 0xA1;
const GOOD: u8 = 0x80;

/// A basic response as it was found; nothing about it is believed before [`OcspResponse::answer`] has checked it.
#[derive(Debug, Clone)]
pub(crate) struct OcspResponse {
    to_be_signed: Vec<u8>,
    scheme: Option<SignatureScheme>,
    signature: Vec<u8>,
    responder: Responder,
    produced_at: Timestamp,
    singles: Vec<Single>,
    pub(crate) certificates: Vec<Certificate>,
}

#[derive(Debug, Clone)]
enum Responder {
    Name(Vec<u8>),
    KeyHash(Vec<u8>),
}

/// The answer for one certificate.
#[derive(Debug, Clone)]
struct Single {
    algorithm: DigestAlgorithm,
    name_hash: Vec<u8>,
    key_hash: Vec<u8>,
    serial: Vec<u8>,
    state: State,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
    archive_cutoff: Option<Timestamp>,
}

impl OcspResponse {
    /// Reads an OCSPResponse.
    pub(crate) fn parse(der: &[u8]) -> Result<Self, ReadError> {
        let mut outer = Reader::new(der).expect(tag::SEQUENCE)?.reader();
        let status = outer.expect(tag::ENUMERATED)?;
        let bytes =
            outer.optional(tag::CONTEXT_0)?.filter(|_| status.value == [0]).ok_or(ReadError::Missing)?;
        let mut bytes = bytes.reader().expect(tag::SEQUENCE)?.reader();
        if bytes.object_identifier()? != oid::OCSP_BASIC {
            return Err(ReadError::Unsupported);
        }
        Self::parse_basic(bytes.expect(tag::OCTET_STRING)?.value)
    }

    /// Reads a BasicOCSPResponse.
    pub(crate) fn parse_basic(der: &[u8]) -> Result<Self, ReadError> {
        let mut outer = Reader::new(der).expect(tag::SEQUENCE)?.reader();
        let response = outer.expect(tag::SEQUENCE)?;
        let scheme = SignatureScheme::from_identifier(outer.expect(tag::SEQUENCE)?, None).ok();
        let signature = outer.expect(tag::BIT_STRING)?.value.get(1..).ok_or(ReadError::Truncated)?.to_vec();
        let certificates = match outer.optional(tag::CONTEXT_0)? {
            Some(list) => list.reader().expect(tag::SEQUENCE)?.reader().all()?,
            None => Vec::new(),
        };
        let certificates = certificates.iter().take(PARTS_LIMIT);
        let mut fields = response.reader();
        fields.optional(tag::CONTEXT_0)?;
        let responder = match fields.next()?.ok_or(ReadError::Missing)? {
            Element { tag: tag::CONTEXT_1, value, .. } => Responder::Name(value.to_vec()),
            id if id.tag == tag::CONTEXT_2 => {
                Responder::KeyHash(id.reader().expect(tag::OCTET_STRING)?.value.to_vec())
            }
            _ => return Err(ReadError::Unsupported),
        };
        let produced_at = certificate::time(fields.next()?)?;
        let singles = fields.expect(tag::SEQUENCE)?.reader().all()?;
        if has_unknown_critical(fields.optional(tag::CONTEXT_1)?)? {
            return Err(ReadError::Unsupported);
        }
        Ok(Self {
            to_be_signed: response.raw.to_vec(),
            scheme,
            signature,
            responder,
            produced_at,
            // One that cannot be understood answers nothing; the others stand.
            singles: singles
                .iter()
                .take(PARTS_LIMIT)
                .filter_map(|single| Single::read(*single).ok())
                .collect(),
            certificates: certificates.filter_map(|one| Certificate::from_der(one.raw).ok()).collect(),
        })
    }

    /// What the response says of `certificate`, if the right responder signed it. `listed` says what lists say of a responder's own
    /// certificate at the moment it answered.
    pub(super) fn answer(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        pool: &[Certificate],
        listed: impl Fn(&Certificate, Timestamp) -> Known,
    ) -> Option<Answer> {
        let single = self.singles.iter().find(|single| single.is_about(certificate, issuer))?;
        let signer = [issuer]
            .into_iter()
            .chain(&self.certificates)
            .chain(pool)
            .filter(|candidate| self.is_responder(candidate))
            .find(|candidate| self.may_answer(candidate, issuer, &listed) && self.is_signed_by(candidate));
        signer?;
        Some(Answer {
            state: single.state,
            this_update: single.this_update,
            next_update: single.next_update,
            speaks_of_expired_since: single.archive_cutoff,
            digest: self.scheme.and_then(SignatureScheme::digest),
            source: Source::Ocsp,
        })
    }

    fn is_responder(&self, candidate: &Certificate) -> bool {
        match &self.responder {
            Responder::Name(name) => candidate.subject_is(name),
            Responder::KeyHash(hash) => DigestAlgorithm::Sha1.digest(candidate.public_key_bits()) == *hash,
        }
    }

    /// The issuer itself, or one whom it has charged with answering (RFC 6960 §4.2.2.2).
    fn may_answer(
        &self,
        candidate: &Certificate,
        issuer: &Certificate,
        listed: &impl Fn(&Certificate, Timestamp) -> Known,
    ) -> bool {
        if candidate.public_key_bits() == issuer.public_key_bits()
            && candidate.subject_is(issuer.subject_der())
        {
            return true;
        }
        candidate.is_named_issuer(issuer)
            && candidate.ocsp_usage() == Usage::Allowed
            && (candidate.not_before()..=candidate.not_after()).contains(&self.produced_at)
            && candidate.signature_digest().is_some_and(|digest| !digest.is_weak())
            && candidate.is_signed_by(issuer)
            && match listed(candidate, self.produced_at) {
                Known::Good { .. } => true,
                // Whom nobody is to ask about may be known to be revoked all the same.
                Known::Nothing | Known::TooOld => {
                    candidate.asks_for_no_check() || !candidate.names_revocation_source()
                }
                Known::Held | Known::Revoked { .. } => false,
            }
    }

    fn is_signed_by(&self, candidate: &Certificate) -> bool {
        let (Some(scheme), Ok(key)) = (self.scheme, candidate.public_key_info()) else { return false };
        verify_message(scheme, key, &self.to_be_signed, &self.signature).is_ok()
    }
}

impl Single {
    fn read(element: Element<'_>) -> Result<Self, ReadError> {
        let mut fields = element.reader();
        let mut id = fields.expect(tag::SEQUENCE)?.reader();
        let algorithm = digest_algorithm(id.expect(tag::SEQUENCE)?).map_err(|_| ReadError::Unsupported)?;
        let name_hash = id.expect(tag::OCTET_STRING)?.value.to_vec();
        let key_hash = id.expect(tag::OCTET_STRING)?.value.to_vec();
        let serial = id.expect(tag::INTEGER)?.value.to_vec();
        let status = fields.next()?.ok_or(ReadError::Missing)?;
        let this_update = certificate::time(fields.next()?)?;
        let state = match status.tag {
            GOOD => State::Good,
            REVOKED => {
                let mut info = status.reader();
                let at = certificate::time(info.next()?)?;
                let reason = match info.optional(tag::CONTEXT_0)? {
                    Some(reason) => reason.reader().expect(tag::ENUMERATED)?.value.first().copied(),
                    None => None,
                };
                State::of(at, reason, this_update)
            }
            _ => return Err(ReadError::Unsupported), // unknown: no answer
        };
        let next_update = match fields.optional(tag::CONTEXT_0)? {
            Some(next) => Some(certificate::time(next.reader().next()?)?),
            None => None,
        };
        let extensions = fields.optional(tag::CONTEXT_1)?;
        if has_unknown_critical(extensions)? {
            return Err(ReadError::Unsupported);
        }
        let archive_cutoff = archive_cutoff(extensions).ok().flatten();
        Ok(Self { algorithm, name_hash, key_hash, serial, state, this_update, next_update, archive_cutoff })
    }

    fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        self.serial == certificate.serial()
            && self.name_hash == self.algorithm.digest(issuer.subject_der())
            && self.key_hash == self.algorithm.digest(issuer.public_key_bits())
    }
}

fn has_unknown_critical(extensions: Option<Element<'_>>) -> Result<bool, ReadError> {
    let Some(extensions) = extensions else { return Ok(false) };
    for extension in extensions.reader().expect(tag::SEQUENCE)?.reader().all()? {
        let extension = Extension::read(extension)?;
        let known = matches!(extension.kind, oid::OCSP_NONCE | oid::OCSP_ARCHIVE_CUTOFF);
        if extension.is_critical && !known {
            return Ok(true);
        }
    }
    Ok(false)
}

fn archive_cutoff(extensions: Option<Element<'_>>) -> Result<Option<Timestamp>, ReadError> {
    let Some(extensions) = extensions else { return Ok(None) };
    for extension in extensions.reader().expect(tag::SEQUENCE)?.reader().all()? {
        let extension = Extension::read(extension)?;
        if extension.kind == oid::OCSP_ARCHIVE_CUTOFF {
            return certificate::time(Reader::new(extension.value).next()?).map(Some);
        }
    }
    Ok(None)
}

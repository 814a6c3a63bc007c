//! Timestamps (RFC 3161): the question with its nonce, and the full check of the answer before a token goes anywhere.

use super::{TimestampAuthority, Unanswered};
use crate::algorithm::{AlgorithmError, DigestAlgorithm};
use crate::asn1::{
    Element, ReadError, Reader, element, object_identifier, octet_string, oid, sequence, tag, to_der,
};
use crate::certificate::{Certificate, Critical, Usage};
use crate::trust::TrustAnchors;
use crate::validate::path::{self, PathOutcome, Sought};
use crate::validate::signer::{Check, SignerCheck};
use crate::validate::timestamp::{Token, TokenError};
use const_oid::ObjectIdentifier;
use paraphe_envelope::Timestamp;
use std::fmt;
use std::str::FromStr;

/// An authority's clock and ours may differ by this much, in milliseconds. An hour is a wrong time zone.
const CLOCK_TOLERANCE: i64 = 30 * 60 * 1000;
/// No token with its certificates is larger, in bytes.
const TOKEN_LIMIT: usize = 256 * 1024;

/// The policy a timestamping authority works by: an object identifier, as in `1.2.3.4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimestampPolicy(ObjectIdentifier);

impl FromStr for TimestampPolicy {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<Self, NotAPolicy> {
        ObjectIdentifier::new(text.trim()).map(Self).map_err(|_| NotAPolicy)
    }
}

impl fmt::Display for TimestampPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A text that is no object identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an object identifier")]
pub struct NotAPolicy;

/// What a timestamp must be to be taken.
#[derive(Clone, Copy)]
pub(super) struct TimestampTerms<'a> {
    /// Whom to trust: the chain of the authority's certificate must end here.
    pub(super) anchors: &'a TrustAnchors,
    /// The time by our own clock.
    pub(super) now: Timestamp,
    /// The policy to ask for, as an object identifier; `None` takes the authority's own.
    pub(super) policy: Option<TimestampPolicy>,
}

/// A timestamp that was checked: imprint, nonce, policy, time, signature, certificate and chain.
#[derive(Debug, Clone)]
pub(super) struct CheckedToken {
    /// The token, DER as the authority sent it.
    pub(super) der: Vec<u8>,
    /// Its genTime.
    pub(super) time: Timestamp,
}

/// Why there is no timestamp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// The token's signature does not hold, or it does not say whose it is.
    #[error("the timestamp's own signature does not hold")]
    BadSignature,
    /// The authority's clock and ours are too far apart.
    #[error("the authority says {stated:?}, this computer {own:?}")]
    ClockDiffers {
        /// The time in the token.
        stated: Timestamp,
        /// The time by our own clock.
        own: Timestamp,
    },
    /// The authority's certificate, or one it rests on, has run out or is not valid yet.
    #[error("the certificate of {authority} is valid from {not_before:?} to {not_after:?}")]
    Expired {
        /// The authority's name in its certificate.
        authority: String,
        /// Beginning of its own certificate's validity.
        not_before: Timestamp,
        /// End of it.
        not_after: Timestamp,
    },
    /// No answer came in time.
    #[error("no answer within {seconds} s")]
    Late {
        /// How long was waited, in seconds.
        seconds: u64,
    },
    /// Random numbers could not be drawn.
    #[error("no random numbers")]
    NoRandomness,
    /// What came is no timestamp: not the standard's form, or an HTTP error page.
    #[error("not a timestamp: {detail}")]
    NotATimestamp {
        /// What was met; for details, not for a title.
        detail: String,
    },
    /// The certificate that signed is not one for timestamps alone (RFC 3161 §2.3).
    #[error("the certificate of {authority} is not made for timestamps")]
    NotAnAuthority {
        /// The name in the certificate.
        authority: String,
    },
    /// The authority refused.
    #[error("refused with status {status}, {fail_info:?}: {text}")]
    Refused {
        /// PKIStatus: 2 rejection, 3 waiting, 4 and 5 about revocation.
        status: u8,
        /// PKIFailureInfo, as the standard names its bits.
        fail_info: Vec<TimestampFailure>,
        /// What the authority says about it.
        text: String,
    },
    /// The answer is larger than what is taken.
    #[error("an answer of more than {limit} bytes")]
    TooBig {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Nobody is there, or the connection broke.
    #[error("cannot be reached: {detail}")]
    Unreachable {
        /// What the network said; for details, not for a title.
        detail: String,
    },
    /// No chain from the authority's certificate to anybody trusted holds.
    #[error("{authority} is not trusted")]
    Untrusted {
        /// The name in the certificate.
        authority: String,
        /// Its issuer's name, where it has one.
        issuer: Option<String>,
    },
    /// The timestamp rests on algorithms too weak to prove anything.
    #[error("the timestamp of {authority} rests on weak algorithms")]
    Weak {
        /// The name in the certificate.
        authority: String,
    },
    /// The timestamp is over something else.
    #[error("the timestamp is over something else")]
    WrongImprint,
    /// The answer belongs to another question.
    #[error("the answer belongs to another question")]
    WrongNonce,
    /// The timestamp was made under another policy than asked for.
    #[error("policy {stated} instead of {asked}")]
    WrongPolicy {
        /// What was asked for.
        asked: TimestampPolicy,
        /// What the token says.
        stated: TimestampPolicy,
    },
}

/// PKIFailureInfo (RFC 3161 §2.4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFailure {
    /// badAlg: the digest algorithm is not known there.
    BadAlgorithm,
    /// badRequest.
    BadRequest,
    /// badDataFormat.
    BadDataFormat,
    /// timeNotAvailable: the authority's clock is out of order.
    TimeNotAvailable,
    /// unacceptedPolicy.
    UnacceptedPolicy,
    /// unacceptedExtension.
    UnacceptedExtension,
    /// addInfoNotAvailable.
    AdditionalInformationNotAvailable,
    /// systemFailure.
    SystemFailure,
    /// A bit the standard does not name.
    Other(u8),
}

impl TimestampFailure {
    fn from_bit(bit: u8) -> Self {
        match bit {
            0 => Self::BadAlgorithm,
            2 => Self::BadRequest,
            5 => Self::BadDataFormat,
            14 => Self::TimeNotAvailable,
            15 => Self::UnacceptedPolicy,
            16 => Self::UnacceptedExtension,
            17 => Self::AdditionalInformationNotAvailable,
            25 => Self::SystemFailure,
            other => Self::Other(other),
        }
    }
}

impl From<Unanswered> for TimestampError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Late { seconds } => Self::Late { seconds },
            Unanswered::Status { .. } => Self::NotATimestamp { detail: unanswered.to_string() },
            Unanswered::TooBig { limit } => Self::TooBig { limit },
            Unanswered::Unreachable { detail } => Self::Unreachable { detail },
        }
    }
}

impl From<ReadError> for TimestampError {
    fn from(error: ReadError) -> Self {
        Self::NotATimestamp { detail: error.to_string() }
    }
}

impl From<TokenError> for TimestampError {
    fn from(error: TokenError) -> Self {
        Self::NotATimestamp { detail: error.to_string() }
    }
}

/// Has `digest` (SHA-256) stamped and checks everything about the answer.
pub(super) fn stamp(
    authority: &dyn TimestampAuthority,
    digest: &[u8; 32],
    terms: &TimestampTerms<'_>,
) -> Result<CheckedToken, TimestampError> {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|_| TimestampError::NoRandomness)?;
    // First bit clear, second set: a positive INTEGER that DER writes with all sixteen octets.
    nonce[0] = (nonce[0] & 0x7F) | 0x40;
    let answer = authority.ask(&question(digest, &nonce, terms.policy))?;
    if answer.len() > TOKEN_LIMIT {
        return Err(TimestampError::TooBig { limit: TOKEN_LIMIT });
    }
    check(&answer, digest, &nonce, terms)
}

/// TimeStampReq with nonce and certReq.
fn question(digest: &[u8; 32], nonce: &[u8; 16], policy: Option<TimestampPolicy>) -> Vec<u8> {
    const NULL: [u8; 2] = [0x05, 0x00];
    let imprint = sequence(&[&sequence(&[&object_identifier(oid::SHA_256), &NULL]), &octet_string(digest)]);
    sequence(&[
        &[tag::INTEGER, 1, 1],
        &imprint,
        &policy.map_or_else(Vec::new, |policy| object_identifier(policy.0)),
        &element(tag::INTEGER, nonce),
        &[tag::BOOLEAN, 1, 0xFF],
    ])
}

fn check(
    answer: &[u8],
    digest: &[u8; 32],
    nonce: &[u8; 16],
    terms: &TimestampTerms<'_>,
) -> Result<CheckedToken, TimestampError> {
    let unreadable = |error: &dyn ToString| TimestampError::NotATimestamp { detail: error.to_string() };
    let normalised = to_der(answer).map_err(|error| unreadable(&error))?;
    let mut response = Reader::new(&normalised.der).expect(tag::SEQUENCE)?.reader();
    check_status(response.expect(tag::SEQUENCE)?)?;
    let der = response.expect(tag::SEQUENCE)?.raw.to_vec();
    let token = Token::parse(&der)?;
    let stated = Stated::read(&token)?;
    if token.imprint_algorithm != Ok(DigestAlgorithm::Sha256) || token.imprint != digest {
        return Err(TimestampError::WrongImprint);
    }
    if stated.nonce.as_deref() != Some(nonce) {
        return Err(TimestampError::WrongNonce);
    }
    if let Some(asked) = terms.policy.filter(|asked| *asked != stated.policy) {
        return Err(TimestampError::WrongPolicy { asked, stated: stated.policy });
    }
    check_signer(&token, terms)?;
    Ok(CheckedToken { der, time: token.time })
}

/// PKIStatusInfo: granted (0) and grantedWithMods (1) come with a token.
fn check_status(info: Element<'_>) -> Result<(), TimestampError> {
    let mut fields = info.reader();
    let status = match fields.expect(tag::INTEGER)?.value {
        [0 | 1] => return Ok(()),
        [status] => *status,
        _ => return Err(ReadError::Unsupported.into()),
    };
    let text = match fields.optional(tag::SEQUENCE)? {
        Some(texts) => {
            let texts = texts.reader().all()?;
            let texts: Vec<_> = texts.iter().map(|text| String::from_utf8_lossy(text.value)).collect();
            texts.join("; ").chars().filter(|character| !character.is_control()).take(500).collect()
        }
        None => String::new(),
    };
    let bits = fields.optional(tag::BIT_STRING)?.map_or(&[][..], |bits| bits.value);
    let fail_info = bits
        .iter()
        .skip(1) // how many bits of the last octet are unused
        .take(8)
        .enumerate()
        .flat_map(|(octet, value)| (0..8u8).map(move |bit| (octet as u8 * 8 + bit, value & (0x80 >> bit))))
        .filter(|(_, is_set)| *is_set != 0)
        .map(|(bit, _)| TimestampFailure::from_bit(bit))
        .collect();
    Err(TimestampError::Refused { status, fail_info, text })
}

/// What a TSTInfo says besides time and imprint.
struct Stated {
    policy: TimestampPolicy,
    nonce: Option<Vec<u8>>,
}

impl Stated {
    fn read(token: &Token) -> Result<Self, TimestampError> {
        let content = token.signed.content.as_deref().unwrap_or_default();
        let mut fields = Reader::new(content).expect(tag::SEQUENCE)?.reader();
        fields.expect(tag::INTEGER)?;
        let policy = TimestampPolicy(fields.object_identifier()?);
        fields.expect(tag::SEQUENCE)?;
        fields.expect(tag::INTEGER)?;
        fields.expect(tag::GENERALIZED_TIME)?;
        fields.optional(tag::SEQUENCE)?; // accuracy
        fields.optional(tag::BOOLEAN)?; // ordering
        let nonce = fields.optional(tag::INTEGER)?.map(|nonce| nonce.value.to_vec());
        Ok(Self { policy, nonce })
    }
}

/// Signature, binding to the certificate (ESS), what the certificate is for, and its chain.
fn check_signer(token: &Token, terms: &TimestampTerms<'_>) -> Result<(), TimestampError> {
    let checked = token.check();
    let SignerCheck { format, digest, signature, binding, certificate, strength, .. } = checked;
    let Some(certificate) = certificate else { return Err(TimestampError::BadSignature) };
    let authority = certificate.display_name();
    let is_unknown = matches!(
        token.signed.signer.signature_scheme,
        Err(AlgorithmError::Unsupported(_) | AlgorithmError::UnsupportedParameters)
    );
    if is_unknown {
        return Err(TimestampError::NotATimestamp { detail: "signature algorithm".to_owned() });
    }
    // RFC 3161 §2.4.2: the token must say which certificate signed it.
    if [format, digest, signature, binding].iter().any(|outcome| *outcome != Check::Ok) {
        return Err(TimestampError::BadSignature);
    }
    let is_for_timestamps = certificate.timestamping_usage() == Usage::Allowed
        && certificate.is_critical(oid::EXTENDED_KEY_USAGE) == Critical::Yes
        && certificate.signing_usage() == Usage::Allowed;
    if !is_for_timestamps {
        return Err(TimestampError::NotAnAuthority { authority });
    }
    if !strength.holds_at(terms.now) {
        return Err(TimestampError::Weak { authority });
    }
    // Before the chain: with a wrong clock of ours every certificate would look expired.
    if (token.time.as_millis() - terms.now.as_millis()).abs() > CLOCK_TOLERANCE {
        return Err(TimestampError::ClockDiffers { stated: token.time, own: terms.now });
    }
    check_chain(&certificate, &token.signed.certificates, terms, authority)
}

fn check_chain(
    certificate: &Certificate,
    pool: &[Certificate],
    terms: &TimestampTerms<'_>,
    authority: String,
) -> Result<(), TimestampError> {
    let expired = |authority| TimestampError::Expired {
        authority,
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
    };
    match path::find(certificate, pool, terms.anchors, Sought::authority(terms.now, terms.now)) {
        PathOutcome::Trusted(_) => Ok(()),
        PathOutcome::OutOfValidity(_) => Err(expired(authority)),
        PathOutcome::Weak => Err(TimestampError::Weak { authority }),
        PathOutcome::Invalid(_) | PathOutcome::NoChain => {
            Err(TimestampError::Untrusted { authority, issuer: certificate.issuer_name() })
        }
    }
}

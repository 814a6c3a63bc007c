//! What an authority says about a certificate it issued: OCSP answers (RFC 6960) and revocation lists (RFC 5280 §5). Read
//! and checked here; fetching is the host's business.

pub(crate) mod crl;
pub(crate) mod ocsp;
#[cfg(test)]
mod tests;

use crate::asn1::ReadError;
use paraphe_envelope::Timestamp;

/// Clocks differ: what was issued up to this much later than now still counts, in milliseconds.
const CLOCK_TOLERANCE: i64 = 10 * 60 * 1000;

/// What the authority says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Good,
    Revoked {
        since: Timestamp,
        /// CRLReason (RFC 5280 §5.3.1), where one is given.
        reason: Option<u8>,
    },
}

/// The time in which an answer or list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) this_update: Timestamp,
    pub(crate) next_update: Option<Timestamp>,
}

/// Why an answer or list says nothing about a certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevocationFault {
    /// The signature on it does not hold.
    #[error("its signature does not hold")]
    BadSignature,
    /// Nobody who may speak for the certificate's issuer signed it.
    #[error("it is signed by somebody who may not")]
    ForeignSigner,
    /// It is newer than now: a clock is wrong.
    #[error("it is dated in the future")]
    InTheFuture,
    /// It is not of the form the standard asks for.
    #[error("it cannot be read")]
    Malformed,
    /// It is about other certificates.
    #[error("it is about other certificates")]
    OtherCertificate,
    /// It has run out.
    #[error("it is no longer current")]
    Outdated,
    /// The responder refused: OCSPResponseStatus of RFC 6960 §4.2.1.
    #[error("the responder refused with status {status}")]
    Refused {
        /// 1 malformedRequest, 2 internalError, 3 tryLater, 5 sigRequired, 6 unauthorized.
        status: u8,
    },
    /// The responder does not know the certificate.
    #[error("the responder does not know the certificate")]
    UnknownCertificate,
    /// A kind of list that is not read: delta, indirect or for some reasons only.
    #[error("a kind of list that is not supported")]
    Unsupported,
}

impl From<ReadError> for RevocationFault {
    fn from(_: ReadError) -> Self {
        Self::Malformed
    }
}

impl Period {
    /// Whether it counts at `at`.
    pub(crate) fn check(self, at: Timestamp) -> Result<(), RevocationFault> {
        if self.this_update.as_millis() > at.as_millis() + CLOCK_TOLERANCE {
            return Err(RevocationFault::InTheFuture);
        }
        match self.next_update {
            Some(next) if next.as_millis() + CLOCK_TOLERANCE < at.as_millis() => {
                Err(RevocationFault::Outdated)
            }
            Some(_) | None => Ok(()),
        }
    }
}

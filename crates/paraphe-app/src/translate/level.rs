//! Levels that were not reached: timestamps and validation data that were not to be had.

use paraphe_envelope::Timestamp;
use paraphe_pades::{LevelError, Missing, MissingEvidence, Shortfall, TimestampError};

use crate::view::local_time;
use crate::{Code, Error};

use super::sign;

/// A document that was not signed at the wished level.
pub(crate) fn level(error: LevelError) -> Error {
    let refused = |message| Error::new(Code::Refused, message);
    let detail = error.to_string();
    match error {
        LevelError::Expired { name, not_after } => {
            refused("error-certificate-expired").with("name", name).with("until", local_time(not_after))
        }
        LevelError::NotReached { shortfalls, .. } => match shortfalls.into_iter().next() {
            Some(first) => return shortfall(first),
            None => Error::internal(""),
        },
        LevelError::NotSigned => refused("error-not-signed"),
        LevelError::NotYetValid { name, not_before } => {
            refused("error-certificate-not-yet-valid").with("name", name).with("from", local_time(not_before))
        }
        LevelError::Revoked { name, since, .. } => {
            refused("error-certificate-revoked").with("name", name).with("since", local_time(since))
        }
        LevelError::Sign(error) => return sign(error),
    }
    .detail(detail)
}

/// What kept a signature from the wished level. The network's part of it is the network's: exit code 3.
pub(crate) fn shortfall(shortfall: Shortfall) -> Error {
    let detail = shortfall.to_string();
    match shortfall {
        Shortfall::DocumentTimestamp(error) | Shortfall::SignatureTimestamp(error) => timestamp(error),
        Shortfall::EvidenceMissing(missing) => evidence(&missing),
        Shortfall::NoAuthority => Error::new(Code::Refused, "error-timestamp-no-authority"),
        Shortfall::NoEvidenceSource => Error::internal(""),
    }
    .detail(detail)
}

fn timestamp(error: TimestampError) -> Error {
    let provider = |message| Error::new(Code::Provider, message);
    match error {
        TimestampError::BadSignature
        | TimestampError::WrongImprint
        | TimestampError::WrongNonce
        | TimestampError::WrongPolicy { .. } => provider("error-timestamp-wrong"),
        TimestampError::ClockDiffers { stated, own } => Error::new(Code::Refused, "error-clock-wrong")
            .with("minutes", minutes_between(stated, own))
            .with("own", local_time(own))
            .with("stated", local_time(stated)),
        TimestampError::Expired { authority, not_after, .. } => provider("error-timestamp-expired")
            .with("authority", authority)
            .with("until", local_time(not_after)),
        TimestampError::Late { seconds } => provider("error-timestamp-late").with("seconds", seconds),
        TimestampError::NoRandomness => Error::internal(""),
        TimestampError::NotATimestamp { .. } => provider("error-timestamp-malformed"),
        TimestampError::NotAnAuthority { authority } => {
            provider("error-timestamp-not-an-authority").with("authority", authority)
        }
        TimestampError::Refused { text, .. } => provider("error-timestamp-refused").with("said", text),
        TimestampError::TooBig { limit } => {
            provider("error-timestamp-too-big").with("limit", limit.div_ceil(1024))
        }
        TimestampError::Unreachable { .. } => provider("error-timestamp-unreachable"),
        TimestampError::Untrusted { authority, .. } => {
            provider("error-timestamp-untrusted").with("authority", authority)
        }
        TimestampError::Weak { authority } => provider("error-timestamp-weak").with("authority", authority),
    }
}

/// The first certificate stands for all: its remedy is the next step in any case.
fn evidence(missing: &[MissingEvidence]) -> Error {
    let Some(first) = missing.first() else { return Error::internal("") };
    let (code, message) = match &first.what {
        Missing::Issuer { .. } => (Code::Refused, "error-evidence-issuer"),
        Missing::NoAddress => (Code::Refused, "error-evidence-no-address"),
        Missing::Revocation { .. } => (Code::Provider, "error-evidence-unanswered"),
    };
    Error::new(code, message).with("name", &first.name).with("n", missing.len())
}

fn minutes_between(a: Timestamp, b: Timestamp) -> i64 {
    (a.as_millis() - b.as_millis()).abs() / 60_000
}

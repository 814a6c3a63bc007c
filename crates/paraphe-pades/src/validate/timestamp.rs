//! RFC 3161 timestamp tokens: on a signature (unsigned attribute) and over a whole document (ETSI.RFC3161).

use super::cms::{CmsError, SignedData};
use super::signer::{self, Check, SignerCheck};
use crate::algorithm::{AlgorithmError, DigestAlgorithm, digest_algorithm};
use crate::asn1::{ReadError, Reader, oid, tag};
use paraphe_envelope::Timestamp;

/// Why bytes are no timestamp token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    #[error(transparent)]
    Cms(#[from] CmsError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("the content is no TSTInfo")]
    NotATimestamp,
}

/// A token: what it says, and the container that signs it.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) signed: SignedData,
    pub(crate) time: Timestamp,
    pub(crate) imprint_algorithm: Result<DigestAlgorithm, AlgorithmError>,
    pub(crate) imprint: Vec<u8>,
    content: Vec<u8>,
}

impl Token {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, TokenError> {
        let signed = SignedData::parse(bytes)?;
        let content = signed.content.clone().filter(|_| signed.content_type == oid::TST_INFO);
        let content = content.ok_or(TokenError::NotATimestamp)?;
        let mut fields = Reader::new(&content).expect(tag::SEQUENCE)?.reader();
        fields.expect(tag::INTEGER)?;
        fields.object_identifier()?;
        let mut imprint = fields.expect(tag::SEQUENCE)?.reader();
        let imprint_algorithm = digest_algorithm(imprint.expect(tag::SEQUENCE)?);
        let imprint = imprint.expect(tag::OCTET_STRING)?.value.to_vec();
        fields.expect(tag::INTEGER)?;
        let time = generalized_time(fields.expect(tag::GENERALIZED_TIME)?.value)?;
        Ok(Self { signed, time, imprint_algorithm, imprint, content })
    }

    /// Checks the authority's signature over what the token says.
    pub(crate) fn check(&self) -> SignerCheck {
        let digest = self.signed.signer.digest_algorithm.as_ref().ok().map(|used| used.digest(&self.content));
        signer::check(&self.signed, digest.as_deref(), &[])
    }

    /// Whether the imprint is that of `bytes`.
    pub(crate) fn is_over(&self, bytes: &[u8]) -> Check {
        match &self.imprint_algorithm {
            Ok(algorithm) if algorithm.digest(bytes) == self.imprint => Check::Ok,
            Ok(_) => Check::Failed,
            Err(_) => Check::NotPossible,
        }
    }
}

/// `YYYYMMDDhhmmss[.f…]Z`; RFC 3161 allows fractions, which DER libraries refuse.
fn generalized_time(text: &[u8]) -> Result<Timestamp, ReadError> {
    let text = str::from_utf8(text).map_err(|_| ReadError::Unsupported)?;
    let text = text.strip_suffix('Z').ok_or(ReadError::Unsupported)?;
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if seconds.len() != 14 || !all_digits(seconds) || !all_digits(fraction) {
        return Err(ReadError::Unsupported);
    }
    let part = |from: usize, to: usize| seconds[from..to].parse::<u16>().map_err(|_| ReadError::Unsupported);
    let small = |from: usize| part(from, from + 2).map(|value| value as u8);
    let at = der::DateTime::new(part(0, 4)?, small(4)?, small(6)?, small(8)?, small(10)?, small(12)?)
        .map_err(|_| ReadError::Unsupported)?;
    let millis: i64 = format!("{fraction:0<3}")[..3].parse().map_err(|_| ReadError::Unsupported)?;
    let seconds = i64::try_from(at.unix_duration().as_secs()).map_err(|_| ReadError::Unsupported)?;
    Ok(Timestamp::from_millis(seconds * 1000 + millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_and_without_fractions_are_read() {
        let millis = |text: &str| generalized_time(text.as_bytes()).map(Timestamp::as_millis);
        assert_eq!(millis("19700101000001Z"), Ok(1000));
        assert_eq!(millis("19700101000001.5Z"), Ok(1500));
        assert_eq!(millis("19700101000001.123456Z"), Ok(1123));
        assert_eq!(millis("19700101000001"), Err(ReadError::Unsupported), "without zone");
        assert_eq!(millis("19701301000001Z"), Err(ReadError::Unsupported), "month 13");
    }
}

//! Signature algorithm identifiers: from the CMS or certificate to what has to be computed.

use super::DigestAlgorithm;
use crate::asn1::{Element, ReadError, oid, tag};
use const_oid::ObjectIdentifier;

/// A signature algorithm as the report names it. JSON: `"rsa"`, `"rsa-pss"`, `"ecdsa"`, `"ed25519"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureAlgorithm {
    /// ECDSA on P-256, P-384 or P-521.
    Ecdsa,
    /// Ed25519 (RFC 8419).
    Ed25519,
    /// RSASSA-PKCS1-v1_5.
    Rsa,
    /// RSASSA-PSS.
    RsaPss,
}

/// An algorithm with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignatureScheme {
    Ecdsa(DigestAlgorithm),
    Ed25519,
    RsaPkcs1(DigestAlgorithm),
    RsaPss { digest: DigestAlgorithm, mask_digest: DigestAlgorithm, salt_length: usize },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AlgorithmError {
    #[error("algorithm {0} is not supported")]
    Unsupported(ObjectIdentifier),
    #[error("parameters of the algorithm are not supported")]
    UnsupportedParameters,
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl SignatureScheme {
    /// Reads an AlgorithmIdentifier. `rsaEncryption` and bare key identifiers name no digest; CMS then means the
    /// digest algorithm of the signer (`signer_digest`).
    pub(crate) fn from_identifier(
        identifier: Element<'_>,
        signer_digest: Option<DigestAlgorithm>,
    ) -> Result<Self, AlgorithmError> {
        let mut reader = identifier.reader();
        let algorithm = reader.object_identifier()?;
        let parameters = reader.next()?;
        let from_signer = || signer_digest.ok_or(AlgorithmError::UnsupportedParameters);
        Ok(match algorithm {
            oid::RSA_ENCRYPTION => Self::RsaPkcs1(from_signer()?),
            oid::RSA_SHA_1 | oid::RSA_SHA_1_OIW => Self::RsaPkcs1(DigestAlgorithm::Sha1),
            oid::RSA_SHA_224 => Self::RsaPkcs1(DigestAlgorithm::Sha224),
            oid::RSA_SHA_256 => Self::RsaPkcs1(DigestAlgorithm::Sha256),
            oid::RSA_SHA_384 => Self::RsaPkcs1(DigestAlgorithm::Sha384),
            oid::RSA_SHA_512 => Self::RsaPkcs1(DigestAlgorithm::Sha512),
            oid::RSA_PSS => return pss(parameters),
            oid::EC_PUBLIC_KEY => Self::Ecdsa(from_signer()?),
            oid::ECDSA_SHA_1 => Self::Ecdsa(DigestAlgorithm::Sha1),
            oid::ECDSA_SHA_224 => Self::Ecdsa(DigestAlgorithm::Sha224),
            oid::ECDSA_SHA_256 => Self::Ecdsa(DigestAlgorithm::Sha256),
            oid::ECDSA_SHA_384 => Self::Ecdsa(DigestAlgorithm::Sha384),
            oid::ECDSA_SHA_512 => Self::Ecdsa(DigestAlgorithm::Sha512),
            oid::ED25519 => Self::Ed25519,
            other => return Err(AlgorithmError::Unsupported(other)),
        })
    }

    /// The digest inside the signature; Ed25519 has none to choose.
    pub(crate) fn digest(self) -> Option<DigestAlgorithm> {
        match self {
            Self::Ecdsa(digest) | Self::RsaPkcs1(digest) | Self::RsaPss { digest, .. } => Some(digest),
            Self::Ed25519 => None,
        }
    }

    /// The name in the report.
    pub(crate) fn name(self) -> SignatureAlgorithm {
        match self {
            Self::Ecdsa(_) => SignatureAlgorithm::Ecdsa,
            Self::Ed25519 => SignatureAlgorithm::Ed25519,
            Self::RsaPkcs1(_) => SignatureAlgorithm::Rsa,
            Self::RsaPss { .. } => SignatureAlgorithm::RsaPss,
        }
    }
}

/// RSASSA-PSS-params (RFC 4055): SHA-1, MGF1 with SHA-1 and salt 20 where nothing is said. The salt may be longer than
/// 255 octets (OpenSSL uses the longest that fits).
fn pss(parameters: Option<Element<'_>>) -> Result<SignatureScheme, AlgorithmError> {
    let mut digest = DigestAlgorithm::Sha1;
    let mut mask_digest = DigestAlgorithm::Sha1;
    let mut salt_length = 20;
    for field in parameters.map_or_else(|| Ok(Vec::new()), |parameters| parameters.reader().all())? {
        match field.tag {
            tag::CONTEXT_0 => digest = digest_algorithm(field.reader().expect(tag::SEQUENCE)?)?,
            tag::CONTEXT_1 => {
                let mut generator = field.reader().expect(tag::SEQUENCE)?.reader();
                match generator.object_identifier()? {
                    oid::MGF_1 => mask_digest = digest_algorithm(generator.expect(tag::SEQUENCE)?)?,
                    other => return Err(AlgorithmError::Unsupported(other)),
                }
            }
            0xA2 => salt_length = small_integer(field.reader().expect(tag::INTEGER)?.value)?,
            0xA3 if small_integer(field.reader().expect(tag::INTEGER)?.value)? == 1 => {}
            _ => return Err(AlgorithmError::UnsupportedParameters),
        }
    }
    Ok(SignatureScheme::RsaPss { digest, mask_digest, salt_length })
}

fn small_integer(octets: &[u8]) -> Result<usize, AlgorithmError> {
    match octets {
        [value @ 0..=0x7F] => Ok(usize::from(*value)),
        [high @ 0..=0x7F, low] => Ok(usize::from(*high) << 8 | usize::from(*low)),
        _ => Err(AlgorithmError::UnsupportedParameters),
    }
}

/// Reads the AlgorithmIdentifier of a digest.
pub(crate) fn digest_algorithm(identifier: Element<'_>) -> Result<DigestAlgorithm, AlgorithmError> {
    let oid = identifier.reader().object_identifier()?;
    DigestAlgorithm::from_oid(oid).ok_or(AlgorithmError::Unsupported(oid))
}

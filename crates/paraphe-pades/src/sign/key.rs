//! Whatever holds a private key. It sees signed attributes, never a document.

use crate::algorithm::SignatureScheme;

/// Holds a private key and its certificates: a self-made identity, a key file, later a smart card.
pub trait SigningKey: Send + Sync {
    /// DER certificates, the signer's own first, each followed by its issuer as far as known. Never empty.
    fn certificate_chain(&self) -> &[Vec<u8>];

    /// Signs the DER encoding of the signed attributes (RFC 5652 §5.4), with SHA-256 as digest.
    ///
    /// # Errors
    /// [`SigningKeyError`] when the key refuses or cannot be reached.
    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError>;
}

/// A raw signature and what it was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureValue {
    pub(crate) scheme: SignatureScheme,
    pub(crate) bytes: Vec<u8>,
}

impl SignatureValue {
    /// An ECDSA signature over the SHA-256 digest, as DER `SEQUENCE { r, s }`.
    #[must_use]
    pub fn ecdsa_sha256(der: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::Ecdsa(crate::DigestAlgorithm::Sha256), bytes: der }
    }

    /// An RSASSA-PKCS1-v1_5 signature over the SHA-256 digest.
    #[must_use]
    pub fn rsa_sha256(bytes: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::RsaPkcs1(crate::DigestAlgorithm::Sha256), bytes }
    }
}

/// Why a key did not sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeyError {
    /// The key's own software refused.
    #[error("the signing key refused: {detail}")]
    Refused {
        /// What it said; for details, not for a title.
        detail: String,
    },
}

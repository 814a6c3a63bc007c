//! Whatever holds a private key. It sees signed attributes, never a document.

use crate::DigestAlgorithm;
use crate::algorithm::SignatureScheme;
use crate::asn1::{element, sequence, tag};

/// Holds a private key and its certificates: a self-made identity, a key file, later a smart card.
pub trait SigningKey: Send + Sync {
    /// DER certificates, the signer's own first, each followed by its issuer as far as known. Never empty.
    fn certificate_chain(&self) -> &[Vec<u8>];

    /// The digest the signature will be made with; the document is digested with the same one (RFC 5652 §5.4). Ed25519
    /// keys answer SHA-512 (RFC 8419 §3.1). Asked before [`sign`](Self::sign), and always answered alike.
    fn digest_algorithm(&self) -> DigestAlgorithm {
        DigestAlgorithm::Sha256
    }

    /// Whether it signs once more without a word to its owner. A token does not: it may want its PIN, or a finger, again.
    fn signs_unasked(&self) -> bool {
        true
    }

    /// Signs the DER encoding of the signed attributes (RFC 5652 §5.4), with
    /// [`digest_algorithm`](Self::digest_algorithm) as digest; Ed25519 signs the encoding itself.
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
    /// An ECDSA signature on P-256, P-384 or P-521 over this digest, as DER `SEQUENCE { r, s }`.
    #[must_use]
    pub fn ecdsa(digest: DigestAlgorithm, der: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::Ecdsa(digest), bytes: der }
    }

    /// An ECDSA signature as tokens give it (PKCS #11 §6.3.1): r and s one behind the other, of the same length.
    #[must_use]
    pub fn ecdsa_from_pair(digest: DigestAlgorithm, r_and_s: &[u8]) -> Self {
        let (r, s) = r_and_s.split_at(r_and_s.len() / 2);
        Self::ecdsa(digest, sequence(&[&unsigned_integer(r), &unsigned_integer(s)]))
    }

    /// An ECDSA signature over the SHA-256 digest, as DER `SEQUENCE { r, s }`.
    #[must_use]
    pub fn ecdsa_sha256(der: Vec<u8>) -> Self {
        Self::ecdsa(DigestAlgorithm::Sha256, der)
    }

    /// An Ed25519 signature: 64 octets, over the signed attributes themselves.
    #[must_use]
    pub fn ed25519(bytes: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::Ed25519, bytes }
    }

    /// An RSASSA-PKCS1-v1_5 signature over this digest.
    #[must_use]
    pub fn rsa_pkcs1(digest: DigestAlgorithm, bytes: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::RsaPkcs1(digest), bytes }
    }

    /// An RSASSA-PSS signature over this digest, with the same digest in MGF1 and a salt of `salt_length` octets.
    #[must_use]
    pub fn rsa_pss(digest: DigestAlgorithm, salt_length: usize, bytes: Vec<u8>) -> Self {
        Self { scheme: SignatureScheme::RsaPss { digest, mask_digest: digest, salt_length }, bytes }
    }

    /// An RSASSA-PKCS1-v1_5 signature over the SHA-256 digest.
    #[must_use]
    pub fn rsa_sha256(bytes: Vec<u8>) -> Self {
        Self::rsa_pkcs1(DigestAlgorithm::Sha256, bytes)
    }
}

/// DER INTEGER of an unsigned number: no leading zeros but the one that keeps it positive.
pub(super) fn unsigned_integer(octets: &[u8]) -> Vec<u8> {
    let first = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len());
    let mut content = octets[first..].to_vec();
    if content.first().is_none_or(|octet| octet & 0x80 != 0) {
        content.insert(0, 0);
    }
    element(tag::INTEGER, &content)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::{SignError, SignatureRequest, sign_pdf};
    use crate::testing::authority::{now, signer_certificate};
    use paraphe_pdf::PdfFile;

    #[test]
    fn pairs_become_der_integers() {
        for (pair, der) in [
            (&[0, 1, 0, 2][..], &[0x30, 6, 2, 1, 1, 2, 1, 2][..]),
            (&[0x80, 0, 0, 0], &[0x30, 8, 2, 3, 0, 0x80, 0, 2, 1, 0]),
            (&[0x7F, 0xFF], &[0x30, 7, 2, 1, 0x7F, 2, 2, 0, 0xFF]),
        ] {
            assert_eq!(
                SignatureValue::ecdsa_from_pair(DigestAlgorithm::Sha256, pair).bytes,
                der,
                "{pair:02x?}"
            );
        }
    }

    /// Announces one digest and signs with another.
    struct Fickle([Vec<u8>; 1]);

    impl SigningKey for Fickle {
        fn certificate_chain(&self) -> &[Vec<u8>] {
            &self.0
        }

        fn sign(&self, _: &[u8]) -> Result<SignatureValue, SigningKeyError> {
            Ok(SignatureValue::ecdsa(DigestAlgorithm::Sha384, vec![0x30, 0]))
        }
    }

    #[test]
    fn a_key_must_sign_with_the_digest_it_announced() {
        const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1\
            >>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
        let pdf = PdfFile::parse(PLAIN.to_vec(), None).unwrap();
        let key = Fickle([signer_certificate().der().to_vec()]);
        let outcome = sign_pdf(&pdf, SignatureRequest::invisible(now()), &key).map(drop);
        let (announced, used) = (DigestAlgorithm::Sha256, DigestAlgorithm::Sha384);
        assert!(
            matches!(outcome, Err(SignError::OtherDigest { announced: a, used: u }) if a == announced && u == used)
        );
    }
}

//! Private keys held in memory: those of key files and of self-made identities.

use super::{SignatureValue, SigningKeyError};
use crate::DigestAlgorithm;
use crate::asn1::{Reader, oid, tag};
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPublicKey};

/// The salt of our RSASSA-PSS signatures, in octets: as long as the digest (RFC 4056 §2.2).
const PSS_SALT_OCTETS: usize = 32;

/// How an RSA key pads what it signs. Keys that are marked for PSS know no other way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RsaPadding {
    /// RSASSA-PKCS1-v1_5: what every reader knows.
    #[default]
    Pkcs1,
    /// RSASSA-PSS with SHA-256 and a salt of 32 octets.
    Pss,
}

/// Why a private key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PrivateKeyError {
    Damaged,
    Unsupported,
}

/// A private key with which this crate can sign.
pub(super) enum PrivateKey {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::ecdsa::SigningKey),
    Rsa { key: Box<rsa::RsaPrivateKey>, padding: RsaPadding },
}

impl PrivateKey {
    /// Reads a PKCS#8 PrivateKeyInfo.
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, PrivateKeyError> {
        let (algorithm, content) = algorithm_and_content(der).map_err(|_| PrivateKeyError::Damaged)?;
        if algorithm == oid::RSA_ENCRYPTION || algorithm == oid::RSA_PSS {
            // A key with the identifier id-RSASSA-PSS (RFC 4055 §1.2) holds the same numbers as any RSA key.
            let padding = if algorithm == oid::RSA_PSS { RsaPadding::Pss } else { RsaPadding::Pkcs1 };
            let key = rsa::RsaPrivateKey::from_pkcs1_der(content).map_err(|_| PrivateKeyError::Damaged)?;
            return Ok(Self::Rsa { key: Box::new(key), padding });
        }
        if let Ok(key) = p256::ecdsa::SigningKey::from_pkcs8_der(der) {
            return Ok(Self::P256(key));
        }
        if let Ok(key) = p384::ecdsa::SigningKey::from_pkcs8_der(der) {
            return Ok(Self::P384(key));
        }
        if let Ok(key) = p521::ecdsa::SigningKey::from_pkcs8_der(der) {
            return Ok(Self::P521(key));
        }
        if let Ok(key) = ed25519_dalek::SigningKey::from_pkcs8_der(der) {
            return Ok(Self::Ed25519(Box::new(key)));
        }
        Err(PrivateKeyError::Unsupported)
    }

    /// PKCS#8, for sealing.
    pub(super) fn to_pkcs8(&self) -> Result<p256::pkcs8::SecretDocument, PrivateKeyError> {
        match self {
            Self::Ed25519(key) => key.to_pkcs8_der(),
            Self::P256(key) => key.to_pkcs8_der(),
            Self::P384(key) => key.to_pkcs8_der(),
            Self::P521(key) => key.to_pkcs8_der(),
            Self::Rsa { key, .. } => key.to_pkcs8_der(),
        }
        .map_err(|_| PrivateKeyError::Damaged)
    }

    /// Pads RSA signatures in this way; other keys stay as they are.
    pub(super) fn with_padding(self, padding: RsaPadding) -> Self {
        match self {
            Self::Rsa { key, padding: RsaPadding::Pkcs1 } => Self::Rsa { key, padding },
            Self::Ed25519(_) | Self::P256(_) | Self::P384(_) | Self::P521(_) | Self::Rsa { .. } => self,
        }
    }

    /// The content of subjectPublicKey, to compare with the certificate's.
    pub(super) fn public_key_bits(&self) -> Result<Vec<u8>, PrivateKeyError> {
        Ok(match self {
            Self::Ed25519(key) => key.verifying_key().to_bytes().to_vec(),
            Self::P256(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::P384(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::P521(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::Rsa { key, .. } => {
                key.to_public_key().to_pkcs1_der().map_err(|_| PrivateKeyError::Damaged)?.as_bytes().to_vec()
            }
        })
    }

    /// The digest that fits the key: as strong as its curve (FIPS 186-5 §6.4), SHA-256 for RSA.
    pub(super) fn digest_algorithm(&self) -> DigestAlgorithm {
        match self {
            Self::P256(_) | Self::Rsa { .. } => DigestAlgorithm::Sha256,
            Self::P384(_) => DigestAlgorithm::Sha384,
            Self::Ed25519(_) | Self::P521(_) => DigestAlgorithm::Sha512,
        }
    }

    /// Signs with [`digest_algorithm`](Self::digest_algorithm).
    pub(super) fn sign(&self, message: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        let refused = |error: rsa::signature::Error| SigningKeyError::Refused { detail: error.to_string() };
        let algorithm = self.digest_algorithm();
        let digest = algorithm.digest(message);
        match self {
            Self::Ed25519(key) => Ok(SignatureValue::ed25519(key.sign(message).to_bytes().to_vec())),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&digest).map_err(refused)?;
                Ok(SignatureValue::ecdsa(algorithm, signature.to_der().as_bytes().to_vec()))
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).map_err(refused)?;
                Ok(SignatureValue::ecdsa(algorithm, signature.to_der().as_bytes().to_vec()))
            }
            Self::P521(key) => {
                let signature: p521::ecdsa::Signature = key.sign_prehash(&digest).map_err(refused)?;
                Ok(SignatureValue::ecdsa(algorithm, signature.to_der().as_bytes().to_vec()))
            }
            Self::Rsa { key, padding } => sign_rsa(key, *padding, &digest),
        }
    }
}

/// Both ways take random numbers: to blind the private operation, and PSS for its salt.
fn sign_rsa(
    key: &rsa::RsaPrivateKey,
    padding: RsaPadding,
    digest: &[u8],
) -> Result<SignatureValue, SigningKeyError> {
    let refused = |error: rsa::Error| SigningKeyError::Refused { detail: error.to_string() };
    let mut random = UnwrapErr(SysRng);
    match padding {
        RsaPadding::Pkcs1 => key
            .sign_with_rng(&mut random, rsa::Pkcs1v15Sign::new::<sha2::Sha256>(), digest)
            .map(SignatureValue::rsa_sha256)
            .map_err(refused),
        RsaPadding::Pss => key
            .sign_with_rng(&mut random, rsa::Pss::<sha2::Sha256>::new_with_salt(PSS_SALT_OCTETS), digest)
            .map(|bytes| SignatureValue::rsa_pss(DigestAlgorithm::Sha256, PSS_SALT_OCTETS, bytes))
            .map_err(refused),
    }
}

/// The algorithm's name and the content of privateKey.
fn algorithm_and_content(
    pkcs8: &[u8],
) -> Result<(const_oid::ObjectIdentifier, &[u8]), crate::asn1::ReadError> {
    let mut fields = Reader::new(pkcs8).expect(tag::SEQUENCE)?.reader();
    fields.expect(tag::INTEGER)?;
    let algorithm = fields.expect(tag::SEQUENCE)?.reader().object_identifier()?;
    Ok((algorithm, fields.expect(tag::OCTET_STRING)?.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{element, object_identifier, octet_string, sequence};
    use p12_keystore::{KeyStore, KeyStoreEntry};

    fn rsa_pkcs8() -> Vec<u8> {
        let file = include_bytes!("../../tests/fixtures/rsa2048.p12");
        let store = KeyStore::from_pkcs12(file, "test").unwrap();
        let key = store.entries().find_map(|(_, entry)| match entry {
            KeyStoreEntry::PrivateKeyChain(chain) => Some(chain.key().to_vec()),
            KeyStoreEntry::Certificate(_) | KeyStoreEntry::Secret(_) => None,
        });
        key.unwrap()
    }

    /// The same numbers under another algorithm's name.
    fn marked(pkcs8: &[u8], algorithm: const_oid::ObjectIdentifier) -> Vec<u8> {
        let mut fields = Reader::new(pkcs8).expect(tag::SEQUENCE).unwrap().reader();
        fields.expect(tag::INTEGER).unwrap();
        fields.expect(tag::SEQUENCE).unwrap();
        let numbers = fields.expect(tag::OCTET_STRING).unwrap().value;
        let algorithm = sequence(&[&object_identifier(algorithm)]);
        sequence(&[&element(tag::INTEGER, &[0]), &algorithm, &octet_string(numbers)])
    }

    #[test]
    fn an_rsa_key_pads_as_asked_and_one_marked_for_pss_knows_no_other_way() {
        use crate::algorithm::SignatureScheme;
        let scheme = |key: PrivateKey| key.sign(b"attributes").unwrap().scheme;
        let digest = DigestAlgorithm::Sha256;
        let salt_length = PSS_SALT_OCTETS;
        let pss = SignatureScheme::RsaPss { digest, mask_digest: digest, salt_length };
        let plain = || PrivateKey::from_pkcs8(&rsa_pkcs8()).unwrap();
        assert_eq!(scheme(plain()), SignatureScheme::RsaPkcs1(digest));
        assert_eq!(scheme(plain().with_padding(RsaPadding::Pss)), pss);
        let only_pss = || PrivateKey::from_pkcs8(&marked(&rsa_pkcs8(), oid::RSA_PSS)).unwrap();
        assert_eq!(scheme(only_pss()), pss);
        assert_eq!(scheme(only_pss().with_padding(RsaPadding::Pkcs1)), pss);
        assert_eq!(only_pss().public_key_bits(), plain().public_key_bits());
    }

    #[test]
    fn other_keys_are_named_as_unsupported_and_garbage_as_damaged() {
        let strange = marked(&rsa_pkcs8(), oid::COMMON_NAME);
        assert_eq!(PrivateKey::from_pkcs8(&strange).err(), Some(PrivateKeyError::Unsupported));
        assert_eq!(PrivateKey::from_pkcs8(b"garbage").err(), Some(PrivateKeyError::Damaged));
    }
}

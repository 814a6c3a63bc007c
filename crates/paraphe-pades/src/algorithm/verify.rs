//! Verifying one signature with one public key. The curve comes from the key, never from the signature's identifier.

use super::{DigestAlgorithm, SignatureScheme, pss};
use crate::asn1::oid;
use const_oid::ObjectIdentifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::traits::PublicKeyParts;
use spki::SubjectPublicKeyInfoRef;

/// Why a signature was not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum VerifyError {
    #[error("the key cannot be read")]
    BadKey,
    #[error("key and signature algorithm do not belong together")]
    KeyMismatch,
    #[error("the signature does not match")]
    Mismatch,
    #[error("key type {0} is not supported")]
    UnsupportedKey(ObjectIdentifier),
}

/// How strong a public key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyStrength {
    Enough,
    /// RSA with this many bits: below what ETSI TS 119 312 allows.
    Weak {
        bits: u32,
    },
    Unknown,
}

/// The shortest RSA modulus that still counts (ETSI TS 119 312: at least 1900 bits).
const RSA_MODULUS_BITS_MINIMUM: u32 = 1900;

/// Verifies `signature` over `message`.
pub(crate) fn verify_message(
    scheme: SignatureScheme,
    key: SubjectPublicKeyInfoRef<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    match scheme.digest() {
        Some(digest) => verify_digest(scheme, key, &digest.digest(message), signature),
        None => verify_ed25519(key, message, signature),
    }
}

/// Verifies `signature` over a digest computed with the scheme's own algorithm. Ed25519 signs messages, not digests.
pub(crate) fn verify_digest(
    scheme: SignatureScheme,
    key: SubjectPublicKeyInfoRef<'_>,
    digest: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    match scheme {
        SignatureScheme::Ecdsa(_) => verify_ecdsa(key, digest, signature),
        SignatureScheme::Ed25519 => Err(VerifyError::KeyMismatch),
        SignatureScheme::RsaPkcs1(algorithm) => verify_rsa_pkcs1(key, algorithm, digest, signature),
        SignatureScheme::RsaPss { digest: algorithm, mask_digest, salt_length }
            if algorithm != mask_digest =>
        {
            let parameters = pss::Parameters { digest: algorithm, mask_digest, salt_length };
            let verified = pss::verifies(&rsa_key(key)?, parameters, digest, signature);
            if verified { Ok(()) } else { Err(VerifyError::Mismatch) }
        }
        SignatureScheme::RsaPss { digest: algorithm, mask_digest: _, salt_length } => {
            verify_rsa_pss(key, algorithm, salt_length, digest, signature)
        }
    }
}

/// Judges a key by its kind and size.
pub(crate) fn key_strength(key: SubjectPublicKeyInfoRef<'_>) -> KeyStrength {
    match key.algorithm.oid {
        oid::RSA_ENCRYPTION | oid::RSA_PSS => match rsa_key(key) {
            Ok(key) if key.n().bits() < RSA_MODULUS_BITS_MINIMUM => {
                KeyStrength::Weak { bits: key.n().bits() }
            }
            Ok(_) => KeyStrength::Enough,
            Err(_) => KeyStrength::Unknown,
        },
        oid::EC_PUBLIC_KEY | oid::ED25519 => KeyStrength::Enough,
        _ => KeyStrength::Unknown,
    }
}

fn rsa_key(key: SubjectPublicKeyInfoRef<'_>) -> Result<rsa::RsaPublicKey, VerifyError> {
    use rsa::pkcs1::DecodeRsaPublicKey;
    match key.algorithm.oid {
        // A key marked for PSS alone has the same inner form.
        oid::RSA_ENCRYPTION | oid::RSA_PSS => {
            let octets = key.subject_public_key.as_bytes().ok_or(VerifyError::BadKey)?;
            rsa::RsaPublicKey::from_pkcs1_der(octets).map_err(|_| VerifyError::BadKey)
        }
        oid::EC_PUBLIC_KEY | oid::ED25519 => Err(VerifyError::KeyMismatch),
        other => Err(VerifyError::UnsupportedKey(other)),
    }
}

fn verify_rsa_pkcs1(
    key: SubjectPublicKeyInfoRef<'_>,
    algorithm: DigestAlgorithm,
    digest: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    if key.algorithm.oid == oid::RSA_PSS {
        return Err(VerifyError::KeyMismatch);
    }
    let padding = match algorithm {
        DigestAlgorithm::Sha1 => rsa::Pkcs1v15Sign::new::<sha1::Sha1>(),
        DigestAlgorithm::Sha224 => rsa::Pkcs1v15Sign::new::<sha2::Sha224>(),
        DigestAlgorithm::Sha256 => rsa::Pkcs1v15Sign::new::<sha2::Sha256>(),
        DigestAlgorithm::Sha384 => rsa::Pkcs1v15Sign::new::<sha2::Sha384>(),
        DigestAlgorithm::Sha512 => rsa::Pkcs1v15Sign::new::<sha2::Sha512>(),
    };
    rsa_key(key)?.verify(padding, digest, signature).map_err(|_| VerifyError::Mismatch)
}

fn verify_rsa_pss(
    key: SubjectPublicKeyInfoRef<'_>,
    algorithm: DigestAlgorithm,
    salt_length: usize,
    digest: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let key = rsa_key(key)?;
    let padding_fits = salt_length + digest.len() + 2 <= key.size();
    if !padding_fits {
        return Err(VerifyError::Mismatch);
    }
    let verified = match algorithm {
        DigestAlgorithm::Sha1 => {
            key.verify(rsa::Pss::<sha1::Sha1>::new_with_salt(salt_length), digest, signature)
        }
        DigestAlgorithm::Sha224 => {
            key.verify(rsa::Pss::<sha2::Sha224>::new_with_salt(salt_length), digest, signature)
        }
        DigestAlgorithm::Sha256 => {
            key.verify(rsa::Pss::<sha2::Sha256>::new_with_salt(salt_length), digest, signature)
        }
        DigestAlgorithm::Sha384 => {
            key.verify(rsa::Pss::<sha2::Sha384>::new_with_salt(salt_length), digest, signature)
        }
        DigestAlgorithm::Sha512 => {
            key.verify(rsa::Pss::<sha2::Sha512>::new_with_salt(salt_length), digest, signature)
        }
    };
    verified.map_err(|_| VerifyError::Mismatch)
}

/// The longest field element here (P-521). A digest shorter than half the field is refused by the library, though
/// X9.62 allows it: leading zeros leave its value as it is.
const P521_FIELD_OCTETS: usize = 66;

fn verify_ecdsa(
    key: SubjectPublicKeyInfoRef<'_>,
    digest: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    let point = key.subject_public_key.as_bytes().ok_or(VerifyError::BadKey)?;
    let verified = match ec_curve(key)? {
        oid::CURVE_P256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| VerifyError::BadKey)?;
            let signature = p256::ecdsa::Signature::from_der(signature).map_err(|_| VerifyError::Mismatch)?;
            key.verify_prehash(digest, &signature)
        }
        oid::CURVE_P384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| VerifyError::BadKey)?;
            let signature = p384::ecdsa::Signature::from_der(signature).map_err(|_| VerifyError::Mismatch)?;
            key.verify_prehash(&padded(digest, 48), &signature)
        }
        oid::CURVE_P521 => {
            let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(|_| VerifyError::BadKey)?;
            let signature = p521::ecdsa::Signature::from_der(signature).map_err(|_| VerifyError::Mismatch)?;
            key.verify_prehash(&padded(digest, P521_FIELD_OCTETS), &signature)
        }
        oid::CURVE_BRAINPOOL_P256 => {
            use bp256::r1::ecdsa::{BrainpoolP256r1, Signature};
            let key = ecdsa::VerifyingKey::<BrainpoolP256r1>::from_sec1_bytes(point)
                .map_err(|_| VerifyError::BadKey)?;
            let signature = Signature::from_der(signature).map_err(|_| VerifyError::Mismatch)?;
            key.verify_prehash(&padded(digest, 32), &signature)
        }
        oid::CURVE_BRAINPOOL_P384 => {
            use bp384::r1::ecdsa::{BrainpoolP384r1, Signature};
            let key = ecdsa::VerifyingKey::<BrainpoolP384r1>::from_sec1_bytes(point)
                .map_err(|_| VerifyError::BadKey)?;
            let signature = Signature::from_der(signature).map_err(|_| VerifyError::Mismatch)?;
            key.verify_prehash(&padded(digest, 48), &signature)
        }
        other => return Err(VerifyError::UnsupportedKey(other)),
    };
    verified.map_err(|_| VerifyError::Mismatch)
}

fn ec_curve(key: SubjectPublicKeyInfoRef<'_>) -> Result<ObjectIdentifier, VerifyError> {
    match key.algorithm.oid {
        oid::EC_PUBLIC_KEY => {
            let parameters = key.algorithm.parameters.ok_or(VerifyError::BadKey)?;
            parameters.decode_as::<ObjectIdentifier>().map_err(|_| VerifyError::BadKey)
        }
        oid::RSA_ENCRYPTION | oid::RSA_PSS | oid::ED25519 => Err(VerifyError::KeyMismatch),
        other => Err(VerifyError::UnsupportedKey(other)),
    }
}

/// `digest` with leading zeros up to the field's size; a longer one as it is (the library cuts it).
pub(crate) fn padded(digest: &[u8], field_octets: usize) -> Vec<u8> {
    let mut padded = vec![0; field_octets.saturating_sub(digest.len())];
    padded.extend_from_slice(digest);
    padded
}

fn verify_ed25519(
    key: SubjectPublicKeyInfoRef<'_>,
    message: &[u8],
    signature: &[u8],
) -> Result<(), VerifyError> {
    match key.algorithm.oid {
        oid::ED25519 => {}
        oid::RSA_ENCRYPTION | oid::RSA_PSS | oid::EC_PUBLIC_KEY => return Err(VerifyError::KeyMismatch),
        other => return Err(VerifyError::UnsupportedKey(other)),
    }
    let octets = key.subject_public_key.as_bytes().ok_or(VerifyError::BadKey)?;
    let octets: &[u8; 32] = octets.try_into().map_err(|_| VerifyError::BadKey)?;
    let key = ed25519_dalek::VerifyingKey::from_bytes(octets).map_err(|_| VerifyError::BadKey)?;
    let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| VerifyError::Mismatch)?;
    // Strict: a key of small order would accept signatures of anybody over anything.
    key.verify_strict(message, &signature).map_err(|_| VerifyError::Mismatch)
}

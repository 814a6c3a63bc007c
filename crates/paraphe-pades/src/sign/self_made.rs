//! A signing identity made on this computer: a P-256 key and a certificate that vouches for itself. It proves that a
//! document is unchanged since it was sealed, not who the person is.

use super::{SignatureValue, SigningKey, SigningKeyError, distinguished_name, self_signed};
use crate::algorithm::sha256;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use p256::ecdsa::signature::Signer;
use p256::elliptic_curve::zeroize::Zeroizing;
use paraphe_envelope::{Sha256Digest, Timestamp};
use spki::EncodePublicKey;
use std::fmt;
use std::time::Duration;

/// The organizational unit that marks a certificate as made by this program. Anybody can write it: it is a label for
/// the reader, never a reason to trust.
pub(crate) const SELF_MADE_UNIT: &str = "Paraphe self-made identity";

/// How long a self-made identity lasts: ten years of 365 days plus the leap days.
const LIFETIME: Duration = Duration::from_secs((10 * 365 + 3) * 86_400);
/// The certificate starts this much before its making, so that a reader whose clock is a little slow accepts it.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(300);

const SEALED_MAGIC: &[u8; 8] = b"PRPHID\x00\x01";
const NONCE_OCTETS: usize = 24;
const SCALAR_OCTETS: usize = 32;

/// Why an identity could not be made or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The sealed form is not one this version knows.
    #[error("the sealed identity is damaged or of an unknown form")]
    Damaged,
    /// The name is empty.
    #[error("the name is empty")]
    NameEmpty,
    /// The name holds a control character.
    #[error("the name holds the control character {character:?}")]
    NameHasControlCharacter {
        /// The first such character.
        character: char,
    },
    /// The name is longer than a certificate can carry (RFC 5280: 64 characters).
    #[error("the name has {length} characters, {limit} fit")]
    NameTooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// The operating system gave no random numbers.
    #[error("the operating system gave no random numbers")]
    NoRandomness,
    /// The time is outside what a certificate can say (1970 to 9999).
    #[error("the time is outside 1970 to 9999")]
    TimeOutOfRange,
    /// The wrapping key does not open this sealed identity, or it was altered.
    #[error("the wrapping key does not open the sealed identity")]
    WrongWrappingKey,
}

/// A key made on this computer and its self-signed certificate.
pub struct SelfMadeIdentity {
    key: p256::ecdsa::SigningKey,
    chain: [Vec<u8>; 1],
    common_name: String,
}

impl SelfMadeIdentity {
    /// Makes a new P-256 key and a certificate for `common_name` (1 to 64 characters), valid for ten years from `now`.
    ///
    /// # Errors
    /// [`IdentityError`] for a name a certificate cannot carry, a time out of range or missing randomness.
    pub fn create(
        common_name: &str,
        organization: Option<&str>,
        now: Timestamp,
    ) -> Result<Self, IdentityError> {
        let common_name = distinguished_name::checked(common_name)?;
        let organization = match organization {
            Some(organization) if !organization.trim().is_empty() => {
                Some(distinguished_name::checked(organization)?)
            }
            Some(_) | None => None,
        };
        let key = random_key()?;
        let public_key = key.verifying_key();
        let public_key_info = public_key.to_public_key_der().map_err(|_| IdentityError::Damaged)?;
        let now = now.as_millis().try_into().map_err(|_| IdentityError::TimeOutOfRange)?;
        let now = Duration::from_secs(Duration::from_millis(now).as_secs());
        let at = |time| der::DateTime::from_unix_duration(time).map_err(|_| IdentityError::TimeOutOfRange);
        let mut serial = [0; 16];
        fill_random(&mut serial)?;
        let to_be_signed = self_signed::to_be_signed(&self_signed::Contents {
            name: &distinguished_name::build(common_name, organization, SELF_MADE_UNIT),
            public_key_info: public_key_info.as_bytes(),
            public_key_bits: public_key.to_sec1_point(false).as_bytes(),
            serial,
            not_before: at(now.saturating_sub(CLOCK_TOLERANCE))?,
            not_after: at(now + LIFETIME)?,
        });
        let signature: p256::ecdsa::DerSignature = key.sign(&to_be_signed);
        let certificate = self_signed::assemble(&to_be_signed, signature.as_bytes());
        Ok(Self { key, chain: [certificate], common_name: common_name.to_owned() })
    }

    /// The identity encrypted under `wrapping_key` (XChaCha20-Poly1305), for storage.
    ///
    /// # Errors
    /// [`IdentityError::NoRandomness`].
    pub fn to_sealed(&self, wrapping_key: &[u8; 32]) -> Result<Vec<u8>, IdentityError> {
        let mut nonce = [0; NONCE_OCTETS];
        fill_random(&mut nonce)?;
        let mut plain = Zeroizing::new(self.key.to_bytes().to_vec());
        plain.extend_from_slice(self.certificate_der());
        let payload = Payload { msg: &plain, aad: SEALED_MAGIC };
        let sealed = XChaCha20Poly1305::new(wrapping_key.into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| IdentityError::Damaged)?;
        Ok([SEALED_MAGIC.as_slice(), &nonce, &sealed].concat())
    }

    /// Opens what [`to_sealed`](Self::to_sealed) made.
    ///
    /// # Errors
    /// [`IdentityError::WrongWrappingKey`] for another key or altered bytes, [`IdentityError::Damaged`] for another form.
    pub fn from_sealed(sealed: &[u8], wrapping_key: &[u8; 32]) -> Result<Self, IdentityError> {
        let rest = sealed.strip_prefix(SEALED_MAGIC).ok_or(IdentityError::Damaged)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_OCTETS>().ok_or(IdentityError::Damaged)?;
        let payload = Payload { msg: sealed, aad: SEALED_MAGIC };
        let plain = XChaCha20Poly1305::new(wrapping_key.into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| IdentityError::WrongWrappingKey)?;
        let (scalar, certificate) =
            plain.split_first_chunk::<SCALAR_OCTETS>().ok_or(IdentityError::Damaged)?;
        let key = p256::ecdsa::SigningKey::from_slice(scalar).map_err(|_| IdentityError::Damaged)?;
        let common_name = crate::certificate::Certificate::from_der(certificate)
            .ok()
            .and_then(|certificate| certificate.common_name())
            .ok_or(IdentityError::Damaged)?;
        Ok(Self { key, chain: [certificate.to_vec()], common_name })
    }

    /// The certificate, DER.
    #[must_use]
    pub fn certificate_der(&self) -> &[u8] {
        &self.chain[0]
    }

    /// The certificate as a PEM block, for giving it to somebody who wants to trust it.
    #[must_use]
    pub fn certificate_pem(&self) -> String {
        der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, self.certificate_der())
            .expect("a certificate is far below the size limit of PEM encoding")
    }

    /// The name in the certificate.
    #[must_use]
    pub fn common_name(&self) -> &str {
        &self.common_name
    }

    /// End of the certificate's validity.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        // Made or checked at construction: the certificate reads.
        crate::certificate::Certificate::from_der(self.certificate_der())
            .map_or(Timestamp::from_millis(0), |certificate| certificate.not_after())
    }

    /// SHA-256 of the certificate: what to read out when somebody asks whether it is really yours.
    #[must_use]
    pub fn fingerprint(&self) -> Sha256Digest {
        Sha256Digest(sha256(self.certificate_der()))
    }
}

impl fmt::Debug for SelfMadeIdentity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SelfMadeIdentity")
            .field("common_name", &self.common_name)
            .field("key", &"<redacted>")
            .finish()
    }
}

impl SigningKey for SelfMadeIdentity {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        let signature: p256::ecdsa::DerSignature = self
            .key
            .try_sign(signed_attributes)
            .map_err(|error| SigningKeyError::Refused { detail: error.to_string() })?;
        Ok(SignatureValue::ecdsa_sha256(signature.as_bytes().to_vec()))
    }
}

fn fill_random(bytes: &mut [u8]) -> Result<(), IdentityError> {
    getrandom::fill(bytes).map_err(|_| IdentityError::NoRandomness)
}

/// A uniformly random key: random octets that are zero or beyond the group order (one in 2³²) are drawn again.
fn random_key() -> Result<p256::ecdsa::SigningKey, IdentityError> {
    let mut scalar = Zeroizing::new([0; SCALAR_OCTETS]);
    loop {
        fill_random(scalar.as_mut())?;
        if let Ok(key) = p256::ecdsa::SigningKey::from_slice(scalar.as_ref()) {
            return Ok(key);
        }
    }
}

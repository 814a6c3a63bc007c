//! A signing identity made on this computer: a key and a certificate that vouches for itself. It proves that a document
//! is unchanged since it was sealed, not who the person is.

use super::private_key::PrivateKey;
use super::{
    SignatureValue, SignerCertificate, SigningKey, SigningKeyError, distinguished_name, self_signed,
};
use crate::DigestAlgorithm;
use crate::algorithm::sha256;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use p256::elliptic_curve::zeroize::Zeroizing;
use paraphe_envelope::{Sha256Digest, Timestamp};
use rsa::pkcs1::EncodeRsaPublicKey;
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

/// The sealed form of a P-256 key (its scalar) and its certificate.
const SEALED_SCALAR: &[u8; 8] = b"PRPHID\x00\x01";
/// The sealed form of any other key (PKCS#8, its length before it in two octets) and its certificate.
const SEALED_PKCS8: &[u8; 8] = b"PRPHID\x00\x02";
const NONCE_OCTETS: usize = 24;
const SCALAR_OCTETS: usize = 32;

/// The kind of key a self-made identity gets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum IdentityAlgorithm {
    /// ECDSA on P-256: small and fast.
    #[default]
    P256,
    /// RSA with 3072 bits, for readers that know nothing newer. Making the key takes some seconds.
    Rsa3072,
}

const RSA_BITS: usize = 3072;

/// Why an identity could not be made or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The sealed form is not one this version knows.
    #[error("the sealed identity is damaged or of an unknown form")]
    Damaged,
    /// The name is empty.
    #[error("the name is empty")]
    NameEmpty,
    /// The name holds a control character, or another that is not seen and makes it be read as another name.
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
    key: PrivateKey,
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
        Self::create_with(IdentityAlgorithm::P256, common_name, organization, now)
    }

    /// The same with a key of this kind.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_with(
        algorithm: IdentityAlgorithm,
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
        let now = now.as_millis().try_into().map_err(|_| IdentityError::TimeOutOfRange)?;
        let now = Duration::from_secs(Duration::from_millis(now).as_secs());
        let at = |time| der::DateTime::from_unix_duration(time).map_err(|_| IdentityError::TimeOutOfRange);
        let mut serial = [0; 16];
        fill_random(&mut serial)?;
        let (key, public) = PublicPart::of_new(algorithm)?;
        let to_be_signed = self_signed::to_be_signed(&self_signed::Contents {
            algorithm: &public.signature_algorithm,
            name: &distinguished_name::build(common_name, organization, SELF_MADE_UNIT),
            public_key_info: &public.info,
            public_key_bits: &public.bits,
            serial,
            not_before: at(now.saturating_sub(CLOCK_TOLERANCE))?,
            not_after: at(now + LIFETIME)?,
        });
        let signature = key.sign(&to_be_signed).map_err(|_| IdentityError::NoRandomness)?;
        let certificate = self_signed::assemble(&to_be_signed, &public.signature_algorithm, &signature.bytes);
        Ok(Self { key, chain: [certificate], common_name: common_name.to_owned() })
    }

    /// The identity encrypted under `wrapping_key` (XChaCha20-Poly1305), for storage.
    ///
    /// # Errors
    /// [`IdentityError::NoRandomness`].
    pub fn to_sealed(&self, wrapping_key: &[u8; 32]) -> Result<Vec<u8>, IdentityError> {
        let mut nonce = [0; NONCE_OCTETS];
        fill_random(&mut nonce)?;
        let (magic, mut plain) = match &self.key {
            PrivateKey::P256(key) => (SEALED_SCALAR, Zeroizing::new(key.to_bytes().to_vec())),
            PrivateKey::Ed25519(_) | PrivateKey::P384(_) | PrivateKey::P521(_) | PrivateKey::Rsa { .. } => {
                let key = self.key.to_pkcs8().map_err(|_| IdentityError::Damaged)?;
                let length = u16::try_from(key.as_bytes().len()).map_err(|_| IdentityError::Damaged)?;
                (SEALED_PKCS8, Zeroizing::new([&length.to_be_bytes(), key.as_bytes()].concat()))
            }
        };
        plain.extend_from_slice(self.certificate_der());
        let payload = Payload { msg: &plain, aad: magic };
        let sealed = XChaCha20Poly1305::new(wrapping_key.into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| IdentityError::Damaged)?;
        Ok([magic.as_slice(), &nonce, &sealed].concat())
    }

    /// Opens what [`to_sealed`](Self::to_sealed) made.
    ///
    /// # Errors
    /// [`IdentityError::WrongWrappingKey`] for another key or altered bytes, [`IdentityError::Damaged`] for another form.
    pub fn from_sealed(sealed: &[u8], wrapping_key: &[u8; 32]) -> Result<Self, IdentityError> {
        let (magic, rest) = sealed.split_first_chunk::<8>().ok_or(IdentityError::Damaged)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_OCTETS>().ok_or(IdentityError::Damaged)?;
        if magic != SEALED_SCALAR && magic != SEALED_PKCS8 {
            return Err(IdentityError::Damaged);
        }
        let plain = XChaCha20Poly1305::new(wrapping_key.into())
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: magic })
            .map(Zeroizing::new)
            .map_err(|_| IdentityError::WrongWrappingKey)?;
        let (key, certificate) = unsealed(magic, &plain).ok_or(IdentityError::Damaged)?;
        let common_name = crate::certificate::Certificate::from_der(certificate)
            .ok()
            .and_then(|certificate| certificate.common_name())
            .ok_or(IdentityError::Damaged)?;
        Ok(Self { key, chain: [certificate.to_vec()], common_name })
    }

    /// What the certificate says, to look at before it signs.
    #[must_use]
    pub fn certificate(&self) -> Option<SignerCertificate> {
        SignerCertificate::from_der(self.certificate_der()).ok()
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

    fn digest_algorithm(&self) -> DigestAlgorithm {
        self.key.digest_algorithm()
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        self.key.sign(signed_attributes)
    }
}

/// The key and the certificate in the opened form.
fn unsealed<'a>(magic: &[u8; 8], plain: &'a [u8]) -> Option<(PrivateKey, &'a [u8])> {
    if magic == SEALED_SCALAR {
        let (scalar, certificate) = plain.split_first_chunk::<SCALAR_OCTETS>()?;
        let key = p256::ecdsa::SigningKey::from_slice(scalar).ok()?;
        return Some((PrivateKey::P256(key), certificate));
    }
    let (length, rest) = plain.split_first_chunk::<2>()?;
    let (key, certificate) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((PrivateKey::from_pkcs8(key).ok()?, certificate))
}

/// What the certificate of a new key holds of it.
struct PublicPart {
    info: Vec<u8>,
    bits: Vec<u8>,
    signature_algorithm: Vec<u8>,
}

impl PublicPart {
    fn of_new(algorithm: IdentityAlgorithm) -> Result<(PrivateKey, Self), IdentityError> {
        match algorithm {
            IdentityAlgorithm::P256 => {
                let key = random_key()?;
                let public = key.verifying_key();
                let info = public.to_public_key_der().map_err(|_| IdentityError::Damaged)?.into_vec();
                let bits = public.to_sec1_point(false).as_bytes().to_vec();
                let signature_algorithm = self_signed::ecdsa_sha256();
                Ok((PrivateKey::P256(key), Self { info, bits, signature_algorithm }))
            }
            IdentityAlgorithm::Rsa3072 => {
                // Asked first: the generator below ends the program where the system has no random numbers.
                fill_random(&mut [0; 1])?;
                let key = rsa::RsaPrivateKey::new(&mut UnwrapErr(SysRng), RSA_BITS)
                    .map_err(|_| IdentityError::NoRandomness)?;
                let public = key.to_public_key();
                let info = public.to_public_key_der().map_err(|_| IdentityError::Damaged)?.into_vec();
                let bits = public.to_pkcs1_der().map_err(|_| IdentityError::Damaged)?.as_bytes().to_vec();
                let signature_algorithm = self_signed::rsa_sha256();
                let padding = super::RsaPadding::Pkcs1;
                let key = PrivateKey::Rsa { key: Box::new(key), padding };
                Ok((key, Self { info, bits, signature_algorithm }))
            }
        }
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

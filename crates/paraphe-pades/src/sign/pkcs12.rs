//! Key files: PKCS#12 (.p12, .pfx) with RSA or ECDSA keys.

use super::{SignatureValue, SigningKey, SigningKeyError};
use crate::algorithm::{padded, sha256};
use crate::certificate::Certificate;
use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKeyChain};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::DecodePrivateKey;
use rsa::pkcs1v15;
use std::fmt;

/// Why a key file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Pkcs12Error {
    /// The private key and the certificate beside it do not belong together.
    #[error("the certificate does not belong to the private key")]
    CertificateMismatch,
    /// The file is not PKCS#12, or is cut.
    #[error("not a readable PKCS#12 file: {detail}")]
    Damaged {
        /// What the reader met.
        detail: String,
    },
    /// The file holds no private key with its certificate.
    #[error("the file holds no private key with its certificate")]
    NoKey,
    /// The file holds several keys; which one to use is not for us to guess.
    #[error("the file holds {count} private keys")]
    SeveralKeys {
        /// How many.
        count: usize,
    },
    /// The kind of key or of protection is not supported.
    #[error("not supported: {detail}")]
    Unsupported {
        /// What is not.
        detail: String,
    },
    /// The password does not open the file.
    #[error("the password is wrong")]
    WrongPassword,
}

/// A private key from a PKCS#12 file, with its certificates.
pub struct Pkcs12Key {
    key: PrivateKey,
    chain: Vec<Vec<u8>>,
}

enum PrivateKey {
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
    P521(p521::ecdsa::SigningKey),
    Rsa(Box<pkcs1v15::SigningKey<sha2::Sha256>>),
}

impl Pkcs12Key {
    /// Opens a key file that holds exactly one private key.
    ///
    /// # Errors
    /// [`Pkcs12Error`], which tells a wrong password from a damaged file.
    pub fn open(bytes: &[u8], password: &str) -> Result<Self, Pkcs12Error> {
        let store = KeyStore::from_pkcs12(bytes, password).map_err(|error| classify(&error))?;
        let keys: Vec<&PrivateKeyChain> = store
            .entries()
            .filter_map(|(_, entry)| match entry {
                KeyStoreEntry::PrivateKeyChain(chain) => Some(chain),
                KeyStoreEntry::Certificate(_) | KeyStoreEntry::Secret(_) => None,
            })
            .collect();
        let entry = match keys.as_slice() {
            [] => return Err(Pkcs12Error::NoKey),
            [one] => one,
            several => return Err(Pkcs12Error::SeveralKeys { count: several.len() }),
        };
        let key = PrivateKey::from_pkcs8(entry.key())?;
        let chain: Vec<Vec<u8>> = entry.chain().iter().map(|one| one.as_der().to_vec()).collect();
        let own = chain.first().ok_or(Pkcs12Error::NoKey)?;
        let certificate = Certificate::from_der(own)
            .map_err(|_| Pkcs12Error::Damaged { detail: "certificate".to_owned() })?;
        if key.public_key_bits()? != certificate.public_key_bits() {
            return Err(Pkcs12Error::CertificateMismatch);
        }
        Ok(Self { key, chain })
    }

    /// The common name in the signer's certificate, if it has one.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        self.chain.first().and_then(|own| Certificate::from_der(own).ok()?.common_name())
    }
}

impl fmt::Debug for Pkcs12Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pkcs12Key")
            .field("certificates", &self.chain.len())
            .field("key", &"<redacted>")
            .finish()
    }
}

impl SigningKey for Pkcs12Key {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        let refused = |error: rsa::signature::Error| SigningKeyError::Refused { detail: error.to_string() };
        let digest = sha256(signed_attributes);
        match &self.key {
            PrivateKey::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&digest).map_err(refused)?;
                Ok(SignatureValue::ecdsa_sha256(signature.to_der().as_bytes().to_vec()))
            }
            PrivateKey::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).map_err(refused)?;
                Ok(SignatureValue::ecdsa_sha256(signature.to_der().as_bytes().to_vec()))
            }
            PrivateKey::P521(key) => {
                let signature: p521::ecdsa::Signature =
                    key.sign_prehash(&padded(&digest, 66)).map_err(refused)?;
                Ok(SignatureValue::ecdsa_sha256(signature.to_der().as_bytes().to_vec()))
            }
            PrivateKey::Rsa(key) => {
                let signature = key.try_sign(signed_attributes).map_err(refused)?;
                Ok(SignatureValue::rsa_sha256(Box::<[u8]>::from(signature).into_vec()))
            }
        }
    }
}

impl PrivateKey {
    fn from_pkcs8(der: &[u8]) -> Result<Self, Pkcs12Error> {
        if let Ok(key) = rsa::RsaPrivateKey::from_pkcs8_der(der) {
            return Ok(Self::Rsa(Box::new(pkcs1v15::SigningKey::new(key))));
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
        Err(Pkcs12Error::Unsupported {
            detail: "private key that is neither RSA nor P-256, P-384, P-521".to_owned(),
        })
    }

    /// The content of subjectPublicKey, to compare with the certificate's.
    fn public_key_bits(&self) -> Result<Vec<u8>, Pkcs12Error> {
        Ok(match self {
            Self::P256(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::P384(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::P521(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Self::Rsa(key) => {
                use rsa::pkcs1::EncodeRsaPublicKey;
                use rsa::signature::Keypair;
                rsa::RsaPublicKey::from(key.verifying_key())
                    .to_pkcs1_der()
                    .map_err(|error| Pkcs12Error::Damaged { detail: error.to_string() })?
                    .as_bytes()
                    .to_vec()
            }
        })
    }
}

fn classify(error: &p12_keystore::error::Error) -> Pkcs12Error {
    use p12_keystore::error::Error;
    let detail = error.to_string();
    match error {
        // Without a MAC, a wrong password shows as padding that makes no sense.
        Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => Pkcs12Error::WrongPassword,
        Error::UnsupportedContentType
        | Error::UnsupportedCertificateType
        | Error::UnsupportedEncryptionScheme
        | Error::UnsupportedMacAlgorithm => Pkcs12Error::Unsupported { detail },
        Error::DerError(_)
        | Error::InvalidData
        | Error::InvalidLength
        | Error::InvalidParameters
        | Error::InvalidVersion
        | Error::IoError(_)
        | Error::X509Error(_) => Pkcs12Error::Damaged { detail },
    }
}

//! Key files: PKCS#12 (.p12, .pfx), with modern and with old protection, holding any number of keys.

mod container;
mod protection;

use self::container::{CertificateBag, Container, KeyBag};
use super::private_key::{PrivateKey, PrivateKeyError};
use super::{RsaPadding, SignatureValue, SignerCertificate, SigningKey, SigningKeyError, chain_from};
use crate::DigestAlgorithm;
use p256::elliptic_curve::zeroize::Zeroizing;
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
    /// No key of the file has this name.
    #[error("no key is called {wanted:?}")]
    KeyMissing {
        /// The name asked for.
        wanted: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// The file holds no private key with its certificate.
    #[error("the file holds no private key with its certificate")]
    NoKey,
    /// The file holds several keys; which one to use is not for us to guess.
    #[error("the file holds {} private keys", names.len())]
    SeveralKeys {
        /// Their names.
        names: Vec<String>,
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

impl From<PrivateKeyError> for Pkcs12Error {
    fn from(error: PrivateKeyError) -> Self {
        match error {
            PrivateKeyError::Damaged => Self::Damaged { detail: "private key".to_owned() },
            PrivateKeyError::Unsupported => Self::Unsupported {
                detail: "private key that is neither RSA, P-256, P-384, P-521 nor Ed25519".to_owned(),
            },
        }
    }
}

/// A private key from a PKCS#12 file, with its certificates.
pub struct Pkcs12Key {
    key: PrivateKey,
    chain: Vec<Vec<u8>>,
}

impl Pkcs12Key {
    /// Opens a key file that holds exactly one private key.
    ///
    /// # Errors
    /// [`Pkcs12Error`], which tells a wrong password from a damaged file.
    pub fn open(bytes: &[u8], password: &str) -> Result<Self, Pkcs12Error> {
        match entries(bytes, password)?.as_slice() {
            [] => Err(Pkcs12Error::NoKey),
            [one] => one.open(),
            several => Err(Pkcs12Error::SeveralKeys { names: names(several) }),
        }
    }

    /// Opens the key with this name in the file, or whose certificate has this common name.
    ///
    /// # Errors
    /// [`Pkcs12Error::KeyMissing`] when none has it, [`Pkcs12Error::SeveralKeys`] when several have.
    pub fn open_named(bytes: &[u8], password: &str, wanted: &str) -> Result<Self, Pkcs12Error> {
        let all = entries(bytes, password)?;
        let named: Vec<&Entry> = all.iter().filter(|entry| entry.name == wanted).collect();
        let is_called = |entry: &&Entry| entry.certificate.common_name().as_deref() == Some(wanted);
        let meant = if named.is_empty() { all.iter().filter(is_called).collect() } else { named };
        match meant.as_slice() {
            [] => Err(Pkcs12Error::KeyMissing { wanted: wanted.to_owned(), names: names(&all) }),
            [one] => one.open(),
            _ => Err(Pkcs12Error::SeveralKeys { names: names(&all) }),
        }
    }

    /// The name and the certificate of each private key in the file. Never empty.
    ///
    /// # Errors
    /// [`Pkcs12Error`].
    pub fn list(bytes: &[u8], password: &str) -> Result<Vec<(String, SignerCertificate)>, Pkcs12Error> {
        let entries = entries(bytes, password)?;
        if entries.is_empty() {
            return Err(Pkcs12Error::NoKey);
        }
        Ok(entries.into_iter().map(|entry| (entry.name, entry.certificate)).collect())
    }

    /// Pads RSA signatures in this way; keys of other kinds, and those marked for PSS, stay as they are.
    #[must_use]
    pub fn with_padding(self, padding: RsaPadding) -> Self {
        Self { key: self.key.with_padding(padding), ..self }
    }

    /// The signer's certificate.
    #[must_use]
    pub fn certificate(&self) -> Option<SignerCertificate> {
        self.chain.first().and_then(|own| SignerCertificate::from_der(own).ok())
    }

    /// The common name in the signer's certificate, if it has one.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        self.certificate()?.common_name()
    }
}

/// A private key of a file with its certificates, not opened yet.
struct Entry {
    name: String,
    pkcs8: Zeroizing<Vec<u8>>,
    certificate: SignerCertificate,
    chain: Vec<Vec<u8>>,
}

impl Entry {
    fn open(&self) -> Result<Pkcs12Key, Pkcs12Error> {
        let key = PrivateKey::from_pkcs8(&self.pkcs8)?;
        if key.public_key_bits()? != self.certificate.public_key_bits() {
            return Err(Pkcs12Error::CertificateMismatch);
        }
        Ok(Pkcs12Key { key, chain: self.chain.clone() })
    }
}

/// The keys of a file that have their certificate beside them, each under a name of its own.
fn entries(bytes: &[u8], password: &str) -> Result<Vec<Entry>, Pkcs12Error> {
    let container = Container::open(bytes, password)?;
    let all: Vec<Vec<u8>> = container.certificates.iter().map(|one| one.der.clone()).collect();
    let mut entries: Vec<Entry> = Vec::new();
    for key in container.keys {
        let Some((own, certificate)) = certificate_of(&key, &container.certificates)? else { continue };
        let name = key.label.name.or_else(|| own.label.name.clone()).or_else(|| certificate.common_name());
        entries.push(Entry {
            name: unused(&name.unwrap_or_else(|| certificate.serial()), &entries),
            pkcs8: key.pkcs8,
            certificate,
            chain: chain_from(&own.der, &all),
        });
    }
    Ok(entries)
}

/// The certificate with the key's own public half; else the one the file puts beside it, which is then told apart.
fn certificate_of<'a>(
    key: &KeyBag,
    all: &'a [CertificateBag],
) -> Result<Option<(&'a CertificateBag, SignerCertificate)>, Pkcs12Error> {
    let public = PrivateKey::from_pkcs8(&key.pkcs8).ok().and_then(|key| key.public_key_bits().ok());
    let read = |bag: &'a CertificateBag| SignerCertificate::from_der(&bag.der).ok().map(|one| (bag, one));
    let is_own = |(_, one): &(_, SignerCertificate)| Some(one.public_key_bits()) == public.as_deref();
    if let Some(found) = all.iter().filter_map(read).find(is_own) {
        return Ok(Some(found));
    }
    let is_beside =
        |bag: &&CertificateBag| key.label.key_id.is_some() && bag.label.key_id == key.label.key_id;
    match all.iter().find(is_beside) {
        None => Ok(None),
        Some(bag) => {
            read(bag).map(Some).ok_or_else(|| Pkcs12Error::Damaged { detail: "certificate".to_owned() })
        }
    }
}

/// Renewed certificates often share the former one's name: the second is called `name (2)`.
fn unused(name: &str, taken: &[Entry]) -> String {
    let numbered = |number: u32| if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
    let is_free = |candidate: &String| taken.iter().all(|entry| entry.name != *candidate);
    (1..).map(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
}

fn names(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.name.clone()).collect()
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

    fn digest_algorithm(&self) -> DigestAlgorithm {
        self.key.digest_algorithm()
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        self.key.sign(signed_attributes)
    }
}

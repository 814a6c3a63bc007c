//! The user's own trust anchors.

use crate::asn1::{Reader, tag};
use crate::certificate::Certificate;
use crate::trust::TrustSnapshot;
use base64::Engine as _;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// More is no list of anchors somebody chose.
const FILE_SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Why an anchor could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// The bytes are no certificate in DER or PEM.
    #[error("not a certificate")]
    NotACertificate,
    /// A file is no certificate in DER or PEM.
    #[error("{} is not a certificate", path.display())]
    FileNotACertificate {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Certificates that are trusted without being vouched for by another; beside them, where given, the EU trusted lists. One that
/// is an authority's vouches for others too, within its own limits; any other for its own signatures alone.
#[derive(Debug, Clone, Default)]
pub struct TrustAnchors {
    certificates: Vec<Certificate>,
    digests: BTreeSet<[u8; 32]>,
    /// Those that vouch for others.
    authorities: BTreeSet<[u8; 32]>,
    lists: Option<Arc<TrustSnapshot>>,
}

impl TrustAnchors {
    /// Trusts nobody.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Reads certificates from files; of a folder, every file in it that holds certificates (other files are passed
    /// over: folders of certificates hold read-me files and lists too).
    ///
    /// # Errors
    /// [`AnchorError`] for a path that cannot be read or a named file that holds no certificate.
    pub fn from_pem_or_der_files<P: AsRef<Path>>(paths: &[P]) -> Result<Self, AnchorError> {
        let mut anchors = Self::empty();
        for path in paths {
            let path = path.as_ref();
            let unreadable = |source| AnchorError::Unreadable { path: path.to_owned(), source };
            if path.is_dir() {
                for entry in fs::read_dir(path).map_err(unreadable)? {
                    let file = entry.map_err(unreadable)?.path();
                    if file.is_file() {
                        // Files that hold no certificate are passed over.
                        let _: Result<usize, AnchorError> = anchors.add(&read(&file)?);
                    }
                }
            } else if anchors.add(&read(path)?).is_err() {
                return Err(AnchorError::FileNotACertificate { path: path.to_owned() });
            }
        }
        Ok(anchors)
    }

    /// Also trusts the services of the trusted lists, each for what it does and while it was granted.
    #[must_use]
    pub fn with_lists(mut self, lists: Arc<TrustSnapshot>) -> Self {
        self.lists = Some(lists);
        self
    }

    /// The trusted lists, where given.
    #[must_use]
    pub fn lists(&self) -> Option<&TrustSnapshot> {
        self.lists.as_deref()
    }

    /// Adds the certificates in these bytes (DER, or any number of PEM blocks), each for what it says it is: an authority's
    /// vouches for others too. Says how many were found.
    ///
    /// # Errors
    /// [`AnchorError::NotACertificate`].
    pub fn add(&mut self, der_or_pem: &[u8]) -> Result<usize, AnchorError> {
        let certificates = certificates(der_or_pem)?;
        let authorities = certificates.iter().filter(|certificate| certificate.may_issue());
        self.authorities.extend(authorities.map(Certificate::digest));
        Ok(self.insert(certificates))
    }

    /// Adds the certificates in these bytes as those of persons: each for its own signatures alone, even where it says that
    /// it may vouch for others (many self-made ones do). Says how many were found.
    ///
    /// # Errors
    /// [`AnchorError::NotACertificate`].
    pub fn add_signers(&mut self, der_or_pem: &[u8]) -> Result<usize, AnchorError> {
        Ok(self.insert(certificates(der_or_pem)?))
    }

    fn insert(&mut self, certificates: Vec<Certificate>) -> usize {
        let count = certificates.len();
        for certificate in certificates {
            if self.digests.insert(certificate.digest()) {
                self.certificates.push(certificate);
            }
        }
        count
    }

    /// The certificates the user chose to trust: DER and a name for people.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], String)> {
        self.certificates.iter().map(|certificate| {
            let name = certificate.common_name().or_else(|| certificate.organization()).unwrap_or_default();
            (certificate.der(), name)
        })
    }

    /// How many different certificates the user chose to trust.
    #[must_use]
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether no certificate was chosen by the user; trusted lists are not counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// Whether one of them vouches for others; trusted lists are not counted.
    #[must_use]
    pub fn vouch_for_others(&self) -> bool {
        !self.authorities.is_empty()
    }

    /// Whether exactly this certificate is an anchor.
    pub(crate) fn contains(&self, certificate: &Certificate) -> bool {
        self.digests.contains(&certificate.digest())
    }

    /// Whether exactly this certificate is an anchor that vouches for others.
    pub(crate) fn has_authority(&self, certificate: &Certificate) -> bool {
        self.authorities.contains(&certificate.digest())
    }

    /// The anchors that could have issued this certificate, by name. Whoever accepts a person's certificate accepts that
    /// person's signatures, and nobody that person vouches for.
    pub(crate) fn issuers_of<'a>(
        &'a self,
        certificate: &'a Certificate,
    ) -> impl Iterator<Item = &'a Certificate> {
        let named = self.certificates.iter().filter(move |anchor| certificate.is_named_issuer(anchor));
        named.filter(|anchor| self.has_authority(anchor))
    }
}

fn certificates(der_or_pem: &[u8]) -> Result<Vec<Certificate>, AnchorError> {
    match Certificate::from_der(der_or_pem) {
        Ok(certificate) => Ok(vec![certificate]),
        Err(_) => from_pem(der_or_pem),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, AnchorError> {
    let unreadable = |source| AnchorError::Unreadable { path: path.to_owned(), source };
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > FILE_SIZE_LIMIT {
        return Ok(Vec::new());
    }
    fs::read(path).map_err(unreadable)
}

/// Every certificate among the PEM blocks; text around and other blocks between them do not matter.
fn from_pem(bytes: &[u8]) -> Result<Vec<Certificate>, AnchorError> {
    let text = str::from_utf8(bytes).map_err(|_| AnchorError::NotACertificate)?;
    let mut certificates = Vec::new();
    for block in text.split("-----BEGIN ").skip(1) {
        let Some((label, rest)) = block.split_once("-----") else { continue };
        let Some((body, _)) = rest.split_once("-----END ") else { continue };
        if !matches!(label, "CERTIFICATE" | "TRUSTED CERTIFICATE" | "X509 CERTIFICATE") {
            continue;
        }
        let der = decode(body).ok_or(AnchorError::NotACertificate)?;
        // OpenSSL's TRUSTED CERTIFICATE has settings of its own behind the certificate.
        let first = Reader::new(&der).expect(tag::SEQUENCE).map_err(|_| AnchorError::NotACertificate)?;
        certificates.push(Certificate::from_der(first.raw).map_err(|_| AnchorError::NotACertificate)?);
    }
    if certificates.is_empty() { Err(AnchorError::NotACertificate) } else { Ok(certificates) }
}

/// Base64 with line breaks anywhere.
fn decode(body: &str) -> Option<Vec<u8>> {
    let body: String = body.split_ascii_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(body).ok()
}

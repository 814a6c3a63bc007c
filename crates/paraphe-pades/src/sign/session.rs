//! From a PDF and a wish to a signed PDF: `open → prepare → (sign) → complete`. Between `prepare` and `complete` the
//! bytes are fixed and the digest is known; whoever holds the key sees attributes only.

use super::cms::{self, CmsSignature};
use super::{SignedPdf, SigningKey, SigningKeyError};
use crate::algorithm::{DigestAlgorithm, RunningDigest};
use paraphe_envelope::{PageRect, Sha256Digest, Timestamp};
use paraphe_pdf::appearance::Appearance;
use paraphe_pdf::{
    AttachedFile, DocMdp, FieldLock, FormBox, Initials, PdfError, PdfFile, PreparedUpdate,
    SignatureDictionary, SubFilter, prepare_signature,
};

/// What is reserved for the signature when the certificates are not known beforehand, in bytes.
const DEFAULT_CAPACITY: usize = 16 * 1024;

/// What the signature shall be and say.
#[derive(Debug, Clone)]
pub struct SignatureRequest<'a> {
    /// Page (from 1) and rectangle of the visible box; `None`: an invisible signature.
    pub placement: Option<(u32, PageRect)>,
    /// What the box shows.
    pub appearance: Option<&'a Appearance>,
    /// /Reason.
    pub reason: Option<String>,
    /// /Location.
    pub location: Option<String>,
    /// /Name: the person who signs.
    pub signer_name: Option<String>,
    /// /M: the time the signer claims.
    pub signing_time: Timestamp,
    /// Makes this the certification of the document, permitting no more than this afterwards.
    pub certify: Option<DocMdp>,
    /// An empty signature field to fill, or the name of a new one; `None`: a new one with a free name.
    pub field_name: Option<String>,
    /// What a screen reader says of a new field.
    pub tooltip: Option<String>,
    /// Marks of this very signature elsewhere in the document: initials on pages. Only where the field is new.
    pub initials: &'a [Initials<'a>],
    /// Boxes of the form that belong to this document's signers: this one's with their contents, those of others empty.
    /// Those of others are made only by the first signature.
    pub boxes: &'a [FormBox<'a>],
    /// What a new field locks when it is signed; an existing one brings its own lock.
    pub lock: Option<FieldLock>,
    /// A file that goes into the document with the signature and is covered by it.
    pub attachment: Option<&'a AttachedFile>,
}

impl SignatureRequest<'_> {
    /// A signature that is not to be seen and says nothing but the time.
    #[must_use]
    pub fn invisible(signing_time: Timestamp) -> Self {
        Self {
            placement: None,
            appearance: None,
            reason: None,
            location: None,
            signer_name: None,
            signing_time,
            certify: None,
            field_name: None,
            tooltip: None,
            initials: &[],
            boxes: &[],
            lock: None,
            attachment: None,
        }
    }
}

/// Why a PDF was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The signer's certificate cannot be read.
    #[error("the signer's certificate cannot be read")]
    BadCertificate,
    /// The key gave no signature.
    #[error(transparent)]
    Key(#[from] SigningKeyError),
    /// The key came without a certificate.
    #[error("the signing key has no certificate")]
    NoCertificate,
    /// Bytes that should be a CMS signature are none.
    #[error("not a CMS signature")]
    NotCms,
    /// The key signed with another digest than it had announced.
    #[error("the key announced {announced:?} and signed with {used:?}")]
    OtherDigest {
        /// What the document was digested with.
        announced: DigestAlgorithm,
        /// What the signature was made with.
        used: DigestAlgorithm,
    },
    /// The PDF cannot be signed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The signature was made with a scheme that is not written.
    #[error("the signature scheme is not supported for signing")]
    UnsupportedScheme,
}

/// A signature about to be prepared.
#[derive(Debug)]
pub struct SigningSession<'a, 'r> {
    pdf: &'a PdfFile,
    request: SignatureRequest<'r>,
    capacity: usize,
    algorithm: DigestAlgorithm,
}

impl<'a, 'r> SigningSession<'a, 'r> {
    /// Opens a session for one signature on `pdf`.
    #[must_use]
    pub fn open(pdf: &'a PdfFile, request: SignatureRequest<'r>) -> Self {
        Self { pdf, request, capacity: DEFAULT_CAPACITY, algorithm: DigestAlgorithm::Sha256 }
    }

    /// Digests the document with this algorithm instead of SHA-256: the one the key will sign with.
    #[must_use]
    pub fn digest_with(mut self, algorithm: DigestAlgorithm) -> Self {
        self.algorithm = algorithm;
        self
    }

    /// Reserves what a signature with these certificates needs, instead of the default 16 KiB.
    #[must_use]
    pub fn reserve_for(mut self, certificate_chain: &[Vec<u8>]) -> Self {
        self.capacity = cms::capacity_for(certificate_chain);
        self
    }

    /// Reserves this many bytes.
    #[must_use]
    pub(super) fn reserve(mut self, capacity: usize) -> Self {
        self.capacity = capacity;
        self
    }

    /// Fixes every byte but the signature itself and computes the digest over them: one pass over the file.
    ///
    /// # Errors
    /// [`SignError::Pdf`] when the document cannot take a signature.
    pub fn prepare(self) -> Result<PreparedDocument<'a>, SignError> {
        let request = self.request;
        let update = prepare_signature(
            self.pdf,
            &SignatureDictionary {
                field_name: request.field_name,
                page: request.placement,
                appearance: request.appearance,
                signer_name: request.signer_name,
                reason: request.reason,
                location: request.location,
                signing_time: request.signing_time,
                contents_capacity: self.capacity,
                sub_filter: SubFilter::EtsiCadesDetached,
                certify: request.certify,
                tooltip: request.tooltip,
                initials: request.initials,
                boxes: request.boxes,
                lock: request.lock,
                attachment: request.attachment,
            },
        )?;
        let [original, before, behind] = update.digest_input(self.pdf.bytes());
        let mut running = RunningDigest::Sha256(self.pdf.running_sha256().clone());
        running.update(before);
        let mut own = running.clone();
        own.update(behind);
        let digest = Sha256Digest(into_32(own.finish()));
        let message_digest = if self.algorithm == DigestAlgorithm::Sha256 {
            digest.0.to_vec()
        } else {
            let mut other = RunningDigest::new(self.algorithm);
            [original, before, behind].into_iter().for_each(|piece| other.update(piece));
            other.finish()
        };
        let algorithm = self.algorithm;
        Ok(PreparedDocument {
            pdf: self.pdf,
            update,
            before_contents: running,
            digest,
            algorithm,
            message_digest,
        })
    }
}

pub(super) fn into_32(digest: Vec<u8>) -> [u8; 32] {
    let mut fixed = [0; 32];
    fixed.copy_from_slice(&digest);
    fixed
}

/// A document whose bytes are fixed but for the signature.
#[must_use = "a prepared document is not signed yet"]
pub struct PreparedDocument<'a> {
    pdf: &'a PdfFile,
    update: PreparedUpdate,
    /// The digest up to the signature, from which that of the finished file goes on.
    before_contents: RunningDigest,
    digest: Sha256Digest,
    algorithm: DigestAlgorithm,
    message_digest: Vec<u8>,
}

impl<'a> PreparedDocument<'a> {
    /// SHA-256 of the bytes the signature covers, whatever the signature itself is made with.
    #[must_use]
    pub fn digest(&self) -> Sha256Digest {
        self.digest
    }

    /// The DER SET of attributes to be signed, for a signer with this chain (own certificate first).
    ///
    /// # Errors
    /// [`SignError::NoCertificate`] for an empty chain.
    pub fn signed_attributes(&self, certificate_chain: &[Vec<u8>]) -> Result<Vec<u8>, SignError> {
        let own = certificate_chain.first().ok_or(SignError::NoCertificate)?;
        Ok(cms::signed_attributes(&self.message_digest, own))
    }

    /// How many bytes the signature may have.
    #[must_use]
    pub fn capacity(&self) -> usize {
        (self.update.contents_at.len() - 2) / 2
    }

    pub(super) fn algorithm(&self) -> DigestAlgorithm {
        self.algorithm
    }

    /// Puts the signature into its place.
    ///
    /// # Errors
    /// [`SignError::Pdf`] with `PlaceholderTooSmall` when it needs more than was reserved.
    pub fn complete(self, signature: &CmsSignature) -> Result<SignedPdf<'a>, SignError> {
        let contents_at = self.update.contents_at.clone();
        let tail = self.update.fill_contents(signature.as_der())?;
        let mut running = self.before_contents;
        running.update(&tail[contents_at.start..]);
        Ok(SignedPdf::new(self.pdf, tail, running))
    }
}

/// Signs `pdf` with `key`: PAdES B-B in an incremental update, in one call.
///
/// # Errors
/// [`SignError`].
pub fn sign_pdf<'a>(
    pdf: &'a PdfFile,
    request: SignatureRequest<'_>,
    key: &dyn SigningKey,
) -> Result<SignedPdf<'a>, SignError> {
    let chain = key.certificate_chain();
    let algorithm = key.digest_algorithm();
    let session = SigningSession::open(pdf, request).reserve_for(chain).digest_with(algorithm);
    let prepared = session.prepare()?;
    let attributes = prepared.signed_attributes(chain)?;
    let signature = key.sign(&attributes)?;
    let cms = CmsSignature::assemble(chain, prepared.algorithm(), &attributes, &signature, None)?;
    prepared.complete(&cms)
}

//! Signing at a level: B-B, B-T, B-LT, B-LTA (EN 319 142-1 §6). What was reached and what kept the rest from being
//! reached is always said; nothing less than wished happens in silence.

use super::augment::Augmented;
use super::cms::{self, CmsSignature};
use super::collect::MissingEvidence;
use super::timestamp::{self, CheckedToken, TimestampError, TimestampPolicy, TimestampTerms};
use super::{
    EvidenceSource, SignError, SignatureRequest, SignatureValue, SignedPdf, SigningKey, SigningSession,
    TimestampAuthority,
};
use crate::algorithm::sha256;
use crate::certificate::Certificate;
use crate::trust::TrustAnchors;
use crate::validate::PadesLevel;
use paraphe_envelope::Timestamp;
use paraphe_pdf::{PdfError, PdfFile};
use std::path::Path;

/// Room for a timestamp token with the authority's certificates, in bytes. Real ones take 4 to 10 KiB. So much that a key
/// behind a PIN is asked once: a token that is larger still makes it necessary to sign again.
const TOKEN_ROOM: usize = 32 * 1024;

/// Whether less than the wished level is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// The result comes with the level it reached and the reasons. It is not written anywhere: a host may still ask the
    /// person, and drop it.
    Accept,
    /// Less than wished is an error.
    Refuse,
}

/// The level a signature shall reach, and what is needed on the way there.
#[derive(Clone, Copy)]
pub struct LevelRequest<'a> {
    /// The level.
    pub wished: PadesLevel,
    /// Who puts timestamps on it; needed beyond B-B.
    pub authority: Option<&'a dyn TimestampAuthority>,
    /// The policy asked of the authority; `None` takes its own.
    pub policy: Option<TimestampPolicy>,
    /// Who knows about revocation; needed beyond B-T.
    pub revocation: Option<&'a dyn EvidenceSource>,
    /// Where the chains of authority and signer end. The authority's must end here, the signer's may.
    pub anchors: &'a TrustAnchors,
    /// The time by this computer's clock.
    pub now: Timestamp,
    /// Whether less is taken.
    pub fallback: Fallback,
    /// A folder for nameless copies of files above 8 MiB, needed beyond B-T; on the disk, not in memory.
    pub scratch: &'a Path,
}

impl LevelRequest<'_> {
    pub(super) fn terms(&self) -> TimestampTerms<'_> {
        TimestampTerms { anchors: self.anchors, now: self.now, policy: self.policy }
    }
}

/// A signed document with the level it has.
#[must_use = "a signed document exists only once it is written"]
pub struct LevelOutcome<'a> {
    /// The document, not written yet.
    pub signed: SignedPdf<'a>,
    /// The level it has.
    pub reached: PadesLevel,
    /// What kept it from the wished level; empty if it was reached.
    pub shortfalls: Vec<Shortfall>,
    /// The time the youngest timestamp of this signing proves.
    pub proven_time: Option<Timestamp>,
}

/// What kept a signature from the wished level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Shortfall {
    /// The document timestamp was not to be had.
    #[error("no document timestamp: {0}")]
    DocumentTimestamp(TimestampError),
    /// Certificates or revocation data are missing: which, for which certificate, and what was tried.
    #[error("validation data is missing for {} certificates", .0.len())]
    EvidenceMissing(Vec<MissingEvidence>),
    /// No timestamping authority is set.
    #[error("no timestamping authority is set")]
    NoAuthority,
    /// Nobody can be asked about revocation.
    #[error("no source of revocation data is set")]
    NoEvidenceSource,
    /// The signature's timestamp was not to be had.
    #[error("no timestamp: {0}")]
    SignatureTimestamp(TimestampError),
}

/// Why a document was not signed at a level.
#[derive(Debug, thiserror::Error)]
pub enum LevelError {
    /// The signer's certificate has run out.
    #[error("the certificate of {name} was valid until {not_after:?}")]
    Expired {
        /// The name in the certificate.
        name: String,
        /// The end of its validity.
        not_after: Timestamp,
    },
    /// The wished level was not reached, and less was not wanted.
    #[error("{reached:?} instead of {wished:?}")]
    NotReached {
        /// What was wished.
        wished: PadesLevel,
        /// What could be had.
        reached: PadesLevel,
        /// What kept it from more.
        shortfalls: Vec<Shortfall>,
    },
    /// There is no signature in the document that could be given more.
    #[error("the document has no signature")]
    NotSigned,
    /// The signer's certificate is not valid yet.
    #[error("the certificate of {name} is valid from {not_before:?}")]
    NotYetValid {
        /// The name in the certificate.
        name: String,
        /// The beginning of its validity.
        not_before: Timestamp,
    },
    /// A certificate the signature rests on is revoked.
    #[error("the certificate of {name} is revoked since {since:?}")]
    Revoked {
        /// The name in the certificate.
        name: String,
        /// Since when.
        since: Timestamp,
        /// CRLReason (RFC 5280 §5.3.1), where one is given.
        reason: Option<u8>,
    },
    /// The document was not signed at all.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl From<PdfError> for LevelError {
    fn from(error: PdfError) -> Self {
        Self::Sign(SignError::Pdf(error))
    }
}

/// Signs `pdf` with `key` at the wished level: the signature, where wished its timestamp in one incremental update, the
/// validation data in a second one and a document timestamp in a third.
///
/// The key is asked once; again where a timestamp comes with more than 32 KiB, and, if it signs without asking anybody, where
/// none comes: the file then has no room for one.
///
/// # Errors
/// [`LevelError`]. Nothing is written in any case.
pub fn sign_with_level<'a>(
    pdf: &'a PdfFile,
    request: &SignatureRequest<'_>,
    key: &dyn SigningKey,
    level: &LevelRequest<'_>,
) -> Result<LevelOutcome<'a>, LevelError> {
    check_validity(key, level.now)?;
    let mut shortfalls = Vec::new();
    let (signed, stamped) = sign_and_stamp(pdf, request, key, level, &mut shortfalls)?;
    let reached = if stamped.is_some() { PadesLevel::BT } else { PadesLevel::BB };
    let mut augmented =
        Augmented::after_signing(signed, reached, stamped.map(|token| token.time), shortfalls);
    if reached == PadesLevel::BT && level.wished > PadesLevel::BT {
        augmented.add_evidence_and_stamp(level)?;
    }
    augmented.finish(level)
}

fn check_validity(key: &dyn SigningKey, now: Timestamp) -> Result<(), LevelError> {
    let own = key.certificate_chain().first().ok_or(SignError::NoCertificate)?;
    let own = Certificate::from_der(own).map_err(|_| SignError::BadCertificate)?;
    if now < own.not_before() {
        return Err(LevelError::NotYetValid { name: own.display_name(), not_before: own.not_before() });
    }
    if now > own.not_after() {
        return Err(LevelError::Expired { name: own.display_name(), not_after: own.not_after() });
    }
    Ok(())
}

/// Signs, and stamps the signature where that is wished.
fn sign_and_stamp<'a>(
    pdf: &'a PdfFile,
    request: &SignatureRequest<'_>,
    key: &dyn SigningKey,
    level: &LevelRequest<'_>,
    shortfalls: &mut Vec<Shortfall>,
) -> Result<(SignedPdf<'a>, Option<CheckedToken>), LevelError> {
    let chain = key.certificate_chain();
    let mut wants_stamp = level.wished >= PadesLevel::BT;
    let mut room = if wants_stamp { TOKEN_ROOM } else { 0 };
    loop {
        let session = SigningSession::open(pdf, request.clone())
            .digest_with(key.digest_algorithm())
            .reserve(cms::capacity_for(chain) + room);
        let prepared = session.prepare()?;
        let attributes = prepared.signed_attributes(chain)?;
        let signature = key.sign(&attributes).map_err(SignError::from)?;
        let token = if wants_stamp { stamp_signature(&signature, level, shortfalls) } else { None };
        if wants_stamp && token.is_none() && level.fallback == Fallback::Accept && key.signs_unasked() {
            // No room is kept for a token that did not come; why it did not is known.
            (wants_stamp, room) = (false, 0);
            continue;
        }
        let token_der = token.as_ref().map(|token| token.der.as_slice());
        let algorithm = prepared.algorithm();
        let cms = CmsSignature::assemble(chain, algorithm, &attributes, &signature, token_der)?;
        // Never cut, never left out because it does not fit: signed again with the room it needs.
        if cms.as_der().len() <= prepared.capacity() {
            return Ok((prepared.complete(&cms)?, token));
        }
        let needed = cms.as_der().len();
        if room >= 2 * needed {
            return Err(PdfError::PlaceholderTooSmall { needed, reserved: prepared.capacity() }.into());
        }
        room = 2 * needed;
    }
}

/// The timestamp on a signature value, or why there is none.
fn stamp_signature(
    signature: &SignatureValue,
    level: &LevelRequest<'_>,
    shortfalls: &mut Vec<Shortfall>,
) -> Option<CheckedToken> {
    shortfalls.clear();
    let Some(authority) = level.authority else {
        shortfalls.push(Shortfall::NoAuthority);
        return None;
    };
    match timestamp::stamp(authority, &sha256(&signature.bytes), &level.terms()) {
        Ok(token) => Some(token),
        Err(error) => {
            shortfalls.push(Shortfall::SignatureTimestamp(error));
            None
        }
    }
}

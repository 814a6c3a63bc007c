//! From the signing certificate to a trust anchor: candidates by name, each judged by `certval` (RFC 5280 §6) with
//! signatures verified by this crate's own algorithm table (certval knows neither long PSS salts nor our policy).

use crate::algorithm::{DigestAlgorithm, SignatureScheme, verify_message};
use crate::asn1::{Reader, tag};
use crate::certificate::Certificate;
use crate::trust::TrustAnchors;
use certval::validate_path_rfc5280;
use certval::{
    CertificationPath, CertificationPathResults, CertificationPathSettings, EXTS_OF_INTEREST, Error,
    ExtensionProcessing, PDVCertificate, PDVTrustAnchorChoice, PathValidationStatus, PkiEnvironment,
    TimeOfInterest,
};
use der::Encode;
use der::referenced::OwnedToRef;
use paraphe_envelope::Timestamp;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// The longest chain that is tried, signer and anchor included.
const LENGTH_LIMIT: usize = 8;
/// How many candidate chains are judged before giving up: certificates in a file can be made to fan out.
const CANDIDATES_LIMIT: usize = 64;

/// What became of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathOutcome {
    /// A chain holds. Signer first, anchor last; one element if the signer's certificate is an anchor itself.
    Trusted(Vec<Certificate>),
    /// A chain would hold at another time.
    OutOfValidity,
    /// A chain exists and fails; the reason as certval names it.
    Invalid(String),
    /// No certificate leads to an anchor.
    NoChain,
    /// A chain holds but rests on a digest or key too weak to prove anything.
    Weak,
}

impl PathOutcome {
    /// Of several failures the one that says most to a person.
    fn rank(&self) -> u8 {
        match self {
            Self::NoChain => 0,
            Self::Invalid(_) => 1,
            Self::OutOfValidity => 2,
            Self::Weak => 3,
            Self::Trusted(_) => 4,
        }
    }
}

/// Looks for a chain from `signer` over certificates of `pool` to an anchor, valid at `at`.
pub(crate) fn find(
    signer: &Certificate,
    pool: &[Certificate],
    anchors: &TrustAnchors,
    at: Timestamp,
) -> PathOutcome {
    if anchors.contains(signer) {
        return if is_valid_at(signer, at) {
            PathOutcome::Trusted(vec![signer.clone()])
        } else {
            PathOutcome::OutOfValidity
        };
    }
    if anchors.is_empty() {
        return PathOutcome::NoChain;
    }
    let mut search = Search { pool, anchors, at, judged: 0, best: PathOutcome::NoChain };
    search.extend(&mut vec![signer]);
    search.best
}

/// Whether a certificate's own validity includes `at`.
pub(crate) fn is_valid_at(certificate: &Certificate, at: Timestamp) -> bool {
    (certificate.not_before()..=certificate.not_after()).contains(&at)
}

struct Search<'a> {
    pool: &'a [Certificate],
    anchors: &'a TrustAnchors,
    at: Timestamp,
    judged: usize,
    best: PathOutcome,
}

impl<'a> Search<'a> {
    /// Depth first; `chain` runs from the signer towards the anchor.
    fn extend(&mut self, chain: &mut Vec<&'a Certificate>) {
        let Some(&last) = chain.last() else { return };
        if chain.len() >= LENGTH_LIMIT {
            return;
        }
        let anchors = self.anchors;
        for anchor in anchors.issuers_of(last) {
            if self.is_done() {
                return;
            }
            self.judged += 1;
            let outcome = judge(chain, anchor, self.at);
            if outcome.rank() > self.best.rank() {
                self.best = outcome;
            }
        }
        for issuer in self.pool.iter().filter(|issuer| last.is_named_issuer(issuer)) {
            if self.is_done() {
                return;
            }
            if !chain.contains(&issuer) && !anchors.contains(issuer) {
                self.judged += 1;
                chain.push(issuer);
                self.extend(chain);
                chain.pop();
            }
        }
    }

    fn is_done(&self) -> bool {
        self.judged >= CANDIDATES_LIMIT || matches!(self.best, PathOutcome::Trusted(_))
    }
}

fn judge(chain: &[&Certificate], anchor: &Certificate, at: Timestamp) -> PathOutcome {
    match run_certval(chain, anchor, at) {
        Ok(()) if is_weak(chain) => PathOutcome::Weak,
        Ok(()) => PathOutcome::Trusted(chain.iter().copied().chain([anchor]).cloned().collect()),
        Err(Error::PathValidation(status)) => failed(status),
        Err(other) => PathOutcome::Invalid(other.to_string()),
    }
}

fn failed(status: PathValidationStatus) -> PathOutcome {
    use PathValidationStatus as Status;
    if matches!(status, Status::InvalidNotAfterDate | Status::InvalidNotBeforeDate) {
        PathOutcome::OutOfValidity
    } else if status == Status::InsufficientKeySize {
        PathOutcome::Weak
    } else if status == Status::SignatureVerificationFailure {
        // Same name, other key: this anchor has nothing to do with the certificate.
        PathOutcome::NoChain
    } else {
        PathOutcome::Invalid(status.to_string())
    }
}

fn run_certval(chain: &[&Certificate], anchor: &Certificate, at: Timestamp) -> Result<(), Error> {
    let (signer, issuers) = chain.split_first().ok_or(Error::NotFound)?;
    let mut trust_anchor = PDVTrustAnchorChoice::try_from(anchor.der())?;
    trust_anchor.parse_extensions(EXTS_OF_INTEREST);
    let parsed = |certificate: &&Certificate| -> Result<PDVCertificate, Error> {
        let mut parsed = PDVCertificate::try_from(certificate.der())?;
        parsed.parse_extensions(EXTS_OF_INTEREST);
        Ok(parsed)
    };
    let intermediates = issuers.iter().rev().map(parsed).collect::<Result<Vec<_>, _>>()?;
    let path = CertificationPath::new(trust_anchor, intermediates, parsed(signer)?);
    let mut settings = CertificationPathSettings::new();
    settings.set_require_ta_store(false);
    settings.set_enforce_trust_anchor_constraints(true);
    settings.set_time_of_interest(seconds(at)?);
    let mut environment = PkiEnvironment::new();
    environment.add_validate_path_callback(validate_path_rfc5280);
    environment.add_verify_signature_message_callback(verify_certificate);
    let mut results = CertificationPathResults::new();
    environment.validate_path(&environment, &settings, &path, &mut results)
}

/// certval takes the epoch itself for "do not check"; no certificate was valid then.
fn seconds(at: Timestamp) -> Result<TimeOfInterest, Error> {
    let seconds = u64::try_from(at.as_millis() / 1000).unwrap_or_default().max(1);
    Ok(TimeOfInterest::from_unix_secs(seconds)?)
}

fn verify_certificate(
    _: &PkiEnvironment,
    message: &[u8],
    signature: &der::asn1::BitString,
    algorithm: &AlgorithmIdentifierOwned,
    key: &SubjectPublicKeyInfoOwned,
) -> Result<(), Error> {
    const UNVERIFIED: Error = Error::PathValidation(PathValidationStatus::SignatureVerificationFailure);
    let identifier = algorithm.to_der()?;
    let element = Reader::new(&identifier).expect(tag::SEQUENCE).map_err(|_| UNVERIFIED)?;
    let scheme = SignatureScheme::from_identifier(element, None).map_err(|_| UNVERIFIED)?;
    let octets = signature.as_bytes().ok_or(UNVERIFIED)?;
    verify_message(scheme, key.owned_to_ref(), message, octets).map_err(|_| UNVERIFIED)
}

/// Whether any certificate below the anchor is signed over SHA-1: another one can be made to bear the same signature.
fn is_weak(chain: &[&Certificate]) -> bool {
    chain.iter().any(|certificate| certificate.signature_digest() == Some(DigestAlgorithm::Sha1))
}

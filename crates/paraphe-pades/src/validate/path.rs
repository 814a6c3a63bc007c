//! From the signing certificate to a trust anchor: candidates by name, each judged by `certval` (RFC 5280 §6, with the anchor's
//! own limits, RFC 5937) with signatures verified by this crate's own algorithm table (certval knows neither long PSS salts nor
//! our policy).

use super::subtrees;
use crate::algorithm::{DigestAlgorithm, KeyStrength, SignatureScheme, key_strength, verify_message};
use crate::asn1::{Reader, tag};
use crate::certificate::{Certificate, Usage};
use crate::trust::{ServiceKind, TrustAnchors};
use certval::{
    CertificationPath, CertificationPathResults, CertificationPathSettings, EXTS_OF_INTEREST, Error,
    ExtensionProcessing, PDVCertificate, PDVTrustAnchorChoice, PathValidationStatus, PkiEnvironment,
    TimeOfInterest, enforce_trust_anchor_constraints, validate_path_rfc5280,
};
use der::Encode;
use der::referenced::OwnedToRef;
use paraphe_envelope::Timestamp;
use spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

/// The longest chain that is tried, signer and anchor included.
const LENGTH_LIMIT: usize = 8;
/// How many candidate chains are judged before giving up: certificates in a file can be made to fan out.
const CANDIDATES_LIMIT: usize = 64;
/// Why a chain fails over an authority that was certified for other things.
const OTHER_PURPOSES: &str = "AuthorityForOtherPurposes";

/// What became of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathOutcome {
    /// A chain holds. Signer first, anchor last; one element if the signer's certificate is an anchor itself.
    Trusted(Vec<Certificate>),
    /// A chain would hold at another time. Signer first.
    OutOfValidity(Vec<Certificate>),
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
            Self::OutOfValidity(_) => 2,
            Self::Weak => 3,
            Self::Trusted(_) => 4,
        }
    }
}

/// What a chain is sought for: services of the trusted lists are trusted for what they do, and while they were granted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sought {
    /// The moment at which the chain must be valid.
    at: Timestamp,
    service: ServiceKind,
    /// The moment at which the service must have been granted.
    granted_at: Timestamp,
}

impl Sought {
    /// The chain of somebody who signed, judged for this moment.
    pub(crate) fn signer(at: Timestamp) -> Self {
        Self { at, service: ServiceKind::QualifiedCertificates, granted_at: at }
    }

    /// The chain of a timestamp's authority, judged for `at`; it had to be granted when it stamped.
    pub(crate) fn authority(at: Timestamp, stamped_at: Timestamp) -> Self {
        Self { at, service: ServiceKind::QualifiedTimestamps, granted_at: stamped_at }
    }
}

/// Looks for a chain from `signer` over certificates of `pool` to an anchor or to a granted service of the trusted lists.
pub(crate) fn find(
    signer: &Certificate,
    pool: &[Certificate],
    anchors: &TrustAnchors,
    sought: Sought,
) -> PathOutcome {
    let at = sought.at;
    if anchors.contains(signer) {
        return if is_valid_at(signer, at) {
            PathOutcome::Trusted(vec![signer.clone()])
        } else {
            PathOutcome::OutOfValidity(vec![signer.clone()])
        };
    }
    if anchors.is_empty() && anchors.lists().is_none() {
        return PathOutcome::NoChain;
    }
    let mut search = Search { pool, anchors, sought, judged: 0, best: PathOutcome::NoChain };
    search.extend(&mut vec![signer]);
    if matches!(search.best, PathOutcome::Trusted(_)) || !is_listed_authority(signer, anchors, sought) {
        return search.best;
    }
    if is_valid_at(signer, at) {
        PathOutcome::Trusted(vec![signer.clone()])
    } else {
        PathOutcome::OutOfValidity(vec![signer.clone()])
    }
}

/// Lists name the certificates of timestamping authorities themselves; those of signers never.
fn is_listed_authority(signer: &Certificate, anchors: &TrustAnchors, sought: Sought) -> bool {
    sought.service == ServiceKind::QualifiedTimestamps
        && anchors.lists().is_some_and(|lists| lists.grants(sought.service, signer, sought.granted_at))
}

/// Whether a certificate's own validity includes `at`.
pub(crate) fn is_valid_at(certificate: &Certificate, at: Timestamp) -> bool {
    (certificate.not_before()..=certificate.not_after()).contains(&at)
}

struct Search<'a> {
    pool: &'a [Certificate],
    anchors: &'a TrustAnchors,
    sought: Sought,
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
            self.end(chain, anchor);
        }
        self.extend_to_lists(chain, last);
        for issuer in self.pool.iter().filter(|issuer| last.is_named_issuer(issuer)) {
            if self.is_done() {
                return;
            }
            if !chain.contains(&issuer) && !anchors.has_authority(issuer) {
                self.judged += 1;
                chain.push(issuer);
                self.extend(chain);
                chain.pop();
            }
        }
    }

    /// Services of the trusted lists that could have issued `last`. A listed authority on the way that was not granted bars it.
    fn extend_to_lists(&mut self, chain: &[&'a Certificate], last: &Certificate) {
        let Some(lists) = self.anchors.lists() else { return };
        let Sought { service, granted_at, .. } = self.sought;
        if chain.iter().skip(1).any(|authority| lists.denies(service, authority, granted_at)) {
            return;
        }
        for listed in lists.granted_issuers(service, last, granted_at) {
            if self.is_done() {
                return;
            }
            self.end(chain, &listed);
        }
    }

    fn end(&mut self, chain: &[&'a Certificate], anchor: &Certificate) {
        self.judged += 1;
        let outcome = judge(chain, anchor, self.sought);
        if outcome.rank() > self.best.rank() {
            self.best = outcome;
        }
    }

    fn is_done(&self) -> bool {
        self.judged >= CANDIDATES_LIMIT || matches!(self.best, PathOutcome::Trusted(_))
    }
}

fn judge(chain: &[&Certificate], anchor: &Certificate, sought: Sought) -> PathOutcome {
    let Sought { at, service, .. } = sought;
    match run_certval(chain, anchor, at) {
        Ok(()) if !subtrees::are_kept(chain, anchor) => {
            PathOutcome::Invalid(PathValidationStatus::NameConstraintsViolation.to_string())
        }
        Ok(()) if !leaves_room(chain, anchor, service) => PathOutcome::Invalid(OTHER_PURPOSES.to_owned()),
        Ok(()) if !chain_holds(chain, anchor, at) => PathOutcome::Weak,
        Ok(()) => PathOutcome::Trusted(whole(chain, anchor)),
        Err(Error::PathValidation(status)) => failed(status, chain, anchor),
        Err(other) => PathOutcome::Invalid(other.to_string()),
    }
}

fn whole(chain: &[&Certificate], anchor: &Certificate) -> Vec<Certificate> {
    chain.iter().copied().chain([anchor]).cloned().collect()
}

fn failed(status: PathValidationStatus, chain: &[&Certificate], anchor: &Certificate) -> PathOutcome {
    use PathValidationStatus as Status;
    if matches!(status, Status::InvalidNotAfterDate | Status::InvalidNotBeforeDate) {
        // Dates are looked at before signatures: a stranger's certificate of the same name gives no chain.
        let mut links = chain.iter().copied().zip(chain.iter().copied().skip(1).chain([anchor]));
        if links.all(|(certificate, issuer)| certificate.is_signed_by(issuer)) {
            PathOutcome::OutOfValidity(whole(chain, anchor))
        } else {
            PathOutcome::NoChain
        }
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
    let mut settings = CertificationPathSettings::new();
    settings.set_require_ta_store(false);
    settings.set_enforce_trust_anchor_constraints(true);
    // Short keys are judged by date, by this crate's own table.
    settings.set_min_rsa_modulus_bits(0);
    settings.set_time_of_interest(seconds(at)?);
    // RFC 5937 §3: path length, names, policies and key usage of the anchor bind what it issued.
    let settings = enforce_trust_anchor_constraints(&settings, &trust_anchor)?;
    let mut environment = PkiEnvironment::new();
    environment.add_validate_path_callback(validate_path_rfc5280);
    environment.add_verify_signature_message_callback(verify_certificate);
    let path = CertificationPath::new(trust_anchor, intermediates, parsed(signer)?);
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

/// Whether each authority above the signer was itself certified, as far as ExtendedKeyUsage says, for more than other things. In an
/// authority's certificate it limits what that vouches for (RFC 5280 §4.2.1.12; CA/Browser Forum BR §7.1.2.2): one for servers
/// alone vouches for nobody who signs documents.
fn leaves_room(chain: &[&Certificate], anchor: &Certificate, service: ServiceKind) -> bool {
    let usage = match service {
        ServiceKind::QualifiedCertificates => Certificate::document_usage,
        ServiceKind::QualifiedTimestamps => Certificate::certifies_timestamping,
    };
    chain.iter().skip(1).copied().chain([anchor]).all(|authority| usage(authority) == Usage::Allowed)
}

/// Whether digests and keys of the chain proved something at `at`. Of an anchor only the key counts: nobody vouches for it.
fn chain_holds(chain: &[&Certificate], anchor: &Certificate, at: Timestamp) -> bool {
    let digests = chain.iter().filter_map(|certificate| certificate.signature_digest());
    let issuers = chain.iter().skip(1).copied().chain([anchor]);
    let keys = issuers.filter_map(|issuer| issuer.public_key_info().ok().map(key_strength));
    digests
        .map(DigestAlgorithm::strength)
        .chain(keys.map(KeyStrength::strength))
        .all(|strength| strength.holds_at(at))
}

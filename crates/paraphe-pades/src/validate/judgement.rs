//! From facts to a conclusion: the only place where it is decided, in the order of EN 319 102-1 (format, identification
//! of the certificate, integrity, path, revocation, cryptography), with what PDF adds: bytes outside the range and later
//! changes.

use super::conclusion::{FailureReason, IndeterminateReason, SignatureConclusion};
use super::path::PathOutcome;
use super::revocation::ChainRevocation;
use super::signer::Check;
use crate::algorithm::Strength;
use crate::certificate::Certificate;
use paraphe_envelope::Timestamp;

/// The facts a conclusion rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) kind: KindKnown,
    pub(super) byte_range: Check,
    pub(super) format: Check,
    pub(super) digest: Check,
    pub(super) signature: Check,
    pub(super) binding: Check,
    /// Whether a kind that must bind itself to its certificate did.
    pub(super) bound_as_needed: Check,
    pub(super) certificate: Option<&'a Certificate>,
    pub(super) modifications: Modifications,
    pub(super) appearances: Appearances,
    pub(super) standing: Standing,
    pub(super) usage: Check,
    pub(super) path: &'a PathOutcome,
    pub(super) strength: Strength,
    pub(super) revocation: ChainRevocation,
    pub(super) policy: RevocationPolicy,
    pub(super) listing: Listing,
    /// The earliest moment at which the signature is proven to have existed.
    pub(super) proven: Option<Timestamp>,
    /// The latest moment that lies, provably, before it was made.
    pub(super) made_after: Option<Timestamp>,
    /// The moment for which is judged: the proven one, else the present.
    pub(super) moment: Timestamp,
}

/// Whether the kind of signature (SubFilter) is one this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KindKnown {
    No,
    Yes,
}

/// Whether later changes are explained and within what signatures permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifications {
    Allowed,
    NotAllowed,
}

/// Whether permitted changes may mislead: lie over signed text, or show something else than they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Appearances {
    Doubtful,
    Plain,
}

/// Whether the present document still shows the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does.
    Present,
    /// It is only found in an earlier state, or nothing leads to it.
    Unreachable,
}

/// Whether the trusted list that vouches for the signer can know of the moment for which is judged. Behind the date by which its
/// successor was promised (TS 119 612 §5.3.15) it cannot: what was withdrawn since, it does not say. So nothing is confirmed
/// by it, neither the signer nor that the certificate is qualified, until a newer one is there (TS 119 615 checks the date of
/// every list it relies on). For a moment proven to be earlier it stays good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    Overdue,
    /// It is current, or nothing rests on a list.
    Sound,
}

/// Offline, revocation must be settled by what the file brings along; only the last timestamp, which nothing later could bring
/// proofs for, may leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RevocationPolicy {
    LastTimestamp,
    MustBeSettled,
}

pub(super) fn conclude(facts: &Facts<'_>) -> SignatureConclusion {
    use SignatureConclusion::{Failed, Indeterminate, Passed};
    if facts.kind == KindKnown::No {
        return Indeterminate(IndeterminateReason::Generic);
    }
    if let Some(failure) = failure(facts) {
        return Failed(failure);
    }
    match doubt(facts) {
        Some(reason) => Indeterminate(reason),
        None => Passed,
    }
}

fn failure(facts: &Facts<'_>) -> Option<FailureReason> {
    if facts.byte_range == Check::Failed || facts.format == Check::Failed {
        return Some(FailureReason::FormatFailure);
    }
    if facts.digest == Check::Failed {
        return Some(FailureReason::HashFailure);
    }
    if facts.signature == Check::Failed {
        return Some(FailureReason::SigCryptoFailure);
    }
    if facts.modifications == Modifications::NotAllowed {
        return Some(FailureReason::FormatFailure);
    }
    let certificate = facts.certificate?;
    if facts.proven.is_some_and(|proven| proven < certificate.not_before()) {
        return Some(FailureReason::NotYetValid);
    }
    // What nobody trusts cannot be revoked or expired for good: anybody can make such certificates.
    let has_chain = matches!(facts.path, PathOutcome::OutOfValidity(_) | PathOutcome::Trusted(_));
    let made_after = facts.made_after.filter(|_| has_chain)?;
    match facts.revocation {
        ChainRevocation::SignerRevoked { at } if made_after >= at => Some(FailureReason::Revoked),
        ChainRevocation::AuthorityRevoked { .. }
        | ChainRevocation::Good { .. }
        | ChainRevocation::Held
        | ChainRevocation::Missing
        | ChainRevocation::NothingToCheck
        | ChainRevocation::SignerRevoked { .. }
        | ChainRevocation::TooOld => (made_after > certificate.not_after()).then_some(FailureReason::Expired),
    }
}

/// What stands in the way of a confirmation.
fn doubt(facts: &Facts<'_>) -> Option<IndeterminateReason> {
    use IndeterminateReason as Reason;
    if facts.certificate.is_none() || facts.binding == Check::Failed {
        return Some(Reason::NoSigningCertificateFound);
    }
    let computed = facts.format.and(facts.digest).and(facts.signature);
    if computed != Check::Ok || facts.standing == Standing::Unreachable {
        return Some(Reason::Generic);
    }
    let revoked = match facts.revocation {
        ChainRevocation::AuthorityRevoked { .. } => Some(Reason::RevokedCaNoPoe),
        ChainRevocation::SignerRevoked { .. } => Some(Reason::RevokedNoPoe),
        ChainRevocation::Good { .. }
        | ChainRevocation::Held
        | ChainRevocation::Missing
        | ChainRevocation::NothingToCheck
        | ChainRevocation::TooOld => None,
    };
    match facts.path {
        PathOutcome::NoChain => return Some(Reason::NoCertificateChainFound),
        PathOutcome::Invalid(_) => return Some(Reason::CertificateChainGeneralFailure),
        PathOutcome::OutOfValidity(_) => return Some(revoked.unwrap_or(Reason::OutOfBoundsNoPoe)),
        PathOutcome::Weak => return Some(Reason::CryptoConstraintsFailureNoPoe),
        PathOutcome::Trusted(_) => {}
    }
    if facts.usage != Check::Ok {
        return Some(Reason::ChainConstraintsFailure);
    }
    revoked.or_else(|| weakness(facts)).or_else(|| {
        let is_open = !facts.revocation.is_settled() && facts.policy == RevocationPolicy::MustBeSettled;
        let is_held = facts.revocation == ChainRevocation::Held;
        if facts.bound_as_needed == Check::Failed {
            Some(Reason::SigConstraintsFailure)
        } else if is_open || is_held || facts.listing == Listing::Overdue {
            Some(Reason::TryLater)
        } else {
            (facts.appearances == Appearances::Doubtful).then_some(Reason::Generic)
        }
    })
}

fn weakness(facts: &Facts<'_>) -> Option<IndeterminateReason> {
    match facts.strength {
        Strength::Enough => None,
        Strength::Until(_) if facts.strength.holds_at(facts.moment) => None,
        // Too weak already when it was made, as far as proven; or always.
        Strength::Until(end)
            if end.as_millis() == i64::MIN || facts.made_after.is_some_and(|after| after >= end) =>
        {
            Some(IndeterminateReason::CryptoConstraintsFailure)
        }
        Strength::Until(_) => Some(IndeterminateReason::CryptoConstraintsFailureNoPoe),
    }
}

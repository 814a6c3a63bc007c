//! From facts to a conclusion: the only place where it is decided, in the order of EN 319 102-1 (format, identification
//! of the certificate, integrity, path, cryptography), with what PDF adds: bytes outside the range and later changes.

use super::conclusion::{FailureReason, IndeterminateReason, SignatureConclusion};
use super::path::PathOutcome;
use super::signer::{Check, Strength};

/// The facts a conclusion rests on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) kind: KindKnown,
    pub(super) byte_range: Check,
    pub(super) format: Check,
    pub(super) digest: Check,
    pub(super) signature: Check,
    pub(super) binding: Check,
    pub(super) certificate_found: Check,
    pub(super) modifications: Modifications,
    pub(super) standing: Standing,
    pub(super) usage: Check,
    pub(super) path: &'a PathOutcome,
    pub(super) strength: Strength,
    pub(super) revocation: Revocation,
    pub(super) proven_before_validity: ProvenTime,
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

/// Whether the present document still shows the signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does.
    Present,
    /// It is only found in an earlier state, or nothing leads to it.
    Unreachable,
}

/// What is known about revocation without a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Revocation {
    /// No certificate of the chain names a place to ask: there is nothing to check.
    NothingToCheck,
    /// Some certificate does, and nobody asked.
    NotChecked,
}

/// Where a proven time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProvenTime {
    BeforeCertificate,
    NoneOrLater,
}

pub(super) fn conclude(facts: &Facts<'_>) -> SignatureConclusion {
    use SignatureConclusion::{Failed, Indeterminate, Passed};
    if facts.kind == KindKnown::No {
        return Indeterminate(IndeterminateReason::Generic);
    }
    if let Some(failure) = failure(facts) {
        return Failed(failure);
    }
    if facts.certificate_found != Check::Ok || facts.binding == Check::Failed {
        return Indeterminate(IndeterminateReason::NoSigningCertificateFound);
    }
    let computed = [facts.format, facts.digest, facts.signature].iter().all(|check| *check == Check::Ok);
    if !computed || facts.standing == Standing::Unreachable {
        return Indeterminate(IndeterminateReason::Generic);
    }
    match facts.path {
        PathOutcome::NoChain => return Indeterminate(IndeterminateReason::NoCertificateChainFound),
        PathOutcome::Invalid(_) => return Indeterminate(IndeterminateReason::CertificateChainGeneralFailure),
        PathOutcome::OutOfValidity => return Indeterminate(IndeterminateReason::OutOfBoundsNoPoe),
        PathOutcome::Weak => return Indeterminate(IndeterminateReason::CryptoConstraintsFailureNoPoe),
        PathOutcome::Trusted(_) => {}
    }
    if facts.usage != Check::Ok {
        return Indeterminate(IndeterminateReason::ChainConstraintsFailure);
    }
    if facts.strength == Strength::Weak {
        return Indeterminate(IndeterminateReason::CryptoConstraintsFailureNoPoe);
    }
    match facts.revocation {
        Revocation::NotChecked => Indeterminate(IndeterminateReason::TryLater),
        Revocation::NothingToCheck => Passed,
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
    (facts.proven_before_validity == ProvenTime::BeforeCertificate).then_some(FailureReason::NotYetValid)
}

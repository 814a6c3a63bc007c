//! What is worth telling about a signature besides its conclusion, group by group.

use super::assess;
use super::diff::{BytesAfterEnd, Changes};
use super::findings::{Finding, FindingCode};
use super::judgement::{Modifications, Revocation, Standing};
use super::path::{self, PathOutcome};
use super::report::{ChangeKind, ModificationLevel, SignatureKind};
use super::signer::Check;
use super::subject::Subject;
use crate::certificate::Certificate;
use paraphe_envelope::Timestamp;
use paraphe_pdf::PdfFile;

pub(super) fn changes(changes: &Changes, allowed: Modifications) -> Vec<Finding> {
    let mut findings = Vec::new();
    if changes.bytes_after_end == BytesAfterEnd::Yes {
        findings.push(Finding::new(FindingCode::BytesAfterEnd));
    }
    if changes.level == ModificationLevel::Other {
        let objects = changes.unexplained.join(", ");
        findings.push(Finding::with(FindingCode::ChangedAfterSigning, "objects", objects));
    } else if allowed == Modifications::NotAllowed {
        findings.push(Finding::new(FindingCode::ChangesNotPermitted));
    }
    for (kind, code) in [
        (ChangeKind::Signature, FindingCode::SignatureAdded),
        (ChangeKind::FormField, FindingCode::FieldsFilled),
    ] {
        if changes.has(kind) {
            findings.push(Finding::with(code, "fields", changes.fields_of(kind).join(", ")));
        }
    }
    if changes.has(ChangeKind::DocumentTimestamp) {
        findings.push(Finding::new(FindingCode::DocumentTimestampAdded));
    }
    if changes.has(ChangeKind::ValidationData) {
        findings.push(Finding::new(FindingCode::ValidationDataAdded));
    }
    findings
}

pub(super) fn certificate(
    subject: &Subject,
    certificate: Option<&Certificate>,
    path: &PathOutcome,
    revocation: Revocation,
    moment: Timestamp,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(certificate) = certificate else { return findings };
    if moment > certificate.not_after() {
        let until = certificate.not_after().to_rfc3339();
        findings.push(Finding::with(FindingCode::CertificateExpired, "not_after", until));
    }
    if moment < certificate.not_before() {
        let from = certificate.not_before().to_rfc3339();
        findings.push(Finding::with(FindingCode::CertificateNotYetValid, "not_before", from));
    }
    if assess::usage(subject, certificate) != Check::Ok {
        findings.push(Finding::new(FindingCode::CertificateNotForSigning));
    }
    match path {
        PathOutcome::NoChain => findings.push(Finding::new(FindingCode::IssuerUnknown)),
        PathOutcome::Invalid(reason) => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", reason))
        }
        PathOutcome::OutOfValidity if path::is_valid_at(certificate, moment) => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", "OutOfValidity"));
        }
        PathOutcome::Weak => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", "WeakAlgorithm"))
        }
        PathOutcome::OutOfValidity | PathOutcome::Trusted(_) => {}
    }
    if revocation == Revocation::NotChecked {
        findings.push(Finding::new(FindingCode::RevocationNotChecked));
    }
    if certificate.is_labelled_self_made() {
        findings.push(Finding::new(FindingCode::IdentitySelfMade));
    }
    if certificate.claims_qualified() {
        findings.push(Finding::new(FindingCode::QualifiedClaimUnconfirmed));
    }
    findings
}

pub(super) fn claimed_time(
    subject: &Subject,
    certificate: Option<&Certificate>,
    proven: Option<Timestamp>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(claimed) = subject.field.claimed_time else { return findings };
    if proven.is_none() && assess::kind(subject) != SignatureKind::DocumentTimestamp {
        findings.push(Finding::new(FindingCode::ClaimedTimeOnly));
    }
    if certificate.is_some_and(|certificate| !path::is_valid_at(certificate, claimed)) {
        findings.push(Finding::new(FindingCode::ClaimedTimeOutsideCertificate));
    }
    findings
}

pub(super) fn standing(subject: &Subject, pdf: &PdfFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if assess::standing(subject) == Standing::Unreachable {
        findings.push(Finding::new(FindingCode::SignatureRemoved));
    }
    if pdf.is_repaired() {
        findings.push(Finding::new(FindingCode::FileRepaired));
    }
    findings
}

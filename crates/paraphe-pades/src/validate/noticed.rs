//! What is worth telling about a signature besides its conclusion, group by group.

use super::assess::{self, Assessed, Context};
use super::diff::{BytesAfterEnd, Changes, fields_that_show_something_else};
use super::findings::{Finding, FindingCode};
use super::judgement::{Listing, Modifications, RevocationPolicy, Standing};
use super::levels;
use super::names;
use super::path::{self, PathOutcome};
use super::proofs::Reliance;
use super::report::{ChangeKind, ModificationLevel, SignatureKind};
use super::revocation::ChainRevocation;
use super::signer::Check;
use super::subject::Subject;
use crate::certificate::Certificate;
use crate::trust::{Standing as ListStanding, Vouched};
use paraphe_envelope::Timestamp;
use paraphe_pdf::{Layers, PdfFile};
use std::collections::BTreeSet;

/// A day: time zones are told wrongly, and clocks go wrong (milliseconds).
const CLOCKS_DIFFER: i64 = 24 * 60 * 60 * 1000;

/// Everything, the weightiest first.
pub(super) fn all(assessed: &Assessed<'_>, context: &Context<'_>) -> Vec<Finding> {
    let subject = assessed.subject;
    let certificate = assessed.certificate();
    let mut findings = assessed.computed.signer.findings.clone();
    findings.extend(changes(&assessed.changes, assessed.allowed));
    let locked = assess::filled_though_locked(subject, &assessed.changes);
    if !locked.is_empty() {
        findings.push(Finding::with(FindingCode::LockedFieldFilled, "fields", locked.join(", ")));
    }
    if let Some(certificate) = certificate {
        findings.extend(self::certificate(assessed, certificate));
        findings.extend(lists(assessed, context));
        findings.extend(revocation(assessed));
    }
    findings.extend(timestamps(assessed));
    findings.extend(claimed_time(subject, certificate, assessed.proven, context.at));
    findings.extend(out_of_order(subject, context.subjects));
    findings.extend(named(subject, certificate));
    findings.extend(standing(subject, context.pdf, context.hidden_pages()));
    findings.extend(context.asks_too_much().then(|| Finding::new(FindingCode::TooMuchToCompute)));
    findings.extend_from_slice(context.oddities());
    findings.sort_by_key(|finding| finding.severity);
    // Digest and signature may lack the same algorithm.
    findings.dedup();
    findings
}

fn changes(changes: &Changes, allowed: Modifications) -> Vec<Finding> {
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
    if changes.has(ChangeKind::Annotation) {
        findings.push(Finding::with(FindingCode::AnnotationsAdded, "pages", listed(&changes.annotated)));
    }
    if !changes.covering.is_empty() {
        findings.push(Finding::with(
            FindingCode::AppearanceCoversContent,
            "pages",
            listed(&changes.covering),
        ));
    }
    if !changes.differing.is_empty() {
        let fields = changes.differing.iter().cloned().collect::<Vec<_>>().join(", ");
        findings.push(Finding::with(FindingCode::AppearanceDiffersFromValue, "fields", fields));
    }
    if !changes.replaced.is_empty() {
        let fields = changes.replaced.iter().cloned().collect::<Vec<_>>().join(", ");
        findings.push(Finding::with(FindingCode::FieldValueReplaced, "fields", fields));
    }
    if changes.has(ChangeKind::DocumentTimestamp) {
        findings.push(Finding::new(FindingCode::DocumentTimestampAdded));
    }
    if changes.has(ChangeKind::ValidationData) {
        findings.push(Finding::new(FindingCode::ValidationDataAdded));
    }
    findings
}

fn listed(pages: &BTreeSet<u32>) -> String {
    pages.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

fn certificate(assessed: &Assessed<'_>, certificate: &Certificate) -> Vec<Finding> {
    let mut findings = Vec::new();
    let moment = assessed.moment;
    if moment > certificate.not_after() {
        let until = certificate.not_after().to_rfc3339();
        findings.push(Finding::with(FindingCode::CertificateExpired, "not_after", until));
    }
    if moment < certificate.not_before() {
        let from = certificate.not_before().to_rfc3339();
        findings.push(Finding::with(FindingCode::CertificateNotYetValid, "not_before", from));
    }
    if assess::usage(assessed.subject, certificate) != Check::Ok {
        findings.push(Finding::new(FindingCode::CertificateNotForSigning));
    }
    match &assessed.path {
        PathOutcome::NoChain => findings.push(Finding::new(FindingCode::IssuerUnknown)),
        PathOutcome::Invalid(reason) => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", reason))
        }
        PathOutcome::OutOfValidity(_) if path::is_valid_at(certificate, moment) => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", "OutOfValidity"));
        }
        PathOutcome::Weak => {
            findings.push(Finding::with(FindingCode::ChainInvalid, "reason", "WeakAlgorithm"))
        }
        PathOutcome::OutOfValidity(_) | PathOutcome::Trusted(_) => {}
    }
    if certificate.is_labelled_self_made() {
        findings.push(Finding::new(FindingCode::IdentitySelfMade));
    }
    let standing = assessed.vouched.and_then(|vouched| vouched.standing);
    let is_confirmed =
        matches!(standing, Some(ListStanding::Qualified { .. })) && assessed.listing == Listing::Sound;
    if certificate.claims_qualified() && !is_confirmed {
        findings.push(Finding::new(FindingCode::QualifiedClaimUnconfirmed));
    }
    findings
}

/// What the trusted lists say of the service, and whether they could still say so.
fn lists(assessed: &Assessed<'_>, context: &Context<'_>) -> Vec<Finding> {
    let (Some(Vouched { service, standing }), Some(lists)) = (assessed.vouched, context.trust.lists()) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if standing == Some(ListStanding::NotGranted) {
        let mut finding = Finding::with(FindingCode::ServiceNotGranted, "provider", &service.provider);
        finding.params.insert("territory".to_owned(), service.territory.clone());
        findings.push(finding);
    }
    if let Some((list, next_update)) = lists.overdue(&service.territory, context.at) {
        let mut finding = Finding::with(FindingCode::TrustListOverdue, "territory", &list.territory);
        finding.params.insert("next_update".to_owned(), next_update.to_rfc3339());
        findings.push(finding);
    }
    findings
}

fn revocation(assessed: &Assessed<'_>) -> Vec<Finding> {
    let open = |code| match assessed.policy {
        RevocationPolicy::LastTimestamp => Finding::new(FindingCode::AuthorityNotChecked),
        RevocationPolicy::MustBeSettled => Finding::new(code),
    };
    let mut findings: Vec<Finding> = match assessed.revocation {
        // Good again: whoever had the key in between may have signed.
        ChainRevocation::Good { .. } if assessed.was_held => vec![Finding::new(FindingCode::CertificateHeld)],
        ChainRevocation::Good { .. } | ChainRevocation::NothingToCheck => Vec::new(),
        ChainRevocation::Held => vec![Finding::new(FindingCode::CertificateHeld)],
        ChainRevocation::Missing => vec![open(FindingCode::RevocationNotChecked)],
        ChainRevocation::TooOld => vec![open(FindingCode::RevocationTooOld)],
        ChainRevocation::AuthorityRevoked { at } | ChainRevocation::SignerRevoked { at } => {
            vec![Finding::with(FindingCode::CertificateRevoked, "revoked_at", at.to_rfc3339())]
        }
    };
    if let Some(at) = assessed.revoked_later {
        findings.push(Finding::with(FindingCode::CertificateRevokedLater, "revoked_at", at.to_rfc3339()));
    }
    findings
}

/// What is wrong with the timestamps on a signature; a document timestamp speaks for itself.
fn timestamps(assessed: &Assessed<'_>) -> Vec<Finding> {
    let subject = assessed.subject;
    if assess::kind(subject) == SignatureKind::DocumentTimestamp {
        return Vec::new();
    }
    let mut codes = BTreeSet::new();
    for stamp in assessed.stamps {
        match stamp.reliance {
            Reliance::Invalid => codes.insert(FindingCode::TimestampInvalid),
            Reliance::Untrusted => codes.insert(FindingCode::TimestampUntrusted),
            Reliance::Unchecked => codes.insert(FindingCode::TimestampNotChecked),
            Reliance::Trusted if !stamp.revocation.is_settled() => {
                codes.insert(FindingCode::AuthorityNotChecked)
            }
            Reliance::Trusted => false,
        };
    }
    if assessed.stamps.is_empty() && levels::has_unreadable_timestamp(subject) {
        codes.insert(FindingCode::TimestampInvalid);
    }
    if levels::has_content_timestamp(subject) {
        codes.insert(FindingCode::ContentTimestampNotChecked);
    }
    codes.into_iter().map(Finding::new).collect()
}

fn claimed_time(
    subject: &Subject,
    certificate: Option<&Certificate>,
    proven: Option<Timestamp>,
    at: Timestamp,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(claimed) = subject.field.claimed_time else { return findings };
    if proven.is_none() && assess::kind(subject) != SignatureKind::DocumentTimestamp {
        findings.push(Finding::new(FindingCode::ClaimedTimeOnly));
    }
    let latest = proven.map_or(at, |proven| proven.min(at)).as_millis().saturating_add(CLOCKS_DIFFER);
    if claimed.as_millis() > latest {
        findings.push(Finding::with(FindingCode::ClaimedTimeTooLate, "claimed", claimed.to_rfc3339()));
    }
    if certificate.is_some_and(|certificate| !path::is_valid_at(certificate, claimed)) {
        findings.push(Finding::new(FindingCode::ClaimedTimeOutsideCertificate));
    }
    findings
}

/// A claimed time before that of another signature, over which this one was made.
fn out_of_order(subject: &Subject, subjects: &[Subject]) -> Option<Finding> {
    let claimed = subject.field.claimed_time?;
    let is_within = |other: &&Subject| {
        other.field.revision < subject.field.revision
            && assess::kind(other) != SignatureKind::DocumentTimestamp
    };
    let earlier = subjects.iter().filter(is_within).filter_map(|other| other.field.claimed_time).max()?;
    let is_before = claimed.as_millis().saturating_add(CLOCKS_DIFFER) < earlier.as_millis();
    let counts = is_before && assess::kind(subject) != SignatureKind::DocumentTimestamp;
    counts.then(|| {
        let mut finding = Finding::with(FindingCode::ClaimedTimeOutOfOrder, "claimed", claimed.to_rfc3339());
        finding.params.insert("earlier".to_owned(), earlier.to_rfc3339());
        finding
    })
}

/// What should be known of the names a report tells.
fn named(subject: &Subject, certificate: Option<&Certificate>) -> Vec<Finding> {
    let certified = certificate.into_iter().flat_map(|certificate| {
        [certificate.common_name(), certificate.organization(), certificate.issuer_name()]
    });
    let told: Vec<String> = certified.flatten().chain(subject.field.signer_name.clone()).collect();
    let mut findings = names::remarks(told.iter().map(String::as_str));
    let names_nobody = |certificate: &&Certificate| {
        let said = [certificate.common_name(), certificate.organization()];
        said.iter().flatten().all(|name| names::is_blank(name))
    };
    if let Some(certificate) = certificate.filter(names_nobody) {
        let serial = certificate.serial_hex();
        findings.push(Finding::with(FindingCode::CertificateNamesNobody, "serial", serial));
    }
    findings
}

fn standing(subject: &Subject, pdf: &PdfFile, hidden_pages: &[usize]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if assess::standing(subject) == Standing::Unreachable {
        findings.push(Finding::new(FindingCode::SignatureRemoved));
    }
    let signed = subject.range.map_or(0, |range| range.end);
    if hidden_pages.iter().any(|at| *at < signed) {
        findings.push(Finding::new(FindingCode::HiddenContent));
    }
    if pdf.is_repaired() {
        findings.push(Finding::new(FindingCode::FileRepaired));
    }
    findings
}

/// What of the document as it was signed first may be seen in another way than it is meant. Whatever came later is a change.
pub(super) fn oddities(pdf: &PdfFile, subjects: &[Subject]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let first = subjects.iter().map(|subject| subject.field.revision).min();
    if let Some(signed) = first.and_then(|revision| pdf.revision(revision)) {
        let fields = fields_that_show_something_else(signed);
        if !fields.is_empty() {
            let fields = fields.into_iter().collect::<Vec<_>>().join(", ");
            findings.push(Finding::with(FindingCode::SignedLookDiffersFromValue, "fields", fields));
        }
    }
    match pdf.layers() {
        Layers::Shown => {}
        Layers::Hidden => findings.push(Finding::new(FindingCode::HiddenLayers)),
        Layers::Disputed => findings.push(Finding::new(FindingCode::LayersDisputed)),
    }
    let unasked = pdf.does_unasked();
    for (holds, code) in [
        (unasked.runs_script, FindingCode::OpensWithScript),
        (unasked.acts, FindingCode::ActsUnasked),
        (pdf.is_shown_otherwise() || pdf.is_read_in_two_ways(), FindingCode::ShownOtherwise),
    ] {
        findings.extend(holds.then(|| Finding::new(code)));
    }
    findings
}

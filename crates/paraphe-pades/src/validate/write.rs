//! The report on one signature, written from what is known about it.

use super::assess::{Assessed, Context, coverage, kind, usage};
use super::conclusion::SignatureConclusion;
use super::findings::Finding;
use super::judgement::{Listing as JudgedListing, Modifications};
use super::levels;
use super::path::PathOutcome;
use super::proofs::Reliance;
use super::report::{
    CertificateStatus, Coverage, Integrity, ListedStanding, Listing, Permission, RevocationReport,
    RevocationSource, RevocationStatus, SignatureKind, SignatureReport, Signer, TimestampReport,
};
use super::revocation::{ChainRevocation, Source};
use super::signer::Check;
use super::verdict::Verdict;
use crate::certificate::Certificate;
use crate::trust::{QualifiedFor, Standing, Vouched};
use paraphe_envelope::Sha256Digest;
use paraphe_pdf::DocMdp;

pub(super) fn report(
    index: usize,
    context: &Context<'_>,
    assessed: Assessed<'_>,
    conclusion: SignatureConclusion,
    findings: Vec<Finding>,
) -> SignatureReport {
    let Assessed { subject, computed, .. } = assessed;
    let field = &subject.field;
    let coverage = coverage(subject);
    let integrity = Integrity {
        byte_range_ok: computed.byte_range == Check::Ok,
        digest_ok: computed.signer.digest.as_option(),
        signature_ok: computed.signer.signature.as_option(),
    };
    SignatureReport {
        field: field.name.clone(),
        kind: kind(subject),
        indication: conclusion.indication(),
        sub_indication: conclusion.sub_indication(),
        verdict: Verdict::of(conclusion.indication(), integrity, &findings),
        integrity,
        coverage,
        covers_whole_file: coverage == Coverage::WholeFile,
        signed_bytes: subject.range.map_or(0, |range| range.end as u64),
        modifications: assessed.changes.level,
        modifications_allowed: assessed.allowed == Modifications::Allowed,
        signer: assessed.certificate().map(|certificate| signer(certificate, &assessed, context)),
        certificate_status: status(&assessed),
        revocation: revocation(&assessed),
        claimed_time: field.claimed_time,
        proven_time: assessed.proven,
        level: levels::of(index, &assessed, context),
        timestamp: timestamp(&assessed),
        changed_pages: assessed.changes.pages.iter().copied().collect(),
        later_changes: assessed.changes.groups,
        digest_algorithm: subject.document_digest(),
        signature_algorithm: computed.signature_algorithm,
        sub_filter: field.sub_filter.clone(),
        declared_name: field.signer_name.clone(),
        page: field.page.filter(|_| field.rect.is_some()),
        reason: field.reason.clone(),
        location: field.location.clone(),
        permits: field.doc_mdp.map(permission),
        findings,
    }
}

fn permission(doc_mdp: DocMdp) -> Permission {
    match doc_mdp {
        DocMdp::Annotate => Permission::Annotations,
        DocMdp::FillAndSign => Permission::FormFilling,
        DocMdp::NoChanges => Permission::NoChanges,
    }
}

/// The timestamp that counts: the earliest of those relied on, else the first.
fn timestamp(assessed: &Assessed<'_>) -> TimestampReport {
    let trusted = assessed.stamps.iter().filter(|stamp| stamp.reliance == Reliance::Trusted);
    let stamp = trusted.min_by_key(|stamp| stamp.time).or(assessed.stamps.first());
    let is_own = kind(assessed.subject) == SignatureKind::DocumentTimestamp;
    TimestampReport {
        present: !is_own && (stamp.is_some() || levels::has_unreadable_timestamp(assessed.subject)),
        valid: !is_own && stamp.is_some_and(|stamp| stamp.reliance == Reliance::Trusted),
        authority: stamp.and_then(|stamp| stamp.authority.as_ref()).and_then(Certificate::common_name),
        time: stamp.map(|stamp| stamp.time),
    }
}

fn signer(certificate: &Certificate, assessed: &Assessed<'_>, context: &Context<'_>) -> Signer {
    let anchor = match &assessed.path {
        PathOutcome::Trusted(chain) => chain.last(),
        PathOutcome::Invalid(_)
        | PathOutcome::NoChain
        | PathOutcome::OutOfValidity(_)
        | PathOutcome::Weak => None,
    };
    let relied_on = anchor.is_some_and(|anchor| !context.trust.contains(anchor));
    let listed = assessed.vouched.map(|vouched| listing(vouched, relied_on));
    Signer {
        common_name: certificate.common_name(),
        organization: certificate.organization(),
        issuer: certificate.issuer_name(),
        serial: certificate.serial_hex(),
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
        // The list vouches for whoever has the service's key; that this chain leads there is the path's word.
        qualified: anchor.is_some()
            && assessed.listing == JudgedListing::Sound
            && matches!(
                listed.as_ref().map(|listing| listing.standing),
                Some(ListedStanding::QualifiedSeal | ListedStanding::QualifiedSignature)
            ),
        listed,
        self_made: certificate.is_labelled_self_made(),
        fingerprint: Sha256Digest(certificate.digest()),
        certificate: certificate.der().to_vec(),
        trusted_by: anchor.and_then(|anchor| anchor.common_name().or_else(|| anchor.organization())),
    }
}

fn listing(vouched: Vouched<'_>, relied_on: bool) -> Listing {
    let Vouched { service, standing } = vouched;
    let (standing, on_device) = match standing {
        None => (ListedStanding::QualifiedTimestamp, false),
        Some(Standing::NotGranted) => (ListedStanding::NotGranted, false),
        Some(Standing::NotQualified) => (ListedStanding::NotQualified, false),
        Some(Standing::Unknown) => (ListedStanding::Unknown, false),
        Some(Standing::Qualified { purpose, on_device }) => (qualified_for(purpose), on_device),
    };
    Listing {
        territory: service.territory.clone(),
        provider: service.provider.clone(),
        service: service.name.clone(),
        standing,
        relied_on,
        on_device,
    }
}

fn qualified_for(purpose: QualifiedFor) -> ListedStanding {
    match purpose {
        QualifiedFor::Seals => ListedStanding::QualifiedSeal,
        QualifiedFor::Signatures => ListedStanding::QualifiedSignature,
        QualifiedFor::WebSites => ListedStanding::QualifiedWebSite,
    }
}

fn status(assessed: &Assessed<'_>) -> CertificateStatus {
    let Some(certificate) = assessed.certificate() else { return CertificateStatus::Unknown };
    if assessed.revocation.is_revoked() {
        return CertificateStatus::Revoked;
    }
    if assessed.moment > certificate.not_after() {
        return CertificateStatus::Expired;
    }
    if assessed.moment < certificate.not_before() {
        return CertificateStatus::NotYetValid;
    }
    if usage(assessed.subject, certificate) != Check::Ok {
        return CertificateStatus::WrongUsage;
    }
    match assessed.path {
        PathOutcome::Trusted(_) if assessed.revocation.is_settled() => CertificateStatus::Good,
        PathOutcome::Trusted(_) => CertificateStatus::Unknown,
        PathOutcome::Invalid(_)
        | PathOutcome::NoChain
        | PathOutcome::OutOfValidity(_)
        | PathOutcome::Weak => CertificateStatus::Untrusted,
    }
}

fn revocation(assessed: &Assessed<'_>) -> RevocationReport {
    let bare = |status| RevocationReport { status, source: None, as_of: None, revoked_at: None };
    match assessed.revocation {
        ChainRevocation::Good { source, this_update } => RevocationReport {
            source: Some(match source {
                Source::Crl => RevocationSource::Crl,
                Source::Ocsp => RevocationSource::Ocsp,
            }),
            as_of: Some(this_update),
            revoked_at: assessed.revoked_later,
            ..bare(RevocationStatus::Good)
        },
        ChainRevocation::Held => bare(RevocationStatus::Held),
        ChainRevocation::Missing => bare(RevocationStatus::NotChecked),
        ChainRevocation::NothingToCheck => match assessed.path {
            PathOutcome::OutOfValidity(_) | PathOutcome::Trusted(_) => bare(RevocationStatus::NothingToCheck),
            PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::Weak => {
                bare(RevocationStatus::NotChecked)
            }
        },
        ChainRevocation::AuthorityRevoked { at } | ChainRevocation::SignerRevoked { at } => {
            RevocationReport { revoked_at: Some(at), ..bare(RevocationStatus::Revoked) }
        }
        ChainRevocation::TooOld => bare(RevocationStatus::TooOld),
    }
}

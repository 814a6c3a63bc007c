//! One signature: facts gathered, conclusion drawn, report written.

use super::Conclusion;
use super::conclusion::SignatureConclusion;
use super::diff::{Changes, History};
use super::digests::Digests;
use super::findings::{Finding, FindingCode};
use super::integrity::{self, Computed};
use super::judgement::{self, Facts, KindKnown, Modifications, ProvenTime, Revocation, Standing};
use super::noticed;
use super::path::{self, PathOutcome};
use super::report::{
    CertificateStatus, Coverage, Integrity, ModificationLevel, PadesLevel, Permission, SignatureKind,
    SignatureReport, Signer, TimestampReport, Verdict,
};
use super::signer::Check;
use super::subject::{Container, Subject};
use super::timestamp::{self, TimestampJudgement, Token};
use crate::asn1::oid;
use crate::certificate::{Certificate, Usage};
use crate::trust::TrustAnchors;
use paraphe_envelope::{Sha256Digest, Timestamp};
use paraphe_pdf::{DocMdp, Extent, PdfFile, Presence};

/// A certificate in the security store is not larger; what is, is not read.
const CERTIFICATE_SIZE_LIMIT: usize = 64 * 1024;
/// More certificates in the security store are not read.
const STORE_LIMIT: usize = 512;

/// What all signatures of a file share.
pub(super) struct Context<'a> {
    pdf: &'a PdfFile,
    trust: &'a TrustAnchors,
    at: Timestamp,
    digests: &'a Digests,
    history: History<'a>,
    /// Certificates of the document security store.
    store: Vec<Certificate>,
    /// The earliest certification's permission, and the revision it stands in.
    certification: Option<(usize, DocMdp)>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        pdf: &'a PdfFile,
        trust: &'a TrustAnchors,
        at: Timestamp,
        digests: &'a Digests,
        subjects: &[Subject],
    ) -> Self {
        let fields = || subjects.iter().map(|subject| &subject.field);
        Self {
            pdf,
            trust,
            at,
            digests,
            history: History::new(pdf, fields()),
            store: if subjects.is_empty() { Vec::new() } else { store_certificates(pdf) },
            certification: fields().find_map(|field| Some((field.revision, field.doc_mdp?))),
        }
    }
}

/// The certificates of /DSS /Certs.
fn store_certificates(pdf: &PdfFile) -> Vec<Certificate> {
    let view = pdf.current();
    let Some(store) = view.dictionary(&view.catalog(), b"DSS") else { return Vec::new() };
    let listed = view.get(&store, b"Certs");
    let listed = listed.as_array().unwrap_or_default().iter().take(STORE_LIMIT);
    listed
        .filter_map(|item| {
            let item = view.resolve(item);
            Certificate::from_der(&view.decode(item.as_stream()?, CERTIFICATE_SIZE_LIMIT)?).ok()
        })
        .collect()
}

/// What is known about time.
struct Time {
    report: TimestampReport,
    proven: Option<Timestamp>,
    findings: Vec<Finding>,
}

pub(super) fn assess(subject: &Subject, context: &Context<'_>) -> SignatureReport {
    let computed = integrity::compute(subject, context.digests, &context.store);
    let pool: Vec<Certificate> = subject.certificates().iter().chain(&context.store).cloned().collect();
    let changes = context.history.changes_after(&subject.field);
    let time = time_of(subject, &computed, &pool, context);
    let certificate = computed.signer.certificate.as_ref();
    let path = certificate.map_or(PathOutcome::NoChain, |certificate| {
        path::find(certificate, &pool, context.trust, time.proven.unwrap_or(context.at))
    });
    let allowed = modifications(subject, &changes, context);
    let revocation = revocation(&path);
    let conclusion = judgement::conclude(&Facts {
        kind: if matches!(subject.container, Container::Unknown) { KindKnown::No } else { KindKnown::Yes },
        byte_range: computed.byte_range,
        format: computed.signer.format,
        digest: computed.signer.digest,
        signature: computed.signer.signature,
        binding: computed.signer.binding,
        certificate_found: if certificate.is_some() { Check::Ok } else { Check::NotPossible },
        modifications: allowed,
        standing: standing(subject),
        usage: certificate.map_or(Check::NotPossible, |certificate| usage(subject, certificate)),
        path: &path,
        strength: computed.signer.strength,
        revocation,
        proven_before_validity: match (time.proven, certificate) {
            (Some(proven), Some(certificate)) if proven < certificate.not_before() => {
                ProvenTime::BeforeCertificate
            }
            _ => ProvenTime::NoneOrLater,
        },
    });
    let mut findings = computed.signer.findings.clone();
    let moment = time.proven.unwrap_or(context.at);
    findings.extend(noticed::changes(&changes, allowed));
    findings.extend(noticed::certificate(subject, certificate, &path, revocation, moment));
    findings.extend(time.findings.clone());
    findings.extend(noticed::claimed_time(subject, certificate, time.proven));
    findings.extend(noticed::standing(subject, context.pdf));
    findings.sort_by_key(|finding| finding.severity);
    write(
        subject,
        context,
        Parts { computed, changes, allowed, time, path, revocation, conclusion, findings },
    )
}

/// Everything the report is written from.
struct Parts {
    computed: Computed,
    changes: Changes,
    allowed: Modifications,
    time: Time,
    path: PathOutcome,
    revocation: Revocation,
    conclusion: SignatureConclusion,
    findings: Vec<Finding>,
}

fn write(subject: &Subject, context: &Context<'_>, parts: Parts) -> SignatureReport {
    let field = &subject.field;
    let certificate = parts.computed.signer.certificate.as_ref();
    let coverage = coverage(subject);
    SignatureReport {
        field: field.name.clone(),
        kind: kind(subject),
        indication: parts.conclusion.indication(),
        sub_indication: parts.conclusion.sub_indication(),
        verdict: Verdict::from(Conclusion::from(parts.conclusion.indication())),
        integrity: Integrity {
            byte_range_ok: parts.computed.byte_range == Check::Ok,
            digest_ok: parts.computed.signer.digest.as_option(),
            signature_ok: parts.computed.signer.signature.as_option(),
        },
        coverage,
        covers_whole_file: coverage == Coverage::WholeFile,
        signed_bytes: subject.range.map_or(0, |range| range.end as u64),
        modifications: parts.changes.level,
        modifications_allowed: parts.allowed == Modifications::Allowed,
        changed_pages: parts.changes.pages.iter().copied().collect(),
        later_changes: parts.changes.groups,
        signer: certificate.map(|certificate| signer(certificate, &parts.path)),
        certificate_status: status(
            subject,
            certificate,
            &parts.path,
            parts.revocation,
            &parts.time,
            context.at,
        ),
        claimed_time: field.claimed_time,
        proven_time: parts.time.proven,
        level: level(subject, &parts.computed, &parts.time),
        timestamp: parts.time.report,
        digest_algorithm: subject.document_digest(),
        signature_algorithm: parts.computed.signature_algorithm,
        sub_filter: field.sub_filter.clone(),
        declared_name: field.signer_name.clone(),
        page: field.page.filter(|_| field.rect.is_some()),
        reason: field.reason.clone(),
        location: field.location.clone(),
        permits: field.doc_mdp.map(permission),
        findings: parts.findings,
    }
}

pub(super) fn kind(subject: &Subject) -> SignatureKind {
    if subject.field.is_document_timestamp || matches!(subject.container, Container::DocumentTimestamp(_)) {
        SignatureKind::DocumentTimestamp
    } else if subject.field.doc_mdp.is_some() {
        SignatureKind::Certification
    } else {
        SignatureKind::Approval
    }
}

fn coverage(subject: &Subject) -> Coverage {
    match (subject.range, subject.field.coverage.extent) {
        (Some(_), Extent::WholeFile) => Coverage::WholeFile,
        (Some(_), Extent::WholeRevision { .. }) => Coverage::WholeRevision,
        (Some(_), Extent::Malformed | Extent::Partial) | (None, _) => Coverage::Partial,
    }
}

pub(super) fn standing(subject: &Subject) -> Standing {
    match subject.field.presence {
        Presence::Present => Standing::Present,
        Presence::Orphaned | Presence::Removed => Standing::Unreachable,
    }
}

fn permission(doc_mdp: DocMdp) -> Permission {
    match doc_mdp {
        DocMdp::Annotate => Permission::Annotations,
        DocMdp::FillAndSign => Permission::FormFilling,
        DocMdp::NoChanges => Permission::NoChanges,
    }
}

/// Explained, and within what this signature and the document's certification before it permit.
fn modifications(subject: &Subject, changes: &Changes, context: &Context<'_>) -> Modifications {
    let earlier = context.certification.filter(|(revision, _)| *revision <= subject.field.revision);
    let permitted = [subject.field.doc_mdp, earlier.map(|(_, permission)| permission)]
        .into_iter()
        .flatten()
        .map(|permission| match permission {
            DocMdp::Annotate => ModificationLevel::Annotations,
            DocMdp::FillAndSign => ModificationLevel::FormFilling,
            DocMdp::NoChanges => ModificationLevel::LtaUpdates,
        })
        .min()
        .unwrap_or(ModificationLevel::Annotations);
    let is_locked = |name: &String| subject.field.field_lock.as_ref().is_some_and(|lock| lock.locks(name));
    if changes.level <= permitted && !changes.fields.iter().any(is_locked) {
        Modifications::Allowed
    } else {
        Modifications::NotAllowed
    }
}

pub(super) fn usage(subject: &Subject, certificate: &Certificate) -> Check {
    let usages = match &subject.container {
        Container::DocumentTimestamp(_) => [certificate.timestamping_usage(), Usage::Allowed],
        Container::BareRsa { .. }
        | Container::Detached(_)
        | Container::Sha1InCms(_)
        | Container::Unknown
        | Container::Unreadable(_) => [certificate.signing_usage(), certificate.document_usage()],
    };
    if usages.contains(&Usage::NotAllowed) { Check::Failed } else { Check::Ok }
}

/// Offline, nothing is asked; that matters only where a certificate below the anchor names somebody to ask.
fn revocation(path: &PathOutcome) -> Revocation {
    match path {
        PathOutcome::Trusted(chain) => {
            let below_anchor = &chain[..chain.len().saturating_sub(1)];
            if below_anchor.iter().any(Certificate::names_revocation_source) {
                Revocation::NotChecked
            } else {
                Revocation::NothingToCheck
            }
        }
        PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::OutOfValidity | PathOutcome::Weak => {
            Revocation::NothingToCheck
        }
    }
}

/// The signature's timestamp; for a document timestamp, what it says itself.
fn time_of(subject: &Subject, computed: &Computed, pool: &[Certificate], context: &Context<'_>) -> Time {
    let none = Time { report: TimestampReport::default(), proven: None, findings: Vec::new() };
    match &subject.container {
        Container::Detached(signed) | Container::Sha1InCms(signed) => {
            let attribute =
                signed.signer.unsigned_attributes.iter().find(|one| one.kind == oid::SIGNATURE_TIMESTAMP);
            let Some(value) = attribute.and_then(|attribute| attribute.values.first()) else { return none };
            signature_timestamp(value, &signed.signer.signature, pool, context)
        }
        Container::DocumentTimestamp(token) => {
            let report = TimestampReport {
                authority: computed.signer.certificate.as_ref().and_then(Certificate::common_name),
                time: Some(token.time),
                ..TimestampReport::default()
            };
            Time { report, ..none }
        }
        Container::BareRsa { .. } | Container::Unknown | Container::Unreadable(_) => none,
    }
}

fn signature_timestamp(value: &[u8], signature: &[u8], pool: &[Certificate], context: &Context<'_>) -> Time {
    let mut report = TimestampReport { present: true, ..TimestampReport::default() };
    let Ok(token) = Token::parse(value) else {
        return Time { report, proven: None, findings: vec![Finding::new(FindingCode::TimestampInvalid)] };
    };
    let (judgement, check) = timestamp::judge(&token, signature, pool, context.trust, context.at);
    report.authority = check.certificate.as_ref().and_then(Certificate::common_name);
    report.time = Some(token.time);
    report.valid = judgement == TimestampJudgement::Trusted;
    let findings = match judgement {
        TimestampJudgement::Invalid => vec![Finding::new(FindingCode::TimestampInvalid)],
        TimestampJudgement::Untrusted => vec![Finding::new(FindingCode::TimestampUntrusted)],
        TimestampJudgement::Trusted => Vec::new(),
    };
    Time { proven: report.valid.then_some(token.time), report, findings }
}

fn signer(certificate: &Certificate, path: &PathOutcome) -> Signer {
    let anchor = match path {
        PathOutcome::Trusted(chain) => chain.last(),
        PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::OutOfValidity | PathOutcome::Weak => {
            None
        }
    };
    Signer {
        common_name: certificate.common_name(),
        organization: certificate.organization(),
        issuer: certificate.issuer_name(),
        serial: certificate.serial_hex(),
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
        qualified: false,
        self_made: certificate.is_labelled_self_made(),
        fingerprint: Sha256Digest(certificate.digest()),
        certificate: certificate.der().to_vec(),
        trusted_by: anchor.and_then(|anchor| anchor.common_name().or_else(|| anchor.organization())),
    }
}

fn status(
    subject: &Subject,
    certificate: Option<&Certificate>,
    path: &PathOutcome,
    revocation: Revocation,
    time: &Time,
    at: Timestamp,
) -> CertificateStatus {
    let Some(certificate) = certificate else { return CertificateStatus::Unknown };
    let moment = time.proven.unwrap_or(at);
    if moment > certificate.not_after() {
        return CertificateStatus::Expired;
    }
    if moment < certificate.not_before() {
        return CertificateStatus::NotYetValid;
    }
    if usage(subject, certificate) != Check::Ok {
        return CertificateStatus::WrongUsage;
    }
    match (path, revocation) {
        (PathOutcome::Trusted(_), Revocation::NothingToCheck) => CertificateStatus::Good,
        (PathOutcome::Trusted(_), Revocation::NotChecked) => CertificateStatus::Unknown,
        (
            PathOutcome::Invalid(_) | PathOutcome::NoChain | PathOutcome::OutOfValidity | PathOutcome::Weak,
            Revocation::NotChecked | Revocation::NothingToCheck,
        ) => CertificateStatus::Untrusted,
    }
}

/// What the file shows of a PAdES level; the proofs of B-LT and B-LTA are not weighed yet, so nothing above B-T is said.
fn level(subject: &Subject, computed: &Computed, time: &Time) -> Option<PadesLevel> {
    let is_pades = subject.field.sub_filter == "ETSI.CAdES.detached"
        && matches!(subject.container, Container::Detached(_))
        && computed.signer.format == Check::Ok
        && computed.signer.binding == Check::Ok;
    let has_timestamp =
        time.report.present && time.findings.iter().all(|one| one.code != FindingCode::TimestampInvalid);
    is_pades.then_some(if has_timestamp { PadesLevel::BT } else { PadesLevel::BB })
}

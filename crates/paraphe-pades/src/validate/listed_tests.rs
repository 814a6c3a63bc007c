//! What the trusted lists make of signatures, with lists made up for it.

use super::{
    FindingCode, ListedStanding, SubIndication, ValidationReport, ValidationTime, Verdict, path, validate,
};
use crate::asn1::{object_identifier, oid, sequence};
use crate::certificate::Certificate;
use crate::sign::{
    Fallback, LevelError, LevelRequest, Shortfall, SignatureRequest, TimestampError, sign_pdf,
    sign_with_level,
};
use crate::testing::authority::{
    Answering, CountedKey, Places, ROOT, SIGNER, STAMPER, Stamper, issued, later, now, ocsp_at, purpose,
    revoked, root, stamper_certificate,
};
use crate::testing::{Issue, extension};
use crate::trust::{
    Criterion, ListSummary, ListedService, Qualifier, QualifierRule, ServiceKind, ServicePeriod,
    ServiceStatus, ServiceUse, TrustAnchors, TrustSnapshot,
};
use crate::validate::PadesLevel;
use paraphe_envelope::Timestamp;
use paraphe_pdf::PdfFile;
use path::{PathOutcome, Sought};
use std::path::Path;
use std::sync::Arc;

const GRANTED: ServiceStatus = ServiceStatus::Granted;
const WITHDRAWN: ServiceStatus = ServiceStatus::Withdrawn;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Newest first: since when, and with which status.
fn service(kind: ServiceKind, certificate: &Certificate, periods: &[(&str, ServiceStatus)]) -> ListedService {
    let period = |(since, status): &(&str, ServiceStatus)| ServicePeriod {
        since: at(since),
        status: *status,
        uses: Vec::new(),
        rules: Vec::new(),
    };
    ListedService {
        kind,
        territory: "FR".to_owned(),
        provider: "Notaires de France".to_owned(),
        name: "Real CA".to_owned(),
        certificates: vec![certificate.der().to_vec()],
        periods: periods.iter().map(period).collect(),
    }
}

fn signers(certificate: &Certificate, periods: &[(&str, ServiceStatus)]) -> ListedService {
    service(ServiceKind::QualifiedCertificates, certificate, periods)
}

fn stampers(certificate: &Certificate, periods: &[(&str, ServiceStatus)]) -> ListedService {
    service(ServiceKind::QualifiedTimestamps, certificate, periods)
}

const ALWAYS: &[(&str, ServiceStatus)] = &[("2019-01-01T00:00:00Z", GRANTED)];

fn lists(services: Vec<ListedService>) -> TrustAnchors {
    let list = |territory: &str, next_update: &str| ListSummary {
        territory: territory.to_owned(),
        sequence_number: 7,
        issued_at: at("2026-05-01T00:00:00Z"),
        next_update: Some(at(next_update)),
        signed_by: None,
    };
    let all = vec![list("EU", "2026-11-01T00:00:00Z"), list("FR", "2026-10-01T00:00:00Z")];
    TrustAnchors::empty().with_lists(Arc::new(TrustSnapshot::new(all, services)))
}

fn document() -> PdfFile {
    const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]\
        /Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\ntrailer\n<</Root 1 0 R\
        /Size 4>>\nstartxref\n0\n%%EOF\n";
    PdfFile::parse(PLAIN.to_vec(), None).unwrap()
}

/// QCStatements: qualified, and in a device or not.
fn statements(on_device: bool) -> Vec<u8> {
    let compliance = sequence(&[&object_identifier(oid::QC_COMPLIANCE)]);
    let device = sequence(&[&object_identifier(oid::QC_SSCD)]);
    let all: &[&[u8]] = if on_device { &[&compliance, &device] } else { &[&compliance] };
    extension(oid::QC_STATEMENTS, &sequence(all))
}

/// A signer of the root, without addresses to ask about revocation.
fn signer(more: Vec<Vec<u8>>) -> Certificate {
    issued("Signer", SIGNER, more)
}

fn signed_by(certificate: &Certificate) -> PdfFile {
    let pdf = document();
    let signed =
        sign_pdf(&pdf, SignatureRequest::invisible(now()), &CountedKey::of(certificate, SIGNER)).unwrap();
    PdfFile::parse(signed.to_bytes(), None).unwrap()
}

fn report_at(certificate: &Certificate, trust: &TrustAnchors, moment: Timestamp) -> ValidationReport {
    validate(&signed_by(certificate), trust, ValidationTime(moment))
}

fn report(certificate: &Certificate, trust: &TrustAnchors) -> ValidationReport {
    report_at(certificate, trust, now())
}

fn has(report: &ValidationReport, code: FindingCode) -> bool {
    report.signatures[0].findings.iter().any(|finding| finding.code == code)
}

/// Verdict, standing, on a device, qualified.
fn told(report: &ValidationReport) -> (Verdict, Option<(ListedStanding, bool)>, bool) {
    let signer = report.signatures[0].signer.as_ref().unwrap();
    let listed = signer.listed.as_ref().map(|listed| (listed.standing, listed.on_device));
    (report.verdict, listed, signer.qualified)
}

#[test]
fn a_granted_service_vouches_for_those_it_issued_certificates_to() {
    let trust = lists(vec![signers(&root(), ALWAYS)]);
    for (more, standing, on_device, qualified) in [
        (vec![statements(true)], ListedStanding::QualifiedSignature, true, true),
        (vec![statements(false)], ListedStanding::QualifiedSignature, false, true),
        (Vec::new(), ListedStanding::NotQualified, false, false),
    ] {
        let claims = !more.is_empty();
        let report = report(&signer(more), &trust);
        assert_eq!(told(&report), (Verdict::Valid, Some((standing, on_device)), qualified));
        let signer = report.signatures[0].signer.as_ref().unwrap();
        let listed = signer.listed.as_ref().unwrap();
        let names = (listed.territory.as_str(), listed.provider.as_str(), listed.service.as_str());
        assert_eq!(names, ("FR", "Notaires de France", "Real CA"));
        assert_eq!(signer.trusted_by.as_deref(), Some("Root"));
        assert!(!has(&report, FindingCode::QualifiedClaimUnconfirmed), "claims: {claims}");
        assert!(!has(&report, FindingCode::TrustListOverdue));
    }
}

#[test]
fn a_service_counts_only_while_it_was_granted() {
    let withdrawn = [("2026-01-01T00:00:00Z", WITHDRAWN), ("2019-01-01T00:00:00Z", GRANTED)];
    let granted_later = [("2026-07-01T00:00:00Z", GRANTED)];
    for periods in [&withdrawn[..], &granted_later[..]] {
        let report = report(&signer(vec![statements(true)]), &lists(vec![signers(&root(), periods)]));
        let standing = Some((ListedStanding::NotGranted, false));
        assert_eq!(told(&report), (Verdict::IntactIdentityUnknown, standing, false));
        assert_eq!(
            report.signatures[0].sub_indication,
            Some(SubIndication::NoCertificateChainFound),
            "{periods:?}"
        );
        assert!(has(&report, FindingCode::ServiceNotGranted));
        assert!(has(&report, FindingCode::QualifiedClaimUnconfirmed));
    }
}

#[test]
fn a_proven_time_before_the_withdrawal_saves_the_signature() {
    let withdrawn = [("2026-07-01T00:00:00Z", WITHDRAWN), ("2019-01-01T00:00:00Z", GRANTED)];
    let services = |stamps: &[(&str, ServiceStatus)]| {
        lists(vec![signers(&root(), &withdrawn), stampers(&stamper_certificate(), stamps)])
    };
    let later = at("2026-08-01T00:00:00Z");
    let certificate = signer(vec![statements(true)]);
    let stamped = stamped(&certificate, &services(ALWAYS)).unwrap();
    let judged = |trust: &TrustAnchors| validate(&stamped, trust, ValidationTime(later));
    let report = judged(&services(ALWAYS));
    assert_eq!(told(&report).0, Verdict::Valid, "{report:#?}");
    assert!(told(&report).2);
    assert_eq!(report.signatures[0].proven_time, Some(now()));
    // Without a timestamp, and with one by an authority that was not granted when it stamped.
    assert_eq!(report_at(&certificate, &services(ALWAYS), later).verdict, Verdict::IntactIdentityUnknown);
    let report = judged(&services(&[("2026-06-15T00:00:00Z", GRANTED)]));
    assert_eq!(report.verdict, Verdict::IntactIdentityUnknown);
    assert!(has(&report, FindingCode::TimestampUntrusted));
}

fn stamped(certificate: &Certificate, trust: &TrustAnchors) -> Result<PdfFile, LevelError> {
    let (pdf, stamper, places) = (document(), Stamper::good(), Places::good());
    let level = LevelRequest {
        wished: PadesLevel::BT,
        authority: Some(&stamper),
        policy: None,
        revocation: Some(&places),
        anchors: trust,
        now: now(),
        fallback: Fallback::Refuse,
        scratch: Path::new("/nonexistent"),
    };
    let key = CountedKey::of(certificate, SIGNER);
    let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &key, &level)?;
    Ok(PdfFile::parse(outcome.signed.to_bytes(), None).unwrap())
}

#[test]
fn each_kind_of_service_vouches_for_its_own_only() {
    let (signer, stamper) = (signer(Vec::new()), stamper_certificate());
    let find = |certificate: &Certificate, service, sought| {
        path::find(certificate, &[], &lists(vec![service]), sought)
    };
    let trusted = |outcome: PathOutcome| matches!(outcome, PathOutcome::Trusted(_));
    let (people, stamps) = (Sought::signer(now()), Sought::authority(now(), now()));
    assert!(trusted(find(&signer, signers(&root(), ALWAYS), people)));
    assert_eq!(find(&signer, stampers(&root(), ALWAYS), people), PathOutcome::NoChain);
    assert!(trusted(find(&stamper, stampers(&root(), ALWAYS), stamps)));
    assert_eq!(find(&stamper, signers(&root(), ALWAYS), stamps), PathOutcome::NoChain);
    // An authority's own certificate may be the listed one; a signer's never.
    assert!(trusted(find(&stamper, stampers(&stamper, ALWAYS), stamps)));
    assert_eq!(find(&signer, signers(&signer, ALWAYS), people), PathOutcome::NoChain);
    // And vouches for nobody else, though it is listed.
    let more = vec![purpose(oid::TIME_STAMPING)];
    let below = Issue { more, ..Issue::signer("Below", 9, "Stamper", STAMPER) }.issue();
    assert_eq!(find(&below, stampers(&stamper, ALWAYS), stamps), PathOutcome::NoChain);
    let refused = stamped(&signer, &lists(vec![signers(&root(), ALWAYS)])).unwrap_err();
    let LevelError::NotReached { shortfalls, .. } = &refused else { panic!("{refused:?}") };
    let is_untrusted =
        |one: &Shortfall| matches!(one, Shortfall::SignatureTimestamp(TimestampError::Untrusted { .. }));
    assert!(shortfalls.iter().any(is_untrusted), "{shortfalls:?}");
}

#[test]
fn a_service_for_web_sites_vouches_for_nobody_who_signs() {
    let mut service = signers(&root(), ALWAYS);
    service.periods[0].uses = vec![ServiceUse::WebSites];
    let report = report(&signer(vec![statements(true)]), &lists(vec![service]));
    assert_eq!(told(&report).0, Verdict::IntactIdentityUnknown);
    assert!(!told(&report).2);
}

#[test]
fn entries_about_the_same_authority_must_agree() {
    let of = |uses: &[ServiceUse], periods| {
        let mut service = signers(&root(), periods);
        service.periods[0].uses = uses.to_vec();
        service
    };
    let certificate = signer(vec![statements(true)]);
    let standing = |services| told(&report(&certificate, &lists(services))).1.unwrap();
    let (people, seals) = (of(&[ServiceUse::Signatures], ALWAYS), of(&[ServiceUse::Seals], ALWAYS));
    // Which of two entries speaks of it, its own purpose says; alone, the one for seals makes it a seal's.
    assert_eq!(standing(vec![seals.clone(), people.clone()]), (ListedStanding::Unknown, false));
    assert_eq!(standing(vec![people.clone()]), (ListedStanding::QualifiedSignature, true));
    let mut without = people.clone();
    let rule = QualifierRule { qualifiers: vec![Qualifier::NoDevice], criterion: Criterion::All(Vec::new()) };
    without.periods[0].rules = vec![rule];
    assert_eq!(standing(vec![people.clone(), without]), (ListedStanding::QualifiedSignature, false));
    let withdrawn = of(&[ServiceUse::Seals], &[("2020-06-01T00:00:00Z", WITHDRAWN)]);
    assert_eq!(standing(vec![withdrawn, people]), (ListedStanding::QualifiedSignature, true));
}

#[test]
fn a_list_makes_no_bad_chain_good() {
    let trust = lists(vec![signers(&root(), ALWAYS)]);
    let find = |certificate: &Certificate| path::find(certificate, &[], &trust, Sought::signer(now()));
    let expired =
        Issue { validity: ("200101000000Z", "210101000000Z"), ..Issue::signer("Alice", 2, "Root", ROOT) };
    assert!(matches!(find(&expired.issue()), PathOutcome::OutOfValidity(_)));
    let forged = Issue::signer("Alice", 2, "Root", 9).issue();
    assert_eq!(find(&forged), PathOutcome::NoChain, "the name alone is not enough");
    let stamps = issued("Signer", SIGNER, vec![purpose(oid::TIME_STAMPING)]);
    let report = report(&stamps, &trust);
    assert_eq!(report.signatures[0].sub_indication, Some(SubIndication::ChainConstraintsFailure));
    let asks = issued("Signer", SIGNER, vec![ocsp_at("http://ocsp")]);
    assert_eq!(self::report(&asks, &trust).signatures[0].sub_indication, Some(SubIndication::TryLater));
}

#[test]
fn an_authority_listed_by_name_can_still_be_revoked() {
    let stamper = issued("Stamper", 3, vec![purpose(oid::TIME_STAMPING), ocsp_at("http://ocsp")]);
    let answer = Answering { status: revoked(later(now(), -2)), ..Answering::about(&stamper) };
    let response = super::revocation::OcspResponse::parse(&answer.der()).unwrap();
    let trust = lists(vec![stampers(&stamper, ALWAYS)]);
    let found = super::evidence::Found::made(vec![root()], vec![response]);
    let means = super::proofs::Means { found: &found, trust: &trust, at: now() };
    assert!(means.revocation(std::slice::from_ref(&stamper), now()).is_revoked());
    // Who was accepted by a person needs no word of the issuer; one against it that the file has counts all the same.
    let mut chosen = TrustAnchors::empty();
    chosen.add(stamper.der()).unwrap();
    let means = super::proofs::Means { found: &found, trust: &chosen, at: now() };
    assert!(means.revocation(std::slice::from_ref(&stamper), now()).is_revoked());
    let silent = super::evidence::Found::made(vec![root()], Vec::new());
    let means = super::proofs::Means { found: &silent, ..means };
    assert_eq!(means.revocation(&[stamper], now()), super::revocation::ChainRevocation::NothingToCheck);
}

#[test]
fn a_withdrawn_authority_is_not_saved_by_a_granted_one_above() {
    let middle =
        Issue { issuer: "Root", issuer_key: ROOT, serial: 7, ..Issue::authority("Middle", 5) }.issue();
    let signer = Issue::signer("Alice", SIGNER, "Middle", 5).issue();
    let withdrawn = signers(&middle, &[("2020-01-01T00:00:00Z", WITHDRAWN)]);
    let find = |trust: &TrustAnchors| {
        path::find(&signer, std::slice::from_ref(&middle), trust, Sought::signer(now()))
    };
    let above = lists(vec![signers(&root(), ALWAYS)]);
    assert!(matches!(find(&above), PathOutcome::Trusted(_)), "not listed itself");
    let both = lists(vec![signers(&root(), ALWAYS), withdrawn]);
    assert_eq!(find(&both), PathOutcome::NoChain);
    let mut chosen = both;
    chosen.add(root().der()).unwrap();
    assert!(matches!(find(&chosen), PathOutcome::Trusted(_)), "what the user chose stands");
}

#[test]
fn a_list_that_should_have_been_replaced_vouches_for_nobody_any_more() {
    let overdue = at("2026-10-15T00:00:00Z");
    let trust = lists(vec![signers(&root(), ALWAYS)]);
    let report = report_at(&signer(vec![statements(true)]), &trust, overdue);
    let finding = report.signatures[0].findings.iter().find(|one| one.code == FindingCode::TrustListOverdue);
    assert_eq!(finding.map(|finding| finding.params["territory"].as_str()), Some("FR"));
    assert_eq!(report.signatures[0].sub_indication, Some(SubIndication::TryLater));
    assert!(!told(&report).2, "not confirmed as qualified");
    assert!(has(&report, FindingCode::QualifiedClaimUnconfirmed));
    let unlisted = report_at(&signer(Vec::new()), &lists(Vec::new()), overdue);
    assert_eq!(told(&unlisted), (Verdict::IntactIdentityUnknown, None, false));
    assert!(!has(&unlisted, FindingCode::TrustListOverdue), "nothing was relied on");
}

#[test]
fn an_overdue_list_still_knows_what_was_before() {
    let trust = lists(vec![signers(&root(), ALWAYS), stampers(&stamper_certificate(), ALWAYS)]);
    let stamped = stamped(&signer(vec![statements(true)]), &trust).unwrap();
    let report = validate(&stamped, &trust, ValidationTime(at("2026-10-15T00:00:00Z")));
    assert_eq!(told(&report).0, Verdict::Valid, "{report:#?}");
    assert!(told(&report).2);
    assert!(has(&report, FindingCode::TrustListOverdue), "said all the same");
}

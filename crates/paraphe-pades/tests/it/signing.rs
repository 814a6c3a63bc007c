//! Signing once, twice and three times; every signature stays valid, and says what it covers.

use crate::made::{document, identity, now, report, signed, signed_with, trusting};
use paraphe_pades::{
    Conclusion, Coverage, FindingCode, ModificationLevel, PadesLevel, Permission, SignatureKind,
    SubIndication, TrustAnchors, Verdict,
};
use paraphe_pdf::DocMdp;

#[test]
fn one_signature_by_a_trusted_identity_passes() {
    let alice = identity("Amélie Bérard");
    let report = report(&signed(&document(), &alice), &trusting(&[&alice])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalPassed);
    assert_eq!(report.verdict, Verdict::Valid);
    let [signature] = report.signatures.as_slice() else { panic!("one signature") };
    assert_eq!(signature.coverage, Coverage::WholeFile);
    assert!(signature.covers_whole_file);
    assert_eq!(signature.modifications, ModificationLevel::None);
    assert_eq!(signature.level, Some(PadesLevel::BB));
    assert_eq!(signature.claimed_time, Some(now()));
    let signer = signature.signer.as_ref().unwrap();
    assert_eq!(signer.common_name.as_deref(), Some("Amélie Bérard"));
    assert!(signer.self_made, "the label of an identity made here");
    assert_eq!(signer.fingerprint, alice.fingerprint());
}

#[test]
fn the_same_signature_without_trust_is_intact_but_nobody_vouches() {
    let alice = identity("Alice");
    let report = report(&signed(&document(), &alice), &TrustAnchors::empty()).unwrap();
    assert_eq!(report.conclusion, Conclusion::Indeterminate);
    assert_eq!(report.verdict, Verdict::IntactIdentityUnknown);
    assert_eq!(report.signatures[0].sub_indication, Some(SubIndication::NoCertificateChainFound));
    assert_eq!(report.unchecked_signatures, 0, "everything was computed");
}

#[test]
fn several_signers_leave_each_other_valid() {
    let signers = ["Alice", "Bob", "Carol"].map(identity);
    let mut bytes = document();
    for signer in &signers {
        bytes = signed(&bytes, signer);
    }
    let report = report(&bytes, &trusting(&[&signers[0], &signers[1], &signers[2]])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
    let coverage: Vec<Coverage> = report.signatures.iter().map(|signature| signature.coverage).collect();
    assert_eq!(coverage, [Coverage::WholeRevision, Coverage::WholeRevision, Coverage::WholeFile]);
    assert_eq!(report.signatures[0].modifications, ModificationLevel::FormFilling);
    assert_eq!(report.signatures[2].modifications, ModificationLevel::None);
    let added =
        report.signatures[0].findings.iter().find(|finding| finding.code == FindingCode::SignatureAdded);
    assert_eq!(added.unwrap().params["fields"], "Signature2, Signature3");
}

#[test]
fn the_signed_version_is_a_prefix_of_the_file() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let first = signed(&document(), &alice);
    let second = signed(&first, &bob);
    let report = report(&second, &trusting(&[&alice, &bob])).unwrap();
    assert_eq!(report.signatures[0].signed_bytes, first.len() as u64);
    assert!(second.starts_with(&first), "no earlier byte changes");
}

#[test]
fn a_certification_says_what_it_permits_and_holds_later_signers_to_it() {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let certified = signed_with(&document(), &alice, |request| request.certify = Some(DocMdp::FillAndSign));
    let both = signed(&certified, &bob);
    let report = report(&both, &trusting(&[&alice, &bob])).unwrap();
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].kind, SignatureKind::Certification);
    assert_eq!(report.signatures[0].permits, Some(Permission::FormFilling));
    assert_eq!(report.signatures[1].kind, SignatureKind::Approval);
}

#[test]
fn an_unsigned_file_has_no_signature() {
    let report = report(&document(), &TrustAnchors::empty()).unwrap();
    assert_eq!(report.conclusion, Conclusion::NoSignature);
    assert_eq!(report.verdict, Verdict::None);
}

#[test]
fn the_report_speaks_the_words_of_the_command_line_contract() {
    let alice = identity("Alice");
    let report = report(&signed(&document(), &alice), &trusting(&[&alice])).unwrap();
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["conclusion"], "TOTAL_PASSED");
    assert_eq!(json["checked_at"], "2026-11-22T10:00:00Z");
    let signature = &json["signatures"][0];
    assert_eq!(signature["field"], "Signature1");
    assert_eq!(signature["kind"], "approval");
    assert_eq!(signature["indication"], "TOTAL_PASSED");
    assert_eq!(signature["sub_indication"], serde_json::Value::Null);
    assert_eq!(signature["integrity"]["byte_range_ok"], true);
    assert_eq!(signature["coverage"], "whole_file");
    assert_eq!(signature["modifications"], "none");
    assert_eq!(signature["signer"]["not_after"], "2036-11-22T10:00:00Z");
    assert_eq!(signature["certificate_status"], "good");
    assert_eq!(signature["timestamp"]["present"], false);
    assert_eq!(signature["level"], "B-B");
    assert_eq!(signature["digest_algorithm"], "sha256");
    assert_eq!(signature["signature_algorithm"], "ecdsa");
}

#[test]
fn an_expired_identity_is_said_to_be_expired() {
    let alice = identity("Alice");
    let bytes = signed(&document(), &alice);
    let pdf = crate::made::parse(&bytes);
    let later = "2040-01-01T00:00:00Z".parse().unwrap();
    let report = paraphe_pades::validate(&pdf, &trusting(&[&alice]), paraphe_pades::ValidationTime(later));
    assert_eq!(report.signatures[0].sub_indication, Some(SubIndication::OutOfBoundsNoPoe));
    assert!(
        report.signatures[0].findings.iter().any(|finding| finding.code == FindingCode::CertificateExpired)
    );
}

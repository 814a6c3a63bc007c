//! Chains that hold and chains that do not.

use super::path::{PathOutcome, Sought, find};
use crate::asn1::{element, object_identifier, oid, sequence, tag};
use crate::certificate::Certificate;
use crate::testing::{Issue, critical, name};
use crate::trust::TrustAnchors;
use paraphe_envelope::Timestamp;

fn trusting(anchors: &[&Certificate]) -> TrustAnchors {
    let mut trust = TrustAnchors::empty();
    for anchor in anchors {
        trust.add(anchor.der()).unwrap();
    }
    trust
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn outcome(signer: &Certificate, pool: &[Certificate], anchors: &[&Certificate]) -> PathOutcome {
    find(signer, pool, &trusting(anchors), Sought::signer(now()))
}

#[test]
fn a_signer_of_a_trusted_authority_is_trusted() {
    let root = Issue::authority("Root", 1).issue();
    let signer = Issue::signer("Alice", 2, "Root", 1).issue();
    assert_eq!(outcome(&signer, &[], &[&root]), PathOutcome::Trusted(vec![signer.clone(), root]));
}

#[test]
fn intermediates_are_taken_from_the_pool() {
    let root = Issue::authority("Root", 1).issue();
    let middle = Issue { issuer: "Root", issuer_key: 1, serial: 7, ..Issue::authority("Middle", 2) }.issue();
    let signer = Issue::signer("Alice", 3, "Middle", 2).issue();
    let chain = vec![signer.clone(), middle.clone(), root.clone()];
    assert_eq!(outcome(&signer, &[middle], &[&root]), PathOutcome::Trusted(chain));
    assert_eq!(outcome(&signer, &[], &[&root]), PathOutcome::NoChain, "without the intermediate");
}

#[test]
fn an_identity_that_is_itself_an_anchor_is_trusted_within_its_validity() {
    let identity = Issue { issuer: "Alice", ..Issue::signer("Alice", 2, "Alice", 2) }.issue();
    assert_eq!(outcome(&identity, &[], &[&identity]), PathOutcome::Trusted(vec![identity.clone()]));
    let expired =
        Issue { validity: ("200101000000Z", "210101000000Z"), ..Issue::signer("Bob", 3, "Bob", 3) }.issue();
    assert!(matches!(outcome(&expired, &[], &[&expired]), PathOutcome::OutOfValidity(_)));
}

#[test]
fn nobody_is_trusted_by_default() {
    let root = Issue::authority("Root", 1).issue();
    let signer = Issue::signer("Alice", 2, "Root", 1).issue();
    assert_eq!(outcome(&signer, &[root], &[]), PathOutcome::NoChain);
}

#[test]
fn an_anchor_is_its_key_not_its_name() {
    let root = Issue::authority("Root", 1).issue();
    let rogue = Issue::authority("Root", 9).issue();
    let signer = Issue::signer("Alice", 2, "Root", 9).issue();
    assert_eq!(outcome(&signer, &[rogue], &[&root]), PathOutcome::NoChain);
}

#[test]
fn a_signer_is_no_authority() {
    let root = Issue::authority("Root", 1).issue();
    let mallory = Issue::signer("Mallory", 2, "Root", 1).issue();
    let forged = Issue::signer("Alice", 3, "Mallory", 2).issue();
    let outcome = outcome(&forged, &[mallory], &[&root]);
    assert!(matches!(outcome, PathOutcome::Invalid(_)), "{outcome:?}");
}

#[test]
fn who_was_accepted_as_a_person_vouches_for_nobody() {
    let claire = Issue { issuer: "Claire", ..Issue::signer("Claire", 2, "Claire", 2) }.issue();
    let forged = Issue::signer("Notary", 3, "Claire", 2).issue();
    assert_eq!(outcome(&forged, &[], &[&claire]), PathOutcome::NoChain);
    // Many self-made certificates call themselves authorities: what counts is as whom a person accepted them.
    let own = Issue::authority("Claire", 2).issue();
    let mut chosen = TrustAnchors::empty();
    chosen.add_signers(own.der()).unwrap();
    let find = |certificate: &Certificate, chosen: &TrustAnchors| {
        find(certificate, std::slice::from_ref(&own), chosen, Sought::signer(now()))
    };
    assert_eq!(find(&forged, &chosen), PathOutcome::NoChain);
    assert_eq!(find(&own, &chosen), PathOutcome::Trusted(vec![own.clone()]));
    assert!(!chosen.vouch_for_others());
    chosen.add(own.der()).unwrap();
    assert_eq!(find(&forged, &chosen), PathOutcome::Trusted(vec![forged.clone(), own.clone()]));
    assert!(chosen.vouch_for_others());
}

#[test]
fn validity_counts_at_the_moment_asked() {
    let root = Issue::authority("Root", 1).issue();
    let expired =
        Issue { validity: ("200101000000Z", "210101000000Z"), ..Issue::signer("Alice", 2, "Root", 1) }
            .issue();
    let then = "2020-06-01T00:00:00Z".parse().unwrap();
    assert!(matches!(outcome(&expired, &[], &[&root]), PathOutcome::OutOfValidity(_)));
    assert!(matches!(
        find(&expired, &[], &trusting(&[&root]), Sought::signer(then)),
        PathOutcome::Trusted(_)
    ));
}

#[test]
fn an_unknown_critical_extension_is_refused() {
    let root = Issue::authority("Root", 1).issue();
    let unknown = critical(const_oid::ObjectIdentifier::new_unwrap("1.2.3.4.5"), &[0x05, 0x00]);
    let signer = Issue { more: vec![unknown], ..Issue::signer("Alice", 2, "Root", 1) }.issue();
    let outcome = outcome(&signer, &[], &[&root]);
    assert!(matches!(outcome, PathOutcome::Invalid(_)), "{outcome:?}");
}

#[test]
fn name_constraints_are_kept() {
    let directory_name = element(0xA4, &name("Allowed"));
    let constraints = sequence(&[&element(tag::CONTEXT_0, &sequence(&[&directory_name]))]);
    let limited = critical(const_oid::ObjectIdentifier::new_unwrap("2.5.29.30"), &constraints);
    let root = Issue::authority("Root", 1).issue();
    let middle =
        Issue { issuer: "Root", issuer_key: 1, more: vec![limited], ..Issue::authority("Middle", 2) }.issue();
    let signer = Issue::signer("Alice", 3, "Middle", 2).issue();
    let outcome = outcome(&signer, &[middle], &[&root]);
    assert!(matches!(outcome, PathOutcome::Invalid(_)), "{outcome:?}");
}

#[test]
fn a_name_in_other_letters_stays_excluded() {
    let directory_name = element(0xA4, &name("Bank"));
    let constraints = sequence(&[&element(tag::CONTEXT_1, &sequence(&[&directory_name]))]);
    let limited = critical(oid::NAME_CONSTRAINTS, &constraints);
    let root = Issue { more: vec![limited], ..Issue::authority("Root", 1) }.issue();
    let wide: Vec<u8> = "bank".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let attribute = sequence(&[&object_identifier(oid::COMMON_NAME), &element(0x1E, &wide)]);
    let spelled = |more| Issue { more, ..Issue::signer("Anybody", 2, "Root", 1) }.issue();
    assert!(matches!(outcome(&spelled(Vec::new()), &[], &[&root]), PathOutcome::Trusted(_)));
    let other_name = element(0xA4, &sequence(&[&element(tag::SET, &attribute)]));
    let also = crate::testing::extension(oid::SUBJECT_ALTERNATIVE_NAME, &sequence(&[&other_name]));
    let outcome = outcome(&spelled(vec![also]), &[], &[&root]);
    assert!(matches!(outcome, PathOutcome::Invalid(_)), "{outcome:?}");
}

#[test]
fn certificates_that_fan_out_end_the_search() {
    let root = Issue::authority("Root", 1).issue();
    let signer = Issue::signer("Alice", 2, "A", 3).issue();
    let pool: Vec<Certificate> = (0..200)
        .map(|serial| Issue { serial, issuer: "A", issuer_key: 3, ..Issue::authority("A", 3) }.issue())
        .collect();
    assert_eq!(outcome(&signer, &pool, &[&root]), PathOutcome::NoChain);
}

#[test]
fn places_to_ask_about_revocation_are_seen() {
    let point =
        sequence(&[&sequence(&[&element(tag::CONTEXT_0, &element(tag::CONTEXT_0, &[0x86, 1, b'u']))])]);
    let points = crate::testing::extension(oid::CRL_DISTRIBUTION_POINTS, &point);
    let responder = sequence(&[&sequence(&[&object_identifier(oid::ACCESS_OCSP), &[0x86, 1, b'u']])]);
    let access = crate::testing::extension(oid::AUTHORITY_INFORMATION_ACCESS, &responder);
    for (more, expected) in [(Vec::new(), false), (vec![points], true), (vec![access], true)] {
        let signer = Issue { more, ..Issue::signer("Alice", 2, "Root", 1) }.issue();
        assert_eq!(signer.names_revocation_source(), expected);
    }
}

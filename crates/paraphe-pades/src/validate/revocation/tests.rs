//! Lists and responses made on the spot: who may answer, for whom, about which moment.

use super::{ChainRevocation, Crl, Evidence, Known, OcspResponse, of_chain};
use crate::algorithm::DigestAlgorithm;
use crate::asn1::{element, object_identifier, octet_string, oid, sequence, tag};
use crate::certificate::Certificate;
use crate::testing::{Issue, critical, extension, key, name};
use p256::ecdsa::signature::Signer;
use paraphe_envelope::Timestamp;

const ROOT: u8 = 1;
const ALICE: u8 = 2;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn utc(text: &str) -> Vec<u8> {
    element(0x17, text.as_bytes())
}

fn general(text: &str) -> Vec<u8> {
    element(0x18, text.as_bytes())
}

fn root() -> Certificate {
    Issue::authority("Root", ROOT).issue()
}

/// Names a place to ask.
fn alice() -> Certificate {
    let point = sequence(&[&sequence(&[&element(0xA0, &element(0xA0, &[0x86, 1, b'u']))])]);
    let more = vec![extension(oid::CRL_DISTRIBUTION_POINTS, &point)];
    Issue { more, ..Issue::signer("Alice", ALICE, "Root", ROOT) }.issue()
}

fn signed(to_be_signed: &[u8], signer: u8, more: &[u8]) -> Vec<u8> {
    let algorithm = sequence(&[&object_identifier(oid::ECDSA_SHA_256)]);
    let signature: p256::ecdsa::DerSignature = key(signer).sign(to_be_signed);
    let bits = element(0x03, &[&[0u8], signature.as_bytes()].concat());
    sequence(&[to_be_signed, &algorithm, &bits, more])
}

struct List<'a> {
    issuer: &'a str,
    signer: u8,
    this_update: &'a str,
    next_update: Option<&'a str>,
    /// Serial number, when, and extensions.
    revoked: Vec<(u8, &'a str, Vec<u8>)>,
    extensions: Vec<Vec<u8>>,
}

impl List<'_> {
    fn new() -> Self {
        Self {
            issuer: "Root",
            signer: ROOT,
            this_update: "260101000000Z",
            next_update: Some("260201000000Z"),
            revoked: Vec::new(),
            extensions: Vec::new(),
        }
    }

    fn make(&self) -> Crl {
        let algorithm = sequence(&[&object_identifier(oid::ECDSA_SHA_256)]);
        let entry = |(serial, when, more): &(u8, &str, Vec<u8>)| {
            let extensions = if more.is_empty() { Vec::new() } else { sequence(&[more]) };
            sequence(&[&[tag::INTEGER, 1, *serial], &utc(when), &extensions])
        };
        let entries: Vec<u8> = self.revoked.iter().flat_map(entry).collect();
        let entries = if entries.is_empty() { Vec::new() } else { sequence(&[&entries]) };
        let extensions = self.extensions.concat();
        let extensions =
            if extensions.is_empty() { Vec::new() } else { element(0xA0, &sequence(&[&extensions])) };
        let list = sequence(&[
            &[tag::INTEGER, 1, 1],
            &algorithm,
            &name(self.issuer),
            &utc(self.this_update),
            &self.next_update.map(utc).unwrap_or_default(),
            &entries,
            &extensions,
        ]);
        Crl::parse(&signed(&list, self.signer, &[])).unwrap()
    }

    fn says(&self, when: &str) -> Known {
        let evidence = Evidence { crls: vec![self.make()], responses: Vec::new() };
        evidence.about(&alice(), &root(), &[], at(when), at("2030-01-01T00:00:00Z"))
    }
}

const JANUARY: &str = "2026-01-10T00:00:00Z";

#[test]
fn a_list_without_the_certificate_calls_it_good_while_it_is_current_and_before() {
    let list = List::new();
    assert!(matches!(list.says(JANUARY), Known::Good { .. }));
    assert!(matches!(list.says("2025-06-01T00:00:00Z"), Known::Good { .. }), "the list is younger");
    assert_eq!(list.says("2026-02-02T00:00:00Z"), Known::TooOld);
    let endless = List { next_update: None, ..List::new() };
    assert_eq!(endless.says(JANUARY), Known::TooOld, "a list without an end speaks of its own time only");
    assert!(matches!(endless.says("2026-01-01T00:05:00Z"), Known::Good { .. }), "clocks differ by minutes");
}

#[test]
fn a_revocation_counts_from_its_date() {
    let revoked = vec![(9, "250101000000Z", vec![]), (2, "260105000000Z", vec![])];
    let list = List { this_update: "260106000000Z", revoked, ..List::new() };
    assert_eq!(list.says(JANUARY), Known::Revoked { at: at("2026-01-05T00:00:00Z") });
    assert!(matches!(list.says("2026-01-04T23:59:59Z"), Known::Good { .. }), "before it");
    assert!(matches!(list.says("2026-03-01T00:00:00Z"), Known::Revoked { .. }), "an old list still says so");
    let announced = List { this_update: "260101000000Z", ..list };
    let by_then = Known::Revoked { at: at("2026-01-01T00:00:00Z") };
    assert_eq!(
        announced.says("2026-01-02T00:00:00Z"),
        by_then,
        "who is listed is revoked, whatever date is named"
    );
}

#[test]
fn a_held_certificate_is_neither_good_nor_revoked() {
    let held = extension(oid::CRL_REASON, &[tag::ENUMERATED, 1, 6]);
    let list = List { revoked: vec![(2, "260105000000Z", held)], ..List::new() };
    assert_eq!(list.says(JANUARY), Known::Held);
    let lifted = List { this_update: "260106000000Z", ..List::new() };
    let evidence = Evidence { crls: vec![list.make(), lifted.make()], responses: Vec::new() };
    let said = evidence.about(&alice(), &root(), &[], at(JANUARY), at("2030-01-01T00:00:00Z"));
    assert!(matches!(said, Known::Good { .. }), "a later list lifts it: {said:?}");
}

#[test]
fn who_was_released_later_was_held_all_the_same() {
    let held = extension(oid::CRL_REASON, &[tag::ENUMERATED, 1, 6]);
    let held =
        List { this_update: "260106000000Z", revoked: vec![(2, "260105000000Z", held)], ..List::new() };
    let lifted = List { this_update: "260108000000Z", ..List::new() };
    let evidence = Evidence { crls: vec![held.make(), lifted.make()], responses: Vec::new() };
    let now = at("2030-01-01T00:00:00Z");
    let about = |moment: &str| evidence.about(&alice(), &root(), &[], at(moment), now);
    let was_held = |moment: &str| evidence.was_held(&alice(), &root(), &[], at(moment), now);
    let before = "2026-01-04T00:00:00Z";
    assert!(matches!(about(before), Known::Good { .. }) && !was_held(before), "not yet");
    assert_eq!(about("2026-01-05T12:00:00Z"), Known::Held);
    assert!(matches!(about(JANUARY), Known::Good { .. }) && was_held(JANUARY), "good again, and told");
}

#[test]
fn lists_that_are_not_the_issuers_or_not_about_it_say_nothing() {
    let point = |field: &[u8]| critical(oid::ISSUING_DISTRIBUTION_POINT, &sequence(&[field]));
    let other_place = element(0xA0, &element(0xA0, &[0x86, 1, b'v']));
    let delta = critical(oid::DELTA_CRL_INDICATOR, &[2, 1, 1]);
    let unmarked_delta = extension(oid::DELTA_CRL_INDICATOR, &[2, 1, 1]);
    let foreign_entry = critical(const_oid::ObjectIdentifier::new_unwrap("2.5.29.29"), &sequence(&[]));
    for (what, list) in [
        ("another's key", List { signer: 7, ..List::new() }),
        ("another's name", List { issuer: "Other", ..List::new() }),
        ("authorities only", List { extensions: vec![point(&[0x82, 1, 0xFF])], ..List::new() }),
        ("attributes only", List { extensions: vec![point(&[0x85, 1, 0xFF])], ..List::new() }),
        ("some reasons", List { extensions: vec![point(&[0x83, 2, 0, 0x40])], ..List::new() }),
        ("indirect", List { extensions: vec![point(&[0x84, 1, 0xFF])], ..List::new() }),
        ("another place", List { extensions: vec![point(&other_place)], ..List::new() }),
        ("delta", List { extensions: vec![delta], ..List::new() }),
        ("delta that is not critical", List { extensions: vec![unmarked_delta], ..List::new() }),
        (
            "another issuer's entry",
            List { revoked: vec![(2, "260105000000Z", foreign_entry)], ..List::new() },
        ),
    ] {
        assert_eq!(list.says(JANUARY), Known::Nothing, "{what}");
    }
    let users = List { extensions: vec![point(&[0x81, 1, 0xFF])], ..List::new() };
    assert!(matches!(users.says(JANUARY), Known::Good { .. }), "users only, and she is one");
    let own_place = element(0xA0, &element(0xA0, &[0x86, 1, b'u']));
    let own = List { extensions: vec![point(&own_place)], ..List::new() };
    assert!(matches!(own.says(JANUARY), Known::Good { .. }), "her own place");
}

#[test]
fn an_issuer_that_may_not_sign_lists_signs_none() {
    let root = Issue { usage: Some(0b0000_0100), ..Issue::authority("Root", ROOT) }.issue();
    let evidence = Evidence { crls: vec![List::new().make()], responses: Vec::new() };
    let said = evidence.about(&alice(), &root, &[], at(JANUARY), at(JANUARY));
    assert_eq!(said, Known::Nothing);
}

#[test]
fn a_list_made_after_the_certificate_expired_need_not_name_it() {
    let alice =
        Issue { validity: ("200101000000Z", "251231000000Z"), ..Issue::signer("Alice", ALICE, "Root", ROOT) };
    let alice = alice.issue();
    let about = |list: List<'_>| {
        let evidence = Evidence { crls: vec![list.make()], responses: Vec::new() };
        evidence.about(&alice, &root(), &[], at("2025-06-01T00:00:00Z"), at("2030-01-01T00:00:00Z"))
    };
    assert_eq!(about(List::new()), Known::TooOld);
    let keeps = extension(oid::EXPIRED_CERTIFICATES_ON_CRL, &general("20200101000000Z"));
    assert!(matches!(about(List { extensions: vec![keeps], ..List::new() }), Known::Good { .. }));
}

struct Response<'a> {
    responder: u8,
    responder_name: &'a str,
    certificates: Vec<Certificate>,
    serial: u8,
    issuer: Certificate,
    /// Encoded certStatus.
    status: Vec<u8>,
    next_update: Option<&'a str>,
    single_extensions: Vec<u8>,
}

impl Response<'_> {
    fn new() -> Self {
        Self {
            responder: ROOT,
            responder_name: "Root",
            certificates: Vec::new(),
            serial: 2,
            issuer: root(),
            status: vec![0x80, 0],
            next_update: Some("20260111000000Z"),
            single_extensions: Vec::new(),
        }
    }

    fn make(&self) -> OcspResponse {
        let digest = |bytes: &[u8]| octet_string(&DigestAlgorithm::Sha256.digest(bytes));
        let id = sequence(&[
            &sequence(&[&object_identifier(oid::SHA_256)]),
            &digest(self.issuer.subject_der()),
            &digest(self.issuer.public_key_bits()),
            &[tag::INTEGER, 1, self.serial],
        ]);
        let next = self.next_update.map(|next| element(0xA0, &general(next))).unwrap_or_default();
        let more = if self.single_extensions.is_empty() {
            Vec::new()
        } else {
            element(0xA1, &sequence(&[&self.single_extensions]))
        };
        let single = sequence(&[&id, &self.status, &general("20260109000000Z"), &next, &more]);
        let to_be_signed = sequence(&[
            &element(0xA1, &name(self.responder_name)),
            &general("20260109000000Z"),
            &sequence(&[&single]),
        ]);
        let certificates: Vec<u8> = self.certificates.iter().flat_map(|one| one.der().to_vec()).collect();
        let certificates =
            if certificates.is_empty() { Vec::new() } else { element(0xA0, &sequence(&[&certificates])) };
        let basic = signed(&to_be_signed, self.responder, &certificates);
        let bytes = sequence(&[&object_identifier(oid::OCSP_BASIC), &octet_string(&basic)]);
        let whole = sequence(&[&[tag::ENUMERATED, 1, 0], &element(0xA0, &bytes)]);
        OcspResponse::parse(&whole).unwrap()
    }

    fn says(&self) -> Known {
        let evidence = Evidence { crls: Vec::new(), responses: vec![self.make()] };
        evidence.about(&alice(), &root(), &[], at(JANUARY), at("2030-01-01T00:00:00Z"))
    }
}

/// A responder's certificate, issued by the authority or another.
fn responder(issuer: (&str, u8), purpose: const_oid::ObjectIdentifier, more: Vec<Vec<u8>>) -> Certificate {
    let purposes = extension(oid::EXTENDED_KEY_USAGE, &sequence(&[&object_identifier(purpose)]));
    let more = [vec![purposes], more].concat();
    Issue { more, ..Issue::signer("Responder", 5, issuer.0, issuer.1) }.issue()
}

#[test]
fn the_authority_and_its_delegate_may_answer() {
    assert!(matches!(Response::new().says(), Known::Good { .. }));
    let delegate = responder(("Root", ROOT), oid::OCSP_SIGNING, vec![]);
    let delegated = |certificate: Certificate| Response {
        responder: 5,
        responder_name: "Responder",
        certificates: vec![certificate],
        ..Response::new()
    };
    assert!(matches!(delegated(delegate).says(), Known::Good { .. }));
    let point = sequence(&[&sequence(&[&element(0xA0, &element(0xA0, &[0x86, 1, b'u']))])]);
    let asks = extension(oid::CRL_DISTRIBUTION_POINTS, &point);
    let no_check = extension(oid::OCSP_NO_CHECK, &[5, 0]);
    let excused = responder(("Root", ROOT), oid::OCSP_SIGNING, vec![asks.clone(), no_check]);
    assert!(matches!(delegated(excused).says(), Known::Good { .. }));
    for (what, certificate) in [
        ("without the purpose", responder(("Root", ROOT), oid::TIME_STAMPING, vec![])),
        ("of another authority", responder(("Other", 9), oid::OCSP_SIGNING, vec![])),
        ("of the authority's name but not its key", responder(("Root", 9), oid::OCSP_SIGNING, vec![])),
        ("whose own revocation is open", responder(("Root", ROOT), oid::OCSP_SIGNING, vec![asks])),
    ] {
        assert_eq!(delegated(certificate).says(), Known::Nothing, "{what}");
    }
}

#[test]
fn a_responder_that_was_revoked_answers_no_more() {
    let no_check = extension(oid::OCSP_NO_CHECK, &[5, 0]);
    let held = extension(oid::CRL_REASON, &[tag::ENUMERATED, 1, 6]);
    for more in [vec![], vec![no_check]] {
        let certificate = responder(("Root", ROOT), oid::OCSP_SIGNING, more);
        let response = Response {
            responder: 5,
            responder_name: "Responder",
            certificates: vec![certificate],
            ..Response::new()
        };
        let response = response.make();
        let is_believed = |revoked: Vec<(u8, &'static str, Vec<u8>)>| {
            let list = List { this_update: "260120000000Z", revoked, ..List::new() };
            let evidence = Evidence { crls: vec![list.make()], responses: Vec::new() };
            let listed = |responder: &Certificate, answered| evidence.listed(responder, &root(), answered);
            response.answer(&alice(), &root(), &[], listed).is_some()
        };
        assert!(is_believed(vec![]) && is_believed(vec![(9, "250101000000Z", vec![])]));
        assert!(!is_believed(vec![(2, "250101000000Z", vec![])]), "before it answered");
        assert!(!is_believed(vec![(2, "260119000000Z", vec![])]), "after it, as it says itself");
        assert!(!is_believed(vec![(2, "250101000000Z", held.clone())]), "held");
    }
}

#[test]
fn answers_about_others_or_none_say_nothing() {
    let other_key = Issue::authority("Root", 9).issue();
    for (what, response) in [
        ("another serial", Response { serial: 3, ..Response::new() }),
        ("another issuer", Response { issuer: other_key, ..Response::new() }),
        ("signed by another", Response { responder: 9, ..Response::new() }),
        ("unknown", Response { status: vec![0x82, 0], ..Response::new() }),
        (
            "an unknown critical extension",
            Response {
                single_extensions: critical(const_oid::ObjectIdentifier::new_unwrap("1.2.3"), &[5, 0]),
                ..Response::new()
            },
        ),
    ] {
        assert_eq!(response.says(), Known::Nothing, "{what}");
    }
    let revoked = element(0xA1, &general("20260105000000Z"));
    let response = Response { status: revoked, ..Response::new() };
    assert_eq!(response.says(), Known::Revoked { at: at("2026-01-05T00:00:00Z") });
    let old = Response { next_update: Some("20260109120000Z"), ..Response::new() };
    assert_eq!(old.says(), Known::TooOld);
}

#[test]
fn one_revocation_outweighs_every_good_answer() {
    let list = List { revoked: vec![(2, "260105000000Z", vec![])], ..List::new() };
    let evidence = Evidence { crls: vec![list.make()], responses: vec![Response::new().make()] };
    let said = evidence.about(&alice(), &root(), &[], at(JANUARY), at("2030-01-01T00:00:00Z"));
    assert!(matches!(said, Known::Revoked { .. }));
}

#[test]
fn answers_from_the_future_do_not_count() {
    let evidence = Evidence { crls: vec![List::new().make()], responses: Vec::new() };
    let said = evidence.about(&alice(), &root(), &[], at("2025-06-01T00:00:00Z"), at("2025-06-01T00:00:00Z"));
    assert_eq!(said, Known::Nothing);
}

#[test]
fn a_chain_is_as_good_as_its_worst_certificate() {
    let (root, alice) = (root(), alice());
    let now = at("2030-01-01T00:00:00Z");
    let none = Evidence::default();
    let chain = [alice.clone(), root.clone()];
    assert_eq!(of_chain(&chain, &none, &[], at(JANUARY), now), ChainRevocation::Missing);
    let plain = Issue::signer("Bob", 3, "Root", ROOT).issue();
    let nothing = of_chain(&[plain, root.clone()], &none, &[], at(JANUARY), now);
    assert_eq!(nothing, ChainRevocation::NothingToCheck);
    let list = List { revoked: vec![(2, "260105000000Z", vec![])], ..List::new() };
    let evidence = Evidence { crls: vec![list.make()], responses: Vec::new() };
    assert!(matches!(
        of_chain(&chain, &evidence, &[], at(JANUARY), now),
        ChainRevocation::SignerRevoked { .. }
    ));
    let leaf = Issue::signer("Leaf", 4, "Alice", ALICE).issue();
    let longer = of_chain(&[leaf, alice, root], &evidence, &[], at(JANUARY), now);
    assert!(matches!(longer, ChainRevocation::AuthorityRevoked { .. }));
}

//! Answers and lists that are right, and each way of being wrong.

use super::{RevocationFault as Fault, Status, crl, ocsp};
use crate::asn1::{element, oid, sequence, tag};
use crate::certificate::Certificate;
use crate::testing::authority::{
    Answering, Listing, RESPONDER, SIGNER, STAMPER, issued, later, list_at, now, ocsp_at, purpose, revoked,
    root, signer_certificate,
};
use crate::testing::{Issue, critical, extension};

fn ask(answering: &Answering) -> Result<ocsp::Answer, Fault> {
    ocsp::Response::parse(&answering.der())?.answer(&signer_certificate(), &root(), now())
}

#[test]
fn answers_are_taken_from_the_issuer_and_from_whom_it_certified() {
    let own = ask(&Answering::about(&signer_certificate())).unwrap();
    assert_eq!((own.status, own.delegate), (Status::Good, None));
    let responder = issued("Responder", RESPONDER, vec![purpose(oid::OCSP_SIGNING)]);
    let delegated = Answering {
        responder: responder.clone(),
        number: RESPONDER,
        ..Answering::about(&signer_certificate())
    };
    assert_eq!(ask(&delegated).unwrap().delegate, Some(responder));
    let since = later(now(), -5);
    let revoked = Answering { status: revoked(since), ..Answering::about(&signer_certificate()) };
    assert_eq!(ask(&revoked).unwrap().status, Status::Revoked { since, reason: Some(1) });
}

#[test]
fn answers_that_do_not_count_say_why() {
    let about = || Answering::about(&signer_certificate());
    let certified = |more| issued("Responder", RESPONDER, more);
    let foreign = Issue {
        more: vec![purpose(oid::OCSP_SIGNING)],
        ..Issue::signer("Responder", RESPONDER, "Root", STAMPER)
    };
    let cases: [(&str, Answering, Fault); 9] = [
        ("unknown", Answering { status: vec![0x82, 0], ..about() }, Fault::UnknownCertificate),
        ("another's", Answering::about(&issued("Other", STAMPER, vec![])), Fault::OtherCertificate),
        ("forged", Answering { number: SIGNER, ..about() }, Fault::BadSignature),
        (
            "no responder's certificate",
            Answering { responder: certified(vec![]), number: RESPONDER, ..about() },
            Fault::ForeignSigner,
        ),
        (
            "certified by another",
            Answering { responder: foreign.issue(), number: RESPONDER, ..about() },
            Fault::ForeignSigner,
        ),
        (
            "forged in a responder's name",
            Answering { responder: certified(vec![purpose(oid::OCSP_SIGNING)]), number: SIGNER, ..about() },
            Fault::BadSignature,
        ),
        ("old", Answering { next_update: Some(later(now(), -1)), ..about() }, Fault::Outdated),
        ("from tomorrow", Answering { this_update: later(now(), 24), ..about() }, Fault::InTheFuture),
        (
            "the signer itself",
            Answering { responder: signer_certificate(), number: SIGNER, ..about() },
            Fault::ForeignSigner,
        ),
    ];
    for (name, answering, fault) in cases {
        assert_eq!(ask(&answering).err(), Some(fault), "{name}");
    }
    let refusal = sequence(&[&[tag::ENUMERATED, 1, 6]]);
    assert_eq!(ocsp::Response::parse(&refusal).err(), Some(Fault::Refused { status: 6 }));
    assert_eq!(ocsp::Response::parse(b"<html>").err(), Some(Fault::Malformed));
    let whole = about().der();
    for end in 0..whole.len() {
        assert!(ocsp::Response::parse(&whole[..end]).is_err(), "cut at {end}");
    }
}

fn look(listing: &Listing) -> Result<crl::Answer, Fault> {
    crl::List::parse(&listing.der())?.answer(&signer_certificate(), &root(), now())
}

#[test]
fn lists_say_good_or_revoked() {
    assert_eq!(look(&Listing::empty()).unwrap().status, Status::Good);
    let since = later(now(), -9);
    let other = Listing { revoked: vec![(STAMPER, since)], ..Listing::empty() };
    assert_eq!(look(&other).unwrap().status, Status::Good);
    let own = Listing { revoked: vec![(STAMPER, since), (SIGNER, since)], ..Listing::empty() };
    assert_eq!(look(&own).unwrap().status, Status::Revoked { since, reason: None });
}

#[test]
fn lists_that_do_not_count_say_why() {
    let point = |fields: &[u8]| critical(oid::ISSUING_DISTRIBUTION_POINT, &sequence(&[fields]));
    let place =
        |address: &str| element(tag::CONTEXT_0, &element(tag::CONTEXT_0, &element(0x86, address.as_bytes())));
    let with = |extension: Vec<u8>| Listing { extensions: vec![extension], ..Listing::empty() };
    let delta = const_oid::ObjectIdentifier::new_unwrap("2.5.29.27");
    for (name, listing, expected) in [
        ("another's", Listing { issuer: "Other", ..Listing::empty() }, Some(Fault::OtherCertificate)),
        ("forged", Listing { number: STAMPER, ..Listing::empty() }, Some(Fault::BadSignature)),
        ("old", Listing { next_update: Some(later(now(), -1)), ..Listing::empty() }, Some(Fault::Outdated)),
        (
            "from tomorrow",
            Listing { this_update: later(now(), 24), ..Listing::empty() },
            Some(Fault::InTheFuture),
        ),
        ("delta", with(critical(delta, &[tag::INTEGER, 1, 1])), Some(Fault::Unsupported)),
        ("its number", with(extension(delta, &[tag::INTEGER, 1, 1])), None),
        ("for users", with(point(&[0x81, 1, 0xFF])), None),
        ("for authorities", with(point(&[0x82, 1, 0xFF])), Some(Fault::OtherCertificate)),
        ("indirect", with(point(&[0x84, 1, 0xFF])), Some(Fault::Unsupported)),
        ("some reasons", with(point(&[0x83, 2, 0, 0x80])), Some(Fault::Unsupported)),
        ("from its place", with(point(&place("http://list"))), None),
        ("from elsewhere", with(point(&place("http://other"))), Some(Fault::OtherCertificate)),
    ] {
        assert_eq!(look(&listing).err(), expected, "{name}");
    }
    assert_eq!(crl::List::parse(b"<html>").err(), Some(Fault::Malformed));
    let whole = Listing { revoked: vec![(9, now())], ..Listing::empty() }.der();
    for end in 0..whole.len() {
        assert!(crl::List::parse(&whole[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_list_by_an_authority_that_may_not_sign_lists_says_nothing() {
    const ONLY_CERTIFICATES: u8 = 0b0000_0100;
    let issuer = Issue { usage: Some(ONLY_CERTIFICATES), ..Issue::authority("Root", 1) }.issue();
    let list = Listing::empty().der();
    let answer = crl::List::parse(&list).unwrap().answer(&signer_certificate(), &issuer, now());
    assert_eq!(answer.err(), Some(Fault::ForeignSigner));
}

#[test]
fn addresses_are_read_from_certificates() {
    let check = |certificate: &Certificate, ocsp: &[&str], lists: &[&str]| {
        assert_eq!(certificate.access_addresses(oid::ACCESS_OCSP), ocsp);
        assert_eq!(certificate.access_addresses(oid::ACCESS_ISSUERS), [""; 0]);
        assert_eq!(certificate.list_addresses(), lists);
    };
    check(&signer_certificate(), &["http://ocsp"], &["http://list"]);
    let odd = issued("Odd", SIGNER, vec![ocsp_at("ldap://ocsp"), list_at("HTTPS://list/é")]);
    check(&odd, &[], &["HTTPS://list/é"]);
    check(&issued("None", SIGNER, vec![]), &[], &[]);
}

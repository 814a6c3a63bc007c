//! Every way in which a timestamp can be wrong has its own error.

use super::super::timestamp::{TimestampTerms, stamp};
use crate::asn1::{element, oid, sequence, tag};
use crate::sign::{TimestampError as Error, TimestampFailure, Unanswered};
use crate::testing::authority::{STAMPER, Stamper, Twist, anchors, issued, later, list_at, now, purpose};
use crate::testing::{Issue, extension};
use crate::trust::TrustAnchors;

fn ask_for(stamper: &Stamper, anchors: &TrustAnchors, policy: Option<&str>) -> Result<(), Error> {
    let policy = policy.map(|policy| policy.parse().unwrap());
    stamp(stamper, &[9; 32], &TimestampTerms { anchors, now: now(), policy }).map(drop)
}

fn ask(stamper: &Stamper) -> Result<(), Error> {
    ask_for(stamper, &anchors(), None)
}

#[test]
fn a_good_timestamp_is_taken() {
    assert_eq!(ask(&Stamper::good()), Ok(()));
    assert_eq!(ask_for(&Stamper::good(), &anchors(), Some("1.2.3.4")), Ok(()));
}

#[test]
fn answers_about_something_else_are_refused() {
    let twisted = |twist| ask(&Stamper::twisted(&[twist]));
    assert_eq!(twisted(Twist::OtherImprint), Err(Error::WrongImprint));
    assert_eq!(twisted(Twist::OtherNonce), Err(Error::WrongNonce));
    let policies = ("1.2.3.9".parse().unwrap(), "1.2.3.4".parse().unwrap());
    let wrong = Err(Error::WrongPolicy { asked: policies.0, stated: policies.1 });
    assert_eq!(ask_for(&Stamper::good(), &anchors(), Some("1.2.3.9")), wrong);
}

#[test]
fn signatures_that_do_not_hold_are_refused() {
    for twist in [Twist::ForgedSignature, Twist::OtherCertificateBound] {
        assert_eq!(
            ask(&Stamper::twisted(std::slice::from_ref(&twist))),
            Err(Error::BadSignature),
            "{twist:?}"
        );
    }
}

#[test]
fn what_rests_on_sha_1_proves_nothing() {
    let weak = Err(Error::Weak { authority: "Stamper".to_owned() });
    assert_eq!(ask(&Stamper::twisted(&[Twist::Weak])), weak);
}

#[test]
fn what_is_no_timestamp_is_called_so() {
    for bytes in [&b"<html>"[..], b"", &[0x30, 0], &sequence(&[&sequence(&[&[tag::INTEGER, 1, 0]])])] {
        let outcome = ask(&Stamper::twisted(&[Twist::Instead(bytes.to_vec())]));
        assert!(matches!(outcome, Err(Error::NotATimestamp { .. })), "{bytes:02x?}: {outcome:?}");
    }
    let error_page = ask(&Stamper::twisted(&[Twist::Unanswered(Unanswered::Status { status: 500 })]));
    assert!(matches!(error_page, Err(Error::NotATimestamp { .. })), "{error_page:?}");
}

#[test]
fn an_authority_that_does_not_answer_is_told_from_one_that_refuses() {
    let detail = "no route".to_owned();
    for (why, error) in [
        (Unanswered::Late { seconds: 30 }, Error::Late { seconds: 30 }),
        (Unanswered::TooBig { limit: 5 }, Error::TooBig { limit: 5 }),
        (Unanswered::Unreachable { detail: detail.clone() }, Error::Unreachable { detail }),
    ] {
        assert_eq!(ask(&Stamper::twisted(&[Twist::Unanswered(why)])), Err(error));
    }
    let too_big = ask(&Stamper::twisted(&[Twist::Big(300_000)]));
    assert_eq!(too_big, Err(Error::TooBig { limit: 256 * 1024 }));
    let text = sequence(&[&element(0x0C, "trop tôt".as_bytes())]);
    // badAlg (0), systemFailure (25) and a bit nobody named (26); five bits of the last octet are unused.
    let bits = element(tag::BIT_STRING, &[5, 0x80, 0, 0, 0x60]);
    let status = sequence(&[&[tag::INTEGER, 1, 2], &text, &bits]);
    let fail_info =
        vec![TimestampFailure::BadAlgorithm, TimestampFailure::SystemFailure, TimestampFailure::Other(26)];
    let refused = Error::Refused { status: 2, fail_info, text: "trop tôt".to_owned() };
    assert_eq!(ask(&Stamper::twisted(&[Twist::Refusing(status)])), Err(refused));
}

#[test]
fn a_clock_that_is_wrong_by_hours_is_told_before_certificates_are_blamed() {
    for hours in [-2, 2, 24 * 365 * 30] {
        let time = later(now(), hours);
        let outcome = ask(&Stamper { time, ..Stamper::good() });
        assert_eq!(outcome, Err(Error::ClockDiffers { stated: time, own: now() }), "{hours} h");
    }
}

#[test]
fn only_certificates_made_for_timestamps_alone_may_sign_them() {
    let authority = "Stamper".to_owned();
    let more = [
        vec![],
        vec![purpose(oid::DOCUMENT_SIGNING)],
        // not critical
        vec![extension(
            oid::EXTENDED_KEY_USAGE,
            &sequence(&[&crate::asn1::object_identifier(oid::TIME_STAMPING)]),
        )],
    ];
    for more in more {
        let certificate = issued("Stamper", STAMPER, more);
        let outcome = ask(&Stamper { certificate, ..Stamper::good() });
        assert_eq!(outcome, Err(Error::NotAnAuthority { authority: authority.clone() }));
    }
}

#[test]
fn untrusted_and_expired_authorities_are_two_things() {
    let authority = || "Stamper".to_owned();
    let issuer = Some("Root".to_owned());
    let untrusted = Err(Error::Untrusted { authority: authority(), issuer: issuer.clone() });
    assert_eq!(ask_for(&Stamper::good(), &TrustAnchors::empty(), None), untrusted);
    let more = || vec![purpose(oid::TIME_STAMPING), list_at("http://list")];
    let foreign = Issue { more: more(), ..Issue::signer("Stamper", STAMPER, "Root", STAMPER) }.issue();
    let untrusted = Err(Error::Untrusted { authority: authority(), issuer });
    assert_eq!(ask(&Stamper { certificate: foreign, ..Stamper::good() }), untrusted);
    let validity = ("200101000000Z", "260101000000Z");
    let old = Issue { more: more(), validity, ..Issue::signer("Stamper", STAMPER, "Root", 1) }.issue();
    let (not_before, not_after) = (old.not_before(), old.not_after());
    let expired = Err(Error::Expired { authority: authority(), not_before, not_after });
    assert_eq!(ask(&Stamper { certificate: old, ..Stamper::good() }), expired);
}

//! Levels: what each adds, what keeps a signature from one, and that nothing less happens in silence.

use super::{document, key, request};
use crate::asn1::oid;
use crate::sign::{
    EvidenceFault, Fallback, LevelError, LevelOutcome, LevelRequest, Missing, SelfMadeIdentity, Shortfall,
    SignatureRequest, SignatureValue, SigningKey, SigningKeyError, TimestampError, Unanswered, extend_pdf,
    sign_with_level, timestamp_pdf,
};
use crate::testing::Issue;
use crate::testing::authority::{
    Answering, CountedKey, Listing, Places, RESPONDER, ROOT, SIGNER, Stamper, Twist, anchors, issued, later,
    list_at, now, purpose, revoked, root, signer_certificate,
};
use crate::validate::{PadesLevel, SignatureKind, ValidationReport, ValidationTime, validate};
use paraphe_pdf::{PdfFile, SecurityStore};
use std::sync::atomic::Ordering;

fn sign<'a>(pdf: &'a PdfFile, level: &LevelRequest<'_>) -> Result<LevelOutcome<'a>, LevelError> {
    sign_with_level(pdf, &SignatureRequest::invisible(now()), &key(), level)
}

fn read(outcome: &LevelOutcome<'_>) -> PdfFile {
    PdfFile::parse(outcome.signed.to_bytes(), None).unwrap()
}

fn report(pdf: &PdfFile) -> ValidationReport {
    validate(pdf, &anchors(), ValidationTime(now()))
}

fn kinds(pdf: &PdfFile) -> Vec<bool> {
    pdf.signature_fields().iter().map(|field| field.is_document_timestamp).collect()
}

#[test]
fn each_level_adds_its_own_and_leaves_every_byte_as_it_was() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    for (wished, updates, stamps) in [
        (PadesLevel::BB, 1, vec![false]),
        (PadesLevel::BT, 1, vec![false]),
        (PadesLevel::BLT, 2, vec![false]),
        (PadesLevel::BLTA, 3, vec![false, true]),
    ] {
        let outcome = sign(&pdf, &request(wished, &stamper, &places, &anchors)).unwrap();
        assert_eq!((outcome.reached, &outcome.shortfalls[..]), (wished, &[][..]));
        let signed = read(&outcome);
        assert!(signed.bytes().starts_with(pdf.bytes()), "{wished:?}");
        assert_eq!(outcome.signed.digest(), report(&signed).sha256, "{wished:?}");
        assert_eq!(signed.revisions().len(), updates, "updates of {wished:?}"); // the repaired original is none
        assert_eq!(kinds(&signed), stamps, "{wished:?}");
        let is_timed = wished >= PadesLevel::BT;
        assert_eq!(outcome.proven_time.is_some(), is_timed, "{wished:?}");
        let store = SecurityStore::read(&signed);
        let counts = (store.certificates.len(), store.ocsps.len(), store.crls.len());
        let expected = if wished >= PadesLevel::BLT { (3, 1, 1) } else { (0, 0, 0) };
        assert_eq!(counts, expected, "signer, stamper and root; one answer, one list");
    }
}

#[test]
fn our_own_validator_finds_the_levels_we_say() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    for wished in [PadesLevel::BB, PadesLevel::BT, PadesLevel::BLT, PadesLevel::BLTA] {
        let outcome = sign(&pdf, &request(wished, &stamper, &places, &anchors)).unwrap();
        let report = report(&read(&outcome));
        let signature = report.signatures.iter().find(|one| one.kind != SignatureKind::DocumentTimestamp);
        assert_eq!(signature.unwrap().level, Some(wished));
    }
}

#[test]
fn a_key_is_asked_once_unless_the_timestamp_needs_more_room_than_anybody_expects() {
    let (pdf, places, anchors) = (document(), Places::good(), anchors());
    for (size, asked) in [(1, 1), (30_000, 1), (60_000, 2)] {
        let (stamper, key) = (Stamper::twisted(&[Twist::Big(size)]), key());
        let level = request(PadesLevel::BLTA, &stamper, &places, &anchors);
        let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &key, &level).unwrap();
        assert_eq!(outcome.reached, PadesLevel::BLTA, "a token of {size} bytes is not cut");
        assert_eq!(key.asked.load(Ordering::SeqCst), asked, "with {size} bytes more");
        assert_eq!(report(&read(&outcome)).signatures.len(), 2);
    }
}

#[test]
fn less_than_wished_is_an_error_unless_it_is_accepted() {
    let (pdf, places, anchors) = (document(), Places::good(), anchors());
    let late = Twist::Unanswered(Unanswered::Late { seconds: 3 });
    let reason = || TimestampError::Late { seconds: 3 };
    for (answers, wished, reached, shortfall) in [
        (vec![late.clone()], PadesLevel::BT, PadesLevel::BB, Shortfall::SignatureTimestamp(reason())),
        (vec![late.clone()], PadesLevel::BLTA, PadesLevel::BB, Shortfall::SignatureTimestamp(reason())),
        (vec![Twist::None, late], PadesLevel::BLTA, PadesLevel::BLT, Shortfall::DocumentTimestamp(reason())),
    ] {
        let stamper = Stamper::twisted(&answers);
        let accepting = request(wished, &stamper, &places, &anchors);
        let outcome = sign(&pdf, &accepting).unwrap();
        assert_eq!((outcome.reached, &outcome.shortfalls), (reached, &vec![shortfall.clone()]));
        let stamper = Stamper::twisted(&answers);
        let refusing =
            LevelRequest { fallback: Fallback::Refuse, ..request(wished, &stamper, &places, &anchors) };
        match sign(&pdf, &refusing).map(drop) {
            Err(LevelError::NotReached { wished: w, reached: r, shortfalls }) => {
                assert_eq!((w, r, shortfalls), (wished, reached, vec![shortfall]));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// A key that asks its owner for each signature.
struct Asking(CountedKey);

impl SigningKey for Asking {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        self.0.certificate_chain()
    }

    fn signs_unasked(&self) -> bool {
        false
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        self.0.sign(signed_attributes)
    }
}

#[test]
fn no_room_is_kept_for_a_timestamp_that_did_not_come_unless_its_owner_would_be_asked_again() {
    let (pdf, places, anchors) = (document(), Places::good(), anchors());
    let late = Twist::Unanswered(Unanswered::Late { seconds: 3 });
    let silent = Stamper::twisted(&[late.clone(), late]);
    let appended = |key: &dyn SigningKey, wished| {
        let level = request(wished, &silent, &places, &anchors);
        let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), key, &level).unwrap();
        assert_eq!(
            (outcome.reached, outcome.shortfalls.is_empty()),
            (PadesLevel::BB, wished == outcome.reached)
        );
        assert_eq!(report(&read(&outcome)).signatures.len(), 1);
        outcome.signed.appended().len()
    };
    let (file, token) = (key(), Asking(key()));
    let plain = appended(&file, PadesLevel::BB);
    assert_eq!(appended(&file, PadesLevel::BT), plain);
    assert_eq!(file.asked.load(Ordering::SeqCst), 3, "once, and twice where the timestamp did not come");
    assert!(appended(&token, PadesLevel::BT) > plain + 32_000);
    assert_eq!(token.0.asked.load(Ordering::SeqCst), 1);
}

#[test]
fn what_is_not_set_up_is_named() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let whole = request(PadesLevel::BLT, &stamper, &places, &anchors);
    let alone = sign(&pdf, &LevelRequest { authority: None, ..whole }).unwrap();
    assert_eq!((alone.reached, alone.shortfalls), (PadesLevel::BB, vec![Shortfall::NoAuthority]));
    let blind = sign(&pdf, &LevelRequest { revocation: None, ..whole }).unwrap();
    assert_eq!((blind.reached, blind.shortfalls), (PadesLevel::BT, vec![Shortfall::NoEvidenceSource]));
}

/// The names for which something is missing, and what.
fn missing(outcome: &LevelOutcome<'_>) -> Vec<(String, Missing)> {
    match outcome.shortfalls.as_slice() {
        [Shortfall::EvidenceMissing(missing)] => {
            missing.iter().map(|one| (one.name.clone(), one.what.clone())).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_is_said_which_certificate_lacks_what() {
    let (pdf, stamper, anchors) = (document(), Stamper::good(), anchors());
    let nothing = Places::default();
    let outcome = sign(&pdf, &request(PadesLevel::BLTA, &stamper, &nothing, &anchors)).unwrap();
    assert_eq!(outcome.reached, PadesLevel::BT);
    assert!(SecurityStore::read(&read(&outcome)).is_empty(), "half the data is none");
    let not_found = || EvidenceFault::Unanswered(Unanswered::Status { status: 404 });
    let at = |address: &str| (address.to_owned(), not_found());
    assert_eq!(
        missing(&outcome),
        [
            ("Signer".to_owned(), Missing::Revocation { tried: vec![at("http://ocsp"), at("http://list")] }),
            ("Stamper".to_owned(), Missing::Revocation { tried: vec![at("http://list")] }),
        ]
    );
    assert_eq!(
        nothing.asked.lock().unwrap().iter().filter(|address| *address == "http://list").count(),
        1,
        "a list is fetched once"
    );
}

#[test]
fn a_certificate_without_addresses_and_one_without_issuer_are_told_apart() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let level = request(PadesLevel::BLT, &stamper, &places, &anchors);
    let quiet = CountedKey::of(&issued("Quiet", SIGNER, vec![]), SIGNER);
    let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &quiet, &level).unwrap();
    assert_eq!(missing(&outcome), [("Quiet".to_owned(), Missing::NoAddress)]);
    let foreign = Issue::signer("Foreign", SIGNER, "Elsewhere", RESPONDER).issue();
    let foreign = CountedKey::of(&foreign, SIGNER);
    let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &foreign, &level).unwrap();
    let issuer = Some("Elsewhere".to_owned());
    assert_eq!(missing(&outcome), [("Foreign".to_owned(), Missing::Issuer { issuer })]);
}

#[test]
fn a_missing_issuer_is_fetched_from_where_the_certificate_says() {
    let place = crate::asn1::element(0x86, b"http://issuer");
    let method = crate::asn1::object_identifier(oid::ACCESS_ISSUERS);
    let access = crate::asn1::sequence(&[&crate::asn1::sequence(&[&method, &place])]);
    let more = vec![
        crate::testing::extension(oid::AUTHORITY_INFORMATION_ACCESS, &access),
        list_at("http://between"),
    ];
    let between = Issue {
        subject: "Between",
        subject_key: RESPONDER,
        issuer: "Root",
        serial: 9,
        more: vec![list_at("http://list")],
        ..Issue::authority("Between", ROOT)
    };
    let between = between.issue();
    let leaf = Issue { more, ..Issue::signer("Leaf", SIGNER, "Between", RESPONDER) }.issue();
    let own_list = Listing { issuer: "Between", number: RESPONDER, ..Listing::empty() };
    let places = Places::holding(&[
        ("http://issuer", between.der().to_vec()),
        ("http://between", own_list.der()),
        ("http://list", Listing::empty().der()),
    ]);
    let (pdf, stamper, anchors) = (document(), Stamper::good(), anchors());
    let level = request(PadesLevel::BLT, &stamper, &places, &anchors);
    let key = CountedKey::of(&leaf, SIGNER);
    let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &key, &level).unwrap();
    assert_eq!((outcome.reached, &outcome.shortfalls[..]), (PadesLevel::BLT, &[][..]));
    let store = SecurityStore::read(&read(&outcome));
    assert!(store.certificates.contains(&between.der().to_vec()), "the fetched issuer is kept");
    assert!(store.certificates.contains(&root().der().to_vec()), "the anchor too");
}

#[test]
fn lists_stand_in_for_responders_that_give_nothing_usable() {
    let forged = Answering { number: SIGNER, ..Answering::about(&signer_certificate()) };
    let places = Places::holding(&[("http://ocsp", forged.der()), ("http://list", Listing::empty().der())]);
    let (pdf, stamper, anchors) = (document(), Stamper::good(), anchors());
    let outcome = sign(&pdf, &request(PadesLevel::BLT, &stamper, &places, &anchors)).unwrap();
    assert_eq!(outcome.reached, PadesLevel::BLT);
    let store = SecurityStore::read(&read(&outcome));
    assert_eq!((store.ocsps.len(), store.crls.len()), (0, 1), "what was not checked does not go in");
}

#[test]
fn a_responder_of_its_own_is_kept_and_asked_about() {
    let (pdf, stamper, anchors) = (document(), Stamper::good(), anchors());
    let no_check = crate::testing::extension(oid::OCSP_NO_CHECK, &[0x05, 0x00]);
    for (more, gap) in [
        (vec![purpose(oid::OCSP_SIGNING), no_check], None),
        (vec![purpose(oid::OCSP_SIGNING), list_at("http://list")], None),
        (vec![purpose(oid::OCSP_SIGNING)], Some(Missing::NoAddress)),
    ] {
        let responder = issued("Responder", RESPONDER, more);
        let answering = Answering {
            responder: responder.clone(),
            number: RESPONDER,
            ..Answering::about(&signer_certificate())
        };
        let places =
            Places::holding(&[("http://ocsp", answering.der()), ("http://list", Listing::empty().der())]);
        let outcome = sign(&pdf, &request(PadesLevel::BLT, &stamper, &places, &anchors)).unwrap();
        match gap {
            None => {
                let store = SecurityStore::read(&read(&outcome));
                assert!(store.certificates.contains(&responder.der().to_vec()));
            }
            Some(gap) => assert_eq!(missing(&outcome), [("Responder".to_owned(), gap)]),
        }
    }
}

#[test]
fn a_revoked_certificate_never_signs_whatever_is_accepted() {
    let since = later(now(), -48);
    let by_answer = Answering { status: revoked(since), ..Answering::about(&signer_certificate()) };
    let by_list = Listing { revoked: vec![(SIGNER, since)], ..Listing::empty() };
    let (pdf, stamper, anchors) = (document(), Stamper::good(), anchors());
    for places in [
        Places::holding(&[("http://ocsp", by_answer.der()), ("http://list", Listing::empty().der())]),
        Places::holding(&[("http://list", by_list.der())]),
    ] {
        match sign(&pdf, &request(PadesLevel::BLT, &stamper, &places, &anchors)).map(drop) {
            Err(LevelError::Revoked { name, since: found, .. }) => {
                assert_eq!((name.as_str(), found), ("Signer", since));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_was_revoked_after_its_timestamp_can_still_be_given_its_data() {
    let (pdf, stamper, good, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let stamped = read(&sign(&pdf, &request(PadesLevel::BT, &stamper, &good, &anchors)).unwrap());
    for (hours, is_extended) in [(2, true), (-2, false)] {
        let since = later(now(), hours);
        let year_later = later(now(), 24 * 365);
        let list = Listing {
            this_update: later(year_later, -1),
            next_update: Some(later(year_later, 1)),
            ..Listing::empty()
        };
        let own = Answering {
            status: revoked(since),
            this_update: list.this_update,
            next_update: list.next_update,
            ..Answering::about(&signer_certificate())
        };
        let places = Places::holding(&[("http://ocsp", own.der()), ("http://list", list.der())]);
        let level = LevelRequest { now: year_later, ..request(PadesLevel::BLT, &stamper, &places, &anchors) };
        match extend_pdf(&stamped, &level).map(|outcome| outcome.reached) {
            Ok(reached) => assert!(is_extended && reached == PadesLevel::BLT),
            Err(LevelError::Revoked { since: found, .. }) => assert!(!is_extended && found == since),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn certificates_out_of_their_time_do_not_sign() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let level = request(PadesLevel::BB, &stamper, &places, &anchors);
    for (validity, expired) in
        [(("200101000000Z", "260101000000Z"), true), (("270101000000Z", "300101000000Z"), false)]
    {
        let certificate = Issue { validity, ..Issue::signer("Signer", SIGNER, "Root", ROOT) }.issue();
        let key = CountedKey::of(&certificate, SIGNER);
        let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &key, &level).map(drop);
        match outcome {
            Err(LevelError::Expired { not_after, .. }) => assert!(expired && not_after < now()),
            Err(LevelError::NotYetValid { not_before, .. }) => assert!(!expired && not_before > now()),
            other => panic!("{other:?}"),
        }
        assert_eq!(key.asked.load(Ordering::SeqCst), 0, "the key is not asked");
    }
}

#[test]
fn a_self_made_identity_has_nobody_to_ask_about() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let identity = SelfMadeIdentity::create("Self", None, now()).unwrap();
    let level = request(PadesLevel::BLTA, &stamper, &places, &anchors);
    let outcome = sign_with_level(&pdf, &SignatureRequest::invisible(now()), &identity, &level).unwrap();
    assert_eq!((outcome.reached, &outcome.shortfalls[..]), (PadesLevel::BLTA, &[][..]));
}

#[test]
fn an_old_document_is_renewed_by_data_for_its_last_timestamp_and_a_new_one() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let level = request(PadesLevel::BLTA, &stamper, &places, &anchors);
    let first = read(&sign(&pdf, &level).unwrap());
    places.asked.lock().unwrap().clear();
    let renewed = extend_pdf(&first, &level).unwrap();
    assert_eq!((renewed.reached, &renewed.shortfalls[..]), (PadesLevel::BLTA, &[][..]));
    let again = read(&renewed);
    assert!(again.bytes().starts_with(first.bytes()));
    assert_eq!(kinds(&again), [false, true, true]);
    assert_eq!(
        *places.asked.lock().unwrap(),
        ["http://list"],
        "the signer's answer stands under a timestamp already; only the last timestamp's authority is asked about"
    );
}

#[test]
fn a_timestamp_can_be_added_later() {
    let (pdf, stamper, places, anchors) = (document(), Stamper::good(), Places::good(), anchors());
    let plain = read(&sign(&pdf, &request(PadesLevel::BB, &stamper, &places, &anchors)).unwrap());
    let level = request(PadesLevel::BT, &stamper, &places, &anchors);
    let stamped = timestamp_pdf(&plain, &level).unwrap();
    assert_eq!((stamped.reached, stamped.proven_time), (PadesLevel::BT, Some(now())));
    let stamped = read(&stamped);
    assert!(stamped.bytes().starts_with(plain.bytes()));
    assert_eq!(kinds(&stamped), [false, true]);
    let long = extend_pdf(&plain, &request(PadesLevel::BLTA, &stamper, &places, &anchors)).unwrap();
    assert_eq!(long.reached, PadesLevel::BLTA);
    assert_eq!(
        kinds(&read(&long)),
        [false, true, true],
        "a time first, then the data, then the seal over it"
    );
    for outcome in [timestamp_pdf(&pdf, &level), extend_pdf(&pdf, &level)] {
        assert!(matches!(outcome.map(drop), Err(LevelError::NotSigned)), "nothing is signed there");
    }
    let silent = Stamper::twisted(&[Twist::Unanswered(Unanswered::Late { seconds: 1 })]);
    let level =
        LevelRequest { fallback: Fallback::Refuse, ..request(PadesLevel::BT, &silent, &places, &anchors) };
    assert!(matches!(timestamp_pdf(&plain, &level).map(drop), Err(LevelError::NotReached { .. })));
}

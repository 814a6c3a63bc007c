use paraphe_envelope::{Language, Timestamp};
use paraphe_pades::{ChangeKind, Finding, Integrity, LaterChange, Severity, TimestampReport};

use super::*;
use crate::verification::report::samples::{report, signature as sample};
use crate::words;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

fn finding(code: FindingCode) -> Finding {
    Finding { code, severity: Severity::Warning, message: String::new(), params: BTreeMap::new() }
}

/// Signed on the last day of the certificate, looked at later; nobody recognised anything.
fn long_ago() -> SignatureReport {
    let mut old = sample("Alice");
    old.certificate_status = CertificateStatus::Expired;
    old.verdict = ReportVerdict::IntactIdentityUnknown;
    old.findings = vec![finding(FindingCode::IssuerUnknown)];
    old.signer.as_mut().unwrap().trusted_by = None;
    old
}

/// A timestamp over the document of an authority nobody recognised.
fn stamp() -> SignatureReport {
    let mut stamp = long_ago();
    stamp.kind = SignatureKind::DocumentTimestamp;
    stamp.timestamp = timestamp(stamp.claimed_time.take());
    stamp
}

fn timestamp(time: Option<Timestamp>) -> TimestampReport {
    TimestampReport { present: false, valid: false, authority: Some("Horloge".to_owned()), time }
}

fn broken(mut signature: SignatureReport) -> SignatureReport {
    signature.verdict = ReportVerdict::Broken;
    signature.indication = Indication::TotalFailed;
    signature
}

fn told(sentence: &SentenceView) -> String {
    for language in [Language::En, Language::It] {
        let said = words::tell(language, sentence);
        assert!(said != sentence.id && !said.contains('{'), "{language:?}: {said}");
    }
    words::tell(Language::Fr, sentence)
}

fn answer(one: &SignatureReport, question: &str) -> (Answer, String) {
    let answers = signature(one).answers;
    let found = answers.into_iter().find(|answer| answer.question == question).unwrap();
    (found.answer, told(&found.sentence))
}

fn headline(one: SignatureReport) -> String {
    told(&sentence(&ValidationReport { verdict: one.verdict, ..report(vec![one]) }))
}

#[test]
fn a_timestamp_alone_is_nobodys_signature() {
    let clock = SignatureReport { verdict: ReportVerdict::Valid, ..stamp() };
    let report = ValidationReport { verdict: ReportVerdict::None, ..report(vec![clock]) };
    let sentence = sentence(&report);
    assert_eq!(title(verdict(report.verdict), &sentence), "verdict-none");
    assert!(told(&sentence).starts_with("Personne n’a signé ce PDF."), "{}", told(&sentence));
    assert_eq!(advice(Verdict::NoSignature, &report, None)[0].id, "advice-ask-signature");
}

#[test]
fn a_name_of_blanks_is_none() {
    let mut blank = sample("Alice");
    blank.declared_name = None;
    let signer = blank.signer.as_mut().unwrap();
    (signer.common_name, signer.organization) = (Some(" ".to_owned()), Some("Cabinet Roy".to_owned()));
    assert_eq!(declared_name(&blank), "Cabinet Roy");
}

#[test]
fn a_certificate_that_was_valid_on_the_stated_date_has_expired_since() {
    let old = long_ago();
    let (open, said) = answer(&old, "certificate");
    assert!(open == Answer::Unknown && said.contains("a expiré depuis, le 22/11/2026"), "{said}");
    assert!(said.contains("rien ne prouve"), "{said}");
    assert_eq!(signature(&old).certificate, None, "to recognise it would confirm nothing");
    assert_eq!(answer(&stamp(), "certificate").0, Answer::Unknown, "a timestamp states its time too");

    let day_after = |time: Timestamp| Timestamp::from_millis(time.as_millis() + DAY_MILLIS);
    let late = SignatureReport { claimed_time: old.claimed_time.map(day_after), ..old };
    assert_eq!(answer(&late, "certificate"), (Answer::No, "Le certificat n’était plus valable.".to_owned()));
}

#[test]
fn a_timestamp_over_the_document_says_its_time_and_whose_word_it_is() {
    let (open, said) = answer(&stamp(), "when");
    assert_eq!(open, Answer::Unknown);
    assert!(
        said.starts_with("22/11/2026") && said.contains("d’après Horloge, que vous n’avez pas choisi"),
        "{said}"
    );

    let recognised = SignatureReport { findings: Vec::new(), ..stamp() };
    let (_, said) = answer(&recognised, "when");
    assert!(said.ends_with("d’après Horloge.") && !said.contains("pas choisi"), "{said}");

    let integrity = Integrity { byte_range_ok: true, digest_ok: Some(false), signature_ok: Some(true) };
    let (_, said) = answer(&broken(SignatureReport { integrity, ..stamp() }), "when");
    assert!(said.contains("ne tient pas") && !said.contains("Horloge"), "{said}");
}

#[test]
fn a_timestamp_that_is_not_counted_is_told_beside_the_signers_word() {
    let mut stamped = sample("Alice");
    stamped.timestamp = timestamp(stamped.claimed_time);
    assert!(!answer(&stamped, "when").1.contains("Horloge"), "what is not intact says nothing");
    stamped.findings = vec![finding(FindingCode::TimestampUntrusted)];
    let (open, said) = answer(&stamped, "when");
    assert_eq!((open, said.matches("22/11/2026").count()), (Answer::Unknown, 2), "{said}");
    assert!(
        said.contains("ordinateur du signataire") && said.contains("horodatage fait par Horloge"),
        "{said}"
    );
}

#[test]
fn a_trust_that_was_given_is_never_denied() {
    let who = |code: Option<FindingCode>, status| {
        let findings = code.map(finding).into_iter().collect();
        let (open, said) =
            answer(&SignatureReport { findings, certificate_status: status, ..long_ago() }, "who");
        assert_eq!(open, Answer::Unknown, "{said}");
        said
    };
    let (expired, early) = (CertificateStatus::Expired, CertificateStatus::NotYetValid);
    assert!(who(None, expired).contains("reconnu, mais expiré"));
    assert!(who(None, early).contains("reconnu, mais hors de sa période"));
    let failing = who(Some(FindingCode::ChainInvalid), expired);
    assert!(failing.contains("ne tient pas") && !failing.contains("reconn"), "nor affirmed: {failing}");
    assert!(who(Some(FindingCode::IssuerUnknown), expired).contains("que vous n’avez pas choisi"));

    let mut own = SignatureReport { findings: Vec::new(), ..long_ago() };
    own.signer.as_mut().unwrap().self_made = true;
    assert!(answer(&own, "who").1.contains("reconnu, mais expiré"), "of a program's own seal too");
}

#[test]
fn a_signature_that_cannot_be_read_is_not_said_to_differ_from_the_document() {
    let unreadable = broken(SignatureReport {
        integrity: Integrity { byte_range_ok: true, digest_ok: None, signature_ok: None },
        findings: vec![finding(FindingCode::CmsUnreadable)],
        ..sample("Alice")
    });
    assert_eq!(
        answer(&unreadable, "unchanged"),
        (Answer::Unknown, "L’intégrité n’a pas pu être contrôlée.".to_owned())
    );
    let said = headline(unreadable);
    assert!(said.contains("ne peut pas être lue") && !said.contains("ne correspond pas"), "{said}");
}

#[test]
fn bytes_behind_the_end_are_named_where_nothing_else_came() {
    let longer = broken(SignatureReport {
        modifications: ModificationLevel::Other,
        modifications_allowed: false,
        findings: vec![finding(FindingCode::BytesAfterEnd), finding(FindingCode::ChangedAfterSigning)],
        ..sample("Alice")
    });
    assert!(headline(longer.clone()).starts_with("Des octets ont été ajoutés après la fin"));
    let more = LaterChange { what: ChangeKind::Unexplained, field: None, objects: 1 };
    let said = headline(SignatureReport { later_changes: vec![more], ..longer });
    assert!(said.starts_with("Le contenu a été changé"), "{said}");
}

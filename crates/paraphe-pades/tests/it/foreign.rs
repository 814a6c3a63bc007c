//! Chains, revocation and timestamps, on what other programs made (`fixtures/README.md`).

use crate::made::{document, parse};
use paraphe_envelope::Timestamp;
use paraphe_pades::{
    CertificateStatus, Conclusion, FindingCode, ModificationLevel, PadesLevel, Pkcs12Key, SignatureKind,
    SignatureRequest, SubIndication, TrustAnchors, ValidationReport, ValidationTime, sign_pdf, validate,
};

const TIMESTAMPED: &[u8] = include_bytes!("../fixtures/timestamped.pdf");

fn then() -> Timestamp {
    "2027-01-01T00:00:00Z".parse().unwrap()
}

fn authority() -> TrustAnchors {
    let mut trust = TrustAnchors::empty();
    assert_eq!(trust.add(include_bytes!("../fixtures/ca.pem")).unwrap(), 1);
    trust
}

fn report(bytes: &[u8], trust: &TrustAnchors, at: Timestamp) -> ValidationReport {
    validate(&parse(bytes), trust, ValidationTime(at))
}

#[test]
fn a_certificate_that_could_be_revoked_is_not_called_good_offline() {
    let key = Pkcs12Key::open(include_bytes!("../fixtures/revocable.p12"), "test").unwrap();
    assert_eq!(key.common_name().as_deref(), Some("Test revocable"));
    let pdf = parse(&document());
    let signed = sign_pdf(&pdf, SignatureRequest::invisible(then()), &key).unwrap().to_bytes();
    let report = report(&signed, &authority(), then());
    let signature = &report.signatures[0];
    assert_eq!(report.conclusion, Conclusion::Indeterminate);
    assert_eq!(signature.sub_indication, Some(SubIndication::TryLater));
    assert_eq!(signature.certificate_status, CertificateStatus::Unknown);
    assert!(signature.findings.iter().any(|finding| finding.code == FindingCode::RevocationNotChecked));
    assert_eq!(signature.signer.as_ref().unwrap().trusted_by.as_deref(), Some("Test authority"));
}

#[test]
fn a_trusted_timestamp_proves_the_time() {
    let report = report(TIMESTAMPED, &authority(), then());
    assert_eq!(report.conclusion, Conclusion::TotalPassed, "{report:#?}");
    let [signature, stamp] = report.signatures.as_slice() else { panic!("a signature and a timestamp") };
    assert!(signature.timestamp.valid);
    assert!(signature.proven_time.is_some());
    assert_eq!(signature.timestamp.authority.as_deref(), Some("Test timestamps"));
    assert_eq!(signature.level, Some(PadesLevel::BT));
    assert_eq!(signature.modifications, ModificationLevel::LtaUpdates, "the document timestamp came later");
    assert_eq!(stamp.kind, SignatureKind::DocumentTimestamp);
    assert!(stamp.covers_whole_file);
}

#[test]
fn an_untrusted_timestamp_proves_nothing() {
    let report = report(TIMESTAMPED, &TrustAnchors::empty(), then());
    let signature = &report.signatures[0];
    assert_eq!(report.conclusion, Conclusion::Indeterminate);
    assert!(signature.timestamp.present && !signature.timestamp.valid);
    assert_eq!(signature.proven_time, None);
    assert!(signature.findings.iter().any(|finding| finding.code == FindingCode::TimestampUntrusted));
}

#[test]
fn a_timestamp_does_not_outlive_its_authority() {
    // Nothing younger protects it: when the authority's certificate has expired, the time is a claim again.
    let later = "2060-01-01T00:00:00Z".parse().unwrap();
    let report = report(TIMESTAMPED, &authority(), later);
    assert_eq!(report.signatures[0].proven_time, None);
    assert_eq!(report.signatures[0].sub_indication, Some(SubIndication::OutOfBoundsNoPoe));
}

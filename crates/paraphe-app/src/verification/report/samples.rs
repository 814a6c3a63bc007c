//! Reports for tests.

use paraphe_envelope::{Language, Sha256Digest, Timestamp};
use paraphe_pades::{
    CertificateStatus, Conclusion, Coverage, DigestAlgorithm, Indication, Integrity, ListedStanding, Listing,
    ModificationLevel, RevocationReport, RevocationStatus, SignatureKind, SignatureReport, Signer,
    TimestampReport, ValidationReport, Verdict,
};

use super::Facts;

/// A signature of this person that holds and is vouched for by an anchor of one's own.
pub(crate) fn signature(name: &str) -> SignatureReport {
    let at = Timestamp::from_millis(1_795_341_600_000);
    SignatureReport {
        field: "Signature1".to_owned(),
        kind: SignatureKind::Approval,
        indication: Indication::TotalPassed,
        sub_indication: None,
        verdict: Verdict::Valid,
        integrity: Integrity { byte_range_ok: true, digest_ok: Some(true), signature_ok: Some(true) },
        coverage: Coverage::WholeFile,
        covers_whole_file: true,
        signed_bytes: 1000,
        modifications: ModificationLevel::None,
        modifications_allowed: true,
        later_changes: Vec::new(),
        changed_pages: Vec::new(),
        signer: Some(signer(name, at)),
        certificate_status: CertificateStatus::Good,
        revocation: RevocationReport {
            status: RevocationStatus::NothingToCheck,
            source: None,
            as_of: None,
            revoked_at: None,
        },
        claimed_time: Some(at),
        proven_time: None,
        timestamp: TimestampReport::default(),
        level: None,
        digest_algorithm: Some(DigestAlgorithm::Sha256),
        signature_algorithm: None,
        sub_filter: "ETSI.CAdES.detached".to_owned(),
        declared_name: None,
        page: Some(1),
        reason: None,
        location: None,
        permits: None,
        findings: Vec::new(),
    }
}

fn signer(name: &str, at: Timestamp) -> Signer {
    Signer {
        common_name: Some(name.to_owned()),
        organization: None,
        issuer: Some("CA de test".to_owned()),
        serial: "01".to_owned(),
        not_before: at,
        not_after: at,
        qualified: false,
        listed: None,
        self_made: false,
        fingerprint: Sha256Digest::of(name.as_bytes()),
        certificate: Vec::new(),
        trusted_by: Some("CA de test".to_owned()),
    }
}

/// The same, known to the trusted lists.
pub(crate) fn listed(mut signature: SignatureReport, standing: ListedStanding) -> SignatureReport {
    if let Some(signer) = &mut signature.signer {
        signer.listed = Some(Listing {
            territory: "FR".to_owned(),
            provider: "Certi de test".to_owned(),
            service: "CA de test".to_owned(),
            standing,
            relied_on: true,
            on_device: false,
        });
    }
    signature
}

/// A report over these signatures.
pub(crate) fn report(signatures: Vec<SignatureReport>) -> ValidationReport {
    let (conclusion, verdict) = match signatures.is_empty() {
        true => (Conclusion::NoSignature, Verdict::None),
        false => (Conclusion::TotalPassed, Verdict::Valid),
    };
    ValidationReport {
        file: "contrat.pdf".to_owned(),
        sha256: Sha256Digest::of(b"contrat"),
        earlier: Vec::new(),
        checked_at: Timestamp::from_millis(1_795_341_600_000),
        conclusion,
        verdict,
        unchecked_signatures: 0,
        unsigned_fields: 0,
        signatures,
    }
}

/// What a report about it is made of.
pub(crate) fn facts(report: &ValidationReport, language: Language) -> Facts<'_> {
    Facts { report, origin: None, language, now: report.checked_at, lists_issued: None }
}

//! The computations for one signature, by kind of container.

use super::cms::{Padding, SignedData};
use super::digests::Digests;
use super::findings::{Finding, FindingCode};
use super::signer::{self, Check, SignerCheck};
use super::subject::{Container, Subject};
use super::timestamp::Token;
use crate::algorithm::{
    DigestAlgorithm, SignatureAlgorithm, SignatureScheme, Strength, key_strength, verify_digest,
};
use crate::certificate::Certificate;

/// Everything computed about one signature.
#[derive(Debug, Clone)]
pub(super) struct Computed {
    pub(super) byte_range: Check,
    pub(super) signer: SignerCheck,
    pub(super) signature_algorithm: Option<SignatureAlgorithm>,
}

pub(super) fn compute(subject: &Subject, digests: &Digests, more_certificates: &[Certificate]) -> Computed {
    let byte_range = if subject.range.is_some() { Check::Ok } else { Check::Failed };
    let document_digest = subject.wanted_digest().and_then(|(algorithm, range)| digests.of(algorithm, range));
    let (mut signer, signature_algorithm) = match &subject.container {
        Container::Detached(signed) => {
            (detached(signed, document_digest, more_certificates), scheme_name(signed))
        }
        Container::Sha1InCms(signed) => {
            (sha1_in_cms(signed, document_digest, more_certificates), scheme_name(signed))
        }
        Container::DocumentTimestamp(token) => {
            (document_timestamp(token, document_digest), scheme_name(&token.signed))
        }
        Container::BareRsa { signature, certificates } => {
            (bare_rsa(signature, certificates, document_digest), Some(SignatureAlgorithm::Rsa))
        }
        Container::Unknown => {
            let name = &subject.field.sub_filter;
            (
                nothing(
                    Check::NotPossible,
                    Finding::with(FindingCode::SubFilterUnsupported, "sub_filter", name),
                ),
                None,
            )
        }
        Container::Unreadable(detail) => {
            (nothing(Check::Failed, Finding::with(FindingCode::CmsUnreadable, "detail", detail)), None)
        }
    };
    if byte_range == Check::Failed && !matches!(subject.container, Container::Unknown) {
        signer.findings.push(Finding::new(FindingCode::ByteRangeInvalid));
    }
    if subject.wanted_digest().is_some() && document_digest.is_none() {
        signer.findings.push(Finding::new(FindingCode::TooMuchToCompute));
    }
    if padding(subject) == Padding::NotZero {
        signer.findings.push(Finding::new(FindingCode::UnusedSpaceNotZero));
    }
    Computed { byte_range, signer, signature_algorithm }
}

fn scheme_name(signed: &SignedData) -> Option<SignatureAlgorithm> {
    signed.signer.signature_scheme.as_ref().ok().map(|scheme| scheme.name())
}

fn padding(subject: &Subject) -> Padding {
    match &subject.container {
        Container::Detached(signed) | Container::Sha1InCms(signed) => signed.padding,
        Container::DocumentTimestamp(token) => token.signed.padding,
        Container::BareRsa { .. } | Container::Unknown | Container::Unreadable(_) => Padding::Zero,
    }
}

/// The content must be outside: a detached signature that carries content signs that, not the document.
fn detached(signed: &SignedData, document_digest: Option<&[u8]>, more: &[Certificate]) -> SignerCheck {
    let mut check = signer::check(signed, document_digest, more);
    if signed.content.is_some() {
        check.findings.push(Finding::with(FindingCode::AttributeMalformed, "attribute", "eContent"));
        check.format = Check::Failed;
    }
    check
}

fn sha1_in_cms(signed: &SignedData, document_digest: Option<&[u8]>, more: &[Certificate]) -> SignerCheck {
    let content = signed.content.as_deref();
    let content_digest = match (&signed.signer.digest_algorithm, content) {
        (Ok(algorithm), Some(content)) => Some(algorithm.digest(content)),
        (Ok(_) | Err(_), _) => None,
    };
    let mut check = signer::check(signed, content_digest.as_deref(), more);
    if let Some(document_digest) = document_digest
        && content != Some(document_digest)
    {
        check.findings.push(Finding::new(FindingCode::DigestMismatch));
        check.digest = Check::Failed;
    }
    weaken(&mut check);
    check
}

fn document_timestamp(token: &Token, document_digest: Option<&[u8]>) -> SignerCheck {
    let mut check = token.check();
    match (&token.imprint_algorithm, document_digest) {
        (Ok(algorithm), Some(document_digest)) => {
            if token.imprint != document_digest {
                check.findings.push(Finding::new(FindingCode::DigestMismatch));
                check.digest = Check::Failed;
            }
            if algorithm.is_weak() {
                weaken(&mut check);
            }
        }
        (Err(error), _) => {
            check.findings.push(Finding::with(FindingCode::AlgorithmUnsupported, "algorithm", error));
            if check.digest == Check::Ok {
                check.digest = Check::NotPossible;
            }
        }
        (Ok(_), None) => check.digest = Check::NotPossible,
    }
    check
}

/// PKCS #1 v1.5 over SHA-1 with the first certificate's key.
fn bare_rsa(signature: &[u8], certificates: &[Certificate], document_digest: Option<&[u8]>) -> SignerCheck {
    let scheme = SignatureScheme::RsaPkcs1(DigestAlgorithm::Sha1);
    let certificate = certificates.first().cloned();
    let mut check = SignerCheck {
        format: Check::Ok,
        digest: Check::NotPossible,
        signature: Check::NotPossible,
        binding: Check::NotPossible,
        certificate,
        strength: DigestAlgorithm::Sha1.strength(),
        findings: Vec::new(),
    };
    weaken(&mut check);
    let Some(Ok(key)) = check.certificate.as_ref().map(Certificate::public_key_info) else {
        check.findings.push(Finding::new(FindingCode::SigningCertificateMissing));
        return check;
    };
    let strength = key_strength(key.clone()).strength();
    if let Some(digest) = document_digest {
        let verified = verify_digest(scheme, key, digest, signature).is_ok();
        // Digest and signature are one here: which of them differs cannot be told.
        check.digest = if verified { Check::Ok } else { Check::Failed };
        check.signature = check.digest;
        if !verified {
            check.findings.push(Finding::new(FindingCode::SignatureMismatch));
        }
    }
    check.strength = check.strength.and(strength);
    check
}

fn weaken(check: &mut SignerCheck) {
    check.strength = check.strength.and(DigestAlgorithm::Sha1.strength());
    if !check.findings.iter().any(|finding| finding.code == FindingCode::WeakDigest) {
        check.findings.push(Finding::with(FindingCode::WeakDigest, "algorithm", "SHA-1"));
    }
}

fn nothing(format: Check, finding: Finding) -> SignerCheck {
    SignerCheck {
        format,
        digest: Check::NotPossible,
        signature: Check::NotPossible,
        binding: Check::NotPossible,
        certificate: None,
        strength: Strength::Enough,
        findings: vec![finding],
    }
}

//! Checking the one signer of a SignedData: attributes, digest, certificate, signature. Everything is computed that can
//! be; the judgement comes later.

use super::cms::{CmsError, SignedData, SignerIdentifier, SignerInfo};
use super::findings::{Finding, FindingCode};
use crate::algorithm::{
    AlgorithmError, DigestAlgorithm, KeyStrength, Strength, VerifyError, digest_algorithm, key_strength,
    verify_digest, verify_message,
};
use crate::asn1::{ReadError, Reader, octet_string, oid, tag};
use crate::certificate::Certificate;
use const_oid::ObjectIdentifier;

/// The outcome of one computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Failed,
    NotPossible,
    Ok,
}

impl Check {
    pub(crate) fn as_option(self) -> Option<bool> {
        match self {
            Self::Failed => Some(false),
            Self::NotPossible => None,
            Self::Ok => Some(true),
        }
    }

    /// Both: one failure fails, one gap leaves a gap.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Failed, _) | (_, Self::Failed) => Self::Failed,
            (Self::NotPossible, _) | (_, Self::NotPossible) => Self::NotPossible,
            (Self::Ok, Self::Ok) => Self::Ok,
        }
    }

    fn of(holds: bool) -> Self {
        if holds { Self::Ok } else { Self::Failed }
    }
}

/// What the computations gave.
#[derive(Debug, Clone)]
pub(crate) struct SignerCheck {
    /// Whether the attributes are as CMS demands.
    pub(crate) format: Check,
    /// The message digest against the content.
    pub(crate) digest: Check,
    pub(crate) signature: Check,
    /// Whether the certificate is the one the signer bound itself to. `NotPossible`: the signer did not.
    pub(crate) binding: Check,
    pub(crate) certificate: Option<Certificate>,
    /// Whether algorithms and key still prove something.
    pub(crate) strength: Strength,
    pub(crate) findings: Vec<Finding>,
}

/// Checks the signer against the digest of the content in the signer's digest algorithm (`None`: not computable).
/// `more_certificates` are those found outside the container.
pub(crate) fn check(
    signed: &SignedData,
    content_digest: Option<&[u8]>,
    more_certificates: &[Certificate],
) -> SignerCheck {
    let mut findings = Vec::new();
    let signer = &signed.signer;
    let format = check_attributes(signed, &mut findings);
    let (candidates, binding) = candidates(signed, more_certificates, &mut findings);
    let digest = check_digest(signer, content_digest, &mut findings);
    let (signature, certificate) = check_signature(signer, &candidates, content_digest, &mut findings);
    let strength = check_strength(signer, certificate.as_ref(), &mut findings);
    let signature = match check_algorithm_protection(signer) {
        Check::Failed => {
            findings.push(Finding::new(FindingCode::AlgorithmProtectionMismatch));
            Check::Failed
        }
        Check::NotPossible | Check::Ok => signature,
    };
    SignerCheck { format, digest, signature, binding, certificate, strength, findings }
}

/// contentType exactly once and equal to the content's type, messageDigest exactly once (RFC 5652 §5.3, §11).
fn check_attributes(signed: &SignedData, findings: &mut Vec<Finding>) -> Check {
    let signer = &signed.signer;
    if signer.signed_attributes.is_none() {
        return Check::of(signed.content_type == oid::DATA);
    }
    let content_type = signer.single(oid::CONTENT_TYPE).and_then(|value| {
        let found = value.map(|value| Reader::new(value).object_identifier()).transpose()?;
        if found == Some(signed.content_type) { Ok(()) } else { Err(CmsError::Attribute(oid::CONTENT_TYPE)) }
    });
    let message_digest = signer
        .single(oid::MESSAGE_DIGEST)
        .and_then(|value| value.map(|_| ()).ok_or(CmsError::Attribute(oid::MESSAGE_DIGEST)));
    let mut format = Check::Ok;
    for (attribute, outcome) in [("contentType", content_type), ("messageDigest", message_digest)] {
        if outcome.is_err() {
            findings.push(Finding::with(FindingCode::AttributeMalformed, "attribute", attribute));
            format = Check::Failed;
        }
    }
    format
}

fn check_digest(signer: &SignerInfo, content_digest: Option<&[u8]>, findings: &mut Vec<Finding>) -> Check {
    let Some(content_digest) = content_digest else {
        if let Err(error) = &signer.digest_algorithm {
            findings.push(unsupported(error));
        }
        return Check::NotPossible;
    };
    if signer.signed_attributes.is_none() {
        return Check::Ok; // The signature itself is over this digest.
    }
    let stated = signer.single(oid::MESSAGE_DIGEST).ok().flatten();
    let holds = stated == Some(octet_string(content_digest).as_slice());
    if !holds {
        findings.push(Finding::new(FindingCode::DigestMismatch));
    }
    Check::of(holds)
}

/// The certificates the signature may belong to. Two can share issuer and serial number, so the signer's own binding
/// (ESS) decides where there is one.
fn candidates<'a>(
    signed: &'a SignedData,
    more: &'a [Certificate],
    findings: &mut Vec<Finding>,
) -> (Vec<&'a Certificate>, Check) {
    let all = signed.certificates.iter().chain(more);
    let named: Vec<&Certificate> =
        all.filter(|certificate| is_named(&signed.signer.identifier, certificate)).collect();
    if named.is_empty() {
        findings.push(Finding::new(FindingCode::SigningCertificateMissing));
        return (named, Check::NotPossible);
    }
    match bound_digest(&signed.signer) {
        Ok(None) => {
            findings.push(Finding::new(FindingCode::SigningCertificateUnbound));
            (named, Check::NotPossible)
        }
        Ok(Some((algorithm, digest))) => {
            let bound: Vec<&Certificate> = named
                .iter()
                .copied()
                .filter(|certificate| algorithm.digest(certificate.der()) == digest)
                .collect();
            if bound.is_empty() {
                findings.push(Finding::new(FindingCode::SigningCertificateMismatch));
                (named, Check::Failed)
            } else {
                (bound, Check::Ok)
            }
        }
        Err(BindingError::Algorithm(error)) => {
            findings.push(unsupported(&error));
            (named, Check::NotPossible)
        }
        Err(BindingError::Malformed) => {
            findings.push(Finding::with(FindingCode::AttributeMalformed, "attribute", "signingCertificate"));
            (named, Check::Failed)
        }
    }
}

fn is_named(identifier: &SignerIdentifier, certificate: &Certificate) -> bool {
    match identifier {
        SignerIdentifier::IssuerAndSerial { issuer, serial } => {
            certificate.serial() == serial && certificate.issuer_is(issuer)
        }
        SignerIdentifier::KeyIdentifier(identifier) => certificate
            .extension(oid::SUBJECT_KEY_IDENTIFIER)
            .is_some_and(|value| value == octet_string(identifier).as_slice()),
    }
}

/// Why the signer's binding cannot be followed.
enum BindingError {
    Algorithm(AlgorithmError),
    Malformed,
}

impl From<CmsError> for BindingError {
    fn from(_: CmsError) -> Self {
        Self::Malformed
    }
}

impl From<ReadError> for BindingError {
    fn from(_: ReadError) -> Self {
        Self::Malformed
    }
}

/// The digest in the first ESSCertID(v2): the signing certificate's (RFC 5035).
fn bound_digest(signer: &SignerInfo) -> Result<Option<(DigestAlgorithm, Vec<u8>)>, BindingError> {
    let version_2 = signer.single(oid::SIGNING_CERTIFICATE_V2)?;
    let Some(value) = version_2.or(signer.single(oid::SIGNING_CERTIFICATE)?) else { return Ok(None) };
    let certificates = Reader::new(value).expect(tag::SEQUENCE)?.reader().expect(tag::SEQUENCE)?;
    let mut first = certificates.reader().expect(tag::SEQUENCE)?.reader();
    let mut algorithm = if version_2.is_some() { DigestAlgorithm::Sha256 } else { DigestAlgorithm::Sha1 };
    if let Some(identifier) = first.optional(tag::SEQUENCE)? {
        algorithm = digest_algorithm(identifier).map_err(BindingError::Algorithm)?;
    }
    Ok(Some((algorithm, first.expect(tag::OCTET_STRING)?.value.to_vec())))
}

/// Tries every candidate; when none verifies, the first stands for the report.
fn check_signature(
    signer: &SignerInfo,
    candidates: &[&Certificate],
    content_digest: Option<&[u8]>,
    findings: &mut Vec<Finding>,
) -> (Check, Option<Certificate>) {
    let first = candidates.first().map(|certificate| (*certificate).clone());
    let scheme = match &signer.signature_scheme {
        Ok(scheme) => *scheme,
        Err(error) => {
            findings.push(unsupported(error));
            return (Check::NotPossible, first);
        }
    };
    let mut unsupported_key = None;
    for certificate in candidates {
        let Ok(key) = certificate.public_key_info() else { continue };
        let outcome = match (signer.signed_bytes(), content_digest) {
            (Some(candidates), _) => candidates
                .iter()
                .map(|bytes| verify_message(scheme, key.clone(), bytes, &signer.signature))
                .reduce(Result::or)
                .unwrap_or(Err(VerifyError::Mismatch)),
            // Ed25519 signs the content itself, which is not at hand as a whole.
            (None, _) if scheme.digest().is_none() => {
                findings.push(Finding::with(FindingCode::AlgorithmUnsupported, "algorithm", oid::ED25519));
                return (Check::NotPossible, first);
            }
            (None, Some(digest)) if scheme.digest() == signer.digest_algorithm.as_ref().ok().copied() => {
                verify_digest(scheme, key, digest, &signer.signature)
            }
            (None, _) => Err(VerifyError::Mismatch),
        };
        match outcome {
            Ok(()) => return (Check::Ok, Some((*certificate).clone())),
            Err(VerifyError::UnsupportedKey(kind)) => unsupported_key = Some(kind),
            Err(VerifyError::BadKey | VerifyError::KeyMismatch | VerifyError::Mismatch) => {}
        }
    }
    if let Some(kind) = unsupported_key {
        findings.push(Finding::with(FindingCode::AlgorithmUnsupported, "algorithm", kind));
        return (Check::NotPossible, first);
    }
    if first.is_none() {
        return (Check::NotPossible, None);
    }
    findings.push(Finding::new(FindingCode::SignatureMismatch));
    (Check::Failed, first)
}

fn check_strength(
    signer: &SignerInfo,
    certificate: Option<&Certificate>,
    findings: &mut Vec<Finding>,
) -> Strength {
    let mut strength = Strength::Enough;
    let inner = signer.signature_scheme.as_ref().ok().and_then(|scheme| scheme.digest());
    let weak = [signer.digest_algorithm.as_ref().ok().copied(), inner]
        .into_iter()
        .flatten()
        .find(|used| used.is_weak());
    if let Some(weak) = weak {
        findings.push(Finding::with(FindingCode::WeakDigest, "algorithm", "SHA-1"));
        strength = strength.and(weak.strength());
    }
    if let Some(Ok(key)) = certificate.map(Certificate::public_key_info) {
        let key = key_strength(key);
        if let KeyStrength::Weak { bits } = key {
            findings.push(Finding::with(FindingCode::KeyTooShort, "bits", bits));
        }
        strength = strength.and(key.strength());
    }
    strength
}

/// CMSAlgorithmProtection (RFC 6211): the algorithms inside the signature are those outside it.
fn check_algorithm_protection(signer: &SignerInfo) -> Check {
    const SIGNATURE_ALGORITHM: u8 = tag::CONTEXT_1;
    let compare = || -> Result<Check, CmsError> {
        let Some(value) = signer.single(oid::ALGORITHM_PROTECTION)? else { return Ok(Check::NotPossible) };
        let mut fields = Reader::new(value).expect(tag::SEQUENCE)?.reader();
        let digest = fields.expect(tag::SEQUENCE)?;
        let signature = fields.expect(SIGNATURE_ALGORITHM)?;
        let same_digest = same_algorithm(digest.value, &signer.digest_identifier)?;
        Ok(Check::of(same_digest && same_algorithm(signature.value, &signer.signature_identifier)?))
    };
    compare().unwrap_or(Check::Failed)
}

/// Same algorithm and parameters; NULL parameters and absent ones are the same (RFC 5754 §2).
fn same_algorithm(content: &[u8], identifier: &[u8]) -> Result<bool, ReadError> {
    let parts = |mut reader: Reader<'_>| -> Result<(ObjectIdentifier, Vec<u8>), ReadError> {
        let algorithm = reader.object_identifier()?;
        let parameters = reader.next()?.map(|element| element.raw.to_vec()).unwrap_or_default();
        Ok((algorithm, if parameters == [0x05, 0x00] { Vec::new() } else { parameters }))
    };
    Ok(parts(Reader::new(content))? == parts(Reader::new(identifier).expect(tag::SEQUENCE)?.reader())?)
}

fn unsupported(error: &AlgorithmError) -> Finding {
    let algorithm = match error {
        AlgorithmError::Unsupported(algorithm) => algorithm.to_string(),
        AlgorithmError::Read(_) | AlgorithmError::UnsupportedParameters => error.to_string(),
    };
    Finding::with(FindingCode::AlgorithmUnsupported, "algorithm", algorithm)
}

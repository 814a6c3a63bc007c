//! Certificates before they sign: what a person chooses by, and the refusal of those that would not count.

use paraphe_envelope::Timestamp;
use paraphe_pades::{SignerCertificate, UnfitCertificate};

use crate::schema::{CertificateFitness, CertificateView};
use crate::view::local_time;
use crate::{Code, Error};

/// What a person sees of a certificate that goes by this name.
pub(crate) fn view(name: &str, certificate: &SignerCertificate, now: Timestamp) -> CertificateView {
    CertificateView {
        name: name.to_owned(),
        common_name: certificate.common_name().unwrap_or_default(),
        organization: certificate.organization(),
        issuer: certificate.issuer(),
        serial: certificate.serial(),
        key: certificate.key_kind().to_string(),
        not_before: certificate.not_before(),
        not_after: certificate.not_after(),
        qualification: certificate.qualification(),
        self_made: certificate.is_self_made(),
        fitness: match certificate.may_sign(now) {
            Ok(()) => CertificateFitness::Fit,
            Err(UnfitCertificate::Expired) => CertificateFitness::Expired,
            Err(UnfitCertificate::NotYetValid) => CertificateFitness::NotYetValid,
            Err(UnfitCertificate::Usage) => CertificateFitness::WrongUsage,
            Err(UnfitCertificate::WeakKey { .. }) => CertificateFitness::WeakKey,
        },
        sha256: certificate.fingerprint(),
    }
}

/// Refuses a certificate that would make a signature nobody accepts, before anything is read or asked.
///
/// # Errors
/// `refused`, with a sentence for each reason.
pub(crate) fn refuse_unfit(certificate: &SignerCertificate, now: Timestamp) -> Result<(), Error> {
    let Err(reason) = certificate.may_sign(now) else { return Ok(()) };
    let message = match reason {
        UnfitCertificate::Expired => "error-certificate-expired",
        UnfitCertificate::NotYetValid => "error-certificate-not-yet-valid",
        UnfitCertificate::Usage => "error-certificate-usage",
        UnfitCertificate::WeakKey { .. } => "error-certificate-weak",
    };
    Err(Error::new(Code::Refused, message)
        .with("name", certificate.common_name().unwrap_or_default())
        .with("from", local_time(certificate.not_before()))
        .with("until", local_time(certificate.not_after()))
        .with("key", certificate.key_kind())
        .detail(reason))
}

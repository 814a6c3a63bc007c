//! The result is judged before it counts: the new signature holds, every earlier one as well as it did, and those that the new
//! one gives a reason to doubt are named.

use std::io::Write as _;
use std::path::Path;
use std::thread;

use paraphe_envelope::{Sha256Digest, Timestamp};
use paraphe_pades::{
    CertificateStatus, Indication, LevelOutcome, PadesLevel, Shortfall, SignatureReport, SubIndication,
    TrustAnchors, ValidationReport, ValidationTime, validate,
};
use paraphe_pdf::PdfFile;
use sha2::Sha256;

use super::copying::Copying;
use super::{Doubted, Made};
use crate::view::local_time;
use crate::{Code, Error, documents, doubt, files, translate, verdict};

/// The file is written while it is signed, and judged while it goes to the disk.
pub(super) struct Check<'a> {
    pub(super) password: Option<&'a str>,
    pub(super) anchors: &'a TrustAnchors,
    pub(super) time: Timestamp,
    /// Whether a signature is added, and not timestamps alone.
    pub(super) is_signature: bool,
}

impl Check<'_> {
    pub(super) fn write<'a>(
        &self,
        copying: Copying<'_, 'a>,
        make: impl FnOnce(&'a PdfFile) -> Result<LevelOutcome<'a>, Error>,
    ) -> Result<Made, Error> {
        let (target, pdf) = (copying.target, copying.pdf);
        let before = before(pdf, self.time);
        documents::refuse_cut_signature(pdf, before.len())?;
        refuse_broken(&before)?;
        let written = write(copying, make)?;
        // Reading it again does not have to wait for the disk.
        let (synced, report) = thread::scope(|scope| {
            let sync = scope.spawn(|| target.file().sync_all());
            let report = self.judge(&before, target.path(), &written);
            (sync.join(), report)
        });
        synced
            .map_err(|_| Error::internal("the thread that flushes died"))?
            .map_err(|error| files::storage(target.path(), &error))?;
        let report = report?;
        if report.sha256 != written.digest {
            return Err(failed("the file is not what was signed"));
        }
        let added = report.signatures.get(before.len()).or(report.signatures.last());
        let field = added.map(|added| added.field.clone()).unwrap_or_default();
        let doubted = doubted(&before, &report.signatures);
        let Written { reached, shortfalls, proven_time, .. } = written;
        Ok(Made { report, field, reached, shortfalls, proven_time, dropped: Vec::new(), doubted })
    }

    fn judge(
        &self,
        before: &[SignatureReport],
        signed: &Path,
        written: &Written,
    ) -> Result<ValidationReport, Error> {
        let mut pdf = PdfFile::open(signed, self.password).map_err(translate::pdf)?;
        // Hashed as this very file held it; only what was put behind has to be read.
        let (length, beginning) = &written.beginning;
        pdf.begins_with(*length, beginning.clone());
        // The authority's clock may be a little ahead of ours: its timestamp is not from the future.
        let at = written.proven_time.map_or(self.time, |proven| proven.max(self.time));
        let report = validate(&pdf, self.anchors, ValidationTime(at));
        let added = report.signatures.get(before.len()..).unwrap_or_default();
        if self.is_signature && added.is_empty() {
            return Err(failed(format!("{} signatures after {}", report.signatures.len(), before.len())));
        }
        for newest in added {
            if !stands(newest) {
                return Err(unfit_certificate(newest).unwrap_or_else(|| {
                    failed(format!(
                        "{:?} {:?} {:?}",
                        newest.indication, newest.sub_indication, newest.findings
                    ))
                }));
            }
        }
        for (then, now) in before.iter().zip(&report.signatures) {
            if now.indication == Indication::TotalFailed && then.indication != Indication::TotalFailed {
                return Err(failed(format!("the earlier signature {} would no longer hold", now.field)));
            }
        }
        Ok(report)
    }
}

/// A signed file as it was handed to the operating system.
struct Written {
    /// How many bytes were there before anything was put behind them, and their SHA-256, read back from it.
    beginning: (usize, Sha256),
    digest: Sha256Digest,
    reached: PadesLevel,
    shortfalls: Vec<Shortfall>,
    proven_time: Option<Timestamp>,
}

/// Makes what follows the old bytes, and puts it behind them.
fn write<'a>(
    copying: Copying<'_, 'a>,
    make: impl FnOnce(&'a PdfFile) -> Result<LevelOutcome<'a>, Error>,
) -> Result<Written, Error> {
    let (target, pdf) = (copying.target, copying.pdf);
    let copied = copying.wait()?;
    // What is signed is what the new file holds.
    pdf.remember_sha256(copied.clone());
    let LevelOutcome { signed, reached, shortfalls, proven_time } = make(pdf)?;
    let appended = target.file().write_all(signed.appended());
    appended.map_err(|error| files::storage(target.path(), &error))?;
    Ok(Written {
        beginning: (pdf.bytes().len(), copied),
        digest: signed.digest(),
        reached,
        shortfalls,
        proven_time,
    })
}

/// The signatures of a file before another is added. One without any is not read through.
fn before(pdf: &PdfFile, at: Timestamp) -> Vec<SignatureReport> {
    if pdf.signature_fields().is_empty() {
        return Vec::new();
    }
    validate(pdf, &TrustAnchors::empty(), ValidationTime(at)).signatures
}

/// The earlier signatures of which what came now may mislead about what they signed, and nothing did before.
fn doubted(before: &[SignatureReport], after: &[SignatureReport]) -> Vec<Doubted> {
    let both = before.iter().zip(after);
    let newly = both.filter(|(then, now)| doubt::misleads(now) && !doubt::misleads(then));
    newly.map(|(_, now)| Doubted { field: now.field.clone(), name: verdict::declared_name(now) }).collect()
}

/// Tells of a signature that does not hold before anybody is asked for another one.
///
/// # Errors
/// `error-signs-over-broken`.
pub(crate) fn refuse_broken_before(pdf: &PdfFile, at: Timestamp) -> Result<(), Error> {
    refuse_broken(&before(pdf, at))
}

/// What comes on top of a signature that does not hold is worth nothing: the file as a whole stays refused.
fn refuse_broken(before: &[SignatureReport]) -> Result<(), Error> {
    let is_broken = |signature: &&SignatureReport| {
        matches!(
            signature.sub_indication,
            Some(SubIndication::FormatFailure | SubIndication::HashFailure | SubIndication::SigCryptoFailure)
        )
    };
    match before.iter().find(is_broken) {
        Some(broken) => {
            let name = verdict::declared_name(broken);
            Err(Error::new(Code::Refused, "error-signs-over-broken").with("name", name))
        }
        None => Ok(()),
    }
}

fn failed(detail: impl ToString) -> Error {
    Error::new(Code::Refused, "error-own-signature-invalid").detail(detail)
}

/// The reason that is the certificate's and no defect: no other key file of this kind would do better.
fn unfit_certificate(newest: &SignatureReport) -> Option<Error> {
    let message = match newest.certificate_status {
        CertificateStatus::Expired => "error-certificate-expired",
        CertificateStatus::NotYetValid => "error-certificate-not-yet-valid",
        CertificateStatus::WrongUsage => "error-certificate-usage",
        CertificateStatus::Good
        | CertificateStatus::Revoked
        | CertificateStatus::Untrusted
        | CertificateStatus::Unknown => return None,
    };
    let signer = newest.signer.as_ref()?;
    let refusal = Error::new(Code::Refused, message)
        .with("name", signer.common_name.clone().unwrap_or_default())
        .with("from", local_time(signer.not_before))
        .with("until", local_time(signer.not_after));
    Some(refusal)
}

/// Passed, or lacking nothing but news about revocation, which nobody can have offline.
fn stands(signature: &SignatureReport) -> bool {
    let integrity = signature.integrity;
    let computed =
        integrity.byte_range_ok && integrity.digest_ok == Some(true) && integrity.signature_ok == Some(true);
    let open = signature.sub_indication == Some(SubIndication::TryLater);
    computed && (signature.indication == Indication::TotalPassed || open)
}

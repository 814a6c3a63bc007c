//! One signature on one file: the same steps for the window and the command.
//!
//! Invariant: the result is validated before anything says "signed".

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::thread;

use paraphe_envelope::{Sha256Digest, Timestamp, ViewRect};
use paraphe_pades::{
    CertificateStatus, Indication, SignatureReport, SignatureRequest, SigningKey, SubIndication,
    TrustAnchors, ValidationReport, ValidationTime, sign_pdf, validate,
};
use paraphe_pdf::PdfFile;
use paraphe_pdf::appearance::{Appearance, Mark, SignatureLook, TextLine};

use crate::schema::SignatureMark;
use crate::view::local_time;
use crate::{Code, Error, documents, files, translate};

/// One signature to make.
pub(crate) struct Signature<'a> {
    pub(crate) placement: Option<(u32, ViewRect)>,
    pub(crate) mark: &'a Mark,
    pub(crate) lines: &'a [TextLine],
    pub(crate) signer_name: String,
    pub(crate) tooltip: String,
    pub(crate) reason: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) certify: Option<paraphe_pdf::DocMdp>,
    pub(crate) time: Timestamp,
}

/// What the person drew or typed, as the appearance knows it.
pub(crate) fn mark(mark: &SignatureMark) -> Mark {
    match mark {
        SignatureMark::Drawn { outlines, aspect, .. } => {
            Mark::Drawn { outlines: outlines.clone(), aspect: *aspect }
        }
        SignatureMark::Typed { name } => Mark::Typed { name: name.trim().to_owned() },
    }
}

/// The drawing of one box: what the preview shows and what the PDF will hold.
pub(crate) fn appearance(mark: &Mark, lines: &[TextLine], rect: ViewRect) -> Result<Appearance, Error> {
    let look = SignatureLook { mark, lines, width: rect.width, height: rect.height };
    Appearance::for_signature(&look).map_err(translate::pdf)
}

/// Signs `pdf` into a new file at `target`, a name made up for it, and checks what was written: the new signature
/// must hold, and no earlier one may be worse than it was. When this answers, the file is on the disk.
///
/// # Errors
/// Why nothing was signed; then there is no file at `target`.
pub(crate) fn sign_into(
    target: &Path,
    pdf: &PdfFile,
    password: Option<&str>,
    signature: &Signature<'_>,
    key: &dyn SigningKey,
) -> Result<ValidationReport, Error> {
    let before = before(pdf, signature.time);
    documents::refuse_cut_signature(pdf, before.len())?;
    let outcome = write(target, pdf, signature, key).and_then(|(file, digest)| {
        // Reading it again does not have to wait for the disk.
        let (synced, report) = thread::scope(|scope| {
            let sync = scope.spawn(|| file.sync_all());
            let report = check(&before, target, password, key, signature.time);
            (sync.join(), report)
        });
        synced.map_err(|_| thread_died())?.map_err(|error| files::storage(target, &error))?;
        let report = report?;
        if report.sha256 == digest { Ok(report) } else { Err(failed("the file is not what was signed")) }
    });
    if outcome.is_err() {
        // Nothing half-signed stays behind; the name was made for this file alone.
        let _ = fs::remove_file(target);
    }
    outcome
}

/// The signed file as it was handed to the operating system, and its digest. The old bytes are copied while the
/// signature over them is computed.
fn write(
    target: &Path,
    pdf: &PdfFile,
    signature: &Signature<'_>,
    key: &dyn SigningKey,
) -> Result<(File, Sha256Digest), Error> {
    let (placement, drawing) = match signature.placement {
        None => (None, None),
        Some((page, rect)) => {
            let geometry = pdf.page_geometry(page).map_err(translate::pdf)?;
            let inside = geometry.contains(rect).then(|| geometry.to_page(rect)).flatten();
            let place = inside.ok_or_else(|| outside(page))?;
            (Some((page, place)), Some(appearance(signature.mark, signature.lines, rect)?))
        }
    };
    let request = SignatureRequest {
        placement,
        appearance: drawing.as_ref(),
        reason: signature.reason.clone(),
        location: signature.location.clone(),
        signer_name: Some(signature.signer_name.clone()),
        signing_time: signature.time,
        certify: signature.certify,
        field_name: None,
        tooltip: Some(signature.tooltip.clone()),
    };
    let (copied, signed) = thread::scope(|scope| {
        let copy = scope.spawn(|| {
            let mut file = File::create_new(target)?;
            file.write_all(pdf.bytes()).map(|()| file)
        });
        let signed = sign_pdf(pdf, request, key);
        (copy.join(), signed)
    });
    let signed = signed.map_err(translate::sign)?;
    let refused = |error: io::Error| files::storage(target, &error);
    let mut file = copied.map_err(|_| thread_died())?.map_err(refused)?;
    file.write_all(signed.appended()).map_err(refused)?;
    Ok((file, signed.digest()))
}

fn thread_died() -> Error {
    Error::internal("a thread ended without an answer")
}

fn outside(page: u32) -> Error {
    Error::new(Code::Refused, "error-box-outside-page").with("page", page)
}

/// The signatures of a file before another is added. One without any is not read through.
fn before(pdf: &PdfFile, at: Timestamp) -> Vec<SignatureReport> {
    if pdf.signature_fields().is_empty() {
        return Vec::new();
    }
    validate(pdf, &TrustAnchors::empty(), ValidationTime(at)).signatures
}

fn failed(detail: impl ToString) -> Error {
    Error::new(Code::Refused, "error-own-signature-invalid").detail(detail)
}

fn check(
    before: &[SignatureReport],
    signed: &Path,
    password: Option<&str>,
    key: &dyn SigningKey,
    at: Timestamp,
) -> Result<ValidationReport, Error> {
    let mut anchors = TrustAnchors::empty();
    // Only for this check: our own certificate, or the top of the key file's chain, stands for itself.
    if let Some(top) = key.certificate_chain().last() {
        anchors.add(top).map_err(translate::trust)?;
    }
    let pdf = PdfFile::open(signed, password).map_err(translate::pdf)?;
    let report = validate(&pdf, &anchors, ValidationTime(at));
    if report.signatures.len() != before.len() + 1 {
        return Err(failed(format!("{} signatures after {}", report.signatures.len(), before.len())));
    }
    let newest = report.signatures.last().ok_or_else(|| failed("no signature"))?;
    if !stands(newest) {
        return Err(unfit_certificate(newest).unwrap_or_else(|| {
            failed(format!("{:?} {:?} {:?}", newest.indication, newest.sub_indication, newest.findings))
        }));
    }
    for (then, now) in before.iter().zip(&report.signatures) {
        if now.indication == Indication::TotalFailed && then.indication != Indication::TotalFailed {
            return Err(failed(format!("the earlier signature {} would no longer hold", now.field)));
        }
    }
    Ok(report)
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

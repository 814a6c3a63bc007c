//! Checks an evidence file again, from the file itself, from the signed document that holds it, and from the history.

use std::path::{Path, PathBuf};

use paraphe_envelope::{Language, RecipientId, Sha256Digest};
use paraphe_pades::{CertificateStatus, SignatureReport, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use serde::Serialize;

use super::consent;
use super::file::{
    EvidenceConsent, EvidenceFile, EvidenceHost, LABEL, LABEL_ALONE, SCHEMA, SignatureMethod, TimestampState,
};
use super::gather::{NO_NETWORK, TIMESTAMP_NETWORK, UNANSWERED_NETWORK};
use crate::commands::list_trust;
use crate::headless::add_anchors;
use crate::schema::{ConsentTextView, EvidenceLevel};
use crate::{App, Code, Error, blocking, identities, translate};

/// Larger files are no evidence of ours, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What is wrong with an evidence file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceFault {
    /// The signature that should cover it does not hold.
    SignatureBroken,
    /// It is not what the schema describes.
    SchemaViolated,
    /// It is not canonical JSON: its digest says nothing.
    NotCanonical,
    /// The history holds another file for this signer.
    DiffersFromHistory,
    /// Neither a signature nor the history vouches for it.
    NobodyVouches,
    /// The document before this signature is not the one it names.
    DocumentDiffers,
    /// A consent text is not what its digest says.
    ConsentDigestWrong,
    /// A consent text is none this program ever showed.
    ConsentTextUnknown,
    /// Parts of it contradict each other.
    Contradiction,
}

/// Who stands behind an evidence file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voucher {
    /// The history of this computer holds the very same file.
    History,
    /// The signature that covers it holds, and nobody knows whose key made it: anybody can make such a key.
    Nobody,
    /// It is covered by a signature of this computer's own key.
    OwnKey,
    /// It is covered by a signature whose certificate somebody trusted stands for.
    TrustedKey,
}

/// One evidence file, checked.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedEvidence {
    /// The signature field it came with; none for a file of its own.
    pub field: Option<String>,
    /// The signer it names.
    pub signer: Option<RecipientId>,
    /// That person's name, as the evidence has it.
    pub name: Option<String>,
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
    /// Whether the history of this computer holds the very same file.
    pub recorded: bool,
    /// Who stands behind it.
    pub vouched_by: Voucher,
    /// What is wrong; empty when it is intact.
    pub faults: Vec<EvidenceFault>,
}

impl CheckedEvidence {
    /// Whether nothing is wrong with it and somebody known stands behind it.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.faults.is_empty() && self.vouched_by != Voucher::Nobody
    }
}

/// Checks `preuve.json`, or every evidence file inside a signed PDF. The certificates in these files or folders are trusted
/// besides the person's own.
///
/// # Errors
/// The file cannot be read, or holds no evidence.
pub async fn verify_evidence(
    app: &App,
    path: PathBuf,
    password: Option<String>,
    trust: Vec<PathBuf>,
) -> Result<Vec<CheckedEvidence>, Error> {
    let app = app.clone();
    blocking::run(move || match is_pdf(&path)? {
        true => in_document(&app, &path, password.as_deref(), &trust),
        false => alone(&app, &path).map(|checked| vec![checked]),
    })
    .await
}

fn is_pdf(path: &Path) -> Result<bool, Error> {
    use std::io::Read as _;
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| crate::files::unreadable(path, &error))?;
    file.take(1024).read_to_end(&mut start).map_err(|error| crate::files::unreadable(path, &error))?;
    Ok(start.windows(5).any(|window| window == b"%PDF-"))
}

fn alone(app: &App, path: &Path) -> Result<CheckedEvidence, Error> {
    let size = std::fs::metadata(path).map_err(|error| crate::files::unreadable(path, &error))?.len();
    if size > LARGEST {
        return Err(none_found());
    }
    let bytes = crate::files::read_at_most(path, LARGEST)?;
    let (mut checked, _) = check(app, &bytes)?;
    if !checked.recorded && !checked.faults.contains(&EvidenceFault::DiffersFromHistory) {
        checked.faults.push(EvidenceFault::NobodyVouches);
    }
    Ok(checked)
}

fn in_document(
    app: &App,
    path: &Path,
    password: Option<&str>,
    trust: &[PathBuf],
) -> Result<Vec<CheckedEvidence>, Error> {
    let pdf = PdfFile::open(path, password).map_err(translate::pdf)?;
    let mut anchors = list_trust::anchors(app)?;
    trust.iter().try_for_each(|path| add_anchors(&mut anchors, path))?;
    let report = validate(&pdf, &anchors, ValidationTime(app.now()));
    let own: Vec<Sha256Digest> = identities::list(app)?.into_iter().map(|identity| identity.sha256).collect();
    let signatures = pdf.signature_fields();
    let mut found = Vec::new();
    for attached in pdf.signature_attachments() {
        let (mut checked, file) = check(app, &attached.content)?;
        let judged = report.signatures.iter().find(|signature| signature.field == attached.field);
        let holds = judged.is_some_and(|signature| {
            let integrity = signature.integrity;
            integrity.byte_range_ok
                && integrity.digest_ok == Some(true)
                && integrity.signature_ok == Some(true)
                && signature.modifications_allowed
        });
        if !holds {
            checked.faults.push(EvidenceFault::SignatureBroken);
        }
        if checked.vouched_by == Voucher::Nobody && holds {
            checked.vouched_by = judged.map_or(Voucher::Nobody, |signature| voucher(signature, &own));
        }
        let signature = signatures.iter().find(|signature| signature.name == attached.field);
        let before = signature.and_then(|signature| before(&pdf, signature.revision));
        let names = |digest: &Sha256Digest| {
            file.as_ref().is_some_and(|file| file.documents.iter().any(|d| d.sha256_before == *digest))
        };
        if !before.as_ref().is_some_and(names) {
            checked.faults.push(EvidenceFault::DocumentDiffers);
        }
        checked.field = Some(attached.field);
        found.push(checked);
    }
    if found.is_empty() { Err(none_found()) } else { Ok(found) }
}

/// Who stands behind the key of a signature that holds.
fn voucher(signature: &SignatureReport, own: &[Sha256Digest]) -> Voucher {
    let Some(signer) = &signature.signer else { return Voucher::Nobody };
    if own.contains(&signer.fingerprint) {
        return Voucher::OwnKey;
    }
    match signature.certificate_status {
        // Trusted; that nobody can say today whether it was revoked is another question.
        CertificateStatus::Good | CertificateStatus::Unknown => Voucher::TrustedKey,
        CertificateStatus::Expired
        | CertificateStatus::NotYetValid
        | CertificateStatus::Revoked
        | CertificateStatus::Untrusted
        | CertificateStatus::WrongUsage => Voucher::Nobody,
    }
}

/// The digest of the file as it was before the revision that signed it.
fn before(pdf: &PdfFile, revision: usize) -> Option<Sha256Digest> {
    let last = pdf.revisions().get(revision.checked_sub(1)?)?;
    // Our own update begins with a line end where the former bytes had none.
    Some(Sha256Digest::of(&pdf.bytes()[..last.end.min(pdf.bytes().len())]))
}

fn none_found() -> Error {
    Error::new(Code::Refused, "error-no-evidence")
}

/// What the file itself and the history say.
fn check(app: &App, bytes: &[u8]) -> Result<(CheckedEvidence, Option<EvidenceFile>), Error> {
    let sha256 = Sha256Digest::of(bytes);
    let mut checked = CheckedEvidence {
        field: None,
        signer: None,
        name: None,
        sha256,
        recorded: false,
        vouched_by: Voucher::Nobody,
        faults: Vec::new(),
    };
    let Ok(file) = serde_json::from_slice::<EvidenceFile>(bytes) else {
        checked.faults.push(EvidenceFault::SchemaViolated);
        return Ok((checked, None));
    };
    checked.signer = Some(file.signer.recipient.clone());
    let name = format!("{} {}", file.signer.first_name, file.signer.last_name);
    checked.name = Some(name.trim().to_owned());
    // Whoever signed alone had the other label, too, until there was one of their own.
    let is_labelled = file.label == LABEL || (file.label == LABEL_ALONE && !file.host.exclusive_window);
    if file.schema != SCHEMA || !is_labelled {
        checked.faults.push(EvidenceFault::SchemaViolated);
    }
    if file.to_canonical().ok().as_deref() != Some(bytes) {
        checked.faults.push(EvidenceFault::NotCanonical);
    }
    let rows = app.history().evidence(&file.envelope.id).map_err(translate::history)?;
    match rows.iter().find(|row| row.recipient == file.signer.recipient) {
        Some(row) if row.sha256 == sha256 && row.file.as_bytes() == bytes => {
            (checked.recorded, checked.vouched_by) = (true, Voucher::History);
        }
        Some(_) => checked.faults.push(EvidenceFault::DiffersFromHistory),
        None => {}
    }
    consents(&file, &mut checked.faults);
    if contradicts_itself(&file) {
        checked.faults.push(EvidenceFault::Contradiction);
    }
    Ok((checked, Some(file)))
}

fn consents(file: &EvidenceFile, faults: &mut Vec<EvidenceFault>) {
    let shown = shown(&file.host, file.consent.language);
    let second = file.biometric_consent.as_ref();
    let second = second.map(|text| (text, vec![consent::biometric_text(text.language)]));
    let texts: Vec<(&EvidenceConsent, _)> = std::iter::once((&file.consent, shown)).chain(second).collect();
    if texts.iter().any(|(text, _)| Sha256Digest::of(text.text.as_bytes()) != text.sha256) {
        faults.push(EvidenceFault::ConsentDigestWrong);
    }
    // One version has evidence until now; an older one would be looked up by its number here.
    let is_known = |text: &EvidenceConsent, shown: &[ConsentTextView]| {
        shown.iter().any(|known| known.version == text.version && known.text == text.text)
    };
    if !texts.iter().all(|(text, shown)| is_known(text, shown)) {
        faults.push(EvidenceFault::ConsentTextUnknown);
    }
}

/// The texts a signer may have been shown.
fn shown(host: &EvidenceHost, language: Language) -> Vec<ConsentTextView> {
    let before_host = consent::text(language, &host.name);
    match host.exclusive_window {
        true => vec![before_host],
        // Whoever signed alone was shown that one, too, until there was one of their own.
        false => vec![consent::text_alone(language), before_host],
    }
}

fn contradicts_itself(file: &EvidenceFile) -> bool {
    let reinforced = file.level == EvidenceLevel::Reinforced;
    let signature = &file.signature;
    let parts = (signature.typed_name.is_some(), signature.outlines.is_some(), signature.witness.is_some());
    let fits = match signature.method {
        SignatureMethod::CrossWithWitness => parts == (false, true, true),
        SignatureMethod::Drawn => parts == (false, true, false),
        SignatureMethod::Typed => parts == (true, false, false),
    };
    let networks: &[&str] = match file.timestamp {
        // Earlier versions did not tell an authority that kept silent from one that was never asked.
        TimestampState::AddedLater => &[NO_NETWORK, UNANSWERED_NETWORK],
        TimestampState::None => &[NO_NETWORK],
        TimestampState::WithSignature => &[TIMESTAMP_NETWORK],
    };
    reinforced != file.biometrics.is_some()
        || !networks.contains(&file.network.as_str())
        || reinforced != file.biometric_consent.is_some()
        || !fits
        || file.documents.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::IdentityCheckKind;

    #[test]
    fn nobody_who_signed_before_a_host_was_shown_the_text_of_whoever_signs_alone() {
        let host = |exclusive_window| EvidenceHost {
            name: "Marc Petit".to_owned(),
            identity_check: IdentityCheckKind::NotChecked,
            identity_check_label: None,
            identity_document_last4: None,
            exclusive_window,
        };
        for language in [Language::Ar, Language::En, Language::Fr, Language::It] {
            let alone = consent::text_alone(language);
            assert!(!alone.text.contains("{") && !alone.text.contains("consent-text"), "{}", alone.text);
            assert!(shown(&host(false), language).contains(&alone));
            let before_host = shown(&host(true), language);
            assert!(before_host.iter().all(|text| text.text.contains("Marc Petit")), "{before_host:?}");
        }
    }
}

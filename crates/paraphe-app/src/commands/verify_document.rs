//! Validates a PDF. Never needs a network, never sends the file anywhere.

use std::path::Path;
use std::sync::Arc;

use paraphe_envelope::DocumentId;
use paraphe_pades::{Finding, FindingCode, TrustAnchors, ValidationReport, ValidationTime, validate};
use paraphe_pdf::PdfFile;

use super::list_trust::anchors;
use crate::documents::{self, DocumentFacts, FileStamp, Visited, random};
use crate::schema::{DocumentView, SentenceView, VerificationView, VerifyDocumentRequest};
use crate::verification::{Judged, acrobat, judge, own, text, unfinished};
use crate::{App, Error, blocking, translate, verdict, view, words};

pub(crate) async fn run(app: &App, request: VerifyDocumentRequest) -> Result<VerificationView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let judged = judge(&app, request.target, &anchors(&app)?, ValidationTime(app.now()))?;
        let Judged { path, name, password, pdf, report, origin } = judged;
        let document = shown(&app, &pdf, &path, &name, &report, password);
        let envelope = app.history().envelope_with_document(&report.sha256).map_err(translate::history)?;
        let verdict = verdict::verdict(report.verdict);
        let mut advice = verdict::advice(verdict, &report, origin.as_ref());
        let mut signatures: Vec<_> = report.signatures.iter().map(verdict::signature).collect();
        own::note(&app, &mut signatures, &mut advice);
        Ok(VerificationView {
            name,
            verdict,
            sentence: verdict::sentence(&report),
            unfinished: unfinished::note(&report, origin.as_ref()),
            advice,
            signatures,
            document,
            envelope,
            origin,
            acrobat: acrobat::outlook(&report),
            report,
        })
    })
    .await
}

/// The report with its name and its sentences filled in.
///
/// # Errors
/// The file was cut within its signature.
pub(crate) fn report(
    app: &App,
    pdf: &PdfFile,
    name: &str,
    trust: &TrustAnchors,
    at: ValidationTime,
) -> Result<ValidationReport, Error> {
    let mut report = validate(pdf, trust, at);
    documents::refuse_cut_signature(pdf, report.signatures.len())
        .map_err(|error| error.with("name", name))?;
    name.clone_into(&mut report.file);
    let language = app.language();
    for finding in report.signatures.iter_mut().flat_map(|signature| &mut signature.findings) {
        let SentenceView { id, params } = sentence_of(finding);
        finding.message = words::sentence(language, &id, &params);
    }
    Ok(report)
}

/// What a finding says, its facts as people read them.
pub(crate) fn sentence_of(finding: &Finding) -> SentenceView {
    let params = finding.params.iter().map(|(name, value)| (name.clone(), readable(value))).collect();
    SentenceView { id: sentence_id(finding.code), params }
}

/// Facts keep RFC 3339 times for scripts; a sentence says them as people of this computer do. Names in them make no lines of their own.
fn readable(fact: &str) -> String {
    fact.parse().map_or_else(|_| text::name(fact), view::local_time)
}

/// `finding-<code>`, the code as it stands in the report.
fn sentence_id(code: FindingCode) -> String {
    let word = serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned));
    format!("finding-{}", word.unwrap_or_default().replace('_', "-"))
}

/// The document, so that its pages can stand beside the verdict. A file whose pages cannot be read is still judged.
fn shown(
    app: &App,
    pdf: &PdfFile,
    path: &Path,
    name: &str,
    report: &ValidationReport,
    password: Option<String>,
) -> Option<DocumentView> {
    let facts = DocumentFacts::of(pdf).ok()?;
    let view = DocumentView {
        id: DocumentId::new(random().ok()?),
        name: name.to_owned(),
        sha256: report.sha256,
        byte_size: pdf.bytes().len() as u64,
        pages: documents::sizes(&facts),
        findings: facts.findings.clone(),
        signed_places: Vec::new(),
        locked: false,
    };
    let (path, stamp, earlier) = (path.to_owned(), FileStamp::of(path)?, report.earlier.clone());
    let visited = Visited { path, stamp, earlier };
    app.visiting().insert(report.sha256, visited);
    if let Some(password) = password {
        app.passwords().insert(report.sha256, password);
    }
    app.facts_cache().insert(report.sha256, Arc::new(facts));
    Some(view)
}

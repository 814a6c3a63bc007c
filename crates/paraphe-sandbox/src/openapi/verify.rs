//! `POST /verify`: what the signatures of a document are worth, by this program's own validation.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use paraphe_pades::{Integrity, SignatureReport, TrustAnchors, ValidationTime, validate};
use paraphe_pdf::PdfFile;
use serde_json::{Value, json};

use super::authorised;
use super::wire::{self, Refusal};
use crate::reading::base64;
use crate::state::Shared;

const FIELDS: [&str; 5] =
    ["inputDocument", "detachedContent", "pdfEncryptionPassword", "recursive", "verifyOnDate"];
const BAD_DOCUMENT: u16 = 615;

pub(super) async fn verify(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    authorised(&shared, &headers, &Method::POST, "verify")?;
    let report = report(&wire::json_body(&headers, &body)?);
    let report = report.map_err(|message| Refusal::unprocessable(BAD_DOCUMENT, message))?;
    Ok(Json(wire::wrapped("", report)).into_response())
}

fn report(body: &Value) -> Result<Value, String> {
    let names = body.as_object().into_iter().flat_map(|fields| fields.keys());
    if let Some(unknown) = names.into_iter().find(|name| !FIELDS.contains(&name.as_str())) {
        return Err(format!("{unknown} is not a field of this request"));
    }
    let document = body["inputDocument"].as_str().ok_or("inputDocument required")?;
    let document = base64(document).ok_or("inputDocument is not base64")?;
    let at = match body["verifyOnDate"].as_str() {
        Some(date) => format!("{date}T00:00:00Z").parse().map_err(|_| "verifyOnDate: YYYY-MM-DD expected")?,
        None => Timestamp::now(),
    };
    let password = body["pdfEncryptionPassword"].as_str();
    let pdf = PdfFile::parse(document.to_vec(), password).map_err(|_| "inputDocument is not a signed PDF")?;
    let time = ValidationTime(paraphe_envelope::Timestamp::from_millis(at.as_millisecond()));
    let report = validate(&pdf, &TrustAnchors::default(), time);
    let whole = !report.signatures.is_empty()
        && report.signatures.iter().all(|signature| is_intact(signature.integrity));
    Ok(json!({
        "checkDate": wire::moment(Timestamp::now()),
        "verificationDate": wire::moment(at),
        "signatureFormat": "PAdES",
        "nrOfSignatures": report.signatures.len(),
        "overallVerified": whole,
        "signatureReportList": report.signatures.iter().map(signature).collect::<Vec<_>>(),
        "noteReportList": [],
        "plainDocument": null,
    }))
}

fn is_intact(integrity: Integrity) -> bool {
    integrity.byte_range_ok && integrity.digest_ok == Some(true) && integrity.signature_ok == Some(true)
}

/// What can be said without a trusted list; nothing is invented for the rest.
fn signature(signature: &SignatureReport) -> Value {
    let signer = signature.signer.as_ref();
    json!({
        "id": signature.field,
        "integrity": is_intact(signature.integrity),
        "signatureAlgorithmName": signature.signature_algorithm,
        "subjectCN": signer.and_then(|signer| signer.common_name.as_ref()),
        "issuerCN": signer.and_then(|signer| signer.issuer.as_ref()),
        "serialNumber": signer.map(|signer| &signer.serial),
        "signerCertificateStatus": signature.certificate_status,
        "signerCertificateNotBefore": signer.map(|signer| signer.not_before.to_rfc3339()),
        "signerCertificateNotAfter": signer.map(|signer| signer.not_after.to_rfc3339()),
        "signatureDate": signature.claimed_time.map(|at| at.to_rfc3339()),
        "issuerTrustedList": null,
    })
}

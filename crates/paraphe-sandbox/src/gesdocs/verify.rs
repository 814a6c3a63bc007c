//! `POST /api/verify-document`: does this document go with this certificate?

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use paraphe_pdf::PdfFile;
use serde_json::json;

use super::files::{DATE_LABEL, HASH_LABEL, TOKEN_LABEL, last_signed, sha256};
use super::signed_in;
use super::submission::Submission;
use super::text::text_runs;
use super::wire::{Refusal, certificate_moment};
use crate::reading::content_type;
use crate::stand_in::StandIn;
use crate::state::Shared;

pub(super) async fn verify(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    signed_in(&shared, &headers)?;
    if content_type(&headers) != "multipart/form-data" {
        return Err(Refusal::ContentType);
    }
    let submission = Submission::read(&headers, body).await?;
    let (Some(document), Some(certificate)) = (submission.file("document"), submission.file("certificate"))
    else {
        return Err(missing_files(&submission));
    };
    Ok(compared(&shared, &sha256(document), &Certificate::read(certificate)))
}

fn missing_files(submission: &Submission) -> Refusal {
    let missing = ["document", "certificate"].into_iter().filter(|name| submission.file(name).is_none());
    Refusal::Invalid(
        missing.map(|name| (name.to_owned(), format!("The {name} field is required."))).collect(),
    )
}

/// What a certificate says; empty where it says nothing.
struct Certificate {
    hash: String,
    token: String,
    date: String,
}

impl Certificate {
    fn read(bytes: &[u8]) -> Self {
        let runs = PdfFile::parse(bytes.to_vec(), None).map(|pdf| text_runs(&pdf)).unwrap_or_default();
        let after = |label: &str| {
            let found = runs.iter().find_map(|run| run.text.strip_prefix(label));
            found.unwrap_or_default().to_owned()
        };
        Self { hash: after(HASH_LABEL), token: after(TOKEN_LABEL), date: after(DATE_LABEL) }
    }
}

fn compared(shared: &Shared, hash: &str, certificate: &Certificate) -> Response {
    let known = shared.change(|store| {
        let envelopes = store.shelf(StandIn::GesDocs).all();
        let found = envelopes.iter().find(|envelope| envelope.own["token"] == certificate.token.as_str());
        found.map(|envelope| certificate_moment(last_signed(envelope)))
    });
    let (valid, message) = match &known {
        None => (false, "The certificate is unknown."),
        Some(_) if certificate.hash != hash => {
            (false, "The document hash does not match the certificate hash.")
        }
        Some(_) => (true, "Signature valid and authentic."),
    };
    let debug = json!({
        "hash_from_cert": certificate.hash,
        "hash_of_doc": hash,
        "uuid_from_cert": certificate.token,
        "date_from_cert": certificate.date,
        "date_in_db": known,
    });
    Json(json!({ "valid": valid, "message": message, "debug": debug })).into_response()
}

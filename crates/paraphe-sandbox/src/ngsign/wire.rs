//! Answers, errors and objects as NGSign writes them.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::envelope::{Document, Envelope, EnvelopeState, Person, PersonState};
use crate::state::{Shared, Store};

/// Why a request is refused.
#[derive(Debug)]
pub(super) enum Failure {
    /// By the server: the HTTP statuses of the vendor's documentation.
    Http(StatusCode),
    /// By the application: a number and a name (the vendor's manual of the same server).
    Code(u32, &'static str),
}

impl Failure {
    pub(super) const MISSING_PDF: Self = Self::Code(101, "MISSING_PDF_ERROR");
    pub(super) const NO_TRANSACTION: Self = Self::Code(102, "TRANSACTION_NOT_FOUND");
    pub(super) const ALREADY_SIGNED: Self = Self::Code(105, "TRANSACTION_SIGNED_ERROR");
    pub(super) const BAD_CONFIGURATION: Self = Self::Code(113, "INVALID_CONFIGURATION");
    pub(super) const BAD_ENCODING: Self = Self::Code(255, "PDF_BAD_ENCODING");
    pub(super) const NO_DOCUMENT: Self = Self::Code(262, "DOCUMENT_NOT_FOUND");
    pub(super) const BAD_REQUEST: Self = Self::Http(StatusCode::BAD_REQUEST);
}

/// The object or the error, wrapped or bare; 406 when the caller takes no JSON.
pub(super) fn respond(shared: &Shared, headers: &HeaderMap, outcome: Result<Value, Failure>) -> Response {
    if !takes_json(headers) {
        return StatusCode::NOT_ACCEPTABLE.into_response();
    }
    let wrapped = !shared.habits().ngsign_bare_answers;
    match outcome {
        Ok(object) if wrapped => {
            axum::Json(json!({ "object": object, "message": null, "errorCode": 0 })).into_response()
        }
        Ok(object) => axum::Json(object).into_response(),
        Err(Failure::Http(status)) => status.into_response(),
        Err(Failure::Code(code, message)) => {
            let body = json!({ "object": null, "message": message, "errorCode": code });
            (if wrapped { StatusCode::OK } else { bare(code) }, axum::Json(body)).into_response()
        }
    }
}

fn bare(code: u32) -> StatusCode {
    if matches!(code, 102 | 262) { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST }
}

fn takes_json(headers: &HeaderMap) -> bool {
    let Some(accept) = headers.get(header::ACCEPT) else { return true };
    let accept = accept.to_str().unwrap_or_default();
    ["application/json", "application/*", "*/*"].iter().any(|kind| accept.contains(kind))
}

pub(super) fn transaction(store: &Store, envelope: &Envelope) -> Value {
    let next = envelope.asked().next().map(|person| &person.id);
    let done = envelope.people.iter().filter_map(|person| person.signed_at).max();
    let signing_time = done.filter(|_| envelope.state == EnvelopeState::Completed);
    json!({
        "uuid": envelope.id, "creationDate": envelope.created.as_millisecond(), "status": status(envelope.state),
        "signingTime": signing_time.map(jiff::Timestamp::as_millisecond), "creator": super::user(store),
        "nextSigner": next, "observers": envelope.own["observers"].as_array().cloned().unwrap_or_default(),
        "signers": envelope.people.iter().map(signer).collect::<Vec<_>>(),
        "pdfs": envelope.documents.iter().map(document).collect::<Vec<_>>(),
    })
}

fn status(state: EnvelopeState) -> &'static str {
    match state {
        EnvelopeState::Draft => "CREATED",
        EnvelopeState::Out => "SIGNATURE_LAUNCHED",
        EnvelopeState::Completed => "SIGNED",
        EnvelopeState::Declined => "REFUSED",
        EnvelopeState::Expired => "EXPIRED",
        EnvelopeState::Cancelled | EnvelopeState::Deleted => "CANCELLED",
    }
}

pub(super) fn signer(person: &Person) -> Value {
    let signed = person.state == PersonState::Signed;
    json!({
        "signer": {
            "email": person.email, "firstName": person.first_name, "lastName": person.last_name,
            "phoneNumber": person.phone, "uuid": person.id, "tokensNumber": 0,
        },
        "status": if signed { "SIGNED" } else { "PENDING" }, "sigType": person.own["sigType"],
        "mode": person.own["mode"], "otp": person.own["otp"],
        "signingTime": person.signed_at.map(jiff::Timestamp::as_millisecond),
    })
}

fn document(document: &Document) -> Value {
    json!({
        "size": document.own["size"], "name": document.name, "extension": "pdf", "identifier": document.id,
    })
}

//! The shapes Openapi answers in.

use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use md5::{Digest as _, Md5};
use serde_json::{Value, json};

use super::token::new_id;
use crate::envelope::{Envelope, EnvelopeState, Person, PersonState};
use crate::reading::{content_type, json as parsed};

/// The error of answers for which the vendor publishes no number.
pub(super) const UNNUMBERED: u16 = 60;

/// `2025-11-26 13:49:18.879+00:00`: a space, milliseconds, an offset.
pub(super) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S%.3f+00:00").to_string()
}

/// `{data, message, success, error}`.
pub(super) fn wrapped(message: &str, data: Value) -> Value {
    json!({ "data": data, "message": message, "success": true, "error": null })
}

/// A refusal: status, the vendor's number, and a sentence.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    error: u16,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, error: u16, message: impl Into<String>) -> Self {
        Self { status, error, message: message.into() }
    }

    /// Something in the body does not fit.
    pub(super) fn unprocessable(error: u16, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, error, message)
    }

    pub(super) fn unauthorised(error: u16) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, error, "Unauthorized")
    }

    pub(super) fn missing(error: u16, message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, error, message)
    }

    pub(super) fn invalid_input() -> Self {
        Self::new(StatusCode::BAD_REQUEST, UNNUMBERED, "Invalid input")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "success": false, "message": self.message, "error": self.error, "data": null });
        (self.status, Json(body)).into_response()
    }
}

/// The body of a request that says it is JSON.
pub(super) fn checked_type<'a>(headers: &HeaderMap, body: &'a Bytes) -> Result<&'a Bytes, Refusal> {
    if content_type(headers) == "application/json" {
        return Ok(body);
    }
    let message = "Content-Type must be application/json";
    Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, UNNUMBERED, message))
}

/// The same as a JSON object.
pub(super) fn json_body(headers: &HeaderMap, body: &Bytes) -> Result<Value, Refusal> {
    let body = parsed(checked_type(headers, body)?).filter(Value::is_object);
    body.ok_or_else(Refusal::invalid_input)
}

/// The state of the whole. A refusal, which the service does not know, leaves it waiting.
pub(super) fn state(envelope: &Envelope) -> &'static str {
    if envelope.state == EnvelopeState::Completed {
        return "DONE";
    }
    let missing = envelope.people.iter().filter(|person| person.state != PersonState::Signed).count();
    if missing > 1 { "WAIT_SIGNERS" } else { "WAIT_SIGNER" }
}

/// The signature object.
pub(super) fn signature(envelope: &Envelope) -> Value {
    let document = envelope.documents.first();
    let mut files = json!({
        "title": "",
        "description": "",
        "inputDocuments": document.map(|document| &document.own).into_iter().collect::<Vec<_>>(),
        "validatedDocument": document.map(|document| &document.own),
    });
    if let (EnvelopeState::Completed, Some(document)) = (envelope.state, document) {
        files["signedDocument"] = file(&document.bytes, Some(&document.name));
        files["signedDocument"]["id"] = json!(document.id);
        files["signedDocument"]["createdAt"] = json!(moment(envelope.updated));
    }
    json!({
        "id": envelope.id,
        "errorNumber": null,
        "errorMessage": null,
        "updatedAt": moment(envelope.updated),
        "createdAt": moment(envelope.created),
        "certificateType": "EU-SES",
        "state": state(envelope),
        "signatureType": "pades",
        "signers": envelope.people.iter().map(signer).collect::<Vec<_>>(),
        "options": envelope.own["options"],
        "document": files,
    })
}

/// Only the state `NEW` is documented.
fn signer(person: &Person) -> Value {
    json!({
        "id": person.id,
        "name": person.first_name,
        "surname": person.last_name,
        "state": if person.state == PersonState::Signed { "DONE" } else { "NEW" },
        "url": person.link,
        "email": person.email,
        "mobile": person.phone,
        "emailEditable": false,
        "mobileEditable": false,
        "language": person.own["language"],
        "message": person.own["message"],
        "authentication": person.own["authentication"],
        "signatures": person.own["signatures"],
        "emailValidation": { "otpAttempts": 0 },
    })
}

/// What is said of a file. One that was sent in is named after its MD5.
pub(super) fn file(bytes: &[u8], name: Option<&str>) -> Value {
    let md5: String = Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "sourceType": "base64",
        "createdAt": moment(Timestamp::now()),
        "mimetype": "application/pdf",
        "extension": "pdf",
        "size": bytes.len(),
        "id": new_id(),
        "name": name.map_or_else(|| format!("{md5}.pdf"), str::to_owned),
        "md5": md5,
    })
}

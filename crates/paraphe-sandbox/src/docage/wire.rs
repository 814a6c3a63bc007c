//! Answers and errors as Docage writes them.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::envelope::{Envelope, EnvelopeState, Person};
use crate::reading;

/// What a route answers.
pub(super) type Answer = Result<Response, Refusal>;

/// `{"error": …}`, or `{"errors": [{"error": …}]}` for a form (public client code reads both).
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    body: Value,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, error: &str) -> Self {
        Self { status, body: json!({ "error": error }) }
    }

    pub(super) fn invalid(complaints: Vec<String>) -> Self {
        let errors: Vec<Value> = complaints.into_iter().map(|error| json!({ "error": error })).collect();
        Self { status: StatusCode::BAD_REQUEST, body: json!({ "errors": errors }) }
    }

    pub(super) fn bad(error: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, &format!("{what} not found"))
    }

    /// The problem details an ASP.NET server answers before a route sees the body.
    pub(super) fn media_type() -> Self {
        let body = json!({ "title": "Unsupported Media Type", "status": 415 });
        Self { status: StatusCode::UNSUPPORTED_MEDIA_TYPE, body }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, axum::Json(self.body)).into_response()
    }
}

/// The JSON object of a request.
pub(super) fn object(headers: &HeaderMap, body: &Bytes) -> Result<Map<String, Value>, Refusal> {
    match json(headers, body)? {
        Value::Object(members) => Ok(members),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Refusal::bad("A JSON object is required."))
        }
    }
}

/// The JSON array of ids of a request to delete several.
pub(super) fn ids(headers: &HeaderMap, body: &Bytes) -> Result<Vec<String>, Refusal> {
    serde_json::from_value(json(headers, body)?).map_err(|_| Refusal::bad("An array of ids is required."))
}

fn json(headers: &HeaderMap, body: &Bytes) -> Result<Value, Refusal> {
    if reading::content_type(headers) != "application/json" {
        return Err(Refusal::media_type());
    }
    reading::json(body).ok_or_else(|| Refusal::bad("The body is not JSON."))
}

/// A new id: a JSON string alone, not an object (seen in public client code).
pub(super) fn id(id: &str) -> Response {
    axum::Json(id).into_response()
}

/// Number and name of a state (seen in public client code).
pub(super) fn status(state: EnvelopeState) -> (u8, &'static str) {
    match state {
        EnvelopeState::Draft => (0, "Draft"),
        EnvelopeState::Out => (3, "Active"),
        EnvelopeState::Completed => (5, "Signed"),
        EnvelopeState::Expired => (6, "Expired"),
        EnvelopeState::Declined => (7, "Refused"),
        EnvelopeState::Cancelled | EnvelopeState::Deleted => (8, "Aborted"),
    }
}

pub(super) fn transaction(envelope: &Envelope) -> Value {
    let mut value = envelope.own.as_object().cloned().unwrap_or_default();
    let members: Vec<Value> = envelope.people.iter().map(member).collect();
    let facts = json!({
        "Id": envelope.id, "Name": envelope.title, "IsTest": envelope.test, "Status": status(envelope.state).0,
        "CreationDate": envelope.created.to_string(), "ModificationDate": envelope.updated.to_string(),
        "SalePrice": 0, "MemberSummaries": members,
    });
    value.extend(facts.as_object().cloned().unwrap_or_default());
    value.into()
}

/// No state of a single member is known to public clients, so there is none here.
pub(super) fn member(person: &Person) -> Value {
    let own = &person.own;
    let role = own["MemberRole"].as_i64();
    json!({
        "Id": person.id, "TransactionId": own["TransactionId"], "ContactId": own["ContactId"],
        "FriendlyName": own["FriendlyName"], "MemberRole": role, "SignMode": own["SignMode"],
        "NotifyInvitation": person.notified, "Email": person.email, "FirstName": person.first_name,
        "LastName": person.last_name, "Mobile": person.phone, "Phone": null, "Company": null,
        "IsSignatory": role == Some(0), "IsValidator": role == Some(1), "IsFollower": role == Some(2),
        "IsFormFiller": role == Some(3),
    })
}

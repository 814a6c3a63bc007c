//! The shapes GesDocs answers in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use crate::envelope::{Envelope, EnvelopeState, Person, PersonState};
use crate::stand_in::StandIn;
use crate::state::Shared;

/// Where the service's clock stands, in answers that name no zone.
pub(super) const REGION: &str = "Europe/Paris";

/// Why nothing was done.
pub(super) enum Refusal {
    /// Nobody is signed in.
    Unauthenticated,
    /// The body is of a kind the route does not take.
    ContentType,
    /// Fields are missing or malformed: `(field, text)`.
    Invalid(Vec<(String, String)>),
    /// Something behind one field could not be used.
    Field { field: String, message: &'static str },
    /// No credit is left.
    NoCredit,
    /// No such thing.
    Missing,
}

impl IntoResponse for Refusal {
    /// The error as the documentation shows it. The statuses are not documented and follow the custom of the web.
    fn into_response(self) -> Response {
        let plain = |status, message: &str| (status, json!({ "status": "error", "message": message }));
        let (status, body) = match self {
            Self::Unauthenticated => plain(StatusCode::UNAUTHORIZED, "Unauthenticated."),
            Self::ContentType => plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported content type."),
            Self::NoCredit => plain(StatusCode::PAYMENT_REQUIRED, "No credits left."),
            Self::Missing => plain(StatusCode::NOT_FOUND, "Not found."),
            Self::Field { field, message } => (
                StatusCode::UNPROCESSABLE_ENTITY,
                json!({ "status": "error", "message": message, "field": field }),
            ),
            Self::Invalid(problems) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                json!({ "status": "error", "message": "Validation error", "errors": by_field(problems) }),
            ),
        };
        (status, axum::Json(body)).into_response()
    }
}

fn by_field(problems: Vec<(String, String)>) -> Value {
    let mut fields = Map::new();
    for (field, text) in problems {
        let texts = fields.entry(field).or_insert_with(|| json!([]));
        if let Value::Array(texts) = texts {
            texts.push(Value::String(text));
        }
    }
    Value::Object(fields)
}

/// `2025-05-04T15:00:00`, without a zone, as all samples.
pub(super) fn moment(at: Timestamp) -> String {
    let zone = TimeZone::get(REGION).unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// `03/05/2025 20:01:09`, as the certificate and its check write a moment.
pub(super) fn certificate_moment(at: Timestamp) -> String {
    let zone = TimeZone::get(REGION).unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%d/%m/%Y %H:%M:%S").to_string()
}

/// The answer to a new request. Although there may be several signers, the documentation shows one: the first.
pub(super) fn created(envelope: &Envelope, credits_left: i64) -> Value {
    let own = &envelope.own;
    let first = envelope.people.first();
    let request = json!({
        "id": own["number"],
        "email": first.map(|person| &person.email),
        "signer_first_name": first.map(|person| &person.first_name),
        "signer_last_name": first.map(|person| &person.last_name),
        "signer_language": first.map(|person| &person.own["language"]),
        "signer_2fa": false,
        "signer_mobile": first.and_then(|person| person.phone.as_ref()),
        "statut": state(envelope),
        "expires_at": envelope.expires.map(moment),
        "requester_email": own["requester"],
        "metadata": own["metadata"],
        "logo_url": own["logo_url"],
        "color": own["color"],
        "region": first.map(|person| &person.own["region"]),
        "signataires": signers(envelope),
    });
    json!({
        "status": "success",
        "message": "Signature request created successfully",
        "data": {
            "signature_request": request,
            "signature_url": first.and_then(|person| person.link.as_ref()),
            "credits_left": credits_left,
        },
    })
}

/// `statut` of the whole. The sample says `signe` while a second signer is still `pending`, so one signature is enough.
/// Only `en_attente` and `signe` are documented.
pub(super) fn state(envelope: &Envelope) -> &'static str {
    match envelope.state {
        EnvelopeState::Declined => "refuse",
        EnvelopeState::Expired => "expire",
        EnvelopeState::Completed => "signe",
        EnvelopeState::Draft | EnvelopeState::Out | EnvelopeState::Cancelled | EnvelopeState::Deleted => {
            if envelope.people.iter().any(|person| person.state == PersonState::Signed) {
                "signe"
            } else {
                "en_attente"
            }
        }
    }
}

/// `signataires`. Only `signed` and `pending` are documented.
pub(super) fn signers(envelope: &Envelope) -> Value {
    let signer = |person: &Person| {
        let state = match person.state {
            PersonState::Signed => "signed",
            PersonState::Declined => "refused",
            PersonState::Waiting | PersonState::Invited | PersonState::Viewed => "pending",
        };
        json!({
            "email": person.email,
            "prenom": person.first_name,
            "nom": person.last_name,
            "statut": state,
            "date_signature": person.signed_at.map(moment),
        })
    };
    envelope.people.iter().map(signer).collect()
}

/// Where the files of a request are fetched from: `signes` or `certificats`, and an ending.
pub(super) fn file_url(shared: &Shared, envelope: &Envelope, folder: &str, ending: &str) -> String {
    let token = envelope.own["token"].as_str().unwrap_or_default();
    format!("{}/pdf/{folder}/{token}.{ending}", shared.base(StandIn::GesDocs))
}

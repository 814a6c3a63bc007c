//! `/signatures`: the list, one of them with what hangs on it, and its end.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::query::{Paging, value};
use super::wire::{self, Refusal, UNNUMBERED};
use super::{audit, authorised};
use crate::envelope::{Envelope, EnvelopeState};
use crate::page;
use crate::stand_in::StandIn;
use crate::state::Shared;

/// 404 when nothing is found, also when there is nothing at all: so the vendor's file says.
pub(super) async fn list(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    authorised(&shared, &headers, &Method::GET, "signatures")?;
    let wanted =
        |name: &str, actual: &str| value(query.as_deref(), name).is_none_or(|wanted| wanted == actual);
    if !wanted("certificateType", "EU-SES") || !wanted("signatureType", "pades") {
        return Err(Refusal::missing(UNNUMBERED, "No signatures found"));
    }
    let found: Vec<Value> = shared.change(|store| {
        let all = store.shelf(StandIn::Openapi).all().iter().rev();
        let present = all.filter(|envelope| envelope.state != EnvelopeState::Deleted);
        present.filter(|envelope| wanted("state", wire::state(envelope))).map(element).collect()
    });
    let page = Paging::read(query.as_deref()).page(found);
    if page.is_empty() {
        return Err(Refusal::missing(UNNUMBERED, "No signatures found"));
    }
    Ok(Json(wire::wrapped("", json!(page))).into_response())
}

fn element(envelope: &Envelope) -> Value {
    json!({
        "id": envelope.id,
        "errorNumber": null,
        "errorMessage": null,
        "updatedAt": wire::moment(envelope.updated),
        "createdAt": wire::moment(envelope.created),
        "certificateType": "EU-SES",
        "state": wire::state(envelope),
        "signatureType": "pades",
        "documentTitle": "",
    })
}

/// The empty action and `detail` answer the object itself, unwrapped.
pub(super) async fn detail(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    answer(&shared, &headers, &id, |envelope| Ok(Json(wire::signature(envelope)).into_response()))
}

pub(super) async fn action(
    State(shared): State<Shared>,
    Path((id, action)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    answer(&shared, &headers, &id, |envelope| match action.as_str() {
        "detail" => Ok(Json(wire::signature(envelope)).into_response()),
        "signedDocument" if envelope.state == EnvelopeState::Completed => Ok(document(envelope)),
        "signedDocument" => Err(Refusal::missing(UNNUMBERED, "Signed document not found")),
        "validatedDocument" => Ok(document(envelope)),
        "audit" => audit::audit(envelope, &headers),
        _ => Err(Refusal::invalid_input()),
    })
}

fn answer(
    shared: &Shared,
    headers: &HeaderMap,
    id: &str,
    answer: impl FnOnce(&Envelope) -> Result<Response, Refusal>,
) -> Result<Response, Refusal> {
    authorised(shared, headers, &Method::GET, "signatures")?;
    let envelope = shared.change(|store| store.shelf(StandIn::Openapi).envelope(id).cloned());
    answer(&envelope.ok_or_else(unknown_signature)?)
}

fn unknown_signature() -> Refusal {
    Refusal::missing(UNNUMBERED, "Signature not found")
}

fn document(envelope: &Envelope) -> Response {
    let bytes = envelope.documents.first().map(|document| document.bytes.clone());
    ([(CONTENT_TYPE, "application/pdf")], bytes.unwrap_or_default()).into_response()
}

/// Destroys the documents and the audit trail with it.
pub(super) async fn delete(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    authorised(&shared, &headers, &Method::DELETE, "signatures")?;
    let deleted = shared.change(|store| {
        let envelope = store.shelf(StandIn::Openapi).envelope(&id)?;
        envelope.delete();
        Some(())
    });
    deleted.ok_or_else(unknown_signature)?;
    Ok(Json(wire::wrapped("Deleted", Value::Null)).into_response())
}

/// The page behind `signers[].url`.
pub(super) async fn sign(State(shared): State<Shared>, Path(signer): Path<String>) -> Response {
    page::show(&shared, &signer)
}

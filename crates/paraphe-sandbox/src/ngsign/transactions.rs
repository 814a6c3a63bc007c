//! Transactions: documents in, documents out.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::wire::{self, Failure};
use crate::envelope::{Document, Envelope, EnvelopeState};
use crate::reading;
use crate::stand_in::StandIn;
use crate::state::{Shared, Store};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    file_name: String,
    file_extension: String,
    file_base64: String,
}

/// A JSON array of documents in base64; answers a transaction that is not configured yet.
pub(super) async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let outcome = uploads(&headers, &body).map(|documents| {
        shared.change(|store| {
            let mut envelope = Envelope::new(StandIn::NgSign, reading::random_id(), "");
            envelope.ordered = true;
            for (name, bytes) in documents {
                let document = document_of(store, name, bytes);
                envelope.documents.push(document);
            }
            let answer = wire::transaction(store, &envelope);
            store.shelf(StandIn::NgSign).add(envelope);
            answer
        })
    });
    wire::respond(&shared, &headers, outcome)
}

fn uploads(headers: &HeaderMap, body: &Bytes) -> Result<Vec<(String, Bytes)>, Failure> {
    if reading::content_type(headers) != "application/json" {
        return Err(Failure::BAD_REQUEST);
    }
    let uploads: Vec<Upload> = serde_json::from_slice(body).map_err(|_| Failure::BAD_REQUEST)?;
    if uploads.is_empty() {
        return Err(Failure::MISSING_PDF);
    }
    let mut documents = Vec::new();
    for upload in uploads {
        let bytes = reading::base64(&upload.file_base64).ok_or(Failure::BAD_ENCODING)?;
        if upload.file_extension != "pdf" || !reading::is_pdf(&bytes) {
            return Err(Failure::BAD_ENCODING);
        }
        documents.push((upload.file_name, bytes));
    }
    Ok(documents)
}

fn document_of(store: &mut Store, name: String, bytes: Bytes) -> Document {
    let bytes = store.shelf(StandIn::NgSign).keep(bytes);
    let id = reading::random_id();
    store.ngsign.originals.insert(id.clone(), bytes.clone());
    Document { id, name, own: json!({ "size": bytes.len() }), bytes, to_sign: true }
}

pub(super) async fn one(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(uuid): Path<String>,
) -> Response {
    let outcome = shared.change(|store| {
        let envelope = find(store, &uuid)?.clone();
        Ok(wire::transaction(store, &envelope))
    });
    wire::respond(&shared, &headers, outcome)
}

/// Takes no body.
pub(super) async fn cancel(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(uuid): Path<String>,
) -> Response {
    let outcome = shared.change(|store| {
        let envelope = find(store, &uuid)?;
        if envelope.state == EnvelopeState::Completed {
            return Err(Failure::ALREADY_SIGNED);
        }
        if !envelope.cancel() {
            return Err(Failure::BAD_CONFIGURATION);
        }
        let envelope = envelope.clone();
        Ok(wire::transaction(store, &envelope))
    });
    wire::respond(&shared, &headers, outcome)
}

/// The PDF; as it was uploaded until everybody has signed.
pub(super) async fn document(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path((uuid, identifier)): Path<(String, String)>,
) -> Response {
    let found = shared.change(|store| {
        let envelope = find(store, &uuid)?;
        let signed = envelope.state == EnvelopeState::Completed;
        let document = envelope.document(&identifier).ok_or(Failure::NO_DOCUMENT)?;
        let now = document.bytes.clone();
        let original = store.ngsign.originals.get(&identifier).cloned();
        Ok(original.filter(|_| !signed).unwrap_or(now))
    });
    match found {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response(),
        Err(failure) => wire::respond(&shared, &headers, Err(failure)),
    }
}

pub(super) async fn signer(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(uuid): Path<String>,
) -> Response {
    let outcome: Result<Value, Failure> = shared.change(|store| {
        let envelope = store.shelf(StandIn::NgSign).by_person(&uuid);
        let person = envelope.and_then(|envelope| envelope.person(&uuid).map(wire::signer));
        person.ok_or(Failure::NO_TRANSACTION)
    });
    wire::respond(&shared, &headers, outcome)
}

pub(super) fn find<'a>(store: &'a mut Store, uuid: &str) -> Result<&'a mut Envelope, Failure> {
    store.shelf(StandIn::NgSign).envelope(uuid).ok_or(Failure::NO_TRANSACTION)
}

//! What comes back from a transaction: its files, its members, the signed documents, the proof.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::transactions::with;
use super::wire::{self, Answer, Refusal};
use crate::envelope::{Envelope, EnvelopeState};
use crate::evidence;
use crate::state::Shared;

pub(super) async fn files(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| Ok(axum::Json(file_list(envelope)).into_response()))
}

fn file_list(envelope: &Envelope) -> Vec<Value> {
    let signed = envelope.state == EnvelopeState::Completed;
    let file = |(order, document): (usize, &crate::envelope::Document)| {
        json!({
            "Id": document.id, "TransactionId": envelope.id, "FileName": document.name,
            "FriendlyName": document.own["FriendlyName"], "Name": document.name, "Order": order,
            "Type": i32::from(!document.to_sign), "IsSignedVersion": signed, "CultureInfo": null,
            "TransactionDocumentId": null, "TemplateFileId": null, "KeepFileNameDuringReplacement": false,
        })
    };
    envelope.documents.iter().enumerate().map(file).collect()
}

pub(super) async fn members(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| {
        let members: Vec<Value> = envelope.people.iter().map(wire::member).collect();
        Ok(axum::Json(members).into_response())
    })
}

/// All documents as they are now: signed ones once somebody signed.
pub(super) async fn document(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let documents: Vec<Bytes> = with(&shared, &id, |envelope| {
        Ok(envelope.documents.iter().map(|document| document.bytes.clone()).collect())
    })?;
    match documents.as_slice() {
        [] => Err(Refusal::not_found("Document")),
        [one] => Ok(download(&shared, one)),
        several => {
            let texts: Vec<String> = several.iter().map(|bytes| STANDARD.encode(bytes)).collect();
            Ok(axum::Json(texts).into_response())
        }
    }
}

pub(super) async fn proof(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let proof = with(&shared, &id, |envelope| {
        let there = envelope.state == EnvelopeState::Completed;
        there.then(|| evidence::pdf(envelope)).ok_or_else(|| Refusal::not_found("Proof file"))
    })?;
    Ok(download(&shared, &proof))
}

/// Base64 as plain text (an older client's note says so), or the bytes.
fn download(shared: &Shared, bytes: &Bytes) -> Response {
    if shared.habits().docage_raw_downloads {
        ([(header::CONTENT_TYPE, "application/pdf")], bytes.clone()).into_response()
    } else {
        (StatusCode::OK, [(header::CONTENT_TYPE, "text/plain")], STANDARD.encode(bytes)).into_response()
    }
}

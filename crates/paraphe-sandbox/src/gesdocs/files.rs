//! The files whose addresses a notice carries: the signed document and its certificate, as PDF and as JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::wire::{Refusal, certificate_moment};
use crate::envelope::{Envelope, PersonState};
use crate::sheet::sheet;
use crate::stand_in::StandIn;
use crate::state::Shared;

/// The labels of the certificate, by which its check finds the values again.
pub(super) const HASH_LABEL: &str = "Empreinte SHA-256\u{a0}: ";
pub(super) const TOKEN_LABEL: &str = "Identifiant\u{a0}: ";
pub(super) const DATE_LABEL: &str = "Date\u{a0}: ";

/// Whether these files ask for the token is not documented; knowing the address is enough here.
pub(super) async fn file(
    State(shared): State<Shared>,
    Path((folder, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let (token, ending) = file.rsplit_once('.').ok_or(Refusal::Missing)?;
    let found = shared.change(|store| {
        let envelopes = store.shelf(StandIn::GesDocs).all().iter();
        let mut signed = envelopes.filter(|envelope| is_signed_by_anybody(envelope));
        signed.find(|envelope| envelope.own["token"] == token).cloned()
    });
    let envelope = found.ok_or(Refusal::Missing)?;
    let pdf = [(CONTENT_TYPE, "application/pdf")];
    Ok(match (folder.as_str(), ending) {
        ("signes", "pdf") => {
            let bytes = envelope.documents.first().map(|document| document.bytes.clone());
            (pdf, bytes.unwrap_or_default()).into_response()
        }
        ("certificats", "pdf") => (pdf, sheet(&certificate(&envelope))).into_response(),
        ("certificats", "json") => Json(json!({
            "uuid": token,
            "document_hash": document_hash(&envelope),
            "date": certificate_moment(last_signed(&envelope)),
        }))
        .into_response(),
        _ => return Err(Refusal::Missing),
    })
}

fn is_signed_by_anybody(envelope: &Envelope) -> bool {
    envelope.people.iter().any(|person| person.state == PersonState::Signed)
}

fn certificate(envelope: &Envelope) -> Vec<String> {
    let mut lines = vec![
        "Certificat du bac à sable, sans valeur".to_owned(),
        format!("{HASH_LABEL}{}", document_hash(envelope)),
        format!("{TOKEN_LABEL}{}", envelope.own["token"].as_str().unwrap_or_default()),
        format!("{DATE_LABEL}{}", certificate_moment(last_signed(envelope))),
    ];
    let signed = envelope.people.iter().filter_map(|person| Some((person, person.signed_at?)));
    lines.extend(signed.map(|(person, at)| {
        format!("{} <{}>, {}", person.full_name(), person.email, certificate_moment(at))
    }));
    lines
}

/// When the newest signature was made; before the first, when the request was.
pub(super) fn last_signed(envelope: &Envelope) -> Timestamp {
    envelope.people.iter().filter_map(|person| person.signed_at).max().unwrap_or(envelope.created)
}

/// SHA-256 of the document as it is now, hexadecimal.
pub(super) fn document_hash(envelope: &Envelope) -> String {
    envelope.documents.first().map_or_else(String::new, |document| sha256(&document.bytes))
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

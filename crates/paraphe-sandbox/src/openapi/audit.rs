//! The audit trail, in the format the header `Accept` asks for.

use std::fmt::Write as _;

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::response::{Html, IntoResponse as _, Response};
use serde_json::{Value, json};

use super::wire::{self, Refusal};
use crate::envelope::{Envelope, Event};
use crate::page::escaped;
use crate::sheet::sheet;

pub(super) fn audit(envelope: &Envelope, headers: &HeaderMap) -> Result<Response, Refusal> {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accept.split([',', ';']).next().unwrap_or_default().trim();
    Ok(match first {
        "application/pdf" => ([(CONTENT_TYPE, "application/pdf")], sheet(&lines(envelope))).into_response(),
        "text/plain" => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], plain(envelope)).into_response(),
        "text/html" => Html(html(envelope)).into_response(),
        "" | "*/*" | "application/json" => {
            let data = json!({ "SignatureData": wire::signature(envelope), "AuditData": entries(envelope) });
            Json(wire::wrapped("", data)).into_response()
        }
        _ => return Err(Refusal::invalid_input()),
    })
}

fn entries(envelope: &Envelope) -> Vec<Value> {
    let entry = |(number, event): (usize, &Event)| {
        let end = envelope.id.len().saturating_sub(4);
        json!({
            "id": format!("{}{number:04x}", &envelope.id[..end]),
            "createdAt": wire::moment(event.at),
            "log": log(envelope, event),
        })
    };
    envelope.events.iter().enumerate().map(entry).collect()
}

/// The vendor's sentence where one is published, else the word for what happened and who did it.
fn log(envelope: &Envelope, event: &Event) -> String {
    let person = event.person.as_deref().and_then(|id| envelope.person(id));
    match (event.kind, person) {
        ("launched", _) => "New Signature Request From IP:127.0.0.1".to_owned(),
        ("completed", _) => "New Signed Document.".to_owned(),
        (kind, Some(person)) => format!("{kind}: {} <{}>", person.full_name(), person.email),
        (kind, None) => kind.to_owned(),
    }
}

fn lines(envelope: &Envelope) -> Vec<String> {
    let mut lines = vec![
        "Audit trail, sandbox: of no value".to_owned(),
        format!("ID {}", envelope.id),
        format!("State {}", wire::state(envelope)),
    ];
    lines.extend(
        envelope.events.iter().map(|event| format!("{}  {}", wire::moment(event.at), log(envelope, event))),
    );
    lines
}

/// YAML, as in the vendor's sample.
fn plain(envelope: &Envelope) -> String {
    let mut text = format!(
        "SignatureAuditReport:\n    SignatureData:\n        id: {}\n        state: {}\n    AuditData:\n",
        envelope.id,
        wire::state(envelope)
    );
    for event in &envelope.events {
        let (at, log) = (wire::moment(event.at), log(envelope, event).replace('\'', "''"));
        write!(text, "        -\n            createdAt: '{at}'\n            log: '{log}'\n")
            .expect("writing to a string cannot fail");
    }
    text
}

fn html(envelope: &Envelope) -> String {
    let rows: String = lines(envelope).iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"><title>Signature Data</title></head>\
         <body><h1>Signature Data</h1><ul>{rows}</ul></body></html>"
    )
}

//! Contacts: whoever becomes a member of a transaction.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::wire::{self, Answer, Refusal};
use crate::reading;
use crate::state::Shared;

pub(super) async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let contact = wire::object(&headers, &body)?;
    check(&contact)?;
    let id = reading::random_id();
    shared.change(|store| store.docage.contacts.insert(id.clone(), contact));
    Ok(wire::id(&id))
}

/// `LastName` and `Email` are required (vendor's pages); the rest are texts.
pub(super) fn check(contact: &Map<String, Value>) -> Result<(), Refusal> {
    let mut fields = Fields::of(contact);
    fields.text("LastName");
    if !fields.text("Email").contains('@') {
        fields.complain("The Email field is not a valid e-mail address.".to_owned());
    }
    for name in ["FirstName", "Mobile", "Phone", "Company", "Address1", "City", "ZipCode", "Country", "Notes"]
    {
        fields.optional_text(name);
    }
    if fields.optional_text("Mobile").is_some_and(|mobile| !is_international(mobile)) {
        fields.complain("The Mobile field is not a valid phone number.".to_owned());
    }
    fields.finish()
}

/// `+` and digits: what an SMS needs to find its way.
fn is_international(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

pub(super) async fn list(State(shared): State<Shared>) -> Response {
    let contacts = shared.change(|store| store.docage.contacts.clone());
    axum::Json(contacts.iter().map(|(id, contact)| with_id(id, contact)).collect::<Vec<_>>()).into_response()
}

pub(super) async fn by_id(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let contact = shared.change(|store| store.docage.contacts.get(&id).cloned());
    let contact = contact.ok_or_else(|| Refusal::not_found("Contact"))?;
    Ok(axum::Json(with_id(&id, &contact)).into_response())
}

pub(super) async fn by_email(State(shared): State<Shared>, Path(email): Path<String>) -> Answer {
    let found = shared.change(|store| {
        let has = |contact: &Map<String, Value>| {
            contact.get("Email").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(&email))
        };
        let mut contacts = store.docage.contacts.iter();
        contacts.find(|(_, contact)| has(contact)).map(|(id, contact)| with_id(id, contact))
    });
    found.map(|contact| axum::Json(contact).into_response()).ok_or_else(|| Refusal::not_found("Contact"))
}

pub(super) async fn update(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let contact = wire::object(&headers, &body)?;
    check(&contact)?;
    shared.change(|store| match store.docage.contacts.get_mut(&id) {
        Some(known) => {
            known.extend(contact);
            Ok(StatusCode::OK.into_response())
        }
        None => Err(Refusal::not_found("Contact")),
    })
}

pub(super) async fn delete(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    let gone = shared.change(|store| store.docage.contacts.remove(&id));
    gone.map(|_| StatusCode::OK.into_response()).ok_or_else(|| Refusal::not_found("Contact"))
}

pub(super) async fn delete_many(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let ids = wire::ids(&headers, &body)?;
    shared.change(|store| store.docage.contacts.retain(|id, _| !ids.contains(id)));
    Ok(StatusCode::OK.into_response())
}

fn with_id(id: &str, contact: &Map<String, Value>) -> Value {
    let mut contact = contact.clone();
    contact.insert("Id".to_owned(), id.into());
    contact.into()
}

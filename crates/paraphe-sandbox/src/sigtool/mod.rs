//! The stand-in for SigTool.
//!
//! Written from <https://www.sigtool.com/documentation/signature/add> and
//! <https://sigtool.com/documentation/signature/notifications>. Where they are silent, this is our choice: the shape of
//! errors (`success: false` with `error`), their statuses, and the whole answer to `GET` of a signature's own address
//! (the creation's answer, and once signed `signDate` and the files as `documents[].data`). The routes to search and to
//! cancel are mentioned but not published; they answer 404 here. Nothing is ever posted to a notification address:
//! `Control::notice` says what would be.

mod hmac;
mod notice;
mod request;
mod wire;

use std::collections::HashSet;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::envelope::{Document, Envelope, EnvelopeState, Person, Place};
use crate::page;
use crate::reading::{bearer, content_type, random_id};
use crate::stand_in::{StandIn, StandInAccount};
use crate::state::{Shared, Shelf, Store};

pub(crate) use notice::notice;

/// The account's API key: it authenticates requests and keys the checksum of notifications.
const API_KEY: &str = "sandbox-sigtool";
/// The account's name in the addresses people sign at and in `sgt_client`.
const CLIENT: &str = "bacasable";

/// What is no envelope.
#[derive(Default)]
pub(crate) struct Own {
    /// Every `signature.unique-identifier` ever taken.
    identifiers: HashSet<String>,
}

pub(crate) fn account(base: String) -> StandInAccount {
    StandInAccount {
        provider: StandIn::SigTool,
        base_url: base,
        auth_url: None,
        user: None,
        secret: API_KEY.to_owned(),
        auth: "api-key",
    }
}

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/signatures", post(create))
        .route("/api/signatures/{token}", get(read))
        .route("/sign/{client}/{token}", get(sign))
        .method_not_allowed_fallback(not_found)
        .fallback(not_found)
}

async fn create(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(refusal) = unauthorised(&headers) {
        return refusal;
    }
    if content_type(&headers) != "application/json" {
        return failure(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
    }
    match request::read(&body) {
        Ok(new) => shared.change(|store| launch(&shared, store, new, with_links(query.as_deref()))),
        Err(what) => failure(StatusCode::BAD_REQUEST, &what),
    }
}

fn launch(shared: &Shared, store: &mut Store, new: request::NewSignature, links: bool) -> Response {
    if let Some(identifier) = &new.unique_identifier
        && !store.sigtool.identifiers.insert(identifier.clone())
    {
        // Documented as "an error"; it says nothing about the signature that is there.
        return failure(StatusCode::CONFLICT, "signature.unique-identifier is already used");
    }
    let shelf = store.shelf(StandIn::SigTool);
    let mut envelope = envelope(shelf, new);
    if let Some(person) = envelope.people.first_mut() {
        person.link = Some(wire::sign_url(shared, &envelope.id));
    }
    envelope.launch();
    let envelope = shelf.add(envelope);
    success(&wire::signature(shared, envelope, links))
}

fn envelope(shelf: &mut Shelf, new: request::NewSignature) -> Envelope {
    let own = wire::own(&new);
    let mut envelope = Envelope::new(StandIn::SigTool, wire::new_token(), &new.body.description);
    envelope.own = own;
    envelope.expires = new.expires_at;
    let email = new.body.signatory_email.as_deref().unwrap_or_default();
    let mut person = Person::new(random_id(), "", &new.body.signatory_name, email);
    person.phone = new.body.signatory_mobile;
    for (index, document) in new.documents.into_iter().enumerate() {
        person.places.extend(document.place.map(|place| Place { document: index, ..place }));
        envelope.documents.push(Document {
            id: random_id(),
            name: document.file_name,
            bytes: shelf.keep(Bytes::from(document.bytes)),
            to_sign: true,
            own: json!({ "description": document.description }),
        });
    }
    envelope.people.push(person);
    envelope
}

/// The address in `resourceUrl`: what it answers is not published.
async fn read(
    State(shared): State<Shared>,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(refusal) = unauthorised(&headers) {
        return refusal;
    }
    shared.change(|store| match accessible(store, &token) {
        Some(envelope) => success(&wire::signature(&shared, envelope, with_links(query.as_deref()))),
        None => failure(StatusCode::NOT_FOUND, "Signature not found"),
    })
}

async fn sign(State(shared): State<Shared>, Path((client, token)): Path<(String, String)>) -> Response {
    let person = shared.change(|store| {
        accessible(store, &token).and_then(|envelope| Some(envelope.people.first()?.id.clone()))
    });
    match person.filter(|_| client == CLIENT) {
        Some(person) => page::show(&shared, &person),
        None => failure(StatusCode::NOT_FOUND, "Signature not found"),
    }
}

/// Beyond its date a signature is out of reach, for the signer and for the API alike.
fn accessible<'a>(store: &'a mut Store, token: &str) -> Option<&'a Envelope> {
    let envelope = store.shelf(StandIn::SigTool).envelope(token)?;
    (envelope.state != EnvelopeState::Expired).then_some(&*envelope)
}

/// The documented header is `Authentication`; the usual one may come along, with the same key.
fn unauthorised(headers: &HeaderMap) -> Option<Response> {
    let documented = bearer(headers, "authentication") == Some(API_KEY);
    let usual = !headers.contains_key(AUTHORIZATION) || bearer(headers, "authorization") == Some(API_KEY);
    (!documented || !usual).then(|| failure(StatusCode::UNAUTHORIZED, "Authentication failed"))
}

fn with_links(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|pair| pair == "details=links"))
}

async fn not_found() -> Response {
    failure(StatusCode::NOT_FOUND, "Not found")
}

fn success(signature: &serde_json::Value) -> Response {
    axum::Json(json!({ "success": true, "signature": signature })).into_response()
}

fn failure(status: StatusCode, error: &str) -> Response {
    (status, axum::Json(json!({ "success": false, "error": error }))).into_response()
}

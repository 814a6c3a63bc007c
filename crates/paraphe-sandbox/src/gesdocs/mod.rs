//! The stand-in for GesDocs.
//!
//! Written from <https://gesdocs.fr/fr/docs>. It documents no route to read, list, cancel, remind or download, so there
//! is none here: after sending, the caller learns the rest from notices (`Control::notice`). Our choices where it is
//! silent: HTTP statuses, the texts of validation errors, one credit per request, files under the addresses of a notice
//! for whoever knows them, and no signature page at the end of a document without tags (the signatures are there, but
//! invisible). Addresses of documents are followed only on this computer.

mod account;
mod content;
mod files;
mod form;
mod notice;
mod request;
mod secure_download;
mod submission;
mod tags;
mod text;
mod to_unicode;
mod verify;
mod wire;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::envelope::{Document, Envelope, Person};
use crate::page;
use crate::query::encoded;
use crate::reading::random_id;
use crate::stand_in::{StandIn, StandInAccount};
use crate::state::{Shared, Store};
use request::{NewRequest, NewSigner};
use submission::Submission;
use wire::Refusal;

pub(crate) use account::Own;
pub(crate) use notice::notice;

pub(crate) fn account(base: String) -> StandInAccount {
    StandInAccount {
        provider: StandIn::GesDocs,
        base_url: base,
        auth_url: None,
        user: None,
        secret: account::READY_TOKEN.to_owned(),
        auth: "token",
    }
}

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/login", post(account::login))
        .route("/api/register", post(account::register))
        .route("/api/meta", get(account::meta))
        .route("/api/signature-requests", post(create))
        .route("/api/verify-document", post(verify::verify))
        .route("/api/secure-downloads", post(secure_download::create))
        .route("/secure-downloads/{number}", get(secure_download::open))
        .route("/pdf/{folder}/{file}", get(files::file))
        .route("/{language}/sign/{token}", get(sign))
        .method_not_allowed_fallback(not_found)
        .fallback(not_found)
}

async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Result<Response, Refusal> {
    signed_in(&shared, &headers)?;
    let new = request::read(&Submission::read(&headers, body).await?).await?;
    shared.change(|store| launch(&shared, store, &headers, new))
}

/// Whether the request carries a user's token.
fn signed_in(shared: &Shared, headers: &HeaderMap) -> Result<(), Refusal> {
    let known = shared.change(|store| store.gesdocs.user(headers).is_some());
    if known { Ok(()) } else { Err(Refusal::Unauthenticated) }
}

fn launch(
    shared: &Shared,
    store: &mut Store,
    headers: &HeaderMap,
    new: NewRequest,
) -> Result<Response, Refusal> {
    let user = store.gesdocs.user(headers).ok_or(Refusal::Unauthenticated)?;
    if user.credits < 1 {
        return Err(Refusal::NoCredit);
    }
    user.credits -= 1;
    let (credits, owner) = (user.credits, user.email.clone());
    let number = store.gesdocs.next_number();
    let mut envelope = Envelope::new(StandIn::GesDocs, number.to_string(), "");
    let token = random_id();
    envelope.expires = Some(new.expires);
    envelope.people = new.signers.into_iter().map(|signer| person(shared, &token, signer)).collect();
    let shelf = store.shelf(StandIn::GesDocs);
    envelope.documents.push(Document {
        id: token.clone(),
        name: "document.pdf".to_owned(),
        bytes: shelf.keep(new.pdf),
        to_sign: true,
        own: json!(null),
    });
    let logo = new.has_logo.then(|| format!("{}/logos/{token}.png", shared.base(StandIn::GesDocs)));
    envelope.own = json!({
        "number": number,
        "token": token,
        "owner": owner,
        "requester": new.requester,
        "color": new.color,
        "metadata": new.metadata,
        "logo_url": logo,
    });
    envelope.launch();
    let answer = wire::created(shelf.add(envelope), credits);
    Ok(axum::Json(answer).into_response())
}

fn person(shared: &Shared, token: &str, signer: NewSigner) -> Person {
    let id = random_id();
    let NewSigner { email, first_name, last_name, language, mobile, region, places } = signer;
    let base = shared.base(StandIn::GesDocs);
    let mut person = Person::new(id, &first_name, &last_name, &email);
    person.link =
        Some(format!("{base}/{language}/sign/{token}?email={}&check={}", encoded(&email), person.id));
    person.phone = mobile;
    person.places = places;
    person.own = json!({ "language": language, "region": region });
    person
}

/// The page behind `signature_url`; `check` is what nobody can guess.
async fn sign(
    State(shared): State<Shared>,
    Path((language, token)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = page::form(query.unwrap_or_default().as_bytes());
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let (Some(email), Some(check)) = (field("email"), field("check")) else {
        return Err(Refusal::Missing);
    };
    let is_theirs = shared.change(|store| {
        let envelope = store.shelf(StandIn::GesDocs).by_person(check);
        envelope.is_some_and(|envelope| {
            let person = envelope.person(check);
            envelope.own["token"] == token.as_str()
                && person.is_some_and(|person| {
                    person.email == email && person.own["language"] == language.as_str()
                })
        })
    });
    if is_theirs { Ok(page::show(&shared, check)) } else { Err(Refusal::Missing) }
}

async fn not_found() -> Refusal {
    Refusal::Missing
}

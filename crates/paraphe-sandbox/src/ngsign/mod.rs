//! The stand-in for NGSign. Routes and objects as the vendor's old documentation shows them
//! (<https://www.ng-sign.com.tn/developers>), with what the vendor's present clients add: Bearer tokens, the wrapping
//! `{object, message, errorCode}`, `verify` and `cancel`.
//!
//! Our choices where nothing public speaks: errors of the application come with HTTP 200 and an `errorCode` (400 or 404
//! without the wrapping), places count in points from the bottom left corner, and each signer costs one token of the
//! account without ever running out. `POST /any/transaction/{uuid}/act` is refused: what it takes is not documented.

mod launch;
mod pds;
mod transactions;
mod wire;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use self::wire::Failure;
use crate::control::NoticeSample;
use crate::envelope::Envelope;
use crate::stand_in::{StandIn, StandInAccount};
use crate::state::{Shared, Store};
use crate::{page, reading};

const USER: &str = "demo@ngsign.example";
/// Opens the account as a token and as the password.
const SECRET: &str = "sandbox-ngsign-secret";
const USER_ID: &str = "sandbox-ngsign-user";
const TOKENS: usize = 5_000;

/// Sessions, originals and what was spent.
#[derive(Default)]
pub(crate) struct Own {
    sessions: BTreeSet<String>,
    /// The documents as they were uploaded, by identifier: what a download answers before everybody has signed.
    originals: BTreeMap<String, Bytes>,
    spent: usize,
}

pub(crate) fn account(base: String) -> StandInAccount {
    StandInAccount {
        provider: StandIn::NgSign,
        base_url: base,
        auth_url: None,
        user: Some(USER.to_owned()),
        secret: SECRET.to_owned(),
        auth: "token",
    }
}

pub(crate) fn routes(shared: &Shared) -> Router<Shared> {
    Router::new()
        .route("/server/authenticate", post(authenticate))
        .route("/server/logout", get(logout).post(logout))
        .merge(protected(shared))
        .route("/server/any/user/{uuid}", get(any_user))
        .route("/server/any/transaction/{uuid}", get(transactions::one))
        .route("/server/any/transaction/{uuid}/pdfs/{identifier}", get(transactions::document))
        .route("/server/any/transaction/{uuid}/act", post(act))
        .route("/server/any/transaction/signer/{uuid}", get(transactions::signer))
        .route("/pds/", get(pds::show))
        .fallback(|| async { StatusCode::NOT_FOUND })
}

fn protected(shared: &Shared) -> Router<Shared> {
    Router::new()
        .route("/server/protected/user/", get(own_user))
        .route("/server/protected/user/verify", get(|| async { StatusCode::NO_CONTENT }))
        .route("/server/protected/transaction/pdfs", post(transactions::create))
        .route("/server/protected/transaction/{uuid}/launch", post(launch::launch))
        .route("/server/protected/transaction/{uuid}/cancel", post(transactions::cancel))
        .route_layer(middleware::from_fn_with_state(shared.clone(), wants_user))
}

/// Bearer, or the cookie of a session. Without either, `verify` leads to the login page and the rest answers 401.
async fn wants_user(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let by_token = reading::bearer(headers, "authorization") == Some(SECRET);
    let by_session =
        session(headers).is_some_and(|id| shared.change(|store| store.ngsign.sessions.contains(&id)));
    if by_token || by_session {
        return next.run(request).await;
    }
    if request.uri().path().ends_with("/verify") {
        return (StatusCode::FOUND, [(header::LOCATION, shared.base(StandIn::NgSign) + "/login")])
            .into_response();
    }
    StatusCode::UNAUTHORIZED.into_response()
}

fn session(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|pair| pair.trim().strip_prefix("JSESSIONID=")).map(str::to_owned)
}

/// A form with `email` and `password`; answers the user, always bare, and the cookie.
async fn authenticate(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    if reading::content_type(&headers) != "application/x-www-form-urlencoded" {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let form: BTreeMap<String, String> = page::form(&body).into_iter().collect();
    let (Some(email), Some(password)) = (form.get("email"), form.get("password")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if email != USER || password != SECRET {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let session = reading::random_id();
    let cookie = format!("JSESSIONID={session}; Path=/; HttpOnly");
    let user = shared.change(|store| {
        store.ngsign.sessions.insert(session);
        user(store)
    });
    ([(header::SET_COOKIE, cookie)], axum::Json(user)).into_response()
}

/// GET in the vendor's samples, POST in its text.
async fn logout(State(shared): State<Shared>, headers: HeaderMap) -> StatusCode {
    if let Some(id) = session(&headers) {
        shared.change(|store| store.ngsign.sessions.remove(&id));
    }
    StatusCode::OK
}

async fn own_user(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let user = shared.change(|store| user(store));
    wire::respond(&shared, &headers, Ok(user))
}

/// What everybody may know of a user.
async fn any_user(State(shared): State<Shared>, headers: HeaderMap, Path(uuid): Path<String>) -> Response {
    let user = json!({ "email": USER, "firstName": "Camille", "lastName": "Démo", "uuid": USER_ID });
    let found = if uuid == USER_ID { Ok(user) } else { Err(Failure::Http(StatusCode::NOT_FOUND)) };
    wire::respond(&shared, &headers, found)
}

async fn act() -> StatusCode {
    StatusCode::BAD_REQUEST
}

/// The account's own user.
fn user(store: &Store) -> Value {
    let left = TOKENS.saturating_sub(store.ngsign.spent);
    json!({
        "email": USER, "firstName": "Camille", "lastName": "Démo", "phoneNumber": "00000000", "uuid": USER_ID,
        "roles": ["USER"], "status": "CREATED", "tokensNumber": left, "orgTokensNumber": left,
    })
}

/// None: what the service posts is not documented.
pub(crate) fn notice(_shared: &Shared, _envelope: &Envelope) -> Option<NoticeSample> {
    None
}

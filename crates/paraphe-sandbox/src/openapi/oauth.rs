//! The token server: tokens, scopes, wallet, subscriptions, the log of callbacks. Statistics and the log of errors,
//! which no client of signatures needs, answer 404.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::query::Paging;
use super::token::{ROUTES, Token, UNAUTHORIZED, is_owner, scopes};
use super::wire::{self, Refusal};
use super::{DOMAIN, notice};
use crate::reading::bearer;
use crate::stand_in::StandIn;
use crate::state::Shared;

/// "Unauthorized", for a refresh token that does not fit.
const BAD_REFRESH_TOKEN: u16 = 130;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/tokens", get(list_tokens).post(create_token))
        .route("/tokens/{token}", get(read_token).patch(update_token).delete(delete_token))
        .route("/scopes", get(list_scopes))
        .route("/wallet", get(wallet))
        .route("/wallet/transactions", get(no_entries))
        .route("/subscriptions", get(no_entries))
        .route("/callbacks", get(list_callbacks))
        .route("/callbacks/{id}", get(read_callback))
}

/// Every route but the renewal asks for e-mail and API key.
fn owner(headers: &HeaderMap) -> Result<(), Refusal> {
    if is_owner(headers) { Ok(()) } else { Err(Refusal::unauthorised(UNAUTHORIZED)) }
}

async fn create_token(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    let body = wire::json_body(&headers, &body)?;
    let numbers = ScopeErrors { missing: 70, format: 80, unknown: 90 };
    let Some(given) = body.get("scopes") else {
        return Err(Refusal::unprocessable(numbers.missing, "missing scopes array"));
    };
    let scopes = read_scopes(given, &numbers)?;
    let name = body["name"].as_str().unwrap_or_default();
    let ttl = body["ttl"].as_i64().unwrap_or(0);
    Ok(Json(shared.change(|store| store.openapi.add(name, scopes, ttl))).into_response())
}

/// The vendor numbers the same mistakes differently per route.
struct ScopeErrors {
    missing: u16,
    format: u16,
    unknown: u16,
}

fn read_scopes(given: &Value, numbers: &ScopeErrors) -> Result<Vec<String>, Refusal> {
    let Some(list) = given.as_array().filter(|list| !list.is_empty()) else {
        return Err(Refusal::unprocessable(numbers.missing, "missing scopes array"));
    };
    let words: Option<Vec<String>> = list.iter().map(|scope| scope.as_str().map(str::to_owned)).collect();
    let formed = |scope: &String| {
        scope.split_once(':').is_some_and(|(method, rest)| !method.is_empty() && rest.contains('/'))
    };
    let Some(words) = words.filter(|words| words.iter().all(formed)) else {
        return Err(Refusal::unprocessable(numbers.format, "invalid scopes format"));
    };
    let known = scopes();
    if words.iter().any(|scope| !known.contains(scope)) {
        return Err(Refusal::unprocessable(numbers.unknown, "Invalid scopes specified or API not enabled"));
    }
    Ok(words)
}

async fn list_tokens(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    let tokens: Vec<Value> =
        shared.change(|store| store.openapi.tokens().iter().map(Token::detail).collect());
    Ok(Json(json!({ "data": Paging::read(query.as_deref()).page(tokens) })).into_response())
}

async fn read_token(
    State(shared): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    let detail = shared.change(|store| store.openapi.token(&token).map(|token| token.detail()));
    Ok(Json(detail.ok_or_else(|| Refusal::missing(120, "Not Found"))?).into_response())
}

/// With the refresh token as Bearer: a new pair, the old one is gone. With e-mail and key: a change.
async fn update_token(
    State(shared): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let body = wire::json_body(&headers, &body)?;
    let ttl = body["ttl"].as_i64();
    if let Some(refresh_token) = bearer(&headers, "authorization") {
        let renewed = shared.change(|store| store.openapi.renew(&token, refresh_token, ttl.unwrap_or(0)));
        let detail = renewed.ok_or_else(|| Refusal::unauthorised(BAD_REFRESH_TOKEN))?;
        return Ok(Json(detail).into_response());
    }
    owner(&headers)?;
    let numbers = ScopeErrors { missing: 100, format: 100, unknown: 110 };
    let scopes = body.get("scopes").map(|given| read_scopes(given, &numbers)).transpose()?;
    let updated = shared.change(|store| {
        let token = store.openapi.token(&token)?;
        token.update(scopes, body["name"].as_str(), ttl);
        Some(token.detail())
    });
    Ok(Json(updated.ok_or_else(|| Refusal::missing(160, "Not Found"))?).into_response())
}

async fn delete_token(
    State(shared): State<Shared>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    if !shared.change(|store| store.openapi.remove(&token)) {
        return Err(Refusal::missing(180, "Not Found"));
    }
    Ok(Json(json!({ "message": "Deleted", "data": null })).into_response())
}

async fn list_scopes(headers: HeaderMap) -> Result<Response, Refusal> {
    owner(&headers)?;
    let scope = |(number, (method, endpoint)): (usize, &(&str, &str))| {
        json!({
            "id": format!("656d1e2f8b3c2a001f7e4a{number:02}"),
            "scope": format!("{method}:{DOMAIN}/{endpoint}"),
            "method": method,
            "endpoint": endpoint,
            "domain": DOMAIN,
            "enabled": true,
        })
    };
    let scopes: Vec<Value> = ROUTES.iter().enumerate().map(scope).collect();
    Ok(Json(json!({ "data": scopes })).into_response())
}

async fn wallet(State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Refusal> {
    owner(&headers)?;
    let (cents, created) = shared.change(|store| (store.openapi.credit, store.openapi.created));
    let created = created.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    // Cents below 2⁵³ are exact.
    let credit = cents as f64 / 100.0;
    Ok(Json(json!({ "data": { "credit": credit, "createdAt": created, "updatedAt": created } }))
        .into_response())
}

/// There are no subscriptions, and single payments are not listed.
async fn no_entries(headers: HeaderMap) -> Result<Response, Refusal> {
    owner(&headers)?;
    Ok(Json(json!({ "data": [] })).into_response())
}

/// What would have been posted to callback addresses, newest state of each signature only.
fn callbacks(shared: &Shared) -> Vec<Value> {
    shared.change(|store| {
        store
            .shelf(StandIn::Openapi)
            .all()
            .iter()
            .filter_map(|envelope| notice::log(shared, envelope))
            .collect()
    })
}

async fn list_callbacks(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    let listed = ["id", "scope", "url", "startedAt", "completedAt"];
    let short = |callback: Value| -> Value {
        let entry = |name: &str| Some((name.to_owned(), callback.get(name)?.clone()));
        listed.iter().filter_map(|name| entry(name)).collect::<serde_json::Map<_, _>>().into()
    };
    let all = callbacks(&shared).into_iter().map(short).collect();
    Ok(Json(json!({ "data": Paging::read(query.as_deref()).page(all) })).into_response())
}

async fn read_callback(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    owner(&headers)?;
    let callback = callbacks(&shared).into_iter().find(|callback| callback["id"] == id.as_str());
    let callback = callback.ok_or_else(|| Refusal::missing(200, "Callback not found"))?;
    Ok(Json(json!({ "data": callback })).into_response())
}

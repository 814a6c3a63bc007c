//! The same over HTTP, under `/control`, for `paraphe sandbox`, a browser and tests of the window.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Control;
use crate::fault::Fault;
use crate::stand_in::StandIn;
use crate::state::Shared;

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/state", get(state))
        .route("/act", post(act))
        .route("/fault", post(fault).delete(clear_faults))
        .route("/notice", get(notice))
}

async fn state(State(shared): State<Shared>) -> Response {
    let control = Control::new(shared);
    let of = |provider: StandIn| {
        let value = json!({
            "creations": control.creations(provider), "envelopes": control.envelopes(provider),
        });
        (provider.as_str(), value)
    };
    let all: BTreeMap<_, Value> = StandIn::ALL.into_iter().map(of).collect();
    axum::Json(all).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    provider: StandIn,
    id: Option<String>,
    email: Option<String>,
    action: Action,
    #[serde(default)]
    reason: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    View,
    Sign,
    Decline,
    Expire,
}

/// `{"done": true}`, or 409 with `false` when it is nobody's turn.
async fn act(State(shared): State<Shared>, body: Bytes) -> Response {
    let act: Act = match serde_json::from_slice(&body) {
        Ok(act) => act,
        Err(error) => return bad_request(&error),
    };
    let control = Control::new(shared);
    // A signature is work for a processor, not for the thread that serves connections.
    let done = tokio::task::spawn_blocking(move || perform(&control, &act)).await.unwrap_or(false);
    let status = if done { StatusCode::OK } else { StatusCode::CONFLICT };
    (status, axum::Json(json!({ "done": done }))).into_response()
}

fn perform(control: &Control, act: &Act) -> bool {
    let provider = act.provider;
    let next = control.next_of(provider, act.id.as_deref());
    let Some(id) = act.id.clone().or_else(|| next.as_ref().map(|(id, _)| id.clone())) else { return false };
    if matches!(act.action, Action::Expire) {
        return control.expire(provider, &id);
    }
    let Some(email) = act.email.clone().or_else(|| next.map(|(_, email)| email)) else { return false };
    match act.action {
        Action::View => control.view(provider, &id, &email),
        Action::Sign => control.sign(provider, &id, &email),
        Action::Decline => control.decline(provider, &id, &email, &act.reason),
        Action::Expire => control.expire(provider, &id),
    }
}

async fn fault(State(shared): State<Shared>, body: Bytes) -> Response {
    match serde_json::from_slice::<Fault>(&body) {
        Ok(fault) => {
            Control::new(shared).fault(fault);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => bad_request(&error),
    }
}

async fn clear_faults(State(shared): State<Shared>) -> StatusCode {
    Control::new(shared).clear_faults();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct NoticeOf {
    provider: StandIn,
    id: String,
}

/// The message as it would be posted: its body, its content type, its further headers.
async fn notice(State(shared): State<Shared>, Query(of): Query<NoticeOf>) -> Response {
    let Some(notice) = Control::new(shared).notice(of.provider, &of.id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = ([(header::CONTENT_TYPE, notice.content_type)], notice.body).into_response();
    for (name, value) in notice.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<header::HeaderName>(), value.parse()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn bad_request(error: &serde_json::Error) -> Response {
    (StatusCode::BAD_REQUEST, axum::Json(json!({ "error": error.to_string() }))).into_response()
}

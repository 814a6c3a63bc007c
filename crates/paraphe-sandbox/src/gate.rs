//! The layer in front of all stand-ins: every request is recorded, and whatever fault is due happens here. The
//! stand-ins behind it know of neither.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST, HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{StatusCode, request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822::DateTimePrinter};
use serde_json::Value;

use crate::connection::Line;
use crate::fault::FaultKind;
use crate::stand_in::StandIn;
use crate::state::{Recorded, Shared};

/// Above the largest document anybody tries, in bytes of request.
const LARGEST_BODY: usize = 512 * 1024 * 1024;

const CAPTIVE_PAGE: &str = "<!doctype html><html><head><title>Bienvenue</title></head><body><h1>Connexion au réseau</h1>\
    <p>Acceptez les conditions pour continuer.</p></body></html>";

/// A page elsewhere must not reach the stand-ins by a name that leads to loopback.
pub(crate) async fn only_loopback(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if shared.is_own_host(host) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

/// Records, then lets the fault that is due happen, or passes the request on.
pub(crate) async fn gate(
    State(shared): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
    next: Next,
) -> Response {
    let Some(provider) = StandIn::of_path(request.uri().path()) else { return next.run(request).await };
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    record(&shared, provider, &head, &body);
    let fault = shared.faults().due(provider, &head.method, &head.uri);
    let request = Request::from_parts(head, Body::from(body));
    match fault {
        None => next.run(request).await,
        Some(kind) => suffer(kind, (shared, provider), &line, request, next).await,
    }
}

fn record(shared: &Shared, provider: StandIn, head: &request::Parts, body: &Bytes) {
    let headers = head.headers.iter();
    let record = Recorded {
        method: head.method.to_string(),
        path: head.uri.path_and_query().map_or_else(String::new, ToString::to_string),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: body.clone(),
    };
    shared.change(|store| store.shelf(provider).record(record));
}

async fn suffer(
    kind: FaultKind,
    (shared, provider): (Shared, StandIn),
    line: &Line,
    request: Request,
    next: Next,
) -> Response {
    match kind {
        FaultKind::Status { status, retry_after_seconds, body } => refusal(status, retry_after_seconds, body),
        FaultKind::Html => axum::response::Html(CAPTIVE_PAGE).into_response(),
        FaultKind::TruncatedJson => rewritten(next.run(request).await, truncated).await,
        FaultKind::NotPdf => {
            ([(CONTENT_TYPE, "application/pdf")], "This is not the document.").into_response()
        }
        FaultKind::DropBefore => cut(line),
        FaultKind::DropAfter => {
            next.run(request).await;
            cut(line)
        }
        FaultKind::Delay { millis } => {
            whatever_becomes_of_the_caller(async move {
                tokio::time::sleep(Duration::from_millis(millis)).await;
                next.run(request).await
            })
            .await
        }
        FaultKind::Silence { works } => {
            if works {
                next.run(request).await;
            }
            shared.change(|store| store.shelf(provider).silences += 1);
            std::future::pending().await
        }
        FaultKind::Held => held(shared, provider, request, next).await,
        FaultKind::RedirectTo { url } => match HeaderValue::from_str(&url) {
            Ok(url) => (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, url)]).into_response(),
            Err(_) => StatusCode::TEMPORARY_REDIRECT.into_response(),
        },
        FaultKind::UnknownState => rewritten(next.run(request).await, with_unknown_states).await,
        FaultKind::ClockOff { seconds } => dated(next.run(request).await, seconds),
    }
}

/// The work begins when the test lets it: whoever asked may be gone by then.
async fn held(shared: Shared, provider: StandIn, request: Request, next: Next) -> Response {
    let release = Arc::clone(shared.release());
    // Heard from now on, and not only once it is waited for.
    let released = release.notified_owned();
    shared.change(|store| store.shelf(provider).silences += 1);
    let work = async move {
        released.await;
        let answer = next.run(request).await;
        shared.change(|store| store.shelf(provider).late_works += 1);
        answer
    };
    whatever_becomes_of_the_caller(work).await
}

/// The work is done even when the caller has lost patience and is gone: a real service would not notice either.
async fn whatever_becomes_of_the_caller(work: impl Future<Output = Response> + Send + 'static) -> Response {
    tokio::spawn(work).await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn cut(line: &Line) -> Response {
    line.cut();
    // Never written: the connection refuses every byte from now on.
    StatusCode::NO_CONTENT.into_response()
}

fn refusal(status: u16, retry_after_seconds: Option<u64>, body: String) -> Response {
    let kind = if body.trim_start().starts_with(['{', '[', '"']) { "application/json" } else { "text/plain" };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, [(CONTENT_TYPE, kind)], body).into_response();
    if let Some(seconds) = retry_after_seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The answer with another body, its length said rightly: broken by the service, not by the network.
async fn rewritten(response: Response, change: fn(Bytes) -> Vec<u8>) -> Response {
    let (mut head, body) = response.into_parts();
    let bytes = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(change(bytes)))
}

fn truncated(bytes: Bytes) -> Vec<u8> {
    if bytes.len() < 2 { b"{\"".to_vec() } else { bytes[..bytes.len() / 2].to_vec() }
}

fn with_unknown_states(bytes: Bytes) -> Vec<u8> {
    match serde_json::from_slice(&bytes) {
        // Docage answers the state alone, as a JSON string.
        Ok(Value::String(_)) => b"\"Teleported\"".to_vec(),
        Ok(mut value) => {
            estrange(&mut value);
            value.to_string().into_bytes()
        }
        Err(_) => bytes.to_vec(),
    }
}

/// Puts a word nobody knows wherever a state stands. `status: success` is not a state but an envelope's flag.
fn estrange(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let is_state = ["state", "status", "statut"].contains(&name.to_lowercase().as_str());
                match member {
                    Value::String(word) if is_state && word != "success" && word != "error" => {
                        *member = "TELEPORTED".into();
                    }
                    Value::Number(_) if is_state => *member = 4711.into(),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_)
                    | Value::Object(_) => estrange(member),
                }
            }
        }
        Value::Array(members) => members.iter_mut().for_each(estrange),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn dated(mut response: Response, seconds: i64) -> Response {
    let moment = Timestamp::now().saturating_add(SignedDuration::from_secs(seconds));
    let text =
        moment.ok().and_then(|moment| DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok());
    if let Some(value) = text.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(DATE, value);
    }
    response
}

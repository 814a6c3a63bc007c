//! From what goes wrong on the way, and from a status, to an [`Error`] that says whether the request can have arrived.

use std::error::Error as StdError;
use std::time::Duration;

use serde_json::Value;

use super::{Answer, Effect};
use crate::error::{Error, ErrorKind, Retry};

/// What a failed exchange means.
pub(super) fn of(error: reqwest::Error, effect: Effect) -> Error {
    // The address may carry a transaction's id, which for some providers is the only secret: it is left out.
    let error = error.without_url();
    let causes = causes(&error);
    if is_certificate(&causes) {
        let tls = Error::new(ErrorKind::Tls, "the provider's certificate cannot be trusted");
        return tls.with_context("cause", causes).with_source(error);
    }
    if causes.contains("proxy authorization required") {
        let closed = Error::new(ErrorKind::Configuration, "the proxy wants a password");
        return closed.with_context("cause", causes).with_source(error);
    }
    if error.is_connect() || error.is_builder() {
        let unreachable = Error::new(ErrorKind::Unreachable, "the provider cannot be reached");
        return unreachable.with_retry(Retry::Later).with_context("cause", causes).with_source(error);
    }
    let kind = match effect {
        Effect::Changes => ErrorKind::Interrupted,
        Effect::Reads => ErrorKind::Unreachable,
    };
    let message = if error.is_timeout() { "no answer in time" } else { "the connection was cut" };
    Error::new(kind, message).with_retry(effect.lost()).with_context("cause", causes).with_source(error)
}

/// The error and what lies beneath, outermost first.
fn causes(error: &dyn StdError) -> String {
    let mut all = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        all.push(cause.to_string());
        next = cause.source();
    }
    all.dedup();
    all.join(": ")
}

/// rustls reports a certificate it does not accept as "invalid peer certificate: …", wrapped in other types; the words are
/// the only thing all wrappings keep.
fn is_certificate(causes: &str) -> bool {
    causes.contains("invalid peer certificate")
}

/// What a status says by itself (RFC 9110, 15; RFC 6585, 4), with what the provider said about it. A provider whose own
/// codes say more asks its own table first.
pub(crate) fn refusal(answer: &Answer, said: Option<String>) -> Error {
    let wait = wait_asked(answer);
    let (kind, retry) = match answer.status {
        401 | 403 => (ErrorKind::Credentials, Retry::No),
        402 => (ErrorKind::Credits, Retry::No),
        404 | 410 => (ErrorKind::NotFound, Retry::No),
        // The proxy wants a password, not the provider.
        407 => (ErrorKind::Configuration, Retry::No),
        // The server gave up waiting for the request: it was not complete.
        408 => (ErrorKind::Server, Retry::Later),
        429 => (ErrorKind::RateLimited, Retry::Later),
        // "Service unavailable, come back in …" is said before anything is done.
        503 if wait.is_some() => (ErrorKind::Server, Retry::Later),
        500..=599 => (ErrorKind::Server, answer.effect().lost()),
        _ => (ErrorKind::Refused, Retry::No),
    };
    let message = match kind {
        ErrorKind::Credentials => "the provider does not accept the key",
        ErrorKind::Credits => "the account cannot pay for it",
        ErrorKind::NotFound => "the provider does not know it",
        ErrorKind::RateLimited => "too many requests",
        ErrorKind::Server => "the provider failed",
        ErrorKind::Configuration => "the proxy wants a password",
        ErrorKind::Ended
        | ErrorKind::Interrupted
        | ErrorKind::Journal
        | ErrorKind::Malformed
        | ErrorKind::NotReady
        | ErrorKind::Redirected
        | ErrorKind::Refused
        | ErrorKind::Tls
        | ErrorKind::Unreachable
        | ErrorKind::Unsupported => "the provider refused",
    };
    let error = Error::new(kind, message).with_retry(retry).with_retry_after(wait);
    let error = answer.facts(error);
    match said.or_else(|| self::said(answer)) {
        Some(said) => error.with_context("said", said),
        None => error,
    }
}

/// How long the provider asks to wait (RFC 9110, 10.2.3): seconds, or a moment by its own clock.
fn wait_asked(answer: &Answer) -> Option<Duration> {
    let text = answer.header("retry-after")?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let (until, now) = (super::answer::http_date(text)?, answer.server_time()?);
    Some(Duration::from_millis(u64::try_from(until.as_millis() - now.as_millis()).unwrap_or(0)))
}

/// What a provider says in an error, whatever its shape: the usual keys of a JSON answer, or the beginning of a plain text.
/// A page for people says nothing. At most 500 characters.
pub(crate) fn said(answer: &Answer) -> Option<String> {
    let text = answer.text();
    let found = match serde_json::from_str::<Value>(&text) {
        Ok(value) => texts(&value),
        Err(_) if text.trim_start().starts_with('<') => return None,
        Err(_) => vec![text.trim().to_owned()],
    };
    let joined: String = found.join("; ").chars().take(500).collect();
    Some(joined).filter(|joined| !joined.is_empty())
}

/// The texts under the keys errors usually have, in that order.
fn texts(value: &Value) -> Vec<String> {
    const KEYS: [&str; 7] = ["message", "error", "error_description", "detail", "title", "errors", "field"];
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => {
            let known = members.iter().filter(|(key, _)| KEYS.contains(&key.to_ascii_lowercase().as_str()));
            let mut found: Vec<String> = known
                .flat_map(|(key, value)| match value.as_object() {
                    Some(fields) if key.eq_ignore_ascii_case("errors") => field_by_field(fields),
                    Some(_) | None => texts(value),
                })
                .collect();
            found.dedup();
            found
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// `field: text` for each text of each field.
fn field_by_field(fields: &serde_json::Map<String, Value>) -> Vec<String> {
    let of_field = |(field, value): (&String, &Value)| -> Vec<String> {
        texts(value).into_iter().map(|text| format!("{field}: {text}")).collect()
    };
    fields.iter().flat_map(of_field).collect()
}

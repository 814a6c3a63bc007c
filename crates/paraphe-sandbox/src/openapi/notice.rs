//! The message Openapi posts to the callback address when the state changes.

use serde_json::{Map, Value, json};

use super::{DOMAIN, wire};
use crate::control::NoticeSample;
use crate::envelope::Envelope;
use crate::query::encoded;
use crate::state::Shared;

/// What would be posted now; `None` when the request named no address.
pub(crate) fn notice(_shared: &Shared, envelope: &Envelope) -> Option<NoticeSample> {
    let callback = envelope.own["callback"].as_object()?;
    let data = wire::signature(envelope);
    let custom = callback.get("custom").cloned().unwrap_or_else(|| json!({}));
    let headers = callback.get("headers").and_then(Value::as_object).map(own_headers).unwrap_or_default();
    let (body, content_type) = if callback.get("method").is_some_and(|method| method == "POST") {
        let field = callback.get("field").and_then(Value::as_str).unwrap_or("data");
        let pairs = [(field, &data), ("custom", &custom)];
        let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(&value.to_string())));
        (pairs.join("&"), "application/x-www-form-urlencoded")
    } else {
        (json!({ "data": data, "custom": custom }).to_string(), "application/json")
    };
    Some(NoticeSample { headers, body: body.into_bytes(), content_type: content_type.to_owned() })
}

fn own_headers(headers: &Map<String, Value>) -> Vec<(String, String)> {
    let texts = headers.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
    texts.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect()
}

/// The same as the token server's log of callbacks writes it.
pub(super) fn log(_shared: &Shared, envelope: &Envelope) -> Option<Value> {
    let callback = envelope.own["callback"].as_object()?;
    let given = |name: &str, default: Value| callback.get(name).cloned().unwrap_or(default);
    let at = envelope.updated.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
    Some(json!({
        "id": envelope.id,
        "scope": format!("POST:{DOMAIN}/EU-SES"),
        "domain": DOMAIN,
        // Nothing leaves this computer, so no attempt is ever complete.
        "active": true,
        "startedAt": at,
        "createdAt": at,
        "completedAt": null,
        "data": wire::signature(envelope),
        "custom": given("custom", json!({})),
        "headers": given("headers", json!({})),
        "attempt": 0,
        "retry": given("retry", json!(0)),
        "field": given("field", json!("data")),
        "method": given("method", json!("JSON")),
        "url": given("url", Value::Null),
    }))
}

//! What a request holds. These functions answer facts; the vendor's error for a missing one is the stand-in's to give.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// The media type without its parameters, in lower case; empty without the header.
pub(crate) fn content_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// The body as JSON; `None` for anything else, whatever its content type says.
pub(crate) fn json(body: &Bytes) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// The token after `Bearer ` in the header `name`.
pub(crate) fn bearer<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// User and password of `Authorization: Basic`.
pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let encoded = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let both = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (user, password) = both.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

/// One part of a multipart form.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// Only files have one.
    pub(crate) file_name: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Part {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The parts of a `multipart/form-data` body; `None` when it is none or damaged.
pub(crate) async fn parts(headers: &HeaderMap, body: Bytes) -> Option<Vec<Part>> {
    let mut request = Request::new(Body::from(body));
    *request.headers_mut() = headers.clone();
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        parts.push(Part {
            name: field.name()?.to_owned(),
            file_name: field.file_name().map(str::to_owned),
            bytes: field.bytes().await.ok()?,
        });
    }
    Some(parts)
}

/// The text of the part with this name that is no file.
pub(crate) fn text_part(parts: &[Part], name: &str) -> Option<String> {
    parts.iter().find(|part| part.name == name && part.file_name.is_none()).map(Part::text)
}

/// The file with this name of a part.
pub(crate) fn file_part<'a>(parts: &'a [Part], name: &str) -> Option<&'a Part> {
    parts.iter().find(|part| part.name == name && part.file_name.is_some())
}

/// Standard base64 with padding, nothing else.
pub(crate) fn base64(text: &str) -> Option<Bytes> {
    STANDARD.decode(text).ok().map(Bytes::from)
}

/// Whether this starts as a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// A random id in the form of a UUID, version 4.
pub(crate) fn random_id() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes to a process that runs");
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

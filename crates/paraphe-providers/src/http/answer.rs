//! What a provider answered.

use std::fmt;

use paraphe_envelope::Timestamp;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::Effect;
use crate::error::{Error, ErrorKind, Result};

/// A provider's answer. Its `Debug` shows neither body nor headers: tokens and signing links come in them.
#[derive(Clone)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    pub(super) headers: HeaderMap,
    /// The body, whole.
    pub(crate) body: Vec<u8>,
    pub(super) effect: Effect,
    /// Method and path, for errors.
    pub(super) request: String,
}

impl Answer {
    /// Whether the status is 200 to 299.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the request changed something at the provider.
    pub(crate) fn effect(&self) -> Effect {
        self.effect
    }

    /// A header of the answer; the first where there are several.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All values of a header.
    pub(crate) fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok())
    }

    /// Whether the body begins like a PDF (within its first KiB, as readers allow).
    pub(crate) fn is_pdf(&self) -> bool {
        is_pdf(&self.body)
    }

    /// The body as text, bytes that are none replaced.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`]: a page for people, cut off, or of another shape. When the request changed something, that
    /// has happened nevertheless: [`Retry::AfterCheck`].
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| {
            // Its text quotes what it stumbled over, which may be a token.
            let place = format!("{:?} in line {}, column {}", error.classify(), error.line(), error.column());
            self.malformed().with_context("fault", place)
        })
    }

    /// [`ErrorKind::Malformed`] about this answer: it is not what was expected.
    pub(crate) fn malformed(&self) -> Error {
        let malformed = Error::new(ErrorKind::Malformed, "the answer is not what was expected");
        let malformed = self.facts(malformed).with_retry(self.effect.lost());
        match self.beginning() {
            Some(beginning) => malformed.with_context("found", beginning),
            None => malformed,
        }
    }

    /// An error about this answer, with where it came from.
    pub(crate) fn facts(&self, error: Error) -> Error {
        error.with_context("request", &self.request).with_context("status", self.status)
    }

    /// The time the provider's clock showed, where it says (`Date`, RFC 9110, 6.6.1), in ms since 1970.
    pub(crate) fn server_time(&self) -> Option<Timestamp> {
        http_date(self.header("date")?)
    }

    /// The first 200 characters of the body, for the details of an error; none for what began as JSON, which may carry a
    /// token or a signing link.
    fn beginning(&self) -> Option<String> {
        let head = &self.body[..self.body.len().min(4096)];
        let text = String::from_utf8_lossy(head);
        let words: Vec<&str> = text.split_whitespace().collect();
        let beginning: String = words.join(" ").chars().take(200).collect();
        (!beginning.is_empty() && !beginning.starts_with(['{', '[', '"'])).then_some(beginning)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Answer");
        shown.field("request", &self.request).field("status", &self.status).field("bytes", &self.body.len());
        shown.finish_non_exhaustive()
    }
}

/// A moment as HTTP writes it (RFC 9110, 5.6.7).
pub(super) fn http_date(text: &str) -> Option<Timestamp> {
    let parsed = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(Timestamp::from_millis(parsed.timestamp().as_millisecond()))
}

/// Whether bytes begin like a PDF (within their first KiB, as readers allow).
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.iter().take(1024).collect::<Vec<_>>().windows(5).any(|window| window.iter().copied().eq(b"%PDF-"))
}

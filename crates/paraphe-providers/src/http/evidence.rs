//! What timestamping authorities and revocation data need of HTTP: addresses that are anybody's, and failures in the words
//! of `paraphe-pades`.

use std::error::Error as StdError;

use paraphe_pades::Unanswered;

use super::{Limits, is_this_computer};
use crate::error::Error;

/// An http or https address, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Scheme, host and port.
    pub(crate) origin: String,
    /// Beginning with a slash; may hold a query.
    pub(crate) path: String,
    url: url::Url,
}

impl Place {
    /// `None` for anything but http and https, and for addresses with a user or password in them.
    pub(crate) fn parse(address: &str) -> Option<Self> {
        Self::of(url::Url::parse(address.trim()).ok()?)
    }

    /// Where this answer to a request there points to.
    pub(crate) fn follow(&self, location: &str) -> Option<Self> {
        Self::of(self.url.join(location).ok()?)
    }

    fn of(url: url::Url) -> Option<Self> {
        let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
        if !is_web || !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let origin = url.origin().ascii_serialization();
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Some(Self { origin, path: format!("{}{query}", url.path()), url })
    }

    /// The same place over https; as it is where it is on this computer. `None` where an address cannot be asked so.
    pub(crate) fn over_https(self) -> Option<Self> {
        if self.keeps_secrets() {
            return Some(self);
        }
        let mut url = self.url;
        url.set_scheme("https").ok()?;
        Self::of(url)
    }

    /// Whether it is on this computer.
    pub(crate) fn is_here(&self) -> bool {
        is_this_computer(&self.origin)
    }

    /// Whether a secret may travel there: over https, or to this computer.
    pub(crate) fn keeps_secrets(&self) -> bool {
        self.url.scheme() == "https" || is_this_computer(&self.origin)
    }
}

/// Why no answer came.
pub(crate) fn unanswered(error: &Error, limits: Limits) -> Unanswered {
    let is_late = error
        .source()
        .and_then(|source| source.downcast_ref::<reqwest::Error>())
        .is_some_and(reqwest::Error::is_timeout);
    if is_late {
        return Unanswered::Late { seconds: limits.total.as_secs() };
    }
    if let Some(limit) = error.fact("limit").and_then(|limit| limit.parse().ok()) {
        return Unanswered::TooBig { limit };
    }
    let detail = error.fact("cause").map_or_else(|| error.to_string(), str::to_owned);
    Unanswered::Unreachable { detail }
}

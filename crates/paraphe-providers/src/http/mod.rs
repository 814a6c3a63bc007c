//! HTTP for all providers: one client per account, with its time limits, its size limit and its address. The only place
//! that names reqwest.
//!
//! Rules kept here, so that no provider can forget one: secrets travel in headers that are marked as such and never in an
//! address; a redirect is never followed, so no credential reaches another host; an answer is read up to a limit; an error
//! says whether the request can have arrived ([`Effect`]).

mod answer;
mod body;
mod content;
mod evidence;
mod failure;
#[cfg(test)]
pub(crate) mod tests;

use std::path::PathBuf;
use std::sync::{Arc, Once};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

pub(crate) use self::answer::{Answer, is_pdf};
use self::body::Payload;
pub(crate) use self::body::{Part, PartValue, file, json_with_files};
use self::content::Recent;
pub(crate) use self::evidence::{Place, unanswered};
pub(crate) use self::failure::{refusal, said};
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::secret::Secret;

pub(crate) use reqwest::Method;

/// How the computer reaches the network.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Network {
    /// An HTTP(S) proxy, as an address in which a name and a password may stand; none for the system's own setting. What
    /// answers on this computer is asked without.
    pub proxy: Option<Secret>,
    /// Certificates (PEM) of authorities to trust beside the system's own: an office's private one.
    pub extra_roots: Vec<Vec<u8>>,
    /// How far requests may go.
    pub reach: Reach,
}

/// How far requests may go.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Reach {
    /// Wherever they are addressed.
    #[default]
    Anywhere,
    /// Only to what answers on this computer: what is addressed elsewhere is not even looked up.
    ThisComputer,
}

/// The fact of an error by which a request that was addressed beyond [`Reach::ThisComputer`] is told.
pub const BEYOND: &str = "beyond this computer";

/// How long to wait, and how much to read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Limits {
    /// Until the connection stands.
    pub(crate) connect: Duration,
    /// Until the whole answer is here.
    pub(crate) total: Duration,
    /// The largest answer, in bytes.
    pub(crate) answer_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            total: Duration::from_secs(120),
            answer_bytes: 256 * 1024 * 1024,
        }
    }
}

/// How long a connection that nobody uses is kept.
const IDLE: Duration = Duration::from_secs(4);

/// Whether a request changes anything at the provider. Some providers change things by GET, so the method does not say it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effect {
    /// It does: when its answer is lost, it may have happened.
    Changes,
    /// It does not: it may be repeated.
    Reads,
}

/// A provider's address, and the client that talks to it.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: reqwest::Client,
    base: String,
    limits: Limits,
    recent: Arc<Recent>,
}

impl Http {
    /// A client for this address (no slash at its end).
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when proxy or certificates are not usable, or the address is beyond reach.
    pub(crate) fn new(base: &str, limits: Limits, network: &Network) -> Result<Self> {
        if network.reach == Reach::ThisComputer && !is_this_computer(base) {
            let beyond = Error::new(ErrorKind::Configuration, "nothing leaves this computer");
            return Err(beyond.with_context(BEYOND, base));
        }
        install_crypto();
        let unusable = |error: reqwest::Error| {
            Error::new(ErrorKind::Configuration, "the network settings are not usable").with_source(error)
        };
        let mut builder = reqwest::Client::builder()
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // Servers close idle connections, some after five seconds. A request on one that is being closed is lost
            // without anybody knowing whether it arrived.
            .pool_idle_timeout(IDLE)
            .user_agent(concat!("Paraphe/", env!("CARGO_PKG_VERSION")));
        if is_this_computer(base) {
            // No proxy reaches this computer, and what stays here must not travel by one.
            builder = builder.no_proxy();
        } else if let Some(proxy) = &network.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy.expose()).map_err(unusable)?);
        }
        let mut roots = Vec::new();
        for pem in &network.extra_roots {
            roots.extend(reqwest::Certificate::from_pem_bundle(pem).map_err(unusable)?);
        }
        let client = builder.tls_certs_merge(roots).build().map_err(unusable)?;
        Ok(Self { client, base: base.to_owned(), limits, recent: Arc::default() })
    }

    /// A request that changes nothing.
    pub(crate) fn read(&self, method: Method, path: &str) -> Request<'_> {
        Request::new(self, method, path, Effect::Reads)
    }

    /// A request that changes something at the provider.
    pub(crate) fn change(&self, method: Method, path: &str) -> Request<'_> {
        Request::new(self, method, path, Effect::Changes)
    }
}

/// TLS by ring: it builds everywhere without another compiler. A host that chose before us keeps its choice.
fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// A request in the making.
#[derive(Debug)]
pub(crate) struct Request<'h> {
    http: &'h Http,
    method: Method,
    /// Beginning with a slash; may hold a query.
    path: String,
    effect: Effect,
    headers: HeaderMap,
    payload: Payload,
    /// What errors call it, where the path holds a secret.
    alias: Option<&'static str>,
    /// Why it cannot be sent.
    fault: Option<Error>,
}

impl<'h> Request<'h> {
    fn new(http: &'h Http, method: Method, path: &str, effect: Effect) -> Self {
        let (path, headers) = (path.to_owned(), HeaderMap::new());
        let (payload, alias, fault) = (Payload::Empty, None, None);
        Self { http, method, path, effect, headers, payload, alias, fault }
    }

    /// Under this path in errors: for a vendor who wants a secret in the address.
    pub(crate) fn called(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }

    /// With a header.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => {
                self.headers.insert(HeaderName::from_static(name), value);
            }
            Err(_) => {
                let fault = Error::new(ErrorKind::Configuration, "a header holds characters it cannot have");
                self.fault = Some(fault.with_context("header", name));
            }
        }
        self
    }

    /// With a secret in a header. White space around it came along when it was pasted and is left out.
    pub(crate) fn secret_header(mut self, name: &'static str, value: &str) -> Self {
        match HeaderValue::from_str(value.trim()) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.headers.insert(HeaderName::from_static(name), value);
            }
            Err(_) => {
                let fault = Error::new(ErrorKind::Credentials, "the key holds characters no key has");
                self.fault = Some(fault.with_context("header", name));
            }
        }
        self
    }

    /// With `Authorization: Bearer …`.
    pub(crate) fn bearer(self, token: &Secret) -> Self {
        self.secret_header(AUTHORIZATION_NAME, &format!("Bearer {}", token.expose().trim()))
    }

    /// With `Authorization: Basic …`.
    pub(crate) fn basic(self, user: &str, password: &Secret) -> Self {
        let pair = STANDARD.encode(format!("{user}:{}", password.expose().trim()));
        self.secret_header(AUTHORIZATION_NAME, &format!("Basic {pair}"))
    }

    /// With parameters in the address; values are escaped.
    pub(crate) fn query<V: AsRef<str>>(mut self, pairs: &[(&str, V)]) -> Self {
        if !pairs.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs.iter().map(|(name, value)| (name, value.as_ref())))
                .finish();
            self.path.push(if self.path.contains('?') { '&' } else { '?' });
            self.path.push_str(&query);
        }
        self
    }

    /// With a JSON body.
    pub(crate) fn json(mut self, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(bytes) => self.payload = Payload::Bytes { media_type: "application/json", bytes },
            Err(_) => self.fault = Some(Error::new(ErrorKind::Configuration, "the request is no JSON")),
        }
        self
    }

    /// With a JSON body that holds files in base64, read while it is sent; see [`json_with_files`].
    pub(crate) fn json_with_files(mut self, value: &serde_json::Value, files: &[PathBuf]) -> Result<Self> {
        self.payload = Payload::Pieces(json_with_files(value, files)?);
        Ok(self)
    }

    /// With these bytes as body.
    pub(crate) fn bytes(mut self, media_type: &'static str, bytes: Vec<u8>) -> Self {
        self.payload = Payload::Bytes { media_type, bytes };
        self
    }

    /// With a form body (`application/x-www-form-urlencoded`).
    pub(crate) fn form<V: AsRef<str>>(mut self, pairs: &[(&str, V)]) -> Self {
        let bytes = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs.iter().map(|(name, value)| (name, value.as_ref())))
            .finish()
            .into_bytes();
        self.payload = Payload::Bytes { media_type: "application/x-www-form-urlencoded", bytes };
        self
    }

    /// With a `multipart/form-data` body; files are read while it is sent.
    pub(crate) fn multipart(mut self, parts: Vec<Part>) -> Self {
        self.payload = Payload::Multipart(parts);
        self
    }

    /// Sends it and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// The request did not leave, the answer was cut, or it is larger than the limit. A status of 300 to 399 is
    /// [`ErrorKind::Redirected`]; every other status is an answer.
    pub(crate) async fn send(self) -> Result<Answer> {
        let answer = self.send_with_redirects().await?;
        if (300..400).contains(&answer.status) && answer.status != 304 {
            let to = answer.header("location").and_then(host_of).unwrap_or_default();
            let error = Error::new(ErrorKind::Redirected, "the provider points to another address");
            return Err(answer.facts(error).with_context("to", to));
        }
        Ok(answer)
    }

    /// The same with a redirect as an answer: for a provider that says "log in" by one.
    pub(crate) async fn send_with_redirects(self) -> Result<Answer> {
        let url = format!("{}{}", self.http.base, self.path);
        let path = self.alias.or_else(|| self.path.split('?').next()).unwrap_or_default();
        let name = format!("{} {}", self.method, without_keys(path));
        let place = |error: Error| error.with_context("request", &name);
        if let Some(fault) = self.fault {
            return Err(place(fault));
        }
        let request = self.http.client.request(self.method, &url).headers(self.headers);
        let request = self.payload.put_into(request, &self.http.recent).await.map_err(place)?;
        let effect = self.effect;
        let response = request.send().await.map_err(|error| place(failure::of(error, effect)))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = read_body(response, self.http.limits.answer_bytes, effect).await.map_err(place)?;
        Ok(Answer { status, headers, body, effect, request: name })
    }
}

/// A path for errors and logs. For some services the identifier in it is all a signing link needs: anything that long is
/// left out.
fn without_keys(path: &str) -> String {
    let part = |part: &str| {
        let is_key = part.len() >= 16 && part.chars().any(|c| c.is_ascii_digit());
        if is_key { "…".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn read_body(mut response: reqwest::Response, limit: usize, effect: Effect) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure::of(error, effect))? {
        if body.len() + chunk.len() > limit {
            let error = Error::new(ErrorKind::Malformed, "the answer is too large");
            return Err(error.with_context("limit", limit).with_retry(effect.lost()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

impl Effect {
    /// Whether to try again when an answer was lost.
    pub(crate) fn lost(self) -> Retry {
        match self {
            Self::Changes => Retry::AfterCheck,
            Self::Reads => Retry::Later,
        }
    }
}

fn is_this_computer(base: &str) -> bool {
    match url::Url::parse(base).as_ref().ok().and_then(url::Url::host) {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn host_of(location: &str) -> Option<String> {
    let url = url::Url::parse(location).ok()?;
    url.host_str().map(str::to_owned)
}

const AUTHORIZATION_NAME: &str = "authorization";
const _: HeaderName = AUTHORIZATION;

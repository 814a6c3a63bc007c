//! How NGSign lets somebody in: by a token of its web pages, or by a password that gives a session.

use std::sync::Arc;
use std::time::Duration;

use super::config::Config;
use super::wire::object;
use crate::account::AuthMethod;
use crate::error::{Error, ErrorKind, Result};
use crate::http::{Answer, Http, Limits, Method, Network, Request};
use crate::secret::{Keys, Secret};

/// As the vendor's own clients: an upload may take 80 seconds and more on the sandbox.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(30),
    total: Duration::from_secs(240),
    answer_bytes: 256 * 1024 * 1024,
};
const SESSION_COOKIE: &str = "JSESSIONID=";
/// The server answers 406 to whoever wants something else where it answers an object.
const JSON: &str = "application/json";

/// The server, and what it takes to be let in.
#[derive(Debug)]
pub(super) struct Connection {
    http: Http,
    config: Config,
    keys: Arc<dyn Keys>,
}

/// What a request shows to be let in.
enum Pass {
    Bearer(Secret),
    Session(Secret),
}

impl Pass {
    fn put<'h>(&self, request: Request<'h>) -> Request<'h> {
        match self {
            Self::Bearer(token) => request.bearer(token),
            Self::Session(id) => request.secret_header("cookie", &format!("{SESSION_COOKIE}{}", id.expose())),
        }
    }
}

impl Connection {
    pub(super) fn new(config: Config, keys: Arc<dyn Keys>, network: &Network) -> Result<Self> {
        let http = Http::new(&config.server(), LIMITS, network)?;
        Ok(Self { http, config, keys })
    }

    pub(super) fn http(&self) -> &Http {
        &self.http
    }

    /// A request only the account may make. A session that has run out is begun once more: the server said so before it
    /// did anything.
    pub(super) async fn protected<'h, F>(&'h self, request: F) -> Result<Answer>
    where
        F: Fn() -> Result<Request<'h>> + Send + Sync,
    {
        let answer = self.pass().await?.put(request()?.header("accept", JSON)).send_with_redirects().await?;
        if self.config.auth != AuthMethod::Password || !self.wants_login(&answer) {
            return self.without_redirect(answer);
        }
        self.keys.keep_session(None).await?;
        let answer = self.login().await?.put(request()?.header("accept", JSON)).send_with_redirects().await?;
        self.without_redirect(answer)
    }

    /// A request that needs no account by the documentation: whoever knows the transaction may make it. A token is sent
    /// along all the same; a session only where the server wants one after all.
    pub(super) async fn open<'h, F>(&'h self, request: F, accept: &str) -> Result<Answer>
    where
        F: Fn() -> Request<'h> + Send + Sync,
    {
        let request = || request().header("accept", accept);
        let answer = match self.config.auth {
            AuthMethod::ApiKey | AuthMethod::Token => self.pass().await?.put(request()).send().await?,
            AuthMethod::Password => request().send_with_redirects().await?,
        };
        if self.config.auth == AuthMethod::Password && self.wants_login(&answer) {
            return self.without_redirect(self.pass().await?.put(request()).send_with_redirects().await?);
        }
        self.without_redirect(answer)
    }

    async fn pass(&self) -> Result<Pass> {
        match self.config.auth {
            AuthMethod::ApiKey | AuthMethod::Token => Ok(Pass::Bearer(self.keys.secret().await?)),
            AuthMethod::Password => match self.keys.session().await? {
                Some(session) => Ok(Pass::Session(session)),
                None => self.login().await,
            },
        }
    }

    async fn login(&self) -> Result<Pass> {
        let password = self.keys.secret().await?;
        let email = self.config.user.as_deref().unwrap_or_default();
        // Another session is another session: asking again harms nobody.
        let request = self.http.read(Method::POST, "/authenticate").header("accept", JSON);
        let answer =
            request.form(&[("email", email), ("password", password.expose())]).send_with_redirects().await?;
        let answer = self.without_redirect(answer)?;
        object(&answer)?;
        let cookie =
            answer.headers("set-cookie").find_map(|cookie| cookie.trim().strip_prefix(SESSION_COOKIE));
        let session =
            cookie.and_then(|cookie| cookie.split(';').next()).filter(|session| !session.is_empty());
        let session = session.map(Secret::new).ok_or_else(|| {
            answer.facts(Error::new(ErrorKind::Malformed, "the answer to the password holds no session"))
        })?;
        self.keys.keep_session(Some(&session)).await?;
        Ok(Pass::Session(session))
    }

    fn wants_login(&self, answer: &Answer) -> bool {
        matches!(answer.status, 401 | 403) || self.is_led_to_login(answer)
    }

    /// Without a valid token the server leads to a page of its own (302; seen in the vendor's client).
    fn is_led_to_login(&self, answer: &Answer) -> bool {
        let location = answer.header("location").unwrap_or_default();
        matches!(answer.status, 301..=303 | 307 | 308) && self.config.is_own(location)
    }

    fn without_redirect(&self, answer: Answer) -> Result<Answer> {
        if self.is_led_to_login(&answer) {
            let error = Error::new(ErrorKind::Credentials, "the provider does not accept the key");
            return Err(answer.facts(error));
        }
        if (300..400).contains(&answer.status) {
            let to = answer.header("location").and_then(|to| url::Url::parse(to).ok());
            let to = to.and_then(|to| to.host_str().map(str::to_owned)).unwrap_or_default();
            let error = Error::new(ErrorKind::Redirected, "the provider points to another address");
            return Err(answer.facts(error).with_context("to", to));
        }
        Ok(answer)
    }
}

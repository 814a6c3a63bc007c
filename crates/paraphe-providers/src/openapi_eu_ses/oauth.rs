//! Tokens: pasted, or handed out for e-mail address and API key and renewed before they end.

use std::sync::Arc;

use paraphe_envelope::Timestamp;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::clock::ServerClock;
use super::config::Access;
use super::wire;
use crate::error::{Error, ErrorKind, Result, Retry};
use crate::http::{Answer, Http, Method, refusal};
use crate::secret::{Keys, Secret};

/// The life asked for, in seconds: that of the vendor's own examples. The longest is a year.
const TTL: u32 = 2_592_000;

/// How long before its end a token is renewed, in ms.
const RENEW_BEFORE: i64 = 3_600_000;

/// What tokens are good for: method and beginning of the path.
const NEEDED: [(&str, &str); 4] =
    [("POST", "EU-SES"), ("GET", "signatures"), ("DELETE", "signatures"), ("POST", "verify")];

/// Where tokens come from.
#[derive(Debug)]
pub(super) struct Tokens {
    keys: Arc<dyn Keys>,
    desk: Option<Desk>,
    /// One at a time: two renewals at once would each delete the other's pair.
    turn: Mutex<()>,
}

/// The token server.
#[derive(Debug)]
pub(super) struct Desk {
    http: Http,
    user: String,
    /// The host tokens are for.
    domain: String,
}

/// A token with what renews it.
#[derive(Debug)]
struct Pair {
    token: Secret,
    refresh_token: Option<Secret>,
    ends: Option<Timestamp>,
}

impl Tokens {
    /// Tokens for an account; `auth` talks to the token server, where there is one, `domain` is the host they are for.
    pub(super) fn new(access: &Access, auth: Option<Http>, domain: String, keys: Arc<dyn Keys>) -> Self {
        let desk = match (access, auth) {
            (Access::ApiKey { user, .. }, Some(http)) => Some(Desk { http, user: user.clone(), domain }),
            (Access::ApiKey { .. } | Access::Token, _) => None,
        };
        Self { keys, desk, turn: Mutex::new(()) }
    }

    /// The token server, where the account uses one.
    pub(super) fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// The token to use now.
    ///
    /// # Errors
    /// There is no key, or the token server hands out no token.
    pub(super) async fn current(&self, clock: &ServerClock) -> Result<Secret> {
        let Some(desk) = &self.desk else { return self.keys.secret().await };
        let _turn = self.turn.lock().await;
        let kept = self.keys.session().await?;
        match kept.as_ref().and_then(Pair::read) {
            None => self.hand_out(desk, clock).await,
            Some(pair) if pair.ends_soon(clock) => self.renew(desk, &pair, clock).await,
            Some(pair) => Ok(pair.token),
        }
    }

    /// Another token than the one that was refused; none where there is no other.
    ///
    /// # Errors
    /// The token server hands out none.
    pub(super) async fn instead_of(&self, refused: &Secret, clock: &ServerClock) -> Result<Option<Secret>> {
        let Some(desk) = &self.desk else { return Ok(None) };
        let _turn = self.turn.lock().await;
        let kept = self.keys.session_anew().await?;
        match kept.as_ref().and_then(Pair::read) {
            Some(pair) if pair.token != *refused => Ok(Some(pair.token)),
            Some(pair) => self.renew(desk, &pair, clock).await.map(Some),
            None => self.hand_out(desk, clock).await.map(Some),
        }
    }

    /// A new pair for e-mail address and API key.
    async fn hand_out(&self, desk: &Desk, clock: &ServerClock) -> Result<Secret> {
        let key = self.keys.secret().await?;
        let scopes = desk.scopes(&key).await?;
        // A token too many does no harm, so a lost answer leaves no doubt: the request may be repeated.
        let request = desk.http.read(Method::POST, "/tokens").basic(&desk.user, &key);
        let answer = request.json(&json!({ "scopes": scopes, "name": "Paraphe", "ttl": TTL })).send().await?;
        clock.note(&answer);
        self.keep(&accepted(answer)?).await
    }

    /// A new pair for the old one, which ends with that. Where the refresh token is no longer good, a new one from scratch.
    async fn renew(&self, desk: &Desk, pair: &Pair, clock: &ServerClock) -> Result<Secret> {
        let Some(refresh_token) = &pair.refresh_token else { return self.hand_out(desk, clock).await };
        let path = format!("/tokens/{}", wire::segment(pair.token.expose()));
        let request = desk.http.read(Method::PATCH, &path).called("/tokens/…").bearer(refresh_token);
        let answer = request.json(&json!({ "ttl": TTL })).send().await?;
        clock.note(&answer);
        if (400..500).contains(&answer.status) && answer.status != 429 {
            return self.hand_out(desk, clock).await;
        }
        self.keep(&accepted(answer)?).await
    }

    /// Keeps a pair before anybody uses it: the old one is gone by now.
    async fn keep(&self, answer: &Answer) -> Result<Secret> {
        let pair = Pair::answered(&wire::unwrapped(answer.json()?)).ok_or_else(|| answer.malformed())?;
        self.keys.keep_session(Some(&pair.written())).await?;
        Ok(pair.token)
    }

    /// Asks the token server something about the account.
    ///
    /// # Errors
    /// It does not answer, or does not know the key.
    pub(super) async fn ask_desk(&self, desk: &Desk, path: &str, clock: &ServerClock) -> Result<Answer> {
        let key = self.keys.secret().await?;
        let answer = desk.http.read(Method::GET, path).basic(&desk.user, &key).send().await?;
        clock.note(&answer);
        accepted(answer)
    }

    /// Whether signatures can be asked for with this key.
    ///
    /// # Errors
    /// The key is not known, or not enabled for them.
    pub(super) async fn check_scopes(&self, desk: &Desk) -> Result<()> {
        desk.scopes(&self.keys.secret().await?).await.map(|_| ())
    }
}

impl Desk {
    /// The account's e-mail address.
    pub(super) fn user(&self) -> &str {
        &self.user
    }

    /// The scopes to ask for, as the token server writes them: those of the sandbox carry its own host.
    async fn scopes(&self, key: &Secret) -> Result<Vec<String>> {
        let answer = self.http.read(Method::GET, "/scopes").basic(&self.user, key).send().await?;
        let listed = wire::scopes(&wire::unwrapped(accepted(answer)?.json()?));
        let mut scopes = Vec::new();
        for (method, endpoint) in NEEDED {
            let fitting = listed.iter().filter(|scope| {
                let path = scope.text.split_once('/').map_or("", |(_, path)| path);
                scope.enabled && scope.text.starts_with(&format!("{method}:")) && path == endpoint
            });
            let of_host = |scope: &&&wire::Scope| scope.text.contains(&format!(":{}/", self.domain));
            let fitting: Vec<_> = fitting.collect();
            let chosen = fitting.iter().find(of_host).or_else(|| fitting.first());
            match chosen {
                Some(scope) => scopes.push(scope.text.clone()),
                // Verifying is a convenience; without the others nothing can be asked for.
                None if endpoint == "verify" => {}
                None => {
                    let missing = Error::new(ErrorKind::Credentials, "the key is not enabled for signatures");
                    return Err(missing.with_context("scope", format!("{method} {endpoint}")));
                }
            }
        }
        Ok(scopes)
    }
}

impl Pair {
    /// As the token server answers (`TokenDetail`).
    fn answered(detail: &Value) -> Option<Self> {
        let text = |name: &str| detail.get(name)?.as_str().filter(|text| !text.is_empty());
        Some(Self {
            token: Secret::new(text("token")?),
            refresh_token: text("refreshToken").map(Secret::new),
            ends: detail.get("expireAt").and_then(wire::moment),
        })
    }

    /// As it was kept.
    fn read(session: &Secret) -> Option<Self> {
        Self::answered(&serde_json::from_str(session.expose()).ok()?)
    }

    /// As it is kept: the same names as in the answer.
    fn written(&self) -> Secret {
        Secret::new(
            json!({
                "token": self.token.expose(),
                "refreshToken": self.refresh_token.as_ref().map(Secret::expose),
                "expireAt": self.ends.map(Timestamp::to_rfc3339),
            })
            .to_string(),
        )
    }

    /// Whether it ends within the hour, by the provider's clock. Before its first answer nobody knows; a token that has
    /// ended is refused then, and renewed for that.
    fn ends_soon(&self, clock: &ServerClock) -> bool {
        let (Some(ends), Some(now)) = (self.ends, clock.now()) else { return false };
        ends.as_millis() - now.as_millis() < RENEW_BEFORE
    }
}

/// The token server's refusals: what it says is about the key, never about a sending.
fn accepted(answer: Answer) -> Result<Answer> {
    if answer.is_success() {
        return Ok(answer);
    }
    let error = refusal(&answer, None);
    // 70 to 110: scopes that are missing, malformed or not enabled for this account.
    let is_about_scopes = answer.status == 422;
    let number = answer.json().ok().and_then(|body: Value| body.get("error").map(Value::to_string));
    let error = if is_about_scopes {
        let said = error.fact("said").map(str::to_owned).unwrap_or_default();
        answer
            .facts(Error::new(ErrorKind::Credentials, "the key is not enabled for this"))
            .with_context("said", said)
    } else {
        error
    };
    let error = match number {
        Some(number) => error.with_context("code", number),
        None => error,
    };
    Err(match error.retry() {
        Retry::AfterCheck => error.with_retry(Retry::Later),
        Retry::Later | Retry::No => error,
    })
}

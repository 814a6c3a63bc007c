//! Tokens, what they open, and the wallet.

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::DOMAIN;
use crate::reading::{basic, bearer};

/// The user of the account that is ready.
pub(super) const EMAIL: &str = "bac-a-sable@example.org";
/// That user's API key: for the token server only.
pub(super) const API_KEY: &str = "sandbox-openapi-key";
/// A token that is ready, with every scope, for whoever pastes one instead of handing over the key.
const READY_TOKEN: &str = "sandbox-openapi-token";
const READY_REFRESH_TOKEN: &str = "sandbox-openapi-refresh";

/// The vendor's number for a request without good credentials.
pub(super) const UNAUTHORIZED: u16 = 140;

/// Seconds; the default is not documented, the longest is.
const DEFAULT_TTL: i64 = 30 * 86_400;
const LONGEST_TTL: i64 = 365 * 86_400;
/// Cents; enough for every trial.
const FIRST_CREDIT: i64 = 10_000_000;

/// What is no envelope.
pub(crate) struct Own {
    tokens: Vec<Token>,
    /// Cents.
    pub(super) credit: i64,
    pub(super) created: Timestamp,
}

/// One token with its twin for renewal.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) token: String,
    refresh_token: String,
    name: String,
    scopes: Vec<String>,
    created: Timestamp,
    updated: Timestamp,
    expires: Timestamp,
    /// Came out of a renewal.
    renewed: bool,
}

impl Default for Own {
    fn default() -> Self {
        let mut ready = Token::new("ready", scopes(), LONGEST_TTL);
        ready.token = READY_TOKEN.to_owned();
        ready.refresh_token = READY_REFRESH_TOKEN.to_owned();
        Self { tokens: vec![ready], credit: FIRST_CREDIT, created: Timestamp::now() }
    }
}

impl Own {
    /// Whether the request's token opens `scope`. With `all_expired` only a renewed one does.
    pub(super) fn allows(&self, headers: &HeaderMap, scope: &str, all_expired: bool) -> bool {
        let Some(given) = bearer(headers, "authorization") else { return false };
        let token = self.tokens.iter().find(|token| token.token == given);
        token.is_some_and(|token| {
            let alive = token.expires > Timestamp::now() && (token.renewed || !all_expired);
            alive && token.scopes.iter().any(|known| known == scope)
        })
    }

    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    pub(super) fn token(&mut self, id: &str) -> Option<&mut Token> {
        self.tokens.iter_mut().find(|token| token.token == id)
    }

    pub(super) fn add(&mut self, name: &str, scopes: Vec<String>, ttl: i64) -> Value {
        let token = Token::new(name, scopes, ttl);
        let detail = token.detail();
        self.tokens.push(token);
        detail
    }

    /// Puts a new pair in the place of the token `id`, if this is its refresh token.
    pub(super) fn renew(&mut self, id: &str, refresh_token: &str, ttl: i64) -> Option<Value> {
        let old = self.token(id).filter(|token| token.refresh_token == refresh_token)?;
        let mut new = Token::new(&old.name, old.scopes.clone(), ttl);
        new.renewed = true;
        *old = new;
        Some(old.detail())
    }

    pub(super) fn remove(&mut self, id: &str) -> bool {
        let before = self.tokens.len();
        self.tokens.retain(|token| token.token != id);
        self.tokens.len() < before
    }
}

impl Token {
    fn new(name: &str, scopes: Vec<String>, ttl: i64) -> Self {
        let now = Timestamp::now();
        Self {
            token: new_id(),
            refresh_token: new_id(),
            name: name.to_owned(),
            scopes,
            created: now,
            updated: now,
            expires: expiry(now, ttl),
            renewed: false,
        }
    }

    /// Changes what the request names.
    pub(super) fn update(&mut self, scopes: Option<Vec<String>>, name: Option<&str>, ttl: Option<i64>) {
        self.updated = Timestamp::now();
        self.scopes = scopes.unwrap_or_else(|| self.scopes.clone());
        self.name = name.map_or_else(|| self.name.clone(), str::to_owned);
        self.expires = ttl.map_or(self.expires, |ttl| expiry(self.updated, ttl));
    }

    /// `TokenDetail` of the schema.
    pub(super) fn detail(&self) -> Value {
        json!({
            "token": self.token,
            "name": self.name,
            "createdAt": whole_seconds(self.created),
            "expireAt": whole_seconds(self.expires),
            "updatedAt": whole_seconds(self.updated),
            "scopes": self.scopes,
            "refreshToken": self.refresh_token,
            "limits": {},
            "stats": {},
        })
    }
}

/// Negative and zero mean the default, as documented; beyond a year, a year.
fn expiry(from: Timestamp, ttl: i64) -> Timestamp {
    let ttl = if ttl <= 0 { DEFAULT_TTL } else { ttl.min(LONGEST_TTL) };
    from.checked_add(SignedDuration::from_secs(ttl)).unwrap_or(Timestamp::MAX)
}

/// `2025-11-19T10:00:00Z`, as the samples of the token server.
fn whole_seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// 24 hexadecimal digits.
pub(super) fn new_id() -> String {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes to a process that runs");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Method and first word of the path of every route that asks for a token.
pub(super) const ROUTES: [(&str, &str); 4] =
    [("POST", "EU-SES"), ("GET", "signatures"), ("DELETE", "signatures"), ("POST", "verify")];

/// Every scope there is here.
pub(super) fn scopes() -> Vec<String> {
    ROUTES.iter().map(|(method, endpoint)| format!("{method}:{DOMAIN}/{endpoint}")).collect()
}

/// Whether the request carries the account's e-mail address and API key.
pub(super) fn is_owner(headers: &HeaderMap) -> bool {
    basic(headers).is_some_and(|(user, key)| user == EMAIL && key == API_KEY)
}

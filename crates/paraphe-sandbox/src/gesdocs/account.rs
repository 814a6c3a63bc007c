//! Users, their tokens and their credits.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::request::LANGUAGES;
use super::submission::{Problems, Submission};
use super::wire::Refusal;
use crate::reading::{bearer, random_id};
use crate::state::Shared;

/// The token of the account that is ready.
pub(super) const READY_TOKEN: &str = "sandbox-gesdocs";
const READY_EMAIL: &str = "bac-a-sable@example.org";
/// Enough for every trial; what a real account begins with is not documented.
const FIRST_CREDITS: i64 = 1_000_000;

/// What is no envelope.
pub(crate) struct Own {
    users: Vec<User>,
    last_number: u64,
    /// Secure downloads by number.
    pub(super) downloads: Vec<Value>,
}

pub(super) struct User {
    pub(super) email: String,
    /// Nobody signs in to the account that is ready: it has a token only.
    password: Option<String>,
    tokens: Vec<String>,
    pub(super) credits: i64,
}

impl Default for Own {
    fn default() -> Self {
        let ready = User {
            email: READY_EMAIL.to_owned(),
            password: None,
            tokens: vec![READY_TOKEN.to_owned()],
            credits: FIRST_CREDITS,
        };
        Self { users: vec![ready], last_number: 100, downloads: Vec::new() }
    }
}

impl Own {
    /// Whose token the request carries.
    pub(super) fn user(&mut self, headers: &HeaderMap) -> Option<&mut User> {
        let token = bearer(headers, "authorization")?;
        self.users.iter_mut().find(|user| user.tokens.iter().any(|known| known == token))
    }

    /// A number no request or download has yet.
    pub(super) fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    /// The credits of the user with this address.
    pub(super) fn credits(&self, email: &str) -> i64 {
        self.users.iter().find(|user| user.email == email).map_or(0, |user| user.credits)
    }
}

impl User {
    fn new_token(&mut self) -> String {
        let token = random_id();
        self.tokens.push(token.clone());
        token
    }
}

pub(super) async fn login(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let fields = Submission::read(&headers, body).await?.fields;
    let mut problems = Problems::default();
    let email = problems.email(&fields, "email", "email");
    let password = problems.required(&fields, "password", "password");
    problems.into_result()?;
    let token = shared.change(|store| {
        let mut users = store.gesdocs.users.iter_mut();
        users
            .find(|user| user.email == email && user.password.as_ref() == Some(&password))
            .map(User::new_token)
    });
    let token = token.ok_or(Refusal::Unauthenticated)?;
    Ok(Json(json!({ "token": token })).into_response())
}

pub(super) async fn register(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let fields = Submission::read(&headers, body).await?.fields;
    let mut problems = Problems::default();
    problems.required(&fields, "name", "name");
    let email = problems.email(&fields, "email", "email");
    let password = problems.required(&fields, "password", "password");
    let again = problems.required(&fields, "password_confirmation", "password_confirmation");
    if password != again {
        problems.note("password", "The password field confirmation does not match.");
    }
    if shared.change(|store| store.gesdocs.users.iter().any(|user| user.email == email)) {
        problems.note("email", "The email address is already used.");
    }
    problems.into_result()?;
    let token = shared.change(|store| {
        let mut user = User { email, password: Some(password), tokens: Vec::new(), credits: FIRST_CREDITS };
        let token = user.new_token();
        store.gesdocs.users.push(user);
        token
    });
    let answer = json!({ "status": "success", "message": "User created successfully.", "token": token });
    Ok(Json(answer).into_response())
}

/// Whether this asks for a token is not documented; it does not here.
pub(super) async fn meta() -> Response {
    let languages: Vec<Value> =
        LANGUAGES.iter().map(|(code, label)| json!({ "code": code, "label": label })).collect();
    let regions = ["Europe/Paris", "Europe/London", "Africa/Tunis", "America/New_York", "Asia/Tokyo"];
    Json(json!({ "regions": regions, "languages": languages })).into_response()
}

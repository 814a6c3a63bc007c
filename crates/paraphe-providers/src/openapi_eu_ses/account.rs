//! Whether an account can be used, and what it can pay for. Nothing is changed by asking.

use serde_json::Value;

use super::api::{Openapi, refused};
use super::oauth::Desk;
use super::wire;
use crate::error::{ErrorKind, Result};
use crate::http::Method;
use crate::provider::Account;

/// The published price of one signature without subscription, in euros.
const PRICE: f64 = 0.30;

impl Openapi {
    /// An account with a pasted token: whoever may list signatures may use it.
    pub(super) async fn token_account(&self) -> Result<Account> {
        let answer = self.answer(|| Ok(self.read(Method::GET, "/signatures?limit=1"))).await?;
        // "No signatures found" is the answer to an account that works and has none.
        if !answer.is_success() && answer.status != 404 {
            return Err(refused(&answer));
        }
        if answer.json::<Value>().is_err() {
            return Err(answer.malformed());
        }
        Ok(Account { holder: None, credits: None, mode: self.config.mode, server_time: answer.server_time() })
    }

    /// An account with an API key, by what the token server says of it.
    pub(super) async fn desk_account(&self, desk: &Desk) -> Result<Account> {
        self.tokens.check_scopes(desk).await?;
        let answer = self.tokens.ask_desk(desk, "/wallet", &self.clock).await?;
        let wallet = wire::unwrapped(answer.json()?);
        let answer = self.tokens.ask_desk(desk, "/subscriptions", &self.clock).await;
        // Who has no subscription may be told so by 404.
        let subscriptions = match answer {
            Ok(answer) => wire::unwrapped(answer.json()?),
            Err(error) if error.kind() == ErrorKind::NotFound => Value::Null,
            Err(error) => return Err(error),
        };
        Ok(Account {
            holder: Some(desk.user().to_owned()),
            credits: credits(&wallet, &subscriptions),
            mode: self.config.mode,
            server_time: self.clock.now(),
        })
    }
}

/// How many signatures wallet and subscriptions pay for. The token server tells of the first in euros, of the second in
/// requests, and each scope has its own.
fn credits(wallet: &Value, subscriptions: &Value) -> Option<u32> {
    let from_wallet = wire::number(wallet, "credit").map(|euros| (euros / PRICE).floor().max(0.0));
    let subscribed = subscriptions.as_array().into_iter().flatten().filter(|subscription| {
        let is_active = subscription.get("active").and_then(Value::as_bool) != Some(false);
        is_active && wire::text(subscription, "scope").is_some_and(|scope| scope.ends_with("/EU-SES"))
    });
    let counts: Vec<f64> = subscribed.filter_map(|one| wire::number(one, "availableRequests")).collect();
    if from_wallet.is_none() && counts.is_empty() {
        return None;
    }
    // A float becomes the nearest number a u32 can hold.
    Some((from_wallet.unwrap_or(0.0) + counts.iter().sum::<f64>()) as u32)
}

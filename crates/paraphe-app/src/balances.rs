//! How many sendings an account can still pay for, as its provider last said, and when. Nobody is asked for it from here: it
//! comes with a test of the account and with reports.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::Timestamp;
use serde::{Deserialize, Serialize};

use crate::accounts::{self, Account};
use crate::schema::{CreditsStanding, CreditsView};
use crate::{App, Error, blocking, remembered};

const KEY: &str = "account_credits";

/// How long the same number is as good as said now, in milliseconds.
const STILL_NEW: i64 = 60 * 1000;

/// What was said of one account.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Balance {
    left: u32,
    at: Timestamp,
}

/// What was said, by what the key chain knows an account as: its name may change.
pub(crate) type Balances = BTreeMap<String, Balance>;

/// All that is known.
pub(crate) fn all(app: &App) -> Result<Balances, Error> {
    remembered::read(&app.history(), KEY)
}

/// Notes what a provider has just said of an account.
pub(crate) async fn note(app: &App, account: &Account, left: u32) -> Result<(), Error> {
    let Some(key) = account.secret.clone() else { return Ok(()) };
    let app = app.clone();
    blocking::run(move || {
        let known: BTreeSet<String> = accounts::all(&app)?.into_iter().filter_map(|one| one.secret).collect();
        let at = app.now();
        let mut history = app.history();
        let mut all: Balances = remembered::read(&history, KEY)?;
        // Said again a moment later: nothing is written for the same number.
        let is_known = |said: &Balance| said.left == left && at.as_millis() - said.at.as_millis() < STILL_NEW;
        if all.get(&key).is_some_and(is_known) {
            return Ok(());
        }
        all.retain(|key, _| known.contains(key));
        all.insert(key, Balance { left, at });
        remembered::keep(&mut history, KEY, &all)
    })
    .await
}

/// How far what is left goes for a request of so many sendings and signers.
pub(crate) fn view(balance: Balance, dispatches: u32, signers: u32) -> CreditsView {
    let Balance { left, at } = balance;
    let standing = if left < dispatches.max(1) {
        CreditsStanding::Short
    } else if left < signers || left <= FEW {
        CreditsStanding::Low
    } else {
        CreditsStanding::Enough
    };
    CreditsView { left, at, standing }
}

/// From here on a person is told to think of buying more.
const FEW: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_measured_by_what_is_asked() {
        let standing = |left, dispatches, signers| {
            view(Balance { left, at: Timestamp::from_millis(0) }, dispatches, signers).standing
        };
        assert_eq!(standing(0, 0, 0), CreditsStanding::Short, "nothing can be sent with nothing");
        assert_eq!(standing(2, 3, 3), CreditsStanding::Short);
        assert_eq!(standing(3, 3, 3), CreditsStanding::Low);
        assert_eq!(standing(5, 1, 1), CreditsStanding::Low);
        assert_eq!(standing(7, 1, 8), CreditsStanding::Low, "some services count signers");
        assert_eq!(standing(6, 1, 2), CreditsStanding::Enough);
    }
}

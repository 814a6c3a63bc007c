//! That an account could not be used when it was last tried, and when that was: it is said wherever the account is listed, until
//! a test succeeds or something of it is changed.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_providers::{Error as ProviderError, ErrorKind};

use super::Account;
use crate::schema::{CheckFailure, FailedCheckView};
use crate::{App, Error, accounts, blocking, remembered};

const KEY: &str = "account_checks";

/// What failed, by what the key chain knows an account as: its name may change.
type Failed = BTreeMap<String, FailedCheckView>;

/// Why a test failed, as far as it matters for the next one.
pub(crate) fn failure(error: &ProviderError) -> CheckFailure {
    match error.kind() {
        ErrorKind::Credentials => CheckFailure::Credentials,
        ErrorKind::Interrupted | ErrorKind::RateLimited | ErrorKind::Server | ErrorKind::Unreachable => {
            CheckFailure::Unreachable
        }
        ErrorKind::Configuration
        | ErrorKind::Credits
        | ErrorKind::Ended
        | ErrorKind::Journal
        | ErrorKind::Malformed
        | ErrorKind::NotFound
        | ErrorKind::NotReady
        | ErrorKind::Redirected
        | ErrorKind::Refused
        | ErrorKind::Tls
        | ErrorKind::Unsupported => CheckFailure::Other,
    }
}

/// How the last test of an account failed; none where it did not.
pub(crate) fn of(app: &App, account: &Account) -> Result<Option<FailedCheckView>, Error> {
    let Some(key) = &account.secret else { return Ok(None) };
    let all: Failed = remembered::read(&app.history(), KEY)?;
    Ok(all.get(key).copied())
}

/// Notes what became of a test.
pub(crate) async fn note(app: &App, account: &Account, failed: Option<CheckFailure>) -> Result<(), Error> {
    let Some(key) = account.secret.clone() else { return Ok(()) };
    let app = app.clone();
    blocking::run(move || match failed {
        None => forget(&app, &key),
        Some(why) => {
            let known: BTreeSet<String> =
                accounts::all(&app)?.into_iter().filter_map(|one| one.secret).collect();
            let at = app.now();
            change(&app, |all| {
                all.retain(|key, _| known.contains(key));
                all.insert(key, FailedCheckView { at, why });
            })
        }
    })
    .await
}

/// Nothing is known against it any more.
pub(crate) fn forget(app: &App, key: &str) -> Result<(), Error> {
    change(app, |all| {
        all.remove(key);
    })
}

fn change(app: &App, change: impl FnOnce(&mut Failed)) -> Result<(), Error> {
    let mut history = app.history();
    let before: Failed = remembered::read(&history, KEY)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before { Ok(()) } else { remembered::keep(&mut history, KEY, &after) }
}

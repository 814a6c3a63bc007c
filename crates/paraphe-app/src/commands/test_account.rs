//! Asks the provider, without changing anything there, whether an account can be used.

use paraphe_envelope::{EnvelopeId, Timestamp};
use paraphe_providers::{Account as ProvidersAccount, AccountMode, Error as ProviderError, Provider};

use crate::accounts::{Account, checks};
use crate::schema::{AccountCheckView, AccountRequest, CheckFailure};
use crate::{App, Error, accounts, balances, blocking, documents, translate};

/// A clock that is off by less hurts nobody.
const CLOCK_TOLERANCE_SECONDS: i64 = 120;

pub(crate) async fn run(app: &App, request: AccountRequest) -> Result<AccountCheckView, Error> {
    let (account, provider) = {
        let app = app.clone();
        blocking::run(move || {
            let account = accounts::find(&app, &request.name)?;
            let provider = accounts::provider(&app, &account, &EnvelopeId::new(documents::random()?))?;
            Ok((account, provider))
        })
        .await?
    };
    let (check, failed) = asked(app, &account, provider.as_ref()).await;
    checks::note(app, &account, failed).await?;
    if let Some(left) = check.credits {
        balances::note(app, &account, left).await?;
    }
    Ok(check)
}

/// What the provider says of an account, and why it cannot be used.
pub(super) async fn asked(
    app: &App,
    account: &Account,
    provider: &dyn Provider,
) -> (AccountCheckView, Option<CheckFailure>) {
    let found = provider.check_account().await;
    let failed = found.as_ref().err().map(checks::failure);
    (told(app, account, found), failed)
}

fn told(app: &App, account: &Account, found: Result<ProvidersAccount, ProviderError>) -> AccountCheckView {
    match found {
        Ok(found) => AccountCheckView {
            ok: true,
            account: found.holder,
            credits: found.credits,
            test_mode: found.mode == AccountMode::Test || account.settings.test,
            clock_off_seconds: clock_off(app.now(), found.server_time),
            problem: None,
        },
        Err(error) => AccountCheckView {
            ok: false,
            account: None,
            credits: None,
            test_mode: account.settings.test,
            clock_off_seconds: None,
            problem: Some(translate::provider(&account.name, &error)),
        },
    }
}

/// By how many seconds this computer is ahead (or, negative, behind), when that is worth a word.
fn clock_off(here: Timestamp, there: Option<Timestamp>) -> Option<i64> {
    let off = (here.as_millis() - there?.as_millis()) / 1000;
    (off.abs() > CLOCK_TOLERANCE_SECONDS).then_some(off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_told_and_a_little_is_not() {
        let at = Timestamp::from_millis;
        assert_eq!(clock_off(at(0), None), None);
        assert_eq!(clock_off(at(100_000), Some(at(0))), None);
        assert_eq!(clock_off(at(3_600_000), Some(at(0))), Some(3600));
        assert_eq!(clock_off(at(0), Some(at(3_600_000))), Some(-3600));
    }
}

//! The accounts, and what an account of each provider needs.

use paraphe_providers::{ProviderId, capability, form};

use crate::accounts::{self, Account, checks};
use crate::schema::{AccountView, AccountsView, Empty, ProviderFormView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, _: Empty) -> Result<AccountsView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let accounts = accounts::all(&app)?;
        let accounts = accounts.iter().map(|account| view(&app, account)).collect::<Result<_, _>>()?;
        let providers = ProviderId::ALL
            .into_iter()
            .map(|id| ProviderFormView { form: form(id), capability: capability(id) })
            .collect();
        Ok(AccountsView { accounts, providers })
    })
    .await
}

/// An account as the window shows it. A key chain that does not answer now hides the end of the secret, nothing more.
pub(super) fn view(app: &App, account: &Account) -> Result<AccountView, Error> {
    let secret = account.secret.as_deref().and_then(|name| app.secrets().secret(name).ok().flatten());
    // Read before the rest: a lock taken within the literal is held until its end.
    let open = app.history().open_dispatches(&account.name).map_err(translate::history)?;
    Ok(AccountView {
        name: account.name.clone(),
        settings: account.settings.clone(),
        masked: secret.as_ref().map(accounts::masked).unwrap_or_default(),
        has_secret: secret.is_some(),
        open,
        failed: checks::of(app, account)?,
    })
}

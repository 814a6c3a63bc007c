//! Adds an account or changes one.

use paraphe_history::{AccountRow, HistoryError};
use paraphe_providers::{AccountSettings, ProviderId};

use super::list_accounts::view;
use crate::schema::{AccountView, SaveAccountRequest};
use crate::{App, Code, Error, accounts, blocking, documents, translate};

/// The longest name of an account, in characters.
const LONGEST_NAME: usize = 60;

pub(crate) async fn run(app: &App, request: SaveAccountRequest) -> Result<AccountView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let name = checked_name(&request)?;
        accounts::check(&app, &name, &request.settings)?;
        let former = match &request.replaces {
            Some(former) => {
                Some(app.history().account(former).map_err(translate::history)?.ok_or_else(|| {
                    Error::new(Code::NotFound, "error-account-missing").with("account", former)
                })?)
            }
            None => None,
        };
        let secret = request.secret.as_deref().map(str::trim).filter(|secret| !secret.is_empty());
        if former.is_none() && secret.is_none() {
            return Err(Error::new(Code::Refused, "error-account-secret").with("account", &name));
        }
        if let Some(former) = &former {
            refuse_move(&app, former, &request.settings, secret)?;
        }
        let row = row(&app, &name, &request, former.as_ref())?;
        if let Some(secret) = secret {
            // The secret first: an account without one would only fail later.
            accounts::keep_secret(&app, &row.secret, secret)?;
        }
        let stored = match &former {
            Some(former) => app.history().change_account(&former.name, &row),
            None => app.history().insert_account(&row),
        };
        stored.map_err(|error| told(error, &name))?;
        view(&app, &accounts::find(&app, &name)?)
    })
    .await
}

fn checked_name(request: &SaveAccountRequest) -> Result<String, Error> {
    if request.settings.provider == ProviderId::Local {
        return Err(Error::new(Code::Refused, "error-account-local"));
    }
    let name = request.name.trim();
    let is_usable = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.chars().any(char::is_control)
        && name != accounts::LOCAL;
    if is_usable { Ok(name.to_owned()) } else { Err(Error::new(Code::Refused, "error-account-name")) }
}

/// What is out, waits or is in doubt belongs to the provider it was checked for: another one would be asked about what it
/// does not know, or be sent it a second time. Nor is a key handed to another provider than the one it was given for.
fn refuse_move(
    app: &App,
    former: &AccountRow,
    settings: &AccountSettings,
    secret: Option<&str>,
) -> Result<(), Error> {
    if accounts::find(app, &former.name)?.provider() == settings.provider {
        return Ok(());
    }
    let open = app.history().open_dispatches(&former.name).map_err(translate::history)?;
    if open > 0 {
        return Err(Error::new(Code::Refused, "error-account-provider")
            .with("account", &former.name)
            .with("count", open));
    }
    match secret {
        Some(_) => Ok(()),
        None => Err(Error::new(Code::Refused, "error-account-secret").with("account", &former.name)),
    }
}

fn row(
    app: &App,
    name: &str,
    request: &SaveAccountRequest,
    former: Option<&AccountRow>,
) -> Result<AccountRow, Error> {
    let made = || -> Result<String, Error> {
        let random: String = documents::random()?.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(format!("account.{random}"))
    };
    Ok(AccountRow {
        name: name.to_owned(),
        secret: former.map_or_else(made, |former| Ok(former.secret.clone()))?,
        settings: serde_json::to_value(&request.settings).map_err(Error::internal)?,
        created_at: former.map_or_else(|| app.now(), |former| former.created_at),
    })
}

fn told(error: HistoryError, name: &str) -> Error {
    if matches!(error, HistoryError::Duplicate(_)) {
        return Error::new(Code::Refused, "error-account-exists").with("account", name);
    }
    translate::history(error)
}

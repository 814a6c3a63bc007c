//! Adds an account or changes one.

use paraphe_history::{AccountRow, HistoryError, OutboxRow};
use paraphe_providers::{AccountSettings, ProviderId, form};

use super::list_accounts::view;
use crate::accounts::{checks, key};
use crate::schema::{AccountView, SaveAccountRequest};
use crate::{App, Code, Error, accounts, blocking, documents, taking_back, translate};

/// The longest name of an account, in characters.
const LONGEST_NAME: usize = 60;

pub(crate) async fn run(app: &App, request: SaveAccountRequest) -> Result<AccountView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let Wanted { name, former } = checked(&app, &request)?;
        let row = row(&app, &name, &request, former.as_ref())?;
        if let Some(secret) = typed(&request)? {
            // The secret first: an account without one would only fail later.
            accounts::keep_secret(&app, &row.secret, secret)?;
        }
        let stored = match &former {
            Some(former) => app.history().change_account(&former.name, &row),
            None => app.history().insert_account(&row),
        };
        stored.map_err(|error| told(error, &name))?;
        // What was said of the former key says nothing of this one.
        checks::forget(&app, &row.secret)?;
        view(&app, &accounts::find(&app, &name)?)
    })
    .await
}

/// An account that can be stored.
pub(super) struct Wanted {
    pub(super) name: String,
    /// As it is until now.
    pub(super) former: Option<AccountRow>,
}

/// Refuses what cannot be stored, before anything is.
///
/// # Errors
/// `refused`, `notFound` for a former name that is none.
pub(super) fn checked(app: &App, request: &SaveAccountRequest) -> Result<Wanted, Error> {
    let name = checked_name(request)?;
    accounts::check(app, &name, &request.settings)?;
    let row = |name: &str| app.history().account(name).map_err(translate::history);
    let former = match &request.replaces {
        Some(former) => Some(
            row(former)?
                .ok_or_else(|| Error::new(Code::NotFound, "error-account-missing").with("account", former))?,
        ),
        None => None,
    };
    let secret = typed(request)?;
    if former.is_none() && secret.is_none() {
        return Err(Error::new(Code::Refused, "error-account-secret").with("account", &name));
    }
    if let Some(former) = &former {
        refuse_move(app, former, &request.settings, secret)?;
    }
    if request.replaces.as_deref() != Some(name.as_str()) && row(&name)?.is_some() {
        return Err(told(HistoryError::Duplicate(name.clone()), &name));
    }
    Ok(Wanted { name, former })
}

/// The secret that was typed, if one was.
///
/// # Errors
/// `refused` where something stands within it that nobody sees.
pub(super) fn typed(request: &SaveAccountRequest) -> Result<Option<&str>, Error> {
    let unseen = |_| Error::new(Code::Refused, "error-account-secret-unseen").with("account", &request.name);
    request.secret.as_deref().map_or(Ok(None), key::typed).map_err(unseen)
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
    let was = accounts::find(app, &former.name)?.settings;
    if was.provider == settings.provider {
        return refuse_elsewhere(app, &former.name, (&was, settings));
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

/// What may or may not have arrived is asked about where it was sent: at another address, or with another person's access,
/// nobody has ever seen it, which would be taken for a proof that it can leave again.
fn refuse_elsewhere(
    app: &App,
    account: &str,
    (was, settings): (&AccountSettings, &AccountSettings),
) -> Result<(), Error> {
    let is_other_user = was.user.is_some() && settings.user.is_some() && was.user != settings.user;
    if place(was) == place(settings) && !is_other_user {
        return Ok(());
    }
    let rows = app.history().dispatches_of(account).map_err(translate::history)?;
    let is_doubted = |row: &&OutboxRow| taking_back::is_in_doubt(row) || taking_back::is_perhaps_gone(row);
    let doubted: Vec<_> = rows.iter().filter(is_doubted).collect();
    match doubted.first() {
        Some(first) => Err(Error::new(Code::Refused, "error-account-doubt")
            .with("account", account)
            .with("count", doubted.len())
            .with("envelope", &first.envelope)),
        None => Ok(()),
    }
}

/// Where an account's requests go, and whether only for trial.
fn place(settings: &AccountSettings) -> (String, Option<String>, bool) {
    let form = form(settings.provider);
    let address = |given: &Option<String>, usual: Option<&str>| {
        given.as_deref().or(usual).map(|url| url.trim().trim_end_matches('/').to_owned())
    };
    let base = address(&settings.base_url, Some(form.base_url)).unwrap_or_default();
    (base, address(&settings.auth_url, form.auth_url), settings.test)
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

//! Asks the provider about an account as it would be, and stores it when it can be used: a key that is refused takes the
//! place of none that works.

use std::sync::Arc;

use paraphe_providers::{Provider, Secret};

use super::{save_account, test_account};
use crate::accounts::{self, Account, tried};
use crate::schema::{SaveAccountRequest, TriedAccountView};
use crate::{App, Code, Error, balances, blocking, translate};

pub(crate) async fn run(app: &App, request: SaveAccountRequest) -> Result<TriedAccountView, Error> {
    let (for_look, wanted) = (app.clone(), request.clone());
    let (account, provider) = blocking::run(move || as_it_would_be(&for_look, &wanted)).await?;
    let (check, _) = test_account::asked(app, &account, provider.as_ref()).await;
    if !check.ok {
        return Ok(TriedAccountView { stored: None, check });
    }
    let stored = save_account::run(app, request).await?;
    if let Some(left) = check.credits {
        let (for_look, name) = (app.clone(), stored.name.clone());
        let account = blocking::run(move || accounts::find(&for_look, &name)).await?;
        balances::note(app, &account, left).await?;
    }
    Ok(TriedAccountView { stored: Some(stored), check })
}

fn as_it_would_be(app: &App, request: &SaveAccountRequest) -> Result<(Account, Arc<dyn Provider>), Error> {
    let wanted = save_account::checked(app, request)?;
    let secret = match (save_account::typed(request)?, &wanted.former) {
        (Some(typed), _) => Some(Secret::new(typed)),
        (None, Some(former)) => {
            let kept = app.secrets().secret(&former.secret).map_err(|error| translate::secret(&error))?;
            kept.map(|kept| Secret::new(String::from_utf8_lossy(kept.expose()).into_owned()))
        }
        (None, None) => None,
    };
    let nothing = || Error::new(Code::Refused, "error-account-secret").with("account", &wanted.name);
    let secret = secret.ok_or_else(nothing)?;
    let account = Account { name: wanted.name.clone(), settings: request.settings.clone(), secret: None };
    let provider = tried::provider(app, &account, secret)?;
    Ok((account, provider))
}

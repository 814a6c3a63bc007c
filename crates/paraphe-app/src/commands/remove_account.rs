//! Forgets an account and its secret.

use crate::schema::{AccountRequest, Empty};
use crate::{App, Code, Error, accounts, blocking, translate};

pub(crate) async fn run(app: &App, request: AccountRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        let account = accounts::find(&app, &request.name)?;
        let Some(secret) = account.secret else {
            return Err(Error::new(Code::Refused, "error-account-local"));
        };
        let open = app.history().open_dispatches(&request.name).map_err(translate::history)?;
        if open > 0 {
            // Without the account nobody could follow them up, fetch their results or take them back.
            return Err(Error::new(Code::Refused, "error-account-open")
                .with("account", &request.name)
                .with("count", open));
        }
        accounts::forget_secret(&app, &secret)?;
        app.history().remove_account(&request.name).map_err(translate::history)?;
        Ok(Empty {})
    })
    .await
}

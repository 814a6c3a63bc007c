//! The sender's words as the account's service would hand them on to each person.

use paraphe_providers::passed_texts;

use super::check_draft;
use crate::schema::{CheckDraftRequest, PassedTextsView};
use crate::{App, Error, accounts, blocking, translate};

pub(crate) async fn run(app: &App, request: CheckDraftRequest) -> Result<PassedTextsView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let account = accounts::find(&app, &request.account)?;
        let (envelope, _) = check_draft::envelope_of(&app, draft)?;
        Ok(PassedTextsView { texts: passed_texts(&envelope, account.provider()) })
    })
    .await
}

//! Makes one PDF of a draft's documents, and adapts the draft to an account that takes a single one: one step to undo.

use paraphe_providers::account_capability;

use super::apply_operation::apply;
use crate::schema::{DraftView, MergeDocumentsRequest};
use crate::{App, Error, accounts, blocking, merge, translate, view};

pub(crate) async fn run(app: &App, request: MergeDocumentsRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        if draft.documents.len() > 1 {
            let account = accounts::find(&app, &request.account)?;
            let merged = merge::merged(&app, &draft, &account, &account_capability(&account.settings))?;
            apply(&app, &request.draft, merged, None)?;
        }
        view::draft(&app, &request.draft)
    })
    .await
}

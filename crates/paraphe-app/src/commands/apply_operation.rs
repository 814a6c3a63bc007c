//! One change of a draft: applied, stored, answered. A row is in the database before the window draws the result.

use paraphe_envelope::{DraftId, DraftOperation};

use crate::schema::{ApplyOperationRequest, DraftView};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: ApplyOperationRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        apply(&app, &request.draft, request.operation, request.merge_key)?;
        view::draft(&app, &request.draft)
    })
    .await
}

/// Applies an operation and stores it with its inverse, in one transaction.
pub(super) fn apply(
    app: &App,
    draft: &DraftId,
    operation: DraftOperation,
    merge_key: Option<String>,
) -> Result<(), Error> {
    let now = app.now();
    let mut history = app.history();
    history.apply_operation(draft, operation, merge_key.as_deref(), now).map_err(translate::history)?;
    Ok(())
}

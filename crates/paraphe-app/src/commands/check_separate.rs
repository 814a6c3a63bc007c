//! What the requests for each document would be. Sends nothing.

use crate::batches::separate;
use crate::schema::{CheckDraftRequest, SeparateView};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: CheckDraftRequest) -> Result<SeparateView, Error> {
    let app = app.clone();
    blocking::run(move || separate::preview(&app, &request)).await
}

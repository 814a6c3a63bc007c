//! A draft as last stored.

use crate::schema::{DraftRequest, DraftView};
use crate::{App, Error, blocking, view};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || view::draft(&app, &request.draft)).await
}

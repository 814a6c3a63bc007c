//! Applies again what was taken back.

use crate::schema::{DraftRequest, DraftView};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        let step = app.history().redo(&request.draft, now).map_err(translate::history)?;
        view::step(&app, &request.draft, step.map(|step| step.applied))
    })
    .await
}

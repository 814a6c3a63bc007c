//! Deletes a draft for good.

use crate::schema::{DraftRequest, Empty};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        app.history().delete_draft(&request.draft, now).map_err(translate::history)?;
        Ok(Empty {})
    })
    .await
}

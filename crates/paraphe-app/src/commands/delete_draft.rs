//! Deletes a draft for good: its people, its boxes and every step that could be undone go at once.
//!
//! The bytes of its documents stay in the vault. They lie there by digest, so that the same file in another draft or
//! envelope is the same bytes; and another process may be taking that very file in, before any row of its names it.

use crate::schema::{DraftRequest, Empty};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        app.history().purge_draft(&request.draft).map_err(translate::history)?;
        Ok(Empty {})
    })
    .await
}

//! Deletes a draft for good: its people, its boxes and every step that could be undone go at once.
//!
//! The bytes of its documents lie in the vault by digest, so that the same file in another draft or envelope is the same
//! bytes; and another process may be taking that very file in, before any row of its names it. They go when nothing has
//! named them for a day, which begins now.

use crate::schema::{DraftRequest, Empty};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<Empty, Error> {
    let history = app.clone();
    let purge = move || history.history().purge_draft(&request.draft).map_err(translate::history);
    blocking::run(purge).await?;
    let clearing = app.clone();
    tokio::spawn(async move { clearing.remove_unneeded().await });
    Ok(Empty {})
}

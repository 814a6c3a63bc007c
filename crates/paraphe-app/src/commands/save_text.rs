//! Keeps a text of a message, or gives one another name.

use crate::schema::{SaveTextRequest, SavedTextsView};
use crate::{App, Error, blocking, saved_texts};

pub(crate) async fn run(app: &App, request: SaveTextRequest) -> Result<SavedTextsView, Error> {
    let app = app.clone();
    blocking::run(move || Ok(SavedTextsView { texts: saved_texts::save(&app, request)? })).await
}

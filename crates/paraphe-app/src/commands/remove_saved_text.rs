//! Forgets a text of a message.

use crate::schema::{SavedTextName, SavedTextsView};
use crate::{App, Error, blocking, saved_texts};

pub(crate) async fn run(app: &App, name: SavedTextName) -> Result<SavedTextsView, Error> {
    let app = app.clone();
    blocking::run(move || Ok(SavedTextsView { texts: saved_texts::remove(&app, &name)? })).await
}

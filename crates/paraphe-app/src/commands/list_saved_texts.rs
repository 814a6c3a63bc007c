//! The texts of messages that are kept on this computer.

use crate::schema::{Empty, SavedTextsView};
use crate::{App, Error, blocking, saved_texts};

pub(crate) async fn run(app: &App, _: Empty) -> Result<SavedTextsView, Error> {
    let app = app.clone();
    blocking::run(move || Ok(SavedTextsView { texts: saved_texts::all(&app)? })).await
}

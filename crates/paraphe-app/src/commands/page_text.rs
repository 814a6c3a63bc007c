//! A page's text with positions.

use crate::schema::{PageTextRequest, PageTextView, TextRunView};
use crate::{App, Error, blocking, documents, translate};

pub(crate) async fn run(app: &App, request: PageTextRequest) -> Result<PageTextView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (path, password) = documents::locate(&app, &request.sha256)?;
        let ticket = app.preview().text(&documents::preview(path, password), request.page);
        let text = ticket.wait().map_err(translate::preview)?;
        let runs = text.runs.into_iter().map(|run| TextRunView { text: run.text, rect: run.rect }).collect();
        Ok(PageTextView { runs })
    })
    .await
}

//! A page's text with positions.

use crate::schema::{PageTextRequest, PageTextView, TextRunView};
use crate::{App, Error, blocking, documents, translate};

pub(crate) async fn run(app: &App, request: PageTextRequest) -> Result<PageTextView, Error> {
    let (previews, app) = (app, app.clone());
    let document = blocking::run(move || {
        let (path, password) = documents::locate(&app, &request.sha256)?;
        Ok(documents::preview(path, password))
    })
    .await?;
    let text = previews.preview().text(&document, request.page).await.map_err(translate::preview)?;
    let runs = text.runs.into_iter().map(|run| TextRunView { text: run.text, rect: run.rect }).collect();
    Ok(PageTextView { runs })
}

//! All templates, the last used first.

use crate::schema::{Empty, TemplatesView};
use crate::{App, Error, blocking, templates, translate};

pub(crate) async fn run(app: &App, _: Empty) -> Result<TemplatesView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let rows = app.history().templates().map_err(translate::history)?;
        Ok(TemplatesView { templates: rows.into_iter().map(templates::view).collect() })
    })
    .await
}

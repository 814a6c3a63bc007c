//! Takes a template that somebody else wrote into a file.

use std::path::Path;

use crate::schema::{ImportTemplateRequest, TemplateView};
use crate::templates::{file, store};
use crate::{App, Error, blocking};

pub(crate) async fn run(app: &App, request: ImportTemplateRequest) -> Result<TemplateView, Error> {
    let app = app.clone();
    blocking::run(move || store(&app, &file::read(&app, Path::new(&request.path))?)).await
}

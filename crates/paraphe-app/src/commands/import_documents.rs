//! Adds files to a draft.

use super::apply_operation::apply;
use super::create_draft::{adding, take_all};
use crate::schema::{ImportDocumentsRequest, ImportView};
use crate::{App, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: ImportDocumentsRequest) -> Result<ImportView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let (documents, rejected) = take_all(&app, &request.files);
        if !documents.is_empty() {
            apply(&app, &request.draft, adding(&draft, documents), None)?;
        }
        Ok(ImportView { draft: Some(view::draft(&app, &request.draft)?), rejected })
    })
    .await
}

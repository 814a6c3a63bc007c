//! Another file in the place of a document of a draft, its boxes kept: one step to undo.

use super::apply_operation::apply;
use super::create_draft::take_all;
use crate::replacement::replacing;
use crate::schema::{ImportView, ReplaceDocumentRequest};
use crate::{App, Code, Error, blocking, translate, view};

pub(crate) async fn run(app: &App, request: ReplaceDocumentRequest) -> Result<ImportView, Error> {
    let (draft, taken, rejected) = {
        let (app, id, file) = (app.clone(), request.draft.clone(), request.file);
        blocking::run(move || {
            let draft = app.history().draft(&id).map_err(translate::history)?;
            let (taken, rejected) = take_all(&app, std::slice::from_ref(&file));
            Ok((draft, taken, rejected))
        })
        .await?
    };
    let former = draft
        .document(&request.document)
        .ok_or_else(|| Error::new(Code::NotFound, "error-document-missing").detail(&request.document))?;
    let operation = match taken.into_iter().next() {
        Some(new) => Some(replacing(app, &draft, former, new).await?),
        None => None,
    };
    let (app, id) = (app.clone(), request.draft);
    blocking::run(move || {
        if let Some(operation) = operation {
            apply(&app, &id, operation, None)?;
        }
        Ok(ImportView { draft: Some(view::draft(&app, &id)?), rejected })
    })
    .await
}

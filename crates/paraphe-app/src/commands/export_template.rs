//! Writes a template with its documents into one file, for a colleague.

use std::path::Path;

use paraphe_envelope::Sha256Digest;

use crate::schema::{ExportTemplateRequest, SavedFileView};
use crate::templates::{file, find};
use crate::{App, Error, blocking, files};

pub(crate) async fn run(app: &App, request: ExportTemplateRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let bytes = file::written(&app, find(&app, &request.template)?)?;
        files::write_new(Path::new(&request.path), &bytes)?;
        Ok(SavedFileView { path: request.path, sha256: Sha256Digest::of(&bytes) })
    })
    .await
}

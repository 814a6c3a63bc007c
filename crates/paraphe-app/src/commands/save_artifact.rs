//! Writes a fetched result to a place the person chose.

use std::path::Path;

use crate::schema::{SaveArtifactRequest, SavedFileView};
use crate::{App, Code, Error, blocking, files, translate};

pub(crate) async fn run(app: &App, request: SaveArtifactRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (artifacts, vault) = {
            let history = app.history();
            (history.artifacts(&request.envelope).map_err(translate::history)?, history.vault().clone())
        };
        if !artifacts.iter().any(|artifact| artifact.sha256 == request.sha256) {
            return Err(Error::new(Code::NotFound, "error-document-missing").detail(request.sha256));
        }
        let source = vault.open_verified(&request.sha256).map_err(translate::vault)?;
        files::copy_to(&source, Path::new(&request.path), &request.sha256)?;
        Ok(SavedFileView { path: request.path, sha256: request.sha256 })
    })
    .await
}

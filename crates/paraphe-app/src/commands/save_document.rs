//! Writes a document of an envelope to a place the person chose.

use std::path::Path;

use paraphe_envelope::AuditEventKind;

use super::record;
use crate::schema::{SaveDocumentRequest, SavedFileView};
use crate::{App, Code, Error, blocking, documents, files, translate};

pub(crate) async fn run(app: &App, request: SaveDocumentRequest) -> Result<SavedFileView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let mut envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
        let document = envelope
            .document(&request.document)
            .ok_or_else(|| Error::new(Code::NotFound, "error-document-missing").detail(&request.document))?;
        let sha256 = envelope.current_digest(document);
        let vault = app.history().vault().clone();
        let source = vault.open_verified(&sha256).map_err(translate::vault)?;
        let written = files::copy_to(&source, Path::new(&request.path))?;
        if written != sha256 {
            return Err(Error::new(Code::Storage, "error-storage").with("path", &request.path));
        }
        let name = documents::name_of(Path::new(&request.path));
        record(&app, &mut envelope, AuditEventKind::Downloaded { name, sha256 })?;
        Ok(SavedFileView { path: request.path, sha256 })
    })
    .await
}

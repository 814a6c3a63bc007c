//! Writes a document of an envelope to a place the person chose.

use std::path::Path;

use paraphe_envelope::{AuditEvent, AuditEventKind};

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
        let name = documents::name_of(Path::new(&request.path));
        let kind = AuditEventKind::Downloaded { name, sha256, document: None };
        // Asked before anything is written: a refusal afterwards would be about a file that is there.
        let event = AuditEvent { at: app.now(), kind: kind.clone() };
        envelope.clone().apply(event).map_err(|refusal| translate::transition(&refusal))?;
        files::copy_to(&source, Path::new(&request.path), &sha256)?;
        record(&app, &mut envelope, kind)?;
        Ok(SavedFileView { path: request.path, sha256 })
    })
    .await
}

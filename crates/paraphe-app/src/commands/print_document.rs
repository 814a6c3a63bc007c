//! Hands a document of an envelope to the system's printer.

use paraphe_envelope::Sha256Digest;

use crate::schema::{Empty, PrintDocumentRequest, PrintedFile};
use crate::{App, Code, Error, blocking, printing, translate};

pub(crate) async fn run(app: &App, request: PrintDocumentRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (sha256, title) = named(&app, &request)?;
        let vault = app.history().vault().clone();
        let source = vault.open_verified(&sha256).map_err(translate::vault)?;
        printing::print(&app, &source, &title)?;
        Ok(Empty {})
    })
    .await
}

/// The file, and what the printer calls it.
fn named(app: &App, request: &PrintDocumentRequest) -> Result<(Sha256Digest, String), Error> {
    let history = app.history();
    let missing = |what: String| Error::new(Code::NotFound, "error-document-missing").detail(what);
    match &request.file {
        PrintedFile::Artifact { sha256 } => {
            let artifacts = history.artifacts(&request.envelope).map_err(translate::history)?;
            let found = artifacts.into_iter().find(|artifact| artifact.sha256 == *sha256);
            found.map(|artifact| (*sha256, artifact.name)).ok_or_else(|| missing(sha256.to_string()))
        }
        PrintedFile::Document { document } => {
            let envelope = history.envelope(&request.envelope).map_err(translate::history)?;
            let found = envelope.document(document).ok_or_else(|| missing(document.to_string()))?;
            Ok((envelope.current_digest(found), found.name.clone()))
        }
    }
}

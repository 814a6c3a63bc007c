//! A protected document's password, for as long as the program runs.

use std::sync::Arc;

use paraphe_pdf::PdfFile;

use crate::documents::{self, DocumentFacts};
use crate::schema::{DocumentView, UnlockDocumentRequest};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: UnlockDocumentRequest) -> Result<DocumentView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (path, _) = documents::locate(&app, &request.sha256)?;
        let pdf = PdfFile::open(&path, Some(&request.password))
            .map_err(|e| translate::pdf(e).with("name", &request.name))?;
        let facts = DocumentFacts::of(&pdf)?;
        let view = DocumentView {
            id: request.document,
            name: request.name,
            sha256: request.sha256,
            byte_size: pdf.bytes().len() as u64,
            pages: documents::sizes(&facts),
            findings: facts.findings.clone(),
            signed_places: facts.signed_places.clone(),
            locked: false,
        };
        app.passwords().insert(request.sha256, request.password);
        app.facts_cache().insert(request.sha256, Arc::new(facts));
        Ok(view)
    })
    .await
}

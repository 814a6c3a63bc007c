//! Documents of a draft that are out already: sending the same file twice is mostly a mistake.

use paraphe_envelope::{Document, EnvelopeStatus};

use crate::schema::{DraftRequest, SentDocumentView, SentDocumentsView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, request: DraftRequest) -> Result<SentDocumentsView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let history = app.history();
        let draft = history.draft(&request.draft).map_err(translate::history)?;
        let mut documents = Vec::new();
        for (envelope, sha256) in history.document_versions().map_err(translate::history)? {
            let is_this = |document: &&Document| document.sha256 == sha256;
            let Some(document) = draft.documents.iter().find(is_this) else { continue };
            let sent = history.envelope(&envelope).map_err(translate::history)?;
            if matches!(sent.status(), EnvelopeStatus::Sending | EnvelopeStatus::Sent) {
                let title = sent.title().to_owned();
                documents.push(SentDocumentView { name: document.name.clone(), envelope, title });
            }
        }
        Ok(SentDocumentsView { documents })
    })
    .await
}

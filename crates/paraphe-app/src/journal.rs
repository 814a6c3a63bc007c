//! What was signed on this computer, as the local provider asks for it.

use std::fmt;
use std::path::PathBuf;

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, Document, DocumentId, Envelope, EnvelopeId, Sha256Digest};
use paraphe_history::HistoryError;
use paraphe_providers::local::{LocalJournal, SignedDocument};
use paraphe_providers::{Documents, Error as ProviderError};

use crate::{App, Error, blocking, documents, translate};

/// The application's own record, and its documents.
#[derive(Clone)]
pub(crate) struct Journal {
    app: App,
    envelope: EnvelopeId,
}

impl Journal {
    pub(crate) fn new(app: &App, envelope: EnvelopeId) -> Self {
        Self { app: app.clone(), envelope }
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("envelope", &self.envelope).finish_non_exhaustive()
    }
}

#[async_trait]
impl LocalJournal for Journal {
    async fn events(&self, envelope: &EnvelopeId) -> Result<Option<Vec<AuditEvent>>, ProviderError> {
        let (app, id) = (self.app.clone(), envelope.clone());
        let read = blocking::run(move || match app.history().envelope(&id) {
            Ok(found) => Ok(Some(found.events().to_vec())),
            Err(HistoryError::EnvelopeMissing(_)) => Ok(None),
            Err(error) => Err(translate::history(error)),
        });
        read.await.map_err(translate::through_provider)
    }

    async fn signed_documents(&self, envelope: &EnvelopeId) -> Result<Vec<SignedDocument>, ProviderError> {
        let (app, id) = (self.app.clone(), envelope.clone());
        let read = blocking::run(move || {
            let (found, vault) = {
                let history = app.history();
                (history.envelope(&id).map_err(translate::history)?, history.vault().clone())
            };
            let read = |document: &paraphe_envelope::Document| {
                let bytes = vault.read_verified(&found.current_digest(document)).map_err(translate::vault)?;
                Ok(SignedDocument { document: document.id.clone(), name: document.name.clone(), bytes })
            };
            let is_signed =
                |document: &&paraphe_envelope::Document| found.current_digest(document) != document.sha256;
            found.documents().iter().filter(is_signed).map(read).collect::<Result<Vec<_>, Error>>()
        });
        read.await.map_err(translate::through_provider)
    }
}

/// The documents of an envelope as they stand when it is sent.
pub(crate) struct Papers {
    app: App,
    digests: Vec<(DocumentId, Sha256Digest)>,
}

impl Papers {
    pub(crate) fn new(app: &App, envelope: &Envelope) -> Self {
        let digest = |document: &Document| (document.id.clone(), envelope.current_digest(document));
        Self { app: app.clone(), digests: envelope.documents().iter().map(digest).collect() }
    }
}

#[async_trait]
impl Documents for Papers {
    async fn file(&self, document: &DocumentId) -> Result<PathBuf, ProviderError> {
        let known = self.digests.iter().find(|(id, _)| id == document).map(|(_, digest)| *digest);
        let known = known.ok_or_else(|| translate::through_provider(Error::internal("no such document")))?;
        let app = self.app.clone();
        let look = move || {
            let vault = app.history().vault().clone();
            Ok(documents::verified_before(&app, &vault, &known))
        };
        if let Some(path) = blocking::brief(look).await.map_err(translate::through_provider)? {
            return Ok(path);
        }
        let app = self.app.clone();
        // Hashed once in a session, and again when the file is no longer the one that was hashed.
        let read = blocking::run(move || documents::locate(&app, &known).map(|(path, _)| path));
        read.await.map_err(translate::through_provider)
    }
}

//! The trait, over what the application has recorded.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, EnvelopeId};

use super::LocalConfig;
use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::Dispatch;
use crate::provider::{
    Account, AccountMode, Documents, Download, IdempotencyKey, Notice, Progress, Provider, ProviderId,
    RemoteId, Sent,
};

/// What the application has recorded of the signing it did itself. It implements this over its history and its vault.
#[async_trait]
pub trait LocalJournal: fmt::Debug + Send + Sync {
    /// Everything that has happened to an envelope, the oldest first; none when there is no such envelope.
    ///
    /// # Errors
    /// [`ErrorKind::Journal`] when it cannot be read.
    async fn events(&self, envelope: &EnvelopeId) -> Result<Option<Vec<AuditEvent>>>;

    /// The documents of an envelope as last signed, in the envelope's order; those nobody has signed are left out.
    ///
    /// # Errors
    /// [`ErrorKind::Journal`] when they cannot be read, or are not what was recorded.
    async fn signed_documents(&self, envelope: &EnvelopeId) -> Result<Vec<SignedDocument>>;
}

/// A document with the signatures there are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedDocument {
    /// The document.
    pub document: DocumentId,
    /// Its name as people read it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Face to face on this computer.
#[derive(Clone, Debug)]
pub struct Local {
    capability: Capability,
    journal: Arc<dyn LocalJournal>,
}

impl Local {
    /// The provider with these settings, over this journal.
    #[must_use]
    pub fn new(_config: &LocalConfig, journal: Arc<dyn LocalJournal>) -> Self {
        Self { capability: super::capability(), journal }
    }

    async fn recorded(&self, remote: &RemoteId) -> Result<(EnvelopeId, Vec<AuditEvent>)> {
        let unknown = || Error::new(ErrorKind::NotFound, "no such dispatch").with_context("remote", remote);
        let envelope = key_of(remote).ok_or_else(unknown)?.envelope;
        let events = self.journal.events(&envelope).await?.ok_or_else(unknown)?;
        Ok((envelope, events))
    }
}

#[async_trait]
impl Provider for Local {
    fn id(&self) -> ProviderId {
        ProviderId::Local
    }

    fn capability(&self) -> &Capability {
        &self.capability
    }

    async fn check_account(&self) -> Result<Account> {
        Ok(Account { holder: None, credits: None, mode: AccountMode::Live })
    }

    async fn send(
        &self,
        _dispatch: &Dispatch<'_>,
        _documents: &dyn Documents,
        key: &IdempotencyKey,
    ) -> Result<Sent> {
        Ok(Sent { remote: remote_of(key), links: Vec::new() })
    }

    async fn progress(&self, remote: &RemoteId) -> Result<Progress> {
        let (_, events) = self.recorded(remote).await?;
        Ok(Progress { events })
    }

    async fn read_notice(&self, _notice: &Notice) -> Result<(RemoteId, Progress)> {
        Err(Error::new(ErrorKind::Unsupported, "nobody sends notices about what happens here"))
    }

    async fn download(&self, remote: &RemoteId, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::AuditTrail | Artifact::Certificate => Err(Error::new(
                ErrorKind::Unsupported,
                "evidence of what happens here is the application's own",
            )),
            Artifact::SignedDocuments => {
                let (envelope, _) = self.recorded(remote).await?;
                let signed = self.journal.signed_documents(&envelope).await?;
                Ok(signed.into_iter().map(Download::from).collect())
            }
        }
    }

    async fn remind(&self, _remote: &RemoteId) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "whoever sits here needs no reminder"))
    }

    async fn void(&self, remote: &RemoteId, _reason: &str) -> Result<()> {
        let (_, events) = self.recorded(remote).await?;
        match events.iter().find(|event| ends(&event.kind)) {
            Some(end) => {
                Err(Error::new(ErrorKind::Ended, "it has come to an end")
                    .with_context("event", end.kind.name()))
            }
            None => Ok(()),
        }
    }
}

impl From<SignedDocument> for Download {
    fn from(signed: SignedDocument) -> Self {
        Self { name: signed.name, document: Some(signed.document), bytes: signed.bytes }
    }
}

fn remote_of(key: &IdempotencyKey) -> RemoteId {
    RemoteId(format!("{PREFIX}{key}"))
}

fn key_of(remote: &RemoteId) -> Option<IdempotencyKey> {
    remote.0.strip_prefix(PREFIX)?.parse().ok()
}

/// Whether nothing can happen to an envelope after this.
fn ends(kind: &AuditEventKind) -> bool {
    match kind {
        AuditEventKind::Completed
        | AuditEventKind::Declined { .. }
        | AuditEventKind::Expired
        | AuditEventKind::Failed { .. }
        | AuditEventKind::Voided { .. } => true,
        AuditEventKind::Accepted
        | AuditEventKind::Approved { .. }
        | AuditEventKind::Consented { .. }
        | AuditEventKind::Created
        | AuditEventKind::Downloaded { .. }
        | AuditEventKind::Invited { .. }
        | AuditEventKind::Reminded { .. }
        | AuditEventKind::SendingStarted { .. }
        | AuditEventKind::SendingUncertain { .. }
        | AuditEventKind::Signed { .. }
        | AuditEventKind::ValidatedResult { .. }
        | AuditEventKind::Viewed { .. } => false,
    }
}

const PREFIX: &str = "local:";

//! The trait, over what the application has recorded.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, AuditEventKind, DocumentId, EnvelopeId, RecipientId};

use crate::capability::{Artifact, Capability};
use crate::error::{Error, ErrorKind, Result};
use crate::opinion::{Judged, Opinion};
use crate::plan::Dispatch;
use crate::provider::{
    Account, AccountMode, Documents, Download, Found, IdempotencyKey, Notice, NoticeSubject, PersonAct,
    PersonProgress, Progress, Provider, ProviderId, RemoteId, RemoteState, Sent, SentDispatch,
};
use crate::steps::Steps;

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
    /// The provider over this journal.
    #[must_use]
    pub fn new(journal: Arc<dyn LocalJournal>) -> Self {
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
        Ok(Account { holder: None, credits: None, mode: AccountMode::Live, server_time: None })
    }

    async fn send(
        &self,
        _dispatch: &Dispatch<'_>,
        _documents: &dyn Documents,
        key: &IdempotencyKey,
        _steps: &dyn Steps,
    ) -> Result<Sent> {
        Ok(Sent { remote: remote_of(key), links: Vec::new() })
    }

    async fn find(&self, _: &Dispatch<'_>, key: &IdempotencyKey, _: &dyn Steps) -> Result<Found> {
        // Nothing leaves this computer: whatever was cut, sending is only a name for it.
        Ok(Found::Accepted(Sent { remote: remote_of(key), links: Vec::new() }))
    }

    async fn discard(&self, _: &Dispatch<'_>, _: &IdempotencyKey, _: &dyn Steps) -> Result<()> {
        // Nothing leaves.
        Ok(())
    }

    async fn progress(&self, sent: &SentDispatch<'_>) -> Result<Progress> {
        let (_, events) = self.recorded(&sent.remote).await?;
        Ok(progress_of(&events))
    }

    fn notice_subject(&self, _notice: &Notice) -> Result<NoticeSubject> {
        Err(Error::new(ErrorKind::Unsupported, "nobody sends notices about what happens here"))
    }

    async fn read_notice(&self, _notice: &Notice, _sent: &SentDispatch<'_>) -> Result<Progress> {
        Err(Error::new(ErrorKind::Unsupported, "nobody sends notices about what happens here"))
    }

    async fn download(&self, sent: &SentDispatch<'_>, artifact: Artifact) -> Result<Vec<Download>> {
        match artifact {
            Artifact::AuditTrail | Artifact::Certificate => Err(Error::new(
                ErrorKind::Unsupported,
                "evidence of what happens here is the application's own",
            )),
            Artifact::SignedDocuments => {
                let (envelope, _) = self.recorded(&sent.remote).await?;
                let signed = self.journal.signed_documents(&envelope).await?;
                Ok(signed.into_iter().map(Download::from).collect())
            }
        }
    }

    async fn remind(&self, _sent: &SentDispatch<'_>) -> Result<()> {
        Err(Error::new(ErrorKind::Unsupported, "whoever sits here needs no reminder"))
    }

    async fn void(&self, sent: &SentDispatch<'_>, _reason: &str) -> Result<()> {
        let (_, events) = self.recorded(&sent.remote).await?;
        match events.iter().find(|event| end_of(&event.kind).is_some()) {
            Some(end) => {
                Err(Error::new(ErrorKind::Ended, "it has come to an end")
                    .with_context("event", end.kind.name()))
            }
            None => Ok(()),
        }
    }

    async fn judge(&self, _: &Judged<'_>) -> Result<Opinion> {
        Err(Error::new(ErrorKind::Unsupported, "it is not asked what it thinks of a document"))
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

/// What the recorded events add up to.
fn progress_of(events: &[AuditEvent]) -> Progress {
    let mut progress = Progress { state: Some(RemoteState::Sent), ..Progress::default() };
    for event in events {
        let act = act_of(&event.kind);
        if let Some((recipient, act)) = act {
            progress.state = Some(RemoteState::InProgress);
            let recipient = recipient.clone();
            progress.people.push(PersonProgress { recipient, act, at: Some(event.at) });
        }
    }
    let end = events.iter().rev().find_map(|event| Some((end_of(&event.kind)?, event.at)));
    if let Some((state, at)) = end {
        (progress.state, progress.at) = (Some(state), Some(at));
    }
    progress
}

/// What a recipient did, where the event is that.
fn act_of(kind: &AuditEventKind) -> Option<(&RecipientId, PersonAct)> {
    if let AuditEventKind::Viewed { recipient } = kind {
        Some((recipient, PersonAct::Viewed))
    } else if let AuditEventKind::Approved { recipient } | AuditEventKind::Signed { recipient, .. } = kind {
        Some((recipient, PersonAct::Signed))
    } else if let AuditEventKind::Declined { recipient, reason } = kind {
        Some((recipient, PersonAct::Declined { reason: reason.clone() }))
    } else {
        None
    }
}

/// The end an event brings to its envelope; none when the envelope goes on.
fn end_of(kind: &AuditEventKind) -> Option<RemoteState> {
    match kind {
        AuditEventKind::Completed => Some(RemoteState::Completed),
        AuditEventKind::Declined { .. } | AuditEventKind::DeclinedBySomeone { .. } => {
            Some(RemoteState::Declined)
        }
        AuditEventKind::Expired => Some(RemoteState::Expired),
        AuditEventKind::Failed { .. } => Some(RemoteState::Failed),
        AuditEventKind::Voided { .. } => Some(RemoteState::Voided),
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
        | AuditEventKind::Timestamped { .. }
        | AuditEventKind::ValidatedResult { .. }
        | AuditEventKind::Viewed { .. } => None,
    }
}

const PREFIX: &str = "local:";

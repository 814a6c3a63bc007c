//! What an envelope's events add up to, and which event may come next. One place holds both, so that a transition
//! cannot be allowed in one and forgotten in the other.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::{
    AuditEventKind, DocumentId, EnvelopeContent, EnvelopeId, EnvelopeStatus, Recipient, RecipientId,
    RecipientStatus, Role, Sha256Digest, turns,
};

/// An event that cannot happen to an envelope as it stands. The envelope is as it was.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{event} cannot happen to envelope {envelope}, which is {}: {refusal}", status.as_str())]
pub struct InvalidTransition {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Its status.
    pub status: EnvelopeStatus,
    /// The event's word; see [`AuditEventKind::name`].
    pub event: &'static str,
    /// Why not.
    pub refusal: TransitionRefusal,
}

/// Why an event cannot happen.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TransitionRefusal {
    /// The recipient has already signed, approved or declined.
    #[error("recipient {recipient} has already {}", status.as_str())]
    AlreadyDone {
        /// The recipient.
        recipient: RecipientId,
        /// What they did.
        status: RecipientStatus,
    },
    /// The same document is named twice.
    #[error("document {document} is named twice")]
    DuplicateDocument {
        /// The document.
        document: DocumentId,
    },
    /// Creation is the first event, and only the first.
    #[error("an envelope is created once, before anything else")]
    NotTheBeginning,
    /// Others have to act first.
    #[error("recipient {recipient} is not yet asked")]
    OutOfTurn {
        /// The recipient.
        recipient: RecipientId,
        /// Whose turn it is.
        waiting_for: Vec<RecipientId>,
    },
    /// Not everybody has done their part.
    #[error("{} recipients have not done their part", recipients.len())]
    StillWaiting {
        /// Who has not.
        recipients: Vec<RecipientId>,
    },
    /// The envelope has no such document.
    #[error("there is no document {document}")]
    UnknownDocument {
        /// The document.
        document: DocumentId,
    },
    /// The envelope has no such recipient.
    #[error("there is no recipient {recipient}")]
    UnknownRecipient {
        /// The recipient.
        recipient: RecipientId,
    },
    /// It is not this recipient's part to do that.
    #[error("recipient {recipient} has another role")]
    WrongRole {
        /// The recipient.
        recipient: RecipientId,
        /// Their role.
        role: Role,
    },
    /// It does not happen in this status.
    #[error("it does not happen in this status")]
    WrongStatus,
}

/// Where an envelope is on its way. Finer than [`EnvelopeStatus`], because events depend on more than people need to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// No event yet.
    #[default]
    New,
    Created,
    Sending,
    Uncertain,
    /// Recipients can act.
    Open,
    Completed,
    Declined,
    Expired,
    /// Failed before the provider had it: may be tried again.
    NotSent,
    /// Failed at the provider: cannot be tried again.
    Failed,
    Voided,
}

/// What is known of one recipient.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Standing {
    is_invited: bool,
    has_viewed: bool,
    /// Approved, declined or signed.
    outcome: Option<RecipientStatus>,
}

/// What the events so far add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    stage: Stage,
    /// Whether any recipient has done anything.
    has_begun: bool,
    /// Whether a provider has (or had) the envelope.
    is_accepted: bool,
    recipients: BTreeMap<RecipientId, Standing>,
    digests: BTreeMap<DocumentId, Sha256Digest>,
}

impl State {
    pub(crate) fn status(&self) -> EnvelopeStatus {
        match self.stage {
            Stage::New | Stage::Created | Stage::Sending => EnvelopeStatus::Sending,
            Stage::Uncertain => EnvelopeStatus::Uncertain,
            Stage::Open if self.has_begun => EnvelopeStatus::InProgress,
            Stage::Open => EnvelopeStatus::Sent,
            Stage::Completed => EnvelopeStatus::Completed,
            Stage::Declined => EnvelopeStatus::Declined,
            Stage::Expired => EnvelopeStatus::Expired,
            Stage::NotSent | Stage::Failed => EnvelopeStatus::Failed,
            Stage::Voided => EnvelopeStatus::Voided,
        }
    }

    pub(crate) fn recipient_status(&self, content: &EnvelopeContent, id: &RecipientId) -> RecipientStatus {
        let Some(recipient) = content.recipient(id) else { return RecipientStatus::Unknown };
        let standing = self.standing(id);
        if let Some(outcome) = standing.outcome {
            return outcome;
        }
        if self.stage == Stage::Uncertain {
            return RecipientStatus::Unknown;
        }
        if standing.has_viewed {
            return RecipientStatus::Viewed;
        }
        let is_invited = standing.is_invited
            || match recipient.role {
                Role::Approver | Role::Signer => self.is_accepted && self.is_next(content, id),
                Role::CarbonCopy => self.stage == Stage::Completed,
                Role::Viewer => self.is_accepted,
            };
        if is_invited { RecipientStatus::Invited } else { RecipientStatus::Waiting }
    }

    /// Those who can act now; nobody when the envelope is not open.
    pub(crate) fn whose_turn<'c>(&self, content: &'c EnvelopeContent) -> Vec<&'c Recipient> {
        if self.is_open() { self.next(content) } else { Vec::new() }
    }

    /// The digest of a document after the last signature on it; `None` when nobody has signed it.
    pub(crate) fn signed_digest(&self, document: &DocumentId) -> Option<Sha256Digest> {
        self.digests.get(document).copied()
    }

    /// Whether this event may come next.
    pub(crate) fn check(
        &self,
        content: &EnvelopeContent,
        kind: &AuditEventKind,
    ) -> Result<(), TransitionRefusal> {
        if (self.stage == Stage::New) != (*kind == AuditEventKind::Created) {
            return Err(TransitionRefusal::NotTheBeginning);
        }
        if let Some(id) = kind.recipient() {
            content
                .recipient(id)
                .ok_or_else(|| TransitionRefusal::UnknownRecipient { recipient: id.clone() })?;
        }
        if !self.happens_in_this_stage(kind) {
            return Err(TransitionRefusal::WrongStatus);
        }
        self.check_facts(content, kind)
    }

    /// Whether what an event says of people and documents can be, at a stage in which it may happen.
    fn check_facts(&self, content: &EnvelopeContent, kind: &AuditEventKind) -> Result<(), TransitionRefusal> {
        match kind {
            AuditEventKind::Approved { recipient } => self.check_turn(content, recipient, &[Role::Approver]),
            AuditEventKind::Consented { recipient, .. }
            | AuditEventKind::Declined { recipient, .. }
            | AuditEventKind::Reminded { recipient } => {
                self.check_turn(content, recipient, &[Role::Approver, Role::Signer])
            }
            AuditEventKind::Signed { recipient, documents } => {
                self.check_turn(content, recipient, &[Role::Signer])?;
                check_documents(content, documents)
            }
            AuditEventKind::Timestamped { documents } => check_documents(content, documents),
            AuditEventKind::Completed => match self.pending(content) {
                recipients if recipients.is_empty() => Ok(()),
                recipients => Err(TransitionRefusal::StillWaiting { recipients }),
            },
            AuditEventKind::ValidatedResult { document, .. }
            | AuditEventKind::Downloaded { document: Some(document), .. } => {
                check_document(content, document)
            }
            AuditEventKind::Accepted
            | AuditEventKind::Created
            | AuditEventKind::DeclinedBySomeone { .. }
            | AuditEventKind::Downloaded { document: None, .. }
            | AuditEventKind::Expired
            | AuditEventKind::Failed { .. }
            | AuditEventKind::Invited { .. }
            | AuditEventKind::SendingStarted { .. }
            | AuditEventKind::SendingUncertain { .. }
            | AuditEventKind::Viewed { .. }
            | AuditEventKind::Voided { .. } => Ok(()),
        }
    }

    /// Adds an event that [`Self::check`] has allowed.
    pub(crate) fn record(&mut self, kind: &AuditEventKind) {
        match kind {
            AuditEventKind::Created => self.stage = Stage::Created,
            AuditEventKind::SendingStarted { .. } => self.stage = Stage::Sending,
            AuditEventKind::SendingUncertain { .. } => self.stage = Stage::Uncertain,
            AuditEventKind::Accepted => {
                self.stage = Stage::Open;
                self.is_accepted = true;
            }
            AuditEventKind::Completed => self.stage = Stage::Completed,
            AuditEventKind::Expired => self.stage = Stage::Expired,
            AuditEventKind::Failed { .. } => {
                self.stage = if self.is_accepted { Stage::Failed } else { Stage::NotSent };
            }
            AuditEventKind::DeclinedBySomeone { .. } => self.stage = Stage::Declined,
            AuditEventKind::Voided { .. } => self.stage = Stage::Voided,
            AuditEventKind::Invited { recipient } => self.standing_mut(recipient).is_invited = true,
            AuditEventKind::Viewed { recipient } | AuditEventKind::Consented { recipient, .. } => {
                self.standing_mut(recipient).has_viewed = true;
                self.has_begun = true;
            }
            AuditEventKind::Approved { recipient } => self.finish(recipient, RecipientStatus::Approved),
            AuditEventKind::Declined { recipient, .. } => {
                self.finish(recipient, RecipientStatus::Declined);
                self.stage = Stage::Declined;
            }
            AuditEventKind::Signed { recipient, documents } => {
                self.finish(recipient, RecipientStatus::Signed);
                self.digests.extend(documents.iter().cloned());
            }
            AuditEventKind::Timestamped { documents } => self.digests.extend(documents.iter().cloned()),
            AuditEventKind::Downloaded { document: Some(document), sha256, .. } => {
                self.digests.insert(document.clone(), *sha256);
            }
            AuditEventKind::Downloaded { document: None, .. }
            | AuditEventKind::Reminded { .. }
            | AuditEventKind::ValidatedResult { .. } => {}
        }
    }

    /// Whether people can act. One dispatch may be in doubt while they go on with another.
    fn is_open(&self) -> bool {
        self.stage == Stage::Open || self.stage == Stage::Uncertain && self.is_accepted
    }

    fn happens_in_this_stage(&self, kind: &AuditEventKind) -> bool {
        match kind {
            // "Not at the beginning" has been asked before.
            AuditEventKind::Created | AuditEventKind::ValidatedResult { .. } => true,
            AuditEventKind::SendingStarted { .. } => matches!(self.stage, Stage::Created | Stage::NotSent),
            // A later dispatch of an open envelope can get lost, or arrive, as well as the first.
            AuditEventKind::SendingUncertain { .. } => matches!(self.stage, Stage::Sending | Stage::Open),
            AuditEventKind::Accepted => {
                matches!(self.stage, Stage::Sending | Stage::Uncertain | Stage::Open)
            }
            AuditEventKind::Approved { .. }
            | AuditEventKind::Completed
            | AuditEventKind::Consented { .. }
            | AuditEventKind::Declined { .. }
            | AuditEventKind::DeclinedBySomeone { .. }
            | AuditEventKind::Invited { .. }
            | AuditEventKind::Reminded { .. }
            | AuditEventKind::Signed { .. } => self.is_open(),
            // Also before anybody was asked: it waited for the network too long.
            AuditEventKind::Expired => self.is_open() || self.stage == Stage::Sending,
            AuditEventKind::Failed { .. } => {
                matches!(self.stage, Stage::Created | Stage::Sending | Stage::Uncertain | Stage::Open)
            }
            // Also while it waits for the network: whether a request is under way is for the application to know.
            AuditEventKind::Voided { .. } => matches!(
                self.stage,
                Stage::Created | Stage::Sending | Stage::NotSent | Stage::Uncertain | Stage::Open
            ),
            // While somebody has still to sign, it would not cover all.
            AuditEventKind::Timestamped { .. } => self.stage == Stage::Completed,
            // Copies are looked at after the end, and results fetched whatever the end was.
            AuditEventKind::Viewed { .. } | AuditEventKind::Downloaded { .. } => self.is_accepted,
        }
    }

    fn check_turn(
        &self,
        content: &EnvelopeContent,
        id: &RecipientId,
        roles: &[Role],
    ) -> Result<(), TransitionRefusal> {
        let recipient = || id.clone();
        let role = content.recipient(id).map(|recipient| recipient.role);
        if let Some(role) = role.filter(|role| !roles.contains(role)) {
            return Err(TransitionRefusal::WrongRole { recipient: recipient(), role });
        }
        if let Some(status) = self.standing(id).outcome {
            return Err(TransitionRefusal::AlreadyDone { recipient: recipient(), status });
        }
        if !self.is_next(content, id) {
            let waiting_for = self.next(content).into_iter().map(|recipient| recipient.id.clone()).collect();
            return Err(TransitionRefusal::OutOfTurn { recipient: recipient(), waiting_for });
        }
        Ok(())
    }

    /// Of the first group that is not finished, those who are not done.
    fn next<'c>(&self, content: &'c EnvelopeContent) -> Vec<&'c Recipient> {
        let undone = |group: Vec<&'c Recipient>| -> Vec<&'c Recipient> {
            group.into_iter().filter(|recipient| self.standing(&recipient.id).outcome.is_none()).collect()
        };
        turns(&content.recipients).into_iter().map(undone).find(|group| !group.is_empty()).unwrap_or_default()
    }

    fn is_next(&self, content: &EnvelopeContent, id: &RecipientId) -> bool {
        self.next(content).iter().any(|recipient| recipient.id == *id)
    }

    /// Everybody who acts and is not done.
    fn pending(&self, content: &EnvelopeContent) -> Vec<RecipientId> {
        let acting = content.recipients.iter().filter(|recipient| recipient.role.acts());
        acting
            .map(|recipient| recipient.id.clone())
            .filter(|id| self.standing(id).outcome.is_none())
            .collect()
    }

    fn standing(&self, id: &RecipientId) -> Standing {
        self.recipients.get(id).copied().unwrap_or_default()
    }

    fn standing_mut(&mut self, id: &RecipientId) -> &mut Standing {
        self.recipients.entry(id.clone()).or_default()
    }

    fn finish(&mut self, id: &RecipientId, outcome: RecipientStatus) {
        self.standing_mut(id).outcome = Some(outcome);
        self.has_begun = true;
    }
}

fn check_documents(
    content: &EnvelopeContent,
    documents: &[(DocumentId, Sha256Digest)],
) -> Result<(), TransitionRefusal> {
    for (index, (id, _)) in documents.iter().enumerate() {
        check_document(content, id)?;
        if documents[..index].iter().any(|(earlier, _)| earlier == id) {
            return Err(TransitionRefusal::DuplicateDocument { document: id.clone() });
        }
    }
    Ok(())
}

fn check_document(content: &EnvelopeContent, id: &DocumentId) -> Result<(), TransitionRefusal> {
    let found = content.documents.iter().any(|document| document.id == *id);
    if found { Ok(()) } else { Err(TransitionRefusal::UnknownDocument { document: id.clone() }) }
}

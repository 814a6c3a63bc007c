//! What the home screen shows of a draft or an envelope, and what it can be found by.

use paraphe_envelope::{
    AuditEventKind, Delivery, Draft, Envelope, EnvelopeStatus, RecipientStatus, Timestamp,
};

use crate::people_text::ListedPerson;
use crate::table::batch::{BatchCounts, BatchRow, BatchState};
use crate::table::search::SearchWords;

/// A row of the listing as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) subject: String,
    pub(crate) title: String,
    pub(crate) people: Vec<ListedPerson>,
    pub(crate) document_count: usize,
    pub(crate) status: &'static str,
    pub(crate) status_group: &'static str,
    pub(crate) provider: Option<String>,
    /// From when on it is something to do (ms since 1970); none: never.
    pub(crate) todo_from: Option<i64>,
    pub(crate) created_at: Timestamp,
    pub(crate) changed_at: Timestamp,
    pub(crate) words: SearchWords,
}

/// A draft that was last changed at this time.
pub(crate) fn of_draft(draft: &Draft, at: Timestamp) -> Projection {
    let people = draft.recipients.iter().map(|recipient| ListedPerson {
        id: recipient.id.clone(),
        name: called(recipient.full_name(), &recipient.email),
        role: recipient.role,
        status: RecipientStatus::Waiting,
    });
    Projection {
        subject: draft.id.to_string(),
        title: draft.title.clone(),
        people: people.collect(),
        document_count: draft.documents.len(),
        status: "draft",
        status_group: "drafts",
        provider: None,
        todo_from: Some(at.as_millis().saturating_add(DRAFT_IS_STALE_AFTER)),
        created_at: draft.created_at,
        changed_at: at,
        words: draft_words(draft),
    }
}

/// An envelope as its events have left it.
pub(crate) fn of_envelope(envelope: &Envelope) -> Projection {
    let content = envelope.content();
    let people = content.recipients.iter().map(|recipient| ListedPerson {
        id: recipient.id.clone(),
        name: called(recipient.full_name(), recipient.email.as_ref().map_or("", AsRef::as_ref)),
        role: recipient.role,
        status: envelope.recipient_status(&recipient.id),
    });
    Projection {
        subject: content.id.to_string(),
        title: content.title.clone(),
        people: people.collect(),
        document_count: content.documents.len(),
        status: envelope.status().as_str(),
        status_group: status_group(envelope.status()),
        provider: provider(envelope),
        todo_from: needs_the_host(envelope).then_some(NOW),
        created_at: content.created_at,
        changed_at: changed_at(envelope),
        words: envelope_words(envelope),
    }
}

/// When something last happened to an envelope.
pub(crate) fn changed_at(envelope: &Envelope) -> Timestamp {
    let newest = envelope.events().iter().map(|event| event.at).max();
    newest.unwrap_or(envelope.content().created_at)
}

/// A batch; `newest` is when something last happened to one of its envelopes (ms since 1970).
pub(crate) fn of_batch(batch: &BatchRow, counts: &BatchCounts, newest: Option<i64>) -> Projection {
    let changed_at = newest.map_or(batch.changed_at, |at| batch.changed_at.max(Timestamp::from_millis(at)));
    Projection {
        subject: batch.id.to_string(),
        title: batch.title.clone(),
        people: Vec::new(),
        document_count: usize::try_from(batch.document_count).unwrap_or(usize::MAX),
        status: "batch",
        status_group: batch_group(batch.state, counts),
        provider: Some(batch.account.clone()),
        todo_from: batch_needs_the_host(batch.state, counts).then_some(NOW),
        created_at: batch.created_at,
        changed_at,
        // A search finds the single requests.
        words: SearchWords::default(),
    }
}

/// Who has no name yet is known by their address.
fn called(name: String, email: &str) -> String {
    if name.is_empty() { email.trim().to_owned() } else { name }
}

/// A batch is where most remains to be done with it.
fn batch_group(state: BatchState, counts: &BatchCounts) -> &'static str {
    let sends = match state {
        BatchState::Done | BatchState::Stopped => false,
        BatchState::Paused | BatchState::Running => counts.waiting > 0,
    };
    if sends || counts.open > 0 || (counts.to_correct > 0 && state != BatchState::Stopped) {
        "in_progress"
    } else if counts.completed > 0 {
        "completed"
    } else {
        "declined_or_expired"
    }
}

fn batch_needs_the_host(state: BatchState, counts: &BatchCounts) -> bool {
    let waits = match state {
        BatchState::Paused => counts.waiting > 0,
        BatchState::Done | BatchState::Running | BatchState::Stopped => false,
    };
    waits || counts.failed > 0 || (counts.to_correct > 0 && state != BatchState::Stopped)
}

fn status_group(status: EnvelopeStatus) -> &'static str {
    match status {
        EnvelopeStatus::Completed => "completed",
        EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed
        | EnvelopeStatus::Voided => "declined_or_expired",
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain => "in_progress",
    }
}

/// The account it was last sent with.
fn provider(envelope: &Envelope) -> Option<String> {
    envelope.events().iter().rev().find_map(|event| {
        if let AuditEventKind::SendingStarted { account, .. } = &event.kind {
            Some(account.clone())
        } else {
            None
        }
    })
}

/// Whether nothing goes on until somebody at this computer does something.
fn needs_the_host(envelope: &Envelope) -> bool {
    match envelope.status() {
        EnvelopeStatus::Declined | EnvelopeStatus::Failed | EnvelopeStatus::Uncertain => true,
        EnvelopeStatus::InProgress | EnvelopeStatus::Sent => {
            envelope.whose_turn().iter().any(|recipient| recipient.delivery == Delivery::InPerson)
        }
        EnvelopeStatus::Completed
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Voided => false,
    }
}

fn draft_words(draft: &Draft) -> SearchWords {
    SearchWords::new(
        &draft.title,
        draft.recipients.iter().map(|recipient| recipient.full_name()),
        draft.recipients.iter().map(|recipient| recipient.email.as_str()),
        draft.documents.iter().map(|document| document.name.as_str()),
    )
}

fn envelope_words(envelope: &Envelope) -> SearchWords {
    let content = envelope.content();
    SearchWords::new(
        &content.title,
        content.recipients.iter().map(|recipient| recipient.full_name()),
        content
            .recipients
            .iter()
            .filter_map(|recipient| recipient.email.as_ref())
            .map(|email| email.as_str()),
        content.documents.iter().map(|document| document.name.as_str()),
    )
}

/// A draft nobody touched for so long is something to do (ms).
const DRAFT_IS_STALE_AFTER: i64 = 7 * 24 * 3_600_000;
/// In `todo_from`: something to do whatever the time.
pub(crate) const NOW: i64 = 0;

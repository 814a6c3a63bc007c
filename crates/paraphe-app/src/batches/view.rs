//! A batch as the window shows it.

use std::collections::HashMap;

use paraphe_envelope::{BatchId, BatchPattern, Document, DraftRecipient};
use paraphe_history::{BatchCounts, BatchState};

use super::running::{lease_name, refused};
use super::{Stored, find};
use crate::schema::{
    BatchCountsView, BatchDocumentView, BatchLineView, BatchPersonView, BatchProgress, BatchRequestView,
    BatchStandingView, BatchView, SentenceView,
};
use crate::{App, Error, blocking, lease, translate, words};

pub(crate) async fn read(app: &App, id: BatchId) -> Result<BatchView, Error> {
    let app = app.clone();
    blocking::run(move || batch(&app, &id)).await
}

/// A batch with its lines.
///
/// # Errors
/// `notFound`, or the history cannot be read.
pub(crate) fn batch(app: &App, id: &BatchId) -> Result<BatchView, Error> {
    let (Stored { row, pattern }, is_sending) = settled(app, id)?;
    let (lines, envelopes, counts) = {
        let history = app.history();
        let lines = history.batch_lines(id).map_err(translate::history)?;
        let envelopes = history.batch_envelopes(id).map_err(translate::history)?;
        (lines, envelopes, history.batch_counts(id).map_err(translate::history)?)
    };
    let envelopes: HashMap<_, _> = envelopes.into_iter().map(|one| (one.id.clone(), one)).collect();
    let lines = lines.into_iter().map(|line| {
        let draft = pattern.fill(&line.cells).ok();
        let name = draft.as_ref().map(|draft| pattern.subject(draft)).unwrap_or_default();
        let findings = line.trouble.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let envelope = line.envelope.as_ref().and_then(|id| envelopes.get(id));
        let word = envelope
            .and_then(|one| words::status_word(one.status, Some(&row.account), one.people.iter().copied()));
        BatchLineView {
            number: line.number,
            name,
            title: draft.map(|draft| draft.title).unwrap_or_default(),
            cells: line.cells,
            status: envelope.map(|one| one.status),
            status_word: word.map(str::to_owned),
            envelope: line.envelope,
            findings: findings.unwrap_or_default(),
        }
    });
    let lines: Vec<_> = lines.collect();
    let can_go_again = refused(app, id)?.len();
    let progress = progress(app, id, (row.state, is_sending), counts);
    let has_left = lines.iter().any(|line| line.envelope.is_some());
    Ok(BatchView {
        id: id.clone(),
        title: row.title,
        account: row.account,
        progress,
        trouble: row.trouble.as_deref().and_then(|text| serde_json::from_str::<SentenceView>(text).ok()),
        counts: counted(counts),
        can_go_again: u32::try_from(can_go_again).unwrap_or(u32::MAX),
        request: common(&pattern),
        can_delete: !has_left && progress != BatchProgress::Running,
        headers: pattern.headers.clone(),
        columns: pattern.columns.clone(),
        each: pattern.each,
        lines,
        created_at: row.created_at,
    })
}

/// What the requests of a batch have in common.
fn common(pattern: &BatchPattern) -> BatchRequestView {
    let draft = &pattern.draft;
    let person = |person: &DraftRecipient| BatchPersonView {
        id: person.id.clone(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.clone(),
    };
    let document =
        |document: &Document| BatchDocumentView { id: document.id.clone(), name: document.name.clone() };
    BatchRequestView {
        title: draft.title.clone(),
        recipients: draft.recipients.iter().map(person).collect(),
        documents: draft.documents.iter().map(document).collect(),
    }
}

/// A batch as it is written down, and whether this program sends it now. Whoever sends writes the end down before it leaves
/// the list of those running: what reads as running and is not on the list may have ended in between, and is read once more.
fn settled(app: &App, id: &BatchId) -> Result<(Stored, bool), Error> {
    let stored = find(app, id)?;
    if stored.row.state != BatchState::Running {
        return Ok((stored, false));
    }
    if app.running_batches().has(id) { Ok((stored, true)) } else { Ok((find(app, id)?, false)) }
}

/// How a batch stands, in short.
pub(crate) fn standing(
    app: &App,
    id: &BatchId,
    (state, counts): (BatchState, BatchCounts),
) -> BatchStandingView {
    let now = match state {
        BatchState::Running => {
            settled(app, id).map_or((state, false), |(stored, is_sending)| (stored.row.state, is_sending))
        }
        BatchState::Done | BatchState::Paused | BatchState::Stopped => (state, false),
    };
    BatchStandingView { progress: progress(app, id, now, counts), counts: counted(counts) }
}

/// Whether everything that can happen to a batch without a person has happened.
pub(crate) fn is_complete(state: BatchState, counts: BatchCounts) -> bool {
    let unsent = counts.waiting + counts.to_correct;
    counts.open == 0 && (unsent == 0 || state == BatchState::Stopped)
}

/// What was written down as running is so only as long as somebody holds its lock.
fn progress(
    app: &App,
    id: &BatchId,
    (state, is_sending): (BatchState, bool),
    counts: BatchCounts,
) -> BatchProgress {
    match state {
        // The last line was under way when somebody said so.
        BatchState::Paused if counts.waiting == 0 => BatchProgress::Done,
        BatchState::Done => BatchProgress::Done,
        BatchState::Paused => BatchProgress::Paused,
        BatchState::Stopped => BatchProgress::Stopped,
        BatchState::Running if is_sending => BatchProgress::Running,
        // Where the lock cannot be looked at, nobody is known to be sending.
        BatchState::Running => match lease::hold(app, &lease_name(id)) {
            Ok(None) => BatchProgress::Running,
            Ok(Some(_)) | Err(_) => BatchProgress::Interrupted,
        },
    }
}

fn counted(counts: BatchCounts) -> BatchCountsView {
    let BatchCounts { lines, waiting, to_correct, open, completed, failed, closed } = counts;
    BatchCountsView { lines, waiting, to_correct, open, completed, failed, closed }
}

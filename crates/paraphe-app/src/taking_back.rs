//! Taking back what is out: at the provider first, then here.

use std::convert::Infallible;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId, EnvelopeStatus, Timestamp};
use paraphe_history::{DispatchChange, DispatchKey, DispatchState, OutboxRow};
use paraphe_providers::Retry;

use crate::commands::dispatches;
use crate::lease::Lease;
use crate::outbox::Known;
use crate::schema::EnvelopeAction;
use crate::{App, Code, Error, actions, blocking, lease, translate};

/// Nobody must be sending an envelope while it is taken back.
///
/// # Errors
/// `refused` while somebody is.
pub(crate) async fn hold(app: &App, id: &EnvelopeId) -> Result<Lease, Error> {
    let taken = lease::take(app, id).await?;
    taken.ok_or_else(|| Error::new(Code::Refused, "action-reason-sending"))
}

/// Refuses what cannot be taken back. Looked at under the lease: a sending that ended a moment ago may have left a doubt.
///
/// # Errors
/// `uncertain` for what may or may not be there: it is settled first. `refused` for what is over.
pub(crate) async fn refuse(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    refuse_doubt(app, id).await?;
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || actions::refuse_what_is_over(&app, &id, EnvelopeAction::Void)).await
}

/// Refuses what may or may not have left.
///
/// # Errors
/// `uncertain`: it is settled first.
pub(crate) async fn refuse_doubt(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    match dispatches(app, id).await?.iter().find(|row| is_in_doubt(row)) {
        Some(row) => {
            Err(Error::new(Code::Uncertain, "error-sending-uncertain").with("account", &row.account))
        }
        None => Ok(()),
    }
}

/// Whether a dispatch may have left; one that was cut in a step reads as one that waits until it is looked after.
pub(crate) fn is_in_doubt(row: &OutboxRow) -> bool {
    match row.state {
        DispatchState::Uncertain => true,
        DispatchState::Pending => row.steps.iter().any(|(_, answer)| answer.is_none()),
        DispatchState::Accepted | DispatchState::Done | DispatchState::Refused => false,
    }
}

/// A step of a dispatch: the provider has confirmed that it is taken back. Not every service tells afterwards.
const TAKEN_BACK: &str = "taken.back";

/// Whether the provider has confirmed that it took a dispatch back.
pub(crate) fn is_confirmed(row: &OutboxRow) -> bool {
    row.steps.iter().any(|(name, _)| name == TAKEN_BACK)
}

/// Whether the provider may still have a dispatch: it took it, and is not known to have ended it.
pub(crate) fn is_perhaps_there(row: &OutboxRow) -> bool {
    if is_confirmed(row) {
        return false;
    }
    match row.state {
        DispatchState::Accepted => true,
        // Over here; what should have ended it there failed.
        DispatchState::Done => row.remote.is_some() && row.trouble.is_some(),
        DispatchState::Pending | DispatchState::Refused | DispatchState::Uncertain => false,
    }
}

/// Why an envelope was not taken back at its provider.
#[derive(Debug)]
pub(crate) struct NotTaken {
    pub(crate) error: Error,
    pub(crate) left: Left,
}

/// What is known of an envelope that was not taken back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Left {
    /// Part of it, or all, may be gone: a request left and no answer came.
    Perhaps,
    /// It is as it was.
    Untouched,
}

/// Takes back at the provider whatever of an envelope is there.
///
/// # Errors
/// The first dispatch that could not be taken back ends it.
pub(crate) async fn at_provider(app: &App, id: &EnvelopeId, reason: &str) -> Result<(), NotTaken> {
    let untouched = |error| NotTaken { error, left: Left::Untouched };
    let rows = dispatches(app, id).await.map_err(untouched)?;
    let mut left = Left::Untouched;
    for row in rows.iter().filter(|row| is_perhaps_there(row)) {
        one(app, row, reason).await.map_err(|failed| NotTaken {
            left: if failed.left == Left::Perhaps { Left::Perhaps } else { left },
            ..failed
        })?;
        left = Left::Perhaps;
    }
    Ok(())
}

async fn one(app: &App, row: &OutboxRow, reason: &str) -> Result<(), NotTaken> {
    let untouched = |error| NotTaken { error, left: Left::Untouched };
    let Some(known) = Known::read(app, row.key()).await.map_err(untouched)? else { return Ok(()) };
    let Some(sent) = known.sent().map_err(untouched)? else { return Ok(()) };
    known.provider.void(&sent, reason).await.map_err(|error| NotTaken {
        left: if error.retry() == Retry::AfterCheck { Left::Perhaps } else { Left::Untouched },
        error: translate::provider(&known.account.name, &error),
    })?;
    confirm(app, row.key()).await.map_err(|error| NotTaken { error, left: Left::Perhaps })
}

/// Writes down that the provider has taken a dispatch back: whatever stops the program, it is not asked for again.
///
/// # Errors
/// The history cannot be written.
pub(crate) async fn confirm(app: &App, key: DispatchKey) -> Result<(), Error> {
    let app = app.clone();
    blocking::brief(move || {
        let step = (TAKEN_BACK.to_owned(), Some(app.now().to_rfc3339()));
        let decide = |_: &Envelope, rows: &[OutboxRow]| -> Result<DispatchChange, Infallible> {
            let mut rows = rows.to_vec();
            rows.retain(|row| row.dispatch == key.dispatch);
            rows.iter_mut().for_each(|row| row.steps.push(step.clone()));
            Ok(DispatchChange { rows, events: Vec::new() })
        };
        let Ok(_) = app.history().change_dispatches(&key.envelope, decide).map_err(translate::history)?;
        Ok(())
    })
    .await
}

/// An envelope that came to another end before it was taken back.
#[derive(Debug)]
pub(crate) struct Ended;

/// What is written down of an envelope that was taken back: nothing of it is followed or sent any more.
///
/// # Errors
/// [`Ended`]: what everybody has signed, what somebody refused, what is too late, is not taken back.
pub(crate) fn taken(
    envelope: &Envelope,
    rows: &[OutboxRow],
    reason: &str,
    now: Timestamp,
) -> Result<DispatchChange, Ended> {
    let ended = |row: &OutboxRow| OutboxRow {
        state: DispatchState::Done,
        next_check_at: None,
        changed_at: now,
        trouble: None,
        ..row.clone()
    };
    let is_open = |row: &&OutboxRow| match row.state {
        DispatchState::Accepted | DispatchState::Pending | DispatchState::Uncertain => true,
        DispatchState::Done => is_perhaps_there(row),
        DispatchState::Refused => false,
    };
    let event = AuditEvent { at: now, kind: AuditEventKind::Voided { reason: reason.to_owned() } };
    let events = match envelope.status() {
        // It was heard of meanwhile.
        EnvelopeStatus::Voided => Vec::new(),
        EnvelopeStatus::Completed
        | EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed => return Err(Ended),
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain => vec![event],
    };
    Ok(DispatchChange { rows: rows.iter().filter(is_open).map(ended).collect(), events })
}

/// Writes down that an envelope was taken back.
///
/// # Errors
/// `refused` where it came to another end; the history cannot be written.
pub(crate) fn record(app: &App, id: &EnvelopeId, reason: &str) -> Result<(), Error> {
    let now = app.now();
    let decide = |envelope: &Envelope, rows: &[OutboxRow]| taken(envelope, rows, reason, now);
    let written = app.history().change_dispatches(id, decide).map_err(translate::history)?;
    match written {
        Ok(_) => Ok(()),
        Err(Ended) => Err(actions::refusal(app, id, EnvelopeAction::Void)?),
    }
}

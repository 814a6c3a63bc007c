//! What became of a sending, written down.

use std::convert::Infallible;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope};
use paraphe_history::{DispatchChange, DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{Error as ProviderError, ErrorKind, Retry, Sent};

use super::Known;
use super::asking::{look_for, still_in_doubt};
use crate::{App, Error, blocking, follow, translate};

/// The provider has it: from now on it is followed. Whatever was written meanwhile, its name for the request is kept.
pub(crate) async fn accept(app: &App, known: &Known, row: OutboxRow, sent: Sent) -> Result<(), Error> {
    accept_keeping(app, known, row, sent, Keeping::Step).await
}

async fn accept_keeping(
    app: &App,
    known: &Known,
    row: OutboxRow,
    sent: Sent,
    keeping: Keeping,
) -> Result<(), Error> {
    let now = app.now();
    let next_check_at = follow::first_check(app, &known.envelope, known.provider.capability());
    let (taken, Sent { remote, links }) = (row.steps, sent);
    let accepted = move |row: OutboxRow| match row.state {
        DispatchState::Pending | DispatchState::Refused | DispatchState::Uncertain => OutboxRow {
            state: DispatchState::Accepted,
            remote: Some(remote.0),
            links,
            steps: merged(&row.steps, &taken),
            changed_at: now,
            checked_at: Some(now),
            next_check_at,
            quiet_checks: 0,
            trouble: None,
            ..row
        },
        DispatchState::Accepted | DispatchState::Done => {
            OutboxRow { remote: row.remote.or(Some(remote.0)), ..row }
        }
    };
    let event = AuditEvent { at: now, kind: AuditEventKind::Accepted };
    record(app, known.row.key(), |_| true, accepted, (vec![event], keeping)).await.map(drop)
}

/// The steps of a dispatch as they are written down, with those that were taken since.
pub(super) fn merged(
    written: &[(String, Option<String>)],
    taken: &[(String, Option<String>)],
) -> Vec<(String, Option<String>)> {
    let is_new = |step: &&(String, Option<String>)| !taken.iter().any(|(name, _)| *name == step.0);
    taken.iter().chain(written.iter().filter(is_new)).cloned().collect()
}

/// The dispatch's state and what happened to the envelope, in one transaction.
pub(super) async fn settle(
    app: &App,
    known: Known,
    (answer, row): (Result<Sent, ProviderError>, OutboxRow),
    keeping: Keeping,
) -> Result<(), Error> {
    let error = match answer {
        Ok(sent) => return accept_keeping(app, &known, row, sent, keeping).await,
        Err(error) => error,
    };
    let told = translate::provider(&known.account.name, &error);
    let retry = error.retry();
    let Some(row) = write_failure(app, row, &error).await? else {
        // Somebody else has said what became of it.
        return Err(told);
    };
    match retry {
        Retry::AfterCheck => {
            // Often the provider can say at once.
            let key = row.key();
            look_for(app, Known { row, ..known }).await?;
            if still_in_doubt(app, key).await? { Err(told) } else { Ok(()) }
        }
        // Without a network the dispatch waits, and that is what the envelope shows.
        Retry::Later if error.kind() == ErrorKind::Unreachable => Ok(()),
        Retry::Later | Retry::No => Err(told),
    }
}

/// Writes down why a sending did not get through; none when the dispatch is no longer waiting for that.
async fn write_failure(app: &App, row: OutboxRow, error: &ProviderError) -> Result<Option<OutboxRow>, Error> {
    let now = app.now();
    let reason = error.to_string();
    let wait = follow::wait_to_send(error, row.quiet_checks);
    let (retry, taken, trouble) = (error.retry(), row.steps.clone(), Some(reason.clone()));
    let failed = move |row: OutboxRow| {
        let row = OutboxRow { steps: merged(&row.steps, &taken), trouble, ..row };
        match retry {
            Retry::AfterCheck => OutboxRow {
                state: DispatchState::Uncertain,
                changed_at: now,
                next_check_at: Some(now),
                ..row
            },
            Retry::Later => OutboxRow {
                next_check_at: Some(follow::later(now, wait)),
                quiet_checks: row.quiet_checks.saturating_add(1),
                ..row
            },
            Retry::No => {
                OutboxRow { state: DispatchState::Refused, changed_at: now, next_check_at: None, ..row }
            }
        }
    };
    let kind = match retry {
        Retry::AfterCheck => Some(AuditEventKind::SendingUncertain { reason }),
        Retry::Later => None,
        Retry::No => Some(AuditEventKind::Failed { reason }),
    };
    let events = kind.into_iter().map(|kind| AuditEvent { at: now, kind }).collect();
    record(app, row.key(), |state| state == DispatchState::Pending, failed, (events, Keeping::Step)).await
}

/// Writes down what became of a dispatch, over what is written of it by now: between reading it and this a provider was
/// asked, and another program may have been faster. Where its state is none of those expected nothing is written and none
/// is the answer. An event that cannot happen to the envelope as it stands by now (somebody refused in the meantime) is
/// left out: losing the provider's name for a request would be worse.
pub(super) async fn record(
    app: &App,
    key: DispatchKey,
    is_expected: impl FnOnce(DispatchState) -> bool + Send + 'static,
    change: impl FnOnce(OutboxRow) -> OutboxRow + Send + 'static,
    (events, keeping): (Vec<AuditEvent>, Keeping),
) -> Result<Option<OutboxRow>, Error> {
    let app = app.clone();
    blocking::brief(move || {
        let mut written = None;
        let decide = |envelope: &Envelope, rows: &[OutboxRow]| -> Result<DispatchChange, Infallible> {
            let row = rows.iter().find(|row| row.dispatch == key.dispatch);
            let Some(row) = row.filter(|row| is_expected(row.state)) else {
                return Ok(DispatchChange::default());
            };
            let row = change(row.clone());
            written = Some(row.clone());
            Ok(DispatchChange { rows: vec![row], events: possible(envelope, events) })
        };
        let changed = app.history().change_dispatches_keeping(&key.envelope, keeping, decide);
        let Ok(_) = changed.map_err(translate::history)?;
        Ok(written)
    })
    .await
}

/// The events that can happen to an envelope, one after the other.
fn possible(envelope: &Envelope, events: Vec<AuditEvent>) -> Vec<AuditEvent> {
    let mut envelope = envelope.clone();
    let has_left = envelope.events().iter().any(|event| event.kind == AuditEventKind::Accepted);
    let is_possible = |event: &AuditEvent| {
        // A later dispatch that is refused ends nothing: it can be sent again.
        let ends_too_much = has_left && matches!(event.kind, AuditEventKind::Failed { .. });
        !ends_too_much && envelope.apply(event.clone()).is_ok()
    };
    events.into_iter().filter(is_possible).collect()
}

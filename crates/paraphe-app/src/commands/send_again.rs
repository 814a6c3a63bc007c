//! Sends again what the provider refused: nobody was asked then.

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, Timestamp};
use paraphe_history::{DispatchChange, DispatchState, OutboxRow};

use super::dispatches;
use crate::accounts::Account;
use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Code, Error, accounts, blocking, corrections, lease, outbox, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    refused(&dispatches(app, &request.envelope).await?)?;
    // Those of its turn that were never tried go with it: nobody may be sending one of them right now.
    let taken = lease::take(app, &request.envelope).await?;
    let lease = taken.ok_or_else(|| Error::new(Code::Refused, "error-envelope-busy"))?;
    corrections::refuse_open(app, &request.envelope).await?;
    {
        let (app, id) = (app.clone(), request.envelope.clone());
        blocking::run(move || {
            let rows = app.history().dispatches(&id).map_err(translate::history)?;
            let account = accounts::of_dispatch(&app, refused(&rows)?)?;
            let now = app.now();
            let decide = |envelope: &Envelope, rows: &[OutboxRow]| again(envelope, rows, &account, now);
            app.history().change_dispatches(&id, decide).map_err(translate::history)?.map(drop)
        })
        .await?;
    }
    drop(lease);
    outbox::dispatch(app, &request.envelope).await?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}

/// The first that was refused.
fn refused(rows: &[OutboxRow]) -> Result<&OutboxRow, Error> {
    let first = rows.iter().find(|row| row.state == DispatchState::Refused);
    first.ok_or_else(|| Error::new(Code::Refused, "error-not-refused"))
}

/// What was refused is due again, over the dispatches as they stand.
fn again(
    envelope: &Envelope,
    rows: &[OutboxRow],
    account: &Account,
    now: Timestamp,
) -> Result<DispatchChange, Error> {
    let first = refused(rows)?;
    let goes_again = |row: &&OutboxRow| match row.state {
        DispatchState::Refused => true,
        DispatchState::Pending => row.turn <= first.turn,
        DispatchState::Accepted | DispatchState::Done | DispatchState::Uncertain => false,
    };
    let again = |row: &OutboxRow| OutboxRow {
        state: DispatchState::Pending,
        next_check_at: Some(now),
        changed_at: now,
        quiet_checks: 0,
        trouble: None,
        ..row.clone()
    };
    let started = AuditEventKind::SendingStarted {
        provider: account.provider().to_string(),
        account: account.name.clone(),
    };
    let event = AuditEvent { at: now, kind: started };
    // A later turn has begun long ago: there is nothing to begin again.
    let event = envelope.clone().apply(event.clone()).is_ok().then_some(event);
    let rows = rows.iter().filter(goes_again).map(again).collect();
    Ok(DispatchChange { rows, events: event.into_iter().collect() })
}

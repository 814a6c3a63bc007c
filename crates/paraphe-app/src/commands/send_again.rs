//! Sends again what the provider refused: nobody was asked then.

use paraphe_envelope::{AuditEvent, AuditEventKind};
use paraphe_history::{DispatchState, OutboxRow};

use super::dispatches;
use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Code, Error, accounts, blocking, outbox, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    let rows = dispatches(app, &request.envelope).await?;
    let first = rows.iter().find(|row| row.state == DispatchState::Refused).cloned();
    let Some(first) = first else {
        return Err(Error::new(Code::Refused, "error-not-refused"));
    };
    // Those of its turn that were never tried go with it.
    let goes_again = |row: &OutboxRow| match row.state {
        DispatchState::Refused => true,
        DispatchState::Pending => row.turn <= first.turn,
        DispatchState::Accepted | DispatchState::Done | DispatchState::Uncertain => false,
    };
    let refused: Vec<OutboxRow> = rows.into_iter().filter(goes_again).collect();
    let now = app.now();
    {
        let (app, id) = (app.clone(), request.envelope.clone());
        blocking::run(move || {
            let account = accounts::find(&app, &first.account)?;
            let mut history = app.history();
            let envelope = history.envelope(&id).map_err(translate::history)?;
            let started = AuditEventKind::SendingStarted {
                provider: account.provider().to_string(),
                account: account.name,
            };
            let event = AuditEvent { at: now, kind: started };
            // A later turn has begun long ago: there is nothing to begin again.
            let event = envelope.clone().apply(event.clone()).is_ok().then_some(event);
            let again = |row: &OutboxRow| OutboxRow {
                state: DispatchState::Pending,
                next_check_at: Some(now),
                changed_at: now,
                quiet_checks: 0,
                trouble: None,
                ..row.clone()
            };
            let rows: Vec<OutboxRow> = refused.iter().map(again).collect();
            let events: Vec<AuditEvent> = event.into_iter().collect();
            history.record_dispatches(&id, &rows, &events).map(drop).map_err(translate::history)
        })
        .await?;
    }
    outbox::dispatch(app, &request.envelope).await?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}

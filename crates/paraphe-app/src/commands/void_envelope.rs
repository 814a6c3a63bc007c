//! The sender takes an envelope back: at the provider first, then here.

use std::convert::Infallible;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope};
use paraphe_history::{DispatchChange, DispatchState, OutboxRow};

use super::dispatches;
use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeAction, EnvelopeView, VoidEnvelopeRequest};
use crate::{App, Code, Error, actions, blocking, lease, translate, view};

pub(crate) async fn run(app: &App, request: VoidEnvelopeRequest) -> Result<EnvelopeView, Error> {
    // Nobody must be sending while it is taken back.
    let Some(lease) = lease::take(app, &request.envelope).await? else {
        return Err(Error::new(Code::Refused, "action-reason-sending"));
    };
    // Looked at under the lease: a sending that ended a moment ago may have left a doubt.
    let rows = dispatches(app, &request.envelope).await?;
    if rows.iter().any(|row| row.state == DispatchState::Uncertain) {
        // What may or may not be there cannot be taken back: it is settled first.
        return Err(Error::new(Code::Uncertain, "error-sending-uncertain").with("account", account_of(&rows)));
    }
    {
        let (app, id) = (app.clone(), request.envelope.clone());
        blocking::run(move || actions::refuse_what_is_over(&app, &id, EnvelopeAction::Void)).await?;
    }
    for row in rows.iter().filter(|row| row.state == DispatchState::Accepted) {
        let Some(known) = Known::read(app, key_of(row)).await? else { continue };
        let Some(sent) = known.sent()? else { continue };
        let answer = known.provider.void(&sent, &request.reason).await;
        answer.map_err(|error| translate::provider(&known.account.name, &error))?;
    }
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        let ended = |row: &OutboxRow| OutboxRow {
            state: DispatchState::Done,
            next_check_at: None,
            changed_at: now,
            ..row.clone()
        };
        let is_open =
            |row: &&OutboxRow| matches!(row.state, DispatchState::Accepted | DispatchState::Pending);
        let event = AuditEvent { at: now, kind: AuditEventKind::Voided { reason: request.reason } };
        let decide = |_: &Envelope, rows: &[OutboxRow]| -> Result<DispatchChange, Infallible> {
            let rows = rows.iter().filter(is_open).map(ended).collect();
            Ok(DispatchChange { rows, events: vec![event] })
        };
        let Ok(_) = app.history().change_dispatches(&request.envelope, decide).map_err(translate::history)?;
        drop(lease);
        view::envelope(&app, &request.envelope)
    })
    .await
}

fn account_of(rows: &[OutboxRow]) -> String {
    rows.first().map(|row| row.account.clone()).unwrap_or_default()
}

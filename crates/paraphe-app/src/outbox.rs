//! Dispatches: written down before they leave, settled by what the provider answers, picked up again after a crash.
//!
//! Invariant: nothing is sent twice blindly. What was interrupted is repeated only where the provider says that the same
//! key means the same dispatch; everywhere else it becomes `uncertain` and waits for a person.

use std::sync::Arc;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId, EnvelopeStatus};
use paraphe_history::{DispatchState, OutboxRow};
use paraphe_providers::local::LocalConfig;
use paraphe_providers::{
    Dispatch, Error as ProviderError, Provider, ProviderConfig, ProviderId, ProviderPorts, Refusal, Retry,
    Sent, capability, open, plan,
};

use crate::journal::Journal;
use crate::{App, Code, Error, blocking, translate};

/// The provider behind an account.
pub(crate) fn provider(app: &App, id: ProviderId, envelope: &EnvelopeId) -> Arc<dyn Provider> {
    let config = match id {
        ProviderId::Local => ProviderConfig::Local(LocalConfig::default()),
    };
    open(&config, &ProviderPorts { journal: Arc::new(Journal::new(app, envelope.clone())) })
}

/// The rows to write down before anything leaves.
///
/// # Errors
/// Everything the provider cannot do, at once.
pub(crate) fn rows(
    app: &App,
    envelope: &Envelope,
    provider: ProviderId,
    account: &str,
) -> Result<Vec<OutboxRow>, Vec<Refusal>> {
    let row = |dispatch: &Dispatch<'_>| OutboxRow {
        envelope: envelope.id().clone(),
        dispatch: dispatch.number,
        turn: dispatch.turn,
        provider: provider.to_string(),
        account: account.to_owned(),
        idempotency_key: format!("{}.{}", envelope.id(), dispatch.number),
        state: DispatchState::Pending,
        remote: None,
        changed_at: app.now(),
    };
    plan(envelope, &capability(provider)).map(|dispatches| dispatches.iter().map(row).collect())
}

/// Sends an envelope's pending dispatches and records what the provider answers.
///
/// # Errors
/// What the provider refused; the envelope is `failed` or `uncertain` then, and says so.
pub(crate) async fn dispatch(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let rows = {
        let (app, id) = (app.clone(), id.clone());
        blocking::run(move || app.history().dispatches(&id).map_err(translate::history)).await?
    };
    for row in rows.into_iter().filter(|row| row.state == DispatchState::Pending) {
        deliver(app, row).await?;
    }
    Ok(())
}

/// Sends one dispatch, unless its envelope has come to an end in the meantime.
async fn deliver(app: &App, row: OutboxRow) -> Result<(), Error> {
    let envelope = {
        let (app, id) = (app.clone(), row.envelope.clone());
        blocking::run(move || app.history().envelope(&id).map_err(translate::history)).await?
    };
    if has_ended(envelope.status()) {
        return Ok(());
    }
    let answer = send(app, &envelope, &row).await?;
    let app = app.clone();
    blocking::run(move || settle(&app, &row, answer)).await
}

fn has_ended(status: EnvelopeStatus) -> bool {
    match status {
        EnvelopeStatus::Completed
        | EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed
        | EnvelopeStatus::Voided => true,
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain => false,
    }
}

async fn send(app: &App, envelope: &Envelope, row: &OutboxRow) -> Result<Result<Sent, ProviderError>, Error> {
    let id: ProviderId = row.provider.parse().map_err(Error::internal)?;
    let provider = provider(app, id, envelope.id());
    let dispatches =
        plan(envelope, &capability(id)).map_err(|_| Error::internal("planned once, refused now"))?;
    let dispatch = dispatches
        .iter()
        .find(|dispatch| dispatch.number == row.dispatch)
        .ok_or_else(|| Error::internal("a dispatch without a plan"))?;
    let key = row.idempotency_key.parse().map_err(Error::internal)?;
    let documents = Journal::new(app, envelope.id().clone());
    Ok(provider.send(dispatch, &documents, &key).await)
}

/// The dispatch's state and what happened to the envelope, in one transaction.
fn settle(app: &App, row: &OutboxRow, answer: Result<Sent, ProviderError>) -> Result<(), Error> {
    let (state, remote, event, refusal) = match answer {
        Ok(sent) => (DispatchState::Accepted, Some(sent.remote.0), AuditEventKind::Accepted, None),
        Err(error) => {
            let reason = error.to_string();
            let told = Error::new(Code::Refused, "error-provider-refused")
                .with("account", &row.account)
                .detail(&reason);
            match error.retry() {
                Retry::AfterCheck => {
                    (DispatchState::Uncertain, None, AuditEventKind::SendingUncertain { reason }, Some(told))
                }
                Retry::Later | Retry::No => {
                    (DispatchState::Refused, None, AuditEventKind::Failed { reason }, Some(told))
                }
            }
        }
    };
    let event = AuditEvent { at: app.now(), kind: event };
    app.history().settle_dispatch(row, state, remote.as_deref(), &event).map_err(translate::history)?;
    refusal.map_or(Ok(()), Err)
}

/// Picks up what a crash left between "written down" and "answered". The local provider sends nothing, so the same key is
/// the same dispatch by nature.
///
/// # Errors
/// The history cannot be read, or the first of the dispatches that could not be settled; all of them have been tried.
pub(crate) async fn resume(app: &App) -> Result<(), Error> {
    let unsettled = {
        let app = app.clone();
        blocking::run(move || app.history().unsettled_dispatches().map_err(translate::history)).await?
    };
    let local = ProviderId::Local.to_string();
    let mut answer = Ok(());
    for row in
        unsettled.into_iter().filter(|row| row.provider == local && row.state == DispatchState::Pending)
    {
        // Each on its own: one envelope that cannot go on must not hold up the others.
        answer = answer.and(deliver(app, row).await);
    }
    answer
}

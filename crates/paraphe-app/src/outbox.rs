//! Dispatches: written down before they leave, settled by what the provider answers, picked up again after a crash.
//!
//! Invariants. Nothing is sent twice blindly: what was interrupted goes on only where the provider proves what became of it
//! ([`Provider::find`]); everywhere else it is `uncertain` and waits for a person. Of two programs that see the same
//! dispatch one sends it: whoever holds its lock. Each step that creates something is on the disk before it is asked for.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId};
use paraphe_history::{DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{
    Dispatch, Error as ProviderError, ErrorKind, Found, IdempotencyKey, Provider, ProviderId, Refusal, Retry,
    Sent, SentDispatch, Step, Steps, capability, plan,
};

use crate::accounts::{self, Account};
use crate::journal::Journal;
use crate::{App, Error, blocking, follow, lease, translate};

/// The rows to write down before anything leaves; those of the first turn are due at once.
///
/// # Errors
/// Everything the provider cannot do, at once.
pub(crate) fn rows(
    app: &App,
    envelope: &Envelope,
    account: &Account,
) -> Result<Vec<OutboxRow>, Vec<Refusal>> {
    let provider = account.provider();
    let now = app.now();
    let row = |dispatch: &Dispatch<'_>| {
        let key = DispatchKey { envelope: envelope.id().clone(), dispatch: dispatch.number };
        let row = OutboxRow::pending(key, dispatch.turn, provider.as_str(), &account.name, now);
        OutboxRow { next_check_at: (dispatch.turn == 1).then_some(now), ..row }
    };
    plan(envelope, &capability(provider)).map(|dispatches| dispatches.iter().map(row).collect())
}

/// What is known of a dispatch and of its envelope, read together.
pub(crate) struct Known {
    pub(crate) envelope: Envelope,
    pub(crate) row: OutboxRow,
    pub(crate) account: Account,
    pub(crate) provider: Arc<dyn Provider>,
}

impl Known {
    /// Reads it; none when the dispatch is gone.
    pub(crate) async fn read(app: &App, key: DispatchKey) -> Result<Option<Self>, Error> {
        let app = app.clone();
        blocking::run(move || {
            let (envelope, row) = {
                let history = app.history();
                let envelope = history.envelope(&key.envelope).map_err(translate::history)?;
                (envelope, history.dispatch(&key).map_err(translate::history)?)
            };
            let Some(row) = row else { return Ok(None) };
            let account = accounts::find(&app, &row.account)?;
            let provider = accounts::provider(&app, &account, envelope.id())?;
            Ok(Some(Self { envelope, row, account, provider }))
        })
        .await
    }

    /// The dispatch as it was planned: the same envelope and the same capability give the same plan.
    pub(crate) fn dispatch(&self) -> Result<Dispatch<'_>, Error> {
        let dispatches = plan(&self.envelope, self.provider.capability())
            .map_err(|_| Error::internal("planned once, refused now"))?;
        let found = dispatches.into_iter().find(|dispatch| dispatch.number == self.row.dispatch);
        found.ok_or_else(|| Error::internal("a dispatch without a plan"))
    }

    /// The dispatch as the provider has it; none before it has.
    pub(crate) fn sent(&self) -> Result<Option<SentDispatch<'_>>, Error> {
        let Some(remote) = self.row.remote.clone() else { return Ok(None) };
        Ok(Some(SentDispatch {
            dispatch: self.dispatch()?,
            remote: paraphe_providers::RemoteId(remote),
            steps: steps_of(&self.row),
            key: self.key()?,
        }))
    }

    /// The same for one whose answer was lost: without a name, with all that was written down on the way. None for one that
    /// has certainly not arrived.
    pub(crate) fn sent_or_in_doubt(&self) -> Result<Option<SentDispatch<'_>>, Error> {
        if self.row.state != DispatchState::Uncertain || self.row.remote.is_some() {
            return self.sent();
        }
        let remote = paraphe_providers::RemoteId(String::new());
        let (dispatch, steps, key) = (self.dispatch()?, steps_of(&self.row), self.key()?);
        Ok(Some(SentDispatch { dispatch, remote, steps, key }))
    }

    fn key(&self) -> Result<IdempotencyKey, Error> {
        self.row.idempotency_key.parse().map_err(Error::internal)
    }
}

fn steps_of(row: &OutboxRow) -> Vec<Step> {
    row.steps.iter().map(|(name, value)| Step { name: name.clone(), value: value.clone() }).collect()
}

/// Changes what is written down of a dispatch's steps, by the providers' own rules.
pub(crate) fn change_steps(row: &mut OutboxRow, change: impl FnOnce(&mut Vec<Step>)) {
    let mut steps = steps_of(row);
    change(&mut steps);
    row.steps = steps.into_iter().map(|step| (step.name, step.value)).collect();
}

/// Sends the dispatches of an envelope that are due, as soon as it is written down.
///
/// # Errors
/// What the provider refused; the envelope says so as well. That it cannot be reached is no error: the dispatch waits.
pub(crate) async fn dispatch(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let rows = {
        let (app, id) = (app.clone(), id.clone());
        blocking::run(move || app.history().dispatches(&id).map_err(translate::history)).await?
    };
    let due = |row: &OutboxRow| row.state == DispatchState::Pending && row.next_check_at.is_some();
    let mut answer = Ok(());
    for row in rows.into_iter().filter(due) {
        answer = answer.and(deliver(app, key_of(&row)).await);
    }
    answer
}

pub(crate) fn key_of(row: &OutboxRow) -> DispatchKey {
    DispatchKey { envelope: row.envelope.clone(), dispatch: row.dispatch }
}

/// Sends one dispatch, unless its envelope has come to an end, or another program is sending it.
///
/// # Errors
/// As [`dispatch`].
pub(crate) async fn deliver(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(lease) = lease::take(app, &key.envelope).await? else { return Ok(()) };
    // Read under the lease: whoever held it before has written down what became of it.
    let Some(known) = Known::read(app, key).await? else { return Ok(()) };
    if known.row.state != DispatchState::Pending {
        return Ok(());
    }
    if known.envelope.status().is_final() {
        return follow::rest(app, known.row, &known.envelope).await;
    }
    let answer = send(app, &known).await?;
    let settled = settle(app, known, answer).await;
    drop(lease);
    settled
}

async fn send(app: &App, known: &Known) -> Result<(Result<Sent, ProviderError>, OutboxRow), Error> {
    let dispatch = known.dispatch()?;
    let documents = Journal::new(app, known.envelope.id().clone());
    let steps = OutboxSteps::new(app, known.row.clone());
    let answer = known.provider.send(&dispatch, &documents, &known.key()?, &steps).await;
    Ok((answer, steps.row()))
}

/// Asks the provider what became of a dispatch that is in doubt. Creates nothing.
///
/// # Errors
/// The history cannot be read or written. A provider that cannot answer leaves it in doubt, which is no error.
pub(crate) async fn ask(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(lease) = lease::take(app, &key.envelope).await? else { return Ok(()) };
    let Some(known) = Known::read(app, key).await? else { return Ok(()) };
    if known.row.state != DispatchState::Uncertain {
        return Ok(());
    }
    let settled = look_for(app, known).await;
    drop(lease);
    settled
}

async fn look_for(app: &App, known: Known) -> Result<(), Error> {
    let (found, row) = {
        let dispatch = known.dispatch()?;
        let steps = OutboxSteps::new(app, known.row.clone());
        let found = known.provider.find(&dispatch, &known.key()?, &steps).await;
        (found, steps.row())
    };
    let now = app.now();
    match found {
        Ok(Found::Accepted(sent)) => accept(app, &known, row, sent).await,
        Ok(Found::Absent) => {
            // The provider has proved that nobody was asked: it can leave again.
            let steps = row.steps.into_iter().filter(|(_, value)| value.is_some()).collect();
            let state = DispatchState::Pending;
            let next_check_at = Some(follow::later(now, follow::pause_to_send(row.quiet_checks)));
            let quiet_checks = row.quiet_checks.saturating_add(1);
            let again = OutboxRow { state, steps, next_check_at, changed_at: now, quiet_checks, ..row };
            record(app, again, Vec::new()).await
        }
        Ok(Found::Unknown) => follow::wait_in_doubt(app, row, None).await,
        Err(error) => follow::wait_in_doubt(app, row, Some(error.to_string())).await,
    }
}

/// The provider has it: from now on it is followed.
pub(crate) async fn accept(app: &App, known: &Known, row: OutboxRow, sent: Sent) -> Result<(), Error> {
    let now = app.now();
    let row = OutboxRow {
        state: DispatchState::Accepted,
        remote: Some(sent.remote.0),
        links: sent.links,
        changed_at: now,
        checked_at: Some(now),
        next_check_at: follow::first_check(app, &known.envelope, known.provider.capability()),
        quiet_checks: 0,
        trouble: None,
        ..row
    };
    record(app, row, vec![AuditEvent { at: now, kind: AuditEventKind::Accepted }]).await
}

/// The dispatch's state and what happened to the envelope, in one transaction.
async fn settle(
    app: &App,
    known: Known,
    (answer, row): (Result<Sent, ProviderError>, OutboxRow),
) -> Result<(), Error> {
    let error = match answer {
        Ok(sent) => return accept(app, &known, row, sent).await,
        Err(error) => error,
    };
    let now = app.now();
    let told = translate::provider(&known.account.name, &error);
    let trouble = Some(error.to_string());
    match error.retry() {
        Retry::AfterCheck => {
            let reason = error.to_string();
            let next_check_at = Some(now);
            let state = DispatchState::Uncertain;
            let row = OutboxRow { state, changed_at: now, next_check_at, trouble, ..row };
            let event = AuditEvent { at: now, kind: AuditEventKind::SendingUncertain { reason } };
            record(app, row.clone(), vec![event]).await?;
            // Often the provider can say at once.
            let key = key_of(&row);
            look_for(app, Known { row, ..known }).await?;
            match still_in_doubt(app, key).await? {
                true => Err(told),
                false => Ok(()),
            }
        }
        Retry::Later => {
            let wait = follow::wait_to_send(&error, row.quiet_checks);
            let quiet_checks = row.quiet_checks.saturating_add(1);
            let row =
                OutboxRow { next_check_at: Some(follow::later(now, wait)), quiet_checks, trouble, ..row };
            record(app, row, Vec::new()).await?;
            // Without a network the dispatch waits, and that is what the envelope shows.
            if error.kind() == ErrorKind::Unreachable { Ok(()) } else { Err(told) }
        }
        Retry::No => {
            let state = DispatchState::Refused;
            let row = OutboxRow { state, changed_at: now, next_check_at: None, trouble, ..row };
            let reason = error.to_string();
            let event = AuditEvent { at: now, kind: AuditEventKind::Failed { reason } };
            record(app, row, vec![event]).await?;
            Err(told)
        }
    }
}

/// Whether asking has not cleared it up.
async fn still_in_doubt(app: &App, key: DispatchKey) -> Result<bool, Error> {
    let app = app.clone();
    blocking::run(move || {
        let row = app.history().dispatch(&key).map_err(translate::history)?;
        Ok(row.is_some_and(|row| row.state == DispatchState::Uncertain))
    })
    .await
}

/// What is known of the dispatch is written down in any case. An event that cannot happen to the envelope as it stands by
/// now (somebody refused in the meantime) is left out: losing the provider's name for a request would be worse.
async fn record(app: &App, row: OutboxRow, events: Vec<AuditEvent>) -> Result<(), Error> {
    let app = app.clone();
    blocking::run(move || {
        let id = row.envelope.clone();
        let mut history = app.history();
        let mut envelope = history.envelope(&id).map_err(translate::history)?;
        let has_left = envelope.events().iter().any(|event| event.kind == AuditEventKind::Accepted);
        let possible = events.into_iter().filter(|event| {
            // A later dispatch that is refused ends nothing: it can be sent again.
            let ends_too_much = has_left && matches!(event.kind, AuditEventKind::Failed { .. });
            !ends_too_much && envelope.apply(event.clone()).is_ok()
        });
        let possible: Vec<AuditEvent> = possible.collect();
        history.record_dispatches(&id, &[row], &possible).map(drop).map_err(translate::history)
    })
    .await
}

/// Picks up what a crash left between "written down" and "answered". A dispatch one of whose steps was never answered is in
/// doubt from now on; one that had not begun leaves as if nothing had been. The local provider sends nothing.
///
/// # Errors
/// The history cannot be read, or the first of the dispatches that could not be settled; all of them have been tried.
pub(crate) async fn resume(app: &App) -> Result<(), Error> {
    let unsettled = {
        let app = app.clone();
        blocking::run(move || app.history().unsettled_dispatches().map_err(translate::history)).await?
    };
    let local = ProviderId::Local.as_str();
    let mut answer = Ok(());
    let pending = |row: &OutboxRow| row.state == DispatchState::Pending && row.next_check_at.is_some();
    for row in unsettled.into_iter().filter(pending) {
        // Each on its own: one envelope that cannot go on must not hold up the others. What goes to a service is the
        // poller's to send: it takes as long as the network takes.
        if row.provider == local {
            answer = answer.and(deliver(app, key_of(&row)).await);
        }
    }
    answer
}

/// The steps of a sending, written to the outbox as they are taken.
struct OutboxSteps {
    app: App,
    row: Mutex<OutboxRow>,
}

impl OutboxSteps {
    fn new(app: &App, row: OutboxRow) -> Self {
        Self { app: app.clone(), row: Mutex::new(row) }
    }

    fn row(&self) -> OutboxRow {
        self.row.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn change(&self, change: impl FnOnce(&mut Vec<Step>) + Send) -> Result<(), ProviderError> {
        let (before, row) = {
            let mut row = self.row.lock().unwrap_or_else(PoisonError::into_inner);
            let before = row.steps.clone();
            change_steps(&mut row, change);
            (before, row.clone())
        };
        let app = self.app.clone();
        let write = blocking::run(move || {
            app.history().update_dispatch(&row, Keeping::Step).map_err(translate::history)
        });
        write.await.map_err(|error| {
            // What is not on the disk is not remembered either.
            self.row.lock().unwrap_or_else(PoisonError::into_inner).steps = before;
            ProviderError::new(ErrorKind::Journal, error.to_string())
        })
    }
}

#[async_trait]
impl Steps for OutboxSteps {
    fn known(&self) -> Vec<Step> {
        steps_of(&self.row())
    }

    async fn begin(&self, name: &str) -> Result<(), ProviderError> {
        self.change(|steps| paraphe_providers::begin(steps, name)).await
    }

    async fn finish(&self, name: &str, value: &str) -> Result<(), ProviderError> {
        self.change(|steps| paraphe_providers::finish(steps, name, value)).await
    }

    async fn forget(&self, name: &str) -> Result<(), ProviderError> {
        self.change(|steps| paraphe_providers::forget(steps, name)).await
    }
}

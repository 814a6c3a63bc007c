//! Dispatches: written down before they leave, settled by what the provider answers, picked up again after a crash.
//!
//! Invariants. Nothing is sent twice blindly: what was interrupted goes on only where the provider proves what became of it
//! ([`Provider::find`]); everywhere else it is `uncertain` and waits for a person. Of two programs that see the same
//! dispatch one sends it: whoever holds its lock. Each step that creates something is written down before it is asked for.
//!
//! What must outlive a power cut. The first step that is written down takes its envelope to the disk with it, and nothing
//! that creates anything leaves before that: an envelope a power cut takes was never asked for. What a step led to may be
//! lost with the next one begun, which leaves it in doubt; never does a dispatch that was begun read as one that was not.

mod asking;
mod steps;

use std::convert::Infallible;
use std::sync::Arc;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId};
use paraphe_history::{DispatchChange, DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{
    Dispatch, Error as ProviderError, ErrorKind, IdempotencyKey, Provider, ProviderId, Refusal, Retry, Sent,
    SentDispatch, Step, capability, plan,
};

pub(crate) use self::asking::ask;
use self::asking::{doubt, look_for, still_in_doubt};
use self::steps::OutboxSteps;

use crate::accounts::{self, Account};
use crate::follow::InTime;
use crate::journal::Papers;
use crate::lease::Lease;
use crate::{App, Error, blocking, corrections, follow, lease, taking_back, translate};

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
        blocking::brief(move || {
            let (envelope, row) = {
                let history = app.history();
                let envelope = history.envelope(&key.envelope).map_err(translate::history)?;
                (envelope, history.dispatch(&key).map_err(translate::history)?)
            };
            let Some(row) = row else { return Ok(None) };
            let account = accounts::of_dispatch(&app, &row)?;
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
        blocking::brief(move || app.history().dispatches(&id).map_err(translate::history)).await?
    };
    let due = |row: &OutboxRow| row.state == DispatchState::Pending && row.next_check_at.is_some();
    let mut answer = Ok(());
    for row in rows.into_iter().filter(due) {
        answer = answer.and(deliver(app, key_of(&row)).await);
    }
    answer
}

pub(crate) fn key_of(row: &OutboxRow) -> DispatchKey {
    row.key()
}

/// Sends one dispatch, unless its envelope has come to an end or is to be taken back, or another program is sending it.
///
/// # Errors
/// As [`dispatch`].
pub(crate) async fn deliver(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(lease) = lease::take(app, &key.envelope).await? else { return Ok(()) };
    // Read under the lease: whoever held it before has written down what became of it.
    let Some(known) = Known::read(app, key).await? else { return Ok(()) };
    if known.row.state == DispatchState::Pending && corrections::is_intended(app, known.envelope.id()).await?
    {
        // It is to be taken back: nobody more is asked.
        return follow::wait(app, known.row).await;
    }
    let settled = deliver_known(app, known, Keeping::Step).await;
    drop(lease);
    settled
}

/// The same under the lease of its envelope.
async fn deliver_known(app: &App, known: Known, keeping: Keeping) -> Result<(), Error> {
    if known.row.state != DispatchState::Pending {
        return Ok(());
    }
    if known.envelope.status().is_final() {
        return follow::rest(app, known.row, &known.envelope).await;
    }
    match follow::in_time(app, &known).await {
        InTime::Yes => {}
        // A part of it may have left: what became of that is asked, and nothing more is sent.
        InTime::No if taking_back::is_in_doubt(&known.row) => return doubt(app, known).await,
        InTime::No => return follow::too_late(app, &known).await,
        InTime::ClockAhead(here, there) => {
            return follow::wait_for_the_clock(app, &known, (here, Some(there))).await;
        }
        InTime::Unknown(error) => {
            let row = known.row.clone();
            return settle(app, known, (Err(error.with_retry(Retry::Later)), row), Keeping::Check).await;
        }
    }
    let answer = send(app, &known).await?;
    settle(app, known, answer, keeping).await
}

/// An envelope that was written down under its lease a moment ago: nobody else can have touched it since.
pub(crate) struct Written {
    lease: Lease,
    /// The first dispatch to leave, with all that is known of it.
    first: Option<Known>,
    /// The others that are due.
    others: Vec<DispatchKey>,
}

impl Written {
    /// Takes the lease of a new envelope, has `write` write it down, and says what is to leave.
    ///
    /// # Errors
    /// The folder of locks cannot be used, the account's provider cannot be opened, or what `write` says: nothing is written
    /// down then. After that nothing fails any more.
    pub(crate) fn new(
        app: &App,
        envelope: Envelope,
        rows: Vec<OutboxRow>,
        account: Account,
        write: impl FnOnce(&Envelope, &[OutboxRow]) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let lease = lease::hold(app, envelope.id().as_str())?;
        let lease = lease.ok_or_else(|| Error::internal("somebody sends an envelope that is not there"))?;
        let provider = accounts::provider(app, &account, envelope.id())?;
        write(&envelope, &rows)?;
        let mut due = rows.into_iter().filter(|row| row.next_check_at.is_some());
        let first = due.next().map(|row| Known { envelope, row, account, provider });
        Ok(Self { lease, first, others: due.map(|row| row.key()).collect() })
    }

    /// Sends what is due of it, one after the other.
    ///
    /// # Errors
    /// As [`dispatch`].
    pub(crate) async fn send(self, app: &App) -> Result<(), Error> {
        self.deliver(app, Keeping::Step).await
    }

    /// The same for one of many: that the provider has it goes to the disk with the first step of the next, or with the end
    /// of them all. A power cut before that leaves this one in doubt.
    ///
    /// # Errors
    /// As [`dispatch`].
    pub(crate) async fn send_among_many(self, app: &App) -> Result<(), Error> {
        self.deliver(app, Keeping::Answer).await
    }

    async fn deliver(self, app: &App, keeping: Keeping) -> Result<(), Error> {
        let mut answer = Ok(());
        if let Some(first) = self.first {
            answer = deliver_known(app, first, keeping).await;
        }
        for key in self.others {
            let known = Known::read(app, key).await?;
            let Some(known) = known else { continue };
            answer = answer.and(deliver_known(app, known, keeping).await);
        }
        drop(self.lease);
        answer
    }
}

async fn send(app: &App, known: &Known) -> Result<(Result<Sent, ProviderError>, OutboxRow), Error> {
    let dispatch = known.dispatch()?;
    let documents = Papers::new(app, &known.envelope);
    let steps = OutboxSteps::new(app, known.row.clone());
    let answer = known.provider.send(&dispatch, &documents, &known.key()?, &steps).await;
    Ok((answer, steps.row()))
}

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
fn merged(
    written: &[(String, Option<String>)],
    taken: &[(String, Option<String>)],
) -> Vec<(String, Option<String>)> {
    let is_new = |step: &&(String, Option<String>)| !taken.iter().any(|(name, _)| *name == step.0);
    taken.iter().chain(written.iter().filter(is_new)).cloned().collect()
}

/// The dispatch's state and what happened to the envelope, in one transaction.
async fn settle(
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
async fn record(
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

/// Picks up what a crash left between "written down" and "answered". A dispatch one of whose steps was never answered is in
/// doubt from now on; one that had not begun leaves as if nothing had been. The local provider sends nothing.
///
/// # Errors
/// The history cannot be read, or the first of the dispatches that could not be settled; all of them have been tried.
pub(crate) async fn resume(app: &App) -> Result<(), Error> {
    let unsettled = {
        let app = app.clone();
        blocking::brief(move || app.history().unsettled_dispatches().map_err(translate::history)).await?
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

#[cfg(test)]
pub(crate) mod tests;

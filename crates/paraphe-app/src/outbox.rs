//! Dispatches: written down before they leave, settled by what the provider answers, picked up again after a crash.
//!
//! Invariants. Nothing is sent twice blindly: what was interrupted goes on only where the provider proves what became of it
//! ([`paraphe_providers::Provider::find`]); everywhere else it is `uncertain` and waits for a person. Of two programs that see the same
//! dispatch one sends it: whoever holds its lock. Each step that creates something is written down before it is asked for.
//!
//! What must outlive a power cut. The first step that is written down takes its envelope to the disk with it, and nothing
//! that creates anything leaves before that: an envelope a power cut takes was never asked for. What a step led to may be
//! lost with the next one begun, which leaves it in doubt; never does a dispatch that was begun read as one that was not.

mod answer;
mod asking;
mod clearing;
mod known;
mod steps;

use paraphe_envelope::{Envelope, EnvelopeId};
use paraphe_history::{DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{
    Dispatch, Error as ProviderError, ProviderId, Refusal, Retry, Sent, capability, plan,
};

pub(crate) use self::answer::accept;
use self::answer::settle;
pub(crate) use self::asking::ask;
use self::asking::doubt;
pub(crate) use self::clearing::clear;
pub(crate) use self::known::{Known, change_steps};
use self::steps::OutboxSteps;

use crate::accounts::{self, Account};
use crate::follow::InTime;
use crate::journal::Papers;
use crate::lease::Lease;
use crate::{App, Error, blocking, corrections, follow, lease, translate};

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
        let Some(known) = given_up(app, known).await? else { return Ok(()) };
        return follow::rest(app, known.row, &known.envelope).await;
    }
    match follow::in_time(app, &known).await {
        InTime::Yes => {}
        InTime::No => {
            let Some(known) = given_up(app, known).await? else { return Ok(()) };
            return follow::too_late(app, &known).await;
        }
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

/// What will not leave any more, without what was half made of it. Where people may have been asked what became of that is
/// asked, nothing more is sent, and none is the answer.
async fn given_up(app: &App, known: Known) -> Result<Option<Known>, Error> {
    if known.row.steps.is_empty() {
        return Ok(Some(known));
    }
    let is_cleared = clear(app, known.row.key()).await?;
    let known = Known::read(app, known.row.key()).await?;
    match known.filter(|known| known.row.state == DispatchState::Pending) {
        Some(known) if !is_cleared => doubt(app, known).await.map(|()| None),
        known => Ok(known),
    }
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

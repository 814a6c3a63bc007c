//! What is known of a dispatch and of its envelope.

use std::sync::Arc;

use paraphe_envelope::Envelope;
use paraphe_history::{DispatchKey, DispatchState, OutboxRow};
use paraphe_providers::{Dispatch, IdempotencyKey, Provider, SentDispatch, Step, plan};

use crate::accounts::{self, Account};
use crate::{App, Error, blocking, translate};

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

    pub(super) fn key(&self) -> Result<IdempotencyKey, Error> {
        self.row.idempotency_key.parse().map_err(Error::internal)
    }
}

pub(super) fn steps_of(row: &OutboxRow) -> Vec<Step> {
    row.steps.iter().map(|(name, value)| Step { name: name.clone(), value: value.clone() }).collect()
}

/// Changes what is written down of a dispatch's steps, by the providers' own rules.
pub(crate) fn change_steps(row: &mut OutboxRow, change: impl FnOnce(&mut Vec<Step>)) {
    let mut steps = steps_of(row);
    change(&mut steps);
    row.steps = steps.into_iter().map(|step| (step.name, step.value)).collect();
}

//! How far a sending has come, in the outbox.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use paraphe_history::{Keeping, OutboxRow};
use paraphe_providers::{Error as ProviderError, Outlives, Step, Steps};

use super::known::{change_steps, steps_of};
use crate::{App, blocking, translate};

/// The steps of a sending, written to the outbox as they are taken. What came of a step is on the disk before the next
/// request leaves: with the beginning of the next step, or with the end of the sending.
pub(super) struct OutboxSteps {
    app: App,
    rows: Mutex<Rows>,
}

/// A dispatch as it is on the disk, and as it is.
#[derive(Clone)]
struct Rows {
    written: OutboxRow,
    row: OutboxRow,
}

impl OutboxSteps {
    pub(super) fn new(app: &App, row: OutboxRow) -> Self {
        Self { app: app.clone(), rows: Mutex::new(Rows { written: row.clone(), row }) }
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dispatch with what was noted of it.
    pub(super) fn row(&self) -> OutboxRow {
        self.rows().row.clone()
    }

    async fn change(
        &self,
        keeping: Keeping,
        change: impl FnOnce(&mut Vec<Step>) + Send,
    ) -> Result<(), ProviderError> {
        let Rows { written, mut row } = self.rows().clone();
        change_steps(&mut row, change);
        let (app, now) = (self.app.clone(), row.clone());
        // Whoever has written it meanwhile is sending it as well, or has settled it: nothing leaves from here any more.
        let write = blocking::brief(move || {
            app.history().update_dispatch(&written, &now, keeping).map_err(translate::history)
        });
        // What is not on the disk is not remembered either.
        write.await.map_err(translate::through_provider)?;
        *self.rows() = Rows { written: row.clone(), row };
        Ok(())
    }
}

#[async_trait]
impl Steps for OutboxSteps {
    fn known(&self) -> Vec<Step> {
        steps_of(&self.rows().row)
    }

    async fn begin(&self, name: &str, outlives: Outlives) -> Result<(), ProviderError> {
        let keeping = keeping(&self.rows().written, outlives);
        self.change(keeping, |steps| paraphe_providers::begin(steps, name)).await
    }

    async fn finish(&self, name: &str, value: &str) -> Result<(), ProviderError> {
        self.change(Keeping::Step, |steps| paraphe_providers::finish(steps, name, value)).await
    }

    fn note(&self, name: &str, value: &str) {
        change_steps(&mut self.rows().row, |steps| paraphe_providers::finish(steps, name, value));
    }

    async fn forget(&self, name: &str) -> Result<(), ProviderError> {
        self.change(Keeping::Step, |steps| paraphe_providers::forget(steps, name)).await
    }
}

/// How surely the beginning of a step is kept. The first of a dispatch goes to the disk whatever it is: with it goes the
/// envelope, which was written down a moment ago.
fn keeping(written: &OutboxRow, outlives: Outlives) -> Keeping {
    match outlives {
        Outlives::Program if !written.steps.is_empty() => Keeping::Draft,
        Outlives::Program | Outlives::PowerCut => Keeping::Step,
    }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{EnvelopeId, Timestamp};
    use paraphe_history::DispatchKey;

    use super::*;

    #[test]
    fn nothing_is_created_before_the_envelope_outlives_a_power_cut() {
        let key = DispatchKey { envelope: EnvelopeId::new([1; 16]), dispatch: 1 };
        let mut row = OutboxRow::pending(key, 1, "docage", "docage", Timestamp::from_millis(0));
        assert_eq!(keeping(&row, Outlives::Program), Keeping::Step, "the envelope goes with it");
        row.steps.push(("contact.1".to_owned(), None));
        assert_eq!(keeping(&row, Outlives::Program), Keeping::Draft);
        assert_eq!(keeping(&row, Outlives::PowerCut), Keeping::Step);
    }
}

//! Asking what became of a dispatch that is in doubt.

use paraphe_history::{DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{Error as ProviderError, ErrorKind, Found, Retry};

use super::Known;
use super::answer::{accept, merged, record, settle};
use super::steps::OutboxSteps;
use crate::{App, Error, blocking, follow, lease, translate};

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

pub(super) async fn look_for(app: &App, known: Known) -> Result<(), Error> {
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
            let wait = follow::pause_to_send(row.quiet_checks);
            let taken = row.steps;
            // The provider has proved that nobody was asked: it can leave again.
            let again = move |row: OutboxRow| OutboxRow {
                state: DispatchState::Pending,
                steps: merged(&row.steps, &taken).into_iter().filter(|(_, value)| value.is_some()).collect(),
                next_check_at: Some(follow::later(now, wait)),
                changed_at: now,
                quiet_checks: row.quiet_checks.saturating_add(1),
                ..row
            };
            let in_doubt = |state| state == DispatchState::Uncertain;
            record(app, known.row.key(), in_doubt, again, (Vec::new(), Keeping::Step)).await.map(drop)
        }
        Ok(Found::Unknown) => follow::wait_in_doubt(app, row, None).await,
        // Nobody has answered: a doubt that came with a lost network is not given up while it is lost.
        Err(error) if error.retry() == Retry::Later => follow::wait_to_ask(app, row, &error).await,
        Err(error) => follow::wait_in_doubt(app, row, Some(error.to_string())).await,
    }
}

/// A dispatch that is not to leave any more, and may have left, is in doubt from now on.
pub(super) async fn doubt(app: &App, known: Known) -> Result<(), Error> {
    let error = ProviderError::new(ErrorKind::Interrupted, "it was cut, and is not to leave any more");
    let answer = Err(error.with_retry(Retry::AfterCheck));
    let row = known.row.clone();
    settle(app, known, (answer, row), Keeping::Step).await
}

/// Whether asking has not cleared it up.
pub(super) async fn still_in_doubt(app: &App, key: DispatchKey) -> Result<bool, Error> {
    let app = app.clone();
    blocking::brief(move || {
        let row = app.history().dispatch(&key).map_err(translate::history)?;
        Ok(row.is_some_and(|row| row.state == DispatchState::Uncertain))
    })
    .await
}

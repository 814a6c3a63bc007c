//! What a sending that is given up has half made at its provider.

use paraphe_history::{DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{LEFT_BEHIND, Retry};

use super::Known;
use super::answer::record;
use super::steps::OutboxSteps;
use crate::{App, Code, Error, blocking, translate};

/// Throws it away; what cannot be thrown away now is noted as left behind. Under the lease of the envelope, whose dispatches are
/// read anew after that. Gives whether nobody was asked, as far as is known here.
///
/// # Errors
/// The history cannot be read or written, or the account's settings cannot be used.
pub(crate) async fn clear(app: &App, key: DispatchKey) -> Result<bool, Error> {
    let row = {
        let (app, key) = (app.clone(), key.clone());
        blocking::brief(move || app.history().dispatch(&key).map_err(translate::history)).await?
    };
    let Some(row) = row else { return Ok(true) };
    if row.state != DispatchState::Pending || row.steps.is_empty() {
        return Ok(row.state == DispatchState::Pending);
    }
    let known = match Known::read(app, key.clone()).await {
        Ok(Some(known)) => known,
        Ok(None) => return Ok(true),
        // Of an account that is gone nobody can say any more what its steps have led to.
        Err(error) if matches!(error.code, Code::NotFound | Code::Refused) => return Ok(false),
        Err(error) => return Err(error),
    };
    let dispatch = known.dispatch()?;
    let steps = OutboxSteps::new(app, known.row.clone());
    let Err(error) = known.provider.discard(&dispatch, &known.key()?, &steps).await else { return Ok(true) };
    if error.retry() == Retry::AfterCheck {
        return Ok(false);
    }
    tracing::warn!(kind = ?error.kind(), "what was half made of a sending stays at its provider");
    let at = app.now().to_rfc3339();
    let left = move |mut row: OutboxRow| {
        row.steps.retain(|(name, _)| name != LEFT_BEHIND);
        row.steps.push((LEFT_BEHIND.to_owned(), Some(at)));
        row
    };
    let is_pending = |state| state == DispatchState::Pending;
    record(app, key, is_pending, left, (Vec::new(), Keeping::Step)).await.map(|_| true)
}

//! Asks the provider how far an envelope is, and fetches results that are ready.

use paraphe_envelope::EnvelopeId;
use paraphe_history::{DispatchState, OutboxRow};

use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Error, blocking, corrections, follow, outbox, translate, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    refresh(app, &request.envelope).await?;
    corrections::refresh(app, &request.envelope).await;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}

/// Looks after every dispatch of an envelope that is out, in doubt, or waiting for the network.
///
/// # Errors
/// The first that failed; all have been looked after.
pub(crate) async fn refresh(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let rows = {
        let (app, id) = (app.clone(), id.clone());
        blocking::run(move || app.history().dispatches(&id).map_err(translate::history)).await?
    };
    let is_open = |row: &OutboxRow| match row.state {
        DispatchState::Accepted | DispatchState::Uncertain => true,
        DispatchState::Pending => row.next_check_at.is_some(),
        DispatchState::Done | DispatchState::Refused => false,
    };
    let mut answer = Ok(());
    for row in rows.into_iter().filter(is_open) {
        answer = answer.and(follow::look_after(app, outbox::key_of(&row)).await);
    }
    answer
}

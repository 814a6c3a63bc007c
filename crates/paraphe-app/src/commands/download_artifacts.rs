//! Fetches the results of an envelope that are not here yet.

use paraphe_history::DispatchState;

use super::dispatches;
use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Error, blocking, follow, results, view};

pub(crate) async fn run(app: &App, request: EnvelopeRequest) -> Result<EnvelopeView, Error> {
    for row in dispatches(app, &request.envelope).await? {
        let is_there = matches!(row.state, DispatchState::Accepted | DispatchState::Done);
        if !is_there || row.remote.is_none() {
            continue;
        }
        if row.state == DispatchState::Accepted {
            // Who asks for results wants to know first whether there are any.
            follow::check(app, key_of(&row)).await?;
        }
        let Some(known) = Known::read(app, key_of(&row)).await? else { continue };
        results::fetch(app, &known).await.map_err(|(error, _)| error)?;
    }
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &request.envelope)).await
}

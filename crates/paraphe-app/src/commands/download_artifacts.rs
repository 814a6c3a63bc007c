//! Fetches the results of an envelope that are not here yet.

use paraphe_envelope::{EnvelopeId, EnvelopeStatus};
use paraphe_history::DispatchState;
use paraphe_providers::ErrorKind;

use super::dispatches;
use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeRequest, EnvelopeView};
use crate::{App, Code, Error, blocking, follow, results, translate, view};

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
        let known = Known::read(app, key_of(&row)).await;
        let is_gone = known.as_ref().is_err_and(|error| GONE.contains(&error.message.as_str()));
        // An account may be removed once its requests are over; what it brought stays.
        if is_gone && results::are_here(app, &row).await? {
            continue;
        }
        let Some(known) = known? else { continue };
        match results::fetch(app, &known).await {
            Ok(_) => {}
            // Some services delete what is taken back.
            Err((_, Some(ErrorKind::Ended | ErrorKind::NotFound | ErrorKind::NotReady)))
                if ended_without(app, &request.envelope).await? => {}
            Err((error, _)) => return Err(error),
        }
    }
    let app = app.clone();
    blocking::run(move || {
        let view = view::envelope(&app, &request.envelope)?;
        if is_over_without(view.status) && view.artifacts.is_empty() {
            let over = Error::new(Code::Refused, "action-reason-no-result");
            return Err(over.with("envelope", &request.envelope));
        }
        Ok(view)
    })
    .await
}

/// The account is no longer there, or another provider's.
const GONE: [&str; 2] = ["error-account-missing", "error-account-moved"];

/// Whether a request has come to its end without everybody's signature: there is no result, and none will come.
async fn ended_without(app: &App, id: &EnvelopeId) -> Result<bool, Error> {
    let (app, id) = (app.clone(), id.clone());
    let envelope = blocking::run(move || app.history().envelope(&id).map_err(translate::history)).await?;
    Ok(is_over_without(envelope.status()))
}

fn is_over_without(status: EnvelopeStatus) -> bool {
    status.is_final() && status != EnvelopeStatus::Completed
}

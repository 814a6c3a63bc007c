//! Whether a request that was to be taken back may still be out.

use paraphe_envelope::{EnvelopeId, EnvelopeStatus};
use paraphe_history::OutboxRow;

use crate::{App, Error, blocking, taking_back, translate};

/// How a request stands that was to be taken back.
pub(super) enum Stands {
    /// It came to another end.
    Ended,
    /// It may still be out.
    Open,
    /// Nobody can sign it any more.
    TakenBack,
}

/// How it stands by what is written down.
///
/// # Errors
/// The history cannot be read.
pub(super) async fn standing(app: &App, id: &EnvelopeId) -> Result<Stands, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::brief(move || stands(&app, &id)).await
}

/// The same where the history may be waited for.
///
/// # Errors
/// As [`standing`].
pub(super) fn stands(app: &App, id: &EnvelopeId) -> Result<Stands, Error> {
    let history = app.history();
    let status = history.envelope(id).map_err(translate::history)?.status();
    let rows = history.dispatches(id).map_err(translate::history)?;
    // Of several requests one may have been taken back and another not.
    let is_confirmed = rows.iter().any(taking_back::is_confirmed);
    let is_out = |row: &OutboxRow| taking_back::is_perhaps_there(row) || taking_back::is_in_doubt(row);
    Ok(match status {
        EnvelopeStatus::Voided if !rows.iter().any(is_out) => Stands::TakenBack,
        EnvelopeStatus::Completed
        | EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed => Stands::Ended,
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain
            if is_confirmed && !rows.iter().any(is_out) =>
        {
            Stands::TakenBack
        }
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain
        | EnvelopeStatus::Voided => Stands::Open,
    })
}

//! Dispatches of an envelope that is over here: at the provider they shall be over as well.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeStatus, RecipientId};
use paraphe_history::OutboxRow;
use paraphe_providers::{
    Error as ProviderError, ErrorKind, Progress, ProgressSource, RemoteState, SentDispatch,
};

use super::schedule::{SEND_AGAIN, later, next_check};
use super::{after, rest_after, write};
use crate::outbox::Known;
use crate::{App, Error, corrections, taking_back, translate};

/// Another dispatch, or the sender, ended it: it is taken back. Not where it is to be replaced: whoever corrects it takes it
/// back, and has to know whether it is gone.
///
/// # Errors
/// What the provider answered instead; the next look is set all the same.
pub(super) async fn check(app: &App, known: Known) -> Result<(), Error> {
    let is_voided = known.envelope.status() == EnvelopeStatus::Voided;
    if is_voided && corrections::is_intended(app, known.envelope.id()).await? {
        return see_gone(app, known).await;
    }
    let trouble = take_back(&known).await;
    rest_after(app, known.row, &known.envelope, trouble).await
}

/// A request that is over here should be over at its provider as well. Where somebody has signed this part of it, it is left
/// there: taking it back may destroy what they signed. Gives what went wrong; the request is over here all the same.
pub(super) async fn take_back(known: &Known) -> Option<String> {
    let dispatch = known.dispatch().ok()?;
    let is_of_it = |id: &RecipientId| dispatch.groups.iter().flatten().any(|person| person.id == *id);
    let has_signed = |event: &AuditEvent| matches!(&event.kind, AuditEventKind::Signed { recipient, .. } if is_of_it(recipient));
    let has_signatures = known.envelope.events().iter().any(has_signed);
    if has_signatures || !known.provider.capability().void {
        return None;
    }
    let sent = known.sent().ok().flatten()?;
    known.provider.void(&sent, "expired").await.err().map(|error| error.to_string())
}

/// How a dispatch stands, by its provider. One that it no longer knows after it was asked to take it back is taken back: that is
/// the answer that was lost.
///
/// # Errors
/// What the provider answered instead.
pub(super) async fn progress(known: &Known, sent: &SentDispatch<'_>) -> Result<Progress, ProviderError> {
    let answer = known.provider.progress(sent).await;
    match (answer, taking_back::asked_back(&known.row)) {
        (Err(error), Some(reason)) if error.kind() == ErrorKind::NotFound => Ok(Progress {
            state: Some(RemoteState::Voided),
            reason: Some(reason.to_owned()),
            ..Progress::default()
        }),
        (answer, _) => answer,
    }
}

/// Asks whether a dispatch is gone, and changes nothing there: as long as that is not known it counts as out.
async fn see_gone(app: &App, known: Known) -> Result<(), Error> {
    let capability = known.provider.capability();
    let sent = known.sent()?.filter(|_| capability.progress == ProgressSource::Polled);
    let Some(sent) = sent else {
        return write(app, known.row, |row| OutboxRow { next_check_at: None, ..row }).await.map(drop);
    };
    let (row, answer) = match progress(&known, &sent).await {
        Ok(progress) => (after(app, &known, &progress, false), Ok(())),
        Err(error) => {
            let quiet_checks = known.row.quiet_checks.saturating_add(1);
            let next_check_at = next_check(app, &known.envelope, capability, quiet_checks);
            let trouble = Some(error.to_string());
            let row = OutboxRow { quiet_checks, next_check_at, trouble, ..known.row.clone() };
            (row, Err(translate::provider(&known.account.name, &error)))
        }
    };
    drop(sent);
    // The time to sign may be over: then the clock has nothing to say any more.
    let next_check_at = row.next_check_at.map(|at| at.max(later(app.now(), SEND_AGAIN)));
    write(app, known.row, |_| OutboxRow { next_check_at, ..row }).await?;
    answer
}

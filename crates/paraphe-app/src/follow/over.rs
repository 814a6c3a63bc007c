//! Dispatches of an envelope that is over here: at the provider they shall be over as well.

use paraphe_envelope::{AuditEvent, AuditEventKind, EnvelopeStatus, RecipientId};
use paraphe_history::OutboxRow;
use paraphe_providers::{
    Error as ProviderError, ErrorKind, Progress, ProgressSource, RemoteState, SentDispatch,
};

use super::schedule::{SEND_AGAIN, later, next_check, wait_to_send};
use super::{after, rest_after, write};
use crate::outbox::Known;
use crate::{App, Error, corrections, taking_back, translate};

/// The reason a provider is given.
const EXPIRED: &str = "expired";

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
    match take_back(&known).await {
        Ok(()) => rest_after(app, known.row, &known.envelope, None).await,
        Err(error) if is_perhaps_out(&error) => {
            write(app, known.row, |row| try_again(app, row, &error)).await?;
            let asked = (known.envelope.id(), "error-void-uncertain");
            Err(translate::provider_of(&known.account.name, &error, asked))
        }
        Err(error) => rest_after(app, known.row, &known.envelope, Some(error.to_string())).await,
    }
}

/// Whether somebody may still be able to sign what was not taken back.
pub(super) fn is_perhaps_out(error: &ProviderError) -> bool {
    !matches!(error.kind(), ErrorKind::Ended | ErrorKind::NotFound | ErrorKind::Unsupported)
}

/// A dispatch that is still out though its envelope is over: it is taken back later.
pub(super) fn try_again(app: &App, mut row: OutboxRow, error: &ProviderError) -> OutboxRow {
    taking_back::note_asked(&mut row, EXPIRED);
    OutboxRow {
        next_check_at: Some(later(app.now(), wait_to_send(error, row.quiet_checks))),
        quiet_checks: row.quiet_checks.saturating_add(1),
        trouble: Some(error.to_string()),
        ..row
    }
}

/// A request that is over here should be over at its provider as well. Where somebody has signed this part of it, it is left
/// there: taking it back may destroy what they signed.
///
/// # Errors
/// What the provider answered instead; the request is over here all the same.
pub(super) async fn take_back(known: &Known) -> Result<(), ProviderError> {
    let Ok(dispatch) = known.dispatch() else { return Ok(()) };
    let is_of_it = |id: &RecipientId| dispatch.groups.iter().flatten().any(|person| person.id == *id);
    let has_signed = |event: &AuditEvent| matches!(&event.kind, AuditEventKind::Signed { recipient, .. } if is_of_it(recipient));
    let has_signatures = known.envelope.events().iter().any(has_signed);
    if has_signatures || !known.provider.capability().void {
        return Ok(());
    }
    match known.sent() {
        Ok(Some(sent)) => known.provider.void(&sent, EXPIRED).await,
        Ok(None) | Err(_) => Ok(()),
    }
}

/// How a dispatch stands, by its provider. One that it has said to have taken back is not asked about again: the program ended
/// before that was written down with the envelope. One that it no longer knows after it was asked to take it back is taken back:
/// that is the answer that was lost.
///
/// # Errors
/// What the provider answered instead.
pub(super) async fn progress(known: &Known, sent: &SentDispatch<'_>) -> Result<Progress, ProviderError> {
    let reason = taking_back::asked_back(&known.row);
    let taken_back = || Progress {
        state: Some(RemoteState::Voided),
        reason: reason.map(str::to_owned),
        ..Progress::default()
    };
    if taking_back::is_confirmed(&known.row) {
        return Ok(taken_back());
    }
    match known.provider.progress(sent).await {
        Err(error) if reason.is_some() && error.kind() == ErrorKind::NotFound => Ok(taken_back()),
        answer => answer,
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

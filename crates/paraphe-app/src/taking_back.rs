//! Taking back what is out: at the provider first, then here.

use std::convert::Infallible;
use std::time::Duration;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId, EnvelopeStatus, Timestamp};
use paraphe_history::{DispatchChange, DispatchKey, DispatchState, OutboxRow};
use paraphe_providers::{Error as ProviderError, ErrorKind, ProgressSource, ProviderId, RemoteState, Retry};

use crate::commands::dispatches;
use crate::lease::Lease;
use crate::outbox::{self, Known};
use crate::schema::EnvelopeAction;
use crate::{App, Code, Error, actions, blocking, follow, lease, translate};

/// Nobody must be sending an envelope while it is taken back.
///
/// # Errors
/// `refused` while somebody is.
pub(crate) async fn hold(app: &App, id: &EnvelopeId) -> Result<Lease, Error> {
    let taken = lease::take(app, id).await?;
    taken.ok_or_else(|| Error::new(Code::Refused, "error-envelope-busy").with("envelope", id))
}

/// Refuses what cannot be taken back. Looked at under the lease: a sending that ended a moment ago may have left a doubt.
///
/// # Errors
/// `uncertain` for what may or may not be there: it is settled first. `refused` for what is over.
pub(crate) async fn refuse(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    refuse_doubt(app, id).await?;
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || actions::refuse_what_is_over(&app, &id, EnvelopeAction::Void)).await
}

/// Refuses what is nowhere but here: nobody's word is needed about it.
///
/// # Errors
/// `action-reason-void-instead`.
pub(crate) async fn refuse_unsent(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let is_elsewhere = |row: &OutboxRow| row.provider != ProviderId::Local.as_str() && is_perhaps_there(row);
    if dispatches(app, id).await?.iter().any(is_elsewhere) {
        return Ok(());
    }
    Err(Error::new(Code::Refused, "action-reason-void-instead").with("envelope", id))
}

/// Refuses what has left, or may have; of the rest nothing half made stays.
///
/// # Errors
/// `action-reason-sent`.
pub(crate) async fn refuse_sent(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let rows = dispatches(app, id).await?;
    if rows.iter().all(|row| row.state == DispatchState::Pending) {
        match clear(app, &rows).await {
            Err(error) if error.code == Code::Uncertain => {}
            cleared => return cleared.map(drop),
        }
    }
    Err(Error::new(Code::Refused, "action-reason-sent").with("envelope", id))
}

/// Refuses what may or may not have left.
///
/// # Errors
/// `uncertain`: it is settled first.
pub(crate) async fn refuse_doubt(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    match dispatches(app, id).await?.iter().find(|row| is_in_doubt(row)) {
        Some(row) => {
            Err(Error::new(Code::Uncertain, "error-sending-uncertain").with("account", &row.account))
        }
        None => Ok(()),
    }
}

/// Whether a dispatch may have left; one that was cut in a step reads as one that waits until it is looked after.
pub(crate) fn is_in_doubt(row: &OutboxRow) -> bool {
    match row.state {
        DispatchState::Uncertain => true,
        DispatchState::Pending => row.steps.iter().any(|(_, answer)| answer.is_none()),
        DispatchState::Accepted | DispatchState::Done | DispatchState::Refused => false,
    }
}

/// A step of a dispatch: the provider has confirmed that it is taken back. Not every service tells afterwards.
const TAKEN_BACK: &str = "taken.back";

/// A step of a dispatch: the provider was asked to take it back, for this reason. Written down before it is asked: what it no
/// longer knows afterwards is gone because of that, whether or not its answer came.
const ASKED_BACK: &str = "taken.back.asked";

/// For which reason the provider was asked to take a dispatch back; none where it was not, or is known not to have done it.
pub(crate) fn asked_back(row: &OutboxRow) -> Option<&str> {
    row.steps.iter().find(|(name, _)| name == ASKED_BACK).and_then(|(_, reason)| reason.as_deref())
}

/// Whether a dispatch was to be taken back, and nobody knows whether it was.
pub(crate) fn is_perhaps_gone(row: &OutboxRow) -> bool {
    row.state == DispatchState::Accepted && asked_back(row).is_some() && !is_confirmed(row)
}

/// Notes that the provider was asked to take a dispatch back.
pub(crate) fn note_asked(row: &mut OutboxRow, reason: &str) {
    row.steps.retain(|(name, _)| name != ASKED_BACK);
    row.steps.push((ASKED_BACK.to_owned(), Some(reason.to_owned())));
}

/// A step of a dispatch: a person said that it is gone at the provider. Who had signed before, nobody has said.
const SAID_GONE: &str = "gone.said";

/// Whether a dispatch ended by a person's word alone.
pub(crate) fn is_said_gone(row: &OutboxRow) -> bool {
    row.steps.iter().any(|(name, _)| name == SAID_GONE)
}

/// A step of a dispatch: asked how it stands, its provider gave an answer that will be the same tomorrow.
const REFUSED: &str = "look.refused";

/// Notes what a look that showed nothing says of the next: that a service is out of order for a while says nothing.
pub(crate) fn note_refusal(row: &mut OutboxRow, error: Option<&ProviderError>) {
    row.steps.retain(|(name, _)| name != REFUSED);
    if let Some(error) = error.filter(|error| error.retry() != Retry::Later) {
        row.steps.push((REFUSED.to_owned(), Some(format!("{:?}", error.kind()))));
    }
}

/// Whether looking has no meaning any more, as far as the last look showed.
pub(crate) fn is_refused(row: &OutboxRow) -> bool {
    row.steps.iter().any(|(name, _)| name == REFUSED)
}

/// Whether the provider has confirmed that it took a dispatch back.
pub(crate) fn is_confirmed(row: &OutboxRow) -> bool {
    row.steps.iter().any(|(name, _)| name == TAKEN_BACK)
}

/// Whether the provider may still have a dispatch: it took it, and is not known to have ended it.
pub(crate) fn is_perhaps_there(row: &OutboxRow) -> bool {
    if is_confirmed(row) {
        return false;
    }
    match row.state {
        DispatchState::Accepted => true,
        // Over here; what should have ended it there failed.
        DispatchState::Done => row.remote.is_some() && row.trouble.is_some(),
        DispatchState::Pending | DispatchState::Refused | DispatchState::Uncertain => false,
    }
}

/// Why an envelope was not taken back at its provider.
#[derive(Debug)]
pub(crate) struct NotTaken {
    pub(crate) error: Error,
    pub(crate) left: Left,
}

/// What is known of an envelope that was not taken back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Left {
    /// Part of it, or all, may be gone: a request left and no answer came.
    Perhaps,
    /// It is as it was.
    Untouched,
}

/// Takes back at the provider whatever of an envelope is there.
///
/// # Errors
/// The first dispatch that could not be taken back ends it.
pub(crate) async fn at_provider(app: &App, id: &EnvelopeId, reason: &str) -> Result<(), NotTaken> {
    let untouched = |error| NotTaken { error, left: Left::Untouched };
    let rows = dispatches(app, id).await.map_err(untouched)?;
    clear(app, &rows).await.map_err(untouched)?;
    let mut left = Left::Untouched;
    for row in rows.iter().filter(|row| is_perhaps_there(row)) {
        one(app, row, reason).await.map_err(|failed| NotTaken {
            left: if failed.left == Left::Perhaps { Left::Perhaps } else { left },
            ..failed
        })?;
        left = Left::Perhaps;
    }
    Ok(())
}

/// Throws away what was half made of what has not left.
///
/// # Errors
/// `uncertain` where people may have been asked: that is settled first.
pub(crate) async fn clear(app: &App, rows: &[OutboxRow]) -> Result<(), Error> {
    for row in rows.iter().filter(|row| row.state == DispatchState::Pending && !row.steps.is_empty()) {
        if !outbox::clear(app, row.key()).await? {
            return Err(Error::new(Code::Uncertain, "error-sending-uncertain").with("account", &row.account));
        }
    }
    Ok(())
}

async fn one(app: &App, row: &OutboxRow, reason: &str) -> Result<(), NotTaken> {
    let untouched = |error| NotTaken { error, left: Left::Untouched };
    let Some(known) = Known::read(app, row.key()).await.map_err(untouched)? else { return Ok(()) };
    let Some(sent) = known.sent().map_err(untouched)? else { return Ok(()) };
    let was_asked = asked_back(&known.row).is_some();
    note(app, row.key(), ASKED_BACK, Some(reason.to_owned())).await.map_err(untouched)?;
    if let Err(error) = known.provider.void(&sent, reason).await
        // Gone after an earlier try whose answer was lost.
        && !(was_asked && error.kind() == ErrorKind::NotFound)
    {
        let left = if error.retry() == Retry::AfterCheck { Left::Perhaps } else { Left::Untouched };
        if left == Left::Untouched && !was_asked {
            note(app, row.key(), ASKED_BACK, None).await.map_err(untouched)?;
        }
        let account = &known.account.name;
        if error.kind() == ErrorKind::Unsupported {
            let refusal = Error::new(Code::Refused, "action-reason-no-void");
            return Err(untouched(refusal.with("account", account).with("envelope", known.envelope.id())));
        }
        let error = translate::provider_of(account, &error, (known.envelope.id(), "error-void-uncertain"));
        return Err(NotTaken { error, left });
    }
    confirm(app, row.key()).await.map_err(|error| NotTaken { error, left: Left::Perhaps })
}

/// Writes down that the provider has taken a dispatch back: whatever stops the program, it is not asked for again.
///
/// # Errors
/// The history cannot be written.
pub(crate) async fn confirm(app: &App, key: DispatchKey) -> Result<(), Error> {
    note(app, key, TAKEN_BACK, Some(app.now().to_rfc3339())).await
}

/// Writes a step of a dispatch down, or takes it out.
async fn note(app: &App, key: DispatchKey, step: &'static str, value: Option<String>) -> Result<(), Error> {
    let app = app.clone();
    blocking::brief(move || {
        let decide = |_: &Envelope, rows: &[OutboxRow]| -> Result<DispatchChange, Infallible> {
            let mut rows = rows.to_vec();
            rows.retain(|row| row.dispatch == key.dispatch);
            for row in &mut rows {
                row.steps.retain(|(name, _)| name != step);
                row.steps.extend(value.clone().map(|value| (step.to_owned(), Some(value))));
            }
            Ok(DispatchChange { rows, events: Vec::new() })
        };
        let Ok(_) = app.history().change_dispatches(&key.envelope, decide).map_err(translate::history)?;
        Ok(())
    })
    .await
}

/// Asks the provider how what is out stands. That it cannot be asked is no error: then nothing is known.
///
/// # Errors
/// The history cannot be read.
pub(crate) async fn look(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    for row in dispatches(app, id).await?.iter().filter(|row| row.state == DispatchState::Accepted) {
        if let Err(error) = follow::look_after(app, row.key()).await {
            tracing::debug!(code = ?error.code, message = error.message, "a request that was to be taken back");
        }
    }
    Ok(())
}

/// A person has looked: of an envelope nothing can be signed at its provider any more. Where that can be asked it is: its word
/// is better.
///
/// # Errors
/// `refused` where it is still there; why it cannot be asked just now; the history cannot be read or written.
pub(crate) async fn believe_gone(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    for row in dispatches(app, id).await?.iter().filter(|row| is_perhaps_there(row)) {
        // Neither an account that is gone nor a service that answers nobody any more keeps a request open for ever.
        let Ok(Some(known)) = Known::read(app, row.key()).await else { continue };
        let is_asked = known.provider.capability().progress == ProgressSource::Polled;
        let Some(sent) = known.sent()?.filter(|_| is_asked) else { continue };
        let progress = match known.provider.progress(&sent).await {
            Ok(progress) => progress,
            // Out of order for a while: the next try may say more than a person saw.
            Err(error) if error.retry() == Retry::Later && was_heard_lately(&known.row, app.now()) => {
                return Err(translate::provider(&known.account.name, &error).with("envelope", id));
            }
            Err(_) => continue,
        };
        match progress.state {
            Some(RemoteState::InProgress | RemoteState::Sent) => {
                return Err(Error::new(Code::Refused, "error-gone-is-there")
                    .with("account", &known.account.name)
                    .with("envelope", id));
            }
            Some(
                RemoteState::Completed
                | RemoteState::Declined
                | RemoteState::Expired
                | RemoteState::Failed
                | RemoteState::Voided,
            ) => {
                drop(sent);
                follow::take_in(app, row.key(), progress).await?;
            }
            // Nobody was asked, or its word is not known.
            Some(RemoteState::NotLaunched) | None => {}
        }
    }
    for row in dispatches(app, id).await?.iter().filter(|row| is_perhaps_there(row)) {
        note(app, row.key(), SAID_GONE, Some(app.now().to_rfc3339())).await?;
    }
    Ok(())
}

/// Whether a provider has said within a day how a dispatch stands.
pub(crate) fn was_heard_lately(row: &OutboxRow, now: Timestamp) -> bool {
    row.checked_at.is_some_and(|at| follow::later(at, A_DAY) > now)
}

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Nothing of an envelope that is over here is looked after at its provider any more.
///
/// # Errors
/// `refused` where nothing of it is out; the history cannot be written.
pub(crate) fn let_go(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let now = app.now();
    let decide = |_: &Envelope, rows: &[OutboxRow]| -> Result<DispatchChange, Infallible> {
        let is_out = |row: &&OutboxRow| row.state == DispatchState::Accepted;
        Ok(DispatchChange {
            rows: rows.iter().filter(is_out).map(|row| ended(row, now)).collect(),
            events: Vec::new(),
        })
    };
    let Ok(_) = app.history().change_dispatches(id, decide).map_err(translate::history)?;
    Ok(())
}

fn ended(row: &OutboxRow, now: Timestamp) -> OutboxRow {
    OutboxRow {
        state: DispatchState::Done,
        next_check_at: None,
        changed_at: now,
        trouble: None,
        ..row.clone()
    }
}

/// An envelope that came to another end before it was taken back.
#[derive(Debug)]
pub(crate) struct Ended;

/// What is written down of an envelope that was taken back: nothing of it is followed or sent any more.
///
/// # Errors
/// [`Ended`]: what everybody has signed, what somebody refused, what is too late, is not taken back.
pub(crate) fn taken(
    envelope: &Envelope,
    rows: &[OutboxRow],
    reason: &str,
    now: Timestamp,
) -> Result<DispatchChange, Ended> {
    let is_open = |row: &&OutboxRow| match row.state {
        DispatchState::Accepted | DispatchState::Pending | DispatchState::Uncertain => true,
        DispatchState::Done => is_perhaps_there(row),
        DispatchState::Refused => false,
    };
    let event = AuditEvent { at: now, kind: AuditEventKind::Voided { reason: reason.to_owned() } };
    let events = match envelope.status() {
        // It was heard of meanwhile.
        EnvelopeStatus::Voided => Vec::new(),
        EnvelopeStatus::Completed
        | EnvelopeStatus::Declined
        | EnvelopeStatus::Expired
        | EnvelopeStatus::Failed => return Err(Ended),
        EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain => vec![event],
    };
    Ok(DispatchChange { rows: rows.iter().filter(is_open).map(|row| ended(row, now)).collect(), events })
}

/// Writes down that an envelope was taken back.
///
/// # Errors
/// `refused` where it came to another end; the history cannot be written.
pub(crate) fn record(app: &App, id: &EnvelopeId, reason: &str) -> Result<(), Error> {
    let now = app.now();
    let decide = |envelope: &Envelope, rows: &[OutboxRow]| taken(envelope, rows, reason, now);
    let written = app.history().change_dispatches(id, decide).map_err(translate::history)?;
    match written {
        Ok(_) => Ok(()),
        Err(Ended) => Err(actions::refusal(app, id, EnvelopeAction::Void)?),
    }
}

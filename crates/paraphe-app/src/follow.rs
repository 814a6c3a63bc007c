//! Following dispatches up: what a provider reports becomes events, what is ready is fetched, the next turn begins, and
//! the time of the next look is set.
//!
//! Invariants: a final state stays final; a word nobody knows changes nothing; people's events are recorded in the order
//! of the envelope's turns; an envelope is completed when its results are here, not before.

mod report;
mod schedule;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeStatus, Timestamp};
use paraphe_history::{DispatchKey, DispatchState, Keeping, OutboxRow};
use paraphe_providers::{Error as ProviderError, ErrorKind, Expiry, Progress, ProgressSource, RemoteState};

use self::report::new_events;
use self::schedule::{
    EXPIRING, FIRST_CHECK, LONGEST_PAUSE, LONGEST_WAIT, SEND_AGAIN, SEND_AGAIN_AT_MOST, next_check, pace,
};
pub(crate) use self::schedule::{first_check, later, pause_to_send, wait_to_send};
use crate::outbox::{self, Known};
use crate::{App, Error, blocking, notification, results, translate};

/// How often a provider is asked about a sending in doubt before only a person can help.
const QUESTIONS: u32 = 8;

/// Nothing more to do for a dispatch whose envelope has come to an end. One that never left stays as it is where it can be
/// sent again.
pub(crate) async fn rest(app: &App, row: OutboxRow, envelope: &Envelope) -> Result<(), Error> {
    let can_go_again = envelope.status() == EnvelopeStatus::Failed;
    let state = if can_go_again { row.state } else { DispatchState::Done };
    write(app, OutboxRow { state, next_check_at: None, ..row }, Keeping::Check).await
}

/// Still in doubt: ask again later, and at some point leave it to a person.
pub(crate) async fn wait_in_doubt(app: &App, row: OutboxRow, trouble: Option<String>) -> Result<(), Error> {
    let asked = row.quiet_checks.saturating_add(1);
    let wait = SEND_AGAIN.saturating_mul(1 << asked.min(10)).min(LONGEST_PAUSE);
    let next_check_at = (asked < QUESTIONS).then(|| later(app.now(), wait));
    let trouble = trouble.or_else(|| row.trouble.clone());
    write(app, OutboxRow { next_check_at, quiet_checks: asked, trouble, ..row }, Keeping::Check).await
}

async fn write(app: &App, row: OutboxRow, how: Keeping) -> Result<(), Error> {
    let app = app.clone();
    blocking::run(move || app.history().update_dispatch(&row, how).map_err(translate::history)).await
}

/// Whether a look changed anything a person would see.
pub(crate) async fn is_changed(app: &App, before: &OutboxRow) -> bool {
    let (app, key) = (app.clone(), outbox::key_of(before));
    let read = blocking::run(move || app.history().dispatch(&key).map_err(translate::history));
    let same = |row: &OutboxRow| {
        (row.state, &row.remote, &row.links, &row.trouble)
            == (before.state, &before.remote, &before.links, &before.trouble)
            && row.quiet_checks > 0
    };
    !read.await.ok().flatten().is_some_and(|row| same(&row))
}

/// Looks after one dispatch, whatever it needs: to leave, to be asked about, to be followed.
///
/// # Errors
/// What went wrong, after it has been written down with the dispatch.
pub(crate) async fn look_after(app: &App, key: DispatchKey) -> Result<(), Error> {
    let row = {
        let (app, key) = (app.clone(), key.clone());
        blocking::run(move || app.history().dispatch(&key).map_err(translate::history)).await?
    };
    let Some(row) = row else { return Ok(()) };
    match row.state {
        DispatchState::Pending => outbox::deliver(app, key).await,
        DispatchState::Uncertain => outbox::ask(app, key).await,
        DispatchState::Accepted => check(app, key).await,
        DispatchState::Done | DispatchState::Refused => {
            write(app, OutboxRow { next_check_at: None, ..row }, Keeping::Check).await
        }
    }
}

/// A dispatch that failed without having been given a new time (its account is gone, the disk is full) does not come up at
/// every tick.
pub(crate) async fn postpone(app: &App, before: &OutboxRow) {
    let (app, before) = (app.clone(), before.clone());
    let postponed = blocking::run(move || {
        let mut history = app.history();
        let now = history.dispatch(&outbox::key_of(&before)).map_err(translate::history)?;
        let Some(row) = now.filter(|row| row.next_check_at == before.next_check_at) else { return Ok(()) };
        let next_check_at = Some(later(app.now(), SEND_AGAIN_AT_MOST));
        history
            .update_dispatch(&OutboxRow { next_check_at, ..row }, Keeping::Check)
            .map_err(translate::history)
    });
    // A history that cannot be written now is written at the next tick.
    let _ = postponed.await;
}

/// Asks the provider how far a dispatch is, and records what is new.
///
/// # Errors
/// What the provider answered instead; the next look is set all the same.
pub(crate) async fn check(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(known) = Known::read(app, key.clone()).await? else { return Ok(()) };
    if known.row.state != DispatchState::Accepted {
        return Ok(());
    }
    if known.envelope.status().is_final() {
        // Another dispatch, or the sender, ended it: at the provider it shall be over as well.
        let trouble = take_back(&known).await;
        let row = OutboxRow { trouble, ..known.row.clone() };
        return rest(app, row, &known.envelope).await;
    }
    let has_deadline = known.envelope.options().expires_at.is_some();
    if known.provider.capability().progress == ProgressSource::Polled {
        let Some(sent) = known.sent()? else { return Ok(()) };
        // Asked before the clock has its say: who signed in time has signed in time.
        match known.provider.progress(&sent).await {
            Ok(progress) => take_in(app, key.clone(), progress).await?,
            Err(error) => {
                drop(sent);
                return failed(app, known, &error).await;
            }
        }
    } else {
        let next_check_at = next_check(app, &known.envelope, known.provider.capability(), 0);
        write(app, OutboxRow { next_check_at, ..known.row }, Keeping::Check).await?;
    }
    if !has_deadline {
        return Ok(());
    }
    match Known::read(app, key).await? {
        Some(known) if known.row.state == DispatchState::Accepted => expire_here(app, &known).await,
        Some(_) | None => Ok(()),
    }
}

/// The look showed nothing: it is written down, and tried again later.
async fn failed(app: &App, known: Known, error: &ProviderError) -> Result<(), Error> {
    let quiet_checks = known.row.quiet_checks.saturating_add(1);
    let usual = next_check(app, &known.envelope, known.provider.capability(), quiet_checks);
    let asked = error.retry_after().map(|wait| later(app.now(), wait.min(LONGEST_WAIT)));
    let row = OutboxRow {
        next_check_at: asked.max(usual),
        quiet_checks,
        trouble: Some(error.to_string()),
        ..known.row
    };
    write(app, row, Keeping::Check).await?;
    Err(translate::provider(&known.account.name, error))
}

/// The end of the time to sign, where the provider has none: nobody is shown a link any more.
async fn expire_here(app: &App, known: &Known) -> Result<(), Error> {
    let end = known.envelope.options().expires_at;
    let is_kept_here = known.provider.capability().expiry == Expiry::KeptHere;
    let now = app.now();
    warn_of_the_end(app, known, now).await?;
    if !is_kept_here || end.is_none_or(|end| end > now) || known.envelope.status().is_final() {
        return Ok(());
    }
    let trouble = take_back(known).await;
    let state = DispatchState::Done;
    let row = OutboxRow { state, next_check_at: None, changed_at: now, trouble, ..known.row.clone() };
    let event = AuditEvent { at: now, kind: AuditEventKind::Expired };
    let after = record(app, vec![row], vec![event]).await?;
    notification::ended(app, &after);
    Ok(())
}

/// A request that is over here should be over at its provider as well. Where somebody has signed it is left there: taking
/// it back may destroy what they signed. Gives what went wrong; the request is over here all the same.
async fn take_back(known: &Known) -> Option<String> {
    let has_signatures =
        known.envelope.events().iter().any(|event| matches!(event.kind, AuditEventKind::Signed { .. }));
    if has_signatures || !known.provider.capability().void {
        return None;
    }
    let sent = known.sent().ok().flatten()?;
    known.provider.void(&sent, "expired").await.err().map(|error| error.to_string())
}

/// Told once, a day before the end.
async fn warn_of_the_end(app: &App, known: &Known, now: Timestamp) -> Result<(), Error> {
    const TOLD: &str = "told.expiring";
    let Some(end) = known.envelope.options().expires_at else { return Ok(()) };
    let is_near = later(now, EXPIRING) >= end && now < end;
    if !is_near || known.envelope.status().is_final() || known.row.steps.iter().any(|(name, _)| name == TOLD)
    {
        return Ok(());
    }
    let mut row = known.row.clone();
    row.steps.push((TOLD.to_owned(), Some(now.to_rfc3339())));
    write(app, row, Keeping::Check).await?;
    notification::expiring(app, &known.envelope);
    Ok(())
}

/// Takes what a provider reports of a dispatch: by asking, or by a notice.
///
/// # Errors
/// A result that is ready cannot be fetched (it is tried again), or the history cannot be written.
pub(crate) async fn take_in(app: &App, key: DispatchKey, progress: Progress) -> Result<(), Error> {
    let Some(known) = Known::read(app, key.clone()).await? else { return Ok(()) };
    let events = new_events(app, &known, &progress)?;
    let is_new = !events.is_empty() || tells_more(&known.row, &progress);
    let row = after(app, &known, &progress, is_new);
    if !is_new && row.state == known.row.state && progress.state != Some(RemoteState::Completed) {
        // Nothing that a power cut could take: the provider would be asked once more.
        return write(app, row, Keeping::Check).await;
    }
    let before = known.envelope.clone();
    let envelope = record(app, vec![row], events.clone()).await?;
    for event in &events {
        notification::happened(app, &before, &envelope, &event.kind);
    }
    if progress.state == Some(RemoteState::Completed) && !envelope.status().is_final() {
        return finish(app, key).await;
    }
    if envelope.status().is_final() {
        notification::ended(app, &envelope);
    }
    Ok(())
}

/// Whether a report holds a link or something to remember that is not kept yet.
fn tells_more(row: &OutboxRow, progress: &Progress) -> bool {
    let has_step = |(name, value): &(String, String)| {
        row.steps.iter().any(|(known, kept)| known == name && kept.as_ref() == Some(value))
    };
    !progress.links.iter().all(|link| row.links.contains(link)) || !progress.remember.iter().all(has_step)
}

/// The dispatch as it stands after a report.
fn after(app: &App, known: &Known, progress: &Progress, is_new: bool) -> OutboxRow {
    let now = app.now();
    let mut row = known.row.clone();
    row.quiet_checks = if is_new { 0 } else { row.quiet_checks.saturating_add(1) };
    row.checked_at = Some(now);
    row.trouble = None;
    for (recipient, link) in &progress.links {
        row.links.retain(|(known, _)| known != recipient);
        row.links.push((recipient.clone(), link.clone()));
    }
    outbox::change_steps(&mut row, |steps| {
        for (name, value) in &progress.remember {
            paraphe_providers::finish(steps, name, value);
        }
    });
    let ended = progress.state.is_some_and(|state| match state {
        RemoteState::Declined | RemoteState::Expired | RemoteState::Failed | RemoteState::Voided => true,
        RemoteState::Completed | RemoteState::InProgress | RemoteState::NotLaunched | RemoteState::Sent => {
            false
        }
    });
    if ended {
        (row.state, row.changed_at) = (DispatchState::Done, now);
    }
    row.next_check_at = if ended {
        None
    } else {
        next_check(app, &known.envelope, known.provider.capability(), row.quiet_checks)
    };
    row
}

/// Everybody of a dispatch has done their part: its results are fetched, then the next turn begins or all is completed.
async fn finish(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(known) = Known::read(app, key.clone()).await? else { return Ok(()) };
    match results::fetch(app, &known).await {
        Ok(()) => close(app, key).await,
        Err((error, kind)) => {
            // Some services have the results a moment later; some never hand them out, and a person brings the file.
            let wait = if kind == Some(ErrorKind::NotReady) { FIRST_CHECK } else { SEND_AGAIN_AT_MOST };
            let next_check_at = Some(later(app.now(), pace(app, wait)));
            write(
                app,
                OutboxRow { next_check_at, trouble: Some(error.to_string()), ..known.row },
                Keeping::Check,
            )
            .await?;
            if kind == Some(ErrorKind::NotReady) { Ok(()) } else { Err(error) }
        }
    }
}

/// A dispatch whose results are here is done. When all of its turn are, the next turn is due; after the last one the
/// envelope is completed.
///
/// # Errors
/// The history cannot be read or written, or the next turn is refused.
pub(crate) async fn close(app: &App, key: DispatchKey) -> Result<(), Error> {
    let (envelope, due) = {
        let app = app.clone();
        blocking::run(move || mark_done(&app, &key)).await?
    };
    if envelope.status().is_final() {
        notification::ended(app, &envelope);
    }
    for key in due {
        outbox::deliver(app, key).await?;
    }
    Ok(())
}

/// Gives the envelope as it then stands, and the dispatches that are due now.
fn mark_done(app: &App, key: &DispatchKey) -> Result<(Envelope, Vec<DispatchKey>), Error> {
    let now = app.now();
    let mut history = app.history();
    let mut rows = history.dispatches(&key.envelope).map_err(translate::history)?;
    let envelope = history.envelope(&key.envelope).map_err(translate::history)?;
    let mut changed = Vec::new();
    for row in rows.iter_mut().filter(|row| row.dispatch == key.dispatch) {
        *row = OutboxRow {
            state: DispatchState::Done,
            next_check_at: None,
            changed_at: now,
            trouble: None,
            ..row.clone()
        };
        changed.push(row.clone());
    }
    let turn = rows.iter().filter(|row| row.state != DispatchState::Done).map(|row| row.turn).min();
    let mut due = Vec::new();
    for row in rows.iter().filter(|row| Some(row.turn) == turn && row.state == DispatchState::Pending) {
        changed.push(OutboxRow { next_check_at: Some(now), ..row.clone() });
        due.push(outbox::key_of(row));
    }
    let completed = AuditEvent { at: now, kind: AuditEventKind::Completed };
    let is_over = turn.is_none() && envelope.clone().apply(completed.clone()).is_ok();
    let events = if is_over { vec![completed] } else { Vec::new() };
    let after = history.record_dispatches(&key.envelope, &changed, &events).map_err(translate::history)?;
    Ok((after, due))
}

async fn record(app: &App, rows: Vec<OutboxRow>, events: Vec<AuditEvent>) -> Result<Envelope, Error> {
    let app = app.clone();
    blocking::run(move || {
        let Some(first) = rows.first() else { return Err(Error::internal("nothing to record")) };
        let id = first.envelope.clone();
        app.history().record_dispatches(&id, &rows, &events).map_err(translate::history)
    })
    .await
}

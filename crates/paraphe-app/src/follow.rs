//! Following dispatches up: what a provider reports becomes events, what is ready is fetched, the next turn begins, and
//! the time of the next look is set.
//!
//! Invariants: a final state stays final; a word nobody knows changes nothing; people's events are recorded in the order
//! of the envelope's turns; an envelope is completed when its results are here, not before.

mod accompany;
mod closing;
mod deadline;
mod over;
mod report;
mod schedule;

use paraphe_envelope::{AuditEvent, Envelope, EnvelopeStatus};
use paraphe_history::{
    DispatchChange, DispatchKey, DispatchState, History, HistoryError, Keeping, OutboxRow,
};
use paraphe_providers::{Error as ProviderError, ErrorKind, Progress, ProgressSource, RemoteState};

pub(crate) use self::closing::{Brought, close_with};
pub(crate) use self::deadline::{InTime, in_time, too_late, wait_for_the_clock};
use self::report::new_events;
use self::schedule::{
    FIRST_CHECK, LONGEST_PAUSE, LONGEST_WAIT, SEND_AGAIN, SEND_AGAIN_AT_MOST, next_check, pace,
};
pub(crate) use self::schedule::{first_check, later, misdated, pause_to_send, wait_to_send};
use crate::outbox::{self, Known};
use crate::{App, Error, balances, blocking, notification, results, taking_back, translate};

/// How often a provider is asked about a sending in doubt before only a person can help.
const QUESTIONS: u32 = 8;

/// Nothing more to do for a dispatch whose envelope has come to an end. One that never left stays as it is where it can be
/// sent again.
pub(crate) async fn rest(app: &App, row: OutboxRow, envelope: &Envelope) -> Result<(), Error> {
    let trouble = row.trouble.clone();
    rest_after(app, row, envelope, trouble).await
}

async fn rest_after(
    app: &App,
    row: OutboxRow,
    envelope: &Envelope,
    trouble: Option<String>,
) -> Result<(), Error> {
    let can_go_again = envelope.status() == EnvelopeStatus::Failed;
    let state = if can_go_again { row.state } else { DispatchState::Done };
    write(app, row, |row| OutboxRow { state, next_check_at: None, trouble, ..row }).await.map(drop)
}

/// What may not leave now is looked at again in a while.
pub(crate) async fn wait(app: &App, row: OutboxRow) -> Result<(), Error> {
    let next_check_at = Some(later(app.now(), SEND_AGAIN));
    write(app, row, |row| OutboxRow { next_check_at, ..row }).await.map(drop)
}

/// Still in doubt: ask again later, and at some point leave it to a person.
pub(crate) async fn wait_in_doubt(app: &App, row: OutboxRow, trouble: Option<String>) -> Result<(), Error> {
    let asked = row.quiet_checks.saturating_add(1);
    let wait = SEND_AGAIN.saturating_mul(1 << asked.min(10)).min(LONGEST_PAUSE);
    let next_check_at = (asked < QUESTIONS).then(|| later(app.now(), wait));
    let change = |row: OutboxRow| {
        let trouble = trouble.or_else(|| row.trouble.clone());
        OutboxRow { next_check_at, quiet_checks: asked, trouble, ..row }
    };
    write(app, row, change).await.map(drop)
}

/// Nobody could be asked about what is in doubt: that is no answer, and does not count as one.
pub(crate) async fn wait_to_ask(app: &App, row: OutboxRow, error: &ProviderError) -> Result<(), Error> {
    let next_check_at = Some(later(app.now(), wait_to_send(error, row.quiet_checks)));
    let (quiet_checks, trouble) = (row.quiet_checks.max(1), Some(error.to_string()));
    write(app, row, |row| OutboxRow { next_check_at, quiet_checks, trouble, ..row }).await.map(drop)
}

/// Writes what a look has shown, unless the dispatch is no longer what it was when it was read: whoever has written it
/// since knows more. Gives whether it was written.
async fn write(
    app: &App,
    was: OutboxRow,
    change: impl FnOnce(OutboxRow) -> OutboxRow,
) -> Result<bool, Error> {
    let (app, row) = (app.clone(), change(was.clone()));
    blocking::brief(move || keep(&mut app.history(), &was, &row)).await
}

fn keep(history: &mut History, was: &OutboxRow, row: &OutboxRow) -> Result<bool, Error> {
    match history.update_dispatch(was, row, Keeping::Check) {
        Ok(()) => Ok(true),
        Err(HistoryError::DispatchMoved(_)) => Ok(false),
        Err(error) => Err(translate::history(error)),
    }
}

/// Whether a look changed anything a person would see.
pub(crate) async fn is_changed(app: &App, before: &OutboxRow) -> bool {
    let (app, key) = (app.clone(), outbox::key_of(before));
    let read = blocking::brief(move || app.history().dispatch(&key).map_err(translate::history));
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
        blocking::brief(move || app.history().dispatch(&key).map_err(translate::history)).await?
    };
    match row {
        Some(row) => look_after_row(app, row).await,
        None => Ok(()),
    }
}

/// The same for one that was read a moment ago: whoever acts upon it reads it again.
///
/// # Errors
/// As [`look_after`].
pub(crate) async fn look_after_row(app: &App, row: OutboxRow) -> Result<(), Error> {
    let key = outbox::key_of(&row);
    match row.state {
        DispatchState::Pending => outbox::deliver(app, key).await,
        DispatchState::Uncertain => outbox::ask(app, key).await,
        DispatchState::Accepted => check(app, key).await,
        DispatchState::Done if results::missing(&row).is_some() => accompany::fetch(app, row).await,
        DispatchState::Done | DispatchState::Refused => {
            write(app, row, |row| OutboxRow { next_check_at: None, ..row }).await.map(drop)
        }
    }
}

/// A dispatch that failed without having been given a new time (its account is gone, the disk is full) does not come up at
/// every tick.
pub(crate) async fn postpone(app: &App, before: &OutboxRow) {
    let (app, before) = (app.clone(), before.clone());
    let postponed = blocking::brief(move || {
        let mut history = app.history();
        let now = history.dispatch(&outbox::key_of(&before)).map_err(translate::history)?;
        let Some(row) = now.filter(|row| row.next_check_at == before.next_check_at) else { return Ok(()) };
        let next_check_at = Some(later(app.now(), SEND_AGAIN_AT_MOST));
        keep(&mut history, &row, &OutboxRow { next_check_at, ..row.clone() }).map(drop)
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
        return over::check(app, known).await;
    }
    let has_deadline = known.envelope.options().expires_at.is_some();
    let mut shown_there = None;
    if known.provider.capability().progress == ProgressSource::Polled {
        let Some(sent) = known.sent()? else { return Ok(()) };
        // Asked before the clock has its say: who signed in time has signed in time.
        match over::progress(&known, &sent).await {
            Ok(progress) => {
                drop(sent);
                shown_there = progress.server_time;
                if !is_noted_quiet(app, &known, &progress).await? {
                    take_in(app, key.clone(), progress).await?;
                }
            }
            Err(error) => {
                drop(sent);
                return failed(app, known, &error).await;
            }
        }
    } else if has_everybody_signed(&known)? {
        // Heard of, and not fetched yet.
        return finish(app, key).await;
    } else {
        let next_check_at = next_check(app, &known.envelope, known.provider.capability(), 0);
        write(app, known.row, |row| OutboxRow { next_check_at, ..row }).await?;
    }
    if !has_deadline {
        return Ok(());
    }
    match Known::read(app, key).await? {
        Some(known) if known.row.state == DispatchState::Accepted => {
            deadline::keep(app, &known, shown_there).await
        }
        Some(_) | None => Ok(()),
    }
}

/// The look showed nothing: it is written down, and tried again later.
pub(crate) async fn failed(app: &App, known: Known, error: &ProviderError) -> Result<(), Error> {
    let quiet_checks = known.row.quiet_checks.saturating_add(1);
    let usual = next_check(app, &known.envelope, known.provider.capability(), quiet_checks);
    let asked = error.retry_after().map(|wait| later(app.now(), wait.min(LONGEST_WAIT)));
    let change = |mut row| {
        taking_back::note_refusal(&mut row, Some(error));
        OutboxRow { next_check_at: asked.max(usual), quiet_checks, trouble: Some(error.to_string()), ..row }
    };
    write(app, known.row, change).await?;
    Err(translate::provider(&known.account.name, error))
}

/// Takes what a provider reports of a dispatch: by asking, or by a notice.
///
/// # Errors
/// A result that is ready cannot be fetched (it is tried again), or the history cannot be written.
pub(crate) async fn take_in(app: &App, key: DispatchKey, progress: Progress) -> Result<(), Error> {
    let Some(known) = Known::read(app, key.clone()).await? else { return Ok(()) };
    if is_noted_quiet(app, &known, &progress).await? {
        return Ok(());
    }
    let (before, account) = (known.envelope.clone(), known.account.clone());
    let taken = take(app, known, progress.clone()).await?;
    // What is left comes in passing: a report does not go lost for it.
    if let Some(left) = progress.credits
        && let Err(error) = balances::note(app, &account, left).await
    {
        tracing::warn!(%error, "what an account can still pay for could not be noted");
    }
    let Some((envelope, events)) = taken else { return Ok(()) };
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

/// Whether a report says nothing that is not known; then the look is written down. Not where another program has written the
/// dispatch since it was read.
async fn is_noted_quiet(app: &App, known: &Known, progress: &Progress) -> Result<bool, Error> {
    if !is_quiet(app, known, progress)? {
        return Ok(false);
    }
    // Nothing that a power cut could take: the provider would be asked once more.
    let row = after(app, known, progress, false);
    write(app, known.row.clone(), |_| row).await
}

/// Whether a report says nothing that is not known.
fn is_quiet(app: &App, known: &Known, progress: &Progress) -> Result<bool, Error> {
    let is_new = !new_events(app, known, progress)?.is_empty() || tells_more(&known.row, progress);
    let same_state = after(app, known, progress, is_new).state == known.row.state;
    Ok(!is_new && same_state && progress.state != Some(RemoteState::Completed))
}

/// Records what a report tells of the envelope as it stands by now: since it was read the provider was asked, and another
/// program may have recorded the same. Gives what was new.
pub(crate) async fn take(
    app: &App,
    known: Known,
    progress: Progress,
) -> Result<Option<(Envelope, Vec<AuditEvent>)>, Error> {
    let (for_change, was) = (app.clone(), known.row.clone());
    let (sender, new) = std::sync::mpsc::channel();
    let envelope = change(app, &was, move |envelope, row| {
        let known = Known { envelope: envelope.clone(), row: row.clone(), ..known };
        let events = new_events(&for_change, &known, &progress)?;
        let is_new = !events.is_empty() || tells_more(&known.row, &progress);
        let row = after(&for_change, &known, &progress, is_new);
        // The other end is in this function.
        let _ = sender.send(events.clone());
        Ok(Some(DispatchChange { rows: vec![row], events }))
    });
    Ok(envelope.await?.zip(new.recv().ok()))
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
    taking_back::note_refusal(&mut row, None);
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
    row.next_check_at = if ended || row.state == DispatchState::Done {
        None
    } else if progress.state == Some(RemoteState::Completed) {
        // Its results are fetched at once; should the program end before that, soon after it is started.
        Some(later(now, pace(app, FIRST_CHECK)))
    } else {
        next_check(app, &known.envelope, known.provider.capability(), row.quiet_checks)
    };
    row
}

/// Whether everybody a dispatch asks has done their part.
pub(crate) fn has_everybody_signed(known: &Known) -> Result<bool, Error> {
    let dispatch = known.dispatch()?;
    Ok(dispatch.groups.iter().flatten().all(|person| known.envelope.recipient_status(&person.id).is_done()))
}

/// Everybody of a dispatch has done their part: its results are fetched, then the next turn begins or all is completed.
async fn finish(app: &App, key: DispatchKey) -> Result<(), Error> {
    let Some(known) = Known::read(app, key.clone()).await? else { return Ok(()) };
    match results::fetch(app, &known).await {
        Ok(missing) => closing::close(app, key, missing).await,
        Err((error, kind)) => {
            // Some services have the results a moment later; some never hand them out, and a person brings the file.
            let is_early = kind == Some(ErrorKind::NotReady);
            let tries = known.row.quiet_checks;
            let wait = if is_early { pause_to_send(tries) } else { SEND_AGAIN_AT_MOST };
            let next_check_at = Some(later(app.now(), pace(app, wait)));
            let (trouble, quiet_checks) = (Some(error.detail.clone()), tries.saturating_add(1));
            write(app, known.row, |row| OutboxRow { next_check_at, quiet_checks, trouble, ..row }).await?;
            if is_early { Ok(()) } else { Err(error) }
        }
    }
}

/// Changes a dispatch and its envelope, as they stand by now, in one transaction. Gives the envelope as it then stands;
/// none when there is nothing to change.
async fn change(
    app: &App,
    row: &OutboxRow,
    decide: impl FnOnce(&Envelope, &OutboxRow) -> Result<Option<DispatchChange>, Error> + Send + 'static,
) -> Result<Option<Envelope>, Error> {
    let (app, key) = (app.clone(), outbox::key_of(row));
    blocking::brief(move || {
        let decide = |envelope: &Envelope, rows: &[OutboxRow]| {
            let row = rows.iter().find(|row| row.dispatch == key.dispatch);
            row.map_or(Ok(None), |row| decide(envelope, row)).map_err(Some)?.ok_or(None)
        };
        match app.history().change_dispatches(&key.envelope, decide).map_err(translate::history)? {
            Ok(envelope) => Ok(Some(envelope)),
            Err(None) => Ok(None),
            Err(Some(error)) => Err(error),
        }
    })
    .await
}

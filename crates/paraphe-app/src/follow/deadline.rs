//! The end of the time to sign, and by whose clock. This computer's own may be off by a day or a year: nothing is ended, and
//! nothing taken back, that the provider's clock says there is still time for.

use std::time::Duration;

use paraphe_envelope::{AuditEvent, AuditEventKind, Timestamp};
use paraphe_history::{DispatchChange, DispatchState, OutboxRow};
use paraphe_providers::{Error as ProviderError, Expiry, ProgressSource, ProviderId};

use super::schedule::{EXPIRING, SEND_AGAIN, later};
use super::{change, over, write};
use crate::outbox::Known;
use crate::{App, Code, Error, notification};

/// A clock that is ahead by less needs no word: the end comes a moment later.
const TOLERANCE: Duration = Duration::from_secs(120);

/// The end of the time to sign, where the provider has none: nobody is shown a link any more. `shown_there` is what the
/// provider's clock showed when it was asked a moment ago.
///
/// # Errors
/// `refused` where this computer's clock is ahead; the history cannot be written.
pub(super) async fn keep(app: &App, known: &Known, shown_there: Option<Timestamp>) -> Result<(), Error> {
    let now = app.now();
    warn_of_the_end(app, known, now).await?;
    let Some(end) = known.envelope.options().expires_at.filter(|end| *end <= now) else { return Ok(()) };
    let can = known.provider.capability();
    if can.expiry != Expiry::KeptHere || known.envelope.status().is_final() {
        return Ok(());
    }
    // Where nothing happens elsewhere nothing is destroyed there.
    let is_over = can.progress != ProgressSource::Polled || shown_there.is_some_and(|there| there >= end);
    if !is_over {
        return wait_for_the_clock(app, known, (now, shown_there)).await;
    }
    let left = over::take_back(known).await.err();
    let event = AuditEvent { at: now, kind: AuditEventKind::Expired };
    let for_change = app.clone();
    let ended = change(app, &known.row, move |envelope, row| {
        // Somebody may have signed, or taken it back, while the provider was asked.
        let is_over = envelope.status().is_final() || row.state != DispatchState::Accepted;
        let row = match &left {
            Some(error) if over::is_perhaps_out(error) => {
                over::try_again(&for_change, OutboxRow { quiet_checks: 0, ..row.clone() }, error)
            }
            left => OutboxRow {
                state: DispatchState::Done,
                next_check_at: None,
                changed_at: now,
                trouble: left.as_ref().map(ToString::to_string),
                ..row.clone()
            },
        };
        Ok((!is_over).then(|| DispatchChange { rows: vec![row], events: vec![event] }))
    });
    if let Some(after) = ended.await? {
        notification::ended(app, &after);
    }
    Ok(())
}

/// Whether there is still time to sign what waits to leave.
pub(crate) enum InTime {
    /// There is, or there is no end.
    Yes,
    /// It is over: whoever were asked now could not sign any more.
    No,
    /// The provider could not be asked what its clock shows.
    Unknown(ProviderError),
    /// It is over by this computer's clock only; what that showed, and the provider's.
    ClockAhead(Timestamp, Timestamp),
}

/// Whether what waits may still leave: asked of the provider's clock only where this computer's says no.
pub(crate) async fn in_time(app: &App, known: &Known) -> InTime {
    let now = app.now();
    let Some(end) = known.envelope.options().expires_at.filter(|end| *end <= now) else { return InTime::Yes };
    if known.provider.id() == ProviderId::Local {
        return InTime::No;
    }
    match known.provider.check_account().await {
        Ok(account) => match account.server_time.filter(|there| *there < end) {
            Some(there) => InTime::ClockAhead(now, there),
            None => InTime::No,
        },
        Err(error) => InTime::Unknown(error),
    }
}

/// What waited to leave until nobody could have signed it any more does not leave. An earlier turn may have signed: the clock
/// ends that as well.
///
/// # Errors
/// The history cannot be written.
pub(crate) async fn too_late(app: &App, known: &Known) -> Result<(), Error> {
    let now = app.now();
    let event = AuditEvent { at: now, kind: AuditEventKind::Expired };
    let again = later(now, SEND_AGAIN);
    let ended = change(app, &known.row, move |envelope, row| {
        if row.state != DispatchState::Pending {
            return Ok(None);
        }
        let is_possible = envelope.clone().apply(event.clone()).is_ok();
        // Another dispatch may be in doubt: that is settled first.
        let (state, next_check_at, events) = match is_possible {
            true => (DispatchState::Done, None, vec![event]),
            false => (row.state, Some(again), Vec::new()),
        };
        let row = OutboxRow { state, next_check_at, changed_at: now, trouble: None, ..row.clone() };
        Ok(Some(DispatchChange { rows: vec![row], events }))
    });
    if let Some(after) = ended.await?.filter(|envelope| envelope.status().is_final()) {
        notification::ended(app, &after);
    }
    Ok(())
}

/// Nothing ends by a clock that the provider's contradicts: it is looked at again in a while.
///
/// # Errors
/// `refused` where this computer's clock is worth a word; the history cannot be written.
pub(crate) async fn wait_for_the_clock(
    app: &App,
    known: &Known,
    (here, there): (Timestamp, Option<Timestamp>),
) -> Result<(), Error> {
    let shown = there.map_or_else(|| "none".to_owned(), Timestamp::to_rfc3339);
    let trouble = format!("the clock here shows {}; the provider's: {shown}", here.to_rfc3339());
    let (next_check_at, told) = (Some(later(here, SEND_AGAIN)), Some(trouble.clone()));
    write(app, known.row.clone(), |row| OutboxRow { next_check_at, trouble: told, ..row }).await?;
    let ahead = there.map(|there| here.as_millis() - there.as_millis());
    let tolerance = i64::try_from(TOLERANCE.as_millis()).unwrap_or(i64::MAX);
    if ahead.is_some_and(|ahead| ahead <= tolerance) {
        return Ok(());
    }
    let account = &known.account.name;
    Err(Error::new(Code::Refused, "error-clock-ahead").with("account", account).detail(trouble))
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
    let told = write(app, known.row.clone(), |mut row| {
        row.steps.push((TOLD.to_owned(), Some(now.to_rfc3339())));
        row
    });
    // Whoever was faster has told it, or tells it at the next look.
    if told.await? {
        notification::expiring(app, &known.envelope);
    }
    Ok(())
}

//! When to look again: how long to wait before each kind of look, and what the clock itself brings about.

use std::time::Duration;

use paraphe_envelope::{Envelope, Timestamp};
use paraphe_history::{DispatchState, OutboxRow};
use paraphe_providers::{Capability, Error as ProviderError, Expiry, ProgressSource, ProviderId, capability};

use crate::{App, Error, translate};

/// The first look after a sending: people who sit beside the sender sign at once.
pub(super) const FIRST_CHECK: Duration = Duration::from_secs(30);
/// The longest pause between two looks.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);
/// The first pause before a dispatch that could not leave is tried again; it doubles.
pub(super) const SEND_AGAIN: Duration = Duration::from_secs(30);
/// The longest such pause.
pub(super) const SEND_AGAIN_AT_MOST: Duration = Duration::from_secs(30 * 60);
/// What a provider asks for is heard up to here.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// When a person is told that the time to sign is running out.
pub(super) const EXPIRING: Duration = Duration::from_secs(24 * 60 * 60);

/// A moment later.
pub(crate) fn later(at: Timestamp, wait: Duration) -> Timestamp {
    let millis = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(at.as_millis().saturating_add(millis))
}

/// How long a dispatch that could not leave waits.
pub(crate) fn wait_to_send(error: &ProviderError, tries: u32) -> Duration {
    error.retry_after().unwrap_or_else(|| pause_to_send(tries)).min(LONGEST_WAIT)
}

/// The pause before a dispatch is tried again that has been tried so often.
pub(crate) fn pause_to_send(tries: u32) -> Duration {
    SEND_AGAIN.saturating_mul(1 << tries.min(10)).min(SEND_AGAIN_AT_MOST)
}

/// Dispatches whose next look was set by a clock that was ahead: no pause lasts that long, but for a deadline of the envelope's
/// own where nobody is asked.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn misdated(app: &App, limit: u32) -> Result<Vec<OutboxRow>, Error> {
    let longest = later(app.now(), LONGEST_WAIT.saturating_add(FIRST_CHECK));
    let far = app.history().dispatches_due_after(longest, limit).map_err(translate::history)?;
    let is_asked = |row: &OutboxRow| {
        let provider: Option<ProviderId> = row.provider.parse().ok();
        let can = provider.map(capability);
        row.state != DispatchState::Accepted
            || can.is_some_and(|can| can.progress == ProgressSource::Polled && can.poll_seconds.is_some())
    };
    Ok(far.into_iter().filter(is_asked).collect())
}

/// How fast the clock of following up goes: in the demonstration people sign within seconds, and nobody waits an hour.
pub(super) fn pace(app: &App, pause: Duration) -> Duration {
    if app.demo().is_demo { pause.min(Duration::from_secs(2)) } else { pause }
}

/// When to look for the first time; none where nothing is to be seen by looking.
pub(crate) fn first_check(app: &App, envelope: &Envelope, capability: &Capability) -> Option<Timestamp> {
    let polled = capability.poll_seconds.map(|_| later(app.now(), pace(app, FIRST_CHECK)));
    earliest(polled, deadline(envelope, capability, app.now()))
}

/// When to look again, after a look that showed nothing new for this many times.
pub(super) fn next_check(
    app: &App,
    envelope: &Envelope,
    capability: &Capability,
    quiet: u32,
) -> Option<Timestamp> {
    let now = app.now();
    let polled = capability.poll_seconds.map(|seconds| {
        let pause = Duration::from_secs(u64::from(seconds)).saturating_mul(1 << quiet.min(8));
        later(now, pace(app, pause.min(LONGEST_PAUSE)))
    });
    earliest(polled, deadline(envelope, capability, now))
}

fn earliest(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    a.into_iter().chain(b).min()
}

/// The next moment at which the clock itself changes something: the warning, or the end where the application keeps it.
fn deadline(envelope: &Envelope, capability: &Capability, now: Timestamp) -> Option<Timestamp> {
    let end = envelope.options().expires_at?;
    let warning = Timestamp::from_millis(end.as_millis() - millis(EXPIRING));
    if warning > now {
        return Some(warning);
    }
    (capability.expiry == Expiry::KeptHere).then_some(end)
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

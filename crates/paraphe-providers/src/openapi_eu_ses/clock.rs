//! The provider's clock, as far as its answers tell: this computer's own may be off, and nothing here may ask it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use paraphe_envelope::Timestamp;

use crate::http::Answer;

/// What the provider's clock showed last, and how long ago that was.
#[derive(Debug, Default)]
pub(super) struct ServerClock(Mutex<Option<(Timestamp, Instant)>>);

impl ServerClock {
    /// Takes the time of an answer.
    pub(super) fn note(&self, answer: &Answer) {
        if let Some(at) = answer.server_time() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((at, Instant::now()));
        }
    }

    /// What it shows now, when the last answer is not older than this; a computer that slept in between would be wrong
    /// about older ones.
    pub(super) fn fresh(&self, limit: Duration) -> Option<Timestamp> {
        let seen = (*self.0.lock().unwrap_or_else(PoisonError::into_inner))?.1;
        if seen.elapsed() <= limit { self.now() } else { None }
    }

    /// What it shows now; none before the first answer.
    pub(super) fn now(&self) -> Option<Timestamp> {
        let (at, seen) = (*self.0.lock().unwrap_or_else(PoisonError::into_inner))?;
        let since = i64::try_from(seen.elapsed().as_millis()).unwrap_or(i64::MAX);
        Some(Timestamp::from_millis(at.as_millis().saturating_add(since)))
    }
}

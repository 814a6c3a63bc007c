//! How much of a file is read while it is opened or judged. Objects are read when they are asked for, and again when they are asked
//! for again: a few of them, named by thousands of pages, can be made to take minutes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Octets of objects that may be read of any file; of many small ones, what they take in memory counts more than what is written.
const BASE: u64 = 96 << 20;
/// And so many times its length, each object being looked at for several reasons.
const TIMES: u64 = 4;
/// Never more than this.
const MOST: u64 = 512 << 20;
/// What it takes to find an object, in octets read.
const EACH: usize = 64;
/// Decoding is so much less work than reading what was decoded.
const DECODED: usize = 8;
const UNCOUNTED: u64 = u64::MAX;

/// What is left to be read, if that is counted.
#[derive(Debug)]
pub(crate) struct Reading {
    left: AtomicU64,
    has_run_out: AtomicBool,
}

impl Reading {
    /// Counted from the beginning.
    pub(super) fn of(length: usize) -> Self {
        Self { left: AtomicU64::new(allowed(length)), has_run_out: AtomicBool::new(false) }
    }

    /// From now on it is counted, for a file of this length.
    pub(crate) fn begin(&self, length: usize) {
        self.left.store(allowed(length), Ordering::Relaxed);
    }

    /// From now on nobody counts.
    pub(crate) fn stop(&self) {
        self.left.store(UNCOUNTED, Ordering::Relaxed);
    }

    /// Whether something was not read, at any time, because it took more than is allowed.
    pub(crate) fn has_run_out(&self) -> bool {
        self.has_run_out.load(Ordering::Relaxed)
    }

    /// It took more than is allowed.
    pub(super) fn run_out(&self) {
        self.has_run_out.store(true, Ordering::Relaxed);
    }

    /// Takes an object of so many octets. `false`: it is too much.
    pub(crate) fn take(&self, octets: usize) -> bool {
        let take = |left: u64| match left {
            UNCOUNTED => Some(UNCOUNTED),
            left => left.checked_sub(octets.saturating_add(EACH) as u64),
        };
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok();
        if !taken {
            self.left.store(0, Ordering::Relaxed);
            self.run_out();
        }
        taken
    }

    /// Takes what it took to decode so many octets.
    pub(super) fn take_decoded(&self, octets: usize) -> bool {
        self.take(octets / DECODED)
    }
}

fn allowed(length: usize) -> u64 {
    BASE.saturating_add(TIMES.saturating_mul(length as u64)).min(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_runs_out_and_is_remembered() {
        let reading = Reading::of(0);
        let half = usize::try_from(BASE / 2).unwrap() - EACH;
        assert!(reading.take(half) && reading.take(half) && !reading.has_run_out());
        assert!(!reading.take(0) && reading.has_run_out());
        reading.stop();
        assert!(reading.take(usize::MAX), "nobody counts");
        reading.begin(0);
        assert!(reading.take(half) && reading.has_run_out(), "what was not read before stays unread");
    }

    #[test]
    fn a_large_file_may_be_read_more_often() {
        assert_eq!(allowed(10 << 20), BASE + (40 << 20));
        assert_eq!(allowed(usize::MAX), MOST);
    }
}

//! How much may be read and compared for one file. Beyond, nothing is said to be harmless.

use std::cell::Cell;

/// About a second of work, in steps of about a glyph each.
const LIMIT: u64 = 100_000_000;

#[derive(Debug)]
pub(super) struct Effort(Cell<u64>);

impl Effort {
    pub(super) fn new() -> Self {
        Self(Cell::new(LIMIT))
    }

    /// Takes so many steps. `false`: there are not as many left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        let left = self.0.get().checked_sub(steps as u64);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

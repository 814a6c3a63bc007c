//! How much may be read and compared for one file. Beyond, nothing is said to be harmless.

use super::picture::Decoded;
use std::cell::Cell;

/// About a second of work, in steps of about a glyph each.
const LIMIT: u64 = 100_000_000;

#[derive(Debug)]
pub(super) struct Effort {
    left: Cell<u64>,
    /// What it was spent on already.
    pub(super) decoded: Decoded,
}

impl Effort {
    pub(super) fn new() -> Self {
        Self { left: Cell::new(LIMIT), decoded: Decoded::default() }
    }

    /// Takes so many steps. `false`: there are not as many left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        let left = self.left.get().checked_sub(steps as u64);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }
}

//! What a test says where it cannot look: on the real standard error, past the test harness, so that `cargo xtask test` counts
//! it as skipped and not as passed. Included by the tests of several crates.
#![allow(dead_code, reason = "no crate's tests use all of it")]

use std::io::Write as _;

/// Other people's software is missing; fails where all of it has to be there.
pub(crate) fn tool(missing: &str) {
    assert!(std::env::var_os("PARAPHE_ORACLES_REQUIRED").is_none(), "required here, but absent: {missing}");
    circumstance(missing);
}

/// What nobody can be expected to have: documents that may not be copied, a right, a kind of disk.
pub(crate) fn circumstance(missing: &str) {
    let thread = std::thread::current();
    // In one write: tests beside this one write as well.
    let line = format!("skipped: {}: {missing}\n", thread.name().unwrap_or("a test"));
    let _ = std::io::stderr().write_all(line.as_bytes());
}

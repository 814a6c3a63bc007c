//! The pool with real workers: what they draw, and what happens when they do not.
#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but takes only `#[test]` functions for tests"
)]

mod corpus;
mod faults;
mod pages;
mod schedule;
mod support;

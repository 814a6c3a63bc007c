//! The pool with real workers: what they draw, and what happens when they do not.
#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but takes only `#[test]` functions for tests"
)]

mod corpus;
mod faults;
#[path = "../../../../tests/needs.rs"]
mod needs;
mod pages;
mod schedule;
mod support;

//! Tests of the crate from outside, on small PDFs built in code and on the corpus where there is one.
//!
//! `clippy.toml` allows `unwrap` inside `#[test]` functions only; here every function serves a test.
#![allow(clippy::unwrap_used)]

mod boxes;
mod corpus;
mod demands;
mod detection;
mod diff;
mod encryption;
mod join;
mod kinds;
mod mutation;
#[path = "../../../../tests/needs.rs"]
mod needs;
mod reading;
mod signatures;
mod signing;
mod support;
mod text_mark;
mod two_ways;
mod updates;

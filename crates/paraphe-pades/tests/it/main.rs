//! The crate as others use it: PDFs made on the spot are signed, attacked and validated.

#![allow(clippy::unwrap_used)] // clippy.toml allows it in tests, but does not see that helpers of tests are tests

mod agreement;
mod agreement_dss;
mod attached;
mod attacks;
mod boxes;
mod cases;
mod changes;
mod corpus;
mod flips;
mod foreign;
mod initials;
mod keys;
mod made;
#[path = "../../../../tests/needs.rs"]
mod needs;
mod pause;
mod signing;
mod since;
mod writing;

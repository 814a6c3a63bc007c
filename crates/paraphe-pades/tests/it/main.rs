//! The crate as others use it: PDFs made on the spot are signed, attacked and validated.

#![allow(clippy::unwrap_used)] // clippy.toml allows it in tests, but does not see that helpers of tests are tests

mod agreement;
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
mod pause;
mod signing;
mod writing;

//! The demonstration: the sample contract is prepared, sent with the account `local`, signed by two people and verified,
//! through the same commands the window uses. Stand-ins for other providers are none of this crate's yet.

mod journey;
mod pen;

pub use journey::{DemoOutcome, DemoStep, STEPS, run_demo};

//! The demonstration: the sample contract is prepared, sent, signed by two people, fetched and verified, with the account
//! `local` and with one at each stand-in, through the same commands the window uses.

mod journey;
mod pen;
mod signers;

pub(crate) use journey::{DemoStep, Journey, Outcome};
pub(crate) use signers::Signers;

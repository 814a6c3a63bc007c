//! The stand-ins, driven with raw requests as the vendors document them.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod docage;
mod faults;
mod gesdocs;
mod journey;
mod ngsign;
mod openapi;
mod sigtool;
mod support;

//! The history from outside: what an application sees, and what a person finds after a crash.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod batches;
mod chain;
mod contacts;
mod corrections;
mod crash;
mod drafts;
mod envelopes;
mod listing;
mod opening;
mod outbox;
mod sample;
mod settings;
mod templates;
mod unneeded;
mod vault;

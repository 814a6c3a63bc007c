//! One binary for all tests across crates: fast to link on two cores.

mod architecture;
mod contacts;
mod evidence_schema;
mod fuzz_seeds;
mod host_choices;
mod kiosk;
mod lifecycle;
mod locales;
mod mending;
#[path = "../needs.rs"]
mod needs;
mod oracles;
mod own_field;
mod read_ahead;
mod receipts;
mod services;
mod signed_version;
mod support;
mod templates;
mod unfinished;

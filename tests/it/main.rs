//! One binary for all tests across crates: fast to link on two cores.

mod architecture;
mod evidence_schema;
mod kiosk;
mod lifecycle;
mod locales;
mod oracles;
mod services;
mod support;
mod templates;

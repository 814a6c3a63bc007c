//! Providers as the application meets them: opened through the registry, against stand-ins on loopback.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod conformance;
mod docage;
mod faults;
mod geometry;
mod ges_docs;
mod local;
mod ng_sign;
mod openapi;
mod sig_tool;
mod support;
mod texts;

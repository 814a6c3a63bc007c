//! The use cases of Paraphe, and the one list of commands through which every host reaches them.
//!
//! A host (the window, the `paraphe` command, the test server) opens an [`App`] and calls [`call`]. This crate knows the
//! domain, the PDF crates, the history and the previews; it knows no window, no HTTP and no terminal.
//!
//! Invariant: only [`ports::Clock`] reads the time; only `blocking` leaves the async threads.

mod app;
mod blocking;
mod commands;
mod documents;
pub mod envelope_files;
mod error;
mod files;
pub mod headless;
mod identities;
mod journal;
mod notification;
mod outbox;
mod page;
pub mod ports;
pub mod schema;
mod secrets;
mod signing;
mod translate;
mod verdict;
mod view;
pub mod words;

pub use app::{App, AppOptions, default_data_folder, start_failure_sentence};
pub use error::{Code, Error};
pub use page::PageAddress;
pub use ports::{Clock, EventSink, NoEvents, NoNotifier, Notification, Notifier, Secret, SecretStore};
pub use schema::{AppEvent, call};
pub use secrets::{ChainChoice, ChainOrFile};

//! The use cases of Paraphe, and the one list of commands through which every host reaches them.
//!
//! A host (the window, the `paraphe` command, the test server) opens an [`App`] and calls [`call`]. This crate knows the
//! domain, the PDF crates, the history and the previews; it knows no window, no HTTP and no terminal.
//!
//! Invariant: only [`ports::Clock`] reads the time; only `blocking` leaves the async threads.

mod accounts;
mod actions;
mod app;
mod balances;
mod batches;
mod blocking;
mod certificates;
mod commands;
mod contacts;
mod corrections;
mod data_folder;
mod demo;
mod documents;
mod doubt;
pub mod entries;
pub mod envelope_files;
mod envelope_notes;
mod error;
mod evidence;
mod files;
mod follow;
pub mod headless;
mod identities;
mod initials;
mod journal;
mod kiosk;
mod lease;
mod levels;
mod local_zone;
mod logo;
mod look;
mod mailing;
mod merge;
#[cfg(test)]
#[path = "../../../tests/needs.rs"]
mod needs;
mod notification;
mod outbox;
mod page;
mod poller;
pub mod ports;
mod preferred;
mod printing;
mod proxy;
mod read_ahead;
mod receipts;
mod remembered;
mod repair;
mod replacement;
mod results;
pub mod rows;
mod saved_texts;
pub mod schema;
mod scratch;
mod secrets;
mod service_addresses;
mod signed_places;
mod signed_so_far;
mod signing;
mod signing_keys;
mod taking_back;
mod template_accounts;
mod templates;
mod text_file;
mod translate;
mod trust_lists;
mod unfinished;
mod verdict;
mod verification;
mod view;
pub mod words;

pub use app::{App, AppOptions, default_data_folder, start_failure_sentence};
pub use data_folder::DataDoubt;
pub use demo::{DemoAccount, DemoStage, Relay, RelayedNotice, Running};
pub use error::{Code, Error};
pub use kiosk::page::HandedPage;
pub use page::PageAddress;
pub use paraphe_providers::{AccountSettings, AuthMethod, ProviderId};
pub use poller::LookedAfter;
pub use ports::{
    Clock, EventSink, NoEvents, NoNotifier, Notification, NotificationTarget, Notifier, Secret, SecretStore,
};
pub use schema::{AppEvent, call};
pub use secrets::{ChainChoice, ChainOrFile};

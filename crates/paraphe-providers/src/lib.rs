//! Everything that collects signatures, behind one interface.
//!
//! A provider says what it can do as data ([`Capability`]). From an envelope and a capability, [`plan`] makes the
//! dispatches: what cannot be done at once is done in turns, what cannot be done at all is refused, every refusal at once.
//! [`Checked`] stands before each provider and refuses whatever the capability denies, however it came about.
//!
//! This crate knows no database, no window and no clock. What it needs of the application comes through ports:
//! [`Documents`] for bytes, [`local::LocalJournal`] for what was signed on this computer.

mod capability;
mod plan;

mod provider;

mod checked;
mod registry;

pub mod local;

mod error;

pub use capability::{Arity, Artifact, Capability, Placing, ProgressSource, Routing};
pub use checked::Checked;
pub use error::{Error, ErrorKind, Result, Retry};
pub use plan::{Dispatch, Refusal, plan};
pub use provider::{
    Account, AccountMode, Documents, Download, IdempotencyKey, IdempotencyKeyError, Notice, Progress,
    Provider, ProviderId, RemoteId, Sent, UnknownProvider,
};
pub use registry::{ProviderConfig, ProviderPorts, capability, open};

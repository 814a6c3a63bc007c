//! Everything that collects signatures, behind one interface.
//!
//! A provider says what it can do as data ([`Capability`]). From an envelope and a capability, [`plan`] makes the
//! dispatches: what cannot be done at once is done in turns, what cannot be done at all is refused, every refusal at once.
//! [`Checked`] stands before each provider and refuses whatever the capability denies, however it came about.
//!
//! This crate knows no database, no window and no clock. What it needs of the application comes through ports:
//! [`Documents`] for files, [`Keys`] for the account's secret, [`Steps`] to write down how far a sending has come,
//! [`local::LocalJournal`] for what was signed on this computer.

mod capability;
mod plan;

mod opinion;
mod provider;
mod steps;
mod texts;

mod checked;
mod logged;
mod retried;

mod account;
mod registry;
mod secret;

mod http;
mod public_file;
mod revocation;
mod timestamp;

pub mod docage;
pub mod ges_docs;
pub mod local;
pub mod ng_sign;
pub mod openapi_eu_ses;
pub mod sig_tool;

mod error;

#[cfg(test)]
mod sample;

pub use account::{AccountForm, AccountOption, AccountSettings, AuthMethod, SettingsProblem};
pub use capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
pub use checked::Checked;
pub use error::{Error, ErrorKind, Result, Retry};
pub use http::{BEYOND, Network, Reach};
pub use logged::Logged;
pub use opinion::{Judged, Opinion, SignatureOpinion};
pub use plan::{Dispatch, Refusal, plan};
pub use provider::{
    Account, AccountMode, Documents, Download, Found, IdempotencyKey, IdempotencyKeyError, Notice,
    NoticeSubject, PersonAct, PersonProgress, Progress, Provider, ProviderId, RemoteId, RemoteState, Sent,
    SentDispatch, UnknownProvider,
};
pub use public_file::{HttpPublicFiles, Unfetched};
pub use registry::{OpenError, ProviderPorts, account_capability, capability, form, open, passed_texts};
pub use retried::{Patience, Retried};
pub use revocation::HttpEvidenceSource;
pub use secret::{Keys, Secret};
pub use steps::{LEFT_BEHIND, MemorySteps, Outlives, Step, Steps, begin, finish, forget, once, value_of};
pub use texts::{PassedText, TextCarrier, TextPiece};
pub use timestamp::HttpTimestampAuthority;

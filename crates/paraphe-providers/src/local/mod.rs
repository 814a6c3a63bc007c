#![doc = include_str!("docs.md")]

mod api;
mod config;

pub use api::{Local, LocalJournal, SignedDocument};
pub use config::LocalConfig;

use paraphe_envelope::{Authentication, Delivery, FieldKind, Role};

use crate::capability::{Arity, Artifact, Capability, Placing, ProgressSource, Routing};

/// What can be done face to face; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::Many,
        signers: Arity::Many,
        routing: Routing::Groups,
        placement: Placing::Coordinates,
        roles: vec![Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::None],
        delivery: vec![Delivery::InPerson],
        progress: ProgressSource::Immediate,
        artifacts: vec![Artifact::SignedDocuments],
        remind: false,
        void: true,
        max_document_bytes: None,
    }
}

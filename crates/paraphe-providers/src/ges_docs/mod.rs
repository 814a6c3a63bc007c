#![doc = include_str!("docs.md")]

mod api;
mod config;
mod notice;
mod tags;
mod verification;
mod wire;

pub use api::GesDocs;

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role};

use crate::account::{AccountForm, AccountOption, AuthMethod};
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What GesDocs can do; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::One,
        signers: Arity::Many,
        routing: Routing::Parallel,
        placement: Placing::TextTags,
        own_size: true,
        boxless: Boxless::AddedPageForAll,
        roles: vec![Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::None],
        delivery: vec![Delivery::InPerson, Delivery::Links],
        progress: ProgressSource::Notified,
        names_signers: true,
        artifacts: vec![Artifact::AuditTrail, Artifact::Certificate, Artifact::SignedDocuments],
        remind: false,
        void: false,
        max_document_bytes: None,
        options: vec![
            EnvelopeOption::BrandColor,
            EnvelopeOption::BrandLogo,
            EnvelopeOption::ExpiresAt,
            EnvelopeOption::Metadata,
            EnvelopeOption::RequesterEmail,
        ],
        signature_modes: Vec::new(),
        message: false,
        message_texts: Arity::One,
        expiry: Expiry::Deadline,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: true,
        poll_seconds: None,
        idempotent: false,
        reminder_days: Vec::new(),
        email: true,
        full_names: true,
        requester: true,
        notice_addresses: NoticeAddresses::OneWeb,
        logo_form: LogoForm::PictureOrAddress,
        judging: Judging::DocumentAndCertificate,
    }
}

/// What an account of GesDocs needs.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::GesDocs,
        base_url: "https://gesdocs.fr",
        test_url: None,
        auth_url: None,
        auth: vec![AuthMethod::Token, AuthMethod::Password],
        user_with: vec![AuthMethod::Password],
        test: false,
        options: vec![AccountOption { name: "region", default: "Europe/Paris", values: Vec::new() }],
        help_url: Some("https://gesdocs.fr/fr/docs"),
    }
}

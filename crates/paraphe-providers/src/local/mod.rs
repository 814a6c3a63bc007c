#![doc = include_str!("docs.md")]

mod api;

pub use api::{Local, LocalJournal, SignedDocument};

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role};

use crate::account::AccountForm;
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What can be done face to face; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::Many,
        signers: Arity::Many,
        routing: Routing::Groups,
        placement: Placing::Coordinates,
        own_size: false,
        boxless: Boxless::Invisible,
        roles: vec![Role::Signer],
        field_kinds: FieldKind::ALL.to_vec(),
        authentication: vec![Authentication::None],
        delivery: vec![Delivery::InPerson],
        progress: ProgressSource::Immediate,
        names_signers: true,
        artifacts: vec![Artifact::SignedDocuments],
        remind: false,
        void: true,
        max_document_bytes: None,
        // Drawn into each signature.
        options: vec![EnvelopeOption::BrandLogo],
        signature_modes: Vec::new(),
        message: true,
        message_texts: Arity::Many,
        expiry: Expiry::KeptHere,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: false,
        poll_seconds: None,
        idempotent: true,
        reminder_days: Vec::new(),
        email: false,
        full_names: false,
        requester: false,
        notice_addresses: NoticeAddresses::Any,
        logo_form: LogoForm::Picture,
        judging: Judging::Never,
    }
}

/// Nothing is asked: there is no account.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::Local,
        base_url: "",
        test_url: None,
        auth_url: None,
        auth: Vec::new(),
        user_with: Vec::new(),
        test: false,
        options: Vec::new(),
        help_url: None,
    }
}

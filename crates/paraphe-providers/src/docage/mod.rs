#![doc = include_str!("docs.md")]

mod api;
mod client;
mod config;
mod download;
mod lost;
mod place;
mod prepared;
mod sending;
mod wire;

pub use api::Docage;
pub(crate) use prepared::passed_texts;

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role};

use crate::account::{AccountForm, AccountOption, AuthMethod};
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What Docage can do; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::Many,
        signers: Arity::Many,
        routing: Routing::Parallel,
        placement: Placing::Coordinates,
        own_size: false,
        boxless: Boxless::Refused,
        roles: vec![Role::CarbonCopy, Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::EmailCode, Authentication::SmsCode],
        delivery: vec![Delivery::InPerson, Delivery::Links, Delivery::ProviderMails],
        progress: ProgressSource::Polled,
        names_signers: false,
        artifacts: vec![Artifact::AuditTrail, Artifact::SignedDocuments],
        remind: true,
        void: true,
        max_document_bytes: None,
        options: vec![
            EnvelopeOption::ExpiresAt,
            EnvelopeOption::NotificationUrls,
            EnvelopeOption::ReminderDays,
            EnvelopeOption::Test,
        ],
        signature_modes: Vec::new(),
        message: true,
        message_texts: Arity::One,
        expiry: Expiry::Deadline,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: false,
        poll_seconds: Some(300),
        idempotent: false,
        reminder_days: vec![1, 2, 7, 14, 30],
        email: true,
        full_names: false,
        requester: false,
        notice_addresses: NoticeAddresses::OneWeb,
        logo_form: LogoForm::PictureOrAddress,
        judging: Judging::Never,
    }
}

/// What an account of Docage needs.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::Docage,
        base_url: "https://api.docage.com",
        test_url: None,
        auth_url: None,
        auth: vec![AuthMethod::ApiKey],
        user_with: vec![AuthMethod::ApiKey],
        test: true,
        options: vec![
            AccountOption { name: "origin", default: "bottom-left", values: vec!["bottom-left", "top-left"] },
            AccountOption { name: "observer_role", default: "2", values: vec!["1", "2"] },
        ],
        help_url: Some("https://documentation.docage.com"),
    }
}

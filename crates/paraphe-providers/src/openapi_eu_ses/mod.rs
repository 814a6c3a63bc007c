#![doc = include_str!("docs.md")]

mod account;
mod api;
mod clock;
mod config;
mod lookup;
mod notice;
mod oauth;
mod request;
mod verify;
mod wire;

pub use api::Openapi;
pub(crate) use request::passed_texts;

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role, SignatureMode};

use crate::account::{AccountForm, AccountOption, AuthMethod};
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What Openapi EU-SES can do; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::One,
        signers: Arity::Many,
        routing: Routing::Parallel,
        placement: Placing::Coordinates,
        own_size: true,
        boxless: Boxless::Refused,
        roles: vec![Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::EmailCode, Authentication::SmsCode],
        delivery: vec![Delivery::InPerson, Delivery::Links],
        progress: ProgressSource::Polled,
        names_signers: true,
        artifacts: vec![Artifact::AuditTrail, Artifact::SignedDocuments],
        remind: false,
        void: true,
        max_document_bytes: None,
        options: vec![
            EnvelopeOption::BrandColor,
            EnvelopeOption::BrandLogo,
            EnvelopeOption::NotificationUrls,
            EnvelopeOption::RedirectUrl,
            EnvelopeOption::SignatureModes,
        ],
        signature_modes: vec![SignatureMode::Drawn, SignatureMode::Typed],
        message: false,
        message_texts: Arity::Many,
        expiry: Expiry::KeptHere,
        tier: Tier::Simple,
        price_cents: Some(9),
        counts_credits: true,
        poll_seconds: Some(120),
        idempotent: false,
        reminder_days: Vec::new(),
        email: false,
        full_names: true,
        requester: false,
        notice_addresses: NoticeAddresses::OneWeb,
        logo_form: LogoForm::Address,
        judging: Judging::Document,
    }
}

/// What an account of Openapi EU-SES needs.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::Openapi,
        base_url: "https://esignature.openapi.com",
        test_url: Some("https://test.esignature.openapi.com"),
        auth_url: Some("https://oauth.openapi.com"),
        auth: vec![AuthMethod::Token, AuthMethod::ApiKey],
        user_with: vec![AuthMethod::ApiKey],
        test: false,
        options: vec![
            AccountOption { name: "timezone", default: "Europe/Paris", values: Vec::new() },
            AccountOption { name: "must_read", default: "yes", values: vec!["no", "yes"] },
        ],
        help_url: Some("https://console.openapi.com"),
    }
}

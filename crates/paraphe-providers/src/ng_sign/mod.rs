#![doc = include_str!("docs.md")]

mod api;
mod config;
mod connection;
mod launch;
mod wire;

pub use api::NgSign;
pub(crate) use launch::passed_texts;

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role};

use crate::account::{AccountForm, AccountOption, AuthMethod};
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What NGSign can do; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::Many,
        signers: Arity::Many,
        routing: Routing::Sequential,
        placement: Placing::Coordinates,
        own_size: true,
        boxless: Boxless::SignerPlaces,
        roles: vec![Role::CarbonCopy, Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::None, Authentication::EmailCode, Authentication::SmsCode],
        delivery: vec![Delivery::InPerson, Delivery::Links, Delivery::ProviderMails],
        progress: ProgressSource::Polled,
        names_signers: true,
        artifacts: vec![Artifact::SignedDocuments],
        remind: false,
        void: true,
        max_document_bytes: None,
        options: vec![EnvelopeOption::ExpiresAt, EnvelopeOption::RedirectUrl],
        signature_modes: Vec::new(),
        message: true,
        message_texts: Arity::One,
        expiry: Expiry::Deadline,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: true,
        poll_seconds: Some(300),
        idempotent: false,
        reminder_days: Vec::new(),
        email: true,
        full_names: true,
        requester: false,
        notice_addresses: NoticeAddresses::OneWeb,
        logo_form: LogoForm::PictureOrAddress,
        judging: Judging::Never,
    }
}

/// What an account of NGSign needs.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::NgSign,
        base_url: "https://www.ngsign.app",
        test_url: Some("https://sandbox.ng-sign.com"),
        auth_url: None,
        auth: vec![AuthMethod::Token, AuthMethod::Password],
        user_with: vec![AuthMethod::Password],
        test: false,
        options: vec![
            AccountOption { name: "origin", default: "bottom-left", values: vec!["bottom-left", "top-left"] },
            AccountOption { name: "choose_position", default: "no", values: vec!["no", "yes"] },
        ],
        help_url: Some("https://ng-sign.com/api-reference-simple-version"),
    }
}

#![doc = include_str!("docs.md")]

mod api;
mod config;
mod notice;
mod place;
mod request;
mod wire;

pub use api::SigTool;

use paraphe_envelope::{Authentication, Delivery, EnvelopeOption, FieldKind, Role, SignatureMode};

use crate::account::{AccountForm, AccountOption, AuthMethod};
use crate::capability::{
    Arity, Artifact, Boxless, Capability, Expiry, Judging, LogoForm, NoticeAddresses, Placing,
    ProgressSource, Routing, Tier,
};
use crate::provider::ProviderId;

/// What SigTool can do; the table in `docs.md` is this in words.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        documents: Arity::Many,
        signers: Arity::One,
        routing: Routing::Parallel,
        placement: Placing::Coordinates,
        own_size: false,
        boxless: Boxless::AddedPage,
        roles: vec![Role::CarbonCopy, Role::Signer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::None, Authentication::EmailCode, Authentication::SmsCode],
        delivery: vec![Delivery::InPerson, Delivery::Links],
        progress: ProgressSource::Polled,
        names_signers: true,
        artifacts: vec![Artifact::SignedDocuments],
        remind: false,
        void: false,
        max_document_bytes: None,
        options: vec![
            EnvelopeOption::Conditions,
            EnvelopeOption::ExpiresAt,
            EnvelopeOption::Metadata,
            EnvelopeOption::NotificationUrls,
            EnvelopeOption::RedirectUrl,
            EnvelopeOption::SignatureModes,
        ],
        signature_modes: vec![SignatureMode::Drawn],
        message: false,
        message_texts: Arity::One,
        expiry: Expiry::Destroys,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: false,
        poll_seconds: Some(300),
        idempotent: true,
        reminder_days: Vec::new(),
        email: false,
        full_names: false,
        requester: false,
        notice_addresses: NoticeAddresses::Any,
        logo_form: LogoForm::PictureOrAddress,
        judging: Judging::Never,
    }
}

/// What an account of SigTool needs.
#[must_use]
pub fn form() -> AccountForm {
    AccountForm {
        provider: ProviderId::SigTool,
        base_url: "https://www.sigtool.com",
        test_url: None,
        auth_url: None,
        auth: vec![AuthMethod::ApiKey],
        user_with: Vec::new(),
        test: false,
        options: vec![AccountOption { name: "client", default: "", values: Vec::new() }],
        help_url: Some("https://www.sigtool.com/documentation/signature/add"),
    }
}

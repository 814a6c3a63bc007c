//! What an envelope demands, held against what a provider can do: every refusal at once.

use paraphe_envelope::{Delivery, Envelope, EnvelopeOption, EnvelopeOptions, FieldKind, Recipient};

use super::Refusal;
use crate::capability::{Boxless, Capability, Expiry, LogoForm, NoticeAddresses};

/// Everything about an envelope that no arrangement of dispatches makes possible, in the envelope's order.
pub(super) fn refusals(envelope: &Envelope, capability: &Capability) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if let Some(limit) = capability.max_document_bytes {
        for document in envelope.documents().iter().filter(|document| document.byte_size > u64::from(limit)) {
            let (document, bytes) = (document.id.clone(), document.byte_size);
            refusals.push(Refusal::DocumentTooLarge { document, bytes, limit });
        }
    }
    refusals.extend(option_refusals(envelope, capability));
    for recipient in envelope.recipients() {
        refusals.extend(recipient_refusals(recipient, capability));
    }
    refusals.extend(boxless_refusals(envelope, capability));
    for field in envelope.fields().iter().filter(|field| !capability.field_kinds.contains(&field.kind)) {
        refusals.push(Refusal::FieldKind { field: field.id.clone(), kind: field.kind });
    }
    refusals
}

pub(crate) fn option_refusals(envelope: &Envelope, capability: &Capability) -> Vec<Refusal> {
    let asked = envelope.options().asked().into_iter();
    let missing = asked.filter(|option| {
        // A deadline the provider does not know is kept by the application.
        let is_kept_here = *option == EnvelopeOption::ExpiresAt && capability.expiry == Expiry::KeptHere;
        // Who asks is recorded here; a provider that does not want to know does nothing less for it.
        let is_recorded = *option == EnvelopeOption::RequesterEmail;
        !capability.options.contains(option) && !is_kept_here && !is_recorded
    });
    let mut refusals: Vec<Refusal> = missing.map(|option| Refusal::Option { option }).collect();
    if capability.options.contains(&EnvelopeOption::SignatureModes) {
        let modes = envelope.options().signature_modes.iter();
        let unknown = modes.filter(|mode| !capability.signature_modes.contains(mode));
        refusals.extend(unknown.map(|mode| Refusal::SignatureMode { mode: *mode }));
    }
    refusals.extend(address_refusals(envelope.options(), capability));
    let paces = &capability.reminder_days;
    if let Some(days) = envelope
        .options()
        .reminder_days
        .filter(|days| *days > 0 && !paces.is_empty() && !paces.contains(days))
    {
        refusals.push(Refusal::ReminderDays { days });
    }
    // A link is handed over by us, with the message; what the provider mails holds only what the provider takes.
    let is_mailed = envelope.recipients().iter().any(|person| person.delivery == Delivery::ProviderMails);
    if !capability.message && is_mailed && envelope.has_message() {
        refusals.push(Refusal::Message);
    }
    refusals
}

/// Addresses and pictures in a form the provider does not take.
fn address_refusals(options: &EnvelopeOptions, capability: &Capability) -> Vec<Refusal> {
    let knows = |option| capability.options.contains(&option);
    let mut refusals = Vec::new();
    if knows(EnvelopeOption::NotificationUrls) {
        let kinds: &[&str] = match capability.notice_addresses {
            NoticeAddresses::Any => &["http://", "https://", "mailto:", "sms:"],
            NoticeAddresses::OneWeb => &["http://", "https://"],
        };
        let addresses = &options.notification_urls;
        let unknown = addresses.iter().filter(|address| !is_one_of(address, kinds));
        refusals.extend(unknown.map(|address| Refusal::NoticeAddress { address: address.clone() }));
        if capability.notice_addresses == NoticeAddresses::OneWeb && addresses.len() > 1 {
            refusals.push(Refusal::NoticeAddresses { count: addresses.len() });
        }
    }
    if let Some(address) = options.redirect_url.as_ref().filter(|_| knows(EnvelopeOption::RedirectUrl))
        && !is_one_of(address, &["http://", "https://"])
    {
        refusals.push(Refusal::RedirectAddress { address: address.clone() });
    }
    if let Some(logo) = options.brand_logo.as_ref().filter(|_| knows(EnvelopeOption::BrandLogo)) {
        match (capability.logo_form, logo.starts_with("https://")) {
            (LogoForm::Address, false) => refusals.push(Refusal::LogoPicture),
            (LogoForm::Picture, true) => refusals.push(Refusal::LogoAddress),
            (LogoForm::Address, true) | (LogoForm::Picture, false) | (LogoForm::PictureOrAddress, _) => {}
        }
    }
    refusals
}

/// Whether an address begins as one of these kinds, and goes on behind it.
fn is_one_of(address: &str, kinds: &[&str]) -> bool {
    kinds.iter().any(|kind| address.strip_prefix(kind).is_some_and(|rest| !rest.is_empty()))
}

pub(crate) fn recipient_refusals(recipient: &Recipient, capability: &Capability) -> Vec<Refusal> {
    let id = || recipient.id.clone();
    let mut refusals = Vec::new();
    if !capability.roles.contains(&recipient.role) {
        refusals.push(Refusal::Role { recipient: id(), role: recipient.role });
    }
    // Who only gets a copy shows nothing and is told of the result, however that is.
    if !recipient.role.acts() {
        return refusals;
    }
    if !capability.authentication.contains(&recipient.authentication) {
        refusals.push(Refusal::Authentication { recipient: id(), authentication: recipient.authentication });
    }
    if !capability.delivery.contains(&recipient.delivery) {
        refusals.push(Refusal::Delivery { recipient: id(), delivery: recipient.delivery });
    }
    if capability.email && recipient.email.is_none() {
        refusals.push(Refusal::EmailMissing { recipient: id() });
    }
    let is_complete = !recipient.first_name.is_empty() && !recipient.last_name.is_empty();
    if capability.full_names && !is_complete {
        refusals.push(Refusal::NameIncomplete { recipient: id() });
    }
    refusals
}

/// Signers without a box of whom nobody knows what the provider would make.
pub(crate) fn boxless_refusals(envelope: &Envelope, capability: &Capability) -> Vec<Refusal> {
    let is_refused = match capability.boxless {
        Boxless::AddedPage | Boxless::Invisible | Boxless::SignerPlaces => false,
        // They sign every document, so any box stands beside their signature.
        Boxless::AddedPageForAll => envelope.fields().iter().any(|field| field.kind == FieldKind::Signature),
        Boxless::Refused => true,
    };
    let signers =
        envelope.recipients().iter().filter(|one| is_refused && envelope.content().signs_invisibly(one));
    signers.map(|signer| Refusal::Boxless { recipient: signer.id.clone() }).collect()
}

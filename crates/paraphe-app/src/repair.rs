//! From what a provider refuses to the changes of the draft that would make it take it: offered, never made unasked.
//!
//! Everything is mended or nothing is offered: a repair that leaves a refusal would only disappoint.

use paraphe_envelope::{
    Authentication, Delivery, Draft, DraftOperation, DraftRecipient, EnvelopeOption, EnvelopeOptions, Field,
    RecipientId, Role,
};
use paraphe_providers::{Capability, Refusal};

use crate::schema::RefusalView;
use crate::view;

/// The changes as one operation, and what they do in words; no operation when nothing is to be mended or not all can be.
#[derive(Debug, Default)]
pub(crate) struct Repair {
    pub(crate) operation: Option<DraftOperation>,
    pub(crate) words: Vec<RefusalView>,
}

/// What mends these refusals.
pub(crate) fn of<'r>(
    draft: &Draft,
    capability: &Capability,
    refusals: impl Iterator<Item = &'r Refusal>,
) -> Repair {
    let mut mended = draft.clone();
    let mut words: Vec<RefusalView> = Vec::new();
    for refusal in refusals {
        if let Refusal::FieldKind { field, .. } = refusal {
            mended.fields.retain(|known| known.id != *field);
            count_box(&mut words, view::refusal(refusal).params.remove("kind").unwrap_or_default());
            continue;
        }
        let Some(word) = mend(&mut mended, capability, refusal) else { return Repair::default() };
        if !words.iter().any(|known| known.code == word.code && known.params == word.params) {
            words.push(word);
        }
    }
    if has_lost_all(draft, &mended) {
        return Repair::default();
    }
    let operations = differences(draft, mended);
    if operations.is_empty() {
        return Repair::default();
    }
    Repair { operation: Some(DraftOperation::Batch { operations }), words }
}

/// Whether somebody would be left without any of the boxes they have: whom that suits only a person can say.
fn has_lost_all(before: &Draft, after: &Draft) -> bool {
    let has_box =
        |draft: &Draft, person: &RecipientId| draft.fields.iter().any(|field| field.recipient == *person);
    let mut kept = after.recipients.iter().map(|person| &person.id);
    kept.any(|person| has_box(before, person) && !has_box(after, person))
}

/// One more box of a kind that is taken away: one word for each kind, with how many.
fn count_box(words: &mut Vec<RefusalView>, kind: String) {
    let known = words.iter_mut().find(|known| known.code == "drop_boxes" && known.params["kind"] == kind);
    if let Some(count) = known.and_then(|known| known.params.get_mut("count")) {
        *count = (count.parse::<u32>().unwrap_or(0) + 1).to_string();
        return;
    }
    let mut told = word("drop_boxes");
    told.params.extend([("kind".to_owned(), kind), ("count".to_owned(), "1".to_owned())]);
    words.push(told);
}

fn word(code: &str) -> RefusalView {
    RefusalView { code: code.to_owned(), params: std::collections::BTreeMap::new() }
}

/// Changes the draft so that this refusal is gone, and says how; none when only a person can.
fn mend(draft: &mut Draft, capability: &Capability, refusal: &Refusal) -> Option<RefusalView> {
    let options = &mut draft.options;
    let code = match refusal {
        Refusal::Authentication { recipient, .. } => authenticate(draft, capability, recipient)?,
        Refusal::Delivery { recipient, .. } => deliver(draft, capability, recipient)?,
        Refusal::Option { option } => return Some(drop_option(options, *option)),
        Refusal::LogoAddress | Refusal::LogoPicture => {
            return Some(drop_option(options, EnvelopeOption::BrandLogo));
        }
        Refusal::RedirectAddress { .. } => return Some(drop_option(options, EnvelopeOption::RedirectUrl)),
        Refusal::ReminderDays { days } => return remind_slower(options, capability, *days),
        Refusal::Message => {
            draft.message.clear();
            options.messages.clear();
            "drop_message"
        }
        Refusal::NoticeAddress { address } => {
            options.notification_urls.retain(|asked| asked != address);
            "drop_notice_address"
        }
        Refusal::NoticeAddresses { .. } => {
            options.notification_urls.truncate(1);
            "one_notice_address"
        }
        Refusal::Order => {
            draft.recipients.iter_mut().for_each(|person| person.routing_order = None);
            "together"
        }
        Refusal::SignatureMode { mode } => {
            options.signature_modes.retain(|asked| asked != mode);
            "drop_signature_mode"
        }
        Refusal::Role { recipient, role: Role::CarbonCopy | Role::Viewer } => {
            // The result is here when it is done: a copy can be handed on by us.
            draft.recipients.retain(|person| person.id != *recipient);
            "copy_by_us"
        }
        Refusal::Boxless { .. }
        | Refusal::DocumentProtected { .. }
        | Refusal::DocumentSigned { .. }
        | Refusal::DocumentTooLarge { .. }
        | Refusal::DocumentWithoutSigner { .. }
        | Refusal::EmailMissing { .. }
        | Refusal::FieldKind { .. }
        | Refusal::NameIncomplete { .. }
        | Refusal::RequesterMissing
        | Refusal::Role { role: Role::Approver | Role::Signer, .. } => return None,
    };
    Some(word(code))
}

fn authenticate(draft: &mut Draft, capability: &Capability, recipient: &RecipientId) -> Option<&'static str> {
    let person = person(draft, recipient)?;
    let (authentication, code) = authentication(capability, person)?;
    person.authentication = authentication;
    Some(code)
}

fn deliver(draft: &mut Draft, capability: &Capability, recipient: &RecipientId) -> Option<&'static str> {
    let person = person(draft, recipient)?;
    let (delivery, code) = delivery(capability, person)?;
    person.delivery = delivery;
    Some(code)
}

/// The next slower pace, so that nobody is reminded more often than was asked for.
fn remind_slower(options: &mut EnvelopeOptions, capability: &Capability, days: u16) -> Option<RefusalView> {
    let slower = capability.reminder_days.iter().copied().filter(|pace| *pace > days).min();
    let pace = slower.or_else(|| capability.reminder_days.iter().copied().max())?;
    options.reminder_days = Some(pace);
    let mut told = word("reminder_days");
    told.params.insert("days".to_owned(), pace.to_string());
    Some(told)
}

fn person<'d>(draft: &'d mut Draft, id: &RecipientId) -> Option<&'d mut DraftRecipient> {
    draft.recipients.iter_mut().find(|person| person.id == *id)
}

/// The nearest way of making sure that the provider has and for which all is known: a code rather than none.
fn authentication(
    capability: &Capability,
    person: &DraftRecipient,
) -> Option<(Authentication, &'static str)> {
    let known = |way| capability.authentication.contains(&way);
    if known(Authentication::EmailCode) && !person.email.trim().is_empty() {
        return Some((Authentication::EmailCode, "authenticate_email"));
    }
    if known(Authentication::SmsCode) && !person.mobile.trim().is_empty() {
        return Some((Authentication::SmsCode, "authenticate_sms"));
    }
    known(Authentication::None).then_some((Authentication::None, "authenticate_none"))
}

/// The nearest way of telling the person: an e-mail of the provider, a link of ours, here.
fn delivery(capability: &Capability, person: &DraftRecipient) -> Option<(Delivery, &'static str)> {
    let known = |way| capability.delivery.contains(&way);
    if known(Delivery::ProviderMails)
        && !person.email.trim().is_empty()
        && person.delivery != Delivery::InPerson
    {
        return Some((Delivery::ProviderMails, "deliver_mail"));
    }
    if known(Delivery::Links) {
        return Some((Delivery::Links, "deliver_links"));
    }
    known(Delivery::InPerson).then_some((Delivery::InPerson, "deliver_in_person"))
}

fn drop_option(options: &mut EnvelopeOptions, option: EnvelopeOption) -> RefusalView {
    match option {
        EnvelopeOption::BrandColor => options.brand_color = None,
        EnvelopeOption::BrandLogo => options.brand_logo = None,
        EnvelopeOption::Conditions => options.conditions.clear(),
        EnvelopeOption::ExpiresAt => options.expires_at = None,
        EnvelopeOption::Metadata => options.metadata.clear(),
        EnvelopeOption::NotificationUrls => options.notification_urls.clear(),
        EnvelopeOption::RedirectUrl => options.redirect_url = None,
        EnvelopeOption::ReminderDays => options.reminder_days = None,
        EnvelopeOption::RequesterEmail => options.requester_email.clear(),
        EnvelopeOption::SignatureModes => options.signature_modes.clear(),
        EnvelopeOption::Test => options.test = false,
    }
    let mut told = word("drop_option");
    told.params.insert("option".to_owned(), option.path().to_owned());
    told
}

/// The operations that turn one draft into the other; they differ in boxes, people, message and options only.
fn differences(before: &Draft, after: Draft) -> Vec<DraftOperation> {
    let is_gone = |field: &&Field| !after.fields.iter().any(|kept| kept.id == field.id);
    let gone = before.fields.iter().filter(is_gone);
    let mut operations: Vec<_> =
        gone.map(|field| DraftOperation::RemoveField { field: field.id.clone() }).collect();
    for person in &before.recipients {
        match after.recipient(&person.id) {
            None => operations.push(DraftOperation::RemoveRecipient { recipient: person.id.clone() }),
            Some(mended) if mended != person => {
                operations.push(DraftOperation::UpdateRecipient { recipient: mended.clone() });
            }
            Some(_) => {}
        }
    }
    if before.message != after.message {
        operations.push(DraftOperation::SetMessage { message: after.message });
    }
    if before.options != after.options {
        operations.push(DraftOperation::SetOptions { options: after.options });
    }
    operations
}

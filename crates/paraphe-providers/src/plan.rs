//! From an envelope to dispatches. What a provider cannot do at once is done in turns; what it cannot do at all is
//! refused, every refusal at once; nothing is ever quietly done less well.
//!
//! Pure: no request, no clock. Its promise is tested over every combination of capabilities: nobody is asked out of turn,
//! nobody is forgotten.

use paraphe_envelope::{
    Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeOption, EnvelopeOptions, Field,
    FieldId, FieldKind, Recipient, RecipientId, Role, SignatureMode, turns,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::capability::{Arity, Boxless, Capability, Expiry, LogoForm, NoticeAddresses, Placing, Routing};

/// One request to a provider: an envelope, or the part of it the provider can take at once.
#[derive(Clone, Debug)]
pub struct Dispatch<'e> {
    /// The envelope.
    pub envelope: &'e Envelope,
    /// Its number within the envelope, from 1.
    pub number: u32,
    /// Dispatches of one turn may be out together; a turn begins when everybody of the one before has finished, and gets
    /// the documents as signed until then. From 1.
    pub turn: u32,
    /// The documents it holds.
    pub documents: Vec<&'e Document>,
    /// Those who act, in groups: a group together, after the groups before it.
    pub groups: Vec<Vec<&'e Recipient>>,
    /// Those who are told and never waited for.
    pub observers: Vec<&'e Recipient>,
}

impl<'e> Dispatch<'e> {
    /// Everybody it is for: those who act in their order, then those who are told.
    pub fn recipients(&self) -> impl Iterator<Item = &'e Recipient> {
        self.groups.iter().flatten().chain(&self.observers).copied()
    }

    /// The fields of its people on its documents.
    pub fn fields(&self) -> impl Iterator<Item = &'e Field> {
        self.envelope.fields().iter().filter(|field| {
            self.documents.iter().any(|document| document.id == field.document)
                && self.recipients().any(|recipient| recipient.id == field.recipient)
        })
    }
}

/// Something an envelope asks for and a provider cannot do.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// It cannot make sure of the recipient in this way.
    Authentication {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        authentication: Authentication,
    },
    /// Nobody said what becomes of a signature without a box, or it would stand where nobody chose.
    Boxless {
        /// The recipient.
        recipient: RecipientId,
    },
    /// The recipient cannot be told in this way.
    Delivery {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        delivery: Delivery,
    },
    /// The document is protected by a password, which only this computer is told.
    DocumentProtected {
        /// The document.
        document: DocumentId,
    },
    /// The document has signatures already, and would lose them.
    DocumentSigned {
        /// The document.
        document: DocumentId,
    },
    /// The document is larger than it takes.
    DocumentTooLarge {
        /// The document.
        document: DocumentId,
        /// Its size.
        #[ts(type = "number")]
        bytes: u64,
        /// The largest size taken, in bytes.
        limit: u32,
    },
    /// It takes one document at a time, and on this one nobody acts: it would reach nobody.
    DocumentWithoutSigner {
        /// The document.
        document: DocumentId,
    },
    /// It takes a logo as a picture, not as an address.
    LogoAddress,
    /// It takes a logo as an https address, not as a picture.
    LogoPicture,
    /// It must know the recipient's e-mail address.
    EmailMissing {
        /// The recipient.
        recipient: RecipientId,
    },
    /// It does not know this kind of field.
    FieldKind {
        /// The field.
        field: FieldId,
        /// What was asked for.
        kind: FieldKind,
    },
    /// It hands no message to the recipients.
    Message,
    /// It cannot send notices to this address.
    NoticeAddress {
        /// What was asked for.
        address: String,
    },
    /// It sends notices to one address.
    NoticeAddresses {
        /// How many were asked for.
        count: usize,
    },
    /// It must know first and last name.
    NameIncomplete {
        /// The recipient.
        recipient: RecipientId,
    },
    /// It asks everybody at once; and doing it in turns is no way out, because the tags of the next turn would break the
    /// signatures of the one before.
    Order,
    /// It cannot do this.
    Option {
        /// What was asked for.
        option: EnvelopeOption,
    },
    /// It leads signers to web addresses only.
    RedirectAddress {
        /// What was asked for.
        address: String,
    },
    /// It does not remind at this pace.
    ReminderDays {
        /// What was asked for, in days.
        days: u16,
    },
    /// It must know who asks, and neither the envelope nor the account says.
    RequesterMissing,
    /// It does not know this part.
    Role {
        /// The recipient.
        recipient: RecipientId,
        /// What was asked for.
        role: Role,
    },
    /// Its signatures cannot be made so.
    SignatureMode {
        /// What was asked for.
        mode: SignatureMode,
    },
}

impl Refusal {
    /// Where in the envelope the cause stands, as in an envelope file: `recipients[0].delivery`.
    #[must_use]
    pub fn path(&self, envelope: &Envelope) -> String {
        let recipient = |id: &RecipientId, key: &str| {
            let index = envelope.recipients().iter().position(|recipient| recipient.id == *id);
            path("recipients", index, id.as_str(), key)
        };
        match self {
            Self::Authentication { recipient: id, .. } => recipient(id, "authentication"),
            Self::Boxless { recipient: id } => recipient(id, "fields"),
            Self::Delivery { recipient: id, .. } => recipient(id, "delivery"),
            Self::DocumentProtected { document: id }
            | Self::DocumentSigned { document: id }
            | Self::DocumentTooLarge { document: id, .. }
            | Self::DocumentWithoutSigner { document: id } => {
                let index = envelope.documents().iter().position(|document| document.id == *id);
                path("documents", index, id.as_str(), "path")
            }
            Self::FieldKind { field: id, .. } => {
                let index = envelope.fields().iter().position(|field| field.id == *id);
                path("fields", index, id.as_str(), "kind")
            }
            Self::EmailMissing { recipient: id } => recipient(id, "email"),
            Self::LogoAddress | Self::LogoPicture => EnvelopeOption::BrandLogo.path().to_owned(),
            Self::Message => "message".to_owned(),
            Self::NoticeAddress { .. } | Self::NoticeAddresses { .. } => {
                EnvelopeOption::NotificationUrls.path().to_owned()
            }
            Self::NameIncomplete { recipient: id } => {
                let person = envelope.recipient(id);
                let lacks_first =
                    person.is_some_and(|one| one.first_name.is_empty() && !one.last_name.is_empty());
                recipient(id, if lacks_first { "first_name" } else { "last_name" })
            }
            Self::Order => "recipients".to_owned(),
            Self::Option { option } => option.path().to_owned(),
            Self::RedirectAddress { .. } => EnvelopeOption::RedirectUrl.path().to_owned(),
            Self::ReminderDays { .. } => EnvelopeOption::ReminderDays.path().to_owned(),
            Self::RequesterMissing => EnvelopeOption::RequesterEmail.path().to_owned(),
            Self::Role { recipient: id, .. } => recipient(id, "role"),
            Self::SignatureMode { .. } => EnvelopeOption::SignatureModes.path().to_owned(),
        }
    }
}

fn path(list: &str, index: Option<usize>, id: &str, key: &str) -> String {
    index.map_or_else(|| format!("{list}.{id}.{key}"), |index| format!("{list}[{index}].{key}"))
}

/// The dispatches of an envelope in the order of their turns.
///
/// # Errors
/// Everything the provider cannot do, at once.
pub fn plan<'e>(envelope: &'e Envelope, capability: &Capability) -> Result<Vec<Dispatch<'e>>, Vec<Refusal>> {
    let mut refusals = refusals(envelope, capability);
    let documents = split_documents(envelope, capability);
    let turns = split_groups(turns(envelope.recipients()), capability, documents.len() > 1);
    if capability.placement == Placing::TextTags && turns.len() > 1 {
        refusals.push(Refusal::Order);
    }
    let mut dispatches = Vec::new();
    for documents in documents {
        let part = dispatches_of(envelope, &documents, &turns);
        if part.is_empty() {
            let missed = documents.iter().map(|document| document.id.clone());
            refusals.extend(missed.map(|document| Refusal::DocumentWithoutSigner { document }));
        }
        dispatches.extend(part);
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    dispatches.sort_by_key(|dispatch| dispatch.turn);
    for (dispatch, number) in dispatches.iter_mut().zip(1..) {
        dispatch.number = number;
    }
    Ok(dispatches)
}

/// The dispatches of documents that go together, turn by turn; not numbered yet.
fn dispatches_of<'e>(
    envelope: &'e Envelope,
    documents: &[&'e Document],
    turns: &[Vec<Vec<&'e Recipient>>],
) -> Vec<Dispatch<'e>> {
    let mut dispatches = Vec::new();
    for (groups, turn) in turns.iter().zip(1..) {
        let groups = concerned(envelope, documents, groups);
        if !groups.is_empty() {
            let documents = documents.to_vec();
            dispatches.push(Dispatch { envelope, number: 0, turn, documents, groups, observers: Vec::new() });
        }
    }
    // Viewers may look from the first turn on; copies are of the result, so they go with the last.
    if let Some(first) = dispatches.first_mut() {
        first.observers.extend(with_role(envelope, Role::Viewer));
    }
    if let Some(last) = dispatches.last_mut() {
        last.observers.extend(with_role(envelope, Role::CarbonCopy));
    }
    dispatches
}

/// Everything about an envelope that no arrangement of dispatches makes possible, in the envelope's order.
fn refusals(envelope: &Envelope, capability: &Capability) -> Vec<Refusal> {
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

/// The documents that can go together.
fn split_documents<'e>(envelope: &'e Envelope, capability: &Capability) -> Vec<Vec<&'e Document>> {
    match capability.documents {
        Arity::Many => vec![envelope.documents().iter().collect()],
        Arity::One => envelope.documents().iter().map(|document| vec![document]).collect(),
    }
}

/// The groups that can be in one dispatch, turn by turn.
///
/// A provider keeps an order only within one dispatch: as soon as documents go separately, each group is a turn of its own.
/// A provider of one signer gets the people of a group one after the other all the same, because signing at the same time
/// would leave two versions of a document with one signature each.
fn split_groups<'e>(
    groups: Vec<Vec<&'e Recipient>>,
    capability: &Capability,
    documents_are_split: bool,
) -> Vec<Vec<Vec<&'e Recipient>>> {
    if capability.signers == Arity::One {
        return groups.into_iter().flatten().map(|recipient| vec![vec![recipient]]).collect();
    }
    match capability.routing {
        Routing::Groups if !documents_are_split => vec![groups],
        Routing::Sequential if !documents_are_split => runs_of_single(groups),
        Routing::Groups | Routing::Parallel | Routing::Sequential => {
            groups.into_iter().map(|group| vec![group]).collect()
        }
    }
}

/// Neighbouring groups of one person each become one dispatch in order; a larger group stands alone.
fn runs_of_single(groups: Vec<Vec<&Recipient>>) -> Vec<Vec<Vec<&Recipient>>> {
    let mut turns: Vec<Vec<Vec<&Recipient>>> = Vec::new();
    for group in groups {
        match turns.last_mut() {
            Some(run) if group.len() == 1 && run.iter().all(|before| before.len() == 1) => run.push(group),
            _ => turns.push(vec![group]),
        }
    }
    turns
}

/// The people of these groups who have something to do on these documents: a field, or no field anywhere, which makes all
/// of the envelope their business; so does signing without a box.
fn concerned<'e>(
    envelope: &Envelope,
    documents: &[&Document],
    groups: &[Vec<&'e Recipient>],
) -> Vec<Vec<&'e Recipient>> {
    let is_concerned = |recipient: &&Recipient| {
        let mut fields = envelope.fields_of(&recipient.id).peekable();
        fields.peek().is_none()
            || envelope.content().signs_invisibly(recipient)
            || fields.any(|field| documents.iter().any(|document| document.id == field.document))
    };
    let groups = groups.iter().map(|group| group.iter().copied().filter(is_concerned).collect::<Vec<_>>());
    groups.filter(|group| !group.is_empty()).collect()
}

fn with_role(envelope: &Envelope, role: Role) -> impl Iterator<Item = &Recipient> {
    envelope.recipients().iter().filter(move |recipient| recipient.role == role)
}

#[cfg(test)]
mod tests;

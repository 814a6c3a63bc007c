//! The envelope file: an envelope written by a person or a script, as JSON. Read here from text; the paths in it are for
//! the caller to follow.
//!
//! Reading is strict about what is there and lenient about what is not: a missing title is a problem of the draft
//! ([`crate::DraftProblem`]), a misspelt key is a problem of the file.

mod problem;
mod reader;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

pub use self::problem::EnvelopeFileProblem;
use self::reader::{Item, Object};
use crate::{
    Authentication, Delivery, Document, Draft, DraftId, DraftRecipient, EmailAddress, EnvelopeOptions, Field,
    FieldId, FieldKind, Language, Placement, RecipientId, Role, SignatureMode, Timestamp, ViewRect,
};

const ROLES: [(&str, Role); 4] = [
    ("signer", Role::Signer),
    ("approver", Role::Approver),
    ("viewer", Role::Viewer),
    ("carbon_copy", Role::CarbonCopy),
];
const AUTHENTICATIONS: [(&str, Authentication); 3] = [
    ("none", Authentication::None),
    ("email_code", Authentication::EmailCode),
    ("sms_code", Authentication::SmsCode),
];
const DELIVERIES: [(&str, Delivery); 3] = [
    ("provider_mails", Delivery::ProviderMails),
    ("links", Delivery::Links),
    ("in_person", Delivery::InPerson),
];
const LANGUAGES: [(&str, Language); 4] =
    [("fr", Language::Fr), ("en", Language::En), ("it", Language::It), ("ar", Language::Ar)];
const FIELD_KINDS: [(&str, FieldKind); 7] = [
    ("signature", FieldKind::Signature),
    ("initials", FieldKind::Initials),
    ("date", FieldKind::Date),
    ("name", FieldKind::Name),
    ("place", FieldKind::Place),
    ("text", FieldKind::Text),
    ("checkbox", FieldKind::Checkbox),
];
const SIGNATURE_MODES: [(&str, SignatureMode); 3] =
    [("drawn", SignatureMode::Drawn), ("typed", SignatureMode::Typed), ("image", SignatureMode::Image)];

/// An envelope file that has been read: every value in it is of the right kind, every reference inside it has its target.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopeFile {
    /// What the recipients read first; empty when the file does not say.
    pub title: String,
    /// A message to the recipients.
    pub message: String,
    /// The language of title and message, and of recipients who name none; French when the file does not say.
    pub language: Language,
    /// What is asked of the provider beyond documents, people and boxes.
    pub options: EnvelopeOptions,
    // Invariant: each field's document index is within `documents`.
    documents: Vec<FileDocument>,
    recipients: Vec<DraftRecipient>,
    fields: Vec<FileField>,
}

/// A document as an envelope file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDocument {
    /// Where it is, relative to the envelope file.
    pub path: String,
    /// Its name for people; the file's own name without `.pdf` when the envelope file does not say.
    pub name: String,
}

/// A field as an envelope file names it.
#[derive(Clone, Debug, PartialEq)]
struct FileField {
    recipient: RecipientId,
    document: usize,
    kind: FieldKind,
    placement: Placement,
}

impl EnvelopeFile {
    /// Reads the text of an envelope file.
    ///
    /// # Errors
    /// Every problem at once, in the order of the file's parts.
    pub fn parse(json: &str) -> Result<Self, Vec<EnvelopeFileProblem>> {
        match Self::read(json) {
            Ok((file, problems)) if problems.is_empty() => Ok(file),
            Ok((_, problems)) => Err(problems),
            Err(problem) => Err(vec![problem]),
        }
    }

    /// Reads what can be understood, and every problem: for a check that goes on to look at the rest. What is not
    /// understood has its default; a list in which an item is not understood is empty, so that positions stay true.
    ///
    /// # Errors
    /// The text is not a JSON object.
    pub fn read(json: &str) -> Result<(Self, Vec<EnvelopeFileProblem>), EnvelopeFileProblem> {
        // Editors on Windows like to put a byte order mark in front.
        let json = json.trim_start_matches('\u{feff}');
        let value: Value = serde_json::from_str(json).map_err(|error| not_json(&error))?;
        let Value::Object(members) = value else {
            return Err(EnvelopeFileProblem::WrongType { path: String::new(), expected: "object" });
        };
        let problems = RefCell::new(Vec::new());
        let file = read_file(Object::root(members, &problems));
        Ok((file, problems.into_inner()))
    }

    /// The documents, in order.
    #[must_use]
    pub fn documents(&self) -> &[FileDocument] {
        &self.documents
    }

    /// The recipients, in order, as written.
    #[must_use]
    pub fn recipients(&self) -> &[DraftRecipient] {
        &self.recipients
    }

    /// The draft this file describes. `read` follows a document's path; `random` draws 16 bytes for each field.
    ///
    /// # Errors
    /// The first error of `read`.
    pub fn into_draft<E>(
        self,
        id: DraftId,
        created_at: Timestamp,
        mut random: impl FnMut() -> [u8; 16],
        read: impl FnMut(&FileDocument) -> Result<Document, E>,
    ) -> Result<Draft, E> {
        let documents = self.documents.iter().map(read).collect::<Result<Vec<_>, E>>()?;
        let field = |field: FileField| Field {
            id: FieldId::new(random()),
            recipient: field.recipient,
            document: documents[field.document].id.clone(),
            kind: field.kind,
            placement: field.placement,
        };
        let fields = self.fields.into_iter().map(field).collect();
        let Self { title, message, language, recipients, options, .. } = self;
        Ok(Draft { id, title, message, language, documents, recipients, fields, options, created_at })
    }
}

fn not_json(error: &serde_json::Error) -> EnvelopeFileProblem {
    EnvelopeFileProblem::NotJson { line: error.line(), column: error.column(), reason: error.to_string() }
}

fn read_file(mut root: Object<'_>) -> EnvelopeFile {
    let language = root.take("language").and_then(|item| item.word(&LANGUAGES)).unwrap_or_default();
    let title = root.text("title");
    let message = root.text("message");
    let expires_at: Option<Timestamp> = root.take("expires_at").and_then(Item::parse);
    let requester: Option<EmailAddress> = root.take("requester_email").and_then(Item::parse);
    let documents = root.list("documents");
    let count = documents.len();
    let documents: Vec<_> = whole(documents.into_iter().map(read_document));
    let recipients = read_recipients(root.list("recipients"), language);
    let mut fields: Vec<_> =
        whole(root.list("fields").into_iter().map(|item| read_field(item, count, &recipients.known)));
    let recipients = recipients.understood();
    // The type's invariant, where a problem has broken it.
    if fields.iter().any(|field| field.document >= documents.len()) {
        fields.clear();
    }
    let mut options = root.take("options").and_then(Item::object).map(read_options).unwrap_or_default();
    options.expires_at = expires_at;
    options.requester_email = requester.map(|email| email.to_string()).unwrap_or_default();
    root.finish();
    EnvelopeFile { title, message, language, options, documents, recipients, fields }
}

/// The items, or none when one of them is missing.
fn whole<T>(items: impl Iterator<Item = Option<T>>) -> Vec<T> {
    // Every item is read, so that every problem is found.
    let items: Vec<Option<T>> = items.collect();
    items.into_iter().collect::<Option<_>>().unwrap_or_default()
}

fn read_document(item: Item<'_>) -> Option<FileDocument> {
    let mut object = item.object()?;
    let path = object.require("path").and_then(Item::text);
    let name = object.take("name").and_then(Item::text);
    object.finish();
    let path = path?;
    let name = name.unwrap_or_else(|| name_of(&path).to_owned());
    Some(FileDocument { path, name })
}

/// The last part of a path, whichever system wrote it, without `.pdf`.
fn name_of(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.len().checked_sub(4).filter(|&at| name.is_char_boundary(at)).map(|at| name.split_at(at));
    match stem {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".pdf") && !stem.is_empty() => stem,
        Some(_) | None => name,
    }
}

/// The recipients as far as they were understood.
struct Recipients {
    known: Vec<DraftRecipient>,
    complete: bool,
}

impl Recipients {
    fn understood(self) -> Vec<DraftRecipient> {
        if self.complete { self.known } else { Vec::new() }
    }
}

fn read_recipients(items: Vec<Item<'_>>, language: Language) -> Recipients {
    let mut recipients = Recipients { known: Vec::new(), complete: true };
    for item in items {
        match read_recipient(item, language, &recipients.known) {
            Some(recipient) => recipients.known.push(recipient),
            None => recipients.complete = false,
        }
    }
    recipients
}

fn read_recipient(item: Item<'_>, language: Language, earlier: &[DraftRecipient]) -> Option<DraftRecipient> {
    let mut object = item.object()?;
    let id = object.require("id").and_then(|item| {
        let spot = item.spot();
        let id: RecipientId = item.parse()?;
        if earlier.iter().any(|recipient| recipient.id == id) {
            spot.object_to(|path| EnvelopeFileProblem::DuplicateRecipient { path, recipient: id.clone() });
        }
        Some(id)
    });
    let role = object.take("role").and_then(|item| item.word(&ROLES)).unwrap_or(Role::Signer);
    let first_name = object.text("first_name");
    let last_name = object.text("last_name");
    let email = object.text("email");
    let mobile = object.text("mobile");
    let language = object.take("language").and_then(|item| item.word(&LANGUAGES)).unwrap_or(language);
    let authentication =
        object.take("authentication").and_then(|item| item.word(&AUTHENTICATIONS)).unwrap_or_default();
    let routing_order = object.take("routing_order").and_then(Item::whole);
    let delivery = object.take("delivery").and_then(|item| item.word(&DELIVERIES)).unwrap_or_default();
    object.finish();
    Some(DraftRecipient {
        id: id?,
        role,
        first_name,
        last_name,
        email,
        mobile,
        language,
        authentication,
        routing_order,
        delivery,
    })
}

fn read_field(item: Item<'_>, document_count: usize, recipients: &[DraftRecipient]) -> Option<FileField> {
    let mut object = item.object()?;
    let recipient = object.require("recipient").and_then(|item| {
        let spot = item.spot();
        let recipient: RecipientId = item.parse()?;
        if !recipients.iter().any(|known| known.id == recipient) {
            spot.object_to(|path| EnvelopeFileProblem::UnknownRecipient {
                path,
                recipient: recipient.clone(),
            });
        }
        Some(recipient)
    });
    let document = object.require("document").and_then(|item| {
        let spot = item.spot();
        let index: usize = item.whole()?;
        if index >= document_count {
            let count = document_count;
            spot.object_to(|path| EnvelopeFileProblem::DocumentIndexMissing { path, index, count });
        }
        Some(index)
    });
    let page = object.require("page").and_then(Item::whole);
    let kind = object.require("kind").and_then(|item| item.word(&FIELD_KINDS));
    let rect = object.require("rect").and_then(read_rect);
    if let Some(item) = object.take("rotation")
        && item.value.as_f64() != Some(0.0)
    {
        let found = item.value.to_string();
        item.spot().object_to(|path| EnvelopeFileProblem::UnsupportedValue { path, found });
    }
    object.finish();
    let placement = Placement { page: page?, rect: rect? };
    Some(FileField { recipient: recipient?, document: document?, kind: kind?, placement })
}

fn read_rect(item: Item<'_>) -> Option<ViewRect> {
    let mut object = item.object()?;
    let x = object.require("x").and_then(Item::number);
    let y = object.require("y").and_then(Item::number);
    let width = object.require("width").and_then(Item::number);
    let height = object.require("height").and_then(Item::number);
    object.finish();
    Some(ViewRect { x: x?, y: y?, width: width?, height: height? })
}

fn read_options(mut object: Object<'_>) -> EnvelopeOptions {
    let metadata = object.take("metadata").and_then(Item::object).map(Object::into_items).unwrap_or_default();
    let conditions = object.take("conditions").and_then(Item::object);
    let mut brand = object.take("brand").and_then(Item::object);
    let mut brand_text = |key| brand.as_mut().and_then(|brand| brand.take(key)).and_then(Item::text);
    let (brand_color, brand_logo) = (brand_text("color"), brand_text("logo"));
    let options = EnvelopeOptions {
        reminder_days: object.take("reminder_days").and_then(Item::whole),
        metadata: metadata.into_iter().filter_map(|(key, item)| Some((key, item.text()?))).collect(),
        conditions: conditions.map(read_conditions).unwrap_or_default(),
        notification_urls: object.list("notification_urls").into_iter().filter_map(Item::text).collect(),
        redirect_url: object.take("redirect_url").and_then(Item::text),
        brand_color,
        brand_logo,
        signature_modes: object
            .list("signature_modes")
            .into_iter()
            .filter_map(|item| item.word(&SIGNATURE_MODES))
            .collect(),
        test: object.take("test").and_then(Item::truth).unwrap_or_default(),
        ..EnvelopeOptions::default()
    };
    if let Some(brand) = brand {
        brand.finish();
    }
    object.finish();
    options
}

fn read_conditions(mut object: Object<'_>) -> BTreeMap<Language, Vec<String>> {
    let mut conditions = BTreeMap::new();
    for (word, language) in LANGUAGES {
        let texts: Vec<String> = object.list(word).into_iter().filter_map(Item::text).collect();
        if !texts.is_empty() {
            conditions.insert(language, texts);
        }
    }
    object.finish();
    conditions
}

#[cfg(test)]
mod tests;

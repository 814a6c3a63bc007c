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
    Authentication, Delivery, Document, DocumentId, Draft, DraftId, DraftRecipient, EmailAddress,
    EnvelopeOptions, Field, FieldId, FieldKind, Language, Placement, RecipientId, Role, SignatureMode,
    SignatureVisibility, Timestamp, ViewRect,
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
const VISIBILITIES: [(&str, SignatureVisibility); 2] =
    [("visible", SignatureVisibility::Visible), ("invisible", SignatureVisibility::Invisible)];
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
    documents: Vec<FileDocument>,
    recipients: Vec<DraftRecipient>,
    fields: Vec<FileField>,
}

/// A document as an envelope file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDocument {
    /// Where it is, relative to the envelope file; empty only where the file did not say, which is a problem of its own.
    pub path: String,
    /// Its name for people; the file's own name without `.pdf` when the envelope file does not say.
    pub name: String,
}

/// A field as an envelope file names it.
#[derive(Clone, Debug, PartialEq)]
struct FileField {
    recipient: RecipientId,
    /// `None` when no document of the list was named.
    document: Option<usize>,
    kind: FieldKind,
    placement: Placement,
    label: String,
    required: bool,
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
    /// understood has its default, or a stand-in that nothing else is called, so that positions stay true and the rest of
    /// an item is still looked at; see [`EnvelopeFileProblem::explains`].
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

    /// The draft this file describes. `read` follows a document's path; `random` draws 16 bytes for each identifier.
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
        let field = |field: FileField| {
            let named = field.document.and_then(|index| documents.get(index));
            let id = FieldId::new(random());
            let document = named.map_or_else(|| DocumentId::new(random()), |document| document.id.clone());
            let made = Field::new(id, field.recipient, document, field.kind, field.placement);
            Field { label: field.label, required: field.required, ..made }
        };
        let fields = self.fields.into_iter().map(field).collect();
        let Self { title, message, language, recipients, options, .. } = self;
        Ok(Draft {
            title,
            message,
            documents,
            recipients,
            fields,
            options,
            ..Draft::new(id, language, created_at)
        })
    }
}

fn not_json(error: &serde_json::Error) -> EnvelopeFileProblem {
    EnvelopeFileProblem::NotJson { line: error.line(), column: error.column(), reason: error.to_string() }
}

fn read_file(mut root: Object<'_>) -> EnvelopeFile {
    let language = root.take("language").and_then(|item| item.word(&LANGUAGES)).unwrap_or_default();
    let title = root.text("title");
    let (message, messages) =
        root.take("message").map(|item| read_message(item, language)).unwrap_or_default();
    let expires_at: Option<Timestamp> = root.take("expires_at").and_then(Item::parse);
    let requester: Option<EmailAddress> = root.take("requester_email").and_then(Item::parse);
    let documents = root.list("documents");
    let count = documents.len();
    let documents = documents.into_iter().map(read_document).collect();
    let mut recipients = Vec::new();
    for item in root.list("recipients") {
        recipients.push(read_recipient(item, language, &recipients));
    }
    let fields = root.list("fields").into_iter().map(|item| read_field(item, count, &recipients)).collect();
    let mut options = root.take("options").and_then(Item::object).map(read_options).unwrap_or_default();
    options.expires_at = expires_at;
    options.messages = messages;
    options.requester_email = requester.map(|email| email.to_string()).unwrap_or_default();
    root.finish();
    EnvelopeFile { title, message, language, options, documents, recipients, fields }
}

/// One text, or one per language: that of the file, and those of who reads another.
fn read_message(item: Item<'_>, language: Language) -> (String, BTreeMap<Language, String>) {
    if !item.value.is_object() {
        return (item.text().unwrap_or_default(), BTreeMap::new());
    }
    let mut object = item.object_or_nothing();
    let texts = LANGUAGES.into_iter().map(|(word, language)| (language, object.text(word)));
    let mut texts: BTreeMap<Language, String> = texts.filter(|(_, text)| !text.is_empty()).collect();
    object.finish();
    (texts.remove(&language).unwrap_or_default(), texts)
}

/// The name of what has none yet, because its path is not there either.
const UNNAMED: &str = "?";

fn read_document(item: Item<'_>) -> FileDocument {
    let mut object = item.object_or_nothing();
    let path = object.require("path").and_then(Item::filled_text);
    let name = object.take("name").and_then(Item::text);
    object.finish();
    let name = name.unwrap_or_else(|| path.as_deref().map_or(UNNAMED, name_of).to_owned());
    FileDocument { path: path.unwrap_or_default(), name }
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

/// An identifier for the recipient at a position who has none of their own.
fn stand_in(position: usize) -> RecipientId {
    let mut bytes = [0xff; 16];
    bytes[8..].copy_from_slice(&u64::try_from(position).unwrap_or(u64::MAX).to_be_bytes());
    RecipientId::new(bytes)
}

/// An identifier nobody before has.
fn read_id(item: Item<'_>, earlier: &[DraftRecipient]) -> Option<RecipientId> {
    let spot = item.spot();
    let id: RecipientId = item.parse()?;
    let Some(first) = earlier.iter().position(|recipient| recipient.id == id) else { return Some(id) };
    spot.object_to(|path| EnvelopeFileProblem::DuplicateRecipient { path, recipient: id, first });
    None
}

fn read_recipient(item: Item<'_>, language: Language, earlier: &[DraftRecipient]) -> DraftRecipient {
    let mut object = item.object_or_nothing();
    let id = object.require("id").and_then(|item| read_id(item, earlier));
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
    let signature = object.take("signature").and_then(|item| item.word(&VISIBILITIES)).unwrap_or_default();
    object.finish();
    DraftRecipient {
        id: id.unwrap_or_else(|| stand_in(earlier.len())),
        role,
        first_name,
        last_name,
        email,
        mobile,
        language,
        authentication,
        routing_order,
        delivery,
        signature,
    }
}

fn read_field(item: Item<'_>, document_count: usize, recipients: &[DraftRecipient]) -> FileField {
    let mut object = item.object_or_nothing();
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
    let label = object.text("label");
    let required = object.take("required").and_then(Item::truth).unwrap_or(true);
    if let Some(item) = object.take("rotation")
        && item.value.as_f64() != Some(0.0)
    {
        let found = item.value.to_string();
        item.spot().object_to(|path| EnvelopeFileProblem::UnsupportedValue { path, found });
    }
    object.finish();
    FileField {
        recipient: recipient.unwrap_or_else(|| stand_in(usize::MAX)),
        document,
        kind: kind.unwrap_or(FieldKind::Signature),
        // No page has the number 0, and a box without a size is none: neither is taken for what was meant.
        placement: Placement { page: page.unwrap_or(0), rect: rect.unwrap_or(NO_BOX) },
        label,
        required,
    }
}

const NO_BOX: ViewRect = ViewRect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };

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

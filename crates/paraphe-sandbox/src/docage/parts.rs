//! Files, members and places of a transaction, one by one.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::transactions::{editable, find};
use super::wire::{self, Answer, Refusal};
use crate::envelope::{Corner, Document, Person, Place};
use crate::reading::{self, Part};
use crate::stand_in::StandIn;
use crate::state::{Shared, Store};

const SIGNATORY: i64 = 0;
/// Signatory, validator, follower, form filler: the order of the flags in answers.
const ROLES: [i64; 4] = [SIGNATORY, 1, 2, 3];
/// SMS, e-mail (seen in public client code).
const SIGN_MODES: [i64; 2] = [0, 1];

/// Multipart: `TransactionId`, `FileName`, `FriendlyName`, `Type` (0 to sign, 1 annex) and the file `FileToUpload`.
pub(super) async fn add_file(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let parts = form(&headers, body).await?;
    let field = |name: &str| {
        let missing = || Refusal::invalid(vec![format!("The {name} field is required.")]);
        reading::text_part(&parts, name).filter(|text| !text.is_empty()).ok_or_else(missing)
    };
    let (transaction, name) = (field("TransactionId")?, field("FileName")?);
    let to_sign = match field("Type")?.as_str() {
        "0" => true,
        "1" => false,
        other => return Err(Refusal::invalid(vec![format!("The value '{other}' is not valid for Type.")])),
    };
    let file = reading::file_part(&parts, "FileToUpload");
    let file =
        file.ok_or_else(|| Refusal::invalid(vec!["The FileToUpload field is required.".to_owned()]))?;
    let friendly = reading::text_part(&parts, "FriendlyName").unwrap_or_else(|| name.clone());
    shared.change(|store| {
        let document = document(store, file, &name, &friendly, to_sign)?;
        let id = document.id.clone();
        let envelope = find(store, &transaction)?;
        editable(envelope)?;
        envelope.documents.push(document);
        Ok(wire::id(&id))
    })
}

pub(super) async fn form(headers: &HeaderMap, body: Bytes) -> Result<Vec<Part>, Refusal> {
    if reading::content_type(headers) != "multipart/form-data" {
        return Err(Refusal::media_type());
    }
    reading::parts(headers, body).await.ok_or_else(|| Refusal::bad("The form is damaged."))
}

pub(super) fn document(
    store: &mut Store,
    file: &Part,
    name: &str,
    friendly: &str,
    to_sign: bool,
) -> Result<Document, Refusal> {
    if !reading::is_pdf(&file.bytes) {
        return Err(Refusal::bad("The file is not a PDF."));
    }
    Ok(Document {
        id: reading::random_id(),
        name: name.to_owned(),
        bytes: store.shelf(StandIn::Docage).keep(file.bytes.clone()),
        to_sign,
        own: json!({ "FriendlyName": friendly }),
    })
}

pub(super) async fn delete_files(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let ids = wire::ids(&headers, &body)?;
    shared.change(|store| {
        for envelope in store.shelf(StandIn::Docage).all() {
            if envelope.documents.iter().any(|document| ids.contains(&document.id)) {
                editable(envelope)?;
                envelope.documents.retain(|document| !ids.contains(&document.id));
            }
        }
        Ok(StatusCode::OK.into_response())
    })
}

pub(super) async fn add_member(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let members = wire::object(&headers, &body)?;
    let mut fields = Fields::of(&members);
    let transaction = fields.text("TransactionId");
    let contact = fields.text("ContactId");
    fields.finish()?;
    shared.change(|store| {
        let known = store.docage.contacts.get(contact).cloned();
        let known = known.ok_or_else(|| Refusal::not_found("Contact"))?;
        let base = store_base(&shared);
        let envelope = find(store, transaction)?;
        editable(envelope)?;
        let person = person(&members, &known, contact, &base)?;
        let id = person.id.clone();
        envelope.people.push(person);
        Ok(wire::id(&id))
    })
}

pub(super) fn store_base(shared: &Shared) -> String {
    shared.base(StandIn::Docage)
}

/// A member from its fields and its contact. Without `SignMode` the code goes by SMS (seen in public client code).
pub(super) fn person(
    members: &Map<String, Value>,
    contact: &Map<String, Value>,
    contact_id: &str,
    base: &str,
) -> Result<Person, Refusal> {
    let mut fields = Fields::of(members);
    let friendly = fields.optional_text("FriendlyName").unwrap_or_default().replace(' ', "");
    let role = fields.optional_number("MemberRole", &ROLES).unwrap_or(SIGNATORY);
    let mode = fields.optional_number("SignMode", &SIGN_MODES).unwrap_or(SIGN_MODES[0]);
    let notified = fields.optional_flag("NotifyInvitation").unwrap_or(true);
    for name in ["NotifySignature", "NotifyRefusal", "NotifyCompletion"] {
        fields.optional_flag(name);
    }
    fields.finish()?;
    let of = |name: &str| contact.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut person = Person::new(reading::random_id(), of("FirstName"), of("LastName"), of("Email"));
    person.phone = Some(of("Mobile").to_owned()).filter(|mobile| !mobile.is_empty());
    person.signs = role == SIGNATORY;
    person.notified = notified;
    person.link = Some(format!("{base}/transactions/Sign?transactionMemberId={}", person.id));
    person.own = json!({
        "TransactionId": members.get("TransactionId"), "ContactId": contact_id, "FriendlyName": friendly,
        "MemberRole": role, "SignMode": mode,
    });
    Ok(person)
}

pub(super) async fn delete_members(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let ids = wire::ids(&headers, &body)?;
    shared.change(|store| {
        for envelope in store.shelf(StandIn::Docage).all() {
            if envelope.people.iter().any(|person| ids.contains(&person.id)) {
                editable(envelope)?;
                envelope.people.retain(|person| !ids.contains(&person.id));
            }
        }
        Ok(StatusCode::OK.into_response())
    })
}

/// `{TransactionMemberId, TransactionFileId, Pages: "1", Coordinates: "x,y,width,height"}`, all strings.
pub(super) async fn add_location(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let members = wire::object(&headers, &body)?;
    let mut fields = Fields::of(&members);
    let member = fields.text("TransactionMemberId");
    let file = fields.text("TransactionFileId");
    let position = position(&mut fields);
    fields.finish()?;
    let (page, numbers) = position.ok_or_else(|| Refusal::bad("Invalid position."))?;
    shared.change(|store| {
        let envelope = store.shelf(StandIn::Docage).by_person(member);
        let envelope = envelope.ok_or_else(|| Refusal::not_found("TransactionMember"))?;
        editable(envelope)?;
        let document = envelope.documents.iter().position(|document| document.id == file);
        let document = document.ok_or_else(|| Refusal::not_found("TransactionFile"))?;
        let mut people = envelope.people.iter_mut();
        let person = people.find(|person| person.id == member);
        person
            .ok_or_else(|| Refusal::not_found("TransactionMember"))?
            .places
            .push(place(document, page, numbers));
        Ok(wire::id(&reading::random_id()))
    })
}

/// Page and four whole numbers, from a position's fields.
pub(super) fn position(fields: &mut Fields<'_>) -> Option<(u32, [u32; 4])> {
    let pages = fields.text("Pages").parse().ok().filter(|page| *page > 0);
    if pages.is_none() {
        fields.complain("The field Pages must be a page number.".to_owned());
    }
    let coordinates = fields.text("Coordinates");
    let numbers: Result<Vec<u32>, _> = coordinates.split(',').map(|number| number.trim().parse()).collect();
    let numbers = numbers.ok().and_then(|numbers| <[u32; 4]>::try_from(numbers).ok());
    if numbers.is_none_or(|[_, _, width, height]| width == 0 || height == 0) {
        fields.complain("The field Coordinates must be \"x,y,width,height\" in whole numbers.".to_owned());
    }
    Some((pages?, numbers?))
}

/// Points from the bottom left corner: not documented, the likeliest reading of public client code.
pub(super) fn place(document: usize, page: u32, [x, y, width, height]: [u32; 4]) -> Place {
    let [x, y, width, height] = [x, y, width, height].map(f64::from);
    Place { document, page, corner: Corner::BottomLeft, x, y, width, height }
}

//! A transaction created and sent in one request.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::parts::{document, form, person, place, position, store_base};
use super::transactions::{Wanted, draft, launch_now};
use super::wire::{self, Answer, Refusal};
use super::{Own, contacts};
use crate::envelope::Envelope;
use crate::reading::{self, Part};
use crate::stand_in::StandIn;
use crate::state::{Shared, Store};

/// Multipart: `Transaction` (JSON), then one part per member and file under its `FriendlyName`, and one per place under
/// both, joined by a comma and a space (vendor's pages, public client code).
pub(super) async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let parts = form(&headers, body).await?;
    let transaction = reading::text_part(&parts, "Transaction").and_then(|text| members(&text));
    let transaction =
        transaction.ok_or_else(|| Refusal::invalid(vec!["The Transaction field is required.".to_owned()]))?;
    let base = store_base(&shared);
    shared.change(|store| {
        let files = list(&transaction, "TransactionFiles");
        let people = list(&transaction, "TransactionMembers");
        let mut envelope = draft(transaction.clone(), Wanted::Few)?;
        for file in &files {
            add_file(store, &mut envelope, file, &parts)?;
        }
        for member in &people {
            add_member(&mut store.docage, &mut envelope, member, &parts, &base)?;
        }
        add_places(&mut envelope, &parts)?;
        launch_now(&mut envelope)?;
        let answer = wire::transaction(&envelope);
        store.shelf(StandIn::Docage).add(envelope);
        Ok(axum::Json(answer).into_response())
    })
}

fn members(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

fn list(transaction: &Map<String, Value>, name: &str) -> Vec<Map<String, Value>> {
    let values = transaction.get(name).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(|value| value.as_object().cloned()).collect()
}

/// One client writes `Filename`, another `FileName`.
fn add_file(
    store: &mut Store,
    envelope: &mut Envelope,
    file: &Map<String, Value>,
    parts: &[Part],
) -> Result<(), Refusal> {
    let mut fields = Fields::of(file);
    let friendly = fields.text("FriendlyName");
    let name =
        fields.optional_text("FileName").or_else(|| fields.optional_text("Filename")).unwrap_or(friendly);
    fields.finish()?;
    let part = reading::file_part(parts, friendly);
    let part = part.ok_or_else(|| Refusal::invalid(vec![format!("The file {friendly} is required.")]))?;
    envelope.documents.push(document(store, part, name, friendly, true)?);
    Ok(())
}

/// The member's part: the id of a contact, or a contact.
fn add_member(
    own: &mut Own,
    envelope: &mut Envelope,
    member: &Map<String, Value>,
    parts: &[Part],
    base: &str,
) -> Result<(), Refusal> {
    let mut fields = Fields::of(member);
    let friendly = fields.text("FriendlyName");
    fields.finish()?;
    let text = reading::text_part(parts, friendly);
    let text = text.ok_or_else(|| Refusal::invalid(vec![format!("The member {friendly} is required.")]))?;
    let (id, contact) = match members(&text) {
        Some(contact) => {
            contacts::check(&contact)?;
            let known = contact.get("Id").and_then(Value::as_str).map(str::to_owned);
            let id = known.unwrap_or_else(reading::random_id);
            own.contacts.insert(id.clone(), contact.clone());
            (id, contact)
        }
        None => {
            let id = text.trim_matches('"').to_owned();
            let contact = own.contacts.get(&id).cloned();
            (id, contact.ok_or_else(|| Refusal::not_found("Contact"))?)
        }
    };
    envelope.people.push(person(member, &contact, &id, base)?);
    Ok(())
}

fn add_places(envelope: &mut Envelope, parts: &[Part]) -> Result<(), Refusal> {
    let files: Vec<Value> =
        envelope.documents.iter().map(|document| document.own["FriendlyName"].clone()).collect();
    for person in &mut envelope.people {
        for (index, file) in files.iter().enumerate() {
            let [member, file] =
                [&person.own["FriendlyName"], file].map(|name| name.as_str().unwrap_or_default());
            let Some(text) = reading::text_part(parts, &format!("{member}, {file}")) else { continue };
            let value = members(&text).ok_or_else(|| Refusal::bad("A position must be a JSON object."))?;
            let mut fields = Fields::of(&value);
            let found = position(&mut fields);
            fields.finish()?;
            let (page, numbers) = found.ok_or_else(|| Refusal::bad("Invalid position."))?;
            person.places.push(place(index, page, numbers));
        }
    }
    Ok(())
}

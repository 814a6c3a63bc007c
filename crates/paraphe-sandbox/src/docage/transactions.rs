//! Transactions from draft to end.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::wire::{self, Answer, Refusal};
use crate::envelope::{Envelope, EnvelopeState};
use crate::reading;
use crate::stand_in::StandIn;
use crate::state::{Shared, Store};

/// Days between reminders that exist (a third party's catalogue of the API).
const REMINDERS: [i64; 6] = [0, 1, 2, 7, 14, 30];
const SMS_CODE: i64 = 0;

const EMAIL_TEXTS: [&str; 11] = [
    "InvitationEmailSubject",
    "InvitationEmailBody",
    "ReminderEmailSubject",
    "ReminderEmailBody",
    "SignatureEmailSubject",
    "SignatureEmailBody",
    "CompletionEmailSubject",
    "CompletionEmailBody",
    "RefusalEmailSubject",
    "RefusalEmailBody",
    "FormEmailSubject",
];

pub(super) async fn create(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Answer {
    let envelope = draft(wire::object(&headers, &body)?, Wanted::All)?;
    let id = envelope.id.clone();
    shared.change(|store| {
        store.shelf(StandIn::Docage).add(envelope);
    });
    Ok(wire::id(&id))
}

/// Which fields a route wants: the two ways of creating are documented differently.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    /// `Name`, `IsTest` and `Reminder`.
    All,
    /// `Name` and `IsTest`.
    Few,
}

/// A draft from the fields of a transaction.
pub(super) fn draft(members: Map<String, Value>, wanted: Wanted) -> Result<Envelope, Refusal> {
    let mut fields = Fields::of(&members);
    let mut envelope = Envelope::new(StandIn::Docage, reading::random_id(), fields.text("Name"));
    envelope.test = fields.flag("IsTest");
    match wanted {
        Wanted::All => fields.number("Reminder", &REMINDERS),
        Wanted::Few => fields.optional_number("Reminder", &REMINDERS).unwrap_or_default(),
    };
    envelope.expires = rest(&mut fields);
    fields.finish()?;
    envelope.own = members.into();
    Ok(envelope)
}

/// Checks what is optional; answers the end.
fn rest(fields: &mut Fields<'_>) -> Option<jiff::Timestamp> {
    fields.optional_number("MaximumReminders", &[]);
    fields.optional_text("Webhook");
    for name in EMAIL_TEXTS {
        fields.optional_text(name);
    }
    let days = fields.optional_number("DaysBeforeEnding", &[]);
    let after = days.and_then(|days| {
        jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_hours(days.checked_mul(24)?)).ok()
    });
    fields.optional_moment("EndDate").or(after)
}

pub(super) async fn list(State(shared): State<Shared>) -> Response {
    let all: Vec<Value> = shared.change(|store| {
        let envelopes = store.shelf(StandIn::Docage).all().iter();
        envelopes.filter(|envelope| envelope.state != EnvelopeState::Deleted).map(wire::transaction).collect()
    });
    axum::Json(all).into_response()
}

pub(super) async fn by_id(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| Ok(axum::Json(wire::transaction(envelope)).into_response()))
}

/// The state's name as a JSON string.
pub(super) async fn status(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| Ok(axum::Json(wire::status(envelope.state).1).into_response()))
}

/// Changes the fields that come.
pub(super) async fn update(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let members = wire::object(&headers, &body)?;
    let mut fields = Fields::of(&members);
    let name = fields.optional_text("Name").map(str::to_owned);
    let test = fields.optional_flag("IsTest");
    fields.optional_number("Reminder", &REMINDERS);
    let end = rest(&mut fields);
    fields.finish()?;
    with(&shared, &id, |envelope| {
        editable(envelope)?;
        envelope.title = name.unwrap_or_else(|| envelope.title.clone());
        envelope.test = test.unwrap_or(envelope.test);
        envelope.expires = end.or(envelope.expires);
        if let Some(own) = envelope.own.as_object_mut() {
            own.extend(members);
        }
        Ok(done())
    })
}

pub(super) async fn delete(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| {
        envelope.delete();
        Ok(done())
    })
}

/// Takes no body.
pub(super) async fn launch(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| {
        launch_now(envelope)?;
        Ok(done())
    })
}

pub(super) fn launch_now(envelope: &mut Envelope) -> Result<(), Refusal> {
    editable(envelope)?;
    let stuck = envelope.people.iter().find(|person| {
        person.signs && person.own["SignMode"].as_i64() == Some(SMS_CODE) && person.phone.is_none()
    });
    if let Some(person) = stuck {
        return Err(Refusal::bad(&format!("{} has no Mobile for the SMS code.", person.full_name())));
    }
    if envelope.launch() {
        Ok(())
    } else {
        Err(Refusal::bad("A transaction needs a file to sign and a signatory."))
    }
}

pub(super) async fn abort(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| {
        if envelope.cancel() { Ok(done()) } else { Err(Refusal::bad("The transaction is over.")) }
    })
}

pub(super) async fn send_reminders(State(shared): State<Shared>, Path(id): Path<String>) -> Answer {
    with(&shared, &id, |envelope| {
        if envelope.remind() { Ok(done()) } else { Err(Refusal::bad("Nobody is waited for.")) }
    })
}

fn done() -> Response {
    StatusCode::OK.into_response()
}

pub(super) fn editable(envelope: &Envelope) -> Result<(), Refusal> {
    if envelope.state == EnvelopeState::Draft {
        Ok(())
    } else {
        Err(Refusal::bad("The transaction is not a draft any more."))
    }
}

/// Works on the transaction with this id.
pub(super) fn with<T>(
    shared: &Shared,
    id: &str,
    work: impl FnOnce(&mut Envelope) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    shared.change(|store| work(find(store, id)?))
}

pub(super) fn find<'a>(store: &'a mut Store, id: &str) -> Result<&'a mut Envelope, Refusal> {
    store.shelf(StandIn::Docage).envelope(id).ok_or_else(|| Refusal::not_found("Transaction"))
}

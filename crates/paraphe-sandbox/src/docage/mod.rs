//! The stand-in for Docage. Routes, PascalCase keys and the shape of errors as public client code shows them; the
//! vendor's page says how to authenticate and how dates look (<https://documentation.docage.com>).
//!
//! Our choices where nothing public speaks: several documents are downloaded as a JSON array of base64 texts, the proof
//! file exists once all have signed, and a signer with SMS code but without a mobile number stops the launch. Folders
//! (`/Boxes`) and HTML documents (`/Documents`) are not stood in for: they carry no PDF to sign.

mod answers;
mod contacts;
mod fields;
mod full;
mod parts;
mod transactions;
mod wire;

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post, put};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::control::NoticeSample;
use crate::envelope::{Envelope, EnvelopeState};
use crate::stand_in::{StandIn, StandInAccount};
use crate::state::Shared;
use crate::{page, reading};

const USER: &str = "demo@docage.example";
const KEY: &str = "sandbox-docage-key";

/// Contacts and webhooks.
#[derive(Default)]
pub(crate) struct Own {
    /// By id, as they came.
    contacts: BTreeMap<String, Map<String, Value>>,
    webhooks: usize,
}

pub(crate) fn account(base: String) -> StandInAccount {
    StandInAccount {
        provider: StandIn::Docage,
        base_url: base,
        auth_url: None,
        user: Some(USER.to_owned()),
        secret: KEY.to_owned(),
        auth: "api-key",
    }
}

pub(crate) fn routes() -> Router<Shared> {
    api()
        .route_layer(middleware::from_fn(wants_account))
        .route("/transactions/Sign", get(signing_page))
        .fallback(nowhere)
}

/// Abort and reminders are GETs that change something, as the vendor has them.
fn api() -> Router<Shared> {
    Router::new()
        .route("/Contacts", post(contacts::create).get(contacts::list))
        .route("/Contacts/BatchDelete", delete(contacts::delete_many))
        .route("/Contacts/{id}", put(contacts::update).delete(contacts::delete))
        .route("/Contacts/ById/{id}", get(contacts::by_id))
        .route("/Contacts/byemail/{email}", get(contacts::by_email))
        .route("/Transactions", post(transactions::create).get(transactions::list))
        .route("/Transactions/CreateFullTransaction", post(full::create))
        .route("/Transactions/{id}", put(transactions::update).delete(transactions::delete))
        .route("/Transactions/ById/{id}", get(transactions::by_id))
        .route("/Transactions/Status/{id}", get(transactions::status))
        .route("/Transactions/LaunchTransaction/{id}", post(transactions::launch))
        .route("/Transactions/Abort/{id}", get(transactions::abort))
        .route("/Transactions/SendReminders/{id}", get(transactions::send_reminders))
        .route("/Transactions/GetTransactionFiles/{id}", get(answers::files))
        .route("/Transactions/GetTransactionMembers/{id}", get(answers::members))
        .route("/Transactions/DownloadDocument/{id}", get(answers::document))
        .route("/Transactions/DownloadProofFile/{id}", get(answers::proof))
        .route("/TransactionFiles", post(parts::add_file))
        .route("/TransactionFiles/BatchDelete", delete(parts::delete_files))
        .route("/TransactionMembers", post(parts::add_member))
        .route("/TransactionMembers/BatchDelete", delete(parts::delete_members))
        .route("/SignatureLocations", post(parts::add_location))
        .route("/Webhooks", post(add_webhook))
        .route("/DocageUsers", get(users))
        .route("/Organizations", get(organization))
}

/// Basic, the account's address and its key (vendor's page).
async fn wants_account(headers: HeaderMap, request: Request, next: Next) -> Response {
    if reading::basic(&headers).is_some_and(|(user, key)| user == USER && key == KEY) {
        return next.run(request).await;
    }
    let challenge = [(header::WWW_AUTHENTICATE, "Basic realm=\"Docage\"")];
    (challenge, wire::Refusal::new(StatusCode::UNAUTHORIZED, "Authentication failed")).into_response()
}

async fn nowhere() -> wire::Refusal {
    wire::Refusal::new(StatusCode::NOT_FOUND, "Not Found")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Signer {
    transaction_member_id: String,
}

async fn signing_page(State(shared): State<Shared>, Query(signer): Query<Signer>) -> Response {
    page::show(&shared, &signer.transaction_member_id)
}

async fn add_webhook(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> wire::Answer {
    let value = wire::object(&headers, &body)?;
    let mut fields = fields::Fields::of(&value);
    fields.text("Url");
    fields.text("Name");
    fields.finish()?;
    shared.change(|store| store.docage.webhooks += 1);
    Ok(wire::id(&reading::random_id()))
}

async fn users() -> Response {
    axum::Json(json!([{ "Id": "sandbox-user", "Email": USER, "FirstName": "Camille", "LastName": "Démo" }]))
        .into_response()
}

/// One object: the caller's own organisation.
async fn organization() -> Response {
    axum::Json(json!({
        "Name": "Bac à sable", "IsDemo": true, "IsDeveloper": true, "IntegratorId": null, "OrganizationStatus": 0,
        "OrganizationType": 0, "Language": 0, "Address1": "", "City": "", "State": "", "ZipCode": "", "Country": "FR",
        "Phone": "",
    }))
    .into_response()
}

/// `{Id, Status, Name}`, the status as its number, as public client code receives it; nothing signs the message.
pub(crate) fn notice(_shared: &Shared, envelope: &Envelope) -> Option<NoticeSample> {
    let body = json!({ "Id": envelope.id, "Status": wire::status(envelope.state).0, "Name": envelope.title });
    (envelope.state != EnvelopeState::Draft).then(|| NoticeSample {
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
        content_type: "application/json".to_owned(),
    })
}

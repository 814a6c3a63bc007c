//! The configuration of a transaction, which sends it.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::transactions::find;
use super::wire::{self, Failure};
use crate::envelope::{Corner, Document, Envelope, EnvelopeState, Person, Place};
use crate::reading;
use crate::stand_in::StandIn;
use crate::state::Shared;

/// The first two are the vendor's documentation's, the others its present clients'.
const SIG_TYPES: [&str; 9] = [
    "CERTIFIED_TIMESTAMP",
    "SIGNATURE_WITH_SSCD",
    "CERTIFIED_TIMESTAMP_WACOM",
    "DIGI_GO",
    "NGCERT",
    "MOBILE_ID",
    "TRUSTED_X",
    "REMOTE_SIGN",
    "LATER",
];
/// The vendor's examples and clients write `BY_MAIL`, its tables `BY_EMAIL`.
const MODES_WITH_MAIL: [&str; 2] = ["BY_MAIL", "BY_EMAIL"];
const MODES: [&str; 3] = ["FACE_TO_FACE", "BY_LINK", "AUTOMATIC"];
const OTPS: [&str; 3] = ["NONE", "OTP", "EMAIL"];
const LANGUAGES: [&str; 2] = ["fr", "en"];
/// The stamp's size is not documented: about what the vendor's pages show, in points.
const STAMP: (f64, f64) = (150.0, 50.0);
/// Where the vendor's own client puts a stamp nobody placed, in points.
const USUAL_PLACE: (f64, f64) = (81.0, 44.281_25);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Configuration {
    sig_conf: Vec<SignerConfiguration>,
    #[serde(default)]
    observers: Vec<Observer>,
    lang: Option<String>,
    #[serde(rename = "message")]
    _message: Option<String>,
    /// ISO 8601 with an offset.
    expiration_date: Option<String>,
    #[serde(default)]
    parallel_signatures: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignerConfiguration {
    signer: Signer,
    sig_type: String,
    mode: String,
    otp: String,
    docs_configs: Vec<DocumentConfiguration>,
    #[serde(default)]
    choose_position: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Signer {
    first_name: String,
    last_name: String,
    email: String,
    phone_number: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Observer {
    first_name: String,
    last_name: String,
    email: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DocumentConfiguration {
    identifier: String,
    #[serde(default = "first_page")]
    page: u32,
    #[serde(default)]
    x_axis: f64,
    #[serde(default)]
    y_axis: f64,
}

fn first_page() -> u32 {
    1
}

pub(super) async fn launch(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Path(uuid): Path<String>,
    body: Bytes,
) -> Response {
    let host = shared.base(StandIn::NgSign);
    let outcome = configuration(&headers, &body).and_then(|configuration| {
        shared.change(|store| {
            let envelope = find(store, &uuid)?;
            configure(envelope, configuration, &host)?;
            let envelope = envelope.clone();
            store.ngsign.spent += envelope.people.len();
            Ok(wire::transaction(store, &envelope))
        })
    });
    wire::respond(&shared, &headers, outcome)
}

/// 400 for what is no JSON at all, 113 for JSON that is no configuration.
fn configuration(headers: &HeaderMap, body: &Bytes) -> Result<Configuration, Failure> {
    if reading::content_type(headers) != "application/json" {
        return Err(Failure::BAD_REQUEST);
    }
    let value: Value = reading::json(body).ok_or(Failure::BAD_REQUEST)?;
    serde_json::from_value(value).map_err(|_| Failure::BAD_CONFIGURATION)
}

fn configure(envelope: &mut Envelope, configuration: Configuration, host: &str) -> Result<(), Failure> {
    match envelope.state {
        EnvelopeState::Draft => {}
        EnvelopeState::Completed => return Err(Failure::ALREADY_SIGNED),
        EnvelopeState::Out
        | EnvelopeState::Declined
        | EnvelopeState::Expired
        | EnvelopeState::Cancelled
        | EnvelopeState::Deleted => return Err(Failure::BAD_CONFIGURATION),
    }
    let end = configuration.expiration_date.as_deref().map(str::parse::<jiff::Timestamp>);
    let end = end.transpose().map_err(|_| Failure::BAD_CONFIGURATION)?;
    let language = configuration.lang.as_deref();
    if language.is_some_and(|language| !LANGUAGES.contains(&language)) {
        return Err(Failure::BAD_CONFIGURATION);
    }
    let mut people = Vec::new();
    for signer in &configuration.sig_conf {
        let mut person = person(signer, &envelope.documents)?;
        person.link = Some(format!("{host}/pds/#/transaction/sign/{}?uuid={}", person.id, envelope.id));
        people.push(person);
    }
    let launched =
        Envelope { people, ordered: !configuration.parallel_signatures, expires: end, ..envelope.clone() };
    *envelope = launched;
    envelope.own = json!({ "observers": configuration.observers.iter().map(observer).collect::<Vec<_>>() });
    if envelope.launch() { Ok(()) } else { Err(Failure::BAD_CONFIGURATION) }
}

fn person(configuration: &SignerConfiguration, documents: &[Document]) -> Result<Person, Failure> {
    let SignerConfiguration { signer, sig_type, mode, otp, docs_configs, choose_position } = configuration;
    let by_mail = MODES_WITH_MAIL.contains(&mode.as_str());
    let phone = signer.phone_number.clone().filter(|number| !number.is_empty());
    let known = SIG_TYPES.contains(&sig_type.as_str())
        && (by_mail || MODES.contains(&mode.as_str()))
        && OTPS.contains(&otp.as_str());
    let reachable = signer.email.contains('@') && (otp != "OTP" || phone.is_some());
    let named = !signer.first_name.is_empty() && !signer.last_name.is_empty();
    if !known || !reachable || !named || docs_configs.is_empty() {
        return Err(Failure::BAD_CONFIGURATION);
    }
    let mut person = Person::new(reading::random_id(), &signer.first_name, &signer.last_name, &signer.email);
    person.phone = phone;
    person.notified = by_mail;
    person.own = json!({ "sigType": sig_type, "mode": mode, "otp": otp });
    for place in docs_configs {
        person.places.push(place_of(place, *choose_position, documents)?);
    }
    Ok(person)
}

fn place_of(
    place: &DocumentConfiguration,
    chosen_by_signer: bool,
    documents: &[Document],
) -> Result<Place, Failure> {
    let document = documents.iter().position(|document| document.id == place.identifier);
    let document = document.ok_or(Failure::NO_DOCUMENT)?;
    if place.page == 0 {
        return Err(Failure::BAD_CONFIGURATION);
    }
    let (page, (x, y)) = if chosen_by_signer {
        (first_page(), USUAL_PLACE)
    } else {
        (place.page, (place.x_axis, place.y_axis))
    };
    Ok(Place { document, page, corner: Corner::BottomLeft, x, y, width: STAMP.0, height: STAMP.1 })
}

fn observer(observer: &Observer) -> Value {
    json!({ "firstName": observer.first_name, "lastName": observer.last_name, "email": observer.email })
}

//! The shapes SigTool answers in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::CLIENT;
use super::request::NewSignature;
use crate::envelope::{Envelope, EnvelopeState};
use crate::stand_in::StandIn;
use crate::state::Shared;

const TOKEN_LENGTH: usize = 32;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A token as long and of the same letters as the documented one.
pub(super) fn new_token() -> String {
    let mut token = String::new();
    while token.len() < TOKEN_LENGTH {
        let mut bytes = [0_u8; TOKEN_LENGTH];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes to a process that runs");
        // Bytes beyond the last whole multiple of the alphabet would favour its beginning.
        let letters = bytes.iter().filter(|&&byte| byte < 248).map(|&byte| usize::from(byte) % 62);
        token.extend(letters.map(|letter| char::from(ALPHABET[letter])));
    }
    token.truncate(TOKEN_LENGTH);
    token
}

/// What is kept of a request for the answers to come.
pub(super) fn own(new: &NewSignature) -> Value {
    json!({
        // The default is not documented.
        "allowedMethods": new.body.allowed_methods.as_deref().unwrap_or("email"),
        "signatoryCompany": new.body.signatory_company,
        "signatoryEmail": new.body.signatory_email,
        "notificationUrl": new.body.notification_url,
        "redirectionUrl": new.body.redirection_url,
        "clientData": new.body.client_data,
        "uniqueIdentifier": new.unique_identifier,
    })
}

pub(super) fn sign_url(shared: &Shared, token: &str) -> String {
    format!("{}/sign/{CLIENT}/{token}", shared.base(StandIn::SigTool))
}

/// `2025-12-12T07:54:20+01:00`, as the samples write a moment.
pub(super) fn moment(at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The object `signature`; the two addresses come only with `details=links`.
pub(super) fn signature(shared: &Shared, envelope: &Envelope, links: bool) -> Value {
    let own = &envelope.own;
    let person = envelope.people.first();
    let mut signature = json!({
        "cancelled": envelope.state == EnvelopeState::Cancelled,
        "description": envelope.title,
        "token": envelope.id,
        "creationDate": moment(envelope.created),
        "allowedMethods": own["allowedMethods"],
        "signatoryName": person.map(|person| &person.last_name),
        "signatoryCompany": own["signatoryCompany"],
        "signatoryEmail": own["signatoryEmail"],
        "signatoryMobile": person.and_then(|person| person.phone.as_ref()),
        "notificationUrl": own["notificationUrl"],
        "redirectionUrl": own["redirectionUrl"],
    });
    if links {
        let base = shared.base(StandIn::SigTool);
        signature["resourceUrl"] = json!(format!("{base}/api/signatures/{}", envelope.id));
        signature["signUrl"] = json!(sign_url(shared, &envelope.id));
    }
    if let Some(at) = person.and_then(|person| person.signed_at) {
        signature["signDate"] = json!(moment(at));
        signature["documents"] = envelope.documents.iter().map(document).collect();
    }
    signature
}

fn document(document: &crate::envelope::Document) -> Value {
    json!({
        "description": document.own["description"],
        "fileName": document.name,
        "data": STANDARD.encode(&document.bytes),
    })
}

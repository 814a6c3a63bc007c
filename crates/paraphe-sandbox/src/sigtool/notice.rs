//! The message SigTool posts to a notification address, once a document is signed and only then.

use jiff::Timestamp;
use serde_json::Value;

use super::hmac::checksum;
use super::wire::moment;
use super::{API_KEY, CLIENT};
use crate::control::NoticeSample;
use crate::envelope::{Envelope, EnvelopeState};
use crate::query::encoded;
use crate::state::Shared;

/// The form that would be posted now; `None` before the signature.
pub(crate) fn notice(_shared: &Shared, envelope: &Envelope) -> Option<NoticeSample> {
    let person = envelope.people.first().filter(|_| envelope.state == EnvelopeState::Completed)?;
    let mut parameters = vec![
        ("sgt_client", CLIENT.to_owned()),
        ("sgt_curdate", moment(Timestamp::now())),
        ("sgt_token", envelope.id.clone()),
        ("sgt_signdate", moment(person.signed_at?)),
        ("sgt_signmethod", method(&envelope.own)),
    ];
    if !envelope.own["clientData"].is_null() {
        parameters.push(("sgt_data", envelope.own["clientData"].to_string()));
    }
    if let Some(identifier) = envelope.own["uniqueIdentifier"].as_str() {
        parameters.push(("sgt_uniqueid", identifier.to_owned()));
    }
    let sum = checksum(API_KEY, parameters.iter().map(|(name, value)| (*name, value.as_str())));
    parameters.push(("sgt_hmac", sum));
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Some(NoticeSample {
        headers: Vec::new(),
        body: pairs.join("&").into_bytes(),
        content_type: "application/x-www-form-urlencoded".to_owned(),
    })
}

/// The first of the methods the signer could choose.
fn method(own: &Value) -> String {
    let allowed = own["allowedMethods"].as_str().unwrap_or_default();
    allowed.split(',').next().unwrap_or_default().to_owned()
}

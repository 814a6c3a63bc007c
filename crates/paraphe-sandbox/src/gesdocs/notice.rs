//! The message GesDocs posts to the account's webhook at each important change.

use serde_json::{Value, json};

use super::files::document_hash;
use super::wire::{file_url, moment, signers, state};
use crate::control::NoticeSample;
use crate::envelope::{Envelope, EnvelopeState, Person, PersonState};
use crate::state::Shared;

/// What would be posted now: about the newest signature or refusal; `None` before the first.
pub(crate) fn notice(shared: &Shared, envelope: &Envelope) -> Option<NoticeSample> {
    let newest = envelope
        .people
        .iter()
        .filter(|person| matches!(person.state, PersonState::Signed | PersonState::Declined))
        .max_by_key(|person| person.since)?;
    // Only this first name of an event is documented.
    let event = if newest.state == PersonState::Signed { "document_signed" } else { "document_refused" };
    let owner = envelope.own["owner"].as_str().unwrap_or_default();
    let credits_left = shared.change(|store| store.gesdocs.credits(owner));
    let body =
        json!({ "event": event, "data": data(shared, envelope, newest), "credits_left": credits_left });
    Some(NoticeSample {
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
        content_type: "application/json".to_owned(),
    })
}

fn data(shared: &Shared, envelope: &Envelope, newest: &Person) -> Value {
    let own = &envelope.own;
    let mut data = json!({
        "id": own["number"],
        "token": own["token"],
        "document_hash": document_hash(envelope),
        "signataire": { "email": newest.email, "prenom": newest.first_name, "nom": newest.last_name },
        "signataires": signers(envelope),
        "statut": state(envelope),
        "date_creation": moment(envelope.created),
        "date_expiration": envelope.expires.map(moment),
        "date_signature": newest.signed_at.map(moment),
        "demandeur": { "email": own["requester"] },
        "utilisateur": { "email": own["owner"], "entreprise": "Bac à sable" },
        "ip": "127.0.0.1",
        "navigateur": "Bac à sable",
        "preuve": { "remarque": "Bac à sable\u{202f}: sans valeur" },
        "metadata": own["metadata"],
    });
    if envelope.state != EnvelopeState::Declined {
        data["document_signe"] = json!({ "url": file_url(shared, envelope, "signes", "pdf") });
        data["certificat_pdf"] = json!({ "url": file_url(shared, envelope, "certificats", "pdf") });
        data["certificat_json"] = json!({ "url": file_url(shared, envelope, "certificats", "json") });
    }
    data
}

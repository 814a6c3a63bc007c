//! `POST /api/signatures`: a dispatch in SigTool's words, with everything refused that it cannot hold.

use std::collections::BTreeMap;

use paraphe_envelope::{Authentication, Envelope, Field, Language, Recipient, SignatureMode, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value};

use super::place::Position;
use crate::error::{Error, ErrorKind, Result};
use crate::http::file;
use crate::plan::Dispatch;
use crate::provider::IdempotencyKey;

/// The body; the n-th document's `data` is the mark for the n-th file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewSignature {
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<String>,
    allowed_methods: &'static str,
    signatory_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    signatory_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signatory_mobile: Option<String>,
    client_data: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notification_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirection_url: Option<String>,
    documents: Vec<NewDocument>,
    attributes: Attributes,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct NewDocument {
    description: String,
    file_name: String,
    data: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    positions: Vec<Position>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Attributes {
    #[serde(rename = "signatory.must-agree", skip_serializing_if = "BTreeMap::is_empty")]
    must_agree: BTreeMap<Language, String>,
    #[serde(rename = "signature.unique-identifier")]
    unique_identifier: String,
}

impl NewSignature {
    /// The dispatch in SigTool's words.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`]: something SigTool has no word for.
    pub(super) fn new(dispatch: &Dispatch<'_>, key: &IdempotencyKey) -> Result<Self> {
        let (envelope, person) = (dispatch.envelope, signatory(dispatch)?);
        let options = envelope.options();
        Ok(Self {
            description: envelope.title().to_owned(),
            expiration_date: options.expires_at.map(|at| written(end_of_keeping(at))),
            allowed_methods: methods(person, &options.signature_modes)?,
            signatory_name: person.full_name(),
            signatory_email: person.email.as_ref().map(|email| email.as_str().to_owned()),
            signatory_mobile: person.mobile.as_ref().map(|mobile| mobile.as_str().to_owned()),
            client_data: client_data(envelope, key)?,
            notification_url: notification_urls(dispatch)?,
            redirection_url: options.redirect_url.clone(),
            documents: documents(dispatch, person)?,
            attributes: Attributes {
                must_agree: options
                    .conditions
                    .iter()
                    .map(|(lang, all)| (*lang, boxes_to_tick(all)))
                    .collect(),
                unique_identifier: key.to_string(),
            },
        })
    }
}

/// The one person a signature is for.
pub(super) fn signatory<'e>(dispatch: &Dispatch<'e>) -> Result<&'e Recipient> {
    match dispatch.groups.iter().flatten().copied().collect::<Vec<_>>()[..] {
        [person] => Ok(person),
        _ => Err(unsupported("a signature has one signatory")),
    }
}

/// When SigTool shall destroy everything, the signed files too: a week after the last moment to sign, so that what was
/// signed in that moment can still be fetched by a computer that was off over a long weekend.
pub(super) fn end_of_keeping(expires_at: Timestamp) -> Timestamp {
    Timestamp::from_millis(expires_at.as_millis().saturating_add(MARGIN_MS))
}

/// ISO 8601 with an offset, as the vendor's page shows it: `2025-12-27T00:00:00+01:00`.
fn written(at: Timestamp) -> String {
    let text = at.to_rfc3339();
    format!("{}+00:00", text.trim_end_matches('Z'))
}

/// The methods offered to the signatory, who takes one of them (a notice names one): so whoever is to enter a code is
/// offered nothing else.
fn methods(person: &Recipient, modes: &[SignatureMode]) -> Result<&'static str> {
    let about = |message| unsupported(message).with_context("recipient", &person.id);
    if modes.iter().any(|mode| *mode != SignatureMode::Drawn) {
        return Err(unsupported("a signature is drawn, or confirmed by a code"));
    }
    match person.authentication {
        Authentication::None => Ok("touch,mouse"),
        Authentication::EmailCode | Authentication::SmsCode if !modes.is_empty() => {
            Err(about("who enters a code draws no signature"))
        }
        Authentication::EmailCode if person.email.is_none() => {
            Err(about("a code by e-mail needs an address"))
        }
        Authentication::EmailCode => Ok("email"),
        Authentication::SmsCode if person.mobile.is_none() => {
            Err(about("a code by SMS needs a mobile phone"))
        }
        Authentication::SmsCode => Ok("sms"),
    }
}

/// The sender's own notes, and by which request they came.
fn client_data(envelope: &Envelope, key: &IdempotencyKey) -> Result<Map<String, Value>> {
    let notes = &envelope.options().metadata;
    if notes.contains_key(REQUEST_ID) {
        return Err(unsupported("a note has a name that is taken").with_context("name", REQUEST_ID));
    }
    let notes = notes.iter().map(|(name, note)| (name.clone(), Value::String(note.clone())));
    Ok(notes.chain([(REQUEST_ID.to_owned(), Value::String(key.to_string()))]).collect())
}

/// Where SigTool tells that it is signed, separated by commas: the sender's addresses, and by e-mail with the signed files
/// the person who asks and those who get a copy.
fn notification_urls(dispatch: &Dispatch<'_>) -> Result<Option<String>> {
    let options = dispatch.envelope.options();
    let mut urls = Vec::new();
    for url in &options.notification_urls {
        if !KINDS.iter().any(|kind| url.starts_with(kind)) {
            let error = unsupported("notices go to http, https, mailto and sms addresses");
            return Err(error.with_context("option", "options.notification_urls"));
        }
        urls.push(url.replace(',', "%2C"));
    }
    urls.extend(options.requester().map(|email| mail_with_files(email.as_str())));
    for observer in &dispatch.observers {
        let email = observer.email.as_ref();
        let missing = || unsupported("a copy goes by e-mail").with_context("recipient", &observer.id);
        urls.push(mail_with_files(email.ok_or_else(missing)?.as_str()));
    }
    let mut seen = Vec::new();
    for url in urls {
        if !seen.contains(&url) {
            seen.push(url);
        }
    }
    Ok(Some(seen.join(",")).filter(|urls| !urls.is_empty()))
}

/// `mailto:…?attach=yes`: the signed files go along. What has a meaning in such an address or between two is escaped
/// (RFC 6068, 2).
fn mail_with_files(email: &str) -> String {
    let mut address = String::from("mailto:");
    for character in email.chars() {
        match character {
            '%' | '?' | '&' | '#' | ',' | '/' => address.push_str(&format!("%{:02X}", u32::from(character))),
            other => address.push(other),
        }
    }
    address + "?attach=yes"
}

/// The conditions as boxes to tick: one each, separated by a carriage return.
fn boxes_to_tick(conditions: &[String]) -> String {
    let lines = conditions.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\r")
}

/// The documents with the person's boxes. One without a box has no position: SigTool signs it on a page it adds.
fn documents(dispatch: &Dispatch<'_>, person: &Recipient) -> Result<Vec<NewDocument>> {
    let is_alone = dispatch.documents.len() == 1;
    let mut documents = Vec::new();
    for (index, document) in dispatch.documents.iter().enumerate() {
        let mut positions = Vec::new();
        let is_theirs = |field: &&Field| field.document == document.id && field.recipient == person.id;
        for field in dispatch.fields().filter(is_theirs) {
            let nowhere = || unsupported("a box stands on no page").with_context("field", &field.id);
            let geometry = document.page(field.placement.page).ok_or_else(nowhere)?;
            positions.push(Position::new(field.placement.page, field.placement.rect, geometry));
        }
        let has_ending = document.name.to_lowercase().ends_with(".pdf");
        documents.push(NewDocument {
            // "If there is only one document, this should be the same as that of the signature" (vendor's page).
            description: if is_alone { dispatch.envelope.title() } else { &document.name }.to_owned(),
            file_name: format!("{}{}", document.name, if has_ending { "" } else { ".pdf" }),
            data: file(index),
            positions,
        });
    }
    Ok(documents)
}

fn unsupported(message: &'static str) -> Error {
    Error::new(ErrorKind::Unsupported, message)
}

const MARGIN_MS: i64 = 7 * 24 * 60 * 60 * 1000;
const REQUEST_ID: &str = "app_request_id";
const KINDS: [&str; 4] = ["https://", "http://", "mailto:", "sms:"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_destroyed_a_week_after_the_last_moment() {
        let at = "2026-02-22T00:00:00+01:00".parse().unwrap();
        assert_eq!(written(end_of_keeping(at)), "2026-02-28T23:00:00+00:00");
    }

    #[test]
    fn conditions_are_boxes_one_line_each() {
        let conditions = ["J'ai lu\r\nles termes".to_owned(), " ".to_owned(), "J'accepte".to_owned()];
        assert_eq!(boxes_to_tick(&conditions), "J'ai lu les termes\rJ'accepte");
    }

    #[test]
    fn an_address_cannot_become_two() {
        assert_eq!(mail_with_files("me@ex.fr"), "mailto:me@ex.fr?attach=yes");
        assert_eq!(mail_with_files("a?b&c#d/e+f%@ex.fr"), "mailto:a%3Fb%26c%23d%2Fe+f%25@ex.fr?attach=yes");
    }
}

//! The body of `POST /EU-SES`.

use paraphe_envelope::{
    Authentication, Envelope, EnvelopeOptions, PageGeometry, Recipient, SignatureMode, ViewRect,
};
use serde_json::{Map, Value, json};

use super::config::Config;
use crate::error::{Error, ErrorKind, Result};
use crate::http::file;
use crate::plan::Dispatch;
use crate::provider::IdempotencyKey;
use crate::texts::{self, PassedText, TextPiece};

/// The stamp, in points. Its size is not published for simple signatures; this is the vendor's default for qualified ones.
const STAMP: (f64, f64) = (164.0, 45.0);

/// The longest text message, in characters, the place of the code included.
const LONGEST_SMS: usize = 160;

/// What the vendor replaces by the code.
const CODE: &str = "{OTP}";

/// The body; the document's bytes are file 0.
///
/// # Errors
/// [`ErrorKind::Unsupported`]: what the vendor cannot take and no capability says.
pub(super) fn body(dispatch: &Dispatch<'_>, key: &IdempotencyKey, config: &Config) -> Result<Value> {
    let options = dispatch.envelope.options();
    let people = dispatch.groups.iter().flatten();
    let signers = people.map(|person| signer(dispatch, person)).collect::<Result<Vec<_>>>()?;
    let mut body = json!({
        "signers": signers,
        "inputDocuments": [{ "sourceType": "base64", "payload": file(0) }],
        "options": {
            "signatureMode": modes(&options.signature_modes),
            // Who signs is not for the signer to change.
            "userEditableData": { "name": false, "mobile": false, "email": false },
            "timezone": config.timezone,
            "signerMustRead": config.signer_must_read,
            "ui": ui(options, key)?,
        },
    });
    if let Some(callback) = callback(options, key)? {
        body["callback"] = callback;
    }
    Ok(body)
}

/// What makes a signature recognisable as ours in the options that come back: an address nobody can have (RFC 2606)
/// among those that may show the signing page in a frame. It lets nobody in, and it is unique to the dispatch.
pub(super) fn mark(key: &IdempotencyKey) -> String {
    format!("https://{}.{}{MARK_DOMAIN}", key.dispatch, key.envelope.as_str().replace('_', "-"))
}

/// How every mark of ours ends.
pub(super) const MARK_DOMAIN: &str = ".paraphe.invalid";

fn modes(asked: &[SignatureMode]) -> Vec<&'static str> {
    if asked.is_empty() {
        // The vendor's text says both are the default, its schema says one: said explicitly.
        return vec!["typed", "drawn"];
    }
    let word = |mode: &SignatureMode| match mode {
        SignatureMode::Drawn => Some("drawn"),
        SignatureMode::Typed => Some("typed"),
        SignatureMode::Image => None,
    };
    asked.iter().filter_map(word).collect()
}

fn signer(dispatch: &Dispatch<'_>, person: &Recipient) -> Result<Value> {
    let refused = |message| Error::new(ErrorKind::Unsupported, message).with_context("recipient", &person.id);
    let (name, surname) = (person.first_name.trim(), person.last_name.trim());
    if name.is_empty() || surname.is_empty() {
        return Err(refused("it wants a first and a last name"));
    }
    let fields = dispatch.fields().filter(|field| field.recipient == person.id);
    let places = fields.filter_map(|field| {
        let document = dispatch.documents.iter().find(|document| document.id == field.document)?;
        let page = document.page(field.placement.page)?;
        let (x, y) = corner(field.placement.rect, page);
        Some(json!({ "page": field.placement.page, "x": x.to_string(), "y": y.to_string() }))
    });
    let places: Vec<Value> = places.collect();
    if places.is_empty() {
        return Err(refused("everybody needs a place to sign on this document"));
    }
    let mut signer = Map::new();
    signer.insert("name".to_owned(), json!(name));
    signer.insert("surname".to_owned(), json!(surname));
    if let Some(email) = &person.email {
        signer.insert("email".to_owned(), json!(email.as_str()));
    }
    let way = match person.authentication {
        Authentication::SmsCode => "sms",
        Authentication::EmailCode | Authentication::None => "email",
    };
    if let (Authentication::SmsCode, Some(mobile)) = (person.authentication, &person.mobile) {
        signer.insert("mobile".to_owned(), json!(mobile.as_str()));
    }
    let words = dispatch.envelope.message_in(person.language).text;
    if let Some(message) = code_message(words, person.authentication) {
        signer.insert("message".to_owned(), json!(message));
    }
    signer.insert("authentication".to_owned(), json!([way]));
    signer.insert("signatures".to_owned(), json!(places));
    Ok(signer.into())
}

/// The sender's words in the messages that bring a code.
pub(crate) fn passed_texts(envelope: &Envelope) -> Vec<PassedText> {
    let pieces =
        |person: &Recipient, words: &str| Some(code_pieces(&code_message(words, person.authentication)?));
    texts::with_codes(envelope, pieces)
}

/// A message that brings a code, the vendor's placeholder taken for what it stands for.
fn code_pieces(message: &str) -> Vec<TextPiece> {
    let words = message.split(CODE).map(TextPiece::words);
    let mut pieces: Vec<TextPiece> = words.flat_map(|words| [words, TextPiece::Code]).collect();
    pieces.pop();
    pieces.retain(|piece| *piece != TextPiece::words(""));
    pieces
}

/// The message that brings the code: the sender's own words with the code after them. None keeps the vendor's text: where
/// there are no words, and where a text message could not hold them.
fn code_message(words: &str, authentication: Authentication) -> Option<String> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let message = if words.contains(CODE) { words.to_owned() } else { format!("{words}\n{CODE}") };
    let fits = match authentication {
        Authentication::SmsCode => message.chars().count() <= LONGEST_SMS,
        Authentication::EmailCode | Authentication::None => true,
    };
    fits.then_some(message)
}

/// The upper left corner of the stamp: whole points from the left and from the top of the page as it is seen. "From the
/// left" and "from the top" are documented; that the unit is the point is inferred (public client code places y=680 on
/// an A4 page). The stamp is kept on the page.
pub(super) fn corner(rect: ViewRect, page: &PageGeometry) -> (i64, i64) {
    let (width, height) = page.displayed_size();
    (whole(rect.x, width - STAMP.0), whole(rect.y, height - STAMP.1))
}

fn whole(at: f64, last: f64) -> i64 {
    // A page is at most some million points wide (ISO 32000-2, C): far within what an i64 holds exactly.
    at.round().min(last.floor()).max(0.0) as i64
}

fn callback(options: &EnvelopeOptions, key: &IdempotencyKey) -> Result<Option<Value>> {
    let Some(url) = options.notification_urls.first() else { return Ok(None) };
    let refused = |message| Error::new(ErrorKind::Unsupported, message).with_context("url", url);
    if options.notification_urls.len() > 1 {
        return Err(refused("it takes one address for notices"));
    }
    if !is_web_address(url) {
        return Err(refused("notices go to web addresses only"));
    }
    Ok(Some(json!({ "url": url, "custom": { "paraphe": key.to_string() } })))
}

fn ui(options: &EnvelopeOptions, key: &IdempotencyKey) -> Result<Value> {
    let mut ui = json!({ "iframeAncestors": [mark(key)] });
    if let Some(color) = &options.brand_color {
        let text = readable_on(color);
        for name in ["button", "signButton"] {
            for state in ["", "Hover"] {
                ui[format!("{name}BackgroundColor{state}")] = json!(color);
                ui[format!("{name}TextColor{state}")] = json!(text);
            }
        }
        ui["sidebarBackgroundColor"] = json!(color);
        ui["sidebarTitleColor"] = json!(text);
        ui["sidebarTextColor"] = json!(text);
    }
    if let Some(logo) = &options.brand_logo {
        if !logo.starts_with("https://") {
            // Whether it takes a picture itself is not published: an address is documented (`format: uri`).
            return Err(Error::new(ErrorKind::Unsupported, "it takes a logo only as an https address"));
        }
        ui["sidebarLogo"] = json!(logo);
    }
    if let Some(url) = &options.redirect_url {
        ui["completeUrl"] = json!(url);
    }
    Ok(ui)
}

fn is_web_address(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Black or white, whichever has the higher contrast on a colour of the form `#rrggbb` (WCAG 2.2, contrast ratio).
fn readable_on(color: &str) -> &'static str {
    let part = |at: usize| {
        let byte = color.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    // Contrast with white is 1.05 / (L + 0.05), with black (L + 0.05) / 0.05; both are equal at 0.179.
    if luminance > 0.179 { "#000000" } else { "#ffffff" }
}

#[cfg(test)]
mod tests;

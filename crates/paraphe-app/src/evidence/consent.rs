//! What a signer accepts: the exact texts, their versions, and which texts were ever shown.

use std::collections::BTreeMap;

use paraphe_envelope::{Language, Sha256Digest};

use crate::schema::ConsentTextView;
use crate::words;

/// The text of whoever signs before a host, with the host's name in it.
pub(crate) fn text(language: Language, host: &str) -> ConsentTextView {
    let host = match host.is_empty() {
        true => words::plain(language, "consent-host-unnamed"),
        false => host.to_owned(),
    };
    let text = words::sentence(language, "consent-text", &BTreeMap::from([("host".to_owned(), host)]));
    named(language, text)
}

/// The text of whoever signs at their own computer: nobody hands it to them.
pub(crate) fn text_alone(language: Language) -> ConsentTextView {
    named(language, words::plain(language, "consent-text-alone"))
}

/// The second text: the movement of the signature is kept, too.
pub(crate) fn biometric_text(language: Language) -> ConsentTextView {
    named(language, words::plain(language, "consent-biometric"))
}

fn named(language: Language, text: String) -> ConsentTextView {
    let sha256 = Sha256Digest::of(text.as_bytes());
    ConsentTextView { language, version: words::plain(language, "consent-version"), text, sha256 }
}

//! Identifiers: strings with a prefix that says what they name, so that two of them cannot be mistaken for each other —
//! neither by the compiler nor by a person reading a database.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::text_type::reads_as_text;

/// A text that is not the identifier it should be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{found:?} is not {expected}")]
pub struct IdError {
    /// What kind of identifier was expected, e.g. `env_<32 hex digits>`.
    pub expected: &'static str,
    /// The text that was found.
    pub found: String,
}

/// Defines one identifier type: its name, its prefix, what it names, its TypeScript brand.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $brand:literal, $accepts:path, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
        #[serde(try_from = "String", into = "String")]
        #[ts(type = $brand)]
        pub struct $name(String);

        impl $name {
            /// Makes an identifier from 16 random bytes the caller drew.
            #[must_use]
            pub fn new(random: [u8; 16]) -> Self {
                let mut text = String::with_capacity($prefix.len() + 32);
                text.push_str($prefix);
                push_hex(&mut text, &random);
                Self(text)
            }

            /// The identifier as it is stored and sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                if $accepts(&text, $prefix) {
                    Ok(Self(text))
                } else {
                    Err(IdError { expected: $expected, found: text })
                }
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::try_from(text.to_owned())
            }
        }

        reads_as_text!($name);
    };
}

id!(
    /// Names an envelope: `env_` and 32 hex digits.
    EnvelopeId, "env_", "Brand<string, 'EnvelopeId'>", is_prefixed_hex, "env_<32 hex digits>"
);
id!(
    /// Names a draft: `drf_` and 32 hex digits.
    DraftId, "drf_", "Brand<string, 'DraftId'>", is_prefixed_hex, "drf_<32 hex digits>"
);
id!(
    /// Names a document of a draft or an envelope: `doc_` and 32 hex digits.
    DocumentId, "doc_", "Brand<string, 'DocumentId'>", is_prefixed_hex, "doc_<32 hex digits>"
);
id!(
    /// Names a recipient: `rcp_` and 32 hex digits, or a short token as people write them in an envelope file ("r1").
    RecipientId, "rcp_", "Brand<string, 'RecipientId'>", is_token, "1 to 64 of A-Z a-z 0-9 _ -"
);
id!(
    /// Names a field: `fld_` and 32 hex digits.
    FieldId, "fld_", "Brand<string, 'FieldId'>", is_prefixed_hex, "fld_<32 hex digits>"
);
id!(
    /// Names fields that are moved together: `grp_` and 32 hex digits.
    GroupId, "grp_", "Brand<string, 'GroupId'>", is_prefixed_hex, "grp_<32 hex digits>"
);
id!(
    /// Names a place found in a document, as whoever looked for it names it: where a PDF offers one, and which.
    PlaceId, "plc_", "Brand<string, 'PlaceId'>", is_token, "1 to 64 of A-Z a-z 0-9 _ -"
);
id!(
    /// Names a batch, the requests made from one table: `bat_` and 32 hex digits.
    BatchId, "bat_", "Brand<string, 'BatchId'>", is_prefixed_hex, "bat_<32 hex digits>"
);
id!(
    /// Names a template: `tpl_` and 32 hex digits.
    TemplateId, "tpl_", "Brand<string, 'TemplateId'>", is_prefixed_hex, "tpl_<32 hex digits>"
);

fn is_prefixed_hex(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix).is_some_and(|digits| digits.len() == 32 && digits.bytes().all(is_lower_hex))
}

fn is_token(text: &str, _prefix: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// Whether a byte is one of `0-9a-f`: one spelling per value, so that equal identifiers are equal texts.
fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

/// Appends bytes as lower-case hex digits.
pub(crate) fn push_hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 0x0f)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_its_prefix_and_its_random_bytes() {
        let id = EnvelopeId::new([0xab; 16]);
        assert_eq!(id.to_string(), "env_abababababababababababababababab");
        assert_eq!(id.as_str().parse::<EnvelopeId>(), Ok(id));
    }

    #[test]
    fn what_names_something_else_is_refused() {
        let document = DocumentId::new([1; 16]).to_string();
        assert!(document.parse::<EnvelopeId>().is_err());
        for text in ["", "env_", "env_ABABABABABABABABABABABABABABABAB", "env_ababababababababababababababab"]
        {
            assert_eq!(text.parse::<EnvelopeId>().map_err(|error| error.found), Err(text.to_owned()));
        }
    }

    #[test]
    fn a_recipient_may_have_a_short_name_of_its_own() {
        for text in ["r1", "Alice-2", "rcp_00000000000000000000000000000000"] {
            assert_eq!(text.parse::<RecipientId>().map(String::from), Ok(text.to_owned()));
        }
        for text in ["", "r 1", "é", &"x".repeat(65)] {
            assert!(text.parse::<RecipientId>().is_err(), "{text:?} must not be a recipient's identifier");
        }
    }

    #[test]
    fn json_is_the_text_and_is_checked() {
        let id = FieldId::new([7; 16]);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<FieldId>(&json).unwrap(), id);
        assert!(serde_json::from_str::<FieldId>("\"fld_1\"").is_err());
    }
}

//! How to reach a person: e-mail addresses and phone numbers that have been read once and need no second look.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::text_type::reads_as_text;

/// An e-mail address: the part of RFC 5321 and 6531 that people use. No quoted local parts, no comments, no address
/// literals; international names and domains are welcome. The domain is kept in lower case.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct EmailAddress(String);

/// Why a text is not an e-mail address: the first thing found wrong.
#[derive(Clone, Debug, Deserialize, Eq, Error, Hash, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum EmailRefusal {
    /// A label of the domain is longer than 63 octets, or starts or ends with a hyphen, or is empty (two dots).
    #[error("{label:?} cannot be a part of a domain")]
    BadDomainLabel {
        /// The label; may be empty.
        label: String,
    },
    /// A character that has no place in an address, visible or not.
    #[error("the character U+{:04X} cannot stand in an e-mail address", u32::from(*character))]
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// A dot at the start or end of the part before the @, or two dots in a row.
    #[error("a dot is in the wrong place before the @")]
    MisplacedDot,
    /// No @.
    #[error("there is no @")]
    NoAt,
    /// The domain has no dot, or its last part is a number or a single letter.
    #[error("{domain:?} has no ending such as .fr")]
    NoDomainEnding {
        /// The domain.
        domain: String,
    },
    /// Nothing before the @.
    #[error("there is nothing before the @")]
    NothingBeforeAt,
    /// Nothing after the @.
    #[error("there is nothing after the @")]
    NothingAfterAt,
    /// More than one @.
    #[error("there is more than one @")]
    SeveralAts,
    /// More than 64 octets before the @ or 254 altogether (RFC 5321 4.5.3.1).
    #[error("the address is too long")]
    TooLong,
}

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the @, in lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether two addresses reach the same mailbox in practice: upper and lower case do not count.
    #[must_use]
    pub fn is_same_mailbox(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }
}

impl FromStr for EmailAddress {
    type Err = EmailRefusal;

    /// Reads an address; white space around it is not part of it.
    fn from_str(text: &str) -> Result<Self, EmailRefusal> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(EmailRefusal::NoAt)?;
        if domain.contains('@') {
            return Err(EmailRefusal::SeveralAts);
        }
        if text.len() > 254 {
            return Err(EmailRefusal::TooLong);
        }
        check_local(local)?;
        let domain = domain.to_lowercase();
        check_domain(&domain)?;
        Ok(Self(format!("{local}@{domain}")))
    }
}

fn check_local(local: &str) -> Result<(), EmailRefusal> {
    if local.is_empty() {
        return Err(EmailRefusal::NothingBeforeAt);
    }
    if local.len() > 64 {
        return Err(EmailRefusal::TooLong);
    }
    if let Some(character) =
        local.chars().find(|&character| character != '.' && !is_atom_character(character))
    {
        return Err(EmailRefusal::ForbiddenCharacter { character });
    }
    if local.split('.').any(str::is_empty) {
        return Err(EmailRefusal::MisplacedDot);
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), EmailRefusal> {
    if domain.is_empty() {
        return Err(EmailRefusal::NothingAfterAt);
    }
    if let Some(character) =
        domain.chars().find(|&character| !character.is_alphanumeric() && character != '.' && character != '-')
    {
        return Err(EmailRefusal::ForbiddenCharacter { character });
    }
    for label in domain.split('.') {
        if label.is_empty() || label.len() > 63 || label.starts_with('-') || label.ends_with('-') {
            return Err(EmailRefusal::BadDomainLabel { label: label.to_owned() });
        }
    }
    let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.chars().count() < 2 || ending.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(EmailRefusal::NoDomainEnding { domain: domain.to_owned() });
    }
    Ok(())
}

/// `atext` of RFC 5322 3.2.3, widened by RFC 6531 3.3; from the wide part only characters one can see, because an
/// invisible one makes two addresses that look the same.
fn is_atom_character(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(character)
    } else {
        !character.is_control() && !character.is_whitespace() && !is_invisible(character)
    }
}

/// Zero-width and direction characters (of Unicode's category Cf, those that get pasted along) and what stands for a
/// character that was lost.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
}

/// A phone number in international form: `+` and 7 to 15 digits (ITU-T E.164).
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct PhoneNumber(String);

/// Why a text is not a phone number in international form: the first thing found wrong.
#[derive(Clone, Debug, Deserialize, Eq, Error, Hash, PartialEq, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PhoneRefusal {
    /// Something that is neither a digit nor a usual separator.
    #[error("the character U+{:04X} cannot stand in a phone number", u32::from(*character))]
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// Neither `+` nor `00` in front, or a zero where the country code should be.
    #[error("the country code is missing")]
    NoCountryCode,
    /// More than 15 digits.
    #[error("{digits} digits are too many")]
    TooLong {
        /// How many digits there are.
        digits: u32,
    },
    /// Fewer than 7 digits.
    #[error("{digits} digits are too few")]
    TooShort {
        /// How many digits there are.
        digits: u32,
    },
}

impl PhoneNumber {
    /// The number: `+` and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneRefusal;

    /// Reads a number as people write it: spaces, dots, hyphens and brackets are dropped, `00` counts as `+`, the `(0)`
    /// of "+33 (0)6…" is left out, Arabic digits are digits.
    fn from_str(text: &str) -> Result<Self, PhoneRefusal> {
        let text = text.trim().replace("(0)", "");
        let mut number = String::with_capacity(16);
        for character in text.chars().filter(|&character| !is_phone_separator(character)) {
            match (digit(character), character) {
                (Some(digit), _) => number.push(digit),
                (None, '+') if number.is_empty() => number.push('+'),
                (None, _) => return Err(PhoneRefusal::ForbiddenCharacter { character }),
            }
        }
        let digits = number.strip_prefix('+').or_else(|| number.strip_prefix("00"));
        let digits = digits.filter(|digits| !digits.starts_with('0')).ok_or(PhoneRefusal::NoCountryCode)?;
        let count = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        match count {
            0..7 => Err(PhoneRefusal::TooShort { digits: count }),
            7..=15 => Ok(Self(format!("+{digits}"))),
            16.. => Err(PhoneRefusal::TooLong { digits: count }),
        }
    }
}

/// What people put between digits; also the marks of direction that come along when a number is copied from Arabic text.
fn is_phone_separator(character: char) -> bool {
    character.is_whitespace()
        || is_invisible(character)
        || ".-()/\u{2010}\u{2011}\u{2013}".contains(character)
}

/// The ASCII digit of a European, Arabic-Indic or Persian digit.
fn digit(character: char) -> Option<char> {
    let value = match character {
        '0'..='9' => u32::from(character) - u32::from('0'),
        '\u{660}'..='\u{669}' => u32::from(character) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(character) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Gives a parsed text its conversions: they are the same for both types.
macro_rules! parsed_text {
    ($name:ident, $refusal:ident) => {
        impl TryFrom<String> for $name {
            type Error = $refusal;

            fn try_from(text: String) -> Result<Self, $refusal> {
                text.parse()
            }
        }

        reads_as_text!($name);
    };
}

parsed_text!(EmailAddress, EmailRefusal);
parsed_text!(PhoneNumber, PhoneRefusal);

#[cfg(test)]
mod tests {
    use super::*;

    fn email(text: &str) -> Result<String, EmailRefusal> {
        text.parse::<EmailAddress>().map(String::from)
    }

    fn phone(text: &str) -> Result<String, PhoneRefusal> {
        text.parse::<PhoneNumber>().map(String::from)
    }

    #[test]
    fn addresses_people_use_are_accepted() {
        for (text, expect) in [
            ("alice@example.fr", "alice@example.fr"),
            ("  Alice.Dupont+contrats@Mail.Example.FR ", "Alice.Dupont+contrats@mail.example.fr"),
            ("o'neil@example.co.uk", "o'neil@example.co.uk"),
            ("zoë@château.fr", "zoë@château.fr"),
            ("محمد@موقع.تونس", "محمد@موقع.تونس"),
            ("x@xn--chteau-iwa.fr", "x@xn--chteau-iwa.fr"),
            ("a_b-c@1and1.example", "a_b-c@1and1.example"),
        ] {
            assert_eq!(email(text), Ok(expect.to_owned()));
        }
    }

    #[test]
    fn a_refused_address_says_what_is_wrong() {
        let label = |label: &str| EmailRefusal::BadDomainLabel { label: label.to_owned() };
        let forbidden = |character| EmailRefusal::ForbiddenCharacter { character };
        let no_ending = |domain: &str| EmailRefusal::NoDomainEnding { domain: domain.to_owned() };
        for (text, expect) in [
            ("", EmailRefusal::NoAt),
            ("alice.example.fr", EmailRefusal::NoAt),
            ("alice@bob@example.fr", EmailRefusal::SeveralAts),
            ("@example.fr", EmailRefusal::NothingBeforeAt),
            ("alice@", EmailRefusal::NothingAfterAt),
            ("alice@example", no_ending("example")),
            ("alice@127.0.0.1", no_ending("127.0.0.1")),
            ("alice@example.f", no_ending("example.f")),
            (".alice@example.fr", EmailRefusal::MisplacedDot),
            ("al..ice@example.fr", EmailRefusal::MisplacedDot),
            ("alice.@example.fr", EmailRefusal::MisplacedDot),
            ("al ice@example.fr", forbidden(' ')),
            ("Alice <alice@example.fr>", forbidden(' ')),
            ("al\u{200b}ice@example.fr", forbidden('\u{200b}')),
            ("\u{202e}alice@example.fr", forbidden('\u{202e}')),
            ("alice@exa_mple.fr", forbidden('_')),
            ("alice@example.fr,bob@example.fr", EmailRefusal::SeveralAts),
            ("alice@example..fr", label("")),
            ("alice@example.fr.", label("")),
            ("alice@-example.fr", label("-example")),
            (&format!("{}@example.fr", "a".repeat(65)), EmailRefusal::TooLong),
            (&format!("a@{}fr", "example.".repeat(40)), EmailRefusal::TooLong),
            (&format!("a@{}.fr", "e".repeat(64)), label(&"e".repeat(64))),
        ] {
            assert_eq!(email(text), Err(expect), "{text:?}");
        }
    }

    #[test]
    fn the_domain_and_the_mailbox_are_known() {
        let alice: EmailAddress = "Alice@Example.fr".parse().unwrap();
        assert_eq!(alice.domain(), "example.fr");
        assert!(alice.is_same_mailbox(&"alice@example.FR".parse().unwrap()));
        assert!(!alice.is_same_mailbox(&"alice@example.it".parse().unwrap()));
    }

    #[test]
    fn numbers_are_brought_to_international_form() {
        for (text, expect) in [
            ("+33612345678", "+33612345678"),
            ("+33 6 12 34 56 78", "+33612345678"),
            ("+33\u{202f}6.12-34/56 78", "+33612345678"),
            ("0033 (0)6 12 34 56 78", "+33612345678"),
            ("+٢١٦ ٢٠ ١٢٣ ٤٥٦", "+21620123456"),
            ("\u{200e}+216 20 123 456\u{200e}", "+21620123456"),
        ] {
            assert_eq!(phone(text), Ok(expect.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn a_refused_number_says_what_is_wrong() {
        for (text, expect) in [
            ("", PhoneRefusal::NoCountryCode),
            ("0612345678", PhoneRefusal::NoCountryCode),
            ("+0612345678", PhoneRefusal::NoCountryCode),
            ("+33 6", PhoneRefusal::TooShort { digits: 3 }),
            ("+1234567890123456", PhoneRefusal::TooLong { digits: 16 }),
            ("+33 6 12 34 56 7O", PhoneRefusal::ForbiddenCharacter { character: 'O' }),
            ("33+612345678", PhoneRefusal::ForbiddenCharacter { character: '+' }),
        ] {
            assert_eq!(phone(text), Err(expect), "{text:?}");
        }
    }

    #[test]
    fn json_is_the_text_and_is_checked() {
        assert_eq!(serde_json::from_str::<EmailAddress>("\"a@b.fr\"").unwrap().as_str(), "a@b.fr");
        assert!(serde_json::from_str::<EmailAddress>("\"a.b.fr\"").is_err());
        assert!(serde_json::from_str::<PhoneNumber>("\"06\"").is_err());
        let refusal = serde_json::to_value(email("a b@c.fr").unwrap_err()).unwrap();
        assert_eq!(refusal, serde_json::json!({ "code": "forbidden_character", "character": " " }));
    }
}

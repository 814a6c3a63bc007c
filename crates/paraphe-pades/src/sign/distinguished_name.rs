//! The subject of a self-made certificate.

use super::IdentityError;
use crate::asn1::{element, object_identifier, oid, sequence, tag};
use const_oid::ObjectIdentifier;

/// `ub-common-name` and `ub-organization-name` of RFC 5280, in characters.
const LENGTH_LIMIT: usize = 64;

const UTF8_STRING: u8 = 0x0C;

/// DER of the name: O if there is one, then the unit that marks a self-made identity, then CN.
pub(super) fn build(common_name: &str, organization: Option<&str>, unit: &str) -> Vec<u8> {
    let mut parts = Vec::new();
    if let Some(organization) = organization {
        parts.extend(part(oid::ORGANIZATION, organization));
    }
    parts.extend(part(oid::ORGANIZATIONAL_UNIT, unit));
    parts.extend(part(oid::COMMON_NAME, common_name));
    element(tag::SEQUENCE, &parts)
}

fn part(kind: ObjectIdentifier, text: &str) -> Vec<u8> {
    element(tag::SET, &sequence(&[&object_identifier(kind), &element(UTF8_STRING, text.as_bytes())]))
}

/// Trims a name and refuses what a certificate cannot carry.
pub(super) fn checked(name: &str) -> Result<&str, IdentityError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(IdentityError::NameEmpty);
    }
    let length = name.chars().count();
    if length > LENGTH_LIMIT {
        return Err(IdentityError::NameTooLong { length, limit: LENGTH_LIMIT });
    }
    match name.chars().find(|character| character.is_control() || is_deceptive(*character)) {
        Some(character) => Err(IdentityError::NameHasControlCharacter { character }),
        None => Ok(name),
    }
}

/// Marks that are not seen and make a name be read as another: those that turn the direction of reading (Unicode
/// Standard Annex 9, 2), spaces without width, separators of lines. The joiners of Arabic and Indic scripts are letters' own.
fn is_deceptive(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_is_seen_of_it() {
        for name in ["Zoé\u{202E}éoZ", "Anne\u{200B}", "\u{2066}Ada\u{2069} B", "Éric\nB", "A\u{FEFF}B"] {
            let refused = checked(name);
            assert!(
                matches!(refused, Err(IdentityError::NameHasControlCharacter { .. })),
                "{name:?} {refused:?}"
            );
        }
        // The joiner of a Persian name belongs to its letters.
        for name in ["Łucja Đặng-Œuvray", "محمد الطرابلسي", "علی\u{200C}رضا", "Jean d’Ys"]
        {
            assert_eq!(checked(name), Ok(name));
        }
    }
}

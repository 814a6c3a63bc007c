//! Name constraints as RFC 5280 §7.1 wants names compared: whatever alphabet of ASN.1 they are written in, by prepared text (RFC
//! 4518). certval compares fewer kinds of strings, and takes what it cannot compare for something else; here such a name is in no
//! permitted subtree and in every excluded one. Both have to agree.

use super::names::is_unseen;
use crate::asn1::{Element, ReadError, Reader, oid, tag};
use crate::certificate::Certificate;
use const_oid::ObjectIdentifier;
use unicode_normalization::UnicodeNormalization as _;
use unicode_script::{Script, UnicodeScript as _};

/// Kinds of GeneralName (RFC 5280 §4.2.1.6), as they stand in the identifier octet.
const OTHER_NAME: u8 = 0xA0;
const MAIL: u8 = 0x81;
const DIRECTORY: u8 = 0xA4;

/// Whether one name is another, or within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Match {
    Different,
    Same,
    /// Nobody can tell.
    Unknown,
}

impl Match {
    /// Of all of them: one that differs makes a difference.
    fn all(found: impl Iterator<Item = Self>) -> Self {
        found.fold(Self::Same, |all, one| match (all, one) {
            (Self::Different, _) | (_, Self::Different) => Self::Different,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Same, Self::Same) => Self::Same,
        })
    }

    /// Of any of them.
    fn any(found: impl Iterator<Item = Self>) -> Self {
        found.fold(Self::Different, |any, one| match (any, one) {
            (Self::Same, _) | (_, Self::Same) => Self::Same,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Different, Self::Different) => Self::Different,
        })
    }
}

/// What an authority may certify, and must not.
#[derive(Debug, Default)]
struct Constraints<'a> {
    permitted: Vec<Element<'a>>,
    excluded: Vec<Element<'a>>,
}

/// Whether every name below an authority is one it may certify. `chain`: signer first, without the anchor.
pub(super) fn are_kept(chain: &[&Certificate], anchor: &Certificate) -> bool {
    let authorities = chain.iter().copied().enumerate().skip(1).chain([(chain.len(), anchor)]);
    authorities.into_iter().all(|(place, authority)| {
        let Some(value) = authority.extension(oid::NAME_CONSTRAINTS) else { return true };
        let Ok(constraints) = Constraints::read(value) else { return false };
        // Who issues a new certificate to itself is not constrained by its own (RFC 5280 §6.1.3 b).
        let below = chain.iter().take(place).enumerate();
        let counts = |(place, one): &(usize, &&Certificate)| *place == 0 || !one.is_self_issued();
        below.filter(counts).all(|(_, one)| constraints.permit(one).unwrap_or(false))
    })
}

impl<'a> Constraints<'a> {
    fn read(value: &'a [u8]) -> Result<Self, ReadError> {
        let mut constraints = Self::default();
        for part in Reader::new(value).expect(tag::SEQUENCE)?.reader().all()? {
            let bases = match part.tag {
                tag::CONTEXT_0 => &mut constraints.permitted,
                tag::CONTEXT_1 => &mut constraints.excluded,
                _ => return Err(ReadError::Unsupported),
            };
            for subtree in part.reader().all()? {
                // A minimum and a maximum make it smaller; nobody uses them (§4.2.1.10), and they are not looked at here.
                bases.push(subtree.reader().next()?.ok_or(ReadError::Missing)?);
            }
        }
        Ok(constraints)
    }

    fn permit(&self, certificate: &Certificate) -> Result<bool, ReadError> {
        let subject = Reader::new(certificate.subject_der()).expect(tag::SEQUENCE)?;
        let mut names = vec![subject];
        let mut others = false;
        if let Some(value) = certificate.extension(oid::SUBJECT_ALTERNATIVE_NAME) {
            for name in Reader::new(value).expect(tag::SEQUENCE)?.reader().all()? {
                match name.tag {
                    DIRECTORY => names.push(name.reader().expect(tag::SEQUENCE)?),
                    OTHER_NAME => others |= name.reader().object_identifier()? == oid::SMTP_UTF8_MAILBOX,
                    _ => {}
                }
            }
        }
        // Constraints of mail addresses hold for international ones as well (RFC 9598 §6), and for those within a name; certval
        // looks at neither where they are written in another way than usual.
        let is_about_mail = self.permitted.iter().chain(&self.excluded).any(|base| base.tag == MAIL);
        if is_about_mail && (others || has_odd_mail(subject)?) {
            return Ok(false);
        }
        Ok(names.into_iter().filter(|name| !name.value.is_empty()).all(|name| self.permit_name(name)))
    }

    fn permit_name(&self, name: Element<'_>) -> bool {
        let directory = |base: &&Element<'_>| base.tag == DIRECTORY;
        let within = |base: &Element<'_>| begins_with(name, *base).unwrap_or(Match::Unknown);
        let is_excluded = Match::any(self.excluded.iter().filter(directory).map(within)) != Match::Different;
        let mut permitted = self.permitted.iter().filter(directory).peekable();
        let is_permitted = permitted.peek().is_none() || Match::any(permitted.map(within)) == Match::Same;
        is_permitted && !is_excluded
    }
}

/// Whether a name holds a mail address in other letters than such addresses are made of.
fn has_odd_mail(name: Element<'_>) -> Result<bool, ReadError> {
    const UTF_8: u8 = 0x0C;
    const IA5: u8 = 0x16;
    for (kind, value) in relative_names(name)?.into_iter().flatten() {
        if kind == oid::EMAIL_ADDRESS && !(matches!(value.tag, UTF_8 | IA5) && value.value.is_ascii()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An attribute of a name: what it is, and its value.
type Attribute<'a> = (ObjectIdentifier, Element<'a>);

fn attribute(one: Element<'_>) -> Result<Attribute<'_>, ReadError> {
    let mut parts = one.reader();
    Ok((parts.object_identifier()?, parts.next()?.ok_or(ReadError::Missing)?))
}

fn relative_names(name: Element<'_>) -> Result<Vec<Vec<Attribute<'_>>>, ReadError> {
    let sets = name.reader().all()?;
    sets.iter().map(|set| set.reader().all()?.into_iter().map(attribute).collect()).collect()
}

/// Whether the name is at or below `base`, a GeneralName that holds one.
fn begins_with(name: Element<'_>, base: Element<'_>) -> Result<Match, ReadError> {
    let base = relative_names(base.reader().expect(tag::SEQUENCE)?)?;
    let name = relative_names(name)?;
    if base.len() > name.len() {
        return Ok(Match::Different);
    }
    let pairs = base.iter().zip(&name);
    Ok(Match::all(pairs.map(|(base, name)| {
        let one = |wanted: &Attribute<'_>| Match::any(name.iter().map(|found| compare(wanted, found)));
        if base.len() == name.len() { Match::all(base.iter().map(one)) } else { Match::Different }
    })))
}

fn compare(one: &Attribute<'_>, other: &Attribute<'_>) -> Match {
    let ((kind, value), (other_kind, other_value)) = (one, other);
    if kind != other_kind {
        return Match::Different;
    }
    if value.raw == other_value.raw {
        return Match::Same;
    }
    match (prepared(*value), prepared(*other_value)) {
        (Text::Is(one), Text::Is(other)) if one == other => Match::Same,
        (Text::Is(_), Text::Is(_)) => Match::Different,
        (Text::None, Text::None) if value.tag == other_value.tag => Match::Different,
        _ => Match::Unknown,
    }
}

/// The text of a value.
enum Text {
    Is(String),
    /// It is no text.
    None,
    /// It is one that cannot be compared with another.
    Odd,
}

/// A text as it is compared: without what nobody sees, without case, in one form of Unicode, with single blanks.
fn prepared(value: Element<'_>) -> Text {
    let Some(text) = decoded(value) else { return Text::None };
    let Some(text) = text else { return Text::Odd };
    let blank = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    let shown = text.chars().filter(|letter| letter.is_whitespace() || !is_unseen(*letter)).map(blank);
    // To capitals and back: « ß » and « ss », the two lower-case sigmas.
    let folded = |letter: char| letter.to_uppercase().flat_map(char::to_lowercase);
    let text: String = shown.nfkc().flat_map(folded).nfkc().map(blank).collect();
    let is_unassigned =
        |letter: char| letter == char::REPLACEMENT_CHARACTER || letter.script() == Script::Unknown;
    if text.chars().any(is_unassigned) {
        return Text::Odd;
    }
    Text::Is(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The letters of a string type (X.680 §41); `None`: another type; `Some(None)`: letters that cannot be known.
fn decoded(value: Element<'_>) -> Option<Option<String>> {
    const UTF_8: u8 = 0x0C;
    const NUMERIC: u8 = 0x12;
    const PRINTABLE: u8 = 0x13;
    const TELETEX: u8 = 0x14;
    const IA5: u8 = 0x16;
    const VISIBLE: u8 = 0x1A;
    const UNIVERSAL: u8 = 0x1C;
    const BMP: u8 = 0x1E;
    let octets = value.value;
    let text = match value.tag {
        UTF_8 => str::from_utf8(octets).ok().map(str::to_owned),
        // What else may be meant by T.61 nobody agrees on.
        NUMERIC | PRINTABLE | TELETEX | IA5 | VISIBLE => {
            let text = str::from_utf8(octets).ok().filter(|text| text.is_ascii() && !text.contains('\u{1b}'));
            text.map(str::to_owned)
        }
        BMP => {
            let (units, rest) = octets.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
            String::from_utf16(&units).ok().filter(|_| rest.is_empty())
        }
        UNIVERSAL => {
            let (units, rest) = octets.as_chunks::<4>();
            let letters = units.iter().map(|unit| char::from_u32(u32::from_be_bytes(*unit)));
            letters.collect::<Option<String>>().filter(|_| rest.is_empty())
        }
        _ => return None,
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{element, object_identifier, sequence};

    const UTF_8: u8 = 0x0C;
    const PRINTABLE: u8 = 0x13;
    const TELETEX: u8 = 0x14;
    const BMP: u8 = 0x1E;

    fn name(values: &[(u8, &[u8])]) -> Vec<u8> {
        let set = |(kind, text): &(u8, &[u8])| {
            let attribute = sequence(&[&object_identifier(oid::ORGANIZATION), &element(*kind, text)]);
            element(tag::SET, &attribute)
        };
        let sets: Vec<u8> = values.iter().flat_map(set).collect();
        element(tag::SEQUENCE, &sets)
    }

    fn is_within(one: (u8, &[u8]), base: (u8, &[u8])) -> Match {
        let (name, base) = (name(&[one, (UTF_8, b"Anybody")]), element(DIRECTORY, &name(&[base])));
        let read = |bytes| Reader::new(bytes).next().unwrap().unwrap();
        begins_with(read(&name), read(&base)).unwrap()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn names_are_compared_whatever_they_are_written_in() {
        let base: (u8, &[u8]) = (UTF_8, "Straße & Söhne".as_bytes());
        for same in
            ["STRASSE & SÖHNE", " straße  &\u{a0}so\u{308}hne ", "Stra\u{ad}ße & Söhne", "ｓtraße & Söhne"]
        {
            assert_eq!(is_within((UTF_8, same.as_bytes()), base), Match::Same, "{same:?}");
            assert_eq!(is_within((BMP, &wide(same)), base), Match::Same, "{same:?}");
        }
        assert_eq!(is_within((PRINTABLE, b"Bank"), (TELETEX, b"BANK")), Match::Same);
        let universal: Vec<u8> = "bank".chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect();
        assert_eq!(is_within((0x1C, &universal), (UTF_8, b"Bank")), Match::Same);
        assert_eq!(is_within((BMP, &wide("Banks")), (UTF_8, b"Bank")), Match::Different);
    }

    #[test]
    fn what_cannot_be_compared_is_not_different() {
        let base: (u8, &[u8]) = (UTF_8, b"Bank");
        for (kind, octets) in [
            (TELETEX, &b"B\xe4nk"[..]),
            (TELETEX, b"\x1b(JBank"),
            (BMP, b"\x00B\x00"),
            (BMP, b"\xd8\x00\x00B"),
            (UTF_8, b"\xff"),
            (UTF_8, "\u{e000}".as_bytes()),
            (0x03, b"\x00Bank"),
        ] {
            assert_eq!(is_within((kind, octets), base), Match::Unknown, "{octets:?}");
        }
        assert_eq!(is_within((0x03, b"\x00a"), (0x03, b"\x00b")), Match::Different, "no texts");
    }

    #[test]
    fn a_name_above_is_not_within() {
        let read = |bytes| Reader::new(bytes).next().unwrap().unwrap();
        let (short, long) = (name(&[(UTF_8, b"Bank")]), name(&[(UTF_8, b"Bank"), (UTF_8, b"Loans")]));
        let base = element(DIRECTORY, &long);
        assert_eq!(begins_with(read(&short), read(&base)).unwrap(), Match::Different);
        let everybody = element(DIRECTORY, &name(&[]));
        assert_eq!(begins_with(read(&short), read(&everybody)).unwrap(), Match::Same);
    }
}

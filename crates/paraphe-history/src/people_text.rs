//! The people of a row of the listing as one text.
//!
//! Not JSON, because a page reads two hundred of them and JSON took longer than SQLite: id, part, status and name with
//! unit separators between, record separators between people. Neither can stand in a name that was typed; should one have
//! been pasted, it becomes a blank here and stays as it is in the envelope itself.

use paraphe_envelope::{RecipientId, RecipientStatus, Role};
use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};

use crate::query::HistoryPerson;
use crate::table::word;

/// A person as they are written down: with more than a row shows, so that a later version need not look them up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedPerson {
    pub(crate) id: RecipientId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) status: RecipientStatus,
}

/// The people as text.
pub(crate) fn write(people: &[ListedPerson]) -> String {
    let mut text = String::new();
    for person in people {
        if !text.is_empty() {
            text.push(BETWEEN_PEOPLE);
        }
        for part in [person.id.as_str(), &word(&person.role), person.status.as_str()] {
            text.push_str(part);
            text.push(BETWEEN_PARTS);
        }
        text.extend(
            person.name.chars().map(|character| if character.is_control() { ' ' } else { character }),
        );
    }
    text
}

/// The people in a text; none when it is not one that was written here.
pub(crate) fn read(text: &str) -> Option<Vec<HistoryPerson>> {
    let mut people = Vec::with_capacity(2);
    let mut rest = Some(text).filter(|text| !text.is_empty());
    while let Some(text) = rest {
        let (_id, text) = cut(text, BETWEEN_PARTS)?;
        let (_role, text) = cut(text, BETWEEN_PARTS)?;
        let (status, text) = cut(text, BETWEEN_PARTS)?;
        let (name, following) =
            cut(text, BETWEEN_PEOPLE).map_or((text, None), |(name, rest)| (name, Some(rest)));
        people.push(HistoryPerson { name: name.to_owned(), status: known(status)? });
        rest = following;
    }
    Some(people)
}

/// Before and after the first separator. Byte by byte, because on texts so short the search of the standard library
/// takes longer to set up than to run.
fn cut(text: &str, separator: char) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| char::from(byte) == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

fn known(word: &str) -> Option<RecipientStatus> {
    RecipientStatus::deserialize(StrDeserializer::<Error>::new(word)).ok()
}

const BETWEEN_PARTS: char = '\u{1F}';
const BETWEEN_PEOPLE: char = '\u{1E}';

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(name: &str) -> ListedPerson {
        let (role, status) = (Role::CarbonCopy, RecipientStatus::Waiting);
        ListedPerson { id: "r-1".parse().unwrap(), name: name.to_owned(), role, status }
    }

    fn shown(person: &ListedPerson) -> HistoryPerson {
        HistoryPerson { name: person.name.clone(), status: person.status }
    }

    proptest! {
        #[test]
        fn people_come_back(names in prop::collection::vec("\\PC{0,12}", 0..4)) {
            let people: Vec<_> = names.iter().map(|name| person(name)).collect();
            prop_assert_eq!(read(&write(&people)), Some(people.iter().map(shown).collect()));
        }

        #[test]
        fn no_name_makes_another_person(name in "[a\u{1E}\u{1F}\n]{0,6}") {
            let found = read(&write(&[person(&name), person("b")])).unwrap();
            prop_assert_eq!(found.len(), 2);
            prop_assert_eq!(&found[1], &shown(&person("b")));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "x",
            "r1\u{1F}signer\u{1F}signed",
            "r1\u{1F}signer\u{1F}asleep\u{1F}A",
            "\u{1E}",
            "r1\u{1F}signer\u{1F}signed\u{1F}A\u{1E}",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}

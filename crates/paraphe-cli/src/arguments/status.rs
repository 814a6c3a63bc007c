//! The words of an envelope's status: those of every answer, and those people read in their language.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};
use paraphe_app::words;
use paraphe_envelope::{Language, plain};

/// The words, as they stand in every answer.
const STATUSES: [&str; 10] = [
    "draft",
    "sending",
    "uncertain",
    "sent",
    "in_progress",
    "completed",
    "declined",
    "expired",
    "voided",
    "failed",
];

/// Reads such a word: `sent` from « Envoyée », « envoyé » or `sent`.
#[derive(Clone, Copy, Debug)]
pub(super) struct StatusWord;

impl TypedValueParser for StatusWord {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        let meant = value.to_str().and_then(meant).map_or(value, OsStr::new);
        PossibleValuesParser::new(STATUSES).parse_ref(command, argument, meant)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(STATUSES.into_iter().map(PossibleValue::new)))
    }
}

/// The word somebody means.
fn meant(typed: &str) -> Option<&'static str> {
    let typed = bare(typed);
    STATUSES.into_iter().find(|word| {
        let others = words::other_status_ids(word).map(str::to_owned);
        let mut ids = others.chain([words::status_id(word, None)]);
        let says = |id: String| {
            [Language::Fr, Language::En].iter().any(|one| typed == bare(&words::plain(*one, &id)))
        };
        typed == bare(word) || ids.any(says)
    })
}

/// A word without case and accents, of a man, a woman or several.
fn bare(word: &str) -> String {
    plain(word).replace(['_', '-', '\''], " ").trim_end_matches(['e', 's']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_are_words_of_answers() {
        for (typed, word) in [
            ("sent", "sent"),
            ("Envoyée", "sent"),
            ("envoye", "sent"),
            ("ENVOYÉES", "sent"),
            ("à signer ici", "sent"),
            ("signée en partie", "in_progress"),
            ("vues", "in_progress"),
            ("viewed", "in_progress"),
            ("in-progress", "in_progress"),
            ("Terminée", "completed"),
            ("brouillons", "draft"),
            ("Échec d’envoi", "failed"),
            ("partly signed", "in_progress"),
        ] {
            assert_eq!(meant(typed), Some(word), "{typed}");
        }
        assert_eq!((meant("perdu"), meant("")), (None, None));
    }

    #[test]
    fn no_two_statuses_are_one_word() {
        for word in STATUSES {
            assert_eq!(meant(word), Some(word));
        }
    }
}

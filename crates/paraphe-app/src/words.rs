//! Sentences for people, from the same Fluent files the window reads.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use fluent::bundle::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use paraphe_envelope::{EnvelopeStatus, Language, RecipientStatus};

use crate::accounts::LOCAL;
use crate::schema::SentenceView;

type Bundle = FluentBundle<FluentResource, intl_memoizer::concurrent::IntlLangMemoizer>;

macro_rules! catalogue {
    ($language:literal: $($file:literal),*) => {
        &[$(include_str!(concat!("../../../locales/", $language, "/", $file, ".ftl"))),*]
    };
}

const FRENCH: &[&str] = catalogue!("fr": "common", "errors", "findings", "problems", "verdict", "verification", "consent", "notifications", "report", "evidence", "command", "help", "providers", "follow", "contacts", "bulk", "receipt");
const ENGLISH: &[&str] = catalogue!("en": "common", "errors", "findings", "problems", "verdict", "verification", "consent", "notifications", "report", "evidence", "command", "help", "providers", "follow", "contacts", "bulk", "receipt");
/// Italian and Arabic hold what a signer reads or is written, Italian also what a report about a signed PDF says; everything else falls
/// back to English.
const ITALIAN: &[&str] =
    catalogue!("it": "consent", "errors", "findings", "verdict", "verification", "receipt");
const ARABIC: &[&str] = catalogue!("ar": "consent", "receipt");

/// The sentence with this id, with its facts put in. An id without a sentence answers itself: visible, never empty.
pub fn sentence(language: Language, id: &str, params: &BTreeMap<String, String>) -> String {
    catalogue(language)
        .find(id, params)
        .or_else(|| catalogue(Language::En).find(id, params))
        .unwrap_or_else(|| id.to_owned())
}

/// A sentence the program chose, as plain text. A fact may itself be a sentence: `@` and its id.
pub fn tell(language: Language, told: &SentenceView) -> String {
    let in_words = |value: &String| match value.strip_prefix('@') {
        Some(id) => plain(language, id),
        None => value.clone(),
    };
    let facts = told.params.iter().map(|(name, value)| (name.clone(), in_words(value))).collect();
    let text = sentence(language, &told.id, &facts);
    // Fluent isolates what it puts in with invisible marks; files and terminals want none.
    text.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}')).collect()
}

/// Somebody's text in a line with others: it may have been given in several. Blanks that hold words together stay.
pub fn in_one_line(text: &str) -> String {
    let parts = |letter: char| letter.is_control() || matches!(letter, ' ' | '\u{2028}' | '\u{2029}');
    text.split(parts).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A time span in the unit people would say it in (`seconds`, `minutes`, `hours`), rounded up.
pub fn in_unit(seconds: u64) -> (&'static str, u64) {
    match seconds {
        0..=120 => ("seconds", seconds),
        121..=7200 => ("minutes", seconds.div_ceil(60)),
        7201.. => ("hours", seconds.div_ceil(3600)),
    }
}

/// The sentence for how far a request is, by the word of its status and the `status_word` beside it, where there is one.
pub fn status_id(status: &str, word: Option<&str>) -> String {
    word.map_or_else(|| format!("status-{}", status.replace('_', "-")), str::to_owned)
}

/// Every other sentence for the status of this word.
pub fn other_status_ids(status: &str) -> impl Iterator<Item = &'static str> {
    let others = [(EnvelopeStatus::Sent, SENT_HERE), (EnvelopeStatus::InProgress, VIEWED)];
    others.into_iter().filter(move |(of, _)| of.as_str() == status).map(|(_, id)| id)
}

/// The sentence for a status where it is another one than that of its word: whoever signs at this computer is sent nothing,
/// and what has only been opened is not partly signed.
pub(crate) fn status_word(
    status: EnvelopeStatus,
    account: Option<&str>,
    people: impl IntoIterator<Item = RecipientStatus>,
) -> Option<&'static str> {
    if status == EnvelopeStatus::Sent && account == Some(LOCAL) {
        return Some(SENT_HERE);
    }
    let is_only_seen = || !people.into_iter().any(RecipientStatus::is_done);
    (status == EnvelopeStatus::InProgress && is_only_seen()).then_some(VIEWED)
}

const SENT_HERE: &str = "status-sent-here";
const VIEWED: &str = "status-viewed";

/// A sentence without facts.
pub fn plain(language: Language, id: &str) -> String {
    sentence(language, id, &BTreeMap::new())
}

/// The computer's language where the program speaks it; French otherwise, the language of most of its people.
pub fn system_language() -> Language {
    match sys_locale::get_locale() {
        Some(name) if name.starts_with("en") => Language::En,
        _ => Language::Fr,
    }
}

/// The files of one language. Each is parsed when a sentence of it is wanted for the first time: a command needs few of
/// them, and parsing all takes longer than checking a small PDF.
struct Catalogue {
    tag: &'static str,
    files: Vec<(&'static str, OnceLock<Bundle>)>,
    /// In which file each message stands; no message refers to one of another file.
    homes: HashMap<&'static str, usize>,
}

impl Catalogue {
    fn new(tag: &'static str, files: &[&'static str]) -> Self {
        let homes =
            files.iter().enumerate().flat_map(|(home, file)| ids(file).map(move |id| (id, home))).collect();
        Self { tag, files: files.iter().map(|file| (*file, OnceLock::new())).collect(), homes }
    }

    fn find(&self, id: &str, params: &BTreeMap<String, String>) -> Option<String> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let (file, bundle) = self.files.get(*self.homes.get(id)?)?;
        let bundle = bundle.get_or_init(|| parsed(self.tag, file));
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in params {
            args.set(name.as_str(), number_or_text(value));
        }
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }
}

/// The messages of a file: what begins a line and is followed by ` = `, or by ` =` and lines of its own.
fn ids(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// Plural rules need numbers; facts travel as text.
fn number_or_text(value: &str) -> FluentValue<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn catalogue(language: Language) -> &'static Catalogue {
    static CATALOGUES: [OnceLock<Catalogue>; 4] = [const { OnceLock::new() }; 4];
    let (slot, tag, files) = match language {
        Language::Ar => (0, "ar", ARABIC),
        Language::En => (1, "en", ENGLISH),
        Language::Fr => (2, "fr", FRENCH),
        Language::It => (3, "it", ITALIAN),
    };
    CATALOGUES[slot].get_or_init(|| Catalogue::new(tag, files))
}

fn parsed(tag: &str, file: &str) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
    // A file with a mistake still gives its good messages; a test parses every file strictly.
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_the_unit_people_would_say_it_in() {
        for (seconds, said) in [
            (1, ("seconds", 1)),
            (120, ("seconds", 120)),
            (121, ("minutes", 3)),
            (7200, ("minutes", 120)),
            (7201, ("hours", 3)),
            (86_400, ("hours", 24)),
        ] {
            assert_eq!(in_unit(seconds), said, "{seconds}");
        }
    }

    #[test]
    fn every_catalogue_parses_strictly() {
        for (name, files) in [("fr", FRENCH), ("en", ENGLISH), ("it", ITALIAN), ("ar", ARABIC)] {
            for file in files {
                let parsed = FluentResource::try_new((*file).to_owned());
                let errors = parsed.map_err(|(_, errors)| errors).err();
                assert!(errors.is_none(), "{name}: {errors:?}");
            }
        }
    }

    #[test]
    fn every_message_is_found_in_its_own_file() {
        for (name, files) in [("fr", FRENCH), ("en", ENGLISH), ("it", ITALIAN), ("ar", ARABIC)] {
            let mut seen = std::collections::HashSet::new();
            for file in files {
                // A message begins in the first column; only comments and the ends of blocks do so, too.
                let begins =
                    file.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', ' ', '}']));
                assert_eq!(ids(file).count(), begins.count(), "{name}");
                let bundle = parsed(name, file);
                for id in ids(file) {
                    assert!(bundle.has_message(id), "{name}: {id}");
                    assert!(seen.insert(id), "{name}: {id} stands in two files");
                }
            }
        }
    }

    #[test]
    fn what_was_only_opened_is_not_partly_signed() {
        use RecipientStatus::{Approved, Invited, Signed, Viewed, Waiting};

        let word = |status, people: &[RecipientStatus]| {
            [Some(LOCAL), Some("docage")].map(|account| status_word(status, account, people.iter().copied()))
        };
        assert_eq!(word(EnvelopeStatus::InProgress, &[Viewed, Waiting]), [Some(VIEWED); 2]);
        for done in [Approved, Signed] {
            assert_eq!(word(EnvelopeStatus::InProgress, &[Viewed, Invited, done]), [None; 2], "{done:?}");
        }
        assert_eq!(word(EnvelopeStatus::Sent, &[Invited]), [Some(SENT_HERE), None]);
        assert_eq!(word(EnvelopeStatus::Voided, &[Viewed]), [None; 2], "what is over says how");
        for (status, id) in [("in_progress", VIEWED), ("sent", SENT_HERE)] {
            assert!(other_status_ids(status).eq([id]), "{status}");
            assert_ne!(plain(Language::Fr, id), id, "it is a sentence");
        }
    }

    #[test]
    fn what_stands_in_a_line_ends_none() {
        assert_eq!(in_one_line("Bail\r\n2 rue\tdes Lilas\n"), "Bail 2 rue des Lilas");
        assert_eq!(in_one_line(" À\u{202f}: Zoé\u{a0}M.\u{2028}\u{7} "), "À\u{202f}: Zoé\u{a0}M.");
    }

    #[test]
    fn numbers_take_plural_forms_and_unknown_ids_stay_visible() {
        let one = BTreeMap::from([("n".to_owned(), "1".to_owned())]);
        let two = BTreeMap::from([("n".to_owned(), "2".to_owned())]);
        assert_ne!(
            sentence(Language::Fr, "finding-already-signed", &one),
            sentence(Language::Fr, "finding-already-signed", &two)
        );
        assert_eq!(plain(Language::Fr, "no-such-id"), "no-such-id");
    }
}

//! Sentences for people, from the same Fluent files the window reads.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent::bundle::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use paraphe_envelope::Language;

use crate::schema::SentenceView;

type Bundle = FluentBundle<FluentResource, intl_memoizer::concurrent::IntlLangMemoizer>;

macro_rules! catalogue {
    ($language:literal: $($file:literal),*) => {
        &[$(include_str!(concat!("../../../locales/", $language, "/", $file, ".ftl"))),*]
    };
}

const FRENCH: &[&str] = catalogue!("fr": "common", "errors", "findings", "problems", "verdict", "verification", "consent", "notifications", "report", "evidence", "command", "help", "providers", "follow", "contacts", "bulk");
const ENGLISH: &[&str] = catalogue!("en": "common", "errors", "findings", "problems", "verdict", "verification", "consent", "notifications", "report", "evidence", "command", "help", "providers", "follow", "contacts", "bulk");
/// Italian and Arabic hold what a signer reads; everything else falls back to English.
const ITALIAN: &[&str] = catalogue!("it": "consent");
const ARABIC: &[&str] = catalogue!("ar": "consent");

/// The sentence with this id, with its facts put in. An id without a sentence answers itself: visible, never empty.
pub fn sentence(language: Language, id: &str, params: &BTreeMap<String, String>) -> String {
    let own = match language {
        Language::Fr => bundle(Language::Fr),
        Language::En => bundle(Language::En),
        Language::It => bundle(Language::It),
        Language::Ar => bundle(Language::Ar),
    };
    find(own, id, params).or_else(|| find(bundle(Language::En), id, params)).unwrap_or_else(|| id.to_owned())
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

fn find(bundle: &Bundle, id: &str, params: &BTreeMap<String, String>) -> Option<String> {
    let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
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

/// Plural rules need numbers; facts travel as text.
fn number_or_text(value: &str) -> FluentValue<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; 4] = [const { OnceLock::new() }; 4];
    let (slot, tag, files) = match language {
        Language::Ar => (0, "ar", ARABIC),
        Language::En => (1, "en", ENGLISH),
        Language::Fr => (2, "fr", FRENCH),
        Language::It => (3, "it", ITALIAN),
    };
    BUNDLES[slot].get_or_init(|| build(tag, files))
}

fn build(tag: &str, files: &[&str]) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
    for file in files {
        // A file with a mistake still gives its good messages; a test parses every file strictly.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! The words beside which people sign, in French, English, Italian and Arabic.

use paraphe_envelope::FieldKind;

use super::fold::fold;
use super::vocabulary::{DATES, INITIALS, NAMES, PARTIES, PLACES, SIGNATURES};

/// Longer pieces of text are sentences, in characters.
const LONGEST_LABEL: usize = 70;
/// Names of parties are short.
const LONGEST_PARTY: usize = 42;

/// What a piece of text announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: FieldKind,
    pub(super) force: Force,
    /// Who is to sign, in the document's words.
    pub(super) role: Option<String>,
}

/// How much a label says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// « Signature »: a place is near.
    Strong,
    /// « Le client »: a place may be near.
    Party,
}

/// What leads from a label to the person it means.
const LINKS: &[&str] =
    &["du ", "de la ", "de l'", "des ", "de ", "of the ", "of ", "del ", "della ", "dell'", "di "];

/// What a piece of text announces, if it is a label at all.
pub(super) fn label(text: &str) -> Option<Label> {
    let folded = fold(text);
    let folded = folded.trim_start_matches(|c: char| !c.is_alphabetic() && c != ',' && c != '(');
    let length = folded.chars().count();
    if length == 0 || length > LONGEST_LABEL {
        return None;
    }
    let lists = [
        (FieldKind::Signature, Force::Strong, SIGNATURES),
        (FieldKind::Signature, Force::Party, PARTIES),
        (FieldKind::Date, Force::Strong, DATES),
        (FieldKind::Place, Force::Strong, PLACES),
        (FieldKind::Name, Force::Strong, NAMES),
        (FieldKind::Initials, Force::Strong, INITIALS),
    ];
    let hits = lists.iter().filter_map(|&(kind, force, list)| {
        let words = list.iter().filter(|word| begins_with(folded, word)).max_by_key(|word| word.len())?;
        Some((kind, force, *words))
    });
    let begun = hits.max_by_key(|(_, _, words)| words.len()).filter(|hit| is_plausible(*hit, folded));
    match begun {
        Some((_, Force::Party, _)) | None if ending(folded).is_some() => ending(folded),
        Some((kind, force, words)) => {
            let role = (kind == FieldKind::Signature).then(|| role(folded, words, force)).flatten();
            Some(Label { kind, force, role })
        }
        None => None,
    }
}

/// Whether what follows the words belongs to a label: a sentence or a heading may begin with the same word.
fn is_plausible((kind, force, words): (FieldKind, Force, &str), folded: &str) -> bool {
    const MORE: &[&str] = &["et ", "ou ", "and ", "or ", "e ", "electronique", "manuscrite", "here"];
    let rest = folded[words.len()..].trim_start();
    let first = rest.chars().next();
    let is_mark = first.is_none_or(|character| !character.is_alphanumeric());
    let is_linked = LINKS.iter().any(|link| rest.starts_with(link));
    let is_short = rest.chars().count() <= 24;
    // « توقيع العميل » names the party without a link.
    let is_arabic = is_short && first.is_some_and(|character| ('\u{600}'..='\u{6FF}').contains(&character));
    match (kind, force) {
        (FieldKind::Signature, Force::Strong) => {
            is_mark || is_linked || is_arabic || MORE.iter().any(|more| rest.starts_with(more))
        }
        (FieldKind::Signature, Force::Party) => {
            let names = ["pour", "for ", "on behalf", "per ", "la societe", "the company", "عن"];
            let is_open = names.iter().any(|name| words.starts_with(name));
            folded.chars().count() <= LONGEST_PARTY && (is_mark || is_linked || is_arabic || is_open)
        }
        (
            FieldKind::Checkbox
            | FieldKind::Date
            | FieldKind::Initials
            | FieldKind::Name
            | FieldKind::Place
            | FieldKind::Text,
            Force::Strong | Force::Party,
        ) => !rest.contains(char::is_alphanumeric) || (is_short && is_linked),
    }
}

/// « Client signature », « Employee's signature: ».
fn ending(folded: &str) -> Option<Label> {
    let bare = folded.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let before = bare.strip_suffix(" signature").or_else(|| bare.strip_suffix(" firma"))?;
    let is_word = |character: char| character.is_alphabetic() || matches!(character, ' ' | '\'');
    // « Politique de signature » is about signatures.
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_about = LINKS.iter().any(|link| link.trim_end() == last);
    let is_short = !is_about && before.split_whitespace().count() <= 4 && before.chars().all(is_word);
    let role = Some(before.trim_end_matches("'s").to_owned());
    is_short.then_some(Label { kind: FieldKind::Signature, force: Force::Strong, role })
}

/// Whether `words` stand at the beginning, and end there as words.
fn begins_with(folded: &str, words: &str) -> bool {
    folded.strip_prefix(words).is_some_and(|rest| {
        let next = rest.chars().next();
        words.ends_with(['\'', ':']) || next.is_none_or(|character| !character.is_alphanumeric())
    })
}

/// The party a label names: « Signature du client » → « client », « Le bailleur : » → « le bailleur ».
fn role(folded: &str, words: &str, force: Force) -> Option<String> {
    let named = match force {
        Force::Party => folded,
        Force::Strong => {
            let rest = folded[words.len()..].trim_start();
            LINKS.iter().find_map(|link| rest.strip_prefix(link))?
        }
    };
    let named = named.split([':', '(', ',', '«', '_']).next().unwrap_or_default().trim();
    (!named.is_empty()).then(|| named.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<(FieldKind, Force)> {
        label(text).map(|label| (label.kind, label.force))
    }

    #[test]
    fn labels_of_four_languages_are_known() {
        let signature = Some((FieldKind::Signature, Force::Strong));
        for text in [
            "Signature :",
            "SIGNATURE DU CLIENT",
            "Lu et approuvé,",
            "Bon pour accord",
            "Client's signature",
            "Signed by:",
            "Authorised Signature",
            "By:",
            "Firma del cliente",
            "Letto, approvato e sottoscritto",
            "التوقيع :",
            "الإمضاء",
        ] {
            assert_eq!(kind(text), signature, "{text}");
        }
        assert_eq!(kind("Le bailleur"), Some((FieldKind::Signature, Force::Party)));
        assert_eq!(kind("الطرف الأول"), Some((FieldKind::Signature, Force::Party)));
        assert_eq!(kind("Fait à"), Some((FieldKind::Place, Force::Strong)));
        assert_eq!(kind(", le"), Some((FieldKind::Date, Force::Strong)));
        assert_eq!(kind("Signed at"), Some((FieldKind::Place, Force::Strong)));
        assert_eq!(kind("Nom et prénom :"), Some((FieldKind::Name, Force::Strong)));
        assert_eq!(kind("Paraphes"), Some((FieldKind::Initials, Force::Strong)));
    }

    #[test]
    fn sentences_are_no_labels() {
        for text in [
            "Signatures",
            "- Signature algorithm: EdDSA",
            "Signature requirements. Complete the certification",
            "Politique de signature",
            "Contractor Identifier:",
            "Signatory obligations and whatever follows from them in the course of this contract",
            "Article 12 — Signature",
            "Dates de livraison",
            "Nom et siège des parties",
            "Date et lieu d’exécution",
            "Le présent contrat est conclu pour une durée d'un an",
            "Le prestataire s'engage à fournir les moyens nécessaires",
            "Name of the game is what we would like to discuss here",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn a_label_says_who_is_to_sign() {
        let role = |text: &str| label(text).and_then(|label| label.role);
        assert_eq!(role("Signature du client :").as_deref(), Some("client"));
        assert_eq!(role("Le bailleur (lu et approuvé)").as_deref(), Some("le bailleur"));
        assert_eq!(role("Employee's signature").as_deref(), Some("employee"));
        assert_eq!(role("Signature"), None);
    }
}

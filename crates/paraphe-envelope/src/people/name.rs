//! A name in one piece, taken apart into first and last name the way people of an office write them.

use super::plain;

const TITLES: [&str; 14] =
    ["m", "m.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "mme", "mlle", "dr", "dr.", "monsieur", "madame"];

/// First and last name. A comma says that the last name stands in front, capitals say which part it is; otherwise the
/// first word is the first name. One word alone is a last name.
pub(crate) fn split(text: &str) -> (String, String) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'«»".contains(c));
    // « Alice Dupont (Cabinet X) »: what stands in brackets is where she works.
    let text = text.split_once('(').map_or(text, |(name, _)| name).trim();
    if let Some((last, first)) = text.split_once(',') {
        return (without_title(first), without_title(last));
    }
    let words: Vec<&str> = without_titles(text.split_whitespace()).collect();
    let (capitals, others): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(|w| is_capitals(w));
    if !capitals.is_empty() && !others.is_empty() {
        return (others.join(" "), capitals.join(" "));
    }
    match words.as_slice() {
        [] => Default::default(),
        [only] => (String::new(), (*only).to_owned()),
        [first, last @ ..] => ((*first).to_owned(), last.join(" ")),
    }
}

/// The name in an address like `alice.dupont@…`; none where it is not plain to see.
pub(super) fn of_address(address: &str) -> Option<(String, String)> {
    let (local, _) = address.split_once('@')?;
    let (first, last) = local.split_once(['.', '_'])?;
    let is_name = |part: &str| {
        part.chars().count() > 1
            && part.chars().all(|c| c.is_alphabetic() || c == '-')
            && !part.starts_with('-')
    };
    (is_name(first) && is_name(last)).then(|| (capitalised(first), capitalised(last)))
}

/// Whether a word is a title before a name.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&plain(word).as_str())
}

fn without_title(text: &str) -> String {
    without_titles(text.split_whitespace()).collect::<Vec<_>>().join(" ")
}

fn without_titles<'t>(words: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    words.skip_while(|word| is_title(word))
}

/// Whether a word is written in capitals: two letters at least, in a script that has them.
pub(super) fn is_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

/// « jean-pierre » becomes « Jean-Pierre ».
fn capitalised(text: &str) -> String {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    text.split('-').map(part).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_they_are_written() {
        for (text, first, last) in [
            ("Alice Dupont", "Alice", "Dupont"),
            ("DUPONT Alice", "Alice", "DUPONT"),
            ("Marie-Ange LE GOFF", "Marie-Ange", "LE GOFF"),
            ("Dupont, Alice", "Alice", "Dupont"),
            ("\"Dupont, Mme Alice\"", "Alice", "Dupont"),
            ("M. Jean de La Fontaine", "Jean", "de La Fontaine"),
            ("Alice Dupont (Cabinet Martin)", "Alice", "Dupont"),
            ("Zoë", "", "Zoë"),
            ("محمد الطرابلسي", "محمد", "الطرابلسي"),
            ("ALICE DUPONT", "ALICE", "DUPONT"),
            ("", "", ""),
        ] {
            assert_eq!(split(text), (first.to_owned(), last.to_owned()), "{text}");
        }
    }

    #[test]
    fn an_address_shows_a_name_or_none() {
        let found = |text| of_address(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(found("alice.dupont@ex.fr").as_deref(), Some("Alice Dupont"));
        assert_eq!(found("jean-pierre.martin@ex.fr").as_deref(), Some("Jean-Pierre Martin"));
        for text in ["contact@ex.fr", "a.dupont@ex.fr", "alice.dupont2@ex.fr", "x"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

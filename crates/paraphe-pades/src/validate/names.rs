//! Names that may pass for another's: letters of two alphabets within a word, characters nobody sees (UTS 39 §5.2, UTR 36 §2.6).

use super::findings::{Finding, FindingCode};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use unicode_script::{Script, ScriptExtension, UnicodeScript as _};

/// Scripts that are written together, and with Latin words, without a blank between them (UTS 39, "highly restrictive").
const TOGETHER: [Script; 5] =
    [Script::Bopomofo, Script::Han, Script::Hangul, Script::Hiragana, Script::Katakana];
/// Scripts that are read from the right: marks of direction belong to them.
const FROM_THE_RIGHT: [Script; 5] =
    [Script::Arabic, Script::Hebrew, Script::Nko, Script::Syriac, Script::Thaana];
/// Scripts that are written without joiners, and what belongs to none.
const UNJOINED: [Script; 8] = [
    Script::Armenian,
    Script::Common,
    Script::Cyrillic,
    Script::Georgian,
    Script::Greek,
    Script::Inherited,
    Script::Latin,
    Script::Unknown,
];

/// What should be known of the names of whoever signed and of who vouches for them.
pub(super) fn remarks<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<Finding> {
    let mut findings = Vec::new();
    let words: BTreeSet<&str> = names.clone().flat_map(words).filter(|word| is_mixed(word)).collect();
    if !words.is_empty() {
        let letters: BTreeSet<char> = words.iter().flat_map(|word| strange(word)).collect();
        let letters: Vec<String> =
            letters.into_iter().map(|letter| format!("{letter} ({})", code(letter))).collect();
        let words: Vec<String> = words.into_iter().map(spelled).collect();
        let mut finding = Finding::with(FindingCode::NameMixesAlphabets, "words", words.join(", "));
        finding.params.insert("letters".to_owned(), letters.join(", "));
        findings.push(finding);
    }
    let hiding: BTreeSet<String> = names.filter(|name| hides(name)).map(spelled).collect();
    if !hiding.is_empty() {
        let hiding = hiding.into_iter().collect::<Vec<_>>().join(", ");
        findings.push(Finding::with(FindingCode::NameHidesCharacters, "names", hiding));
    }
    findings
}

/// Whether nothing of a name can be seen.
pub(super) fn is_blank(name: &str) -> bool {
    name.chars().all(|letter| letter.is_whitespace() || letter.is_control() || is_unseen(letter))
}

/// Runs of letters, with what belongs to letters.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let belongs = |letter: char| letter.is_alphabetic() || is_accent(letter) || is_unseen(letter);
    name.split(move |letter| !belongs(letter)).filter(|word| !word.is_empty())
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// The script a letter belongs to; none where it belongs to all of them, or is younger than our tables.
fn scripts(letter: char) -> Option<ScriptExtension> {
    let scripts = letter.script_extension();
    let belongs_to_all = scripts.is_common() || scripts.is_inherited();
    (letter.is_alphabetic() && !belongs_to_all && !scripts.is_empty()).then_some(scripts)
}

fn is_mixed(word: &str) -> bool {
    let mut letters = word.chars().filter_map(scripts);
    let Some(first) = letters.next() else { return false };
    let shared = letters.fold(first, ScriptExtension::intersection);
    let goes_together = |scripts: ScriptExtension| {
        scripts.contains_script(Script::Latin) || TOGETHER.iter().any(|one| scripts.contains_script(*one))
    };
    shared.is_empty() && !word.chars().filter_map(scripts).all(goes_together)
}

/// The letters of a mixed word that are not of the script most of its letters are of.
fn strange(word: &str) -> Vec<char> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let of = |letter: char| scripts(letter).map(|_| letter.script().short_name());
    for script in word.chars().filter_map(of) {
        *counts.entry(script).or_default() += 1;
    }
    // Of as many each, those that are not Latin.
    let most =
        counts.into_iter().max_by_key(|(script, count)| (*count, *script == Script::Latin.short_name()));
    let Some((most, _)) = most else { return Vec::new() };
    word.chars().filter(|letter| of(*letter).is_some_and(|script| script != most)).collect()
}

/// Whether a name holds what nobody sees and no script asks for there.
fn hides(name: &str) -> bool {
    let is_of = |letter: char, scripts: &[Script]| scripts.contains(&letter.script());
    let has_right = name.chars().any(|letter| is_of(letter, &FROM_THE_RIGHT));
    let mut before = ' ';
    // Some programs end names as their language ends texts.
    for letter in name.trim_end_matches(['\0', '\r', '\n']).chars() {
        let is_asked_for = match letter {
            '\u{200C}' | '\u{200D}' => !is_of(before, &UNJOINED),
            '\u{200E}' | '\u{200F}' | '\u{61C}' => has_right,
            '\u{180B}'..='\u{180F}' => is_of(before, &[Script::Mongolian]),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
                is_of(before, &[Script::Han, Script::Common])
            }
            _ => false,
        };
        if is_unseen(letter) && !is_asked_for {
            return true;
        }
        before = letter;
    }
    false
}

/// Controls, marks of direction, and what is drawn as nothing (Default_Ignorable_Code_Point); line ends and tabs are blanks.
pub(super) fn is_unseen(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
        || matches!(letter, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The text with what cannot be seen written out.
fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_unseen(letter) {
            let _ = write!(spelled, "[{}]", code(letter));
        } else {
            spelled.push(if letter.is_control() { ' ' } else { letter });
        }
    }
    spelled
}

fn code(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str) -> Vec<FindingCode> {
        remarks([name].into_iter()).into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn real_names_are_not_remarked() {
        for name in [
            "Zoë d’Été-Lefèvre",
            "Đặng Thị Hương",
            "Łucja Œuvray",
            "ﬁrst",
            "Maître N° 3 ‘Nº’",
            "Straße 5 µm",
            "O’Brien\u{2BC}s",
            "Société ΑΒΓ",
            "Ελένη Παπαδοπούλου",
            "Вера Иванова",
            "ООО «Google Рус»",
            "Сара Connor",
            "Анна-Marie",
            "Мар’яна",
            "محمد بن سلمان",
            "علی\u{200C}رضا",
            "\u{200F}محمد\u{200F} (Dupont)",
            "דוד כהן",
            "李小龍",
            "山田太郎",
            "辻\u{E0100}",
            "NTTドコモ",
            "ABC株式会社",
            "삼성SDS",
            "LG전자",
            "नारायण",
            "क्\u{200D}ष",
            "สมชาย",
            "Վարդան",
            "e\u{301}tat",
            "Claire Martin\n",
            "Claire Martin\0",
            "42",
            "",
        ] {
            assert_eq!(codes(name), [], "{name:?}");
        }
    }

    #[test]
    fn a_word_in_two_alphabets_is_remarked() {
        for name in [
            "Claire M\u{430}rtin",
            "\u{410}nne Roy",
            "D\u{3BF}minique",
            "Jean-\u{411}aptiste",
            "d’\u{399}voire",
            "Marti\u{578}",
            "Ivan И\u{76}анов",
        ] {
            assert_eq!(codes(name), [FindingCode::NameMixesAlphabets], "{name:?}");
        }
        let told = &remarks(["Cabinet Du\u{440}\u{43E}nt"].into_iter())[0];
        assert_eq!(told.params["words"], "Du\u{440}\u{43E}nt");
        assert_eq!(told.params["letters"], "\u{43E} (U+043E), \u{440} (U+0440)");
    }

    #[test]
    fn what_nobody_sees_is_remarked_and_written_out() {
        for unseen in [
            '\u{200B}',
            '\u{200D}',
            '\u{AD}',
            '\u{3164}',
            '\u{E0041}',
            '\u{202E}',
            '\u{2066}',
            '\u{FE0F}',
            '\u{1}',
            '\0',
            '\u{200F}',
        ] {
            assert_eq!(codes(&format!("Anne{unseen} Roy")), [FindingCode::NameHidesCharacters], "{unseen:?}");
        }
        let told = &remarks(["Anne \u{202E}yoR"].into_iter())[0];
        assert_eq!(told.params["names"], "Anne [U+202E]yoR");
    }

    #[test]
    fn a_word_is_not_parted_by_what_nobody_sees() {
        let found = codes("M\u{200B}\u{430}rie");
        assert_eq!(found, [FindingCode::NameMixesAlphabets, FindingCode::NameHidesCharacters]);
    }
}

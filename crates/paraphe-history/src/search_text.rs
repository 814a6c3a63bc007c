//! What is looked for and what is found are folded in the same way before SQLite sees them.
//!
//! SQLite's own folding (unicode61, remove_diacritics 2) knows case and the accents that Unicode can take apart. It
//! leaves ł, ø, đ, œ or ß as they are, and it ends a word at an Arabic vowel sign; people leave such things out.

/// The text with what SQLite's tokenizer does not fold folded.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'þ' | 'Þ' => folded.push_str("th"),
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ħ' | 'Ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            // Alef with hamza or madda, alef wasla.
            '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => folded.push('\u{0627}'),
            // Alef maqsura and Persian yeh are typed for yeh; teh marbuta for heh.
            '\u{0649}' | '\u{06CC}' => folded.push('\u{064A}'),
            '\u{0629}' => folded.push('\u{0647}'),
            // Vowel signs, tatweel, and the marks that only steer the direction of writing.
            '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}'..='\u{200F}' | '\u{061C}' => {}
            // Arabic-Indic and Persian digits.
            '\u{0660}'..='\u{0669}' => folded.push(western_digit(character, '\u{0660}')),
            '\u{06F0}'..='\u{06F9}' => folded.push(western_digit(character, '\u{06F0}')),
            other => folded.push(other),
        }
    }
    folded
}

/// The FTS5 expression for what a person typed: every word must occur, each may be the beginning of one. None when
/// nothing in it can be looked for.
pub(crate) fn expression(text: &str) -> Option<String> {
    let folded = fold(text);
    let terms: Vec<String> = folded
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        // In quotes nothing is an operator; SQLite's tokenizer takes an address apart into a phrase.
        .map(|word| format!("\"{}\"*", word.replace('"', " ")))
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

fn western_digit(character: char, zero: char) -> char {
    let value = u32::from(character) - u32::from(zero);
    char::from_digit(value, 10).expect("the callers' ranges hold ten digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_unicode_does_not_take_apart_are_folded() {
        assert_eq!(fold("Łucja Đặng-Œuvray, Straße"), "lucja dặng-oeuvray, Strasse");
        assert_eq!(fold("مُحَمَّد"), "محمد");
        assert_eq!(fold("أحمد"), fold("احمد"));
        assert_eq!(fold("فاطمة"), fold("فاطمه"));
        assert_eq!(fold("٢٠٢٦"), "2026");
    }

    #[test]
    fn operators_are_words() {
        assert_eq!(expression("alice OR bob").as_deref(), Some("\"alice\"* AND \"OR\"* AND \"bob\"*"));
        assert_eq!(expression("a\"b").as_deref(), Some("\"a b\"*"));
        assert_eq!(expression(" \" - * "), None);
        assert_eq!(expression(""), None);
    }
}

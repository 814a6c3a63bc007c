//! Text of strangers (names in certificates, file names) in files for people: what it may not do there.

use crate::words;

/// Whether a character would only disturb or deceive: controls, and marks that turn the reading direction round, with
/// which a name could be made to read as another.
pub(super) fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Text as one line without such characters. What remains stays as it is, to the last blank: unlike `words::in_one_line` this
/// is about what somebody may have meant to hide, and a report shows it as it was written.
pub(crate) fn clean(text: &str) -> String {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    spaced.chars().filter(|character| !is_harmful(*character)).collect()
}

/// A name out of a certificate or a signature, in one line, so that it makes no sentence of its own; what cannot be seen in it
/// is shown by a sign, so that it does not pass for another name. Joiners stay between letters of scripts that are written with
/// them.
pub(crate) fn name(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in words::in_one_line(text).chars() {
        let is_joined = matches!(character, '\u{200C}' | '\u{200D}')
            && shown
                .chars()
                .next_back()
                .is_some_and(|before| before >= FIRST_JOINED && before.is_alphabetic());
        shown.push(if is_unseen(character) && !is_joined { char::REPLACEMENT_CHARACTER } else { character });
    }
    shown
}

/// The first letter of the Hebrew and Arabic scripts, behind which those stand that are written with joiners.
const FIRST_JOINED: char = '\u{5D0}';

fn is_unseen(character: char) -> bool {
    is_harmful(character)
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}')
}

/// Text for HTML, inside an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    in_markup(&clean(text))
}

/// Text where markup is read: it stays text.
pub(crate) fn in_markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A cell of a table a spreadsheet opens: quoted, and never a formula (OWASP, CSV injection). A leading blank does not
/// hide one.
pub(crate) fn cell(text: &str) -> String {
    let text = clean(text);
    let is_formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_no_line_of_its_own_and_hides_no_letter() {
        assert_eq!(name("Claire Martin\nIdentité garantie"), "Claire Martin Identité garantie");
        for unseen in ["\u{200B}", "\u{200D}", "\u{AD}", "\u{3164}", "\u{E0041}", "\u{202E}"] {
            assert_eq!(name(&format!("Anne{unseen} Roy")), "Anne\u{FFFD} Roy", "{unseen:?}");
        }
        let persian = "علی\u{200C}رضا";
        assert_eq!(name(persian), persian);
        assert_eq!(name("Łucja Đặng-Œuvray"), "Łucja Đặng-Œuvray");
    }

    #[test]
    fn a_hostile_name_stays_text() {
        let name = "</p><script>alert('x')</script> \" onload=\"y\u{202E}fdp.exe\u{0}";
        let escaped = escape(name);
        assert!(!escaped.contains(['<', '>', '"', '\'', '\u{202E}', '\u{0}']), "{escaped}");
        assert!(escaped.contains("&lt;script&gt;"));
    }

    #[test]
    fn no_cell_is_a_formula_or_ends_its_row() {
        for (given, expected) in [
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"' =1\""),
            ("a;b\r\nc", "\"a;b  c\""),
            ("Élodie", "\"Élodie\""),
        ] {
            assert_eq!(cell(given), expected);
        }
    }
}

//! A key as it was typed or pasted: without the blanks around it, and refused where something stands within it that nobody sees.

/// Something nobody sees stands within a key: half of a line, of a table or of a page was copied with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Unseen;

/// The key; none where nothing was typed.
///
/// # Errors
/// [`Unseen`]. What stands there is said nowhere: it is a secret.
pub(crate) fn typed(text: &str) -> Result<Option<&str>, Unseen> {
    let key = text.trim_matches(|character: char| character.is_whitespace() || is_blank(character));
    match key.chars().any(|character| character.is_control() || is_blank(character)) {
        true => Err(Unseen),
        false => Ok(Some(key).filter(|key| !key.is_empty())),
    }
}

/// What is as wide as nothing, or ends a line.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_line_ends_around_a_key_are_nothing_of_it() {
        for around in ["", " ", "\r\n", "\t", "\u{feff}", "\u{a0}", "\u{200b}", "\u{2028}"] {
            assert_eq!(typed(&format!("{around}clé-1234{around}")), Ok(Some("clé-1234")), "{around:?}");
            assert_eq!(typed(around), Ok(None), "{around:?}");
        }
        assert_eq!(typed("mot de passe"), Ok(Some("mot de passe")), "a password may hold a blank");
    }

    #[test]
    fn what_nobody_sees_within_a_key_is_refused() {
        for within in
            ['\0', '\u{7}', '\n', '\r', '\t', '\u{7f}', '\u{85}', '\u{200b}', '\u{202e}', '\u{feff}']
        {
            assert_eq!(typed(&format!("clé{within}1234")), Err(Unseen), "{within:?}");
        }
        assert_eq!(typed("clé-1234\0"), Err(Unseen), "no line ends so");
    }
}

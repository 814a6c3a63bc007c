//! Which texts say the same: what a field shows is drawn line by line, in letters of a font, and its value is not.

/// Whether two texts have the same letters, digits and signs that matter. What is shown stands from left to right as it is seen;
/// right-to-left letters of the value are turned round for that.
pub(super) fn is_same(shown: &str, value: &str) -> bool {
    let shown = essential(shown.chars());
    shown == essential(value.chars())
        || (value.chars().any(is_right_to_left)
            && [as_seen(value), as_seen_from_the_left(value)]
                .into_iter()
                .any(|seen| shown == essential(seen.into_iter())))
}

/// Letters and digits in lower case, with percent and money, and what stands between two digits: points, commas, strokes. Line
/// ends and other punctuation come and go with the drawing.
fn essential(text: impl Iterator<Item = char>) -> Vec<char> {
    const AMOUNTS: &str = "%‰€$£¥₽₺₴₪₫₹¢";
    let spelled =
        text.filter(|letter| !letter.is_whitespace() && !is_point(*letter)).flat_map(|letter| match letter {
            'ﬁ' => vec!['f', 'i'],
            'ﬂ' => vec!['f', 'l'],
            'ﬀ' => vec!['f', 'f'],
            'ﬃ' => vec!['f', 'f', 'i'],
            'ﬄ' => vec!['f', 'f', 'l'],
            '−' | '–' => vec!['-'],
            '’' | '‘' => vec!['\''],
            other => other.to_lowercase().collect(),
        });
    let all: Vec<char> = spelled.collect();
    let is_digit = |place: Option<usize>| {
        place.and_then(|place| all.get(place)).is_some_and(|letter| letter.is_numeric())
    };
    let is_kept = |(place, letter): (usize, &char)| {
        let (before, after) = (is_digit(place.checked_sub(1)), is_digit(place.checked_add(1)));
        let is_part = match letter {
            '-' => after,
            other => other.is_alphanumeric() || AMOUNTS.contains(*other) || (before && after),
        };
        is_part.then_some(*letter)
    };
    all.iter().enumerate().filter_map(is_kept).collect()
}

/// Hebrew, Arabic and what is written like them, with the forms their letters take.
pub(super) fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC)
}

/// What stands over or under a letter and takes no place of its own, or is not seen at all.
pub(super) fn is_mark(letter: char) -> bool {
    is_point(letter) || matches!(u32::from(letter), 0x300..=0x36F)
}

/// Marks for vowels, and those that only shape a text; programs show them or not.
fn is_point(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x200B..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069
    )
}

/// The letters from left to right as they are seen, line after line: right-to-left text turned round, numbers and words of other
/// scripts in it as they are.
fn as_seen(text: &str) -> Vec<char> {
    let is_turned = |letter: char| is_right_to_left(letter) && !letter.is_numeric();
    let mut seen = Vec::new();
    for line in text.lines() {
        let letters: Vec<char> = line.chars().rev().collect();
        for run in letters.chunk_by(|one, next| is_turned(*one) == is_turned(*next)) {
            if run.iter().any(|letter| is_turned(*letter)) {
                seen.extend(run);
            } else {
                seen.extend(run.iter().rev());
            }
        }
    }
    seen
}

/// The same where a line begins with another script: what is right-to-left in it is turned round in its place, up to the next
/// word of the other script, with the numbers in it.
fn as_seen_from_the_left(text: &str) -> Vec<char> {
    let mut seen = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(start) = rest.find(is_right_to_left) {
            let (before, turned) = rest.split_at(start);
            let is_other = |letter: char| letter.is_alphabetic() && !is_right_to_left(letter);
            let (turned, after) = turned.split_at(turned.find(is_other).unwrap_or(turned.len()));
            seen.extend(before.chars());
            seen.extend(as_seen(turned));
            rest = after;
        }
        seen.extend(rest.chars());
    }
    seen
}

/// A number as programs format it, `1,234.50 €` or `1 234,5`: its digits, and those behind the last separator unless there are
/// three of them.
pub(super) fn amount(text: &str) -> Option<(bool, String, String)> {
    let kept: String =
        text.chars().filter(|letter| letter.is_ascii_digit() || ".,-−(".contains(*letter)).collect();
    if text.chars().any(|letter| letter.is_alphabetic() || letter == '%')
        || !kept.contains(|digit: char| digit.is_ascii_digit())
    {
        return None;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, rest) = match kept.rsplit_once(['.', ',']) {
        Some((whole, rest)) if rest.len() != 3 => (digits(whole), digits(rest)),
        Some(_) | None => (digits(&kept), String::new()),
    };
    let is_negative = kept.contains(['-', '−', '(']);
    Some((is_negative, whole.trim_start_matches('0').to_owned(), rest.trim_end_matches('0').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_text_is_compared_as_it_is_seen() {
        assert!(is_same("42 ب ا", "ا ب 42"));
        assert!(is_same("ب ا", "ا ب"));
        assert!(!is_same("24 ب ا", "ا ب 42"));
        assert!(!is_same("ab", "ba"), "only what is written that way");
        assert!(is_same("Nom ب ا", "Nom ا ب"), "in a line of another script");
        assert!(is_same("Fait a سنوت le 22/11", "Fait a تونس le 22/11"));
        assert!(is_same("Nom 42 ب ا", "Nom ا ب 42") && !is_same("Nom 24 ب ا", "Nom ا ب 42"));
    }
}

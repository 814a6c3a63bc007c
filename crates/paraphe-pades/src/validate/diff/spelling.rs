//! Which texts say the same: what a field shows is drawn line by line, in letters of a font, and its value is not.

/// Whether two texts have the same letters, digits and signs that matter. What is shown stands from left to right as it is seen;
/// right-to-left letters of the value are turned round for that.
pub(super) fn is_same(shown: &str, value: &str) -> bool {
    let has_digits = |text: &str| text.chars().any(char::is_numeric);
    let counts = if has_digits(shown) || has_digits(value) { Counts::Signs } else { Counts::Letters };
    is_alike(shown, value, |letters| essential(letters, counts))
}

/// Whether two texts have the same letters, digits and signs, small and capital, blanks apart that part no numbers.
pub(super) fn is_exact(shown: &str, other: &str) -> bool {
    is_alike(shown, other, spelled)
}

/// The same with all blanks left out.
pub(super) fn differs_in_blanks(shown: &str, value: &str) -> bool {
    let without = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    !is_same(shown, value) && is_same(&without(shown), &without(value))
}

fn is_alike(shown: &str, value: &str, read: impl Fn(&[char]) -> Vec<char>) -> bool {
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    let shown = read(&letters(shown));
    shown == read(&letters(value))
        || (value.chars().any(is_right_to_left)
            && [as_seen(value), as_seen_from_the_left(value)].iter().any(|seen| shown == read(seen)))
}

/// What of a text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// Punctuation comes and goes with the drawing.
    Letters,
    /// Before, between and behind digits any sign makes another number.
    Signs,
}

/// In lower case, with percent and money, and all other signs where they count, but for one point or comma at the end.
fn essential(letters: &[char], counts: Counts) -> Vec<char> {
    const AMOUNTS: &str = "%‰€$£¥₽₺₴₪₫₹¢";
    let mut text = spelled(letters);
    if matches!(text.last(), Some('.' | ',')) {
        text.pop();
    }
    let is_kept =
        |letter: &char| counts == Counts::Signs || letter.is_alphanumeric() || AMOUNTS.contains(*letter);
    text.into_iter().filter(is_kept).flat_map(char::to_lowercase).collect()
}

/// One spelling for what is drawn in several ways, without marks, and without blanks but those that part numbers.
fn spelled(letters: &[char]) -> Vec<char> {
    let plain = letters.iter().filter(|letter| !is_mark(**letter)).flat_map(|letter| match letter {
        'ﬁ' => vec!['f', 'i'],
        'ﬂ' => vec!['f', 'l'],
        'ﬀ' => vec!['f', 'f'],
        'ﬃ' => vec!['f', 'f', 'i'],
        'ﬄ' => vec!['f', 'f', 'l'],
        '…' => vec!['.'; 3],
        '\u{AD}' | '‐'..='―' | '⁃' | '−' | '﹘' | '﹣' | '-' => vec!['-'],
        '’' | '‘' | '‛' | '`' => vec!['\''],
        '“' | '”' | '„' | '‟' => vec!['"'],
        blank if blank.is_whitespace() => vec![' '],
        other => vec![*other],
    });
    let plain: Vec<char> = plain.collect();
    let words: Vec<&[char]> = plain.split(|letter| *letter == ' ').filter(|word| !word.is_empty()).collect();
    let mut text = Vec::with_capacity(plain.len());
    for (place, word) in words.iter().enumerate() {
        let is_parted = text.last().copied().is_some_and(char::is_numeric) && word[0].is_numeric();
        if is_parted && !is_thousands(&words, place) {
            text.push(' ');
        }
        text.extend(*word);
    }
    text
}

/// Whether the blank before this word only parts the thousands of a number: three digits, as all groups of it behind the first.
fn is_thousands(words: &[&[char]], place: usize) -> bool {
    const GROUP: usize = 3;
    let digits = |word: &[char]| word.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let digits_at_end =
        |word: &[char]| word.iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
    let is_group = |word: &[char]| word.len() == GROUP && digits(word) == GROUP;
    let mut start = place - 1;
    while start > 0 && is_group(words[start]) && digits_at_end(words[start - 1]) > 0 {
        start -= 1;
    }
    let behind = words[place..].iter().take_while(|word| digits(word) > 0);
    let behind: Vec<&[char]> = behind.copied().collect();
    let Some((last, groups)) = behind.split_last() else { return false };
    (1..=GROUP).contains(&digits_at_end(words[start]))
        && groups.iter().all(|word| is_group(word))
        && digits(last) == GROUP
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

/// Of which text a number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// What programs keep: of points and commas there is one at most, before the decimals.
    Kept,
    /// What people see: one point or comma before three digits may part the thousands, and is taken for that.
    Shown,
}

impl Number {
    /// Whether a point or comma between these, of which there is none further on, stands before the decimals.
    fn has_decimals(self, whole: &str, separator: char, rest: &str) -> bool {
        const GROUP: usize = 3;
        let is_group = || (1..=GROUP).contains(&whole.len()) && !whole.starts_with('0');
        let is_alone = !whole.contains(['.', ',', '\'']);
        let may_part_thousands = is_alone && self == Self::Shown && rest.len() == GROUP && is_group();
        !(may_part_thousands || whole.contains(separator))
    }
}

/// A number as programs format it, `1,234.50 €` or `1 234,5`: whether it is negative, its digits, and its decimals. `None`: something
/// else stands in it.
pub(super) fn amount(text: &str, number: Number) -> Option<(bool, String, String)> {
    const MONEY: &str = "€$£¥₽₺₴₪₫₹¢";
    let plain: String = spelled(&text.chars().collect::<Vec<_>>()).into_iter().collect();
    let signed = plain.trim_matches(|letter| MONEY.contains(letter));
    let unsigned = signed.strip_prefix('-').or_else(|| signed.strip_prefix('(')?.strip_suffix(')'));
    let digits = unsigned.unwrap_or(signed).trim_matches(|letter| MONEY.contains(letter));
    let parted = digits.rmatch_indices(['.', ',']).next().and_then(|(at, separator)| {
        let (whole, rest) = (&digits[..at], &digits[at + 1..]);
        number.has_decimals(whole, separator.chars().next()?, rest).then_some((whole, rest))
    });
    let (whole, rest) = parted.unwrap_or((digits, ""));
    let mut groups = whole.split(['.', ',', '\'']);
    let first = groups.next()?;
    let is_number = |text: &str| text.bytes().all(|octet| octet.is_ascii_digit());
    let is_grouped = groups.clone().all(|group| group.len() == 3 && is_number(group))
        && (groups.clone().next().is_none() || (1..=3).contains(&first.len()));
    if !(is_grouped && is_number(first) && is_number(rest)) || (first.is_empty() && rest.is_empty()) {
        return None;
    }
    let whole: String = std::iter::once(first).chain(groups).collect();
    Some((
        unsigned.is_some(),
        whole.trim_start_matches('0').to_owned(),
        rest.trim_end_matches('0').to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_count_beside_digits() {
        for sign in ["-", "—", "<", "~", "(", "±", "¬", "=", ",", ".", "#"] {
            assert!(!is_same(&format!("{sign}1000"), "1000"), "{sign}");
        }
        assert!(!is_same("1000-", "1000") && !is_same("1000/", "1000") && !is_same("10-A", "10A"));
        assert!(is_same("− 1000", "-1000") && is_same("le 5,", "le 5") && is_same("yes!", "yes"));
    }

    #[test]
    fn blanks_part_numbers_but_for_thousands() {
        for (one, other) in [
            ("1 000", "1000"),
            ("12 345 678,50", "12345678,50"),
            ("prix 100 000", "prix 100000"),
            ("5 %", "5%"),
            ("a b", "ab"),
        ] {
            assert!(is_exact(one, other), "{one} and {other}");
        }
        for (one, other) in [("12 50", "1250"), ("1 000 5", "10005"), ("1 2", "12"), ("1234 567", "1234567")]
        {
            assert!(!is_exact(one, other) && differs_in_blanks(one, other), "{one} and {other}");
        }
        assert!(!is_exact("Mm", "mM") && is_same("Mm", "mM"));
        assert!(!differs_in_blanks("12", "12") && !differs_in_blanks("12", "13"));
    }

    #[test]
    fn an_amount_is_a_number_and_money_only() {
        let shown = |text: &str| amount(text, Number::Shown);
        let same = |one: &str, other: &str| shown(one).is_some() && shown(one) == amount(other, Number::Kept);
        assert!(
            same("1 000,00 €", "1000")
                && same("1,234.50", "1234.5")
                && same("$ -5", "-5")
                && same("(5)", "-5")
        );
        assert!(same(".50", "0.5") && !same("-5", "5") && !same("12", "1200"));
        for (one, other) in [("125", "0.125"), ("1", "0.001"), ("1500", "1.500"), ("10,000", "10.000")] {
            assert!(!same(one, other), "{one} for {other}");
        }
        for (one, other) in [
            ("0,125", "0.125"),
            ("1,500", "1500"),
            ("1,234.500", "1234.5"),
            ("1.234.567", "1234567"),
            ("1 234,500", "1234,5"),
            ("1'234.5", "1234.5"),
        ] {
            assert!(same(one, other), "{one} for {other}");
        }
        for text in ["<5", "5‰", "±5", "1.2.3", "12 50", "5 kg", "", "€", "1,23,456", "5-"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

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

//! Phone numbers as they are written at home, brought to international form where only one country writes them so.

use crate::PhoneNumber;

/// Country codes with the number of digits behind them, where all numbers have as many.
const LENGTHS: [(&str, usize); 6] = [("33", 9), ("41", 9), ("212", 9), ("213", 9), ("216", 8), ("377", 8)];

/// The international form of a number written as in France (`06 12 34 56 78`), or with its country code but without the
/// `+` (`33 6 12 34 56 78`, `216 20 123 456`); none when it is international already or nobody could tell.
#[must_use]
pub fn phone_suggestion(text: &str) -> Option<PhoneNumber> {
    if text.parse::<PhoneNumber>().is_ok() || text.contains('+') {
        return None;
    }
    // A foreign number in disguise is read by the parser: separators, Arabic digits, the sign.
    let international: PhoneNumber = format!("+9{text}").parse().ok()?;
    let digits = international.as_str().trim_start_matches("+9");
    if let Some(behind) = digits.strip_prefix('0') {
        let is_french = behind.len() == 9 && !behind.starts_with('0');
        return is_french.then(|| format!("+33{behind}").parse().ok()).flatten();
    }
    let number: PhoneNumber = format!("+{digits}").parse().ok()?;
    (country_length(digits).is_some() && is_likely(&number)).then_some(number)
}

/// Whether a number has the length that numbers of its country have; true where that is not known.
pub(super) fn is_likely(number: &PhoneNumber) -> bool {
    let digits = number.as_str().trim_start_matches('+');
    country_length(digits).is_none_or(|(code, length)| digits.len() == code.len() + length)
}

fn country_length(digits: &str) -> Option<(&'static str, usize)> {
    LENGTHS.into_iter().find(|(code, _)| digits.starts_with(code))
}

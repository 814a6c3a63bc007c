//! Writing lengths into content streams and SVG path data.

/// Appends `value` with at most three decimals and no trailing zeros; both PDF and SVG forbid exponents or dislike them.
pub(crate) fn push_number(out: &mut String, value: f64) {
    use std::fmt::Write as _;
    let rounded = (value * 1000.0).round() / 1000.0;
    // Rounding may leave -0.0, which would print as "-0".
    let rounded = if rounded == 0.0 || !rounded.is_finite() { 0.0 } else { rounded };
    write!(out, "{rounded}").expect("writing to a string cannot fail");
}

/// Appends `values` with spaces between them.
pub(crate) fn push_numbers(out: &mut String, values: &[f64]) {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        push_number(out, *value);
    }
}

#[cfg(test)]
mod tests {
    use super::push_number;

    fn number(value: f64) -> String {
        let mut out = String::new();
        push_number(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_short_and_without_exponent() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(-0.0001), "0");
        assert_eq!(number(1.23456), "1.235");
        assert_eq!(number(-7.5), "-7.5");
        assert_eq!(number(1e21).find('e'), None);
        assert_eq!(number(f64::NAN), "0");
    }
}

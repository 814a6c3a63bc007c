//! Where the lines of a sheet end.

use crate::error::PdfError;
use crate::text::{FontSet, Line, Typeface};

/// Words of fewer octets fit on any line.
const SHORT: usize = 16;
/// Words of people are no longer than this.
const LONGEST: usize = 20;
/// What has no joints, such as a digest, is parted after any number of so many characters.
const PIECE: usize = 4;

/// Breaks at blanks; a word longer than the line is parted ([`parts`]), without a hyphen that would be taken for part of it.
pub(super) fn wrapped(fonts: &FontSet, text: &str, size: f64, width: f64) -> Result<Vec<Line>, PdfError> {
    let set = |text: &str| fonts.layout_line(text, size, Typeface::Sans);
    let mut lines = Vec::new();
    let mut present = String::new();
    for word in text.split(is_breakable).filter(|word| !word.is_empty()) {
        let is_short = word.len() < SHORT || set(word)?.width <= width;
        let parts = if is_short { vec![word] } else { parts(word) };
        for (index, part) in parts.into_iter().enumerate() {
            let blank = if index == 0 && !present.is_empty() { " " } else { "" };
            let longer = format!("{present}{blank}{part}");
            if present.is_empty() || set(&longer)?.width <= width {
                present = longer;
            } else {
                lines.push(set(&present)?);
                part.clone_into(&mut present);
            }
        }
    }
    if !present.is_empty() {
        lines.push(set(&present)?);
    }
    Ok(lines)
}

/// Whether a line may end here. French sets a narrow no-break space before « ? » and the like (Unicode Standard Annex 14,
/// class GL), so that the mark does not begin a line alone.
fn is_breakable(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// A long word, parted behind the signs that join the words in names of files and in addresses.
fn parts(word: &str) -> Vec<&str> {
    let joints = ['_', '-', '.', '/', '\\', '@', ':', ','];
    let mut parts = Vec::new();
    for mut rest in word.split_inclusive(joints) {
        if rest.chars().count() > LONGEST {
            while let Some((end, _)) = rest.char_indices().nth(PIECE) {
                let (piece, behind) = rest.split_at(end);
                parts.push(piece);
                rest = behind;
            }
        }
        parts.push(rest);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points.
    const SIZE: f64 = 10.0;

    #[test]
    fn no_line_begins_with_a_mark_that_belongs_to_the_word_before() {
        let fonts = FontSet::bundled();
        let text = "Le document a-t-il changé\u{202F}? Oui\u{A0}!";
        let whole = fonts.layout_line("Le document a-t-il changé", SIZE, Typeface::Sans).unwrap().width;
        let lines = wrapped(fonts, text, SIZE, whole + 1.0).unwrap();
        let last = fonts.layout_line("changé\u{202F}? Oui\u{A0}!", SIZE, Typeface::Sans).unwrap();
        assert_eq!(lines.len(), 2);
        assert!((lines[1].width - last.width).abs() < 0.01, "the last word goes with its mark");
    }

    #[test]
    fn a_long_name_is_parted_between_its_words_and_nothing_is_put_in() {
        let fonts = FontSet::bundled();
        let name = "2026-11-24_contrat-de-prestation-de-services_Amélie-Bérard_version-définitive_signé.pdf";
        for (word, ends) in [(name, &['_', '-'][..]), (&"5c12".repeat(20), &['2'])] {
            let lines = wrapped(fonts, word, SIZE, 250.0).unwrap();
            assert!(lines.len() > 1 && lines.iter().all(|line| line.width <= 250.0), "{word}");
            let mut rest = word.to_owned();
            for line in &lines {
                let width = |length| {
                    let begin: String = rest.chars().take(length).collect();
                    fonts.layout_line(&begin, SIZE, Typeface::Sans).unwrap().width
                };
                let length =
                    (1..=rest.chars().count()).find(|length| (width(*length) - line.width).abs() < 0.01);
                let begin: String = rest.chars().take(length.expect("nothing but the word is set")).collect();
                rest = rest.split_off(begin.len());
                assert!(rest.is_empty() || begin.ends_with(ends), "{begin}");
            }
            assert_eq!(rest, "", "all of it");
        }
    }
}

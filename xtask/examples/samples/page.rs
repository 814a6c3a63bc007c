//! Drawing on a page: text in three alignments, justified paragraphs, rules and boxes. Points, y going up.

use std::fmt::Write as _;

use paraphe_pdf::text::{FontSet, Line, TextEmbedding, Typeface};

/// Width of A4 in points.
pub(crate) const WIDTH: f64 = 595.28;
/// Height of A4 in points.
pub(crate) const HEIGHT: f64 = 841.89;

/// Red, green, blue from 0 to 1.
pub(crate) type Colour = [f64; 3];

pub(crate) const INK: Colour = [0.09, 0.10, 0.12];
pub(crate) const MUTED: Colour = [0.38, 0.41, 0.47];
pub(crate) const LINE: Colour = [0.72, 0.75, 0.80];
pub(crate) const ACCENT: Colour = [0.12, 0.31, 0.85];
pub(crate) const TINT: Colour = [0.94, 0.95, 0.98];

/// How text looks.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) colour: Colour,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    /// The bundled fonts have one weight: the outlines are drawn as well as filled.
    Bold,
}

impl Style {
    pub(crate) const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular, colour: INK }
    }

    pub(crate) const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold, colour: INK }
    }

    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// A page being drawn.
pub(crate) struct Canvas<'a> {
    pub(crate) content: Vec<u8>,
    text: &'a mut TextEmbedding<'static>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(text: &'a mut TextEmbedding<'static>) -> Self {
        Self { content: Vec::new(), text }
    }

    /// Text whose baseline starts at (`x`, `y`).
    pub(crate) fn text(&mut self, x: f64, y: f64, text: &str, style: Style) {
        let line = set(text, style.size);
        self.begin(style);
        self.text.show(&mut self.content, &line, x, y);
        self.end();
    }

    /// Text whose baseline ends at (`x`, `y`).
    pub(crate) fn text_right(&mut self, x: f64, y: f64, text: &str, style: Style) {
        self.text(x - width_of(text, style.size), y, text, style);
    }

    /// Text centred on `x`.
    pub(crate) fn text_centred(&mut self, x: f64, y: f64, text: &str, style: Style) {
        self.text(x - width_of(text, style.size) / 2.0, y, text, style);
    }

    /// A line of words spread over `width`, or set naturally where `width` is `None`.
    pub(crate) fn words(&mut self, x: f64, y: f64, words: &[&str], width: Option<f64>, style: Style) {
        let natural = width_of(&words.join(" "), style.size);
        let gaps = words.len().saturating_sub(1);
        #[expect(clippy::cast_precision_loss, reason = "a line has few words")]
        let extra = width.filter(|_| gaps > 0).map_or(0.0, |width| (width - natural) / gaps as f64);
        let mut pen = x;
        self.begin(style);
        for (index, word) in words.iter().enumerate() {
            // The space belongs to the word before it, so that copied text has it.
            let spaced = if index < gaps { format!("{word} ") } else { (*word).to_owned() };
            let line = set(&spaced, style.size);
            self.text.show(&mut self.content, &line, pen, y);
            pen += line.width + extra;
        }
        self.end();
    }

    fn begin(&mut self, style: Style) {
        let [r, g, b] = style.colour;
        let weight = match style.weight {
            Weight::Regular => "0 Tr".to_owned(),
            Weight::Bold => format!("2 Tr {:.3} w {r} {g} {b} RG", style.size * 0.032),
        };
        self.push(&format!("q {r} {g} {b} rg {weight}\n"));
    }

    fn end(&mut self) {
        self.push("Q\n");
    }

    /// A horizontal rule from `x0` to `x1`.
    pub(crate) fn rule(&mut self, x0: f64, x1: f64, y: f64, colour: Colour) {
        let [r, g, b] = colour;
        self.push(&format!("q {r} {g} {b} RG 0.6 w {x0:.2} {y:.2} m {x1:.2} {y:.2} l S Q\n"));
    }

    /// A filled rectangle with its lower left corner at (`x`, `y`).
    pub(crate) fn fill(&mut self, [x, y, width, height]: [f64; 4], colour: Colour) {
        let [r, g, b] = colour;
        self.push(&format!("q {r} {g} {b} rg {x:.2} {y:.2} {width:.2} {height:.2} re f Q\n"));
    }

    /// The outline of a rectangle.
    pub(crate) fn frame(&mut self, [x, y, width, height]: [f64; 4], colour: Colour) {
        let [r, g, b] = colour;
        self.push(&format!("q {r} {g} {b} RG 0.6 w {x:.2} {y:.2} {width:.2} {height:.2} re S Q\n"));
    }

    fn push(&mut self, operators: &str) {
        self.content.extend_from_slice(operators.as_bytes());
    }
}

fn set(text: &str, size: f64) -> Line {
    let line = FontSet::bundled().layout_line(text, size, Typeface::Sans);
    line.expect("the samples use only characters the bundled fonts have")
}

/// The width of `text` in points.
pub(crate) fn width_of(text: &str, size: f64) -> f64 {
    set(text, size).width
}

/// Breaks `text` into lines of at most `width` such that the gaps of all lines together are as even as can be.
pub(crate) fn break_lines(text: &str, width: f64, size: f64) -> Vec<Vec<&str>> {
    let words: Vec<&str> = text.split(' ').collect();
    let widths: Vec<f64> = words.iter().map(|word| width_of(word, size)).collect();
    let space = width_of(" ", size);
    // best[i]: the least badness of setting the words from i on, and where the first of those lines ends.
    let mut best = vec![(0.0, words.len()); words.len() + 1];
    for start in (0..words.len()).rev() {
        best[start] = (f64::INFINITY, words.len());
        let mut used = -space;
        for end in start + 1..=words.len() {
            used += space + widths[end - 1];
            if used > width && end > start + 1 {
                break;
            }
            let slack = ((width - used) / width).powi(2);
            // The last line may be short, but not one lonely word.
            let slack =
                if end < words.len() { slack } else { f64::from(u8::from(used < width * 0.15)) * 0.1 };
            let badness = slack + best[end].0;
            if badness < best[start].0 {
                best[start] = (badness, end);
            }
        }
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let end = best[start].1;
        lines.push(words[start..end].to_vec());
        start = end;
    }
    lines
}

/// Puts the no-break spaces French typography asks for where plain ones stand: before `; : ! ? » € %`, after `«`, `n°`
/// and `Mme`, between the digits of a number.
pub(crate) fn french(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1).copied();
        if character == ' ' {
            let narrow = matches!(after, Some(';' | ':' | '!' | '?' | '»'))
                || before == Some('«')
                || thousands(&characters, index);
            let title = ["Mme", "M.", "L."].iter().any(|title| ends_with_word(&characters[..index], title));
            let wide = matches!(after, Some('€' | '%')) || before == Some('°') || title;
            out.push(if narrow {
                '\u{202f}'
            } else if wide {
                '\u{a0}'
            } else {
                ' '
            });
        } else {
            let written = write!(out, "{character}");
            written.expect("writing to a string cannot fail");
        }
    }
    out
}

fn ends_with_word(characters: &[char], word: &str) -> bool {
    let start = characters.iter().rposition(|character| *character == ' ').map_or(0, |space| space + 1);
    characters[start..].iter().copied().eq(word.chars())
}

/// Whether the space at `index` separates thousands: a digit before it, exactly three after it.
fn thousands(characters: &[char], index: usize) -> bool {
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    index > 0
        && digit(index - 1)
        && digit(index + 1)
        && digit(index + 2)
        && digit(index + 3)
        && !digit(index + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_become_those_of_french_typography() {
        let cases = [
            ("48 000 € : payé", "48\u{202f}000\u{a0}€\u{202f}: payé"),
            ("« oui »", "«\u{202f}oui\u{202f}»"),
            ("le 14 septembre 2026", "le 14 septembre 2026"),
            ("par Mme Morvan", "par Mme\u{a0}Morvan"),
            ("n° 2026-114", "n°\u{a0}2026-114"),
            ("14, quai, 44000 Nantes", "14, quai, 44000 Nantes"),
        ];
        for (plain, expected) in cases {
            assert_eq!(french(plain), expected);
        }
    }

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let text =
            "Les parties conviennent de signer le présent contrat par voie électronique, sans réserve.";
        let lines = break_lines(text, 120.0, 10.0);
        assert!(lines.len() > 3, "{lines:?}");
        for line in &lines {
            assert!(width_of(&line.join(" "), 10.0) <= 120.5, "{line:?}");
        }
        assert_eq!(lines.concat().join(" "), text);
    }
}

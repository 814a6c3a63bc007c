//! What lies under something new on a page. A label or a digit that can no longer be read may change what was signed; a line
//! of dots to sign on does not.

use super::area::Area;
use super::colour::Colour;
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, PageInk, Paint};
use paraphe_pdf::ObjectId;

/// The share of a letter that is under something before the letter counts as covered.
pub(super) const COVERED_SHARE: f64 = 0.4;
/// Dashes in a row of at least this many are a line to sign on.
const DASHES: u32 = 4;
/// The same for glyphs nobody knows.
const UNKNOWN_IN_A_ROW: u32 = 8;
/// What overlaps a picture by less, in points, on either side only touches it.
const TOUCHES: f64 = 2.0;

/// What lies under an area.
#[derive(Debug, Default)]
pub(super) struct Under {
    /// Letters and digits, and how much of each (0…1) is under it.
    pub(super) letters: Vec<Letter>,
    /// Dots, underscores, punctuation: the share (0…1) of the most covered of them.
    pub(super) leaders: f64,
    /// Pictures or drawings, which may show text, or something that could not be read.
    pub(super) is_unclear: bool,
}

/// A letter or digit that something lies over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) area: Area,
    pub(super) colour: Option<Colour>,
    pub(super) share: f64,
}

impl Under {
    /// Nobody can say what lies there.
    fn unknown() -> Self {
        Self { is_unclear: true, ..Self::default() }
    }

    /// The share of the most covered letter.
    pub(super) fn most(&self) -> f64 {
        self.letters.iter().map(|letter| letter.share).fold(0.0, f64::max)
    }

    /// Whether letters or digits are covered.
    pub(super) fn has_text(&self) -> bool {
        self.most() >= COVERED_SHARE
    }

    /// What lies under `area` of a page, what `except` shows left out.
    pub(super) fn of(page: &PageInk, area: Area, except: Option<ObjectId>, effort: &Effort) -> Self {
        let others = page.annotations.iter().filter(|(id, _)| id.is_none() || *id != except);
        let inks = [&page.contents].into_iter().chain(others.map(|(_, ink)| ink));
        let mut under = Self::default();
        for ink in inks {
            if !effort.spend(ink.glyphs.len() + ink.paints.len()) {
                return Self::unknown();
            }
            under.add(ink, area);
        }
        under
    }

    fn add(&mut self, ink: &Ink, area: Area) {
        self.is_unclear |= ink.is_cut || ink.paints.iter().any(|paint| may_be_text(paint, area));
        for glyph in &ink.glyphs {
            let share = glyph.area.share_in(area);
            if share <= 0.0 {
                continue;
            }
            match weight(glyph) {
                Weight::Blank => {}
                Weight::Leader => self.leaders = self.leaders.max(share),
                Weight::Text => {
                    self.letters.push(Letter { area: glyph.area, colour: glyph.colour, share });
                }
            }
        }
    }
}

/// How much it matters that a glyph is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Blank,
    Leader,
    Text,
}

fn weight(glyph: &Glyph) -> Weight {
    const LEADERS: &str = "._…·:;,/|()[]'’•☐□";
    match glyph.letter {
        Some(letter)
            if letter.is_whitespace() || letter.is_control() || "\u{AD}\u{200B}\u{FEFF}".contains(letter) =>
        {
            Weight::Blank
        }
        Some(letter) if LEADERS.contains(letter) => Weight::Leader,
        Some(letter) if !letter.is_alphanumeric() && glyph.row >= DASHES => Weight::Leader,
        None if glyph.row >= UNKNOWN_IN_A_ROW => Weight::Leader,
        Some(_) | None => Weight::Text,
    }
}

/// An image under the area, or a drawing that may be a letter.
fn may_be_text(paint: &Paint, area: Area) -> bool {
    match paint.kind {
        Kind::Picture => {
            let common = paint.area.within(area);
            common.width() >= TOUCHES && common.height() >= TOUCHES
        }
        Kind::Area | Kind::Line => paint.is_shape && paint.area.share_in(area) >= COVERED_SHARE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(letter: Option<char>, row: u32) -> Glyph {
        Glyph { code: 1, letter, area: Area::UNIT, colour: None, is_invisible: false, row }
    }

    #[test]
    fn one_digit_matters_and_a_line_to_sign_on_does_not() {
        let weights = [
            (glyph(Some('9'), 1), Weight::Text),
            (glyph(Some('0'), 30), Weight::Text),
            (glyph(Some('-'), 1), Weight::Text),
            (glyph(Some('-'), 30), Weight::Leader),
            (glyph(Some('.'), 1), Weight::Leader),
            (glyph(Some('\u{A0}'), 1), Weight::Blank),
            (glyph(None, 3), Weight::Text),
            (glyph(None, 30), Weight::Leader),
        ];
        for (glyph, expected) in weights {
            assert_eq!(weight(&glyph), expected, "{glyph:?}");
        }
    }
}

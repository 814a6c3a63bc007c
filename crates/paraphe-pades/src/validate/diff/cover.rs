//! What lies under something new on a page. A label or a digit that can no longer be read may change what was signed; a line
//! of dots to sign on does not.

use super::area::Area;
use super::colour::Colour;
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, PageInk, Paint};
use super::picture::{Image, Unclear};
use paraphe_pdf::{ObjectId, RevisionView};
use std::rc::Rc;

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
    /// These pictures and drawings.
    pub(super) pictures: Vec<Unclear>,
}

/// A letter or digit that something lies over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub(super) area: Area,
    pub(super) colour: Option<Colour>,
    pub(super) share: f64,
    /// Which letter it is can be told.
    pub(super) is_known: bool,
}

impl Letter {
    /// It stands out so little that it is not meant to be read: what is written there goes over it.
    pub(super) fn is_pale(&self) -> bool {
        self.colour.is_some_and(Colour::is_pale)
    }
}

impl Under {
    /// Nobody can say what lies there.
    fn unknown() -> Self {
        let mut unknown = Self::default();
        unknown.add_unread(Area::EVERYTHING);
        unknown
    }

    fn add_unread(&mut self, area: Area) {
        self.is_unclear = true;
        self.pictures.push(Unclear { area, image: None });
    }

    /// The share of the most covered letter.
    pub(super) fn most(&self) -> f64 {
        self.letters.iter().map(|letter| letter.share).fold(0.0, f64::max)
    }

    /// Whether letters are covered that are letters for sure, and no boxes or rings of some font.
    pub(super) fn has_known_text(&self) -> bool {
        self.letters.iter().any(|letter| letter.is_known && letter.share >= COVERED_SHARE)
    }

    /// Whether letters or digits are covered.
    pub(super) fn has_text(&self) -> bool {
        self.most() >= COVERED_SHARE
    }

    /// What lies under `area` of a page, what `except` shows left out.
    pub(super) fn of(
        view: RevisionView<'_>,
        page: &PageInk,
        area: Area,
        except: Option<ObjectId>,
        effort: &Effort,
    ) -> Self {
        let others = page.layers.iter().filter(|layer| layer.is_drawn() && layer.rect.meets(area));
        let others = others.filter(|layer| layer.id.is_none() || layer.id != except);
        let inks = [(&page.contents, Area::EVERYTHING)].into_iter();
        let inks = inks.chain(others.map(|layer| (&layer.ink, layer.rect)));
        let mut under = Self::default();
        for (ink, extent) in inks {
            if ink.is_cut {
                under.add_unread(extent);
            }
            if !effort.spend(ink.glyphs.len() + ink.paints.len()) {
                return Self::unknown();
            }
            under.add(view, ink, area, effort);
        }
        under
    }

    fn add(&mut self, view: RevisionView<'_>, ink: &Ink, area: Area, effort: &Effort) {
        for paint in ink.paints.iter().filter(|paint| may_be_text(paint, area)) {
            let is_blank = |image: &Rc<Image>| image.is_blank(view, paint.area, area, effort);
            if !paint.image.as_ref().is_some_and(is_blank) {
                self.is_unclear = true;
                self.pictures.push(Unclear { area: paint.area, image: paint.image.clone() });
            }
        }
        for (place, glyph) in ink.glyphs.iter().enumerate() {
            let share = glyph.area.share_in(area);
            if share <= 0.0 {
                continue;
            }
            match weight_in(ink, place, effort) {
                Weight::Blank => {}
                Weight::Leader => self.leaders = self.leaders.max(share),
                Weight::Text => {
                    let is_known = glyph.letter.is_some();
                    self.letters.push(Letter { area: glyph.area, colour: glyph.colour, share, is_known });
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

/// Whether it matters that this glyph can be read.
pub(super) fn is_text(ink: &Ink, place: usize, effort: &Effort) -> bool {
    weight_in(ink, place, effort) == Weight::Text
}

/// A point, a comma, a stroke in a number is as much as a digit: 10.00 and 1000, 1/2 and 12, 10:30 and 1030.
fn weight_in(ink: &Ink, place: usize, effort: &Effort) -> Weight {
    let Some(glyph) = ink.glyphs.get(place) else { return Weight::Blank };
    match weight(glyph) {
        Weight::Leader if glyph.row < DASHES && is_in_number(&ink.glyphs, place, effort) => Weight::Text,
        weight @ (Weight::Blank | Weight::Leader | Weight::Text) => weight,
    }
}

/// Whether digits stand on both sides, or one behind and nothing before (.50): in the file, or on the page.
fn is_in_number(glyphs: &[Glyph], place: usize, effort: &Effort) -> bool {
    if !effort.spend(glyphs.len()) {
        return true;
    }
    let own = glyphs[place].area;
    let is_digit = |glyph: &Glyph| glyph.letter.is_some_and(char::is_numeric);
    let at = |place: Option<usize>| place.and_then(|place| glyphs.get(place));
    let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
    if before.is_some_and(is_digit) && after.is_some_and(is_digit) {
        return true;
    }
    let others = || glyphs.iter().filter(|glyph| glyph.area != own && weight(glyph) != Weight::Blank);
    let mut behind = others().filter(|glyph| own.adjoins(glyph.area));
    let mut ahead = others().filter(|glyph| glyph.area.adjoins(own)).peekable();
    behind.any(is_digit) && (ahead.peek().is_none() || ahead.any(is_digit))
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
        Glyph { row, ..Glyph::plain(letter, Area::UNIT) }
    }

    #[test]
    fn a_point_in_a_number_matters() {
        let weight_of = |text: &str, place: usize| {
            let at = |(place, letter): (usize, char)| {
                let left = place as f64 * 6.0;
                let area = Area::around([(left, 0.0), (left + 6.0, 8.0)]).unwrap();
                Glyph { area, ..glyph(Some(letter), 1) }
            };
            let ink = Ink { glyphs: text.chars().enumerate().map(at).collect(), ..Ink::default() };
            weight_in(&ink, place, &Effort::new())
        };
        for text in ["10.00", "10/00", "10:00", "10,00", "10’00"] {
            assert_eq!(weight_of(text, 2), Weight::Text, "{text}");
        }
        assert_eq!(weight_of(".50", 0), Weight::Text);
        for (text, place) in [("in 5.", 4), ("p.5", 1), ("signer 1:", 8), ("a.b", 1), ("5. 6", 1)] {
            assert_eq!(weight_of(text, place), Weight::Leader, "{text}");
        }
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

//! Letters written over printed ones, or right beside a printed number: black on black a three becomes an eight, and noughts
//! behind a nine make thousands of it.

use super::area::Area;
use super::colour::Colour;
use super::cover::{COVERED_SHARE, Under};
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, PageInk, Paint};
use super::sight::{PLACE, Reckoning, Sight, places};
use paraphe_pdf::ObjectId;

/// Whether these letters are written over printed ones that are meant to be read. Pale ones only say how a field is filled in.
pub(super) fn is_written_over(glyphs: &[&Glyph], under: &Under, effort: &Effort) -> bool {
    let written: Vec<&&Glyph> = glyphs.iter().filter(|glyph| is_drawn(glyph)).collect();
    let printed = || under.letters.iter().filter(|letter| !letter.is_pale());
    if !effort.spend(written.len().saturating_mul(under.letters.len()) / 4) {
        return printed().next().is_some();
    }
    printed().any(|letter| {
        let share: f64 = written.iter().map(|glyph| letter.area.share_in(glyph.area)).sum();
        share >= COVERED_SHARE
    })
}

/// Whether a look that hid letters, or a place on a picture, gives way to one that does not: what was signed did not show them.
/// A look that could not be read may have hidden all that lies under it.
pub(super) fn is_revealed(former: &Ink, present: &Ink, area: Area, under: &Under, effort: &Effort) -> bool {
    let may_hide = |paint: &Paint| paint.kind == Kind::Picture || paint.opacity > 0.0;
    if former.is_cut {
        return under.has_text() || under.is_unclear;
    }
    let is_seen = |glyph: &Glyph| !glyph.is_invisible;
    if !(former.paints.iter().any(may_hide) || former.glyphs.iter().any(is_seen)) {
        return false;
    }
    let hides = |ink: &Ink, place: Area, colour: Colour, reckoning: Reckoning| {
        let mut sight = Sight::of_letter(place, colour, reckoning);
        sight.cover(ink);
        sight.hidden()
    };
    let steps = |place: Area| effort.spend(PLACE + former.steps_at(place) + present.steps_at(place));
    let is_shown = |place: Area, colour: Colour, limit: f64| {
        !steps(place)
            || (hides(former, place, colour, Reckoning::Most) >= limit
                && hides(present, place, colour, Reckoning::Exact) < limit)
    };
    under
        .letters
        .iter()
        .any(|letter| is_shown(letter.area, letter.colour.unwrap_or(Colour::BLACK), COVERED_SHARE))
        || (under.is_unclear
            && (!area.fits_a_page()
                || places(area).any(|(place, limit)| is_shown(place, Colour::BLACK, limit))))
}

fn is_drawn(glyph: &Glyph) -> bool {
    !glyph.is_invisible && !glyph.letter.is_some_and(char::is_whitespace)
}

impl Ink {
    /// The letters of which `former` has none of the same in the same place.
    pub(super) fn glyphs_not_in(&self, former: &Self) -> Vec<&Glyph> {
        let what = |glyph: &Glyph| (glyph.code, glyph.area.rounded());
        let known: std::collections::HashSet<_> = former.glyphs.iter().map(what).collect();
        self.glyphs.iter().filter(|glyph| !known.contains(&what(glyph))).collect()
    }

    /// Whether something of it stands so close to what is printed that it belongs to the same word or number, what `except` showed left
    /// out: noughts behind a nine, a minus before it, two letters that make a contrary. What could not be read may be digits anywhere
    /// in `area`.
    pub(super) fn adds_to_words(
        &self,
        page: &PageInk,
        area: Area,
        except: Option<ObjectId>,
        strokes: Strokes,
        effort: &Effort,
    ) -> bool {
        let own: Vec<&Glyph> = self.glyphs.iter().filter(|glyph| is_drawn(glyph)).collect();
        let signs: Vec<&Paint> = self.paints.iter().filter(|paint| may_be_sign(paint)).collect();
        if own.is_empty() && signs.is_empty() && !self.is_cut {
            return false;
        }
        let layers = page.layers.iter().filter(|layer| layer.is_drawn());
        let layers = layers.filter(|layer| layer.id.is_none() || layer.id != except);
        let mut inks = [&page.contents].into_iter().chain(layers.map(|layer| &layer.ink));
        let is_word = |glyph: &&Glyph| is_drawn(glyph) && glyph.letter.is_some_and(char::is_alphanumeric);
        let near = area.inflated(NEAR);
        inks.any(|ink| {
            let words = ink.glyphs.iter().filter(is_word).filter(|letter| letter.area.meets(near));
            !effort.spend(ink.glyphs.len())
                || words.into_iter().any(|letter| {
                    let is_digit = letter.letter.is_some_and(char::is_numeric);
                    !effort.spend(own.len() + signs.len())
                        || own.iter().any(|part| belongs(part, letter, is_digit))
                        || (is_digit && self.is_cut && area.is_beside(letter.area))
                        || (is_digit && signs.iter().any(|sign| is_sign_of(sign, letter.area, strokes)))
                })
        })
    }
}

/// Which strokes may be parts of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strokes {
    All,
    /// Of marks on text, those that go through it or under it are none.
    Upright,
}

/// Points: what is further away belongs to no word.
const NEAR: f64 = 24.0;

/// Whether a letter belongs to the same word as one that is printed: nearer than a space.
fn belongs(part: &Glyph, printed: &Glyph, is_digit: bool) -> bool {
    const INSIDE: f64 = 0.3;
    let (own, printed) = (part.area, printed.area);
    if is_digit {
        return own.adjoins(printed) || printed.adjoins(own);
    }
    let is_letter = part.letter.is_none_or(char::is_alphanumeric);
    let is_near = own.gap_to(printed).is_some_and(|gap| gap.abs() <= INSIDE * printed.height());
    is_letter && is_near && (own.adjoins(printed) || printed.adjoins(own))
}

/// Whether it is dark enough to be a sign.
fn may_be_sign(paint: &Paint) -> bool {
    paint.opacity > 0.0
        && (paint.kind == Kind::Picture || paint.colour.is_none_or(|colour| !colour.is_pale()))
}

/// Whether something that is painted may be a sign right beside a digit. A frame, or a line to write on, is none.
fn is_sign_of(sign: &Paint, digit: Area, strokes: Strokes) -> bool {
    const LEFT: f64 = -0.2;
    const GAP: f64 = 0.35;
    const UPRIGHT: f64 = 0.4;
    const LONG: f64 = 4.0;
    let high = digit.height();
    let is_near = |gap: f64| (LEFT * high..=GAP * high).contains(&gap);
    // What overlaps the digit is judged by how much of it.
    let is_beside = |area: Area, digit: Area| area.is_beside(digit) && digit.share_in(area) < 0.2;
    let is_flat = sign.area.height() < UPRIGHT * high;
    match sign.kind {
        Kind::Picture => is_beside(sign.area, digit),
        Kind::Area if sign.is_shape => is_beside(sign.area, digit),
        Kind::Area | Kind::Line
            if is_flat && (strokes == Strokes::Upright || sign.area.width() > LONG * high) =>
        {
            false
        }
        Kind::Area | Kind::Line => sign.area.gap_to(digit).is_some_and(is_near),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cover::Letter;
    use super::*;

    fn glyph(letter: char, x: f64) -> Glyph {
        Glyph::plain(Some(letter), Area::around([(x, 0.0), (x + 6.0, 8.0)]).unwrap())
    }

    #[test]
    fn letters_over_letters_are_found_and_pale_ones_do_not_count() {
        let over = |x: f64, colour: Option<Colour>| {
            let area = Area::around([(0.0, 0.0), (6.0, 8.0)]).unwrap();
            let letters = vec![Letter { area, colour, share: 1.0, is_known: true }];
            let under = Under { letters, ..Under::default() };
            is_written_over(&[&glyph('8', x)], &under, &Effort::new())
        };
        let grey = Colour::from_components(&[0.75]);
        assert!(over(0.0, Some(Colour::BLACK)) && over(3.0, Some(Colour::BLACK)) && over(0.0, None));
        assert!(!over(5.0, Some(Colour::BLACK)), "it only touches");
        assert!(!over(0.0, grey), "a template");
    }

    #[test]
    fn digits_beside_digits_are_found() {
        let page = PageInk {
            contents: Ink { glyphs: vec![glyph('9', 10.0)], ..Ink::default() },
            layers: Vec::new(),
        };
        let extends = |letter: char, x: f64| {
            let ink = Ink { glyphs: vec![glyph(letter, x)], ..Ink::default() };
            ink.adds_to_words(&page, ink.glyphs[0].area, None, Strokes::All, &Effort::new())
        };
        let may_extend = |x: f64, is_cut: bool| {
            let area = Area::around([(x, -4.0), (x + 60.0, 16.0)]).unwrap();
            Ink { is_cut, ..Ink::default() }.adds_to_words(&page, area, None, Strokes::All, &Effort::new())
        };
        assert!(may_extend(17.0, true) && may_extend(-51.0, true), "nobody can read what stands there");
        assert!(!may_extend(17.0, false) && !may_extend(25.0, true));
        assert!(extends('0', 16.5) && extends('1', 4.0) && extends(',', 16.2));
        assert!(
            extends('K', 16.5) && extends('O', 16.5) && extends('-', 4.0),
            "a thousand, a nought, a minus"
        );
        assert!(!extends('0', 25.0) && !extends(' ', 16.5));
    }

    #[test]
    fn signs_drawn_beside_digits_are_found() {
        let digit = Area::around([(10.0, 0.0), (16.0, 8.0)]).unwrap();
        let is_sign = |corner: (f64, f64), other: (f64, f64), strokes: Strokes| {
            let area = Area::around([corner, other]).unwrap();
            is_sign_of(&Paint::line_in(area), digit, strokes)
        };
        let all = |corner, other| is_sign(corner, other, Strokes::All);
        assert!(
            all((17.0, 0.0), (18.0, 8.0)) && all((5.0, 3.0), (9.0, 4.0)),
            "a one behind it, a minus before it"
        );
        assert!(!all((17.0, -30.0), (18.0, 40.0)), "the edge of a frame");
        assert!(
            !all((17.0, 1.0), (90.0, 2.0)) && !all((26.0, 0.0), (27.0, 8.0)),
            "a line to write on, and further away"
        );
        assert!(!is_sign((5.0, 3.0), (9.0, 4.0), Strokes::Upright), "a line through what stands before it");
    }

    #[test]
    fn letters_that_make_another_word_are_found() {
        let page = PageInk {
            contents: Ink { glyphs: vec![glyph('p', 10.0)], ..Ink::default() },
            layers: Vec::new(),
        };
        let adds = |letter: char, x: f64| {
            let ink = Ink { glyphs: vec![glyph(letter, x)], ..Ink::default() };
            ink.adds_to_words(&page, ink.glyphs[0].area, None, Strokes::All, &Effort::new())
        };
        assert!(adds('n', 3.5) && adds('s', 16.5));
        assert!(!adds('n', 0.5) && !adds('.', 16.5) && !adds('s', 19.0));
    }
}

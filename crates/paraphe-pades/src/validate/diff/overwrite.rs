//! Letters written over printed ones, or right beside a printed number: black on black a three becomes an eight, and noughts
//! behind a nine make thousands of it.

use super::area::Area;
use super::colour::Colour;
use super::cover::{COVERED_SHARE, Under};
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, PageInk, Paint};
use super::sight::{PLACE, Sight, places};
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
    let hides = |ink: &Ink, place: Area, colour: Colour| {
        let mut sight = Sight::of_letter(place, colour);
        sight.cover(ink);
        sight.hidden()
    };
    let steps = |place: Area| effort.spend(PLACE + former.steps_at(place) + present.steps_at(place));
    let is_shown = |place: Area, colour: Colour, limit: f64| {
        !steps(place) || (hides(former, place, colour) >= limit && hides(present, place, colour) < limit)
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

    /// Whether digits, or what separates them, stand right beside printed digits, what `except` showed left out. What could not be
    /// read may be digits anywhere in `area`.
    pub(super) fn extends_a_number(
        &self,
        page: &PageInk,
        area: Area,
        except: Option<ObjectId>,
        effort: &Effort,
    ) -> bool {
        const SEPARATORS: &str = ".,'’";
        let is_digit = |glyph: &&Glyph| is_drawn(glyph) && glyph.letter.is_some_and(char::is_numeric);
        let may_be_part = |letter: char| letter.is_numeric() || SEPARATORS.contains(letter);
        let own = self.glyphs.iter().filter(|glyph| is_drawn(glyph) && glyph.letter.is_none_or(may_be_part));
        let own: Vec<&Glyph> = own.collect();
        if own.is_empty() && !self.is_cut {
            return false;
        }
        let layers = page.layers.iter().filter(|layer| layer.is_drawn());
        let layers = layers.filter(|layer| layer.id.is_none() || layer.id != except);
        let mut inks = [&page.contents].into_iter().chain(layers.map(|layer| &layer.ink));
        inks.any(|ink| {
            !effort.spend(ink.glyphs.len().saturating_mul(own.len() + 1) / 4)
                || ink.glyphs.iter().filter(is_digit).any(|digit| {
                    (self.is_cut && area.is_beside(digit.area))
                        || own
                            .iter()
                            .any(|part| part.area.adjoins(digit.area) || digit.area.adjoins(part.area))
                })
        })
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
            ink.extends_a_number(&page, Area::UNIT, None, &Effort::new())
        };
        let may_extend = |x: f64, is_cut: bool| {
            let area = Area::around([(x, -4.0), (x + 60.0, 16.0)]).unwrap();
            Ink { is_cut, ..Ink::default() }.extends_a_number(&page, area, None, &Effort::new())
        };
        assert!(may_extend(17.0, true) && may_extend(-51.0, true), "nobody can read what stands there");
        assert!(!may_extend(17.0, false) && !may_extend(25.0, true));
        assert!(extends('0', 16.5) && extends('1', 4.0) && extends(',', 16.2));
        assert!(!extends('K', 16.5) && !extends('0', 25.0));
    }
}

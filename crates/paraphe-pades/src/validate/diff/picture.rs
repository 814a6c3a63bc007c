//! Images of a page: whether something lies on what they show, or only on blank paper.

use super::area::{Area, Matrix};
use super::cover::Under;
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, Paint};
use paraphe_pdf::{RevisionView, Samples, Stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Points: places this large are looked at, one by one. A letter in one of them is darker than the paper around it.
const PLACE: f64 = 10.0;
/// The steps it takes to look at one, and how many pixels are decoded in a step.
const PLACE_STEPS: usize = 128;
const PIXELS: usize = 2;
/// The steps for a cell that is kept.
const CELL: usize = 2;
/// Points: strokes are followed in pieces of this length.
const PIECE: f64 = 6.0;

/// An image where it is drawn.
#[derive(Debug)]
pub(super) struct Image {
    stream: Stream,
    matrix: Matrix,
}

/// Images that were decoded.
#[derive(Debug, Default)]
pub(super) struct Decoded(RefCell<HashMap<Key, Option<Rc<Samples>>>>);

/// Where an image stands in the file, and in how many columns and rows it is kept.
type Key = (usize, usize, usize);

impl Image {
    pub(super) fn new(stream: &Stream, matrix: Matrix) -> Self {
        Self { stream: stream.clone(), matrix }
    }

    /// Whether nothing is seen of it in this area of the page but one colour, and lines to write on. What cannot be read may be
    /// anything.
    pub(super) fn is_blank(&self, view: RevisionView<'_>, area: Area, effort: &Effort) -> bool {
        let Some(samples) = self.samples(view, effort) else { return false };
        let Some(inverse) = inverse(self.matrix) else { return false };
        let is_even = |place: Area| {
            let place = place.within(area).moved(inverse);
            effort.spend(PLACE_STEPS) && samples.is_even(place.sides())
        };
        area.fits_a_page() && area.tiles(PLACE, PLACE).all(is_even)
    }

    fn samples(&self, view: RevisionView<'_>, effort: &Effort) -> Option<Rc<Samples>> {
        let [a, b, c, d, ..] = self.matrix;
        // A cell for each point; what is no number becomes none.
        let (columns, rows) = (a.hypot(b).ceil() as usize, c.hypot(d).ceil() as usize);
        let key = (self.stream.data.start, columns, rows);
        if let Some(known) = effort.decoded.0.borrow().get(&key) {
            return known.clone();
        }
        let cells = columns.min(Samples::MOST_CELLS).saturating_mul(rows.min(Samples::MOST_CELLS));
        let pixels = Samples::pixels(view, &self.stream);
        let is_within_reach = effort.spend((pixels / PIXELS).saturating_add(cells.saturating_mul(CELL)));
        let read = || Samples::read(view, &self.stream, columns, rows).map(Rc::new);
        let samples = is_within_reach.then(read).flatten();
        effort.decoded.0.borrow_mut().insert(key, samples.clone());
        samples
    }
}

fn inverse([a, b, c, d, e, f]: Matrix) -> Option<Matrix> {
    let whole = a * d - b * c;
    let inverse =
        [d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole];
    inverse.iter().all(|number| number.is_finite()).then_some(inverse)
}

/// Whether what `ink` shows lies on something that may be text: a word of an image, a drawn letter, or what could not be read.
pub(super) fn is_on_a_picture(view: RevisionView<'_>, ink: &Ink, under: &Under, effort: &Effort) -> bool {
    if !under.is_unclear {
        return false;
    }
    let is_seen = |glyph: &&Glyph| !(glyph.is_invisible || glyph.letter.is_some_and(char::is_whitespace));
    let letters = ink.glyphs.iter().filter(is_seen).map(|glyph| glyph.area);
    let mut places = letters.chain(ink.paints.iter().flat_map(pieces));
    ink.is_cut
        || places.any(|place| {
            let is_under = |picture: &Unclear| picture.is_under(view, place, effort);
            !effort.spend(under.pictures.len()) || under.pictures.iter().any(is_under)
        })
}

/// Where something is painted: a line piece by piece.
fn pieces(paint: &Paint) -> Vec<Area> {
    const MOST: f64 = 4_000.0;
    let Some(track) = paint.track.as_ref().filter(|_| paint.kind == Kind::Line) else {
        return vec![paint.area];
    };
    let mut pieces = Vec::new();
    for ends in track.windows(2) {
        let [(x, y), (to_x, to_y)] = [ends[0], ends[1]];
        let steps = ((to_x - x).hypot(to_y - y) / PIECE).ceil().clamp(1.0, MOST);
        let at = |step: f64| (x + (to_x - x) * step / steps, y + (to_y - y) * step / steps);
        let mut step = 0.0;
        while step < steps {
            pieces.extend(
                Area::around([at(step), at(step + 1.0)]).map(|area| area.inflated(paint.thickness / 2.0)),
            );
            step += 1.0;
        }
    }
    pieces
}

/// Something that may be text.
#[derive(Debug, Clone)]
pub(super) struct Unclear {
    pub(super) area: Area,
    /// `None`: a drawing, or an image that is not read.
    pub(super) image: Option<Rc<Image>>,
}

impl Unclear {
    fn is_under(&self, view: RevisionView<'_>, place: Area, effort: &Effort) -> bool {
        let common = self.area.within(place);
        let is_blank = |image: &Rc<Image>| image.is_blank(view, common, effort);
        self.area.meets(place) && !self.image.as_ref().is_some_and(is_blank)
    }
}

#[cfg(test)]
mod tests {
    use super::super::area::apply;
    use super::*;

    #[test]
    fn places_of_a_page_are_found_in_an_image() {
        for matrix in [[500.0, 0.0, 0.0, 300.0, 50.0, 500.0], [0.0, 300.0, -500.0, 0.0, 550.0, 20.0]] {
            let inverse = inverse(matrix).unwrap();
            for place in [(0.0, 0.0), (1.0, 0.25)] {
                let on_page = apply(matrix, place.0, place.1);
                let (x, y) = apply(inverse, on_page.0, on_page.1);
                assert!((x - place.0).abs() < 1e-9 && (y - place.1).abs() < 1e-9, "{x} {y}");
            }
        }
        assert!(inverse([0.0; 6]).is_none());
    }
}

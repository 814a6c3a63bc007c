//! Images of a page: whether something lies on what they show, or only on blank paper.

use super::area::{Area, Matrix};
use super::cover::Under;
use super::effort::Effort;
use super::ink::{Glyph, Ink, Kind, Paint};
use paraphe_pdf::{ObjectId, RevisionView, Samples, Shown, Stream};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Points: places this large are looked at, one by one. A letter in one of them is darker than the paper around it.
const PLACE: f64 = 10.0;
/// How many octets and pixels are decoded in a step.
const PIXELS: usize = 2;
/// The steps for a cell that is kept.
const CELL: usize = 2;
/// Points: strokes are followed in pieces of this length.
const PIECE: f64 = 6.0;
/// Points: where no edge of an image is nearer on any side, its edge is no stroke of what is seen.
const MARGIN: f64 = 12.0;

/// An image where it is drawn.
#[derive(Debug)]
pub(super) struct Image {
    stream: Stream,
    matrix: Matrix,
    behind: Behind,
}

/// What an image lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nobody sees where a white image ends.
    Paper,
    Anything,
}

/// Images that were decoded.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    kept: RefCell<HashMap<Key, Rc<Samples>>>,
    /// Those that are not read, at any size.
    unread: RefCell<HashSet<Place>>,
}

/// Where an image stands in the file: one number may have had several, and two of them may share what they show.
type Place = (ObjectId, usize);

/// The image, and in how many columns and rows it is kept.
type Key = (Place, usize, usize);

impl Image {
    pub(super) fn new(stream: &Stream, matrix: Matrix, behind: Behind) -> Self {
        Self { stream: stream.clone(), matrix, behind }
    }

    /// Whether nothing is seen of it in `area` but one colour, and lines to write on, where `seen` is the part of the page on which it is
    /// seen at all. What cannot be read may be anything; so may an edge between the image and something else.
    pub(super) fn is_blank(&self, view: RevisionView<'_>, seen: Area, area: Area, effort: &Effort) -> bool {
        let Some(inverse) = inverse(self.matrix).filter(|_| is_level(self.matrix)) else { return false };
        let Some(samples) = self.samples(view, effort) else { return false };
        let is_within = area.inflated(MARGIN).share_in(seen) >= 1.0;
        let looked_at = seen.within(area);
        let is_blank = |tile: Area| {
            let part = tile.within(looked_at).moved(inverse).sides();
            effort.spend(samples.count_in(part))
                && match samples.shown_in(part) {
                    Shown::White => is_within || self.behind == Behind::Paper,
                    Shown::Even => is_within,
                    Shown::Mixed => false,
                }
        };
        looked_at.fits_a_page() && looked_at.tiles(PLACE, PLACE).all(is_blank)
    }

    fn samples(&self, view: RevisionView<'_>, effort: &Effort) -> Option<Rc<Samples>> {
        let [a, b, c, d, ..] = self.matrix;
        // A cell for each point; what is no number becomes none.
        let (columns, rows) = (a.hypot(b).ceil() as usize, c.hypot(d).ceil() as usize);
        if columns.max(rows) > Samples::MOST_CELLS {
            return None;
        }
        let place = (self.stream.id, self.stream.data.start);
        if effort.decoded.unread.borrow().contains(&place) {
            return None;
        }
        let key = (place, columns, rows);
        if let Some(known) = effort.decoded.kept.borrow().get(&key) {
            return Some(Rc::clone(known));
        }
        let afford = |octets: usize| effort.spend(octets / PIXELS + 1);
        let is_within_reach = effort.spend(columns.saturating_mul(rows).saturating_mul(CELL));
        let read = || Samples::read(view, &self.stream, columns, rows, &afford).map(Rc::new);
        let samples = is_within_reach.then(read).flatten();
        match &samples {
            Some(samples) => drop(effort.decoded.kept.borrow_mut().insert(key, Rc::clone(samples))),
            None => drop(effort.decoded.unread.borrow_mut().insert(place)),
        }
        samples
    }
}

fn inverse([a, b, c, d, e, f]: Matrix) -> Option<Matrix> {
    let whole = a * d - b * c;
    let inverse =
        [d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole];
    inverse.iter().all(|number| number.is_finite()).then_some(inverse)
}

/// Whether what is upright and level stays so, or nearly as on a page that was scanned askew, perhaps turned by quarters or in a
/// mirror. Otherwise a place on the page is far more than a place of the image.
fn is_level([a, b, c, d, ..]: Matrix) -> bool {
    const LEANING: f64 = 0.05;
    let keeps = |along: [f64; 2], across: [f64; 2]| {
        along.into_iter().zip(across).all(|(along, across)| across.abs() <= LEANING * along.abs())
    };
    keeps([a, d], [b, c]) || keeps([b, c], [a, d])
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
        let is_blank = |image: &Rc<Image>| image.is_blank(view, self.area, place, effort);
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
    #[test]
    fn what_leans_is_not_looked_at() {
        let level = [
            [500.0, 0.0, 0.0, 300.0, 0.0, 0.0],
            [0.0, 300.0, -500.0, 0.0, 0.0, 0.0],
            [500.0, 0.0, 0.0, -300.0, 0.0, 0.0],
            [499.9, 8.7, -5.2, 299.9, 0.0, 0.0],
        ];
        assert!(level.into_iter().all(is_level));
        assert!(
            !is_level([1_200.0, 0.0, 14_400.0, 100.0, 0.0, 0.0])
                && !is_level([9.0, 9.0, -9.0, 9.0, 0.0, 0.0])
        );
        assert!(!is_level([f64::NAN, 0.0, 0.0, 1.0, 0.0, 0.0]));
    }
}

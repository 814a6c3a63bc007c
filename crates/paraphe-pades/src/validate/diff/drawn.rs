//! Fonts whose letters are content of their own (ISO 32000-2 §9.6.4): what they draw may lie anywhere, whatever their widths say.

use super::area::{Area, Matrix, exactly};
use super::effort::Effort;
use super::form::{plain, resources_of};
use super::letters;
use paraphe_pdf::{Dictionary, Object, RevisionView, Stream};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A letter of more pieces is none that can be told.
const MOST_PIECES: usize = 32;
/// In units of the font: pieces that are no further apart are one.
const GAP: f64 = 0.5;

#[derive(Debug)]
pub(super) struct DrawnGlyphs {
    pub(super) matrix: Matrix,
    pub(super) resources: Dictionary,
    /// What draws a code; `None`: nothing.
    procedures: HashMap<u32, Option<Stream>>,
    /// The letters it has drawings of, by their names: some viewers also find these by the codes they have elsewhere.
    letters: HashSet<char>,
    /// Where the letters that were drawn paint.
    known: RefCell<HashMap<u32, Option<Rc<[Area]>>>>,
}

impl DrawnGlyphs {
    /// `None`: it cannot be told which content draws which letter, or where.
    pub(super) fn read(view: RevisionView<'_>, font: &Dictionary) -> Option<Self> {
        let matrix = exactly(view, &view.get(font, b"FontMatrix"))?;
        let [across, slope, ..]: Matrix = matrix;
        let drawings = plain(&view.get(font, b"CharProcs"))?.clone();
        let encoding = plain(&view.get(font, b"Encoding"))?.clone();
        let mut procedures = HashMap::new();
        for (code, name) in letters::differences(view, &view.get(&encoding, b"Differences"))? {
            let drawing = view.get(&drawings, &name);
            let is_nothing = drawing == Object::Null;
            procedures.insert(code, if is_nothing { None } else { Some(drawing.as_stream()?.clone()) });
        }
        let resources = resources_of(view, font)?.unwrap_or_default();
        let letters = drawings.iter().filter_map(|entry| letters::named(&entry.key)).collect();
        let known = RefCell::default();
        (across > 0.0 && slope == 0.0).then_some(Self { matrix, resources, procedures, letters, known })
    }

    /// Where the letter of a code paints, in units of the font, piece by piece, by what `draw` says of its content; `None`: it cannot
    /// be told.
    pub(super) fn pieces(
        &self,
        code: u32,
        effort: &Effort,
        draw: impl FnOnce(&Stream) -> Option<Vec<Area>>,
    ) -> Option<Rc<[Area]>> {
        if let Some(known) = self.known.borrow().get(&code) {
            return known.clone();
        }
        let pieces = match self.procedures.get(&code) {
            Some(Some(procedure)) => draw(procedure).and_then(|areas| joined(&areas, effort)),
            Some(None) => Some(Vec::new()),
            None => self.is_nothing(code).then(Vec::new),
        };
        let pieces: Option<Rc<[Area]>> = pieces.map(Rc::from);
        self.known.borrow_mut().insert(code, pieces.clone());
        pieces
    }

    /// Whether no viewer finds a drawing for a code that is not among those listed. What is neither a letter nor a digit goes by
    /// several names.
    fn is_nothing(&self, code: u32) -> bool {
        let letter = char::from_u32(code).filter(|letter| *letter == ' ' || letter.is_ascii_alphanumeric());
        letter.is_some_and(|letter| !self.letters.contains(&letter))
    }
}

/// Pieces that touch are one; `None`: there are too many, or there is no end to them.
fn joined(areas: &[Area], effort: &Effort) -> Option<Vec<Area>> {
    let mut pieces: Vec<Area> = Vec::new();
    for area in areas.iter().filter(|area| area.width() >= 0.0 && area.height() >= 0.0) {
        if !area.fits_a_page() || !effort.spend(pieces.len()) {
            return None;
        }
        let mut whole = *area;
        while let Some(place) = pieces.iter().position(|piece| piece.meets(whole.inflated(GAP))) {
            whole = whole.and(pieces.swap_remove(place));
        }
        pieces.push(whole);
    }
    (pieces.len() <= MOST_PIECES).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: f64, bottom: f64, right: f64, top: f64) -> Area {
        Area::around([(left, bottom), (right, top)]).unwrap()
    }

    #[test]
    fn pieces_that_touch_are_one() {
        let colon = [area(0.0, 0.0, 50.0, 50.0), area(0.0, 300.0, 50.0, 350.0)];
        assert_eq!(joined(&colon, &Effort::new()).unwrap(), colon);
        let eight =
            [area(0.0, 0.0, 500.0, 700.0), area(100.0, 50.0, 400.0, 300.0), area(100.0, 400.0, 400.0, 650.0)];
        assert_eq!(joined(&eight, &Effort::new()).unwrap(), [eight[0]]);
        let linked = [colon[0], colon[1], area(20.0, 40.0, 30.0, 310.0)];
        assert_eq!(joined(&linked, &Effort::new()).unwrap(), [area(0.0, 0.0, 50.0, 350.0)]);
    }

    #[test]
    fn codes_without_a_drawing_are_nothing_where_no_viewer_finds_one() {
        let glyphs = DrawnGlyphs {
            matrix: [0.001, 0.0, 0.0, 0.001, 0.0, 0.0],
            resources: Dictionary::new(),
            procedures: HashMap::from([(65, None)]),
            letters: HashSet::from(['9']),
            known: RefCell::default(),
        };
        let pieces = |letter: char| glyphs.pieces(u32::from(letter), &Effort::new(), |_| None);
        assert!(
            [' ', '8', 'A'].into_iter().all(|letter| pieces(letter).is_some_and(|pieces| pieces.is_empty()))
        );
        assert!(['9', '~', 'é'].into_iter().all(|letter| pieces(letter).is_none()));
    }

    #[test]
    fn too_many_pieces_and_endless_ones_are_none() {
        let dots: Vec<Area> =
            (0..=32).map(|at| area(f64::from(at) * 9.0, 0.0, f64::from(at) * 9.0 + 1.0, 1.0)).collect();
        assert!(joined(&dots, &Effort::new()).is_none() && joined(&dots[1..], &Effort::new()).is_some());
        assert!(joined(&[Area::EVERYTHING], &Effort::new()).is_none());
    }
}

//! Paths (ISO 32000-2 §8.5.2), as far as it matters where they lie and whether they are more than lines and boxes.

use super::area::{Area, Matrix, apply};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// Points of a path beyond this many are not kept.
const POINTS_LIMIT: usize = 100_000;
/// Points: the corner of a frame is no larger, and its sides are no shorter.
const CORNER: f64 = 6.0;
const LONG: f64 = 9.0;
/// Points: what differs by less lies on one line.
const STRAIGHT: f64 = 0.02;

/// Straights a curve is taken apart into.
const STEPS: i32 = 8;

/// Points: what is smaller may be a drawn letter.
const LETTER_HEIGHT: f64 = 40.0;
const LETTER_WIDTH: f64 = 60.0;

/// What is known of the shape of something that is painted, as [`Paint`](super::ink::Paint) says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) is_shape: bool,
    pub(super) is_box: bool,
    pub(super) outline: Option<u64>,
}

impl Shape {
    pub(super) const UNKNOWN: Self = Self { is_shape: true, is_box: false, outline: None };
}

/// A line or a curve of a path.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it lies.
    pub(super) area: Area,
    /// The places it goes through, from one straight to the next.
    pub(super) track: Rc<[(f64, f64)]>,
}

/// A part of a path that holds together.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) area: Area,
    /// Only lines that go along the edges of the page.
    pub(super) is_plain: bool,
    /// Its lines and curves, one by one.
    pub(super) lines: Vec<Line>,
    start: (f64, f64),
    /// Only lines, those that go across short: the corner of a frame.
    is_straight: bool,
    /// How many lines are longer than any letter.
    long_lines: usize,
    /// Twice the area within its lines.
    twice: f64,
}

impl Part {
    /// The frame of a field, or a piece of one: some programs draw it as an area with slanting ends.
    pub(super) fn is_frame(&self) -> bool {
        self.is_straight && self.long_lines >= 2
    }

    /// Small, and more than a box or a line: it may be a letter that is drawn.
    pub(super) fn is_like_a_letter(&self) -> bool {
        !self.is_plain
            && self.area.height() > 1.0
            && self.area.height() < LETTER_HEIGHT
            && self.area.width() < LETTER_WIDTH
    }

    /// A number that is the same for the same lines in the same place, to a tenth of a point.
    pub(super) fn outline(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.lines.iter().for_each(|line| line.area.rounded().hash(&mut hasher));
        hasher.finish()
    }

    /// Whether filling it paints all of its area: a box and nothing that only looks like one by its extent.
    pub(super) fn is_box(&self) -> bool {
        const SIDES: usize = 5;
        let whole = self.area.width() * self.area.height();
        self.is_plain && self.lines.len() <= SIDES && self.twice.abs() >= 1.96 * whole && whole > 0.0
    }
}

/// The path that is being made, in the page's own space.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub(super) parts: Vec<Part>,
    at: (f64, f64),
    points: usize,
    pub(super) is_cut: bool,
}

impl Path {
    /// Takes an operator that makes the path longer.
    pub(super) fn step(&mut self, operator: &[u8], numbers: &[f64], matrix: Matrix) {
        let place = |x: f64, y: f64| apply(matrix, x, y);
        match (operator, numbers) {
            (b"m", [x, y]) => self.begin(place(*x, *y)),
            (b"l", [x, y]) => self.line(place(*x, *y)),
            (b"c", [ax, ay, bx, by, x, y]) => {
                self.curve([place(*ax, *ay), place(*bx, *by)], place(*x, *y));
            }
            (b"v" | b"y", [ax, ay, x, y]) => self.curve([place(*ax, *ay); 2], place(*x, *y)),
            (b"re", [x, y, wide, high]) => {
                self.begin(place(*x, *y));
                self.line(place(x + wide, *y));
                self.line(place(x + wide, y + high));
                self.line(place(*x, y + high));
                self.close();
            }
            (b"h", _) => self.close(),
            _ => {}
        }
    }

    fn begin(&mut self, at: (f64, f64)) {
        self.at = at;
        if let Some(area) = self.count(&[at]) {
            self.parts.push(Part {
                area,
                is_plain: true,
                lines: Vec::new(),
                start: at,
                is_straight: true,
                long_lines: 0,
                twice: 0.0,
            });
        }
    }

    fn line(&mut self, to: (f64, f64)) {
        let is_along = (to.0 - self.at.0).abs() < STRAIGHT || (to.1 - self.at.1).abs() < STRAIGHT;
        let (wide, high) = ((to.0 - self.at.0).abs(), (to.1 - self.at.1).abs());
        self.add(&[self.at, to], [self.at, to].into(), is_along);
        if let Some(part) = self.parts.last_mut() {
            part.is_straight &= is_along || wide.max(high) <= CORNER;
            part.long_lines += usize::from(is_along && wide.max(high) >= LONG);
            // The closing line comes back to the start, so places count from there.
            let ((x, y), (ax, ay), (bx, by)) = (part.start, self.at, to);
            part.twice += (ax - x) * (by - y) - (bx - x) * (ay - y);
        }
        self.at = to;
    }

    fn curve(&mut self, by: [(f64, f64); 2], to: (f64, f64)) {
        let at = |step: i32| between([self.at, by[0], by[1], to], f64::from(step) / f64::from(STEPS));
        self.add(&[self.at, by[0], by[1], to], (0..=STEPS).map(at).collect(), false);
        if let Some(part) = self.parts.last_mut() {
            part.is_straight = false;
        }
        self.at = to;
    }

    fn close(&mut self) {
        if let Some(start) = self.parts.last().map(|part| part.start) {
            self.line(start);
        }
    }

    fn add(&mut self, points: &[(f64, f64)], track: Rc<[(f64, f64)]>, is_along: bool) {
        let Some(area) = self.count(points) else { return };
        if let Some(part) = self.parts.last_mut() {
            part.area = part.area.and(area);
            part.is_plain &= is_along;
            part.lines.push(Line { area, track });
        }
    }

    fn count(&mut self, points: &[(f64, f64)]) -> Option<Area> {
        self.points = self.points.saturating_add(points.len());
        self.is_cut |= self.points > POINTS_LIMIT;
        if self.is_cut { None } else { Area::around(points.iter().copied()) }
    }

    /// Where all of it lies.
    pub(super) fn area(&self) -> Option<Area> {
        self.parts.iter().map(|part| part.area).reduce(Area::and)
    }
}

/// A place (0…1) on a cubic curve.
fn between(corners: [(f64, f64); 4], part: f64) -> (f64, f64) {
    let rest = 1.0 - part;
    let weights =
        [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
    let sum = |axis: fn(&(f64, f64)) -> f64| -> f64 {
        corners.iter().zip(weights).map(|(corner, weight)| axis(corner) * weight).sum()
    };
    (sum(|corner| corner.0), sum(|corner| corner.1))
}

#[cfg(test)]
mod tests {
    use super::super::area::IDENTITY;
    use super::*;

    #[test]
    fn a_corner_is_no_box() {
        for (points, is_box) in [
            (vec![(100.0, 0.0), (100.0, 20.0), (0.0, 20.0)], true),
            (vec![(100.0, 0.0), (100.0, 20.0), (100.0, 0.0)], false),
            (vec![(100.0, 0.0), (100.0, 20.0), (90.0, 20.0), (90.0, 1.0), (0.0, 1.0)], false),
        ] {
            let mut path = Path::default();
            path.step(b"m", &[0.0, 0.0], IDENTITY);
            for (x, y) in &points {
                path.step(b"l", &[*x, *y], IDENTITY);
            }
            path.step(b"h", &[], IDENTITY);
            assert_eq!(path.parts[0].is_box(), is_box, "{points:?}");
        }
    }

    #[test]
    fn curves_are_followed() {
        let mut path = Path::default();
        path.step(b"m", &[0.0, 0.0], IDENTITY);
        path.step(b"c", &[0.0, 8.0, 16.0, 8.0, 16.0, 0.0], IDENTITY);
        let track = &path.parts[0].lines[0].track;
        assert_eq!((track[0], track[4], track[8]), ((0.0, 0.0), (8.0, 6.0), (16.0, 0.0)));
    }

    #[test]
    fn boxes_are_plain_and_letters_are_not() {
        let mut path = Path::default();
        path.step(b"re", &[0.0, 0.0, 10.0, 5.0], IDENTITY);
        path.step(b"m", &[20.0, 0.0], IDENTITY);
        path.step(b"l", &[25.0, 9.0], IDENTITY);
        path.step(b"l", &[30.0, 0.0], IDENTITY);
        assert_eq!(path.parts.iter().map(|part| part.is_plain).collect::<Vec<_>>(), [true, false]);
        assert_eq!(path.parts[0].lines.len(), 4);
        assert_eq!(path.parts.iter().map(Part::is_box).collect::<Vec<_>>(), [true, false]);
        assert_eq!(path.area().map(|area| (area.width(), area.height())), Some((30.0, 9.0)));
    }
}

//! Paths (ISO 32000-2 §8.5.2), as far as it matters where they lie and whether they are more than lines and boxes.

use super::area::{Area, IDENTITY, Matrix, apply};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// Points of a path beyond this many are not kept.
const POINTS_LIMIT: usize = 100_000;
/// Points: the corner of a frame is no larger, and its sides are no shorter.
const CORNER: f64 = 6.0;
const LONG: f64 = 9.0;
/// Points: what differs by less lies on one line.
const STRAIGHT: f64 = 0.02;

/// Points: straights that stand for a curve are no further from it.
const FLAT: f64 = 0.2;
/// Straights a curve is taken apart into at least and at most.
const STEPS: std::ops::RangeInclusive<u32> = 8..=256;

/// Points: what is smaller may be a drawn letter.
pub(super) const LETTER_HEIGHT: f64 = 40.0;
pub(super) const LETTER_WIDTH: f64 = 60.0;

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

/// Where a line starts or ends, and in which direction it goes there.
pub(super) type End = ((f64, f64), (f64, f64));

/// A line or a curve of a path.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it lies.
    pub(super) area: Area,
    corners: Corners,
}

/// What a line or a curve is given by.
#[derive(Debug, Clone, Copy)]
enum Corners {
    Line([(f64, f64); 2]),
    Curve([(f64, f64); 4]),
}

impl Line {
    fn corners(&self) -> &[(f64, f64)] {
        match &self.corners {
            Corners::Line(corners) => corners,
            Corners::Curve(corners) => corners,
        }
    }

    /// The first and the last straight of a curve, from end to end.
    pub(super) fn chords(&self) -> Option<[(f64, f64); 2]> {
        let Corners::Curve(_) = self.corners else { return None };
        let track = self.track()?;
        let way = |from: (f64, f64), to: (f64, f64)| (to.0 - from.0, to.1 - from.1);
        let (first, last) = (track.get(..2)?, track.get(track.len().checked_sub(2)?..)?);
        Some([way(first[0], first[1]), way(last[0], last[1])])
    }

    /// The places it goes through, from one straight to the next; `None`: it bends more than can be followed.
    pub(super) fn track(&self) -> Option<Rc<[(f64, f64)]>> {
        /// Points; nothing can be reckoned with what is not even a number.
        const FAR: f64 = 1e9;
        if !self.corners().iter().all(|(x, y)| x.abs() <= FAR && y.abs() <= FAR) {
            return None;
        }
        match self.corners {
            Corners::Line(ends) => Some(ends.into()),
            Corners::Curve(corners) => {
                let steps = steps(corners)?;
                let at = |step: u32| between(corners, f64::from(step) / f64::from(steps));
                Some((0..=steps).map(at).collect())
            }
        }
    }

    /// Where it starts and in which direction, and in which direction it ends and where; `None` if it goes nowhere.
    pub(super) fn ends(&self) -> Option<[End; 2]> {
        let corners = self.corners();
        let (start, end) = (*corners.first()?, *corners.last()?);
        let away = |from: (f64, f64), to: (f64, f64)| (to.0 - from.0, to.1 - from.1);
        let leaves = corners.iter().find(|corner| **corner != start)?;
        let comes = corners.iter().rev().find(|corner| **corner != end)?;
        Some([(start, away(start, *leaves)), (end, away(*comes, end))])
    }
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
    /// What follows begins another part, at the same place (ISO 32000-2 §8.5.2.1).
    is_closed: bool,
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
    /// Something came between it and its painting that may move it.
    pub(super) is_disturbed: bool,
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
            // The place where it is, or the one where it ends, stands for one that is not given.
            (b"v", [ax, ay, x, y]) => self.curve([self.at, place(*ax, *ay)], place(*x, *y)),
            (b"y", [ax, ay, x, y]) => self.curve([place(*ax, *ay), place(*x, *y)], place(*x, *y)),
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
                is_closed: false,
            });
        }
    }

    fn line(&mut self, to: (f64, f64)) {
        self.go_on();
        let is_along = (to.0 - self.at.0).abs() < STRAIGHT || (to.1 - self.at.1).abs() < STRAIGHT;
        let (wide, high) = ((to.0 - self.at.0).abs(), (to.1 - self.at.1).abs());
        self.add(Corners::Line([self.at, to]), is_along);
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
        self.go_on();
        self.add(Corners::Curve([self.at, by[0], by[1], to]), false);
        if let Some(part) = self.parts.last_mut() {
            part.is_straight = false;
        }
        self.at = to;
    }

    fn close(&mut self) {
        let Some(part) = self.parts.last() else { return };
        let start = part.start;
        // Some programs close a box, which is closed: nothing more is drawn.
        let is_closed = !part.lines.is_empty() && self.at == start;
        if !is_closed {
            self.line(start);
        }
        if let Some(part) = self.parts.last_mut() {
            part.is_closed = true;
        }
    }

    fn go_on(&mut self) {
        if self.parts.last().is_some_and(|part| part.is_closed) {
            self.begin(self.at);
        }
    }

    fn add(&mut self, corners: Corners, is_along: bool) {
        let area = match &corners {
            Corners::Line(places) => self.count(places),
            Corners::Curve(places) => self.count(places),
        };
        let Some(area) = area else { return };
        if let Some(part) = self.parts.last_mut() {
            part.area = part.area.and(area);
            part.is_plain &= is_along;
            part.lines.push(Line { area, corners });
        }
    }

    fn count(&mut self, points: &[(f64, f64)]) -> Option<Area> {
        self.points = self.points.saturating_add(points.len());
        self.is_cut |= self.points > POINTS_LIMIT;
        if self.is_cut { None } else { Area::around(points.iter().copied()) }
    }

    /// What is filled of a box within a box where what is painted twice is left out (ISO 32000-2 §8.5.3.3.3): the four sides of a frame.
    pub(super) fn into_sides(mut self) -> Self {
        let [outer, inner] = &self.parts[..] else { return self };
        let is_frame = outer.is_box() && inner.is_box() && inner.area.within(outer.area) == inner.area;
        if is_frame {
            let [left, bottom, right, top] = outer.area.sides();
            let [from, low, to, high] = inner.area.sides();
            let sides = [
                [left, bottom, right, low],
                [left, high, right, top],
                [left, low, from, high],
                [to, low, right, high],
            ];
            let mut frame = Self::default();
            for [left, bottom, right, top] in sides {
                frame.step(b"re", &[left, bottom, right - left, top - bottom], IDENTITY);
            }
            self.parts = frame.parts;
        }
        self
    }

    /// Where all of it lies.
    pub(super) fn area(&self) -> Option<Area> {
        self.parts.iter().map(|part| part.area).reduce(Area::and)
    }
}

/// How many straights, all as long in the curve's own measure, stand for it; `None`: more than are looked at.
fn steps(corners: [(f64, f64); 4]) -> Option<u32> {
    let bend = |at: usize| {
        let [one, middle, other] = [corners[at], corners[at + 1], corners[at + 2]];
        (one.0 - 2.0 * middle.0 + other.0).hypot(one.1 - 2.0 * middle.1 + other.1)
    };
    // No curve is further from its chords than an eighth of its second derivative.
    let needed = (0.75 * bend(0).max(bend(1)) / FLAT).sqrt();
    STEPS.into_iter().find(|steps| steps.is_power_of_two() && f64::from(*steps) >= needed)
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
        let track = path.parts[0].lines[0].track().unwrap();
        assert_eq!((track[0], track[8], track[16]), ((0.0, 0.0), (8.0, 6.0), (16.0, 0.0)));
    }

    /// The place in the middle of a curve that starts at (0, 0).
    fn middle(operator: &[u8], numbers: &[f64]) -> Option<(f64, f64)> {
        let mut path = Path::default();
        path.step(b"m", &[0.0, 0.0], IDENTITY);
        path.step(operator, numbers, IDENTITY);
        path.parts[0].lines[0].track().map(|track| track[track.len() / 2])
    }

    #[test]
    fn curves_with_one_place_less_start_or_end_straight() {
        let full = |by: [f64; 4]| middle(b"c", &[by[0], by[1], by[2], by[3], 16.0, 8.0]);
        assert_eq!(middle(b"v", &[8.0, 24.0, 16.0, 8.0]), full([0.0, 0.0, 8.0, 24.0]));
        assert_eq!(middle(b"y", &[8.0, 24.0, 16.0, 8.0]), full([8.0, 24.0, 16.0, 8.0]));
        assert_eq!(middle(b"v", &[8.0, 24.0, 16.0, 8.0]), Some((5.0, 10.0)));
        assert_eq!(middle(b"y", &[8.0, 24.0, 16.0, 8.0]), Some((11.0, 13.0)));
    }

    #[test]
    fn curves_that_go_far_are_followed_closely_or_not_at_all() {
        let track = |far: f64| {
            let mut path = Path::default();
            path.step(b"m", &[0.0, 0.0], IDENTITY);
            path.step(b"c", &[far, 0.0, -far, 20.0, 0.0, 20.0], IDENTITY);
            path.parts[0].lines[0].track()
        };
        let followed = track(4_000.0).unwrap();
        let exact = |part: f64| between([(0.0, 0.0), (4_000.0, 0.0), (-4_000.0, 20.0), (0.0, 20.0)], part);
        for pair in 0..followed.len() - 1 {
            let (one, next) = (followed[pair], followed[pair + 1]);
            let at = exact((pair as f64 + 0.5) / (followed.len() - 1) as f64);
            let chord = ((one.0 + next.0) / 2.0, (one.1 + next.1) / 2.0);
            assert!((at.0 - chord.0).hypot(at.1 - chord.1) <= FLAT, "{at:?} {chord:?}");
        }
        assert!(track(1e6).is_none() && track(f64::NAN).is_none());
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
        let mut twice = Path::default();
        twice.step(b"re", &[0.0, 0.0, 10.0, 5.0], IDENTITY);
        twice.step(b"h", &[], IDENTITY);
        assert_eq!(twice.parts[0].lines.len(), 4, "closed again");
        assert_eq!(path.parts.iter().map(Part::is_box).collect::<Vec<_>>(), [true, false]);
        assert_eq!(path.area().map(|area| (area.width(), area.height())), Some((30.0, 9.0)));
    }
}

//! Paths (ISO 32000-2 §8.5.2), as far as it matters where they lie and whether they are more than lines and boxes.

use super::area::{Area, Matrix, apply};

/// Points of a path beyond this many are not kept.
const POINTS_LIMIT: usize = 100_000;
/// Points: the corner of a frame is no larger, and its sides are no shorter.
const CORNER: f64 = 6.0;
const LONG: f64 = 9.0;
/// Points: what differs by less lies on one line.
const STRAIGHT: f64 = 0.02;

/// A part of a path that holds together.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) area: Area,
    /// Only lines that go along the edges of the page.
    pub(super) is_plain: bool,
    /// Where its lines and curves lie, one by one.
    pub(super) lines: Vec<Area>,
    start: (f64, f64),
    /// Only lines, those that go across short: the corner of a frame.
    is_straight: bool,
    /// How many lines are longer than any letter.
    long_lines: usize,
}

impl Part {
    /// The frame of a field, or a piece of one: some programs draw it as an area with slanting ends.
    pub(super) fn is_frame(&self) -> bool {
        self.is_straight && self.long_lines >= 2
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
            });
        }
    }

    fn line(&mut self, to: (f64, f64)) {
        let is_along = (to.0 - self.at.0).abs() < STRAIGHT || (to.1 - self.at.1).abs() < STRAIGHT;
        let (wide, high) = ((to.0 - self.at.0).abs(), (to.1 - self.at.1).abs());
        self.add(&[self.at, to], is_along);
        if let Some(part) = self.parts.last_mut() {
            part.is_straight &= is_along || wide.max(high) <= CORNER;
            part.long_lines += usize::from(is_along && wide.max(high) >= LONG);
        }
        self.at = to;
    }

    fn curve(&mut self, by: [(f64, f64); 2], to: (f64, f64)) {
        self.add(&[self.at, by[0], by[1], to], false);
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

    fn add(&mut self, points: &[(f64, f64)], is_along: bool) {
        let Some(area) = self.count(points) else { return };
        if let Some(part) = self.parts.last_mut() {
            part.area = part.area.and(area);
            part.is_plain &= is_along;
            part.lines.push(area);
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

#[cfg(test)]
mod tests {
    use super::super::area::IDENTITY;
    use super::*;

    #[test]
    fn boxes_are_plain_and_letters_are_not() {
        let mut path = Path::default();
        path.step(b"re", &[0.0, 0.0, 10.0, 5.0], IDENTITY);
        path.step(b"m", &[20.0, 0.0], IDENTITY);
        path.step(b"l", &[25.0, 9.0], IDENTITY);
        path.step(b"l", &[30.0, 0.0], IDENTITY);
        assert_eq!(path.parts.iter().map(|part| part.is_plain).collect::<Vec<_>>(), [true, false]);
        assert_eq!(path.parts[0].lines.len(), 4);
        assert_eq!(path.area().map(|area| (area.width(), area.height())), Some((30.0, 9.0)));
    }
}

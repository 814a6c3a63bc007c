//! Rectangles and transformations of a page's own space.

use paraphe_pdf::{Dictionary, Object, RevisionView};

/// A rectangle on a page: left, bottom, right, top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Area {
    /// Larger than any page.
    pub(super) const EVERYTHING: Self = Self { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 };
    /// What an image is drawn in.
    pub(super) const UNIT: Self = Self { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 };

    /// The `/Rect` of an annotation.
    pub(super) fn of(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Self> {
        Self::from_array(view, &view.get(annotation, b"Rect"))
    }

    pub(super) fn from_array(view: RevisionView<'_>, array: &Object) -> Option<Self> {
        let items = array.as_array().filter(|items| !items.is_empty())?;
        // Viewers read four numbers, whatever else stands there, and nought where there is none.
        let number = |at: usize| items.get(at).and_then(|item| view.resolve(item).as_number()).unwrap_or(0.0);
        let [x, y, other_x, other_y] = [0, 1, 2, 3].map(number);
        Some(Self {
            left: x.min(other_x),
            bottom: y.min(other_y),
            right: x.max(other_x),
            top: y.max(other_y),
        })
    }

    /// The smallest area that holds these points; `None` without any.
    pub(super) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        points.into_iter().map(Self::at).reduce(Self::and)
    }

    fn at((x, y): (f64, f64)) -> Self {
        Self { left: x, bottom: y, right: x, top: y }
    }

    /// The area that holds both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// What both have in common; empty if nothing.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// The same, larger by this much on every side.
    pub(super) fn inflated(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// The same, widened around its middle to this much in each direction in which it is narrower.
    pub(super) fn at_least(self, extent: f64) -> Self {
        let lack = |own: f64| (extent - own).max(0.0) / 2.0;
        let (beside, above) = (lack(self.width()), lack(self.height()));
        Self {
            left: self.left - beside,
            bottom: self.bottom - above,
            right: self.right + beside,
            top: self.top + above,
        }
    }

    /// The same, higher by this much at the top and at the bottom.
    pub(super) fn inflated_upright(self, by: f64) -> Self {
        Self { bottom: self.bottom - by, top: self.top + by, ..self }
    }

    /// Left, bottom, right and top.
    pub(super) fn sides(self) -> [f64; 4] {
        [self.left, self.bottom, self.right, self.top]
    }

    /// Its sides in tenths of a point.
    pub(super) fn rounded(self) -> [i64; 4] {
        self.sides().map(|side| (side * 10.0).round() as i64)
    }

    /// Whether they touch or overlap.
    pub(super) fn meets(self, other: Self) -> bool {
        let common = self.within(other);
        common.left <= common.right && common.bottom <= common.top
    }

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.bottom >= self.top
    }

    /// Whether it is no larger than the largest page (ISO 32000-2 annex C: 200 inches). What is larger has too many places to look at
    /// each, or, beyond what numbers can tell apart, no end of them.
    pub(super) fn fits_a_page(self) -> bool {
        const LARGEST: f64 = 14_400.0;
        self.width() <= LARGEST && self.height() <= LARGEST
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// The share (0…1) of this area that lies in `other`. Something without extent is in it or not.
    pub(super) fn share_in(self, other: Self) -> f64 {
        let common = self.within(other);
        if common.left > common.right || common.bottom > common.top {
            return 0.0;
        }
        let share = |common: f64, own: f64| if own > 0.0 { common / own } else { 1.0 };
        share(common.width(), self.width()) * share(common.height(), self.height())
    }

    /// The share (0…1) of this area that is painted by a line of this thickness from one place to another, as if it were as wide
    /// in all directions as across the line.
    pub(super) fn share_in_line(self, from: (f64, f64), to: (f64, f64), thickness: f64) -> f64 {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        let (ux, uy) = if length > 0.0 { (dx / length, dy / length) } else { (1.0, 0.0) };
        let (wide, high) = (self.width() / 2.0, self.height() / 2.0);
        let (x, y) = (self.left + wide - from.0, self.bottom + high - from.1);
        let reach = thickness / 2.0;
        let along = overlap(x * ux + y * uy, wide * ux.abs() + high * uy.abs(), -reach, length + reach);
        let across = overlap(y * ux - x * uy, wide * uy.abs() + high * ux.abs(), -reach, reach);
        along * across
    }

    /// One of `side` × `side` equal pieces, counted from the lower left.
    pub(super) fn piece(self, column: u8, row: u8, side: u8) -> Self {
        let (wide, high) = (self.width() / f64::from(side), self.height() / f64::from(side));
        let (left, bottom) = (self.left + wide * f64::from(column), self.bottom + high * f64::from(row));
        Self { left, bottom, right: left + wide, top: bottom + high }
    }

    /// Pieces of this size, each half over the next, that cover all of the area; they may stand out of it.
    pub(super) fn tiles(self, wide: f64, high: f64) -> impl Iterator<Item = Self> {
        let steps = |from: f64, to: f64, by: f64| {
            std::iter::successors(Some(from), move |at| Some(at + by)).take_while(move |at| *at < to)
        };
        steps(self.bottom, self.top, high / 2.0).flat_map(move |bottom| {
            steps(self.left, self.right, wide / 2.0).map(move |left| Self {
                left,
                bottom,
                right: left + wide,
                top: bottom + high,
            })
        })
    }

    /// What viewers draw for a note that has no look of its own: an icon that hangs from the upper left corner, or stands on
    /// the lower left one, of a size of theirs.
    pub(super) fn with_icon(self) -> Self {
        const ICON: f64 = 24.0;
        Self {
            left: self.left,
            bottom: self.bottom.min(self.top - ICON),
            right: self.right.max(self.left + ICON),
            top: self.top.max(self.bottom + ICON),
        }
    }

    /// The same area on a page that is turned by a quarter.
    pub(super) fn turned(self) -> Self {
        Self { left: self.bottom, bottom: -self.right, right: self.top, top: -self.left }
    }

    /// The same area in a mirror.
    pub(super) fn mirrored(self) -> Self {
        Self { left: -self.right, right: -self.left, ..self }
    }

    /// Whether somebody who reads from left to right, line after line, comes to this letter after `before`.
    pub(super) fn is_read_after(self, before: Self) -> bool {
        let half = self.height().max(before.height()) / 2.0;
        let is_next_line = self.bottom < before.bottom - half;
        let is_same_line = (self.bottom - before.bottom).abs() <= half;
        is_next_line || (is_same_line && self.left >= before.left)
    }

    /// How far (points) the middle of this mark is from a letter on its line, which it stands over or beside; `None`: that one
    /// is on no line of its own, or too far.
    pub(super) fn mark_distance(self, letter: Self) -> Option<f64> {
        const GAP: f64 = 0.35;
        let middle = (self.left + self.right) / 2.0;
        let gap = (letter.left - middle).max(middle - letter.right).max(0.0);
        let is_on_line = self.bottom < letter.top && letter.bottom < self.top;
        (is_on_line && gap <= GAP * self.height()).then(|| gap + (self.bottom - letter.bottom).abs())
    }

    /// Whether this letter stands right before `next`, on its line, without a space between.
    pub(super) fn adjoins(self, next: Self) -> bool {
        const GAP: f64 = 0.35;
        let high = self.height().max(next.height());
        let gap = next.left - self.right;
        (self.bottom - next.bottom).abs() <= high / 2.0 && gap.abs() <= GAP * high
    }

    /// Whether a letter stands right beside this area, or in it: what is written at its edge would belong to the same word.
    pub(super) fn is_beside(self, letter: Self) -> bool {
        const GAP: f64 = 0.35;
        let gap = (letter.left - self.right).max(self.left - letter.right);
        let is_on_line = self.bottom < letter.top && letter.bottom < self.top;
        is_on_line && gap <= GAP * letter.height()
    }

    /// How far (points) something stands from a letter on its line, to the left or to the right of it; negative if they overlap.
    /// `None`: it is on no line of the letter's, or so much higher that it is no part of a word.
    pub(super) fn gap_to(self, letter: Self) -> Option<f64> {
        const HIGH: f64 = 2.5;
        let common = self.top.min(letter.top) - self.bottom.max(letter.bottom);
        let is_on_line = common > 0.0 && self.height() <= HIGH * letter.height();
        is_on_line.then(|| (letter.left - self.right).max(self.left - letter.right))
    }

    /// Where the area comes to lie.
    pub(super) fn moved(self, matrix: Matrix) -> Self {
        let Self { left, bottom, right, top } = self;
        [(left, bottom), (right, bottom), (left, top), (right, top)]
            .map(|(x, y)| Self::at(apply(matrix, x, y)))
            .into_iter()
            .reduce(Self::and)
            .unwrap_or(self)
    }

    /// What brings this area onto `other`, by moving and stretching; `None` if it has no extent.
    pub(super) fn onto(self, other: Self) -> Option<Matrix> {
        if self.is_empty() {
            return None;
        }
        let (wide, high) = (other.width() / self.width(), other.height() / self.height());
        Some([wide, 0.0, 0.0, high, other.left - self.left * wide, other.bottom - self.bottom * high])
    }
}

/// The share (0…1) of what lies around `centre`, `half` to either side, that is between two ends.
fn overlap(centre: f64, half: f64, low: f64, high: f64) -> f64 {
    let common = (centre + half).min(high) - (centre - half).max(low);
    if half > 0.0 { (common / (2.0 * half)).clamp(0.0, 1.0) } else { f64::from(u8::from(common >= 0.0)) }
}

/// The numbers of an array of so many, and nothing else.
pub(super) fn exactly<const COUNT: usize>(view: RevisionView<'_>, array: &Object) -> Option<[f64; COUNT]> {
    let numbers = array.as_array()?.iter().take(COUNT + 1).map(|item| view.resolve(item).as_number());
    numbers.collect::<Option<Vec<f64>>>()?.try_into().ok()
}

/// A transformation (ISO 32000-2 §8.3.3).
pub(super) type Matrix = [f64; 6];
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Whether a transformation is so large that viewers which calculate with fewer digits draw what follows elsewhere.
pub(super) fn is_far(matrix: Matrix) -> bool {
    const FAR: f64 = 1e6;
    !matrix.iter().all(|number| number.abs() <= FAR)
}

pub(super) fn times(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [ta, tb, tc, td, te, tf] = then;
    [
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    ]
}

pub(super) fn apply(matrix: Matrix, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f] = matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// By how many quarters, counted against the clock, a transformation turns what is written; `None` if it leans or is seen in a
/// mirror.
pub(super) fn quarters(matrix: Matrix) -> Option<u8> {
    const LEANING: f64 = 0.05;
    let [a, b, c, d, ..] = matrix;
    let (along, across) = (a.abs().max(b.abs()), a.abs().min(b.abs()));
    match (a.abs() > b.abs(), a + b > 0.0) {
        _ if a * d - b * c <= 0.0 || across > LEANING * along => None,
        (true, true) => Some(0),
        (false, true) => Some(1),
        (true, false) => Some(2),
        (false, false) => Some(3),
    }
}

/// Whether letters are written much wider than their font draws them, at this scale along the line: then their strokes are bars.
pub(super) fn is_widened(matrix: Matrix, along: f64) -> bool {
    const WIDENED: f64 = 1.3;
    let [a, b, c, d, ..] = matrix;
    (a * along).hypot(b * along) > WIDENED * c.hypot(d)
}

/// Whether letters are written at less than half or more than twice the width that goes with their height, at this scale along the line.
pub(super) fn is_distorted(matrix: Matrix, along: f64) -> bool {
    const TWICE: f64 = 2.0;
    let [a, b, c, d, ..] = matrix;
    let (wide, high) = ((a * along).hypot(b * along), c.hypot(d));
    wide * TWICE < high || wide > TWICE * high
}

/// How much longer a transformation makes what it makes longest: a thin line that is drawn in a space stretched one way is a
/// bar.
pub(super) fn stretch(matrix: Matrix) -> f64 {
    let [a, b, c, d, ..] = matrix;
    let (whole, apart) = (a * a + b * b + c * c + d * d, a * a + b * b - c * c - d * d);
    ((whole + apart.hypot(2.0 * (a * c + b * d))) / 2.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: f64, bottom: f64, right: f64, top: f64) -> Area {
        Area { left, bottom, right, top }
    }

    #[test]
    fn shares_say_how_much_lies_inside() {
        let glyph = area(10.0, 10.0, 20.0, 20.0);
        assert_eq!(glyph.share_in(area(0.0, 0.0, 100.0, 100.0)), 1.0);
        assert_eq!(glyph.share_in(area(15.0, 0.0, 100.0, 100.0)), 0.5);
        assert_eq!(glyph.share_in(area(20.1, 0.0, 100.0, 100.0)), 0.0);
        assert_eq!(area(5.0, 5.0, 5.0, 9.0).share_in(area(0.0, 0.0, 10.0, 10.0)), 1.0, "no width");
    }

    #[test]
    fn letters_are_read_in_lines_and_numbers_hold_together() {
        let letter = |x: f64, y: f64| area(x, y, x + 6.0, y + 8.0);
        assert!(letter(7.0, 0.0).is_read_after(letter(0.0, 0.0)));
        assert!(letter(0.0, 0.0).is_read_after(letter(90.0, 14.0)), "the next line");
        assert!(!letter(0.0, 0.0).is_read_after(letter(7.0, 0.0)));
        assert!(!letter(90.0, 14.0).is_read_after(letter(0.0, 0.0)), "the line above");
        assert!(letter(0.0, 0.0).adjoins(letter(6.5, 0.0)) && !letter(0.0, 0.0).adjoins(letter(12.0, 0.0)));
    }

    #[test]
    fn what_is_written_is_turned_or_in_a_mirror() {
        for (matrix, expected) in [
            (IDENTITY, Some(0)),
            ([0.0, 2.0, -2.0, 0.0, 5.0, 5.0], Some(1)),
            ([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0], Some(2)),
            ([0.0, -1.0, 1.0, 0.0, 0.0, 0.0], Some(3)),
            ([-1.0, 0.0, 0.0, 1.0, 0.0, 0.0], None),
            ([1.0, 1.0, -1.0, 1.0, 0.0, 0.0], None),
        ] {
            assert_eq!(quarters(matrix), expected, "{matrix:?}");
        }
    }

    #[test]
    fn marks_stand_over_letters() {
        let letter = area(10.0, 0.0, 16.0, 8.0);
        let mark = |x: f64, y: f64| area(x, y, x, y + 8.0);
        assert_eq!(mark(13.0, 0.0).mark_distance(letter), Some(0.0));
        assert_eq!(mark(18.0, 3.0).mark_distance(letter), Some(5.0), "its own lines lie to the left");
        assert_eq!(mark(20.0, 0.0).mark_distance(letter), None);
        assert_eq!(mark(13.0, 9.0).mark_distance(letter), None, "another line");
        assert_eq!(area(16.0, 0.0, 22.0, 8.0).mark_distance(letter), None, "as wide as a letter, beside it");
    }

    #[test]
    fn letters_that_are_drawn_out_are_found() {
        assert!(!is_widened(IDENTITY, 1.0) && !is_widened([0.0, 2.0, -2.0, 0.0, 5.0, 5.0], 1.0));
        assert!(is_widened(IDENTITY, 2.5) && is_widened([3.0, 0.0, 0.0, 1.0, 0.0, 0.0], 1.0));
        assert!(!is_widened([1.0, 0.0, 0.0, 3.0, 0.0, 0.0], 0.8), "narrow");
    }

    #[test]
    fn lines_become_as_thick_as_the_way_that_is_stretched_most() {
        assert_eq!(stretch(IDENTITY), 1.0);
        assert_eq!(stretch([0.0, 3.0, -3.0, 0.0, 7.0, 7.0]), 3.0);
        assert_eq!(stretch([100.0, 0.0, 0.0, 0.01, 0.0, 0.0]), 100.0);
        assert!((stretch([1.0, 0.0, 50.0, 1.0, 0.0, 0.0]) - 50.02).abs() < 0.01, "slanted");
    }

    #[test]
    fn a_line_paints_what_it_goes_through() {
        let bit = area(0.0, 0.0, 1.0, 1.0);
        assert_eq!(bit.share_in_line((-5.0, 0.5), (5.0, 0.5), 0.5), 0.5);
        assert_eq!(bit.share_in_line((-5.0, 0.5), (5.0, 0.5), 1.0), 1.0);
        assert_eq!(bit.share_in_line((-5.0, 3.0), (5.0, 3.0), 1.0), 0.0, "beside");
        assert_eq!(bit.share_in_line((2.0, 0.5), (5.0, 0.5), 1.0), 0.0, "it begins behind");
        assert!(bit.share_in_line((-5.0, -5.0), (5.0, 5.0), 2.0) > 0.99, "slanted");
    }

    #[test]
    fn tiles_cover_all_of_an_area() {
        let tiles: Vec<Area> = area(0.0, 0.0, 10.0, 4.0).tiles(6.0, 8.0).collect();
        assert_eq!(tiles.len(), 4);
        assert_eq!(tiles[3], area(9.0, 0.0, 15.0, 8.0));
        assert_eq!(area(5.0, 5.0, 5.0, 5.0).with_icon(), area(5.0, -19.0, 29.0, 29.0));
    }

    #[test]
    fn what_is_larger_than_any_page_is_told_apart() {
        assert!(area(0.0, 0.0, 14_400.0, 842.0).fits_a_page());
        for huge in [1e5, 1e17, 1e23, f64::INFINITY] {
            assert!(!area(-huge, 0.0, huge, 8.0).fits_a_page() && !area(0.0, -huge, 8.0, huge).fits_a_page());
        }
    }

    #[test]
    fn one_area_is_brought_onto_another() {
        let (from, to) = (area(0.0, 0.0, 10.0, 20.0), area(100.0, 200.0, 105.0, 210.0));
        let matrix = from.onto(to).unwrap();
        assert_eq!(from.moved(matrix), to);
        assert_eq!(area(0.0, 0.0, 0.0, 9.0).onto(to), None);
    }

    #[test]
    fn what_is_narrow_is_widened_around_its_middle() {
        assert_eq!(area(0.0, 5.0, 9.0, 5.0).at_least(1.0), area(0.0, 4.5, 9.0, 5.5));
        assert_eq!(area(2.0, 0.0, 3.0, 9.0).at_least(1.0), area(2.0, 0.0, 3.0, 9.0));
    }
}

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
        let [x, y, other_x, other_y] = numbers(view, array)[..] else { return None };
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

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.bottom >= self.top
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

/// The numbers of an array.
pub(super) fn numbers(view: RevisionView<'_>, array: &Object) -> Vec<f64> {
    let items = array.as_array().unwrap_or_default().iter().take(4096);
    items.filter_map(|number| view.resolve(number).as_number()).collect()
}

/// A transformation (ISO 32000-2 §8.3.3).
pub(super) type Matrix = [f64; 6];
pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

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

/// How much longer a transformation makes things, on average.
pub(super) fn stretch(matrix: Matrix) -> f64 {
    let [a, b, c, d, ..] = matrix;
    (a * d - b * c).abs().sqrt()
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
    fn one_area_is_brought_onto_another() {
        let (from, to) = (area(0.0, 0.0, 10.0, 20.0), area(100.0, 200.0, 105.0, 210.0));
        let matrix = from.onto(to).unwrap();
        assert_eq!(from.moved(matrix), to);
        assert_eq!(area(0.0, 0.0, 0.0, 9.0).onto(to), None);
    }
}

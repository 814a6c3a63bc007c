//! Affine transformations (ISO 32000-2, 8.3.3), and the one from a page's user space to the page as a person sees it.

use paraphe_envelope::{PageGeometry, Rotation};

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a point comes to stand.
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much longer things become, sideways.
    pub(super) fn scale(self) -> f64 {
        self.0[0].hypot(self.0[1])
    }

    pub(super) fn is_finite(self) -> bool {
        self.0.iter().all(|number| number.is_finite())
    }
}

/// From default user space to points from the top left corner of the page as seen: what
/// [`PageGeometry::to_view`] does to rectangles.
pub(super) fn of_page(page: &PageGeometry) -> Matrix {
    let [left, bottom, right, top] = page.crop_box();
    let turned = match page.rotation() {
        Rotation::None => [1.0, 0.0, 0.0, -1.0, -left, top],
        Rotation::Clockwise90 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
        Rotation::Half => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
        Rotation::Clockwise270 => [0.0, -1.0, -1.0, 0.0, top, right],
    };
    Matrix(turned.map(|number| number * page.user_unit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use paraphe_envelope::PageRect;

    #[test]
    fn a_page_is_seen_as_its_geometry_says() {
        for rotation in [Rotation::None, Rotation::Clockwise90, Rotation::Half, Rotation::Clockwise270] {
            let crop = Some([20.0, 30.0, 500.0, 700.0]);
            let page = PageGeometry::new([0.0, 0.0, 600.0, 800.0], crop, rotation, 1.5).unwrap();
            let rect = PageRect::from_corners([100.0, 200.0, 140.0, 260.0]).unwrap();
            let matrix = of_page(&page);
            let (x1, y1) = matrix.apply(100.0, 200.0);
            let (x2, y2) = matrix.apply(140.0, 260.0);
            let seen = page.to_view(rect);
            let found = [x1.min(x2), y1.min(y2), (x2 - x1).abs(), (y2 - y1).abs()];
            for (found, expected) in found.iter().zip([seen.x, seen.y, seen.width, seen.height]) {
                assert!((found - expected).abs() < 1e-9, "{rotation:?}: {found} is not {expected}");
            }
        }
    }

    #[test]
    fn transformations_follow_each_other() {
        let doubled = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix([1.0, 0.0, 0.0, 1.0, 10.0, 5.0]);
        assert_eq!(doubled.then(moved).apply(1.0, 1.0), (12.0, 7.0));
        assert_eq!(moved.then(doubled).apply(1.0, 1.0), (22.0, 12.0));
    }
}

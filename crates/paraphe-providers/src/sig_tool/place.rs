//! Boxes in SigTool's numbers: whole millimetres from the upper left corner of the page as it is seen.

use paraphe_envelope::{PageGeometry, ViewRect};
use serde::Serialize;

/// Where the picture of a signature goes; it is fitted into the size without being distorted.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Position {
    page: u32,
    offset_x: u32,
    offset_y: u32,
    size_x: u32,
    size_y: u32,
    orientation: &'static str,
}

impl Position {
    /// A box on a page, counted from 1; never beyond the page. The page is meant as it is seen, so the picture stands
    /// upright: `right`, "normal orientation".
    pub(super) fn new(page: u32, rect: ViewRect, geometry: &PageGeometry) -> Self {
        let (width, height) = geometry.displayed_size();
        let (offset_x, size_x) = millimetres(rect.x, rect.width, width);
        let (offset_y, size_y) = millimetres(rect.y, rect.height, height);
        Self { page, offset_x, offset_y, size_x, size_y, orientation: "right" }
    }
}

/// A stretch in whole millimetres: the size cut, at least 1; the beginning rounded, moved as far as the page demands.
fn millimetres(begin: f64, size: f64, page: f64) -> (u32, u32) {
    let [begin, size, page] = [begin, size, page].map(|points| points * 25.4 / 72.0);
    // A size that is a whole number of millimetres comes out of the division a hair below it.
    let page = (page + HAIR).floor().max(1.0);
    let size = (size + HAIR).floor().clamp(1.0, page);
    let begin = begin.round().clamp(0.0, page - size);
    // Not negative and within a page: the numbers fit.
    (begin as u32, size as u32)
}

const HAIR: f64 = 1e-6;

#[cfg(test)]
mod tests {
    use paraphe_envelope::Rotation;

    use super::*;

    const A4: [f64; 4] = [0.0, 0.0, 595.28, 841.89];

    fn page(media: [f64; 4], crop: Option<[f64; 4]>, rotation: Rotation) -> PageGeometry {
        PageGeometry::new(media, crop, rotation, 1.0).unwrap()
    }

    fn check(page: &PageGeometry, [x, y, width, height]: [f64; 4], expect: [u32; 4]) {
        let found = Position::new(1, ViewRect { x, y, width, height }, page);
        assert_eq!([found.offset_x, found.offset_y, found.size_x, found.size_y], expect);
    }

    #[test]
    fn the_worked_example() {
        check(&page(A4, None, Rotation::None), [100.0, 600.0, 150.0, 60.0], [35, 212, 52, 21]);
    }

    #[test]
    fn whole_millimetres_come_back() {
        let points = |mm: f64| mm * 72.0 / 25.4;
        for (size, expect) in (1..=80).zip(1..) {
            let rect = [points(10.0), points(20.0), points(f64::from(size)), points(40.0)];
            check(&page(A4, None, Rotation::None), rect, [10, 20, expect, 40]);
        }
    }

    #[test]
    fn the_page_as_it_is_seen_counts() {
        let letter_landscape = page([0.0, 0.0, 792.0, 612.0], None, Rotation::None);
        check(&letter_landscape, [700.0, 36.0, 72.0, 36.0], [247, 13, 25, 12]);
        // Turned by 90°, an A4 sheet is seen 297 mm wide and 210 mm high.
        check(&page(A4, None, Rotation::Clockwise90), [650.0, 500.0, 150.0, 60.0], [229, 176, 52, 21]);
        let cropped = page(A4, Some([50.0, 100.0, 550.0, 700.0]), Rotation::None);
        check(&cropped, [0.0, 0.0, 100.0, 40.0], [0, 0, 35, 14]);
    }

    #[test]
    fn no_box_leaves_the_page() {
        let a4 = page(A4, None, Rotation::None);
        check(&a4, [445.6, 801.6, 150.0, 40.6], [157, 283, 52, 14]);
        check(&a4, [-0.4, -0.4, 0.5, 0.5], [0, 0, 1, 1]);
        check(&a4, [0.0, 0.0, 900.0, 900.0], [0, 0, 210, 297]);
    }
}

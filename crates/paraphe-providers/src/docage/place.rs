//! Boxes in Docage's numbers: `x,y,width,height`, whole, of the page as it is seen.

use paraphe_envelope::{PageGeometry, ViewRect};

/// From which corner Docage counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    /// The lower left one: not documented, what public client code computes.
    BottomLeft,
    /// The upper left one.
    TopLeft,
}

impl Origin {
    /// The origin of this name in the account's options.
    pub(super) fn named(name: &str) -> Option<Self> {
        [("bottom-left", Self::BottomLeft), ("top-left", Self::TopLeft)]
            .into_iter()
            .find_map(|(word, origin)| (word == name).then_some(origin))
    }
}

/// A box as Docage takes it: whole points (the unit is our choice; none is documented), never beyond the page.
pub(super) fn coordinates(rect: ViewRect, page: &PageGeometry, origin: Origin) -> String {
    let (page_width, page_height) = page.displayed_size();
    let from_origin = match origin {
        Origin::BottomLeft => page_height - rect.y - rect.height,
        Origin::TopLeft => rect.y,
    };
    let (x, width) = whole(rect.x, rect.width, page_width);
    let (y, height) = whole(from_origin, rect.height, page_height);
    format!("{x},{y},{width},{height}")
}

/// A stretch in whole numbers: the size cut, at least 1; the beginning rounded, moved as far as the page demands.
fn whole(begin: f64, size: f64, page: f64) -> (i64, i64) {
    let page = page.floor().max(1.0);
    let size = size.floor().clamp(1.0, page);
    let begin = begin.round().clamp(0.0, page - size);
    // Finite and within a page: the numbers fit.
    (begin as i64, size as i64)
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Rotation;

    use super::*;

    const A4: [f64; 4] = [0.0, 0.0, 595.28, 841.89];

    fn page(media: [f64; 4], crop: Option<[f64; 4]>, rotation: Rotation) -> PageGeometry {
        PageGeometry::new(media, crop, rotation, 1.0).unwrap()
    }

    fn check(page: &PageGeometry, [x, y, width, height]: [f64; 4], expect: &str) {
        assert_eq!(coordinates(ViewRect { x, y, width, height }, page, Origin::BottomLeft), expect);
    }

    #[test]
    fn the_worked_example() {
        let a4 = page(A4, None, Rotation::None);
        check(&a4, [100.0, 600.0, 150.0, 60.0], "100,182,150,60");
        let rect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };
        assert_eq!(coordinates(rect, &a4, Origin::TopLeft), "100,600,150,60");
    }

    #[test]
    fn the_page_as_it_is_seen_counts() {
        let letter_landscape = page([0.0, 0.0, 792.0, 612.0], None, Rotation::None);
        check(&letter_landscape, [36.0, 36.0, 180.5, 50.0], "36,526,180,50");
        // Turned by 90°, an A4 sheet is seen 841.89 wide and 595.28 high.
        check(&page(A4, None, Rotation::Clockwise90), [650.0, 500.0, 150.0, 60.0], "650,35,150,60");
        // A crop box that begins elsewhere: what is seen begins at its corner.
        let cropped = page(A4, Some([50.0, 100.0, 550.0, 700.0]), Rotation::None);
        check(&cropped, [0.0, 0.0, 100.0, 40.0], "0,560,100,40");
    }

    #[test]
    fn no_box_leaves_the_page() {
        let a4 = page(A4, None, Rotation::None);
        check(&a4, [-0.4, 801.6, 150.0, 40.6], "0,0,150,40");
        check(&a4, [445.6, -0.4, 150.0, 40.0], "445,801,150,40");
        check(&a4, [10.0, 10.0, 0.4, 0.4], "10,831,1,1");
        check(&a4, [0.0, 0.0, 900.0, 900.0], "0,0,595,841");
    }
}

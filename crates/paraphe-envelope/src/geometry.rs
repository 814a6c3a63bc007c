//! Where things are on a page: two systems of coordinates, two types, and one conversion between them.
//!
//! People see a page after `/Rotate`, cut to its crop box, scaled by `/UserUnit`, and count from the top left corner
//! ([`ViewRect`]). PDF counts from the bottom left, before rotation, in units of its own ([`PageRect`], ISO 32000-2
//! 8.3.2.3). There is no `From` between the two on purpose: only a [`PageGeometry`] knows how they belong together.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a box may stick out of its page and still count as inside, in points: less than a person can see.
const OUTSIDE_TOLERANCE: f64 = 0.5;

/// A rectangle on the page as a person sees it: points (1/72 inch, after `/UserUnit`), from the top left corner of the
/// displayed page, y downwards. Any four numbers are allowed; [`PageGeometry::to_page`] says whether they are a box.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, TS)]
pub struct ViewRect {
    /// Distance from the left edge of the displayed page, in points.
    pub x: f64,
    /// Distance from the top edge of the displayed page, in points.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

impl ViewRect {
    /// Whether this is a box at all: finite numbers, wider and higher than nothing.
    #[must_use]
    pub fn is_box(&self) -> bool {
        [self.x, self.y, self.width, self.height].iter().all(|number| number.is_finite())
            && self.width > 0.0
            && self.height > 0.0
    }
}

/// A rectangle in PDF default user space: units of 1/72 inch × `/UserUnit`, from the origin of the page's coordinate
/// system, y upwards, before `/Rotate`: what goes into `/Rect`.
///
/// Invariant: finite and not empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRect {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl PageRect {
    /// A rectangle from its lower left corner and its size; `None` when it is not finite or empty.
    #[must_use]
    pub fn from_xywh(left: f64, bottom: f64, width: f64, height: f64) -> Option<Self> {
        (width > 0.0 && height > 0.0).then_some(())?;
        Self::from_corners([left, bottom, left + width, bottom + height])
    }

    /// A rectangle from any two opposite corners `[x1, y1, x2, y2]`, as PDF writes them (ISO 32000-2 7.9.5); `None`
    /// when it is not finite or empty.
    #[must_use]
    pub fn from_corners(corners: [f64; 4]) -> Option<Self> {
        let [left, bottom, right, top] = normalized(corners)?;
        Some(Self { left, bottom, right, top })
    }

    /// The left edge.
    #[must_use]
    pub fn left(&self) -> f64 {
        self.left
    }

    /// The bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.bottom
    }

    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.right
    }

    /// The top edge.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Right minus left.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Top minus bottom.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.top - self.bottom
    }

    /// Left, bottom, right, top: the order of a `/Rect` array.
    #[must_use]
    pub fn to_array(&self) -> [f64; 4] {
        [self.left, self.bottom, self.right, self.top]
    }
}

/// By how much a page is turned clockwise when it is shown (`/Rotate`). In JSON: the degrees.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(try_from = "i64", into = "i64")]
#[ts(type = "0 | 90 | 180 | 270")]
pub enum Rotation {
    /// As it is.
    #[default]
    None,
    /// A quarter turn to the right.
    Clockwise90,
    /// Upside down.
    Half,
    /// A quarter turn to the left.
    Clockwise270,
}

impl Rotation {
    /// The rotation of so many degrees clockwise: any multiple of 90, negative ones too; `None` for anything else.
    #[must_use]
    pub fn from_degrees(degrees: i64) -> Option<Self> {
        match degrees.rem_euclid(360) {
            0 => Some(Self::None),
            90 => Some(Self::Clockwise90),
            180 => Some(Self::Half),
            270 => Some(Self::Clockwise270),
            _ => None,
        }
    }

    /// Degrees clockwise: 0, 90, 180 or 270.
    #[must_use]
    pub fn degrees(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Clockwise90 => 90,
            Self::Half => 180,
            Self::Clockwise270 => 270,
        }
    }

    /// Whether width and height change places on the displayed page.
    #[must_use]
    pub fn is_sideways(self) -> bool {
        matches!(self, Self::Clockwise90 | Self::Clockwise270)
    }
}

impl TryFrom<i64> for Rotation {
    type Error = String;

    fn try_from(degrees: i64) -> Result<Self, String> {
        Self::from_degrees(degrees).ok_or_else(|| format!("{degrees} is not a multiple of 90 degrees"))
    }
}

impl From<Rotation> for i64 {
    fn from(rotation: Rotation) -> i64 {
        rotation.degrees()
    }
}

/// All that decides how a page is shown: its visible box, its rotation, its unit.
///
/// Invariant: the crop box is finite, not empty and lies within the media box; the unit is finite and positive.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(try_from = "StoredGeometry", into = "StoredGeometry")]
pub struct PageGeometry {
    crop_box: [f64; 4],
    rotation: Rotation,
    user_unit: f64,
}

/// [`PageGeometry`] as it is stored: not yet checked.
#[derive(Deserialize, Serialize)]
struct StoredGeometry {
    crop_box: [f64; 4],
    rotation: Rotation,
    user_unit: f64,
}

impl PageGeometry {
    /// The geometry of a page from the values of its dictionary, inherited ones included: the media box, the crop box
    /// if there is one, the rotation, the unit (1.0 when the page does not say).
    ///
    /// Boxes may name any two opposite corners. The crop box is cut to the media box (ISO 32000-2 14.11.2.1); one that
    /// is empty or lies outside altogether is ignored, as viewers do. `None` when the media box is not finite or empty,
    /// or the unit is not finite and positive.
    #[must_use]
    pub fn new(media: [f64; 4], crop: Option<[f64; 4]>, rotation: Rotation, user_unit: f64) -> Option<Self> {
        let media = normalized(media)?;
        (user_unit.is_finite() && user_unit > 0.0).then_some(())?;
        let crop_box = crop.and_then(normalized).and_then(|crop| intersection(crop, media)).unwrap_or(media);
        Some(Self { crop_box, rotation, user_unit })
    }

    /// The visible box in default user space: left, bottom, right, top; already cut to the media box.
    #[must_use]
    pub fn crop_box(&self) -> [f64; 4] {
        self.crop_box
    }

    /// How the page is turned when shown.
    #[must_use]
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// The size of one unit of default user space, in points.
    #[must_use]
    pub fn user_unit(&self) -> f64 {
        self.user_unit
    }

    /// Width and height of the page as a person sees it, in points.
    #[must_use]
    pub fn displayed_size(&self) -> (f64, f64) {
        let (width, height) = self.unrotated_size();
        let (width, height) = (width * self.user_unit, height * self.user_unit);
        if self.rotation.is_sideways() { (height, width) } else { (width, height) }
    }

    /// The place in the PDF of a rectangle on the displayed page; `None` when the rectangle is not finite or empty.
    /// Whether it lies on the page is [`Self::contains`]' question.
    #[must_use]
    pub fn to_page(&self, view: ViewRect) -> Option<PageRect> {
        view.is_box().then_some(())?;
        let [x1, y1] = self.point_to_page([view.x, view.y]);
        let [x2, y2] = self.point_to_page([view.x + view.width, view.y + view.height]);
        PageRect::from_corners([x1, y1, x2, y2])
    }

    /// Where a rectangle of the PDF is seen on the displayed page.
    #[must_use]
    pub fn to_view(&self, page: PageRect) -> ViewRect {
        let [x1, y1] = self.point_to_view([page.left, page.bottom]);
        let [x2, y2] = self.point_to_view([page.right, page.top]);
        ViewRect { x: x1.min(x2), y: y1.min(y2), width: (x2 - x1).abs(), height: (y2 - y1).abs() }
    }

    /// Whether a rectangle is a box and lies wholly inside the displayed page; half a point of overhang is forgiven.
    #[must_use]
    pub fn contains(&self, view: ViewRect) -> bool {
        let (width, height) = self.displayed_size();
        view.is_box()
            && view.x >= -OUTSIDE_TOLERANCE
            && view.y >= -OUTSIDE_TOLERANCE
            && view.x + view.width <= width + OUTSIDE_TOLERANCE
            && view.y + view.height <= height + OUTSIDE_TOLERANCE
    }

    fn unrotated_size(&self) -> (f64, f64) {
        let [left, bottom, right, top] = self.crop_box;
        (right - left, top - bottom)
    }

    /// A displayed point (points, from the top left) in default user space.
    fn point_to_page(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [left, bottom, right, top] = self.crop_box;
        let (x, y) = (x / self.user_unit, y / self.user_unit);
        match self.rotation {
            Rotation::None => [left + x, top - y],
            Rotation::Clockwise90 => [left + y, bottom + x],
            Rotation::Half => [right - x, bottom + y],
            Rotation::Clockwise270 => [right - y, top - x],
        }
    }

    /// A point of default user space where it is displayed (points, from the top left).
    fn point_to_view(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let [left, bottom, right, top] = self.crop_box;
        let [x, y] = match self.rotation {
            Rotation::None => [x - left, top - y],
            Rotation::Clockwise90 => [y - bottom, x - left],
            Rotation::Half => [right - x, y - bottom],
            Rotation::Clockwise270 => [top - y, right - x],
        };
        [x * self.user_unit, y * self.user_unit]
    }
}

impl TryFrom<StoredGeometry> for PageGeometry {
    type Error = String;

    fn try_from(stored: StoredGeometry) -> Result<Self, String> {
        Self::new(stored.crop_box, None, stored.rotation, stored.user_unit)
            .ok_or_else(|| "the page's box is empty or its unit is not positive".to_owned())
    }
}

impl From<PageGeometry> for StoredGeometry {
    fn from(geometry: PageGeometry) -> Self {
        let PageGeometry { crop_box, rotation, user_unit } = geometry;
        Self { crop_box, rotation, user_unit }
    }
}

/// Left, bottom, right, top of two opposite corners; `None` when not finite or empty.
fn normalized([x1, y1, x2, y2]: [f64; 4]) -> Option<[f64; 4]> {
    let rect = [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)];
    // The differences must be finite too: two finite numbers can lie infinitely far apart.
    let (width, height) = (rect[2] - rect[0], rect[3] - rect[1]);
    let fine = [x1, y1, x2, y2, width, height].iter().all(|number| number.is_finite());
    (fine && width > 0.0 && height > 0.0).then_some(rect)
}

/// What two normalized rectangles have in common; `None` when that is nothing.
fn intersection(a: [f64; 4], b: [f64; 4]) -> Option<[f64; 4]> {
    let common = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    (common[0] < common[2] && common[1] < common[3]).then_some(common)
}

#[cfg(test)]
mod tests;

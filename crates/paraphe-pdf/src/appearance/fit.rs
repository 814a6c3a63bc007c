//! Fitting a mark into a zone, and a line of text into rows.

use std::sync::Arc;

use super::mark::{Mark, bounds};
use super::{Element, INK, LineKind};
use crate::PdfError;
use crate::picture::Picture;
use crate::text::{FontSet, Line, LineDirection, Typeface};

/// A rectangle inside the box, in points, origin at the lower left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Zone {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A mark measured once, to be fitted into any zone.
pub(super) enum MeasuredMark {
    /// Polygons with y going up, in heights of the pad, with the box they claim (left, bottom, width, height).
    Drawn { outlines: Vec<Vec<[f64; 2]>>, claim: [f64; 4] },
    /// A picture; its height is the unit.
    Picture { picture: Arc<Picture> },
    /// A line at one point with the box of its ink.
    Typed { line: Line, ink: [f64; 4] },
}

impl MeasuredMark {
    /// `None` for a mark that shows nothing.
    pub(super) fn new(fonts: &FontSet, mark: &Mark) -> Result<Option<Self>, PdfError> {
        match mark {
            Mark::Drawn { outlines, aspect } => Ok(Self::drawn(outlines, *aspect)),
            Mark::None => Ok(None),
            Mark::Picture { picture } => Ok(Some(Self::Picture { picture: Arc::clone(picture) })),
            Mark::Typed { name } => {
                let line = fonts.layout_line(name.trim(), 1.0, Typeface::Handwriting)?;
                Ok(line.ink_box(fonts).map(|ink| Self::Typed { line, ink }))
            }
        }
    }

    fn drawn(outlines: &[Vec<[f64; 2]>], aspect: f64) -> Option<Self> {
        let aspect = if aspect.is_finite() && aspect > 0.0 { aspect } else { 3.0 };
        let outlines: Vec<Vec<[f64; 2]>> = outlines
            .iter()
            .map(|outline| {
                let numbers = outline.iter().filter(|point| point.iter().all(|part| part.is_finite()));
                numbers.map(|[x, y]| [x * aspect, 1.0 - y]).collect::<Vec<_>>()
            })
            .filter(|outline: &Vec<[f64; 2]>| outline.len() >= 3)
            .collect();
        let [left, bottom, right, top] = bounds(outlines.iter().flatten().copied())?;
        // Ink that takes little of the pad is not blown up to fill the box: a dot stays a dot.
        let width = (right - left).max(aspect * LEAST_CLAIM);
        let height = (top - bottom).max(LEAST_CLAIM);
        let claim = [
            f64::midpoint(left, right) - width / 2.0,
            f64::midpoint(bottom, top) - height / 2.0,
            width,
            height,
        ];
        Some(Self::Drawn { outlines, claim })
    }

    /// The factor from measured units to points at which the mark fills `zone`, and the size it then has.
    pub(super) fn fitted(&self, zone: &Zone) -> (f64, f64, f64) {
        let (width, height, most) = match self {
            Self::Drawn { claim: [_, _, width, height], .. } => (*width, *height, f64::INFINITY),
            Self::Picture { picture } => (picture.aspect(), 1.0, f64::INFINITY),
            Self::Typed { ink: [left, bottom, right, top], .. } => {
                (right - left, (top - bottom).max(LEAST_TYPED_HEIGHT), LARGEST_TYPED)
            }
        };
        let scale = (zone.width / width).min(zone.height / height).min(most);
        (scale, width * scale, height * scale)
    }

    /// Whether letters would be too small to be read in `zone`.
    pub(super) fn is_illegible(&self, zone: &Zone) -> bool {
        matches!(self, Self::Typed { .. }) && self.fitted(zone).0 < SMALLEST_TYPED
    }

    /// Whether letters would be no more than a line in `zone`, whatever else says the name.
    pub(super) fn is_hairline(&self, zone: &Zone) -> bool {
        matches!(self, Self::Typed { .. }) && self.fitted(zone).0 < HAIRLINE_TYPED
    }

    /// The mark as large as `zone` allows, in the middle of its width, never distorted; `lift` is the part of the height
    /// to spare that stays under it.
    pub(super) fn place(&self, zone: &Zone, lift: f64) -> Element {
        let (scale, width, height) = self.fitted(zone);
        let x = zone.left + zone.width / 2.0;
        let y = zone.bottom + height / 2.0 + (zone.height - height) * lift;
        match self {
            Self::Drawn { outlines, claim: [left, bottom, width, height] } => {
                let (middle_x, middle_y) = (left + width / 2.0, bottom + height / 2.0);
                let moved = |[px, py]: &[f64; 2]| [x + (px - middle_x) * scale, y + (py - middle_y) * scale];
                let outlines = outlines.iter().map(|outline| outline.iter().map(moved).collect()).collect();
                Element::Ink { outlines, shade: INK }
            }
            Self::Picture { picture } => Element::Picture {
                picture: Arc::clone(picture),
                place: [x - width / 2.0, y - height / 2.0, width, height],
            },
            Self::Typed { line, ink: [left, bottom, right, top] } => Element::Text {
                line: line.at_size(scale),
                x: x - f64::midpoint(*left, *right) * scale,
                y: y - f64::midpoint(*bottom, *top) * scale,
                shade: INK,
            },
        }
    }
}

/// A line of text measured at one point, whole and cut in two at each space.
pub(super) struct MeasuredLine {
    pub(super) kind: LineKind,
    whole: Line,
    halves: Vec<[Line; 2]>,
}

impl MeasuredLine {
    pub(super) fn new(fonts: &FontSet, kind: LineKind, text: &str) -> Result<Self, PdfError> {
        let whole = fonts.layout_line(text, 1.0, Typeface::Sans)?;
        let mut halves = Vec::new();
        for (at, _) in text.match_indices(' ') {
            let (before, after) = (text[..at].trim(), text[at..].trim());
            if !before.is_empty() && !after.is_empty() {
                let half = |text: &str| fonts.layout_line(text, 1.0, Typeface::Sans);
                halves.push([half(before)?, half(after)?]);
            }
        }
        Ok(Self { kind, whole, halves })
    }

    pub(super) fn direction(&self) -> LineDirection {
        self.whole.direction
    }

    /// One row, or the two most even ones, no wider than `width` at `size`; `None` if that cannot be.
    pub(super) fn rows(&self, size: f64, width: f64) -> Option<Vec<&Line>> {
        if self.whole.width * size <= width {
            return Some(vec![&self.whole]);
        }
        let widest = |pair: &[Line; 2]| pair[0].width.max(pair[1].width);
        let best = self.halves.iter().min_by(|a, b| widest(a).total_cmp(&widest(b)))?;
        (widest(best) * size <= width).then(|| best.iter().collect())
    }
}

/// The part of the pad that even the smallest ink claims, in either direction.
const LEAST_CLAIM: f64 = 0.3;
/// A name without tall letters is not set larger than one with them; in ems.
const LEAST_TYPED_HEIGHT: f64 = 0.7;
/// The smallest size of a typed name, in points.
const SMALLEST_TYPED: f64 = 4.0;
/// Below this a typed name is a line and no letters, in points.
const HAIRLINE_TYPED: f64 = 2.0;
/// The largest size of a typed name, in points.
const LARGEST_TYPED: f64 = 48.0;

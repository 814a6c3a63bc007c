//! What the signer made: a drawing or a typed name.

use std::sync::Arc;

use super::stroke::stroke_outlines;
use crate::picture::Picture;

/// The mark of a signer.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Drawn by hand on a pad.
    Drawn {
        /// Closed polygons filled with ink, each point as a fraction of the pad (0 to 1, y going down). Corners of
        /// polygons with eight points or more are rounded the way the pad rounds them: through the midpoints of edges.
        outlines: Vec<Vec<[f64; 2]>>,
        /// Width of the pad divided by its height.
        aspect: f64,
    },
    /// No mark: only lines of text.
    None,
    /// A photo or scan of a signature, its background taken away.
    Picture {
        /// The picture, cropped to its ink.
        picture: Arc<Picture>,
    },
    /// Typed, to be set in a handwriting face.
    Typed {
        /// The name or initials as typed.
        name: String,
    },
}

/// A point of a pen's path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InkPoint {
    /// Distance from the left edge of the pad, in any unit.
    pub x: f64,
    /// Distance from the top edge of the pad, in the same unit.
    pub y: f64,
    /// How hard the pen was pressed, 0 to 1; 0.5 where the device does not tell.
    pub pressure: f64,
}

impl Mark {
    /// Turns the paths of a pen into a drawn mark: thicker where the pen was pressed, round at joins and ends.
    ///
    /// `pad` is the size of the pad (width, height) in the unit of the points; without it the pad is the smallest that
    /// holds the ink. Points that are no numbers are left out; no points at all give [`Mark::None`].
    #[must_use]
    pub fn from_strokes(strokes: &[Vec<InkPoint>], pad: Option<(f64, f64)>) -> Self {
        let is_number = |point: &InkPoint| point.x.is_finite() && point.y.is_finite();
        let strokes: Vec<Vec<InkPoint>> = strokes
            .iter()
            .map(|stroke| stroke.iter().copied().filter(is_number).collect::<Vec<_>>())
            .filter(|stroke: &Vec<InkPoint>| !stroke.is_empty())
            .collect();
        let Some([left, top, right, bottom]) =
            bounds(strokes.iter().flatten().map(|point| [point.x, point.y]))
        else {
            return Self::None;
        };
        let [x, y, width, height] = match pad {
            Some((width, height)) if is_length(width) && is_length(height) => [0.0, 0.0, width, height],
            Some(_) | None => {
                // A dot or a straight dash still needs a pad with two sides.
                let least = ((right - left).max(bottom - top) / LONGEST_PAD).max(f64::MIN_POSITIVE);
                let least = if right > left || bottom > top { least } else { 1.0 };
                [left, top, (right - left).max(least), (bottom - top).max(least)]
            }
        };
        // The nib goes with the pad as a pen goes with paper: the same whether the name is long or short.
        let nib = NIB * height.max(width / USUAL_ASPECT);
        let outlines = strokes
            .iter()
            .flat_map(|stroke| stroke_outlines(stroke, nib))
            .map(|outline| {
                outline.into_iter().map(|[px, py]| [(px - x) / width, (py - y) / height]).collect()
            })
            .collect();
        Self::Drawn { outlines, aspect: width / height }
    }
}

fn is_length(value: f64) -> bool {
    value.is_finite() && value > 0.0
}

/// The smallest box (left, least y, right, greatest y) around all points; `None` without a point.
pub(super) fn bounds(points: impl IntoIterator<Item = [f64; 2]>) -> Option<[f64; 4]> {
    points.into_iter().fold(None, |bounds: Option<[f64; 4]>, [x, y]| {
        let [left, low, right, high] = bounds.unwrap_or([x, y, x, y]);
        Some([left.min(x), low.min(y), right.max(x), high.max(y)])
    })
}

/// Half the width of a stroke at medium pressure, as a fraction of the height of the pad.
const NIB: f64 = 0.014;
/// The pad in the window is three times as wide as high.
const USUAL_ASPECT: f64 = 3.0;
/// No pad is longer than this many times its other side.
const LONGEST_PAD: f64 = 12.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64, pressure: f64) -> InkPoint {
        InkPoint { x, y, pressure }
    }

    #[test]
    fn strokes_become_polygons_inside_the_pad() {
        let wave = (0..40)
            .map(|i| point(20.0 + f64::from(i) * 14.0, 100.0 + f64::from(i).sin() * 60.0, 0.5))
            .collect();
        let Mark::Drawn { outlines, aspect } = Mark::from_strokes(&[wave], Some((600.0, 200.0))) else {
            panic!()
        };
        assert!((aspect - 3.0).abs() < 1e-9);
        assert!(outlines.iter().flatten().flatten().all(|part| (0.0..=1.0).contains(part)), "{outlines:?}");
    }

    #[test]
    fn pressure_makes_the_line_thicker() {
        let thickness = |pressure: f64| {
            let dash = vec![point(0.0, 50.0, pressure), point(100.0, 50.0, pressure)];
            let Mark::Drawn { outlines, .. } = Mark::from_strokes(&[dash], Some((100.0, 100.0))) else {
                panic!()
            };
            let [_, low, _, high] = bounds(outlines.into_iter().flatten()).unwrap();
            high - low
        };
        assert!(thickness(1.0) > 1.5 * thickness(0.2));
    }

    #[test]
    fn a_dot_a_dash_and_nonsense() {
        for stroke in [vec![point(5.0, 5.0, 0.5)], vec![point(0.0, 5.0, 0.5), point(90.0, 5.0, 0.5)]] {
            let Mark::Drawn { outlines, aspect } = Mark::from_strokes(&[stroke], None) else { panic!() };
            assert!(aspect.is_finite() && aspect > 0.0);
            assert!(
                outlines[0].len() >= 8 && outlines.iter().flatten().flatten().all(|part| part.is_finite())
            );
        }
        assert_eq!(Mark::from_strokes(&[], None), Mark::None);
        assert_eq!(Mark::from_strokes(&[vec![point(f64::NAN, 1.0, 0.5)], vec![]], None), Mark::None);
    }
}

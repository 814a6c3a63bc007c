//! From the path of a pen to the outline of its ink.

use std::f64::consts::{FRAC_PI_8, PI};

use super::mark::InkPoint;

/// A point of the smoothed path with the radius of the nib there.
#[derive(Clone, Copy)]
struct Dab {
    x: f64,
    y: f64,
    radius: f64,
}

/// The closed outlines of one stroke; `nib` is the radius at medium pressure, in the unit of the points.
///
/// The stroke is cut where it turns more sharply than the nib is round; each piece becomes one outline with round ends.
/// So a piece never folds over its own inner edge, and filling piece after piece (non-zero rule) leaves no hole.
pub(super) fn stroke_outlines(stroke: &[InkPoint], nib: f64) -> Vec<Vec<[f64; 2]>> {
    let dabs = smooth(stroke, nib);
    let mut outlines = Vec::new();
    let mut start = 0;
    for middle in 1..dabs.len().saturating_sub(1) {
        if turns_sharply(dabs[middle - 1], dabs[middle], dabs[middle + 1]) {
            outlines.push(outline(&dabs[start..=middle]));
            start = middle;
        }
    }
    outlines.push(outline(&dabs[start..]));
    outlines
}

/// Cuts corners twice (Chaikin), which needs no tuning and never overshoots, and drops points that stand together.
fn smooth(stroke: &[InkPoint], nib: f64) -> Vec<Dab> {
    let mut dabs: Vec<Dab> = stroke
        .iter()
        .map(|point| {
            let pressure = if point.pressure.is_finite() { point.pressure.clamp(0.0, 1.0) } else { 0.5 };
            Dab { x: point.x, y: point.y, radius: nib * (0.4 + 1.2 * pressure) }
        })
        .collect();
    for _ in 0..2 {
        dabs = cut_corners(&dabs);
    }
    let mut kept: Vec<Dab> = Vec::with_capacity(dabs.len());
    for dab in dabs {
        if kept.last().is_none_or(|last| (dab.x - last.x).hypot(dab.y - last.y) > nib * 0.25) {
            kept.push(dab);
        }
    }
    kept
}

fn cut_corners(dabs: &[Dab]) -> Vec<Dab> {
    let (Some(first), Some(last)) = (dabs.first(), dabs.last()) else { return Vec::new() };
    let between = |a: &Dab, b: &Dab, part: f64| Dab {
        x: a.x + (b.x - a.x) * part,
        y: a.y + (b.y - a.y) * part,
        radius: a.radius + (b.radius - a.radius) * part,
    };
    let mut cut = vec![*first];
    for pair in dabs.windows(2) {
        cut.push(between(&pair[0], &pair[1], 0.25));
        cut.push(between(&pair[0], &pair[1], 0.75));
    }
    cut.push(*last);
    cut
}

/// Whether the path bends at `b` with a radius below that of the nib, or by more than an eighth of a circle.
fn turns_sharply(a: Dab, b: Dab, c: Dab) -> bool {
    let (before, after) = (angle(a, b), angle(b, c));
    let mut turn = (after - before).abs();
    if turn > PI {
        turn = 2.0 * PI - turn;
    }
    let shorter = (b.x - a.x).hypot(b.y - a.y).min((c.x - b.x).hypot(c.y - b.y));
    turn > PI / 4.0 || turn * b.radius > 0.8 * shorter
}

fn angle(from: Dab, to: Dab) -> f64 {
    (to.y - from.y).atan2(to.x - from.x)
}

/// The outline of a piece without sharp turns: along its left, around its end, back along its right, around its start.
fn outline(dabs: &[Dab]) -> Vec<[f64; 2]> {
    let (Some(&first), Some(&last)) = (dabs.first(), dabs.last()) else { return Vec::new() };
    if dabs.len() == 1 {
        return (0..16).map(|step| around(first, f64::from(step) * FRAC_PI_8)).collect();
    }
    // At an inner point the direction is that from its neighbour before to its neighbour after.
    let direction = |at: usize| angle(dabs[at.saturating_sub(1)], dabs[(at + 1).min(dabs.len() - 1)]);
    let mut points = Vec::with_capacity(dabs.len() * 2 + 18);
    points.extend(dabs.iter().enumerate().map(|(at, dab)| around(*dab, direction(at) - PI / 2.0)));
    let end = direction(dabs.len() - 1);
    points.extend((1..8).map(|step| around(last, end - PI / 2.0 + f64::from(step) * FRAC_PI_8)));
    points.extend(dabs.iter().enumerate().rev().map(|(at, dab)| around(*dab, direction(at) + PI / 2.0)));
    let start = direction(0);
    points.extend((1..8).map(|step| around(first, start + PI / 2.0 + f64::from(step) * FRAC_PI_8)));
    points
}

fn around(dab: Dab, angle: f64) -> [f64; 2] {
    [dab.x + dab.radius * angle.cos(), dab.y + dab.radius * angle.sin()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `point` is inked: inside any outline by the non-zero rule.
    fn inked(outlines: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> bool {
        outlines.iter().any(|outline| {
            let mut winding = 0;
            for (i, a) in outline.iter().enumerate() {
                let b = outline[(i + 1) % outline.len()];
                let side = (b[0] - a[0]) * (y - a[1]) - (x - a[0]) * (b[1] - a[1]);
                if a[1] <= y && b[1] > y && side > 0.0 {
                    winding += 1;
                } else if a[1] > y && b[1] <= y && side < 0.0 {
                    winding -= 1;
                }
            }
            winding != 0
        })
    }

    #[test]
    fn loops_hairpins_and_cusps_are_inked_along_their_whole_path() {
        let nib = 2.0;
        let loops: Vec<InkPoint> = (0..200)
            .map(|i| {
                let t = f64::from(i) * 0.11;
                let size = 1.0 + t * 1.5;
                InkPoint {
                    x: 100.0 + size * t.cos(),
                    y: 100.0 + size * (1.7 * t).sin(),
                    pressure: (t * 3.0).sin(),
                }
            })
            .collect();
        let zigzag: Vec<InkPoint> = (0..30)
            .map(|i| InkPoint { x: f64::from(i) * 1.5, y: f64::from(i % 2) * 40.0, pressure: 0.7 })
            .collect();
        for stroke in [loops, zigzag] {
            let outlines = stroke_outlines(&stroke, nib);
            for pair in smooth(&stroke, nib).windows(2) {
                let middle = [f64::midpoint(pair[0].x, pair[1].x), f64::midpoint(pair[0].y, pair[1].y)];
                assert!(inked(&outlines, middle), "a hole at {middle:?}");
                assert!(inked(&outlines, [pair[0].x, pair[0].y]));
            }
        }
    }

    #[test]
    fn a_smooth_stroke_is_one_outline() {
        let arc: Vec<InkPoint> = (0..30)
            .map(|i| f64::from(i) * 0.1)
            .map(|t| InkPoint { x: 100.0 * t.cos(), y: 100.0 * t.sin(), pressure: 0.5 })
            .collect();
        assert_eq!(stroke_outlines(&arc, 2.0).len(), 1);
    }
}

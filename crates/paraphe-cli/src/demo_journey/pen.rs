//! A signature drawn by nobody: a flourish as a closed outline, different for each name.

use std::f64::consts::TAU;

const STEPS: u32 = 90;
const THICKNESS: f64 = 0.018;

/// Closed outlines in 0…1 of a pad three times as wide as high, y downwards.
pub(super) fn flourish(name: &str) -> Vec<Vec<[f64; 2]>> {
    let seed = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let loops = 2.0 + f64::from(seed % 3);
    let lean = f64::from(seed % 7) / 20.0;
    let line: Vec<[f64; 2]> =
        (0..=STEPS).map(|step| point(f64::from(step) / f64::from(STEPS), loops, lean)).collect();
    let underline = vec![[0.12, 0.82], [0.88, 0.74], [0.88, 0.755], [0.12, 0.845]];
    vec![outline(&line), underline]
}

/// Loops that shrink from left to right.
fn point(t: f64, loops: f64, lean: f64) -> [f64; 2] {
    let angle = t * loops * TAU;
    let radius = 0.28 * (1.0 - 0.6 * t);
    [0.12 + 0.72 * t + 0.09 * angle.cos() * (1.0 - t) + lean * 0.1 * angle.sin(), 0.45 + radius * angle.sin()]
}

/// There and back at a small distance: a line with a thickness, as a closed polygon.
fn outline(line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let back = line.iter().rev().map(|[x, y]| [x + THICKNESS / 3.0, y + THICKNESS]);
    line.iter().copied().chain(back).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flourish_stays_on_the_pad_and_differs_by_name() {
        let [first, second] = ["Hélène Morvan", "Julien Brunel"].map(flourish);
        assert_ne!(first, second);
        for [x, y] in first.iter().chain(&second).flatten() {
            assert!((0.0..=1.0).contains(x) && (0.0..=1.0).contains(y), "({x}, {y}) lies outside the pad");
        }
    }
}

//! Where two lines of a path meet (ISO 32000-2 §8.4.3.4, 8.4.3.5): a corner may end in a spike that is many times as long as the
//! line is thick.

use super::area::{Matrix, stretch};
use super::path::{End, Line, Part};

/// A direction, or the way from one place to another.
type Way = (f64, f64);

/// How lines are joined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Join {
    /// 0: in a spike; 1: round; 2: cut off.
    pub(super) style: f64,
    /// A spike that would be longer, in thicknesses of the line, is cut off.
    pub(super) limit: f64,
}

impl Join {
    pub(super) const START: Self = Self { style: 0.0, limit: 10.0 };

    /// The spikes of a part, from the corner to where a line of this thickness (points) with square ends would end.
    pub(super) fn spikes(self, part: &Part, thickness: f64, matrix: Matrix) -> Vec<[(f64, f64); 2]> {
        if self.style == 1.0 || self.style == 2.0 {
            return Vec::new();
        }
        let corners = corners(part).chain(part.lines.iter().flat_map(bends));
        corners.filter_map(|(at, ways)| self.spike(at, ways, thickness, matrix)).collect()
    }

    /// The spike at a corner, by the ways that lead to it and away. What is joined in a space that is stretched is stretched
    /// with it.
    fn spike(
        self,
        at: (f64, f64),
        ways: [Way; 2],
        thickness: f64,
        matrix: Matrix,
    ) -> Option<[(f64, f64); 2]> {
        /// What is shorter is as long as the ends of the lines are thick.
        const SHORT: f64 = 2.0;
        /// Where two ways are taken for one that turns back.
        const SHARPEST: f64 = 1e6;
        /// Programs round.
        const ABOUT: f64 = 1.05;
        let [a, b, c, d, ..] = matrix;
        let whole = a * d - b * c;
        let straight = |(x, y): Way| {
            let (x, y) = ((d * x - c * y) / whole, (a * y - b * x) / whole);
            let length = x.hypot(y);
            (x / length, y / length)
        };
        let [to, from] = ways.map(straight);
        let ratio = (2.0 / (1.0 + to.0 * from.0 + to.1 * from.1).max(0.0)).sqrt().min(SHARPEST);
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let apart = x.hypot(y);
        if !apart.is_finite() || ratio <= SHORT || ratio > self.limit * ABOUT {
            return None;
        }
        let long = thickness / stretch(matrix) * ratio / 2.0 / apart;
        let (x, y) = ((a * x + c * y) * long, (b * x + d * y) * long);
        let length = x.hypot(y);
        let share = ((length - thickness / 2.0) / length).max(0.0);
        Some([at, (at.0 + x * share, at.1 + y * share)])
    }
}

/// Where a line of the part meets the next, and the last the first.
fn corners(part: &Part) -> impl Iterator<Item = ((f64, f64), [Way; 2])> {
    let ends: Vec<_> = part.lines.iter().filter_map(Line::ends).collect();
    let closes = ends.first().zip(ends.last()).filter(|([first, _], [_, last])| first.0 == last.0);
    let closing = closes.map(|([first, _], [_, last])| (first.0, [last.1, first.1]));
    let joined = |pair: &[[End; 2]]| (pair[0][1].0, [pair[0][1].1, pair[1][0].1]);
    let meeting: Vec<_> = ends.windows(2).map(joined).chain(closing).collect();
    meeting.into_iter()
}

/// Where a curve bends sharply: programs take it apart into straights and join these.
fn bends(line: &Line) -> Vec<((f64, f64), [Way; 2])> {
    let track = line.track().unwrap_or_default();
    let way = |from: (f64, f64), to: (f64, f64)| (to.0 - from.0, to.1 - from.1);
    track.windows(3).map(|three| (three[1], [way(three[0], three[1]), way(three[1], three[2])])).collect()
}

#[cfg(test)]
mod tests {
    use super::super::area::IDENTITY;
    use super::super::path::Path;
    use super::*;

    fn spikes(join: Join, places: &[(f64, f64)], matrix: Matrix) -> Vec<[(f64, f64); 2]> {
        let mut path = Path::default();
        path.step(b"m", &[places[0].0, places[0].1], matrix);
        places[1..].iter().for_each(|(x, y)| path.step(b"l", &[*x, *y], matrix));
        join.spikes(&path.parts[0], 2.0 * stretch(matrix), matrix)
    }

    #[test]
    fn a_line_that_turns_back_ends_in_a_spike() {
        // Half of the angle has a sine of 0.2: five times as long as it is thick, half of it beyond the corner.
        let (x, y) = (10.0 * 0.96_f64.sqrt(), 2.0);
        let sharp = [(0.0, y), (x, 0.0), (0.0, -y)];
        let [[corner, tip]] = spikes(Join::START, &sharp, IDENTITY)[..] else { panic!("one spike") };
        assert_eq!(corner, (x, 0.0));
        assert!((tip.0 - x - 4.0).abs() < 1e-9 && tip.1.abs() < 1e-9, "{tip:?}, and a square end of 1");
        for join in [Join { limit: 4.0, ..Join::START }, Join { style: 1.0, ..Join::START }] {
            assert!(spikes(join, &sharp, IDENTITY).is_empty(), "{join:?}");
        }
        assert!(
            spikes(Join::START, &[(0.0, 10.0), (0.0, 0.0), (10.0, 0.0)], IDENTITY).is_empty(),
            "a right angle"
        );
        let twice = [(0.0, y), (x, 0.0), (x, 0.0), (0.0, -y)];
        assert_eq!(spikes(Join::START, &twice, IDENTITY).len(), 1, "a line that goes nowhere lies between");
        let back = [(0.0, 0.0), (10.0, 0.0), (0.0, 0.0)];
        assert!(spikes(Join { limit: 1000.0, ..Join::START }, &back, IDENTITY).is_empty());
        assert_eq!(spikes(Join::START, &[(0.0, y), (x, 0.0), (0.0, -y), (0.0, y)], IDENTITY).len(), 1);
    }

    #[test]
    fn corners_are_joined_in_the_space_they_are_drawn_in() {
        let sharp = [(0.0, 0.2), (1.0, 0.0), (0.0, -0.2)];
        let high = [1.0, 0.0, 0.0, 5.0, 0.0, 0.0];
        let [[_, tip]] = spikes(Join::START, &sharp, high)[..] else { panic!("a right angle on the page") };
        assert!(tip.1.abs() < 1e-9 && tip.0 > 1.0, "{tip:?}");
        let flat = [(0.0, 5.0), (1.0, 0.0), (2.0, 5.0)];
        assert!(spikes(Join::START, &flat, [1.0, 0.0, 0.0, 0.1, 0.0, 0.0]).len() == 1);
    }

    #[test]
    fn curves_that_bend_sharply_have_spikes_too() {
        let mut path = Path::default();
        path.step(b"m", &[0.0, 1.0], IDENTITY);
        path.step(b"c", &[60.0, 0.1, 60.0, -0.1, 0.0, -1.0], IDENTITY);
        assert!(!Join::START.spikes(&path.parts[0], 2.0, IDENTITY).is_empty());
    }
}

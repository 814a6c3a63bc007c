//! Where two lines of a path meet (ISO 32000-2 §8.4.3.4, 8.4.3.5): a corner may end in a spike that is many times as long as the
//! line is thick.

use super::area::{Matrix, stretch};
use super::path::{End, Line, Part};
use std::f64::consts::FRAC_PI_2;

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
        let corners = corners(part).into_iter().chain(part.lines.iter().flat_map(bends));
        corners.filter_map(|corner| self.spike(&corner, thickness, matrix)).collect()
    }

    /// The spike at a corner. What is joined in a space that is stretched is stretched with it. One that is longer than the limit is cut
    /// off; but where viewers may reckon another angle, it is as long as the limit has it.
    fn spike(self, corner: &Corner, thickness: f64, matrix: Matrix) -> Option<[(f64, f64); 2]> {
        /// What is shorter is as long as the ends of the lines are thick.
        const SHORT: f64 = 2.0;
        /// Programs round.
        const ABOUT: f64 = 1.05;
        let [a, b, c, d, ..] = matrix;
        let whole = a * d - b * c;
        let straight = |(x, y): Way| {
            let (x, y) = ((d * x - c * y) / whole, (a * y - b * x) / whole);
            let length = x.hypot(y);
            (x / length, y / length)
        };
        let [to, from] = corner.ways.map(straight);
        // Of half the angle: as many times as the spike is longer than the line is thick.
        let sine = ((1.0 + to.0 * from.0 + to.1 * from.1).max(0.0) / 2.0).sqrt();
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let (apart, longest) = (x.hypot(y), self.limit * ABOUT);
        let blunter = sine + corner.bend + corner.rounding();
        // Where no limit is set, what is rounded makes a spike no longer than a line is thick.
        let sharper =
            sine - corner.bend - if self.limit > Self::START.limit { corner.rounding() } else { 0.0 };
        let ratio = if sharper * longest > 1.0 { 1.0 / sharper } else { longest };
        if !apart.is_finite() || ratio <= SHORT || blunter * longest < 1.0 {
            return None;
        }
        let long = thickness / stretch(matrix) * ratio / 2.0 / apart;
        let (x, y) = ((a * x + c * y) * long, (b * x + d * y) * long);
        let length = x.hypot(y);
        let share = ((length - thickness / 2.0) / length).max(0.0);
        Some([corner.at, (corner.at.0 + x * share, corner.at.1 + y * share)])
    }
}

/// Where two lines meet.
struct Corner {
    at: (f64, f64),
    /// The ways that lead to it and away.
    ways: [Way; 2],
    /// How far, as an angle, the first straights that viewers make of curves may leave these ways.
    bend: f64,
}

impl Corner {
    fn new(at: (f64, f64), ways: [Way; 2]) -> Self {
        Self { at, ways, bend: 0.0 }
    }

    /// As an angle, what becomes of the shorter line where places are rounded.
    fn rounding(&self) -> f64 {
        /// Points: viewers keep places in the two hundred and fifty-sixth part of a pixel, or in numbers of seven digits.
        const ROUNDED: f64 = 0.005;
        let shortest = self.ways.iter().map(|(x, y)| x.hypot(*y)).fold(f64::MAX, f64::min);
        ROUNDED / shortest
    }
}

/// Where a line of the part meets the next, and the last the first: by the ways lines and curves take there, and by the first straights
/// of curves.
fn corners(part: &Part) -> Vec<Corner> {
    let lines: Vec<(&Line, [End; 2])> =
        part.lines.iter().filter_map(|line| Some((line, line.ends()?))).collect();
    let closes = lines.first().zip(lines.last()).filter(|(first, last)| first.1[0].0 == last.1[1].0);
    let meeting =
        lines.windows(2).map(|pair| (&pair[0], &pair[1])).chain(closes.map(|(first, last)| (last, first)));
    meeting
        .flat_map(|((line, ends), (next, following))| {
            let (at, to, from) = (ends[1].0, ends[1].1, following[0].1);
            let [arriving, leaving] = [line.chords(), next.chords()];
            let chords = [arriving.map_or(to, |chords| chords[1]), leaving.map_or(from, |chords| chords[0])];
            let bend = between(to, chords[0]) + between(from, chords[1]);
            let by_ways = Corner { bend, ..Corner::new(at, [to, from]) };
            let by_chords = (bend > 0.0).then(|| Corner::new(at, chords));
            [by_ways].into_iter().chain(by_chords)
        })
        .collect()
}

/// Where a curve bends sharply: programs take it apart into straights and join these, each in its own way.
fn bends(line: &Line) -> Vec<Corner> {
    let track = line.track().unwrap_or_default();
    let way = |from: (f64, f64), to: (f64, f64)| (to.0 - from.0, to.1 - from.1);
    let corner = |three: &[(f64, f64)]| {
        let [to, from] = [way(three[0], three[1]), way(three[1], three[2])];
        let turned = between(to, from);
        let bend = if turned > FRAC_PI_2 { turned / 2.0 } else { 0.0 };
        Corner { bend, ..Corner::new(three[1], [to, from]) }
    };
    track.windows(3).map(corner).collect()
}

/// The angle between two ways; none where one leads nowhere.
fn between(one: Way, other: Way) -> f64 {
    let across = one.0 * other.1 - one.1 * other.0;
    across.atan2(one.0 * other.0 + one.1 * other.1).abs()
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
        assert_eq!(
            spikes(Join { limit: 1e7, ..Join::START }, &back, IDENTITY).len(),
            2,
            "rounded, it may turn back a little beside itself, at each end"
        );
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
    fn what_follows_a_closed_line_is_another() {
        let mut path = Path::default();
        path.step(b"m", &[300.0, 100.0], IDENTITY);
        path.step(b"l", &[306.0, 100.0], IDENTITY);
        path.step(b"l", &[306.0, 100.02], IDENTITY);
        path.step(b"h", &[], IDENTITY);
        path.step(b"l", &[306.0, 108.0], IDENTITY);
        assert_eq!(path.parts.len(), 2);
        let join = Join { limit: 1000.0, ..Join::START };
        let reach = |[corner, tip]: [(f64, f64); 2]| (tip.0 - corner.0).abs();
        let longest = join.spikes(&path.parts[0], 2.0, IDENTITY).into_iter().map(reach).fold(0.0, f64::max);
        assert!(longest > 500.0, "{longest}");
    }

    #[test]
    fn a_curve_that_turns_right_back_is_joined_by_its_straights() {
        let mut path = Path::default();
        path.step(b"m", &[312.0, 744.0], IDENTITY);
        path.step(b"l", &[306.0, 744.0], IDENTITY);
        path.step(b"c", &[308.0, 744.0, 310.0, 744.02, 312.0, 744.02], IDENTITY);
        let join = Join { limit: 1000.0, ..Join::START };
        let reach = |[corner, tip]: [(f64, f64); 2]| (tip.0 - corner.0).abs();
        let longest = join.spikes(&path.parts[0], 2.0, IDENTITY).into_iter().map(reach).fold(0.0, f64::max);
        assert!(longest > 100.0, "{longest}");
    }

    #[test]
    fn curves_that_bend_sharply_have_spikes_too() {
        let mut path = Path::default();
        path.step(b"m", &[0.0, 1.0], IDENTITY);
        path.step(b"c", &[60.0, 0.1, 60.0, -0.1, 0.0, -1.0], IDENTITY);
        assert!(!Join::START.spikes(&path.parts[0], 2.0, IDENTITY).is_empty());
    }
}

//! Figures made of boxes and of upright and level lines: bars, pixels, the seven strokes of a display. What they are joined to
//! decides: a table or a frame is larger than a letter.

use super::area::Area;
use super::effort::Effort;
use super::path::{LETTER_HEIGHT, LETTER_WIDTH, Part};
use std::collections::HashMap;

/// More boxes and lines are not looked at.
const LIMIT: usize = 100_000;
/// Points: what is no further apart is joined.
const GAP: f64 = 0.6;
/// Points: figures less high are not read; a dash is none.
const LOWEST: f64 = 5.0;
/// Points: nor are those higher: a digit of a heading is lower, and a frame higher.
const HIGHEST: f64 = 72.0;
/// How much higher than wide a single stroke is that may be a one.
const SLENDER: f64 = 1.5;
/// Points: the sides of the squares in which neighbours are looked for.
const SQUARE: f64 = 16.0;

/// Boxes and lines of a page.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pieces: Vec<Piece>,
    parts: usize,
    is_full: bool,
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    area: Area,
    /// The part of a path it belongs to.
    part: usize,
    /// Alone it is no letter: a box or a frame to tick, or a bullet.
    is_simple: bool,
}

impl Figures {
    /// A part of upright and level lines that is filled within `clip`. `is_whole`: nothing else limits what is seen of it.
    pub(super) fn fill(&mut self, part: &Part, clip: Area, is_whole: bool) {
        self.parts += 1;
        self.add(part.area.within(clip), is_whole && part.is_box());
    }

    /// A part whose lines are drawn, so thick, within `clip`.
    pub(super) fn stroke(&mut self, part: &Part, thickness: f64, clip: Area) {
        self.parts += 1;
        let is_frame = part.is_box();
        let lines = part.lines.iter().map(|line| line.area.inflated(thickness / 2.0).within(clip));
        lines.for_each(|area| self.add(area, is_frame));
    }

    fn add(&mut self, area: Area, is_simple: bool) {
        let is_ground = area.height() >= LETTER_HEIGHT && area.width() >= LETTER_WIDTH;
        if area.width() < 0.0 || area.height() < 0.0 || is_ground {
            return;
        }
        self.is_full |= self.pieces.len() >= LIMIT;
        if !self.is_full {
            self.pieces.push(Piece { area, part: self.parts, is_simple });
        }
    }

    /// Where there are figures; `None`: there is too much to look at.
    pub(super) fn areas(&self, effort: &Effort) -> Option<Vec<Area>> {
        if self.is_full {
            return None;
        }
        let mut joined = Joined::new(self.pieces.len());
        let mut squares: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        for (place, piece) in self.pieces.iter().enumerate() {
            let near = piece.area.inflated(GAP);
            let [left, bottom, right, top] = near.sides().map(|side| (side / SQUARE).floor() as i64);
            let across = right.saturating_sub(left).saturating_add(1);
            let squares_of = across.saturating_mul(top.saturating_sub(bottom).saturating_add(1));
            if !effort.spend(usize::try_from(squares_of).unwrap_or(usize::MAX)) {
                return None;
            }
            for at in (left..=right).flat_map(|column| (bottom..=top).map(move |row| (column, row))) {
                let others = squares.entry(at).or_default();
                if !effort.spend(others.len()) {
                    return None;
                }
                let meeting = others.iter().filter(|other| self.pieces[**other].area.meets(near));
                meeting.for_each(|other| joined.join(place, *other));
                others.push(place);
            }
        }
        Some(self.found(&mut joined))
    }

    fn found(&self, joined: &mut Joined) -> Vec<Area> {
        let mut groups: HashMap<usize, (Area, Option<Piece>)> = HashMap::new();
        for (place, piece) in self.pieces.iter().enumerate() {
            let group = groups.entry(joined.root(place)).or_insert((piece.area, Some(*piece)));
            // Of several pieces only those of one frame are simple together.
            group.1 = group.1.filter(|first| first.part == piece.part);
            group.0 = group.0.and(piece.area);
        }
        let is_figure = |(area, single): &(Area, Option<Piece>)| {
            let (wide, high) = (area.width(), area.height());
            let is_single = single.is_some_and(|piece| piece.is_simple);
            (LOWEST..HIGHEST).contains(&high) && wide < LETTER_WIDTH && !(is_single && high < SLENDER * wide)
        };
        groups.into_values().filter(is_figure).map(|(area, _)| area).collect()
    }
}

/// Which pieces hang together.
struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut place: usize) -> usize {
        while self.0[place] != place {
            self.0[place] = self.0[self.0[place]];
            place = self.0[place];
        }
        place
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::super::area::IDENTITY;
    use super::super::path::Path;
    use super::*;

    fn boxes(boxes: &[[f64; 4]]) -> Path {
        let mut path = Path::default();
        boxes.iter().for_each(|sides| path.step(b"re", sides, IDENTITY));
        path
    }

    fn filled(all: &[[f64; 4]]) -> usize {
        let mut figures = Figures::default();
        boxes(all).parts.iter().for_each(|part| figures.fill(part, Area::EVERYTHING, true));
        figures.areas(&Effort::new()).unwrap().len()
    }

    fn stroked(all: &[[f64; 4]]) -> usize {
        let mut figures = Figures::default();
        boxes(all).parts.iter().for_each(|part| figures.stroke(part, 0.5, Area::EVERYTHING));
        figures.areas(&Effort::new()).unwrap().len()
    }

    #[test]
    fn digits_of_bars_are_figures() {
        assert_eq!(filled(&[[0.0, 22.0, 12.0, 2.0], [10.0, 0.0, 2.0, 24.0]]), 1, "a seven");
        assert_eq!(filled(&[[0.0, 0.0, 3.0, 24.0]]), 1, "a one");
        assert_eq!(
            filled(&[[0.0, 0.0, 2.0, 40.0], [30.0, 0.0, 2.0, 40.0], [0.0, 38.0, 30.0, 3.0]]),
            1,
            "of a heading"
        );
        assert_eq!(filled(&[[0.0, 0.0, 3.0, 24.0], [20.0, 0.0, 3.0, 24.0]]), 2);
        assert_eq!(stroked(&[[0.0, 0.0, 4.0, 24.0], [6.0, 0.0, 4.0, 24.0]]), 2, "noughts");
    }

    #[test]
    fn boxes_to_tick_rules_and_tables_are_none() {
        assert_eq!(stroked(&[[0.0, 0.0, 10.0, 10.0]]), 0, "a box to tick");
        assert_eq!(filled(&[[0.0, 0.0, 5.0, 5.0]]), 0, "a bullet");
        assert_eq!(filled(&[[0.0, 0.0, 200.0, 1.0], [0.0, 50.0, 0.5, 300.0]]), 0, "rules");
        let dots: Vec<[f64; 4]> = (0..40).map(|at| [f64::from(at) * 3.0, 0.0, 1.0, 1.0]).collect();
        assert_eq!(filled(&dots), 0, "a line of dots");
        assert_eq!(stroked(&[[0.0, 0.0, 300.0, 100.0], [0.0, 80.0, 40.0, 20.0]]), 0, "a cell of a table");
        let borders =
            [[0.0, 0.0, 0.5, 14.0], [0.0, 14.0, 50.0, 0.5], [50.0, 0.0, 0.5, 14.0], [50.0, 14.0, 50.0, 0.5]];
        assert_eq!(filled(&borders), 0, "borders drawn piece by piece");
    }

    #[test]
    fn where_there_is_too_much_nothing_is_said() {
        let mut figures = Figures::default();
        (0..=LIMIT).for_each(|_| figures.add(Area::UNIT, true));
        assert!(figures.areas(&Effort::new()).is_none());
    }
}

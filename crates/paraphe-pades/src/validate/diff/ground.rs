//! What of a page is not paper: dark areas and pictures, on which a white image may be the letter.

use super::area::Area;
use super::colour::Colour;
use super::effort::Effort;

/// More are not kept: then anything may lie anywhere.
const LIMIT: usize = 2_000;
/// Points: what is thinner is a rule, and what lies under an image by less than a seam is its neighbour.
const RULE: f64 = 3.0;
const SEAM: f64 = 1.0;

#[derive(Debug, Default)]
pub(super) struct Grounds {
    areas: Vec<Area>,
    is_full: bool,
}

impl Grounds {
    /// Something of this colour is painted; `None`: nobody can tell of which.
    pub(super) fn add(&mut self, area: Area, colour: Option<Colour>) {
        let is_rule = area.width() <= RULE || area.height() <= RULE;
        if is_rule || colour.is_some_and(Colour::is_pale) {
            return;
        }
        if self.areas.len() < LIMIT {
            self.areas.push(area);
        } else {
            self.is_full = true;
        }
    }

    /// Whether something other than paper may lie under this area.
    pub(super) fn may_lie_under(&self, area: Area, effort: &Effort) -> bool {
        let is_under = |ground: &Area| {
            let common = ground.within(area);
            common.width() > SEAM && common.height() > SEAM
        };
        self.is_full || !effort.spend(self.areas.len()) || self.areas.iter().any(is_under)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_areas_are_grounds_and_rules_and_neighbours_are_none() {
        let place = |x: f64, wide: f64| Area::around([(x, 0.0), (x + wide, 100.0)]).unwrap();
        let under = |ground: Area, colour: Option<Colour>| {
            let mut grounds = Grounds::default();
            grounds.add(ground, colour);
            grounds.may_lie_under(place(0.0, 50.0), &Effort::new())
        };
        assert!(under(place(20.0, 200.0), Some(Colour::BLACK)) && under(place(20.0, 200.0), None));
        assert!(!under(place(20.0, 200.0), Some(Colour::WHITE)), "paper");
        assert!(!under(place(20.0, 2.0), Some(Colour::BLACK)), "a rule");
        assert!(!under(place(49.5, 200.0), None) && !under(place(60.0, 200.0), None), "a neighbour");
    }

    #[test]
    fn where_too_much_is_painted_anything_may_lie_there() {
        let mut grounds = Grounds::default();
        let far = Area::around([(900.0, 900.0), (950.0, 950.0)]).unwrap();
        (0..=LIMIT).for_each(|_| grounds.add(far, None));
        assert!(grounds.may_lie_under(Area::UNIT.inflated(9.0), &Effort::new()));
    }
}

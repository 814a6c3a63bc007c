//! Whether the digits of a number stand as those of one number do: on one line, beside each other. Noughts that are printed over each
//! other, lower than the rest or at the other end of a field are read as something else.

use super::area::Area;

/// Shares of how high digits are: what stands higher or lower by less is on the line, by more on another line.
const RAISED: f64 = 0.15;
const NEXT_LINE: f64 = 0.8;
/// The share of a digit that its neighbour may lie on.
const OVERLAP: f64 = 0.3;
/// How far digits stand apart, by how high they are: in places of their own (a comb of boxes), and else.
const IN_BOXES: f64 = 6.0;
const APART: f64 = 3.0;
/// By how much boxes may differ.
const UNEVEN: f64 = 0.2;

/// Letters that follow each other, blanks among them, each with its place as it is read upright.
pub(super) fn stand_together(letters: &[(Option<char>, Area)]) -> bool {
    let belongs = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_numeric() || matches!(letter, '.' | ','))
    };
    letters.split(|(letter, _)| !belongs(*letter)).all(|number| {
        let places: Vec<Area> = number.iter().map(|(_, place)| *place).collect();
        let is_in_boxes = are_even(&places);
        places.windows(2).all(|pair| is_beside(pair[0], pair[1], is_in_boxes))
    })
}

fn is_beside(one: Area, other: Area, is_in_boxes: bool) -> bool {
    let [left, bottom, right, _] = one.sides();
    let [next, other_bottom, ..] = other.sides();
    let high = one.height().max(other.height());
    let raised = (other_bottom - bottom).abs();
    if raised >= NEXT_LINE * high {
        return true;
    }
    let narrow = one.width().min(other.width());
    let apart = if is_in_boxes { IN_BOXES } else { APART };
    raised <= RAISED * high
        && right - next <= OVERLAP * narrow
        && next - right <= apart * high
        && next >= left
}

/// Whether so many digits that it cannot be by chance stand at even distances.
fn are_even(places: &[Area]) -> bool {
    const MANY: usize = 3;
    let middle = |place: Area| {
        let [left, _, right, _] = place.sides();
        (left + right) / 2.0
    };
    let steps: Vec<f64> = places.windows(2).map(|pair| middle(pair[1]) - middle(pair[0])).collect();
    let is_even = |step: &f64| (step - steps[0]).abs() <= UNEVEN * steps[0].abs();
    places.len() >= MANY && steps.iter().all(is_even)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(digits: &[(char, f64, f64)]) -> bool {
        let area = |x: f64, y: f64| Area::around([(x, y), (x + 6.0, y + 8.0)]).unwrap();
        let digits: Vec<_> = digits.iter().map(|(digit, x, y)| (Some(*digit), area(*x, *y))).collect();
        stand_together(&digits)
    }

    #[test]
    fn digits_of_a_number_stand_beside_each_other() {
        assert!(stand(&[('1', 0.0, 0.0), ('0', 6.0, 0.0), (',', 12.0, 0.5), ('5', 17.0, 0.0)]));
        assert!(stand(&[('1', 0.0, 0.0), ('0', 5.0, 0.0)]), "kerned");
        assert!(!stand(&[('1', 0.0, 0.0), ('0', 2.0, 0.0)]), "over each other");
        assert!(!stand(&[('1', 0.0, 0.0), ('0', 6.0, -4.0)]), "lower");
        assert!(stand(&[('1', 90.0, 0.0), ('0', 0.0, -14.0)]), "on the next line");
        assert!(!stand(&[('1', 0.0, 0.0), ('0', 160.0, 0.0), ('0', 166.0, 0.0)]), "at the other end");
        assert!(stand(&[('1', 0.0, 0.0), (' ', 6.0, 0.0), ('0', 160.0, 0.0)]), "a blank parts them");
    }

    #[test]
    fn boxes_of_their_own_part_digits_evenly() {
        assert!(stand(&[('1', 0.0, 0.0), ('0', 40.0, 0.0), ('0', 80.0, 0.0), ('0', 121.0, 0.0)]));
        assert!(!stand(&[('1', 0.0, 0.0), ('0', 70.0, 0.0), ('0', 140.0, 0.0)]), "too far");
        assert!(!stand(&[('1', 0.0, 0.0), ('0', 40.0, 0.0)]), "two are no row");
    }
}

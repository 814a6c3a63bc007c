//! What can be read under what is painted.

use super::*;

fn box_of(x: f64, y: f64, wide: f64, high: f64) -> Area {
    Area::around([(x, y), (x + wide, y + high)]).unwrap()
}

fn paint(kind: Kind, area: Area, opacity: f64) -> Paint {
    let colour = Some(Colour::WHITE);
    let (is_shape, is_box, outline) = (false, true, None);
    Paint {
        kind,
        area,
        is_shape,
        is_box,
        outline,
        colour,
        opacity,
        blend: Blend::Normal,
        thickness: 1.0,
        track: None,
        image: None,
        after: 0,
    }
}

/// A line from corner to corner.
fn line(from: (f64, f64), to: (f64, f64), thickness: f64) -> Paint {
    let area = Area::around([from, to]).unwrap().inflated(thickness / 2.0);
    Paint { thickness, track: Some([from, to].into()), ..paint(Kind::Line, area, 1.0) }
}

fn hidden(paints: Vec<Paint>) -> f64 {
    hidden_by(box_of(0.0, 0.0, 8.0, 8.0), [&Ink { paints, ..Ink::default() }], Reckoning::Most)
}

#[test]
fn pale_paint_hides_only_when_it_is_stacked() {
    let pale = paint(Kind::Area, box_of(0.0, 0.0, 8.0, 8.0), 0.4);
    assert_eq!(hidden(vec![pale.clone()]), 0.0);
    assert_eq!(hidden(vec![pale; 5]), 1.0);
}

#[test]
fn paints_that_do_almost_nothing_are_reckoned_as_viewers_do() {
    let dim = |opacity: f64, blend: Blend, grey: f64| Paint {
        colour: Colour::from_components(&[grey]),
        blend,
        ..paint(Kind::Area, box_of(0.0, 0.0, 8.0, 8.0), opacity)
    };
    let multiplied = dim(1.0, Blend::Multiply, 0.9979);
    assert_eq!(hidden(vec![multiplied.clone(); 20]), 0.0);
    assert_eq!(hidden(vec![multiplied.clone(); 300]), 1.0, "a step of 255 each");
    assert_eq!(hidden(vec![dim(0.001, Blend::Normal, 0.0); 300]), 1.0);
    let exactly = [&Ink { paints: vec![multiplied; 300], ..Ink::default() }];
    assert_eq!(hidden_by(box_of(0.0, 0.0, 8.0, 8.0), exactly, Reckoning::Exact), 0.0);
}

#[test]
fn pale_strips_hide_when_they_are_stacked_beside_each_other() {
    // Each takes up four tenths of a bit, which is a point wide.
    let strip = |x: f64| paint(Kind::Area, box_of(x, 0.0, 0.4, 8.0), 0.4);
    let strips = |from: f64| (0..8).map(move |column| strip(f64::from(column) + from));
    let stacked =
        |count: usize| (0..count).flat_map(|_| strips(0.05).chain(strips(0.55))).collect::<Vec<_>>();
    assert_eq!(hidden(stacked(1)), 0.0);
    assert_eq!(hidden(stacked(6)), 1.0);
}

#[test]
fn behind_many_layers_there_may_be_any_colour() {
    let place = box_of(0.0, 0.0, 8.0, 8.0);
    let unknown = |count: usize| {
        let mut sight = Sight::of_paper(place, 1.5);
        (0..count).for_each(|_| sight.lay(&paint(Kind::Area, place, 0.001)));
        sight.unknown()
    };
    assert_eq!((unknown(16), unknown(17)), (0.0, 1.0));
}

#[test]
fn a_tick_leaves_what_is_under_it_to_be_seen() {
    let rect = box_of(0.0, 0.0, 20.0, 20.0);
    let is_tick = |paints: Vec<Paint>| Ink { paints, ..Ink::default() }.is_tick(rect, &Effort::new());
    for side in [6.0, 8.0, 11.0, 14.0, 20.0, 26.0, 40.0_f64] {
        let [start, turn, end] = [[0.2, 0.5], [0.42, 0.24], [0.8, 0.78]].map(|[x, y]| (x * side, y * side));
        let thickness = (side * 0.12).clamp(0.8, 2.5);
        let paints = vec![line(start, turn, thickness), line(turn, end, thickness)];
        let ours = Ink { paints, ..Ink::default() };
        assert!(ours.is_tick(box_of(0.0, 0.0, side, side), &Effort::new()), "as we draw it, {side} points");
    }
    let cross = |thickness: f64| {
        vec![line((3.0, 3.0), (17.0, 17.0), thickness), line((3.0, 17.0), (17.0, 3.0), thickness)]
    };
    assert!(is_tick(cross(1.2)) && !is_tick(cross(3.0)));
    let row = |from: f64, to: f64, y: f64| line((from, y), (to, y), 2.4);
    let hatched = (0..10).map(|y| row(0.0, 20.0, f64::from(y) * 2.0)).collect();
    assert!(!is_tick(hatched), "lines, one beside the other");
    let digit = (0..4).map(|y| row(8.0, 13.0, 7.0 + f64::from(y) * 2.0)).collect();
    assert!(!is_tick(digit), "as much as a small digit");
    assert!(!is_tick(vec![paint(Kind::Area, box_of(9.0, 9.0, 2.0, 2.0), 1.0)]), "an area");
}

fn letter(letter: char, area: Area) -> Glyph {
    Glyph::plain(Some(letter), area)
}

#[test]
fn a_letter_is_a_tick_and_a_bar_or_several_are_none() {
    let is_tick = |glyphs: Vec<Glyph>| {
        Ink { glyphs, ..Ink::default() }.is_tick(box_of(0.0, 0.0, 20.0, 20.0), &Effort::new())
    };
    let cross = letter('X', box_of(5.0, 5.0, 9.3, 9.8));
    assert!(is_tick(vec![cross.clone()]));
    assert!(!is_tick(vec![Glyph { colour: Some(Colour::WHITE), ..cross.clone() }]), "it rubs out a cross");
    assert!(!is_tick(vec![cross.clone(), letter('H', cross.area)]), "two, one over the other");
    assert!(!is_tick(vec![letter('I', box_of(5.0, -1.5, 9.2, 23.1))]), "a stem as wide as a digit");
    assert!(!is_tick(vec![Glyph { strength: 0.6, ..cross }]), "with an outline");
    let bars = |gap: f64| (0..5).map(|at| letter('I', box_of(f64::from(at) * gap, 5.0, 3.6, 9.1))).collect();
    assert!(is_tick(bars(5.0)) && !is_tick(bars(2.2)));
}

#[test]
fn lines_that_are_followed_take_effort() {
    let curve =
        Paint { track: Some([(0.0, 0.0); 17].into()), ..paint(Kind::Line, box_of(0.0, 0.0, 8.0, 8.0), 1.0) };
    let ink = Ink { paints: vec![curve; 3], ..Ink::default() };
    assert_eq!(ink.steps_at(box_of(2.0, 2.0, 4.0, 6.0)), 3 * 17 * 8);
    assert_eq!(ink.steps_at(box_of(20.0, 2.0, 4.0, 6.0)), 3);
}

#[test]
fn strips_hide_together_and_a_line_from_corner_to_corner_does_not() {
    let strip = |y: f64| paint(Kind::Area, box_of(0.0, y, 8.0, 2.0), 1.0);
    assert_eq!(hidden(vec![strip(0.0)]), 0.25);
    assert_eq!(hidden(vec![strip(0.0), strip(4.0)]), 0.5);
    assert!(hidden(vec![line((0.0, 0.0), (8.0, 8.0), 1.0)]) < 0.3);
    assert!(hidden(vec![line((-8.0, -8.0), (16.0, 16.0), 12.0)]) > 0.99, "one thick line");
    let side_by_side = |place: i32| {
        let x = f64::from(place) * 2.0;
        line((x - 20.0, -16.0), (x + 20.0, 24.0), 2.0)
    };
    assert!(hidden((-4..5).map(side_by_side).collect()) > 0.9, "slanted lines, one beside the other");
    assert_eq!(hidden(vec![paint(Kind::Area, box_of(20.0, 0.0, 8.0, 8.0), 1.0)]), 0.0, "elsewhere");
}

#[test]
fn what_lies_behind_decides_whether_a_letter_is_seen() {
    let place = box_of(0.0, 0.0, 8.0, 8.0);
    let written = |ground: Option<Colour>, letter: Colour, opacity: f64| {
        let mut sight = Sight::of_paper(place, 1.5);
        sight.lay(&Paint { colour: ground, ..paint(Kind::Area, place, 1.0) });
        sight.write(letter, opacity);
        (sight.hidden(), sight.unknown())
    };
    assert_eq!(written(Some(Colour::WHITE), Colour::BLACK, 1.0), (0.0, 0.0));
    assert_eq!(written(Some(Colour::BLACK), Colour::BLACK, 1.0).0, 1.0);
    assert_eq!(written(Some(Colour::WHITE), Colour::BLACK, 0.02).0, 1.0, "nearly transparent");
    assert_eq!(written(None, Colour::BLACK, 1.0).1, 1.0);
}

//! Painted lines and rectangles, sorted by what a person takes them for.

use paraphe_envelope::ViewRect;

use super::interpreter::Shape;

/// A line this thin is a line, however it was drawn; points.
const THIN: f64 = 3.0;
/// Shorter lines are dashes and ornaments; points.
const SHORTEST: f64 = 12.0;
/// Ends that are this near are joined, and lines this near are one; points.
const JOIN: f64 = 2.0;
/// A square to tick, in points.
const TICK: std::ops::RangeInclusive<f64> = 5.5..=18.0;

/// A horizontal line (`at` is its y) or a vertical one (`at` is its x), in points of the displayed page, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) at: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// The edge of a filled area, which no line was drawn along.
    pub(crate) is_edge: bool,
}

impl Rule {
    pub(crate) fn length(&self) -> f64 {
        self.to - self.from
    }
}

/// The lines of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ruling {
    pub(crate) across: Vec<Rule>,
    pub(crate) down: Vec<Rule>,
}

/// Lines, and small squares.
pub(super) fn sort(shapes: &[Shape], page: (f64, f64)) -> (Ruling, Vec<ViewRect>) {
    let mut ruling = Ruling::default();
    let mut squares = Vec::new();
    for shape in shapes {
        match *shape {
            Shape::Line([x1, y1, x2, y2], _) => ruling.add([x1, y1, x2, y2], false),
            Shape::Frame(edges) | Shape::Fill(edges) => {
                let [left, top, right, bottom] = edges;
                let (width, height) = (right - left, bottom - top);
                if height <= THIN || width <= THIN {
                    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
                    let line = if height <= width { [left, y, right, y] } else { [x, top, x, bottom] };
                    ruling.add(line, false);
                } else if is_square(width, height) {
                    if matches!(shape, Shape::Frame(_)) {
                        squares.push(ViewRect { x: left, y: top, width, height });
                    }
                } else if width < 0.98 * page.0 || height < 0.98 * page.1 {
                    let is_edge = matches!(shape, Shape::Fill(_));
                    ruling.add([left, top, right, top], is_edge);
                    ruling.add([left, bottom, right, bottom], is_edge);
                    ruling.add([left, top, left, bottom], is_edge);
                    ruling.add([right, top, right, bottom], is_edge);
                }
            }
        }
    }
    ruling.across = joined(ruling.across, page.1);
    ruling.down = joined(ruling.down, page.0);
    (ruling, squares)
}

fn is_square(width: f64, height: f64) -> bool {
    TICK.contains(&width) && TICK.contains(&height) && (width - height).abs() <= 2.0
}

impl Ruling {
    fn add(&mut self, [x1, y1, x2, y2]: [f64; 4], is_edge: bool) {
        if ![x1, y1, x2, y2].iter().all(|number| number.is_finite()) {
            return;
        }
        if (y2 - y1).abs() <= 0.7 && (x2 - x1).abs() > 1.0 {
            self.across.push(Rule { at: (y1 + y2) / 2.0, from: x1.min(x2), to: x1.max(x2), is_edge });
        } else if (x2 - x1).abs() <= 0.7 && (y2 - y1).abs() > 1.0 {
            self.down.push(Rule { at: (x1 + x2) / 2.0, from: y1.min(y2), to: y1.max(y2), is_edge });
        }
    }
}

/// Lines drawn in pieces, or twice, become one; what is short or off the page goes.
fn joined(mut rules: Vec<Rule>, room: f64) -> Vec<Rule> {
    rules.retain(|rule| (0.0..=room).contains(&rule.at));
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Rule> = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first() {
        let reach = first.at + JOIN / 2.0;
        let length = rest.iter().take_while(|rule| rule.at <= reach).count();
        let (level, tail) = rest.split_at_mut(length);
        rest = tail;
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = joined.len();
        for rule in level {
            match joined[start..].last_mut() {
                Some(last) if rule.from <= last.to + JOIN => {
                    last.to = last.to.max(rule.to);
                    last.is_edge &= rule.is_edge;
                }
                Some(_) | None => joined.push(*rule),
            }
        }
    }
    joined.retain(|rule| rule.length() >= SHORTEST);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: (f64, f64) = (595.0, 842.0);

    #[test]
    fn a_line_is_a_line_however_it_is_drawn() {
        let shapes = [
            Shape::Line([80.0, 700.0, 150.0, 700.0], 0.6),
            Shape::Line([151.0, 700.2, 220.0, 700.2], 0.6),
            Shape::Fill([300.0, 699.8, 450.0, 700.6]),
            Shape::Line([80.0, 100.0, 84.0, 100.0], 0.6),
        ];
        let (ruling, squares) = sort(&shapes, PAGE);
        let spans: Vec<_> = ruling.across.iter().map(|rule| (rule.from, rule.to)).collect();
        assert_eq!(spans, [(80.0, 220.0), (300.0, 450.0)]);
        assert!(ruling.down.is_empty() && squares.is_empty());
    }

    #[test]
    fn frames_have_edges_and_small_squares_are_to_be_ticked() {
        let shapes = [
            Shape::Frame([80.0, 600.0, 280.0, 680.0]),
            Shape::Frame([80.0, 500.0, 90.0, 510.0]),
            Shape::Fill([0.0, 0.0, 595.0, 842.0]),
        ];
        let (ruling, squares) = sort(&shapes, PAGE);
        assert_eq!((ruling.across.len(), ruling.down.len(), squares.len()), (2, 2, 1));
    }
}

//! Marks on text as viewers draw them themselves: where the file brings no look, and highlights also where it brings one that some do
//! not look at. They agree on what is marked and hardly on where a line goes and how thick it is, so all of their lines count.

use super::area::Area;
use super::colour::{Blend, Colour};
use super::form::plain;
use super::ink::{Ink, Kind, Paint};
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::rc::Rc;

/// More quadrilaterals are not looked at.
const QUADS_LIMIT: usize = 200;
/// Points: a line or a border thicker than this may hide what it marks.
const THICK: f64 = 3.0;
/// Points: in less height than this, waves have no end.
const FLAT: f64 = 0.5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Highlight,
    Squiggly,
    StrikeOut,
    Underline,
}

/// The corners of what is marked, in the order all viewers take them to have, whatever ISO 32000-2 §12.5.6.10 says.
#[derive(Debug, Clone, Copy)]
struct Quad {
    upper_left: Place,
    upper_right: Place,
    lower_left: Place,
    lower_right: Place,
}

/// A highlight, a line through words or under them.
#[derive(Debug)]
pub(super) struct Mark {
    style: Style,
    quads: Vec<Quad>,
    is_measured: bool,
    /// `None`: viewers take different ones.
    colour: Option<Colour>,
    border: f64,
    /// Its look says itself how its colours mix with what is under it, and viewers believe it then.
    mixes: bool,
}

impl Mark {
    /// `None`: it is no mark on text, or nobody can say where it lies.
    pub(super) fn of(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Self> {
        let style = match view.get(annotation, b"Subtype").as_name()? {
            b"Highlight" => Style::Highlight,
            b"Squiggly" => Style::Squiggly,
            b"StrikeOut" => Style::StrikeOut,
            b"Underline" => Style::Underline,
            _ => return None,
        };
        let listed = view.get(annotation, b"QuadPoints");
        let points = numbers(view, &listed);
        let mut quads: Vec<Quad> = points.chunks_exact(8).take(QUADS_LIMIT).filter_map(Quad::of).collect();
        if quads.is_empty() {
            quads.push(Quad::around(Area::of(view, annotation)?));
        }
        let count = listed.as_array().unwrap_or_default().len();
        let is_all = count == points.len() && count.is_multiple_of(8) && count / 8 <= QUADS_LIMIT;
        let is_measured = is_all && annotation.get(b"QuadPoints").is_none_or(|quads| !view.is_unsure(quads));
        let (colour, border, mixes) =
            (colour_of(view, annotation), border_of(view, annotation), mixes(view, annotation));
        Some(Self { style, quads, is_measured, colour, border, mixes })
    }

    /// Whether viewers draw it, and draw what is looked at here.
    pub(super) fn is_measured(&self) -> bool {
        self.is_measured
            && !(self.style == Style::Squiggly && self.quads.iter().any(|quad| quad.height() < FLAT))
    }

    /// Where viewers may draw it.
    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.quads.iter().map(|quad| match self.style {
            Style::Highlight => quad.swollen(),
            Style::Squiggly | Style::StrikeOut | Style::Underline => quad.area().inflated(THICK),
        })
    }

    /// Whether some viewers draw it themselves though it has a look.
    pub(super) fn is_drawn_anew(&self) -> bool {
        self.style == Style::Highlight && !(self.mixes && self.colour.is_none())
    }

    /// What viewers draw.
    pub(super) fn ink(&self) -> Ink {
        let mut ink = Ink { is_cut: self.border > THICK, draws: true, ..Ink::default() };
        for quad in &self.quads {
            match self.style {
                Style::Highlight => {
                    ink.paints.push(Paint {
                        is_shape: false,
                        is_box: true,
                        colour: self.colour,
                        blend: Blend::Multiply,
                        ..Paint::figure(quad.swollen())
                    });
                }
                Style::Squiggly | Style::StrikeOut | Style::Underline => self.draw_lines(quad, &mut ink),
            }
        }
        ink
    }

    fn draw_lines(&self, quad: &Quad, ink: &mut Ink) {
        // Some make a bar of what is high.
        let thick = quad.height() / 16.0;
        ink.is_cut |= thick > THICK;
        let lines = match self.style {
            Style::StrikeOut => quad.lines_through(thick),
            Style::Highlight | Style::Underline => quad.lines_under(thick),
            Style::Squiggly => quad.waves(thick),
        };
        ink.paints.extend(lines.into_iter().map(|(from, to, thick)| self.line(from, to, thick)));
    }

    fn line(&self, from: Place, to: Place, thickness: f64) -> Paint {
        let area = Area::around([from, to]).map(|area| area.inflated(thickness / 2.0));
        Paint {
            kind: Kind::Line,
            is_shape: false,
            is_box: true,
            colour: Some(self.colour.unwrap_or(Colour::BLACK)),
            thickness,
            track: Some(Rc::new([from, to])),
            ..Paint::figure(area.unwrap_or(Area::EVERYTHING))
        }
    }
}

/// Where something is on a page.
type Place = (f64, f64);

/// From, to, and how thick.
type Line = (Place, Place, f64);

impl Quad {
    fn of(numbers: &[f64]) -> Option<Self> {
        let [ulx, uly, urx, ury, llx, lly, lrx, lry] = *numbers else { return None };
        Some(Self {
            upper_left: (ulx, uly),
            upper_right: (urx, ury),
            lower_left: (llx, lly),
            lower_right: (lrx, lry),
        })
    }

    fn around(area: Area) -> Self {
        let [left, bottom, right, top] = area.sides();
        Self {
            upper_left: (left, top),
            upper_right: (right, top),
            lower_left: (left, bottom),
            lower_right: (right, bottom),
        }
    }

    fn corners(&self) -> [Place; 4] {
        [self.upper_left, self.upper_right, self.lower_left, self.lower_right]
    }

    fn area(&self) -> Area {
        let corners = self.corners();
        Area::around(corners).unwrap_or(Area::EVERYTHING)
    }

    /// As viewers measure it that go by the corners.
    fn height(&self) -> f64 {
        (self.upper_left.0 - self.lower_left.0).hypot(self.upper_left.1 - self.lower_left.1)
    }

    /// With the round ends that some viewers give a highlight, to where its line goes: curves drawn by a quarter of its height.
    fn swollen(&self) -> Area {
        const BULGE: f64 = 0.75 / 4.0;
        let reach = self.height() * BULGE;
        let (x, y) = (self.lower_right.0 - self.lower_left.0, self.lower_right.1 - self.lower_left.1);
        let along = x.hypot(y);
        let (x, y) = if along > 0.0 { (x / along * reach, y / along * reach) } else { (reach, reach) };
        let ends = [
            (self.lower_left.0 - x, self.lower_left.1 - y),
            (self.upper_left.0 - x, self.upper_left.1 - y),
            (self.lower_right.0 + x, self.lower_right.1 + y),
            (self.upper_right.0 + x, self.upper_right.1 + y),
            // Some take every line for a level one.
            (self.upper_left.0 - reach, self.upper_left.1 - reach),
            (self.lower_left.0 - reach, self.lower_left.1 + reach),
            (self.upper_right.0 + reach, self.upper_right.1 - reach),
            (self.lower_right.0 + reach, self.lower_right.1 + reach),
        ];
        Area::around(ends.into_iter().chain(self.corners())).unwrap_or(Area::EVERYTHING)
    }

    /// What some viewers take the quadrilateral for.
    fn boxed(&self) -> [f64; 4] {
        Area::around([self.upper_right, self.lower_left]).unwrap_or(Area::EVERYTHING).sides()
    }

    /// From one side to the other, at this share of the height.
    fn across(&self, share: f64) -> (Place, Place) {
        (between(self.lower_left, self.upper_left, share), between(self.lower_right, self.upper_right, share))
    }

    fn lines_through(&self, thick: f64) -> Vec<Line> {
        let [left, bottom, right, top] = self.boxed();
        let middle = f64::midpoint(bottom, top);
        let ((from, to), (low, other)) = (self.across(0.5), self.across(3.0 / 7.0));
        vec![((left, middle), (right, middle), 1.0), (from, to, 1.0), (low, other, thick)]
    }

    fn lines_under(&self, thick: f64) -> Vec<Line> {
        let [left, bottom, right, _] = self.boxed();
        let ((from, to), (low, other)) = (self.across(0.0), self.across(1.0 / 7.0));
        vec![((left, bottom + 1.0), (right, bottom + 1.0), 1.0), (from, to, 2.0), (low, other, thick)]
    }

    /// As if all was painted between the crests of the waves and their troughs.
    fn waves(&self, thick: f64) -> Vec<Line> {
        let [left, bottom, right, _] = self.boxed();
        let high = self.upper_left.1 - self.lower_left.1;
        let level = self.lower_left.1 + high / 12.0;
        let (from, to) = self.across(1.0 / 14.0);
        vec![
            ((left, bottom + 1.0), (right, bottom + 1.0), 3.0),
            ((self.upper_left.0, level), (self.upper_right.0, level), high.abs() / 6.0 + 1.0),
            (from, to, self.height() / 7.0 + thick),
        ]
    }
}

/// The place this share of the way from one to another.
fn between(from: Place, to: Place, share: f64) -> Place {
    (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
}

/// The numbers of an array.
fn numbers(view: RevisionView<'_>, array: &Object) -> Vec<f64> {
    let items = array.as_array().unwrap_or_default().iter().take(4096);
    items.filter_map(|number| view.resolve(number).as_number()).collect()
}

/// The colour a mark says it has (ISO 32000-2 table 166). Of anything else each viewer makes something else; without one some take
/// yellow and some black.
fn colour_of(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Colour> {
    let listed = view.get(annotation, b"C");
    let number = |item: &Object| view.resolve(item).as_number().filter(|number| (0.0..=1.0).contains(number));
    let numbers: Option<Vec<f64>> = listed.as_array()?.iter().take(5).map(number).collect();
    Colour::from_components(&numbers?)
}

fn border_of(view: RevisionView<'_>, annotation: &Dictionary) -> f64 {
    let border = view.dictionary(annotation, b"BS").map(|style| view.get(&style, b"W"));
    let border = border.or_else(|| view.get(annotation, b"Border").as_array()?.get(2).cloned());
    border.and_then(|width| view.resolve(&width).as_number()).unwrap_or_default()
}

fn mixes(view: RevisionView<'_>, annotation: &Dictionary) -> bool {
    let look = view.dictionary(annotation, b"AP").map(|looks| view.get(&looks, b"N"));
    let resources = look.as_ref().and_then(Object::as_stream);
    let resources = resources.and_then(|look| view.dictionary(&look.dictionary, b"Resources"));
    resources.is_some_and(|resources| plain(&view.get(&resources, b"ExtGState")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(style: Style, numbers: [f64; 8]) -> Mark {
        let quads = Quad::of(&numbers).into_iter().collect();
        Mark { style, quads, is_measured: true, colour: Some(Colour::BLACK), border: 1.0, mixes: false }
    }

    fn leaves(marks: &[Mark], letter: Area) -> bool {
        let inks = marks.iter().map(Mark::ink).collect::<Vec<_>>();
        let is_cut = inks.iter().any(|ink| ink.is_cut);
        let paints = inks.into_iter().flat_map(|ink| ink.paints).collect();
        let ink = Ink { paints, is_cut, ..Ink::default() };
        ink.leaves_legible(letter, Some(Colour::BLACK), &super::super::effort::Effort::new())
    }

    fn level(left: f64, bottom: f64, right: f64, top: f64) -> [f64; 8] {
        [left, top, right, top, left, bottom, right, bottom]
    }

    /// Fourteen points high, as its letters stand in a line.
    const LINE: [f64; 8] = [0.0, 11.0, 90.0, 11.0, 0.0, -3.0, 90.0, -3.0];

    fn letter() -> Area {
        Area::around([(20.0, 0.0), (26.0, 10.0)]).unwrap()
    }

    #[test]
    fn lines_leave_the_words_they_mark_to_be_read() {
        for style in [Style::Squiggly, Style::StrikeOut, Style::Underline] {
            assert!(leaves(&[mark(style, LINE)], letter()), "{style:?}");
        }
        assert!(leaves(&[mark(Style::StrikeOut, LINE), mark(Style::Underline, LINE)], letter()));
        let upright = [29.0, 90.0, 29.0, 0.0, 17.0, 90.0, 17.0, 0.0];
        assert!(leaves(&[mark(Style::Underline, upright)], letter()), "words written upright");
    }

    #[test]
    fn lines_of_what_is_flat_make_a_bar_together() {
        for style in [Style::StrikeOut, Style::Underline] {
            let flat = |at: u32| mark(style, level(0.0, f64::from(at), 90.0, f64::from(at) + 1.0));
            assert!(leaves(&[flat(2)], letter()), "{style:?}");
            assert!(!leaves(&(0..10).map(flat).collect::<Vec<_>>(), letter()), "{style:?}");
        }
    }

    #[test]
    fn the_line_of_what_is_high_is_a_bar() {
        assert!(!leaves(&[mark(Style::StrikeOut, level(0.0, -300.0, 90.0, 300.0))], letter()));
        let sideways = [0.0, -3.0, 0.0, 11.0, 90.0, -3.0, 90.0, 11.0];
        assert!(!leaves(&[mark(Style::Underline, sideways)], letter()), "corners in another order");
    }

    #[test]
    fn highlights_have_round_ends() {
        let beside = mark(Style::Highlight, level(40.0, -300.0, 50.0, 300.0));
        assert!(!leaves(&[beside], letter()));
        assert!(leaves(&[mark(Style::Highlight, level(40.0, -3.0, 90.0, 11.0))], letter()));
    }

    #[test]
    fn waves_without_height_have_no_end() {
        let flat = level(0.0, 5.0, 90.0, 5.0);
        assert!(!mark(Style::Squiggly, flat).is_measured() && mark(Style::Underline, flat).is_measured());
    }
}

//! Glyph outlines as SVG path data and as PDF paths.

use super::font::{FontId, FontSet};
use super::line::Line;
use super::number::push_numbers;

/// The outlines of `line` as SVG path data, its baseline starting at (`x`, `y`) with y going *down*, in points.
#[must_use]
pub fn line_path(fonts: &FontSet, line: &Line, x: f64, y: f64) -> String {
    let mut path = SvgPath { path: String::new() };
    for run in &line.runs {
        for glyph in &run.glyphs {
            let pen = Pen::new(fonts, run.font, line.size, [x + glyph.x, y - glyph.y], Axis::Down);
            pen.draw(glyph.id, &mut path);
        }
    }
    path.path
}

/// The outline of one glyph as PDF path operators without the one that fills; its origin at `origin`, y going up.
pub(super) fn glyph_operators(
    fonts: &FontSet,
    font: FontId,
    size: f64,
    glyph: u16,
    origin: [f64; 2],
) -> String {
    let mut path = PdfPath { path: String::new(), last: origin };
    Pen::new(fonts, font, size, origin, Axis::Up).draw(glyph, &mut path);
    path.path
}

/// Where y goes.
#[derive(Clone, Copy)]
enum Axis {
    Down,
    Up,
}

/// Moves an outline from font units to its place.
struct Pen<'a> {
    face: &'a ttf_parser::Face<'static>,
    origin: [f64; 2],
    scale: [f64; 2],
}

impl<'a> Pen<'a> {
    fn new(fonts: &'a FontSet, font: FontId, size: f64, origin: [f64; 2], axis: Axis) -> Self {
        let font = fonts.font(font);
        let scale = size / font.units_per_em;
        let vertical = match axis {
            Axis::Down => -scale,
            Axis::Up => scale,
        };
        Self { face: &font.face, origin, scale: [scale, vertical] }
    }

    fn draw(&self, glyph: u16, path: &mut impl Path) {
        // A glyph without outline (a space) answers `None`, and there is nothing to draw.
        let _drawn = self.face.outline_glyph(ttf_parser::GlyphId(glyph), &mut Builder { pen: self, path });
    }

    fn place(&self, x: f32, y: f32) -> [f64; 2] {
        [self.origin[0] + f64::from(x) * self.scale[0], self.origin[1] + f64::from(y) * self.scale[1]]
    }
}

trait Path {
    fn move_to(&mut self, to: [f64; 2]);
    fn line_to(&mut self, to: [f64; 2]);
    fn quad_to(&mut self, control: [f64; 2], to: [f64; 2]);
    fn cubic_to(&mut self, first: [f64; 2], second: [f64; 2], to: [f64; 2]);
    fn close(&mut self);
}

struct Builder<'a, P> {
    pen: &'a Pen<'a>,
    path: &'a mut P,
}

impl<P: Path> ttf_parser::OutlineBuilder for Builder<'_, P> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.pen.place(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.pen.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.pen.place(x1, y1), self.pen.place(x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.pen.place(x1, y1), self.pen.place(x2, y2), self.pen.place(x, y));
    }

    fn close(&mut self) {
        self.path.close();
    }
}

struct SvgPath {
    path: String,
}

impl SvgPath {
    fn push(&mut self, command: char, points: &[[f64; 2]]) {
        self.path.push(command);
        push_numbers(&mut self.path, points.as_flattened());
    }
}

impl Path for SvgPath {
    fn move_to(&mut self, to: [f64; 2]) {
        self.push('M', &[to]);
    }

    fn line_to(&mut self, to: [f64; 2]) {
        self.push('L', &[to]);
    }

    fn quad_to(&mut self, control: [f64; 2], to: [f64; 2]) {
        self.push('Q', &[control, to]);
    }

    fn cubic_to(&mut self, first: [f64; 2], second: [f64; 2], to: [f64; 2]) {
        self.push('C', &[first, second, to]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

struct PdfPath {
    path: String,
    last: [f64; 2],
}

impl PdfPath {
    fn push(&mut self, points: &[[f64; 2]], operator: &str) {
        push_numbers(&mut self.path, points.as_flattened());
        self.path.push_str(operator);
        self.last = points.last().copied().unwrap_or(self.last);
    }
}

impl Path for PdfPath {
    fn move_to(&mut self, to: [f64; 2]) {
        self.push(&[to], " m\n");
    }

    fn line_to(&mut self, to: [f64; 2]) {
        self.push(&[to], " l\n");
    }

    fn quad_to(&mut self, control: [f64; 2], to: [f64; 2]) {
        let [first, second] = to_cubic(self.last, control, to);
        self.cubic_to(first, second, to);
    }

    fn cubic_to(&mut self, first: [f64; 2], second: [f64; 2], to: [f64; 2]) {
        self.push(&[first, second, to], " c\n");
    }

    fn close(&mut self) {
        self.path.push_str("h\n");
    }
}

/// The two control points of the cubic curve, the only kind PDF knows, that is the same as this quadratic one.
pub(crate) fn to_cubic(from: [f64; 2], control: [f64; 2], to: [f64; 2]) -> [[f64; 2]; 2] {
    [from, to].map(|end| [0, 1].map(|axis| end[axis] + (control[axis] - end[axis]) * 2.0 / 3.0))
}

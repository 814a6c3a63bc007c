//! What the operators of a content stream draw: glyphs with their places, and the lines of paths.

use std::collections::HashMap;
use std::rc::Rc;

use super::Budget;
use super::font::Font;
use super::matrix::Matrix;
use super::operators::operators;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// Forms inside forms.
const DEPTH_LIMIT: usize = 6;
/// Decoded content of one form, in bytes.
const FORM_LIMIT: usize = 4 << 20;
/// `q` without `Q`.
const STACK_LIMIT: usize = 256;
/// Lines of paths that are kept.
const SHAPES_LIMIT: usize = 40_000;
/// Text that rises or falls by more than this, in parts of its run, is not read.
const SLOPE: f64 = 0.03;

/// A glyph as seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    /// The font size, as seen.
    pub(super) size: f64,
}

/// A straight line or a rectangle of a path that was painted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// From corner to corner, with the width of the stroke.
    Line([f64; 4], f64),
    /// Left, top, right, bottom; stroked.
    Frame([f64; 4]),
    /// Left, top, right, bottom; filled and not stroked.
    Fill([f64; 4]),
}

/// All that was drawn.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) shapes: Vec<Shape>,
}

/// Draws `content` under `matrix`.
pub(super) fn read(
    view: RevisionView<'_>,
    content: &[u8],
    resources: &Dictionary,
    matrix: Matrix,
    budget: &mut Budget,
) -> Shown {
    let mut interpreter = Interpreter { view, budget, shown: Shown::default() };
    interpreter.draw(content, resources, matrix, 0);
    interpreter.shown
}

/// The graphics state, as far as it moves what is drawn (8.4, 9.3).
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    line_width: f64,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    /// `Tz`, as a factor.
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// One content stream on its way.
struct Run<'r> {
    resources: &'r Dictionary,
    fonts: HashMap<Vec<u8>, Rc<Font>>,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// The path under construction, in the space it was drawn in already applied.
    path: Vec<Shape>,
    start: (f64, f64),
    at: (f64, f64),
    depth: usize,
}

struct Interpreter<'a, 'b> {
    view: RevisionView<'a>,
    budget: &'b mut Budget,
    shown: Shown,
}

impl Interpreter<'_, '_> {
    fn draw(&mut self, content: &[u8], resources: &Dictionary, matrix: Matrix, depth: usize) {
        let state = State {
            matrix,
            line_width: 1.0,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut run = Run {
            resources,
            fonts: HashMap::new(),
            state,
            stack: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            start: (0.0, 0.0),
            at: (0.0, 0.0),
            depth,
        };
        operators(content, |operator, operands| {
            if self.budget.operators == 0 {
                return false;
            }
            self.budget.operators -= 1;
            self.step(&mut run, operator, operands);
            true
        });
    }

    fn step(&mut self, run: &mut Run<'_>, operator: &[u8], operands: &[Object]) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::as_number).collect();
        match operator {
            b"q" if run.stack.len() < STACK_LIMIT => run.stack.push(run.state.clone()),
            b"Q" => run.state = run.stack.pop().unwrap_or_else(|| run.state.clone()),
            b"cm" => run.transform(&numbers),
            b"w" => run.state.line_width = numbers.first().copied().unwrap_or(1.0),
            b"Do" => self.external(run, operands),
            b"Tf" => self.set_font(run, operands, &numbers),
            b"Tj" => self.show(run, operands.first()),
            b"'" => {
                run.next_line();
                self.show(run, operands.first());
            }
            b"\"" => {
                if let [word, character, ..] = numbers[..] {
                    (run.state.word_space, run.state.character_space) = (word, character);
                }
                run.next_line();
                self.show(run, operands.last());
            }
            b"TJ" => self.show_spaced(run, operands.first()),
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => self.paint(run, Paint::Stroke),
            b"f" | b"F" | b"f*" => self.paint(run, Paint::Fill),
            b"n" => run.path.clear(),
            _ => run.move_pen(operator, &numbers),
        }
    }

    fn set_font(&mut self, run: &mut Run<'_>, operands: &[Object], numbers: &[f64]) {
        run.state.size = numbers.last().copied().unwrap_or(0.0);
        let Some(name) = operands.first().and_then(Object::as_name) else { return };
        if let Some(known) = run.fonts.get(name) {
            run.state.font = Some(Rc::clone(known));
            return;
        }
        let fonts = self.view.dictionary(run.resources, b"Font").unwrap_or_default();
        let Some(dictionary) = self.view.dictionary(&fonts, name) else { return };
        let font = Rc::new(Font::read(self.view, &dictionary));
        if run.fonts.len() < STACK_LIMIT {
            run.fonts.insert(name.to_vec(), Rc::clone(&font));
        }
        run.state.font = Some(font);
    }

    fn show_spaced(&mut self, run: &mut Run<'_>, operand: Option<&Object>) {
        for item in operand.and_then(Object::as_array).unwrap_or_default() {
            match item.as_number() {
                Some(number) => {
                    run.advance(-number / 1000.0 * run.state.size * run.state.stretch);
                }
                None => self.show(run, Some(item)),
            }
        }
    }

    fn show(&mut self, run: &mut Run<'_>, operand: Option<&Object>) {
        let Some(shown) = operand.and_then(Object::as_string) else { return };
        let Some(font) = run.state.font.clone() else { return };
        for code in font.codes(shown) {
            if self.budget.glyphs == 0 {
                return;
            }
            self.budget.glyphs -= 1;
            let state = &run.state;
            let is_space = code == b" ";
            let gap = state.character_space + if is_space { state.word_space } else { 0.0 };
            let width = font.width(code) * state.size;
            if let Some(glyph) = run.glyph(font.text(code), width * state.stretch) {
                self.shown.glyphs.push(glyph);
            }
            run.advance((width + gap) * run.state.stretch);
        }
    }

    fn paint(&mut self, run: &mut Run<'_>, paint: Paint) {
        let path = std::mem::take(&mut run.path);
        let room = SHAPES_LIMIT.saturating_sub(self.shown.shapes.len());
        let width = run.state.line_width.abs() * run.state.matrix.scale();
        self.shown.shapes.extend(path.into_iter().filter_map(|shape| paint.of(shape, width)).take(room));
    }

    /// A form is drawn where it is used (8.10); pictures draw nothing that is read here.
    fn external(&mut self, run: &mut Run<'_>, operands: &[Object]) {
        let Some(name) = operands.first().and_then(Object::as_name) else { return };
        if run.depth >= DEPTH_LIMIT || self.budget.forms == 0 {
            return;
        }
        let objects = self.view.dictionary(run.resources, b"XObject").unwrap_or_default();
        let object = self.view.get(&objects, name);
        let Some(stream) = object.as_stream() else { return };
        if self.view.get(&stream.dictionary, b"Subtype").as_name() != Some(b"Form") {
            return;
        }
        self.budget.forms -= 1;
        let Some(content) = self.view.decode(stream, FORM_LIMIT) else { return };
        let own = self.view.get(&stream.dictionary, b"Matrix");
        let own: Vec<f64> = own.as_array().unwrap_or_default().iter().filter_map(Object::as_number).collect();
        let own = own.try_into().map_or(Matrix::IDENTITY, Matrix);
        let resources = self.view.dictionary(&stream.dictionary, b"Resources");
        let resources = resources.unwrap_or_else(|| run.resources.clone());
        self.draw(&content, &resources, own.then(run.state.matrix), run.depth + 1);
    }
}

#[derive(Clone, Copy)]
enum Paint {
    Stroke,
    Fill,
}

impl Paint {
    /// What becomes of a part of the path, the stroke being so wide.
    fn of(self, shape: Shape, width: f64) -> Option<Shape> {
        match (self, shape) {
            (Self::Stroke, Shape::Line(corners, _)) => Some(Shape::Line(corners, width)),
            (Self::Stroke, Shape::Frame(edges) | Shape::Fill(edges)) => Some(Shape::Frame(edges)),
            (Self::Fill, Shape::Frame(edges) | Shape::Fill(edges)) => Some(Shape::Fill(edges)),
            // Filled outlines of straight lines are letters and ornaments.
            (Self::Fill, Shape::Line(..)) => None,
        }
    }
}

impl Run<'_> {
    fn transform(&mut self, numbers: &[f64]) {
        if let Ok(matrix) = <[f64; 6]>::try_from(numbers) {
            let next = Matrix(matrix).then(self.state.matrix);
            if next.is_finite() {
                self.state.matrix = next;
            }
        }
    }

    fn move_pen(&mut self, operator: &[u8], numbers: &[f64]) {
        let one = numbers.first().copied().unwrap_or(0.0);
        match (operator, numbers) {
            (b"BT", _) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Tc", _) => self.state.character_space = one,
            (b"Tw", _) => self.state.word_space = one,
            (b"Tz", _) => self.state.stretch = one / 100.0,
            (b"TL", _) => self.state.leading = one,
            (b"Ts", _) => self.state.rise = one,
            (b"T*", _) => self.next_line(),
            (b"Td", [x, y]) => self.move_line(*x, *y),
            (b"TD", [x, y]) => {
                self.state.leading = -y;
                self.move_line(*x, *y);
            }
            (b"Tm", [a, b, c, d, e, f]) => {
                self.line = Matrix([*a, *b, *c, *d, *e, *f]);
                self.text = self.line;
            }
            (b"m", [x, y]) => {
                self.start = (*x, *y);
                self.at = self.start;
            }
            (b"l", [x, y]) => self.line_to((*x, *y)),
            (b"c", [.., x, y]) | (b"v" | b"y", [_, _, x, y]) => self.at = (*x, *y),
            (b"h", _) => self.line_to(self.start),
            (b"re", [x, y, width, height]) => self.rectangle(*x, *y, *width, *height),
            _ => {}
        }
    }

    fn line_to(&mut self, to: (f64, f64)) {
        let (x1, y1) = self.state.matrix.apply(self.at.0, self.at.1);
        let (x2, y2) = self.state.matrix.apply(to.0, to.1);
        self.keep(Shape::Line([x1, y1, x2, y2], 0.0));
        self.at = to;
    }

    fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let (x1, y1) = self.state.matrix.apply(x, y);
        let (x2, y2) = self.state.matrix.apply(x + width, y + height);
        self.keep(Shape::Frame([x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)]));
        self.start = (x, y);
        self.at = self.start;
    }

    fn keep(&mut self, shape: Shape) {
        if self.path.len() < SHAPES_LIMIT {
            self.path.push(shape);
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, by, 0.0]).then(self.text);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    /// Where the glyph stands that comes next; `None` for one that does not stand upright on the page as seen.
    fn glyph(&self, text: &str, width: f64) -> Option<Glyph> {
        let matrix = self.text.then(self.state.matrix);
        let (left, baseline) = matrix.apply(0.0, self.state.rise);
        let (right, end) = matrix.apply(width, self.state.rise);
        let [_, _, c, d, ..] = matrix.0;
        let size = self.state.size.abs() * c.hypot(d);
        let run = right - left;
        let is_upright = run >= 0.0 && (end - baseline).abs() <= SLOPE * run + 0.01 && d <= 0.0;
        let is_sane = [left, right, baseline, size].iter().all(|number| number.is_finite());
        (is_upright && is_sane && size > 0.0).then(|| Glyph {
            text: text.to_owned(),
            left,
            right,
            baseline,
            size,
        })
    }
}

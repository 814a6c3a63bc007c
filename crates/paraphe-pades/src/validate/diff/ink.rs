//! Where text stands on a page, roughly: each glyph as a point with its code, for saying whether something new lies over it.
//! Widths come from the font where it has them; half an em otherwise. Nothing is drawn.

use super::content::{Operand, operators};
use paraphe_pdf::{Dictionary, Object, RevisionView};
use std::collections::{BTreeSet, HashMap};

/// Content beyond this many bytes is not read.
const CONTENT_LIMIT: usize = 16 << 20;
/// Glyphs beyond this many are not kept.
const GLYPHS_LIMIT: usize = 200_000;
/// Annotations of a page beyond this many are not looked at.
const ANNOTATIONS_LIMIT: usize = 500;
/// How deep forms may stand in forms.
const DEPTH_LIMIT: usize = 8;
/// How many forms are drawn in all; forms that draw forms can multiply.
const FORMS_LIMIT: usize = 500;
/// The middle of a glyph above its baseline, in ems.
const MIDDLE: f64 = 0.3;

/// A rectangle on a page: left, bottom, right, top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Area {
    /// The `/Rect` of an annotation.
    pub(super) fn of(view: RevisionView<'_>, annotation: &Dictionary) -> Option<Self> {
        Self::from_array(view, &view.get(annotation, b"Rect"))
    }

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.bottom >= self.top
    }

    fn width(self) -> f64 {
        self.right - self.left
    }

    fn height(self) -> f64 {
        self.top - self.bottom
    }

    fn from_array(view: RevisionView<'_>, array: &Object) -> Option<Self> {
        let numbers: Vec<f64> =
            array.as_array()?.iter().filter_map(|number| view.resolve(number).as_number()).collect();
        let [x, y, other_x, other_y] = numbers[..] else { return None };
        Some(Self {
            left: x.min(other_x),
            bottom: y.min(other_y),
            right: x.max(other_x),
            top: y.max(other_y),
        })
    }

    fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }
}

/// A glyph that is shown.
#[derive(Debug, Clone, PartialEq)]
struct Glyph {
    code: u32,
    at: (f64, f64),
}

/// The text of a page or an appearance.
#[derive(Debug, Default)]
pub(super) struct Ink {
    glyphs: Vec<Glyph>,
    /// Some text is in a font whose codes are no letters.
    is_coded: bool,
    /// Something else than text is drawn as a whole: an image, a shading.
    has_pictures: bool,
    has_fills: bool,
    has_strokes: bool,
}

impl Ink {
    pub(super) fn of_page(view: RevisionView<'_>, page: &Dictionary) -> Self {
        let contents = view.get(page, b"Contents");
        let mut content = Vec::new();
        let single = std::slice::from_ref(&contents);
        for part in contents.as_array().unwrap_or(single) {
            let part = view.resolve(part);
            let left = CONTENT_LIMIT.saturating_sub(content.len());
            if let Some(bytes) = part.as_stream().and_then(|stream| view.decode(stream, left)) {
                content.extend(bytes);
                content.push(b'\n');
            }
        }
        let mut ink = Self::of(view, &content, &inherited(view, page, b"Resources"));
        let annotations = view.get(page, b"Annots");
        for annotation in annotations.as_array().unwrap_or_default().iter().take(ANNOTATIONS_LIMIT) {
            if let Some(annotation) = view.resolve(annotation).as_dictionary() {
                ink.add_annotation(view, annotation);
            }
        }
        ink
    }

    /// Adds what an annotation shows, brought from its box into its rectangle (ISO 32000-2 §12.5.5, without its matrix).
    fn add_annotation(&mut self, view: RevisionView<'_>, annotation: &Dictionary) {
        let place = || {
            let rect = Area::of(view, annotation)?;
            let normal = view.get(&view.dictionary(annotation, b"AP")?, b"N");
            let stream = normal.as_stream()?;
            let bounds = Area::from_array(view, &view.get(&stream.dictionary, b"BBox"))?;
            let own = Self::of_form(view, &normal)?;
            (!rect.is_empty() && !bounds.is_empty()).then_some((rect, bounds, own))
        };
        let Some((rect, bounds, own)) = place() else { return };
        let (wide, high) = (rect.width() / bounds.width(), rect.height() / bounds.height());
        let moved = |(x, y): (f64, f64)| {
            (rect.left + (x - bounds.left) * wide, rect.bottom + (y - bounds.bottom) * high)
        };
        self.glyphs.extend(own.glyphs.into_iter().map(|glyph| Glyph { at: moved(glyph.at), ..glyph }));
    }

    /// The text of a form XObject.
    pub(super) fn of_form(view: RevisionView<'_>, form: &Object) -> Option<Self> {
        let stream = form.as_stream()?;
        let content = view.decode(stream, CONTENT_LIMIT)?;
        Some(Self::of(view, &content, &view.get(&stream.dictionary, b"Resources")))
    }

    fn of(view: RevisionView<'_>, content: &[u8], resources: &Object) -> Self {
        let mut pen = Pen { view, ink: Self::default(), forms: 0, fonts: HashMap::new() };
        pen.draw(content, resources.as_dictionary().unwrap_or(&Dictionary::new()), IDENTITY, 0);
        pen.ink
    }

    /// The different codes of glyphs within an area, white space left out. A line of dots or dashes is one code.
    pub(super) fn within(&self, area: Area) -> BTreeSet<u32> {
        self.glyphs
            .iter()
            .filter(|glyph| glyph.code > 32 && area.holds(glyph.at))
            .map(|glyph| glyph.code)
            .collect()
    }

    /// The text, if its codes are letters.
    pub(super) fn text(&self) -> Option<String> {
        let letters = || self.glyphs.iter().filter_map(|glyph| letter(glyph.code)).collect();
        (!self.is_coded).then(letters)
    }

    /// Whether images or shadings are drawn, which may show anything.
    pub(super) fn has_pictures(&self) -> bool {
        self.has_pictures
    }

    /// Whether text is shown.
    pub(super) fn has_text(&self) -> bool {
        !self.glyphs.is_empty()
    }

    /// Whether anything is drawn.
    pub(super) fn draws_anything(&self) -> bool {
        self.has_text() || self.has_pictures || self.has_fills || self.has_strokes
    }

    /// Whether areas are filled.
    pub(super) fn has_fills(&self) -> bool {
        self.has_fills
    }
}

/// The letter of a code in WinAnsiEncoding (ISO 32000-2 annex D), as far as it is one.
fn letter(code: u32) -> Option<char> {
    match code {
        0x80 => Some('€'),
        0x83 => Some('ƒ'),
        0x8A => Some('Š'),
        0x8C => Some('Œ'),
        0x8E => Some('Ž'),
        0x9A => Some('š'),
        0x9C => Some('œ'),
        0x9E => Some('ž'),
        0x9F => Some('Ÿ'),
        other => char::from_u32(other),
    }
}

/// An attribute of a page, own or inherited.
fn inherited(view: RevisionView<'_>, page: &Dictionary, key: &[u8]) -> Object {
    let mut node = page.clone();
    for _ in 0..32 {
        let value = view.get(&node, key);
        if value != Object::Null {
            return value;
        }
        match view.dictionary(&node, b"Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    Object::Null
}

type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(first: Matrix, then: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [ta, tb, tc, td, te, tf] = then;
    [
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    ]
}

fn apply(matrix: Matrix, x: f64, y: f64) -> (f64, f64) {
    let [a, b, c, d, e, f] = matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// What is known about a font.
#[derive(Debug, Clone, Default)]
struct Font {
    is_composite: bool,
    /// Its codes are not those of Latin text.
    is_coded: bool,
    /// Codes above ASCII are those of WinAnsiEncoding.
    is_latin: bool,
    first: u32,
    widths: Vec<f64>,
}

impl Font {
    fn read(view: RevisionView<'_>, font: &Dictionary) -> Self {
        let is = |name: &[u8]| view.get(font, b"Subtype").as_name() == Some(name);
        let encoding = view.get(font, b"Encoding");
        let differs = encoding
            .as_dictionary()
            .is_some_and(|encoding| renames(view, &view.get(encoding, b"Differences")));
        let widths = view.get(font, b"Widths");
        let number = |item: &Object| view.resolve(item).as_number().unwrap_or(500.0) / 1000.0;
        Self {
            is_composite: is(b"Type0"),
            is_coded: is(b"Type0") || is(b"Type3") || differs,
            is_latin: encoding.as_name() == Some(b"WinAnsiEncoding"),
            first: view
                .get(font, b"FirstChar")
                .as_integer()
                .and_then(|first| u32::try_from(first).ok())
                .unwrap_or(0),
            widths: widths.as_array().unwrap_or_default().iter().take(512).map(number).collect(),
        }
    }

    fn width(&self, code: u32) -> f64 {
        let index = code.checked_sub(self.first).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| self.widths.get(index)).copied().unwrap_or(0.5)
    }
}

/// Whether an encoding's /Differences give an ASCII letter or digit another meaning.
fn renames(view: RevisionView<'_>, differences: &Object) -> bool {
    const DIGITS: [&[u8]; 10] =
        [b"zero", b"one", b"two", b"three", b"four", b"five", b"six", b"seven", b"eight", b"nine"];
    let mut code = 0i64;
    for item in differences.as_array().unwrap_or_default() {
        let item = view.resolve(item);
        if let Some(start) = item.as_integer() {
            code = start;
            continue;
        }
        let Some(name) = item.as_name() else { continue };
        let octet = u8::try_from(code).unwrap_or_default();
        let is_own = match octet {
            b'0'..=b'9' => name == DIGITS[usize::from(octet - b'0')],
            b'A'..=b'Z' | b'a'..=b'z' => name == [octet],
            _ => true,
        };
        if !is_own {
            return true;
        }
        code = code.saturating_add(1);
    }
    false
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Font>,
    size: f64,
    leading: f64,
    stretch: f64,
    between_letters: f64,
    between_words: f64,
    rise: f64,
}

struct Pen<'a> {
    view: RevisionView<'a>,
    ink: Ink,
    forms: usize,
    fonts: HashMap<(usize, Vec<u8>), Font>,
}

impl Pen<'_> {
    fn draw(&mut self, content: &[u8], resources: &Dictionary, matrix: Matrix, depth: usize) {
        let start = State {
            matrix,
            font: None,
            size: 0.0,
            leading: 0.0,
            stretch: 1.0,
            between_letters: 0.0,
            between_words: 0.0,
            rise: 0.0,
        };
        let mut run =
            Run { state: start, saved: Vec::new(), line: IDENTITY, text: IDENTITY, form: self.forms };
        operators(content, |operator, operands| {
            match (operator, operands) {
                (b"Do", [Operand::Name(name)]) => self.external(name, resources, run.state.matrix, depth),
                (b"BI" | b"sh", _) => self.ink.has_pictures = true,
                (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*", _) => self.ink.has_fills = true,
                (b"S" | b"s", _) => self.ink.has_strokes = true,
                (b"Tf", [Operand::Name(name), Operand::Number(size)]) => {
                    run.state.font = Some(self.font(run.form, name, resources));
                    run.state.size = *size;
                }
                (b"Tj", [Operand::Text(text)]) => self.show(&mut run, text),
                (b"'", [Operand::Text(text)]) | (b"\"", [_, _, Operand::Text(text)]) => {
                    run.next_line();
                    self.show(&mut run, text);
                }
                (b"TJ", [Operand::Texts(parts)]) => {
                    for part in parts {
                        match part {
                            Operand::Text(text) => self.show(&mut run, text),
                            Operand::Number(back) => run.advance(-back / 1000.0 * run.state.size),
                            Operand::Name(_) | Operand::Texts(_) => {}
                        }
                    }
                }
                _ => run.step(operator, &numbers(operands)),
            }
            self.ink.glyphs.len() < GLYPHS_LIMIT
        });
    }

    fn font(&mut self, form: usize, name: &[u8], resources: &Dictionary) -> Font {
        let view = self.view;
        let read = || {
            let fonts = view.dictionary(resources, b"Font")?;
            view.dictionary(&fonts, name).map(|font| Font::read(view, &font))
        };
        self.fonts.entry((form, name.to_vec())).or_insert_with(|| read().unwrap_or_default()).clone()
    }

    fn external(&mut self, name: &[u8], resources: &Dictionary, matrix: Matrix, depth: usize) {
        let objects = self.view.dictionary(resources, b"XObject").unwrap_or_default();
        let object = self.view.get(&objects, name);
        let Some(stream) = object.as_stream() else { return };
        if self.view.get(&stream.dictionary, b"Subtype").as_name() != Some(b"Form") {
            self.ink.has_pictures = true;
            return;
        }
        if depth >= DEPTH_LIMIT || self.forms >= FORMS_LIMIT {
            return;
        }
        self.forms += 1;
        let Some(content) = self.view.decode(stream, CONTENT_LIMIT) else { return };
        let own = self.view.get(&stream.dictionary, b"Matrix");
        let own: Vec<f64> = own
            .as_array()
            .unwrap_or_default()
            .iter()
            .filter_map(|number| self.view.resolve(number).as_number())
            .collect();
        let own: Matrix = own.try_into().unwrap_or(IDENTITY);
        let inner = self.view.dictionary(&stream.dictionary, b"Resources");
        self.draw(&content, inner.as_ref().unwrap_or(resources), times(own, matrix), depth + 1);
    }

    fn show(&mut self, run: &mut Run, text: &[u8]) {
        let font = run.state.font.clone().unwrap_or_default();
        let is_ascii = text.iter().all(u8::is_ascii);
        self.ink.is_coded |= font.is_coded || !(is_ascii || font.is_latin);
        let codes: Vec<u32> = if font.is_composite {
            text.chunks(2)
                .map(|pair| pair.iter().fold(0, |code, octet| code << 8 | u32::from(*octet)))
                .collect()
        } else {
            text.iter().map(|octet| u32::from(*octet)).collect()
        };
        for code in codes {
            let width = font.width(code) * run.state.size;
            let trm = times(run.text, run.state.matrix);
            let middle =
                apply(trm, width * run.state.stretch / 2.0, run.state.rise + MIDDLE * run.state.size);
            // A composite font's codes are glyph numbers: none of them is known to be white space.
            let code = if font.is_composite { code.saturating_add(0x100) } else { code };
            if self.ink.glyphs.len() < GLYPHS_LIMIT {
                self.ink.glyphs.push(Glyph { code, at: middle });
            }
            let space = if code == 32 { run.state.between_words } else { 0.0 };
            run.advance(width + run.state.between_letters + space);
        }
    }
}

/// Where a content stream has got to.
struct Run {
    state: State,
    saved: Vec<State>,
    line: Matrix,
    text: Matrix,
    form: usize,
}

impl Run {
    fn advance(&mut self, by: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by * self.state.stretch, 0.0], self.text);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn next_line(&mut self) {
        self.move_line(0.0, -self.state.leading);
    }

    fn step(&mut self, operator: &[u8], numbers: &[f64]) {
        match (operator, numbers) {
            (b"q", _) if self.saved.len() < 256 => self.saved.push(self.state.clone()),
            (b"Q", _) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            (b"cm", [a, b, c, d, e, f]) => {
                self.state.matrix = times([*a, *b, *c, *d, *e, *f], self.state.matrix);
            }
            (b"BT", _) => (self.line, self.text) = (IDENTITY, IDENTITY),
            (b"Tm", [a, b, c, d, e, f]) => {
                self.line = [*a, *b, *c, *d, *e, *f];
                self.text = self.line;
            }
            (b"Td", [x, y]) => self.move_line(*x, *y),
            (b"TD", [x, y]) => {
                self.state.leading = -y;
                self.move_line(*x, *y);
            }
            (b"T*", _) => self.next_line(),
            (b"TL", [leading]) => self.state.leading = *leading,
            (b"Tz", [percent]) => self.state.stretch = percent / 100.0,
            (b"Tc", [space]) => self.state.between_letters = *space,
            (b"Tw", [space]) => self.state.between_words = *space,
            (b"Ts", [rise]) => self.state.rise = *rise,
            _ => {}
        }
    }
}

fn numbers(operands: &[Operand]) -> Vec<f64> {
    let number = |operand: &Operand| if let Operand::Number(number) = operand { Some(*number) } else { None };
    operands.iter().filter_map(number).collect()
}

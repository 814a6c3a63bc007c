//! The text of a document as a program finds it: every run that one operator shows, with the place of its baseline.
//!
//! This is what decides whether a stamped tag is *real* text. A picture of the tag, outlines, or a tag spread over
//! several runs is not found, here as with the service.

use paraphe_pdf::{Dictionary, Object, PdfFile, RevisionView};

use super::content::{Operation, operations};
use super::to_unicode::ToUnicode;

/// Content beyond this many bytes is not read.
const MAX_CONTENT: usize = 64 << 20;
/// Forms may be drawn inside forms this deep.
const MAX_DEPTH: usize = 12;

/// Text that one operator shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextRun {
    /// Page, counted from 1.
    pub(crate) page: u32,
    /// Where the baseline begins: points from the left of the page's user space.
    pub(crate) x: f64,
    /// Points from its bottom.
    pub(crate) y: f64,
    /// What it says.
    pub(crate) text: String,
}

/// Every run of the document as it is now, page by page in drawing order.
pub(crate) fn text_runs(pdf: &PdfFile) -> Vec<TextRun> {
    let view = pdf.current();
    let mut runs = Vec::new();
    for page in 1..=pdf.page_count() {
        let Some(id) = pdf.page_id(page) else { continue };
        let Some(dictionary) = view.object(id).as_dictionary().cloned() else { continue };
        let content = page_content(view, &dictionary);
        let resources = inherited(view, dictionary, b"Resources");
        let mut walk = Walk { view, page, runs: &mut runs };
        walk.content(&content, &resources, Matrix::IDENTITY, 0);
    }
    runs
}

/// The page's content streams as one, separated by a space (7.8.2).
fn page_content(view: RevisionView<'_>, page: &Dictionary) -> Vec<u8> {
    let contents = view.get(page, b"Contents");
    let parts = contents.as_array().map_or_else(|| vec![contents.clone()], <[Object]>::to_vec);
    let mut all = Vec::new();
    for part in parts {
        if let Object::Stream(stream) = view.resolve(&part) {
            all.extend(view.decode(&stream, MAX_CONTENT).unwrap_or_default());
            all.push(b' ');
        }
    }
    all
}

/// The dictionary under `key`, the page's own or its nearest ancestor's (7.7.3.4).
fn inherited(view: RevisionView<'_>, mut node: Dictionary, key: &[u8]) -> Dictionary {
    for _ in 0..MAX_DEPTH {
        if let Some(found) = view.dictionary(&node, key) {
            return found;
        }
        let Some(parent) = view.dictionary(&node, b"Parent") else { break };
        node = parent;
    }
    Dictionary::default()
}

/// `[a b c d e f]`, applied to row vectors (8.3.3).
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }
}

struct Walk<'a> {
    view: RevisionView<'a>,
    page: u32,
    runs: &'a mut Vec<TextRun>,
}

/// What `q` saves, as far as text is concerned.
#[derive(Clone)]
struct Graphics {
    matrix: Matrix,
    font: Option<Font>,
    leading: f64,
}

#[derive(Clone)]
struct Font {
    to_unicode: Option<ToUnicode>,
    code_bytes: usize,
}

impl Walk<'_> {
    fn content(&mut self, content: &[u8], resources: &Dictionary, matrix: Matrix, depth: usize) {
        let mut now = Graphics { matrix, font: None, leading: 0.0 };
        let mut saved = Vec::new();
        let (mut line, mut place) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in operations(content) {
            match operation.operator.as_slice() {
                b"q" => saved.push(now.clone()),
                b"Q" => now = saved.pop().unwrap_or(now),
                b"cm" => {
                    if let Some(values) = operation.numbers::<6>() {
                        now.matrix = Matrix(values).then(now.matrix);
                    }
                }
                b"Tf" => now.font = operation.name().and_then(|name| self.font(resources, name)),
                b"TL" => now.leading = operation.numbers::<1>().map_or(0.0, |[leading]| leading),
                b"Do" if depth < MAX_DEPTH => self.form(&operation, resources, now.matrix, depth),
                _ => {
                    if moves(&operation, &mut now, &mut line) {
                        place = line;
                    }
                    if matches!(operation.operator.as_slice(), b"Tj" | b"TJ" | b"'" | b"\"") {
                        self.show(&operation.codes(), now.font.as_ref(), place.then(now.matrix));
                    }
                }
            }
        }
    }

    fn show(&mut self, codes: &[u8], font: Option<&Font>, place: Matrix) {
        let text = font.map_or_else(|| latin(codes), |font| font.read(codes));
        let [.., x, y] = place.0;
        self.runs.push(TextRun { page: self.page, x, y, text });
    }

    fn form(&mut self, operation: &Operation, resources: &Dictionary, matrix: Matrix, depth: usize) {
        let named = operation.name().zip(self.view.dictionary(resources, b"XObject"));
        let Some((name, objects)) = named else { return };
        let Object::Stream(stream) = self.view.get(&objects, name) else { return };
        if self.view.get(&stream.dictionary, b"Subtype").as_name() != Some(b"Form") {
            return;
        }
        let own = self.view.dictionary(&stream.dictionary, b"Resources");
        let values = self.view.get(&stream.dictionary, b"Matrix");
        let values: Option<Vec<f64>> =
            values.as_array().and_then(|items| items.iter().map(Object::as_number).collect());
        let form = values.and_then(|values| values.try_into().ok()).map_or(Matrix::IDENTITY, Matrix);
        let content = self.view.decode(&stream, MAX_CONTENT).unwrap_or_default();
        self.content(&content, own.as_ref().unwrap_or(resources), form.then(matrix), depth + 1);
    }

    fn font(&self, resources: &Dictionary, name: &[u8]) -> Option<Font> {
        let fonts = self.view.dictionary(resources, b"Font")?;
        let font = self.view.dictionary(&fonts, name)?;
        let map = self.view.get(&font, b"ToUnicode");
        let map = map.as_stream().and_then(|stream| self.view.decode(stream, MAX_CONTENT));
        let to_unicode = map.map(|map| ToUnicode::parse(&map));
        let is_composite = self.view.get(&font, b"Subtype").as_name() == Some(b"Type0");
        Some(Font { to_unicode, code_bytes: if is_composite { 2 } else { 1 } })
    }
}

/// Operators that begin a new line of text; says whether this was one.
fn moves(operation: &Operation, now: &mut Graphics, line: &mut Matrix) -> bool {
    match operation.operator.as_slice() {
        b"BT" => *line = Matrix::IDENTITY,
        b"Tm" => *line = operation.numbers::<6>().map_or(*line, Matrix),
        b"Td" | b"TD" => {
            let Some([x, y]) = operation.numbers::<2>() else { return false };
            if operation.operator == b"TD" {
                now.leading = -y;
            }
            *line = Matrix::shift(x, y).then(*line);
        }
        b"T*" | b"'" | b"\"" => *line = Matrix::shift(0.0, -now.leading).then(*line),
        _ => return false,
    }
    true
}

impl Font {
    fn read(&self, codes: &[u8]) -> String {
        let Some(map) = &self.to_unicode else {
            // Without a map, only the codes of a simple font say something.
            return if self.code_bytes == 1 { latin(codes) } else { String::new() };
        };
        codes.chunks(self.code_bytes).map(|code| map.text(code)).collect()
    }
}

/// Latin-1, which agrees with the standard encodings in all characters a tag is made of.
fn latin(codes: &[u8]) -> String {
    codes.iter().copied().map(char::from).collect()
}

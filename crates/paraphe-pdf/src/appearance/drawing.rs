//! The same elements as a PDF content stream and as SVG.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::{AppearanceForm, FormPicture};
use super::{Appearance, Element, HAIRLINE_WIDTH, Shade};
use crate::picture::Picture;
use crate::text::{FontSet, PreparedFonts, TextEmbedding, line_path, push_number, push_numbers, to_cubic};

impl Appearance {
    /// The appearance as a content stream with the fonts it needs.
    #[must_use]
    pub fn to_form(&self) -> AppearanceForm {
        let mut embedding = TextEmbedding::new(FontSet::bundled());
        let form = self.draw(&mut embedding);
        AppearanceForm { fonts: embedding.finish(), ..form }
    }

    /// The same with fonts that are there already; `None` if they lack a glyph.
    pub(crate) fn to_prepared_form(&self, prepared: &PreparedFonts) -> Option<AppearanceForm> {
        let mut embedding = prepared.embedding.clone();
        let form = self.draw(&mut embedding);
        embedding.is_within(&prepared.embedding).then_some(form)
    }

    /// The content and the pictures; the fonts are what `embedding` collects.
    fn draw(&self, embedding: &mut TextEmbedding<'_>) -> AppearanceForm {
        let mut content = Vec::from(*b"q\n");
        let mut pictures: Vec<FormPicture> = Vec::new();
        for element in &self.elements {
            match element {
                Element::Picture { picture, place } => {
                    content.extend_from_slice(&show_picture(&mut pictures, picture, *place));
                }
                Element::Ink { outlines, shade } => {
                    let mut out = operator(&[shade.0], "g");
                    for outline in outlines {
                        push_outline(&mut PdfPath(&mut out), outline);
                        out.push_str("f\n");
                    }
                    content.extend_from_slice(out.as_bytes());
                }
                Element::Pen { points, width, shade } => {
                    let mut out = operator(&[shade.0], "G");
                    out.push_str(&operator(&[*width], "w"));
                    for (number, point) in points.iter().enumerate() {
                        out.push_str(&operator(point, if number == 0 { "m" } else { "l" }));
                    }
                    out.push_str("S\n");
                    content.extend_from_slice(out.as_bytes());
                }
                Element::Rule { from, to, shade } => {
                    let mut out = operator(&[shade.0], "G");
                    out.push_str(&operator(&[HAIRLINE_WIDTH], "w"));
                    out.push_str(&operator(from, "m"));
                    out.push_str(&operator(to, "l"));
                    out.push_str("S\n");
                    content.extend_from_slice(out.as_bytes());
                }
                Element::Text { line, x, y, shade } => {
                    content.extend_from_slice(operator(&[shade.0], "g").as_bytes());
                    embedding.show(&mut content, line, *x, *y);
                }
            }
        }
        content.extend_from_slice(b"Q\n");
        AppearanceForm { content, bbox: (self.width, self.height), fonts: Vec::new(), pictures }
    }

    /// The appearance as a self-contained SVG image, text as outlines, the view box in points.
    ///
    /// It holds nothing but numbers and pixels made here: no text of the caller, no script, no reference to anything.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        push_numbers(&mut out, &[self.width, self.height]);
        out.push_str("\">");
        for element in &self.elements {
            match element {
                Element::Picture { picture, place: [left, bottom, width, height] } => {
                    let top = self.height - bottom - height;
                    push_picture(&mut out, picture, [*left, top, *width, *height]);
                }
                Element::Ink { outlines, shade } => {
                    for outline in outlines {
                        let mut path = String::new();
                        push_outline(&mut SvgPath { out: &mut path, height: self.height }, outline);
                        push_path(&mut out, &path, *shade);
                    }
                }
                Element::Pen { points, width, shade } => {
                    push_stroke(&mut out, points, self.height, *width, *shade);
                }
                Element::Rule { from, to, shade } => {
                    push_stroke(&mut out, &[*from, *to], self.height, HAIRLINE_WIDTH, *shade);
                }
                Element::Text { line, x, y, shade } => {
                    push_path(&mut out, &line_path(FontSet::bundled(), line, *x, self.height - y), *shade);
                }
            }
        }
        out.push_str("</svg>");
        out
    }
}

impl Shade {
    fn to_css(self) -> String {
        // The cast cannot lose anything after the clamp.
        let level = (self.0.clamp(0.0, 1.0) * 255.0).round() as u8;
        format!("#{level:02x}{level:02x}{level:02x}")
    }
}

/// The operators that draw `picture` in its place; a picture drawn twice is listed once.
fn show_picture(
    pictures: &mut Vec<FormPicture>,
    picture: &Arc<Picture>,
    [left, bottom, width, height]: [f64; 4],
) -> Vec<u8> {
    let known = pictures.iter().position(|known| Arc::ptr_eq(&known.picture, picture));
    let number = known.unwrap_or(pictures.len());
    if known.is_none() {
        let resource_name = format!("I{number}");
        pictures.push(FormPicture { resource_name, picture: Arc::clone(picture) });
    }
    let matrix = operator(&[width, 0.0, 0.0, height, left, bottom], "cm");
    format!("q\n{matrix}/I{number} Do\nQ\n").into_bytes()
}

/// An image element; the place is left, top, width and height with y going down.
fn push_picture(out: &mut String, picture: &Picture, place: [f64; 4]) {
    out.push_str("<image preserveAspectRatio=\"none\"");
    for (name, value) in ["x", "y", "width", "height"].into_iter().zip(place) {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push_number(out, value);
        out.push('"');
    }
    out.push_str(" href=\"data:image/png;base64,");
    out.push_str(&STANDARD.encode(picture.to_png()));
    out.push_str("\"/>");
}

fn operator(operands: &[f64], name: &str) -> String {
    let mut out = String::new();
    push_numbers(&mut out, operands);
    out.push(' ');
    out.push_str(name);
    out.push('\n');
    out
}

/// Straight lines from point to point; `height` is the box's.
fn push_stroke(out: &mut String, points: &[[f64; 2]], height: f64, width: f64, shade: Shade) {
    let mut path = String::new();
    let mut pen = SvgPath { out: &mut path, height };
    for (number, point) in points.iter().enumerate() {
        pen.command(if number == 0 { 'M' } else { 'L' }, &[*point]);
    }
    out.push_str("<path fill=\"none\" stroke-width=\"");
    push_number(out, width);
    out.push_str("\" stroke=\"");
    out.push_str(&shade.to_css());
    out.push_str("\" d=\"");
    out.push_str(&path);
    out.push_str("\"/>");
}

fn push_path(out: &mut String, path: &str, shade: Shade) {
    if path.is_empty() {
        return;
    }
    out.push_str("<path fill=\"");
    out.push_str(&shade.to_css());
    out.push_str("\" d=\"");
    out.push_str(path);
    out.push_str("\"/>");
}

/// A place to draw a path to; points in box coordinates.
trait Path {
    fn start(&mut self, point: [f64; 2]);
    fn line(&mut self, point: [f64; 2]);
    fn quad(&mut self, from: [f64; 2], control: [f64; 2], to: [f64; 2]);
    fn close(&mut self);
}

/// Polygons of few points are meant to have corners; others are the ink of a pen.
const ROUNDED_FROM: usize = 8;

fn push_outline(path: &mut impl Path, outline: &[[f64; 2]]) {
    let [first, .., last] = outline else { return };
    if outline.len() < ROUNDED_FROM {
        path.start(*first);
        outline[1..].iter().for_each(|point| path.line(*point));
    } else {
        let middle = |a: [f64; 2], b: [f64; 2]| [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
        let mut from = middle(*last, *first);
        path.start(from);
        for (at, corner) in outline.iter().enumerate() {
            let to = middle(*corner, outline[(at + 1) % outline.len()]);
            path.quad(from, *corner, to);
            from = to;
        }
    }
    path.close();
}

struct PdfPath<'a>(&'a mut String);

impl PdfPath<'_> {
    fn push(&mut self, points: &[[f64; 2]], name: &str) {
        self.0.push_str(&operator(points.as_flattened(), name));
    }
}

impl Path for PdfPath<'_> {
    fn start(&mut self, point: [f64; 2]) {
        self.push(&[point], "m");
    }

    fn line(&mut self, point: [f64; 2]) {
        self.push(&[point], "l");
    }

    fn quad(&mut self, from: [f64; 2], control: [f64; 2], to: [f64; 2]) {
        let [first, second] = to_cubic(from, control, to);
        self.push(&[first, second, to], "c");
    }

    fn close(&mut self) {
        self.0.push_str("h\n");
    }
}

struct SvgPath<'a> {
    out: &'a mut String,
    height: f64,
}

impl SvgPath<'_> {
    fn command(&mut self, name: char, points: &[[f64; 2]]) {
        self.out.push(name);
        let turned: Vec<[f64; 2]> = points.iter().map(|[x, y]| [*x, self.height - y]).collect();
        push_numbers(self.out, turned.as_flattened());
    }
}

impl Path for SvgPath<'_> {
    fn start(&mut self, point: [f64; 2]) {
        self.command('M', &[point]);
    }

    fn line(&mut self, point: [f64; 2]) {
        self.command('L', &[point]);
    }

    fn quad(&mut self, _from: [f64; 2], control: [f64; 2], to: [f64; 2]) {
        self.command('Q', &[control, to]);
    }

    fn close(&mut self) {
        self.out.push('Z');
    }
}

//! A sheet of A4 to set contracts on: text, lines, frames, tables, and what is to be found there. Points, y going down.

use std::fmt::Write as _;

use paraphe_envelope::FieldKind;
use paraphe_pdf::Place;
use paraphe_pdf::appearance::form::EmbeddedFont;
use paraphe_pdf::text::{FontSet, TextEmbedding, Typeface};

use crate::support::PdfBuilder;

pub(super) const WIDTH: f64 = 595.28;
pub(super) const HEIGHT: f64 = 841.89;

/// Where a person would sign or write: the middle of a good proposal is within.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub(super) kind: FieldKind,
    pub(super) page: u32,
    /// Left, top, right, bottom.
    pub(super) area: [f64; 4],
}

impl Truth {
    pub(super) fn is_met_by(&self, place: &Place) -> bool {
        let (x, y) = (place.rect.x + place.rect.width / 2.0, place.rect.y + place.rect.height / 2.0);
        let [left, top, right, bottom] = self.area;
        let inside = left <= x && x <= right && top <= y && y <= bottom;
        self.kind == place.kind && self.page == place.page && inside
    }
}

/// A document on its way.
pub(super) struct Paper {
    pub(super) size: f64,
    pub(super) is_rtl: bool,
    pub(super) truths: Vec<Truth>,
    pages: Vec<Vec<u8>>,
    text: TextEmbedding<'static>,
}

impl Paper {
    pub(super) fn new(size: f64, is_rtl: bool) -> Self {
        let text = TextEmbedding::new(FontSet::bundled());
        Self { size, is_rtl, truths: Vec::new(), pages: vec![Vec::new()], text }
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Text at the beginning of a span, where its language begins to read; how wide it is.
    pub(super) fn put(&mut self, (left, right): (f64, f64), y: f64, text: &str) -> f64 {
        let line = FontSet::bundled().layout_line(text, self.size, Typeface::Sans).unwrap();
        let x = if self.is_rtl { right - line.width } else { left };
        let page = self.pages.last_mut().unwrap();
        self.text.show(page, &line, x, HEIGHT - y);
        line.width
    }

    /// The part of a span behind text so wide.
    pub(super) fn behind(&self, (left, right): (f64, f64), width: f64) -> (f64, f64) {
        if self.is_rtl { (left, right - width - 5.0) } else { (left + width + 5.0, right) }
    }

    /// The same span, seen from the side its language begins at.
    pub(super) fn span(&self, from: f64, to: f64) -> (f64, f64) {
        if self.is_rtl { (WIDTH - to, WIDTH - from) } else { (from, to) }
    }

    pub(super) fn rule(&mut self, (left, right): (f64, f64), y: f64) {
        let y = HEIGHT - y;
        self.draw(&format!("0.6 w {left:.2} {y:.2} m {right:.2} {y:.2} l S\n"));
    }

    /// A row of characters as wide as the span.
    pub(super) fn leader(&mut self, (left, right): (f64, f64), y: f64, character: &str) {
        let one = FontSet::bundled().layout_line(character, self.size, Typeface::Sans).unwrap().width;
        let row = character.repeat(((right - left) / one) as usize);
        let line = FontSet::bundled().layout_line(&row, self.size, Typeface::Sans).unwrap();
        let page = self.pages.last_mut().unwrap();
        self.text.show(page, &line, left, HEIGHT - y);
    }

    pub(super) fn frame(&mut self, [left, top, right, bottom]: [f64; 4]) {
        let (y, width, height) = (HEIGHT - bottom, right - left, bottom - top);
        self.draw(&format!("0.6 w {left:.2} {y:.2} {width:.2} {height:.2} re S\n"));
    }

    pub(super) fn is_to_be_found(&mut self, kind: FieldKind, area: [f64; 4]) {
        let page = u32::try_from(self.pages.len()).unwrap();
        self.truths.push(Truth { kind, page, area });
    }

    fn draw(&mut self, operators: &str) {
        self.pages.last_mut().unwrap().extend_from_slice(operators.as_bytes());
    }

    pub(super) fn write(self) -> (Vec<u8>, Vec<Truth>) {
        let count = u32::try_from(self.pages.len()).unwrap();
        let numbers = 3..3 + count;
        let kids: Vec<String> = numbers.clone().map(|number| format!("{number} 0 R")).collect();
        let tree = format!("<</Type /Pages /Count {count} /Kids [{}]>>", kids.join(" "));
        let mut builder = PdfBuilder::new("", &tree);
        let mut free = 3 + 2 * count;
        let mut fonts = String::new();
        for font in self.text.finish() {
            write!(fonts, "/{} {free} 0 R ", font.resource_name).unwrap();
            free = add_font(&mut builder, free, &font);
        }
        for (number, content) in numbers.zip(&self.pages) {
            let page = format!(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {} 0 R /Resources <</Font <<{fonts}>>>>>>",
                number + count
            );
            builder.add(number, &page);
            builder.stream(number + count, "", content);
        }
        (builder.build(), self.truths)
    }
}

/// A Type 0 font without its program, which nobody draws here; the number after its last object.
fn add_font(builder: &mut PdfBuilder, number: u32, font: &EmbeddedFont) -> u32 {
    let name = &font.base_font;
    builder.add(
        number,
        &format!(
            "<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{} 0 R] /ToUnicode {} 0 R>>",
            number + 1,
            number + 2
        ),
    );
    let widths: Vec<String> =
        font.widths.iter().map(|(glyph, width)| format!("{glyph} [{width:.0}]")).collect();
    builder.add(
        number + 1,
        &format!("<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 0 /W [{}]>>", widths.join(" ")),
    );
    builder.stream(number + 2, "", &font.to_unicode);
    number + 3
}

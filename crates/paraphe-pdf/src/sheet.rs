//! A document of our own: headings, labels and paragraphs on as many pages as they need. For people to read; no layout
//! engine.

mod wrapping;

use paraphe_envelope::Timestamp;

use crate::appearance_writer::add_font;
use crate::date::format_date;
use crate::error::PdfError;
use crate::file::PdfFile;
use crate::incremental::Update;
use crate::object::{Dictionary, Object};
use crate::text::{FontSet, Line, LineDirection, TextEmbedding, Typeface};
use crate::writer::write_text;
use wrapping::wrapped;

/// A4, in points.
const PAGE: (f64, f64) = (595.28, 841.89);
/// Margin on all sides, in points.
const MARGIN: f64 = 56.0;
/// Width of the column of labels, in points.
const LABELS: f64 = 150.0;
const TEXT_SIZE: f64 = 10.0;
/// Colours (red, green, blue): of the text, and of labels, which are still read easily (contrast 7 : 1).
const BLACK: Ink = [0.0, 0.0, 0.0];
const GREY: Ink = [0.35, 0.35, 0.35];
/// Of page numbers, in points; they stand in the middle of the lower margin.
const NUMBER_SIZE: f64 = 8.0;
/// Distance of baselines, in parts of the font size.
const LEADING: f64 = 1.45;

/// Red, green and blue, from 0 to 1.
type Ink = [f64; 3];

/// How a verdict is to be taken; its words say it, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetTone {
    /// Something does not hold.
    Bad,
    /// All is well.
    Good,
    /// There is nothing to judge.
    Neutral,
    /// Something remains to be looked at.
    Open,
}

impl SheetTone {
    /// Dark enough on white to be read (contrast above 4.5 : 1).
    fn ink(self) -> Ink {
        match self {
            Self::Bad => [0.70, 0.09, 0.09],
            Self::Good => [0.05, 0.42, 0.22],
            Self::Neutral => GREY,
            Self::Open => [0.60, 0.33, 0.0],
        }
    }
}

/// One piece of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetItem {
    /// The title of the whole.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A label and what it stands for.
    Entry(String, String),
    /// Running text.
    Paragraph(String),
    /// What the whole comes to, in its colour, with a bar before it.
    Verdict(SheetTone, String),
}

/// Sets the items on A4 pages. A character that no bundled font can draw stands as its number: `[U+1F3E0]`.
///
/// # Errors
/// [`PdfError::Damaged`] if the fonts are not what they should be.
pub fn write_sheet(title: &str, items: &[SheetItem], made_at: Timestamp) -> Result<Vec<u8>, PdfError> {
    let fonts = FontSet::bundled();
    let mut setter =
        Setter { fonts, embedding: TextEmbedding::new(fonts), pages: vec![Vec::new()], y: top() };
    let mut before = None;
    for item in items {
        if before.is_some_and(|before| is_another_kind(before, item)) {
            setter.y -= TEXT_SIZE * 0.5;
        }
        setter.item(item)?;
        before = Some(item);
    }
    setter.number_pages()?;
    let Setter { embedding, pages, .. } = setter;
    let blank = PdfFile::parse(blank(title, pages.len(), made_at), None)?;
    let mut update = Update::new(&blank);
    let mut names = Dictionary::new();
    for font in embedding.finish() {
        let id = add_font(&mut update, &font);
        names.set(font.resource_name.as_bytes(), Object::Reference(id));
    }
    let resources = Dictionary::from([(&b"Font"[..], Object::Dictionary(names))]);
    let resources = update.add(Object::Dictionary(resources));
    for (number, content) in (1u32..).zip(&pages) {
        let id = blank.page(number)?.id.ok_or(PdfError::Damaged { what: "page tree" })?;
        let Object::Dictionary(mut page) = update.object(id) else {
            return Err(PdfError::Damaged { what: "page" });
        };
        let content = update.add_stream(Dictionary::new(), content);
        page.replace(b"Contents", Object::Reference(content));
        page.replace(b"Resources", Object::Reference(resources));
        update.put(id, Object::Dictionary(page));
    }
    let tail = update.finish(title.as_bytes())?;
    Ok([blank.bytes(), &tail.bytes].concat())
}

fn top() -> f64 {
    PAGE.1 - MARGIN
}

struct Setter<'a> {
    fonts: &'a FontSet,
    embedding: TextEmbedding<'a>,
    pages: Vec<Vec<u8>>,
    /// Where the next line's upper edge is.
    y: f64,
}

impl Setter<'_> {
    fn item(&mut self, item: &SheetItem) -> Result<(), PdfError> {
        let whole = PAGE.0 - 2.0 * MARGIN;
        match item {
            SheetItem::Title(text) => self.block(text, (MARGIN, whole), 18.0, BLACK),
            SheetItem::Heading(text) => self.heading(text),
            SheetItem::Paragraph(text) => self.block(text, (MARGIN, whole), TEXT_SIZE, BLACK),
            SheetItem::Verdict(tone, text) => self.verdict(tone.ink(), text),
            SheetItem::Entry(label, text) => self.entry(label, text),
        }
    }

    /// Over the first lines of what it is about: at the foot of a page it would be over nothing.
    fn heading(&mut self, text: &str) -> Result<(), PdfError> {
        const SIZE: f64 = 12.0;
        self.y -= TEXT_SIZE;
        if self.y - (SIZE + 3.0 * TEXT_SIZE) * LEADING < MARGIN {
            self.turn_page();
        }
        self.block(text, (MARGIN, PAGE.0 - 2.0 * MARGIN), SIZE, BLACK)
    }

    /// A bar in the colour stands before each line, so that it is seen on a print without colours, too.
    fn verdict(&mut self, ink: Ink, text: &str) -> Result<(), PdfError> {
        const SIZE: f64 = 14.0;
        self.y -= TEXT_SIZE * 0.5;
        let (x, width) = (MARGIN + 12.0, PAGE.0 - 2.0 * MARGIN - 12.0);
        for line in wrapped(self.fonts, &drawable(self.fonts, text)?, SIZE, width)? {
            self.make_room(SIZE);
            let [red, green, blue] = ink;
            let (low, high) = (self.y - SIZE * LEADING, SIZE * LEADING);
            let page = self.pages.last_mut().expect("there is always a page");
            write_text(page, format_args!("{red} {green} {blue} rg\n{MARGIN} {low} 4 {high} re f\n"));
            self.line(&line, (x, width), SIZE, ink);
        }
        self.y -= TEXT_SIZE * 0.5;
        Ok(())
    }

    /// « 2 / 3 » at the foot of each page, where there are several: a page that was printed can get lost.
    fn number_pages(&mut self) -> Result<(), PdfError> {
        let count = self.pages.len();
        if count < 2 {
            return Ok(());
        }
        for (number, page) in (1..).zip(&mut self.pages) {
            let line = self.fonts.layout_line(&format!("{number} / {count}"), NUMBER_SIZE, Typeface::Sans)?;
            let [red, green, blue] = GREY;
            write_text(page, format_args!("{red} {green} {blue} rg\n"));
            self.embedding.show(page, &line, (PAGE.0 - line.width) / 2.0, MARGIN / 2.0);
        }
        Ok(())
    }

    /// Label and text begin on the same line; the longer of the two says where the next begins.
    fn entry(&mut self, label: &str, text: &str) -> Result<(), PdfError> {
        self.make_room(TEXT_SIZE);
        let (page, y) = (self.pages.len(), self.y);
        self.block(label, (MARGIN, LABELS - 10.0), TEXT_SIZE, GREY)?;
        let below = self.y;
        if self.pages.len() == page {
            self.y = y;
        }
        let column = (MARGIN + LABELS, PAGE.0 - 2.0 * MARGIN - LABELS);
        self.block(text, column, TEXT_SIZE, BLACK)?;
        if self.pages.len() == page {
            self.y = self.y.min(below);
        }
        Ok(())
    }

    fn block(&mut self, text: &str, column: (f64, f64), size: f64, ink: Ink) -> Result<(), PdfError> {
        for line in wrapped(self.fonts, &drawable(self.fonts, text)?, size, column.1)? {
            self.make_room(size);
            self.line(&line, column, size, ink);
        }
        Ok(())
    }

    fn line(&mut self, line: &Line, (x, width): (f64, f64), size: f64, [red, green, blue]: Ink) {
        let baseline = self.y - self.fonts.ascent(Typeface::Sans, size);
        let start = match line.direction {
            LineDirection::LeftToRight => x,
            LineDirection::RightToLeft => x + width - line.width,
        };
        let page = self.pages.last_mut().expect("there is always a page");
        write_text(page, format_args!("{red} {green} {blue} rg\n"));
        self.embedding.show(page, line, start, baseline);
        self.y -= size * LEADING;
    }

    fn make_room(&mut self, size: f64) {
        if self.y - size * LEADING < MARGIN {
            self.turn_page();
        }
    }

    fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = top();
    }
}

/// Whether running text meets a list of labels: a little room tells them apart.
fn is_another_kind(before: &SheetItem, item: &SheetItem) -> bool {
    matches!(
        (before, item),
        (SheetItem::Entry(..), SheetItem::Paragraph(_)) | (SheetItem::Paragraph(_), SheetItem::Entry(..))
    )
}

/// The text with numbers for what cannot be drawn: a sheet that names a house is better than none.
fn drawable(fonts: &FontSet, text: &str) -> Result<String, PdfError> {
    let mut text = text.to_owned();
    loop {
        match fonts.layout_line(&text, TEXT_SIZE, Typeface::Sans) {
            Ok(_) => return Ok(text),
            Err(PdfError::MissingGlyph { character }) if text.contains(character) => {
                text = text.replace(character, &format!("[U+{:04X}]", u32::from(character)));
            }
            Err(error) => return Err(error),
        }
    }
}

/// A document of `count` empty pages.
fn blank(title: &str, count: usize, made_at: Timestamp) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |out: &mut Vec<u8>, body: &[u8]| {
        offsets.push(out.len());
        write_text(out, format_args!("{} 0 obj\n", offsets.len()));
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    };
    let mut info = Vec::new();
    let entries = Dictionary::from([
        (&b"Title"[..], Object::text(title)),
        (b"Producer", Object::text("Paraphe")),
        (b"CreationDate", Object::text(&format_date(made_at))),
    ]);
    crate::writer::write_dictionary(&mut info, &entries);
    let kids: String = (0..count).map(|page| format!("{} 0 R ", page + 4)).collect();
    add(&mut out, b"<</Type /Catalog /Pages 2 0 R /ViewerPreferences <</DisplayDocTitle true>>>>");
    add(&mut out, format!("<</Type /Pages /Count {count} /Kids [{kids}]>>").as_bytes());
    add(&mut out, &info);
    let (width, height) = PAGE;
    let page = format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Resources <<>>>>");
    for _ in 0..count {
        add(&mut out, page.as_bytes());
    }
    let section = out.len();
    write_text(&mut out, format_args!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1));
    for offset in &offsets {
        write_text(&mut out, format_args!("{offset:010} 00000 n \n"));
    }
    let size = offsets.len() + 1;
    write_text(
        &mut out,
        format_args!("trailer\n<</Size {size} /Root 1 0 R /Info 3 0 R>>\nstartxref\n{section}\n%%EOF\n"),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_draws_is_named_by_its_number() {
        let fonts = FontSet::bundled();
        assert_eq!(drawable(fonts, "Bail \u{1F3E0} \u{13000}").unwrap(), "Bail [U+1F3E0] [U+13000]");
        let items = [SheetItem::Title("Bail \u{1F3E0}".to_owned())];
        let bytes = write_sheet("Bail \u{1F3E0}", &items, Timestamp::from_millis(0)).unwrap();
        assert_eq!(PdfFile::parse(bytes, None).unwrap().pages().unwrap().len(), 1);
    }

    #[test]
    fn a_heading_is_never_the_last_line_of_a_page() {
        let fonts = FontSet::bundled();
        for above in 0..60 {
            let embedding = TextEmbedding::new(fonts);
            let mut setter = Setter { fonts, embedding, pages: vec![Vec::new()], y: top() };
            for _ in 0..above {
                setter.item(&SheetItem::Paragraph("Ligne".to_owned())).unwrap();
            }
            setter.item(&SheetItem::Heading("Signature 2".to_owned())).unwrap();
            let page = setter.pages.len();
            for _ in 0..3 {
                setter.item(&SheetItem::Entry("Sorte".to_owned(), "signature".to_owned())).unwrap();
            }
            assert_eq!(setter.pages.len(), page, "under {above} lines");
        }
    }

    #[test]
    fn several_pages_are_numbered_and_a_verdict_has_its_colour() {
        let mut items =
            vec![SheetItem::Verdict(SheetTone::Open, "Document intact, identité à confirmer".to_owned())];
        let one = write_sheet("Rapport", &items, Timestamp::from_millis(0)).unwrap();
        for number in 0..60 {
            items.push(SheetItem::Paragraph(format!("Point {number}")));
        }
        let two = write_sheet("Rapport", &items, Timestamp::from_millis(0)).unwrap();
        let said = |bytes: Vec<u8>| -> Vec<String> {
            let file = PdfFile::parse(bytes, None).unwrap();
            let text = |page| crate::content::read_page(&file, page).unwrap().texts;
            (1..=file.page_count())
                .map(|page| text(page).iter().map(|one| one.text() + "\n").collect())
                .collect()
        };
        let (one, two) = (said(one), said(two));
        assert!(one.len() == 1 && !one[0].contains('/'), "{one:?}");
        assert!(two.len() == 2 && two[0].contains("1 / 2") && two[1].contains("2 / 2"), "{two:?}");
    }

    #[test]
    fn a_long_sheet_has_pages_that_can_be_read() {
        let mut items = vec![SheetItem::Title("Feuille de preuve — ورقة إثبات".to_owned())];
        for number in 0..80 {
            items.push(SheetItem::Entry(format!("Point {number}"), "a1".repeat(60)));
        }
        items.push(SheetItem::Paragraph("أوافق على توقيعها إلكترونيًا على هذا الجهاز".to_owned()));
        let bytes = write_sheet("Preuve", &items, Timestamp::from_millis(1_795_341_600_000)).unwrap();
        let file = PdfFile::parse(bytes, None).unwrap();
        assert!(file.pages().unwrap().len() > 2, "eighty entries of several lines do not fit on two pages");
        assert!(!file.is_repaired());
    }
}

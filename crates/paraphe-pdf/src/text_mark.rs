//! Text put onto a page for programs: found when the document is searched, not seen by people.
//!
//! Services that know no coordinates look for a tag in the text of the document. So the tag must be real text: one run
//! of one font, never outlines, never split. It is white and drawn before everything else on its page, so that whatever
//! is there covers it, and what is there need not be understood: a content stream that leaves a transformation behind
//! moves what follows, never what came before.

use std::collections::BTreeMap;

use paraphe_envelope::{PageGeometry, Rotation, ViewRect};

use crate::appearance_writer::numbers;
use crate::error::PdfError;
use crate::file::PdfFile;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::writer::{write_object, write_text};

/// Large enough for every program that reads text, small enough to hide behind a stroke of a pen. Points.
const LARGEST: f64 = 6.0;
/// Some programs drop text that is smaller. Points.
const SMALLEST: f64 = 1.0;
/// Every glyph of Courier is so wide, in parts of the font size: no table of widths is needed to know where a run ends.
const ADVANCE: f64 = 0.6;
/// How far the baseline lies above the lower edge, in parts of the font size.
const DESCENT: f64 = 0.25;
/// Pages inherit their resources from ancestors; a tree deeper than this runs in a circle.
const MAX_DEPTH: usize = 64;

/// A text and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct TextMark {
    /// The page, counted from 1.
    pub page: u32,
    /// The box on the page as a person sees it; the text begins at its lower left corner and runs to the right, and is
    /// made smaller to stay inside, down to one point.
    pub rect: ViewRect,
    /// Printable ASCII.
    pub text: String,
}

/// What to append to `file` so that it holds each mark as one run of text; nothing when there are no marks.
///
/// Earlier signatures are invalid afterwards: this changes what pages are made of. Whether that matters is for the
/// caller to ask ([`PdfFile::signature_fields`]).
///
/// # Errors
/// [`PdfError::PageMissing`]; [`PdfError::MissingGlyph`] for a character that is not printable ASCII;
/// [`PdfError::Damaged`] for a page nothing can refer to, or a box that is none;
/// [`PdfError::TooLarge`], [`PdfError::EncryptedNotSignable`] when it cannot be written.
pub fn stamp_text(file: &PdfFile, marks: &[TextMark]) -> Result<Vec<u8>, PdfError> {
    let mut pages: BTreeMap<u32, Vec<&TextMark>> = BTreeMap::new();
    for mark in marks {
        pages.entry(mark.page).or_default().push(mark);
    }
    if pages.is_empty() {
        return Ok(Vec::new());
    }
    let mut update = Update::new(file);
    let font = update.add(Object::Dictionary(Dictionary::from([
        (&b"Type"[..], Object::name("Font")),
        (b"Subtype", Object::name("Type1")),
        (b"BaseFont", Object::name("Courier")),
        (b"Encoding", Object::name("WinAnsiEncoding")),
    ])));
    for (page, marks) in pages {
        stamp_page(file, &mut update, font, page, &marks)?;
    }
    let texts: Vec<&str> = marks.iter().map(|mark| mark.text.as_str()).collect();
    Ok(update.finish(texts.join("\n").as_bytes())?.bytes)
}

fn stamp_page(
    file: &PdfFile,
    update: &mut Update<'_>,
    font: ObjectId,
    number: u32,
    marks: &[&TextMark],
) -> Result<(), PdfError> {
    let listed = file.page(number)?;
    let id = listed.id.ok_or(PdfError::Damaged { what: "page tree" })?;
    let Object::Dictionary(mut page) = update.object(id) else {
        return Err(PdfError::Damaged { what: "page" });
    };
    let (resources, name) = resources_with(file, &page, font);
    let mut content = Vec::new();
    for mark in marks {
        write_mark(&mut content, &name, mark, &listed.geometry)?;
    }
    // Written into the page itself: what is inherited or shared belongs to other pages too.
    page.replace(b"Resources", Object::Dictionary(resources));
    let content = update.add_stream(Dictionary::new(), &content);
    let mut contents = vec![Object::Reference(content)];
    if let Some(former) = page.get(b"Contents") {
        match file.current().resolve(former) {
            Object::Array(items) => contents.extend(items),
            Object::Stream(_) => contents.push(former.clone()),
            // Nothing a viewer could draw.
            Object::Boolean(_)
            | Object::Dictionary(_)
            | Object::Integer(_)
            | Object::Name(_)
            | Object::Null
            | Object::Real(_)
            | Object::Reference(_)
            | Object::String(_) => {}
        }
    }
    page.replace(b"Contents", Object::Array(contents));
    update.put(id, Object::Dictionary(page));
    Ok(())
}

/// The resources of a page, its own or inherited, with the font under a name that is free.
fn resources_with(file: &PdfFile, page: &Dictionary, font: ObjectId) -> (Dictionary, String) {
    let view = file.current();
    let mut resources = view.dictionary(page, b"Resources");
    let mut node = page.clone();
    for _ in 0..MAX_DEPTH {
        let parent = if resources.is_none() { view.dictionary(&node, b"Parent") } else { None };
        let Some(parent) = parent else { break };
        resources = view.dictionary(&parent, b"Resources");
        node = parent;
    }
    let mut resources = resources.unwrap_or_default();
    let mut fonts = view.dictionary(&resources, b"Font").unwrap_or_default();
    let names = (1u32..).map(|number| format!("Mark{number}"));
    let mut free = names.filter(|name| fonts.get(name.as_bytes()).is_none());
    let name = free.next().expect("there are more numbers than fonts");
    fonts.set(name.as_bytes(), Object::Reference(font));
    resources.replace(b"Font", Object::Dictionary(fonts));
    (resources, name)
}

/// One run of white text, upright as a person sees the page.
fn write_mark(out: &mut Vec<u8>, font: &str, mark: &TextMark, page: &PageGeometry) -> Result<(), PdfError> {
    if let Some(character) = mark.text.chars().find(|character| !matches!(character, ' '..='~')) {
        return Err(PdfError::MissingGlyph { character });
    }
    let (baseline, size) = baseline(mark, page).ok_or(PdfError::Damaged { what: "box of a mark" })?;
    let corners = page.to_page(baseline).ok_or(PdfError::Damaged { what: "box of a mark" })?;
    let [left, bottom, right, top] = corners.to_array();
    // The first four numbers turn the text with the page; the last two are the corner a person sees at the lower left.
    let matrix = match page.rotation() {
        Rotation::None => [1.0, 0.0, 0.0, 1.0, left, bottom],
        Rotation::Clockwise90 => [0.0, 1.0, -1.0, 0.0, right, bottom],
        Rotation::Half => [-1.0, 0.0, 0.0, -1.0, right, top],
        Rotation::Clockwise270 => [0.0, -1.0, 1.0, 0.0, left, top],
    };
    write_text(out, format_args!("q BT /{font} "));
    write_object(out, &Object::real(size / page.user_unit()));
    out.extend_from_slice(b" Tf 1 g ");
    if let Object::Array(values) = numbers(&matrix) {
        for value in values {
            write_object(out, &value);
            out.push(b' ');
        }
    }
    out.extend_from_slice(b"Tm ");
    write_object(out, &Object::text(&mark.text));
    out.extend_from_slice(b" Tj ET Q\n");
    Ok(())
}

/// The box whose lower edge is the baseline, kept on the page, and the size of the font in points.
fn baseline(mark: &TextMark, page: &PageGeometry) -> Option<(ViewRect, f64)> {
    let rect = mark.rect;
    rect.is_box().then_some(())?;
    let letters = mark.text.len().max(1) as f64;
    let size = LARGEST.min(rect.height).min(rect.width / (ADVANCE * letters)).max(SMALLEST);
    let (width, height) = (size * ADVANCE * letters, size * (1.0 - DESCENT));
    let (page_width, page_height) = page.displayed_size();
    let x = rect.x.min(page_width - width).max(0.0);
    let y = (rect.y + rect.height - size).min(page_height - size).max(0.0);
    Some((ViewRect { x, y, width, height }, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rotation: Rotation, unit: f64) -> PageGeometry {
        PageGeometry::new([0.0, 0.0, 600.0, 800.0], Some([50.0, 60.0, 450.0, 760.0]), rotation, unit).unwrap()
    }

    fn mark(x: f64, y: f64, width: f64, height: f64) -> TextMark {
        TextMark { page: 1, rect: ViewRect { x, y, width, height }, text: "<@signature1@>".to_owned() }
    }

    fn written(mark: &TextMark, page: &PageGeometry) -> String {
        let mut out = Vec::new();
        write_mark(&mut out, "Mark1", mark, page).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_tag_is_one_run_turned_with_its_page() {
        let mark = mark(100.0, 200.0, 150.0, 60.0);
        // 1.5 points above the lower edge of the box: a quarter of the size.
        for (rotation, matrix) in [
            (Rotation::None, "1 0 0 1 150 501.5"),
            (Rotation::Clockwise90, "0 1 -1 0 308.5 160"),
            (Rotation::Half, "-1 0 0 -1 350 318.5"),
            (Rotation::Clockwise270, "0 -1 1 0 191.5 660"),
        ] {
            let expected = format!("q BT /Mark1 6 Tf 1 g {matrix} Tm (<@signature1@>) Tj ET Q\n");
            assert_eq!(written(&mark, &page(rotation, 1.0)), expected);
        }
    }

    #[test]
    fn a_unit_of_two_points_halves_the_numbers() {
        let text = written(&mark(100.0, 200.0, 150.0, 60.0), &page(Rotation::None, 2.0));
        assert_eq!(text, "q BT /Mark1 3 Tf 1 g 1 0 0 1 100 630.75 Tm (<@signature1@>) Tj ET Q\n");
    }

    #[test]
    fn a_narrow_box_makes_the_text_smaller_but_never_too_small_and_never_off_the_page() {
        let geometry = page(Rotation::None, 1.0);
        let size = |mark: &TextMark| baseline(mark, &geometry).unwrap().1;
        assert_eq!(size(&mark(0.0, 0.0, 42.0, 20.0)), 5.0);
        assert_eq!(size(&mark(0.0, 0.0, 42.0, 3.0)), 3.0);
        assert_eq!(size(&mark(0.0, 0.0, 2.0, 20.0)), 1.0);
        let (moved, _) = baseline(&mark(399.0, 690.0, 1.0, 10.0), &geometry).unwrap();
        assert!(geometry.contains(moved), "{moved:?}");
    }

    #[test]
    fn what_is_no_box_or_no_ascii_is_refused() {
        let geometry = page(Rotation::None, 1.0);
        let mut out = Vec::new();
        let no_box = mark(f64::NAN, 0.0, 10.0, 10.0);
        assert!(matches!(write_mark(&mut out, "F", &no_box, &geometry), Err(PdfError::Damaged { .. })));
        let accent = TextMark { text: "signé".to_owned(), ..mark(0.0, 0.0, 10.0, 10.0) };
        assert!(matches!(
            write_mark(&mut out, "F", &accent, &geometry),
            Err(PdfError::MissingGlyph { character: 'é' })
        ));
    }
}

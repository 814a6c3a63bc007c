//! From a drawn appearance to PDF objects: one form XObject, its fonts and its pictures.

use paraphe_envelope::Rotation;

use crate::appearance::form::{AppearanceForm, EmbeddedFont};
use crate::image_writer::add_picture;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};

/// What a form refers to that stands elsewhere in the document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FormExtras<'a> {
    /// The specification of a file that belongs to it (ISO 32000-2, 14.13.6).
    pub(crate) attached: Option<ObjectId>,
    /// Fonts that are there already, by the name its content gives them.
    pub(crate) fonts: &'a [(String, ObjectId)],
}

/// Adds the form to `update` so that it stands upright on a page displayed with `rotation`.
pub(crate) fn add_form(
    update: &mut Update<'_>,
    form: &AppearanceForm,
    rotation: Rotation,
    extras: FormExtras<'_>,
) -> ObjectId {
    let mut fonts = Dictionary::new();
    for (name, id) in extras.fonts {
        fonts.set(name.as_bytes(), Object::Reference(*id));
    }
    for font in &form.fonts {
        let id = add_font(update, font);
        fonts.set(font.resource_name.as_bytes(), Object::Reference(id));
    }
    let mut resources = Dictionary::new();
    if !fonts.is_empty() {
        resources.set(b"Font", Object::Dictionary(fonts));
    }
    let mut pictures = Dictionary::new();
    for picture in &form.pictures {
        let id = add_picture(update, &picture.picture);
        pictures.set(picture.resource_name.as_bytes(), Object::Reference(id));
    }
    if !pictures.is_empty() {
        resources.set(b"XObject", Object::Dictionary(pictures));
    }
    let (width, height) = form.bbox;
    let mut dictionary = Dictionary::from([
        (&b"Type"[..], Object::name("XObject")),
        (b"Subtype", Object::name("Form")),
        (b"FormType", Object::Integer(1)),
        (b"BBox", numbers(&[0.0, 0.0, width, height])),
        (b"Matrix", numbers(&matrix(rotation, width, height))),
        (b"Resources", Object::Dictionary(resources)),
    ]);
    if let Some(attached) = extras.attached {
        dictionary.set(b"AF", Object::Array(vec![Object::Reference(attached)]));
    }
    update.add_stream(dictionary, &form.content)
}

/// Turns the form against the page's clockwise rotation and back into the positive quadrant (12.5.5, algorithm 8.1,
/// then fits the result to the annotation's rectangle).
fn matrix(rotation: Rotation, width: f64, height: f64) -> [f64; 6] {
    match rotation {
        Rotation::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Rotation::Clockwise90 => [0.0, 1.0, -1.0, 0.0, height, 0.0],
        Rotation::Half => [-1.0, 0.0, 0.0, -1.0, width, height],
        Rotation::Clockwise270 => [0.0, -1.0, 1.0, 0.0, 0.0, width],
    }
}

pub(crate) fn numbers(values: &[f64]) -> Object {
    Object::Array(values.iter().map(|&value| Object::real(value)).collect())
}

/// A Type 0 font over a CIDFontType2 with Identity-H, the TrueType program embedded (ISO 32000-2, 9.7.4 and 9.9).
pub(crate) fn add_font(update: &mut Update<'_>, font: &EmbeddedFont) -> ObjectId {
    let base_font = Object::name(&font.base_font);
    let descriptor = add_descriptor(update, font);
    let system = Dictionary::from([
        (&b"Registry"[..], Object::text("Adobe")),
        (b"Ordering", Object::text("Identity")),
        (b"Supplement", Object::Integer(0)),
    ]);
    let descendant = update.add(Object::Dictionary(Dictionary::from([
        (&b"Type"[..], Object::name("Font")),
        (b"Subtype", Object::name("CIDFontType2")),
        (b"BaseFont", base_font.clone()),
        (b"CIDSystemInfo", Object::Dictionary(system)),
        (b"FontDescriptor", Object::Reference(descriptor)),
        (b"DW", Object::Integer(0)),
        (b"W", widths(&font.widths)),
        (b"CIDToGIDMap", Object::name("Identity")),
    ])));
    let to_unicode = update.add_stream(Dictionary::new(), &font.to_unicode);
    update.add(Object::Dictionary(Dictionary::from([
        (&b"Type"[..], Object::name("Font")),
        (b"Subtype", Object::name("Type0")),
        (b"BaseFont", base_font),
        (b"Encoding", Object::name("Identity-H")),
        (b"DescendantFonts", Object::Array(vec![Object::Reference(descendant)])),
        (b"ToUnicode", Object::Reference(to_unicode)),
    ])))
}

/// The font descriptor with the program itself (ISO 32000-2, 9.8).
fn add_descriptor(update: &mut Update<'_>, font: &EmbeddedFont) -> ObjectId {
    let length = i64::try_from(font.program.len()).unwrap_or(i64::MAX);
    let program_entries = Dictionary::from([(&b"Length1"[..], Object::Integer(length))]);
    let program = update.add_stream(program_entries, &font.program);
    let measures = &font.descriptor;
    let mut descriptor = Dictionary::from([
        (&b"Type"[..], Object::name("FontDescriptor")),
        (b"FontName", Object::name(&font.base_font)),
        (b"Flags", Object::Integer(i64::from(measures.flags))),
        (b"FontBBox", numbers(&measures.bbox)),
        (b"ItalicAngle", Object::real(measures.italic_angle)),
        (b"Ascent", Object::real(measures.ascent)),
        (b"Descent", Object::real(measures.descent)),
        (b"CapHeight", Object::real(measures.cap_height)),
        (b"StemV", Object::real(measures.stem_v)),
        (b"FontFile2", Object::Reference(program)),
    ]);
    // PDF/A-1 wants to know which glyphs a subset holds (ISO 19005-1, 6.3.5); later parts had rather not.
    if update.file().archival().is_some_and(|archival| archival.part == 1) {
        let set = update.add_stream(Dictionary::new(), &glyph_set(font.glyph_count));
        descriptor.set(b"CIDSet", Object::Reference(set));
    }
    update.add(Object::Dictionary(descriptor))
}

/// One bit for each glyph from 0 on, the first in the highest bit (ISO 32000-2, table 122).
fn glyph_set(count: u16) -> Vec<u8> {
    let mut bytes = vec![0xFF; usize::from(count / 8)];
    if !count.is_multiple_of(8) {
        bytes.push(!(0xFF >> (count % 8)));
    }
    bytes
}

/// `/W` as runs: first glyph, then the widths of it and its successors.
fn widths(widths: &[(u16, f64)]) -> Object {
    let mut runs: Vec<(u16, Vec<Object>)> = Vec::new();
    for &(glyph, width) in widths {
        let width = Object::real(width);
        match runs.last_mut() {
            Some((first, run)) if usize::from(*first) + run.len() == usize::from(glyph) => run.push(width),
            _ => runs.push((glyph, vec![width])),
        }
    }
    let flat =
        runs.into_iter().flat_map(|(first, run)| [Object::Integer(i64::from(first)), Object::Array(run)]);
    Object::Array(flat.collect())
}

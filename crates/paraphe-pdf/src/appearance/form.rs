//! The border between drawing and writing: what an appearance is before it becomes PDF objects.
//!
//! `appearance` and `text` fill these plain records; `incremental` turns them into a form XObject and font
//! dictionaries. Nothing here knows object numbers, pages or rotation.

use std::sync::Arc;

use crate::picture::Picture;

/// A drawn appearance, ready to become one form XObject (ISO 32000-2, 8.10).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AppearanceForm {
    /// The content stream, uncompressed. Coordinates are points, origin bottom-left, x to the right, y up, the
    /// appearance upright *as a person sees it*; the writer adds `/Matrix` for rotated pages. Text selects fonts by
    /// `/<resource_name> <size> Tf` and shows two-byte glyph ids (`/Encoding /Identity-H`).
    pub content: Vec<u8>,
    /// Width and height in points; `/BBox` becomes `[0 0 width height]`.
    pub bbox: (f64, f64),
    /// The fonts the content stream names, each once.
    pub fonts: Vec<EmbeddedFont>,
    /// The pictures the content stream names, each once.
    pub pictures: Vec<FormPicture>,
}

/// A picture, to be written as an image XObject (ISO 32000-2, 8.9.5).
#[derive(Debug, Clone, PartialEq)]
pub struct FormPicture {
    /// The name used in the content stream, without the slash, such as `I0`.
    pub resource_name: String,
    /// The picture.
    pub picture: Arc<Picture>,
}

/// A subset of a TrueType font, to be written as a Type 0 font over a CIDFontType2 (ISO 32000-2, 9.7).
#[derive(Debug, Clone, PartialEq)]
pub struct EmbeddedFont {
    /// The name used in the content stream, without the slash, such as `F0`.
    pub resource_name: String,
    /// The PostScript name with the subset tag, such as `ABCDEF+NotoSans-Regular`.
    pub base_font: String,
    /// The subset font program (TrueType outlines); goes into `/FontFile2`.
    pub program: Vec<u8>,
    /// How many glyphs `program` holds; their ids are 0 to this less one.
    pub glyph_count: u16,
    /// Advance width of each used glyph id (as numbered in `program`), in thousandths of the em, rising by glyph id.
    pub widths: Vec<(u16, f64)>,
    /// The numbers of the font descriptor.
    pub descriptor: FontDescriptor,
    /// The `/ToUnicode` CMap, so that the text can be selected, searched and read aloud.
    pub to_unicode: Vec<u8>,
}

/// The numbers of a `/FontDescriptor` (ISO 32000-2, 9.8), lengths in thousandths of the em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FontDescriptor {
    /// Height above the baseline.
    pub ascent: f64,
    /// Depth below the baseline, negative.
    pub descent: f64,
    /// Height of flat capital letters.
    pub cap_height: f64,
    /// The box around all glyphs: left, bottom, right, top.
    pub bbox: [f64; 4],
    /// The `/Flags` bits (4 = symbolic, 32 = non-symbolic, 64 = italic).
    pub flags: u32,
    /// Slant in degrees counter-clockwise from the vertical; negative leans right.
    pub italic_angle: f64,
    /// Thickness of vertical stems.
    pub stem_v: f64,
}

//! The fonts that ship inside the program.

use std::sync::OnceLock;

use super::line::LineDirection;

/// A look of text; which font sets which character follows from it (see [`FontSet`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typeface {
    /// A handwriting face, for typed signatures: Dancing Script, for Arabic Aref Ruqaa, else Noto Sans.
    Handwriting,
    /// Noto Sans and IBM Plex Sans Arabic, for everything that is to be read.
    Sans,
}

/// One of the bundled fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontId {
    /// Aref Ruqaa Regular: handwritten Arabic.
    ArefRuqaa,
    /// Dancing Script Regular: handwritten Latin.
    DancingScript,
    /// Noto Sans Regular: Latin, Greek, Cyrillic.
    NotoSans,
    /// IBM Plex Sans Arabic Regular. Chosen over Noto Sans Arabic because its letters are whole glyphs: Noto's are put
    /// together from skeletons and dots, which no reader can turn back into the text that stands there.
    PlexSansArabic,
}

impl FontId {
    /// Every bundled font, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::ArefRuqaa, Self::DancingScript, Self::NotoSans, Self::PlexSansArabic];

    /// The PostScript name of the font.
    #[must_use]
    pub const fn postscript_name(self) -> &'static str {
        match self {
            Self::ArefRuqaa => "ArefRuqaa-Regular",
            Self::DancingScript => "DancingScript-Regular",
            Self::NotoSans => "NotoSans-Regular",
            Self::PlexSansArabic => "IBMPlexSansArabic-Regular",
        }
    }

    /// The whole font file (TrueType outlines).
    pub(crate) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::ArefRuqaa => include_bytes!("../../fonts/ArefRuqaa-Regular.ttf"),
            Self::DancingScript => include_bytes!("../../fonts/DancingScript-Regular.ttf"),
            Self::NotoSans => include_bytes!("../../fonts/NotoSans-Regular.ttf"),
            Self::PlexSansArabic => include_bytes!("../../fonts/IBMPlexSansArabic-Regular.ttf"),
        }
    }
}

/// A parsed font: once for shaping, once for outlines and metrics.
pub(crate) struct Font {
    pub(crate) shaping: harfrust::Font,
    pub(crate) face: ttf_parser::Face<'static>,
    pub(crate) units_per_em: f64,
}

impl Font {
    fn bundled(id: FontId) -> Self {
        // The files are compiled in and every one is parsed by a test below.
        let face = ttf_parser::Face::parse(id.bytes(), 0).expect("a bundled font parses");
        let shaping = harfrust::Font::new(id.bytes(), 0).expect("a bundled font parses");
        Self { shaping, units_per_em: f64::from(face.units_per_em()), face }
    }
}

/// The bundled fonts, parsed once.
///
/// Each word is set in the first font of its [`Typeface`] that has glyphs for the whole word, so that a name never
/// changes hands in its middle; only if none has, each character (with its marks) looks for its own font.
pub struct FontSet {
    fonts: [Font; FontId::ALL.len()],
}

impl FontSet {
    /// The fonts compiled into the program; parsed at the first call, then shared.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<FontSet> = OnceLock::new();
        BUNDLED.get_or_init(|| Self { fonts: FontId::ALL.map(Font::bundled) })
    }

    pub(crate) fn font(&self, id: FontId) -> &Font {
        let [aref_ruqaa, dancing_script, noto_sans, plex_sans_arabic] = &self.fonts;
        match id {
            FontId::ArefRuqaa => aref_ruqaa,
            FontId::DancingScript => dancing_script,
            FontId::NotoSans => noto_sans,
            FontId::PlexSansArabic => plex_sans_arabic,
        }
    }

    /// Height of the ascenders of `typeface` at `size` points, in points: what a line needs above its baseline.
    #[must_use]
    pub fn ascent(&self, typeface: Typeface, size: f64) -> f64 {
        let font = self.font(typeface.primary());
        f64::from(font.face.ascender()) * size / font.units_per_em
    }

    /// Depth of the descenders of `typeface` at `size` points, in points, as a positive number.
    #[must_use]
    pub fn descent(&self, typeface: Typeface, size: f64) -> f64 {
        let font = self.font(typeface.primary());
        -f64::from(font.face.descender()) * size / font.units_per_em
    }
}

impl std::fmt::Debug for FontSet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(FontId::ALL).finish()
    }
}

impl Typeface {
    const fn primary(self) -> FontId {
        match self {
            Self::Handwriting => FontId::DancingScript,
            Self::Sans => FontId::NotoSans,
        }
    }

    /// The fonts to try, best first, for text running in the given direction: spaces, digits and punctuation stand in
    /// several fonts and should come from the one that sets their neighbours.
    pub(crate) const fn candidates(self, direction: LineDirection) -> &'static [FontId] {
        use FontId::{ArefRuqaa, DancingScript, NotoSans, PlexSansArabic};
        use LineDirection::{LeftToRight, RightToLeft};
        match (self, direction) {
            (Self::Handwriting, LeftToRight) => &[DancingScript, ArefRuqaa, NotoSans, PlexSansArabic],
            (Self::Handwriting, RightToLeft) => &[ArefRuqaa, PlexSansArabic, DancingScript, NotoSans],
            (Self::Sans, LeftToRight) => &[NotoSans, PlexSansArabic],
            (Self::Sans, RightToLeft) => &[PlexSansArabic, NotoSans],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FontId, FontSet, Typeface};

    #[test]
    fn bundled_fonts_parse_and_allow_embedding() {
        let fonts = FontSet::bundled();
        for id in FontId::ALL {
            let font = fonts.font(id);
            assert!(font.face.is_outline_embedding_allowed(), "{id:?}");
            assert!(font.face.number_of_glyphs() > 200, "{id:?}");
            let name = font.face.names().into_iter().find(|name| name.name_id == 6 && name.is_unicode());
            assert_eq!(name.and_then(|name| name.to_string()).as_deref(), Some(id.postscript_name()));
        }
        assert!(fonts.ascent(Typeface::Sans, 10.0) > 7.0);
        assert!(fonts.descent(Typeface::Sans, 10.0) > 1.0);
    }
}

//! Text in a content stream, and the font subsets it needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use subsetter::GlyphRemapper;

use super::font::{Font, FontId, FontSet};
use super::line::{Glyph, Line, LineDirection, Run};
use super::outline::glyph_operators;
use super::writer::{GlyphWriter, push_glyph, push_utf16};
use crate::appearance::form::{EmbeddedFont, FontDescriptor};

/// Collects the glyphs that lines use and writes the lines; at the end gives one subset per font.
///
/// One embedding serves any number of content streams of the same file.
#[derive(Debug, Clone)]
pub struct TextEmbedding<'a> {
    fonts: &'a FontSet,
    marks: Marks,
    used: BTreeMap<FontId, UsedFont>,
}

/// How the vowel marks of Arabic are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// As outlines, which no reader takes for text.
    Drawn,
    /// As glyphs. In a field, whose value readers have anyway, an outline might be a letter that the value lacks.
    Set,
}

#[derive(Debug, Clone)]
struct UsedFont {
    resource_name: String,
    remapper: GlyphRemapper,
    /// The text of each glyph of the subset; decided by its first use.
    unicode: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f64>,
}

impl<'a> TextEmbedding<'a> {
    /// An embedding that has used no font yet.
    #[must_use]
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { fonts, marks: Marks::Drawn, used: BTreeMap::new() }
    }

    /// The same for the fields of forms: vowel marks are glyphs as well.
    pub(crate) fn for_fields(fonts: &'a FontSet) -> Self {
        Self { marks: Marks::Set, ..Self::new(fonts) }
    }

    /// Appends `line` to a content stream as a text object whose baseline starts at (`x`, `y`), y going up, in points.
    /// The colour is the one set before.
    ///
    /// Two things are filled outlines and not text: the vowel marks of Arabic (but in fields) and the handwritten Arabic face. Their
    /// glyphs stand above and below the baseline, where readers would see lines of their own; so a reader gets the
    /// letters of a vocalised word in one piece, without the marks.
    pub fn show(&mut self, content: &mut Vec<u8>, line: &Line, x: f64, y: f64) {
        let mut out = String::from("BT\n");
        let mut outlines = String::new();
        for run in &line.runs {
            if run.font == FontId::ArefRuqaa {
                outlines.push_str(&self.run_outlines(line, run, x, y));
            } else {
                outlines.push_str(&self.show_run(&mut out, line, run, x, y));
            }
        }
        out.push_str("ET\n");
        out.push_str(&outlines);
        content.extend_from_slice(out.as_bytes());
    }

    /// A whole run as outlines, with the text they stand for.
    fn run_outlines(&self, line: &Line, run: &Run, x: f64, y: f64) -> String {
        let start = run.glyphs.iter().map(|glyph| glyph.cluster.start).min().unwrap_or(0);
        let end = run.glyphs.iter().map(|glyph| glyph.cluster.end).max().unwrap_or(0);
        let mut out = String::from("/Span<</ActualText<FEFF");
        push_utf16(&mut out, &line.text[start..end]);
        out.push_str(">>>BDC\n");
        for glyph in &run.glyphs {
            let origin = [x + glyph.x, y + glyph.y];
            out.push_str(&glyph_operators(self.fonts, run.font, line.size, glyph.id, origin));
        }
        out.push_str("f\nEMC\n");
        out
    }

    /// Shows the run and returns the outlines of the marks left out.
    fn show_run(&mut self, out: &mut String, line: &Line, run: &Run, x: f64, y: f64) -> String {
        let mut outlines = String::new();
        let Some(first) = run.glyphs.iter().find(|glyph| !is_drawn_mark(self.fonts, run, glyph)) else {
            return outlines;
        };
        let count = self.used.len();
        let font = self.fonts.font(run.font);
        let used = self.used.entry(run.font).or_insert_with(|| UsedFont::new(count));
        let mut set = String::new();
        let mut writer = GlyphWriter::begin(out, &used.resource_name, line.size, [x + first.x, y], first.x);
        for cluster in run.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let text = &line.text[cluster[0].cluster.clone()];
            let (marks, glyphs): (Vec<&Glyph>, Vec<&Glyph>) =
                cluster.iter().partition(|glyph| is_drawn_mark(self.fonts, run, glyph));
            for mark in marks {
                let origin = [x + mark.x, y + mark.y];
                match self.marks {
                    Marks::Drawn => {
                        let path = glyph_operators(self.fonts, run.font, line.size, mark.id, origin);
                        outlines.push_str(&path);
                        outlines.push_str("f\n");
                    }
                    Marks::Set => push_glyph(&mut set, used.mark(&font.face, mark, text), origin),
                }
            }
            for piece in pieces(&font.face, run.direction, &glyphs, text) {
                used.show(font, piece, &mut writer);
            }
        }
        writer.finish();
        out.push_str(&set);
        outlines
    }

    /// Whether this embedding uses no glyph, and no text of a glyph, that `other` does not have.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.used.iter().all(|(id, used)| {
            other.used.get(id).is_some_and(|whole| {
                // Both were one and have only grown: equal lengths are equal contents.
                used.remapper.num_gids() == whole.remapper.num_gids()
                    && used.unicode.len() == whole.unicode.len()
            })
        })
    }

    /// The subset of each font used, with what a reader needs to get the text back.
    #[must_use]
    pub fn finish(self) -> Vec<EmbeddedFont> {
        let fonts = self.fonts;
        self.used.into_iter().map(|(id, used)| used.embed(fonts, id)).collect()
    }
}

impl UsedFont {
    fn new(number: usize) -> Self {
        Self {
            resource_name: format!("F{number}"),
            remapper: GlyphRemapper::new(),
            unicode: BTreeMap::new(),
            widths: BTreeMap::new(),
        }
    }

    /// The code of a mark, which stands for itself or for all marks of its letter.
    fn mark(&mut self, face: &ttf_parser::Face<'_>, mark: &Glyph, text: &str) -> u16 {
        let code = self.remapper.remap(mark.id);
        let is_own = |letter: &char| face.glyph_index(*letter).is_some_and(|glyph| glyph.0 == mark.id);
        let is_mark = |letter: &char| harfrust::unicode::combining_class(u32::from(*letter)) != 0;
        let own = || text.chars().find(is_own).map(String::from);
        let all = || text.chars().filter(is_mark).collect();
        self.unicode.entry(code).or_insert_with(|| own().unwrap_or_else(all));
        self.widths.insert(code, 0.0);
        code
    }

    /// Writes the glyphs of a piece; readers are told its text where the glyphs do not tell it.
    fn show(&mut self, font: &Font, piece: Piece<'_>, writer: &mut GlyphWriter<'_>) {
        let tagged = !self.maps_to(&font.face, &piece);
        if tagged {
            writer.begin_actual_text(&piece.text);
        }
        for glyph in piece.glyphs {
            let code = self.remapper.remap(glyph.id);
            let advance = font.face.glyph_hor_advance(ttf_parser::GlyphId(glyph.id)).unwrap_or(0);
            let width = f64::from(advance) * 1000.0 / font.units_per_em;
            self.widths.insert(code, width);
            writer.glyph(code, glyph, width);
        }
        if tagged {
            writer.end_actual_text();
        }
    }

    /// Whether `/ToUnicode` alone gives the text of `piece` back. It does for one glyph that always means the same; it
    /// cannot where letters are put together from parts that serve several letters.
    fn maps_to(&mut self, face: &ttf_parser::Face<'_>, piece: &Piece<'_>) -> bool {
        // For readers that do not know /ActualText, the widest glyph speaks for its piece.
        let advance = |glyph: &&&Glyph| face.glyph_hor_advance(ttf_parser::GlyphId(glyph.id));
        let Some(widest) = piece.glyphs.iter().max_by_key(advance) else { return true };
        let code = self.remapper.remap(widest.id);
        let text = self.unicode.entry(code).or_insert_with(|| piece.text.clone());
        // Which of the spaces with the same look a space is does not matter to anyone.
        let same = *text == piece.text || (text.trim().is_empty() && piece.text.trim().is_empty());
        piece.glyphs.len() == 1 && same
    }

    fn embed(self, fonts: &FontSet, id: FontId) -> EmbeddedFont {
        // Proved for every glyph of every bundled font by a test below.
        let program = subsetter::subset(id.bytes(), 0, &self.remapper).expect("a bundled font can be cut");
        let to_unicode = to_unicode(&self.unicode);
        EmbeddedFont {
            base_font: format!("{}+{}", subset_tag(&program), id.postscript_name()),
            resource_name: self.resource_name,
            glyph_count: self.remapper.num_gids(),
            program,
            widths: self.widths.into_iter().collect(),
            descriptor: descriptor(fonts, id),
            to_unicode,
        }
    }
}

/// Glyphs that together show a piece of text.
struct Piece<'a> {
    glyphs: Vec<&'a Glyph>,
    text: String,
}

/// Whether `glyph` is a mark in right-to-left text.
fn is_drawn_mark(fonts: &FontSet, run: &Run, glyph: &Glyph) -> bool {
    run.direction == LineDirection::RightToLeft
        && fonts.font(run.font).face.glyph_hor_advance(ttf_parser::GlyphId(glyph.id)) == Some(0)
}

/// Takes a cluster apart as far as each glyph has its own text: a mark is itself, and what is left belongs to the base.
fn pieces<'a>(
    face: &ttf_parser::Face<'_>,
    direction: LineDirection,
    cluster: &[&'a Glyph],
    text: &str,
) -> Vec<Piece<'a>> {
    if direction == LineDirection::RightToLeft {
        // Poppler, PDFium and MuPDF take codes from left to right and turn right-to-left text around character by
        // character, those of a ligature too. So a ligature gets its letters in the order in which they are seen.
        let letters =
            text.chars().rev().filter(|letter| harfrust::unicode::combining_class(u32::from(*letter)) == 0);
        return vec![Piece { glyphs: cluster.to_vec(), text: letters.collect() }];
    }
    let mut rest: Vec<char> = text.chars().collect();
    let mut texts: Vec<Option<char>> = Vec::with_capacity(cluster.len());
    for glyph in cluster {
        let own = |character: &char| face.glyph_index(*character).is_some_and(|id| id.0 == glyph.id);
        texts.push(rest.iter().position(own).map(|at| rest.remove(at)));
    }
    let unclaimed = texts.iter().filter(|own| own.is_none()).count();
    let is_apart = (unclaimed == 1 && !rest.is_empty()) || (unclaimed == 0 && rest.is_empty());
    if !is_apart {
        return vec![Piece { glyphs: cluster.to_vec(), text: text.to_owned() }];
    }
    let rest: String = rest.into_iter().collect();
    let text_of = |own: Option<char>| own.map_or_else(|| rest.clone(), String::from);
    cluster.iter().zip(texts).map(|(glyph, own)| Piece { glyphs: vec![glyph], text: text_of(own) }).collect()
}

/// A `/ToUnicode` CMap (ISO 32000-2, 9.10.3) for two-byte codes.
fn to_unicode(unicode: &BTreeMap<u16, String>) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n\
         << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n\
         /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<_> = unicode.iter().collect();
    // At most 100 entries may stand between begin and end.
    for chunk in entries.chunks(100) {
        writeln!(out, "{} beginbfchar", chunk.len()).expect("writing to a string cannot fail");
        for (code, text) in chunk {
            write!(out, "<{code:04X}> <").expect("writing to a string cannot fail");
            push_utf16(&mut out, text);
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}

/// Six capital letters that differ where subsets differ (ISO 32000-2, 9.9.2); the same subset gets the same ones.
fn subset_tag(program: &[u8]) -> String {
    // FNV-1a: no secret, only a name.
    let mut hash = program.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    (0..6)
        .map(|_| {
            let letter = b'A' + u8::try_from(hash % 26).expect("below 26");
            hash /= 26;
            char::from(letter)
        })
        .collect()
}

fn descriptor(fonts: &FontSet, id: FontId) -> FontDescriptor {
    const SYMBOLIC: u32 = 1 << 2;
    const SCRIPT: u32 = 1 << 3;
    let font = fonts.font(id);
    let scale = 1000.0 / font.units_per_em;
    let bounds = font.face.global_bounding_box();
    let ascent = f64::from(font.face.ascender()) * scale;
    FontDescriptor {
        ascent,
        descent: f64::from(font.face.descender()) * scale,
        cap_height: font.face.capital_height().map_or(ascent, |height| f64::from(height) * scale),
        bbox: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|edge| f64::from(edge) * scale),
        flags: match id {
            FontId::ArefRuqaa | FontId::DancingScript => SYMBOLIC | SCRIPT,
            FontId::NotoSans | FontId::PlexSansArabic => SYMBOLIC,
        },
        italic_angle: f64::from(font.face.italic_angle()),
        // No table tells it; the usual estimate from the weight class (400 → 95).
        stem_v: 10.0 + 0.244 * (f64::from(font.face.weight().to_number()) - 50.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Typeface;

    fn embedded(text: &str) -> (String, Vec<EmbeddedFont>) {
        let fonts = FontSet::bundled();
        let line = fonts.layout_line(text, 10.0, Typeface::Sans).unwrap();
        let mut embedding = TextEmbedding::new(fonts);
        let mut content = Vec::new();
        embedding.show(&mut content, &line, 20.0, 30.0);
        (String::from_utf8(content).unwrap(), embedding.finish())
    }

    #[test]
    fn every_glyph_of_every_bundled_font_can_be_cut() {
        for id in FontId::ALL {
            let count = FontSet::bundled().font(id).face.number_of_glyphs();
            let mut remapper = GlyphRemapper::new();
            for glyph in 0..count {
                remapper.remap(glyph);
            }
            let program = subsetter::subset(id.bytes(), 0, &remapper).unwrap();
            assert_eq!(ttf_parser::Face::parse(&program, 0).unwrap().number_of_glyphs(), count, "{id:?}");
        }
    }

    #[test]
    fn a_subset_is_small_and_numbered_as_the_content_says() {
        let (content, fonts) = embedded("Signé à Évian");
        let [font] = fonts.as_slice() else { panic!("one font, not {}", fonts.len()) };
        assert!(content.contains("/F0 10 Tf 1 0 0 1 20 30 Tm"), "{content}");
        assert!(font.base_font.ends_with("+NotoSans-Regular") && font.base_font.len() == 7 + 16);
        assert!(font.program.len() < 12_000, "{} bytes", font.program.len());
        let subset = ttf_parser::Face::parse(&font.program, 0).unwrap();
        for (code, width) in &font.widths {
            let advance = subset.glyph_hor_advance(ttf_parser::GlyphId(*code)).unwrap();
            assert!((f64::from(advance) - width).abs() < 1.0, "glyph {code}");
        }
        let map = String::from_utf8(font.to_unicode.clone()).unwrap();
        assert!(map.contains("<00C9>") && map.contains("<0053>"), "{map}");
        assert!(!content.contains("ActualText"), "one glyph per letter needs none: {content}");
    }

    #[test]
    fn arabic_letters_are_text_and_their_vowel_marks_outlines() {
        let (plain, _) = embedded("بت لا");
        let (vocalised, fonts) = embedded("بَتَ لا");
        let shown = |content: &str| content[..content.find("ET").unwrap()].to_owned();
        assert_eq!(shown(&plain), shown(&vocalised));
        assert!(!plain.contains(" c\n") && vocalised.matches("f\n").count() == 2, "{vocalised}");
        let map = String::from_utf8(fonts[0].to_unicode.clone()).unwrap();
        assert!(map.contains("<06270644>"), "the ligature as seen from left to right: {map}");
    }

    #[test]
    fn one_glyph_with_two_texts_is_told_apart() {
        // Three letters and the one character U+FB03 are drawn by the same ligature.
        let (content, _) = embedded("ffi \u{fb03} ffi");
        assert_eq!(content.matches("/ActualText<FEFFFB03>").count(), 1, "{content}");
        assert_eq!(content.matches("ActualText").count(), 1, "{content}");
        // A no-break space looks like a space, and that is all a reader needs.
        let (content, _) = embedded("a b\u{a0}c");
        assert!(!content.contains("ActualText"), "{content}");
    }

    #[test]
    fn handwritten_arabic_is_outlines_with_their_text() {
        let fonts = FontSet::bundled();
        let line = fonts.layout_line("محمد", 20.0, Typeface::Handwriting).unwrap();
        let mut embedding = TextEmbedding::new(fonts);
        let mut content = Vec::new();
        embedding.show(&mut content, &line, 0.0, 0.0);
        let content = String::from_utf8(content).unwrap();
        assert!(content.contains("/ActualText<FEFF0645062D0645062F>"), "{content}");
        assert!(content.contains(" c\n") && !content.contains("TJ"));
        assert!(embedding.finish().is_empty(), "no font is embedded for outlines");
    }
}

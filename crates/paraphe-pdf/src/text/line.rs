//! A line of text, shaped and measured.

use std::ops::Range;

use super::font::{FontId, FontSet, Typeface};
use super::itemize::{Item, itemize, shape};
use crate::PdfError;

/// A line of text in visual order. All lengths are points; the origin is the left end of the baseline, y goes up.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The text as set, in logical order: line breaks and tabs have become spaces, control characters are gone.
    pub text: String,
    /// The font size in points.
    pub size: f64,
    /// The advance width of the whole line.
    pub width: f64,
    /// Whether the line as a whole reads from left or from right: tells where a block of such lines is aligned.
    pub direction: LineDirection,
    /// The runs from left to right.
    pub runs: Vec<Run>,
}

/// The base direction of a line (UAX #9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineDirection {
    /// As French.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

/// Neighbouring glyphs of one font and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The font of every glyph in the run.
    pub font: FontId,
    /// The direction in which the run is read.
    pub direction: LineDirection,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One glyph at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The glyph id in the whole (not yet subset) font; never 0.
    pub id: u16,
    /// Where its origin stands, from the start of the line, in points.
    pub x: f64,
    /// How far its origin stands above the baseline, in points.
    pub y: f64,
    /// The bytes of [`Line::text`] that this glyph and its neighbours of the same cluster show.
    pub cluster: Range<usize>,
}

/// Sets `text` on one line at `size` points.
///
/// # Errors
/// [`PdfError::MissingGlyph`] names the first character that no bundled font can draw.
pub fn layout_line(fonts: &FontSet, text: &str, size: f64, typeface: Typeface) -> Result<Line, PdfError> {
    let text = clean(text);
    let (items, direction) = itemize(fonts, &text, typeface)?;
    let mut line = Line { text, size, width: 0.0, direction, runs: Vec::new() };
    for item in items {
        push_item(fonts, &mut line, &item)?;
    }
    Ok(line)
}

impl FontSet {
    /// Sets `text` on one line at `size` points.
    ///
    /// # Errors
    /// [`PdfError::MissingGlyph`] names the first character that no bundled font can draw.
    pub fn layout_line(&self, text: &str, size: f64, typeface: Typeface) -> Result<Line, PdfError> {
        layout_line(self, text, size, typeface)
    }
}

impl Line {
    /// The same line at another size: shaping does not depend on it.
    #[must_use]
    pub fn at_size(&self, size: f64) -> Self {
        let scale = size / self.size;
        let mut line = self.clone();
        line.size = size;
        line.width *= scale;
        for glyph in line.runs.iter_mut().flat_map(|run| &mut run.glyphs) {
            glyph.x *= scale;
            glyph.y *= scale;
        }
        line
    }

    /// The box around what is really inked (left, bottom, right, top), in points; `None` if nothing is.
    #[must_use]
    pub fn ink_box(&self, fonts: &FontSet) -> Option<[f64; 4]> {
        let mut ink: Option<[f64; 4]> = None;
        for run in &self.runs {
            let font = fonts.font(run.font);
            let scale = self.size / font.units_per_em;
            for glyph in &run.glyphs {
                let Some(bounds) = font.face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id)) else {
                    continue;
                };
                let left = glyph.x + f64::from(bounds.x_min) * scale;
                let bottom = glyph.y + f64::from(bounds.y_min) * scale;
                let right = glyph.x + f64::from(bounds.x_max) * scale;
                let top = glyph.y + f64::from(bounds.y_max) * scale;
                let [l, b, r, t] = ink.unwrap_or([left, bottom, right, top]);
                ink = Some([l.min(left), b.min(bottom), r.max(right), t.max(top)]);
            }
        }
        ink
    }
}

/// Line breaks, tabs and separators become spaces; control characters, which have no look, go.
fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        })
        .collect()
}

fn push_item(fonts: &FontSet, line: &mut Line, item: &Item) -> Result<(), PdfError> {
    let buffer = shape(fonts, item.font, &line.text, item.range.clone(), item.script, item.direction);
    let scale = line.size / fonts.font(item.font).units_per_em;
    let mut starts: Vec<usize> = buffer.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.push(item.range.end);
    starts.sort_unstable();
    starts.dedup();
    let mut glyphs = Vec::with_capacity(buffer.len());
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let start = info.cluster as usize;
        let end = starts.iter().copied().find(|&next| next > start).unwrap_or(item.range.end);
        let id = u16::try_from(info.glyph_id).unwrap_or(0);
        if id == 0 {
            let character = line.text[start..].chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
            return Err(PdfError::MissingGlyph { character });
        }
        glyphs.push(Glyph {
            id,
            x: line.width + f64::from(position.x_offset) * scale,
            y: f64::from(position.y_offset) * scale,
            cluster: start..end,
        });
        line.width += f64::from(position.x_advance) * scale;
    }
    match line.runs.last_mut() {
        Some(run) if run.font == item.font && run.direction == item.direction => {
            run.glyphs.append(&mut glyphs)
        }
        Some(_) | None => line.runs.push(Run { font: item.font, direction: item.direction, glyphs }),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, typeface: Typeface) -> Line {
        FontSet::bundled().layout_line(text, 10.0, typeface).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn fonts_of(line: &Line) -> Vec<FontId> {
        line.runs.iter().map(|run| run.font).collect()
    }

    /// The text in the order in which its glyphs stand from left to right, cluster by cluster.
    fn visual(line: &Line) -> String {
        let mut clusters: Vec<&Range<usize>> =
            line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| &glyph.cluster).collect();
        clusters.dedup();
        clusters.into_iter().map(|cluster| &line.text[cluster.clone()]).collect()
    }

    fn missing(text: &str, typeface: Typeface) -> Option<char> {
        match FontSet::bundled().layout_line(text, 10.0, typeface) {
            Err(PdfError::MissingGlyph { character }) => Some(character),
            Ok(_) | Err(_) => None,
        }
    }

    #[test]
    fn latin_names_keep_to_one_hand() {
        for name in
            ["Amélie Bérard", "Łucja Đặng-Œuvray", "Cœur Ëlian Ñúñez", "Žaneta İpek Ğül", "Nguyễn Văn Ổn"]
        {
            assert_eq!(fonts_of(&set(name, Typeface::Handwriting)), [FontId::DancingScript], "{name}");
            assert_eq!(fonts_of(&set(name, Typeface::Sans)), [FontId::NotoSans], "{name}");
        }
    }

    #[test]
    fn greek_and_cyrillic_are_covered_whole() {
        // Every letter of modern Greek, of Russian, Ukrainian, Belarusian, Bulgarian, Serbian and Macedonian.
        let greek = ('Α'..='Ω').chain('α'..='ώ').chain("ΆΈΉΊΌΎΏΪΫΐΰϊϋ".chars());
        let greek: String = greek.filter(|letter| letter.is_alphabetic()).collect();
        let cyrillic: String = ('А'..='я').chain("ЁёІіЇїЄєҐґЎўЂђЈјЉљЊњЋћЏџЃѓЌќЅѕ".chars()).collect();
        for alphabet in [&greek, &cyrillic] {
            assert_eq!(fonts_of(&set(alphabet, Typeface::Sans)), [FontId::NotoSans], "{alphabet}");
            assert_eq!(fonts_of(&set(alphabet, Typeface::Handwriting)), [FontId::NotoSans], "{alphabet}");
        }
        for name in ["Νίκος Παπαδόπουλος", "Юлия Щербакова", "Ђорђе Љубић", "Ἀλέξανδρος"]
        {
            let line = set(name, Typeface::Sans);
            assert!(line.runs.iter().flat_map(|run| &run.glyphs).all(|glyph| glyph.id != 0), "{name}");
        }
    }

    #[test]
    fn a_word_never_changes_font_in_its_middle() {
        let line = set("Юлия Lévy", Typeface::Handwriting);
        assert_eq!(fonts_of(&line), [FontId::NotoSans, FontId::DancingScript]);
        assert_eq!(line.runs[1].glyphs[0].cluster.start, "Юлия ".len());
    }

    #[test]
    fn decomposed_accents_are_drawn_like_composed_ones() {
        let composed = set("Bérard", Typeface::Sans);
        let decomposed = set("Be\u{301}rard", Typeface::Sans);
        let ids = |line: &Line| line.runs[0].glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        assert_eq!(ids(&composed), ids(&decomposed));
    }

    #[test]
    fn arabic_reads_from_the_right_and_joins() {
        let line = set("محمد الطرابلسي", Typeface::Sans);
        assert_eq!(line.direction, LineDirection::RightToLeft);
        assert_eq!(fonts_of(&line), [FontId::PlexSansArabic]);
        let seen = visual(&set("محمد بن يوسف", Typeface::Sans));
        assert_eq!(seen, "فسوي نب دمحم");
        // Joined letters are other glyphs than the same letters standing alone; a non-joiner parts them.
        let glyphs =
            |text: &str| set(text, Typeface::Sans).runs[0].glyphs.iter().map(|g| g.id).collect::<Vec<_>>();
        let alone: Vec<u16> = "دمحم".chars().flat_map(|letter| glyphs(&letter.to_string())).collect();
        let joined = glyphs("محمد");
        assert!(
            joined.iter().zip(&alone).all(|(joined, alone)| joined != alone),
            "{joined:?} against {alone:?}"
        );
        assert_ne!(glyphs("مح\u{200c}مد"), joined);
    }

    #[test]
    fn mixed_lines_keep_each_script_in_its_order() {
        let line = set("Signé par محمد الطرابلسي le 22/11/2026", Typeface::Sans);
        assert_eq!(line.direction, LineDirection::LeftToRight);
        assert_eq!(fonts_of(&line), [FontId::NotoSans, FontId::PlexSansArabic, FontId::NotoSans]);
        let seen = visual(&line);
        assert!(seen.starts_with("Signé par ") && seen.ends_with(" le 22/11/2026"), "{seen}");

        let line = set("وقّع Jean Dupont في 22/11/2026", Typeface::Sans);
        assert_eq!(line.direction, LineDirection::RightToLeft);
        let seen = visual(&line);
        assert!(seen.starts_with("22/11/2026") && seen.contains("Jean Dupont"), "{seen}");
    }

    #[test]
    fn brackets_are_mirrored_in_arabic() {
        let bracket = |text: &str| {
            let line = set(text, Typeface::Sans);
            let glyph =
                line.runs[0].glyphs.iter().find(|glyph| line.text[glyph.cluster.clone()].contains('('));
            glyph.map(|glyph| glyph.id).unwrap()
        };
        assert_ne!(bracket("(ب)"), bracket("(b)"));
        let face = &FontSet::bundled().font(FontId::PlexSansArabic).face;
        assert_eq!(bracket("(ب)"), face.glyph_index(')').unwrap().0);
    }

    #[test]
    fn invisible_characters_draw_nothing_and_are_not_missing() {
        let plain = set("Ana Li", Typeface::Handwriting);
        for text in
            ["\u{200e}Ana\u{200d} Li\u{200f}", "\u{feff}Ana Li", "A\u{ad}na Li", "Ana\tLi\u{7}", "Ana\nLi"]
        {
            let line = set(text, Typeface::Handwriting);
            assert!(
                (line.width - plain.width).abs() < 0.01,
                "{text:?}: {} against {}",
                line.width,
                plain.width
            );
        }
        assert!(set("", Typeface::Sans).runs.is_empty());
        assert!(set("\u{200b}\u{202a}\u{202c}", Typeface::Sans).ink_box(FontSet::bundled()).is_none());
        assert!(set("12\u{202f}500\u{a0}€", Typeface::Handwriting).width > 0.0);
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        for typeface in [Typeface::Handwriting, Typeface::Sans] {
            assert_eq!(missing("Anne 😀", typeface), Some('😀'));
            assert_eq!(missing("山田 Anne", typeface), Some('山'));
            assert_eq!(missing("Anne👩\u{200d}🚀", typeface), Some('👩'));
            assert_eq!(missing("محمد ש", typeface), Some('ש'));
            assert_eq!(missing("\u{e000}", typeface), Some('\u{e000}'));
        }
    }

    #[test]
    fn size_scales_everything() {
        let line = set("Đặng محمد", Typeface::Sans);
        let again = FontSet::bundled().layout_line("Đặng محمد", 25.0, Typeface::Sans).unwrap();
        let scaled = line.at_size(25.0);
        assert!((scaled.width - again.width).abs() < 1e-9);
        let places = |line: &Line| {
            line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.x).collect::<Vec<_>>()
        };
        assert!(places(&scaled).iter().zip(places(&again)).all(|(a, b)| (a - b).abs() < 1e-9));
    }
}

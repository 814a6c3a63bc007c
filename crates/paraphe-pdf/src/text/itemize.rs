//! Cutting a line into runs of one direction, one font and one script, in visual order.

use std::ops::Range;

use harfrust::{Buffer, BufferFlags, Direction, Script, ShapeOptions, ShaperFont};
use unicode_bidi::{BidiInfo, Level};

use super::font::{FontId, FontSet, Typeface};
use super::line::LineDirection;
use crate::PdfError;

/// A stretch of the text that one call of the shaper sets.
pub(crate) struct Item {
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
    pub(crate) font: FontId,
    pub(crate) script: Option<Script>,
    pub(crate) direction: LineDirection,
}

/// The items of `text` from left to right as a reader sees them, and the direction of the line as a whole
/// (UAX #9 rules P2 and P3).
pub(crate) fn itemize(
    fonts: &FontSet,
    text: &str,
    typeface: Typeface,
) -> Result<(Vec<Item>, LineDirection), PdfError> {
    let bidi = BidiInfo::new(text, None);
    // `clean` leaves no paragraph separator, so there is one paragraph, or none for an empty line.
    let Some(paragraph) = bidi.paragraphs.first() else {
        return Ok((Vec::new(), LineDirection::LeftToRight));
    };
    let direction = direction_of(paragraph.level);
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut items = Vec::new();
    for run in runs {
        let run_direction = levels.get(run.start).map_or(direction, |level| direction_of(*level));
        let mut pieces = Vec::new();
        for (range, font) in
            choose_fonts(fonts, text, run, typeface.candidates(run_direction), run_direction)?
        {
            for (range, script) in split_scripts(text, range) {
                pieces.push(Item { range, font, script, direction: run_direction });
            }
        }
        if run_direction == LineDirection::RightToLeft {
            pieces.reverse();
        }
        items.append(&mut pieces);
    }
    Ok((items, direction))
}

fn direction_of(level: Level) -> LineDirection {
    if level.is_rtl() { LineDirection::RightToLeft } else { LineDirection::LeftToRight }
}

/// A font for every part of `run`, neighbours with the same font joined.
fn choose_fonts(
    fonts: &FontSet,
    text: &str,
    run: Range<usize>,
    candidates: &[FontId],
    direction: LineDirection,
) -> Result<Vec<(Range<usize>, FontId)>, PdfError> {
    let mut chosen: Vec<(Range<usize>, FontId)> = Vec::new();
    let mut push = |range: Range<usize>, font: FontId| match chosen.last_mut() {
        Some((last, last_font)) if *last_font == font => last.end = range.end,
        Some(_) | None => chosen.push((range, font)),
    };
    let mut start = run.start;
    for word in text[run].split_inclusive(' ') {
        let range = start..start + word.len();
        start = range.end;
        if let Some(font) = first_covering(fonts, word, candidates, direction) {
            push(range, font);
            continue;
        }
        for cluster in clusters(fonts, word, candidates, direction) {
            let part = &word[cluster.clone()];
            let font = first_covering(fonts, part, candidates, direction).ok_or_else(|| {
                PdfError::MissingGlyph { character: missing_character(fonts, part, candidates) }
            })?;
            push(range.start + cluster.start..range.start + cluster.end, font);
        }
    }
    Ok(chosen)
}

fn first_covering(
    fonts: &FontSet,
    text: &str,
    candidates: &[FontId],
    direction: LineDirection,
) -> Option<FontId> {
    candidates.iter().copied().find(|&font| covers(fonts, text, font, direction))
}

/// Whether `font` sets all of `text`. Asking the shaper rather than the character map counts composed and decomposed
/// letters alike, spaces that can be made from others, and characters that are never drawn.
fn covers(fonts: &FontSet, text: &str, font: FontId, direction: LineDirection) -> bool {
    let face = &fonts.font(font).face;
    if text.chars().all(|character| face.glyph_index(character).is_some()) {
        return true;
    }
    shape(fonts, font, text, 0..text.len(), None, direction)
        .glyph_infos()
        .iter()
        .all(|info| info.glyph_id != 0)
}

/// The grapheme clusters of `text` as the shaper sees them, in logical order.
fn clusters(
    fonts: &FontSet,
    text: &str,
    candidates: &[FontId],
    direction: LineDirection,
) -> Vec<Range<usize>> {
    let font = candidates.first().copied().unwrap_or(FontId::NotoSans);
    let shaped = shape(fonts, font, text, 0..text.len(), None, direction);
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
    starts.extend([0, text.len()]);
    starts.sort_unstable();
    starts.dedup();
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The character to name when no font sets `cluster`.
fn missing_character(fonts: &FontSet, cluster: &str, candidates: &[FontId]) -> char {
    let has_glyph = |character: char| {
        candidates.iter().any(|&font| fonts.font(font).face.glyph_index(character).is_some())
    };
    cluster
        .chars()
        .find(|&character| !has_glyph(character))
        .or_else(|| cluster.chars().next())
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Parts of `range` with one script each; common characters and marks go with what stands before them.
fn split_scripts(text: &str, range: Range<usize>) -> Vec<(Range<usize>, Option<Script>)> {
    let mut parts: Vec<(Range<usize>, Option<Script>)> = Vec::new();
    for (offset, character) in text[range.clone()].char_indices() {
        let start = range.start + offset;
        let end = start + character.len_utf8();
        let script = harfrust::unicode::script(u32::from(character));
        let script =
            (![Script::COMMON, Script::INHERITED, Script::UNKNOWN].contains(&script)).then_some(script);
        match parts.last_mut() {
            Some((last, known)) if script.is_none() || known.is_none() || *known == script => {
                last.end = end;
                *known = known.or(script);
            }
            Some(_) | None => parts.push((start..end, script)),
        }
    }
    parts
}

/// Shapes `text[range]` with the rest of the line as context, so that Arabic letters join across a border of runs.
pub(crate) fn shape(
    fonts: &FontSet,
    font: FontId,
    text: &str,
    range: Range<usize>,
    script: Option<Script>,
    direction: LineDirection,
) -> Buffer {
    let mut buffer = Buffer::new();
    buffer.set_pre_context(&text[..range.start]);
    for (offset, character) in text[range.clone()].char_indices() {
        let cluster = u32::try_from(range.start + offset).expect("a line is shorter than 4 GiB");
        buffer.push(u32::from(character), cluster);
    }
    buffer.set_post_context(&text[range.end..]);
    buffer.set_script(script);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
    buffer.guess_segment_properties();
    buffer.set_direction(match direction {
        LineDirection::LeftToRight => Direction::LeftToRight,
        LineDirection::RightToLeft => Direction::RightToLeft,
    });
    harfrust::shape(&ShaperFont::new(&fonts.font(font).shaping), &mut buffer, ShapeOptions::new())
        .expect("a fresh buffer with a direction can be shaped");
    buffer
}

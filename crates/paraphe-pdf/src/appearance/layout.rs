//! Where the parts of an appearance stand.

use std::sync::Arc;

use super::fit::{MeasuredLine, MeasuredMark, Zone};
use super::{Appearance, CheckState, Element, HAIRLINE, HAIRLINE_WIDTH, INK, LineKind, PRINT, SignatureLook};
use crate::PdfError;
use crate::picture::Picture;
use crate::text::{FontId, FontSet, Line, LineDirection, Typeface};

/// One way to lay a signature out.
struct Arrangement<'a> {
    size: f64,
    rows: Vec<&'a Line>,
    text: Zone,
    mark: Zone,
    /// The part of the height to spare that stays under the mark.
    lift: f64,
    rule: [[f64; 2]; 2],
    align: Align,
}

#[derive(Clone, Copy, PartialEq)]
enum Align {
    Centre,
    Left,
    Right,
}

pub(super) fn signature(fonts: &FontSet, look: &SignatureLook<'_>) -> Result<Appearance, PdfError> {
    let mark = MeasuredMark::new(fonts, look.mark)?;
    let mut lines = Vec::new();
    for line in look.lines.iter().filter(|line| !line.text.trim().is_empty()) {
        lines.push(MeasuredLine::new(fonts, line.kind, line.text.trim())?);
    }
    let inner = inner_zone(look.width, look.height);
    let plain = compose(&lines, mark.as_ref(), &inner);
    if !plain.shows_the_name {
        return Err(too_small(&lines, mark.as_ref(), look));
    }
    let with_logo = look.logo.and_then(|logo| {
        let direction = lines.first().map_or(LineDirection::LeftToRight, MeasuredLine::direction);
        let (logo, rest) = beside_logo(logo, &inner, direction);
        let composed = compose(&lines, mark.as_ref(), &rest);
        let costs_a_line = composed.dropped.len() > plain.dropped.len() || !composed.shows_the_name;
        (!costs_a_line).then_some((logo, composed))
    });
    let (mut elements, composed) = match with_logo {
        Some((logo, composed)) => (vec![logo], composed),
        None => (Vec::new(), plain),
    };
    elements.extend(composed.elements);
    Ok(Appearance { width: look.width, height: look.height, elements, dropped: composed.dropped })
}

/// A mark and its lines set into a zone.
struct Composed {
    elements: Vec<Element>,
    dropped: Vec<LineKind>,
    shows_the_name: bool,
}

/// Everything first; then without the least important kind, and so on down to nothing but the mark.
fn compose(lines: &[MeasuredLine], mark: Option<&MeasuredMark>, inner: &Zone) -> Composed {
    let mut by_rank: Vec<LineKind> = lines.iter().map(|line| line.kind).collect();
    by_rank.sort_unstable();
    for kept in (1..=by_rank.len()).rev() {
        let last_kind = by_rank[kept - 1];
        if by_rank.get(kept) == Some(&last_kind) {
            continue;
        }
        let shown: Vec<&MeasuredLine> = lines.iter().filter(|line| line.kind <= last_kind).collect();
        if let Some(best) = best_arrangement(&shown, mark, inner) {
            let dropped = by_rank[kept..].to_vec();
            let has_line = by_rank.first() == Some(&LineKind::Name);
            let shows_the_name = !mark.is_some_and(|mark| match has_line {
                true => mark.is_hairline(&best.mark),
                false => mark.is_illegible(&best.mark),
            });
            return Composed { elements: draw(&best, mark), dropped, shows_the_name };
        }
    }
    let shows_the_name =
        by_rank.first() != Some(&LineKind::Name) && !mark.is_some_and(|mark| mark.is_illegible(inner));
    let elements = mark.map(|mark| mark.place(inner, CENTRED)).into_iter().collect();
    Composed { elements, dropped: by_rank, shows_the_name }
}

/// The size at which a box of this shape would hold the name.
fn too_small(lines: &[MeasuredLine], mark: Option<&MeasuredMark>, look: &SignatureLook<'_>) -> PdfError {
    let (width, height) = (look.width.max(1.0), look.height.max(1.0));
    let holds =
        |factor: f64| compose(lines, mark, &inner_zone(width * factor, height * factor)).shows_the_name;
    let mut enough = 1.0;
    while enough < MOST_ENLARGED && !holds(enough) {
        enough *= 2.0;
    }
    let mut short = enough / 2.0;
    for _ in 0..8 {
        let middle = f64::midpoint(short, enough);
        if holds(middle) { enough = middle } else { short = middle }
    }
    PdfError::BoxTooSmall { needed_width: (width * enough).ceil(), needed_height: (height * enough).ceil() }
}

/// The logo on the side where reading begins, and what is left of the zone.
fn beside_logo(logo: &Arc<Picture>, inner: &Zone, direction: LineDirection) -> (Element, Zone) {
    let scale = inner.height.min(inner.width * LOGO_PART / logo.aspect());
    let (width, height) = (logo.aspect() * scale, scale);
    let gap = (inner.width * 0.03).min(6.0);
    let rest = Zone { width: inner.width - width - gap, ..*inner };
    let (left, rest) = match direction {
        LineDirection::LeftToRight => (inner.left, Zone { left: inner.left + width + gap, ..rest }),
        LineDirection::RightToLeft => (inner.left + inner.width - width, rest),
    };
    let place = [left, inner.bottom + (inner.height - height) / 2.0, width, height];
    (Element::Picture { picture: Arc::clone(logo), place }, rest)
}

/// What is left of the box inside its margin; never negative.
fn inner_zone(width: f64, height: f64) -> Zone {
    let (width, height) = (width.max(0.0), height.max(0.0));
    let margin = (width.min(height) * 0.06).clamp(0.5, 4.0).min(width.min(height) / 4.0);
    Zone { left: margin, bottom: margin, width: width - 2.0 * margin, height: height - 2.0 * margin }
}

/// The best way to show all `lines`, judged by how large the mark and the text become; `None` if there is none.
fn best_arrangement<'a>(
    lines: &[&'a MeasuredLine],
    mark: Option<&MeasuredMark>,
    inner: &Zone,
) -> Option<Arrangement<'a>> {
    let largest = (inner.height * 0.16).clamp(SMALLEST_TEXT, LARGEST_TEXT);
    let mut best: Option<(f64, Arrangement<'a>)> = None;
    let mut size = largest;
    while size >= SMALLEST_TEXT {
        let mut candidates = Vec::new();
        match mark {
            None => candidates.extend(alone(lines, inner, size)),
            Some(_) => {
                candidates.extend(beneath(lines, inner, size));
                candidates.extend(
                    [0.62, 0.55, 0.48, 0.4].into_iter().filter_map(|part| beside(lines, inner, size, part)),
                );
            }
        }
        for arrangement in candidates {
            let area = mark.map_or(0.0, |mark| {
                let (_, width, height) = mark.fitted(&arrangement.mark);
                width * height / (inner.width * inner.height)
            });
            // A little smaller is better than broken into two rows.
            let breaks = f64::from(u32::try_from(arrangement.rows.len() - lines.len()).unwrap_or(0));
            let score = area.sqrt() + 0.9 * size / largest - 0.06 * breaks;
            if best.as_ref().is_none_or(|(best_score, _)| score > *best_score) {
                best = Some((score, arrangement));
            }
        }
        size -= 0.25;
    }
    best.map(|(_, arrangement)| arrangement)
}

fn rows_of<'a>(lines: &[&'a MeasuredLine], size: f64, width: f64) -> Option<(Vec<&'a Line>, f64)> {
    let mut rows = Vec::new();
    for line in lines {
        rows.append(&mut line.rows(size, width)?);
    }
    let height = rows.iter().map(|row| row_height(row)).sum::<f64>() * size;
    Some((rows, height))
}

/// The height of a row in ems, and how far its baseline stands below its top: Arabic reaches higher and deeper.
fn row_metrics(row: &Line) -> (f64, f64) {
    let arabic = row.runs.iter().any(|run| matches!(run.font, FontId::PlexSansArabic | FontId::ArefRuqaa));
    if arabic { (1.45, 1.02) } else { (1.2, 0.92) }
}

fn row_height(row: &Line) -> f64 {
    row_metrics(row).0
}

/// Text under the mark, a hairline between them.
fn beneath<'a>(lines: &[&'a MeasuredLine], inner: &Zone, size: f64) -> Option<Arrangement<'a>> {
    let gap = size * 0.3;
    let (rows, height) = rows_of(lines, size, inner.width)?;
    let rule = inner.bottom + height + gap * 0.5;
    let mark = Zone { bottom: rule + gap, height: inner.height - (rule + gap - inner.bottom), ..*inner };
    (mark.height >= inner.height * LEAST_MARK_HEIGHT).then_some(Arrangement {
        size,
        rows,
        text: Zone { height, ..*inner },
        mark,
        lift: RESTING,
        rule: [[inner.left, rule], [inner.left + inner.width, rule]],
        align: Align::Centre,
    })
}

/// Text beside the mark: to its right, or to its left when the first line reads from the right.
fn beside<'a>(lines: &[&'a MeasuredLine], inner: &Zone, size: f64, part: f64) -> Option<Arrangement<'a>> {
    let gap = size * 0.5;
    let mark_width = inner.width * part - gap;
    let text_width = inner.width - mark_width - 2.0 * gap;
    let (rows, height) = rows_of(lines, size, text_width)?;
    if height > inner.height || mark_width <= 0.0 {
        return None;
    }
    let align = match lines.first()?.direction() {
        LineDirection::LeftToRight => Align::Left,
        LineDirection::RightToLeft => Align::Right,
    };
    let (mark_left, text_left, rule) = if align == Align::Left {
        (inner.left, inner.left + mark_width + 2.0 * gap, inner.left + mark_width + gap)
    } else {
        (inner.left + text_width + 2.0 * gap, inner.left, inner.left + text_width + gap)
    };
    let bottom = inner.bottom + (inner.height - height) / 2.0;
    Some(Arrangement {
        size,
        rows,
        text: Zone { left: text_left, bottom, width: text_width, height },
        mark: Zone { left: mark_left, width: mark_width, ..*inner },
        lift: CENTRED,
        rule: [[rule, inner.bottom], [rule, inner.bottom + inner.height]],
        align,
    })
}

/// Text without a mark, along a hairline at the side from which it is read.
fn alone<'a>(lines: &[&'a MeasuredLine], inner: &Zone, size: f64) -> Option<Arrangement<'a>> {
    let gap = size * 0.6;
    let width = inner.width - gap;
    let (rows, height) = rows_of(lines, size, width)?;
    let (align, left, rule) = match lines.first()?.direction() {
        LineDirection::LeftToRight => (Align::Left, inner.left + gap, inner.left),
        LineDirection::RightToLeft => (Align::Right, inner.left, inner.left + inner.width),
    };
    (height <= inner.height).then_some(Arrangement {
        size,
        rows,
        text: Zone { left, width, bottom: inner.bottom + (inner.height - height) / 2.0, height },
        mark: *inner,
        lift: CENTRED,
        rule: [[rule, inner.bottom], [rule, inner.bottom + inner.height]],
        align,
    })
}

fn draw(arrangement: &Arrangement<'_>, mark: Option<&MeasuredMark>) -> Vec<Element> {
    let [from, to] = arrangement.rule;
    let mut elements = vec![Element::Rule { from, to, shade: HAIRLINE }];
    elements.extend(mark.map(|mark| mark.place(&arrangement.mark, arrangement.lift)));
    elements.append(&mut set_rows(&arrangement.rows, arrangement.size, &arrangement.text, arrangement.align));
    elements
}

/// The rows, measured at one point, from the top of `zone` down.
fn set_rows(rows: &[&Line], size: f64, zone: &Zone, align: Align) -> Vec<Element> {
    let mut top = zone.bottom + zone.height;
    let mut elements = Vec::with_capacity(rows.len());
    for row in rows {
        let (height, baseline) = row_metrics(row);
        let spare = zone.width - row.width * size;
        let shift = match align {
            Align::Centre => spare / 2.0,
            Align::Left => 0.0,
            Align::Right => spare,
        };
        elements.push(Element::Text {
            line: row.at_size(size),
            x: zone.left + shift,
            y: top - baseline * size,
            shade: PRINT,
        });
        top -= height * size;
    }
    elements
}

pub(super) fn text_field(
    fonts: &FontSet,
    text: &str,
    width: f64,
    height: f64,
) -> Result<Appearance, PdfError> {
    let inner = inner_zone(width, height);
    let whole = fonts.layout_line(text.trim(), 1.0, Typeface::Sans)?;
    let largest = (inner.height * 0.72).min(LARGEST_FIELD_TEXT);
    let mut size = largest;
    let mut rows = vec![whole.clone()];
    while size > 0.0 && !whole.text.is_empty() {
        rows = wrap(fonts, &whole.text, inner.width / size)?;
        let fits = rows.iter().all(|row| row.width * size <= inner.width + 1e-6)
            && rows.iter().map(row_height).sum::<f64>() * size <= inner.height;
        if fits {
            break;
        }
        // A tenth less at each step ends at any size of box and text.
        size *= 0.9;
    }
    if size < SMALLEST_TEXT && !whole.text.is_empty() {
        return Err(too_small_for_text(size, width, height));
    }
    let rows: Vec<&Line> = rows.iter().filter(|row| !row.runs.is_empty()).collect();
    let text_height = rows.iter().map(|row| row_height(row)).sum::<f64>() * size;
    // A box as low as a row stands on a printed line: what is written in it does, too, however small it has become.
    let is_one_row = rows.len() == 1 && height < LOW_BOX * row_height(&whole) * largest;
    let bottom =
        if is_one_row { inner.bottom / 4.0 } else { inner.bottom + (inner.height - text_height) / 2.0 };
    let zone = Zone { bottom, height: text_height, ..inner };
    let align = match whole.direction {
        LineDirection::LeftToRight => Align::Left,
        LineDirection::RightToLeft => Align::Right,
    };
    let elements = if size > 0.0 { set_rows(&rows, size, &zone, align) } else { Vec::new() };
    Ok(Appearance { width, height, elements, dropped: Vec::new() })
}

/// `text` broken at spaces into rows no wider than `width` ems, as far as its words allow.
fn wrap(fonts: &FontSet, text: &str, width: f64) -> Result<Vec<Line>, PdfError> {
    let mut rows: Vec<Line> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(last) = rows.last_mut() {
            let longer = fonts.layout_line(&format!("{} {word}", last.text), 1.0, Typeface::Sans)?;
            if longer.width <= width {
                *last = longer;
                continue;
            }
        }
        rows.push(fonts.layout_line(word, 1.0, Typeface::Sans)?);
    }
    Ok(rows)
}

/// A box of this shape in which the text would be readable: as much larger as the text is too small.
fn too_small_for_text(size: f64, width: f64, height: f64) -> PdfError {
    let enough = (SMALLEST_TEXT / size.max(SMALLEST_TEXT / MOST_ENLARGED)).max(1.0);
    PdfError::BoxTooSmall {
        needed_width: (width.max(1.0) * enough).ceil(),
        needed_height: (height.max(1.0) * enough).ceil(),
    }
}

/// A square as large as the box allows, in its middle, ticked or not; points.
pub(super) fn check_box(width: f64, height: f64, state: CheckState) -> Appearance {
    // In a unit square, y up.
    const SQUARE: [[f64; 2]; 5] = [[0.04, 0.04], [0.96, 0.04], [0.96, 0.96], [0.04, 0.96], [0.04, 0.04]];
    const TICK: [[f64; 2]; 3] = [[0.2, 0.5], [0.42, 0.24], [0.8, 0.78]];
    let side = width.min(height).max(0.0);
    let (left, bottom) = ((width - side) / 2.0, (height - side) / 2.0);
    let pen = |corners: &[[f64; 2]], width, shade| Element::Pen {
        points: corners.iter().map(|[x, y]| [left + x * side, bottom + y * side]).collect(),
        width,
        shade,
    };
    let mut elements = vec![pen(&SQUARE, (side * 0.05).clamp(HAIRLINE_WIDTH, 0.8), PRINT)];
    if state == CheckState::On {
        elements.push(pen(&TICK, (side * 0.12).clamp(0.8, THICKEST_TICK), INK));
    }
    Appearance { width, height, elements, dropped: Vec::new() }
}

/// The floor of small text, in points: below it print stops being readable.
const SMALLEST_TEXT: f64 = 5.0;
/// The ceiling of small text, in points.
const LARGEST_TEXT: f64 = 8.0;
/// A box less high than so many of its rows is one for a single row.
const LOW_BOX: f64 = 1.5;
/// The ceiling of text in a field, in points.
const LARGEST_FIELD_TEXT: f64 = 11.0;
/// The part of the height that the mark keeps when text stands beneath it.
const LEAST_MARK_HEIGHT: f64 = 0.42;
/// The part of the width that a logo may take.
const LOGO_PART: f64 = 0.28;
/// A box is not asked to be larger than this many times itself.
const MOST_ENLARGED: f64 = 4096.0;
/// The ceiling of a tick's thickness, in points: a line that validators still take for one.
const THICKEST_TICK: f64 = 2.5;
/// A mark in the middle of its zone.
const CENTRED: f64 = 0.5;
/// A mark that rests over a line, as on paper.
const RESTING: f64 = 0.3;

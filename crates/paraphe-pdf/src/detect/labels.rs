//! Labels and what is beside or below them: a line, a cell, or room.

use paraphe_envelope::{FieldKind, ViewRect};

use super::sheet::{Edges, Line, Sheet, usual_size, within};
use super::words::{Force, Label, label};
use super::{Clue, Place};
use crate::content::PrintedText;

/// How far a line may be behind its label, in points.
const BESIDE: f64 = 130.0;
/// How far a line may be below its label: a hand's breadth at most; points.
const BELOW: f64 = 105.0;
/// A person needs this much room, in points: 12 mm.
const ROOM: f64 = 34.0;
/// Texts that may stand between a label and its room: a name, « lu et approuvé ». Characters, and how many.
const SHORT: usize = 44;
const MOST_BETWEEN: usize = 3;
/// A line of text this long is running text, in points.
const RUNNING: f64 = 300.0;

/// The places that labels of the page announce.
pub(super) fn places(sheet: &Sheet<'_>) -> Vec<Place> {
    let labels: Vec<(&PrintedText, Label)> =
        sheet.texts.iter().filter_map(|text| Some((text, label(&text.text())?))).collect();
    let signs = labels
        .iter()
        .filter(|(_, label)| label.kind == FieldKind::Signature || label.kind == FieldKind::Place);
    let context = signs.count();
    let found = labels.iter().filter(|(text, _)| !continues(sheet, text)).filter_map(|(text, label)| {
        let (rect, clue, confidence) = target(sheet, text, label, context > 1)?;
        let doubt = if label.force == Force::Party { 0.9 } else { 1.0 };
        Some(Place {
            kind: label.kind,
            page: sheet.number,
            rect: within(rect, sheet.size)?,
            clue,
            confidence: confidence * doubt,
            text: Some(text.text()),
            signer: None,
            role: label.role.clone(),
        })
    });
    found.collect()
}

/// Whether a page has words of people who sign.
pub(super) fn has_context(sheet: &Sheet<'_>) -> bool {
    sheet
        .texts
        .iter()
        .filter_map(|text| label(&text.text()))
        .any(|label| label.kind == FieldKind::Signature || label.kind == FieldKind::Place)
}

/// The line of a paragraph that happens to begin with such a word.
fn continues(sheet: &Sheet<'_>, text: &PrintedText) -> bool {
    let first = text.characters.iter().find(|placed| placed.character.is_alphabetic());
    let is_lower = first.is_some_and(|placed| placed.character.is_lowercase());
    let above = |other: &&PrintedText| {
        let step = text.baseline - other.baseline;
        step > 0.5 * text.size && step < 1.8 * text.size && (other.left - text.left).abs() < 40.0
    };
    is_lower && sheet.texts.iter().any(|other| above(&other) && other.right - other.left > RUNNING)
}

type Target = (ViewRect, Clue, f64);

fn target(sheet: &Sheet<'_>, text: &PrintedText, label: &Label, context: bool) -> Option<Target> {
    let kind = label.kind;
    if let Some(line) = beside(sheet, text) {
        return Some((sheet.on_line(&line, kind, text.is_rtl)?, Clue::LabelledRule, 0.92));
    }
    if let Some(rect) = cell(sheet, text, kind) {
        return Some((rect, Clue::LabelledFrame, 0.85));
    }
    match kind {
        FieldKind::Signature | FieldKind::Initials => {
            // Printed small below a line, it speaks of what is above it.
            if sheet.line_above(text).is_some() {
                return None;
            }
            if let Some(line) = below(sheet, text) {
                return Some((sheet.on_line(&line, kind, text.is_rtl)?, Clue::LabelledRule, 0.9));
            }
            let enough = label.force == Force::Strong || context;
            let rect = if enough { room(sheet, text, kind) } else { None };
            rect.map(|rect| (rect, Clue::Label, 0.6))
        }
        FieldKind::Checkbox | FieldKind::Date | FieldKind::Name | FieldKind::Place | FieldKind::Text => None,
    }
}

/// The line that begins where the label ends.
fn beside(sheet: &Sheet<'_>, text: &PrintedText) -> Option<Line> {
    let gap = |line: &Line| if text.is_rtl { text.left - line.right } else { line.left - text.right };
    let on_row = |line: &&Line| (-5.0..=9.0).contains(&(line.y - text.baseline));
    let near = sheet.lines.iter().filter(on_row).filter(|line| (-4.0..=BESIDE).contains(&gap(line)));
    let nearest = near.min_by(|a, b| gap(a).total_cmp(&gap(b)))?;
    let (from, to) = if text.is_rtl { (nearest.right, text.left) } else { (text.right, nearest.left) };
    let row: Edges = [from + 0.5, text.top() + 1.0, to - 0.5, text.bottom() - 1.0];
    (to - from < 1.0 || sheet.is_clear(row)).then_some(*nearest)
}

/// The line below the label, however much stands between.
fn below(sheet: &Sheet<'_>, text: &PrintedText) -> Option<Line> {
    let reaches = |line: &&Line| {
        let shared = line.overlap(text.left - 20.0, text.right + 20.0);
        shared > 0.3 * line.width().min(text.right - text.left + 40.0)
    };
    let under = sheet.lines.iter().filter(|line| {
        let gap = line.y - text.bottom();
        (8.0..=BELOW).contains(&gap) && !is_row_of_another(sheet, line)
    });
    under.filter(reaches).min_by(|a, b| a.y.total_cmp(&b.y)).copied()
}

/// Whether a line belongs to the label at its beginning, or follows a word in its row.
fn is_row_of_another(sheet: &Sheet<'_>, line: &Line) -> bool {
    sheet.texts.iter().any(|text| {
        let on_row = (-5.0..=9.0).contains(&(line.y - text.baseline));
        let before = if text.is_rtl { text.left - line.right } else { line.left - text.right };
        on_row && (-4.0..=40.0).contains(&before)
    })
}

/// Room within the label's cell, else the empty cell behind or below it.
fn cell(sheet: &Sheet<'_>, text: &PrintedText, kind: FieldKind) -> Option<ViewRect> {
    let (x, y) = ((text.left + text.right) / 2.0, text.baseline - text.size * 0.3);
    let [left, top, right, bottom] = sheet.cell(x, y)?;
    let own = kind == FieldKind::Signature || kind == FieldKind::Initials;
    let from = lowest_within(sheet, [left, top, right, bottom]);
    if own && bottom - from >= ROOM * 0.75 {
        return Some(inset([left, from, right, bottom], kind));
    }
    let behind = if text.is_rtl { left - 4.0 } else { right + 4.0 };
    let below = if own { Some((x, bottom + 4.0)) } else { None };
    let next = [Some((behind, y)), below].into_iter().flatten().find_map(|(x, y)| {
        let cell = sheet.cell(x, y)?;
        let high = cell[3] - cell[1] >= usual_size(kind).1 * 0.45;
        (high && cell[2] - cell[0] >= 50.0 && sheet.is_clear(cell)).then_some(cell)
    });
    if let Some(next) = next {
        return Some(inset(next, kind));
    }
    let free = if text.is_rtl {
        [left, top, text.left - 4.0, bottom]
    } else {
        [text.right + 4.0, top, right, bottom]
    };
    // The head of a column has nothing to write in.
    let asks = own || text.characters.last().is_some_and(|placed| placed.character == ':');
    let wide = asks && free[2] - free[0] >= usual_size(kind).0 * 0.6;
    let high = bottom - top >= usual_size(kind).1 * 0.55;
    (wide && high && sheet.is_clear(free)).then(|| inset(free, kind))
}

/// The lower edge of the last text within a cell.
fn lowest_within(sheet: &Sheet<'_>, [left, top, right, bottom]: Edges) -> f64 {
    let inside = sheet.texts.iter().filter(|text| {
        let middle = (text.left + text.right) / 2.0;
        left < middle && middle < right && top < text.baseline && text.baseline < bottom
    });
    inside.map(PrintedText::bottom).fold(top, f64::max)
}

/// A box of at most the usual size, a little within a cell.
fn inset([left, top, right, bottom]: Edges, kind: FieldKind) -> ViewRect {
    let (usual_width, usual_height) = usual_size(kind);
    let (room_x, room_y) = (right - left - 4.0, bottom - top - 4.0);
    let (width, height) = (room_x.min(usual_width * 1.25), room_y.min(usual_height * 1.2));
    ViewRect { x: left + 2.0, y: top + 2.0 + (room_y - height).max(0.0) / 2.0, width, height }
}

/// Room below the label, short texts that belong to it skipped.
fn room(sheet: &Sheet<'_>, text: &PrintedText, kind: FieldKind) -> Option<ViewRect> {
    // A heading in a table of contents.
    if sheet.has_leader(text) {
        return None;
    }
    let (usual_width, usual_height) = usual_size(kind);
    let (left, right) = if text.is_rtl {
        (text.right - usual_width, text.right)
    } else {
        (text.left, text.left + usual_width)
    };
    let (left, right) = column(sheet, text, left.max(20.0), right.min(sheet.size.0 - 20.0));
    if right - left < usual_width * 0.5 {
        return None;
    }
    let mut top = text.bottom();
    for _ in 0..=MOST_BETWEEN {
        let floor = sheet.floor(left, right, top + 0.5);
        let free = floor - top - 4.0;
        if free >= ROOM {
            let height = usual_height.min(free);
            return Some(ViewRect { x: left, y: top + 2.0, width: right - left, height });
        }
        let next = sheet
            .texts
            .iter()
            .find(|other| other.left < right && left < other.right && (other.top() - floor).abs() < 0.01)?;
        let is_short = next.characters.len() <= SHORT;
        let is_near = next.top() - top < 1.2 * text.size;
        // Another label has room of its own.
        if !is_short || !is_near || is_stop(next) {
            return None;
        }
        top = next.bottom();
    }
    None
}

/// A label that begins something else: what is below it is not for the label above.
fn is_stop(text: &PrintedText) -> bool {
    label(&text.text()).is_some_and(|label| match label.kind {
        FieldKind::Signature => label.force == Force::Party,
        FieldKind::Checkbox
        | FieldKind::Date
        | FieldKind::Initials
        | FieldKind::Name
        | FieldKind::Place
        | FieldKind::Text => false,
    })
}

/// The span, cut where a neighbour on the same row begins.
fn column(sheet: &Sheet<'_>, text: &PrintedText, left: f64, right: f64) -> (f64, f64) {
    let row = sheet.texts.iter().filter(|other| (other.baseline - text.baseline).abs() < 0.5 * text.size);
    let mut span = (left, right);
    for other in row {
        if other.left >= text.right {
            span.1 = span.1.min(other.left - 8.0);
        } else if other.right <= text.left {
            span.0 = span.0.max(other.right + 8.0);
        }
    }
    span
}

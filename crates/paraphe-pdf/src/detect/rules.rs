//! Lines without a label before or above them: captions below, pairs side by side, squares to tick.

use paraphe_envelope::FieldKind;

use super::labels::has_context;
use super::sheet::{Line, Sheet, within};
use super::words::{Force, label};
use super::{Clue, Place};

/// More unlabelled lines than this are a form or a ruled page.
const MOST_LINES: usize = 8;
/// More squares than this are a questionnaire.
const MOST_SQUARES: usize = 40;

/// What is proposed for the lines that `taken` does not use.
pub(super) fn places(sheet: &Sheet<'_>, taken: &[Place]) -> Vec<Place> {
    let free: Vec<&Line> = sheet.lines.iter().filter(|line| !is_used(line, taken)).collect();
    let mut places: Vec<Place> = free.iter().filter_map(|line| captioned(sheet, line)).collect();
    let lone: Vec<&Line> =
        free.into_iter().filter(|line| !is_used(line, &places) && is_lone(sheet, line)).collect();
    if lone.len() <= MOST_LINES && has_context(sheet) {
        places.extend(lone.iter().filter_map(|line| {
            let is_paired = lone.iter().any(|other| other != line && (other.y - line.y).abs() < 2.0);
            place(sheet, line, FieldKind::Signature, Clue::Rule, if is_paired { 0.5 } else { 0.4 })
        }));
    }
    if sheet.squares.len() <= MOST_SQUARES {
        places.extend(squares(sheet));
    }
    places
}

fn place(sheet: &Sheet<'_>, line: &Line, kind: FieldKind, clue: Clue, confidence: f64) -> Option<Place> {
    let rect = sheet.on_line(line, kind, false)?;
    let page = sheet.number;
    Some(Place { kind, page, rect, clue, confidence, text: None, signer: None, role: None })
}

fn is_used(line: &Line, taken: &[Place]) -> bool {
    taken.iter().any(|place| {
        let bottom = place.rect.y + place.rect.height;
        let shared = line.overlap(place.rect.x, place.rect.x + place.rect.width);
        shared > 0.0 && (-8.0..=12.0).contains(&(line.y - bottom))
    })
}

/// « Signature » printed small below a line.
fn captioned(sheet: &Sheet<'_>, line: &Line) -> Option<Place> {
    let captions = sheet.texts.iter().filter(|text| sheet.line_above(text) == Some(line));
    let caption = captions.min_by(|a, b| a.top().total_cmp(&b.top()))?;
    let said = label(&caption.text())?;
    let confidence = if said.force == Force::Party { 0.8 } else { 0.88 };
    let found = place(sheet, line, said.kind, Clue::LabelledRule, confidence)?;
    Some(Place { text: Some(caption.text()), role: said.role, ..found })
}

/// A line as long as a signature, with room above it and no text in its row.
fn is_lone(sheet: &Sheet<'_>, line: &Line) -> bool {
    let fits = (70.0..=270.0).contains(&line.width()) && line.y > 0.2 * sheet.size.1;
    let row = [line.left - 140.0, line.y - 9.0, line.right + 60.0, line.y + 1.5];
    let above = [line.left, line.y - 20.0, line.right, line.y - 1.0];
    fits && sheet.is_clear(above) && (!line.is_text || sheet.is_clear(row))
}

/// Small squares with text behind them.
fn squares(sheet: &Sheet<'_>) -> Vec<Place> {
    let labelled = sheet.squares.iter().filter_map(|square| {
        let text = sheet.texts.iter().find(|text| {
            let on_row = square.y - 2.0 < text.baseline && text.baseline < square.y + square.height + 5.0;
            let gap = if text.is_rtl { square.x - text.right } else { text.left - (square.x + square.width) };
            on_row && (0.0..=16.0).contains(&gap)
        })?;
        Some(Place {
            kind: FieldKind::Checkbox,
            page: sheet.number,
            rect: within(*square, sheet.size)?,
            clue: Clue::Square,
            confidence: 0.7,
            text: Some(text.text()),
            signer: None,
            role: None,
        })
    });
    labelled.collect()
}

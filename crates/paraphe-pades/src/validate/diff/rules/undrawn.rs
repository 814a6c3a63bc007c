//! Fields without a look of their own: viewers write the value themselves, somewhere in the rectangle, whichever object says it.

use super::super::area::Area;
use super::super::look::inherited;
use super::super::rule::Doubt;
use super::super::step::Step;
use super::form_fill::{Changed, is_button, is_fillable, is_written_by_viewer, value_changed};
use paraphe_pdf::{Dictionary, Object, ObjectId, PdfFile, RevisionView};
use std::collections::BTreeSet;

/// Pages, and annotations of all pages, beyond this many are not looked at.
const PAGES_LIMIT: u32 = 20_000;
const WIDGETS_LIMIT: usize = 200_000;
/// How much higher than its letters a line of text may stand, and be moved by one viewer or the other.
const LINE: f64 = 2.0;
/// Ff bit 13: the value has several lines.
const MULTILINE: i64 = 1 << 12;

/// Pages where a widget that says nothing itself shows another value than before, because its field or the object that holds the
/// value says so, and where that is written over something. A file too large to look at is one of them.
pub(in super::super) fn rewritten(step: &Step<'_>, pdf: &PdfFile) -> BTreeSet<u32> {
    let mut covering = BTreeSet::new();
    let mut left = WIDGETS_LIMIT;
    for (number, page) in (1..=pdf.page_count()).filter_map(|page| Some((page, pdf.page_id(page)?))) {
        let Object::Dictionary(page) = step.after.object(page) else { continue };
        let annotations = step.after.get(&page, b"Annots");
        let annotations = annotations.as_array().unwrap_or_default();
        let rest = left.checked_sub(annotations.len()).filter(|_| number <= PAGES_LIMIT);
        let Some(rest) = rest else {
            covering.insert(number);
            break;
        };
        left = rest;
        let ids = annotations.iter().filter_map(Object::as_reference);
        if ids.into_iter().any(|id| is_rewritten_over(step, number, id)) {
            covering.insert(number);
        }
    }
    covering
}

fn is_rewritten_over(step: &Step<'_>, page: u32, id: ObjectId) -> bool {
    let (Object::Dictionary(before), Object::Dictionary(after)) =
        (step.before.object(id), step.after.object(id))
    else {
        return false;
    };
    after.get(b"AP").is_none()
        && is_fillable(step.after, &after)
        && value_changed(step, &before, &after) == Changed::Yes
        && covers_by_viewer(step, page, id, &before, &after).is_some()
}

/// Whether what viewers write themselves hides what stands on the page, or the background they lay under it.
pub(super) fn covers_by_viewer(
    step: &Step<'_>,
    page: u32,
    id: ObjectId,
    before: &Dictionary,
    after: &Dictionary,
) -> Option<Doubt> {
    let has_look = |field: &Dictionary| field.get(b"AP").is_some();
    if is_button(step.after, after) || has_look(after) {
        return None;
    }
    let area = Area::of(step.after, after).filter(|area| !area.is_empty())?;
    let colours = step.after.dictionary(after, b"MK").unwrap_or_default();
    let background = step.after.get(&colours, b"BG");
    let is_backed = background.as_array().is_some_and(|components| !components.is_empty());
    let is_laid = has_look(before) && is_backed;
    if !is_laid && !is_written_by_viewer(step.after, after) {
        return None;
    }
    let written = if is_laid { area } else { line(step.after, after, area) };
    let under = step.under(page, written, Some(id));
    (under.has_text() || under.is_unclear).then_some(Doubt::Covers(page))
}

/// Where the value is written: one line stands in the middle of its field, as high as its letters are said to be. Several lines, and
/// letters that are made to fit, may be anywhere.
fn line(view: RevisionView<'_>, field: &Dictionary, area: Area) -> Area {
    let flags = inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    let size = size(view, field).filter(|size| *size > 0.0 && flags & MULTILINE == 0);
    let is_choice = inherited(view, field, b"FT").as_name() == Some(b"Ch");
    match size
        .map(|size| size * LINE)
        .filter(|high| *high < area.height() && area.fits_a_page() && !is_choice)
    {
        Some(high) => area.inflated_upright((high - area.height()) / 2.0),
        None => area,
    }
}

/// The size of letters that a field's default appearance asks for: the number before `Tf`.
fn size(view: RevisionView<'_>, field: &Dictionary) -> Option<f64> {
    let own = inherited(view, field, b"DA");
    let Object::String(text) = own else { return None };
    let words: Vec<&str> = str::from_utf8(&text).ok()?.split_ascii_whitespace().collect();
    let at = words.iter().rposition(|word| *word == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

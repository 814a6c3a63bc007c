//! Fields without a look of their own: viewers write the value themselves, somewhere in the rectangle, whichever object says it.

use super::super::area::Area;
use super::super::ink::Ink;
use super::super::look::{DEPTH_LIMIT, inherited};
use super::super::rule::Doubt;
use super::super::step::Step;
use super::form_fill::{
    Changed, TICK, is_button, is_drawn_by_viewer, is_fillable, says_something, value_changed,
};
use super::styles::Letters;
use paraphe_pdf::{Dictionary, Object, ObjectId, PdfFile, RevisionView};
use std::collections::BTreeSet;

/// Pages, and annotations of all pages, beyond this many are not looked at.
const PAGES_LIMIT: u32 = 20_000;
const WIDGETS_LIMIT: usize = 200_000;
/// What it takes to look at a page, or at a widget before and after.
const STEPS: usize = 400;
/// How much higher than its letters a line of text may stand, and be moved by one viewer or the other.
const LINE: f64 = 2.0;
/// Ff bit 13: the value has several lines.
const MULTILINE: i64 = 1 << 12;

/// Whether viewers write the caption of a button, or draw its picture, for want of a look.
pub(in super::super) fn is_captioned(view: RevisionView<'_>, widget: &Dictionary) -> bool {
    let drawn = view.dictionary(widget, b"MK").unwrap_or_default();
    view.get(widget, b"Subtype").as_name() == Some(b"Widget")
        && !is_fillable(view, widget)
        && !Ink::has_normal_look(view, widget)
        && [&b"CA"[..], b"I"].iter().any(|key| drawn.get(key).is_some_and(|said| *said != Object::Null))
}

/// The name of the first thing on a page that viewers write or draw by what the form says: for want of a look, or because the form has its
/// fields drawn anew, now or before. Of a file too large to look at nobody can tell.
pub(in super::super) fn drawn_by_form(step: &Step<'_>, pdf: &PdfFile) -> Option<String> {
    let (view, mut left) = (step.after, WIDGETS_LIMIT);
    for page in 1..=pdf.page_count() {
        let page = pdf.page_id(page).filter(|_| page <= PAGES_LIMIT).map(|page| view.object(page));
        let annotations = page.as_ref().and_then(Object::as_dictionary).map(|page| view.get(page, b"Annots"));
        let annotations = annotations.as_ref().and_then(Object::as_array).unwrap_or_default();
        let rest = left.checked_sub(annotations.len()).filter(|_| page.is_some());
        let Some(rest) = rest.filter(|_| step.can_look_at(1 + annotations.len())) else {
            return Some(String::new());
        };
        left = rest;
        let annotations = annotations.iter().filter_map(|item| view.resolve(item).as_dictionary().cloned());
        if let Some(drawn) = annotations.into_iter().find(|annotation| is_drawn_by_form(step, annotation)) {
            return Some(inherited(view, &drawn, b"T").as_text().unwrap_or_default());
        }
    }
    None
}

fn is_drawn_by_form(step: &Step<'_>, annotation: &Dictionary) -> bool {
    let view = step.after;
    let is_text = || view.get(annotation, b"Subtype").as_name() == Some(b"FreeText");
    let is_bare = !Ink::has_normal_look(view, annotation) || Ink::has_unclear_look(view, annotation);
    if (step.draws_fields_anew() || step.drew_fields_anew()) && says_something(view, annotation) {
        return true;
    }
    is_bare && (is_text() || says_something(view, annotation) || is_captioned(view, annotation))
}

/// Pages where a widget that says nothing itself shows another value than before, because its field or the object that holds the
/// value says so, and where that is written over something. A file too large to look at is one of them.
pub(in super::super) fn rewritten(step: &Step<'_>, pdf: &PdfFile) -> BTreeSet<u32> {
    let mut covering = BTreeSet::new();
    let mut left = WIDGETS_LIMIT;
    for (number, page) in (1..=pdf.page_count()).filter_map(|page| Some((page, pdf.page_id(page)?))) {
        let Object::Dictionary(page) = step.after.object(page) else { continue };
        let annotations = step.after.get(&page, b"Annots");
        let annotations = annotations.as_array().unwrap_or_default();
        let former = former(step, pdf, number);
        let rest = left.checked_sub(annotations.len()).filter(|_| number <= PAGES_LIMIT);
        let is_affordable = step.can_take((1 + annotations.len()).saturating_mul(STEPS));
        let Some(rest) = rest.filter(|_| is_affordable) else {
            covering.insert(number);
            break;
        };
        left = rest;
        let widgets = annotations.iter().enumerate();
        if widgets.into_iter().any(|(place, item)| is_rewritten_over(step, number, item, former.get(place))) {
            covering.insert(number);
        }
    }
    covering
}

/// The annotations of a page as they were.
fn former(step: &Step<'_>, pdf: &PdfFile, page: u32) -> Vec<Object> {
    let page = pdf.page_id(page).map(|id| step.before.object(id));
    let page = page.as_ref().and_then(Object::as_dictionary);
    let annotations = page.map(|page| step.before.get(page, b"Annots"));
    annotations.as_ref().and_then(Object::as_array).map(<[Object]>::to_vec).unwrap_or_default()
}

/// `former`: what stood at the same place of the list. A widget need not be an object of its own.
fn is_rewritten_over(step: &Step<'_>, page: u32, item: &Object, former: Option<&Object>) -> bool {
    let id = item.as_reference();
    let before = match id {
        Some(id) => step.before.object(id),
        None => former.map_or(Object::Null, |former| step.before.resolve(former)),
    };
    let (Object::Dictionary(before), Object::Dictionary(after)) = (before, step.after.resolve(item)) else {
        return false;
    };
    if has_unsure_parent(step.after, &after) {
        return true;
    }
    is_drawn_by_viewer(step, &after)
        && is_fillable(step.after, &after)
        && value_changed(step, &before, &after) == Changed::Yes
        && covers_by_viewer(step, page, id, &before, &after).is_some()
}

/// Whether some viewers find a field above this one where others find none: then it may show whatever that field now says.
fn has_unsure_parent(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        if field.get(b"Parent").is_some_and(|parent| view.is_unsure(parent)) {
            return true;
        }
        let Some(parent) = view.dictionary(&field, b"Parent") else { return false };
        field = parent;
    }
    true
}

/// Whether what viewers write themselves hides what stands on the page, or the background or the border they draw with it.
pub(super) fn covers_by_viewer(
    step: &Step<'_>,
    page: u32,
    id: Option<ObjectId>,
    before: &Dictionary,
    after: &Dictionary,
) -> Option<Doubt> {
    if !is_drawn_by_viewer(step, after) {
        return None;
    }
    let area = Area::of(step.after, after).filter(|area| !area.is_empty())?;
    let colours = step.after.dictionary(after, b"MK").unwrap_or_default();
    let is_coloured =
        |key| step.after.get(&colours, key).as_array().is_some_and(|components| !components.is_empty());
    let is_backed = is_coloured(b"BG") || is_coloured(b"BC");
    let is_taken = Ink::has_normal_look(step.before, before) && !Ink::has_normal_look(step.after, after);
    let is_laid = is_taken && is_backed;
    if !is_laid && !says_something(step.after, after) {
        return None;
    }
    // Of a button that is on viewers draw a tick, a square or a disc, as large as it is.
    let is_whole = is_laid || is_button(step.after, after);
    let under = step.under(page, if is_whole { area } else { line(step.after, after, area) }, id);
    let is_tick = !is_laid && is_button(step.after, after) && area.width().max(area.height()) <= TICK;
    let is_hidden = if is_tick { under.has_known_text() } else { under.has_text() || under.is_unclear };
    is_hidden.then_some(Doubt::Covers(page))
}

/// Where the value is written: one line stands in the middle of its field, as high as its letters are said to be. Several lines,
/// letters that are made to fit or are raised, and what stands upright, may be anywhere.
fn line(view: RevisionView<'_>, field: &Dictionary, area: Area) -> Area {
    let flags = inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    let is_choice = inherited(view, field, b"FT").as_name() == Some(b"Ch");
    let turned = view.dictionary(field, b"MK").map_or(Object::Null, |look| view.get(&look, b"R"));
    let is_level = matches!(turned, Object::Integer(0) | Object::Null);
    let letters = Letters::of(&inherited(view, field, b"DA"));
    let size =
        letters.map(|letters| letters.size).filter(|size| *size > 0.0 && flags & MULTILINE == 0 && is_level);
    match size
        .map(|size| size * LINE)
        .filter(|high| *high < area.height() && area.fits_a_page() && !is_choice)
    {
        Some(high) => area.inflated_upright((high - area.height()) / 2.0),
        None => area,
    }
}

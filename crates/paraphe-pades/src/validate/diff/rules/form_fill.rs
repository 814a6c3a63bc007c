//! Excuses filling in: value, state and appearance of text fields, check boxes, radio buttons and choices. An appearance
//! stream that was there may be written anew only if nothing but such fields shows it.

use super::super::area::Area;
use super::super::compare::differs_only_in;
use super::super::cover::Under;
use super::super::fields::{self, Next};
use super::super::ink::{Ink, Paint};
use super::super::look::{self, Look};
use super::super::rule::{Doubt, Excuse};
use super::super::step::Step;
use super::styles::{STYLES, show_nothing_else};
use super::undrawn::covers_by_viewer;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectId, ObjectRole, RevisionView,
};

/// What filling in changes in a field or its widget.
const FILLING_CHANGES: [&[u8]; 7] = [b"AP", b"AS", b"Ff", b"I", b"M", b"RV", b"V"];
/// Ff bit 1: the field may be made read-only once it is filled in.
const READ_ONLY: i64 = 1;
/// How far /Parent is followed.
const DEPTH_LIMIT: usize = 32;
/// Ff bit 17: a push button, which has no value to fill in.
const PUSH_BUTTON: i64 = 1 << 16;

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let filled =
        |name: &str| Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField).for_field(name);
    match (role, change.kind) {
        (ObjectRole::Field(name), ObjectChangeKind::Changed) if is_filled(step, change) => {
            let doubt = doubt(step, name, change.before.as_dictionary()?, change.after.as_dictionary()?)?;
            Some(filled(name).doubted(doubt))
        }
        (ObjectRole::Appearance, ObjectChangeKind::Changed) => redrawn(step, change),
        (ObjectRole::FieldValue(name), ObjectChangeKind::Added) => Some(filled(name)),
        (ObjectRole::FieldValue(name), ObjectChangeKind::Changed) => {
            Some(filled(name).doubted(value_doubt(step, name, change)))
        }
        (ObjectRole::Annotation(page), ObjectChangeKind::Changed) if is_filled(step, change) => {
            let is_field = |role: &ObjectRole| matches!(role, ObjectRole::Field(_));
            let (before, after) = (change.before.as_dictionary()?, change.after.as_dictionary()?);
            // Where there is no look, viewers draw the value.
            let is_other_value =
                || is_drawn_by_viewer(step, after) && value_changed(step, before, after) == Changed::Yes;
            let is_redrawn = LOOKS.iter().any(|key| before.get(key) != after.get(key)) || is_other_value();
            let doubt = is_redrawn.then(|| covers(step, *page, change.id, before, after)).flatten();
            change.roles_before.iter().any(is_field).then(|| Excuse::container().doubted(doubt))
        }
        _ => None,
    }
}

/// A value in an object of its own: the field that says it stays as it was, and has to show the new one.
fn value_doubt(step: &Step<'_>, name: &str, change: &ObjectChange) -> Option<Doubt> {
    let doubt = Some(Doubt::Differs(name.to_owned()));
    let changed = Drawn { appearance: Changed::No, value: Changed::Yes };
    match holder(step.after, name, change.id) {
        Some(field) if is_fillable(step.after, &field) => {
            judged(step, name, &field, changed).unwrap_or(doubt)
        }
        Some(_) | None => doubt,
    }
}

/// The field of this full name whose value stands in this object.
fn holder(view: RevisionView<'_>, name: &str, value: ObjectId) -> Option<Dictionary> {
    let mut found = None;
    let is_whole = fields::each(view, |field| {
        let is_it = || field.dictionary.get(b"V").is_some_and(|object| object.as_reference() == Some(value));
        if !name.starts_with(&*field.name) {
            Next::Beside
        } else if &*field.name == name && is_it() {
            found = Some(field.dictionary.clone());
            Next::Nowhere
        } else {
            Next::Below
        }
    });
    found.filter(|_| is_whole)
}

/// An appearance written anew in its place: of fields only, each of which shows what it says.
fn redrawn(step: &Step<'_>, change: &ObjectChange) -> Option<Excuse> {
    let mut excuse = Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField);
    for owner in step.fillable_owners(change.id)? {
        let id = owner.id?;
        let (before, after) = (step.before.object(id), step.after.object(id));
        let (before, after) = (before.as_dictionary()?, after.as_dictionary()?);
        let name = look::inherited(step.after, after, b"T").as_text().unwrap_or_default();
        let changed = Drawn { appearance: Changed::Yes, value: value_changed(step, before, after) };
        let has_others = !other_states(after, step.after).is_empty();
        excuse = excuse.touching(&full_name(step.after, after));
        excuse = excuse.doubted(judged(step, &name, after, changed)?);
        let is_doubtful = has_others || is_spelled_otherwise(step, before, after, changed);
        excuse = excuse.doubted(is_doubtful.then_some(Doubt::Differs(name)));
        excuse = excuse.doubted(covers(step, owner.page, id, before, after));
    }
    Some(excuse)
}

/// The full name of the field this widget belongs to, by what stands above it.
fn full_name(view: RevisionView<'_>, widget: &Dictionary) -> String {
    let mut names = Vec::new();
    let mut field = Some(widget.clone());
    for _ in 0..DEPTH_LIMIT {
        let Some(present) = field else { break };
        names.extend(view.get(&present, b"T").as_text());
        field = view.dictionary(&present, b"Parent");
    }
    names.reverse();
    names.join(".")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    No,
    Yes,
}

impl Changed {
    fn of(differs: bool) -> Self {
        if differs { Self::Yes } else { Self::No }
    }
}

/// What of a field was changed.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    appearance: Changed,
    value: Changed,
}

pub(super) fn value_changed(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> Changed {
    let differs = [b"V".as_slice(), b"AS", b"I", b"RV"]
        .iter()
        .any(|key| look::inherited(step.before, before, key) != look::inherited(step.after, after, key));
    Changed::of(differs)
}

/// `None`: not excused. Otherwise whether what is shown may mislead.
fn doubt(step: &Step<'_>, name: &str, before: &Dictionary, after: &Dictionary) -> Option<Option<Doubt>> {
    let appearance = Changed::of(before.get(b"AP") != after.get(b"AP"));
    let changed = Drawn { appearance, value: value_changed(step, before, after) };
    let judged = judged(step, name, after, changed)?;
    let is_same_touched = other_states(before, step.before) == other_states(after, step.after);
    let is_doubtful = !is_same_touched
        || loses_its_look(step, before, after)
        || is_spelled_otherwise(step, before, after, changed);
    Some(judged.or(is_doubtful.then(|| Doubt::Differs(name.to_owned()))))
}

/// Whether a field that said something has no look any more: how viewers write its value, or whether, is another thing than what was
/// seen when it was signed.
fn loses_its_look(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    let said = look::inherited(step.before, before, b"V");
    let is_nothing = said == Object::Null || said.as_text().is_some_and(|text| text.is_empty());
    let is_off = said.as_name() == Some(b"Off");
    Ink::has_normal_look(step.before, before)
        && !Ink::has_normal_look(step.after, after)
        && !(is_nothing || is_off)
}

/// What a field shows when somebody points at it or presses it.
fn other_states(field: &Dictionary, view: RevisionView<'_>) -> Vec<Object> {
    let appearance = view.dictionary(field, b"AP").unwrap_or_default();
    let others = appearance.iter().filter(|entry| entry.key != b"N");
    others.map(|entry| entry.value.clone()).collect()
}

/// A field that looks different though its value is the same was not filled in, but only drawn anew by programs that draw all
/// fields; then it must show its value. So must one that was filled in; where that cannot be told, it is said.
fn judged(step: &Step<'_>, name: &str, after: &Dictionary, changed: Drawn) -> Option<Option<Doubt>> {
    let doubt = Some(Doubt::Differs(name.to_owned()));
    let is_redrawn = changed.appearance == Changed::Yes;
    if changed.value == Changed::Yes && step.has_new_defaults() && is_shown_by_viewer(step, after) {
        return Some(doubt);
    }
    match (changed.appearance, changed.value, step.look(after, is_redrawn)) {
        (Changed::No, Changed::No, _) | (_, _, Look::Same) => Some(None),
        (Changed::Yes, Changed::No, Look::Different) => None,
        (Changed::Yes, _, Look::Unknown) | (_, Changed::Yes, Look::Different | Look::Unknown) => Some(doubt),
    }
}

/// Where only the look is new there is no reason for another spelling.
fn is_spelled_otherwise(step: &Step<'_>, before: &Dictionary, after: &Dictionary, changed: Drawn) -> bool {
    let is_redrawn = changed.appearance == Changed::Yes && changed.value == Changed::No;
    is_redrawn && !is_button(step.after, after) && !step.is_spelled_alike(before, after)
}

/// What a widget's look hangs on.
const LOOKS: [&[u8]; 2] = [b"AP", b"AS"];

/// A new appearance that hides what stands on the page within the widget's rectangle, where the one before did not. That what
/// is filled in stands beside a printed number ("20" and the year, "€" and the cents) is no doubt: the empty field stood there
/// when the page was signed, so that whoever signed saw that a number could be completed.
fn covers(
    step: &Step<'_>,
    page: u32,
    id: ObjectId,
    before: &Dictionary,
    after: &Dictionary,
) -> Option<Doubt> {
    let area = Area::of(step.after, after)?;
    if area.is_empty() {
        // Some viewers draw a look there as large as it is.
        return draws_anywhere(step, before, after).then_some(Doubt::Covers(page));
    }
    let former = step.ink(step.before, before).unwrap_or_default();
    let mut under = step.under(page, area, Some(id));
    let Some(mut ink) = step.ink(step.after, after) else {
        let shows_more = step.is_revealed(&former, &Ink::default(), area, &under);
        return shows_more
            .then_some(Doubt::Covers(page))
            .or_else(|| covers_by_viewer(step, page, Some(id), before, after));
    };
    let is_anywhere = ink.is_boundless && !(is_button(step.after, after) && step.is_only_a_tick(after));
    if is_anywhere || step.is_revealed(&former, &ink, area, &under) {
        return Some(Doubt::Covers(page));
    }
    // Some viewers draw all fields anew where the form says so.
    if is_drawn_by_viewer(step, after)
        && let Some(doubt) = covers_by_viewer(step, page, Some(id), before, after)
    {
        return Some(doubt);
    }
    // What of it could not be read excuses nothing.
    let former = if former.is_cut { Ink::default() } else { former };
    forget_hidden(&former, &mut ink, &mut under);
    let is_prepared = is_button(step.after, after);
    hides_beyond(step, (page, area), is_prepared, &former, &mut ink, &under).then_some(Doubt::Covers(page))
}

/// Whether a look hides something; only what the former one did not show or hide is left of it and of what is under it.
fn hides_beyond(
    step: &Step<'_>,
    (page, area): (u32, Area),
    is_prepared: bool,
    former: &Ink,
    ink: &mut Ink,
    under: &Under,
) -> bool {
    // A tick belongs on the box that is printed there, which may be a sign of some font. It was prepared for a state that
    // nobody saw when it was signed, so it is one only if what is under it can be seen.
    let is_tick = is_prepared && step.is_tick(ink, area);
    let is_small_tick = is_tick && area.width().max(area.height()) <= TICK;
    // What is written, also small, is judged by what it does to the letters under it.
    let is_written = ink.glyphs.iter().any(|glyph| !(glyph.is_tick || glyph.is_invisible));
    if is_small_tick && !is_written {
        step.note_tick(page, area);
    } else {
        step.note(page, area);
    }
    let is_over = !is_prepared && step.is_written_over(&ink.glyphs_not_in(former), under);
    if !is_over && step.is_see_through(ink, area) && (is_tick || !is_prepared) {
        let glyphs = ink.glyphs_not_in(former).into_iter().cloned().collect();
        let written = Ink { glyphs, paints: std::mem::take(&mut ink.paints), ..Ink::default() };
        return !is_prepared && step.is_on_a_picture(&written, under);
    }
    let is_hidden =
        || if is_small_tick { under.has_known_text() } else { under.has_text() || under.is_unclear };
    is_over || is_hidden()
}

/// Whether a new look draws anything, wherever it lies.
fn draws_anywhere(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    let looks = step.after.dictionary(after, b"AP").unwrap_or_default();
    let draws = |look: &Object| step.after.resolve(look).as_stream().is_some_and(|form| step.draws(form));
    LOOKS.iter().any(|key| before.get(key) != after.get(key)) && looks.iter().any(|entry| draws(&entry.value))
}

/// What was hidden when it was signed may stay hidden, and nothing beyond it.
fn forget_hidden(former: &Ink, ink: &mut Ink, under: &mut Under) {
    let is_in_box = |place: Area| {
        former.paints.iter().any(|paint| paint.is_opaque_box() && place.share_in(paint.area) >= ALL)
    };
    let mut left: Vec<&Paint> = former.paints.iter().collect();
    ink.paints.retain(|paint| {
        // Each of the former paints excuses one: a pale one that is painted several times over hides what it did not.
        let same = left.iter().position(|former| former.is_same_as(paint));
        same.map(|at| left.swap_remove(at)).is_none() && !is_in_box(paint.area)
    });
    under.letters.retain(|letter| !is_in_box(letter.area));
}

/// Points: a box to tick is no larger.
pub(super) const TICK: f64 = 30.0;
/// Rounded numbers may be a little off.
const ALL: f64 = 0.98;

pub(super) fn is_button(view: RevisionView<'_>, field: &Dictionary) -> bool {
    look::inherited(view, field, b"FT").as_name() == Some(b"Btn")
}

/// Whether a button is on, by its state or by its value: viewers go by the one or the other.
fn is_on(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let states = [view.get(field, b"AS"), look::inherited(view, field, b"V")];
    states.iter().any(|state| !matches!(state.as_name(), Some(b"Off")) && *state != Object::Null)
}

fn is_filled(step: &Step<'_>, change: &ObjectChange) -> bool {
    let (Object::Dictionary(before), Object::Dictionary(after)) = (&change.before, &change.after) else {
        return false;
    };
    is_fillable(step.before, before)
        && is_fillable(step.after, after)
        && differs_only_in(before, after, &[&FILLING_CHANGES[..], &STYLES].concat())
        && show_nothing_else(step, before, after)
        && flags_allow(step, before, after)
}

/// Own flags stand for those of the fields above. What is no whole number of 32 bits, and none that stands there, each viewer reads in
/// its own way.
fn flags_allow(step: &Step<'_>, before: &Dictionary, after: &Dictionary) -> bool {
    let former = look::inherited(step.before, before, b"Ff");
    match (before.get(b"Ff"), after.get(b"Ff"), former) {
        (before, after, _) if before == after => true,
        (_, Some(Object::Integer(flags)), Object::Integer(former)) => {
            i32::try_from(*flags).is_ok() && (*flags == former || *flags == former | READ_ONLY)
        }
        (_, Some(Object::Integer(flags)), Object::Null) => *flags == 0 || *flags == READ_ONLY,
        _ => false,
    }
}

/// Whether viewers draw a field's value themselves, for want of a look.
pub(in super::super) fn is_written_by_viewer(view: RevisionView<'_>, field: &Dictionary) -> bool {
    says_something(view, field) && !Ink::has_normal_look(view, field)
}

/// Whether there is something to be drawn of a field's value.
pub(super) fn says_something(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let has_value = || {
        if is_list(view, field) {
            return true;
        }
        let value = look::inherited(view, field, b"V");
        if value == Object::Null {
            // Some viewers go by the places of what is chosen.
            return look::inherited(view, field, b"I") != Object::Null;
        }
        // Of anything but a text viewers write what they make of it.
        value.as_text().is_none_or(|value| !value.is_empty())
    };
    field.get(b"Rect").is_some()
        && is_fillable(view, field)
        && (if is_button(view, field) { is_on(view, field) } else { has_value() })
}

/// Whether a field shows all that can be chosen, also while nothing is.
fn is_list(view: RevisionView<'_>, field: &Dictionary) -> bool {
    const COMBO: i64 = 1 << 17;
    let flags = look::inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    let options = look::inherited(view, field, b"Opt");
    let is_empty = options == Object::Null || options.as_array().is_some_and(<[Object]>::is_empty);
    look::inherited(view, field, b"FT").as_name() == Some(b"Ch") && flags & COMBO == 0 && !is_empty
}

/// Whether viewers draw a field, or some of them do: for want of a look, or because the form says that all are to be drawn anew.
pub(super) fn is_drawn_by_viewer(step: &Step<'_>, field: &Dictionary) -> bool {
    step.draws_fields_anew() || !Ink::has_normal_look(step.after, field)
}

/// Whether viewers draw a field in one of its places.
fn is_shown_by_viewer(step: &Step<'_>, field: &Dictionary) -> bool {
    let kids = step.after.get(field, b"Kids");
    let kids = kids.as_array().unwrap_or_default().iter();
    let mut kids = kids.filter_map(|kid| step.after.resolve(kid).as_dictionary().cloned());
    (field.get(b"Rect").is_some() && is_drawn_by_viewer(step, field))
        || kids.any(|kid| is_drawn_by_viewer(step, &kid))
}

/// Whether a field, or a widget of it, is of a kind that people fill in.
pub(in super::super) fn is_fillable(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let kind = look::inherited(view, field, b"FT");
    let flags = look::inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    match kind.as_name() {
        Some(b"Ch" | b"Tx") => true,
        Some(b"Btn") => flags & PUSH_BUTTON == 0,
        _ => false,
    }
}

//! Excuses a value and a state that a push button is given: it retains none (ISO 32000-2 §12.7.5.2.2), and programs that fill in all
//! fields write both. It has one look, which is shown whatever they say; where it has a look for each state, the state chooses
//! one of them, and nothing is excused.

use super::super::compare::differs_only_in;
use super::super::look::{DEPTH_LIMIT, inherited};
use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

/// Ff bits 16 and 17. Of a button that is both some viewers make one of several to choose from.
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let (Object::Dictionary(before), Object::Dictionary(after)) = (&change.before, &change.after) else {
        return None;
    };
    let is_named = |key: &[u8]| after.get(key).is_none_or(|value| value.as_name().is_some());
    let is_idle = change.kind == ObjectChangeKind::Changed
        && differs_only_in(before, after, &[b"AS", b"V"])
        && [&b"AS"[..], b"V"].iter().all(|key| is_named(key))
        && has_one_look(step.before, before)
        && has_one_look(step.after, after);
    let is_field = |role: &ObjectRole| matches!(role, ObjectRole::Field(_));
    match (role, is_idle) {
        (ObjectRole::Field(name), true) => {
            Some(Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField).for_field(name))
        }
        (ObjectRole::Annotation(_), true) if change.roles_before.iter().any(is_field) => {
            Some(Excuse::container())
        }
        _ => None,
    }
}

/// Whether all places of a push button have a look that hangs on no state.
fn has_one_look(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let flags = inherited(view, field, b"Ff");
    let is_push_button = inherited(view, field, b"FT").as_name() == Some(b"Btn")
        && matches!(flags, Object::Integer(flags) if flags & (PUSH | RADIO) == PUSH);
    let kids = view.get(field, b"Kids");
    let kids: Vec<Object> =
        kids.as_array().unwrap_or_default().iter().take(DEPTH_LIMIT).map(|kid| view.resolve(kid)).collect();
    let is_whole = view.get(field, b"Kids").as_array().unwrap_or_default().len() == kids.len();
    let own = field.get(b"Rect").is_some().then_some(field);
    let mut places = own.into_iter().map(Some).chain(kids.iter().map(Object::as_dictionary)).peekable();
    is_push_button
        && is_whole
        && places.peek().is_some()
        && places.all(|place| place.is_some_and(|place| has_plain_looks(view, place)))
}

fn has_plain_looks(view: RevisionView<'_>, widget: &Dictionary) -> bool {
    let looks = view.dictionary(widget, b"AP").unwrap_or_default();
    looks.get(b"N").is_some() && looks.iter().all(|look| view.resolve(&look.value).as_stream().is_some())
}

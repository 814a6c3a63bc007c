//! Excuses filling in: value, state and appearance of text fields, check boxes, radio buttons and choices. An appearance
//! stream that was there may be written anew only if nothing but such fields shows it.

use super::super::compare::differs_only_in;
use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

/// What filling in changes in a field or its widget.
const FILLING_CHANGES: [&[u8]; 7] = [b"AP", b"AS", b"Ff", b"I", b"M", b"RV", b"V"];
/// Ff bit 1: the field may be made read-only once it is filled in.
const READ_ONLY: i64 = 1;
/// Ff bit 17: a push button, which has no value to fill in.
const PUSH_BUTTON: i64 = 1 << 16;
/// How far /Parent is followed.
const DEPTH_LIMIT: usize = 32;

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let filled =
        |name: &str| Some(Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField).for_field(name));
    match (role, change.kind) {
        (ObjectRole::Field(name), ObjectChangeKind::Changed) if is_filled(step, change) => filled(name),
        (ObjectRole::Appearance, ObjectChangeKind::Changed) if step.is_fillable_appearance(change.id) => {
            Some(Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField))
        }
        (ObjectRole::FieldValue(name), ObjectChangeKind::Added | ObjectChangeKind::Changed) => filled(name),
        (ObjectRole::Annotation(_), ObjectChangeKind::Changed) if is_filled(step, change) => {
            let is_field = |role: &ObjectRole| matches!(role, ObjectRole::Field(_));
            change.roles_before.iter().any(is_field).then(Excuse::container)
        }
        _ => None,
    }
}

fn is_filled(step: &Step<'_>, change: &ObjectChange) -> bool {
    let (Object::Dictionary(before), Object::Dictionary(after)) = (&change.before, &change.after) else {
        return false;
    };
    is_fillable(step.before, before)
        && is_fillable(step.after, after)
        && differs_only_in(before, after, &FILLING_CHANGES)
        && flags_allow(before, after)
}

fn flags_allow(before: &Dictionary, after: &Dictionary) -> bool {
    let flags = |field: &Dictionary| field.get(b"Ff").and_then(Object::as_integer).unwrap_or_default();
    flags(after) == flags(before) || flags(after) == flags(before) | READ_ONLY
}

/// Whether a field, or a widget of it, is of a kind that people fill in.
pub(in super::super) fn is_fillable(view: RevisionView<'_>, field: &Dictionary) -> bool {
    let kind = inherited(view, field, b"FT");
    let flags = inherited(view, field, b"Ff").as_integer().unwrap_or_default();
    match kind.as_name() {
        Some(b"Ch" | b"Tx") => true,
        Some(b"Btn") => flags & PUSH_BUTTON == 0,
        _ => false,
    }
}

fn inherited(view: RevisionView<'_>, field: &Dictionary, key: &[u8]) -> Object {
    let mut field = field.clone();
    for _ in 0..DEPTH_LIMIT {
        let value = view.get(&field, key);
        if value != Object::Null {
            return value;
        }
        match view.dictionary(&field, b"Parent") {
            Some(parent) => field = parent,
            None => return Object::Null,
        }
    }
    Object::Null
}

//! Excuses making room: the catalog gains a form or validation data, the form and a page gain *new* fields and widgets,
//! signature flags are set, a certification that comes second is named in /Perms. What moves in is judged by the other rules; what was there stays as it was.

use super::super::compare::{self, changed_keys, differs_only_in, gained, gained_new, only_gained_new};
use super::super::rule::{Doubt, Excuse};
use super::super::step::Step;
use super::annotation::comment;
use super::first_signature;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{
    ChangeKind as ObjectChangeKind, Dictionary, Object, ObjectChange, ObjectRole, RevisionView,
};

pub(super) fn excuse(step: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let holds = match (role, change.kind) {
        (ObjectRole::Catalog, ObjectChangeKind::Changed) => catalog(step, change),
        (ObjectRole::AcroForm, ObjectChangeKind::Added | ObjectChangeKind::Changed) => {
            form_object(step, change)
        }
        (ObjectRole::CatalogEntry(key), ObjectChangeKind::Added) => {
            key == "Perms" && permissions(step, &change.after)
        }
        (ObjectRole::FieldList | ObjectRole::AnnotationList(_), ObjectChangeKind::Added) => true,
        (ObjectRole::FieldList, ObjectChangeKind::Changed) => {
            arrays(change).is_some_and(|(before, after)| gained_new(step, before, after))
        }
        (ObjectRole::AnnotationList(page), ObjectChangeKind::Changed) => {
            let (before, after) = arrays(change)?;
            return annotations(step, *page, before, after);
        }
        (ObjectRole::Page(number), ObjectChangeKind::Changed) => return page(step, *number, change),
        // Fonts for texts in fields yet to be made; what exists keeps its own.
        (ObjectRole::AcroFormResources, ObjectChangeKind::Added) => true,
        _ => false,
    };
    let gains_form = matches!(role, ObjectRole::Catalog | ObjectRole::AcroForm);
    let drawn = || gains_form.then(|| drawn_by_new_defaults(step)).flatten();
    holds.then(|| match drawn() {
        // What is shown anew is as good as filled in.
        Some(field) => Excuse::new(ModificationLevel::FormFilling, ChangeKind::FormField)
            .touching(&field)
            .doubted(Some(Doubt::Differs(field))),
        None => Excuse::container(),
    })
}

/// The name of what viewers draw themselves, where what the form says of that is new.
fn drawn_by_new_defaults(step: &Step<'_>) -> Option<String> {
    let form = |view: RevisionView<'_>| view.dictionary(&view.catalog(), b"AcroForm").unwrap_or_default();
    let (before, after) = (form(step.before), form(step.after));
    let is_new = |key: &&[u8]| {
        step.before.get(&before, key) == Object::Null && step.after.get(&after, key) != Object::Null
    };
    let is_asked_otherwise = step.draws_fields_anew() != step.drew_fields_anew();
    (is_asked_otherwise || DEFAULTS.iter().any(is_new)).then(|| step.drawn_by_form()).flatten()
}

/// How viewers draw fields without a look of their own.
const DEFAULTS: [&[u8]; 2] = [b"DA", b"DR"];

fn dictionaries(change: &ObjectChange) -> Option<(&Dictionary, &Dictionary)> {
    match (&change.before, &change.after) {
        (Object::Dictionary(before), Object::Dictionary(after)) => Some((before, after)),
        _ => None,
    }
}

fn catalog(step: &Step<'_>, change: &ObjectChange) -> bool {
    let Some((before, after)) = dictionaries(change) else { return false };
    after.repeated_key().is_none()
        && changed_keys(before, after).iter().all(|key| match *key {
            b"AcroForm" => {
                let (former, present) = (step.before.get(before, key), step.after.get(after, key));
                form(step, &former, &present)
            }
            b"Perms" => {
                step.before.get(before, key) == Object::Null && permissions(step, &step.after.get(after, key))
            }
            // What they refer to is judged by its own rule; taking them away is not excused. (iText writes the list of
            // developer extensions anew each time, with only its own latest in it.)
            b"DSS" | b"Extensions" | b"Metadata" => step.after.get(after, key) != Object::Null,
            // A later version only says which features may be used.
            b"Version" => step.after.get(after, key).as_name().is_some(),
            _ => false,
        })
}

/// An object in the role of the form: the form dictionary itself, nothing that hangs on it.
fn form_object(step: &Step<'_>, change: &ObjectChange) -> bool {
    let is_form = step.after.catalog().get(b"AcroForm").and_then(Object::as_reference) == Some(change.id);
    // The former form may have stood elsewhere.
    is_form && form(step, &step.before.get(&step.before.catalog(), b"AcroForm"), &change.after)
}

/// The form gains fields and flags, and defaults for texts where it had none.
fn form(step: &Step<'_>, before: &Object, after: &Object) -> bool {
    let nothing = Dictionary::new();
    let (before, Object::Dictionary(after)) = (before.as_dictionary().unwrap_or(&nothing), after) else {
        return false;
    };
    let defaults_are_new = DEFAULTS
        .iter()
        .all(|key| before.get(key) == after.get(key) || step.before.get(before, key) == Object::Null);
    // Whether viewers are to draw the fields anew: a doubt where it is another answer than before.
    let is_said_clearly =
        matches!(step.after.get(after, b"NeedAppearances"), Object::Boolean(_) | Object::Null);
    defaults_are_new
        && is_said_clearly
        && differs_only_in(before, after, &[b"DA", b"DR", b"Fields", b"NeedAppearances", b"SigFlags"])
        && only_gained_new(step, b"Fields", before, after)
}

/// Nothing but the new signature that certifies.
fn permissions(step: &Step<'_>, permissions: &Object) -> bool {
    permissions.as_dictionary().is_some_and(|permissions| {
        permissions.iter().all(|entry| entry.key == b"DocMDP" && step.is_added(&entry.value))
    })
}

fn page(step: &Step<'_>, number: u32, change: &ObjectChange) -> Option<Excuse> {
    let (before, after) = dictionaries(change).filter(|(before, after)| {
        differs_only_in(before, after, &[b"Annots"]) || first_signature::is_ordered(step, before, after)
    })?;
    let former = compare::list(step.before, before, b"Annots")?;
    annotations(step, number, &former, &compare::list(step.after, after, b"Annots")?)
}

/// What lies on a page gained new objects, or comments that stand in the list itself, as pdfium writes them.
fn annotations(step: &Step<'_>, page: u32, former: &[Object], present: &[Object]) -> Option<Excuse> {
    let mut own = gained(step, former, present)?.into_iter();
    own.try_fold(Excuse::container(), |excuse, annotation| Some(excuse.and(comment(step, page, annotation)?)))
}

fn arrays(change: &ObjectChange) -> Option<(&[Object], &[Object])> {
    change.before.as_array().zip(change.after.as_array())
}

//! Excuses changes to the document information dictionary and the XMP metadata, and the list of developer extensions: none of
//! them is shown on a page.

use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{ChangeKind as ObjectChangeKind, ObjectChange, ObjectRole};

pub(super) fn excuse(_: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let is_excused = match (role, change.kind) {
        (ObjectRole::Info | ObjectRole::Metadata, ObjectChangeKind::Added | ObjectChangeKind::Changed) => {
            true
        }
        (ObjectRole::CatalogEntry(key), ObjectChangeKind::Added | ObjectChangeKind::Changed) => {
            key == "Extensions"
        }
        _ => false,
    };
    is_excused.then(|| Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::Metadata))
}

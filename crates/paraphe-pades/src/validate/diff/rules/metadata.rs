//! Excuses changes to the document information dictionary, the XMP metadata and the list of developer extensions: none
//! of them is shown on a page.

use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{ObjectChange, ObjectRole};

pub(super) fn excuse(_: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let is_metadata = match role {
        ObjectRole::Info | ObjectRole::Metadata => true,
        ObjectRole::CatalogEntry(key) => key == "Extensions",
        _ => false,
    };
    (is_metadata && change.kind != paraphe_pdf::ChangeKind::Freed)
        .then(|| Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::Metadata))
}

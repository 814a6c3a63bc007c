//! Excuses cross-reference streams and object streams: they hold no content of their own (what an object stream contains
//! is compared object by object). Of the trailer: /ID, which updates must renew, the place of /Info, and entries of
//! somebody's own that an update drops.

use super::super::rule::Excuse;
use super::super::step::Step;
use crate::validate::report::{ChangeKind, ModificationLevel};
use paraphe_pdf::{Object, ObjectChange, ObjectRole, TrailerChange};

pub(super) fn excuse(_: &Step<'_>, change: &ObjectChange, role: &ObjectRole) -> Option<Excuse> {
    let is_plumbing = matches!(role, ObjectRole::ObjectStream | ObjectRole::XrefStream);
    // A freed object is a reference that now leads nowhere.
    (is_plumbing && change.kind != paraphe_pdf::ChangeKind::Freed).then(Excuse::container)
}

/// The same for an entry of the trailer.
pub(in super::super) fn excuse_trailer(entry: &TrailerChange) -> Option<Excuse> {
    match entry.key.as_str() {
        "ID" => Some(Excuse::container()),
        "Root" | "Encrypt" => None,
        "Info" => Some(Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::Metadata)),
        _ => (entry.after == Object::Null).then(Excuse::container),
    }
}

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
pub(in super::super) fn excuse_trailer(step: &Step<'_>, entry: &TrailerChange) -> Option<Excuse> {
    match entry.key.as_str() {
        "ID" => Some(Excuse::container()),
        "Root" | "Encrypt" => None,
        "Info" => Some(Excuse::new(ModificationLevel::LtaUpdates, ChangeKind::Metadata)),
        // LibreOffice opens the document this names, and not the pages; where it is none, it opens the pages as everybody does. (PDFBox
        // has it name whatever object the next update begins with.)
        "AdditionalStreams" => leads_to_no_document(step, &entry.after).then(Excuse::container),
        _ => (entry.after == Object::Null).then(Excuse::container),
    }
}

fn leads_to_no_document(step: &Step<'_>, listed: &Object) -> bool {
    let is_none = |item: &Object| match item {
        Object::Name(_) => true,
        Object::Reference(_) => {
            !step.after.is_unsure(item)
                && matches!(step.after.resolve(item), Object::Dictionary(_) | Object::Null)
        }
        Object::Array(_)
        | Object::Boolean(_)
        | Object::Dictionary(_)
        | Object::Integer(_)
        | Object::Null
        | Object::Real(_)
        | Object::Stream(_)
        | Object::String(_) => false,
    };
    *listed == Object::Null || listed.as_array().is_some_and(|items| items.iter().all(is_none))
}

//! Whether one object that changed is excused: by a rule for each of its roles, and only where no viewer may have been led to
//! it otherwise.

use super::super::rule::Excuse;
use super::super::rules;
use super::Step;
use paraphe_pdf::{ChangeKind, Object, ObjectChange, ObjectRole};
use std::collections::BTreeSet;

impl Step<'_> {
    /// The weightiest of the excuses for all roles of a change; `None` if one role has no excuse or nothing leads to it.
    pub(super) fn excuse(&self, change: &ObjectChange) -> Option<Excuse> {
        if is_read_otherwise_by_some(change)
            || is_out_of_nowhere(change)
            || self.is_document_of_its_own(change)
        {
            return None;
        }
        if self.is_left_behind(change) {
            return Some(Excuse::container());
        }
        let roles = change.roles_before.iter().chain(&change.roles_after);
        let roles: BTreeSet<&ObjectRole> = roles.filter(|role| !shows_nothing(role)).collect();
        let mut weightiest: Option<Excuse> = None;
        let (mut doubts, mut fields) = (Vec::new(), BTreeSet::new());
        for role in roles {
            if !self.effort.can_weigh() {
                return None;
            }
            let mut excuse = rules::ALL.iter().find_map(|rule| rule(self, change, role))?;
            doubts.append(&mut excuse.doubts);
            fields.append(&mut excuse.fields);
            let is_weightier = weightiest.as_ref().is_none_or(|other| {
                excuse.level > other.level || (excuse.level == other.level && other.field.is_none())
            });
            if is_weightier {
                weightiest = Some(excuse);
            }
        }
        weightiest.map(|excuse| Excuse { doubts, fields, ..excuse })
    }

    /// Whether LibreOffice opens this and not the pages.
    fn is_document_of_its_own(&self, change: &ObjectChange) -> bool {
        let is_it = |item: &Object| item.as_reference().is_some_and(|(number, _)| number == change.id.0);
        let listed = self.after.get(self.after.trailer(), b"AdditionalStreams");
        change.after.as_stream().is_some() && listed.as_array().unwrap_or_default().iter().any(is_it)
    }

    /// Whether nothing leads to this new object, before or after. Some programs leave objects behind that nothing refers to;
    /// they show nothing, and nothing can be waiting for them, because then something would refer to them. Nobody has a reason
    /// to write one anew.
    fn is_left_behind(&self, change: &ObjectChange) -> bool {
        let reachable = || self.reachable.get_or_init(|| self.after.reachable().ok()).as_ref();
        change.roles_before.is_empty()
            && change.roles_after.is_empty()
            && change.kind == ChangeKind::Added
            && reachable().is_some_and(|reachable| !reachable.contains(&change.id.0))
    }
}

/// LibreOffice leaves references in trailer entries of its own, which show nothing.
fn shows_nothing(role: &ObjectRole) -> bool {
    matches!(role, ObjectRole::TrailerEntry(_))
}

/// Whether viewers may take it for something else than what was compared.
fn is_read_otherwise_by_some(change: &ObjectChange) -> bool {
    // What cannot be read at all cannot be known. (A signature may have been made to vanish like that.)
    let is_unreadable = change.kind != ChangeKind::Freed && change.after == Object::Null;
    // Of two entries of one name viewers take the first or the last. (What is no part of a page is not shown.)
    let is_shown = |role: &ObjectRole| {
        !matches!(
            role,
            ObjectRole::Dss | ObjectRole::Info | ObjectRole::Metadata | ObjectRole::TrailerEntry(_)
        )
    };
    let says_twice = || change.roles_after.iter().any(is_shown) && change.after.says_twice();
    is_unreadable || says_twice() || is_stream_for_dictionary(change)
}

/// Whether something was led to it before that cannot be known, or waited for it.
fn is_out_of_nowhere(change: &ObjectChange) -> bool {
    match change.kind {
        // Nothing led to it, and it was there: what only some viewers were led to may not become something else, whatever leads
        // to it now.
        ChangeKind::Changed => change.roles_before.is_empty(),
        // A reference was left open in the signed document, to be filled later.
        ChangeKind::Added => !change.roles_before.iter().all(shows_nothing),
        ChangeKind::Freed => false,
    }
}

/// Whether this passes for a field, a mark, a page or the catalog and is a stream: then it is drawn by something else as well.
fn is_stream_for_dictionary(change: &ObjectChange) -> bool {
    let is_dictionary = |role: &ObjectRole| {
        matches!(
            role,
            ObjectRole::Annotation(_)
                | ObjectRole::Catalog
                | ObjectRole::Field(_)
                | ObjectRole::Page(_)
                | ObjectRole::PageTree
        )
    };
    let is_stream = change.before.as_stream().is_some() || change.after.as_stream().is_some();
    is_stream && change.roles_before.iter().chain(&change.roles_after).any(is_dictionary)
}

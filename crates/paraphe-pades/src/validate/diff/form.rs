//! Where a form is painted, as it says itself (ISO 32000-2 §8.10.2, 11.6.6). What is no matrix and no box, viewers read in their own
//! ways: numbers left out, noughts in their place, or none of it.

use super::area::{Area, IDENTITY, Matrix, exactly};
use paraphe_pdf::{Dictionary, Object, RevisionView};

/// What is a dictionary and no stream: where one belongs, some viewers take a stream for its dictionary and others for nothing.
pub(super) fn plain(object: &Object) -> Option<&Dictionary> {
    object.as_dictionary().filter(|_| object.as_stream().is_none())
}

/// The `/Resources` of content, if it has any of its own; `None`: it cannot be told. For what is there and no dictionary some viewers take
/// those of the content around it and others none.
pub(super) fn resources_of(view: RevisionView<'_>, owner: &Dictionary) -> Option<Option<Dictionary>> {
    match owner.get(b"Resources").filter(|said| **said != Object::Null) {
        Some(said) => plain(&view.resolve(said)).cloned().map(Some),
        None => Some(None),
    }
}

/// The `/Matrix` of a form; `None`: it cannot be told.
pub(super) fn matrix_of(view: RevisionView<'_>, form: &Dictionary) -> Option<Matrix> {
    let matrix = view.get(form, b"Matrix");
    if matrix == Object::Null { Some(IDENTITY) } else { exactly(view, &matrix) }
}

/// The `/BBox` of a form, if it has one; `None`: it cannot be told.
pub(super) fn bounds_of(view: RevisionView<'_>, form: &Dictionary) -> Option<Option<Area>> {
    let bounds = view.get(form, b"BBox");
    if bounds == Object::Null {
        return Some(None);
    }
    let [x, y, other_x, other_y] = exactly(view, &bounds)?;
    Some(Area::around([(x, y), (other_x, other_y)]))
}

/// Whether what a form paints is a group of its own (ISO 32000-2 §11.4.5, 11.6.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    No,
    Joined,
    /// No colours mix inside with what is under it.
    Apart,
}

/// `None`: it cannot be told. In groups that knock out, what is painted later takes away what was painted before.
pub(super) fn group_of(view: RevisionView<'_>, form: &Dictionary) -> Option<Group> {
    let said = |group: &Dictionary, key: &[u8]| {
        let said = view.get(group, key);
        if said == Object::Null { Some(false) } else { said.as_boolean() }
    };
    let group = view.get(form, b"Group");
    if group == Object::Null {
        return Some(Group::No);
    }
    let group = plain(&group)?;
    let is_known = view.get(group, b"S").as_name() == Some(b"Transparency") && !said(group, b"K")?;
    is_known.then_some(if said(group, b"I")? { Group::Apart } else { Group::Joined })
}

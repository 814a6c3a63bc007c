//! Where a form is painted, as it says itself (ISO 32000-2 §8.10.2, 11.6.6). What is no matrix and no box, viewers read in their own
//! ways: numbers left out, noughts in their place, or none of it.

use super::area::{Area, IDENTITY, Matrix, exactly};
use paraphe_pdf::{Dictionary, Object, RevisionView};

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

/// Whether a form is painted apart from what is under it, so that no colours mix inside (ISO 32000-2 §11.4.5).
pub(super) fn is_isolated(view: RevisionView<'_>, form: &Dictionary) -> bool {
    let group = view.dictionary(form, b"Group");
    group.is_some_and(|group| view.get(&group, b"I").as_boolean() == Some(true))
}

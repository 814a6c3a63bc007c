//! What was odd about a form already when it was signed.

use super::effort::Effort;
use super::fields::{self, Next};
use super::look::{Fields, Look};
use paraphe_pdf::{Object, RevisionView};
use std::collections::BTreeSet;

/// The full names of the fields that show something else than their value in this state of a document: people read the one,
/// programs the other. What cannot be compared is not named.
pub(in crate::validate) fn fields_that_show_something_else(view: RevisionView<'_>) -> BTreeSet<String> {
    let effort = Effort::new();
    let form = Fields { view, effort: &effort, is_new: &|_| false };
    let mut names = BTreeSet::new();
    fields::each(view, |field| {
        // Widgets without a name of their own are looked at with the field they belong to.
        let is_filled = field.dictionary.get(b"T").is_some() && field.value != Object::Null;
        if is_filled && form.look(&field.dictionary, false) == Look::Different {
            names.insert(field.name.to_string());
        }
        Next::Below
    });
    names
}

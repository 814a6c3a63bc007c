//! The rules, each in a file with what belongs together. Adding one widens what passes: say what it excuses, why that
//! cannot change what a signer saw, and test the nearest thing it must not excuse.

mod annotation;
mod containers;
mod entries;
mod first_signature;
mod form_fill;
mod metadata;
mod push_button;
mod signature_field;
mod structure;
mod styles;
mod undrawn;
mod validation_data;

use super::rule::DiffRule;

pub(super) use annotation::{block, is_drawn_by_viewer, strokes};
pub(super) use form_fill::{is_fillable, is_written_by_viewer};
pub(super) use structure::excuse_trailer;
pub(super) use undrawn::{drawn_by_form, is_captioned, rewritten};

/// Every rule; the first that excuses a role decides.
pub(super) const ALL: &[DiffRule] = &[
    structure::excuse,
    metadata::excuse,
    validation_data::excuse,
    containers::excuse,
    signature_field::excuse,
    form_fill::excuse,
    push_button::excuse,
    annotation::excuse,
    first_signature::excuse,
];

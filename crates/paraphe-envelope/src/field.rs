//! Fields: boxes on pages, each for one recipient.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentId, FieldId, GroupId, RecipientId, ViewRect};

/// What a field is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A box to tick.
    Checkbox,
    /// The date of signing.
    Date,
    /// The recipient's initials.
    Initials,
    /// The recipient's name.
    Name,
    /// The place of signing.
    Place,
    /// The signature.
    Signature,
    /// Free text.
    Text,
}

impl FieldKind {
    /// All kinds, in the order of a palette: what is signed first.
    pub const ALL: [Self; 7] =
        [Self::Signature, Self::Initials, Self::Date, Self::Name, Self::Place, Self::Text, Self::Checkbox];

    /// Whether the signer has to say what goes into it; the rest is known or is the signature itself.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        match self {
            Self::Checkbox | Self::Place | Self::Text => true,
            Self::Date | Self::Initials | Self::Name | Self::Signature => false,
        }
    }

    /// Whether it is written or ticked, and not drawn by hand.
    #[must_use]
    pub const fn is_filled(self) -> bool {
        match self {
            Self::Checkbox | Self::Date | Self::Name | Self::Place | Self::Text => true,
            Self::Initials | Self::Signature => false,
        }
    }

    /// Width and height in millimetres below which a box of this kind cannot be read or hit; the editor draws none smaller.
    #[must_use]
    pub const fn smallest_millimetres(self) -> (u32, u32) {
        match self {
            Self::Checkbox => (4, 4),
            Self::Date | Self::Place | Self::Text => (20, 5),
            Self::Initials => (12, 8),
            Self::Name => (25, 5),
            Self::Signature => (35, 12),
        }
    }

    /// Whether a box of this kind is smaller than that (points), by more than rounding makes it.
    #[must_use]
    pub fn is_too_small(self, width: f64, height: f64) -> bool {
        let (smallest_width, smallest_height) = self.smallest_millimetres();
        let falls_short = |points: f64, millimetres: u32| {
            points < f64::from(millimetres) * POINTS_PER_MILLIMETRE - ROUNDING
        };
        falls_short(width, smallest_width) || falls_short(height, smallest_height)
    }
}

const POINTS_PER_MILLIMETRE: f64 = 72.0 / 25.4;
/// What a box may fall short of its smallest size (points).
const ROUNDING: f64 = 0.5;

/// A page and a rectangle on it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, TS)]
pub struct Placement {
    /// The page, counted from 1.
    pub page: u32,
    /// Where on the page as a person sees it, in points from the top left.
    pub rect: ViewRect,
}

/// A box for one recipient on one page of one document.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
pub struct Field {
    /// Its identifier within the draft or envelope.
    pub id: FieldId,
    /// Whose box it is.
    pub recipient: RecipientId,
    /// On which document it stands.
    pub document: DocumentId,
    /// What it is for.
    pub kind: FieldKind,
    /// Where it stands.
    pub placement: Placement,
    /// For a date, a name and a place: the words printed before it (« Fait à »). For a text and a check box: what the
    /// signer is asked. Nothing for the others.
    #[serde(default)]
    pub label: String,
    /// Whether the signer cannot go on without filling it; a required box is ticked.
    #[serde(default = "is_required")]
    pub required: bool,
    /// The fields it is moved with, if any.
    #[serde(default)]
    pub group: Option<GroupId>,
}

impl Field {
    /// A field that is required, in no group, with nothing printed before it.
    #[must_use]
    pub fn new(
        id: FieldId,
        recipient: RecipientId,
        document: DocumentId,
        kind: FieldKind,
        placement: Placement,
    ) -> Self {
        Self { id, recipient, document, kind, placement, label: String::new(), required: true, group: None }
    }
}

/// What a field is when nobody said otherwise.
fn is_required() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_boxes_are_those_of_the_editor() {
        let editor = include_str!("../../../ui/src/model/kinds.ts");
        let (_, smallest) = editor.split_once("SMALLEST").unwrap();
        let (smallest, _) = smallest.split_once("};").unwrap();
        for kind in FieldKind::ALL {
            let name = serde_json::to_value(kind).unwrap();
            let (width, height) = kind.smallest_millimetres();
            let line = format!("{}: millimetres({width}, {height})", name.as_str().unwrap());
            assert!(smallest.contains(&line), "{line}");
        }
    }

    #[test]
    fn a_box_may_fall_short_by_what_rounding_makes() {
        assert!(!FieldKind::Signature.is_too_small(99.0, 34.0));
        assert!(
            FieldKind::Signature.is_too_small(98.0, 34.0) && FieldKind::Signature.is_too_small(150.0, 30.0)
        );
        assert!(FieldKind::Checkbox.is_too_small(2.0, 2.0) && !FieldKind::Checkbox.is_too_small(11.4, 11.4));
    }
}

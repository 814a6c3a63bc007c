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
}

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

//! Fields: boxes on pages, each for one recipient.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentId, FieldId, RecipientId, ViewRect};

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
}

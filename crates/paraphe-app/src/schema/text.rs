//! Texts of messages that are kept, and what a service hands on of one.

use paraphe_envelope::Language;
use paraphe_providers::PassedText;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text of a message that is kept on this computer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct SavedTextView {
    /// What the person calls it; unique within its language, whatever the case.
    pub name: String,
    /// The language it is written in.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// Which of the texts.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SavedTextName {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: Language,
}

/// Answer of `list_saved_texts`, `save_text` and `remove_saved_text`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedTextsView {
    /// By name.
    pub texts: Vec<SavedTextView>,
}

/// Request of `save_text`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveTextRequest {
    /// The text.
    pub text: SavedTextView,
    /// The one it takes the place of; none for a new one.
    pub replaces: Option<SavedTextName>,
}

/// Answer of `preview_texts`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PassedTextsView {
    /// One per person the service hands words on to.
    pub texts: Vec<PassedText>,
}

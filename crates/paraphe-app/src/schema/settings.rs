//! The program itself: version, settings, files it was opened with.

use paraphe_envelope::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DemoView;

/// Answer of `app_state`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AppStateView {
    /// Version of the program.
    pub version: String,
    /// Stored settings.
    pub settings: SettingsView,
    /// Where history and documents are kept.
    pub data_folder: String,
    /// Where signing secrets are kept.
    pub secret_store: SecretStoreKind,
    /// The demonstration.
    pub demo: DemoView,
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretStoreKind {
    /// The operating system's key chain.
    Keychain,
    /// A sealed file in the data folder.
    SealedFile,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Always dark.
    Dark,
    /// Always light.
    Light,
    /// As the operating system says.
    #[default]
    System,
}

/// Unit of lengths on screen.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Millimetres.
    #[default]
    Millimetre,
    /// PDF points, 1/72 inch.
    Point,
}

/// What a person may set.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SettingsView {
    /// Language of the window: French or English in this version.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Unit of lengths.
    pub unit: LengthUnit,
    /// Name of the person who hands the computer over, shown to signers.
    pub host_name: String,
    /// Whether the first-run screen was finished or skipped.
    pub first_run_done: bool,
    /// Whether single-letter shortcuts act on the page (WCAG 2.1.4).
    pub single_key_shortcuts: bool,
    /// Whether the desktop is told when an envelope is complete.
    pub notifications: bool,
    /// An HTTP(S) proxy, as an address; none for the system's own.
    #[serde(default)]
    pub proxy: Option<String>,
    /// A file (PEM) with certificates of authorities to trust beside the system's own, for reaching providers.
    #[serde(default)]
    pub extra_roots: Option<String>,
}

/// Answer of `take_opened_files`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedFilesView {
    /// Absolute paths.
    pub paths: Vec<String>,
}

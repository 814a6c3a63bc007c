//! The program itself: version, settings, files it was opened with.

use paraphe_envelope::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DemoView, IdentityCheckChoice, KeyChoice};
use crate::DataDoubt;

/// Answer of `app_state`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AppStateView {
    /// Version of the program.
    pub version: String,
    /// Stored settings.
    pub settings: SettingsView,
    /// Where history and documents are kept.
    pub data_folder: String,
    /// Why what lies there may be somebody else's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub data_doubt: Option<DataDoubt>,
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
    /// Hundredths of the page's width or height.
    Percent,
    /// PDF points, 1/72 inch.
    Point,
}

/// A PAdES baseline level (EN 319 142-1 §6). JSON: `"b-b"`, `"b-t"`, `"b-lt"`, `"b-lta"`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureLevel {
    /// The signature alone.
    #[default]
    BB,
    /// With a timestamp.
    BT,
    /// With the certificates and what was known of their revocation.
    BLt,
    /// With a timestamp over all of that, to be renewed.
    BLta,
}

/// What happens to a signature made here when nobody answers who should put a timestamp on it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WithoutTimestamp {
    /// Signed all the same; the timestamp is added later, and the evidence says so.
    #[default]
    SignNow,
    /// Nobody signs until it can be had.
    Wait,
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
    /// An HTTP(S) proxy, as an address; none for the system's own. A name and a password in it are kept with the secrets
    /// when it is saved, and never come back.
    #[serde(default)]
    pub proxy: Option<String>,
    /// Whether a name and a password for the proxy are kept. Saved as `false`, or with another address, they are forgotten.
    #[serde(default)]
    pub proxy_login: bool,
    /// A file (PEM) with certificates of authorities to trust beside the system's own, for reaching providers.
    #[serde(default)]
    pub extra_roots: Option<String>,
    /// The level signatures made with a certificate shall reach; none: B-B.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub signing_level: Option<SignatureLevel>,
    /// Address (http or https) of the authority that puts timestamps on signatures.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub timestamp_authority: Option<String>,
    /// What happens here when that authority cannot be reached; none: signed all the same.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub without_timestamp: Option<WithoutTimestamp>,
    /// The key that signs at this window; none: this computer's own identity.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub signing_key: Option<KeyChoice>,
    /// The reason given where none is.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub signing_reason: Option<String>,
    /// The place given where none is.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub signing_place: Option<String>,
    /// The organisation's public key for reinforced evidence: X25519, 32 bytes as 64 hexadecimal digits. Its private half
    /// is never on this computer.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub evidence_key: Option<String>,
    /// How hosts make sure of who signs, face to face: what they may choose from, in this order. None: the document was seen,
    /// the person is known, nothing was checked. What is not in the list cannot be chosen.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub identity_checks: Option<Vec<IdentityCheckChoice>>,
}

/// Answer of `take_opened_files`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedFilesView {
    /// Absolute paths.
    pub paths: Vec<String>,
}

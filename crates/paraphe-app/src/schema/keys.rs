//! The key that signs at this window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zeroize::Zeroize as _;

use super::CertificateView;

/// Which key signs.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum KeyChoice {
    /// A self-made identity of this computer.
    Identity {
        /// Its name; this computer's own where there is none.
        name: Option<String>,
    },
    /// A PKCS#12 file.
    KeyFile {
        /// Absolute path.
        path: String,
        /// The certificate in it, by its name there; may be left out where there is one.
        certificate: Option<String>,
    },
    /// A card or token, through its maker's PKCS#11 library.
    Token {
        /// Absolute path of the library.
        module: String,
        /// The token's label; may be left out where there is one.
        token: Option<String>,
        /// The certificate's name on it; may be left out where one has a key.
        certificate: Option<String>,
    },
}

impl Default for KeyChoice {
    fn default() -> Self {
        Self::Identity { name: None }
    }
}

/// The password of a key file, or a token's PIN. Its debug text is `***`; it is wiped from memory when dropped.
#[derive(Clone, Deserialize, Eq, PartialEq, TS)]
pub struct KeySecret(pub String);

impl std::fmt::Debug for KeySecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Drop for KeySecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Request of `list_signing_keys` and of `open_signing_key`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SigningKeyRequest {
    /// Which key.
    pub choice: KeyChoice,
    /// Password or PIN; none where it is typed on the token itself, and to list what a token shows to anybody.
    pub secret: Option<KeySecret>,
    /// Whether the last try before a token locks itself may be used: never without the person's word.
    pub last_try: bool,
}

/// How a token's PIN stands, as far as the token tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TokenPinView {
    /// The next wrong PIN locks the token.
    FinalTry,
    /// Nothing is known against it.
    Fine,
    /// Locked.
    Locked,
    /// A wrong PIN was presented since the last right one.
    Low,
    /// The owner's PIN was never set, or must be changed first.
    NotSet,
}

/// The token certificates are on.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TokenView {
    /// Its label: what to ask for it by.
    pub label: String,
    /// Who made it.
    pub manufacturer: String,
    /// How its PIN stands.
    pub pin: TokenPinView,
    /// Whether the PIN is typed on the token or its reader.
    pub keypad: bool,
}

/// Certificates to choose from, of one token or of one file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeyRingView {
    /// The token; none for a file and for this computer.
    pub token: Option<TokenView>,
    /// What can sign, or could if it were fit. Some tokens show none before the PIN.
    pub certificates: Vec<CertificateView>,
}

/// Answer of `list_signing_keys`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SigningKeysView {
    /// One for a file, one for each token.
    pub rings: Vec<KeyRingView>,
}

/// The key that signs next.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SigningKeyView {
    /// Which.
    pub choice: KeyChoice,
    /// Its certificate; none while a file or a token is not opened, and before this computer has made its own.
    pub certificate: Option<CertificateView>,
    /// Whether it can sign without asking anything more.
    pub ready: bool,
}

//! What can go wrong with a token, as facts.

use std::path::PathBuf;

use cryptoki::error::{Error, RvError};

use crate::pin::PinState;

/// Why a token was not used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TokenError {
    /// The person cancelled on the token's own keypad.
    #[error("cancelled on the token")]
    Cancelled,
    /// No certificate with this name or identifier is on the token.
    #[error("no certificate {wanted:?}")]
    CertificateMissing {
        /// What was asked for.
        wanted: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// The key does none of the ways of signing known here.
    #[error("the key does not sign in a known way: {detail}")]
    MechanismMissing {
        /// What was looked for.
        detail: String,
    },
    /// There is no such library.
    #[error("there is no module {}", path.display())]
    ModuleMissing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The library is none of PKCS#11, or does not start.
    #[error("the module {} cannot be used: {detail}", path.display())]
    ModuleUnusable {
        /// The library.
        path: PathBuf,
        /// What the system or the library said.
        detail: String,
    },
    /// The token holds no certificate with its private key.
    #[error("the token holds no certificate with its key")]
    NoCertificate,
    /// No token is there.
    #[error("no token is there")]
    NoToken,
    /// The next wrong PIN locks the token; nothing was tried.
    #[error("the token stands before its last try")]
    PinFinalTry,
    /// The PIN is locked; nothing was tried.
    #[error("the PIN is locked")]
    PinLocked,
    /// The token wants a PIN and none was given.
    #[error("a PIN is needed")]
    PinNeeded,
    /// The token has no PIN of its owner yet, or the one it has must be changed first.
    #[error("the PIN must be set first")]
    PinNotSet,
    /// The PIN is wrong.
    #[error("the PIN is wrong; now: {state:?}")]
    PinWrong {
        /// How things stand after it.
        state: PinState,
    },
    /// The token's own software refused.
    #[error("the token refused: {detail}")]
    Refused {
        /// What it said.
        detail: String,
    },
    /// The token is gone: taken out in the middle.
    #[error("the token was removed")]
    Removed,
    /// Several certificates could be meant.
    #[error("{} certificates could be meant", names.len())]
    SeveralCertificates {
        /// Their names.
        names: Vec<String>,
    },
    /// Several tokens could be meant.
    #[error("{} tokens could be meant", labels.len())]
    SeveralTokens {
        /// Their labels.
        labels: Vec<String>,
    },
    /// No token with this label is there.
    #[error("no token {wanted:?}")]
    TokenMissing {
        /// The label asked for.
        wanted: String,
        /// The labels there are.
        labels: Vec<String>,
    },
}

impl From<Error> for TokenError {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the wrapper lists every return code there is; what is not told apart here is told in its own words"
    )]
    fn from(error: Error) -> Self {
        let detail = error.to_string();
        match error {
            Error::Pkcs11(code, _) => match code {
                // A session ends with its token: that is how many modules say that it was taken out.
                RvError::DeviceRemoved
                | RvError::SessionClosed
                | RvError::SessionHandleInvalid
                | RvError::SlotIdInvalid
                | RvError::TokenNotPresent => Self::Removed,
                RvError::PinLocked => Self::PinLocked,
                RvError::PinExpired | RvError::UserPinNotInitialized => Self::PinNotSet,
                RvError::FunctionCanceled => Self::Cancelled,
                RvError::MechanismInvalid
                | RvError::KeyTypeInconsistent
                | RvError::KeyFunctionNotPermitted => Self::MechanismMissing { detail },
                _ => Self::Refused { detail },
            },
            _ => Self::Refused { detail },
        }
    }
}

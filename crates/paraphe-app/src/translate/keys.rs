//! Keys that do not open or do not sign: key files and tokens.

use paraphe_pades::Pkcs12Error;
use paraphe_token::{PinState, TokenError};

use crate::{Code, Error};

/// A key file that does not open.
pub(crate) fn key_file(error: Pkcs12Error) -> Error {
    let refused = |message| Error::new(Code::Refused, message);
    let told = match &error {
        Pkcs12Error::CertificateMismatch => refused("error-key-file-mismatch"),
        Pkcs12Error::Damaged { .. } => refused("error-key-file"),
        Pkcs12Error::KeyMissing { wanted, names } => {
            refused("error-key-file-name").with("key", wanted).with("keys", list(names))
        }
        Pkcs12Error::NoKey => refused("error-key-file-empty"),
        Pkcs12Error::SeveralKeys { names } => refused("error-key-file-several").with("keys", list(names)),
        Pkcs12Error::Unsupported { .. } => refused("error-key-file-unsupported"),
        Pkcs12Error::WrongPassword => refused("error-key-file-password"),
    };
    told.detail(error)
}

/// A token that was not used.
pub(crate) fn token(error: TokenError) -> Error {
    let refused = |message| Error::new(Code::Refused, message);
    let told = match &error {
        TokenError::Cancelled => refused("error-token-cancelled"),
        TokenError::CertificateMissing { wanted, names } => {
            refused("error-token-certificate").with("certificate", wanted).with("certificates", list(names))
        }
        TokenError::MechanismMissing { .. } => refused("error-token-mechanism"),
        TokenError::ModuleMissing { path } => {
            refused("error-token-module-missing").with("path", path.display())
        }
        TokenError::ModuleUnusable { path, .. } => refused("error-token-module").with("path", path.display()),
        TokenError::NoCertificate => refused("error-token-no-certificate"),
        TokenError::NoToken => refused("error-token-none"),
        TokenError::PinFinalTry => refused("error-token-pin-final-try"),
        TokenError::PinLocked => refused("error-token-pin-locked"),
        TokenError::PinNeeded => refused("error-token-pin-needed"),
        TokenError::PinNotSet => refused("error-token-pin-not-set"),
        TokenError::PinWrong { state } => refused(match state {
            PinState::FinalTry => "error-token-pin-wrong-last",
            PinState::Locked => "error-token-pin-wrong-locked",
            PinState::Fine | PinState::Low | PinState::NotSet => "error-token-pin-wrong",
        }),
        TokenError::Refused { .. } => refused("error-token-refused"),
        TokenError::Removed => refused("error-token-removed"),
        TokenError::SeveralCertificates { names } => {
            refused("error-token-certificates").with("certificates", list(names))
        }
        TokenError::SeveralTokens { labels } => refused("error-token-several").with("tokens", list(labels)),
        TokenError::TokenMissing { wanted, labels } => {
            refused("error-token-missing").with("token", wanted).with("tokens", list(labels))
        }
    };
    told.detail(error)
}

/// Names as they stand in a sentence.
fn list(names: &[String]) -> String {
    names.join(", ")
}

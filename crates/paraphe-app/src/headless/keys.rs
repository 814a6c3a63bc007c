//! Keys for the command line: a self-made identity, a key file, a token; opened once, checked before they sign.

use std::path::{Path, PathBuf};

use paraphe_pades::{Pkcs12Key, SelfMadeIdentity, SignerCertificate, SigningKey};
use paraphe_token::{Pin, PinState, TokenChoice, TokenDescription, TokenKey, TokenModule};
use serde::Serialize;
use zeroize::Zeroizing;

pub use paraphe_pades::{IdentityAlgorithm, RsaPadding};
pub use paraphe_token::LastTry;

use crate::schema::{CertificateView, TokenPinView};
use crate::{App, Code, Error, blocking, certificates, files, identities, translate};

/// Which key signs.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// A self-made identity of this computer.
    Identity(String),
    /// A PKCS#12 file.
    KeyFile {
        /// The file.
        path: PathBuf,
        /// Its password.
        password: crate::Secret,
        /// The key in it, by its name there or its certificate's; may be left out where there is one.
        name: Option<String>,
        /// How an RSA key pads.
        padding: RsaPadding,
    },
    /// A token, through PKCS#11.
    Token(TokenSource),
}

/// A key on a token.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The maker's library.
    pub module: PathBuf,
    /// The token's label; may be left out where there is one.
    pub token: Option<String>,
    /// The certificate's label, identifier in hexadecimal or common name; may be left out where one has a key.
    pub certificate: Option<String>,
    /// The PIN; none where it is typed on the token itself.
    pub pin: Option<crate::Secret>,
    /// Whether the last try before the token locks itself may be used.
    pub last_try: LastTry,
    /// How an RSA key pads.
    pub padding: RsaPadding,
}

/// An opened key.
pub(crate) enum OpenKey {
    KeyFile(Box<Pkcs12Key>),
    SelfMade(Box<SelfMadeIdentity>),
    Token(Box<TokenKey>),
}

impl OpenKey {
    /// Opens the key and refuses one whose certificate would make a signature that nobody accepts.
    pub(crate) fn open(app: &App, source: &KeySource) -> Result<Self, Error> {
        let key = match source {
            KeySource::Identity(name) => Self::SelfMade(Box::new(identities::open(app, name)?)),
            KeySource::KeyFile { path, password, name, padding } => {
                let (bytes, password) = (read(path)?, text(password));
                let key = match name {
                    Some(name) => Pkcs12Key::open_named(&bytes, &password, name),
                    None => Pkcs12Key::open(&bytes, &password),
                };
                Self::KeyFile(Box::new(key.map_err(translate::key_file)?.with_padding(*padding)))
            }
            KeySource::Token(source) => Self::Token(Box::new(open_token(source)?)),
        };
        certificates::refuse_unfit(&key.certificate()?, app.now())?;
        Ok(key)
    }

    pub(crate) fn key(&self) -> &dyn SigningKey {
        match self {
            Self::KeyFile(key) => key.as_ref(),
            Self::SelfMade(identity) => identity.as_ref(),
            Self::Token(key) => key.as_ref(),
        }
    }

    pub(super) fn common_name(&self) -> String {
        self.certificate().ok().and_then(|own| own.common_name()).unwrap_or_default()
    }

    /// The token's own reason, where there is one: it says more than that a key refused.
    pub(crate) fn explain(&self, error: Error) -> Error {
        match self {
            Self::Token(key) => key.failure().map_or(error, translate::token),
            Self::KeyFile(_) | Self::SelfMade(_) => error,
        }
    }

    pub(crate) fn certificate(&self) -> Result<SignerCertificate, Error> {
        let own = match self {
            Self::KeyFile(key) => key.certificate(),
            Self::SelfMade(identity) => identity.certificate(),
            Self::Token(key) => Some(key.certificate().clone()),
        };
        own.ok_or_else(|| Error::new(Code::Refused, "error-key-file"))
    }
}

fn open_token(source: &TokenSource) -> Result<TokenKey, Error> {
    let module = TokenModule::load(&source.module).map_err(translate::token)?;
    let choice = TokenChoice {
        token: source.token.clone(),
        certificate: source.certificate.clone(),
        padding: source.padding,
        last_try: source.last_try,
    };
    let pin = source.pin.as_ref().map(|pin| Pin::new(std::mem::take(&mut *text(pin))));
    module.open(&choice, pin).map_err(translate::token)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    files::read_at_most(path, files::LARGEST)
}

fn text(secret: &crate::Secret) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8_lossy(secret.expose()).into_owned())
}

/// A token as `paraphe identity inspect` tells it.
#[derive(Clone, Debug, Serialize)]
pub struct TokenFacts {
    /// Its label.
    pub label: String,
    /// Who made it.
    pub manufacturer: String,
    /// Its model.
    pub model: String,
    /// Its serial number.
    pub serial: String,
    /// How its PIN stands.
    pub pin: TokenPinView,
    /// Whether the PIN is typed on the token or its reader.
    pub keypad: bool,
    /// The certificates anybody may read.
    pub certificates: Vec<CertificateView>,
}

/// The tokens a module knows, with their certificates. Asks for no PIN.
///
/// # Errors
/// Why the module cannot be used.
pub async fn list_tokens(app: &App, module: PathBuf) -> Result<Vec<TokenFacts>, Error> {
    let app = app.clone();
    blocking::run(move || on_tokens(&app, &module)).await
}

pub(crate) fn on_tokens(app: &App, module: &Path) -> Result<Vec<TokenFacts>, Error> {
    let module = TokenModule::load(module).map_err(translate::token)?;
    let tokens = module.tokens().map_err(translate::token)?;
    tokens.into_iter().map(|token| token_facts(app, &module, token)).collect()
}

fn token_facts(app: &App, module: &TokenModule, token: TokenDescription) -> Result<TokenFacts, Error> {
    let certificates = module.certificates(&token).map_err(translate::token)?;
    let seen =
        |one: &paraphe_token::TokenCertificate| certificates::view(&one.name(), &one.certificate, app.now());
    Ok(TokenFacts {
        certificates: certificates.iter().map(seen).collect(),
        label: token.label,
        manufacturer: token.manufacturer,
        model: token.model,
        serial: token.serial,
        pin: match token.pin {
            PinState::FinalTry => TokenPinView::FinalTry,
            PinState::Fine => TokenPinView::Fine,
            PinState::Locked => TokenPinView::Locked,
            PinState::Low => TokenPinView::Low,
            PinState::NotSet => TokenPinView::NotSet,
        },
        keypad: token.has_keypad,
    })
}

/// What the certificates of a key file say, one for each key.
///
/// # Errors
/// Why the file cannot be opened.
pub async fn list_key_file(
    app: &App,
    path: PathBuf,
    password: crate::Secret,
) -> Result<Vec<CertificateView>, Error> {
    let app = app.clone();
    blocking::run(move || in_file(&app, &path, &password)).await
}

pub(crate) fn in_file(
    app: &App,
    path: &Path,
    password: &crate::Secret,
) -> Result<Vec<CertificateView>, Error> {
    let keys = Pkcs12Key::list(&read(path)?, &text(password)).map_err(translate::key_file)?;
    Ok(keys.iter().map(|(name, own)| certificates::view(name, own, app.now())).collect())
}

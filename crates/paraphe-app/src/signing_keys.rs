//! The key that signs at this window: this computer's own identity, a key file, a token. Whatever needs a password or a PIN
//! is opened once, by whoever owns it, and stays open in memory until the signing is over; the secret is kept nowhere.

use std::path::PathBuf;
use std::sync::Arc;

use paraphe_pades::SignerCertificate;
use paraphe_token::LastTry;

use crate::headless::keys::{self, OpenKey};
use crate::headless::{KeySource, RsaPadding, TokenSource};
use crate::schema::{
    CertificateView, KeyChoice, KeyRingView, KeySecret, SigningKeyRequest, SigningKeyView, SigningKeysView,
    TokenView,
};
use crate::{App, Code, Error, Secret, certificates, identities};

/// A key that was opened, and what it was chosen by.
pub(crate) struct OpenedKey {
    choice: KeyChoice,
    key: OpenKey,
}

impl OpenedKey {
    pub(crate) fn key(&self) -> &OpenKey {
        &self.key
    }
}

/// The key that signs now.
///
/// # Errors
/// `error-signing-key-closed` for a file or a token that nobody has opened; why this computer's own cannot be.
pub(crate) fn ready(app: &App) -> Result<Arc<OpenedKey>, Error> {
    if let Some(opened) = app.signing_key().clone() {
        return Ok(opened);
    }
    match chosen(app)? {
        choice @ KeyChoice::Identity { .. } => opened(app, choice, None, LastTry::Refused).map(Arc::new),
        KeyChoice::KeyFile { .. } | KeyChoice::Token { .. } => {
            Err(Error::new(Code::Refused, "error-signing-key-closed"))
        }
    }
}

/// What signs next, as far as it can be seen without asking for anything.
///
/// # Errors
/// The settings or the identities cannot be read.
pub(crate) fn current(app: &App) -> Result<SigningKeyView, Error> {
    if let Some(opened) = app.signing_key().clone() {
        let certificate = shown(app, &opened)?;
        return Ok(SigningKeyView {
            choice: opened.choice.clone(),
            certificate: Some(certificate),
            ready: true,
        });
    }
    let choice = chosen(app)?;
    Ok(match &choice {
        KeyChoice::Identity { name } => {
            let name = name.as_deref().unwrap_or(identities::DEFAULT);
            let known = identities::list(app)?.into_iter().find(|identity| identity.name == name);
            let certificate = known.map(|identity| identity.certificate);
            SigningKeyView {
                ready: certificate.is_some() || name == identities::DEFAULT,
                certificate,
                choice,
            }
        }
        KeyChoice::KeyFile { .. } | KeyChoice::Token { .. } => {
            SigningKeyView { choice, certificate: None, ready: false }
        }
    })
}

/// The certificates there are to choose from.
///
/// # Errors
/// Why the file or the module cannot be used.
pub(crate) fn list(app: &App, request: &SigningKeyRequest) -> Result<SigningKeysView, Error> {
    let rings = match &request.choice {
        KeyChoice::Identity { .. } => {
            let own = identities::list(app)?.into_iter().map(|identity| identity.certificate);
            vec![KeyRingView { token: None, certificates: own.collect() }]
        }
        KeyChoice::KeyFile { path, .. } => {
            let certificates = keys::in_file(app, &PathBuf::from(path), &secret(request.secret.as_ref()))?;
            vec![KeyRingView { token: None, certificates }]
        }
        KeyChoice::Token { module, .. } => {
            let tokens = keys::on_tokens(app, &PathBuf::from(module))?;
            tokens.into_iter().map(KeyRingView::from).collect()
        }
    };
    Ok(SigningKeysView { rings })
}

impl From<keys::TokenFacts> for KeyRingView {
    fn from(facts: keys::TokenFacts) -> Self {
        let keys::TokenFacts { label, manufacturer, pin, keypad, certificates, .. } = facts;
        Self { token: Some(TokenView { label, manufacturer, pin, keypad }), certificates }
    }
}

/// Opens a key; it signs from now on until it is closed. One that was open before is closed, whatever comes of it.
///
/// # Errors
/// Why it cannot be opened, or may not sign. A token was asked once, and is not asked again.
pub(crate) fn open(app: &App, request: &SigningKeyRequest) -> Result<SigningKeyView, Error> {
    app.signing_key().take();
    let last_try = if request.last_try { LastTry::Agreed } else { LastTry::Refused };
    let key = opened(app, request.choice.clone(), request.secret.as_ref(), last_try)?;
    *app.signing_key() = Some(Arc::new(key));
    current(app)
}

/// Closes what was opened: a token is logged out, a private key leaves the memory.
///
/// # Errors
/// As [`current`].
pub(crate) fn close(app: &App) -> Result<SigningKeyView, Error> {
    app.close_signing_key();
    current(app)
}

fn chosen(app: &App) -> Result<KeyChoice, Error> {
    Ok(app.settings()?.signing_key.unwrap_or_default())
}

fn opened(
    app: &App,
    choice: KeyChoice,
    typed: Option<&KeySecret>,
    last_try: LastTry,
) -> Result<OpenedKey, Error> {
    let padding = RsaPadding::default();
    let source = match &choice {
        // Made at first use.
        KeyChoice::Identity { name: None } => {
            let key = OpenKey::SelfMade(Box::new(identities::default(app)?));
            return Ok(OpenedKey { choice, key });
        }
        KeyChoice::Identity { name: Some(name) } => KeySource::Identity(name.clone()),
        KeyChoice::KeyFile { path, certificate } => KeySource::KeyFile {
            path: path.into(),
            password: secret(typed),
            name: certificate.clone(),
            padding,
        },
        KeyChoice::Token { module, token, certificate } => KeySource::Token(TokenSource {
            module: module.into(),
            token: token.clone(),
            certificate: certificate.clone(),
            pin: typed.map(|typed| secret(Some(typed))),
            last_try,
            padding,
        }),
    };
    let key = OpenKey::open(app, &source)?;
    Ok(OpenedKey { choice, key })
}

fn secret(typed: Option<&KeySecret>) -> Secret {
    Secret::new(typed.map(|typed| typed.0.as_bytes().to_vec()).unwrap_or_default())
}

fn shown(app: &App, opened: &OpenedKey) -> Result<CertificateView, Error> {
    let certificate: SignerCertificate = opened.key.certificate()?;
    let name = match &opened.choice {
        KeyChoice::Identity { name } => name.clone(),
        KeyChoice::KeyFile { certificate, .. } | KeyChoice::Token { certificate, .. } => certificate.clone(),
    };
    let name = name.or_else(|| certificate.common_name()).unwrap_or_default();
    Ok(certificates::view(&name, &certificate, app.now()))
}

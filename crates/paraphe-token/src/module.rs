//! Modules, tokens and the certificates on them: what can be looked at without a PIN.

use std::path::{Path, PathBuf};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass};
use cryptoki::session::Session;
use cryptoki::slot::Slot;
use paraphe_pades::{RsaPadding, SignerCertificate};

use crate::key::TokenKey;
use crate::pin::PinState;
use crate::{LastTry, Pin, TokenError};

/// A loaded PKCS#11 library. Only one at a time should be loaded from the same file.
pub struct TokenModule {
    context: Pkcs11,
    path: PathBuf,
    /// Whether we have started it, and so have to end it.
    is_ours: bool,
}

/// A token as it can be chosen.
#[derive(Clone, Debug)]
pub struct TokenDescription {
    /// Its label.
    pub label: String,
    /// Who made it.
    pub manufacturer: String,
    /// Its model.
    pub model: String,
    /// Its serial number.
    pub serial: String,
    /// How its PIN stands.
    pub pin: PinState,
    /// Whether the PIN is typed on the token or its reader, never here.
    pub has_keypad: bool,
    pub(crate) slot: Slot,
}

/// A certificate on a token.
#[derive(Clone, Debug)]
pub struct TokenCertificate {
    /// Its label on the token; may be empty.
    pub label: String,
    /// Its identifier (CKA_ID), which the private key shares.
    pub id: Vec<u8>,
    /// What it says.
    pub certificate: SignerCertificate,
}

impl TokenCertificate {
    /// The identifier in hexadecimal.
    #[must_use]
    pub fn id_hex(&self) -> String {
        self.id.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// What to call it: its label, else the person it names, else its identifier.
    #[must_use]
    pub fn name(&self) -> String {
        let name = || self.certificate.common_name().filter(|name| !name.is_empty());
        if self.label.is_empty() { name().unwrap_or_else(|| self.id_hex()) } else { self.label.clone() }
    }

    fn is_called(&self, wanted: &str) -> bool {
        self.label == wanted
            || self.id_hex().eq_ignore_ascii_case(wanted)
            || self.certificate.common_name().as_deref() == Some(wanted)
    }
}

/// Which key of which token.
#[derive(Clone, Debug, Default)]
pub struct TokenChoice {
    /// The token's label; may be left out where there is one token.
    pub token: Option<String>,
    /// The certificate's label, identifier in hexadecimal or common name; may be left out where one has a key.
    pub certificate: Option<String>,
    /// How RSA keys pad.
    pub padding: RsaPadding,
    /// Whether the last try may be used.
    pub last_try: LastTry,
}

impl TokenModule {
    /// Loads a library and starts it.
    ///
    /// # Errors
    /// [`TokenError::ModuleMissing`] or [`TokenError::ModuleUnusable`].
    pub fn load(path: &Path) -> Result<Self, TokenError> {
        if !path.exists() {
            return Err(TokenError::ModuleMissing { path: path.to_owned() });
        }
        let unusable =
            |error: Error| TokenError::ModuleUnusable { path: path.to_owned(), detail: error.to_string() };
        let context = Pkcs11::new(path).map_err(unusable)?;
        let is_ours = match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) => true,
            // Somebody in this program has, and will end it.
            Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => false,
            Err(error) => return Err(unusable(error)),
        };
        Ok(Self { context, path: path.to_owned(), is_ours })
    }

    /// The library's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The tokens that are there. Asks for no PIN.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn tokens(&self) -> Result<Vec<TokenDescription>, TokenError> {
        let mut tokens = Vec::new();
        for slot in self.context.get_slots_with_token()? {
            let token = match self.context.get_token_info(slot) {
                Ok(token) => token,
                // Taken out between the two questions, or a card of another kind: the others count.
                Err(Error::Pkcs11(
                    RvError::TokenNotPresent | RvError::TokenNotRecognized | RvError::DeviceRemoved,
                    _,
                )) => continue,
                Err(error) => return Err(error.into()),
            };
            if token.token_initialized() {
                tokens.push(TokenDescription {
                    label: token.label().to_owned(),
                    manufacturer: token.manufacturer_id().to_owned(),
                    model: token.model().to_owned(),
                    serial: token.serial_number().to_owned(),
                    pin: PinState::of(&token),
                    has_keypad: token.protected_authentication_path(),
                    slot,
                });
            }
        }
        Ok(tokens)
    }

    /// The certificates anybody may read on a token. Asks for no PIN.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn certificates(&self, token: &TokenDescription) -> Result<Vec<TokenCertificate>, TokenError> {
        read_certificates(&self.context.open_ro_session(token.slot)?)
    }

    /// Chooses token and certificate, presents the PIN once, and finds the private key. Without `pin`, the token's own
    /// keypad asks for it.
    ///
    /// # Errors
    /// [`TokenError`]. Everything that can be known without the PIN is told before it is presented.
    pub fn open(self, choice: &TokenChoice, pin: Option<Pin>) -> Result<TokenKey, TokenError> {
        let token = self.choose_token(choice.token.as_deref())?;
        let session = self.context.open_ro_session(token.slot)?;
        if let Some(wanted) = &choice.certificate {
            let there = read_certificates(&session)?;
            // Some tokens show their certificates to their owner only.
            if !there.is_empty() {
                called(&there, wanted)?;
            }
        }
        TokenKey::open(self, session, token.slot, choice, pin)
    }

    fn choose_token(&self, wanted: Option<&str>) -> Result<TokenDescription, TokenError> {
        let all = self.tokens()?;
        let labels: Vec<String> = all.iter().map(|token| token.label.clone()).collect();
        let is_meant = |token: &TokenDescription| wanted.is_none_or(|wanted| token.label == wanted);
        let mut meant: Vec<TokenDescription> = all.into_iter().filter(is_meant).collect();
        match (meant.pop(), wanted) {
            (Some(one), _) if meant.is_empty() => Ok(one),
            (Some(_), _) => Err(TokenError::SeveralTokens { labels }),
            (None, Some(wanted)) if !labels.is_empty() => {
                Err(TokenError::TokenMissing { wanted: wanted.to_owned(), labels })
            }
            (None, _) => Err(TokenError::NoToken),
        }
    }

    pub(crate) fn context(&self) -> &Pkcs11 {
        &self.context
    }
}

impl Drop for TokenModule {
    fn drop(&mut self) {
        if self.is_ours {
            // Sessions end with it. That a module does not want to end harms nobody any more.
            let _ = self.context.clone().finalize();
        }
    }
}

impl std::fmt::Debug for TokenModule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokenModule").field("path", &self.path).finish()
    }
}

/// The certificates with this name; at least one.
pub(crate) fn called<'a>(
    all: &'a [TokenCertificate],
    wanted: &str,
) -> Result<Vec<&'a TokenCertificate>, TokenError> {
    let meant: Vec<_> = all.iter().filter(|one| one.is_called(wanted)).collect();
    if meant.is_empty() {
        let names = all.iter().map(TokenCertificate::name).collect();
        return Err(TokenError::CertificateMissing { wanted: wanted.to_owned(), names });
    }
    Ok(meant)
}

pub(crate) fn read_certificates(session: &Session) -> Result<Vec<TokenCertificate>, TokenError> {
    let template =
        [Attribute::Class(ObjectClass::CERTIFICATE), Attribute::CertificateType(CertificateType::X_509)];
    let mut found = Vec::new();
    for object in session.find_objects(&template)? {
        let wanted = [AttributeType::Value, AttributeType::Id, AttributeType::Label];
        let (mut value, mut id, mut label) = (Vec::new(), Vec::new(), Vec::new());
        for attribute in session.get_attributes(object, &wanted)? {
            #[allow(
                clippy::wildcard_enum_match_arm,
                reason = "the wrapper lists every attribute there is; three were asked for"
            )]
            match attribute {
                Attribute::Value(bytes) => value = bytes,
                Attribute::Id(bytes) => id = bytes,
                Attribute::Label(bytes) => label = bytes,
                _ => {}
            }
        }
        // What cannot be read as a certificate can sign nothing; the others count.
        if let Ok(certificate) = SignerCertificate::from_der(&value) {
            let label = String::from_utf8_lossy(&label).trim_end_matches(['\0', ' ']).to_owned();
            found.push(TokenCertificate { label, id, certificate });
        }
    }
    Ok(found)
}

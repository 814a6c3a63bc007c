//! A private key on a token.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use paraphe_pades::{
    DigestAlgorithm, SignatureValue, SignerCertificate, SigningKey, SigningKeyError, chain_from,
};

use crate::mechanism::{Authentication, Way, digest_for};
use crate::module::{TokenCertificate, TokenChoice, TokenModule, called, read_certificates};
use crate::pin::PinState;
use crate::{LastTry, Pin, TokenError};

/// A private key on a token its owner has opened, with its certificates.
pub struct TokenKey {
    // Ended before the module below.
    session: Mutex<Session>,
    module: TokenModule,
    slot: Slot,
    private_key: ObjectHandle,
    certificate: SignerCertificate,
    chain: Vec<Vec<u8>>,
    way: Way,
    authentication: Authentication,
    pin: Option<Pin>,
    last_try: LastTry,
    failure: Mutex<Option<TokenError>>,
}

impl TokenKey {
    pub(crate) fn open(
        module: TokenModule,
        session: Session,
        slot: Slot,
        choice: &TokenChoice,
        pin: Option<Pin>,
    ) -> Result<Self, TokenError> {
        log_in(&module, &session, slot, pin.as_ref(), choice.last_try)?;
        let certificates = read_certificates(&session)?;
        let (chosen, private_key) = choose(&session, &certificates, choice.certificate.as_deref())?;
        let authentication = authentication(&session, private_key)?;
        let known = module.context().get_mechanism_list(slot)?;
        let way = Way::choose(chosen.certificate.key_kind(), choice.padding, authentication, &known)?;
        let others: Vec<Vec<u8>> = certificates.iter().map(|one| one.certificate.der().to_vec()).collect();
        Ok(Self {
            chain: chain_from(chosen.certificate.der(), &others),
            certificate: chosen.certificate.clone(),
            session: Mutex::new(session),
            module,
            slot,
            private_key,
            way,
            authentication,
            // Kept only where the token asks again before the signature.
            pin: pin.filter(|_| authentication == Authentication::EachTime),
            last_try: choice.last_try,
            failure: Mutex::new(None),
        })
    }

    /// The signer's certificate.
    #[must_use]
    pub fn certificate(&self) -> &SignerCertificate {
        &self.certificate
    }

    /// Why the last signature was not made, in the token's own facts.
    #[must_use]
    pub fn failure(&self) -> Option<TokenError> {
        lock(&self.failure).clone()
    }

    fn signature(&self, attributes: &[u8]) -> Result<SignatureValue, TokenError> {
        let session = lock(&self.session);
        let (mechanism, input) = (self.way.mechanism(), self.way.input(attributes));
        let signature = match self.authentication {
            Authentication::Once => session.sign(&mechanism, self.private_key, &input)?,
            Authentication::EachTime => {
                PinState::of(&self.module.context().get_token_info(self.slot)?).allows_try(self.last_try)?;
                session.sign_init(&mechanism, self.private_key)?;
                self.present_again(&session)?;
                session.sign_update(&input)?;
                session.sign_final()?
            }
        };
        Ok(self.way.value(signature))
    }

    /// The PIN once more, for this one signature: the token has taken it just before.
    fn present_again(&self, session: &Session) -> Result<(), TokenError> {
        let pin = self.pin.as_ref().map(|pin| AuthPin::new(pin.expose().into()));
        session
            .login(UserType::ContextSpecific, pin.as_ref())
            .map_err(|error| refused_pin(&self.module, self.slot, error))
    }
}

impl SigningKey for TokenKey {
    fn certificate_chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn digest_algorithm(&self) -> DigestAlgorithm {
        digest_for(self.certificate.key_kind())
    }

    fn signs_unasked(&self) -> bool {
        false
    }

    fn sign(&self, signed_attributes: &[u8]) -> Result<SignatureValue, SigningKeyError> {
        self.signature(signed_attributes).map_err(|error| {
            let detail = error.to_string();
            *lock(&self.failure) = Some(error);
            SigningKeyError::Refused { detail }
        })
    }
}

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokenKey").field("module", &self.module).field("way", &self.way).finish()
    }
}

/// Presents the PIN, once. What the token tells of its PIN is looked at before.
fn log_in(
    module: &TokenModule,
    session: &Session,
    slot: Slot,
    pin: Option<&Pin>,
    last_try: LastTry,
) -> Result<(), TokenError> {
    let token = module.context().get_token_info(slot)?;
    if !token.login_required() {
        return Ok(());
    }
    PinState::of(&token).allows_try(last_try)?;
    let typed = match pin {
        // An empty PIN is a mistake that would cost a try.
        Some(pin) if pin.expose().is_empty() => return Err(TokenError::PinNeeded),
        Some(pin) => Some(AuthPin::new(pin.expose().into())),
        None if token.protected_authentication_path() => None,
        None => return Err(TokenError::PinNeeded),
    };
    match session.login(UserType::User, typed.as_ref()) {
        Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(()),
        Err(error) => Err(refused_pin(module, slot, error)),
    }
}

/// A refused PIN, with how things stand now; anything else as it is.
fn refused_pin(module: &TokenModule, slot: Slot, error: Error) -> TokenError {
    let is_pin =
        matches!(error, Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _));
    if !is_pin {
        return error.into();
    }
    let state = module.context().get_token_info(slot).map_or(PinState::Low, |token| PinState::of(&token));
    TokenError::PinWrong { state }
}

/// The certificate meant, and the private key with the same identifier.
fn choose<'a>(
    session: &Session,
    certificates: &'a [TokenCertificate],
    wanted: Option<&str>,
) -> Result<(&'a TokenCertificate, ObjectHandle), TokenError> {
    let candidates = match wanted {
        Some(wanted) => called(certificates, wanted)?,
        None => certificates.iter().collect(),
    };
    let mut found = Vec::new();
    for candidate in candidates {
        let template = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(candidate.id.clone())];
        if let Some(key) = session.find_objects(&template)?.first() {
            found.push((candidate, *key));
        }
    }
    // An authority's own key signs certificates: it steps back where another could be meant, and only there. Many
    // self-made certificates call themselves authorities.
    if wanted.is_none() && found.iter().any(|(one, _)| !one.certificate.is_authority()) {
        found.retain(|(one, _)| !one.certificate.is_authority());
    }
    match found.as_slice() {
        [] => Err(TokenError::NoCertificate),
        [one] => Ok(*one),
        several => {
            let names = several.iter().map(|(one, _)| one.name()).collect();
            Err(TokenError::SeveralCertificates { names })
        }
    }
}

/// A token that does not know the question asks once.
fn authentication(session: &Session, key: ObjectHandle) -> Result<Authentication, TokenError> {
    let answer = session.get_attributes(key, &[AttributeType::AlwaysAuthenticate])?;
    let each_time = answer.iter().any(|one| matches!(one, Attribute::AlwaysAuthenticate(true)));
    Ok(if each_time { Authentication::EachTime } else { Authentication::Once })
}

/// A poisoned lock means a panic elsewhere; what it guards is replaced whole, so it is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

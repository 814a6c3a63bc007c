//! PINs, and when one may be presented.

use cryptoki::slot::TokenInfo;
use zeroize::Zeroizing;

use crate::TokenError;

/// A PIN. It is wiped from memory when dropped and shown by nothing.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Wraps what was typed.
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("***")
    }
}

/// Whether the last try before a token locks itself may be used.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum LastTry {
    /// The person knows and wants it.
    Agreed,
    /// Not without asking.
    #[default]
    Refused,
}

/// How a token's PIN stands, as far as the token tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PinState {
    /// The next wrong PIN locks the token.
    FinalTry,
    /// Nothing is known against it.
    Fine,
    /// Locked; only its issuer's code opens it again.
    Locked,
    /// A wrong PIN was presented since the last right one.
    Low,
    /// The owner's PIN was never set, or must be changed first.
    NotSet,
}

impl PinState {
    pub(crate) fn of(token: &TokenInfo) -> Self {
        if token.user_pin_locked() {
            Self::Locked
        } else if token.user_pin_final_try() {
            Self::FinalTry
        } else if token.login_required() && !token.user_pin_initialized() || token.user_pin_to_be_changed() {
            Self::NotSet
        } else if token.user_pin_count_low() {
            Self::Low
        } else {
            Self::Fine
        }
    }

    /// Whether a PIN may be presented now. Nothing is presented to find out.
    pub(crate) fn allows_try(self, last_try: LastTry) -> Result<(), TokenError> {
        match (self, last_try) {
            (Self::Fine | Self::Low, _) | (Self::FinalTry, LastTry::Agreed) => Ok(()),
            (Self::FinalTry, LastTry::Refused) => Err(TokenError::PinFinalTry),
            (Self::Locked, _) => Err(TokenError::PinLocked),
            (Self::NotSet, _) => Err(TokenError::PinNotSet),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_try_is_never_used_without_being_asked_for() {
        for last_try in [LastTry::Agreed, LastTry::Refused] {
            assert_eq!(PinState::Fine.allows_try(last_try), Ok(()));
            assert_eq!(PinState::Low.allows_try(last_try), Ok(()));
            assert_eq!(PinState::Locked.allows_try(last_try), Err(TokenError::PinLocked));
            assert_eq!(PinState::NotSet.allows_try(last_try), Err(TokenError::PinNotSet));
        }
        assert_eq!(PinState::FinalTry.allows_try(LastTry::Refused), Err(TokenError::PinFinalTry));
        assert_eq!(PinState::FinalTry.allows_try(LastTry::Agreed), Ok(()));
    }

    #[test]
    fn a_pin_shows_nothing() {
        assert_eq!(format!("{:?}", Pin::new("1234".to_owned())), "***");
    }
}

//! Signing keys on smart cards and tokens, through PKCS#11.
//!
//! The maker's module (a library) is loaded, a token and a certificate are chosen by name, a PIN is presented once, and
//! the key signs. A PIN is never presented twice for one request, never presented to a token that calls it locked, and
//! presented to one that stands before its last try only when the person said so: a card that locks itself is lost.
//!
//! *Token*: what stands in a slot (a card, a stick, a software token). *Module*: the library that talks to it.
//! This crate is the only owner of `cryptoki`; it keeps no PIN and writes nothing to a token.

mod error;
mod key;
mod mechanism;
mod module;
mod pin;

pub use error::TokenError;
pub use key::TokenKey;
pub use module::{TokenCertificate, TokenChoice, TokenDescription, TokenModule};
pub use pin::{LastTry, Pin, PinState};

//! SHA-256 digests: what a document's bytes are called.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;
use ts_rs::TS;

use crate::ids::push_hex;

/// A SHA-256 digest; written as 64 lower-case hex digits.
#[derive(Clone, Copy, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "Brand<string, 'Sha256Digest'>")]
pub struct Sha256Digest(pub [u8; 32]);

/// A text that is not 64 hex digits.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{found:?} is not 64 hex digits")]
pub struct DigestError {
    /// The text that was found.
    pub found: String,
}

impl Sha256Digest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The 64 lower-case hex digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let mut text = String::with_capacity(64);
        push_hex(&mut text, &self.0);
        text
    }
}

impl FromStr for Sha256Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let refused = || DigestError { found: text.to_owned() };
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(refused());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let high = hex_value(pair[0]).ok_or_else(refused)?;
            let low = hex_value(pair[1]).ok_or_else(refused)?;
            *byte = (high << 4) | low;
        }
        Ok(Self(bytes))
    }
}

/// The value of a hex digit; capitals are read too, because other programs print digests in capitals.
fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

impl TryFrom<String> for Sha256Digest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl From<Sha256Digest> for String {
    fn from(digest: Sha256Digest) -> String {
        digest.to_hex()
    }
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_digest_of_abc_is_the_standards() {
        assert_eq!(Sha256Digest::of(b"abc").to_string(), OF_ABC);
        assert_eq!(OF_ABC.parse(), Ok(Sha256Digest::of(b"abc")));
        assert_eq!(OF_ABC.to_uppercase().parse(), Ok(Sha256Digest::of(b"abc")));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "ba78", &OF_ABC.replace('b', "x"), &format!("{OF_ABC}0"), &"é".repeat(32)] {
            assert_eq!(text.parse::<Sha256Digest>(), Err(DigestError { found: text.to_owned() }));
        }
    }

    #[test]
    fn json_is_the_hex_text() {
        let json = serde_json::to_string(&Sha256Digest::of(b"abc")).unwrap();
        assert_eq!(json, format!("\"{OF_ABC}\""));
        assert_eq!(serde_json::from_str::<Sha256Digest>(&json).unwrap(), Sha256Digest::of(b"abc"));
        assert!(serde_json::from_str::<Sha256Digest>("\"ba78\"").is_err());
    }
}

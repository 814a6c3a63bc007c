//! Digest algorithms and a digest that can be copied while it runs: with one copy per signature, the common prefix of
//! several byte ranges is read once.

use crate::asn1::oid;
use const_oid::ObjectIdentifier;
use sha2::Digest as _;

/// A digest algorithm this crate computes. JSON: as in `"sha256"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DigestAlgorithm {
    /// SHA-1, which no longer proves anything on its own (collisions are practical).
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl DigestAlgorithm {
    pub(crate) fn from_oid(oid: ObjectIdentifier) -> Option<Self> {
        match oid {
            oid::SHA_1 => Some(Self::Sha1),
            oid::SHA_224 => Some(Self::Sha224),
            oid::SHA_256 => Some(Self::Sha256),
            oid::SHA_384 => Some(Self::Sha384),
            oid::SHA_512 => Some(Self::Sha512),
            _ => None,
        }
    }

    /// Whether two documents with the same digest can be made at will.
    pub(crate) fn is_weak(self) -> bool {
        self == Self::Sha1
    }

    pub(crate) fn digest(self, bytes: &[u8]) -> Vec<u8> {
        let mut running = RunningDigest::new(self);
        running.update(bytes);
        running.finish()
    }
}

/// SHA-256 of `bytes`.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}

/// A digest under way.
#[derive(Clone)]
pub(crate) enum RunningDigest {
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha256(sha2::Sha256),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
}

impl RunningDigest {
    pub(crate) fn new(algorithm: DigestAlgorithm) -> Self {
        match algorithm {
            DigestAlgorithm::Sha1 => Self::Sha1(sha1::Sha1::new()),
            DigestAlgorithm::Sha224 => Self::Sha224(sha2::Sha224::new()),
            DigestAlgorithm::Sha256 => Self::Sha256(sha2::Sha256::new()),
            DigestAlgorithm::Sha384 => Self::Sha384(sha2::Sha384::new()),
            DigestAlgorithm::Sha512 => Self::Sha512(sha2::Sha512::new()),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(running) => running.update(bytes),
            Self::Sha224(running) => running.update(bytes),
            Self::Sha256(running) => running.update(bytes),
            Self::Sha384(running) => running.update(bytes),
            Self::Sha512(running) => running.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha1(running) => running.finalize().to_vec(),
            Self::Sha224(running) => running.finalize().to_vec(),
            Self::Sha256(running) => running.finalize().to_vec(),
            Self::Sha384(running) => running.finalize().to_vec(),
            Self::Sha512(running) => running.finalize().to_vec(),
        }
    }
}

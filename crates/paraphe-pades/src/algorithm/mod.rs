//! Digest and signature algorithms: the table of what is known, what is too weak to prove anything, and the
//! computations themselves.

mod digest;
mod pss;
mod signature;
mod strength;
mod verify;

pub use digest::DigestAlgorithm;
pub(crate) use digest::{RunningDigest, sha256};
pub use signature::SignatureAlgorithm;
pub(crate) use signature::{AlgorithmError, SignatureScheme, digest_algorithm};
pub(crate) use strength::Strength;
pub(crate) use verify::{KeyStrength, VerifyError, key_strength, verify_digest, verify_message};

//! Digest and signature algorithms: the table of what is known, what is too weak to prove anything, and the
//! computations themselves.

mod digest;
mod signature;
mod verify;

pub use digest::DigestAlgorithm;
pub(crate) use digest::{RunningDigest, sha256};
pub use signature::SignatureAlgorithm;
pub(crate) use signature::{AlgorithmError, SignatureScheme, digest_algorithm};
pub(crate) use verify::{KeyStrength, VerifyError, key_strength, padded, verify_digest, verify_message};

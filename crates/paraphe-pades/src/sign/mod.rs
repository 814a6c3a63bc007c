//! Signing: a session becomes a prepared document (bytes fixed, digest known), the prepared document becomes a signed
//! one. Each step consumes the one before; nothing of the original is ever rewritten.

mod augment;
mod cms;
mod collect;
mod distinguished_name;
mod key;
mod level;
mod network;
mod pkcs12;
mod private_key;
mod self_made;
mod self_signed;
mod session;
mod signed;
mod signer_certificate;
mod stamped;
#[cfg(test)]
mod tests;
mod timestamp;

pub use augment::{extend_pdf, timestamp_pdf};
pub use cms::CmsSignature;
pub use collect::{EvidenceFault, Missing, MissingEvidence};
pub use key::{SignatureValue, SigningKey, SigningKeyError};
pub use level::{Fallback, LevelError, LevelOutcome, LevelRequest, Shortfall, sign_with_level};
pub use network::{EvidenceSource, TimestampAuthority, Unanswered};
pub use pkcs12::{Pkcs12Error, Pkcs12Key};
pub use private_key::RsaPadding;
pub(crate) use self_made::SELF_MADE_UNIT;
pub use self_made::{IdentityAlgorithm, IdentityError, SelfMadeIdentity};
pub use session::{PreparedDocument, SignError, SignatureRequest, SigningSession, sign_pdf};
pub use signed::{SignedPdf, WriteError};
pub use signer_certificate::{
    KeyKind, Qualification, SignerCertificate, UnfitCertificate, UnreadableCertificate, chain_from,
};
pub use timestamp::{NotAPolicy, TimestampError, TimestampFailure, TimestampPolicy};

//! PAdES signing and validation, offline.
//!
//! Signing seals a PDF with an incremental update that carries a CMS signature; validation says, for every signature
//! of a file, whether it is intact, what it covers, what was changed afterwards, who made it and why that name can or
//! cannot be relied on. This crate never opens a socket, never reads the clock and never trusts anybody by default:
//! time and trust come in as arguments.

mod algorithm;
mod asn1;
mod certificate;
mod sign;
#[cfg(test)]
mod testing;
mod trust;
mod validate;

pub use algorithm::{DigestAlgorithm, SignatureAlgorithm};
pub use sign::{
    CmsSignature, IdentityError, Pkcs12Error, Pkcs12Key, PreparedDocument, SelfMadeIdentity, SignError,
    SignatureRequest, SignatureValue, SignedPdf, SigningKey, SigningKeyError, SigningSession, WriteError,
    sign_pdf,
};
pub use trust::{AnchorError, TrustAnchors};
pub use validate::{
    CertificateStatus, ChangeKind, Conclusion, Coverage, Finding, FindingCode, Indication, Integrity,
    LaterChange, ModificationLevel, PadesLevel, Permission, Severity, SignatureKind, SignatureReport, Signer,
    SubIndication, TimestampReport, ValidationReport, ValidationTime, Verdict, validate,
};

//! PAdES signing and validation, offline.
//!
//! Signing seals a PDF with an incremental update that carries a CMS signature; validation says, for every signature
//! of a file, whether it is intact, what it covers, what was changed afterwards, who made it and why that name can or
//! cannot be relied on. This crate never opens a socket, never reads the clock and never trusts anybody by default:
//! time and trust come in as arguments.

mod algorithm;
mod asn1;
mod certificate;
mod revocation;
mod sign;
#[cfg(test)]
mod testing;
mod trust;
mod validate;

pub use algorithm::{DigestAlgorithm, SignatureAlgorithm};
pub use revocation::RevocationFault;
pub use sign::{
    CmsSignature, EvidenceFault, EvidenceSource, Fallback, IdentityAlgorithm, IdentityError, KeyKind,
    LevelError, LevelOutcome, LevelRequest, Missing, MissingEvidence, NotAPolicy, Pkcs12Error, Pkcs12Key,
    PreparedDocument, Qualification, RsaPadding, SelfMadeIdentity, Shortfall, SignError, SignatureRequest,
    SignatureValue, SignedPdf, SignerCertificate, SigningKey, SigningKeyError, SigningSession,
    TimestampAuthority, TimestampError, TimestampFailure, TimestampPolicy, Unanswered, UnfitCertificate,
    UnreadableCertificate, WriteError, chain_from, extend_pdf, sign_pdf, sign_with_level, timestamp_pdf,
};
pub use trust::{
    AnchorError, Criterion, ListSummary, ListedService, QualifiedFor, Qualifier, QualifierRule, ServiceKind,
    ServicePeriod, ServiceStatus, ServiceUse, Standing, TrustAnchors, TrustSnapshot,
};
pub use validate::{
    CertificateStatus, ChangeKind, Conclusion, Coverage, Finding, FindingCode, Indication, Integrity,
    LaterChange, ListedStanding, Listing, ModificationLevel, PadesLevel, Permission, RevocationReport,
    RevocationSource, RevocationStatus, Severity, SignatureKind, SignatureReport, Signer, Since,
    SubIndication, TimestampReport, ValidationReport, ValidationTime, Verdict, since, validate,
};

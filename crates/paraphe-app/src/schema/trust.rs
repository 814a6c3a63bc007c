//! Certificates, identities and providers.

use paraphe_envelope::{Sha256Digest, Timestamp};
use paraphe_pades::{IdentityAlgorithm, Qualification};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SecretStoreKind;

/// Answer of the trust commands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrustView {
    /// Trusted certificates.
    pub anchors: Vec<AnchorView>,
}

/// A trusted certificate.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnchorView {
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
    /// Subject's common name.
    pub common_name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// Whether it stands for those it vouches for, and not for its own signatures alone.
    pub authority: bool,
}

/// Request of `import_trust_lists`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportTrustListsRequest {
    /// Absolute paths: files, or folders with `.xml` files.
    pub paths: Vec<String>,
}

/// A certificate to trust: from a document for its signer's signatures alone, from a file as what it says it is.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddTrustRequest {
    /// DER in base64, from a verified document.
    Certificate {
        /// Base64.
        der: String,
    },
    /// PEM or DER file.
    File {
        /// Absolute path.
        path: String,
    },
}

/// Request of `remove_trust`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RemoveTrustRequest {
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
}

/// Answer of `list_identities`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IdentitiesView {
    /// Identities, oldest first.
    pub identities: Vec<IdentityView>,
}

/// A self-made signing identity, its key left out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IdentityView {
    /// Name given by the person.
    pub name: String,
    /// Subject's common name.
    pub common_name: String,
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
    /// End of validity.
    pub not_after: Timestamp,
    /// Where the key is kept.
    pub store: SecretStoreKind,
    /// The certificate, PEM.
    pub certificate_pem: String,
    /// What the certificate says.
    pub certificate: CertificateView,
}

/// A certificate to choose by: who, until when, qualified or not.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CertificateView {
    /// What to ask for it by: its name in the key file or on the token.
    pub name: String,
    /// Subject's common name.
    pub common_name: String,
    /// Subject's organisation.
    pub organization: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Kind of key: `RSA 3072`, `P-256`, `Ed25519`.
    pub key: String,
    /// Beginning of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// What it says of being qualified; only a trusted list confirms it.
    pub qualification: Qualification,
    /// Whether this program made it, as far as its label says.
    pub self_made: bool,
    /// Whether it may sign a document now.
    pub fitness: CertificateFitness,
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
}

/// Whether a certificate may sign now.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificateFitness {
    /// Expired.
    Expired,
    /// It may.
    Fit,
    /// Not valid yet.
    NotYetValid,
    /// Its key is too short to prove anything.
    WeakKey,
    /// Not made for signing documents.
    WrongUsage,
}

/// Request of `create_identity`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CreateIdentityRequest {
    /// Name given by the person.
    pub name: String,
    /// Subject's common name.
    pub common_name: String,
    /// Subject's organisation.
    pub organization: Option<String>,
    /// Kind of key.
    #[serde(default)]
    #[ts(optional, as = "Option<IdentityAlgorithm>")]
    pub algorithm: IdentityAlgorithm,
}

/// Answer of `list_capabilities`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CapabilitiesView {
    /// One per provider built in.
    pub providers: Vec<ProviderView>,
}

/// A provider and what it can do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProviderView {
    /// Provider id: `local`.
    pub provider: String,
    /// Its capability record.
    pub capability: paraphe_providers::Capability,
}

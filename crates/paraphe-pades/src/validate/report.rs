//! The report: one document of facts for one file, in the words of the command line's contract.

use super::conclusion::{Conclusion, Indication, SubIndication};
use super::findings::Finding;
use super::verdict::Verdict;
use crate::algorithm::{DigestAlgorithm, SignatureAlgorithm};
use paraphe_envelope::{Sha256Digest, Timestamp};
use serde::Serializer;

/// The moment for which a file is judged. Only the host's clock knows what "now" is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValidationTime(pub Timestamp);

impl From<Timestamp> for ValidationTime {
    fn from(at: Timestamp) -> Self {
        Self(at)
    }
}

/// What validation says about one file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct ValidationReport {
    /// The file's name. Empty until the host fills it in: validation sees bytes, not names.
    pub file: String,
    /// SHA-256 of the whole file.
    #[ts(type = "string")]
    pub sha256: Sha256Digest,
    /// SHA-256 of the states the file had before, by their length in bytes, rising; those of a few dozen revisions. For whoever knows
    /// such a state: no part of what is written.
    #[serde(skip)]
    #[ts(skip)]
    pub earlier: Vec<(usize, Sha256Digest)>,
    /// The moment for which the file was judged (RFC 3339).
    #[serde(serialize_with = "rfc3339")]
    #[ts(type = "string")]
    pub checked_at: Timestamp,
    /// The worst of the signatures' indications, or that there is none; `INDETERMINATE` where what is left of one cannot be read.
    pub conclusion: Conclusion,
    /// The same in one of the four words the window shows.
    pub verdict: Verdict,
    /// How many signatures could not be looked into (unknown kind or algorithm, or nothing but words are left of them in a damaged
    /// file): nothing is said about what they cover.
    pub unchecked_signatures: u32,
    /// How many signature fields one can see hold no signature yet: somebody may still have to sign.
    pub unsigned_fields: u32,
    /// Every signature, oldest first.
    pub signatures: Vec<SignatureReport>,
}

/// What validation says about one signature.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct SignatureReport {
    /// Full name of the field; empty for a signature that no field refers to.
    pub field: String,
    /// What the signature is for.
    pub kind: SignatureKind,
    /// Indication (EN 319 102-1).
    pub indication: Indication,
    /// Sub-indication; `null` when everything held.
    pub sub_indication: Option<SubIndication>,
    /// This signature in one of the window's words.
    pub verdict: Verdict,
    /// The computations.
    pub integrity: Integrity,
    /// How much of the file is covered.
    pub coverage: Coverage,
    /// Whether every byte of the present file is covered.
    pub covers_whole_file: bool,
    /// Length in bytes of the file as it was signed: this prefix *is* the signed version.
    #[ts(type = "number")]
    pub signed_bytes: u64,
    /// The strictest level at which every later change is explained.
    pub modifications: ModificationLevel,
    /// Whether the later changes are within what the signatures permit.
    pub modifications_allowed: bool,
    /// What was changed later, one entry per group of changes.
    pub later_changes: Vec<LaterChange>,
    /// Pages (from 1) that later changes touch, as far as known.
    pub changed_pages: Vec<u32>,
    /// The signer; `null` when the signing certificate cannot be identified.
    pub signer: Option<Signer>,
    /// What is known about the certificate.
    pub certificate_status: CertificateStatus,
    /// What the file itself says about revocation, at the proven time or else now.
    pub revocation: RevocationReport,
    /// The time the signer claims (RFC 3339).
    #[serde(serialize_with = "optional_rfc3339")]
    #[ts(type = "string | null")]
    pub claimed_time: Option<Timestamp>,
    /// The time a trusted timestamp proves (RFC 3339).
    #[serde(serialize_with = "optional_rfc3339")]
    #[ts(type = "string | null")]
    pub proven_time: Option<Timestamp>,
    /// The signature's timestamp.
    pub timestamp: TimestampReport,
    /// PAdES level as far as the file shows it; `null` for other kinds of signature.
    pub level: Option<PadesLevel>,
    /// Digest over the document; `null` where unknown.
    pub digest_algorithm: Option<DigestAlgorithm>,
    /// Signature algorithm; `null` where unknown.
    pub signature_algorithm: Option<SignatureAlgorithm>,
    /// /SubFilter as it stands in the file.
    pub sub_filter: String,
    /// /Name as it stands in the file: what the signing program wrote, vouched for by nobody.
    pub declared_name: Option<String>,
    /// Page (from 1) on which the signature is seen; `null` when it is invisible.
    pub page: Option<u32>,
    /// /Reason as it stands in the file.
    pub reason: Option<String>,
    /// /Location as it stands in the file.
    pub location: Option<String>,
    /// What the certification permits; `null` unless the kind is `certification`.
    pub permits: Option<Permission>,
    /// Everything else worth knowing.
    pub findings: Vec<Finding>,
}

impl SignatureReport {
    /// Whether a person or an organisation signed; a clock is nobody.
    #[must_use]
    pub fn is_a_persons(&self) -> bool {
        self.kind != SignatureKind::DocumentTimestamp
    }

    /// Whether the signature could not be looked into.
    pub(crate) fn is_unchecked(&self) -> bool {
        self.verdict == Verdict::Unchecked
    }
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureKind {
    /// A person's or organisation's signature.
    Approval,
    /// The author's signature, which says what may still be changed.
    Certification,
    /// A timestamp over the whole document.
    DocumentTimestamp,
}

/// The computations; `null` where they could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Integrity {
    /// /ByteRange names everything but the signature itself.
    pub byte_range_ok: bool,
    /// The digest over the covered bytes is the signed one.
    pub digest_ok: Option<bool>,
    /// The signature verifies with the signer's key.
    pub signature_ok: Option<bool>,
}

/// How much of the present file a signature covers: a fact, not a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// All of it.
    WholeFile,
    /// All of the file as it was then; something was appended since.
    WholeRevision,
    /// Neither.
    Partial,
}

/// The strictest level at which every later change is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ModificationLevel {
    /// Nothing was changed.
    None,
    /// Proofs for later checks: validation data, document timestamps, file structure, metadata.
    LtaUpdates,
    /// Signature fields, signatures and filled form fields.
    FormFilling,
    /// Annotations.
    Annotations,
    /// Anything else.
    Other,
}

/// A group of changes after a signature.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct LaterChange {
    /// What explains them; `unexplained` when nothing does.
    pub what: ChangeKind,
    /// The field concerned, where there is one.
    pub field: Option<String>,
    /// How many objects.
    pub objects: u32,
}

/// What explains a change. All but the last are what rules recognise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Cross-reference and object streams.
    FileStructure,
    /// Document information and metadata.
    Metadata,
    /// Validation data (DSS, VRI).
    ValidationData,
    /// A document timestamp.
    DocumentTimestamp,
    /// A form field that was filled in.
    FormField,
    /// A signature field or a signature.
    Signature,
    /// A note or a mark on a page.
    Annotation,
    /// Nothing: the change is not understood.
    Unexplained,
}

/// Who signed, as the certificate says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Signer {
    /// Common name.
    pub common_name: Option<String>,
    /// Organisation.
    pub organization: Option<String>,
    /// Who issued the certificate.
    pub issuer: Option<String>,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Valid from (RFC 3339).
    #[serde(serialize_with = "rfc3339")]
    #[ts(type = "string")]
    pub not_before: Timestamp,
    /// Valid to (RFC 3339).
    #[serde(serialize_with = "rfc3339")]
    #[ts(type = "string")]
    pub not_after: Timestamp,
    /// Confirmed by a trusted list as qualified for signatures or seals, by a chain that holds.
    pub qualified: bool,
    /// What the trusted lists say, where they know who issued the certificate.
    pub listed: Option<Listing>,
    /// Made by this program on the signer's own computer: no authority stands behind the name.
    pub self_made: bool,
    /// SHA-256 of the certificate.
    #[ts(type = "string")]
    pub fingerprint: Sha256Digest,
    /// The certificate itself (DER), for hosts that offer to trust it; not part of the written report.
    #[serde(skip)]
    #[ts(skip)]
    pub certificate: Vec<u8>,
    /// Common name of the trust anchor the chain ends in, when it does.
    pub trusted_by: Option<String>,
}

/// The service of the EU trusted lists behind a certificate. That the chain to it holds is not said here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Listing {
    /// Country code of the list.
    pub territory: String,
    /// The provider's name.
    pub provider: String,
    /// The service's name.
    pub service: String,
    /// How the certificate stood under the service at the moment that counts.
    pub standing: ListedStanding,
    /// The signature is trusted because of the list, not because of a certificate the user chose.
    pub relied_on: bool,
    /// The list confirms that the key was in a qualified device (QSCD).
    pub on_device: bool,
}

/// How a certificate stood under a service of the trusted lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ListedStanding {
    /// The service was not granted when it issued the certificate, or when the certificate signed.
    NotGranted,
    /// The service was granted; the certificate is not a qualified one.
    NotQualified,
    /// Qualified for seals of organisations.
    QualifiedSeal,
    /// Qualified for signatures of people.
    QualifiedSignature,
    /// A qualified timestamping authority.
    QualifiedTimestamp,
    /// Qualified for web sites, not for documents.
    QualifiedWebSite,
    /// The list says it in a way this program does not know, or its entries differ.
    Unknown,
}

/// What is known about the signing certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificateStatus {
    /// Trusted, valid, and nothing is left open about revocation.
    Good,
    /// Revoked.
    Revoked,
    /// Past its validity.
    Expired,
    /// Before its validity.
    NotYetValid,
    /// No chain to a trust anchor.
    Untrusted,
    /// Not meant for signing documents.
    WrongUsage,
    /// Trusted, but whether it was revoked is not known; or there is no certificate.
    Unknown,
}

/// What the file says about the revocation of the signer's chain. Nothing is ever asked of a network.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct RevocationReport {
    /// What is known.
    pub status: RevocationStatus,
    /// Where a good answer came from.
    pub source: Option<RevocationSource>,
    /// When a good answer was given (RFC 3339).
    #[serde(serialize_with = "optional_rfc3339")]
    #[ts(type = "string | null")]
    pub as_of: Option<Timestamp>,
    /// When the certificate was revoked, before or after the signature (RFC 3339).
    #[serde(serialize_with = "optional_rfc3339")]
    #[ts(type = "string | null")]
    pub revoked_at: Option<Timestamp>,
}

/// What is known about revocation at the moment that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RevocationStatus {
    /// Each certificate of the chain was good.
    Good,
    /// A certificate was suspended.
    Held,
    /// The file brings no answer, or there is no chain to ask about.
    NotChecked,
    /// No certificate of the chain names a place to ask.
    NothingToCheck,
    /// A certificate of the chain was revoked.
    Revoked,
    /// The file's answers are older than the moment that counts.
    TooOld,
}

/// Where an answer about revocation came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RevocationSource {
    /// A list of revoked certificates.
    Crl,
    /// An OCSP response.
    Ocsp,
}

/// The timestamp on a signature.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, ts_rs::TS)]
pub struct TimestampReport {
    /// Whether there is one.
    pub present: bool,
    /// Whether it is intact and its authority is trusted.
    pub valid: bool,
    /// Name of the authority.
    pub authority: Option<String>,
    /// The time it states (RFC 3339).
    #[serde(serialize_with = "optional_rfc3339")]
    #[ts(type = "string | null")]
    pub time: Option<Timestamp>,
}

/// PAdES baseline level (EN 319 142-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
pub enum PadesLevel {
    /// A signature.
    #[serde(rename = "B-B")]
    BB,
    /// With a timestamp.
    #[serde(rename = "B-T")]
    BT,
    /// With what is needed to check it later.
    #[serde(rename = "B-LT")]
    BLT,
    /// With a document timestamp over that.
    #[serde(rename = "B-LTA")]
    BLTA,
}

/// What a certification permits (DocMDP, ISO 32000-2 §12.8.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nothing but proofs for later checks.
    NoChanges,
    /// Also filling in fields and signing.
    FormFilling,
    /// Also annotations.
    Annotations,
}

fn rfc3339<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339())
}

fn optional_rfc3339<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => serializer.serialize_some(&at.to_rfc3339()),
        None => serializer.serialize_none(),
    }
}

//! What validation noticed, as a closed list of facts. The sentences live with the host, one per code
//! (`finding-<code>`); parameters carry what they need.

use std::collections::BTreeMap;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The signature cannot stand because of it.
    Error,
    /// Something cannot be relied on or could not be checked.
    Warning,
    /// Worth knowing, no reason for doubt.
    Info,
}

/// What was found. Closed: each code has its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// The document acts when it is opened or shown: fields are reset or hidden, layers switched, something else is opened.
    ActsUnasked,
    /// The algorithms named inside the signature are not those used (RFC 6211).
    AlgorithmProtectionMismatch,
    /// An algorithm or key this program cannot compute; parameter `algorithm`.
    AlgorithmUnsupported,
    /// Annotations were added later; parameter `pages`.
    AnnotationsAdded,
    /// Something added later lies over what the signed version shows or belongs to it, or may; parameter `pages`.
    AppearanceCoversContent,
    /// A field filled in later shows something else than its value; parameter `fields`.
    AppearanceDiffersFromValue,
    /// A required attribute is missing, repeated or malformed; parameter `attribute`.
    AttributeMalformed,
    /// Whether the timestamp's authority was revoked was not checked; for the last timestamp it need not be.
    AuthorityNotChecked,
    /// /ByteRange does not name the whole document but the signature itself.
    ByteRangeInvalid,
    /// Bytes stand behind the end of the document.
    BytesAfterEnd,
    /// The certificate had expired; parameter `not_after`.
    CertificateExpired,
    /// The certificate was suspended.
    CertificateHeld,
    /// The certificate says neither a name nor an organisation; parameter `serial`.
    CertificateNamesNobody,
    /// The certificate is not meant for signing documents.
    CertificateNotForSigning,
    /// The certificate was not valid yet; parameter `not_before`.
    CertificateNotYetValid,
    /// The certificate, or one above it, was revoked; parameter `revoked_at`.
    CertificateRevoked,
    /// The certificate was revoked after the signature was made; parameter `revoked_at`.
    CertificateRevokedLater,
    /// A chain of certificates exists but does not hold; parameter `reason`.
    ChainInvalid,
    /// The document was changed after signing in a way nothing explains; parameter `objects`.
    ChangedAfterSigning,
    /// Later changes go beyond what the certification or a lock permits.
    ChangesNotPermitted,
    /// The signing time is the signer's own word.
    ClaimedTimeOnly,
    /// The claimed time lies before that of a signature that this one contains; parameters `claimed`, `earlier`.
    ClaimedTimeOutOfOrder,
    /// The claimed time lies in the future, or later than the time that is proven; parameter `claimed`.
    ClaimedTimeTooLate,
    /// The claimed time lies outside the certificate's validity.
    ClaimedTimeOutsideCertificate,
    /// The signature's container cannot be read; parameter `detail`.
    CmsUnreadable,
    /// A timestamp over the content, from before the signature, is there and is not looked into.
    ContentTimestampNotChecked,
    /// The covered bytes are not those that were signed.
    DigestMismatch,
    /// A document timestamp was added later.
    DocumentTimestampAdded,
    /// A field that said something when it was signed says something else now; parameter `fields`.
    FieldValueReplaced,
    /// Form fields were filled in later; parameter `fields`.
    FieldsFilled,
    /// The cross-reference table is broken; viewers may each show something else.
    FileRepaired,
    /// The signed document holds pages that nothing shows.
    HiddenContent,
    /// Layers of the document begin unshown, or are shown on the screen and not on paper or the other way round.
    HiddenLayers,
    /// An identity made on the signer's own computer; no authority vouches for the name.
    IdentitySelfMade,
    /// No chain leads to a certificate the user trusts.
    IssuerUnknown,
    /// The key is too short to prove anything; parameter `bits`.
    KeyTooShort,
    /// Viewers differ in which layers they show.
    LayersDisputed,
    /// A field was filled in or signed later that the field of this signature asks to be locked, which the signature does not repeat;
    /// parameter `fields`.
    LockedFieldFilled,
    /// A name holds characters that cannot be seen or turn the reading direction round; parameter `names`.
    NameHidesCharacters,
    /// A name mixes letters of several alphabets within a word; parameters `words`, `letters`.
    NameMixesAlphabets,
    /// A script runs without anybody clicking: when a viewer opens the document or shows a page.
    OpensWithScript,
    /// The certificate claims to be qualified; only a trusted list can confirm it.
    QualifiedClaimUnconfirmed,
    /// Whether the certificate was revoked was not checked (no network is used, the file brings no proof).
    RevocationNotChecked,
    /// What the file brings along about revocation is older than the signature's proven time.
    RevocationTooOld,
    /// The container holds more or fewer signers than one; parameter `count`.
    SignerCount,
    /// Some viewers show something else than the pages: a portfolio, a form that is laid out anew, or what they read otherwise in
    /// the same bytes.
    ShownOtherwise,
    /// Further signature fields or signatures were added later; parameter `fields`.
    SignatureAdded,
    /// Fields showed something else than their value when the document was signed first; parameter `fields`.
    SignedLookDiffersFromValue,
    /// The signature value does not belong to the signed attributes and the certificate.
    SignatureMismatch,
    /// A signature of an earlier state is no longer reachable in the present one.
    SignatureRemoved,
    /// The signing certificate is not the one the signer bound itself to.
    SigningCertificateMismatch,
    /// The signing certificate is not in the file.
    SigningCertificateMissing,
    /// The signer did not bind itself to its certificate (no ESS attribute), as PAdES asks.
    SigningCertificateUnbound,
    /// The trusted list names the service behind the certificate, but did not vouch for it then; parameters `provider`,
    /// `territory`.
    ServiceNotGranted,
    /// The kind of signature is unknown; parameter `sub_filter`.
    SubFilterUnsupported,
    /// The timestamp does not belong to this signature or is damaged.
    TimestampInvalid,
    /// A timestamp is not counted: the file does not say whether its authority was revoked.
    TimestampNotChecked,
    /// The timestamp is intact, its authority is not trusted.
    TimestampUntrusted,
    /// The file asks for more computing than any honest file does; not all of it was looked into.
    TooMuchToCompute,
    /// The trusted list relied on should have been replaced by a newer one; parameters `territory`, `next_update`.
    TrustListOverdue,
    /// Bytes other than zeros stand behind the signature in its reserved space.
    UnusedSpaceNotZero,
    /// Validation data for later checks were added.
    ValidationDataAdded,
    /// A digest for which forgeries can be made; parameter `algorithm`.
    WeakDigest,
}

impl FindingCode {
    /// How much it weighs.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::AlgorithmProtectionMismatch
            | Self::AttributeMalformed
            | Self::ByteRangeInvalid
            | Self::BytesAfterEnd
            | Self::ChangedAfterSigning
            | Self::ChangesNotPermitted
            | Self::CmsUnreadable
            | Self::DigestMismatch
            | Self::SignatureMismatch
            | Self::SignerCount => Severity::Error,
            Self::ActsUnasked
            | Self::AlgorithmUnsupported
            | Self::AppearanceCoversContent
            | Self::AppearanceDiffersFromValue
            | Self::CertificateHeld
            | Self::CertificateNamesNobody
            | Self::CertificateRevoked
            | Self::FieldValueReplaced
            | Self::HiddenContent
            | Self::RevocationTooOld
            | Self::TimestampNotChecked
            | Self::CertificateExpired
            | Self::CertificateNotForSigning
            | Self::CertificateNotYetValid
            | Self::ChainInvalid
            | Self::ClaimedTimeOutOfOrder
            | Self::ClaimedTimeOutsideCertificate
            | Self::ClaimedTimeTooLate
            | Self::FileRepaired
            | Self::IssuerUnknown
            | Self::KeyTooShort
            | Self::LayersDisputed
            | Self::LockedFieldFilled
            | Self::NameHidesCharacters
            | Self::NameMixesAlphabets
            | Self::RevocationNotChecked
            | Self::ServiceNotGranted
            | Self::ShownOtherwise
            | Self::SignatureRemoved
            | Self::SigningCertificateMismatch
            | Self::SigningCertificateMissing
            | Self::SubFilterUnsupported
            | Self::TimestampInvalid
            | Self::TimestampUntrusted
            | Self::TooMuchToCompute
            | Self::TrustListOverdue
            | Self::UnusedSpaceNotZero
            | Self::WeakDigest => Severity::Warning,
            Self::ClaimedTimeOnly
            | Self::ContentTimestampNotChecked
            | Self::AnnotationsAdded
            | Self::AuthorityNotChecked
            | Self::CertificateRevokedLater
            | Self::DocumentTimestampAdded
            | Self::FieldsFilled
            | Self::HiddenLayers
            | Self::IdentitySelfMade
            | Self::OpensWithScript
            | Self::QualifiedClaimUnconfirmed
            | Self::SignatureAdded
            | Self::SignedLookDiffersFromValue
            | Self::SigningCertificateUnbound
            | Self::ValidationDataAdded => Severity::Info,
        }
    }
}

/// One thing that was found about a signature.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[ts(rename = "SignatureFinding")]
pub struct Finding {
    /// What.
    pub code: FindingCode,
    /// How much it weighs.
    pub severity: Severity,
    /// The sentence in the reader's language. Empty until the host fills it in from `finding-<code>` and `params`.
    pub message: String,
    /// What the sentence needs.
    pub params: BTreeMap<String, String>,
}

impl Finding {
    pub(crate) fn new(code: FindingCode) -> Self {
        Self { code, severity: code.severity(), message: String::new(), params: BTreeMap::new() }
    }

    pub(crate) fn with(code: FindingCode, name: &str, value: impl ToString) -> Self {
        let mut finding = Self::new(code);
        finding.params.insert(name.to_owned(), value.to_string());
        finding
    }
}

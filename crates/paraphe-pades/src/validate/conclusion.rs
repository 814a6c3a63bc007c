//! The words of EN 319 102-1 (§5.1.3, table 5): indication and sub-indication, kept together so that no signature can be
//! "failed because it should be tried later".

/// The indication of one signature, or the worst of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Indication {
    /// Every check held.
    TotalPassed,
    /// What is known is neither enough to confirm nor to refuse.
    Indeterminate,
    /// A check failed for good.
    TotalFailed,
}

/// The conclusion about a file: its worst signature's, or that it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Conclusion {
    /// The file holds no signature; timestamps alone are none.
    NoSignature,
    /// Every signature passed.
    TotalPassed,
    /// At least one signature cannot be confirmed, none failed.
    Indeterminate,
    /// At least one signature failed.
    TotalFailed,
}

/// Why a signature is neither confirmed nor refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IndeterminateReason {
    /// No better word: the signature cannot be looked into.
    Generic,
    NoSigningCertificateFound,
    CryptoConstraintsFailureNoPoe,
    NoCertificateChainFound,
    CertificateChainGeneralFailure,
    ChainConstraintsFailure,
    CryptoConstraintsFailure,
    OutOfBoundsNoPoe,
    RevokedCaNoPoe,
    RevokedNoPoe,
    SigConstraintsFailure,
    TryLater,
}

/// Why a signature failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FailureReason {
    /// The signature was made, provably, after the certificate had expired.
    Expired,
    FormatFailure,
    HashFailure,
    SigCryptoFailure,
    /// The signature was made, provably, before the certificate was valid.
    NotYetValid,
    /// The signature was made, provably, after the certificate was revoked.
    Revoked,
}

/// The sub-indication, as the standard writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SubIndication {
    /// A chain was found and does not hold.
    CertificateChainGeneralFailure,
    /// The certificate is not meant for this.
    ChainConstraintsFailure,
    /// An algorithm or key was too weak already when the signature was made, or always.
    CryptoConstraintsFailure,
    /// An algorithm or key is too weak and nothing proves that the signature is older than the weakness.
    CryptoConstraintsFailureNoPoe,
    /// Signed after the certificate had expired.
    Expired,
    /// The signature is not formed as the standards say, or the document was changed after it.
    FormatFailure,
    /// The signature cannot be looked into.
    Generic,
    /// The covered bytes are not those that were signed.
    HashFailure,
    /// No chain leads to a trust anchor.
    NoCertificateChainFound,
    /// The signing certificate cannot be identified.
    NoSigningCertificateFound,
    /// Signed before the certificate was valid.
    NotYetValid,
    /// The certificate is outside its validity and nothing proves that the signature is inside it.
    OutOfBoundsNoPoe,
    /// Signed after the certificate was revoked.
    Revoked,
    /// An authority of the chain was revoked, and nothing proves that the signature is older.
    RevokedCaNoPoe,
    /// The certificate was revoked, and nothing proves that the signature is older.
    RevokedNoPoe,
    /// The signature lacks what its kind must have.
    SigConstraintsFailure,
    /// The signature value does not verify.
    SigCryptoFailure,
    /// Revocation information is missing; it may be had later.
    TryLater,
}

/// Indication and sub-indication of one signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SignatureConclusion {
    Passed,
    Indeterminate(IndeterminateReason),
    Failed(FailureReason),
}

impl SignatureConclusion {
    pub(crate) fn indication(self) -> Indication {
        match self {
            Self::Passed => Indication::TotalPassed,
            Self::Indeterminate(_) => Indication::Indeterminate,
            Self::Failed(_) => Indication::TotalFailed,
        }
    }

    pub(crate) fn sub_indication(self) -> Option<SubIndication> {
        use {FailureReason as Failure, IndeterminateReason as Reason};
        match self {
            Self::Passed => None,
            Self::Indeterminate(reason) => Some(match reason {
                Reason::CertificateChainGeneralFailure => SubIndication::CertificateChainGeneralFailure,
                Reason::ChainConstraintsFailure => SubIndication::ChainConstraintsFailure,
                Reason::CryptoConstraintsFailure => SubIndication::CryptoConstraintsFailure,
                Reason::RevokedCaNoPoe => SubIndication::RevokedCaNoPoe,
                Reason::RevokedNoPoe => SubIndication::RevokedNoPoe,
                Reason::SigConstraintsFailure => SubIndication::SigConstraintsFailure,
                Reason::CryptoConstraintsFailureNoPoe => SubIndication::CryptoConstraintsFailureNoPoe,
                Reason::Generic => SubIndication::Generic,
                Reason::NoCertificateChainFound => SubIndication::NoCertificateChainFound,
                Reason::NoSigningCertificateFound => SubIndication::NoSigningCertificateFound,
                Reason::OutOfBoundsNoPoe => SubIndication::OutOfBoundsNoPoe,
                Reason::TryLater => SubIndication::TryLater,
            }),
            Self::Failed(reason) => Some(match reason {
                Failure::Expired => SubIndication::Expired,
                Failure::Revoked => SubIndication::Revoked,
                Failure::FormatFailure => SubIndication::FormatFailure,
                Failure::HashFailure => SubIndication::HashFailure,
                Failure::NotYetValid => SubIndication::NotYetValid,
                Failure::SigCryptoFailure => SubIndication::SigCryptoFailure,
            }),
        }
    }
}

impl From<Indication> for Conclusion {
    fn from(indication: Indication) -> Self {
        match indication {
            Indication::TotalPassed => Self::TotalPassed,
            Indication::Indeterminate => Self::Indeterminate,
            Indication::TotalFailed => Self::TotalFailed,
        }
    }
}

//! One word for a signature and for a file, as a person needs it.

use super::conclusion::Indication;
use super::findings::{Finding, FindingCode};
use super::report::{Integrity, SignatureReport};

/// What is to be said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReportVerdict")]
pub enum Verdict {
    /// Changed, or a signature does not hold.
    Broken,
    /// Intact, but what came later may hide, lengthen or replace what was signed, or no longer shows the signature.
    ContentDoubtful,
    /// Nothing speaks against it, but who signed is not established.
    IntactIdentityUnknown,
    /// No signature.
    None,
    /// A signature that could not be looked into: it is neither good nor bad.
    Unchecked,
    /// Intact, and an authority the user trusts vouches for the signer.
    Valid,
}

impl Verdict {
    /// What was signed comes before who signed.
    pub(super) fn of(indication: Indication, integrity: Integrity, findings: &[Finding]) -> Self {
        const DOUBTS: [FindingCode; 8] = [
            FindingCode::ActsUnasked,
            FindingCode::AppearanceCoversContent,
            FindingCode::AppearanceDiffersFromValue,
            FindingCode::FieldValueReplaced,
            FindingCode::LayersDisputed,
            FindingCode::LockedFieldFilled,
            FindingCode::ShownOtherwise,
            FindingCode::SignatureRemoved,
        ];
        match indication {
            Indication::TotalPassed => Self::Valid,
            Indication::TotalFailed => Self::Broken,
            Indication::Indeterminate if is_unchecked(integrity, findings) => Self::Unchecked,
            Indication::Indeterminate if findings.iter().any(|finding| DOUBTS.contains(&finding.code)) => {
                Self::ContentDoubtful
            }
            Indication::Indeterminate => Self::IntactIdentityUnknown,
        }
    }

    /// The weightiest of a file's signatures. A timestamp over the document is nobody's signature: alone it makes none, whoever
    /// vouches for its authority.
    pub(super) fn of_file(signatures: &[SignatureReport]) -> Self {
        let verdicts = signatures.iter().map(|signature| signature.verdict);
        let weightiest = verdicts.max_by_key(|verdict| verdict.weight()).unwrap_or(Self::None);
        let is_good = matches!(weightiest, Self::IntactIdentityUnknown | Self::Valid);
        if is_good && !signatures.iter().any(SignatureReport::is_a_persons) { Self::None } else { weightiest }
    }

    fn weight(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Valid => 1,
            Self::IntactIdentityUnknown => 2,
            Self::Unchecked => 3,
            Self::ContentDoubtful => 4,
            Self::Broken => 5,
        }
    }
}

/// Whether a signature could not be looked into, or the document not entirely.
fn is_unchecked(integrity: Integrity, findings: &[Finding]) -> bool {
    let Integrity { digest_ok, signature_ok, .. } = integrity;
    let asks_too_much = || findings.iter().any(|finding| finding.code == FindingCode::TooMuchToCompute);
    digest_ok.is_none() || signature_ok.is_none() || asks_too_much()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_comes_before_who_signed() {
        let computed = Integrity { byte_range_ok: true, digest_ok: Some(true), signature_ok: Some(true) };
        let unknown = Integrity { digest_ok: None, signature_ok: None, ..computed };
        let covered = [Finding::new(FindingCode::AppearanceCoversContent)];
        let open = Indication::Indeterminate;
        assert_eq!(Verdict::of(open, computed, &[]), Verdict::IntactIdentityUnknown);
        assert_eq!(Verdict::of(open, computed, &covered), Verdict::ContentDoubtful);
        assert_eq!(Verdict::of(open, unknown, &[]), Verdict::Unchecked);
        assert_eq!(Verdict::of(Indication::TotalFailed, computed, &covered), Verdict::Broken);
        let endless = [Finding::new(FindingCode::TooMuchToCompute)];
        assert_eq!(Verdict::of(open, computed, &endless), Verdict::Unchecked);
        assert_eq!(Verdict::of_file(&[]), Verdict::None);
    }
}

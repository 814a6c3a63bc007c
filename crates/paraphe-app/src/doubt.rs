//! Why a signature is neither confirmed nor refused, as one sentence and what to do: each reason has its own.

use std::collections::BTreeMap;

use paraphe_pades::{FindingCode, SignatureReport, SubIndication};

use crate::schema::{OriginKind, OriginView, SentenceView};
use crate::verification::text;

/// A reason for amber.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Doubt {
    /// The document acts by itself, or some viewers show something else than its pages.
    Acting,
    /// The chain of certificates does not hold.
    Chain,
    /// Something new lies over the signed page.
    Covered,
    /// A field shows something else than its value, or nobody can tell.
    Differing,
    /// The certificate expired, and nothing proves that the signature is older.
    Expired,
    /// The certificate was suspended.
    Held,
    /// Nobody vouches for the signer.
    Identity,
    /// The trusted list that vouches should have been replaced.
    ListOverdue,
    /// A field was filled in that the signature's field asks to be locked.
    Locked,
    /// The container does not say for certain whose signature it is.
    NoCertificate,
    /// The certificate is not meant for signing.
    Purpose,
    /// The signature is no longer part of the document as it is shown.
    Removed,
    /// A field said something else when it was signed.
    Replaced,
    /// The certificate was revoked, and nothing proves that the signature is older.
    Revoked,
    /// Whether the certificate was revoked is not known.
    RevocationUnknown,
    /// Made by a program; no authority vouches for the name.
    SelfMade,
    /// The list names the service and did not vouch for it.
    ServiceNotGranted,
    /// The cryptography is too weak and nothing proves that the signature is older.
    Weak,
}

const ALL: [Doubt; 18] = [
    Doubt::Acting,
    Doubt::Chain,
    Doubt::Covered,
    Doubt::Differing,
    Doubt::Expired,
    Doubt::Held,
    Doubt::Identity,
    Doubt::ListOverdue,
    Doubt::Locked,
    Doubt::NoCertificate,
    Doubt::Purpose,
    Doubt::Removed,
    Doubt::Replaced,
    Doubt::Revoked,
    Doubt::RevocationUnknown,
    Doubt::SelfMade,
    Doubt::ServiceNotGranted,
    Doubt::Weak,
];

/// What says that something permitted may mislead about what was signed.
const MISLEADING: [FindingCode; 4] = [
    FindingCode::AppearanceCoversContent,
    FindingCode::AppearanceDiffersFromValue,
    FindingCode::FieldValueReplaced,
    FindingCode::LockedFieldFilled,
];

/// Whether something that came later may mislead about what was signed.
pub(crate) fn misleads(signature: &SignatureReport) -> bool {
    signature.findings.iter().any(|finding| MISLEADING.contains(&finding.code))
}

/// The sentence.
pub(crate) fn sentence(signature: &SignatureReport, mut params: BTreeMap<String, String>) -> SentenceView {
    let doubt = Doubt::of(signature);
    for code in MISLEADING {
        let finding = signature.findings.iter().find(|finding| finding.code == code);
        let facts = finding.into_iter().flat_map(|finding| &finding.params);
        params.extend(facts.map(|(name, fact)| (name.clone(), text::name(fact))));
    }
    SentenceView { id: doubt.sentence().to_owned(), params }
}

/// The title over the sentence of this id, where it is not about who signed.
pub(crate) fn title(sentence: &str) -> Option<&'static str> {
    ALL.iter().find(|doubt| doubt.sentence() == sentence).and_then(|doubt| doubt.title())
}

/// What to do; in the result of one's own request there is no sender to ask.
pub(crate) fn advice(signature: &SignatureReport, origin: Option<&OriginView>) -> Vec<&'static str> {
    let is_own = origin.is_some_and(|origin| origin.kind == OriginKind::Received);
    let own = |id| if is_own && id == "advice-confirm-identity" { "advice-own-request" } else { id };
    Doubt::of(signature).advice().iter().copied().map(own).collect()
}

impl Doubt {
    fn of(signature: &SignatureReport) -> Self {
        let found = |code| signature.findings.iter().any(|finding| finding.code == code);
        // What was signed comes before who signed.
        for (code, doubt) in [
            (FindingCode::SignatureRemoved, Self::Removed),
            (FindingCode::AppearanceCoversContent, Self::Covered),
            (FindingCode::FieldValueReplaced, Self::Replaced),
            (FindingCode::AppearanceDiffersFromValue, Self::Differing),
            (FindingCode::LockedFieldFilled, Self::Locked),
            (FindingCode::ActsUnasked, Self::Acting),
            (FindingCode::LayersDisputed, Self::Acting),
            (FindingCode::ShownOtherwise, Self::Acting),
        ] {
            if found(code) {
                return doubt;
            }
        }
        let self_made = signature.signer.as_ref().is_some_and(|signer| signer.self_made);
        match signature.sub_indication {
            Some(SubIndication::CertificateChainGeneralFailure) => Self::Chain,
            Some(SubIndication::ChainConstraintsFailure) => Self::Purpose,
            Some(SubIndication::CryptoConstraintsFailure | SubIndication::CryptoConstraintsFailureNoPoe) => {
                Self::Weak
            }
            Some(SubIndication::NoSigningCertificateFound | SubIndication::SigConstraintsFailure) => {
                Self::NoCertificate
            }
            Some(SubIndication::OutOfBoundsNoPoe) => Self::Expired,
            Some(SubIndication::RevokedCaNoPoe | SubIndication::RevokedNoPoe) => Self::Revoked,
            Some(SubIndication::TryLater) if found(FindingCode::CertificateHeld) => Self::Held,
            Some(SubIndication::TryLater)
                if found(FindingCode::RevocationNotChecked) || found(FindingCode::RevocationTooOld) =>
            {
                Self::RevocationUnknown
            }
            Some(SubIndication::TryLater) => Self::ListOverdue,
            Some(
                SubIndication::Expired
                | SubIndication::FormatFailure
                | SubIndication::Generic
                | SubIndication::HashFailure
                | SubIndication::NoCertificateChainFound
                | SubIndication::NotYetValid
                | SubIndication::Revoked
                | SubIndication::SigCryptoFailure,
            )
            | None => {
                if found(FindingCode::ServiceNotGranted) {
                    Self::ServiceNotGranted
                } else if self_made {
                    Self::SelfMade
                } else {
                    Self::Identity
                }
            }
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            Self::Acting => "verdict-sentence-acting",
            Self::Chain => "verdict-sentence-chain",
            Self::Covered => "verdict-sentence-covered",
            Self::Differing => "verdict-sentence-differing",
            Self::Expired => "verdict-sentence-expired",
            Self::Held => "verdict-sentence-held",
            Self::Identity => "verdict-sentence-identity",
            Self::ListOverdue => "verdict-sentence-list-overdue",
            Self::Locked => "verdict-sentence-locked",
            Self::NoCertificate => "verdict-sentence-no-certificate",
            Self::Purpose => "verdict-sentence-purpose",
            Self::Removed => "verdict-sentence-removed",
            Self::Replaced => "verdict-sentence-replaced",
            Self::Revoked => "verdict-sentence-revoked",
            Self::RevocationUnknown => "verdict-sentence-revocation-unknown",
            Self::SelfMade => "verdict-sentence-self-made",
            Self::ServiceNotGranted => "verdict-sentence-service-not-granted",
            Self::Weak => "verdict-sentence-weak",
        }
    }

    /// `None`: what is open is who signed, as the verdict's own title says.
    fn title(self) -> Option<&'static str> {
        match self {
            Self::Acting => Some("verdict-title-acting"),
            Self::Chain => Some("verdict-title-chain"),
            Self::Covered => Some("verdict-title-covered"),
            Self::Differing => Some("verdict-title-differing"),
            Self::Expired => Some("verdict-title-expired"),
            Self::Held => Some("verdict-title-held"),
            Self::ListOverdue => Some("verdict-title-list-overdue"),
            Self::Locked => Some("verdict-title-locked"),
            Self::NoCertificate => Some("verdict-title-no-certificate"),
            Self::Purpose => Some("verdict-title-purpose"),
            Self::Removed => Some("verdict-title-removed"),
            Self::Replaced => Some("verdict-title-replaced"),
            Self::Revoked => Some("verdict-title-revoked"),
            Self::RevocationUnknown => Some("verdict-title-revocation-unknown"),
            Self::Weak => Some("verdict-title-weak"),
            Self::Identity | Self::SelfMade | Self::ServiceNotGranted => None,
        }
    }

    fn advice(self) -> &'static [&'static str] {
        match self {
            Self::Covered | Self::Differing | Self::Locked | Self::Replaced => {
                &["advice-compare-signed", "advice-ask-signer"]
            }
            Self::Identity | Self::SelfMade | Self::ServiceNotGranted => {
                &["advice-confirm-identity", "advice-keep-original"]
            }
            Self::ListOverdue => &["advice-import-lists", "advice-keep-original"],
            Self::RevocationUnknown => &["advice-ask-proof", "advice-keep-original"],
            Self::Acting
            | Self::Chain
            | Self::Expired
            | Self::Held
            | Self::NoCertificate
            | Self::Purpose
            | Self::Removed
            | Self::Revoked
            | Self::Weak => &["advice-ask-signer", "advice-keep-original"],
        }
    }
}

#[cfg(test)]
mod tests {
    use paraphe_pades::{
        Finding, Indication, Integrity, ModificationLevel, Severity, ValidationReport,
        Verdict as ReportVerdict,
    };

    use super::*;
    use crate::schema::Answer;
    use crate::verdict;
    use crate::verification::report::samples::{report, signature};

    #[test]
    fn what_may_mislead_is_no_yes_to_what_came_later() {
        let mut covered = signature("Alice");
        covered.modifications = ModificationLevel::Annotations;
        let later = |signature: &SignatureReport| {
            let answers = verdict::signature(signature).answers;
            let found = answers.into_iter().find(|answer| answer.question == "later_changes").unwrap();
            (found.answer, found.sentence.id)
        };
        assert_eq!(later(&covered), (Answer::Yes, "answer-later-allowed".to_owned()));
        for code in MISLEADING {
            let found = Finding {
                code,
                severity: Severity::Warning,
                message: String::new(),
                params: BTreeMap::new(),
            };
            let covered = SignatureReport { findings: vec![found], ..covered.clone() };
            assert_eq!(later(&covered), (Answer::Unknown, "answer-later-doubtful".to_owned()));
        }
    }

    #[test]
    fn what_is_covered_is_said_before_who_signed() {
        let found = Finding {
            code: FindingCode::AppearanceCoversContent,
            severity: Severity::Warning,
            message: String::new(),
            params: BTreeMap::new(),
        };
        let (doubtful, open) = (ReportVerdict::ContentDoubtful, ReportVerdict::IntactIdentityUnknown);
        let covered = SignatureReport { verdict: doubtful, findings: vec![found], ..signature("Alice") };
        let newest =
            SignatureReport { verdict: open, signed_bytes: covered.signed_bytes + 1, ..signature("Bob") };
        let report = ValidationReport { verdict: doubtful, ..report(vec![covered, newest]) };
        let sentence = verdict::sentence(&report);
        let shown = verdict::verdict(report.verdict);
        assert_eq!(sentence.id, "verdict-sentence-covered");
        assert_eq!(verdict::title(shown, &sentence), "verdict-title-covered");
        assert_eq!(verdict::advice(shown, &report, None)[0].id, "advice-compare-signed");
    }

    #[test]
    fn what_acts_by_itself_is_said_before_who_signed() {
        for code in [FindingCode::ActsUnasked, FindingCode::LayersDisputed, FindingCode::ShownOtherwise] {
            let found =
                Finding { code, severity: code.severity(), message: String::new(), params: BTreeMap::new() };
            let verdict = ReportVerdict::ContentDoubtful;
            let acting = SignatureReport { verdict, findings: vec![found], ..signature("Alice") };
            let sentence = verdict::sentence(&ValidationReport { verdict, ..report(vec![acting]) });
            assert_eq!(sentence.id, "verdict-sentence-acting");
            assert_eq!(verdict::title(verdict::verdict(verdict), &sentence), "verdict-title-acting");
        }
    }

    #[test]
    fn a_field_makes_no_line_of_its_own() {
        let params = BTreeMap::from([("fields".to_owned(), "amount\nSignature 2: Bob".to_owned())]);
        let code = FindingCode::LockedFieldFilled;
        let found = Finding { code, severity: code.severity(), message: String::new(), params };
        let told = super::sentence(
            &SignatureReport { findings: vec![found], ..signature("Alice") },
            BTreeMap::new(),
        );
        assert_eq!(
            (told.id.as_str(), told.params["fields"].as_str()),
            ("verdict-sentence-locked", "amount Signature 2: Bob")
        );
    }

    #[test]
    fn what_nobody_could_compute_is_not_called_bad() {
        let integrity = Integrity { byte_range_ok: true, digest_ok: None, signature_ok: None };
        let unchecked = SignatureReport {
            verdict: ReportVerdict::Unchecked,
            indication: Indication::Indeterminate,
            integrity,
            ..signature("Alice")
        };
        let answers = verdict::signature(&unchecked).answers;
        let ids: Vec<&str> = answers.iter().map(|answer| answer.sentence.id.as_str()).collect();
        assert!(ids.contains(&"answer-who-unchecked") && ids.contains(&"answer-certificate-unchecked"));
        let report = ValidationReport { verdict: ReportVerdict::Unchecked, ..report(vec![unchecked]) };
        assert_eq!(verdict::sentence(&report).id, "verdict-sentence-unchecked");
    }

    #[test]
    fn every_reason_has_its_own_sentence_and_advice_in_each_language() {
        let french = include_str!("../../../locales/fr/verdict.ftl");
        let english = include_str!("../../../locales/en/verdict.ftl");
        let italian = include_str!("../../../locales/it/verdict.ftl");
        let sentences: std::collections::BTreeSet<&str> = ALL.iter().map(|doubt| doubt.sentence()).collect();
        assert_eq!(sentences.len(), ALL.len(), "one each");
        let titles: Vec<&str> = ALL.iter().filter_map(|doubt| doubt.title()).collect();
        for doubt in ALL.iter().filter(|doubt| doubt.title().is_some()) {
            // The window finds the title by the sentence.
            let expected = doubt.sentence().replace("-sentence-", "-title-");
            assert_eq!(title(doubt.sentence()), Some(expected.as_str()));
        }
        let own = ["advice-own-identity", "advice-own-request"];
        for id in ALL.iter().flat_map(|doubt| doubt.advice()).chain(&own).chain(&sentences).chain(&titles) {
            for words in [french, english, italian] {
                assert!(words.lines().any(|line| line.starts_with(&format!("{id} ="))), "{id}");
            }
        }
    }
}

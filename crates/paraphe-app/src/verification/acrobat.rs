//! What Adobe Acrobat will show for a file, as far as it can be known without it. Acrobat checks the same signatures
//! against lists of its own: Adobe's (AATL), which this program does not have, and the European ones. So a tick is never
//! promised, and whatever depends on the issuer is said to depend on it.

use paraphe_pades::{
    CertificateStatus, Indication, ListedStanding, ModificationLevel, Permission, SignatureKind,
    SignatureReport, ValidationReport, Verdict,
};

use super::text;
use crate::schema::{AcrobatMark, AcrobatView, SentenceView};
use crate::verdict;

/// What keeps Acrobat from a tick, the worst first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Outlook {
    /// A signature that does not hold, or changes that nothing permits.
    Invalid,
    /// A certificate that was revoked, had run out, or is for something else.
    BadCertificate,
    /// A kind of signature or an algorithm this program cannot look into.
    Unforeseeable,
    /// A certification that permits nothing, with proofs added behind it: permitted by the standard (ISO 32000-2, 12.8.2.2),
    /// called a change by Acrobat.
    ExtendedCertification,
    /// Made by a program on the signer's computer: no list of Acrobat's can have it.
    SelfMade,
    /// The issuer is in no European list kept here: it is Adobe's own list that decides.
    UnlistedIssuer,
    /// Everything is well, and something was filled in or noted after the last signature.
    LaterAdditions,
    /// Certified, and everything is well.
    Certified,
    /// Everything is well.
    Valid,
}

/// The mark and the sentence for a report.
pub(crate) fn outlook(report: &ValidationReport) -> AcrobatView {
    if verdict::is_lost(report) {
        return view(AcrobatMark::Unknown, "verdict-acrobat-lost", None);
    }
    let Some(last) = report.signatures.len().checked_sub(1) else {
        return view(AcrobatMark::None, "verdict-acrobat-none", None);
    };
    let certified = report.signatures.iter().any(|one| one.kind == SignatureKind::Certification);
    let best = if certified { Outlook::Certified } else { Outlook::Valid };
    let worst = report
        .signatures
        .iter()
        .enumerate()
        .map(|(at, signature)| (of(signature, at == last, best), signature))
        .min_by_key(|(outlook, _)| *outlook);
    let (outlook, signature) = worst.map_or((best, None), |(outlook, signature)| (outlook, Some(signature)));
    let (mark, id) = match outlook {
        Outlook::Invalid => (AcrobatMark::Invalid, "verdict-acrobat-invalid"),
        Outlook::BadCertificate => (AcrobatMark::Problems, "verdict-acrobat-certificate"),
        Outlook::Unforeseeable => (AcrobatMark::Unknown, "verdict-acrobat-unforeseeable"),
        Outlook::ExtendedCertification => (AcrobatMark::Unknown, "verdict-acrobat-extended"),
        Outlook::SelfMade => (AcrobatMark::Problems, "verdict-acrobat-self-made"),
        Outlook::UnlistedIssuer => (AcrobatMark::Unknown, "verdict-acrobat-unlisted"),
        Outlook::LaterAdditions => (AcrobatMark::Valid, "verdict-acrobat-additions"),
        Outlook::Certified => (AcrobatMark::Certified, "verdict-acrobat-certified"),
        Outlook::Valid => (AcrobatMark::Valid, "verdict-acrobat-valid"),
    };
    view(mark, id, signature)
}

fn of(signature: &SignatureReport, is_last: bool, best: Outlook) -> Outlook {
    let integrity = signature.integrity;
    let is_computed = integrity.digest_ok.is_some() && integrity.signature_ok.is_some();
    if signature.indication == Indication::Indeterminate && !is_computed {
        return Outlook::Unforeseeable;
    }
    let holds =
        integrity.byte_range_ok && integrity.digest_ok == Some(true) && integrity.signature_ok == Some(true);
    if !holds || !signature.modifications_allowed {
        return Outlook::Invalid;
    }
    match signature.certificate_status {
        CertificateStatus::Revoked
        | CertificateStatus::Expired
        | CertificateStatus::NotYetValid
        | CertificateStatus::WrongUsage => return Outlook::BadCertificate,
        CertificateStatus::Good | CertificateStatus::Untrusted | CertificateStatus::Unknown => {}
    }
    // Broken for a reason that is neither the bytes nor the certificate: a weak algorithm, a malformed attribute.
    if signature.verdict == Verdict::Broken {
        return Outlook::Invalid;
    }
    let is_locked = signature.permits == Some(Permission::NoChanges);
    if is_locked && signature.modifications > ModificationLevel::None {
        return Outlook::ExtendedCertification;
    }
    if signature.signer.as_ref().is_some_and(|signer| signer.self_made) {
        return Outlook::SelfMade;
    }
    if !is_listed(signature) {
        return Outlook::UnlistedIssuer;
    }
    if is_last && signature.modifications > ModificationLevel::LtaUpdates {
        return Outlook::LaterAdditions;
    }
    best
}

/// Acrobat takes the European lists over; what they vouch for it knows.
fn is_listed(signature: &SignatureReport) -> bool {
    let listing = signature.signer.as_ref().and_then(|signer| signer.listed.as_ref());
    listing.is_some_and(|listing| match listing.standing {
        ListedStanding::QualifiedSeal
        | ListedStanding::QualifiedSignature
        | ListedStanding::QualifiedTimestamp => listing.relied_on,
        ListedStanding::NotGranted
        | ListedStanding::NotQualified
        | ListedStanding::QualifiedWebSite
        | ListedStanding::Unknown => false,
    })
}

fn view(mark: AcrobatMark, id: &str, signature: Option<&SignatureReport>) -> AcrobatView {
    let signer = signature.and_then(|signature| signature.signer.as_ref());
    let shown = |text: Option<&str>| text.map_or_else(|| "?".to_owned(), text::name);
    let issuer = shown(signer.and_then(|signer| signer.issuer.as_deref()));
    let declared = || signature.and_then(|signature| signature.declared_name.as_deref());
    let name = shown(signer.and_then(|signer| signer.common_name.as_deref()).or_else(declared));
    let params = [("issuer".to_owned(), issuer), ("name".to_owned(), name)].into();
    AcrobatView { mark, sentence: SentenceView { id: id.to_owned(), params } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::report::samples::{listed, report, signature};

    fn seen(signatures: Vec<SignatureReport>) -> (AcrobatMark, String) {
        let view = outlook(&report(signatures));
        (view.mark, view.sentence.id)
    }

    /// One signature, changed in one respect.
    fn one(change: impl FnOnce(&mut SignatureReport)) -> (AcrobatMark, String) {
        let mut signature = listed(signature("Alice"), ListedStanding::QualifiedSignature);
        change(&mut signature);
        seen(vec![signature])
    }

    fn is(mark: AcrobatMark, id: &str) -> (AcrobatMark, String) {
        (mark, format!("verdict-acrobat-{id}"))
    }

    #[test]
    fn a_file_without_a_signature_has_no_mark() {
        assert_eq!(seen(Vec::new()), is(AcrobatMark::None, "none"));
    }

    #[test]
    fn a_tick_is_expected_only_where_a_european_list_vouches() {
        assert_eq!(one(|_| {}), is(AcrobatMark::Valid, "valid"));
        let unlisted = |signature: &mut SignatureReport| {
            if let Some(signer) = &mut signature.signer {
                signer.listed = None;
            }
        };
        assert_eq!(one(unlisted), is(AcrobatMark::Unknown, "unlisted"));
        for standing in [ListedStanding::NotGranted, ListedStanding::NotQualified, ListedStanding::Unknown] {
            let found = seen(vec![listed(signature("Alice"), standing)]);
            assert_eq!(found, is(AcrobatMark::Unknown, "unlisted"), "{standing:?}");
        }
    }

    #[test]
    fn an_anchor_of_ones_own_says_nothing_about_acrobat() {
        let mut own = signature("Alice");
        own.verdict = Verdict::Valid;
        assert_eq!(seen(vec![own]), is(AcrobatMark::Unknown, "unlisted"));
    }

    #[test]
    fn a_self_made_identity_gets_the_triangle_whoever_trusts_it_here() {
        let self_made = |signature: &mut SignatureReport| {
            if let Some(signer) = &mut signature.signer {
                signer.self_made = true;
            }
        };
        assert_eq!(one(self_made), is(AcrobatMark::Problems, "self-made"));
    }

    #[test]
    fn what_does_not_hold_or_was_changed_is_invalid() {
        let invalid = is(AcrobatMark::Invalid, "invalid");
        assert_eq!(one(|s| s.integrity.digest_ok = Some(false)), invalid);
        assert_eq!(one(|s| s.integrity.signature_ok = Some(false)), invalid);
        assert_eq!(one(|s| s.integrity.byte_range_ok = false), invalid);
        assert_eq!(one(|s| s.modifications_allowed = false), invalid);
        assert_eq!(one(|s| s.verdict = Verdict::Broken), invalid);
    }

    #[test]
    fn a_certificate_that_does_not_serve_is_a_problem() {
        for status in [
            CertificateStatus::Revoked,
            CertificateStatus::Expired,
            CertificateStatus::NotYetValid,
            CertificateStatus::WrongUsage,
        ] {
            let found = one(|signature| signature.certificate_status = status);
            assert_eq!(found, is(AcrobatMark::Problems, "certificate"), "{status:?}");
        }
    }

    #[test]
    fn what_cannot_be_looked_into_cannot_be_foreseen() {
        let found = one(|signature| {
            signature.indication = Indication::Indeterminate;
            signature.integrity.signature_ok = None;
        });
        assert_eq!(found, is(AcrobatMark::Unknown, "unforeseeable"));
    }

    #[test]
    fn additions_after_the_last_signature_are_told_and_those_before_it_are_not() {
        let added =
            |signature: &mut SignatureReport| signature.modifications = ModificationLevel::FormFilling;
        assert_eq!(one(added), is(AcrobatMark::Valid, "additions"));
        let last = listed(signature("Bob"), ListedStanding::QualifiedSignature);
        let mut first = listed(signature("Alice"), ListedStanding::QualifiedSignature);
        added(&mut first);
        assert_eq!(seen(vec![first, last]), is(AcrobatMark::Valid, "valid"));
        let proofs =
            |signature: &mut SignatureReport| signature.modifications = ModificationLevel::LtaUpdates;
        assert_eq!(one(proofs), is(AcrobatMark::Valid, "valid"));
    }

    #[test]
    fn a_certification_is_a_ribbon_until_something_is_put_behind_one_that_permits_nothing() {
        let certify = |signature: &mut SignatureReport| {
            signature.kind = SignatureKind::Certification;
            signature.permits = Some(Permission::NoChanges);
        };
        assert_eq!(one(certify), is(AcrobatMark::Certified, "certified"));
        let extended = one(|signature| {
            certify(signature);
            signature.modifications = ModificationLevel::LtaUpdates;
        });
        assert_eq!(extended, is(AcrobatMark::Unknown, "extended"));
    }

    #[test]
    fn the_worst_signature_decides_and_is_named() {
        let good = listed(signature("Alice"), ListedStanding::QualifiedSignature);
        let mut bad = listed(signature("Bob"), ListedStanding::QualifiedSignature);
        bad.integrity.digest_ok = Some(false);
        let view = outlook(&report(vec![bad, good]));
        assert_eq!(view.mark, AcrobatMark::Invalid);
        assert_eq!(view.sentence.params["name"], "Bob");
    }
}

//! A validation report in plain words: the verdict, one sentence, five answered questions, and what to do.
//!
//! Nothing here decides: every word follows from the report's own facts, and an unknown never becomes a yes.

mod changed;
mod stamp;
mod vouching;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_pades::{
    CertificateStatus, Coverage, FindingCode, Indication, Listing, ModificationLevel, SignatureKind,
    SignatureReport, ValidationReport, Verdict as ReportVerdict,
};

use crate::commands::verify_document;
use crate::doubt;
use crate::schema::{Answer, AnswerView, OriginView, SentenceView, SignatureView, Verdict};
use crate::verification::{many, text};
use crate::view::local_time;

/// The window's word for the report's.
pub(crate) fn verdict(verdict: ReportVerdict) -> Verdict {
    match verdict {
        ReportVerdict::Broken => Verdict::Broken,
        ReportVerdict::ContentDoubtful | ReportVerdict::IntactIdentityUnknown | ReportVerdict::Unchecked => {
            Verdict::IdentityToConfirm
        }
        ReportVerdict::None => Verdict::NoSignature,
        ReportVerdict::Valid => Verdict::Valid,
    }
}

/// The id of the few words over that sentence: what is amber says why.
pub(crate) fn title(verdict: Verdict, sentence: &SentenceView) -> &'static str {
    match verdict {
        Verdict::Broken => "verdict-broken",
        Verdict::IdentityToConfirm if sentence.id == "verdict-sentence-unchecked" => {
            "verdict-title-unchecked"
        }
        Verdict::IdentityToConfirm if sentence.id == "verdict-sentence-lost" => "verdict-title-lost",
        Verdict::IdentityToConfirm if sentence.id == "verdict-sentence-stamp-doubtful" => {
            "verdict-title-stamp-doubtful"
        }
        Verdict::IdentityToConfirm if sentence.id == "verdict-sentence-stamp-unconfirmed" => {
            "verdict-title-stamp-unconfirmed"
        }
        Verdict::IdentityToConfirm => doubt::title(&sentence.id).unwrap_or("verdict-identity"),
        Verdict::NoSignature => "verdict-none",
        Verdict::Valid => "verdict-valid",
    }
}

/// The signature title, sentence and advice speak of: one whose verdict is the file's, a person's before a clock's.
fn deciding(report: &ValidationReport) -> Option<&SignatureReport> {
    let weightiest =
        report.signatures.iter().filter(|signature| signature.verdict == report.verdict).max_by_key(
            |signature| (signature.kind != SignatureKind::DocumentTimestamp, signature.signed_bytes),
        );
    weightiest.or(report.signatures.last())
}

/// Whether only words are left of what was signed: no signature that was read makes the verdict.
pub(crate) fn is_lost(report: &ValidationReport) -> bool {
    let is_unchecked = |signature: &SignatureReport| signature.verdict == ReportVerdict::Unchecked;
    report.verdict == ReportVerdict::Unchecked && !report.signatures.iter().any(is_unchecked)
}

/// The one sentence: about the signature that decides the verdict.
pub(crate) fn sentence(report: &ValidationReport) -> SentenceView {
    if is_lost(report) {
        return say("verdict-sentence-lost", []);
    }
    let Some(signature) = deciding(report) else { return say("verdict-sentence-none", []) };
    if report.verdict == ReportVerdict::None {
        return SentenceView { id: "verdict-sentence-stamped".to_owned(), params: stamp::facts(signature) };
    }
    let facts = facts(signature);
    if !signature.is_a_persons()
        && let Some(id) = stamp::sentence(signature.verdict)
    {
        let people = many::signers(report).len().to_string();
        let people = BTreeMap::from([("people".to_owned(), people)]);
        return SentenceView { id: id.to_owned(), params: facts.into_iter().chain(people).collect() };
    }
    let id = match signature.verdict {
        ReportVerdict::Valid => return vouching::sentence(report, signature),
        ReportVerdict::None | ReportVerdict::Unchecked => "verdict-sentence-unchecked",
        ReportVerdict::ContentDoubtful | ReportVerdict::IntactIdentityUnknown => {
            return vouching::naming_all(doubt::sentence(signature, facts), report);
        }
        ReportVerdict::Broken if is_unreadable(signature) => "verdict-sentence-unreadable",
        ReportVerdict::Broken if holds(signature) && is_only_longer(signature) => "verdict-sentence-appended",
        ReportVerdict::Broken if holds(signature) && !signature.modifications_allowed => {
            "verdict-sentence-changed"
        }
        ReportVerdict::Broken if holds(signature) => "verdict-sentence-certificate",
        ReportVerdict::Broken => {
            let id = "verdict-sentence-broken".to_owned();
            return vouching::naming_broken(SentenceView { id, params: facts }, report);
        }
    };
    let changed = changed::pages(signature);
    SentenceView { id: id.to_owned(), params: facts.into_iter().chain(changed).collect() }
}

/// What a person can do next, in a file of which the history knows `origin`.
pub(crate) fn advice(
    verdict: Verdict,
    report: &ValidationReport,
    origin: Option<&OriginView>,
) -> Vec<SentenceView> {
    match verdict {
        Verdict::Valid => vec![say("advice-keep-original", [])],
        Verdict::NoSignature => vec![say("advice-ask-signature", [])],
        Verdict::Broken => vec![say("advice-ask-original", [])],
        Verdict::IdentityToConfirm if is_lost(report) => vec![say("advice-ask-original", [])],
        Verdict::IdentityToConfirm if report.verdict == ReportVerdict::Unchecked => {
            vec![say("advice-other-tool", [])]
        }
        Verdict::IdentityToConfirm => {
            let advice = deciding(report).map(|signature| doubt::advice(signature, origin));
            advice.unwrap_or_default().into_iter().map(|id| say(id, [])).collect()
        }
    }
}

/// One signature in plain words.
pub(crate) fn signature(signature: &SignatureReport) -> SignatureView {
    let signer = signature.signer.as_ref();
    SignatureView {
        verdict: verdict(signature.verdict),
        signer: declared_name(signature),
        issuer: signer.and_then(|signer| signer.issuer.as_deref()).map(text::name).unwrap_or_default(),
        local_time: signature.proven_time.or(signature.claimed_time).map(local_time),
        answers: vec![
            unchanged(signature),
            later(signature),
            who(signature),
            when(signature),
            certificate(signature),
        ],
        remarks: remarks(signature),
        // To recognise one that has expired would confirm nothing.
        certificate: signer
            .filter(|_| signature.certificate_status != CertificateStatus::Expired)
            .map(|signer| STANDARD.encode(&signer.certificate)),
        certificate_sha256: signer.map(|signer| signer.fingerprint),
        self_made: self_made(signature),
        own_identity: None,
        page: signature.page,
        went_on: signature.coverage == Coverage::WholeRevision && !signature.covers_whole_file,
    }
}

/// What was found about the name and the time as they are written.
fn remarks(signature: &SignatureReport) -> Vec<SentenceView> {
    const TOLD: [FindingCode; 5] = [
        FindingCode::CertificateNamesNobody,
        FindingCode::ClaimedTimeOutOfOrder,
        FindingCode::ClaimedTimeTooLate,
        FindingCode::NameHidesCharacters,
        FindingCode::NameMixesAlphabets,
    ];
    let told = signature.findings.iter().filter(|finding| TOLD.contains(&finding.code));
    told.map(verify_document::sentence_of).collect()
}

fn unchanged(signature: &SignatureReport) -> AnswerView {
    let (answer, id) = if unchecked(signature) || is_unreadable(signature) {
        (Answer::Unknown, "answer-unchanged-unknown")
    } else if holds(signature) {
        (Answer::Yes, "answer-unchanged-yes")
    } else {
        (Answer::No, "answer-unchanged-no")
    };
    answered("unchanged", answer, say(id, []))
}

fn later(signature: &SignatureReport) -> AnswerView {
    let question = "later_changes";
    if unchecked(signature) {
        return answered(question, Answer::Unknown, say("answer-later-unknown", []));
    }
    if !holds(signature) {
        return answered(question, Answer::Unknown, say("answer-later-unknown", []));
    }
    if !signature.modifications_allowed {
        return answered(question, Answer::No, say("answer-later-forbidden", []));
    }
    // What is permitted may mislead all the same.
    if doubt::misleads(signature) {
        return answered(question, Answer::Unknown, say("answer-later-doubtful", []));
    }
    let what = match signature.modifications {
        ModificationLevel::None => return answered(question, Answer::Yes, say("answer-later-none", [])),
        ModificationLevel::LtaUpdates => "later-lta-updates",
        ModificationLevel::FormFilling => "later-form-filling",
        ModificationLevel::Annotations | ModificationLevel::Other => "later-annotations",
    };
    // `what` is itself a sentence id: the host puts the words in, in the reader's language.
    answered(question, Answer::Yes, say("answer-later-allowed", [("what", format!("@{what}"))]))
}

fn who(signature: &SignatureReport) -> AnswerView {
    let facts = facts(signature);
    if unchecked(signature) {
        let id = "answer-who-unchecked".to_owned();
        return answered("who", Answer::Unknown, SentenceView { id, params: facts });
    }
    // Anybody can put somebody's certificate beside a signature that does not hold.
    if !holds(signature) {
        return answered(
            "who",
            Answer::Unknown,
            SentenceView { id: "answer-who-unproven".to_owned(), params: facts },
        );
    }
    let trusted = signature.signer.as_ref().is_some_and(|signer| signer.trusted_by.is_some());
    let (answer, id) = if trusted && vouching::is_office_seal(signature) {
        (Answer::Unknown, "answer-who-trusted-seal")
    } else if trusted && self_made(signature) {
        (Answer::Yes, "answer-who-trusted-self-made")
    } else if trusted && signature.signer.as_ref().is_some_and(|signer| signer.qualified) {
        (Answer::Yes, "answer-who-qualified")
    } else if is_listed(signature) {
        (Answer::Yes, "answer-who-listed")
    } else if trusted {
        (Answer::Yes, "answer-who-trusted")
    } else if is_recognised_out_of_validity(signature) {
        let has_expired = signature.certificate_status == CertificateStatus::Expired;
        (Answer::Unknown, if has_expired { "answer-who-expired" } else { "answer-who-out-of-validity" })
    } else if self_made(signature) && is_own_name(signature) {
        (Answer::Unknown, "answer-who-own-seal")
    } else if self_made(signature) {
        (Answer::Unknown, "answer-who-self-made")
    } else if found(signature, FindingCode::ChainInvalid) {
        (Answer::Unknown, "answer-who-chain")
    } else {
        (Answer::Unknown, "answer-who-unknown")
    };
    answered("who", answer, SentenceView { id: id.to_owned(), params: facts })
}

fn when(signature: &SignatureReport) -> AnswerView {
    if let Some(time) = signature.proven_time {
        return answered("when", Answer::Yes, say("answer-when-proven", [("time", local_time(time))]));
    }
    let authority = signature.timestamp.authority.as_deref();
    let authority = authority.map_or_else(|| declared_name(signature), text::name);
    let sentence = match (signature.claimed_time.map(local_time), signature.timestamp.time.map(local_time)) {
        (_, Some(time)) if signature.kind == SignatureKind::DocumentTimestamp => {
            say(stamp::when(signature), [("time", time), ("authority", authority)])
        }
        (Some(time), Some(stamped)) if found(signature, FindingCode::TimestampUntrusted) => {
            let facts = [("time", time), ("stamped", stamped), ("authority", authority)];
            say("answer-when-claimed-stamped", facts)
        }
        (Some(time), _) => say("answer-when-claimed", [("time", time)]),
        (None, _) => say("answer-when-unknown", []),
    };
    answered("when", Answer::Unknown, sentence)
}

fn certificate(signature: &SignatureReport) -> AnswerView {
    if unchecked(signature) {
        return answered("certificate", Answer::Unknown, say("answer-certificate-unchecked", []));
    }
    if !holds(signature) {
        return answered("certificate", Answer::Unknown, say("answer-certificate-unproven", []));
    }
    let (answer, id) = match signature.certificate_status {
        CertificateStatus::Good => (Answer::Yes, "answer-certificate-good"),
        CertificateStatus::Revoked => (Answer::No, "answer-certificate-revoked"),
        CertificateStatus::Expired => return expired(signature),
        CertificateStatus::NotYetValid => (Answer::No, "answer-certificate-not-yet-valid"),
        CertificateStatus::WrongUsage => (Answer::No, "answer-certificate-wrong-usage"),
        CertificateStatus::Untrusted if self_made(signature) => {
            (Answer::Unknown, "answer-certificate-untrusted")
        }
        CertificateStatus::Untrusted => (Answer::Unknown, "answer-certificate-unrevoked-unknown"),
        CertificateStatus::Unknown => (Answer::Unknown, "answer-certificate-unknown"),
    };
    answered("certificate", answer, say(id, []))
}

/// A certificate that was valid on the stated date has expired since; only a later date says that it had before.
fn expired(signature: &SignatureReport) -> AnswerView {
    let stated = signature.proven_time.or(signature.claimed_time).or(signature.timestamp.time);
    let until = signature.signer.as_ref().map(|signer| signer.not_after);
    match until.filter(|until| stated.is_none_or(|stated| stated <= *until)) {
        Some(until) => {
            let facts = [("not_after", local_time(until))];
            answered("certificate", Answer::Unknown, say("answer-certificate-expired-since", facts))
        }
        None => answered("certificate", Answer::No, say("answer-certificate-expired", [])),
    }
}

fn found(signature: &SignatureReport, code: FindingCode) -> bool {
    signature.findings.iter().any(|finding| finding.code == code)
}

/// Whether it can be read and matches nothing.
fn is_broken(signature: &SignatureReport) -> bool {
    signature.verdict == ReportVerdict::Broken && !is_unreadable(signature) && !holds(signature)
}

/// There is a place for a signature and nothing in it that could be read: nothing was compared with the document.
fn is_unreadable(signature: &SignatureReport) -> bool {
    found(signature, FindingCode::CmsUnreadable)
}

/// Nothing came later but bytes behind the end of the file, which belong to no object.
fn is_only_longer(signature: &SignatureReport) -> bool {
    found(signature, FindingCode::BytesAfterEnd) && signature.later_changes.is_empty()
}

/// A chain leads from the certificate to one that is recognised and would hold at another time. A chain that fails otherwise
/// is none of these: names alone may have led to its end.
fn is_recognised_out_of_validity(signature: &SignatureReport) -> bool {
    let unrecognised = [FindingCode::ChainInvalid, FindingCode::IssuerUnknown];
    matches!(signature.certificate_status, CertificateStatus::Expired | CertificateStatus::NotYetValid)
        && signature.signer.as_ref().is_some_and(|signer| signer.trusted_by.is_none())
        && !unrecognised.into_iter().any(|code| found(signature, code))
}

fn holds(signature: &SignatureReport) -> bool {
    let integrity = signature.integrity;
    integrity.byte_range_ok && integrity.digest_ok == Some(true) && integrity.signature_ok == Some(true)
}

/// Nothing could be computed: an unknown kind of signature, not a bad one.
fn unchecked(signature: &SignatureReport) -> bool {
    signature.indication == Indication::Indeterminate
        && (signature.integrity.digest_ok.is_none() || signature.integrity.signature_ok.is_none())
}

/// Trusted because of the EU lists, not because of a certificate this person chose.
fn is_listed(signature: &SignatureReport) -> bool {
    listing(signature).is_some_and(|listing| listing.relied_on)
}

fn listing(signature: &SignatureReport) -> Option<&Listing> {
    signature.signer.as_ref()?.listed.as_ref()
}

fn self_made(signature: &SignatureReport) -> bool {
    signature.signer.as_ref().is_some_and(|signer| signer.self_made)
}

/// Whether the certificate is in the name of whoever signed: nobody collected the signature.
fn is_own_name(signature: &SignatureReport) -> bool {
    let certified = signature.signer.as_ref().and_then(|signer| signer.common_name.as_ref());
    signature.declared_name.is_none() || signature.declared_name.as_ref() == certified
}

/// Who signed, for people: the name the PDF states when the seal is a program's own, the certificate's otherwise.
pub(crate) fn declared_name(signature: &SignatureReport) -> String {
    let said = |name: &&str| !name.trim().is_empty();
    let signer = signature.signer.as_ref();
    let certified = signer.and_then(|signer| signer.common_name.as_deref()).filter(said);
    let certified = certified.or_else(|| signer?.organization.as_deref().filter(said));
    match (signature.declared_name.as_deref().filter(said), certified) {
        (Some(name), _) if self_made(signature) => text::name(name),
        (_, Some(name)) | (Some(name), None) => text::name(name),
        (None, None) => signer.map_or_else(|| "?".to_owned(), |signer| format!("№ {}", signer.serial)),
    }
}

fn facts(signature: &SignatureReport) -> BTreeMap<String, String> {
    let signer = signature.signer.as_ref();
    let certified = signer.and_then(|signer| signer.common_name.as_deref()).map(text::name);
    let issuer = signer.and_then(|signer| signer.trusted_by.as_deref().or(signer.issuer.as_deref()));
    let time = signature.proven_time.or(signature.claimed_time).map(local_time);
    BTreeMap::from([
        ("name".to_owned(), declared_name(signature)),
        ("signer".to_owned(), certified.unwrap_or_else(|| declared_name(signature))),
        ("issuer".to_owned(), issuer.map_or_else(|| "?".to_owned(), text::name)),
        (
            "provider".to_owned(),
            listing(signature).map_or_else(|| "?".to_owned(), |one| text::name(&one.provider)),
        ),
        (
            "territory".to_owned(),
            listing(signature).map_or_else(|| "?".to_owned(), |one| one.territory.clone()),
        ),
        ("time".to_owned(), time.unwrap_or_else(|| "?".to_owned())),
    ])
}

fn answered(question: &str, answer: Answer, sentence: SentenceView) -> AnswerView {
    AnswerView { question: question.to_owned(), answer, sentence }
}

fn say<const N: usize>(id: &str, params: [(&str, String); N]) -> SentenceView {
    let params = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    SentenceView { id: id.to_owned(), params }
}

#[cfg(test)]
mod tests;

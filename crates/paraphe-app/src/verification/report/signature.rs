//! One signature in a report: five questions, what was found, and the details a specialist wants.

use paraphe_pades::{
    Coverage, Finding, PadesLevel, Permission, SignatureKind, SignatureReport, Signer, TimestampReport,
};

use super::content::{Item, Part, Words, moment};
use crate::schema::{Answer, AnswerView, Verdict};
use crate::verdict;

/// The part about one signature.
pub(super) fn part(words: &Words, signature: &SignatureReport, number: usize) -> Part {
    let name = verdict::declared_name(signature);
    let heading =
        words.said("verification-part-signature", &[("number", number.to_string()), ("name", name)]);
    let told = verdict::signature(signature);
    let mut items: Vec<Item> = told.answers.iter().filter_map(|answer| question(words, answer)).collect();
    items.push(rely(words, told.verdict));
    items.extend(findings(words, signature));
    items.extend(details(words, signature));
    items.extend(signature.signer.iter().flat_map(|signer| certificate(words, signer)));
    items.extend(timestamp(words, &signature.timestamp));
    items.push(words.entry("verification-etsi", etsi(signature)));
    Part { heading, items }
}

fn question(words: &Words, answer: &AnswerView) -> Option<Item> {
    let id = match answer.question.as_str() {
        "unchanged" => "verification-question-unchanged",
        "later_changes" => "verification-question-later",
        "who" => "verification-question-who",
        "when" => "verification-question-when",
        "certificate" => "verification-question-certificate",
        _ => return None,
    };
    Some(Item::Answer {
        question: words.plain(id),
        answer: answer.answer,
        word: word(words, answer.answer),
        text: words.told(&answer.sentence),
    })
}

/// The question all others lead to.
fn rely(words: &Words, verdict: Verdict) -> Item {
    let (answer, id) = match verdict {
        Verdict::Valid => (Answer::Yes, "verification-rely-valid"),
        Verdict::IdentityToConfirm => (Answer::Unknown, "verification-rely-open"),
        Verdict::Broken => (Answer::No, "verification-rely-broken"),
        Verdict::NoSignature => (Answer::Unknown, "verification-rely-unknown"),
    };
    Item::Answer {
        question: words.plain("verification-question-rely"),
        answer,
        word: word(words, answer),
        text: words.plain(id),
    }
}

fn word(words: &Words, answer: Answer) -> String {
    words.plain(match answer {
        Answer::No => "verification-no",
        Answer::Unknown => "verification-open",
        Answer::Yes => "verification-yes",
    })
}

fn findings<'a>(words: &'a Words, signature: &'a SignatureReport) -> impl Iterator<Item = Item> + 'a {
    let one = |found: &Finding| Item::Finding(found.severity, words.finding(found));
    signature.findings.iter().map(one)
}

fn details(words: &Words, signature: &SignatureReport) -> Vec<Item> {
    let kind = match signature.kind {
        SignatureKind::Approval => "verification-kind-approval",
        SignatureKind::Certification => "verification-kind-certification",
        SignatureKind::DocumentTimestamp => "verification-kind-timestamp",
    };
    let coverage = match signature.coverage {
        Coverage::WholeFile => "verification-coverage-file",
        Coverage::WholeRevision => "verification-coverage-revision",
        Coverage::Partial => "verification-coverage-partial",
    };
    let mut items = vec![
        words.entry("verification-kind", words.plain(kind)),
        words.entry("verification-coverage", words.plain(coverage)),
    ];
    let mut add = |id: &str, text: Option<String>| {
        items.extend(text.filter(|text| !text.is_empty()).map(|text| words.entry(id, text)));
    };
    add("verification-permits", signature.permits.map(|permits| words.plain(permission(permits))));
    add("verification-page", signature.page.map(|page| page.to_string()));
    add("verification-reason", signature.reason.clone());
    add("verification-location", signature.location.clone());
    add("verification-claimed", signature.claimed_time.map(moment));
    add("verification-proven", signature.proven_time.map(moment));
    let pages: Vec<String> = signature.changed_pages.iter().map(ToString::to_string).collect();
    add("verification-changed-pages", Some(pages.join(", ")));
    items
}

fn permission(permits: Permission) -> &'static str {
    match permits {
        Permission::NoChanges => "verification-permits-nothing",
        Permission::FormFilling => "verification-permits-forms",
        Permission::Annotations => "verification-permits-notes",
    }
}

fn certificate(words: &Words, signer: &Signer) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |id: &str, text: Option<String>| {
        items.extend(text.filter(|text| !text.is_empty()).map(|text| words.entry(id, text)));
    };
    add("verification-certificate-name", signer.common_name.clone());
    add("verification-certificate-organization", signer.organization.clone());
    add("verification-certificate-issuer", signer.issuer.clone());
    add("verification-certificate-serial", Some(signer.serial.clone()));
    let facts = [("from", moment(signer.not_before)), ("to", moment(signer.not_after))];
    add("verification-certificate-validity", Some(words.said("verification-certificate-from-to", &facts)));
    add("verification-certificate-fingerprint", Some(signer.fingerprint.to_string()));
    add("verification-trusted-by", signer.trusted_by.clone());
    let listed = signer.listed.as_ref();
    add(
        "verification-listed",
        listed.map(|one| format!("{} – {} ({})", one.provider, one.service, one.territory)),
    );
    items
}

fn timestamp(words: &Words, timestamp: &TimestampReport) -> Option<Item> {
    if !timestamp.present {
        return None;
    }
    let authority = timestamp.authority.clone().unwrap_or_else(|| "?".to_owned());
    let id = if timestamp.valid { "verification-timestamp-valid" } else { "verification-timestamp-open" };
    let text = words.said(id, &[("authority", authority)]);
    Some(words.entry("verification-timestamp", text))
}

/// In the words of EN 319 102-1 and EN 319 142-1, which are nobody's language.
fn etsi(signature: &SignatureReport) -> String {
    let level = signature.level.map(|level| match level {
        PadesLevel::BB => "PAdES B-B".to_owned(),
        PadesLevel::BT => "PAdES B-T".to_owned(),
        PadesLevel::BLT => "PAdES B-LT".to_owned(),
        PadesLevel::BLTA => "PAdES B-LTA".to_owned(),
    });
    let parts = [
        named(&signature.indication),
        signature.sub_indication.as_ref().and_then(named),
        level,
        Some(signature.sub_filter.clone()).filter(|name| !name.is_empty()),
        signature.signature_algorithm.as_ref().and_then(named),
        signature.digest_algorithm.as_ref().and_then(named),
        Some(signature.field.clone()).filter(|name| !name.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A closed word as the report writes it.
fn named(word: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(word).ok()?.as_str().map(str::to_owned)
}

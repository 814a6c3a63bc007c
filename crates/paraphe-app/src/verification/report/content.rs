//! What a report says, in order, in the reader's language. How it looks is `html`'s and `sheet`'s part.

use std::collections::BTreeMap;

use paraphe_envelope::Language;
use paraphe_pades::{FindingCode, Severity};

use super::{Facts, signature};
use crate::schema::{Answer, OriginKind, OriginView, SentenceView, Verdict};
use crate::verification::{acrobat, unfinished};
use crate::view::local_time;
use crate::{verdict, words};

/// A whole report.
pub(crate) struct Content {
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) verdict: Verdict,
    /// The verdict in a few words.
    pub(crate) headline: String,
    /// The verdict in one sentence.
    pub(crate) sentence: String,
    /// Why this is not the last state of the document, where it may be taken for it.
    pub(crate) unfinished: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// A heading and what stands under it.
pub(crate) struct Part {
    pub(crate) heading: String,
    pub(crate) items: Vec<Item>,
}

/// One piece.
pub(crate) enum Item {
    /// A question, whether the answer is good, and the answer.
    Answer { question: String, answer: Answer, word: String, text: String },
    /// A label and what it stands for.
    Entry(String, String),
    /// Something that was found, by weight.
    Finding(Severity, String),
    /// Running text.
    Paragraph(String),
}

/// What a check without a network leaves open.
const UNCHECKED: [FindingCode; 6] = [
    FindingCode::AuthorityNotChecked,
    FindingCode::QualifiedClaimUnconfirmed,
    FindingCode::RevocationNotChecked,
    FindingCode::RevocationTooOld,
    FindingCode::TimestampNotChecked,
    FindingCode::TrustListOverdue,
];

/// Times closer than this are one and the same for whoever reads a report.
const MOMENT_MILLIS: u64 = 60_000;

impl Content {
    /// What there is to say.
    pub(crate) fn of(facts: &Facts<'_>) -> Self {
        let words = Words(facts.language);
        let report = facts.report;
        let verdict = verdict::verdict(report.verdict);
        let sentence = verdict::sentence(report);
        let advice = verdict::advice(verdict, report, facts.origin);
        let mut parts = vec![file(&words, facts)];
        if !advice.is_empty() {
            let items = advice.iter().map(|sentence| Item::Paragraph(words.told(sentence))).collect();
            parts.push(words.part("verification-part-advice", items));
        }
        for (one, number) in report.signatures.iter().zip(1..) {
            parts.push(signature::part(&words, one, number));
        }
        parts.push(unchecked(&words, facts));
        let acrobat = words.told(&acrobat::outlook(report).sentence);
        parts.push(words.part("verification-part-acrobat", vec![Item::Paragraph(acrobat)]));
        if let Some(origin) = facts.origin {
            let item = Item::Paragraph(words.told(&origin.sentence));
            parts.push(words.part("verification-part-history", vec![item]));
        }
        Self {
            language: words.0,
            title: words.plain("verification-title"),
            verdict: toned(verdict, facts.origin),
            headline: words.plain(verdict::title(verdict, &sentence)),
            sentence: words.told(&sentence),
            unfinished: unfinished::note(report, facts.origin).map(|note| words.told(&note)),
            parts,
        }
    }
}

/// How the verdict is coloured: a good signature over something else than one's own document is no reason to be reassured.
fn toned(verdict: Verdict, origin: Option<&OriginView>) -> Verdict {
    let is_changed = origin.is_some_and(|origin| origin.kind == OriginKind::Changed);
    if verdict == Verdict::Valid && is_changed { Verdict::IdentityToConfirm } else { verdict }
}

fn file(words: &Words, facts: &Facts<'_>) -> Part {
    let report = facts.report;
    let mut items = vec![
        words.entry("verification-file", report.file.clone()),
        words.entry("verification-sha256", report.sha256.to_string()),
        words.entry("verification-signatures", report.signatures.len().to_string()),
        words.entry("verification-checked", moment(facts.now)),
    ];
    // What was looked at a moment ago was judged as of now.
    if report.checked_at.as_millis().abs_diff(facts.now.as_millis()) > MOMENT_MILLIS {
        items.push(words.entry("verification-judged-for", moment(report.checked_at)));
    }
    items.push(words.entry("verification-program", format!("Paraphe {}", env!("CARGO_PKG_VERSION"))));
    words.part("verification-part-file", items)
}

fn unchecked(words: &Words, facts: &Facts<'_>) -> Part {
    let mut items = vec![Item::Paragraph(words.plain("verification-offline"))];
    items.push(Item::Paragraph(match facts.lists_issued {
        Some(issued) => words.said("verification-lists", &[("time", local_time(issued))]),
        None => words.plain("verification-lists-none"),
    }));
    for (signature, number) in facts.report.signatures.iter().zip(1..) {
        let name = verdict::declared_name(signature);
        for found in signature.findings.iter().filter(|found| UNCHECKED.contains(&found.code)) {
            let facts =
                [("number", number.to_string()), ("name", name.clone()), ("what", words.finding(found))];
            items.push(Item::Finding(found.severity, words.said("verification-of-signature", &facts)));
        }
    }
    if facts.report.unchecked_signatures > 0 && !verdict::is_lost(facts.report) {
        let count = [("n", facts.report.unchecked_signatures.to_string())];
        items.push(Item::Finding(Severity::Warning, words.said("verification-unknown-kinds", &count)));
    }
    words.part("verification-part-unchecked", items)
}

/// As people of this computer read it, and so that it means the same anywhere.
pub(super) fn moment(at: paraphe_envelope::Timestamp) -> String {
    format!("{} – {}", local_time(at), at.to_rfc3339())
}

/// The language a report is written in.
pub(super) struct Words(Language);

impl Words {
    pub(super) fn plain(&self, id: &str) -> String {
        words::plain(self.0, id)
    }

    pub(super) fn said(&self, id: &str, facts: &[(&str, String)]) -> String {
        let params: BTreeMap<_, _> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.told(&SentenceView { id: id.to_owned(), params })
    }

    pub(super) fn told(&self, sentence: &SentenceView) -> String {
        words::tell(self.0, sentence)
    }

    /// The finding in this language; the report's own sentence is in the program's.
    pub(super) fn finding(&self, found: &paraphe_pades::Finding) -> String {
        self.told(&crate::commands::verify_document::sentence_of(found))
    }

    pub(super) fn entry(&self, id: &str, text: String) -> Item {
        Item::Entry(self.plain(id), text)
    }

    pub(super) fn part(&self, id: &str, items: Vec<Item>) -> Part {
        Part { heading: self.plain(id), items }
    }
}

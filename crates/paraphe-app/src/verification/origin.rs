//! What this computer's history knows of a file: the very document that was sent or came back, one that begins with it,
//! one whose content was changed behind it, or one that only has its name. A name proves nothing, and is told for that reason: whoever expects their own document
//! learns that it is another.

use std::collections::BTreeMap;
use std::path::Path;

use paraphe_envelope::{AuditEventKind, Document, Envelope, EnvelopeId, Sha256Digest, Timestamp};
use paraphe_history::{Folding, HistoryFilter, HistoryQuery, Subject};
use paraphe_pades::{ChangeKind, Since, ValidationReport};
use paraphe_pdf::PdfFile;

use super::sent::{self, Kinship};
use super::{text, unfinished};
use crate::schema::{OriginKind, OriginView, SentenceView};
use crate::view::local_time;
use crate::{App, Error, signed_so_far, translate};

/// How many envelopes of a similar name are looked at.
const NAMESAKES: u32 = 20;

/// What the history knows of this file.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn find(
    app: &App,
    pdf: &PdfFile,
    report: &ValidationReport,
    name: &str,
) -> Result<Option<OriginView>, Error> {
    if let Some(envelope) = holding(app, &report.sha256)? {
        return noting_others(app, same(&envelope, pdf, report), &report.sha256).map(Some);
    }
    // The newest first. Whoever signs with another program appends to what they were sent.
    for (end, prefix) in report.earlier.iter().rev() {
        if let Some(envelope) = holding(app, prefix)? {
            let found = match sent::made_of(pdf, *end) {
                Kinship::Continued(made) => continued(&envelope, report, (*end, &made)),
                Kinship::Changed | Kinship::Rewritten => {
                    view(&envelope, OriginKind::Changed, "verdict-origin-changed", sent_at(&envelope))
                }
            };
            let found = OriginView { sent_bytes: Some(*end as u64), ..found };
            return noting_others(app, found, prefix).map(Some);
        }
    }
    let namesake = namesake(app, name)?;
    Ok(namesake.map(|envelope| {
        view(&envelope, OriginKind::NameOnly, "verdict-origin-name-only", sent_at(&envelope))
    }))
}

/// The envelope's document, with what was made of it behind that many bytes.
fn continued(envelope: &Envelope, report: &ValidationReport, (end, made): (usize, &Since)) -> OriginView {
    let mut found = view(envelope, OriginKind::Continued, "verdict-origin-continued", sent_at(envelope));
    let is_signed = report.signatures.iter().any(|one| one.signed_bytes > end as u64);
    let filled = made.filled();
    let names: Vec<String> = filled.iter().map(|name| text::name(name)).collect();
    for (name, fact) in [
        ("added", if is_signed { "signature" } else { "other" }.to_owned()),
        ("filled", filled.len().to_string()),
        ("fields", names.join(", ")),
        ("notes", if made.has(ChangeKind::Annotation) { "yes" } else { "no" }.to_owned()),
    ] {
        found.sentence.params.insert(name.to_owned(), fact);
    }
    found
}

fn holding(app: &App, sha256: &Sha256Digest) -> Result<Option<Envelope>, Error> {
    let history = app.history();
    let id = history.envelope_with_document(sha256).map_err(translate::history)?;
    id.map(|id: EnvelopeId| history.envelope(&id).map_err(translate::history)).transpose()
}

/// The same contract may have gone out with several requests: that one is named must not read as if it were the only one.
fn noting_others(app: &App, mut found: OriginView, sha256: &Sha256Digest) -> Result<OriginView, Error> {
    let count = app.history().count_with_document(sha256).map_err(translate::history)?;
    let others = if count > 1 { "yes" } else { "no" };
    found.sentence.params.insert("others".to_owned(), others.to_owned());
    Ok(found)
}

/// The envelope has exactly these bytes: as they were sent, as they came back, or on the way.
fn same(envelope: &Envelope, pdf: &PdfFile, report: &ValidationReport) -> OriginView {
    let sha256 = &report.sha256;
    let is_last = envelope.documents().iter().any(|document| envelope.current_digest(document) == *sha256);
    let found = match received_at(envelope, sha256) {
        Some(at) => {
            let id = if is_last { "verdict-origin-received" } else { "verdict-origin-earlier" };
            let mut found = view(envelope, OriginKind::Received, id, at);
            let beside = beside_sent(envelope, pdf, report).to_owned();
            found.sentence.params.insert("sent".to_owned(), beside);
            found
        }
        None => view(envelope, OriginKind::Sent, "verdict-origin-sent", sent_at(envelope)),
    };
    let is_whole = |document: &Document| signed_so_far::is_whole(envelope, &document.id, sha256);
    if is_last && envelope.documents().iter().any(is_whole) {
        return found;
    }
    OriginView { unfinished: unfinished::of_request(envelope, is_last), ..found }
}

/// How what came back and what was sent belong together. What was signed here was made of it here.
fn beside_sent(envelope: &Envelope, pdf: &PdfFile, report: &ValidationReport) -> &'static str {
    let came = envelope.events().iter().find_map(|event| {
        if let AuditEventKind::Downloaded { sha256, document, .. } = &event.kind
            && *sha256 == report.sha256
        {
            return document.as_ref();
        }
        None
    });
    let Some(document) = came.and_then(|document| envelope.document(document)) else { return "same" };
    match sent::kinship(pdf, report, &[document.sha256]) {
        Kinship::Continued(_) => "same",
        Kinship::Changed => "changed",
        Kinship::Rewritten => "other",
    }
}

/// When a signed version with this digest came.
fn received_at(envelope: &Envelope, sha256: &Sha256Digest) -> Option<Timestamp> {
    let is_it = |kind: &AuditEventKind| {
        if let AuditEventKind::Signed { documents, .. } | AuditEventKind::Timestamped { documents } = kind {
            return documents.iter().any(|(_, found)| found == sha256);
        }
        matches!(kind, AuditEventKind::Downloaded { sha256: found, document: Some(_), .. } if found == sha256)
    };
    envelope.events().iter().find(|event| is_it(&event.kind)).map(|event| event.at)
}

fn sent_at(envelope: &Envelope) -> Timestamp {
    let started = envelope
        .events()
        .iter()
        .find(|event| matches!(event.kind, AuditEventKind::SendingStarted { .. } | AuditEventKind::Accepted));
    started.map_or(envelope.created_at(), |event| event.at)
}

/// The newest envelope that has this name or a document of this name.
fn namesake(app: &App, name: &str) -> Result<Option<Envelope>, Error> {
    let words = words_of(name);
    if words.concat().chars().count() < 4 {
        return Ok(None);
    }
    let query = HistoryQuery {
        text: words.join(" "),
        filter: HistoryFilter::All,
        folding: Folding::Requests,
        cursor: None,
        limit: NAMESAKES,
        now: app.now(),
    };
    let history = app.history();
    for row in history.list(&query).map_err(translate::history)?.rows {
        let Subject::Envelope(id, _) = row.subject else { continue };
        let envelope = history.envelope(&id).map_err(translate::history)?;
        let is_named = |document: &Document| words_of(&document.name) == words;
        if words_of(envelope.title()) == words || envelope.documents().iter().any(is_named) {
            return Ok(Some(envelope));
        }
    }
    Ok(None)
}

/// The words of a name, without what programs put behind it: `Bail-signé (2).pdf` and `bail` are the same.
fn words_of(name: &str) -> Vec<String> {
    let name = match Path::new(name).extension() {
        Some(extension) if extension.eq_ignore_ascii_case("pdf") => &name[..name.len() - 4],
        Some(_) | None => name,
    };
    let lower = name.trim().to_lowercase();
    let copy = lower.rfind(" (").filter(|at| is_copy_number(&lower[at + 2..]));
    let lower = copy.map_or(lower.as_str(), |at| &lower[..at]);
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    while words.len() > 1 && words.last().is_some_and(|word| SIGNED.contains(&word.as_str())) {
        words.pop();
    }
    words
}

/// What programs append to the name of a signed file.
const SIGNED: [&str; 5] = ["signé", "signe", "signed", "copie", "copy"];

fn is_copy_number(rest: &str) -> bool {
    let number = rest.strip_suffix(')').unwrap_or_default();
    !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
}

fn view(envelope: &Envelope, kind: OriginKind, id: &str, at: Timestamp) -> OriginView {
    let params = BTreeMap::from([
        ("title".to_owned(), envelope.title().to_owned()),
        ("time".to_owned(), local_time(at)),
    ]);
    let sentence = SentenceView { id: id.to_owned(), params };
    OriginView { kind, envelope: envelope.id().clone(), sentence, sent_bytes: None, unfinished: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_programs_append() {
        for same in ["Bail-signé (2).pdf", "bail.PDF", " Bail ", "BAIL_signed.pdf", "bail - copie.pdf"] {
            assert_eq!(words_of(same), ["bail"], "{same}");
        }
        assert_ne!(words_of("Facture 12.pdf"), words_of("Facture 13.pdf"));
        assert_eq!(words_of("Signé.pdf"), ["signé"], "a name is never empty for being a word");
        assert_eq!(words_of("Contrat v1.2"), ["contrat", "v1", "2"]);
    }
}

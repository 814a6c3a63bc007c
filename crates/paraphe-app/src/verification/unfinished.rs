//! Whether a file that verifies is one on the way, or not what one sent: whoever sees a valid signature may take it for the last, and for
//! one under their own document. A note beside the verdict, which it never changes.

use paraphe_envelope::{Envelope, EnvelopeStatus, RecipientStatus, Role};
use paraphe_pades::{ValidationReport, Verdict};

use super::many;
use crate::schema::{OriginKind, OriginView, SentenceView};

/// The note on a file somebody has signed. What the history knows of the very file comes before what the file shows: a request
/// that is completed asks nobody any more, whatever fields its author left empty.
pub(crate) fn note(report: &ValidationReport, origin: Option<&OriginView>) -> Option<SentenceView> {
    if report.verdict == Verdict::Broken || many::signature_count(report) == 0 {
        return None;
    }
    match origin.map(|origin| (origin.kind, &origin.unfinished)) {
        Some((OriginKind::Received | OriginKind::Sent, unfinished)) => unfinished.clone(),
        Some((OriginKind::Changed, _)) => Some(say("verdict-not-as-sent", [])),
        Some((OriginKind::Continued | OriginKind::NameOnly, _)) | None if report.unsigned_fields > 0 => {
            Some(say("verdict-unfinished-fields", [("n", report.unsigned_fields.to_string())]))
        }
        Some((OriginKind::Continued | OriginKind::NameOnly, _)) | None => None,
    }
}

/// The same of a document of this request; `is_last`: no newer state of it is known.
pub(super) fn of_request(envelope: &Envelope, is_last: bool) -> Option<SentenceView> {
    let title = ("title", envelope.title().to_owned());
    if envelope.status() == EnvelopeStatus::Completed {
        return (!is_last).then(|| say("verdict-unfinished-earlier", [title]));
    }
    if envelope.status().is_final() {
        return Some(say("verdict-unfinished-ended", [title]));
    }
    let (signed, people) = progress(envelope);
    let facts = [title, ("signed", signed.to_string()), ("people", people.to_string())];
    Some(say("verdict-unfinished-running", facts))
}

/// How many have signed, of how many.
fn progress(envelope: &Envelope) -> (usize, usize) {
    let signers = || envelope.recipients().iter().filter(|person| person.role == Role::Signer);
    let has_signed =
        signers().filter(|person| envelope.recipient_status(&person.id) == RecipientStatus::Signed);
    (has_signed.count(), signers().count())
}

fn say<const N: usize>(id: &str, params: [(&str, String); N]) -> SentenceView {
    let params = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    SentenceView { id: id.to_owned(), params }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Language;

    use super::*;
    use crate::verification::report::samples::{report, signature};
    use crate::words;

    fn told(report: &ValidationReport, origin: Option<&OriginView>) -> Option<String> {
        let note = note(report, origin)?;
        for language in [Language::En, Language::It] {
            let said = words::tell(language, &note);
            assert!(said != note.id && !said.contains('{'), "{language:?}: {said}");
        }
        Some(words::tell(Language::Fr, &note))
    }

    fn origin(kind: OriginKind, unfinished: Option<SentenceView>) -> OriginView {
        let envelope = "env_00000000000000000000000000000001".parse().unwrap();
        OriginView {
            kind,
            envelope,
            sentence: say("verdict-origin-received", []),
            sent_bytes: None,
            unfinished,
        }
    }

    #[test]
    fn fields_nobody_has_signed_are_told_beside_a_signature_and_never_beside_a_broken_one() {
        let open = |fields| ValidationReport { unsigned_fields: fields, ..report(vec![signature("Alice")]) };
        assert_eq!(told(&open(0), None), None);
        assert!(told(&open(1), None).unwrap().starts_with("Un champ de signature"));
        assert!(told(&open(2), None).unwrap().starts_with("2 champs de signature"));
        assert_eq!(told(&ValidationReport { verdict: Verdict::Broken, ..open(1) }, None), None);
        assert_eq!(told(&ValidationReport { unsigned_fields: 1, ..report(Vec::new()) }, None), None);
    }

    #[test]
    fn what_the_history_knows_of_the_very_file_comes_first() {
        let open = ValidationReport { unsigned_fields: 1, ..report(vec![signature("Alice")]) };
        let facts = [("title", "Bail"), ("signed", "1"), ("people", "2")];
        let running = say("verdict-unfinished-running", facts.map(|(name, fact)| (name, fact.to_owned())));
        let known = origin(OriginKind::Received, Some(running));
        let said = told(&open, Some(&known)).unwrap();
        assert!(said.contains("Bail") && said.contains("1 signataire sur 2"), "{said}");
        assert_eq!(told(&open, Some(&origin(OriginKind::Received, None))), None, "nobody is asked any more");
        for id in ["verdict-unfinished-ended", "verdict-unfinished-earlier"] {
            let note = say(id, [("title", "Bail".to_owned())]);
            assert!(told(&open, Some(&origin(OriginKind::Received, Some(note)))).unwrap().contains("Bail"));
        }
        let changed = told(&open, Some(&origin(OriginKind::Changed, None))).unwrap();
        assert!(changed.contains("omparez"), "{changed}");
        let namesake = origin(OriginKind::NameOnly, None);
        assert!(told(&open, Some(&namesake)).is_some(), "a name proves nothing");
    }
}

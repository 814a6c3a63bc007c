//! How signers at this computer wish to be handed their copy: by e-mail, on paper, as a file.
//!
//! A wish stands until somebody says that it is done. A message is only ever prepared, in the host's own mail program: whether it
//! left, nobody here knows, and nothing says so. No wish is part of the evidence.

use std::collections::BTreeMap;
use std::path::PathBuf;

use paraphe_envelope::{EmailAddress, Envelope, EnvelopeId, Language, Recipient, RecipientId, Timestamp};
use paraphe_history::{History, Left};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::mailing::{self, Letter};
use crate::schema::{KioskReceiptRequest, ReceiptWay, ReceiptWishRequest, ReceiptWishView, SentenceView};
use crate::scratch::Scratch;
use crate::{App, Code, Error, files, remembered, translate, words};

const KEY: &str = "receipt_wishes";
/// The longest name of an attached file, in characters, without its ending.
const LONGEST_NAME: usize = 80;

/// A wish as it is kept.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Wish {
    envelope: EnvelopeId,
    recipient: RecipientId,
    /// What the signer was spoken to in.
    language: Language,
    way: ReceiptWay,
    /// With `email`.
    address: Option<EmailAddress>,
    prepared_at: Option<Timestamp>,
}

impl Wish {
    fn is(&self, wanted: &ReceiptWishRequest) -> bool {
        self.is_of(&wanted.envelope, &wanted.recipient) && self.way == wanted.way
    }

    fn is_of(&self, envelope: &EnvelopeId, recipient: &RecipientId) -> bool {
        self.envelope == *envelope && self.recipient == *recipient
    }
}

/// Keeps what a signer wishes, in the place of what they said before.
///
/// # Errors
/// `refused`: the address is none.
pub(crate) fn keep(
    app: &App,
    envelope: &Envelope,
    (signer, language): (&Recipient, Language),
    request: KioskReceiptRequest,
) -> Result<(), Error> {
    let mut ways = request.ways;
    ways.sort_unstable();
    ways.dedup();
    let address = match ways.contains(&ReceiptWay::Email) {
        true => Some(address(request.address.as_deref().unwrap_or_default())?),
        false => None,
    };
    let wish = |way: ReceiptWay| Wish {
        envelope: envelope.id().clone(),
        recipient: signer.id.clone(),
        language,
        way,
        address: address.clone().filter(|_| way == ReceiptWay::Email),
        prepared_at: None,
    };
    let mut history = app.history();
    let mut kept = stored(&history)?;
    kept.retain(|entry| !is_wish(entry, |former| former.is_of(envelope.id(), &signer.id)));
    kept.extend(ways.into_iter().map(|way| json!(wish(way))));
    store(&mut history, &kept, envelope.id())
}

fn address(text: &str) -> Result<EmailAddress, Error> {
    text.parse().map_err(|refusal: paraphe_envelope::EmailRefusal| {
        Error::new(Code::Refused, "error-receipt-address").detail(refusal)
    })
}

/// The wishes of an envelope's signers, in the order of its people.
pub(crate) fn of(app: &App, envelope: &Envelope) -> Result<Vec<ReceiptWishView>, Error> {
    let wishes = wishes(&app.history())?;
    let view = |person: &Recipient, wish: &Wish| ReceiptWishView {
        recipient: person.id.clone(),
        name: person.full_name(),
        way: wish.way,
        address: wish.address.as_ref().map(ToString::to_string),
        prepared_at: wish.prepared_at,
    };
    let of_person = |person: &Recipient| {
        let own = wishes.iter().filter(|wish| wish.is_of(envelope.id(), &person.id));
        own.map(|wish| view(person, wish)).collect::<Vec<_>>()
    };
    Ok(envelope.recipients().iter().flat_map(of_person).collect())
}

/// Somebody says that a wish is done, or that it is none any more. One that is gone stays so.
pub(crate) fn settle(app: &App, wanted: &ReceiptWishRequest) -> Result<(), Error> {
    let mut history = app.history();
    let mut kept = stored(&history)?;
    kept.retain(|entry| !is_wish(entry, |wish| wish.is(wanted)));
    store(&mut history, &kept, &wanted.envelope)
}

/// Keeps the wishes; one of this envelope that is left is something to do with it.
fn store(history: &mut History, kept: &[Value], of: &EnvelopeId) -> Result<(), Error> {
    let is_left = kept.iter().any(|entry| is_wish(entry, |wish| wish.envelope == *of));
    let left = if is_left { Left::Something } else { Left::Nothing };
    history.set_left((KEY, &kept), (of, left)).map_err(translate::history)
}

/// Has the person's own mail program show a message to the signer, their copy attached, for the person to send or not.
///
/// # Errors
/// `notFound`: there is no such wish. `refused`: this is the demonstration, the copies are too heavy, or no program took the
/// message.
pub(crate) fn prepare(app: &App, wanted: &ReceiptWishRequest) -> Result<(), Error> {
    if app.demo().is_demo {
        return Err(Error::new(Code::Refused, "error-receipt-demo"));
    }
    let wish = wishes(&app.history())?.into_iter().find(|wish| wish.is(wanted));
    let envelope = app.history().envelope(&wanted.envelope).map_err(translate::history)?;
    let known = wish
        .as_ref()
        .and_then(|wish| Some((wish, wish.address.clone()?, envelope.recipient(&wish.recipient)?)));
    let Some((wish, to, signer)) = known else {
        return Err(Error::new(Code::NotFound, "error-receipt-gone"));
    };
    let scratch = Scratch::new(app)?;
    let files = copies(app, &envelope, &scratch)?;
    let (subject, text) = said(app, &envelope, (signer, wish.language))?;
    mailing::open(&Letter { to, subject, text, files }, &scratch)?;
    // The mail program reads the files when the person sends, which may be much later.
    scratch.leave();
    note_prepared(app, wanted)
}

fn note_prepared(app: &App, wanted: &ReceiptWishRequest) -> Result<(), Error> {
    let now = app.now();
    let mut history = app.history();
    let mut kept = stored(&history)?;
    for entry in &mut kept {
        if is_wish(entry, |wish| wish.is(wanted)) {
            entry["prepared_at"] = json!(now);
        }
    }
    remembered::keep(&mut history, KEY, &kept)
}

/// The documents as they stand now, each under a name of its own.
fn copies(app: &App, envelope: &Envelope, scratch: &Scratch) -> Result<Vec<PathBuf>, Error> {
    let vault = app.history().vault().clone();
    let copy = |document: &paraphe_envelope::Document| {
        let sha256 = envelope.current_digest(document);
        let source = vault.open_verified(&sha256).map_err(translate::vault)?;
        files::copy_beside_others(&source, scratch.folder(), &file_name(&document.name), &sha256)
    };
    envelope.documents().iter().map(copy).collect()
}

/// A file name every system takes, and every list of attachments: some mail programs are given theirs parted by commas, in
/// quotes.
fn file_name(name: &str) -> String {
    let stem = match name.len().checked_sub(4).and_then(|at| name.split_at_checked(at)) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".pdf") => stem,
        Some(_) | None => name,
    };
    let letter = |letter: char| match letter {
        '\'' => '’',
        other if other.is_control() || r#"\/:*?"<>|,;%#&"#.contains(other) => ' ',
        other => other,
    };
    let words: String = stem.chars().map(letter).take(LONGEST_NAME).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(['.', ' ', '-']);
    format!("{}.pdf", if words.is_empty() { "document" } else { words })
}

/// Subject and text, in the signer's language.
fn said(
    app: &App,
    envelope: &Envelope,
    (signer, language): (&Recipient, Language),
) -> Result<(String, String), Error> {
    let facts = BTreeMap::from([
        ("name".to_owned(), signer.full_name()),
        ("title".to_owned(), envelope.title().to_owned()),
        ("count".to_owned(), envelope.documents().len().to_string()),
        ("host".to_owned(), app.settings()?.host_name),
    ]);
    Ok(in_language(language, &facts))
}

fn in_language(language: Language, facts: &BTreeMap<String, String>) -> (String, String) {
    let tell = |id: &str| words::tell(language, &SentenceView { id: id.to_owned(), params: facts.clone() });
    (words::in_one_line(&tell("receipt-mail-subject")), tell("receipt-mail-text").trim_end().to_owned())
}

/// What is kept, and what another version kept: whoever wrote it wants it back.
fn stored(history: &History) -> Result<Vec<Value>, Error> {
    remembered::read(history, KEY)
}

fn wishes(history: &History) -> Result<Vec<Wish>, Error> {
    Ok(stored(history)?.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect())
}

fn is_wish(entry: &Value, is: impl Fn(&Wish) -> bool) -> bool {
    serde_json::from_value(entry.clone()).is_ok_and(|wish| is(&wish))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_in_the_language_the_signer_was_spoken_to_in() {
        let mut known = BTreeMap::from(
            [("name", "Zoë"), ("title", "Bail\n2 rue"), ("count", "2"), ("host", "Marc")]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let mut subjects = Vec::new();
        for language in [Language::Ar, Language::En, Language::Fr, Language::It] {
            let (subject, text) = in_language(language, &known);
            assert!(subject.contains("Bail 2 rue") && !subject.contains(['{', '\n']), "{subject}");
            assert!(["Zoë", "Bail", "2"].iter().all(|fact| text.contains(fact)), "{text}");
            assert!(text.contains("\n\n") && text.ends_with("\n\nMarc") && !text.contains('{'), "{text}");
            subjects.push(subject);
        }
        subjects.dedup();
        assert_eq!(subjects.len(), 4);
        // A host without a name leaves no gap at the end.
        known.insert("host".to_owned(), String::new());
        assert!(in_language(Language::Fr, &known).1.ends_with('.'));
    }

    #[test]
    fn a_file_is_named_so_that_no_list_of_attachments_is_parted_by_it() {
        for (given, expected) in [
            ("Contrat d'entretien", "Contrat d’entretien.pdf"),
            ("Bail, 2 rue des Lilas.PDF", "Bail 2 rue des Lilas.pdf"),
            ("../../etc/passwd", "etc passwd.pdf"),
            ("-o \"x\" ; y\n", "o x y.pdf"),
            ("عقد", "عقد.pdf"),
            ("…", "….pdf"),
            (" .pdf", "document.pdf"),
        ] {
            assert_eq!(file_name(given), expected, "{given}");
        }
        assert_eq!(file_name(&"é".repeat(300)).chars().count(), LONGEST_NAME + 4);
    }
}

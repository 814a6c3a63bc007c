//! What people write beside their signature: name, date, place, texts, check boxes. What is known is written without asking;
//! what the person has to say is asked before they sign.
//!
//! Invariant: the preview, the form of the PDF and what is drawn in it come from the same `Entry`.

use jiff::tz::TimeZone;
use paraphe_envelope::{Document, DocumentId, Envelope, Field, FieldKind, Recipient, Role, Timestamp};
use paraphe_pdf::appearance::{Appearance, CheckState};
use paraphe_pdf::{PdfError, PdfFile};

use crate::local_zone::local_zone;
use crate::schema::BoxAnswer;
use crate::{App, Code, Error, documents, identities, translate, words};

/// More characters than this are no entry of a form.
const MOST_CHARACTERS: usize = 500;

/// A box of a person with what goes into it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The box.
    pub(crate) field: Field,
    /// What goes into it; none where it stays empty.
    pub(crate) content: Option<Content>,
}

/// What goes into a box.
#[derive(Debug)]
pub(crate) enum Content {
    /// A box to tick.
    Check(CheckState),
    /// A text as programs read it, and as people see it.
    Text(String, Box<Appearance>),
}

/// The boxes of one person that are written or ticked, in the order of documents and pages, from top to bottom.
pub(crate) fn places(envelope: &Envelope, person: &Recipient) -> Vec<Field> {
    let mut fields: Vec<Field> = envelope
        .fields()
        .iter()
        .filter(|field| field.recipient == person.id && field.kind.is_filled())
        .cloned()
        .collect();
    let order = |id: &DocumentId| envelope.documents().iter().position(|document| document.id == *id);
    fields.sort_by(|a, b| {
        let key = |field: &Field| (order(&field.document), field.placement.page);
        let (one, other) = (a.placement.rect, b.placement.rect);
        key(a).cmp(&key(b)).then(one.y.total_cmp(&other.y)).then(one.x.total_cmp(&other.x))
    });
    fields
}

/// The boxes that are made with the first signature of a document: those of everybody who signs it.
pub(crate) fn of_everybody<'e>(
    envelope: &'e Envelope,
    document: &Document,
) -> Vec<(&'e Field, &'e Recipient)> {
    let signers = || envelope.recipients().iter().filter(|person| person.role == Role::Signer);
    let filled = |field: &&Field| field.document == document.id && field.kind.is_filled();
    let owned = |field: &'e Field| {
        let owner = signers().find(|person| person.id == field.recipient)?;
        Some((field, owner))
    };
    envelope.fields().iter().filter(filled).filter_map(owned).collect()
}

/// What will be written in a box without asking, or where there is something to begin with; empty where nothing is known.
pub(crate) fn known(field: &Field, person: &Recipient, place: Option<&str>, at: Timestamp) -> String {
    match field.kind {
        FieldKind::Date => after_label(field, &date(at, &local_zone())),
        FieldKind::Name => after_label(field, &person.full_name()),
        FieldKind::Place => place.map(str::trim).unwrap_or_default().to_owned(),
        FieldKind::Checkbox | FieldKind::Initials | FieldKind::Signature | FieldKind::Text => String::new(),
    }
}

/// What goes into one box, with its drawing.
///
/// # Errors
/// An answer that is missing, too long for its box, or has a letter no font has.
pub(crate) fn entry(
    field: Field,
    person: &Recipient,
    answers: &[BoxAnswer],
    at: Timestamp,
) -> Result<Entry, Error> {
    let answer = answers.iter().find(|answer| answer.field == field.id);
    if field.kind == FieldKind::Checkbox {
        let is_ticked = answer.is_some_and(|answer| answer.ticked);
        if field.required && !is_ticked {
            return Err(about("error-answer-not-ticked", &field, person));
        }
        let state = if is_ticked { CheckState::On } else { CheckState::Off };
        return Ok(Entry { field, content: Some(Content::Check(state)) });
    }
    let text = match field.kind {
        FieldKind::Date | FieldKind::Name => known(&field, person, None, at),
        FieldKind::Checkbox
        | FieldKind::Initials
        | FieldKind::Place
        | FieldKind::Signature
        | FieldKind::Text => {
            let given = answer.map(|answer| words_of(&answer.text)).unwrap_or_default();
            let is_place = field.kind == FieldKind::Place && !given.is_empty();
            if is_place { after_label(&field, &given) } else { given }
        }
    };
    if text.is_empty() {
        return match field.required {
            true => Err(about("error-answer-missing", &field, person)),
            false => Ok(Entry { field, content: None }),
        };
    }
    let drawing = drawing(&field, person, &text)?;
    Ok(Entry { field, content: Some(Content::Text(text, Box::new(drawing))) })
}

/// What goes into every box of one person.
///
/// # Errors
/// As [`entry`], for the first box that cannot be filled.
pub(crate) fn entries(
    envelope: &Envelope,
    person: &Recipient,
    answers: &[BoxAnswer],
    at: Timestamp,
) -> Result<Vec<Entry>, Error> {
    places(envelope, person).into_iter().map(|field| entry(field, person, answers, at)).collect()
}

/// Refuses what would have to bring a font into a document that others have signed: what its glyphs show nobody could tell, so
/// validators would doubt the signatures that are there. A name is written all the same: it has the letters it has.
///
/// # Errors
/// The letters that cannot be filled in; the document cannot be read.
pub(crate) fn refuse_strange_letters(
    app: &App,
    envelope: &Envelope,
    person: &Recipient,
    entry: &Entry,
) -> Result<(), Error> {
    let Entry { field, content: Some(Content::Text(text, drawing)) } = entry else { return Ok(()) };
    let document = envelope.document(&field.document);
    let asked = document.filter(|_| matches!(field.kind, FieldKind::Place | FieldKind::Text));
    let Some(digest) = asked.map(|document| envelope.current_digest(document)) else { return Ok(()) };
    if documents::facts(app, &digest)?.signatures == 0 {
        return Ok(());
    }
    let (path, password) = documents::locate(app, &digest)?;
    let pdf = PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?;
    let has = |drawing: &Appearance| pdf.has_letters_for(field.id.as_str(), drawing);
    if has(drawing) {
        return Ok(());
    }
    let alone = |letter: &char| Appearance::for_text(letter.encode_utf8(&mut [0; 4]), 400.0, 40.0);
    let mut letters = Vec::new();
    for letter in text.chars().filter(|letter| alone(letter).is_ok_and(|drawing| !has(&drawing))) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    let letters: String = if letters.is_empty() { text.clone() } else { letters.iter().collect() };
    Err(about("error-answer-letters", field, person).with("letters", letters))
}

impl Entry {
    /// The box as the PDF will show it, for the window.
    pub(crate) fn to_svg(&self) -> Option<String> {
        let rect = self.field.placement.rect;
        Some(match self.content.as_ref()? {
            Content::Check(state) => Appearance::for_check_box(rect.width, rect.height, *state).to_svg(),
            Content::Text(_, drawing) => drawing.to_svg(),
        })
    }
}

/// What a screen reader says of a box in the signed document: what is asked, and whose it is.
pub(crate) fn tooltip(field: &Field, owner: &Recipient) -> String {
    format!("{} — {}", title(field, owner), owner.full_name())
}

/// What a box is called: by its own words, or by its kind.
fn title(field: &Field, person: &Recipient) -> String {
    let label = field.label.trim();
    if !label.is_empty() {
        return label.to_owned();
    }
    let id = match field.kind {
        FieldKind::Checkbox => "entry-checkbox",
        FieldKind::Date => "entry-date",
        FieldKind::Name => "entry-name",
        FieldKind::Place => "entry-place",
        FieldKind::Initials | FieldKind::Signature | FieldKind::Text => "entry-text",
    };
    words::plain(person.language, id)
}

fn about(message: &'static str, field: &Field, person: &Recipient) -> Error {
    let title = identities::without_isolates(&title(field, person));
    Error::new(Code::Refused, message).with("entry", title).with("field", &field.id)
}

fn drawing(field: &Field, person: &Recipient, text: &str) -> Result<Appearance, Error> {
    if text.chars().count() > MOST_CHARACTERS {
        return Err(about("error-answer-too-long", field, person).with("count", MOST_CHARACTERS));
    }
    let rect = field.placement.rect;
    Appearance::for_text(text, rect.width, rect.height).map_err(|error| {
        if let PdfError::BoxTooSmall { needed_width, needed_height } = error {
            return about("error-answer-does-not-fit", field, person)
                .with("width", translate::millimetres(needed_width))
                .with("height", translate::millimetres(needed_height));
        }
        translate::pdf(error).with("field", &field.id)
    })
}

fn after_label(field: &Field, content: &str) -> String {
    words_of(&format!("{} {content}", field.label))
}

/// One line: a field of a form holds no paragraphs.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as the people of this computer write it.
fn date(at: Timestamp, zone: &TimeZone) -> String {
    match jiff::Timestamp::from_millisecond(at.as_millis()) {
        Ok(time) => time.to_zoned(zone.clone()).strftime("%d/%m/%Y").to_string(),
        Err(_) => at.to_rfc3339(),
    }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{
        Authentication, Delivery, DocumentId, FieldId, Language, Placement, RecipientId, ViewRect,
    };

    use super::*;

    fn person() -> Recipient {
        Recipient {
            id: "r1".parse::<RecipientId>().unwrap(),
            role: Role::Signer,
            first_name: "Zoé".to_owned(),
            last_name: "Çelik".to_owned(),
            email: None,
            mobile: None,
            language: Language::Fr,
            authentication: Authentication::None,
            routing_order: None,
            delivery: Delivery::InPerson,
        }
    }

    fn field(kind: FieldKind, label: &str) -> Field {
        let rect = ViewRect { x: 10.0, y: 10.0, width: 160.0, height: 18.0 };
        let (id, document) = (FieldId::new([1; 16]), DocumentId::new([2; 16]));
        let made = Field::new(id, person().id, document, kind, Placement { page: 1, rect });
        Field { label: label.to_owned(), ..made }
    }

    fn answer(text: &str, ticked: bool) -> Vec<BoxAnswer> {
        vec![BoxAnswer { field: FieldId::new([1; 16]), text: text.to_owned(), ticked }]
    }

    fn noon() -> Timestamp {
        Timestamp::from_millis(1_795_348_800_000)
    }

    fn written(field: Field, answers: &[BoxAnswer]) -> Result<Option<String>, Error> {
        let text = |content| match content {
            Content::Text(text, _) => text,
            Content::Check(state) => format!("{state:?}"),
        };
        entry(field, &person(), answers, noon()).map(|entry| entry.content.map(text))
    }

    #[test]
    fn what_is_known_is_written_behind_its_words() {
        let shown = |kind, label| written(field(kind, label), &[]).unwrap().unwrap();
        assert_eq!(shown(FieldKind::Name, ""), "Zoé Çelik");
        assert_eq!(shown(FieldKind::Name, "Nom :"), "Nom : Zoé Çelik");
        assert_eq!(shown(FieldKind::Date, " le "), format!("le {}", date(noon(), &TimeZone::system())));
        assert_eq!(date(noon(), &TimeZone::UTC), "22/11/2026");
        let place = written(field(FieldKind::Place, "Fait à"), &answer("  Saint-\nÉtienne ", false));
        assert_eq!(place.unwrap().unwrap(), "Fait à Saint- Étienne");
    }

    #[test]
    fn what_is_required_is_asked_for_by_its_words() {
        for (kind, given, message) in [
            (FieldKind::Text, answer(" ", true), "error-answer-missing"),
            (FieldKind::Place, Vec::new(), "error-answer-missing"),
            (FieldKind::Checkbox, answer("oui", false), "error-answer-not-ticked"),
        ] {
            let error = written(field(kind, "Votre IBAN"), &given).unwrap_err();
            assert_eq!((error.message.as_str(), error.params["entry"].as_str()), (message, "Votre IBAN"));
            let optional = Field { required: false, ..field(kind, "Votre IBAN") };
            let left = written(optional, &given).unwrap();
            assert_eq!(left, (kind == FieldKind::Checkbox).then(|| "Off".to_owned()));
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_in_words() {
        let text = || field(FieldKind::Text, "Adresse");
        for (given, message) in [
            ("x".repeat(501), "error-answer-too-long"),
            ("très ".repeat(60), "error-answer-does-not-fit"),
            ("東京".to_owned(), "error-missing-glyph"),
        ] {
            let error = written(text(), &answer(&given, false)).unwrap_err();
            assert_eq!(error.message, message, "{given}");
            assert_eq!(error.params["field"], FieldId::new([1; 16]).to_string());
        }
    }
}

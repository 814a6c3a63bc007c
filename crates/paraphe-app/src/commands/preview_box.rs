//! What a box of a draft will look like in the PDF, before anybody is asked to sign: drawn by what writes the PDF.

use paraphe_envelope::{Draft, DraftRecipient, Field, FieldKind, Recipient};

use super::sign_locally::lines;
use crate::schema::{BoxAnswer, BoxPreviewView, PreviewBoxRequest, SignatureMark};
use crate::{App, Code, Error, blocking, entries, initials, look, signing, translate, words};

pub(crate) async fn run(app: &App, request: PreviewBoxRequest) -> Result<BoxPreviewView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let draft = app.history().draft(&request.draft).map_err(translate::history)?;
        let gone = || Error::new(Code::NotFound, "error-box-missing").detail(&request.field);
        let field = draft.field(&request.field).cloned().ok_or_else(gone)?;
        let person = draft.recipient(&field.recipient).map(signer).ok_or_else(gone)?;
        let svg = drawn(&app, &draft, field, &person)?;
        Ok(BoxPreviewView { field: request.field, svg })
    })
    .await
}

/// The person as they will sign; who has no name yet is called by the word for it.
fn signer(typed: &DraftRecipient) -> Recipient {
    let last_name = match typed.full_name().is_empty() {
        true => words::plain(typed.language, "entry-name"),
        false => typed.last_name.trim().to_owned(),
    };
    Recipient {
        id: typed.id.clone(),
        role: typed.role,
        first_name: typed.first_name.trim().to_owned(),
        last_name,
        email: None,
        mobile: None,
        language: typed.language,
        authentication: typed.authentication,
        routing_order: None,
        delivery: typed.delivery,
    }
}

fn drawn(app: &App, draft: &Draft, field: Field, person: &Recipient) -> Result<String, Error> {
    let rect = field.placement.rect;
    // Nobody has drawn anything yet: the name as it would be typed stands for the mark.
    let mark = SignatureMark::Typed { name: person.full_name() };
    match field.kind {
        FieldKind::Signature => {
            let lines = lines(person, None, app.now());
            let logo = look::logo_of(&draft.options);
            signing::appearance(&signing::mark(&mark), &lines, logo.as_ref(), rect).map(|look| look.to_svg())
        }
        FieldKind::Initials => initials::appearance(&initials::mark(&mark), rect).map(|look| look.to_svg()),
        FieldKind::Checkbox | FieldKind::Date | FieldKind::Name | FieldKind::Place | FieldKind::Text => {
            let answer = sample(app, &field, person)?;
            let entry = entries::entry(field, person, &[answer], app.now())?;
            entry.to_svg().ok_or_else(|| Error::internal("a sample answer that leaves its box empty"))
        }
    }
}

/// What stands for an answer nobody has given yet: in brackets, as it is the signer who brings it.
fn sample(app: &App, field: &Field, person: &Recipient) -> Result<BoxAnswer, Error> {
    let in_brackets = |words: &str| format!("[{words}]");
    let text = match field.kind {
        FieldKind::Place => match app.settings()?.signing_place {
            Some(place) if !place.trim().is_empty() => place,
            Some(_) | None => in_brackets(&words::plain(person.language, "entry-place")),
        },
        FieldKind::Text if field.label.trim().is_empty() => {
            in_brackets(&words::plain(person.language, "entry-text"))
        }
        FieldKind::Text => in_brackets(field.label.trim()),
        FieldKind::Checkbox
        | FieldKind::Date
        | FieldKind::Initials
        | FieldKind::Name
        | FieldKind::Signature => String::new(),
    };
    Ok(BoxAnswer { field: field.id.clone(), text, ticked: true })
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{
        Authentication, Delivery, DocumentId, DraftId, FieldId, Language, Placement, RecipientId, Role,
        SignatureVisibility, ViewRect,
    };

    use super::*;
    use crate::ports::SystemClock;
    use crate::{AppOptions, ChainChoice, ChainOrFile};

    fn person(first_name: &str, last_name: &str) -> DraftRecipient {
        DraftRecipient {
            id: "r1".parse::<RecipientId>().unwrap(),
            role: Role::Signer,
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: "pas encore une adresse".to_owned(),
            mobile: String::new(),
            language: Language::Fr,
            authentication: Authentication::None,
            routing_order: None,
            delivery: Delivery::InPerson,
            signature: SignatureVisibility::Visible,
        }
    }

    fn field(kind: FieldKind, width: f64, height: f64) -> Field {
        let rect = ViewRect { x: 10.0, y: 10.0, width, height };
        let (id, document) = (FieldId::new([1; 16]), DocumentId::new([2; 16]));
        Field::new(id, person("", "").id, document, kind, Placement { page: 1, rect })
    }

    /// What the window shows of a box, in a program of its own.
    fn shown(field: Field, person: &DraftRecipient) -> Result<String, Error> {
        let folder = tempfile::tempdir().unwrap();
        let secrets = ChainOrFile::open(folder.path(), ChainChoice::FileOnly);
        let options = AppOptions::headless(folder.path().join("data"));
        let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap();
        let draft = Draft::new(DraftId::new([3; 16]), Language::Fr, app.now());
        drawn(&app, &draft, field, &signer(person))
    }

    #[test]
    fn every_kind_has_a_drawing_before_anybody_has_answered() {
        let person = person("Zoé", "Çelik");
        for kind in FieldKind::ALL {
            let svg = shown(field(kind, 180.0, 60.0), &person).unwrap();
            assert!(svg.starts_with("<svg"), "{kind:?}: {svg}");
        }
    }

    #[test]
    fn a_text_stands_for_itself_in_brackets() {
        let labelled = Field { label: "IBAN".to_owned(), ..field(FieldKind::Text, 180.0, 20.0) };
        let written = |text: &str| {
            let answer = BoxAnswer { field: FieldId::new([1; 16]), text: text.to_owned(), ticked: false };
            let person = signer(&person("Zoé", "Çelik"));
            let at = paraphe_envelope::Timestamp::from_millis(0);
            entries::entry(labelled.clone(), &person, &[answer], at).unwrap().to_svg().unwrap()
        };
        assert_eq!(shown(labelled.clone(), &person("Zoé", "Çelik")).unwrap(), written("[IBAN]"));
        assert_ne!(written("[IBAN]"), written("IBAN"));
    }

    #[test]
    fn whoever_has_no_name_yet_is_drawn_as_a_name() {
        let named = |person: DraftRecipient| shown(field(FieldKind::Name, 180.0, 20.0), &person).unwrap();
        assert_eq!(named(person(" ", "")), named(person("", "Nom")));
    }

    #[test]
    fn a_box_that_cannot_hold_the_name_says_so() {
        let small =
            shown(field(FieldKind::Signature, 20.0, 8.0), &person("Maximilienne", "de La Rochefoucauld"));
        assert_eq!(small.unwrap_err().message, "error-box-too-small");
    }
}
